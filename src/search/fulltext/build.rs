//! Bringing an index up to date with its archive.

use std::{
    collections::HashMap,
    path::Path,
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
    thread,
};

use rayon::prelude::*;
use tantivy::{IndexWriter, TantivyDocument, TantivyError, Term};

use super::{
    index::{Fields, IndexError, Source, TextIndex, guarded},
    place,
    query::Exact,
    words::Language,
};
use crate::model::{Article, PublicationDate, Slug};

/// How much an indexing thread holds before it writes, in bytes.
const MEMORY: usize = 96 << 20;
/// After how many articles what is done is made safe, so that stopping loses little.
const BATCH: usize = 50_000;

impl TextIndex {
    /// The index in a folder, brought up to date: only articles that changed are read; one that is broken is made anew.
    ///
    /// # Errors
    /// [`IndexError`]; searching works without an index.
    pub fn update(folder: &Path, source: &Source<'_>) -> Result<Self, IndexError> {
        if let Some(index) = Self::open(folder) {
            if index.key().as_deref() == Some(source.key) {
                place::used(folder);
                return Ok(index);
            }
            match guarded(|| index.change(source)) {
                Ok(()) => {
                    place::used(folder);
                    return Ok(index);
                }
                Err(error @ (IndexError::Stopped | IndexError::Busy)) => return Err(error),
                // Whatever is wrong with it, it is only a cache.
                Err(_) => {}
            }
        }
        let index = Self::create(folder)?;
        index.change(source)?;
        place::used(folder);
        Ok(index)
    }

    fn change(&self, source: &Source<'_>) -> Result<(), IndexError> {
        let threads = thread::available_parallelism().map_or(1, usize::from).min(8);
        let mut writer: IndexWriter = match self.index.writer_with_num_threads(threads, MEMORY * threads) {
            Err(TantivyError::LockFailure(..)) => return Err(IndexError::Busy),
            other => other?,
        };
        let known = self.known()?;
        let wanted: HashMap<&Slug, &str> = source.articles.iter().map(|(slug, state)| (slug, state.as_str())).collect();
        for (slug, state) in &known {
            let keeps = slug.parse().is_ok_and(|slug: Slug| wanted.get(&slug).is_some_and(|wanted| wanted == state));
            if !keeps {
                writer.delete_term(Term::from_field_text(self.fields.slug, slug));
            }
        }
        let new: Vec<&(Slug, String)> =
            source.articles.iter().filter(|(slug, state)| known.get(slug.as_str()).is_none_or(|known| known != state)).collect();
        let done = AtomicUsize::new(source.articles.len() - new.len());
        for batch in new.chunks(BATCH) {
            let (stopped, failed) = (AtomicBool::new(false), AtomicBool::new(false));
            batch.par_iter().for_each(|(slug, state)| {
                if stopped.load(Ordering::Relaxed) || failed.load(Ordering::Relaxed) {
                    return;
                }
                if let Some(article) = (source.read)(slug) {
                    for document in documents(&self.fields, slug, state, &article) {
                        if writer.add_document(document).is_err() {
                            failed.store(true, Ordering::Relaxed);
                        }
                    }
                }
                if !(source.go_on)(done.fetch_add(1, Ordering::Relaxed) + 1) {
                    stopped.store(true, Ordering::Relaxed);
                }
            });
            if stopped.into_inner() {
                writer.rollback()?;
                return Err(IndexError::Stopped);
            }
            writer.commit()?;
        }
        let mut last = writer.prepare_commit()?;
        last.set_payload(&Self::payload(source.key));
        last.commit()?;
        writer.wait_merging_threads()?;
        self.reader.reload()?;
        Ok(())
    }

    /// The articles that it holds, each with its state.
    fn known(&self) -> Result<HashMap<String, String>, IndexError> {
        let mut known = HashMap::new();
        for segment in self.reader.searcher().segment_readers() {
            let (Some(slugs), Some(states)) = (segment.fast_fields().str("slug")?, segment.fast_fields().str("state")?) else { continue };
            let (mut slug, mut state) = (String::new(), String::new());
            for doc in segment.doc_ids_alive() {
                let Some(ord) = states.term_ords(doc).next() else { continue };
                let Some(of) = slugs.term_ords(doc).next() else { continue };
                slugs.ord_to_str(of, &mut slug).map_err(TantivyError::from)?;
                states.ord_to_str(ord, &mut state).map_err(TantivyError::from)?;
                known.insert(slug.clone(), state.clone());
            }
        }
        Ok(known)
    }
}

/// An article and each of its quotations, as the index takes them.
fn documents(fields: &Fields, slug: &Slug, state: &str, article: &Article) -> Vec<TantivyDocument> {
    let language = Language::of(article.in_language.as_deref());
    let mut common = TantivyDocument::default();
    common.add_text(fields.slug, slug.as_str());
    if let Some(outlet) = &article.publisher {
        common.add_text(fields.outlet, outlet);
        common.add_text(fields.exact, exact(Exact::Outlet, outlet));
    }
    for tag in &article.keywords {
        common.add_text(fields.tag, tag);
        common.add_text(fields.exact, exact(Exact::Tag, tag));
    }
    if let Some(day) = article.date_published.map(PublicationDate::day) {
        common.add_i64(fields.day, number(day));
        common.add_i64(fields.year, day.year().into());
        common.add_text(fields.exact, exact(Exact::Year, &day.year().to_string()));
    }
    for creator in &article.byline.0 {
        common.add_text(fields.by, creator.name());
    }
    common.add_u64(fields.photos, article.photos.len() as u64);
    let mut documents = Vec::with_capacity(1 + article.quotations.len());
    for (number, quotation) in article.quotations.iter().enumerate() {
        let mut document = common.clone();
        document.add_u64(fields.place, number as u64 + 1);
        document.add_text(fields.kind, quotation.kind.word());
        let speaker = quotation.spoken_by_character.as_ref();
        if let Some(id) = speaker {
            document.add_text(fields.speaker, id.as_str());
            document.add_text(fields.exact, exact(Exact::Speaker, id.as_str()));
        }
        if let Some(medium) = &quotation.medium {
            document.add_text(fields.medium, medium);
            document.add_text(fields.exact, exact(Exact::Medium, medium));
        }
        for passage in &quotation.passages {
            document.add_text(fields.said[&language], &passage.exact);
        }
        documents.push(document);
    }
    let mut document = common;
    document.add_u64(fields.place, 0);
    document.add_text(fields.state, state);
    document.add_text(fields.headline[&language], &article.headline);
    // A word of the headline counts for more than one of the body.
    for _ in 0..3 {
        document.add_text(fields.text[&language], &article.headline);
    }
    if let Some(standfirst) = &article.standfirst {
        document.add_text(fields.text[&language], standfirst);
    }
    for text in article.blocks.iter().filter_map(crate::model::Block::plain_text) {
        document.add_text(fields.text[&language], text);
    }
    for photo in &article.photos {
        for text in [Some(&photo.caption), photo.credit_text.as_ref(), photo.alternate_name.as_ref()].into_iter().flatten() {
            if !text.is_empty() {
                document.add_text(fields.text[&language], text);
                document.add_text(fields.caption[&language], text);
            }
        }
    }
    documents.push(document);
    documents
}

/// How the index has a facet's value.
pub(super) fn exact(of: Exact, value: &str) -> String {
    let name = match of {
        Exact::Speaker => "speaker",
        Exact::Medium => "medium",
        Exact::Outlet => "outlet",
        Exact::Tag => "tag",
        Exact::Year => "year",
    };
    format!("{name}={value}")
}

/// A day as `yyyymmdd`, which orders as the days do.
pub(super) fn number(day: jiff::civil::Date) -> i64 {
    i64::from(day.year()) * 10_000 + i64::from(day.month()) * 100 + i64::from(day.day())
}
