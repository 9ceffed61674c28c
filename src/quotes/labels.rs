//! Words of an article that judge or hedge.

use super::{lexicon::Lexicon, text::plain_words};
use crate::model::{Label, Part, Passage, PlainText, Provenance};

/// Finds the words of the list, whole, whatever their case.
pub fn find(text: &PlainText) -> Vec<Label> {
    let lexicon = Lexicon::get();
    let whole = text.as_str();
    let all = plain_words(whole, 0..whole.len());
    let mut labels = Vec::new();
    for at in 0..all.len() {
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
