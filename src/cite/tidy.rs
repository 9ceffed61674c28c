//! Punctuation where pieces of a citation meet (CSL 1.0.2, “Punctuation”, “Punctuation-in-quote”).

use super::glyph::{Glyph, Hand};

/// What becomes of two marks that meet.
enum Meeting {
    Both,
    First,
    Second,
}

/// Which of two marks stay: a full stop says nothing new behind a question, a colon nothing behind an exclamation.
fn meet(first: char, second: char) -> Meeting {
    match (first, second) {
        (first, second) if first == second => Meeting::First,
        ('!' | '?', '.' | ':') | (':', '.') | (';', '.' | ':') => Meeting::First,
        (':' | ';', '!' | '?') => Meeting::Second,
        _ => Meeting::Both,
    }
}

fn is_mark(letter: char) -> bool {
    ['.', ',', ';', ':', '!', '?'].contains(&letter)
}

/// Sets marks that meet, and spaces; in some languages the style's full stops and commas go within a closing mark of quotation.
pub(super) fn tidy(glyphs: &[Glyph], within: bool) -> Vec<Glyph> {
    let mut tidied: Vec<Glyph> = Vec::with_capacity(glyphs.len());
    for glyph in glyphs {
        if glyph.hand == Hand::Style && is_mark(glyph.letter) {
            mark(&mut tidied, *glyph, within);
        } else if glyph.letter == ' ' && glyph.link.is_none() && tidied.last().is_none_or(|last| matches!(last.letter, ' ' | '\u{a0}')) {
            // One space is enough, and none begins a citation.
        } else {
            // A comma that the style set before a part that is missing.
            if glyph.letter == ')' && glyph.hand == Hand::Style {
                tidied.pop_if(|last| last.letter == ',' && last.hand == Hand::Style);
            }
            tidied.push(*glyph);
        }
    }
    while tidied.pop_if(|last| last.letter == ' ').is_some() {}
    tidied
}

fn mark(tidied: &mut Vec<Glyph>, glyph: Glyph, within: bool) {
    let mut at = tidied.len();
    if within && matches!(glyph.letter, '.' | ',' | '!' | '?') {
        while at > 0 && tidied[at - 1].hand == Hand::ClosingMark {
            at -= 1;
        }
    }
    let Some(last) = at.checked_sub(1).map(|at| tidied[at]) else { return tidied.push(glyph) };
    // A mark belongs to the column before.
    if last.hand == Hand::Apart && at == tidied.len() {
        tidied.pop();
        mark(tidied, glyph, within);
        return tidied.push(last);
    }
    if !is_mark(last.letter) {
        return tidied.insert(at, glyph);
    }
    match meet(last.letter, glyph.letter) {
        Meeting::First => {}
        Meeting::Second => tidied[at - 1] = glyph,
        Meeting::Both if last.letter == ',' && last.hand == Hand::Style => tidied[at - 1] = glyph,
        Meeting::Both => tidied.insert(at, glyph),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters of an item in small letters; marks after a `|` are the style's; `”` closes.
    fn set(text: &str, within: bool) -> String {
        let mut hand = Hand::Item;
        let mut glyphs = Vec::new();
        for letter in text.chars() {
            match letter {
                '|' => hand = if hand == Hand::Item { Hand::Style } else { Hand::Item },
                '”' => glyphs.push(Glyph { letter, hand: Hand::ClosingMark, ..Glyph::default() }),
                _ => glyphs.push(Glyph { letter, hand, ..Glyph::default() }),
            }
        }
        tidy(&glyphs, within).iter().map(|glyph| glyph.letter).collect()
    }

    #[test]
    fn marks_that_meet_are_set_once() {
        for (given, within, outside) in [
            ("“why?”|. |next", "“why?” next", "“why?”. next"),
            ("“bridge shut”|, |next", "“bridge shut,” next", "“bridge shut”, next"),
            ("U.S.|. |next", "U.S. next", "U.S. next"),
            ("he said “no!””|.|", "he said “no!””", "he said “no!””."),
            ("(2020|,)|", "(2020)", "(2020)"),
            ("four|,.|", "four.", "four."),
            ("Nov.|, |5", "Nov., 5", "Nov., 5"),
        ] {
            assert_eq!((set(given, true).as_str(), set(given, false).as_str()), (within, outside), "{given}");
        }
    }
}
