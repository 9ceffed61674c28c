//! Find in page.

use super::fold::letters;
use crate::model::{Article, Part, Passage, PlainText};

/// Where words stand in an article, in reading order, whatever their case and accents.
pub fn find_in(article: &Article, words: &str) -> Vec<Passage> {
    let needle: Vec<char> = words.trim().chars().flat_map(letters).collect();
    if needle.is_empty() {
        return Vec::new();
    }
    let mut parts = vec![Part::Headline, Part::Standfirst, Part::Body];
    parts.extend(article.photos.iter().map(|photo| Part::Caption(photo.id.clone())));
    parts.into_iter().flat_map(|part| find(&article.part_text(&part), &part, &needle)).collect()
}

/// Whether a text has all words, which are folded, whatever its case and accents.
pub fn find_words(text: &str, words: &[String]) -> bool {
    super::fold::has_all(&super::fold::folded(text), words)
}

fn find(text: &PlainText, part: &Part, needle: &[char]) -> Vec<Passage> {
    // Each folded letter with the place of the letter that it came from.
    let folded: Vec<(char, usize)> =
        text.as_str().chars().enumerate().flat_map(|(at, letter)| letters(letter).map(move |letter| (letter, at))).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at + needle.len() <= folded.len() {
        if folded[at..at + needle.len()].iter().map(|(letter, _)| letter).eq(needle) {
            found.extend(Passage::within(part.clone(), text, folded[at].1, folded[at + needle.len() - 1].1 + 1));
            at += needle.len();
        } else {
            at += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Block;

    #[test]
    fn words_are_found_as_they_stand_in_the_article() {
        let mut article = Article::new("The CAFÉ");
        article.blocks = vec![Block::paragraph("In a café they met; no cafe was open.")];
        let found = find_in(&article, "Cafe");
        let words: Vec<&str> = found.iter().map(|passage| passage.exact.as_str()).collect();
        assert_eq!(words, ["CAFÉ", "café", "cafe"]);
        assert!(find_in(&article, "  ").is_empty());
    }
}
