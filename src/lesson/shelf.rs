//! An archive with those of its articles that a lesson is made from.

use crate::model::{Archive, Article, Quotation, Slug, Speaker};

/// An archive with those of its articles that a lesson is made from, in the order to read them.
#[derive(Clone, Debug)]
pub struct Shelf<'a> {
    /// The archive: its title, speakers and tags.
    pub archive: &'a Archive,
    /// The articles.
    pub articles: Vec<(&'a Slug, &'a Article)>,
}

impl<'a> Shelf<'a> {
    /// A shelf of these articles.
    pub fn new(archive: &'a Archive, articles: impl IntoIterator<Item = (&'a Slug, &'a Article)>) -> Self {
        Self { archive, articles: articles.into_iter().collect() }
    }

    /// The article of this name.
    pub fn article(&self, slug: &Slug) -> Option<&'a Article> {
        self.articles.iter().find(|(other, _)| *other == slug).map(|(_, article)| *article)
    }

    /// Who said or wrote a quotation.
    pub fn speaker_of(&self, quotation: &Quotation) -> Option<&'a Speaker> {
        self.archive.speaker(quotation.spoken_by_character.as_ref()?)
    }
}
