//! Dialogue with dashes, as Spanish and French print it: “—Nos vamos —dijo Ana—. Mañana.”, “— Nous partons, dit Anne.”

use std::ops::Range;

use super::{
    flags::Flags,
    language::Language,
    lexicon::{Form, Lexicon},
    spans::{Span, SpanEnd},
};

/// A dash that opens a turn, or sets the reporter's words apart.
fn is_dash(letter: char) -> bool {
    matches!(letter, '—' | '–' | '―')
}

/// How many words of the reporter's are looked at for the verb.
const NEAR: usize = 4;

/// The words of paragraphs that begin with a dash, where they are a dialogue: one of a row of them says who speaks.
///
/// `is_free` tells of a paragraph whether nothing else was found in it.
pub(super) fn find(text: &str, paragraphs: &[Range<usize>], lexicon: &'static Lexicon, is_free: impl Fn(usize) -> bool) -> Vec<Span> {
    let mut found = Vec::new();
    if !matches!(lexicon.language, Language::Spanish | Language::French) {
        return found;
    }
    let begins = |number: usize| {
        let words = text[paragraphs[number].clone()].trim_start();
        words.starts_with(is_dash) && is_free(number)
    };
    let mut number = 0;
    while number < paragraphs.len() {
        if !begins(number) {
            number += 1;
            continue;
        }
        let row = number..(number..paragraphs.len()).find(|at| !begins(*at)).unwrap_or(paragraphs.len());
        number = row.end;
        let mut is_dialogue = false;
        let mut spans = Vec::new();
        for paragraph in row {
            let (own, reports) = turn(text, &paragraphs[paragraph], lexicon);
            is_dialogue |= reports;
            spans.extend(own.into_iter().filter_map(|(outer, inner)| {
                let is_said = text[inner.clone()].chars().any(char::is_alphanumeric);
                is_said.then_some(Span { outer, inner, paragraph, end: SpanEnd::Closed, is_turn: true })
            }));
        }
        if is_dialogue {
            found.append(&mut spans);
        }
    }
    found
}

/// A stretch with its marks and without.
type Said = (Range<usize>, Range<usize>);

/// What is said in a paragraph that begins with a dash, each stretch with its marks and without; whether it says that somebody speaks.
fn turn(text: &str, paragraph: &Range<usize>, lexicon: &'static Lexicon) -> (Vec<Said>, bool) {
    let end = paragraph.start + text[paragraph.clone()].trim_end().len();
    let open = paragraph.start + (text[paragraph.clone()].len() - text[paragraph.clone()].trim_start().len());
    let mut start = open + text[open..].chars().next().map_or(0, char::len_utf8);
    let mut outer = open;
    let mut said = Vec::new();
    let mut reports = false;
    loop {
        start += text[start..end].len() - text[start..end].trim_start().len();
        // “… —dijo Ana”, or “…, dit Anne.”
        let reported = aside(text, start..end, lexicon).or_else(|| inserted(text, start..end, lexicon));
        if let Some((stop, behind)) = reported {
            reports = true;
            said.push((outer..stop, start..stop));
            let Some(behind) = behind else { return (said, reports) };
            start = behind;
        } else {
            said.push((outer..end, start..end));
            return (said, reports);
        }
        start += text[start..end].len() - text[start..end].trim_start().len();
        outer = start;
        if start >= end {
            return (said, reports);
        }
    }
}

/// The next words between dashes that say who speaks: where what is said ends before them, and where it goes on.
fn aside(text: &str, within: Range<usize>, lexicon: &'static Lexicon) -> Option<(usize, Option<usize>)> {
    let letters = text[within.clone()].char_indices().map(|(at, letter)| (within.start + at, letter));
    let opening = letters.filter(|(at, letter)| {
        is_dash(*letter)
            && text[within.start..*at].ends_with(char::is_whitespace)
            && text[at + letter.len_utf8()..within.end].starts_with(char::is_lowercase)
    });
    for (at, dash) in opening {
        let begin = at + dash.len_utf8();
        let mut letters = text[begin..within.end].char_indices().map(|(at, letter)| (begin + at, letter));
        let close = letters.find(|(at, letter)| is_dash(*letter) && !text[begin..*at].ends_with(char::is_whitespace));
        // “—El puente —que es viejo— se cierra”: not every aside is the reporter's.
        if !words_report(&text[begin..close.map_or(within.end, |(at, _)| at)], lexicon) {
            continue;
        }
        let stop = within.start + text[within.start..at].trim_end().len();
        let behind = close.map(|(at, dash)| {
            let behind = at + dash.len_utf8();
            behind + text[behind..within.end].len() - text[behind..within.end].trim_start_matches(['.', ',', ';', ':', '…']).len()
        });
        return Some((stop, behind));
    }
    None
}

/// Where a few words behind a comma say who speaks: where what is said ends, and where it goes on.
fn inserted(text: &str, within: Range<usize>, lexicon: &'static Lexicon) -> Option<(usize, Option<usize>)> {
    let words = &text[within.clone()];
    words.match_indices([',', '?', '!', '…']).find_map(|(at, mark)| {
        let behind = at + mark.len();
        let clause = &words[behind..];
        let length = clause.find([',', '.', ';', ':', '?', '!', '—', '–', '«']).unwrap_or(clause.len());
        if clause[..length].split_whitespace().take(11).count() > 10 || !words_report(&clause[..length], lexicon) {
            return None;
        }
        let goes_on = clause[length..].starts_with(',').then_some(within.start + behind + length + 1);
        Some((within.start + behind, goes_on))
    })
}

/// Whether words begin with a verb that reports, and its subject behind it or in it: “dijo Ana”, “a-t-elle répondu”, “le respondió”.
fn words_report(words: &str, lexicon: &'static Lexicon) -> bool {
    let mut pronoun = false;
    for word in words.split_whitespace().flat_map(|word| word.split(['’', '\''])).take(NEAR) {
        let (flags, known) = lexicon.look_up(word.trim_matches(|letter: char| !letter.is_alphanumeric()));
        pronoun |= flags.any(Flags::HE | Flags::SHE | Flags::THEY);
        if known.and_then(|word| word.verb).is_some_and(|verb| matches!(verb.form, Form::Past | Form::Present))
            && !flags.any(Flags::CAPITAL)
        {
            // A verb alone is enough in Spanish; in French its subject stands behind it, or it has one already.
            return lexicon.language == Language::Spanish || pronoun || words.split_whitespace().count() > 1;
        }
        // Before the verb nothing but small words: “le”, “se”, “a”, “s’est-il”.
        if flags.any(Flags::CAPITAL) || word.chars().count() > 8 && !pronoun {
            return false;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quotes::find::paragraphs;

    fn words(text: &str, language: Language) -> Vec<&str> {
        find(text, &paragraphs(text), Lexicon::of(language), |_| true).iter().map(|span| &text[span.inner.clone()]).collect()
    }

    #[test]
    fn what_is_said_between_dashes() {
        for (text, found) in [
            ("—Nos vamos —dijo Ana—. Mañana.", vec!["Nos vamos", "Mañana."]),
            ("—¿Y usted? —preguntó un vecino.\n\n—Yo me quedo.", vec!["¿Y usted?", "Yo me quedo."]),
            ("—Nos vamos —dijo Ana.", vec!["Nos vamos"]),
            ("—El puente —que es viejo— se cierra —respondió el alcalde.", vec!["El puente —que es viejo— se cierra"]),
            ("—Primero, la luz.\n\n—Segundo, el agua.", vec![]),
            ("El puente —dijo Ana— se cierra.", vec![]),
        ] {
            assert_eq!(words(text, Language::Spanish), found, "{text}");
        }
        for (text, found) in [
            ("— Nous partons, dit Anne.", vec!["Nous partons,"]),
            ("— Pourquoi ? a-t-elle demandé.\n\n— Parce que.", vec!["Pourquoi ?", "Parce que."]),
            ("— Nous partons, répond-il, demain.", vec!["Nous partons,", "demain."]),
            ("— La lumière, d’abord.\n\n— L’eau, ensuite.", vec![]),
        ] {
            assert_eq!(words(text, Language::French), found, "{text}");
        }
    }
}
