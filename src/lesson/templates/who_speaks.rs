//! Who gets to speak?

use std::collections::HashMap;

use super::{
    Lacking,
    build::{Around, Builder, choose, order, pairs, rows, write},
    pick::{Voice, best_of_each, called, lower, quoted, richest, speakers, voices},
};
use crate::model::{Exercise, Right, SpeakerId};

pub(super) fn fill(b: &mut Builder<'_>) -> Result<(), Lacking> {
    let shelf = b.shelf;
    let found = richest(shelf, |slug, article| speakers(&voices(shelf, slug, article)));
    let Some((slug, article, who)) = found.filter(|(_, _, who)| who.len() >= 3) else {
        let most = richest(shelf, |slug, article| speakers(&voices(shelf, slug, article))).map_or(0, |(_, _, who)| who.len());
        return Err(Lacking(format!(
            "It needs an article that quotes at least three people or organizations; the fullest here quotes {most}. Add such an article, or say in Quotations who is speaking."
        )));
    };
    let all = voices(shelf, slug, article);
    let mut material = Vec::new();
    b.read(slug);
    let others: Vec<_> = shelf
        .articles
        .iter()
        .filter(|(other, article)| *other != slug && speakers(&voices(shelf, other, article)).len() >= 2)
        .take(2)
        .collect();
    for (other, _) in &others {
        b.read(other);
    }
    if !others.is_empty() {
        material.push(Builder::about(slug));
    }

    let telling = best_of_each(&all, 5);
    let mut names: Vec<String> = telling.iter().map(|voice| voice.speaker.name().to_owned()).collect();
    names.sort();
    let extra = shelf
        .archive
        .speakers
        .iter()
        .filter(|speaker| who.iter().all(|own| own.id() != speaker.id()))
        .map(|speaker| speaker.name().to_owned());
    names.extend(extra.take(1));
    let items: Vec<_> = telling
        .iter()
        .map(|voice| {
            (
                quoted(&voice.text),
                None,
                names.iter().enumerate().filter(|(_, name)| *name == voice.speaker.name()).map(|(place, _)| place).collect(),
            )
        })
        .collect();
    let (exercise, right) = pairs(&items, &names);
    b.task(
        "Whose words are these? Give each quotation its speaker.",
        material.clone(),
        (Exercise::WhoSaid(exercise), right),
        Around {
            hint: "Find the words in the article. Look just before and behind the quotation marks: who said, wrote or called something?"
                .into(),
            explanation: telling
                .iter()
                .map(|voice| format!("{} ({}): {}.", quoted(&voice.text), voice.place(), voice.speaker.name()))
                .collect::<Vec<_>>()
                .join(" "),
            ..Around::default()
        },
    );

    let first: Vec<&Voice<'_>> =
        who.iter().take(5).filter_map(|speaker| all.iter().find(|voice| voice.speaker.id() == speaker.id())).collect();
    b.task(
        "Who gets the first word? Put the speakers in the order in which the article first quotes them.",
        material.clone(),
        order(&first.iter().map(|voice| (voice.speaker.name().to_owned(), None)).collect::<Vec<_>>(), "quoted first", "quoted last"),
        Around {
            hint: "Go through the article from the top and note a name at each pair of quotation marks.".into(),
            explanation: format!(
                "{} What stands first is read by all; many readers never come to the end.",
                first.iter().map(|voice| format!("{}: {}.", voice.speaker.name(), voice.place())).collect::<Vec<_>>().join(" ")
            ),
            ..Around::default()
        },
    );

    most_words(b, &all, &material);
    kinds(b, &all, &material);
    if let Some((other, compared)) = others.first() {
        compare(b, &all, &voices(shelf, other, compared));
    }
    b.task(
        "Whose voice is missing? Name two people or groups who would know something about this event and are not quoted. What would you ask each of them?",
        material.clone(),
        (Exercise::Missing(rows(&["Who", "What you would ask"], 2)), Right::Person),
        Around {
            hint: "Who was there? Who decides? Who has to live with it? Who disagrees?".into(),
            expected: format!("People or groups other than {}, with a question that only they can answer.", super::pick::in_a_row(&who.iter().take(6).map(|speaker| speaker.name().to_owned()).collect::<Vec<_>>())),
            rubric: [
                "Nothing, or only people who are quoted already.",
                "One voice that is not quoted, without a question.",
                "Two voices, or one with a question that it could answer.",
                "Two voices that would know something, each with a question.",
                "Two voices from different sides, each with a question that nobody in the article answers.",
            ],
            ..Around::default()
        },
    );
    if let [first, .., last] = who.as_slice() {
        b.task(
            format!(
                "{} is quoted first, {} last. What would change for a reader if it were the other way round?",
                first.name(),
                last.name()
            ),
            material,
            write(4, 60),
            Around {
                hint: "What would you believe after the first two paragraphs, if you read no further?".into(),
                expected: "Says which impression the first voice gives, which the other would give, and points to words of both.".into(),
                rubric: [
                    "Nothing, or not about the two speakers.",
                    "Says that something would change, not what.",
                    "Says what readers would think first, without words from the article.",
                    "Says what would change, with words of one of the two.",
                    "Says what would change and what would not, with words of both.",
                ],
                ..Around::default()
            },
        );
    }
    Ok(())
}

/// How many words of each speaker are quoted, the most first.
fn shares(all: &[Voice<'_>]) -> Vec<(String, SpeakerId, usize)> {
    let mut words: HashMap<&SpeakerId, usize> = HashMap::new();
    for voice in all {
        *words.entry(voice.speaker.id()).or_default() += voice.words();
    }
    let mut shares: Vec<_> =
        speakers(all).into_iter().map(|speaker| (speaker.name().to_owned(), speaker.id().clone(), words[speaker.id()])).collect();
    shares.sort_by_key(|(name, _, words)| (std::cmp::Reverse(*words), name.clone()));
    shares
}

fn most_words(b: &mut Builder<'_>, all: &[Voice<'_>], material: &[crate::model::Material]) {
    let shares = shares(all);
    // Where the first two are nearly level there is no fair answer.
    if shares.len() < 3 || shares[0].2 * 4 < shares[1].2 * 5 {
        return;
    }
    let wrong: Vec<String> = shares[1..].iter().take(3).map(|share| share.0.clone()).collect();
    let counts: Vec<String> = shares.iter().take(4).map(|share| format!("{} {}", share.0, share.2)).collect();
    b.task(
        "Whose words fill the most space between quotation marks?",
        material.to_vec(),
        choose(&[shares[0].0.clone()], &wrong),
        Around {
            hint: "You need not count every word: compare how many lines each speaker’s quotations take.".into(),
            explanation: format!("Words quoted: {}. More room is not more truth, but it is more chance to convince.", counts.join(", ")),
            ..Around::default()
        },
    );
}

fn kinds(b: &mut Builder<'_>, all: &[Voice<'_>], material: &[crate::model::Material]) {
    let groups = ["A person with a name", "An organization", "Somebody who is not named"];
    let place = |word: &str| match word {
        "person" => 0,
        "organization" => 1,
        _ => 2,
    };
    let mut who = speakers(all);
    let kinds: std::collections::HashSet<_> = who.iter().map(|speaker| speaker.kind_word()).collect();
    if kinds.len() < 2 {
        return;
    }
    // The rarer kinds first, so that none is left out.
    who.sort_by_key(|speaker| std::cmp::Reverse(place(speaker.kind_word())));
    who.truncate(6);
    let items: Vec<_> = who.iter().map(|speaker| (speaker.name().to_owned(), None, vec![place(speaker.kind_word())])).collect();
    let (exercise, right) = pairs(&items, &groups.map(str::to_owned));
    b.task(
        "Who is speaking here? Sort the speakers.",
        material.to_vec(),
        (Exercise::Sort(exercise), right),
        Around {
            hint: "An organization speaks through a statement, a post or a ruling: no single person is named.".into(),
            explanation: who
                .iter()
                .map(|speaker| format!("{}: {}.", speaker.name(), groups[place(speaker.kind_word())].to_lowercase()))
                .collect::<Vec<_>>()
                .join(" "),
            ..Around::default()
        },
    );
}

/// Statements that are true of one of two articles, or of both.
fn compare(b: &mut Builder<'_>, one: &[Voice<'_>], two: &[Voice<'_>]) {
    let (Some(a), Some(z)) = (one.first(), two.first()) else { return };
    let (name_a, name_z) = (called(b.shelf, a.article), called(b.shelf, z.article));
    let (who_a, who_z) = (speakers(one), speakers(two));
    let has = |list: &[&crate::model::Speaker], id: &SpeakerId| list.iter().any(|speaker| speaker.id() == id);
    let mut items: Vec<(String, Option<String>, Vec<usize>)> = Vec::new();
    if a.speaker.id() != z.speaker.id() {
        items.push((format!("The first one quoted is {}.", a.speaker.name()), None, vec![0]));
        items.push((format!("The first one quoted is {}.", z.speaker.name()), None, vec![1]));
    }
    let quoted = |name: &str| format!("It quotes {}.", lower(name));
    items.extend(who_a.iter().filter(|speaker| !has(&who_z, speaker.id())).take(2).map(|speaker| (quoted(speaker.name()), None, vec![0])));
    items.extend(who_z.iter().filter(|speaker| !has(&who_a, speaker.id())).take(2).map(|speaker| (quoted(speaker.name()), None, vec![1])));
    items.extend(who_a.iter().filter(|speaker| has(&who_z, speaker.id())).take(2).map(|speaker| (quoted(speaker.name()), None, vec![2])));
    if items.len() < 3 {
        return;
    }
    let (exercise, right) = pairs(&items, &[format!("Only {name_a}"), format!("Only {name_z}"), "Both".to_owned()]);
    b.task(
        "Compare the voices of two articles. Of which is each sentence true?",
        vec![Builder::about(a.slug), Builder::about(z.slug)],
        (Exercise::Compare(exercise), right),
        Around {
            hint: "To be quoted, words of theirs must stand there. To be mentioned is not enough.".into(),
            explanation: format!(
                "{name_a} begins with {} ({}), {name_z} with {} ({}). Both report; they choose differently.",
                a.speaker.name(),
                a.place(),
                z.speaker.name(),
                z.place()
            ),
            ..Around::default()
        },
    );
}
