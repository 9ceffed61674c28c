//! What is selected: one value, shown by every panel.

use crate::model::{Article, Passage, PhotoId, QuotationId, Slug, SourceId, SpeakerId};

/// The one selection of an archive: an article, and something in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selection {
    /// The article that is read.
    pub article: Option<Slug>,
    /// What is selected in it.
    pub what: Selected,
}

/// What of an article is selected.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Selected {
    /// The article itself.
    #[default]
    Nothing,
    /// A quotation.
    Quotation(QuotationId),
    /// A photo.
    Photo(PhotoId),
    /// A source.
    Source(SourceId),
    /// A speaker, with all of their words.
    Speaker(SpeakerId),
    /// Words that the reader marked with the pointer.
    Passage(Passage),
    /// A note, by its number.
    Note(u64),
}

impl Selection {
    /// An article with nothing selected in it.
    pub fn article(slug: Slug) -> Self {
        Self { article: Some(slug), what: Selected::Nothing }
    }

    /// Something in an article.
    pub fn of(slug: Slug, what: Selected) -> Self {
        Self { article: Some(slug), what }
    }
}

impl Selected {
    /// The passages to scroll to and mark, in reading order; none for photos and for the article itself.
    pub fn passages(&self, article: &Article) -> Vec<Passage> {
        match self {
            Self::Quotation(id) => article.quotation(id).map(|quotation| quotation.passages.clone()).unwrap_or_default(),
            Self::Source(id) => {
                article.sources.iter().find(|source| source.id == *id).map(|source| source.passages.clone()).unwrap_or_default()
            }
            Self::Passage(passage) => vec![passage.clone()],
            Self::Nothing | Self::Photo(_) | Self::Speaker(_) | Self::Note(_) => Vec::new(),
        }
    }

    /// The quotation, where one is selected.
    pub fn quotation(&self) -> Option<&QuotationId> {
        match self {
            Self::Quotation(id) => Some(id),
            _ => None,
        }
    }
}
