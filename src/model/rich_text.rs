//! Words with emphasis and links.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Extra;

/// Plain words with marks over stretches of them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RichText {
    /// The words, without any markup.
    pub text: String,
    /// Emphasis and links, in the order they begin.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Mark>,
}

/// One stretch of a [`RichText`] that looks or behaves differently.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "WrittenMark", into = "WrittenMark")]
pub struct Mark {
    /// Where it begins, in code points of the text.
    pub start: usize,
    /// Where it ends, in code points; the character at `end` is outside.
    pub end: usize,
    /// What it does.
    pub kind: MarkKind,
    /// Fields this version does not know.
    pub extra: Extra,
}

/// What a [`Mark`] does to its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// Set in italics.
    Emphasis,
    /// Set in bold.
    Strong,
    /// Leads to the address it holds, as the page had it.
    Link(String),
}

/// A [`Mark`] as a file has it.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
struct WrittenMark {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: WrittenKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(flatten)]
    extra: Extra,
}

#[derive(Clone, Copy, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum WrittenKind {
    Emphasis,
    Strong,
    Link,
}

impl TryFrom<WrittenMark> for Mark {
    type Error = &'static str;

    fn try_from(written: WrittenMark) -> Result<Self, Self::Error> {
        let mut extra = written.extra;
        let kind = match (written.kind, written.url) {
            (WrittenKind::Link, Some(url)) => MarkKind::Link(url),
            (WrittenKind::Link, None) => return Err("a mark of type link has no url"),
            (kind, url) => {
                if let Some(url) = url {
                    extra.insert("url".to_owned(), url.into());
                }
                if matches!(kind, WrittenKind::Strong) { MarkKind::Strong } else { MarkKind::Emphasis }
            }
        };
        Ok(Self { start: written.start, end: written.end, kind, extra })
    }
}

impl From<Mark> for WrittenMark {
    fn from(mark: Mark) -> Self {
        let (kind, url) = match mark.kind {
            MarkKind::Emphasis => (WrittenKind::Emphasis, None),
            MarkKind::Strong => (WrittenKind::Strong, None),
            MarkKind::Link(url) => (WrittenKind::Link, Some(url)),
        };
        Self { start: mark.start, end: mark.end, kind, url, extra: mark.extra }
    }
}

impl JsonSchema for Mark {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Mark".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        WrittenMark::json_schema(generator)
    }
}

impl RichText {
    /// Words without any mark.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), marks: Vec::new() }
    }
}

impl From<&str> for RichText {
    fn from(text: &str) -> Self {
        Self::plain(text)
    }
}
