//! Words set apart from the text: quote blocks, embedded posts, the turns of an interview.

use std::ops::Range;

use super::{flags::Flags, language::Language, lexicon::Lexicon};
use crate::model::{Article, Block};

/// What a paragraph is, where all of it is somebody's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Apart {
    /// A quote block, by its number.
    Quote(usize),
    /// An embedded post, by its number.
    Post(usize),
    /// A turn of an interview: who speaks, as the line says it, and where the words begin.
    Turn(Turn),
}

/// A turn of an interview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// What stands before the colon, in bytes of the text.
    pub label: Range<usize>,
    /// Where the words begin.
    pub words: usize,
}

impl Apart {
    /// Whether it goes on with what another is: the next paragraph of a block, or of an answer.
    pub fn goes_on(&self, before: &Self) -> bool {
        match (self, before) {
            (Self::Turn(this), Self::Turn(before)) => this.label == before.label,
            _ => self == before,
        }
    }
}

/// Fewer turns are no interview, but lines that happen to have a colon.
const TURNS: usize = 4;

/// What each paragraph is that is set apart; an empty list where none is.
pub fn set_apart(article: &Article, text: &str, ranges: &[Range<usize>], language: Language) -> Vec<Option<Apart>> {
    let mut apart = of_blocks(article, ranges);
    let turns = turns(text, ranges);
    if !turns.is_empty() {
        apart.resize(ranges.len(), None);
        let more = turns.windows(2).flat_map(|pair| between(text, ranges, &pair[0].1, pair[0].0 + 1..pair[1].0, language));
        for (paragraph, turn) in more.chain(turns.iter().cloned()) {
            apart[paragraph].get_or_insert(Apart::Turn(turn));
        }
    }
    apart
}

/// The paragraphs behind a turn, up to the next one, with which it goes on: those in which somebody says “I” or “we”, and what stands
/// between them. What tells of somebody, or quotes, is the article's own, and so is what follows a question.
fn between(text: &str, ranges: &[Range<usize>], turn: &Turn, paragraphs: Range<usize>, language: Language) -> Vec<(usize, Turn)> {
    let label = &text[turn.label.clone()];
    if is_question(label) && !is_answer(label) {
        return Vec::new();
    }
    let (own, others): (&[&str], &[&str]) = match language {
        Language::English => (
            &["i", "i'm", "i've", "i'd", "i'll", "me", "my", "we", "we're", "we've", "we'd", "we'll", "us", "our"],
            &["he", "she", "he's", "she's", "his", "her"],
        ),
        Language::Spanish => {
            (&["yo", "me", "mi", "mis", "nos", "nosotros", "nosotras", "nuestro", "nuestra", "nuestros", "nuestras"], &["él", "ella"])
        }
        Language::French => (&["je", "j", "me", "m", "mon", "ma", "mes", "moi", "nous", "notre", "nos"], &["il", "elle"]),
        Language::German => {
            (&["ich", "mich", "mir", "mein", "meine", "meinen", "meiner", "wir", "uns", "unser", "unsere", "unseren"], &["er"])
        }
    };
    let name = name_case(label.split(' ').next_back().unwrap_or_default());
    let is_within = |letter: char| letter.is_alphanumeric() || (language == Language::English && matches!(letter, '\'' | '’'));
    let is_gap = |letter: char| !is_within(letter);
    let mut found = Vec::new();
    let mut certain = 0;
    for paragraph in paragraphs {
        let part = &text[ranges[paragraph].clone()];
        let words = || part.split(is_gap).filter(|word| !word.is_empty()).map(|word| word.to_lowercase().replace('’', "'"));
        // “She pours coffee.”
        let tells = words().next().is_some_and(|word| others.contains(&&*word) || (name.len() > 1 && word == name.to_lowercase()));
        let has_label = turn_of(text, &ranges[paragraph]).is_some();
        if has_label || tells || part.contains(['“', '"', '«', '„']) || part.starts_with(['(', '[', '*']) {
            break;
        }
        found.push((paragraph, Turn { label: turn.label.clone(), words: ranges[paragraph].start }));
        if words().any(|word| own.contains(&&*word)) {
            certain = found.len();
        }
    }
    found.truncate(certain);
    found
}

fn of_blocks(article: &Article, ranges: &[Range<usize>]) -> Vec<Option<Apart>> {
    let mut apart = Vec::new();
    if !article.blocks.iter().any(|block| matches!(block, Block::QuoteBlock(_) | Block::Post(_))) {
        return apart;
    }
    apart.resize(ranges.len(), None);
    let mut at = 0;
    for (number, block) in article.blocks.iter().enumerate() {
        let Some(words) = block.plain_text() else { continue };
        let kind = match block {
            Block::QuoteBlock(_) => Some(Apart::Quote(number)),
            Block::Post(_) => Some(Apart::Post(number)),
            _ => None,
        };
        if kind.is_some() {
            let first = ranges.partition_point(|range| range.start < at);
            for (paragraph, _) in ranges.iter().enumerate().skip(first).take_while(|(_, range)| range.start <= at + words.len()) {
                apart[paragraph].clone_from(&kind);
            }
        }
        at += words.len() + 2;
    }
    apart
}

/// The turns of an interview, where the article is one: “Q: …”, “MARA QUILL: …”.
fn turns(text: &str, ranges: &[Range<usize>]) -> Vec<(usize, Turn)> {
    let mut turns: Vec<(usize, Turn)> = Vec::new();
    for (number, range) in ranges.iter().enumerate() {
        if let Some(turn) = turn_of(text, range) {
            turns.push((number, turn));
        }
    }
    if turns.len() < TURNS {
        return Vec::new();
    }
    let mut labels: Vec<(&str, usize)> = Vec::new();
    for (_, turn) in &turns {
        let label = &text[turn.label.clone()];
        match labels.iter_mut().find(|(known, _)| *known == label) {
            Some((_, count)) => *count += 1,
            None => labels.push((label, 1)),
        }
        // More voices than any conversation has: a list of something else.
        if labels.len() > 12 {
            return Vec::new();
        }
    }
    let speaking: Vec<&str> = labels.iter().filter(|(_, count)| *count > 1).map(|(label, _)| *label).collect();
    let is_conversation = speaking.len() > 1 && speaking.iter().any(|label| is_question(label) || is_person(label, text));
    if !is_conversation {
        return Vec::new();
    }
    // Where all labels are in capitals, whoever has one speaks, and be it once.
    let is_loud = |label: &str| label.len() > 2 && !label.contains(char::is_lowercase);
    let all_loud = speaking.iter().all(|label| is_loud(label));
    turns.retain(|(_, turn)| {
        let label = &text[turn.label.clone()];
        speaking.contains(&label) || (all_loud && is_loud(label))
    });
    turns
}

/// Whether a label is that of a question or an answer without a name.
pub fn is_question(label: &str) -> bool {
    const QUESTIONS: [&str; 5] = ["Q", "Question", "Frage", "Pregunta", "Interviewer"];
    is_answer(label) || QUESTIONS.contains(&label.trim_end_matches('.'))
}

/// Whether a label is that of an answer without a name.
pub fn is_answer(label: &str) -> bool {
    matches!(label.trim_end_matches('.'), "A" | "Answer" | "Antwort" | "Respuesta" | "Réponse")
}

fn turn_of(text: &str, range: &Range<usize>) -> Option<Turn> {
    let part = &text[range.clone()];
    // “Q. Why now?”, as some papers have it.
    if let Some(rest) = part.strip_prefix("Q. ").or_else(|| part.strip_prefix("A. "))
        && !rest.trim().is_empty()
    {
        return Some(Turn { label: range.start..range.start + 1, words: range.end - rest.len() });
    }
    // A label is short; most paragraphs are told by their beginning.
    let reach = part.len().min(48);
    let colon = part.as_bytes()[..reach].iter().position(|byte| *byte == b':')?;
    let before = part[..colon].trim_start_matches(['*', ' ']);
    let start = range.start + colon - before.len();
    let label = before.trim_end_matches(['*', ' ']);
    let words = label.split(' ');
    let is_name = !label.is_empty()
        && words.clone().count() <= 4
        && words.clone().all(|word| {
            word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'))
        });
    let rest = part[colon + 1..].trim_start_matches(['*', ' ', '\t']);
    if !is_name || rest.is_empty() || rest.starts_with(['"', '“', '„', '«', '»', '‘', '\'', '/']) {
        return None;
    }
    Some(Turn { label: start..start + label.len(), words: range.end - rest.len() })
}

/// Whether a label is a person's name: by a given name or an office, or because the article has the last name elsewhere.
fn is_person(label: &str, text: &str) -> bool {
    let lexicon = Lexicon::of(Language::English);
    let words: Vec<String> = label.split(' ').map(name_case).collect();
    words.iter().any(|word| lexicon.name(word).any(Flags::GIVEN | Flags::TITLE))
        || words.last().is_some_and(|last| {
            last.len() > 2 && text.match_indices(last.as_str()).any(|(at, _)| !text[at + last.len()..].starts_with(':'))
        })
}

/// A word as a name has it: MARA is Mara.
pub fn name_case(word: &str) -> String {
    let is_loud = word.chars().count() > 1 && word.chars().all(|letter| !letter.is_lowercase());
    if !is_loud {
        return word.to_owned();
    }
    let mut letters = word.chars();
    letters.next().into_iter().chain(letters.flat_map(char::to_lowercase)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quotes::find::paragraphs;

    fn labels(text: &str) -> Vec<&str> {
        turns(text, &paragraphs(text)).into_iter().map(|(_, turn)| &text[turn.label]).collect()
    }

    #[test]
    fn an_interview_has_turns() {
        assert_eq!(labels("Intro.\n\nQ: Why now?\n\nA: It was time.\n\nQ: And then?\n\nA: We will see."), ["Q", "A", "Q", "A"]);
        assert_eq!(
            labels("GAZETTE: Why?\n\nMARA QUILL: It was time.\n\nGAZETTE: And then?\n\nMARA QUILL: We will see."),
            ["GAZETTE", "MARA QUILL", "GAZETTE", "MARA QUILL"]
        );
        assert_eq!(labels("Q. Why now?\n\nA. It was time.\n\nQ. And then?\n\nA. We will see."), ["Q", "A", "Q", "A"]);
    }

    #[test]
    fn an_answer_goes_on_in_the_next_paragraph() {
        let going_on = |text: &str| -> Vec<usize> {
            let ranges = paragraphs(text);
            let apart = set_apart(&Article::new("H"), text, &ranges, Language::English);
            apart.iter().enumerate().filter(|(_, apart)| apart.is_some()).map(|(at, _)| at).collect()
        };
        let interview = |between: &str| format!("Q: Why?\n\nA: It was time.\n\n{between}\n\nQ: And then?\n\nA: We will see.");
        for (between, wanted) in [
            ("My mother was against it.", vec![0, 1, 2, 3, 4]),
            ("The light was hard.\n\nI'd never seen such a thing.", vec![0, 1, 2, 3, 4, 5]),
            ("She pours coffee. We wait.", vec![0, 1, 3, 4]),
            ("The light goes out.", vec![0, 1, 3, 4]),
            ("“My mother was against it,” she says.", vec![0, 1, 3, 4]),
        ] {
            assert_eq!(going_on(&interview(between)), wanted, "{between}");
        }
    }

    #[test]
    fn a_list_with_colons_is_no_interview() {
        assert!(labels("A. Voss came.\n\nA. Bell went.\n\nA. Rowe stayed.\n\nA. Quill slept.").is_empty());
        assert!(labels("Pros: light.\n\nCons: dear.\n\nPros: cheap.\n\nCons: heavy.").is_empty());
        assert!(labels("Update: it is open.\n\nThe end.").is_empty());
        assert!(labels("Q: Why?\n\nNothing more.").is_empty());
    }
}
