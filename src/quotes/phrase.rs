//! Noun phrases: whom the words beside a reporting verb name.

use std::ops::Range;

use super::{
    flags::Flags,
    lexicon::{Form, Role},
    names::{Is, Mention, Names},
    text::{Kind, Token},
};

/// Whom a noun phrase means, before it is looked for in the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meant {
    /// Somebody or something that is named, by the place in [`Names::all`].
    Named(usize),
    /// He, she or they.
    Pronoun(Pronoun),
    /// Somebody described, in the article's words.
    Described {
        /// The words, such as “an official from the ministry”.
        words: String,
        /// The noun.
        role: Role,
        /// Whether “the” or “this” says that the reader knows who is meant.
        is_known: bool,
    },
    /// A body without a name: “the agency”, “the Russian and Syrian defense ministries”.
    Body {
        /// The words.
        words: String,
        /// Whether nothing but the noun is there, so that it calls back a name.
        is_bare: bool,
    },
    /// A document that speaks: “the statement”.
    Document(String),
    /// A speaker who was found before.
    Speaker(super::memory::Voice),
}

/// A pronoun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pronoun {
    /// He.
    He,
    /// She.
    She,
    /// They.
    They,
    /// It.
    It,
}

impl Pronoun {
    /// What the word lists call it.
    pub fn flag(self) -> Flags {
        match self {
            Self::He => Flags::HE,
            Self::She => Flags::SHE,
            Self::They => Flags::THEY,
            Self::It => Flags::IT,
        }
    }
}

/// A paragraph with what is named in it.
pub struct Reading<'a> {
    /// Its pieces.
    pub tokens: &'a [Token<'a>],
    /// Its number.
    pub paragraph: usize,
    /// What the article names.
    pub names: &'a Names,
    /// The article's text.
    pub text: &'a str,
}

impl Reading<'_> {
    /// Whom a phrase means; nothing where it names nobody who could speak.
    pub fn meant(&self, range: Range<usize>) -> Option<Meant> {
        let range = self.trimmed(range);
        let tokens = &self.tokens[range.clone()];
        let first = tokens.first()?;
        if let Some(pronoun) = pronoun(first)
            && (tokens.len() <= 2
                || !tokens[1].is_word()
                || tokens[1].is_any(&["all", "both", "himself", "herself", "also", "later", "then"]))
        {
            return Some(Meant::Pronoun(pronoun));
        }
        // “At the time she”: what stands before the pronoun is an aside.
        if let Some(pronoun) = tokens.last().and_then(pronoun)
            && tokens.len() > 1
        {
            return Some(Meant::Pronoun(pronoun));
        }
        // The phrase's own words end where a preposition begins: “a spokesman | for Mr. Bell”.
        let head_end =
            tokens.iter().position(|token| token.has(Flags::PREPOSITION) || token.is_mark(",(")).map_or(range.end, |at| range.start + at);
        let head = range.start..head_end;
        let whole: Vec<&Mention> = self.names.within(self.paragraph, range.clone()).filter(|mention| mention.end <= range.end).collect();
        let usable = |mention: &&&Mention| {
            let last = &self.tokens[mention.end - 1];
            last.kind == Kind::Word || last.has(Flags::OWNER)
        };
        let is = |mention: &Mention| self.names.all[mention.who].is;
        let is_part_of_name = |index: usize| whole.iter().any(|mention| mention.start <= index && index < mention.end);
        let role_at = |index: &usize| {
            let token = &self.tokens[*index];
            token.role().filter(|_| !token.is_capital() || !is_part_of_name(*index))
        };
        // “The ambassador to Britain Liu Xiaoming”: a full name at the phrase's end, with no preposition before it.
        if let Some(last) = whole.last()
            && last.end == range.end
            && last.end - last.start > 1
            && last.start > range.start
            && self.names.all[last.who].is == Is::Person
            && self.tokens[last.end - 1].kind == Kind::Word
            && !self.tokens[last.start - 1].has(Flags::PREPOSITION)
            && !self.tokens[last.start - 1].is("and")
            && self.tokens[last.start - 1].is_word()
        {
            return Some(Meant::Named(last.who));
        }
        let in_head = |mention: &&&Mention| mention.start < head.end;
        let joined = tokens.iter().position(|token| token.is("and")).map(|at| range.start + at);
        let person = whole.iter().filter(usable).filter(in_head).filter(|mention| is(mention) == Is::Person).rfind(|mention| {
            joined.is_none_or(|and| mention.end <= and || !whole.iter().any(|other| other.end <= and && is(other) == Is::Person))
        });
        if let Some(person) = person {
            // “Smith’s lawyer”, “the Bell campaign”: a noun behind the name is what speaks.
            // “Bell and his team” is Bell, before all.
            let last = joined.filter(|and| *and >= person.end).unwrap_or(head.end);
            let noun = (person.end..last.min(head.end)).find(|index| role_at(index).is_some() || self.tokens[*index].has(Flags::BODY));
            if noun.is_none() {
                return Some(Meant::Named(person.who));
            }
        }
        // The noun of the phrase: the last one before a preposition.
        if let Some(index) = (head.start..head.end).rev().find(|index| self.tokens[*index].is_word() && role_at(index).is_some())
            && let Some(role) = role_at(&index)
        {
            let unknown = whole.iter().filter(usable).find(|mention| mention.start > index && mention.start < head.end);
            if let Some(mention) = unknown {
                return Some(Meant::Named(mention.who));
            }
            // “The senator”, “the Ohio senator”; “China's ambassador to Britain”.
            let is_owned = first.kind == Kind::Possessive && first.is_capital() && !role.is_plural && !role.stays_unnamed;
            let is_known = is_owned || (first.has(Flags::THE) && (range.len() <= 3 || (range.len() <= 5 && head.end == range.end)));
            return Some(Meant::Described { words: self.words(range), role, is_known });
        }
        let word = |flag: Flags| {
            (head.start..head.end).rev().find(|index| {
                let token = &self.tokens[*index];
                token.kind == Kind::Word && token.has(flag) && !(token.is_capital() && is_part_of_name(*index))
            })
        };
        let named = whole.iter().filter(usable).rfind(in_head);
        if let Some(index) = word(Flags::BODY)
            && named.is_none_or(|mention| mention.end <= index)
        {
            // “Ann Bell’s agency” is as bare as “the agency”.
            let is_bare = range.len() <= 2 || (range.len() <= 4 && self.tokens[index - 1].kind == Kind::Possessive);
            return Some(Meant::Body { words: self.words(head.start..head.end.max(index + 1)), is_bare });
        }
        if let Some(index) = word(Flags::DOCUMENT)
            && named.is_none_or(|mention| mention.end <= index)
        {
            // “The council's statement” is the council's.
            let owner = whole.iter().find(|mention| mention.end == index && self.tokens[mention.end - 1].kind == Kind::Possessive);
            if let Some(owner) = owner.filter(|_| self.tokens[index].is_any(&["statement", "tweet", "post", "letter", "email", "memo"])) {
                return Some(Meant::Named(owner.who));
            }
            return Some(Meant::Document(self.words(range)));
        }
        if let Some(mention) = named {
            return Some(Meant::Named(mention.who));
        }
        None
    }

    /// A phrase without what is not its own: conjunctions and adverbs before it, auxiliaries behind it.
    fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let (mut start, mut end) = (range.start, range.end.min(self.tokens.len()));
        let drops = |token: &Token<'_>| !token.is_word() || token.has(Flags::LINKING | Flags::ADVERB);
        while start < end && drops(&self.tokens[start]) {
            start += 1;
        }
        while end > start && (drops(&self.tokens[end - 1]) || is_auxiliary(&self.tokens[end - 1])) {
            end -= 1;
        }
        start..end
    }

    /// The words of a phrase as they stand.
    pub fn words(&self, range: Range<usize>) -> String {
        if range.is_empty() {
            return String::new();
        }
        let bytes = self.tokens[range.start].start()..self.tokens[range.end - 1].end();
        self.text[bytes].split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Whether a word only helps a verb, or stands between a subject and its verb.
pub fn is_auxiliary(token: &Token<'_>) -> bool {
    token.has(Flags::AUXILIARY | Flags::ADVERB)
}

/// The pronoun that a word is.
pub fn pronoun(token: &Token<'_>) -> Option<Pronoun> {
    if !token.has(Flags::HE | Flags::SHE | Flags::THEY | Flags::IT) {
        None
    } else if token.has(Flags::HE) {
        Some(Pronoun::He)
    } else if token.has(Flags::SHE) {
        Some(Pronoun::She)
    } else if token.has(Flags::THEY) {
        Some(Pronoun::They)
    } else {
        Some(Pronoun::It)
    }
}

/// The place of the verb that reports, among pieces that are words; a name that looks like a verb is none.
pub fn is_reporting(tokens: &[Token<'_>], at: usize) -> bool {
    let token = &tokens[at];
    let Some(verb) = token.verb().filter(|_| token.kind == Kind::Word && !token.is_capital()) else { return false };
    // “As she put it”, and nothing else that is put.
    if verb.lemma == "put" && !tokens.get(at + 1).is_some_and(|next| next.is("it")) {
        return false;
    }
    let Some(before) = at.checked_sub(1).map(|index| &tokens[index]) else { return true };
    // “The report”, “his claim”, “to say”, “of alleged victims” are no reporting; “that claimed” is.
    let is_noun = before.has(Flags::BEFORE_NOUN | Flags::THE | Flags::A | Flags::WHOSE | Flags::TO) || before.kind == Kind::Possessive;
    !is_noun || (before.has(Flags::THAT) && matches!(verb.form, Form::Past | Form::Ing))
}
