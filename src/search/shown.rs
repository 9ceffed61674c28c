//! What a filter lets through.

use std::collections::{BTreeMap, BTreeSet};

use super::facets::Facets;
use crate::model::{PhotoId, QuotationId, Slug};

/// What a filter lets through, and what each value of each facet would leave.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    articles: BTreeMap<Slug, (BTreeSet<QuotationId>, BTreeSet<PhotoId>)>,
    quotations: usize,
    /// Counts for each facet.
    pub facets: Facets,
    pub(super) of_articles: usize,
    /// How many quotations there are.
    pub of_quotations: usize,
}

impl Shown {
    pub(super) fn put(&mut self, slug: Slug, quotations: BTreeSet<QuotationId>, photos: BTreeSet<PhotoId>, speech: usize) {
        self.quotations += speech;
        self.articles.insert(slug, (quotations, photos));
    }

    /// Takes over what was let through of other articles; counts of facets stay as they are.
    pub fn add(&mut self, more: Self) {
        self.articles.extend(more.articles);
        self.quotations += more.quotations;
        self.of_articles += more.of_articles;
        self.of_quotations += more.of_quotations;
    }

    /// Whether an article is let through.
    pub fn is_article_shown(&self, slug: &Slug) -> bool {
        self.articles.contains_key(slug)
    }

    /// Whether a quotation is let through.
    pub fn is_quotation_shown(&self, slug: &Slug, id: &QuotationId) -> bool {
        self.articles.get(slug).is_some_and(|(quotations, _)| quotations.contains(id))
    }

    /// Whether a photo is let through.
    pub fn is_photo_shown(&self, slug: &Slug, id: &PhotoId) -> bool {
        self.articles.get(slug).is_some_and(|(_, photos)| photos.contains(id))
    }

    /// The quotations of an article that are let through.
    pub fn quotations_of(&self, slug: &Slug) -> impl Iterator<Item = &QuotationId> {
        self.articles.get(slug).into_iter().flat_map(|(quotations, _)| quotations)
    }

    /// How many articles are let through.
    pub fn article_count(&self) -> usize {
        self.articles.len()
    }

    /// What is let through, in words: `9 of 14 quotations`.
    pub fn sentence(&self) -> String {
        let quotations = if self.quotations == self.of_quotations {
            format!("{} quotations", self.quotations)
        } else {
            format!("{} of {} quotations", self.quotations, self.of_quotations)
        };
        if self.articles.len() == self.of_articles {
            quotations
        } else {
            format!("{quotations} in {} of {} articles", self.articles.len(), self.of_articles)
        }
    }
}
