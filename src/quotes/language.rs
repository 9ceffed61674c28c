//! The languages whose word lists the finder has.

/// A language with word lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English, and whatever is not told.
    #[default]
    English,
    /// Spanish.
    Spanish,
    /// French.
    French,
    /// German.
    German,
}

impl Language {
    /// Every one, in the order of the lists.
    pub const ALL: [Self; 4] = [Self::English, Self::Spanish, Self::French, Self::German];

    /// Its tag in the lists.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
            Self::French => "fr",
            Self::German => "de",
        }
    }

    /// The language of an article: by its tag, or where it has none by the commonest words of its beginning.
    pub fn of(tag: Option<&str>, text: &str) -> Self {
        match tag.map(|tag| tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase()).as_deref() {
            Some("es") => Self::Spanish,
            Some("fr") => Self::French,
            Some("de") => Self::German,
            Some(_) => Self::English,
            None => Self::guess(text),
        }
    }

    /// By words that only one of them has often. A hundred words are plenty.
    fn guess(text: &str) -> Self {
        const SIGNS: [(&[&str], Language); 4] = [
            (&["the", "and", "of", "was", "said", "with", "that", "is"], Language::English),
            (&["el", "los", "las", "y", "del", "una", "con", "dijo"], Language::Spanish),
            (&["le", "les", "des", "et", "une", "est", "dans", "qui"], Language::French),
            (&["der", "die", "das", "und", "ist", "nicht", "mit", "ein"], Language::German),
        ];
        let mut counts = [0usize; 4];
        for word in text.split_whitespace().take(100) {
            for (count, (signs, _)) in counts.iter_mut().zip(&SIGNS) {
                *count += usize::from(signs.contains(&word));
            }
        }
        let best = (0..4).max_by_key(|at| (counts[*at], std::cmp::Reverse(*at))).unwrap_or_default();
        // Too few words tell nothing.
        if counts[best] < 3 || counts[best] < 2 * counts[0] { Self::English } else { SIGNS[best].1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tag_counts_before_the_words() {
        let german = "Der Rat hat die Brücke gesperrt, und das ist nicht mit dem Land vereinbart.";
        assert_eq!(Language::of(None, german), Language::German);
        assert_eq!(Language::of(Some("en-GB"), german), Language::English);
        assert_eq!(Language::of(Some("fr-CA"), ""), Language::French);
        assert_eq!(Language::of(None, "Bridge closed"), Language::English);
    }
}
