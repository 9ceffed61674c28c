//! Words in an article that are somebody's.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Extra, Passage, Provenance, QuotationId, SpeakerId};

/// Words in an article that are somebody's (schema.org Quotation).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Quotation {
    /// Names it within its article.
    #[serde(rename = "@id", alias = "id")]
    pub id: QuotationId,
    /// How the words are given.
    pub kind: QuotationKind,
    /// Where the words stand; more than one where the quotation is interrupted (“…,” she said, “…”).
    #[serde(rename = "passage")]
    #[schemars(length(min = 1))]
    pub passages: Vec<Passage>,
    /// Other places of the article that repeat these words, such as the standfirst.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub occurrences: Vec<Passage>,
    /// Who said or wrote them; nobody where the article does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spoken_by_character: Option<SpeakerId>,
    /// The verb or phrase that attributes, such as “said” or “according to”.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cue: Option<String>,
    /// How it was said or written, where the article says so: `Twitter`, `statement`, `interview`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub medium: Option<String>,
    /// Who relayed the words, where the article says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<String>,
    /// How it was found.
    #[serde(flatten)]
    pub provenance: Provenance,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// How somebody's words are given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum QuotationKind {
    /// Whole sentences or clauses inside marks.
    #[default]
    Direct,
    /// A fragment inside marks, in the reporter's own sentence.
    Partial,
    /// Somebody's words retold without marks.
    Indirect,
    /// Marks that distance or name a term; nobody in particular is quoted.
    Scare,
    /// A title, a slogan, a nickname, a word as a word.
    Title,
}

impl QuotationKind {
    /// Every kind, in the order lists show them.
    pub const ALL: [Self; 5] = [Self::Direct, Self::Partial, Self::Indirect, Self::Scare, Self::Title];

    /// The word for it, in lower case.
    pub fn word(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Partial => "partial",
            Self::Indirect => "indirect",
            Self::Scare => "scare",
            Self::Title => "title",
        }
    }

    /// Whether these are words that somebody said, and not a term or a title.
    pub fn is_speech(self) -> bool {
        matches!(self, Self::Direct | Self::Partial | Self::Indirect)
    }
}

impl Quotation {
    /// The words, interruptions left out and shown as an ellipsis.
    pub fn text(&self) -> String {
        self.passages.iter().map(|passage| passage.exact.as_str()).collect::<Vec<_>>().join(" … ")
    }

    /// How many words are quoted.
    pub fn word_count(&self) -> usize {
        self.passages.iter().map(|passage| passage.exact.split_whitespace().count()).sum()
    }
}
