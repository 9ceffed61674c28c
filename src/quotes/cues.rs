//! Words that say that somebody is speaking, and how.

use std::ops::Range;

use super::lexicon::Lexicon;

/// A word with its place, in bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word<'a> {
    /// The word.
    pub text: &'a str,
    /// Where it stands.
    pub range: Range<usize>,
}

/// The words of a stretch of text: letters, digits, and what joins them.
pub fn words(text: &str, range: Range<usize>) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut start = None;
    let ends = text[range.clone()].char_indices().map(|(at, letter)| (range.start + at, Some(letter))).chain([(range.end, None)]);
    for (at, letter) in ends {
        let inside = letter.is_some_and(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '’' | '\'' | '.' | '&'));
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let raw = &text[from..at];
                let plain = raw.trim_matches(['\'', '’', '-', '&']);
                // A full stop belongs to initials and abbreviations, not to the end of a sentence.
                let is_short = plain.trim_end_matches('.').chars().count() <= 3 || plain[..plain.len().saturating_sub(1)].contains('.');
                let plain = if is_short { plain } else { plain.trim_end_matches('.') };
                if !plain.is_empty() {
                    let from = from + raw.find(plain).unwrap_or(0);
                    words.push(Word { text: plain, range: from..from + plain.len() });
                }
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// Whether a word reports speech.
pub fn is_verb(word: &str) -> bool {
    Lexicon::get().verbs.contains(word.to_lowercase().as_str())
}

/// How words were said, by what stands around them.
pub fn medium(around: &str) -> Option<&'static str> {
    let around = around.to_lowercase();
    let signs = [
        ("tweet", "Twitter"),
        ("twitter", "Twitter"),
        ("facebook", "Facebook"),
        ("instagram", "Instagram"),
        ("in a post", "post"),
        ("statement", "statement"),
        ("press release", "press release"),
        ("news conference", "news conference"),
        ("press conference", "news conference"),
        ("interview", "interview"),
        ("letter", "letter"),
        ("email", "email"),
        ("testimony", "testimony"),
        ("speech", "speech"),
    ];
    signs.into_iter().find(|(sign, _)| around.contains(sign)).map(|(_, medium)| medium)
}
