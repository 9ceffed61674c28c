//! What the word lists say about a word, as one number: asked of every word of an article, many times.

use std::ops::{BitOr, BitOrAssign};

/// A set of things that a word can be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags(u64);

/// Names every flag once: its constant, and the word for it in `function-words.LANGUAGE.tsv`.
macro_rules! flags {
    ($($(#[$doc:meta])* $name:ident = $word:literal),* $(,)?) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Place { $($name),* }

        impl Flags {
            $($(#[$doc])* pub const $name: Self = Self(1 << Place::$name as u64);)*

            /// The flag that a word in a table stands for.
            pub fn named(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$name),)*
                    _ => None,
                }
            }
        }
    };
}

flags! {
    /// The, this, those: the reader knows who is meant.
    THE = "the",
    /// A, one, another: somebody new.
    A = "a",
    /// His, her, their.
    WHOSE = "whose",
    /// He.
    HE = "he",
    /// She.
    SHE = "she",
    /// They.
    THEY = "they",
    /// It.
    IT = "it",
    /// And, but, or, then: the subject goes on.
    AND = "and",
    /// Helps a verb, or stands between a subject and its verb.
    AUXILIARY = "auxiliary",
    /// An auxiliary that makes a clause.
    FINITE = "finite",
    /// A common verb in the past whose form does not show it.
    PAST = "past",
    /// Ends a noun phrase’s own words: of, for, at.
    PREPOSITION = "preposition",
    /// Opens an aside before or behind a clause.
    ASIDE = "aside",
    /// Begins a clause.
    CLAUSE = "clause",
    /// Belongs to no noun phrase at its beginning.
    LINKING = "linking",
    /// Ends the subject behind a verb.
    BEHIND = "behind",
    /// What a verb has behind it that is not its subject.
    OBJECT = "object",
    /// Never part of a name, however it is written.
    COMMON = "common",
    /// That, as it opens what somebody says.
    THAT = "that",
    /// Who, as it goes on about a name.
    WHO = "who",
    /// According to.
    ACCORDING = "according",
    /// By, in the passive.
    BY = "by",
    /// To, behind which a verb is only its bare form.
    TO = "to",
    /// Can be inside a name between two capitals: of, de, von.
    SMALL = "small",
    /// Leads to a medium: in a letter, on Twitter.
    LEADS = "leads",
    /// Stands with a noun, so that a word behind it is no verb.
    BEFORE_NOUN = "noun",
    /// Begins with a capital letter.
    CAPITAL = "-capital",
    /// More than one letter, all capitals.
    ACRONYM = "-acronym",
    /// A given name.
    GIVEN = "-given",
    /// A family name that comes first: Xi, Kim.
    FAMILY = "-family",
    /// Whom “he” can mean.
    MALE = "-male",
    /// Whom “she” can mean.
    FEMALE = "-female",
    /// A word of an office before a name.
    TITLE = "-title",
    /// A country, state or city.
    PLACE = "-place",
    /// The last word of a place’s name.
    PLACE_LAST = "-place-last",
    /// The first word of a place’s name.
    PLACE_FIRST = "-place-first",
    /// Makes a name an organization’s.
    BODY_NAME = "-body-name",
    /// No person’s name begins with it.
    NO_FIRST = "-no-first",
    /// Stands in the possessive inside a body’s name, or is one: the People’s Daily, Lloyd’s.
    OWNER = "-owner",
    /// Calls an organization back.
    BODY = "-body",
    /// Stands for itself, and calls no name back: the police, the government.
    INSTITUTION = "-institution",
    /// A document that speaks.
    DOCUMENT = "-document",
    /// An adverb by its ending.
    ADVERB = "-adverb",
    /// In lower case, and ends like a past tense.
    ENDS_PAST = "-ends-past",
    /// A noun that reports: claim, statement.
    REPORT = "report",
}

impl Flags {
    /// Whether it has one of these.
    #[inline]
    pub fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }
}

impl BitOr for Flags {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for Flags {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

impl Flags {
    /// Both, where it stands in a constant.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}
