//! Who is described and not named: “an official from the ministry”.

use super::{
    flags::Flags,
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
    /// Behind the last of them.
    pub end: usize,
    /// The noun, in the singular.
    pub role: &'static str,
}

/// Finds everybody whom an article brings in with “a” or “one” and a noun.
pub fn find(paragraphs: &Paragraphs<'_>) -> Vec<Described> {
    let mut found = Vec::new();
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
        found.push(Described { paragraph, start, end, role: role.name });
    }
    found
}
