//! Words that judge.

use super::{
    Lacking,
    build::{Around, Builder, choose, pairs, write},
    pick::{labels, place, quoted, richest, sentence_of, shortened},
};
use crate::{
    model::{Article, Exercise, Extra, Highlight, Label, LabelKind, Marked, Material, Part, Passage, PassageMaterial, Right, Slug, Unit},
    quotes::{ReportingVerb, Tone, reporting_verbs},
};

/// Words of the body, each once, with the label.
fn own_labels(article: &Article) -> Vec<Label> {
    labels(article).iter().filter(|label| label.passage.part == Part::Body).cloned().collect()
}

/// Verbs of an article, each once.
fn verbs(article: &Article) -> Vec<ReportingVerb> {
    let mut found: Vec<ReportingVerb> = Vec::new();
    for verb in reporting_verbs(article) {
        if verb.passage.part == Part::Body && !found.iter().any(|known| known.lemma == verb.lemma) {
            found.push(verb);
        }
    }
    found
}

pub(super) fn fill(b: &mut Builder<'_>) -> Result<(), Lacking> {
    let shelf = b.shelf;
    let charged = |article: &Article| verbs(article).into_iter().filter(|verb| verb.tone != Tone::Neutral).map(|verb| verb.passage);
    let found = richest(shelf, |_, article| own_labels(article).into_iter().map(|label| label.passage).chain(charged(article)).collect());
    let Some((slug, article, found)) = found.filter(|(_, _, found)| found.len() >= 2) else {
        return Err(Lacking(
            "It needs an article with at least two words that judge, keep a distance or report with a temper; none here has them. Add another article, or mark such words in Wording.".to_owned(),
        ));
    };
    b.read(slug);
    let labels = own_labels(article);
    highlight(b, slug, article, &labels);
    whose(b, article, &labels);
    scale(b, article);
    neutral(b, slug, article);
    if let Some(other) = shelf.articles.iter().find(|(other, _)| *other != slug) {
        compare(b, (slug, article), *other);
    }
    let Some(passage) = labels.first().map(|label| label.passage.clone()).or_else(|| found.first().cloned()) else { return Ok(()) };
    let Some(sentence) = sentence_of(article, &passage) else { return Ok(()) };
    let shown = vec![Material::Passage(PassageMaterial { article: slug.clone(), passage: sentence, extra: Extra::new() })];
    b.task(
        format!(
            "Read the sentence once with {} and once without it. What does it tell you both times? What is gone?",
            quoted(&passage.exact)
        ),
        shown.clone(),
        write(4, 50),
        Around {
            hint: "Could you photograph what is gone, or is it an opinion about what happened?".into(),
            expected: format!(
                "What happened stays; what is gone is the judgement or the distance that {} adds, and with it a hint what to think.",
                quoted(&passage.exact)
            ),
            rubric: [
                "Nothing, or not about the sentence.",
                "Says that something is different, not what.",
                "Says what stays or what is gone.",
                "Says what stays and what is gone.",
                "Says both, and what a reader would think because of the word.",
            ],
            ..Around::default()
        },
    );
    b.task(
        "Rewrite the sentence so that it tells what happened and leaves the judging to the reader. Keep every fact.",
        shown,
        write(4, 50),
        Around {
            hint: "If the article shows why the word is deserved, put that reason in the place of the word.".into(),
            expected:
                "Keeps who, what and when; the judging word is gone or replaced by the fact that it rests on; adds no judgement of its own."
                    .into(),
            rubric: [
                "Nothing, or the sentence as it was.",
                "The word is gone, and a fact with it.",
                "The word is replaced by another that judges.",
                "Neutral, with every fact.",
                "Neutral, with every fact, and the reason for the judgement where the article gives one.",
            ],
            ..Around::default()
        },
    );
    Ok(())
}

fn highlight(b: &mut Builder<'_>, slug: &Slug, article: &Article, labels: &[Label]) {
    if labels.len() < 2 {
        return;
    }
    let judging = labels.iter().filter(|label| label.kind == LabelKind::Judging).count();
    let what = if judging * 2 >= labels.len() { Marked::Label } else { Marked::Hedge };
    let passages: Vec<Passage> = labels.iter().map(|label| label.passage.clone()).collect();
    let enough = if passages.len() > 3 { Some((passages.len() * 2).div_ceil(3)) } else { None };
    let list: Vec<String> = labels
        .iter()
        .map(|label| format!("{} ({}, {})", quoted(&label.passage.exact), label.kind.word(), place(article, Some(&label.passage))))
        .collect();
    let highlight = Highlight {
        article: slug.clone(),
        what,
        unit: Unit::Word,
        claim: None,
        count: enough.or(Some(passages.len())),
        extra: Extra::new(),
    };
    b.task(
        "Mark the words that judge what happened or keep a distance from it.",
        Vec::new(),
        (Exercise::Highlight(highlight), Right::Passages { passages, enough }),
        Around {
            hint: "Words such as “wrongly” or “reckless” judge, words such as “reportedly” or “so-called” keep a distance. A number, a date or a name does neither.".into(),
            explanation: format!("These count: {}.", list.join(", ")),
            ..Around::default()
        },
    );
}

fn whose(b: &mut Builder<'_>, article: &Article, labels: &[Label]) {
    let inside = |label: &Label| {
        article.speech().find(|quotation| {
            quotation.passages.iter().any(|passage| passage.start <= label.passage.start && label.passage.end <= passage.end)
        })
    };
    let mut seen = std::collections::HashSet::new();
    let picked: Vec<&Label> = labels.iter().filter(|label| seen.insert(label.passage.exact.to_lowercase())).take(6).collect();
    let quoted_ones = picked.iter().filter(|label| inside(label).is_some()).count();
    if picked.len() < 2 || quoted_ones == 0 || quoted_ones == picked.len() {
        return;
    }
    let around =
        |label: &Label| format!("… {}{}{} …", label.passage.prefix.trim_start(), label.passage.exact, label.passage.suffix.trim_end());
    let items: Vec<_> = picked
        .iter()
        .map(|label| (quoted(&label.passage.exact), Some(around(label).replace('\n', " ")), vec![usize::from(inside(label).is_some())]))
        .collect();
    let (exercise, right) = pairs(&items, &["The article’s own word".to_owned(), "The word of somebody it quotes".to_owned()]);
    b.task(
        "Whose words are these?",
        Vec::new(),
        (Exercise::Sort(exercise), right),
        Around {
            hint: "Find the word in the article. Does it stand between quotation marks?".into(),
            explanation: picked
                .iter()
                .map(|label| {
                    let whose = if inside(label).is_some() { "somebody who is quoted" } else { "the article itself" };
                    format!("{}: {whose}, {}.", quoted(&label.passage.exact), place(article, Some(&label.passage)))
                })
                .collect::<Vec<_>>()
                .join(" "),
            ..Around::default()
        },
    );
}

fn scale(b: &mut Builder<'_>, article: &Article) {
    let mut verbs = verbs(article);
    verbs.sort_by_key(|verb| std::cmp::Reverse(verb.tone));
    verbs.truncate(6);
    if verbs.len() < 3 || verbs.iter().all(|verb| verb.tone == verbs[0].tone) {
        return;
    }
    let tones: Vec<Tone> =
        Tone::ALL.into_iter().filter(|tone| verbs.iter().any(|verb| verb.tone == *tone) || *tone == Tone::Neutral).collect();
    let around =
        |verb: &ReportingVerb| format!("… {}{}{} …", verb.passage.prefix.trim_start(), verb.passage.exact, verb.passage.suffix.trim_end());
    let items: Vec<_> = verbs
        .iter()
        .map(|verb| {
            let group = tones.iter().position(|tone| *tone == verb.tone).unwrap_or(0);
            (quoted(&verb.passage.exact), Some(around(verb).replace('\n', " ")), vec![group])
        })
        .collect();
    let groups: Vec<String> = tones.iter().map(|tone| capital(tone.meaning())).collect();
    let (exercise, right) = pairs(&items, &groups);
    b.task(
        "What does each of these words add to the fact that something was said?",
        Vec::new(),
        (Exercise::Sort(exercise), right),
        Around {
            hint: "Put “said” in its place. Does the sentence now sound more sure, less sure, or calmer?".into(),
            explanation: verbs
                .iter()
                .map(|verb| format!("{} ({}): {}.", quoted(&verb.passage.exact), place(article, Some(&verb.passage)), verb.tone.meaning()))
                .collect::<Vec<_>>()
                .join(" "),
            ..Around::default()
        },
    );
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn neutral(b: &mut Builder<'_>, slug: &Slug, article: &Article) {
    let all = verbs(article);
    let Some(verb) = all.iter().filter(|verb| verb.tone != Tone::Neutral).max_by_key(|verb| verb.tone) else { return };
    let Some(sentence) = sentence_of(article, &verb.passage) else { return };
    let mut wrong: Vec<String> = all
        .iter()
        .filter(|other| other.tone != Tone::Neutral && other.lemma != verb.lemma)
        .map(|other| other.passage.exact.clone())
        .collect();
    for more in ["admitted", "insisted", "boasted", "claimed"] {
        if wrong.len() < 3 && !wrong.iter().any(|known| known == more) && verb.passage.exact != more {
            wrong.push(more.to_owned());
        }
    }
    wrong.truncate(3);
    b.task(
        format!("Which word could stand in the place of {} and add nothing to the fact that it was said?", quoted(&verb.passage.exact)),
        vec![Material::Passage(PassageMaterial { article: slug.clone(), passage: sentence, extra: Extra::new() })],
        choose(&["said".to_owned()], &wrong),
        Around {
            hint: "Which of them would both sides of a quarrel accept?".into(),
            explanation: format!(
                "“Said” tells only that it was said. {}: it {}.",
                capital(&quoted(&verb.passage.exact)),
                verb.tone.meaning()
            ),
            ..Around::default()
        },
    );
}

fn compare(b: &mut Builder<'_>, (slug, article): (&Slug, &Article), (other_slug, other): (&Slug, &Article)) {
    let words = |article: &Article| -> Vec<String> {
        let mut all: Vec<String> = own_labels(article).iter().map(|label| label.passage.exact.to_lowercase()).collect();
        all.extend(verbs(article).iter().filter(|verb| verb.tone != Tone::Neutral).map(|verb| verb.passage.exact.to_lowercase()));
        all.sort();
        all.dedup();
        all
    };
    let (one, two) = (words(article), words(other));
    let has = |article: &Article, word: &str| article.plain_text().as_str().to_lowercase().contains(word);
    let mut items: Vec<(String, Option<String>, Vec<usize>)> = Vec::new();
    items.extend(one.iter().filter(|word| !has(other, word)).take(3).map(|word| (quoted(word), None, vec![0])));
    items.extend(two.iter().filter(|word| !has(article, word)).take(3).map(|word| (quoted(word), None, vec![1])));
    let sides = items.iter().map(|item| item.2[0]).collect::<std::collections::HashSet<_>>().len();
    if items.len() < 3 || sides < 2 {
        return;
    }
    b.read(other_slug);
    let names = [quoted(&shortened(&article.headline, 60)), quoted(&shortened(&other.headline, 60))];
    let (exercise, right) = pairs(&items, &names);
    b.task(
        "Two articles, two choices of words. In which one does each word stand?",
        vec![Builder::about(slug), Builder::about(other_slug)],
        (Exercise::Compare(exercise), right),
        Around {
            hint: "Guess first from the headlines, then look it up: were you right?".into(),
            explanation: format!("{} has {}; {} has {}.", names[0], one.join(", "), names[1], two.join(", ")),
            ..Around::default()
        },
    );
}
