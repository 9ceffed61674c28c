//! Searching all open archives: what is asked, what was found, and the indexes it is answered from.

use std::{collections::HashMap, sync::Arc};

use super::selection::Selection;
use crate::search::fulltext::{Facet, Order, Snippet, TextIndex};

/// How many results are shown at first, and how many more each time.
pub const RESULTS: usize = 30;

/// What is searched, and what was found.
#[derive(Default)]
pub struct Search {
    /// The query as it was typed.
    pub words: String,
    /// In which order results come.
    pub order: Order,
    /// How many are wanted.
    pub limit: usize,
    /// What was found last.
    pub found: Results,
    /// Why the query could not be put, in a sentence.
    pub trouble: Option<String>,
    /// Counts the questions, so that a late answer to an early one is dropped.
    pub asked: u64,
    /// The job that answers the last question.
    pub job: Option<u64>,
    /// Counts how often the field was asked to take the keyboard.
    pub focus: u64,
    /// The index of each open archive, by the archive's key.
    pub indexes: HashMap<u64, IndexState>,
}

/// How far an index is.
pub enum IndexState {
    /// A job makes it.
    Making,
    /// It can be asked.
    Ready(Arc<TextIndex>),
    /// There is none, and why; searching reads every article.
    Without(String),
}

impl IndexState {
    /// The index, where it can be asked.
    pub fn index(&self) -> Option<Arc<TextIndex>> {
        match self {
            Self::Ready(index) => Some(index.clone()),
            Self::Making | Self::Without(_) => None,
        }
    }
}

/// What was found.
#[derive(Clone, Default)]
pub struct Results {
    /// The query that found it.
    pub words: String,
    /// The first of them.
    pub results: Vec<SearchResult>,
    /// How many there are.
    pub total: usize,
    /// How they are spread.
    pub facets: Vec<Facet>,
    /// Whether more may come: articles are still being read.
    pub is_partial: bool,
}

/// One result.
#[derive(Clone)]
pub struct SearchResult {
    /// The archive, by its key.
    pub archive: u64,
    /// What a click leads to.
    pub selection: Selection,
    /// The article's headline.
    pub headline: String,
    /// Date and outlet, in words.
    pub origin: String,
    /// Who says it, where it is a quotation.
    pub speaker: Option<String>,
    /// The words around what was found, with marks.
    pub snippet: Snippet,
    /// Whether it is a note of the reader.
    pub is_note: bool,
    /// How well it fits.
    pub score: f32,
    /// The day of publication.
    pub day: Option<jiff::civil::Date>,
}

/// A step in searching.
#[derive(Clone, Debug, PartialEq)]
pub enum SearchStep {
    /// Shows the panel, with the keyboard in its field.
    Open,
    /// Asks for something.
    Words(String),
    /// In another order.
    Order(Order),
    /// Shows more results.
    More,
    /// Leads to a result: the archive's key, and what to select.
    Go(u64, Selection),
}
