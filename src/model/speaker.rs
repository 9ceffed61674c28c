//! Who says, writes and makes things.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};

use super::{Extra, SpeakerId};

/// Who said or wrote something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "@type")]
pub enum Speaker {
    /// A person with a name (schema.org Person).
    Person(Person),
    /// An agency, a company, a document that speaks for one (schema.org Organization).
    Organization(Organization),
    /// Somebody whom the article does not name.
    Anonymous(Anonymous),
}

/// A person with a name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    /// Names the speaker within the archive.
    #[serde(rename = "@id", alias = "id")]
    pub id: SpeakerId,
    /// The fullest name known.
    pub name: String,
    /// Other names used for the same person.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternate_name: Vec<String>,
    /// What the person does, such as “Speaker of the House”.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job_title: Option<String>,
    /// Whom the person works for or belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub affiliation: Option<String>,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A body that speaks as one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Organization {
    /// Names the speaker within the archive.
    #[serde(rename = "@id", alias = "id")]
    pub id: SpeakerId,
    /// The fullest name known.
    pub name: String,
    /// Other names used for it, such as its initials.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternate_name: Vec<String>,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Somebody whom the article does not name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Anonymous {
    /// Names the speaker within the archive.
    #[serde(rename = "@id", alias = "id")]
    pub id: SpeakerId,
    /// The description as the article has it, such as “a DHS official”.
    pub description: String,
    /// Why the name is withheld, in the article's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anonymity_reason: Option<String>,
    /// Whom the person works for, where the article says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub affiliation: Option<String>,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Speaker {
    /// The speaker's identifier within the archive.
    pub fn id(&self) -> &SpeakerId {
        match self {
            Self::Person(who) => &who.id,
            Self::Organization(who) => &who.id,
            Self::Anonymous(who) => &who.id,
        }
    }

    /// The name, or the description of somebody not named.
    pub fn name(&self) -> &str {
        match self {
            Self::Person(who) => &who.name,
            Self::Organization(who) => &who.name,
            Self::Anonymous(who) => &who.description,
        }
    }

    /// Whether the article says who it is.
    pub fn is_named(&self) -> bool {
        !matches!(self, Self::Anonymous(_))
    }

    /// `person`, `organization` or `anonymous`.
    pub fn kind_word(&self) -> &'static str {
        match self {
            Self::Person(_) => "person",
            Self::Organization(_) => "organization",
            Self::Anonymous(_) => "anonymous",
        }
    }

    /// One or two capitals for a badge; `?` for somebody not named.
    pub fn initials(&self) -> String {
        if !self.is_named() {
            return "?".to_owned();
        }
        let words: Vec<&str> = self.name().split_whitespace().filter(|word| word.chars().next().is_some_and(char::is_uppercase)).collect();
        let letters = match words.as_slice() {
            [] => self.name().chars().take(1).collect::<String>(),
            [only] => only.chars().take(2).collect(),
            [first, .., last] => first.chars().take(1).chain(last.chars().take(1)).collect(),
        };
        letters.to_uppercase()
    }
}

/// Who made something: a person or an organization, as an article's author or a photo's creator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "@type")]
pub enum Creator {
    /// A person, by the name as printed.
    Person {
        /// The name as printed.
        name: String,
        /// Fields this version does not know.
        #[serde(flatten)]
        extra: Extra,
    },
    /// A body, by the name as printed.
    Organization {
        /// The name as printed.
        name: String,
        /// Fields this version does not know.
        #[serde(flatten)]
        extra: Extra,
    },
}

impl Creator {
    /// A person of this name.
    pub fn person(name: impl Into<String>) -> Self {
        Self::Person { name: name.into(), extra: Extra::new() }
    }

    /// An organization of this name.
    pub fn organization(name: impl Into<String>) -> Self {
        Self::Organization { name: name.into(), extra: Extra::new() }
    }

    /// The name as printed.
    pub fn name(&self) -> &str {
        match self {
            Self::Person { name, .. } | Self::Organization { name, .. } => name,
        }
    }
}

/// Who wrote an article: schema.org's `author`, one or many.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Byline(pub Vec<Creator>);

impl Byline {
    /// The names in a row, such as “Ann Lee and Bo Katz”; nothing without an author.
    pub fn in_words(&self) -> String {
        let names: Vec<&str> = self.0.iter().map(Creator::name).collect();
        match names.as_slice() {
            [] => String::new(),
            [only] => (*only).to_owned(),
            [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
        }
    }

    /// Whether nobody is named.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Byline {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Byline {
    /// Reads a list, or, as schema.org allows, one author alone.
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum OneOrMany {
            Many(Vec<Creator>),
            One(Creator),
        }
        Ok(match OneOrMany::deserialize(deserializer)? {
            OneOrMany::Many(creators) => Self(creators),
            OneOrMany::One(creator) => Self(vec![creator]),
        })
    }
}

impl JsonSchema for Byline {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Byline".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<Vec<Creator>>()
    }
}
