//! What a reader thinks of a source, kept with the reader's notes.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Extra, Slug, SourceId};

/// A reader's answers to the five questions about one source of one article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Evaluation {
    /// The article.
    pub article: Slug,
    /// Its source.
    pub source: SourceId,
    /// What was answered so far.
    pub answers: BTreeMap<Question, Answer>,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The five questions by which a source is weighed; their first letters make IMVAIN.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Question {
    /// Does it stand apart from those it speaks about?
    Independent,
    /// Do others say the same?
    Multiple,
    /// Does it show how it knows?
    Verifies,
    /// Is it in a place to know?
    Authoritative,
    /// Does it stand by its words with its name?
    Named,
}

/// An answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Answer {
    /// Yes.
    Yes,
    /// No.
    No,
    /// The article does not tell.
    Unclear,
}

impl Question {
    /// Every question in order.
    pub const ALL: [Self; 5] = [Self::Independent, Self::Multiple, Self::Verifies, Self::Authoritative, Self::Named];

    /// Its name.
    pub fn word(self) -> &'static str {
        match self {
            Self::Independent => "Independent",
            Self::Multiple => "Multiple",
            Self::Verifies => "Verifies",
            Self::Authoritative => "Authoritative",
            Self::Named => "Named",
        }
    }

    /// The question.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Independent => "Does it stand apart from those it speaks about?",
            Self::Multiple => "Do others say the same?",
            Self::Verifies => "Does it show how it knows?",
            Self::Authoritative => "Is it in a place to know?",
            Self::Named => "Does it stand by its words with its name?",
        }
    }
}

impl Answer {
    /// Every answer in order.
    pub const ALL: [Self; 3] = [Self::Yes, Self::No, Self::Unclear];
}
