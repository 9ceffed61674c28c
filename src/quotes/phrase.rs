//! Noun phrases: whom the words beside a reporting verb name.

use std::ops::Range;

use super::{
    flags::Flags,
    language::Language,
    lexicon::{Form, Gender, Role},
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
    /// None: a verb without its subject, as Spanish has it.
    Left,
}

impl Pronoun {
    /// What the word lists call it.
    pub fn flag(self) -> Flags {
        match self {
            Self::He => Flags::HE,
            Self::She => Flags::SHE,
            Self::They => Flags::THEY,
            Self::It => Flags::IT,
            Self::Left => Flags::default(),
        }
    }
}

/// What is written by whoever it belongs to.
pub const WRITINGS: [&str; 13] =
    ["statement", "tweet", "post", "letter", "email", "memo", "message", "book", "memoir", "column", "op-ed", "essay", "autobiography"];

/// Words that count persons where nothing stands behind them.
const QUANTITIES: [&str; 8] = ["many", "some", "several", "few", "others", "percent", "couple", "pair"];

/// Somebody of whom nothing is said: another, one of them.
const SOMEBODY: Role =
    Role { name: "somebody", wider: None, gender: Gender::Either, stays_unnamed: true, is_plural: false, is_people: false };

/// Somebody called by an age: the 34-year-old.
const AGED: Role = Role { name: "-year-old", stays_unnamed: false, ..SOMEBODY };

/// Somebody called by a noun that no list has: the dressmaker.
pub const CALLED: Role = Role { name: "-er", ..SOMEBODY };

/// Whether words mean somebody without saying anything of them.
fn is_somebody(head: &[Token<'_>]) -> bool {
    const ALONE: [&str; 9] = ["one", "another", "others", "someone", "somebody", "everyone", "everybody", "two", "three"];
    const COUNTED: [&str; 6] = ["second", "third", "fourth", "fifth", "sixth", "few"];
    match head {
        [only] => only.is_any(&ALONE),
        [first, second] => first.has(Flags::A) && second.is_any(&COUNTED),
        _ => false,
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
        if is_somebody(&self.tokens[head.clone()]) {
            return Some(Meant::Described { words: self.words(range), role: SOMEBODY, is_known: false });
        }
        let whole: Vec<&Mention> = self.names.within(self.paragraph, range.clone()).filter(|mention| mention.end <= range.end).collect();
        let usable = |mention: &&&Mention| {
            let last = &self.tokens[mention.end - 1];
            last.kind == Kind::Word || last.has(Flags::OWNER)
        };
        let is = |mention: &Mention| self.names.all[mention.who].is;
        let is_part_of_name = |index: usize| whole.iter().any(|mention| mention.start <= index && index < mention.end);
        // “The Ohio Republican”, “the Prime Minister”: capital, and no name.
        let is_called = |index: usize| {
            index + 1 == head.end
                && first.has(Flags::THE)
                && range.len() <= 3
                && !whole.iter().any(|mention| mention.start <= index && index < mention.end && is(mention) == Is::Person)
        };
        let role_at = |index: &usize| {
            let token = &self.tokens[*index];
            token.role().filter(|role| {
                // “A few blocks away” is nobody.
                if QUANTITIES.contains(&role.name) && *index + 1 != head.end {
                    return false;
                }
                if role.is_people && !role.is_plural {
                    is_called(*index)
                } else {
                    !token.is_capital() || !is_part_of_name(*index) || is_called(*index)
                }
            })
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
            // “Ein Sprecher der Polizei” is no name behind an office.
            let is_of = self.tokens.get(index + 1).is_some_and(|next| next.has(Flags::THE));
            if let Some(mention) = unknown.filter(|_| !is_of) {
                return Some(Meant::Named(mention.who));
            }
            // “The senator”, “the Ohio senator”; “China's ambassador to Britain”.
            let is_owned = first.kind == Kind::Possessive && first.is_capital() && !role.is_plural && !role.stays_unnamed;
            let is_known = is_owned || (first.has(Flags::THE) && (range.len() <= 3 || (range.len() <= 5 && head.end == range.end)));
            return Some(Meant::Described { words: self.words(range), role, is_known });
        }
        if let Some(described) = self.described_last(&range, &head, first) {
            return Some(described);
        }
        // “The 34-year-old” is whoever the text is about.
        if head_end == range.end && self.tokens[range.end - 1].text.ends_with("-year-old") {
            let is_known = first.has(Flags::THE);
            return Some(Meant::Described { words: self.words(range), role: AGED, is_known });
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
            let is_owned = range.len() <= 4 && index > range.start && self.tokens[index - 1].kind == Kind::Possessive;
            // “Two charities”, “a company” call nobody back.
            let is_bare = is_owned || range.len() == 1 || (range.len() == 2 && first.has(Flags::THE | Flags::WHOSE));
            // “Le ministère des Transports”, “the ministry of transport”: what it is the ministry of is part of its name.
            let of = self.tokens.get(index + 1).filter(|of| index + 1 == head.end && of.is_any(&["of", "de", "des", "du", "d"]));
            let end = of.map_or(index + 1, |_| {
                let behind = (index + 2..range.end)
                    .take_while(|at| self.tokens[*at].is_word() && !self.tokens[*at].has(Flags::AUXILIARY | Flags::CLAUSE));
                behind.take(5).last().map_or(index + 1, |last| last + 1)
            });
            let is_bare = is_bare && end == index + 1;
            return Some(Meant::Body { words: self.words(head.start..head.end.max(end)), is_bare });
        }
        if let Some(index) = word(Flags::DOCUMENT)
            && named.is_none_or(|mention| mention.end <= index)
        {
            // “The council's statement” is the council's.
            let owner = whole.iter().find(|mention| mention.end == index && self.tokens[mention.end - 1].kind == Kind::Possessive);
            // So is “a statement from the council”.
            let from = self.tokens.get(index + 1).is_some_and(|next| next.is_any(&["from", "by"])).then_some(index + 2);
            let sender = from.and_then(|from| whole.iter().find(|mention| mention.start <= from + 1 && mention.start >= from));
            if let Some(owner) = owner.or(sender).filter(|_| self.tokens[index].is_any(&WRITINGS))
                && is(owner) != Is::Place
            {
                return Some(Meant::Named(owner.who));
            }
            // “The council, whose own report says”
            let own = tokens.iter().position(|token| !token.is_any(&["whose", "own"])).unwrap_or(0);
            return Some(Meant::Document(self.words(range.start + own..range.end)));
        }
        // “A Leitrim publican”: the noun speaks, and not the place before it.
        let is_new = first.has(Flags::A) && !first.has(Flags::THE);
        if head.len() > 1
            && let noun = &self.tokens[head.end - 1]
            && named.is_none_or(|mention| mention.end < head.end)
            && (is_new || first.has(Flags::THE))
            && self.is_plain_noun(noun)
            && (is_person_noun(noun.text, self.names.language) || (is_new && !is_thing(noun.text)))
        {
            let role = if is_new { SOMEBODY } else { CALLED };
            return Some(Meant::Described { words: self.words(range), role, is_known: !is_new });
        }
        if let Some(mention) = named {
            return Some(Meant::Named(mention.who));
        }
        None
    }

    /// “A Department for Schools spokesman”: whoever is called so at the end of a phrase that begins with a name.
    fn described_last(&self, range: &Range<usize>, head: &Range<usize>, first: &Token<'_>) -> Option<Meant> {
        let last = range.end - 1;
        if head.end >= last || !first.has(Flags::A | Flags::THE) {
            return None;
        }
        let token = &self.tokens[last];
        let role = token.role().filter(|_| token.kind == Kind::Word && !token.is_capital())?;
        let between = &self.tokens[range.start + 1..last];
        let is_name = between.iter().all(|token| token.is_capital() || token.has(Flags::PREPOSITION | Flags::AND | Flags::THE));
        let is_near = self.tokens[last - 1].is_capital();
        (is_name && is_near).then(|| Meant::Described {
            words: self.words(range.clone()),
            role,
            is_known: first.has(Flags::THE) && !first.has(Flags::A),
        })
    }

    /// Whether a word could be a noun that no list has.
    fn is_plain_noun(&self, token: &Token<'_>) -> bool {
        let other = Flags::COMMON
            | Flags::FINITE
            | Flags::AUXILIARY
            | Flags::ADVERB
            | Flags::REPORT
            | Flags::PAST
            | Flags::ENDS_PAST
            | Flags::OBJECT
            | Flags::LINKING
            | Flags::DOCUMENT
            | Flags::BODY;
        token.kind == Kind::Word
            && !token.is_capital()
            && !token.has(other)
            && token.verb().is_none()
            && token.text.len() > 3
            && token.text.chars().all(|letter| letter.is_alphabetic() || letter == '-')
    }

    /// The noun right before “who”, where it means persons: “hit back at trolls who said …”.
    pub fn antecedent(&self, from: usize, end: usize) -> Option<Meant> {
        let ends = |token: &Token<'_>| {
            !token.is_word() || token.has(Flags::PREPOSITION | Flags::AUXILIARY | Flags::CLAUSE | Flags::AND) || token.verb().is_some()
        };
        let start = (from..end).rev().find(|index| ends(&self.tokens[*index])).map_or(from, |index| index + 1);
        let noun = self.tokens.get(end.checked_sub(1)?)?;
        if start >= end || noun.is_capital() {
            return None;
        }
        match self.meant(start..end) {
            Some(found @ Meant::Described { .. }) => Some(found),
            None if self.is_plain_noun(noun) && noun.text.ends_with('s') && !is_thing(noun.text) => {
                let role = Role { is_plural: true, ..SOMEBODY };
                Some(Meant::Described { words: self.words(start..end), role, is_known: false })
            }
            _ => None,
        }
    }

    /// A phrase without what is not its own: conjunctions and adverbs before it, auxiliaries behind it.
    fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let (mut start, mut end) = (range.start, range.end.min(self.tokens.len()));
        let drops = |token: &Token<'_>| !token.is_word() || token.has(Flags::LINKING | Flags::ADVERB) || is_time(token.text);
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
        spaced(&self.text[self.tokens[range.start].start()..self.tokens[range.end - 1].end()])
    }
}

/// Whether a word is a time of the day: 14.52, 9.30am.
fn is_time(word: &str) -> bool {
    let Some((hours, minutes)) = word.split_once(['.', 'h']) else { return false };
    let is_number = |part: &str| !part.is_empty() && part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    is_number(hours) && minutes.get(..2).is_some_and(is_number) && matches!(&minutes[2..], "" | "am" | "pm")
}

/// Whether a noun that no list has is by its ending what people are called.
fn is_person_noun(noun: &str, language: Language) -> bool {
    let endings: &[&str] = match language {
        Language::English => &[
            "man", "woman", "person", "ist", "eer", "ician", "keeper", "maker", "worker", "owner", "driver", "player", "holder", "goer",
            "dweller", "teller", "seeker", "lover", "fighter", "hunter", "trainer", "dealer", "grower", "breeder", "planner", "dresser",
            "smith", "monger",
        ],
        Language::Spanish => &["dor", "dora", "ista", "ero", "era", "ante", "ólogo", "óloga"],
        Language::French => &["eur", "euse", "trice", "iste", "ier", "ière", "ien", "ienne", "ologue"],
        Language::German => &[],
    };
    endings.iter().any(|ending| noun.len() > ending.len() + 1 && noun.ends_with(ending))
}

/// Whether a noun is by its ending, or as a common one, no person.
fn is_thing(noun: &str) -> bool {
    const ENDINGS: [&str; 26] = [
        "tion", "tions", "sion", "sions", "ment", "ments", "ing", "ings", "ity", "ities", "ness", "ism", "ship", "ships", "ance", "ence",
        "ure", "ures", "age", "ages", "graph", "gram", "cast", "line", "lines", "book",
    ];
    const COMMON: [&str; 30] = [
        "word", "words", "term", "terms", "phrase", "name", "names", "year", "years", "month", "week", "time", "place", "thing", "things",
        "part", "kind", "sort", "number", "deal", "plan", "plans", "idea", "ideas", "rule", "rules", "fact", "facts", "result", "results",
    ];
    ENDINGS.iter().any(|ending| noun.ends_with(ending)) || COMMON.contains(&noun)
}

/// Words with one space between them.
pub fn spaced(words: &str) -> String {
    let is_so =
        !words.bytes().zip(words.bytes().skip(1)).any(|(one, next)| !next.is_ascii() || next < b' ' || (one == b' ' && next == b' '));
    if is_so { words.to_owned() } else { words.split_whitespace().collect::<Vec<_>>().join(" ") }
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

/// Verbs whose present looks like the plural of a noun.
const NOUNS: [&str; 15] = [
    "hit", "call", "claim", "report", "note", "comment", "remark", "quote", "tweet", "post", "cry", "scream", "joke", "record", "question",
];

/// The place of the verb that reports, among pieces that are words; a name that looks like a verb is none.
pub fn is_reporting(tokens: &[Token<'_>], at: usize) -> bool {
    let token = &tokens[at];
    let Some(verb) = token.verb().filter(|_| token.kind == Kind::Word) else { return false };
    // “Says Bell, “…””; every other capital is a noun or a name.
    if token.is_capital() {
        return verb.lemma == "say" && verb.form != Form::Base && (at == 0 || tokens[at - 1].is_quote() || tokens[at - 1].is_mark(".?!"));
    }
    // “As she put it”, and nothing else that is put.
    if verb.lemma == "put" && !tokens.get(at + 1).is_some_and(|next| next.is("it")) {
        return false;
    }
    let Some(before) = at.checked_sub(1).map(|index| &tokens[index]) else { return true };
    // “The report”, “his claim”, “to say”, “of alleged victims” are no reporting; “that claimed” is.
    // “One called it”, “another said”: only “a” and “an” need a noun behind them.
    let is_somebody = before.has(Flags::A) && !before.is_any(&["a", "an"]) && matches!(verb.form, Form::Past | Form::Present);
    let is_noun = before.has(Flags::BEFORE_NOUN | Flags::THE | Flags::A | Flags::WHOSE | Flags::TO) || before.kind == Kind::Possessive;
    // “The old hits”, “her early calls”.
    let is_plural = verb.form == Form::Present
        && NOUNS.contains(&verb.lemma)
        && at > 1
        && (tokens[at - 2].has(Flags::THE | Flags::A | Flags::WHOSE) || tokens[at - 2].kind == Kind::Possessive)
        && !before.is_capital()
        && !before.has(Flags::BODY | Flags::DOCUMENT | Flags::ADVERB)
        && before.role().is_none();
    !is_plural && (!is_noun || is_somebody || (before.has(Flags::THAT) && verb.form == Form::Past) || led(tokens, at).is_some())
}

/// Where a verb begins that only leads to the one that reports: “used to | say”, “went on to | say”.
pub fn led(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    const LEAD: [&str; 9] = ["used", "likes", "liked", "loves", "loved", "continued", "continues", "began", "begins"];
    if at < 2 || !tokens[at - 1].has(Flags::TO) || !tokens[at].verb().is_some_and(|verb| matches!(verb.form, Form::Base | Form::Past)) {
        return None;
    }
    let before = &tokens[at - 2];
    if before.is_any(&LEAD) {
        return Some(at - 2);
    }
    (at > 2 && before.is("on") && tokens[at - 3].is_any(&["went", "goes", "go", "gone"])).then_some(at - 3)
}
