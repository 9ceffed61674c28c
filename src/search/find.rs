//! Find in page.

use std::collections::VecDeque;

use super::fold::letters;
use crate::model::{Article, Part, Passage, PlainText};

/// How many places are found at most: more than anybody steps through.
pub const MOST_HITS: usize = 100_000;
/// How many letters are looked at between two looks at whether somebody still waits.
const ROUND: usize = 1 << 20;

/// Where words stand in an article, in reading order, whatever their case and accents; the first [`MOST_HITS`] of them. `go_on` is asked
/// now and then whether anybody still waits.
pub fn find_in(article: &Article, words: &str, go_on: &dyn Fn() -> bool) -> Vec<Passage> {
    let needle: Vec<char> = words.trim().chars().flat_map(letters).collect();
    let mut found = Vec::new();
    if needle.is_empty() {
        return found;
    }
    let mut parts = vec![Part::Headline, Part::Standfirst, Part::Body];
    parts.extend(article.photos.iter().map(|photo| Part::Caption(photo.id.clone())));
    for part in parts {
        find(&article.part_text(&part), &part, &needle, go_on, &mut found);
    }
    found
}

/// Whether a text has all words, which are folded, whatever its case and accents.
pub fn find_words(text: &str, words: &[String]) -> bool {
    super::fold::has_all(&super::fold::folded(text), words)
}

fn find(text: &PlainText, part: &Part, needle: &[char], go_on: &dyn Fn() -> bool, found: &mut Vec<Passage>) {
    // The last folded letters, each with the place of the letter that it came from: as many as are looked for, never the whole text.
    let mut last: VecDeque<(char, usize)> = VecDeque::with_capacity(needle.len() + 1);
    let mut look = |letter: char, at: usize| {
        if last.len() == needle.len() {
            last.pop_front();
        }
        last.push_back((letter, at));
        let is_there = last.len() == needle.len()
            && Some(&letter) == needle.last()
            && last.iter().zip(needle).all(|((letter, _), wanted)| letter == wanted);
        let start = is_there.then(|| last.front().map(|(_, start)| *start)).flatten();
        if start.is_some() {
            last.clear();
        }
        start
    };
    for (at, letter) in text.as_str().chars().enumerate() {
        if found.len() >= MOST_HITS || at % ROUND == ROUND - 1 && !go_on() {
            return;
        }
        // Most letters are plain ones: those need no table.
        if letter.is_ascii() {
            if let Some(start) = look(letter.to_ascii_lowercase(), at) {
                found.extend(Passage::within(part.clone(), text, start, at + 1));
            }
            continue;
        }
        for folded in letters(letter) {
            if let Some(start) = look(folded, at) {
                found.extend(Passage::within(part.clone(), text, start, at + 1));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Block;

    #[test]
    fn words_are_found_as_they_stand_in_the_article() {
        let mut article = Article::new("The CAFÉ");
        article.blocks = vec![Block::paragraph("In a café they met; no cafe was open.")];
        let found = find_in(&article, "Cafe", &|| true);
        let twice = Article { blocks: vec![Block::paragraph("aaaaa İs ẞ")], ..Article::new("") };
        assert_eq!(find_in(&twice, "aa", &|| true).len(), 2, "one behind the other, not over each other");
        assert_eq!(find_in(&twice, "is", &|| true)[0].exact, "İs");
        let words: Vec<&str> = found.iter().map(|passage| passage.exact.as_str()).collect();
        assert_eq!(words, ["CAFÉ", "café", "cafe"]);
        assert!(find_in(&article, "  ", &|| true).is_empty());
    }
}
