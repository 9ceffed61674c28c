//! What an article rests on.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Extra, Passage, Provenance, PublicationDate, SourceId, SpeakerId};

/// A document, a post, a report or a person that an article rests on (schema.org citation).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Source {
    /// Names it within its article.
    #[serde(rename = "@id", alias = "id")]
    pub id: SourceId,
    /// What it is.
    pub kind: SourceKind,
    /// What to call it, such as “statement of 12 November”.
    pub name: String,
    /// Whose it is, where that is one of the archive's speakers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<SpeakerId>,
    /// Whether it was there itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank: Option<SourceRank>,
    /// Whether it stands by its words with its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standing: Option<Standing>,
    /// Its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Its date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_published: Option<PublicationDate>,
    /// Where the article speaks of it.
    #[serde(default, rename = "passage", skip_serializing_if = "Vec::is_empty")]
    pub passages: Vec<Passage>,
    /// How it was found.
    #[serde(flatten)]
    pub provenance: Provenance,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What a source is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum SourceKind {
    /// Somebody who told the outlet.
    #[default]
    Person,
    /// A body that speaks as one.
    Organization,
    /// A report, a letter, a court record, a statement in writing.
    Document,
    /// A post of a social network.
    Post,
    /// Another outlet's report.
    Outlet,
}

impl SourceKind {
    /// The word for it, in lower case.
    pub fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Document => "document",
            Self::Post => "post",
            Self::Outlet => "outlet",
        }
    }
}

/// How near a source is to what it tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum SourceRank {
    /// It speaks for itself: who was there, the document itself, the post itself.
    Primary,
    /// It tells what others said or saw.
    Secondary,
}

impl SourceRank {
    /// The word for it, in lower case.
    pub fn word(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Secondary => "secondary",
        }
    }
}

/// Under which name a source speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Standing {
    /// With its name.
    OnRecord,
    /// Described, by agreement: “on background”.
    OnBackground,
    /// Without a name.
    Anonymous,
}

impl Standing {
    /// The words for it, in lower case.
    pub fn word(self) -> &'static str {
        match self {
            Self::OnRecord => "on the record",
            Self::OnBackground => "on background",
            Self::Anonymous => "anonymous",
        }
    }
}
