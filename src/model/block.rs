//! The parts of an article's body.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use serde_json::Value;

use super::{Creator, Extra, PhotoId, PublicationDate, RichText};

/// One part of a body, in reading order.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// Running text.
    Paragraph(Paragraph),
    /// A heading inside the body.
    Heading(Heading),
    /// Items, numbered or not.
    List(List),
    /// Words of somebody else set apart from the text.
    QuoteBlock(QuoteBlock),
    /// The place of a photo.
    Figure(Figure),
    /// A post of a social network shown in the article.
    Post(Post),
    /// Rows of cells.
    Table(Table),
    /// A block of a kind that this version does not know, kept as it is.
    Unknown(Extra),
}

/// Running text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Paragraph {
    /// Its words.
    #[serde(flatten)]
    pub words: RichText,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A heading inside the body.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Heading {
    /// Its rank, 2 (largest) to 6; the headline alone is 1.
    #[schemars(range(min = 2, max = 6))]
    pub level: u8,
    /// Its words.
    #[serde(flatten)]
    pub words: RichText,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Items, numbered or not.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct List {
    /// Whether the items are numbered.
    #[serde(default)]
    pub ordered: bool,
    /// The items from first to last.
    pub items: Vec<RichText>,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Words of somebody else set apart from the text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct QuoteBlock {
    /// The words; paragraphs are parted by a line end.
    #[serde(flatten)]
    pub words: RichText,
    /// The line under it that says whose they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attribution: Option<String>,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The place of a photo in the body; the photo itself is among the article's `image`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Figure {
    /// Which of the article's photos stands here.
    pub photo: PhotoId,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A post of a social network shown in the article (schema.org SocialMediaPosting).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Post {
    /// Its words.
    #[serde(flatten)]
    pub words: RichText,
    /// Who posted it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<Creator>,
    /// The network, such as `Twitter`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network: Option<String>,
    /// Its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// When it was posted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_published: Option<PublicationDate>,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Rows of cells; the first row is the heading where `header` is set.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Table {
    /// Whether the first row names the columns.
    #[serde(default)]
    pub header: bool,
    /// Rows from top to bottom, cells from first to last.
    pub rows: Vec<Vec<RichText>>,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Block {
    /// A paragraph of plain words.
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self::Paragraph(Paragraph { words: RichText::plain(text), extra: Extra::new() })
    }

    /// The words of this block as the article's plain text has them; `None` where it has none (a figure).
    ///
    /// List items and rows are parted by a line end, cells by a tab.
    pub fn plain_text(&self) -> Option<String> {
        let text = match self {
            Self::Paragraph(block) => block.words.text.clone(),
            Self::Heading(block) => block.words.text.clone(),
            Self::QuoteBlock(block) => block.words.text.clone(),
            Self::Post(block) => block.words.text.clone(),
            Self::List(block) => join(block.items.iter().map(|item| item.text.as_str()), "\n"),
            Self::Table(block) => {
                let rows: Vec<String> = block.rows.iter().map(|row| join(row.iter().map(|cell| cell.text.as_str()), "\t")).collect();
                rows.join("\n")
            }
            Self::Figure(_) | Self::Unknown(_) => return None,
        };
        (!text.is_empty()).then_some(text)
    }

    /// The words with their marks, for the blocks that are one run of text.
    pub fn words(&self) -> Option<&RichText> {
        match self {
            Self::Paragraph(block) => Some(&block.words),
            Self::Heading(block) => Some(&block.words),
            Self::QuoteBlock(block) => Some(&block.words),
            Self::Post(block) => Some(&block.words),
            _ => None,
        }
    }
}

fn join<'a>(pieces: impl Iterator<Item = &'a str>, between: &str) -> String {
    pieces.collect::<Vec<_>>().join(between)
}

/// Lists the known kinds once: their `@type` and their schema.
macro_rules! block_kinds {
    ($($kind:ident => $name:literal),* $(,)?) => {
        impl Serialize for Block {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                #[derive(Serialize)]
                struct Tagged<'a, T> {
                    #[serde(rename = "@type")]
                    kind: &'static str,
                    #[serde(flatten)]
                    block: &'a T,
                }
                match self {
                    $(Self::$kind(block) => Tagged { kind: $name, block }.serialize(serializer),)*
                    Self::Unknown(fields) => fields.serialize(serializer),
                }
            }
        }

        impl<'de> Deserialize<'de> for Block {
            /// Reads a known kind strictly, and keeps an unknown one as it is.
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let mut fields = Extra::deserialize(deserializer)?;
                let kind = fields.get("@type").and_then(Value::as_str).ok_or_else(|| D::Error::missing_field("@type"))?.to_owned();
                match kind.as_str() {
                    $($name => {
                        fields.shift_remove("@type");
                        serde_json::from_value(Value::Object(fields)).map(Self::$kind)
                            .map_err(|error| D::Error::custom(format_args!("a block of type {kind}: {error}")))
                    })*
                    _ => Ok(Self::Unknown(fields)),
                }
            }
        }

        impl JsonSchema for Block {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                "Block".into()
            }

            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                let kinds: Vec<Value> = vec![$({
                    let schema = generator.subschema_for::<$kind>();
                    serde_json::json!({
                        "if": { "properties": { "@type": { "const": $name } } },
                        "then": schema,
                    })
                }),*];
                json_schema!({
                    "type": "object",
                    "description": "One part of a body; the kinds that this version does not know are kept as they are.",
                    "properties": { "@type": { "type": "string" } },
                    "required": ["@type"],
                    "allOf": kinds,
                })
            }
        }
    };
}

block_kinds! {
    Paragraph => "Paragraph",
    Heading => "Heading",
    List => "List",
    QuoteBlock => "QuoteBlock",
    Figure => "Figure",
    Post => "SocialMediaPosting",
    Table => "Table",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_block_of_the_wrong_shape_is_an_error_and_an_unknown_kind_is_kept() {
        let error = serde_json::from_str::<Block>(r#"{"@type":"Heading","text":"x"}"#).unwrap_err().to_string();
        assert!(error.contains("Heading") && error.contains("level"), "{error}");
        let unknown = r#"{"@type":"Timeline","events":[1,2]}"#;
        let block: Block = serde_json::from_str(unknown).unwrap();
        assert_eq!(serde_json::to_string(&block).unwrap(), unknown);
    }

    #[test]
    fn unknown_fields_of_a_known_block_survive() {
        let json = r#"{"@type":"Paragraph","text":"x","marks":[{"start":0,"end":1,"type":"link","url":"u","rel":"me"}],"lang":"de"}"#;
        let block: Block = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&block).unwrap(), json);
    }
}
