//! What is to be shown, as one value.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::model::{Archive, QuotationKind, Speaker, SpeakerId};

/// What is to be shown: values of one facet widen each other, facets narrow each other.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Filter {
    /// Words that must all occur; in quotation marks, just as they stand.
    pub text: String,
    /// Kinds of quotations.
    pub kinds: BTreeSet<QuotationKind>,
    /// Speakers of quotations.
    pub speakers: BTreeSet<SpeakerId>,
    /// Whether speakers have a name.
    pub naming: BTreeSet<Naming>,
    /// How the words were said.
    pub media: BTreeSet<String>,
    /// Outlets of articles.
    pub outlets: BTreeSet<String>,
    /// The first day of publication.
    pub from: Option<Date>,
    /// The last day of publication.
    pub to: Option<Date>,
    /// Years of publication.
    pub years: BTreeSet<i16>,
    /// Tags of articles.
    pub tags: BTreeSet<String>,
    /// Only articles with a photo.
    pub with_photo: bool,
    /// Only articles with a note.
    pub with_note: bool,
    /// Only quotations that nobody has confirmed yet.
    pub unconfirmed: bool,
}

/// A filter kept under a name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SavedFilter {
    /// The name.
    pub name: String,
    /// The filter.
    pub filter: Filter,
}

/// Whether it is said who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Naming {
    /// A person with a name.
    Named,
    /// An organization.
    Organization,
    /// Somebody described but not named.
    Anonymous,
    /// Nobody is said to have said it.
    Nobody,
}

impl Naming {
    /// Every one, in the order of lists.
    pub const ALL: [Self; 4] = [Self::Named, Self::Organization, Self::Anonymous, Self::Nobody];

    /// How a speaker is named.
    pub fn of(speaker: Option<&Speaker>) -> Self {
        match speaker {
            Some(Speaker::Person(_)) => Self::Named,
            Some(Speaker::Organization(_)) => Self::Organization,
            Some(Speaker::Anonymous(_)) => Self::Anonymous,
            None => Self::Nobody,
        }
    }

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Named => "named",
            Self::Organization => "organization",
            Self::Anonymous => "anonymous",
            Self::Nobody => "nobody said",
        }
    }
}

/// A side of things by which they can be filtered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FacetKind {
    /// The kind of quotation.
    Kind,
    /// The speaker.
    Speaker,
    /// Whether the speaker is named.
    Naming,
    /// How it was said.
    Medium,
    /// The outlet.
    Outlet,
    /// The year.
    Date,
    /// A tag.
    Tag,
    /// With a photo.
    Photo,
    /// Not confirmed yet.
    Unconfirmed,
    /// With a note.
    Note,
}

/// One value of a facet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FacetValue {
    /// A kind of quotation.
    Kind(QuotationKind),
    /// A speaker.
    Speaker(SpeakerId),
    /// Whether it is said who speaks.
    Naming(Naming),
    /// How it was said.
    Medium(String),
    /// An outlet.
    Outlet(String),
    /// A year.
    Year(i16),
    /// A tag.
    Tag(String),
    /// With a photo.
    Photo,
    /// Not confirmed yet.
    Unconfirmed,
    /// With a note.
    Note,
    /// The first day.
    From,
    /// The last day.
    To,
    /// The words looked for.
    Text,
}

/// One criterion of a filter, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// What it says.
    pub label: String,
    /// The facet; none for words and days.
    pub facet: Option<FacetKind>,
    /// What taking it away takes away.
    pub value: FacetValue,
}

fn flip<T: Ord>(set: &mut BTreeSet<T>, value: T) {
    if !set.remove(&value) {
        set.insert(value);
    }
}

impl Filter {
    /// Whether it lets everything through.
    pub fn is_empty(&self) -> bool {
        *self == Self::default() || *self == Self { text: self.text.clone(), ..Self::default() } && self.text.trim().is_empty()
    }

    /// Whether quotations are picked out, and not only articles.
    pub fn picks_quotations(&self) -> bool {
        self.unconfirmed || !(self.kinds.is_empty() && self.speakers.is_empty() && self.naming.is_empty() && self.media.is_empty())
    }

    /// Turns a value on or off.
    pub fn toggle(&mut self, value: FacetValue) {
        match value {
            FacetValue::Kind(value) => flip(&mut self.kinds, value),
            FacetValue::Speaker(value) => flip(&mut self.speakers, value),
            FacetValue::Naming(value) => flip(&mut self.naming, value),
            FacetValue::Medium(value) => flip(&mut self.media, value),
            FacetValue::Outlet(value) => flip(&mut self.outlets, value),
            FacetValue::Year(value) => flip(&mut self.years, value),
            FacetValue::Tag(value) => flip(&mut self.tags, value),
            FacetValue::Photo => self.with_photo = !self.with_photo,
            FacetValue::Note => self.with_note = !self.with_note,
            FacetValue::Unconfirmed => self.unconfirmed = !self.unconfirmed,
            FacetValue::From => self.from = None,
            FacetValue::To => self.to = None,
            FacetValue::Text => self.text.clear(),
        }
    }

    /// Whether a value is on.
    pub fn has(&self, value: &FacetValue) -> bool {
        match value {
            FacetValue::Kind(value) => self.kinds.contains(value),
            FacetValue::Speaker(value) => self.speakers.contains(value),
            FacetValue::Naming(value) => self.naming.contains(value),
            FacetValue::Medium(value) => self.media.contains(value),
            FacetValue::Outlet(value) => self.outlets.contains(value),
            FacetValue::Year(value) => self.years.contains(value),
            FacetValue::Tag(value) => self.tags.contains(value),
            FacetValue::Photo => self.with_photo,
            FacetValue::Note => self.with_note,
            FacetValue::Unconfirmed => self.unconfirmed,
            FacetValue::From => self.from.is_some(),
            FacetValue::To => self.to.is_some(),
            FacetValue::Text => !self.text.trim().is_empty(),
        }
    }

    /// The filter without one value.
    #[must_use]
    pub fn without(&self, value: &FacetValue) -> Self {
        let mut filter = self.clone();
        if filter.has(value) {
            filter.toggle(value.clone());
        }
        filter
    }

    /// Every criterion in words.
    pub fn chips(&self, archive: &Archive) -> Vec<Chip> {
        let mut chips = Vec::new();
        let mut add = |label: String, facet, value| chips.push(Chip { label, facet, value });
        if self.has(&FacetValue::Text) {
            add(format!("“{}”", self.text.trim()), None, FacetValue::Text);
        }
        for kind in &self.kinds {
            add(kind.word().to_owned(), Some(FacetKind::Kind), FacetValue::Kind(*kind));
        }
        for id in &self.speakers {
            let name = archive.speaker(id).map_or(id.as_str(), Speaker::name);
            add(format!("said by {name}"), Some(FacetKind::Speaker), FacetValue::Speaker(id.clone()));
        }
        for naming in &self.naming {
            add(naming.word().to_owned(), Some(FacetKind::Naming), FacetValue::Naming(*naming));
        }
        for medium in &self.media {
            add(format!("in: {medium}"), Some(FacetKind::Medium), FacetValue::Medium(medium.clone()));
        }
        for outlet in &self.outlets {
            add(outlet.clone(), Some(FacetKind::Outlet), FacetValue::Outlet(outlet.clone()));
        }
        if let Some(day) = self.from {
            add(format!("from {}", day.strftime("%-d %b %Y")), None, FacetValue::From);
        }
        if let Some(day) = self.to {
            add(format!("to {}", day.strftime("%-d %b %Y")), None, FacetValue::To);
        }
        for year in &self.years {
            add(year.to_string(), Some(FacetKind::Date), FacetValue::Year(*year));
        }
        for tag in &self.tags {
            add(format!("#{tag}"), Some(FacetKind::Tag), FacetValue::Tag(tag.clone()));
        }
        if self.with_photo {
            add("with photo".to_owned(), Some(FacetKind::Photo), FacetValue::Photo);
        }
        if self.with_note {
            add("with note".to_owned(), Some(FacetKind::Note), FacetValue::Note);
        }
        if self.unconfirmed {
            add("not confirmed".to_owned(), Some(FacetKind::Unconfirmed), FacetValue::Unconfirmed);
        }
        chips
    }
}
