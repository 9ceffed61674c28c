//! The same words in two articles, cut differently.

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

/// A quotation of the left article and one of the right that share their words.
pub struct Shared<'a> {
    /// The one of the left article.
    pub left: &'a Quotation,
    /// The one of the right article.
    pub right: &'a Quotation,
    /// How they lie to each other.
    pub cut: Cut,
}

/// Quotations of two articles where the words of one are the other's, or part of them; those that are cut differently first.
pub fn shared<'a>(left: &'a Article, right: &'a Article) -> Vec<Shared<'a>> {
    let others: Vec<(String, &Quotation)> = right.speech().map(|quotation| (folded(quotation), quotation)).collect();
    let mut found = Vec::new();
    for one in left.speech() {
        let words = folded(one);
        for (other_words, other) in &others {
            let shorter = words.len().min(other_words.len());
            if shorter < LEAST + 2 {
                continue;
            }
            let cut = if words == *other_words {
                Cut::Same
            } else if words.contains(other_words.as_str()) {
                Cut::LongerLeft
            } else if other_words.contains(&words) {
                Cut::LongerRight
            } else {
                continue;
            };
            found.push(Shared { left: one, right: other, cut });
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
