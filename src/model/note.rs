//! A reader's own highlights and remarks, kept outside the archive.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Evaluation, Extra, Gathered, Passage, Slug};

/// A reader's notes on one archive, in a file of their own.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Notebook {
    /// The identifier of the archive they belong to.
    pub archive: String,
    /// Its title, for readers of the file.
    #[serde(default)]
    pub title: String,
    /// The notes, oldest first.
    pub notes: Vec<Note>,
    /// What the reader thinks of sources.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evaluations: Vec<Evaluation>,
    /// What the reader gathered for a list of works cited, in the order in which it was gathered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub works: Vec<Gathered>,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A highlight, with or without a remark (W3C Web Annotation).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Note {
    /// Tells it from the others.
    pub id: u64,
    /// The article it belongs to.
    pub article: Slug,
    /// SHA-256 of the article's file when the note was made, in hexadecimal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article_sha256: Option<String>,
    /// What it marks.
    pub passage: Passage,
    /// The reader's remark; empty for a mere highlight.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remark: String,
    /// The marker's colour.
    #[serde(default)]
    pub colour: NoteColour,
    /// When it was made.
    #[schemars(with = "String")]
    pub created: Timestamp,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The colours of the marker.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum NoteColour {
    /// Yellow.
    #[default]
    Yellow,
    /// Green.
    Green,
    /// Blue.
    Blue,
    /// Pink.
    Pink,
}
