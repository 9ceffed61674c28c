//! What counts as right in a task, kept apart from it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Answer, ChoiceId, Extra, Passage, Question};

/// What counts as right in a task, and what is said about it afterwards.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Key {
    /// What counts as right.
    pub right: Right,
    /// What is shown after the answer: why, with the evidence and its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
    /// What a good answer has, for those who mark it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<String>,
    /// What earns 0, 1, 2, 3 and 4, in this order; nothing where a program marks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rubric: Vec<String>,
    /// Comments ready for those who mark.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub comments: Vec<String>,
    /// What is said to those who chose a certain wrong option.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub mistakes: BTreeMap<ChoiceId, String>,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What counts as right.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "by", rename_all = "camelCase")]
pub enum Right {
    /// A person decides, by the rubric from 0 to 4.
    #[default]
    Person,
    /// These options, and no other.
    Options {
        /// The right ones.
        options: Vec<ChoiceId>,
    },
    /// Each item with one of its targets.
    Pairs {
        /// The targets that count for an item.
        pairs: BTreeMap<ChoiceId, Vec<ChoiceId>>,
    },
    /// These items in this order, and no other.
    Order {
        /// From first to last.
        order: Vec<ChoiceId>,
    },
    /// These passages of the article that is marked.
    Passages {
        /// Where the words stand.
        passages: Vec<Passage>,
        /// How many of them are enough; all where nothing is said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        enough: Option<usize>,
    },
    /// These answers to the five questions; a question that is not here is not marked.
    Grid {
        /// The answers that count for a question.
        grid: BTreeMap<Question, Vec<Answer>>,
    },
    /// One of these, whatever its case, spaces and marks; other words wait for a person.
    Words {
        /// What counts in full.
        words: Vec<String>,
    },
    /// By a rule that this version does not know, kept as it is.
    #[serde(untagged)]
    Unknown(Extra),
}

impl Right {
    /// Whether a program can mark every answer.
    pub fn is_automatic(&self) -> bool {
        !matches!(self, Self::Person | Self::Words { .. } | Self::Unknown(_))
    }
}
