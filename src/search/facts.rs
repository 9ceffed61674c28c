//! What filtering and counting need, in columns: a million quotations take 24 MB, and one pass over them takes milliseconds.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{
    fold::folded,
    names::{NONE, Names, Runs},
};
use crate::model::{Article, ArticleSummary, PublicationDate, Quotation, QuotationKind, SpeakerId};

/// What filtering needs of a quotation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quoted {
    /// Its name.
    pub id: u32,
    /// Who said it, or [`NONE`].
    pub speaker: u32,
    /// How it was said, or [`NONE`].
    pub medium: u32,
    /// How many words it has.
    pub words: u32,
    pub kind: QuotationKind,
    pub is_confirmed: bool,
}

/// What the articles themselves say, as far as they were read: the first so many of an archive, in its order.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    pub(super) ids: Names,
    pub(super) speakers: Names,
    pub(super) media: Names,
    pub(super) quotations: Runs<Quoted>,
    /// The photos' names.
    pub(super) photos: Runs<u32>,
    /// Speakers that labels and sources name.
    mentioned: Runs<u32>,
}

impl Facts {
    /// How many articles were read.
    pub fn len(&self) -> usize {
        self.quotations.len()
    }

    /// Whether none was.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds the next article; nothing where it could not be read.
    pub fn push(&mut self, article: Option<&Article>) {
        let (quotations, photos, mentioned) = self.of(article);
        self.quotations.push(quotations);
        self.photos.push(photos);
        self.mentioned.push(mentioned);
    }

    /// Takes over how an article is now.
    pub(super) fn replace(&mut self, place: usize, article: &Article) {
        if place < self.len() {
            let (quotations, photos, mentioned) = self.of(Some(article));
            self.quotations.replace(place, quotations);
            self.photos.replace(place, photos);
            self.mentioned.replace(place, mentioned);
        }
    }

    fn of(&mut self, article: Option<&Article>) -> (Vec<Quoted>, Vec<u32>, Vec<u32>) {
        let Some(article) = article else { return Default::default() };
        let quotations = article.quotations.iter().map(|quotation| self.quoted(quotation)).collect();
        let photos = article.photos.iter().map(|photo| self.ids.number(photo.id.as_str())).collect();
        let labels = article.labels.iter().filter_map(|label| label.spoken_by_character.as_ref());
        let mentioned = labels.chain(article.sources.iter().filter_map(|source| source.author.as_ref()));
        let mentioned = mentioned.map(|id| self.speakers.number(id.as_str())).collect();
        (quotations, photos, mentioned)
    }

    fn quoted(&mut self, quotation: &Quotation) -> Quoted {
        Quoted {
            id: self.ids.number(quotation.id.as_str()),
            speaker: quotation.spoken_by_character.as_ref().map_or(NONE, |id| self.speakers.number(id.as_str())),
            medium: quotation.medium.as_ref().map_or(NONE, |medium| self.media.number(medium)),
            words: u32::try_from(quotation.word_count()).unwrap_or(u32::MAX),
            kind: quotation.kind,
            is_confirmed: quotation.provenance.is_confirmed(),
        }
    }

    /// The articles in which somebody speaks or is named as a source, by their place.
    pub(super) fn with_speaker(&self, id: &SpeakerId) -> Vec<usize> {
        let Some(number) = self.speakers.known(id.as_str()) else { return Vec::new() };
        let speaks = |place: &usize| {
            self.quotations.of(*place).iter().any(|quoted| quoted.speaker == number) || self.mentioned.of(*place).contains(&number)
        };
        (0..self.len()).filter(speaks).collect()
    }

    /// How many words of speech everybody has, by number.
    pub(super) fn words(&self) -> Vec<usize> {
        let mut words = vec![0; self.speakers.len()];
        for quoted in self.quotations.all().iter().filter(|quoted| quoted.kind.is_speech()) {
            if let Some(words) = words.get_mut(quoted.speaker as usize) {
                *words += quoted.words as usize;
            }
        }
        words
    }
}

/// What the archive's list says of each article, in columns.
#[derive(Clone, Debug, Default)]
pub(super) struct Listed {
    pub outlets: Names,
    pub tags: Names,
    pub outlet: Vec<u32>,
    pub day: Vec<Option<Date>>,
    pub tag: Runs<u32>,
    pub has_photo: Vec<bool>,
    /// Headline and outlet, folded; only of a large archive, whose texts are not at hand.
    pub title: Vec<Box<str>>,
    pub quotations: usize,
    pub photos: usize,
}

impl Listed {
    /// The columns of a list; `titles` are folded where asked for.
    pub fn of(list: &[ArticleSummary], titles: bool) -> Self {
        let mut listed = Self::default();
        for summary in list {
            let (outlet, tags) = listed.names(summary);
            listed.outlet.push(outlet);
            listed.tag.push(tags);
            listed.day.push(summary.date_published.map(PublicationDate::day));
            listed.has_photo.push(summary.photo_count > 0);
            if titles {
                listed.title.push(title(summary));
            }
            listed.quotations += summary.quotation_count;
            listed.photos += summary.photo_count;
        }
        listed
    }

    /// Takes over how an article is listed now, and no longer as `before`.
    pub fn replace(&mut self, place: usize, before: &ArticleSummary, summary: &ArticleSummary) {
        let (outlet, tags) = self.names(summary);
        self.outlet[place] = outlet;
        self.tag.replace(place, tags);
        self.day[place] = summary.date_published.map(PublicationDate::day);
        self.has_photo[place] = summary.photo_count > 0;
        if let Some(folded) = self.title.get_mut(place) {
            *folded = title(summary);
        }
        self.quotations = (self.quotations + summary.quotation_count).saturating_sub(before.quotation_count);
        self.photos = (self.photos + summary.photo_count).saturating_sub(before.photo_count);
    }

    fn names(&mut self, summary: &ArticleSummary) -> (u32, Vec<u32>) {
        let outlet = summary.publisher.as_ref().map_or(NONE, |outlet| self.outlets.number(outlet));
        let tags: BTreeSet<&String> = summary.keywords.iter().collect();
        (outlet, tags.into_iter().map(|tag| self.tags.number(tag)).collect())
    }
}

fn title(summary: &ArticleSummary) -> Box<str> {
    folded(&format!("{} {}", summary.headline, summary.publisher.as_deref().unwrap_or_default())).into()
}
