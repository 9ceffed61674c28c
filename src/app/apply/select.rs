//! Moving the one selection, the filter, and find in page.

use crate::{
    app::{
        action::{Action, FindStep, Kind, View, Way},
        open_archive::OpenArchive,
        selection::{Selected, Selection},
        state::{Find, State},
    },
    bundle::Progress,
    model::{Block, Part, Passage, PhotoId, QuotationId, Slug},
    search::{FacetValue, Filter, SavedFilter, find_in},
};

/// An article of no more words is looked through while one types, a longer one by a job.
const LOOKED_THROUGH_AT_ONCE: usize = 40_000;

/// Selects something and remembers where the reader was.
pub fn select(state: &mut State, selection: Selection) {
    let Some(archive) = state.archive_mut() else { return };
    let left = archive.selection.clone();
    put(state, selection);
    if let Some(archive) = state.archive_mut().filter(|archive| archive.selection != left) {
        archive.history.leave(left);
    }
    moved(state);
}

/// Makes a place the one that is read; in Compare each article stays on its side.
fn put(state: &mut State, selection: Selection) {
    let compares = state.view == View::Compare;
    let Some(archive) = state.archive_mut() else { return };
    let is_beside = archive.beside.as_ref().is_some_and(|beside| beside.article == selection.article);
    if compares && is_beside && archive.selection.article != selection.article {
        archive.change_sides();
    }
    archive.selection = selection;
}

/// Selects something in each of the two articles of Compare.
pub fn select_both(state: &mut State, both: [Selection; 2]) {
    let Some(archive) = state.archive_mut() else { return };
    for selection in both {
        if selection.article == archive.selection.article {
            let left = std::mem::replace(&mut archive.selection, selection);
            archive.history.leave(left);
        } else {
            archive.beside = Some(selection);
        }
    }
    moved(state);
}

/// Panels follow, and what was looked for is looked for in the article that is read now.
fn moved(state: &mut State) {
    state.moves += 1;
    if let Some(archive) = state.archive_mut() {
        archive.tidy();
    }
    if state.find.is_open {
        look_for(state, state.find.words.clone());
    }
}

/// The last place.
pub fn back(state: &mut State) {
    let Some(archive) = state.archive_mut() else { return };
    if let Some(place) = archive.history.back(archive.selection.clone()) {
        put(state, place);
        moved(state);
    }
}

/// The place that was left by going back.
pub fn forward(state: &mut State) {
    let Some(archive) = state.archive_mut() else { return };
    if let Some(place) = archive.history.forward(archive.selection.clone()) {
        put(state, place);
        moved(state);
    }
}

/// The next or the one before of a kind; beyond the end of an article, in the next one.
pub fn step(state: &mut State, kind: Kind, way: Way) {
    let Some(archive) = state.archive() else { return };
    if let Some(selection) = stepped(archive, kind, way) {
        select(state, selection);
    }
}

fn stepped(archive: &OpenArchive, kind: Kind, way: Way) -> Option<Selection> {
    let here = archive.selection.article.as_ref().and_then(|slug| archive.row_of(slug));
    // The rows behind or before this one, the nearest first.
    let rows: Box<dyn Iterator<Item = usize>> = match (way, here) {
        (Way::Next, here) => Box::new(here.map_or(0, |here| here + 1)..archive.rows.len()),
        (Way::Previous, here) => Box::new((0..here.unwrap_or(archive.rows.len())).rev()),
    };
    let mut others = rows.filter_map(|row| archive.row(row));
    if kind == Kind::Article {
        return others.next().cloned().map(Selection::article);
    }
    let places = |slug: &Slug| -> Vec<Selection> {
        let all = match kind {
            Kind::Photo => photos(archive, slug).into_iter().map(Selected::Photo).collect::<Vec<_>>(),
            _ => quotations(archive, slug).into_iter().map(Selected::Quotation).collect(),
        };
        all.into_iter().map(|what| Selection::of(slug.clone(), what)).collect()
    };
    let own = here.and_then(|row| archive.row(row)).map(places).unwrap_or_default();
    let at = own.iter().position(|place| *place == archive.selection);
    let next = match (way, at) {
        (Way::Next, at) => at.map_or(0, |at| at + 1),
        // Nothing of the kind is selected: the last of this article.
        (Way::Previous, None) => own.len().wrapping_sub(1),
        (Way::Previous, Some(at)) => at.wrapping_sub(1),
    };
    own.get(next).cloned().or_else(|| {
        // An article that has none need not be read for it.
        let may_have = |slug: &&Slug| match kind {
            Kind::Photo => {
                archive.corpus.place(slug).and_then(|place| archive.corpus.summary(place)).is_some_and(|summary| summary.photo_count > 0)
            }
            _ => archive.shown.quotation_count(slug) != Some(0),
        };
        others.filter(may_have).map(places).find_map(|mut places| match way {
            Way::Next => (!places.is_empty()).then(|| places.swap_remove(0)),
            Way::Previous => places.pop(),
        })
    })
}

/// The shown quotations of an article in reading order.
pub fn quotations(archive: &OpenArchive, slug: &Slug) -> Vec<QuotationId> {
    let Some(article) = archive.corpus.article(slug) else { return Vec::new() };
    let shown = archive.shown.quotations_shown(slug).filter(|shown| shown.len() == article.quotations.len());
    if !archive.shown.is_article_shown(slug) {
        return Vec::new();
    }
    let mut found: Vec<_> = article
        .quotations
        .iter()
        .enumerate()
        .filter(|(at, _)| shown.is_none_or(|shown| shown[*at]))
        .map(|(_, quotation)| {
            let place = quotation.passages.first().map(|passage| (reading_order(&passage.part), passage.start)).unwrap_or_default();
            (place, quotation.id.clone())
        })
        .collect();
    found.sort();
    found.into_iter().map(|(_, id)| id).collect()
}

/// Headline, standfirst, body, captions.
fn reading_order(part: &Part) -> u8 {
    match part {
        Part::Headline => 0,
        Part::Standfirst => 1,
        Part::Body => 2,
        Part::Caption(_) => 3,
    }
}

/// The shown photos of an article, in the order in which they stand in it.
fn photos(archive: &OpenArchive, slug: &Slug) -> Vec<PhotoId> {
    let Some(article) = archive.corpus.article(slug) else { return Vec::new() };
    let placed = article.blocks.iter().filter_map(|block| match block {
        Block::Figure(figure) => Some(figure.photo.clone()),
        _ => None,
    });
    let mut all: Vec<PhotoId> = placed.collect();
    all.extend(article.photos.iter().map(|photo| photo.id.clone()).filter(|id| !all.contains(id)).collect::<Vec<_>>());
    all.retain(|id| archive.shown.is_photo_shown(slug, id));
    all
}

/// The other article of Compare.
pub fn compare(state: &mut State, slug: Slug) {
    if let Some(archive) = state.archive_mut() {
        archive.beside = Some(Selection::article(slug));
    }
}

/// The two articles of Compare change places.
pub fn swap(state: &mut State) {
    if let Some(archive) = state.archive_mut() {
        archive.is_right = !archive.is_right;
    }
}

/// Puts a filter in force.
pub fn filter(state: &mut State, filter: Filter) {
    if let Some(archive) = state.archive_mut() {
        archive.filter = filter;
        archive.refilter();
    }
    super::count::find_words(state);
}

/// Turns one value of a facet on or off.
pub fn toggle(state: &mut State, value: FacetValue) {
    if let Some(archive) = state.archive_mut() {
        archive.filter.toggle(value);
        archive.refilter();
    }
    super::count::find_words(state);
}

/// Keeps the filter under a name; one of the same name is replaced.
pub fn save_filter(state: &mut State, name: String) {
    let Some(filter) = state.archive().map(|archive| archive.filter.clone()) else { return };
    state.settings.filters.retain(|saved| saved.name != name);
    state.say(format!("The filter is kept as “{name}”."));
    state.settings.filters.push(SavedFilter { name, filter });
    state.dialog = None;
    state.save_settings();
}

/// Forgets a kept filter.
pub fn drop_filter(state: &mut State, index: usize) {
    if index < state.settings.filters.len() {
        state.settings.filters.remove(index);
        state.save_settings();
    }
}

/// Find in page.
pub fn find(state: &mut State, step: FindStep) {
    match step {
        FindStep::Open => {
            state.find.is_open = true;
            look_for(state, state.find.words.clone());
        }
        FindStep::Looked(asked, hits) => looked(state, asked, hits),
        FindStep::Close => {
            if let Some(job) = state.find.job {
                state.jobs.cancel(job);
            }
            state.find = Find { words: std::mem::take(&mut state.find.words), asked: state.find.asked, ..Find::default() };
        }
        FindStep::Words(words) => {
            look_for(state, words);
            state.moves += 1;
        }
        FindStep::Go(way) => {
            let count = state.find.hits.len();
            if count > 0 {
                state.find.at = match way {
                    Way::Next => (state.find.at + 1) % count,
                    Way::Previous => (state.find.at + count - 1) % count,
                };
                state.moves += 1;
            }
        }
    }
}

fn look_for(state: &mut State, words: String) {
    if let Some(job) = state.find.job.take() {
        state.jobs.cancel(job);
    }
    let at = if words == state.find.words { state.find.at } else { 0 };
    let asked = state.find.asked + 1;
    state.find = Find { is_open: true, words, at, asked, ..Find::default() };
    let Some(archive) = state.archive() else { return };
    let Some((slug, article)) = archive.article() else { return };
    let length = archive.corpus.place(slug).and_then(|place| archive.corpus.summary(place)).map_or(0, |summary| summary.word_count);
    if length <= LOOKED_THROUGH_AT_ONCE {
        let hits = find_in(article, &state.find.words, &|| true);
        return looked(state, asked, hits);
    }
    let (article, words) = (article.clone(), state.find.words.clone());
    if !words.trim().is_empty() {
        let look = move |progress: &Progress, _: &dyn Fn(Action)| {
            Action::Find(FindStep::Looked(asked, find_in(&article, &words, &|| !progress.is_cancelled())))
        };
        state.find.job = Some(state.jobs.start_telling("Looking through the article", look));
    }
}

/// Takes over where words stand, unless others are looked for by now.
fn looked(state: &mut State, asked: u64, hits: Vec<Passage>) {
    if state.find.asked != asked || !state.find.is_open {
        return;
    }
    state.find.at = state.find.at.min(hits.len().saturating_sub(1));
    state.find.hits = hits;
    state.moves += u64::from(state.find.job.take().is_some());
}
