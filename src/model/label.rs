//! Words of an article that judge or hedge.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Extra, Passage, Provenance, SpeakerId};

/// A word such as “baselessly”, shown as wording, never as a verdict.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Label {
    /// What the word does.
    pub kind: LabelKind,
    /// Where it stands.
    pub passage: Passage,
    /// Whose word it is, where it stands inside a quotation; the outlet's own otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spoken_by_character: Option<SpeakerId>,
    /// How it was found.
    #[serde(flatten)]
    pub provenance: Provenance,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What a labelled word does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum LabelKind {
    /// It judges what it stands with: “baselessly”, “unfounded”.
    #[default]
    Judging,
    /// It keeps a distance: “reportedly”, “so-called”.
    Hedge,
}

impl LabelKind {
    /// The word for it, in lower case.
    pub fn word(self) -> &'static str {
        match self {
            Self::Judging => "judging",
            Self::Hedge => "hedge",
        }
    }
}
