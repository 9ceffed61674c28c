//! Three front pages.

use std::collections::HashSet;

use super::{
    Lacking,
    build::{Around, Builder, choose, order, pairs, rows},
    pick::{Voice, called, first_sentence, in_a_row, lower, quoted, shortened, speakers, voices},
};
use crate::{
    lesson::units,
    model::{Article, Block, Exercise, Extra, Headline, Right, Slug, SpeakerId, Unit},
    quotes::{Tone, reporting_verbs},
};

/// Articles on one event: those that share the most speakers and tags with another.
fn same_event<'a>(b: &Builder<'a>) -> Vec<(&'a Slug, &'a Article)> {
    let shelf = b.shelf;
    let who = |slug: &'a Slug, article: &'a Article| -> HashSet<SpeakerId> {
        speakers(&voices(shelf, slug, article)).iter().map(|speaker| speaker.id().clone()).collect()
    };
    // Enough to choose from; every pair is looked at.
    let known: Vec<_> = shelf.articles.iter().take(60).map(|(slug, article)| (*slug, *article, who(slug, article))).collect();
    let near = |one: &(&Slug, &Article, HashSet<SpeakerId>), two: &(&Slug, &Article, HashSet<SpeakerId>)| {
        let shared = one.2.intersection(&two.2).count();
        let days = match (one.1.date_published, two.1.date_published) {
            (Some(a), Some(b)) => a.day().until(b.day()).map_or(0, |span| {
                span.get_days().unsigned_abs() + span.get_months().unsigned_abs() * 30 + u32::from(span.get_years() != 0) * 365
            }),
            _ => 0,
        };
        if shared >= 2 && days <= 14 { shared } else { 0 }
    };
    let mut best: Vec<usize> = Vec::new();
    let mut most = 0;
    for (first, one) in known.iter().enumerate() {
        let mut others: Vec<(usize, usize)> = known
            .iter()
            .enumerate()
            .filter(|(second, _)| *second != first)
            .map(|(second, two)| (near(one, two), second))
            .filter(|(shared, _)| *shared > 0)
            .collect();
        others.sort_by_key(|(shared, second)| (std::cmp::Reverse(*shared), *second));
        others.truncate(2);
        let score = others.iter().map(|(shared, _)| shared).sum::<usize>() + others.len() * 100;
        if !others.is_empty() && score > most {
            most = score;
            best = others.into_iter().map(|(_, second)| second).chain([first]).collect();
            best.sort_unstable();
        }
    }
    best.into_iter().map(|place| (known[place].0, known[place].1)).collect()
}

pub(super) fn fill(b: &mut Builder<'_>) -> Result<(), Lacking> {
    let shelf = b.shelf;
    let pages = same_event(b);
    if pages.len() < 2 {
        let sentence = if shelf.articles.len() < 2 {
            "It needs two or three articles on the same event; there is only one article here. Import another report on it."
        } else {
            "It needs two or three articles on the same event: within two weeks, and with at least two speakers in common. Import another report on one of the events here."
        };
        return Err(Lacking(sentence.to_owned()));
    }
    let material: Vec<_> = pages.iter().map(|(slug, _)| Builder::about(slug)).collect();
    pages.iter().for_each(|(slug, _)| b.read(slug));
    let heads: Vec<String> = pages.iter().map(|(_, article)| article.headline.clone()).collect();
    let all: Vec<Vec<Voice<'_>>> = pages.iter().map(|(slug, article)| voices(shelf, slug, article)).collect();

    let leads: Vec<_> = pages
        .iter()
        .enumerate()
        .filter_map(|(place, (_, article))| Some((shortened(&first_sentence(article)?, 220), None, vec![place])))
        .collect();
    if leads.len() == pages.len() {
        let (exercise, right) = pairs(&leads, &heads);
        b.task(
            "Read only the headlines. Which first sentence follows which of them?",
            Vec::new(),
            (Exercise::WhoSaid(exercise), right),
            Around {
                hint: "A headline promises something. The first sentence keeps the promise: look for the same person, the same quarrel, the same tone.".into(),
                explanation: format!("{} Each page opens with what it holds most important.", leads.iter().map(|lead| format!("{} opens: {}", quoted(&heads[lead.2[0]]), lead.0)).collect::<Vec<_>>().join(" ")),
                ..Around::default()
            },
        );
    }
    compare(b, &all, &material);
    shared_words(b, &all, &material);
    tone(b, &pages, &material);
    sequence(b, &pages);
    let options = heads.iter().enumerate().map(|(number, head)| {
        let mut choice = crate::model::Choice::new(format!("h{}", number + 1), head.as_str());
        choice.from = Some(called(shelf, pages[number].1));
        choice
    });
    let headline = Headline { options: options.collect(), write: true, extra: Extra::new() };
    b.task(
        "Write a headline for this event that every one of these pages could print.",
        material.clone(),
        (Exercise::Headline(headline), Right::Person),
        Around {
            hint: "What do all of them agree on? Take that, and no word that one side would strike out.".into(),
            expected: format!(
                "Who did what, in words that none of the pages would contradict. Theirs, to compare: {}.",
                heads.iter().map(|head| quoted(head)).collect::<Vec<_>>().join("; ")
            ),
            rubric: [
                "Nothing, or one of the headlines copied.",
                "About the event, with a word that takes a side.",
                "Neutral, but leaves out who or what.",
                "Neutral: who did what.",
                "Neutral and complete, and short enough for a front page.",
            ],
            ..Around::default()
        },
    );
    b.task(
        "Which question do all of these pages leave open? Write down two, and who could answer them.",
        material,
        (Exercise::Missing(rows(&["What you still want to know", "Who could answer it"], 2)), Right::Person),
        Around {
            hint: "Why now? How do they know? What happens next? Who was not asked?".into(),
            expected: "Questions whose answer stands on none of the pages, each with somebody who could know.".into(),
            rubric: [
                "Nothing, or questions that the articles answer.",
                "One open question.",
                "Two open questions, or one with somebody who could answer it.",
                "Two open questions, each with somebody who could answer it.",
                "Two open questions that would change how the event looks, each with the right person to ask.",
            ],
            ..Around::default()
        },
    );
    Ok(())
}

fn compare(b: &mut Builder<'_>, all: &[Vec<Voice<'_>>], material: &[crate::model::Material]) {
    let shelf = b.shelf;
    let names: Vec<String> = all.iter().filter_map(|voices| voices.first()).map(|voice| called(shelf, voice.article)).collect();
    if names.len() != all.len() {
        return;
    }
    let more = names.len();
    let mut items: Vec<(String, Option<String>, Vec<usize>)> = Vec::new();
    let firsts: Vec<&str> = all.iter().map(|voices| voices[0].speaker.name()).collect();
    for (place, name) in firsts.iter().enumerate() {
        if firsts.iter().filter(|other| *other == name).count() == 1 {
            items.push((format!("The first one it quotes is {}.", lower(name)), None, vec![place]));
        }
    }
    let sets: Vec<HashSet<&SpeakerId>> = all.iter().map(|voices| voices.iter().map(|voice| voice.speaker.id()).collect()).collect();
    let mut both = 0;
    for voices in all {
        for speaker in speakers(voices) {
            let places: Vec<usize> = (0..sets.len()).filter(|place| sets[*place].contains(speaker.id())).collect();
            let sentence = format!("It quotes {}.", lower(speaker.name()));
            let is_known = items.iter().any(|item| item.0 == sentence);
            match places.as_slice() {
                [only] if !is_known && items.iter().filter(|item| item.2 == [*only]).count() < 2 => {
                    items.push((sentence, None, vec![*only]));
                }
                [_, _, ..] if !is_known && both < 2 => {
                    both += 1;
                    items.push((sentence, None, vec![more]));
                }
                _ => {}
            }
        }
    }
    items.truncate(8);
    if items.len() < 3 {
        return;
    }
    let mut targets: Vec<String> = names.iter().map(|name| format!("Only {name}")).collect();
    targets.push(if more == 2 { "Both".to_owned() } else { "More than one of them".to_owned() });
    let (exercise, right) = pairs(&items, &targets);
    let openings: Vec<String> =
        all.iter().zip(&names).map(|(voices, name)| format!("{name}: {} ({})", voices[0].speaker.name(), voices[0].place())).collect();
    b.task(
        "Whose voices do they let in? Say of which page each sentence is true.",
        material.to_vec(),
        (Exercise::Compare(exercise), right),
        Around {
            hint: "Go through one page at a time and list whom it quotes, in order.".into(),
            explanation: format!("Quoted first: {}. To quote somebody is a choice, and so is the place.", openings.join("; ")),
            ..Around::default()
        },
    );
}

fn plain(text: &str) -> String {
    text.to_lowercase().split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Words that more than one page quotes, among words that only one does.
fn shared_words(b: &mut Builder<'_>, all: &[Vec<Voice<'_>>], material: &[crate::model::Material]) {
    let bodies: Vec<String> =
        all.iter().filter_map(|voices| voices.first()).map(|voice| plain(voice.article.plain_text().as_str())).collect();
    let mut seen: HashSet<String> = HashSet::new();
    let (mut shared, mut single): (Vec<(&Voice<'_>, usize)>, Vec<&Voice<'_>>) = (Vec::new(), Vec::new());
    for voices in all {
        for voice in voices.iter().filter(|voice| (3..=22).contains(&voice.words())) {
            let words = plain(&voice.text);
            if seen.iter().any(|known| known.contains(&words) || words.contains(known.as_str())) {
                continue;
            }
            let count = bodies.iter().filter(|body| body.contains(&words)).count();
            seen.insert(words);
            if count > 1 { shared.push((voice, count)) } else { single.push(voice) }
        }
    }
    shared.sort_by_key(|(voice, count)| (std::cmp::Reverse(*count), std::cmp::Reverse(voice.words())));
    shared.truncate(2);
    if shared.is_empty() || single.len() < 2 {
        return;
    }
    let right: Vec<String> = shared.iter().map(|(voice, _)| quoted(&voice.text)).collect();
    let wrong: Vec<String> = single.iter().take(3).map(|voice| quoted(&voice.text)).collect();
    let plural = right.len() > 1;
    b.task(
        if plural {
            "Which of these words do at least two of the pages print? Choose all."
        } else {
            "Which of these words do at least two of the pages print?"
        },
        material.to_vec(),
        choose(&right, &wrong),
        Around {
            hint: "What more than one page prints is what they agree was said. Look for the words that the quarrel is about.".into(),
            explanation: shared
                .iter()
                .map(|(voice, count)| format!("{} ({}) stands in {count} of them.", quoted(&voice.text), voice.speaker.name()))
                .collect::<Vec<_>>()
                .join(" "),
            ..Around::default()
        },
    );
}

/// Which page uses which reporting verb.
fn tone(b: &mut Builder<'_>, pages: &[(&Slug, &Article)], material: &[crate::model::Material]) {
    let shelf = b.shelf;
    let verbs: Vec<Vec<(String, Tone)>> = pages
        .iter()
        .map(|(_, article)| {
            reporting_verbs(article)
                .into_iter()
                .filter(|verb| verb.tone != Tone::Neutral)
                .map(|verb| (verb.passage.exact.to_lowercase(), verb.tone))
                .collect()
        })
        .collect();
    let mut items: Vec<(String, Option<String>, Vec<usize>)> = Vec::new();
    for (place, own) in verbs.iter().enumerate() {
        for (word, _) in own {
            let alone = verbs.iter().enumerate().all(|(other, all)| other == place || !all.iter().any(|(theirs, _)| theirs == word));
            let text = format!("Somebody {word} something.");
            if alone && !items.iter().any(|item| item.0 == text) && items.iter().filter(|item| item.2 == [place]).count() < 2 {
                items.push((text, None, vec![place]));
            }
        }
    }
    if items.len() < 3 || items.iter().map(|item| item.2[0]).collect::<HashSet<_>>().len() < 2 {
        return;
    }
    let names: Vec<String> = pages.iter().map(|(_, article)| called(shelf, article)).collect();
    let (exercise, right) = pairs(&items, &names);
    b.task(
        "In which page does somebody do this, where another page might only write “said”?",
        material.to_vec(),
        (Exercise::Compare(exercise), right),
        Around {
            hint: "Look at the verbs beside quotation marks.".into(),
            explanation: format!(
                "The verb is the reporter’s choice: {}.",
                items
                    .iter()
                    .map(|item| format!("{} {}", names[item.2[0]], item.0.trim_start_matches("Somebody ").trim_end_matches(" something.")))
                    .collect::<Vec<_>>()
                    .join(", ")
            ),
            ..Around::default()
        },
    );
}

/// The order in which one page tells what happened.
fn sequence(b: &mut Builder<'_>, pages: &[(&Slug, &Article)]) {
    let Some((slug, article)) = pages.iter().max_by_key(|(_, article)| article.blocks.len()) else { return };
    let text = article.plain_text();
    let paragraphs: Vec<(usize, String)> = article
        .blocks
        .iter()
        .zip(article.block_ranges())
        .filter(|(block, range)| matches!(block, Block::Paragraph(_)) && range.len() > 80)
        .enumerate()
        .filter_map(|(number, (_, range))| {
            let sentence = units(&text, range, Unit::Sentence).into_iter().find(|sentence| sentence.len() > 30)?;
            Some((number + 1, shortened(text.slice(sentence), 140)))
        })
        .collect();
    if paragraphs.len() < 4 {
        return;
    }
    let places: Vec<usize> = (0..4).map(|step| step * (paragraphs.len() - 1) / 3).collect();
    let picked: Vec<(String, Option<String>)> = places.iter().map(|place| (paragraphs[*place].1.clone(), None)).collect();
    let numbers: Vec<String> = places.iter().map(|place| paragraphs[*place].0.to_string()).collect();
    b.task(
        format!("In which order does {} tell its story? Put the sentences in the order of the article.", called(b.shelf, article)),
        vec![Builder::about(slug)],
        order(&picked, "first in the article", "last in the article"),
        Around {
            hint: "News is not told from beginning to end: what the page holds most important comes first, what happened earlier often comes last.".into(),
            explanation: format!("They open paragraphs {}. The order of an article is not the order of what happened.", in_a_row(&numbers)),
            ..Around::default()
        },
    );
}
