//! What a reader gathers for a list of works cited.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Extra, Passage, PhotoId, QuotationId, Slug, SourceId};

/// Something that a reader gathered for a list of works cited: an article or something in it, the archive, or a work of another list.
///
/// Without an article and without an item it is the archive itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Gathered {
    /// The article that it is, or that it is in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<Slug>,
    /// A quotation in the article.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quotation: Option<QuotationId>,
    /// A photo in the article.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub photo: Option<PhotoId>,
    /// What the article rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceId>,
    /// Words that the reader marked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passage: Option<Passage>,
    /// What is cited, where it is not the thing as it stands in the article.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<GatheredForm>,
    /// A work out of another list, as CSL-JSON.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<serde_json::Map<String, serde_json::Value>>")]
    pub item: Option<serde_json::Map<String, serde_json::Value>>,
    /// What the reader says of it, for an annotated list.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remark: String,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What is cited, where it is not the thing as it stands in the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum GatheredForm {
    /// The speaker's own work: the post, the statement, the interview.
    Own,
    /// The copy of the article in the archive.
    Copy,
    /// The same with its checksum.
    CopyWithChecksum,
}

impl Gathered {
    /// Whether two are the same thing, whatever is said of them.
    pub fn is_same(&self, other: &Self) -> bool {
        Self { remark: String::new(), extra: Extra::new(), ..self.clone() }
            == Self { remark: String::new(), extra: Extra::new(), ..other.clone() }
    }
}
