//! Letters without case and accents, so that what is typed is found however it is written.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A text in lower case without accents, curly marks made straight.
pub fn folded(text: &str) -> String {
    text.chars().flat_map(letters).collect()
}

/// What one letter becomes; it may become several.
pub fn letters(letter: char) -> impl Iterator<Item = char> {
    let plain = match letter {
        '’' | '‘' => '\'',
        '“' | '”' => '"',
        '\u{a0}' => ' ',
        other => other,
    };
    plain.nfd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase)
}

/// Whether a folded text has every one of the folded words.
pub fn has_all(text: &str, words: &[String]) -> bool {
    words.iter().all(|word| text.contains(word.as_str()))
}

/// The words of a query: apart at spaces, together inside quotation marks.
pub fn words(query: &str) -> Vec<String> {
    let query = folded(query);
    let mut words = Vec::new();
    for (number, part) in query.split('"').enumerate() {
        if number % 2 == 1 {
            words.push(part.trim().to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_marks_do_not_matter() {
        assert_eq!(folded("Élysée “ÄÖ” İs’t"), "elysee \"ao\" is't");
        assert_eq!(words("one “two  three” four"), ["one", "two  three", "four"]);
    }
}
