//! Words of an article that judge or hedge.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::{language::Language, lexicon};
use crate::model::{Label, LabelKind, Part, Passage, PlainText, Provenance};

/// The words and phrases of the list, with the automaton that finds all of them in one pass.
struct Words {
    automaton: AhoCorasick,
    kinds: Vec<(&'static str, LabelKind)>,
}

fn words(language: Language) -> Option<&'static Words> {
    static WORDS: [OnceLock<Option<Words>>; 4] = [const { OnceLock::new() }; 4];
    let made = WORDS[language as usize].get_or_init(|| {
        let kinds = lexicon::labels(language);
        let mut builder = AhoCorasick::builder();
        // The longest phrase counts: “so-called”, “without evidence”.
        builder.match_kind(MatchKind::LeftmostLongest).ascii_case_insensitive(true).kind(Some(AhoCorasickKind::DFA));
        let automaton = builder.build(kinds.iter().map(|(words, _)| *words)).ok()?;
        Some(Words { automaton, kinds })
    });
    made.as_ref()
}

/// Finds the words of the list, whole, whatever their case.
pub fn find(text: &PlainText, language: Language) -> Vec<Label> {
    let Some(words) = words(language) else { return Vec::new() };
    let whole = text.as_str();
    let mut labels = Vec::new();
    let mut from = 0;
    while let Some(found) = words.automaton.find(aho_corasick::Input::new(whole).range(from..)) {
        if !is_whole(whole, found.start(), found.end()) {
            // Part of a longer word: the next match may begin within it.
            from = found.start() + whole[found.start()..].chars().next().map_or(1, char::len_utf8);
            continue;
        }
        from = found.end();
        let (phrase, kind) = words.kinds[found.pattern().as_usize()];
        if let Some(passage) = Passage::within(Part::Body, text, text.char_at_byte(found.start()), text.char_at_byte(found.end())) {
            let provenance = Provenance::rule("word-list", format!("“{phrase}” is in the list of words that judge or hedge"), 0.6);
            labels.push(Label { kind, passage, provenance, ..Label::default() });
        }
    }
    labels
}

/// Whether no letter, and no hyphen or apostrophe with a letter behind it, goes on beside a stretch.
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let goes_on = |mut letters: &mut dyn Iterator<Item = char>| match letters.next() {
        Some('-' | '\'' | '’' | '.' | '&' | '_' | '/' | '@') => (&mut letters).next().is_some_and(char::is_alphanumeric),
        Some(letter) => letter.is_alphanumeric(),
        None => false,
    };
    !goes_on(&mut text[..start].chars().rev()) && !goes_on(&mut text[end..].chars())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_words_and_the_longest_phrase_count() {
        let text = PlainText::new("A baseless claim, so-called. Baselessly made; falsehood, false-bottomed.");
        let found: Vec<String> = find(&text, Language::English).into_iter().map(|label| label.passage.exact).collect();
        assert_eq!(found, ["baseless", "so-called", "Baselessly"]);
    }

    #[test]
    fn every_language_has_words_that_judge_and_words_that_keep_a_distance() {
        for (language, text, wanted) in [
            (Language::Spanish, "Una acusación infundada del presunto autor.", ["infundada", "presunto"]),
            (Language::French, "Une accusation infondée du prétendu auteur.", ["infondée", "prétendu"]),
            (Language::German, "Ein haltloser Vorwurf des mutmaßlichen Täters.", ["haltloser", "mutmaßlichen"]),
        ] {
            let found = find(&PlainText::new(text), language);
            let words: Vec<&str> = found.iter().map(|label| label.passage.exact.as_str()).collect();
            assert_eq!(words, wanted, "{language:?}");
            assert_eq!((found[0].kind, found[1].kind), (LabelKind::Judging, LabelKind::Hedge), "{language:?}");
        }
    }
}
