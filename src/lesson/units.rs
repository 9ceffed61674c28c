//! What one touch marks in a text: a word, or a sentence.

use std::{ops::Range, sync::OnceLock};

use icu_segmenter::{SentenceSegmenter, options::SentenceBreakInvariantOptions};
use regex::Regex;

use crate::model::{Article, PlainText, Unit};

/// Words before a full stop that ends no sentence.
const SHORT: [&str; 34] = [
    "Mr", "Mrs", "Ms", "Dr", "Prof", "Sen", "Rep", "Gov", "Gen", "Lt", "Col", "Sgt", "Capt", "St", "Jr", "Sr", "Rev", "Hon", "Jan", "Feb",
    "Mar", "Apr", "Aug", "Sept", "Oct", "Nov", "Dec", "No", "vs", "Inc", "Co", "Corp", "Ltd", "Fla",
];

/// The units of an article's body, block by block, in code points of its plain text; blocks without words have none.
pub fn body_units(article: &Article, unit: Unit) -> Vec<Vec<Range<usize>>> {
    let text = article.plain_text();
    article.block_ranges().into_iter().map(|range| units(&text, range, unit)).collect()
}

/// The units of a stretch of a text, in code points; spaces and marks between words belong to none.
pub fn units(text: &PlainText, within: Range<usize>, unit: Unit) -> Vec<Range<usize>> {
    let stretch = text.slice(within.clone());
    let mut bytes: Vec<Range<usize>> = match unit {
        Unit::Word => words(stretch),
        Unit::Sentence => sentences(stretch),
    };
    bytes.retain(|range| !range.is_empty());
    let base = text.byte_at(within.start);
    bytes.into_iter().map(|range| text.char_at_byte(base + range.start)..end_char(text, base + range.end)).collect()
}

fn end_char(text: &PlainText, byte: usize) -> usize {
    if byte >= text.as_str().len() { text.len() } else { text.char_at_byte(byte) }
}

fn words(text: &str) -> Vec<Range<usize>> {
    // From letter to letter; dashes part words that no space parts.
    static WORD: OnceLock<Option<Regex>> = OnceLock::new();
    let word = WORD.get_or_init(|| Regex::new(r"[\p{L}\p{N}](?:[^\s—–]*[\p{L}\p{N}])?").ok());
    word.as_ref().map(|word| word.find_iter(text).map(|found| found.range()).collect()).unwrap_or_default()
}

fn sentences(text: &str) -> Vec<Range<usize>> {
    let segmenter = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for end in segmenter.segment_str(text).skip(1) {
        let piece = &text[start..end];
        let goes_on = ends_short(piece) || text[end..].chars().next().is_some_and(char::is_lowercase);
        if goes_on && end < text.len() && !piece.ends_with('\n') {
            continue;
        }
        let trimmed = piece.trim();
        let offset = start + (piece.len() - piece.trim_start().len());
        found.push(offset..offset + trimmed.len());
        start = end;
    }
    found
}

/// Whether a piece ends in an abbreviation or an initial, which ends no sentence.
fn ends_short(piece: &str) -> bool {
    let Some(before) = piece.trim_end().strip_suffix('.') else { return false };
    let word = before.rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
    SHORT.contains(&word) || (word.chars().count() == 1 && word.chars().all(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, unit: Unit) -> Vec<String> {
        let plain = PlainText::new(text);
        units(&plain, 0..plain.len(), unit).into_iter().map(|range| plain.slice(range).to_owned()).collect()
    }

    #[test]
    fn a_sentence_goes_on_behind_an_abbreviation() {
        assert_eq!(
            cut("Mr. Krebs was told on Nov. 12. “It was,” he said. Joseph R. Biden Jr. won.", Unit::Sentence),
            ["Mr. Krebs was told on Nov. 12.", "“It was,” he said.", "Joseph R. Biden Jr. won."]
        );
    }

    #[test]
    fn words_are_without_marks_and_dashes_part_them() {
        assert_eq!(cut("“No—not ‘one’ vote,” co-author’s.", Unit::Word), ["No", "not", "one", "vote", "co-author’s"]);
        assert_eq!(cut("", Unit::Word), Vec::<String>::new());
    }
}
