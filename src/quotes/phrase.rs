//! Noun phrases: whom the words beside a reporting verb name.

use std::ops::Range;

use super::{
    lexicon::{Lexicon, lower},
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
        /// The noun, in the singular.
        role: &'static str,
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
    Speaker(crate::model::SpeakerId),
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

const PREPOSITIONS: [&str; 22] = [
    "of", "for", "at", "from", "in", "with", "by", "to", "on", "about", "against", "inside", "into", "near", "within", "between", "among",
    "across", "during", "without", "outside", "behind",
];

/// Words that open an aside before or behind a clause.
pub const PREPOSITIONS_OF_TIME: [&str; 33] = [
    "in",
    "on",
    "at",
    "after",
    "before",
    "when",
    "while",
    "as",
    "during",
    "for",
    "with",
    "since",
    "if",
    "although",
    "though",
    "despite",
    "because",
    "by",
    "from",
    "under",
    "among",
    "according",
    "like",
    "unlike",
    "amid",
    "following",
    "to",
    "who",
    "which",
    "whose",
    "whom",
    "where",
    "via",
];

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
        let lexicon = Lexicon::get();
        // The phrase's own words end where a preposition begins: “a spokesman | for Mr. Bell”.
        let head_end =
            tokens.iter().position(|token| token.is_any(&PREPOSITIONS) || token.is_mark(",(")).map_or(range.end, |at| range.start + at);
        let head = range.start..head_end;
        let whole: Vec<&Mention> = self.names.within(self.paragraph, range.clone()).filter(|mention| mention.end <= range.end).collect();
        let usable = |mention: &&&Mention| self.tokens[mention.end - 1].kind == Kind::Word;
        let is = |mention: &Mention| self.names.all[mention.who].is;
        let is_part_of_name = |index: usize| whole.iter().any(|mention| mention.start <= index && index < mention.end);
        let role_at = |index: &usize| {
            let word = self.tokens[*index].text;
            let role = lexicon.roles.get(&*lower(word)).copied();
            role.filter(|_| word.starts_with(char::is_lowercase) || !is_part_of_name(*index))
        };
        // “The ambassador to Britain Liu Xiaoming”: a full name at the phrase's end, with no preposition before it.
        if let Some(last) = whole.last()
            && last.end == range.end
            && last.end - last.start > 1
            && last.start > range.start
            && self.names.all[last.who].is == Is::Person
            && self.tokens[last.end - 1].kind == Kind::Word
            && !self.tokens[last.start - 1].is_any(&PREPOSITIONS)
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
            let noun = (person.end..head.end)
                .find(|index| role_at(index).is_some() || lexicon.organization_words.contains(self.tokens[*index].text));
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
            let is_known = first.is_any(&["the", "this", "that", "these", "those"]) && range.len() <= 3;
            return Some(Meant::Described { words: self.words(range), role, is_known });
        }
        let word = |set: &rustc_hash::FxHashSet<&'static str>| {
            (head.start..head.end).rev().find(|index| self.tokens[*index].is_word() && set.contains(&*lower(self.tokens[*index].text)))
        };
        let named = whole.iter().filter(usable).rfind(in_head);
        if let Some(index) = word(&lexicon.organization_words)
            && named.is_none_or(|mention| mention.end <= index)
        {
            // “Ann Bell’s agency” is as bare as “the agency”.
            let is_bare = range.len() <= 2 || (range.len() <= 4 && self.tokens[index - 1].kind == Kind::Possessive);
            return Some(Meant::Body { words: self.words(head.start..head.end.max(index + 1)), is_bare });
        }
        if let Some(index) = word(&lexicon.documents)
            && named.is_none_or(|mention| mention.end <= index)
        {
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
        let drops = |token: &Token<'_>| {
            !token.is_word()
                || token.is_any(&[
                    "and",
                    "but",
                    "so",
                    "then",
                    "as",
                    "that",
                    "when",
                    "while",
                    "still",
                    "instead",
                    "meanwhile",
                    "however",
                    "also",
                    "now",
                    "yet",
                    "because",
                    "if",
                    "where",
                    "who",
                    "which",
                    "although",
                    "though",
                    "since",
                    "for",
                    "to",
                    "only",
                    "even",
                    "or",
                    "nor",
                    "both",
                ])
                || (token.text.ends_with("ly") && token.text.starts_with(char::is_lowercase) && token.text.len() > 4)
        };
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
        let bytes = self.tokens[range.start].range.start..self.tokens[range.end - 1].range.end;
        self.text[bytes].split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Whether a word only helps a verb, or stands between a subject and its verb.
pub fn is_auxiliary(token: &Token<'_>) -> bool {
    token.is_any(&[
        "has",
        "have",
        "had",
        "was",
        "were",
        "is",
        "are",
        "be",
        "been",
        "being",
        "would",
        "will",
        "could",
        "can",
        "did",
        "does",
        "do",
        "may",
        "might",
        "must",
        "should",
        "not",
        "never",
        "also",
        "later",
        "then",
        "once",
        "previously",
        "again",
        "often",
        "further",
        "even",
        "just",
        "himself",
        "herself",
        "reportedly",
        "allegedly",
        "famously",
        "already",
        "still",
        "now",
        "recently",
        "soon",
        "simply",
        "all",
        "both",
    ]) || (token.is_word() && token.text.ends_with("ly") && token.text.starts_with(char::is_lowercase) && token.text.len() > 4)
}

/// The pronoun that a word is.
pub fn pronoun(token: &Token<'_>) -> Option<Pronoun> {
    [("he", Pronoun::He), ("she", Pronoun::She), ("they", Pronoun::They), ("it", Pronoun::It)]
        .into_iter()
        .find(|(word, _)| token.is(word))
        .map(|(_, pronoun)| pronoun)
}

/// The place of the verb that reports, among pieces that are words; a name that looks like a verb is none.
pub fn is_reporting(tokens: &[Token<'_>], at: usize) -> bool {
    let token = &tokens[at];
    if token.kind != Kind::Word || token.verb.is_none() {
        return false;
    }
    // “As she put it”, and nothing else that is put.
    if token.is_any(&["put", "puts", "putting"]) && !tokens.get(at + 1).is_some_and(|next| next.is("it")) {
        return false;
    }
    let before = at.checked_sub(1).map(|index| &tokens[index]);
    // “The report”, “his claim”, “to say” are no reporting; neither is a capitalised word.
    let is_noun = before.is_some_and(|before| {
        before.is_any(&[
            "the", "a", "an", "his", "her", "their", "its", "this", "that", "no", "any", "of", "my", "our", "your", "these", "those", "to",
            "'s",
        ]) || before.kind == Kind::Possessive
    });
    let past = token.text.ends_with("ed")
        || token.text.ends_with("id")
        || token.text.ends_with("ing")
        || token.verb.is_none_or(|verb| verb.lemma != token.text);
    (!is_noun
        || (past && !before.is_some_and(|before| before.is_any(&["a", "an", "the", "his", "her", "their", "its", "my", "our", "to"]))))
        && !token.is_capital()
}
