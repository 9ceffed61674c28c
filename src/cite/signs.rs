//! Signs that ride through the engine within a style's own words, and tell afterwards what came from where.
//!
//! The engine joins what a style says and what an item says into one text and guesses at its seams. The signs keep the seams:
//! a style's punctuation goes in as letters of a script that no news is written in, so that the engine leaves it alone,
//! and each element is framed, so that marks of quotation, capitals and punctuation are set where CSL 1.0.2 wants them.

/// Anatolian hieroglyphs: letters without case, which the engine neither trims nor folds.
const FIRST: u32 = 0x1_4400;
const COUNT: u32 = 0x200;
/// From here on signs are numbers.
const NUMBERS: u32 = 0x100;

/// What frames an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// An element begins; its kind, what is to be done with it and what it holds follow as three numbers, then its prefix.
    Open,
    /// Its prefix ends.
    Body,
    /// Its suffix begins.
    End,
    /// It ends; a number follows, which keeps the engine from taking two suffixes for one.
    Close,
    /// What stands between two elements begins.
    Between,
    /// It ends.
    Joined,
    /// A character of the style's own punctuation.
    Style(char),
    /// A number.
    Number(u8),
}

const FRAMES: [Sign; 6] = [Sign::Open, Sign::Body, Sign::End, Sign::Close, Sign::Between, Sign::Joined];

impl Sign {
    /// The letter that stands for it.
    pub(super) fn letter(self) -> char {
        let code = match self {
            Self::Style(mark) => u32::from(mark).min(0x7f),
            Self::Number(number) => NUMBERS + u32::from(number),
            frame => 0x80 + FRAMES.iter().position(|known| *known == frame).and_then(|at| u32::try_from(at).ok()).unwrap_or(0),
        };
        char::from_u32(FIRST + code).unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    /// The sign that a letter stands for.
    pub(super) fn of(letter: char) -> Option<Self> {
        let code = u32::from(letter).checked_sub(FIRST).filter(|code| *code < COUNT)?;
        match code {
            0..0x80 => char::from_u32(code).map(Self::Style),
            NUMBERS.. => u8::try_from(code - NUMBERS).ok().map(Self::Number),
            _ => FRAMES.get(usize::try_from(code - 0x80).ok()?).copied(),
        }
    }
}

/// A style's own words with their punctuation as signs.
pub(super) fn disguised(words: &str) -> String {
    let disguise = |letter: char| if letter.is_ascii() && !letter.is_ascii_alphanumeric() { Sign::Style(letter).letter() } else { letter };
    words.chars().map(disguise).collect()
}

/// Words of an item, from which letters that would be taken for signs, and control characters, are gone.
pub(super) fn harmless(words: &str) -> String {
    let allowed = |letter: char| match letter {
        '\n' | '\r' | '\t' => Some(' '),
        letter if letter.is_control() => None,
        letter if Sign::of(letter).is_some() => Some(char::REPLACEMENT_CHARACTER),
        letter => Some(letter),
    };
    words.chars().filter_map(allowed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_is_a_letter_of_its_own() {
        let styles = (0x20_u8..0x7f).map(|code| Sign::Style(char::from(code)));
        for sign in FRAMES.into_iter().chain(styles).chain((0..=255).map(Sign::Number)) {
            assert_eq!(Sign::of(sign.letter()), Some(sign));
            assert!(sign.letter().is_alphabetic() && !sign.letter().is_lowercase());
        }
        assert_eq!(harmless("a\u{0}b\nc\u{14400}"), "ab c\u{fffd}");
    }
}
