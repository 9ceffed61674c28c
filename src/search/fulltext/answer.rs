//! What a query finds: the first hits, how many there are, and how they are spread; from the index, or by reading every article.

use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering as Atomic},
    },
};

use rayon::prelude::*;

use super::{
    find::{Facet, Hit, Order},
    index::{IndexError, TextIndex},
    query::Query,
    scan::Scan,
};
use crate::model::{Archive, Article, Slug};

/// What a query finds.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// The first hits.
    pub hits: Vec<Hit>,
    /// How many there are.
    pub total: usize,
    /// How they are spread.
    pub facets: Vec<Facet>,
}

impl TextIndex {
    /// What a query finds, with the first hits up to a limit.
    ///
    /// # Errors
    /// [`IndexError`] where the index is broken.
    pub fn answer(&self, query: &Query, archive: &Archive, order: Order, limit: usize) -> Result<Answer, IndexError> {
        Ok(Answer {
            hits: self.find(query, archive, order, limit)?,
            total: self.count(query, archive)?,
            facets: self.facets(query, archive)?,
        })
    }
}

/// Reads an article for a scan; nothing where it is damaged.
pub type Read<'a> = &'a (dyn Fn(&Slug) -> Option<Arc<Article>> + Sync);

/// What a query finds, by reading every article of an archive; `go_on` is told how many are done, and says whether to go on.
pub fn scan_all(
    query: &Query,
    archive: &Archive,
    read: Read<'_>,
    (order, limit): (Order, usize),
    go_on: &(dyn Fn(usize) -> bool + Sync),
) -> Answer {
    let (asked, done) = (Scan::new(query, archive), AtomicUsize::new(0));
    let found = archive.articles.par_iter().filter_map(|slug| {
        if !go_on(done.fetch_add(1, Atomic::Relaxed) + 1) {
            return None;
        }
        let article = read(slug)?;
        let hits = asked.article(slug, &article);
        let facets = Facet::of(query, archive, &article, &hits);
        (!hits.is_empty()).then(|| (article.date_published.map(|date| date.day()), hits, facets))
    });
    let mut found: Vec<_> = found.collect();
    match order {
        Order::Relevance => {}
        Order::Newest => found.sort_by_key(|(date, ..)| std::cmp::Reverse(*date)),
        Order::Oldest => found.sort_by_key(|(date, ..)| (date.is_none(), *date)),
    }
    let mut answer = Answer::default();
    for (_, hits, facets) in found {
        answer.hits.extend(hits);
        merge(&mut answer.facets, facets);
    }
    if order == Order::Relevance {
        answer.hits.sort_by(|a, b| b.score.total_cmp(&a.score));
    }
    answer.total = answer.hits.len();
    answer.hits.truncate(limit);
    answer
}

/// Adds the counts of facets in one archive to those of others.
pub fn merge(all: &mut Vec<Facet>, more: Vec<Facet>) {
    for facet in more {
        match all.iter_mut().find(|known| known.name == facet.name) {
            None => all.push(facet),
            Some(known) => {
                let mut counts: HashMap<String, u64> = std::mem::take(&mut known.values).into_iter().collect();
                for (value, count) in facet.values {
                    *counts.entry(value).or_default() += count;
                }
                known.values = counts.into_iter().collect();
                known.values.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            }
        }
    }
}
