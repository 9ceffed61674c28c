//! One exercise of a lesson: what is asked, about what, and what counts as right.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Answer, Extra, Key, Passage, PhotoId, Question, QuotationId, Slug, SourceId};
use std::collections::BTreeMap;

/// One exercise of a lesson.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Task {
    /// Names it within its lesson, such as `t3`; it stays when tasks change places.
    #[serde(rename = "@id", alias = "id")]
    pub id: TaskId,
    /// What is asked.
    pub prompt: String,
    /// What it is asked about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub material: Vec<Material>,
    /// How it is answered.
    pub exercise: Exercise,
    /// How many points it is worth.
    pub points: u32,
    /// Help that a pupil may ask for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// What counts as right, and what is said afterwards; a pupil's copy leaves it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Key>,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

super::id::text_id! {
    /// Names a task within its lesson, such as `t3`.
    TaskId
}
super::id::text_id! {
    /// Names an option, an item or a group within its task, such as `a`.
    ChoiceId
}

/// What a task is asked about: a part of the archive, with a copy of the words where a pupil's copy needs them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Material {
    /// A whole article.
    Article(ArticleMaterial),
    /// A passage of an article; its words are in the passage.
    Passage(PassageMaterial),
    /// A quotation.
    Quotation(QuotationMaterial),
    /// A photo.
    Photo(PhotoMaterial),
    /// Words that stand in no article of the archive.
    Text(TextMaterial),
    /// Material of a kind that this version does not know, kept as it is.
    #[serde(untagged)]
    Unknown(Extra),
}

/// A whole article to read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ArticleMaterial {
    /// The article.
    pub article: Slug,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A passage to look at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PassageMaterial {
    /// The article.
    pub article: Slug,
    /// Where and in which words.
    pub passage: Passage,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A quotation to look at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct QuotationMaterial {
    /// The article.
    pub article: Slug,
    /// The quotation.
    pub quotation: QuotationId,
    /// Its words.
    pub text: String,
    /// Who said them, where pupils are to know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A photo to look at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PhotoMaterial {
    /// The article.
    pub article: Slug,
    /// Its photo.
    pub photo: PhotoId,
    /// Whether pupils see the caption.
    #[serde(default)]
    pub caption: bool,
    /// Whether pupils see the credit.
    #[serde(default)]
    pub credit: bool,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Words to look at that stand in no article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct TextMaterial {
    /// The words.
    pub text: String,
    /// Where they come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// How a task is answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Exercise {
    /// Choose one or several.
    Choose(Choose),
    /// Give each quotation its speaker.
    WhoSaid(Match),
    /// Sort into groups.
    Sort(Match),
    /// Say of which article each statement is true.
    Compare(Match),
    /// Put in order: a chronology, an article.
    Order(Order),
    /// Build a citation from its parts.
    Cite(Cite),
    /// Mark every passage of a kind.
    Highlight(Highlight),
    /// Mark the passage that supports a claim.
    Evidence(Highlight),
    /// Choose the fair caption of a picture.
    Caption(Choose),
    /// Choose a headline, or write one.
    Headline(Headline),
    /// Weigh a source by five questions.
    SourceCheck(SourceCheck),
    /// Questions that the article leaves open.
    Missing(Rows),
    /// What to look up next, and where.
    Lateral(Rows),
    /// A short answer.
    Short(Write),
    /// A long answer.
    Long(Write),
    /// An exercise of a kind that this version does not know, kept as it is.
    #[serde(untagged)]
    Unknown(Extra),
}

/// One of several things to choose, order or sort.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Choice {
    /// Names it within its task.
    #[serde(rename = "@id", alias = "id")]
    pub id: ChoiceId,
    /// Its words.
    pub text: String,
    /// Where it comes from, in a small line under it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Options to choose from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Choose {
    /// Whether more than one may be chosen.
    #[serde(default)]
    pub several: bool,
    /// The options in the order to show them.
    pub options: Vec<Choice>,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Items that each belong to a target: quotations to speakers, statements to groups.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Match {
    /// The items in the order to show them.
    pub items: Vec<Choice>,
    /// What they can belong to.
    pub targets: Vec<Choice>,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Items to put in order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Order {
    /// The items, not in their order.
    pub items: Vec<Choice>,
    /// What stands at the top, such as “first in the article”.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<String>,
    /// What stands at the bottom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<String>,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Parts of a citation, some of which do not belong to it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Cite {
    /// The style, such as `mla`.
    pub style: String,
    /// What the style is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub style_title: Option<String>,
    /// The parts, not in their order.
    pub parts: Vec<Choice>,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Passages to mark in an article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Highlight {
    /// The article to mark in.
    pub article: Slug,
    /// What to look for.
    #[serde(default)]
    pub what: Marked,
    /// Whether words or whole sentences are marked.
    #[serde(default)]
    pub unit: Unit,
    /// The claim to find evidence for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<String>,
    /// How many passages are asked for, where the pupil is to know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<usize>,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What is marked in a highlight task.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Marked {
    /// Opinions.
    Opinion,
    /// Words that judge.
    Label,
    /// Words that keep a distance.
    Hedge,
    /// What supports a claim.
    #[default]
    Evidence,
    /// Where something comes from.
    Source,
}

impl Marked {
    /// The words for it, in lower case and in the plural.
    pub fn word(self) -> &'static str {
        match self {
            Self::Opinion => "opinions",
            Self::Label => "words that judge",
            Self::Hedge => "words that keep a distance",
            Self::Evidence => "evidence",
            Self::Source => "sources",
        }
    }
}

/// What one touch marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// One word.
    Word,
    /// One sentence.
    #[default]
    Sentence,
}

/// A headline to choose or to write.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Headline {
    /// Headlines to choose from, or to compare one's own with.
    #[serde(default)]
    pub options: Vec<Choice>,
    /// Whether the pupil writes one.
    #[serde(default)]
    pub write: bool,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A source to weigh by five questions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SourceCheck {
    /// The article that rests on it.
    pub article: Slug,
    /// Which of its sources, where the archive lists it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceId>,
    /// What to call it.
    pub name: String,
    /// What is filled in already.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub given: BTreeMap<Question, Answer>,
    /// What the article itself says to a question.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub notes: BTreeMap<Question, String>,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Lines to fill in, each with one or more cells.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Rows {
    /// What each cell asks for, such as “What” and “Where”.
    pub columns: Vec<String>,
    /// How many lines.
    pub lines: usize,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// An answer to write.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Write {
    /// How many lines to leave for it on paper.
    #[serde(default)]
    pub lines: usize,
    /// How many words are enough.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<usize>,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Default for Exercise {
    fn default() -> Self {
        Self::Choose(Choose::default())
    }
}

impl Exercise {
    /// The kind as files name it; empty where even that is missing.
    pub fn kind(&self) -> &str {
        match self {
            Self::Choose(_) => "choose",
            Self::WhoSaid(_) => "whoSaid",
            Self::Sort(_) => "sort",
            Self::Compare(_) => "compare",
            Self::Order(_) => "order",
            Self::Cite(_) => "cite",
            Self::Highlight(_) => "highlight",
            Self::Evidence(_) => "evidence",
            Self::Caption(_) => "caption",
            Self::Headline(_) => "headline",
            Self::SourceCheck(_) => "sourceCheck",
            Self::Missing(_) => "missing",
            Self::Lateral(_) => "lateral",
            Self::Short(_) => "short",
            Self::Long(_) => "long",
            Self::Unknown(fields) => fields.get("kind").and_then(serde_json::Value::as_str).unwrap_or_default(),
        }
    }

    /// What people call the kind, for lists of tasks.
    pub fn in_words(&self) -> &'static str {
        match self {
            Self::Choose(choose) if choose.several => "Choose several",
            Self::Choose(_) => "Choose one",
            Self::WhoSaid(_) => "Who said it",
            Self::Sort(_) => "Sort into groups",
            Self::Compare(_) => "Compare articles",
            Self::Order(_) => "Put in order",
            Self::Cite(_) => "Build the citation",
            Self::Highlight(_) => "Highlight in the text",
            Self::Evidence(_) => "Find the evidence",
            Self::Caption(_) => "Choose the caption",
            Self::Headline(headline) if headline.write => "Write a headline",
            Self::Headline(_) => "Choose a headline",
            Self::SourceCheck(_) => "Check the source",
            Self::Missing(_) => "What is missing",
            Self::Lateral(_) => "What to look up next",
            Self::Short(_) => "Short answer",
            Self::Long(_) => "Long answer",
            Self::Unknown(_) => "A kind this version does not know",
        }
    }

    /// The options, items or parts, in the order shown; none for exercises without.
    pub fn choices(&self) -> &[Choice] {
        match self {
            Self::Choose(choose) | Self::Caption(choose) => &choose.options,
            Self::WhoSaid(pairs) | Self::Sort(pairs) | Self::Compare(pairs) => &pairs.items,
            Self::Order(order) => &order.items,
            Self::Cite(cite) => &cite.parts,
            Self::Headline(headline) => &headline.options,
            _ => &[],
        }
    }

    /// What items can belong to; none for other exercises.
    pub fn targets(&self) -> &[Choice] {
        match self {
            Self::WhoSaid(pairs) | Self::Sort(pairs) | Self::Compare(pairs) => &pairs.targets,
            _ => &[],
        }
    }

    /// The article that is marked or whose source is weighed.
    pub fn article(&self) -> Option<&Slug> {
        match self {
            Self::Highlight(highlight) | Self::Evidence(highlight) => Some(&highlight.article),
            Self::SourceCheck(check) => Some(&check.article),
            _ => None,
        }
    }
}

impl Choice {
    /// An option with its name and words.
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Self {
        Self { id: ChoiceId::new(id), text: text.into(), ..Self::default() }
    }
}

impl Material {
    /// The article it comes from.
    pub fn article(&self) -> Option<&Slug> {
        match self {
            Self::Article(material) => Some(&material.article),
            Self::Passage(material) => Some(&material.article),
            Self::Quotation(material) => Some(&material.article),
            Self::Photo(material) => Some(&material.article),
            Self::Text(_) | Self::Unknown(_) => None,
        }
    }
}
