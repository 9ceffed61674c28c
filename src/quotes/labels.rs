//! Words of an article that judge or hedge.

use std::collections::HashSet;

use super::{lexicon::Lexicon, text::plain_words};
use crate::model::{Label, Part, Passage, PlainText, Provenance};

/// Finds the words of the list, whole, whatever their case.
pub fn find(text: &PlainText) -> Vec<Label> {
    let lexicon = Lexicon::get();
    let whole = text.as_str();
    let all = plain_words(whole, 0..whole.len());
    let mut labels = Vec::new();
    let first_words: HashSet<&str> = lexicon.labels.keys().filter_map(|words| words.split([' ', '-', '’']).next()).collect();
    for at in 0..all.len() {
        let word = all[at].text;
        let first = word.split(['-', '’']).next().unwrap_or(word);
        let is_known =
            first_words.contains(first) || (first.starts_with(char::is_uppercase) && first_words.contains(first.to_lowercase().as_str()));
        if !is_known {
            continue;
        }
        // Phrases of up to three words, the longest first.
        for count in (1..=3usize).rev() {
            let Some(last) = all.get(at + count - 1) else { continue };
            let range = all[at].range.start..last.range.end;
            let phrase = whole[range.clone()].to_lowercase();
            if let Some(kind) = lexicon.labels.get(phrase.as_str())
                && let Some(passage) = Passage::within(Part::Body, text, text.char_at_byte(range.start), text.char_at_byte(range.end))
            {
                let provenance = Provenance::rule("word-list", format!("“{phrase}” is in the list of words that judge or hedge"), 0.6);
                labels.push(Label { kind: *kind, passage, provenance, ..Label::default() });
                break;
            }
        }
    }
    labels
}
