//! A lesson: what a teacher sets.

use std::{borrow::Cow, fmt, str::FromStr};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Extra, FormatVersion, Slug, Task, TaskId};

/// A lesson on an archive (schema.org LearningResource), as `data/lessons/SLUG.json` holds it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Lesson {
    /// The vocabulary: schema.org, and ours for what it lacks.
    #[serde(rename = "@context", default = "super::archive::context")]
    pub context: Value,
    /// Always `LearningResource`.
    #[serde(rename = "@type", default = "learning_resource")]
    pub kind: String,
    /// The version of the format it was written in.
    #[serde(default)]
    pub format_version: FormatVersion,
    /// Names this lesson wherever it lies: `urn:uuid:…`. Answers name it.
    pub identifier: String,
    /// Its title.
    #[serde(rename = "name")]
    pub title: String,
    /// What pupils read before they begin.
    #[serde(default, rename = "description", skip_serializing_if = "String::is_empty")]
    pub introduction: String,
    /// Its language as a BCP 47 tag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_language: Option<String>,
    /// How long it takes, as ISO 8601 has it: `PT30M`.
    #[serde(default)]
    pub time_required: Minutes,
    /// For which ages, such as `12-15`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub typical_age_range: Option<String>,
    /// What pupils can do afterwards, one aim a line.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub teaches: Vec<String>,
    /// The identifier of the archive it was made from.
    #[serde(default, rename = "isBasedOn", skip_serializing_if = "Option::is_none")]
    pub archive: Option<String>,
    /// The licence, as an address or in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub license: Option<String>,
    /// The template it was made from, such as `who-gets-to-speak`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<String>,
    /// The articles that pupils read, in the order to read them.
    #[serde(default)]
    pub articles: Vec<Slug>,
    /// Which panels pupils see beside the lesson; the article is always there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub panels: Vec<LessonPanel>,
    /// Whether answers carry a name or a number.
    #[serde(default)]
    pub signed_by: SignedBy,
    /// The tasks, in the order to do them.
    #[serde(rename = "hasPart")]
    pub tasks: Vec<Task>,
    /// The teacher's page; a pupil's copy has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub teacher: Option<TeacherPage>,
    /// Whether it is a pupil's copy: without keys and teacher's page.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub pupil_copy: bool,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A length of time in whole minutes, written as ISO 8601: `PT45M`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Minutes(pub u16);

/// A panel that a lesson can allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum LessonPanel {
    /// Quotations with their speakers.
    Quotations,
    /// Who speaks, and how much.
    Speakers,
    /// Photos with captions and credits.
    Photos,
    /// Sources and their five questions.
    Sources,
    /// Words that judge, reporting verbs.
    Wording,
    /// Citations in every style.
    Citation,
    /// The pupil's own notes.
    Notes,
}

impl LessonPanel {
    /// Its name.
    pub fn word(self) -> &'static str {
        match self {
            Self::Quotations => "Quotations",
            Self::Speakers => "Speakers",
            Self::Photos => "Photos",
            Self::Sources => "Sources",
            Self::Wording => "Wording",
            Self::Citation => "Citation",
            Self::Notes => "Notes",
        }
    }
}

/// What answers carry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum SignedBy {
    /// The pupil's name.
    #[default]
    Name,
    /// A number that the teacher gives out, so that nobody is named in a file.
    Number,
}

/// What only the teacher reads: how the lesson goes and how to talk about it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct TeacherPage {
    /// What to have ready before class.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<String>,
    /// The lesson step by step.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<TeacherStep>,
    /// Questions and advice for the talk afterwards.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub talk: Vec<String>,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// One step of a lesson.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct TeacherStep {
    /// How long it takes, in minutes.
    pub minutes: u16,
    /// What is done.
    pub what: String,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

fn learning_resource() -> String {
    "LearningResource".to_owned()
}

impl Lesson {
    /// A lesson without tasks, with its title and identifier (`urn:uuid:…`).
    pub fn new(title: impl Into<String>, identifier: impl Into<String>) -> Self {
        Self {
            context: super::archive::context(),
            kind: learning_resource(),
            identifier: identifier.into(),
            title: title.into(),
            ..Self::default()
        }
    }

    /// The task of this name.
    pub fn task(&self, id: &TaskId) -> Option<&Task> {
        self.tasks.iter().find(|task| task.id == *id)
    }

    /// The sum of all points.
    pub fn points(&self) -> u32 {
        self.tasks.iter().map(|task| task.points).sum()
    }

    /// A name for a new task, different from all that are taken.
    pub fn free_task_id(&self) -> TaskId {
        let mut number = self.tasks.len() + 1;
        loop {
            let id = TaskId::new(format!("t{number}"));
            if self.task(&id).is_none() {
                return id;
            }
            number += 1;
        }
    }
}

impl fmt::Display for Minutes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PT{}M", self.0)
    }
}

impl FromStr for Minutes {
    type Err = String;

    /// Reads hours and minutes: `PT45M`, `PT1H30M`.
    fn from_str(text: &str) -> Result<Self, String> {
        let span: jiff::SignedDuration = text.parse().map_err(|_| format!("“{text}” is not a length of time such as PT30M"))?;
        u16::try_from(span.as_mins()).map(Self).map_err(|_| format!("“{text}” is too long for a lesson"))
    }
}

impl Serialize for Minutes {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Minutes {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Minutes {
    fn schema_name() -> Cow<'static, str> {
        "Minutes".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "description": "ISO 8601, in hours and minutes.", "pattern": r"^PT(\d+H)?(\d+M)?$" })
    }
}
