//! A place in an article.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Extra, PhotoId, PlainText};

/// How many code points of context a passage keeps on either side.
const CONTEXT: usize = 32;

/// A place in an article: a position, and the exact words with some before and after.
///
/// W3C Web Annotation: TextPositionSelector (`start`, `end`) and TextQuoteSelector (`exact`, `prefix`, `suffix`) in one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Passage {
    /// Which text of the article it lies in; the body where nothing is said.
    #[serde(default, skip_serializing_if = "Part::is_body")]
    pub part: Part,
    /// Where it begins, in code points of that text.
    pub start: usize,
    /// Where it ends, in code points; the character at `end` is outside.
    pub end: usize,
    /// The words themselves.
    pub exact: String,
    /// Words before it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub prefix: String,
    /// Words behind it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub suffix: String,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The texts of an article that a passage can lie in.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Part {
    /// The headline.
    Headline,
    /// The standfirst under it.
    Standfirst,
    /// The body's plain text: its blocks joined by a blank line.
    #[default]
    Body,
    /// A photo's caption.
    Caption(PhotoId),
}

impl Part {
    fn is_body(&self) -> bool {
        *self == Self::Body
    }
}

impl Passage {
    /// Takes the words at `start..end` (code points) out of `text`, with their context; `None` where it is outside.
    pub fn within(part: Part, text: &PlainText, start: usize, end: usize) -> Option<Self> {
        if start >= end || end > text.len() {
            return None;
        }
        Some(Self {
            part,
            start,
            end,
            exact: text.slice(start..end).to_owned(),
            prefix: text.slice(start.saturating_sub(CONTEXT)..start).to_owned(),
            suffix: text.slice(end..(end + CONTEXT).min(text.len())).to_owned(),
            extra: Extra::new(),
        })
    }

    /// Takes the words at a stretch of bytes out of `text`; as [`Passage::within`], without looking for bytes by code points.
    pub fn at_bytes(part: Part, text: &PlainText, bytes: std::ops::Range<usize>) -> Option<Self> {
        let whole = text.as_str();
        let exact = whole.get(bytes.clone()).filter(|exact| !exact.is_empty())?;
        let start = text.char_at_byte(bytes.start);
        let before = whole[..bytes.start].char_indices().rev().take(CONTEXT).last().map_or(bytes.start, |(at, _)| at);
        let after = whole[bytes.end..].char_indices().nth(CONTEXT).map_or(whole.len(), |(at, _)| bytes.end + at);
        Some(Self {
            part,
            start,
            end: start + if exact.is_ascii() { exact.len() } else { exact.chars().count() },
            exact: exact.to_owned(),
            prefix: whole[before..bytes.start].to_owned(),
            suffix: whole[bytes.end..after].to_owned(),
            extra: Extra::new(),
        })
    }

    /// Where the words stand in `text` now: at their position, or, after a correction, where they and their context fit best.
    pub fn find_in(&self, text: &PlainText) -> Option<std::ops::Range<usize>> {
        if self.end <= text.len() && self.start < self.end && text.slice(self.start..self.end) == self.exact {
            return Some(self.start..self.end);
        }
        if self.exact.is_empty() {
            return None;
        }
        let whole = text.as_str();
        let best = whole.match_indices(&self.exact).max_by_key(|(at, found)| {
            let before = common_suffix(&whole[..*at], &self.prefix);
            let after = common_prefix(&whole[at + found.len()..], &self.suffix);
            let distance = text.char_at_byte(*at).abs_diff(self.start);
            (before + after, std::cmp::Reverse(distance))
        });
        let start = text.char_at_byte(best?.0);
        Some(start..start + self.exact.chars().count())
    }

    /// How many code points it spans.
    pub fn len(&self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether it spans nothing.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether the two share at least one character.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.part == other.part && self.start < other.end && other.start < self.end
    }
}

fn common_prefix(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count()
}

fn common_suffix(a: &str, b: &str) -> usize {
    a.chars().rev().zip(b.chars().rev()).take_while(|(x, y)| x == y).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_finds_its_words_again_after_a_correction() {
        let before = PlainText::new("He said “yes”. Later he said “yes” again.");
        let passage = Passage::within(Part::Body, &before, 30, 33).unwrap();
        assert_eq!(passage.exact, "yes");
        let after = PlainText::new("Corrected. He said “yes”. Later he said “yes” again.");
        assert_eq!(passage.find_in(&after), Some(41..44));
        assert_eq!(passage.find_in(&PlainText::new("nothing")), None);
    }

    #[test]
    fn a_passage_is_the_same_by_bytes_and_by_code_points() {
        let words = "Ünïted “we” stand, ".repeat(5);
        let text = PlainText::new(words.as_str());
        let places: Vec<usize> = words.char_indices().map(|(at, _)| at).chain([words.len()]).collect();
        for (from, to) in [(0, 3), (7, 9), (40, 41), (60, 95), (0, 95), (94, 95)] {
            let by_bytes = Passage::at_bytes(Part::Body, &text, places[from]..places[to]);
            assert_eq!(by_bytes, Passage::within(Part::Body, &text, from, to), "{from}..{to}");
        }
        assert_eq!(Passage::at_bytes(Part::Body, &text, 4..4), None);
    }

    #[test]
    fn the_part_is_written_only_where_it_is_not_the_body() {
        let mut passage = Passage { end: 1, exact: "x".into(), ..Passage::default() };
        assert_eq!(serde_json::to_string(&passage).unwrap(), r#"{"start":0,"end":1,"exact":"x"}"#);
        passage.part = Part::Caption(PhotoId::new("p1"));
        assert!(serde_json::to_string(&passage).unwrap().contains(r#""part":{"caption":"p1"}"#));
    }
}
