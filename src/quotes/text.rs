//! A paragraph as a row of words, marks and quoted spans.

use std::ops::Range;

use super::{
    flags::Flags,
    language::Language,
    lexicon::{Lexicon, Medium, Role, Verb, Word},
    paragraphs::Paragraphs,
    spans::Span,
};

/// One piece of a paragraph.
#[derive(Clone, Debug)]
pub struct Token<'a> {
    /// The word without a possessive ending, or the mark.
    pub text: &'a str,
    start: u32,
    end: u32,
    /// What it is.
    pub kind: Kind,
    /// What the word lists say of it.
    pub flags: Flags,
    word: Option<&'static Word>,
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
    Quote(u32),
}

/// A position in bytes, as pieces keep it: articles are limited to far less than 4 GiB when they are opened.
fn short(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl Token<'_> {
    /// Where it begins, in bytes of the text.
    #[inline]
    pub fn start(&self) -> usize {
        self.start as usize
    }

    /// Where it ends; behind its possessive ending, where it has one.
    #[inline]
    pub fn end(&self) -> usize {
        self.end as usize
    }

    /// Whether it is a word.
    #[inline]
    pub fn is_word(&self) -> bool {
        matches!(self.kind, Kind::Word | Kind::Possessive)
    }

    /// Whether it is one of these marks.
    #[inline]
    pub fn is_mark(&self, marks: &str) -> bool {
        self.kind == Kind::Mark && marks.contains(self.text)
    }

    /// Whether it is quoted words.
    #[inline]
    pub fn is_quote(&self) -> bool {
        matches!(self.kind, Kind::Quote(_))
    }

    /// Whether it begins with a capital letter.
    #[inline]
    pub fn is_capital(&self) -> bool {
        self.flags.any(Flags::CAPITAL)
    }

    /// Whether the word lists have it as one of these.
    #[inline]
    pub fn has(&self, flags: Flags) -> bool {
        self.flags.any(flags)
    }

    /// Whether it is this word, whatever its case.
    pub fn is(&self, word: &str) -> bool {
        self.is_word() && self.text.eq_ignore_ascii_case(word)
    }

    /// Whether it is one of these words, whatever their case.
    pub fn is_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(word))
    }

    /// The reporting verb that it is a form of.
    #[inline]
    pub fn verb(&self) -> Option<&'static Verb> {
        self.word.and_then(|word| word.verb.as_ref())
    }

    /// The medium that it names.
    pub fn medium(&self) -> Option<Medium> {
        self.word.and_then(|word| word.medium)
    }

    /// What it calls people.
    #[inline]
    pub fn role(&self) -> Option<Role> {
        self.word.and_then(|word| word.role)
    }
}

/// Where a word is: the paragraph, and its piece of it.
pub type Place = (u32, u32);

/// Cuts a paragraph into its pieces.
pub struct Cutter<'p, 'a> {
    into: &'p mut Paragraphs<'a>,
    text: &'a str,
    lexicon: &'static Lexicon,
    /// Where the paragraph begins among the pieces.
    begin: usize,
    /// The number of the paragraph.
    number: u32,
    is_french: bool,
}

impl<'p, 'a> Cutter<'p, 'a> {
    /// Ready to cut the paragraph of a number.
    pub fn new(into: &'p mut Paragraphs<'a>, number: usize) -> Self {
        let (text, lexicon, begin) = (into.text, into.lexicon, into.tokens.all.len());
        Self { into, text, lexicon, begin, number: short(number), is_french: lexicon.language == Language::French }
    }

    /// Cuts a paragraph into its pieces; each span is one. `first` is the number of the first span.
    pub fn paragraph(&mut self, paragraph: &Range<usize>, spans: &[Span], first: usize) {
        let mut at = paragraph.start;
        for (number, span) in spans.iter().enumerate() {
            if span.outer.start < at || span.outer.end > paragraph.end {
                let last = self.next_piece().saturating_sub(1);
                self.into.pieces.push(last);
                continue;
            }
            self.words(at..span.outer.start);
            let piece = self.next_piece();
            self.into.pieces.push(piece);
            let text = &self.text[span.outer.clone()];
            let kind = Kind::Quote(short(first + number));
            self.into.tokens.all.push(Token {
                text,
                start: short(span.outer.start),
                end: short(span.outer.end),
                kind,
                flags: Flags::default(),
                word: None,
            });
            at = span.outer.end;
        }
        self.words(at..paragraph.end);
    }

    /// The number of the next piece of the paragraph.
    fn next_piece(&self) -> u32 {
        short(self.into.tokens.all.len() - self.begin)
    }

    fn words(&mut self, range: Range<usize>) {
        let bytes = &self.text.as_bytes()[..range.end];
        let mut at = range.start;
        while at < range.end {
            let byte = bytes[at];
            if byte == b' ' {
                at += 1;
                continue;
            }
            let letter = self.letter(at);
            let width = letter.len_utf8();
            let begins = letter.is_alphanumeric()
                || (matches!(byte, b'@' | b'#' | b'$') && at + 1 < range.end && self.letter(at + 1).is_alphanumeric());
            if begins {
                let end = self.word_end(at, at + width, range.end);
                at = self.push_word(at..end, range.end);
                continue;
            }
            let (text, lexicon, begin) = (self.text, self.lexicon, self.begin);
            if byte == b'.'
                && let Some(last) = self.into.tokens.all[begin..].last_mut()
                && last.end() == at
                && is_abbreviation(last.text)
            {
                // The full stop is the abbreviation's own.
                last.end = short(at + 1);
                last.text = &text[last.start()..last.end()];
                (last.flags, last.word) = lexicon.look_up(last.text);
            } else if !letter.is_whitespace() {
                let text = &self.text[at..at + width];
                self.into.tokens.all.push(Token {
                    text,
                    start: short(at),
                    end: short(at + width),
                    kind: Kind::Mark,
                    flags: Flags::default(),
                    word: None,
                });
            }
            at += width;
        }
    }

    /// The character at a byte; a letter that is none where there is nothing.
    #[inline]
    fn letter(&self, at: usize) -> char {
        let byte = self.text.as_bytes()[at];
        if byte.is_ascii() { char::from(byte) } else { self.text[at..].chars().next().unwrap_or(' ') }
    }

    /// Where a word ends that goes on at `at`: letters and digits, and marks between them that join.
    #[inline]
    fn word_end(&self, from: usize, mut at: usize, end: usize) -> usize {
        let bytes = self.text.as_bytes();
        while at < end {
            if bytes[at].is_ascii_alphanumeric() {
                at += 1;
                continue;
            }
            if bytes[at] == b' ' {
                return at;
            }
            let letter = self.letter(at);
            let next = at + letter.len_utf8();
            // L’Élysée, qu’il: the short word before the mark is one of its own.
            if self.is_french
                && matches!(letter, '\'' | '’')
                && is_elided(&self.text[from..at])
                && next < end
                && self.letter(next).is_alphanumeric()
            {
                return at;
            }
            let joins =
                matches!(letter, '\'' | '’' | '-' | '.' | '&' | '_' | '/' | '@') && next < end && self.letter(next).is_alphanumeric();
            if !joins && !letter.is_alphanumeric() {
                return at;
            }
            at = next;
        }
        end
    }

    /// Adds a word; where it goes on behind it.
    fn push_word(&mut self, range: Range<usize>, end: usize) -> usize {
        let word = &self.text[range.clone()];
        let mut next = range.end;
        let mut kind = Kind::Word;
        let mut text = word;
        if word.ends_with('s') {
            if let Some(bare) = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).filter(|bare| !bare.is_empty()) {
                (text, kind) = (bare, Kind::Possessive);
            } else if next < end {
                // The ’ of a plural: the officers’ report.
                let mark = self.letter(next);
                if matches!(mark, '\'' | '’') {
                    kind = Kind::Possessive;
                    next += mark.len_utf8();
                }
            }
        }
        if self.is_french && next < end && is_elided(text) {
            let mark = self.letter(next);
            if matches!(mark, '\'' | '’') {
                next += mark.len_utf8();
            }
        }
        let (flags, word) = self.lexicon.look_up(text);
        let place = (self.number, self.next_piece());
        if flags.any(Flags::CAPITAL) {
            self.into.capitals.push(place);
        }
        if let Some(word) = word {
            if flags.any(Flags::A) {
                self.into.ones.push(place);
            }
            if flags.any(Flags::ACCORDING) || word.verb.is_some_and(|verb| verb.reports_clause()) {
                self.into.cues.push(place);
            }
            if word.medium.is_some() {
                self.into.media.push(place);
            }
        }
        self.into.tokens.all.push(Token { text, start: short(range.start), end: short(range.end), kind, flags, word });
        next
    }
}

/// Whether a French word loses its vowel before another: l’, d’, qu’.
fn is_elided(word: &str) -> bool {
    matches!(
        word,
        "l" | "L" | "d" | "D" | "qu" | "Qu" | "n" | "N" | "s" | "S" | "c" | "C" | "j" | "J" | "m" | "M" | "t" | "T" | "lorsqu" | "puisqu"
    )
}

/// Whether a word is an abbreviation that a full stop belongs to.
fn is_abbreviation(word: &str) -> bool {
    const SHORT: [&str; 42] = [
        "Mr", "Mrs", "Ms", "Dr", "Sen", "Rep", "Gov", "Gen", "St", "Jan", "Feb", "Mar", "Apr", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec",
        "Inc", "Co", "Corp", "Ltd", "Lt", "Col", "Sgt", "Maj", "Capt", "Cmdr", "Adm", "Prof", "Rev", "Hon", "Jr", "Sr", "No", "vs", "Mt",
        "Ft", "Gov", "Messrs", "Supt",
    ];
    let is_initial = word.chars().count() == 1 && word.chars().all(|letter| letter.is_uppercase() && letter != 'I');
    (word.len() < 9 && SHORT.contains(&word)) || is_initial || (word.contains('.') && word.split('.').all(|part| part.chars().count() <= 1))
}

/// How far a sentence is followed in either direction, in pieces: no writer's is longer, and a text without full stops stays quick.
const LONGEST: usize = 250;

/// The sentence around a piece: from behind the full stop before it to the one behind it.
pub fn sentence(text: &str, tokens: &[Token<'_>], at: usize, spans: &[Span]) -> Range<usize> {
    let (first, last) = (at.saturating_sub(LONGEST), tokens.len().min(at + LONGEST));
    let start = (first..at).rev().find(|index| ends_sentence(text, tokens, *index, spans)).map_or(first, |index| index + 1);
    let end = (at..last).find(|index| ends_sentence(text, tokens, *index, spans)).map_or(last, |index| index + 1);
    start..end
}

/// How many pieces the place and the day at the beginning of a report have, at most.
const DATELINE: usize = 14;

/// Whether a report begins with its place: “NEW DELHI:”, “BERLIN, March 4 (dpa) —”, “Lagos (Reuters) -”.
fn is_dateline(tokens: &[Token<'_>]) -> bool {
    let Some(first) = tokens.first().filter(|first| first.is_capital()) else { return false };
    let is_agency = tokens.last().is_some_and(|last| last.is_mark(")"));
    let is_loud = |token: &Token<'_>| !token.text.contains(char::is_lowercase);
    if !(is_loud(first) && first.text.len() > 3 || is_agency) {
        return false;
    }
    // A name, a bracket, a day: no verb and nothing small.
    tokens.iter().all(|token| {
        !token.is_word() || token.is_capital() || token.text.starts_with(char::is_numeric) || is_agency && token.has(Flags::SMALL)
    }) || is_agency
        && tokens
            .iter()
            .position(|token| token.is_mark("("))
            .is_some_and(|open| tokens[..open].iter().all(|token| !token.is_word() || token.is_capital()))
}

/// Whether a sentence ends with a piece.
pub fn ends_sentence(text: &str, tokens: &[Token<'_>], at: usize, spans: &[Span]) -> bool {
    let token = &tokens[at];
    let next = tokens.get(at + 1);
    if token.is_word() {
        // The full stop of “4 a.m.” ends the sentence, too.
        return token.text.ends_with(".m.") && next.is_some_and(|next| next.is_quote() || (next.is_capital() && next.has(Flags::COMMON)));
    }
    let opens = || {
        next.is_none_or(|next| {
            next.is_capital() || matches!(next.kind, Kind::Quote(_)) || !next.is_word() || next.text.starts_with(char::is_numeric)
        })
    };
    match token.kind {
        Kind::Mark => (token.is_mark(".?!") && opens()) || (at < DATELINE && token.is_mark("—–-:") && is_dateline(&tokens[..at])),
        Kind::Quote(number) => {
            let inner = text[spans[number as usize].inner.clone()].trim_end();
            // A question can go on: “Why?” she asked. A full stop cannot.
            inner.ends_with(['.', '!', '?', '…']) && next.is_none_or(|next| next.is_capital() || matches!(next.kind, Kind::Quote(_)))
        }
        _ => false,
    }
}
