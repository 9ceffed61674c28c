//! Who said what: short cases of our own, a table that only grows.

#![allow(clippy::unwrap_used, clippy::panic)] // a test that fails may panic

use onrecord::{
    model::{Article, Block},
    quotes,
};

/// The speaker of each quoted passage of the body, in order.
fn speakers(text: &str) -> Vec<String> {
    let mut article = Article::new("Bridge");
    article.blocks = text.split('¶').map(Block::paragraph).collect();
    let found = quotes::find(&article);
    let mut passages: Vec<(usize, String)> = found
        .quotations
        .iter()
        .flat_map(|quotation| {
            let id = quotation.spoken_by_character.as_ref();
            let name = id.and_then(|id| found.speakers.iter().find(|speaker| speaker.id() == id)).map_or("-", |speaker| speaker.name());
            quotation.passages.iter().map(move |passage| (passage.start, name.to_owned()))
        })
        .collect();
    passages.sort();
    passages.into_iter().map(|(_, name)| name).collect()
}

#[test]
fn short_cases_have_the_right_speakers() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in include_str!("attribution.tsv").lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [group, wanted, text] = columns.as_slice() else { panic!("three columns, not {line}") };
        count += 1;
        let found = speakers(text).join(";");
        if found != *wanted {
            wrong.push(format!("{group}: {text}\n    wanted {wanted}\n    found  {found}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {count} cases:\n{}", wrong.len(), wrong.join("\n"));
}
