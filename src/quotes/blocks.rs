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

/// Fewer turns are no interview, but lines that happen to have a colon.
const TURNS: usize = 4;

/// What each paragraph is that is set apart; an empty list where none is.
pub fn set_apart(article: &Article, text: &str, ranges: &[Range<usize>]) -> Vec<Option<Apart>> {
    let mut apart = of_blocks(article, ranges);
    let turns = turns(text, ranges);
    if !turns.is_empty() {
        apart.resize(ranges.len(), None);
        for (paragraph, turn) in turns {
            apart[paragraph].get_or_insert(Apart::Turn(turn));
        }
    }
    apart
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
        if let Some(turn) = turn(text, range) {
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
    turns.retain(|(_, turn)| speaking.contains(&&text[turn.label.clone()]));
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

fn turn(text: &str, range: &Range<usize>) -> Option<Turn> {
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
    fn a_list_with_colons_is_no_interview() {
        assert!(labels("A. Voss came.\n\nA. Bell went.\n\nA. Rowe stayed.\n\nA. Quill slept.").is_empty());
        assert!(labels("Pros: light.\n\nCons: dear.\n\nPros: cheap.\n\nCons: heavy.").is_empty());
        assert!(labels("Update: it is open.\n\nThe end.").is_empty());
        assert!(labels("Q: Why?\n\nNothing more.").is_empty());
    }
}
