//! The article's own words from elsewhere on the page, to know its lines by.

use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashSet};

use super::{lines::Line, site::plain};

/// Words that are known to be the article's: structured data often has the whole body once more.
pub(super) struct Witness {
    seen: FxHashSet<u64>,
    /// The first words of the summary, which are often the body's, too.
    begins: Vec<String>,
}

/// How many words are compared at a time.
const STEP: usize = 3;

impl Witness {
    /// Takes in the body of structured data, and summaries.
    pub(super) fn new(body: Option<&str>, summaries: &[&str]) -> Self {
        let words = plain(body.unwrap_or_default());
        let words: Vec<&str> = words.split(' ').collect();
        let seen = words.windows(STEP).map(|step| FxBuildHasher.hash_one(step)).collect();
        let begins = summaries.iter().map(|text| first_words(text)).filter(|begin| begin.split(' ').count() >= 6).collect();
        Self { seen, begins }
    }

    /// How much of a line the body has, from 0 to 1; `None` where there is no body or too few words to tell.
    pub(super) fn knows(&self, words: &str) -> Option<f64> {
        if self.seen.len() < 30 {
            return None;
        }
        let plain = plain(words);
        let words: Vec<&str> = plain.split(' ').collect();
        let steps = words.windows(STEP);
        let count = steps.len();
        (count > 0).then(|| steps.filter(|step| self.seen.contains(&FxBuildHasher.hash_one(step))).count() as f64 / count as f64)
    }

    /// Whether there is a body to compare with.
    pub(super) fn is_there(&self) -> bool {
        self.seen.len() >= 30
    }

    /// Which part of these texts it has, and which part of it they lack, each from 0 to 1.
    pub(super) fn compare(&self, texts: &[&str]) -> (f64, f64) {
        let own = plain(&texts.join("\n"));
        let words: Vec<&str> = own.split(' ').collect();
        let steps: FxHashSet<u64> = words.windows(STEP).map(|step| FxBuildHasher.hash_one(step)).collect();
        let both = steps.intersection(&self.seen).count() as f64;
        (both / steps.len().max(1) as f64, 1.0 - both / self.seen.len().max(1) as f64)
    }

    /// Whether a line begins with the words that the summary begins with.
    pub(super) fn opens(&self, words: &str) -> bool {
        !self.begins.is_empty() && self.begins.contains(&first_words(words))
    }

    /// Whether the page shows most of what the body says; else it is another text, or a part.
    pub(super) fn is_shown(&self, lines: &[Line]) -> bool {
        if self.seen.len() < 30 {
            return false;
        }
        let shown: usize = lines
            .iter()
            .filter(|line| line.letters >= 40 && self.knows(&line.words).is_some_and(|known| known > 0.7))
            .map(|line| line.words.split_whitespace().count())
            .sum();
        shown * 2 > self.seen.len()
    }
}

fn first_words(text: &str) -> String {
    let begin: String = text.chars().take(120).collect();
    plain(&begin).split(' ').take(8).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_the_body_is_known_and_another_is_not() {
        let body = "The council closed the old harbour bridge on Tuesday after divers found cracks below the water. It stays closed until spring, said the mayor, and lorries must take the long way round the bay, where the road is narrow and the hills are steep.";
        let witness = Witness::new(Some(body), &["The council closed the old harbour bridge on Tuesday"]);
        assert!(witness.knows("The council closed the old harbour bridge on Tuesday, after divers found cracks").unwrap() > 0.9);
        assert!(witness.knows("Ferry fares rise by a third this year").unwrap() < 0.1);
        assert!(witness.opens("The council closed the old harbour bridge on Tuesday after divers") && !witness.opens("The council met."));
        assert_eq!(Witness::new(None, &[]).knows("a b c d"), None);
    }
}
