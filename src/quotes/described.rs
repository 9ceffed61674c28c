//! Who is described and not named: “an official from the ministry”.

use std::ops::Range;

use super::{
    flags::Flags,
    lexicon::Role,
    paragraphs::Paragraphs,
    text::{Kind, Token},
};

/// Somebody who is described and not named.
#[derive(Clone, Debug)]
pub struct Described {
    /// The paragraph.
    pub paragraph: usize,
    /// The first of the words.
    pub start: usize,
    /// The words, in bytes of the text.
    pub bytes: Range<usize>,
    /// The noun, in the singular.
    pub role: Role,
    /// Whether a sentence begins with it.
    pub opens: bool,
}

/// Finds everybody whom a section brings in with “a” or “one” and a noun.
pub fn find(paragraphs: &Paragraphs<'_>, found: &mut Vec<Described>) {
    for (paragraph, start) in &paragraphs.ones {
        let (paragraph, start) = (*paragraph as usize, *start as usize);
        let tokens = &paragraphs.tokens[paragraph];
        let head = (start + 1..tokens.len().min(start + 7)).take_while(|index| {
            let token = &tokens[*index];
            token.is_word() && !token.has(Flags::WHO | Flags::TO) && !token.is_any(&["of", "for", "from", "at", "in", "with"])
        });
        let Some((role_at, role)) = head.filter_map(|index| Some((index, tokens[index].role()?))).last() else {
            continue;
        };
        // A name right behind it: it is no description of somebody unnamed. Nor is an apposition: “Ann Bell, a teacher”.
        if tokens[role_at].kind == Kind::Possessive
            || tokens.get(role_at + 1).is_some_and(Token::is_capital)
            || (start > 1 && tokens[start - 1].is_mark(",") && tokens[start - 2].is_capital())
        {
            continue;
        }
        let mut end = role_at + 1;
        if tokens.get(end).is_some_and(|token| token.is_any(&["from", "at", "of", "for", "with", "in"])) {
            let last = (end + 1..tokens.len().min(end + 7))
                .take_while(|index| tokens[*index].is_any(&["the", "of", "a"]) || tokens[*index].is_capital())
                .filter(|index| tokens[*index].is_capital())
                .last();
            end = last.map_or(end, |last| last + 1);
        }
        let bytes = tokens[start].start()..tokens[end - 1].end();
        let opens = start == 0 || tokens[start - 1].is_mark(".?!") || tokens[start - 1].is_quote();
        found.push(Described { paragraph, start, bytes, role, opens });
    }
}
