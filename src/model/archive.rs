//! An archive as a whole, and the line it keeps of each article.

use std::{fmt, str::FromStr};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Article, Block, Creator, Extra, Part, PublicationDate, Slug, Speaker, SpeakerId};

/// The version of the format that this program writes.
pub const FORMAT_VERSION: FormatVersion = FormatVersion { major: 1, minor: 0 };

/// A version of the format: a larger major opens read-only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FormatVersion {
    /// Grows when older programs would write such an archive wrongly.
    pub major: u32,
    /// Grows when fields are added.
    pub minor: u32,
}

impl FormatVersion {
    /// Whether this program may change an archive of this version.
    pub fn is_writable(self) -> bool {
        self.major <= FORMAT_VERSION.major
    }
}

impl Default for FormatVersion {
    fn default() -> Self {
        FORMAT_VERSION
    }
}

impl fmt::Display for FormatVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

impl FromStr for FormatVersion {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        text.split_once('.')
            .and_then(|(major, minor)| Some(Self { major: major.parse().ok()?, minor: minor.parse().ok()? }))
            .ok_or_else(|| format!("“{text}” is not a format version such as 1.0"))
    }
}

impl Serialize for FormatVersion {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for FormatVersion {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for FormatVersion {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "FormatVersion".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": r"^\d+\.\d+$" })
    }
}

/// An archive as a whole (schema.org Collection), as `data/archive.json` holds it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Archive {
    /// The vocabulary: schema.org, and ours for what it lacks.
    #[serde(rename = "@context", default = "context")]
    pub context: Value,
    /// Always `Collection`.
    #[serde(rename = "@type", default = "collection")]
    pub kind: String,
    /// The version of the format it was written in.
    pub format_version: FormatVersion,
    /// Names this archive wherever it lies: `urn:uuid:…`.
    pub identifier: String,
    /// Its title.
    #[serde(rename = "name")]
    pub title: String,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The licence of the whole, as an address or in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub license: Option<String>,
    /// Who put it together.
    #[serde(default, rename = "creator", skip_serializing_if = "Vec::is_empty")]
    pub makers: Vec<Creator>,
    /// When it was put together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_created: Option<PublicationDate>,
    /// When it was last saved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_modified: Option<PublicationDate>,
    /// Tags used in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
    /// Its articles, in the order to show them.
    #[serde(default, rename = "hasPart")]
    pub articles: Vec<Slug>,
    /// Who speaks in it.
    #[serde(default, rename = "character", skip_serializing_if = "Vec::is_empty")]
    pub speakers: Vec<Speaker>,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// One line of `data/articles.jsonl`: all of an article that opening reads.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ArticleSummary {
    /// The article's name within the archive.
    pub slug: Slug,
    /// The headline.
    pub headline: String,
    /// The outlet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// When it first appeared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_published: Option<PublicationDate>,
    /// Its language as a BCP 47 tag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_language: Option<String>,
    /// Tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
    /// How many words the body has.
    pub word_count: usize,
    /// How many quotations are speech.
    pub quotation_count: usize,
    /// How many photos it has.
    pub photo_count: usize,
    /// The first photo's file, relative to the article's folder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thumbnail_url: Option<String>,
}

impl ArticleSummary {
    /// Sums an article up.
    pub fn of(slug: Slug, article: &Article) -> Self {
        Self {
            slug,
            headline: article.headline.clone(),
            publisher: article.publisher.clone(),
            date_published: article.date_published,
            in_language: article.in_language.clone(),
            keywords: article.keywords.clone(),
            word_count: article.word_count(),
            quotation_count: article.speech().count(),
            photo_count: article.photos.len(),
            thumbnail_url: article.photos.iter().find_map(|photo| photo.content_url.clone()),
        }
    }
}

/// The JSON-LD context of our files: schema.org, and a vocabulary of our own for what it lacks.
pub(super) fn context() -> Value {
    json!(["https://schema.org", { "@vocab": "urn:onrecord:" }])
}

fn collection() -> String {
    "Collection".to_owned()
}

impl Archive {
    /// An empty archive with its title and identifier (`urn:uuid:…`).
    pub fn new(title: impl Into<String>, identifier: impl Into<String>) -> Self {
        Self { context: context(), kind: collection(), title: title.into(), identifier: identifier.into(), ..Self::default() }
    }

    /// The speaker of this name.
    pub fn speaker(&self, id: &SpeakerId) -> Option<&Speaker> {
        self.speakers.iter().find(|speaker| speaker.id() == id)
    }

    /// A slug for a new article, different from all that are taken.
    pub fn free_slug(&self, headline: &str) -> Slug {
        let wanted = Slug::from_title(headline);
        if !self.articles.contains(&wanted) {
            return wanted;
        }
        (2..).map(|number| wanted.numbered(number)).find(|slug| !self.articles.contains(slug)).unwrap_or(wanted)
    }
}

/// Whether an article's positions fit its words; one sentence for each that does not.
impl Article {
    /// Sentences about references that lead nowhere: passages outside the text, figures without a photo.
    pub fn problems(&self) -> Vec<String> {
        let mut problems = Vec::new();
        let body = self.plain_text();
        let mut check = |what: &str, passage: &super::Passage| {
            let found = if passage.part == Part::Body { passage.find_in(&body) } else { passage.find_in(&self.part_text(&passage.part)) };
            match found {
                Some(range) if range.start == passage.start => {}
                Some(_) => problems.push(format!("{what} has moved: its words stand elsewhere in the article now.")),
                None => problems.push(format!("{what} points to words that the article does not have: “{}”.", passage.exact)),
            }
        };
        for quotation in &self.quotations {
            for passage in quotation.passages.iter().chain(&quotation.occurrences) {
                check(&format!("Quotation {}", quotation.id), passage);
            }
        }
        for label in &self.labels {
            check("A label", &label.passage);
        }
        for source in &self.sources {
            for passage in &source.passages {
                check(&format!("Source {}", source.id), passage);
            }
        }
        for quotation in self.quotations.iter().filter(|quotation| quotation.passages.is_empty()) {
            problems.push(format!("Quotation {} has no passage.", quotation.id));
        }
        for block in &self.blocks {
            if let Block::Figure(figure) = block
                && self.photo(&figure.photo).is_none()
            {
                problems.push(format!("A figure shows photo {}, which the article does not have.", figure.photo));
            }
        }
        problems
    }
}
