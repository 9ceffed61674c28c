//! The articles of an archive, ready to be filtered.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::{
    facets,
    filter::{Filter, Naming},
    fold::{folded, has_all, words},
    shown::Shown,
};
use crate::model::{Archive, Article, Slug, Speaker, SpeakerId};

/// The articles of an archive with their words folded once.
pub struct Corpus {
    articles: Vec<(Slug, Arc<Article>)>,
    places: HashMap<Slug, usize>,
    pub(super) entries: Vec<Entry>,
    pub(super) speakers: Vec<Speaker>,
}

/// What filtering needs of an article.
pub(super) struct Entry {
    whole: String,
    /// What filtering needs of each quotation, in the article's order.
    pub quotations: Vec<Quoted>,
    photos: Vec<String>,
}

/// What filtering needs of a quotation.
pub(super) struct Quoted {
    words: String,
    /// Whether it is said who speaks.
    pub naming: Naming,
}

/// What of one article a filter lets through.
pub(super) struct Passed {
    /// The quotations, by their place.
    pub quotations: Vec<usize>,
    /// The photos, by their place.
    pub photos: Vec<usize>,
}

impl Corpus {
    /// Prepares the articles of an archive.
    pub fn new(archive: &Archive, articles: Vec<(Slug, Arc<Article>)>) -> Self {
        let speakers = speakers(archive);
        let entries = articles.iter().map(|(_, article)| Entry::of(&speakers, article)).collect();
        let places = articles.iter().enumerate().map(|(place, (slug, _))| (slug.clone(), place)).collect();
        Self { articles, places, entries, speakers: archive.speakers.clone() }
    }

    /// Puts changed articles in the place of what they were, and takes over the archive's speakers.
    pub fn replace(&mut self, archive: &Archive, articles: Vec<(Slug, Arc<Article>)>) {
        self.speakers.clone_from(&archive.speakers);
        let speakers = speakers(archive);
        for (slug, article) in articles {
            if let Some(place) = self.places.get(&slug) {
                self.entries[*place] = Entry::of(&speakers, &article);
                self.articles[*place].1 = article;
            }
        }
    }

    /// The articles in the archive's order.
    pub fn articles(&self) -> &[(Slug, Arc<Article>)] {
        &self.articles
    }

    /// The article of a name.
    pub fn article(&self, slug: &Slug) -> Option<&Arc<Article>> {
        self.places.get(slug).map(|place| &self.articles[*place].1)
    }

    /// What a filter lets through; `noted` are the articles with a note.
    ///
    /// Words must all occur somewhere in the article; its quotations are then those whose own words or speaker have them, or all of them
    /// where the words stand elsewhere in the article.
    pub fn apply(&self, filter: &Filter, noted: &HashSet<Slug>) -> Shown {
        let mut shown = self.apply_uncounted(filter, noted);
        shown.facets = facets::count(self, filter, noted);
        shown
    }

    /// What a filter lets through, without the counts of facets, which take most of the time.
    pub fn apply_uncounted(&self, filter: &Filter, noted: &HashSet<Slug>) -> Shown {
        let mut shown = Shown::default();
        for (place, passed) in self.passing(filter, noted) {
            let (slug, article) = &self.articles[place];
            let quotations = passed.quotations.iter().map(|at| article.quotations[*at].id.clone()).collect();
            let photos = passed.photos.iter().map(|at| article.photos[*at].id.clone()).collect();
            shown.put(
                slug.clone(),
                quotations,
                photos,
                article
                    .quotations
                    .iter()
                    .zip(&self.entries[place].quotations)
                    .enumerate()
                    .filter(|(at, (quotation, _))| quotation.kind.is_speech() && passed.quotations.contains(at))
                    .count(),
            );
        }
        shown.of_articles = self.articles.len();
        shown.of_quotations = self.articles.iter().map(|(_, article)| article.speech().count()).sum();
        shown
    }

    /// The articles that pass, by their place, with what of them passes.
    pub(super) fn passing<'a>(&'a self, filter: &'a Filter, noted: &'a HashSet<Slug>) -> impl Iterator<Item = (usize, Passed)> + 'a {
        let wanted = words(&filter.text);
        (0..self.articles.len()).filter_map(move |place| Some((place, self.pass(place, filter, noted, &wanted)?)))
    }

    fn pass(&self, place: usize, filter: &Filter, noted: &HashSet<Slug>, wanted: &[String]) -> Option<Passed> {
        let ((slug, article), entry) = (&self.articles[place], &self.entries[place]);
        let day = article.date_published.map(crate::model::PublicationDate::day);
        let passes = (filter.outlets.is_empty() || article.publisher.as_ref().is_some_and(|outlet| filter.outlets.contains(outlet)))
            && filter.from.is_none_or(|from| day.is_some_and(|day| day >= from))
            && filter.to.is_none_or(|to| day.is_some_and(|day| day <= to))
            && (filter.years.is_empty() || day.is_some_and(|day| filter.years.contains(&day.year())))
            && (filter.tags.is_empty() || article.keywords.iter().any(|tag| filter.tags.contains(tag)))
            && (!filter.with_photo || !article.photos.is_empty())
            && (!filter.with_note || noted.contains(slug))
            && has_all(&entry.whole, wanted);
        if !passes {
            return None;
        }
        let all: Vec<usize> =
            (0..article.quotations.len()).filter(|at| picked(filter, &article.quotations[*at], &entry.quotations[*at])).collect();
        let mut quotations: Vec<usize> = all.iter().copied().filter(|at| has_all(&entry.quotations[*at].words, wanted)).collect();
        let mut photos: Vec<usize> = (0..entry.photos.len()).filter(|at| has_all(&entry.photos[*at], wanted)).collect();
        if quotations.is_empty() && photos.is_empty() {
            // The words stand in the article's own text: nothing of it is left out.
            quotations = all;
            photos = (0..entry.photos.len()).collect();
        }
        if filter.picks_quotations() && quotations.is_empty() {
            return None;
        }
        Some(Passed { quotations, photos })
    }
}

type Speakers<'a> = HashMap<&'a SpeakerId, &'a Speaker>;

/// By identifier: an archive of a newspaper's decade has many thousands.
fn speakers(archive: &Archive) -> Speakers<'_> {
    archive.speakers.iter().map(|speaker| (speaker.id(), speaker)).collect()
}

fn picked(filter: &Filter, quotation: &crate::model::Quotation, quoted: &Quoted) -> bool {
    !(filter.unconfirmed && quotation.provenance.is_confirmed())
        && (filter.kinds.is_empty() || filter.kinds.contains(&quotation.kind))
        && (filter.speakers.is_empty() || quotation.spoken_by_character.as_ref().is_some_and(|id| filter.speakers.contains(id)))
        && (filter.naming.is_empty() || (quotation.kind.is_speech() && filter.naming.contains(&quoted.naming)))
        && (filter.media.is_empty() || quotation.medium.as_ref().is_some_and(|medium| filter.media.contains(medium)))
}

impl Entry {
    fn of(speakers: &Speakers<'_>, article: &Article) -> Self {
        let name = |speaker: Option<&Speaker>| speaker.map(|speaker| speaker.name().to_owned()).unwrap_or_default();
        let quotations: Vec<Quoted> = article
            .quotations
            .iter()
            .map(|quotation| {
                let speaker = quotation.spoken_by_character.as_ref().and_then(|id| speakers.get(id)).copied();
                Quoted { words: folded(&format!("{} {}", quotation.text(), name(speaker))), naming: Naming::of(speaker) }
            })
            .collect();
        let photos: Vec<String> = article
            .photos
            .iter()
            .map(|photo| {
                folded(
                    &[
                        photo.caption.as_str(),
                        photo.credit_text.as_deref().unwrap_or_default(),
                        photo.alternate_name.as_deref().unwrap_or_default(),
                    ]
                    .join(" "),
                )
            })
            .collect();
        let mut whole = folded(
            &[
                article.headline.as_str(),
                article.standfirst.as_deref().unwrap_or_default(),
                &article.byline.in_words(),
                article.publisher.as_deref().unwrap_or_default(),
                article.plain_text().as_str(),
            ]
            .join(" "),
        );
        for words in photos.iter().chain(quotations.iter().map(|quoted| &quoted.words)) {
            whole.push(' ');
            whole.push_str(words);
        }
        Self { whole, quotations, photos }
    }
}
