//! What a large archive is read for behind the reader's back: counts for the filter, words, another order of its list.

use std::{
    collections::HashMap,
    sync::Arc,
    time::{Duration, Instant},
};

use rayon::prelude::*;

use crate::{
    app::{
        action::Action,
        jobs::{in_pool, pool},
        open_archive::OpenArchive,
        order::ArticleOrder,
        search::IndexState,
        state::State,
    },
    model::{Archive, Article, ArticleSummary, Slug},
    search::{
        Facts, Found,
        fulltext::{Query, TextIndex},
    },
};

/// How many articles are read between two looks at the clock.
const ROUND: usize = 512;
/// How often what is known so far is shown.
const TELL: Duration = Duration::from_millis(1_000);

/// Goes on counting what the articles of the archive that is shown have.
pub fn count(state: &mut State) {
    let Some(archive) = state.current.and_then(|index| state.archives.get_mut(index)) else { return };
    if archive.corpus.is_counted() || archive.counted_by.is_some() {
        return;
    }
    let (key, bundle, so_far) = (archive.key(), archive.bundle.clone(), archive.corpus.facts());
    let id = state.jobs.start_telling(format!("Counting quotations of {}", archive.title()), move |progress, tell| {
        let (mut facts, mut corrected) = (Facts::clone(&so_far), Vec::new());
        let list = bundle.summaries();
        progress.set_total(list.len() as u64);
        progress.advance(facts.len() as u64);
        let mut told = Instant::now();
        let pool = pool();
        while facts.len() < list.len() && !progress.is_cancelled() {
            let first = facts.len();
            let round = &list[first..list.len().min(first + ROUND)];
            let read = |summary: &ArticleSummary| {
                let article = bundle.article(&summary.slug).ok()?;
                let now = ArticleSummary::of(summary.slug.clone(), &article);
                Some((article, now))
            };
            let articles: Vec<Option<(Article, ArticleSummary)>> = in_pool(pool.as_ref(), || round.par_iter().map(read).collect());
            for (at, article) in articles.into_iter().enumerate() {
                facts.push(article.as_ref().map(|(article, _)| article));
                corrected.extend(article.map(|(_, now)| now).filter(|now| round.get(at) != Some(now)).map(|now| (first + at, now)));
            }
            progress.advance(round.len() as u64);
            if told.elapsed() > TELL {
                tell(Action::Counted(key, Arc::new(facts.clone()), std::mem::take(&mut corrected), false));
                told = Instant::now();
            }
        }
        Action::Counted(key, Arc::new(facts), corrected, true)
    });
    archive.counted_by = Some(id);
}

/// Takes over what was counted so far.
pub fn counted(state: &mut State, key: u64, facts: Arc<Facts>, corrected: Vec<(usize, ArticleSummary)>, is_end: bool) {
    let Some(archive) = state.archives.iter_mut().find(|archive| archive.key() == key) else { return };
    archive.count(facts, corrected);
    if is_end {
        archive.counted_by = None;
        archive.tidy();
        super::open::verify_key(state, key);
    }
}

/// Looks through the articles for the filter's words, where they are not in memory; stops looking for other words.
pub fn find_words(state: &mut State) {
    let Some(archive) = state.current.and_then(|index| state.archives.get_mut(index)) else { return };
    if let Some(job) = archive.found_by.take() {
        state.jobs.cancel(job);
    }
    let words = archive.filter.text.clone();
    if !archive.corpus.is_to_find(&words) {
        return;
    }
    let (key, bundle, whole) = (archive.key(), archive.bundle.clone(), archive.archive.clone());
    let index = state.search.indexes.get(&key).and_then(IndexState::index).filter(|_| archive.touched.is_empty());
    let along: Vec<(Slug, Option<Arc<Article>>)> = archive.touched_articles();
    let id = state.jobs.start_telling(format!("Looking for “{}”", words.trim()), move |progress, tell| {
        let list = bundle.summaries();
        progress.set_total(list.len() as u64);
        let names: HashMap<_, _> = whole.speakers.iter().map(|speaker| (speaker.id(), speaker.name())).collect();
        let mut all = Found::of(&words);
        if let Some(index) = &index
            && let Some(found) = looked_up(index, &whole, &words, list)
        {
            return Action::FoundWords(key, Box::new(found), true);
        }
        let mut told = Instant::now();
        let pool = pool();
        for (number, round) in list.chunks(ROUND).enumerate() {
            if progress.is_cancelled() {
                return Action::Nothing;
            }
            let look = |(at, summary): (usize, &ArticleSummary)| {
                let mut found = Found::of(&words);
                let changed = along.iter().find(|(slug, _)| *slug == summary.slug).and_then(|(_, article)| article.clone());
                if let Some(article) = changed.or_else(|| bundle.article(&summary.slug).ok().map(Arc::new)) {
                    found.look((number * ROUND + at) as u32, &article, &|id| names.get(id).copied());
                }
                found
            };
            let found: Vec<Found> = in_pool(pool.as_ref(), || round.par_iter().enumerate().map(look).collect());
            found.into_iter().for_each(|found| all.add(found));
            progress.advance(round.len() as u64);
            if told.elapsed() > TELL {
                tell(Action::FoundWords(key, Box::new(all.clone()), false));
                told = Instant::now();
            }
        }
        Action::FoundWords(key, Box::new(all), true)
    });
    archive.found_by = Some(id);
}

/// Asks the index where words stand: each in any of its forms or as a beginning, those in quotation marks just as they are. Nothing
/// where the index cannot say.
fn looked_up(index: &TextIndex, archive: &Archive, words: &str, list: &[ArticleSummary]) -> Option<Found> {
    let query = Query::words(words);
    let places: HashMap<&Slug, u32> = list.iter().enumerate().map(|(place, summary)| (&summary.slug, place as u32)).collect();
    let mut found = Found::of(words);
    for hit in index.all(&query, archive).ok()? {
        found.articles.extend(places.get(&hit.slug));
    }
    for hit in index.all(&query.in_quotations(), archive).ok()? {
        if let (Some(place), Some(at)) = (places.get(&hit.slug), hit.quotation) {
            found.quotations.insert((*place, at as u32));
        }
    }
    Some(found)
}

/// Takes over where the filter's words stand, unless it has others by now.
pub fn found(state: &mut State, key: u64, found: Found, is_end: bool) {
    let Some(archive) = state.archives.iter_mut().find(|archive| archive.key() == key) else { return };
    if archive.filter.text == found.words {
        archive.corpus.set_found(found);
        archive.refilter();
        if is_end {
            archive.found_by = None;
        }
    }
}

/// Lists the articles of the archive that is shown in another order.
pub fn set_order(state: &mut State, order: ArticleOrder) {
    let Some(archive) = state.archive_mut() else { return };
    if archive.corpus.is_held() {
        let list: Vec<ArticleSummary> = archive.corpus.summaries().cloned().collect();
        return archive.set_order(order, order.arrange(&list));
    }
    let (key, bundle) = (archive.key(), archive.bundle.clone());
    state.jobs.start("Sorting", move |_| Action::Ordered(key, order, order.arrange(bundle.summaries())));
}

/// Takes over an order.
pub fn ordered(state: &mut State, key: u64, order: ArticleOrder, arranged: Option<Vec<u32>>) {
    if let Some(archive) = state.archives.iter_mut().find(|archive| archive.key() == key) {
        archive.set_order(order, arranged);
        state.moves += 1;
    }
}

impl OpenArchive {
    /// The articles that were changed since the archive was opened.
    pub(super) fn touched_articles(&self) -> Vec<(Slug, Option<Arc<Article>>)> {
        self.touched.iter().map(|slug| (slug.clone(), self.corpus.article_held(slug).cloned())).collect()
    }
}
