//! Families of styles: what a guide says beyond what CSL can say.

use super::style::Style;

/// Whose guide a style follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// The MLA Handbook.
    Mla,
    /// The Publication Manual of the APA.
    Apa,
    /// The Chicago Manual of Style, and Turabian after it.
    Chicago,
    /// Harvard, as “Cite Them Right” has it.
    Harvard,
    /// OSCOLA.
    Oscola,
    /// The Bluebook.
    Bluebook,
    /// Another one.
    Other,
}

/// Which words are set apart as a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BlockRule {
    /// From so many words on.
    Words(usize),
    /// What takes more lines than these.
    Lines(usize),
}

/// How many characters stand in a typed line.
const LINE: usize = 85;

impl Family {
    /// The family of a style by the last part of its identifier.
    pub(super) fn of(id: &str) -> Self {
        let name = id.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        let begins = |start: &str| name.starts_with(start);
        if begins("modern-language-association") || begins("mla") {
            Self::Mla
        } else if name == "apa" || begins("apa-") || begins("american-psychological") {
            Self::Apa
        } else if name.contains("chicago") || begins("turabian") {
            Self::Chicago
        } else if begins("harvard") {
            Self::Harvard
        } else if begins("oscola") {
            Self::Oscola
        } else if begins("bluebook") {
            Self::Bluebook
        } else {
            Self::Other
        }
    }

    /// Which words its guide sets apart: MLA 6.35, APA 8.27, Chicago 12.10 (18th edition), OSCOLA 1.5, Bluebook rule 5.1.
    pub(super) fn block(self) -> BlockRule {
        match self {
            Self::Mla => BlockRule::Lines(4),
            Self::Harvard | Self::Oscola => BlockRule::Lines(3),
            Self::Chicago => BlockRule::Words(100),
            Self::Bluebook => BlockRule::Words(50),
            Self::Apa | Self::Other => BlockRule::Words(40),
        }
    }
}

impl BlockRule {
    /// Whether these words are long enough.
    pub(super) fn takes(self, words: &str) -> bool {
        match self {
            Self::Words(least) => words.split_whitespace().count() >= least,
            Self::Lines(most) => words.chars().count() > most * LINE,
        }
    }
}

impl Style {
    /// Whose guide it follows.
    pub fn family(&self) -> Family {
        Family::of(&self.csl.info.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cite::FAVOURITES;

    #[test]
    fn favourites_are_known_by_their_guides() {
        let families: Vec<Family> = FAVOURITES[..5].iter().map(|key| Style::load(key).unwrap().family()).collect();
        assert_eq!(families, [Family::Mla, Family::Apa, Family::Chicago, Family::Chicago, Family::Harvard]);
    }

    #[test]
    fn long_words_are_set_apart_by_each_guide_in_its_own_way() {
        let words = |count: usize| vec!["water"; count].join(" ");
        assert!(!Family::Apa.block().takes(&words(39)) && Family::Apa.block().takes(&words(40)));
        assert!(!Family::Chicago.block().takes(&words(99)) && Family::Chicago.block().takes(&words(100)));
        assert!(!Family::Mla.block().takes(&words(56)) && Family::Mla.block().takes(&words(60)));
    }
}
