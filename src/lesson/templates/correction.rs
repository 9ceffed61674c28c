//! Read a correction.

use std::sync::OnceLock;

use regex::Regex;

use super::{
    Lacking,
    build::{Around, Builder, choose, order, rows, write},
    pick::{place, quoted},
};
use crate::{
    lesson::units,
    model::{Article, Exercise, Extra, Highlight, Marked, Material, Part, Passage, PassageMaterial, Right, Slug, Unit},
};

/// How notes of correction begin, or what they say.
fn note() -> Option<&'static Regex> {
    static NOTE: OnceLock<Option<Regex>> = OnceLock::new();
    let pattern = r"(?i)^\W*(correction|corrections|clarification|editor[’']?s['’]? note|update|updated)\b\s*[:(—–-]|\b(an earlier version|a previous version|an earlier headline) of (this|the) (article|story|report|post|headline)|\b(this|the) (article|story|report|headline) (has been|was) (updated|corrected|amended|changed)";
    NOTE.get_or_init(|| Regex::new(pattern).ok()).as_ref()
}

/// The blocks of an article that correct it.
fn corrections(article: &Article) -> Vec<Passage> {
    let text = article.plain_text();
    article
        .block_ranges()
        .into_iter()
        .filter(|range| !range.is_empty() && note().is_some_and(|note| note.is_match(text.slice(range.clone()))))
        .filter_map(|range| Passage::within(Part::Body, &text, range.start, range.end))
        .collect()
}

pub(super) fn fill(b: &mut Builder<'_>) -> Result<(), Lacking> {
    let shelf = b.shelf;
    let found: Vec<(&Slug, &Article, Vec<Passage>)> = shelf
        .articles
        .iter()
        .map(|(slug, article)| (*slug, *article, corrections(article)))
        .filter(|(.., notes)| !notes.is_empty())
        .collect();
    let Some((slug, article, notes)) = found.into_iter().max_by_key(|(.., notes)| notes.iter().map(|note| note.len()).max()) else {
        let is_changed =
            shelf.articles.iter().any(|(_, article)| article.date_modified.is_some() && article.date_modified != article.date_published);
        let sentence = if is_changed {
            "It needs an article that says what was corrected. One here was changed after it appeared, but its text does not say what."
        } else {
            "It needs an article with a correction or a note that it was updated; none here has one. Add one: outlets list them on their page of corrections."
        };
        return Err(Lacking(sentence.to_owned()));
    };
    b.read(slug);
    let text = article.plain_text();
    let sentences: Vec<Passage> = notes
        .iter()
        .flat_map(|note| units(&text, note.start..note.end, Unit::Sentence))
        .filter(|range| range.len() > 14)
        .filter_map(|range| Passage::within(Part::Body, &text, range.start, range.end))
        .collect();
    let Some(note) = notes.iter().max_by_key(|note| note.len()) else { return Ok(()) };
    let material = vec![Material::Passage(PassageMaterial { article: slug.clone(), passage: note.clone(), extra: Extra::new() })];
    let highlight =
        Highlight { article: slug.clone(), what: Marked::Evidence, unit: Unit::Sentence, claim: None, count: None, extra: Extra::new() };
    b.task(
        "This article was changed after it appeared. Mark the place where it says so.",
        Vec::new(),
        (
            Exercise::Evidence(highlight),
            Right::Passages { passages: if sentences.is_empty() { notes.clone() } else { sentences }, enough: Some(1) },
        ),
        Around {
            hint: "Corrections stand at the very top or the very end, often in small print.".into(),
            explanation: format!("{} ({}).", quoted(&note.exact), place(article, Some(note))),
            ..Around::default()
        },
    );
    says(b, note, material.clone());
    b.task(
        "What happened when? Put the steps in order.",
        Vec::new(),
        order(
            &["The first version appears.", "Readers believe what it says.", "Somebody notices the mistake.", "The newsroom checks who is right.", "The article is changed, and a note says so."].map(|step| (step.to_owned(), None)),
            "first",
            "last",
        ),
        Around {
            hint: "Before a newsroom changes anything it has to know that the complaint is right.".into(),
            explanation: "Between the first version and the note there are readers who saw only the mistake. That is why the note matters, and why it should be easy to find.".into(),
            ..Around::default()
        },
    );
    b.task(
        "Somebody read only the first version. What did that reader believe afterwards that is not so? What would you tell them?",
        material,
        write(4, 50),
        Around {
            hint: "Turn the correction round: if this is right now, what stood there before?".into(),
            expected: format!("The mistake in words of one’s own, and what is right, both taken from the note: {}", quoted(&note.exact)),
            rubric: [
                "Nothing, or not about the correction.",
                "Says that something was wrong, not what.",
                "Says what was wrong or what is right.",
                "Says what was wrong and what is right.",
                "The same, and says whether it changes what the article is about.",
            ],
            ..Around::default()
        },
    );
    b.task(
        "A friend sends you an older copy of a report. How would you find out whether it has been corrected since? Write down two steps.",
        Vec::new(),
        (Exercise::Lateral(rows(&["What you would look up", "Where"], 2)), Right::Person),
        Around {
            hint: "The outlet’s own page, its list of corrections, an archive of the web with dates.".into(),
            expected: "The article at its own address, with the date of its last change; the outlet’s page of corrections; two dates in a web archive.".into(),
            rubric: [
                "Nothing, or “search the internet”.",
                "One step, without a place to look.",
                "One step with a place, or two without.",
                "Two steps with places.",
                "Two steps with places, one of which shows the earlier version.",
            ],
            ..Around::default()
        },
    );
    Ok(())
}

/// What a good correction tells, and what this one does.
fn says(b: &mut Builder<'_>, note: &Passage, material: Vec<Material>) {
    let words = note.exact.to_lowercase();
    let has = |any: &[&str]| any.iter().any(|word| words.contains(word));
    let (mut yes, mut no) = (Vec::new(), Vec::new());
    let mut put = |is: bool, text: &str| if is { yes.push(text.to_owned()) } else { no.push(text.to_owned()) };
    put(
        has(&[
            "misstated",
            "incorrectly",
            "wrong",
            "misspelled",
            "misidentified",
            "mistaken",
            "erroneously",
            "error",
            "said that",
            "gave",
            "referred",
        ]),
        "What was wrong",
    );
    put(
        words.chars().any(|letter| letter.is_ascii_digit())
            && has(&[
                "jan",
                "feb",
                "march",
                "april",
                "may ",
                "june",
                "july",
                "aug",
                "sept",
                "oct",
                "nov",
                "dec",
                "monday",
                "tuesday",
                "wednesday",
                "thursday",
                "friday",
                "saturday",
                "sunday",
                "a.m",
                "p.m",
            ]),
        "A day or a time",
    );
    put(has(&["because", "due to", "owing to", "editing error", "production error"]), "How the mistake came about");
    put(has(&["sorry", "regret", "apolog"]), "That the newsroom is sorry");
    put(has(&["contact", "email", "write to", "@"]), "Whom to tell about other mistakes");
    if yes.is_empty() || no.is_empty() {
        return;
    }
    let explanation = format!(
        "This note tells: {}. It leaves out: {}. A good correction says what was wrong, what is right, and when it was changed.",
        yes.join(", ").to_lowercase(),
        no.join(", ").to_lowercase()
    );
    b.task(
        "What does this note tell? Choose all that it tells.",
        material,
        choose(&yes, &no),
        Around { hint: "Only what stands in the note counts.".into(), explanation, ..Around::default() },
    );
}
