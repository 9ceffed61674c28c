//! Trace it to the source.

use std::collections::BTreeMap;

use super::{
    Lacking,
    build::{Around, Builder, order, pairs, rows, write},
    pick::{Voice, called, place, quoted, richest, sentence_of, shortened, voices},
};
use crate::{
    model::{
        Answer, Article, Exercise, Extra, Highlight, Marked, Question, Right, Slug, Source, SourceCheck, SourceKind, SourceRank, Unit,
    },
    quotes,
};

pub(super) fn fill(b: &mut Builder<'_>) -> Result<(), Lacking> {
    let shelf = b.shelf;
    let traced = |slug, article| {
        voices(shelf, slug, article)
            .into_iter()
            .filter(|voice| voice.quotation.medium.is_some() || voice.quotation.via.is_some())
            .collect::<Vec<_>>()
    };
    let Some((slug, article, all)) = richest(shelf, traced).filter(|(_, _, all)| all.len() >= 2) else {
        return Err(Lacking(
            "It needs an article that says of at least two quotations where they were said: in a post, a statement, an interview. Add such an article, or fill in the medium in Quotations.".to_owned(),
        ));
    };
    b.read(slug);
    media(b, &all);
    sentence(b, &all);
    ranks(b, article);
    chain(b, slug, article, &all);
    weigh(b, slug, article);
    let Some(voice) = all.iter().max_by_key(|voice| voice.words().min(30)) else { return Ok(()) };
    b.task(
        format!(
            "You want to know whether {} really said {}. What would you look up, and where? Write down two steps.",
            voice.speaker.name(),
            quoted(&shortened(&voice.text, 120))
        ),
        Vec::new(),
        (Exercise::Lateral(rows(&["What you would look up", "Where"], 2)), Right::Person),
        Around {
            hint: "Leave the article: is the original in writing? Who else was there? What do others say about the source?".into(),
            expected: format!(
                "The original itself{}, and a second outlet that does not simply repeat this one.",
                voice.quotation.medium.as_ref().map(|medium| format!(" ({medium})")).unwrap_or_default()
            ),
            rubric: [
                "Nothing, or “search the internet”.",
                "One step, without a place to look.",
                "One step with a place, or two without.",
                "Two steps with places.",
                "Two steps with places: the original, and somebody independent of it.",
            ],
            ..Around::default()
        },
    );
    b.task(
        "Which of the quotations in this article would you trust least as it stands? Say why, and what would change your mind.",
        Vec::new(),
        write(6, 80),
        Around {
            hint: "Count the steps between the one who said it and you. At each step something can be lost.".into(),
            expected:
                "Names a quotation, says how many hands it came through or what its source wants, and names a check that could settle it."
                    .into(),
            rubric: [
                "Nothing, or no quotation named.",
                "Names a quotation, without a reason.",
                "Names a quotation with a reason about its content only.",
                "Names a quotation with a reason about its source or its way.",
                "The same, with a check that could settle it.",
            ],
            ..Around::default()
        },
    );
    Ok(())
}

fn media(b: &mut Builder<'_>, all: &[Voice<'_>]) {
    let mut groups: Vec<String> = Vec::new();
    let mut items: Vec<(String, Option<String>, Vec<usize>)> = Vec::new();
    for voice in all.iter().filter(|voice| voice.is_telling()) {
        let Some(medium) = &voice.quotation.medium else { continue };
        let group = groups.iter().position(|known| known == medium).unwrap_or_else(|| {
            groups.push(medium.clone());
            groups.len() - 1
        });
        if items.iter().filter(|item| item.2 == [group]).count() < 3 && items.len() < 6 {
            items.push((quoted(&voice.text), Some(voice.speaker.name().to_owned()), vec![group]));
        }
    }
    if groups.len() < 2 || items.len() < 3 {
        return;
    }
    let said: Vec<String> = items.iter().map(|item| format!("{}: {}.", item.0, groups[item.2[0]])).collect();
    let (exercise, right) = pairs(&items, &groups);
    b.task(
        "Where were these words first said or written?",
        Vec::new(),
        (Exercise::Sort(exercise), right),
        Around {
            hint: "The article says it near the quotation: “on Twitter”, “in a statement”, “told …”.".into(),
            explanation: format!("{} Where something was said tells you where you could look it up.", said.join(" ")),
            ..Around::default()
        },
    );
}

/// The sentence from which we know where words were said.
fn sentence(b: &mut Builder<'_>, all: &[Voice<'_>]) {
    let found = all.iter().filter(|voice| (3..=30).contains(&voice.words())).find_map(|voice| {
        let passage = voice.quotation.passages.first()?;
        let sentence = sentence_of(voice.article, passage)?;
        let wanted = voice.quotation.medium.as_ref().or(voice.quotation.via.as_ref())?.to_lowercase();
        sentence.exact.to_lowercase().contains(&wanted).then_some((voice, sentence))
    });
    let Some((voice, sentence)) = found else { return };
    let highlight = Highlight {
        article: voice.slug.clone(),
        what: Marked::Source,
        unit: Unit::Sentence,
        claim: Some(format!("{} said or wrote: {}", voice.speaker.name(), quoted(&voice.text))),
        count: Some(1),
        extra: Extra::new(),
    };
    let explanation = format!("{} ({})", sentence.exact, place(voice.article, Some(&sentence)));
    b.task(
        "How does the article know? Mark the sentence that says where these words come from.",
        Vec::new(),
        (Exercise::Evidence(highlight), Right::Passages { passages: vec![sentence], enough: None }),
        Around { hint: "Find the words first; the source mostly stands in the same sentence.".into(), explanation, ..Around::default() },
    );
}

fn ranks(b: &mut Builder<'_>, article: &Article) {
    let mut items: Vec<(String, Option<String>, Vec<usize>)> = Vec::new();
    let mut sources: Vec<&Source> =
        article.sources.iter().filter(|source| source.rank.is_some() && !source.name.trim().is_empty()).collect();
    sources.sort_by_key(|source| std::cmp::Reverse(source.rank));
    for source in sources.into_iter().take(5) {
        let group = usize::from(source.rank == Some(SourceRank::Secondary));
        if !items.iter().any(|item| item.0 == source.name) {
            items.push((source.name.clone(), Some(kind(source.kind).to_owned()), vec![group]));
        }
    }
    if items.is_empty() {
        return;
    }
    items.push((format!("This article, {}", quoted(&shortened(&article.headline, 70))), None, vec![1]));
    if items.len() < 2 {
        return;
    }
    let names = |group: usize| items.iter().filter(|item| item.2 == [group]).map(|item| item.0.clone()).collect::<Vec<_>>().join("; ");
    let explanation =
        format!("At first hand: {}. At second hand: {}. An article is itself a secondary source for what others said.", names(0), names(1));
    let (exercise, right) =
        pairs(&items, &["Primary: it speaks for itself".to_owned(), "Secondary: it tells what others said or saw".to_owned()]);
    b.task(
        "Primary or secondary? Sort the sources.",
        Vec::new(),
        (Exercise::Sort(exercise), right),
        Around {
            hint: "Was it there itself? A tweet is primary for what its author wrote, a report about the tweet is secondary.".into(),
            explanation,
            ..Around::default()
        },
    );
}

fn kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Person => "a person",
        SourceKind::Organization => "an organization",
        SourceKind::Document => "a document",
        SourceKind::Post => "a post",
        SourceKind::Outlet => "another outlet",
    }
}

/// From mouth to reader, step by step.
fn chain(b: &mut Builder<'_>, slug: &Slug, article: &Article, all: &[Voice<'_>]) {
    let longest = all.iter().max_by_key(|voice| {
        (usize::from(voice.quotation.via.is_some()), usize::from(voice.quotation.medium.is_some()), voice.words().min(25))
    });
    let Some(voice) = longest else { return };
    let name = voice.speaker.name();
    let mut steps = vec![(format!("{name} has something to say."), None)];
    if let Some(medium) = &voice.quotation.medium {
        steps.push((format!("The words are made public: {medium}."), None));
    }
    if let Some(via) = &voice.quotation.via {
        steps.push((format!("{via} reports them."), None));
    }
    steps.push((format!("A reporter of {} chooses which of them to quote.", called(b.shelf, article)), None));
    steps.push(("You read them in the article.".to_owned(), None));
    if steps.len() < 4 {
        return;
    }
    let count = steps.len() - 1;
    b.task(
        format!("Follow the words {} from the first to the last hand.", quoted(&shortened(&voice.text, 140))),
        vec![Builder::about(slug)],
        order(&steps, "first", "last"),
        Around {
            hint: "Begin with the one who said it and end with yourself.".into(),
            explanation: format!("{count} steps from {name} to you ({}). At each one somebody leaves something out.", voice.place()),
            ..Around::default()
        },
    );
}

fn weigh(b: &mut Builder<'_>, slug: &Slug, article: &Article) {
    let shelf = b.shelf;
    let speaker = |source: &Source| source.author.as_ref().and_then(|id| shelf.archive.speaker(id));
    let known = |source: &Source| {
        let hints = Question::ALL.map(|question| (question, quotes::hint(question, source, article, speaker(source))));
        (hints.iter().filter(|(_, hint)| !hint.1.is_empty()).count(), hints)
    };
    let Some(source) = article.sources.iter().max_by_key(|source| (known(source).0, std::cmp::Reverse(source.id.clone()))) else { return };
    let (_, hints) = known(source);
    let mut grid: BTreeMap<Question, Vec<Answer>> = hints.iter().filter_map(|(question, hint)| Some((*question, vec![hint.0?]))).collect();
    // What lies before everybody can be looked up; words that were only heard cannot.
    let in_writing = matches!(source.kind, SourceKind::Post | SourceKind::Document) || source.url.is_some();
    grid.insert(Question::Verifies, if in_writing { vec![Answer::Yes, Answer::Unclear] } else { vec![Answer::No, Answer::Unclear] });
    if grid.len() < 2 {
        return;
    }
    let notes = hints.into_iter().filter(|(_, hint)| !hint.1.is_empty()).map(|(question, hint)| (question, hint.1)).collect();
    let check = SourceCheck {
        article: slug.clone(),
        source: Some(source.id.clone()),
        name: source.name.clone(),
        given: BTreeMap::new(),
        notes,
        extra: Extra::new(),
    };
    let marked: Vec<&str> = grid.keys().map(|question| question.word()).collect();
    b.task(
        format!("Weigh one source by the five questions: {}.", source.name),
        vec![Builder::about(slug)],
        (Exercise::SourceCheck(check), Right::Grid { grid: grid.clone() }),
        Around {
            hint: "The notes quote the article. “The article does not tell” is a good answer where it is true.".into(),
            explanation: format!(
                "Marked are the questions that the article itself answers ({}). The others are for the talk: give your reasons.",
                marked.join(", ")
            ),
            ..Around::default()
        },
    );
}
