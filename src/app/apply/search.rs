//! Searching: questions to a job, its answers, and the indexes that are made behind.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering as Atomic},
};

use crate::{
    app::{
        action::Action,
        docks::Pane,
        jobs::{in_pool, pool},
        open_archive::OpenArchive,
        search::{IndexState, RESULTS, Results, SearchResult, SearchStep},
        selection::{Selected, Selection},
        state::State,
    },
    bundle::{Bundle, Progress},
    model::{Archive, Article, Note, PublicationDate, Slug, Speaker},
    search::{
        find_words,
        fulltext::{self, Answer, INDEXED_FROM, Order, Query, Snippet, Source, TextIndex, snippet},
    },
};

/// A step in searching.
pub fn step(state: &mut State, step: SearchStep) {
    match step {
        SearchStep::Open => {
            state.docks.show(Pane::Search);
            state.search.focus += 1;
            prepare_all(state);
        }
        SearchStep::Words(words) => {
            state.search.words = words;
            state.search.limit = RESULTS;
            ask(state);
        }
        SearchStep::Order(order) => {
            state.search.order = order;
            ask(state);
        }
        SearchStep::More => {
            state.search.limit += RESULTS;
            ask(state);
        }
        SearchStep::Go(key, selection) => {
            if let Some(index) = state.archives.iter().position(|archive| archive.key() == key) {
                if state.current != Some(index) {
                    super::open::switch(state, index);
                }
                super::select::select(state, selection);
            }
        }
    }
}

/// One open archive, as the job that answers needs it.
struct Target {
    key: u64,
    bundle: Arc<Bundle>,
    archive: Arc<Archive>,
    index: Option<Arc<TextIndex>>,
    /// Articles in memory, which may have been changed since they were saved.
    touched: Vec<(Slug, Option<Arc<Article>>)>,
    notes: Vec<Note>,
}

impl Target {
    fn read(&self, slug: &Slug) -> Option<Arc<Article>> {
        let changed = self.touched.iter().find(|(other, _)| other == slug).and_then(|(_, article)| article.clone());
        changed.or_else(|| self.bundle.article(slug).ok().map(Arc::new))
    }
}

/// Puts the question that stands in the field; the one before is given up.
pub fn ask(state: &mut State) {
    if let Some(job) = state.search.job.take() {
        state.jobs.cancel(job);
    }
    state.search.asked += 1;
    state.search.trouble = None;
    let (number, words, order, limit) =
        (state.search.asked, state.search.words.clone(), state.search.order, state.search.limit.max(RESULTS));
    if words.trim().is_empty() {
        state.search.found = Results::default();
        return;
    }
    // A word that is not finished yet: its beginning is enough.
    let query = match Query::parse(&words) {
        Ok(query) if words.ends_with(char::is_whitespace) => query,
        Ok(query) => query.while_typing(),
        Err(error) => {
            state.search.trouble = Some(error.to_string());
            return;
        }
    };
    let targets: Vec<Target> = state.archives.iter().map(|archive| target(state, archive)).collect();
    let id = state.jobs.start_telling(format!("Searching for “{}”", words.trim()), move |progress, tell| {
        let mut results = Results { words, ..Results::default() };
        for (at, target) in targets.iter().enumerate() {
            if progress.is_cancelled() {
                return Action::Nothing;
            }
            let answer = answer(target, &query, (order, limit), progress);
            results.take(target, &query, answer);
            results.arrange(order, limit);
            if at + 1 < targets.len() && target.index.is_none() {
                tell(Action::Searched(number, Box::new(Results { is_partial: true, ..results.clone() })));
            }
        }
        if progress.is_cancelled() { Action::Nothing } else { Action::Searched(number, Box::new(results)) }
    });
    state.search.job = Some(id);
}

fn target(state: &State, archive: &OpenArchive) -> Target {
    Target {
        key: archive.key(),
        bundle: archive.bundle.clone(),
        archive: archive.archive.clone(),
        index: state.search.indexes.get(&archive.key()).and_then(IndexState::index),
        touched: archive.touched_articles(),
        notes: archive.notebook.notes.clone(),
    }
}

fn answer(target: &Target, query: &Query, (order, limit): (Order, usize), progress: &Progress) -> Answer {
    if let Some(index) = &target.index
        && let Ok(answer) = index.answer(query, &target.archive, order, limit)
    {
        return answer;
    }
    progress.begin(target.archive.articles.len() as u64);
    let go_on = |_| {
        progress.advance(1);
        !progress.is_cancelled()
    };
    in_pool(pool().as_ref(), || fulltext::scan_all(query, &target.archive, &|slug| target.read(slug), (order, limit), &go_on))
}

impl Results {
    fn take(&mut self, target: &Target, query: &Query, answer: Answer) {
        self.total += answer.total;
        fulltext::merge(&mut self.facets, answer.facets);
        for hit in answer.hits {
            let Some(article) = target.read(&hit.slug) else { continue };
            let snippet = snippet(query, &article, &hit);
            let quotation = hit.quotation.and_then(|number| article.quotations.get(number));
            let speaker = quotation.and_then(|quotation| target.archive.speaker(quotation.spoken_by_character.as_ref()?));
            let what = match (quotation, &snippet.passage) {
                (Some(quotation), _) => Selected::Quotation(quotation.id.clone()),
                (None, Some(passage)) => Selected::Passage(passage.clone()),
                (None, None) => Selected::Nothing,
            };
            self.results.push(SearchResult {
                archive: target.key,
                selection: Selection::of(hit.slug, what),
                headline: article.headline.clone(),
                origin: origin(&article),
                speaker: speaker.map(Speaker::name).map(str::to_owned),
                snippet,
                is_note: false,
                score: hit.score,
                day: article.date_published.map(PublicationDate::day),
            });
        }
        let words = query.plain_words();
        for note in
            target.notes.iter().filter(|note| !words.is_empty() && find_words(&format!("{} {}", note.remark, note.passage.exact), &words))
        {
            let Some(article) = target.read(&note.article) else { continue };
            let text = if note.remark.trim().is_empty() { note.passage.exact.clone() } else { note.remark.clone() };
            self.total += 1;
            self.results.push(SearchResult {
                archive: target.key,
                selection: Selection::of(note.article.clone(), Selected::Note(note.id)),
                headline: article.headline.clone(),
                origin: origin(&article),
                speaker: None,
                snippet: Snippet { passage: Some(note.passage.clone()), text, marks: Vec::new() },
                is_note: true,
                // What a reader wrote comes before what was read.
                score: f32::MAX,
                day: article.date_published.map(PublicationDate::day),
            });
        }
    }

    fn arrange(&mut self, order: Order, limit: usize) {
        match order {
            Order::Relevance => self.results.sort_by(|a, b| b.score.total_cmp(&a.score)),
            Order::Newest => self.results.sort_by_key(|result| std::cmp::Reverse(result.day)),
            Order::Oldest => self.results.sort_by_key(|result| (result.day.is_none(), result.day)),
        }
        self.results.truncate(limit);
    }
}

fn origin(article: &Article) -> String {
    let date = article.date_published.map(|date| date.short());
    date.into_iter().chain(article.publisher.clone()).collect::<Vec<_>>().join(" · ")
}

/// Takes over what was found, unless something else was asked since.
pub fn searched(state: &mut State, number: u64, results: Results) {
    if number == state.search.asked {
        if !results.is_partial {
            state.search.job = None;
        }
        state.search.found = results;
    }
}

/// Makes the index of every open archive that has none.
fn prepare_all(state: &mut State) {
    let keys: Vec<u64> = state.archives.iter().filter(|archive| archive.corpus.is_counted()).map(OpenArchive::key).collect();
    keys.into_iter().for_each(|key| prepare(state, key));
}

/// Starts to bring the index of an archive up to date, where it has articles enough for one.
pub fn prepare(state: &mut State, key: u64) {
    let Some(archive) = state.archives.iter().find(|archive| archive.key() == key) else { return };
    let folder = state.index_caches().map(|caches| fulltext::folder(&caches, &archive.bundle.archive().identifier, archive.bundle.path()));
    let is_known = matches!(state.search.indexes.get(&key), Some(IndexState::Making | IndexState::Ready(_)));
    let Some(folder) = folder.filter(|_| archive.corpus.len() >= INDEXED_FROM && !is_known) else { return };
    let (bundle, title) = (archive.bundle.clone(), archive.title());
    state.search.indexes.insert(key, IndexState::Making);
    state.jobs.start(format!("Indexing {title}"), move |progress| {
        let states = bundle.article_states();
        progress.set_total(states.len() as u64);
        let last = AtomicUsize::new(0);
        let go_on = |done: usize| {
            let before = last.fetch_max(done, Atomic::Relaxed);
            progress.advance(done.saturating_sub(before) as u64);
            !progress.is_cancelled()
        };
        let read = |slug: &Slug| bundle.article(slug).ok();
        let (name, archive) = (bundle.state(), bundle.archive());
        let source = Source { key: &name, archive, articles: &states, read: &read, go_on: &go_on };
        let made = in_pool(pool().as_ref(), || TextIndex::update(&folder, &source));
        Action::Indexed(key, Box::new(made.map_err(|error| error.to_string())))
    });
}

/// Goes on with an index that was made, or without one.
pub fn indexed(state: &mut State, key: u64, made: Result<TextIndex, String>) {
    let is = match made {
        Ok(index) => IndexState::Ready(Arc::new(index)),
        Err(sentence) => IndexState::Without(sentence),
    };
    let is_ready = matches!(is, IndexState::Ready(_));
    state.search.indexes.insert(key, is);
    if is_ready && !state.search.words.trim().is_empty() {
        ask(state);
    }
}

/// Forgets what belongs to an archive that was saved or closed: its index is brought up to date.
pub fn outdated(state: &mut State, key: u64) {
    if state.search.indexes.remove(&key).is_some() {
        prepare(state, key);
    }
}
