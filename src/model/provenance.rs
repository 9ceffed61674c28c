//! How a finding came to be: by a rule, or by a person.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Who found something, and how sure it is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Provenance {
    /// The rule that found it, such as `rule:said-name`; nothing where a person entered it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found_by: Option<Rule>,
    /// Why, in words a reader understands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// How sure the rule is, from 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub confidence: Option<f32>,
    /// The person who confirmed or entered it; nothing until somebody did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed_by: Option<String>,
}

/// The name of a rule, written `rule:NAME`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Rule(pub String);

impl Provenance {
    /// A finding of the rule `name` (without `rule:`), with its reason and confidence.
    pub fn rule(name: &str, reason: impl Into<String>, confidence: f32) -> Self {
        Self { found_by: Some(Rule(format!("rule:{name}"))), reason: Some(reason.into()), confidence: Some(confidence), confirmed_by: None }
    }

    /// Something that a person entered.
    pub fn person(name: impl Into<String>) -> Self {
        Self { confirmed_by: Some(name.into()), ..Self::default() }
    }

    /// Whether a person stands behind it.
    pub fn is_confirmed(&self) -> bool {
        self.confirmed_by.is_some()
    }

    /// One line for the card: how it was found or who confirmed it.
    pub fn in_words(&self) -> String {
        match (&self.confirmed_by, &self.found_by, &self.reason) {
            (Some(person), _, _) => format!("Confirmed by {person}"),
            (None, Some(_), Some(reason)) => format!("Found by rule: {reason}"),
            (None, Some(rule), None) => format!("Found by {}", rule.0),
            (None, None, _) => "Entered by hand".to_owned(),
        }
    }
}
