//! Capitals as CSL 1.0.2 has them (“Text-case”).

use std::sync::OnceLock;

use hayagriva::citationberg::TextCase;
use rustc_hash::FxHashSet;

use super::glyph::Glyph;

/// Words that a title's capitals leave small (CSL 1.0.2, “Title case”), those of one word: the others are made of them.
const SMALL: &str = "\
    a about above across afore after against al along alongside amid amidst among amongst an and anenst apropos apud around as aside \
    astride at athwart atop barring before behind below beneath beside besides between beyond but by c ca circa d' de despite down \
    during d’ et except for forenenst from given in inside into lest like modulo near next nor notwithstanding of off on onto or out \
    over per plus pro qua sans since so than the through throughout thru thruout till to toward towards under underneath until unto \
    up upon v van versus via vis-à-vis von vs with within without yet";

fn is_small(word: &str) -> bool {
    static WORDS: OnceLock<FxHashSet<&str>> = OnceLock::new();
    WORDS.get_or_init(|| SMALL.split_whitespace().collect()).contains(word)
}

/// Sets the capitals of some words; letters that are fixed keep theirs.
pub(super) fn set_case(glyphs: &mut Vec<Glyph>, case: TextCase) {
    match case {
        TextCase::Lowercase => map(glyphs, |glyph, _| lower(glyph)),
        TextCase::Uppercase => map(glyphs, |glyph, _| upper(glyph)),
        _ => {
            let raised = raised(glyphs, case);
            map(glyphs, |glyph, at| match raised[at] {
                Some(true) => upper(glyph),
                Some(false) => lower(glyph),
                None => vec![glyph],
            });
        }
    }
}

fn map(glyphs: &mut Vec<Glyph>, set: impl Fn(Glyph, usize) -> Vec<Glyph>) {
    *glyphs = glyphs.iter().enumerate().flat_map(|(at, glyph)| if glyph.fixed { vec![*glyph] } else { set(*glyph, at) }).collect();
}

fn upper(glyph: Glyph) -> Vec<Glyph> {
    glyph.letter.to_uppercase().map(|letter| glyph.like(letter)).collect()
}

fn lower(glyph: Glyph) -> Vec<Glyph> {
    glyph.letter.to_lowercase().map(|letter| glyph.like(letter)).collect()
}

/// A word, and what stands around it.
struct Word {
    start: usize,
    end: usize,
    /// Whether a hyphen follows at once.
    hyphen: bool,
    /// Whether a question, an exclamation or a colon came just before.
    after_stop: bool,
    /// Whether a mark of quotation that opens nothing stands before it: ’tis, we’re.
    apostrophe: bool,
}

/// Which letters are raised or lowered.
fn raised(glyphs: &[Glyph], case: TextCase) -> Vec<Option<bool>> {
    let mut raised = vec![None; glyphs.len()];
    let words = words(glyphs, case);
    let mut first = true;
    let last = words.iter().rposition(|word| !glyphs[word.start..word.end].iter().any(|glyph| glyph.fixed));
    for (at, word) in words.iter().enumerate() {
        let letters = &glyphs[word.start..word.end];
        let text: String = letters.iter().map(|glyph| glyph.letter).collect();
        let small = text == text.to_lowercase();
        let begins = std::mem::replace(&mut first, false);
        match case {
            TextCase::SentenceCase => {
                raised[word.start..word.end].fill(Some(false));
                if begins {
                    raised[word.start] = Some(true);
                }
            }
            TextCase::CapitalizeFirst if begins && small => raised[word.start] = Some(true),
            TextCase::CapitalizeAll if small => raised[word.start] = Some(true),
            TextCase::TitleCase if small => {
                let long = letters.len() > 1;
                let is_small_word = is_small(&text);
                let ends = last == Some(at) && long;
                let raise = !word.apostrophe && ((long && !is_small_word) || word.hyphen || begins || word.after_stop || ends);
                // Greek letters standing alone are signs.
                let is_sign = !long && ('\u{370}'..='\u{3ff}').contains(&glyphs[word.start].letter);
                if raise && !is_sign {
                    raised[word.start] = Some(true);
                }
            }
            _ => {}
        }
    }
    raised
}

fn words(glyphs: &[Glyph], case: TextCase) -> Vec<Word> {
    // Title case takes words apart at marks of punctuation; the others at spaces alone.
    let parts = |letter: char| "‘’“”\"'-–—/.,;?!:[]()«»„‚".contains(letter);
    let splits = |letter: char| letter.is_whitespace() || parts(letter);
    let mut words: Vec<Word> = Vec::new();
    let mut after_stop = false;
    let mut at = 0;
    while at < glyphs.len() {
        let letter = glyphs[at].letter;
        if splits(letter) {
            after_stop |= ['!', '?', ':'].contains(&letter);
            at += 1;
            continue;
        }
        let start = at;
        while at < glyphs.len() && !splits(glyphs[at].letter) {
            at += 1;
        }
        let apostrophe = start > 0 && matches!(glyphs[start - 1].letter, '’' | '\'');
        let continues = apostrophe && start > 1 && glyphs[start - 2].letter.is_alphanumeric();
        if continues && case != TextCase::SentenceCase {
            // The end of a word that has an apostrophe: isn’t.
            after_stop = false;
            continue;
        }
        // A small word that begins a title up to a hyphen is raised; within it, it is small: up-to-Date.
        let hyphen = glyphs.get(at).is_some_and(|glyph| glyph.letter == '-') && !glyphs[..start].iter().any(|glyph| parts(glyph.letter));
        words.push(Word { start, end: at, hyphen, after_stop: std::mem::replace(&mut after_stop, false), apostrophe });
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str, case: TextCase) -> String {
        let mut glyphs = text.chars().map(|letter| Glyph { letter, ..Glyph::default() }).collect();
        set_case(&mut glyphs, case);
        glyphs.iter().map(|glyph| glyph.letter).collect()
    }

    #[test]
    fn titles_have_capitals_where_the_specification_sets_them() {
        for (given, title) in [
            ("after the flood, without a word", "After the Flood, without a Word"),
            ("what the iPhone did to NASA's offices", "What the iPhone Did to NASA's Offices"),
            ("the end: a story of the up-to-date", "The End: A Story of the up-to-Date"),
            ("we’re not in it", "We’re Not in It"),
            ("is it over?", "Is It Over?"),
            ("who? the mayor’s aide", "Who? The Mayor’s Aide"),
        ] {
            assert_eq!(set(given, TextCase::TitleCase), title);
        }
        assert_eq!(set("Bridge Shut in May", TextCase::SentenceCase), "Bridge shut in may");
        assert_eq!(set("straße", TextCase::Uppercase), "STRASSE");
        assert_eq!(set("press release", TextCase::CapitalizeFirst), "Press release");
    }
}
