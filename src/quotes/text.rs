//! A paragraph as a row of words, marks and quoted spans.

use std::ops::Range;

use super::{
    lexicon::{Verb, verb},
    spans::Span,
};

/// One piece of a paragraph.
#[derive(Clone, Debug)]
pub struct Token<'a> {
    /// The word without a possessive ending, or the mark.
    pub text: &'a str,
    /// Where it stands, in bytes of the text.
    pub range: Range<usize>,
    /// What it is.
    pub kind: Kind,
    /// The reporting verb that it is a form of.
    pub verb: Option<&'static Verb>,
}

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A word.
    Word,
    /// A word that ends in ’s.
    Possessive,
    /// A mark such as a comma.
    Mark,
    /// Words between quotation marks, by the number of their span.
    Quote(usize),
}

impl Token<'_> {
    /// Whether it is a word.
    pub fn is_word(&self) -> bool {
        matches!(self.kind, Kind::Word | Kind::Possessive)
    }

    /// Whether it is one of these marks.
    pub fn is_mark(&self, marks: &str) -> bool {
        self.kind == Kind::Mark && self.text.chars().next().is_some_and(|mark| marks.contains(mark))
    }

    /// Whether it begins with a capital letter.
    pub fn is_capital(&self) -> bool {
        self.is_word() && self.text.chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether it is this word, whatever its case.
    pub fn is(&self, word: &str) -> bool {
        self.is_word() && self.text.eq_ignore_ascii_case(word)
    }

    /// Whether it is one of these words, whatever their case.
    pub fn is_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(word))
    }
}

/// Cuts a paragraph into its pieces; each span is one.
pub fn tokens<'a>(text: &'a str, paragraph: &Range<usize>, spans: &[Span]) -> Vec<Token<'a>> {
    // English has a word about every six letters: room for them at once.
    let mut tokens = Vec::with_capacity(paragraph.len() / 5 + 4);
    let mut at = paragraph.start;
    let inside = spans.iter().enumerate().filter(|(_, span)| span.outer.start >= paragraph.start && span.outer.end <= paragraph.end);
    for (number, span) in inside {
        if span.outer.start < at {
            continue;
        }
        words(text, at..span.outer.start, &mut tokens);
        tokens.push(Token { text: &text[span.outer.clone()], range: span.outer.clone(), kind: Kind::Quote(number), verb: None });
        at = span.outer.end;
    }
    words(text, at..paragraph.end, &mut tokens);
    tokens
}

fn words<'a>(text: &'a str, range: Range<usize>, tokens: &mut Vec<Token<'a>>) {
    let part = &text[range.clone()];
    let mut letters = part.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let start = range.start + at;
        if letter.is_alphanumeric() || (matches!(letter, '@' | '#' | '$') && letters.peek().is_some_and(|(_, next)| next.is_alphanumeric()))
        {
            let mut end = start + letter.len_utf8();
            while let Some((next, inner)) = letters.peek().copied() {
                let after = part[next + inner.len_utf8()..].chars().next();
                let joins = matches!(inner, '\'' | '’' | '-' | '.' | '&' | '_' | '/' | '@') && after.is_some_and(char::is_alphanumeric);
                if !inner.is_alphanumeric() && !joins {
                    break;
                }
                end = range.start + next + inner.len_utf8();
                letters.next();
            }
            push_word(text, start..end, &mut letters, tokens);
        } else if letter == '.' && tokens.last().is_some_and(|last: &Token<'_>| last.range.end == start && is_abbreviation(last.text)) {
            // The full stop is the abbreviation's own.
            if let Some(last) = tokens.last_mut() {
                last.range.end = start + 1;
                last.text = &text[last.range.clone()];
            }
        } else if !letter.is_whitespace() {
            let end = start + letter.len_utf8();
            tokens.push(Token { text: &text[start..end], range: start..end, kind: Kind::Mark, verb: None });
        }
    }
}

fn push_word<'a>(
    text: &'a str,
    range: Range<usize>,
    letters: &mut std::iter::Peekable<std::str::CharIndices<'a>>,
    tokens: &mut Vec<Token<'a>>,
) {
    let word = &text[range.clone()];
    let bare = word.strip_suffix("’s").or_else(|| word.strip_suffix("'s"));
    // The ’ of a plural: the officers’ report.
    let plural = word.ends_with('s') && letters.peek().is_some_and(|(_, letter)| matches!(letter, '’' | '\''));
    if plural {
        letters.next();
    }
    match bare {
        Some(bare) if !bare.is_empty() => {
            tokens.push(Token { text: bare, range: range.start..range.end, kind: Kind::Possessive, verb: None });
        }
        _ if plural => tokens.push(Token { text: word, range, kind: Kind::Possessive, verb: None }),
        _ => tokens.push(Token { text: word, range, kind: Kind::Word, verb: verb(word) }),
    }
}

/// Whether a word is an abbreviation that a full stop belongs to.
fn is_abbreviation(word: &str) -> bool {
    const SHORT: [&str; 42] = [
        "Mr", "Mrs", "Ms", "Dr", "Sen", "Rep", "Gov", "Gen", "St", "Jan", "Feb", "Mar", "Apr", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec",
        "Inc", "Co", "Corp", "Ltd", "Lt", "Col", "Sgt", "Maj", "Capt", "Cmdr", "Adm", "Prof", "Rev", "Hon", "Jr", "Sr", "No", "vs", "Mt",
        "Ft", "Gov", "Messrs", "Supt",
    ];
    let is_initial = word.chars().count() == 1 && word.chars().all(|letter| letter.is_uppercase() && letter != 'I');
    SHORT.contains(&word) || is_initial || (word.contains('.') && word.split('.').all(|part| part.chars().count() <= 1))
}

/// The sentence around a piece: from behind the full stop before it to the one behind it.
pub fn sentence(text: &str, tokens: &[Token<'_>], at: usize, spans: &[Span]) -> Range<usize> {
    let start = (0..at).rev().find(|index| ends_sentence(text, tokens, *index, spans)).map_or(0, |index| index + 1);
    let end = (at..tokens.len()).find(|index| ends_sentence(text, tokens, *index, spans)).map_or(tokens.len(), |index| index + 1);
    start..end
}

/// Whether a sentence ends with a piece.
pub fn ends_sentence(text: &str, tokens: &[Token<'_>], at: usize, spans: &[Span]) -> bool {
    let token = &tokens[at];
    let next = tokens.get(at + 1);
    let opens = next.is_none_or(|next| {
        next.is_capital() || matches!(next.kind, Kind::Quote(_)) || !next.is_word() || next.text.starts_with(char::is_numeric)
    });
    match token.kind {
        Kind::Mark => token.is_mark(".?!") && opens,
        Kind::Quote(number) => {
            let inner = text[spans[number].inner.clone()].trim_end();
            // A question can go on: “Why?” she asked. A full stop cannot.
            inner.ends_with(['.', '!', '?', '…']) && next.is_none_or(|next| next.is_capital() || matches!(next.kind, Kind::Quote(_)))
        }
        _ => false,
    }
}
