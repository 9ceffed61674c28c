//! The same words in two articles, cut differently.

use std::sync::Arc;

use crate::model::{Article, Quotation};

/// Words that both have, at the least.
const LEAST: usize = 9;

/// How the words of two quotations lie to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// The left one is longer.
    LongerLeft,
    /// The right one is longer.
    LongerRight,
    /// Both are the same.
    Same,
}

/// A quotation of the left article and one of the right that share their words, by their places among the articles' quotations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shared {
    /// The one of the left article.
    pub left: usize,
    /// The one of the right article.
    pub right: usize,
    /// How they lie to each other.
    pub cut: Cut,
}

/// What two articles share, worked out once for each pair.
#[derive(Default)]
pub struct Cuts {
    of: Option<[Arc<Article>; 2]>,
    shared: Arc<[Shared]>,
}

impl Cuts {
    /// What two articles share.
    pub fn of(&mut self, left: &Arc<Article>, right: &Arc<Article>) -> Arc<[Shared]> {
        let known = self.of.as_ref().is_some_and(|[a, b]| Arc::ptr_eq(a, left) && Arc::ptr_eq(b, right));
        if !known {
            self.shared = shared(left, right).into();
            self.of = Some([left.clone(), right.clone()]);
        }
        self.shared.clone()
    }
}

/// Quotations of two articles where the words of one are the other's, or part of them; those that are cut differently first.
fn shared(left: &Article, right: &Article) -> Vec<Shared> {
    let speech = |article: &Article| -> Vec<(usize, String)> {
        let all = article.quotations.iter().enumerate().filter(|(_, quotation)| quotation.kind.is_speech());
        all.map(|(at, quotation)| (at, folded(quotation))).filter(|(_, words)| words.len() >= LEAST + 2).collect()
    };
    let others = speech(right);
    let mut found = Vec::new();
    for (left, words) in speech(left) {
        for (right, other) in &others {
            let cut = if words == *other {
                Cut::Same
            } else if words.contains(other.as_str()) {
                Cut::LongerLeft
            } else if other.contains(&words) {
                Cut::LongerRight
            } else {
                continue;
            };
            found.push(Shared { left, right: *right, cut });
        }
    }
    found.sort_by_key(|shared| shared.cut == Cut::Same);
    found
}

/// The words alone, in small letters, with a space at both ends so that whole words are compared.
fn folded(quotation: &Quotation) -> String {
    let letters: String =
        quotation.text().to_lowercase().chars().map(|letter| if letter.is_alphanumeric() { letter } else { ' ' }).collect();
    format!(" {} ", letters.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, Part, Passage};

    fn quoting(words: &str) -> Article {
        let mut article = Article::new("H");
        article.blocks = vec![Block::paragraph(format!("He said {words} today."))];
        let text = article.plain_text();
        let passage = Passage::within(Part::Body, &text, 8, 8 + words.chars().count()).unwrap();
        article.quotations = vec![Quotation { passages: vec![passage], ..Quotation::default() }];
        article
    }

    #[test]
    fn words_that_are_part_of_others_are_cut_differently() {
        let (long, short, other) =
            (quoting("the count was sound, and we stand by it"), quoting("The count was sound"), quoting("something else entirely"));
        let cut = |left: &Article, right: &Article| shared(left, right).first().map(|shared| shared.cut);
        assert_eq!(cut(&long, &short), Some(Cut::LongerLeft));
        assert_eq!(cut(&short, &long), Some(Cut::LongerRight));
        assert_eq!(cut(&long, &long), Some(Cut::Same));
        assert_eq!(cut(&long, &other), None);
    }
}
