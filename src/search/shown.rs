//! What a filter lets through.

use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
};

use super::{facets::Facets, facts::Facts};
use crate::model::{PhotoId, QuotationId, Slug};

/// What a filter lets through, and what each value of each facet would leave.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    /// The articles of each corpus that was asked: one in the window, several where an archive is read part by part.
    pub(super) parts: Vec<Part>,
    pub(super) articles: usize,
    pub(super) quotations: usize,
    /// What a filter lets through that stands between marks and is nobody's speech; nothing counted where no filter is in force.
    pub(super) terms: usize,
    pub(super) titles: usize,
    /// Counts for each facet.
    pub facets: Facets,
    pub(super) of_articles: usize,
    /// How many quotations there are.
    pub of_quotations: usize,
    /// Whether all articles were read; otherwise numbers grow while they are.
    pub is_counted: bool,
    /// Tells this from everything that was let through before or is later: what is worked out from it holds as long as this is the same.
    pub number: u64,
}

/// The next number.
pub(super) fn next_number() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// What is let through of one corpus.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub places: Arc<HashMap<Slug, u32>>,
    pub facts: Arc<Facts>,
    /// The articles that are let through, by their place in the corpus, in its order.
    pub rows: Arc<Vec<u32>>,
    /// Of every article whether it is.
    pub articles: Vec<bool>,
    /// Of every quotation whether it is, as the facts have them.
    pub quotations: Vec<bool>,
    /// Of every photo.
    pub photos: Vec<bool>,
    /// Where in its article the quotation stood that was asked for last: the next one is asked for next.
    pub asked: Arc<AtomicUsize>,
}

impl Part {
    fn is_shown(&self, place: usize) -> bool {
        self.articles.get(place).copied().unwrap_or(false)
    }
}

impl Shown {
    /// Takes over what was let through of other articles; counts of facets stay as they are.
    pub fn add(&mut self, more: Self) {
        self.parts.extend(more.parts);
        self.articles += more.articles;
        self.quotations += more.quotations;
        self.terms += more.terms;
        self.titles += more.titles;
        self.of_articles += more.of_articles;
        self.of_quotations += more.of_quotations;
    }

    fn place(&self, slug: &Slug) -> Option<(&Part, usize)> {
        let (part, place) = self.parts.iter().find_map(|part| Some((part, *part.places.get(slug)? as usize)))?;
        part.is_shown(place).then_some((part, place))
    }

    /// The articles that are let through, by their place in the corpus, in its order.
    pub fn rows(&self) -> Arc<Vec<u32>> {
        self.parts.first().map(|part| part.rows.clone()).unwrap_or_default()
    }

    /// Whether the article at a place of the corpus is let through.
    pub fn is_place_shown(&self, place: u32) -> bool {
        self.parts.first().is_some_and(|part| part.is_shown(place as usize))
    }

    /// Whether an article is let through.
    pub fn is_article_shown(&self, slug: &Slug) -> bool {
        self.place(slug).is_some()
    }

    /// Whether a quotation is let through.
    pub fn is_quotation_shown(&self, slug: &Slug, id: &QuotationId) -> bool {
        self.place(slug).is_some_and(|(part, place)| {
            let facts = &part.facts;
            let number = facts.ids.known(id.as_str());
            let all = facts.quotations.of(place);
            let from = part.asked.load(Ordering::Relaxed).min(all.len());
            let at = (from..all.len()).chain(0..from).find(|at| Some(all[*at].id) == number);
            part.asked.store(at.map_or(0, |at| at + 1), Ordering::Relaxed);
            // Of an article that was not counted yet everything is shown.
            place >= facts.len() || at.is_some_and(|at| part.quotations[facts.quotations.range(place).start + at])
        })
    }

    /// Of each quotation of an article, in its order, whether it is let through; nothing where the article was not counted yet.
    pub fn quotations_shown(&self, slug: &Slug) -> Option<&[bool]> {
        let (part, place) = self.parts.iter().find_map(|part| Some((part, *part.places.get(slug)? as usize)))?;
        (place < part.facts.len()).then(|| part.quotations.get(part.facts.quotations.range(place)).unwrap_or_default())
    }

    /// Of each photo of an article, in its order, whether it is let through; nothing where the article was not counted yet.
    pub fn photos_shown(&self, slug: &Slug) -> Option<&[bool]> {
        let (part, place) = self.parts.iter().find_map(|part| Some((part, *part.places.get(slug)? as usize)))?;
        (place < part.facts.len()).then(|| part.photos.get(part.facts.photos.range(place)).unwrap_or_default())
    }

    /// The photos of the article at a place of the corpus that are let through, by their place in it; none of one not counted yet.
    pub fn photos_of_place(&self, place: u32) -> impl Iterator<Item = u32> {
        let part = self.parts.first().filter(|part| part.is_shown(place as usize));
        let shown = part.and_then(|part| part.photos.get(part.facts.photos.range(place as usize))).unwrap_or_default();
        (0..).zip(shown).filter(|(_, is_shown)| **is_shown).map(|(at, _)| at)
    }

    /// Whether a photo is let through.
    pub fn is_photo_shown(&self, slug: &Slug, id: &PhotoId) -> bool {
        self.place(slug).is_some_and(|(part, place)| {
            let facts = &part.facts;
            let number = facts.ids.known(id.as_str());
            let at = facts.photos.of(place).iter().position(|name| Some(*name) == number);
            place >= facts.len() || at.is_some_and(|at| part.photos[facts.photos.range(place).start + at])
        })
    }

    /// The quotations of an article that are let through, where it was counted.
    pub fn quotations_of(&self, slug: &Slug) -> impl Iterator<Item = QuotationId> {
        self.place(slug).into_iter().flat_map(|(part, place)| {
            let (facts, start) = (&part.facts, part.facts.quotations.range(place).start);
            let all = facts.quotations.of(place).iter().enumerate().filter(move |(at, _)| part.quotations[start + at]);
            all.map(move |(_, quoted)| QuotationId::new(facts.ids.name(quoted.id)))
        })
    }

    /// How many quotations of an article are let through; nothing where it was not counted yet.
    pub fn quotation_count(&self, slug: &Slug) -> Option<usize> {
        let Some((part, place)) = self.place(slug) else { return Some(0) };
        let range = part.facts.quotations.range(place);
        (place < part.facts.len()).then(|| part.quotations[range].iter().filter(|is_shown| **is_shown).count())
    }

    /// How many quotations that are let through nobody has confirmed.
    pub fn unconfirmed_count(&self) -> usize {
        let count = |part: &Part| {
            let both = part.facts.quotations.all().iter().zip(&part.quotations);
            both.filter(|(quoted, is_shown)| **is_shown && !quoted.is_confirmed).count()
        };
        self.parts.iter().map(count).sum()
    }

    /// How many quotations of an article that are let through nobody has confirmed; nothing where it was not counted yet.
    pub fn unconfirmed_of(&self, slug: &Slug) -> Option<usize> {
        let Some((part, place)) = self.place(slug) else { return Some(0) };
        let range = part.facts.quotations.range(place);
        let both = part.facts.quotations.of(place).iter().zip(&part.quotations[range]);
        (place < part.facts.len()).then(|| both.filter(|(quoted, is_shown)| **is_shown && !quoted.is_confirmed).count())
    }

    /// How many articles are let through.
    pub fn article_count(&self) -> usize {
        self.articles
    }

    /// What is let through, in words: `9 of 14 quotations`, `1 scare quote`.
    pub fn sentence(&self) -> String {
        let counted = |count: usize, word: &str| match count {
            0 => None,
            1 => Some(format!("1 {word}")),
            count => Some(format!("{count} {word}s")),
        };
        let others = [counted(self.terms, "scare quote"), counted(self.titles, "title")];
        let speech = if self.quotations == self.of_quotations {
            Some(counted(self.quotations, "quotation").unwrap_or_else(|| "0 quotations".to_owned()))
        } else if self.quotations == 0 && others.iter().any(Option::is_some) {
            None
        } else {
            Some(format!("{} of {} quotations", self.quotations, self.of_quotations))
        };
        let quotations = speech.into_iter().chain(others.into_iter().flatten()).collect::<Vec<_>>().join(" and ");
        let quotations = if self.articles == self.of_articles {
            quotations
        } else {
            format!("{quotations} in {} of {} articles", self.articles, self.of_articles)
        };
        if self.is_counted { quotations } else { format!("{quotations}, still counting") }
    }
}
