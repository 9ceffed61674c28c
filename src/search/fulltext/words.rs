//! A text as words: folded, and with their stems in the language of the text.

use frostem::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use unicode_normalization::char::is_combining_mark;

use super::super::fold::letters;

/// Stands before a stem in the index, so that a stem is never taken for a word.
const STEM: char = '\u{1}';

/// How many different words a tokenizer remembers the stems of.
const REMEMBERED: usize = 100_000;

/// Longer words are cut: no word that people search is.
const LONGEST: usize = 64;

/// A language as far as words are concerned: its stemmer, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(&'static str);

impl Language {
    /// Every language that is known, by its code, English first.
    const ALL: [(&'static str, Option<Algorithm>); 17] = [
        ("en", Some(Algorithm::English)),
        ("ar", Some(Algorithm::Arabic)),
        ("da", Some(Algorithm::Danish)),
        ("de", Some(Algorithm::German)),
        ("el", Some(Algorithm::Greek)),
        ("es", Some(Algorithm::Spanish)),
        ("fi", Some(Algorithm::Finnish)),
        ("fr", Some(Algorithm::French)),
        ("hu", Some(Algorithm::Hungarian)),
        ("it", Some(Algorithm::Italian)),
        ("nl", Some(Algorithm::Dutch)),
        ("no", Some(Algorithm::Norwegian)),
        ("pt", Some(Algorithm::Portuguese)),
        ("ru", Some(Algorithm::Russian)),
        ("sv", Some(Algorithm::Swedish)),
        ("tr", Some(Algorithm::Turkish)),
        ("xx", None),
    ];

    /// Words as they stand, without stems.
    pub const PLAIN: Self = Self("xx");

    /// The language of a BCP 47 tag. Articles that do not say it are taken for English, which does little to other languages: words are
    /// found as they stand in any case.
    pub fn of(tag: Option<&str>) -> Self {
        let Some(tag) = tag else { return Self("en") };
        let code = tag.split(['-', '_']).next().unwrap_or(tag).to_ascii_lowercase();
        let code = if ["nb", "nn"].contains(&code.as_str()) { "no" } else { &code };
        Self::ALL.iter().find(|(known, _)| *known == code).map_or(Self::PLAIN, |(known, _)| Self(known))
    }

    /// Every one.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::ALL.iter().map(|(code, _)| Self(code))
    }

    /// Its code, or `xx`.
    pub fn code(self) -> &'static str {
        self.0
    }

    fn stemmer(self) -> Option<Stemmer> {
        let (_, algorithm) = Self::ALL.iter().find(|(code, _)| *code == self.0)?;
        algorithm.map(Stemmer::new)
    }

    /// The stem of a folded word, marked as one; the word itself where it is its own stem.
    pub fn stem(self, word: &str) -> Option<String> {
        let stem = stem_of(self.stemmer()?, word)?;
        Some(format!("{STEM}{stem}"))
    }

    /// What a word of a query may be in the index: its stem, and the same letters as a word of their own.
    pub fn forms(self, word: &str) -> Vec<String> {
        match self.stemmer() {
            None => vec![word.to_owned()],
            Some(stemmer) => match stem_of(stemmer, word) {
                None => vec![word.to_owned(), format!("{STEM}{word}")],
                Some(stem) => vec![format!("{STEM}{stem}"), stem],
            },
        }
    }
}

/// The stem where it is another word.
fn stem_of(stemmer: Stemmer, word: &str) -> Option<String> {
    if word.len() < 3 || word.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let stem = stemmer.stem(word);
    (stem != word && !stem.is_empty()).then(|| stem.into_owned())
}

/// Where the next word stands, in bytes, from a position on.
pub fn next_word(text: &str, mut at: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    loop {
        let byte = *bytes.get(at)?;
        if byte.is_ascii() {
            if byte.is_ascii_alphanumeric() {
                break;
            }
            at += 1;
        } else {
            let letter = text[at..].chars().next()?;
            if stands_alone(letter) {
                return Some((at, at + letter.len_utf8()));
            }
            if letter.is_alphanumeric() {
                break;
            }
            at += letter.len_utf8();
        }
    }
    let start = at;
    while let Some(byte) = bytes.get(at) {
        if byte.is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        let Some(letter) = text[at..].chars().next() else { break };
        let next = at + letter.len_utf8();
        let goes_on = match letter {
            // An apostrophe inside a word belongs to it.
            '\'' | '’' => text[next..].chars().next().is_some_and(|letter| letter.is_alphanumeric() && !stands_alone(letter)),
            _ => (letter.is_alphanumeric() && !stands_alone(letter)) || is_combining_mark(letter),
        };
        if !goes_on {
            break;
        }
        at = next;
    }
    Some((start, at))
}

/// Whether a letter is a word by itself, as in writing without spaces.
fn stands_alone(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Writes a word in lower case, without accents.
pub fn fold_into(word: &str, out: &mut String) {
    out.clear();
    if word.is_ascii() {
        out.push_str(word);
        out.make_ascii_lowercase();
    } else {
        // Marks on letters that are words by themselves make other letters of them: か and が.
        let own = |letter: &char| !stands_alone(*letter);
        out.extend(word.chars().filter(|letter| !own(letter)));
        out.extend(word.chars().filter(own).flat_map(letters));
    }
    if out.len() > LONGEST {
        let end = (0..=LONGEST).rev().find(|at| out.is_char_boundary(*at)).unwrap_or(0);
        out.truncate(end);
    }
}

/// The folded words of a text.
pub fn folded_words(text: &str) -> Vec<String> {
    let (mut words, mut at) = (Vec::new(), 0);
    while let Some((start, end)) = next_word(text, at) {
        let mut word = String::new();
        fold_into(&text[start..end], &mut word);
        words.push(word);
        at = end;
    }
    words
}

/// Gives the index each word, and, where it has another one, its stem at the same position.
#[derive(Clone)]
pub struct Words {
    stemmer: Option<Stemmer>,
    stems: FxHashMap<String, Option<String>>,
}

impl Words {
    /// For texts in a language.
    pub fn of(language: Language) -> Self {
        Self { stemmer: language.stemmer(), stems: FxHashMap::default() }
    }

    /// Calls `each` with every word of a text: where it stands, folded, and its marked stem where that is another word.
    pub fn each(&mut self, text: &str, mut each: impl FnMut(usize, usize, &str, Option<&str>)) {
        let (mut at, mut word) = (0, String::new());
        while let Some((start, end)) = next_word(text, at) {
            at = end;
            fold_into(&text[start..end], &mut word);
            let stem = self.stem(&word);
            each(start, end, &word, stem);
        }
    }

    fn stem(&mut self, word: &str) -> Option<&str> {
        let stemmer = self.stemmer?;
        // Asked twice, because a borrowed answer cannot be given back before the map is changed.
        if !self.stems.contains_key(word) {
            if self.stems.len() >= REMEMBERED {
                self.stems.clear();
            }
            let stem = stem_of(stemmer, word).map(|stem| format!("{STEM}{stem}"));
            self.stems.insert(word.to_owned(), stem);
        }
        self.stems.get(word).and_then(Option::as_deref)
    }
}

impl Tokenizer for Words {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        WordStream { words: self, text, at: 0, token: Token::default(), stem: String::new(), has_stem: false }
    }
}

/// The words of one text, as the index takes them.
pub struct WordStream<'a> {
    words: &'a mut Words,
    text: &'a str,
    at: usize,
    token: Token,
    stem: String,
    has_stem: bool,
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        if self.has_stem {
            self.has_stem = false;
            std::mem::swap(&mut self.token.text, &mut self.stem);
            return true;
        }
        let Some((start, end)) = next_word(self.text, self.at) else { return false };
        self.at = end;
        self.token.offset_from = start;
        self.token.offset_to = end;
        self.token.position = self.token.position.wrapping_add(1);
        fold_into(&self.text[start..end], &mut self.token.text);
        if let Some(stem) = self.words.stem(&self.token.text) {
            self.stem.clear();
            self.stem.push_str(stem);
            self.has_stem = true;
        }
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_any_writing() {
        for (text, words) in [
            ("Élysée’s “voters” don’t, 1,000 times", vec!["elysee's", "voters", "don't", "1", "000", "times"]),
            ("東京で会う", vec!["東", "京", "で", "会", "う"]),
            ("u\u{308}ber", vec!["uber"]),
            ("— …", vec![]),
            ("rock'n'roll'", vec!["rock'n'roll"]),
        ] {
            assert_eq!(folded_words(text), words, "{text}");
        }
        assert_eq!(folded_words(&"x".repeat(1000))[0].len(), LONGEST);
    }

    #[test]
    fn a_word_is_found_by_any_of_its_forms() {
        let english = Language::of(Some("en-US"));
        let mut words = Words::of(english);
        for (text, asked, found) in [
            ("voting", "votes", true),
            ("vote", "voting", true),
            ("votes", "vote", true),
            ("voted", "boat", false),
            ("Krebs’s", "Krebs", true),
        ] {
            let mut terms = Vec::new();
            words.each(text, |_, _, word, stem| {
                terms.push(word.to_owned());
                terms.extend(stem.map(str::to_owned));
            });
            let forms = english.forms(&folded_words(asked)[0]);
            assert_eq!(forms.iter().any(|form| terms.contains(form)), found, "{text} {asked}: {terms:?} {forms:?}");
        }
        assert_eq!(Language::of(Some("tlh")), Language::PLAIN);
        assert_eq!(Language::of(Some("nb-NO")).code(), "no");
    }

    #[test]
    fn the_stream_gives_a_stem_at_the_place_of_its_word() {
        let mut words = Words::of(Language::of(None));
        let mut stream = words.token_stream("Running water");
        let mut tokens = Vec::new();
        while stream.advance() {
            tokens.push((stream.token().position, stream.token().text.clone()));
        }
        assert_eq!(tokens, [(0, "running".to_owned()), (0, "\u{1}run".to_owned()), (1, "water".to_owned())]);
    }
}
