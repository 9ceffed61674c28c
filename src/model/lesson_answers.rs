//! What one pupil hands in, and what a teacher says to it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Answer, ChoiceId, Extra, FormatVersion, Lesson, Passage, Question, TaskId};

/// What one pupil answers to one lesson, as an `.answers` file holds it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Answers {
    /// Always `onrecord-answers`.
    pub format: String,
    /// The version of the format it was written in.
    pub format_version: FormatVersion,
    /// Which lesson was answered.
    pub lesson: AnsweredLesson,
    /// The pupil's name or number, as the class does it.
    pub pupil: String,
    /// When the pupil began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub started: Option<Timestamp>,
    /// When the last step was saved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub saved: Option<Timestamp>,
    /// When it was handed in; nothing while the pupil is at work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub handed_in: Option<Timestamp>,
    /// What was answered so far.
    pub replies: BTreeMap<TaskId, Reply>,
    /// The tasks whose hint was asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hints: Vec<TaskId>,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The lesson that answers belong to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AnsweredLesson {
    /// The lesson's identifier.
    pub identifier: String,
    /// Its title, for those who read the file.
    #[serde(default, rename = "name")]
    pub title: String,
    /// SHA-256 of what the lesson asks, in hexadecimal.
    pub sha256: String,
}

/// One pupil's reply to one task.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Reply {
    /// The options chosen.
    Chosen(Vec<ChoiceId>),
    /// Each item with its target.
    Paired(BTreeMap<ChoiceId, ChoiceId>),
    /// Items from first to last; those left out are not used.
    Ordered(Vec<ChoiceId>),
    /// The passages marked.
    Marked(Vec<Passage>),
    /// The five questions answered.
    Grid(BTreeMap<Question, Answer>),
    /// Words.
    Written(String),
    /// Lines of cells.
    Rows(Vec<Vec<String>>),
}

impl Reply {
    /// Whether nothing was answered yet.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Chosen(chosen) => chosen.is_empty(),
            Self::Paired(pairs) => pairs.is_empty(),
            Self::Ordered(order) => order.is_empty(),
            Self::Marked(passages) => passages.is_empty(),
            Self::Grid(grid) => grid.is_empty(),
            Self::Written(text) => text.trim().is_empty(),
            Self::Rows(rows) => rows.iter().flatten().all(|cell| cell.trim().is_empty()),
        }
    }
}

impl Answers {
    /// What `format` always says.
    pub const FORMAT: &'static str = "onrecord-answers";

    /// Empty answers of a pupil to a lesson whose version is `sha256`.
    pub fn new(lesson: &Lesson, sha256: String, pupil: impl Into<String>) -> Self {
        Self {
            format: Self::FORMAT.to_owned(),
            format_version: super::FORMAT_VERSION,
            lesson: AnsweredLesson { identifier: lesson.identifier.clone(), title: lesson.title.clone(), sha256 },
            pupil: pupil.into(),
            started: Some(Timestamp::now()),
            saved: None,
            handed_in: None,
            replies: BTreeMap::new(),
            hints: Vec::new(),
            extra: Extra::new(),
        }
    }
}

/// What a teacher says to the answers of a class, as a `.marks` file beside them holds it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct TeacherMarks {
    /// The lesson's identifier.
    pub lesson: String,
    /// The judgements by the checksum of the answers they belong to, then by task.
    pub judgements: BTreeMap<String, BTreeMap<TaskId, Judgement>>,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A teacher's judgement of one reply.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Judgement {
    /// By the rubric, from 0 to 4.
    #[schemars(range(max = 4))]
    pub level: u8,
    /// What is said to the pupil.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub comment: String,
}
