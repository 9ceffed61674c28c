//! Reading pages on a thread, and keeping those that were reviewed in an archive.

use std::{path::PathBuf, sync::Arc};

use super::{ask, open, save};
use crate::{
    app::{
        action::{Action, Added, Ask},
        choosing::{Choosing, Entry},
        review::{Fate, Page},
        selection::Selection,
        state::State,
    },
    bundle::{Draft, Form, Progress},
    import::{self, Candidate, Choices, Imported, Known},
    model::Slug,
};

/// From so many files on, one chooses which are read.
const MANY: usize = 200;
/// How much the pages of one review may hold in memory, in bytes.
const HELD: usize = 1 << 30;

/// A page to keep: what was chosen of it, and the article whose place it takes.
struct Chosen {
    read: Arc<Imported>,
    choices: Choices,
    earlier: Option<Slug>,
}

/// Shows where pages come from; a review that was left comes back as it was.
pub fn gather(state: &mut State) {
    let comes_back = !state.review.is_shown && !state.review.pages.is_empty();
    show(state);
    state.review.gathers = !comes_back;
}

fn show(state: &mut State) {
    if !state.review.is_shown && !state.review.is_any() {
        // What is dropped on an archive is meant for it.
        let open = state.archive().filter(|archive| archive.bundle.read_only_reason().is_none());
        state.review.into = open.map(|archive| archive.key());
    }
    state.review.is_shown = true;
    state.dialog = None;
}

/// Looks through files on a thread. Single ones are read at once; of those with many pages, one chooses.
pub fn files(state: &mut State, paths: Vec<PathBuf>) {
    show(state);
    state.review.gathers = state.review.pages.is_empty() && state.review.choosing.is_none();
    state.review.reads += 1;
    let held = state.review.size();
    state.jobs.start_telling("Reading pages", move |progress, tell| {
        let listing = import::list(&paths, progress);
        for said in listing.refused.iter().map(ToString::to_string).chain(listing.notes) {
            tell(Action::ImportRefused(said));
        }
        if progress.is_cancelled() {
            return Action::ImportEnded;
        }
        let of_many = listing.candidates.iter().filter(|candidate| candidate.is_of_many()).count();
        let is_many = listing.candidates.len() >= MANY;
        let (to_choose, to_read): (Vec<Candidate>, Vec<Candidate>) =
            listing.candidates.into_iter().partition(|candidate| is_many || of_many > 1 && candidate.is_of_many());
        if !to_choose.is_empty() {
            tell(Action::ImportListed(to_choose.into_iter().map(Entry::of).collect()));
        }
        read_these(&to_read, held, progress, tell);
        Action::ImportEnded
    });
}

/// Shows a list of pages to choose from.
pub fn listed(state: &mut State, entries: Vec<Entry>) {
    let review = &mut state.review;
    match &mut review.choosing {
        Some(choosing) => choosing.add(entries),
        None => review.choosing = Some(Choosing::of(entries)),
    }
    review.gathers = false;
}

/// Reads the pages that were chosen, on a thread.
pub fn chosen_ones(state: &mut State) {
    let Some(mut choosing) = state.review.choosing.take() else { return };
    let candidates = choosing.take();
    state.review.gathers = state.review.pages.is_empty();
    state.review.reads += 1;
    let held = state.review.size();
    state.jobs.start_telling("Reading pages", move |progress, tell| {
        read_these(&candidates, held, progress, tell);
        Action::ImportEnded
    });
}

/// Reads pages one after the other, until they hold as much as a review may.
fn read_these(candidates: &[Candidate], held: usize, progress: &Progress, tell: &dyn Fn(Action)) {
    let mut held = held;
    let (mut done, mut is_full) = (0, false);
    import::read_all(candidates, progress, |_, result| {
        if is_full {
            return;
        }
        done += 1;
        tell(match result {
            Ok(read) => {
                held += read.capture.len() + read.pictures.iter().map(|picture| picture.bytes.len()).sum::<usize>();
                Action::ImportRead(Box::new(read))
            }
            Err(error) => Action::ImportRefused(error.to_string()),
        });
        if held > HELD && done < candidates.len() {
            is_full = true;
            progress.cancel();
        }
    });
    if is_full {
        let left = candidates.len() - done;
        tell(Action::ImportRefused(format!(
            "{left} pages were not read: a review holds about {} MB, with the pictures. Keep these pages, then import the others; `onrecord import` takes any number at once.",
            HELD >> 20
        )));
    }
}

/// Reads pasted text on a thread.
pub fn pasted(state: &mut State, text: String) {
    show(state);
    state.review.reads += 1;
    state.jobs.start_telling("Reading the text", move |_, tell| {
        tell(match import::pasted(&text) {
            Ok(imported) => Action::ImportRead(Box::new(imported)),
            Err(error) => Action::ImportRefused(error.to_string()),
        });
        Action::ImportEnded
    });
}

/// Takes a page in that was read.
pub fn read(state: &mut State, imported: Imported) {
    let review = &mut state.review;
    let is_first = review.pages.is_empty();
    review.add(imported);
    if is_first || review.gathers {
        review.go(review.pages.len() - 1);
    }
    twins(state, state.review.pages.len() - 1);
}

/// Looks which pages, from one on, are in the archive that they go into; what it has is gathered on a thread first.
pub fn twins(state: &mut State, from: usize) {
    let Some(archive) = state.review.into.and_then(|key| state.archives.iter().find(|archive| archive.key() == key)) else {
        return state.review.look_for_twins(from, |_| None);
    };
    let key = archive.key();
    match &state.review.known {
        Some((own, _)) if *own == key => state.review.look_for_twins(from, |slug| archive.corpus.article(slug).cloned()),
        _ => {
            state.review.known = Some((key, Arc::default()));
            let bundle = archive.bundle.clone();
            state.jobs.start("Looking for what is there already", move |_| Action::ImportKnown(key, Arc::new(Known::of(&bundle))));
        }
    }
}

/// Takes in what an archive has already.
pub fn known(state: &mut State, key: u64, known: Arc<Known>) {
    if state.review.into == Some(key) {
        state.review.known = Some((key, known));
        twins(state, 0);
    }
}

/// Notes that a file could not be read.
pub fn refused(state: &mut State, sentence: String) {
    state.review.refused.push(sentence);
}

/// All files of a job are read: the first page of the list is the one to begin with.
pub fn ended(state: &mut State) {
    let review = &mut state.review;
    review.reads = review.reads.saturating_sub(1);
    let untouched = review.last_done().is_none() && review.block.is_none() && review.choosing.is_none();
    if untouched && let Some(first) = review.order().first() {
        review.go(*first);
    }
    review.gathers |= review.pages.is_empty() && review.choosing.is_none();
}

/// Keeps everything that is not left out: in the open archive that was chosen, or in a new one.
pub fn keep(state: &mut State) {
    if state.review.is_keeping {
        return;
    }
    if state.review.reads > 0 {
        return state.warn("Pages are still being read. Wait for them, or stop the reading first.");
    }
    if state.review.to_keep().next().is_none() {
        return state.warn("Every page is left out: there is nothing to keep.");
    }
    match state.review.into.filter(|key| state.archives.iter().any(|archive| archive.key() == *key)) {
        Some(key) => add(state, key),
        None => ask::ask(state, Ask::SaveArchive),
    }
}

fn chosen(state: &State) -> Vec<Chosen> {
    let earlier = |page: &Page| page.earlier().filter(|_| page.fate == Fate::Update).map(|(slug, ..)| slug.clone());
    let chosen = |page: &Page| Chosen { read: page.read.clone(), choices: page.choices.clone(), earlier: earlier(page) };
    state.review.to_keep().map(chosen).collect()
}

/// Makes a new archive of the pages, on a thread.
pub fn save(state: &mut State, path: PathBuf) {
    let (pages, title) = (chosen(state), state.review.title.trim().to_owned());
    state.dialog = None;
    state.review.is_keeping = true;
    state.jobs.start("Writing the archive", move |progress| Action::ImportSaved(write(&title, pages, path, progress)));
}

fn write(title: &str, pages: Vec<Chosen>, path: PathBuf, progress: &Progress) -> Result<PathBuf, String> {
    let mut draft = Draft::new(if title.is_empty() { "Untitled archive" } else { title });
    put(&mut draft, pages)?;
    let path = if path.extension().is_some() { path } else { path.with_extension("record") };
    draft.save(&path, Form::Zip, progress).map(|_| path).map_err(|error| error.to_string())
}

/// Puts pages into a draft; gives the name of the first, and how many took the place of an earlier capture.
fn put(draft: &mut Draft, pages: Vec<Chosen>) -> Result<(Option<Slug>, usize), String> {
    let (mut first, mut updated) = (None, 0);
    for Chosen { read, choices, earlier } in pages {
        let imported = choices.apply(Arc::unwrap_or_clone(read));
        let slug = match earlier {
            Some(slug) => {
                import::update(draft, &slug, imported).map_err(|problem| problem.to_string())?;
                updated += 1;
                slug
            }
            None => import::keep(draft, imported),
        };
        first.get_or_insert(slug);
    }
    Ok((first, updated))
}

/// Adds the pages to an open archive and saves it with everything that was changed in it, on a thread.
fn add(state: &mut State, key: u64) {
    let pages = chosen(state);
    let Some(archive) = state.archives.iter_mut().find(|archive| archive.key() == key) else { return };
    if archive.unsaved.is_saving {
        return state.warn("The archive is being saved just now. Keep the pages once that is done.");
    }
    archive.unsaved.is_saving = true;
    let (mut draft, revision) = (save::draft(archive), archive.unsaved.revision);
    let (path, form) = (archive.bundle.path().to_owned(), archive.bundle.form());
    state.review.is_keeping = true;
    state.jobs.start(format!("Adding to {}", archive.title()), move |progress| {
        let count = pages.len();
        let result = put(&mut draft, pages).and_then(|(first, updated)| {
            let bundle = draft.save(&path, form, progress).map_err(|error| error.to_string())?;
            Ok(Added { bundle, first, count: count - updated, updated })
        });
        Action::ImportAdded(key, revision, Box::new(result))
    });
}

/// Opens the new archive, or says why there is none; the review stays then.
pub fn saved(state: &mut State, result: Result<PathBuf, String>) {
    state.review.is_keeping = false;
    match result {
        Ok(path) => {
            state.review.clear();
            state.say(format!("The archive is saved as {}.", path.display()));
            open::open(state, path);
        }
        Err(sentence) => open::trouble(state, "The archive could not be saved", sentence, None),
    }
}

/// Shows the archive that pages were added to, or says why they could not be; the review stays then.
pub fn added(state: &mut State, key: u64, revision: u64, result: Result<Added, String>) {
    state.review.is_keeping = false;
    let folder = state.unsaved_folder();
    let Some(archive) = state.archives.iter_mut().find(|archive| archive.key() == key) else { return };
    archive.unsaved.is_saving = false;
    match result {
        Ok(Added { bundle, first, count, updated }) => {
            archive.unsaved.saved = revision;
            if let Some(folder) = folder {
                folder.forget(bundle.path());
            }
            if let Some(first) = first {
                archive.selection = Selection::article(first);
            }
            let (path, title) = (bundle.path().to_owned(), archive.title());
            state.review.clear();
            let articles = |count: usize| if count == 1 { "One article is".to_owned() } else { format!("{count} articles are") };
            let said = match (count, updated) {
                (_, 0) => format!("{} added to “{title}”", articles(count)),
                (0, _) => format!("{} brought up to date in “{title}”", articles(updated)),
                _ => format!("{} added to “{title}”, {updated} brought up to date", articles(count)),
            };
            state.say(format!("{said}, and it is saved."));
            open::open(state, path);
        }
        Err(error) => open::trouble(
            state,
            "The pages could not be added",
            format!("{error} The archive is as it was, and the review is still here: keep the pages in a new archive instead."),
            None,
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{bundle::Bundle, import::FieldName};

    #[test]
    fn a_new_archive_holds_what_was_chosen_and_the_originals() {
        let text = "Pier reopens\n\nBy Tom Bell\n\nThe pier opens again on Friday, and it is free for everybody in May.";
        let mut choices = Choices::default();
        choices.set(FieldName::Publisher, "Harbour Gazette").unwrap();
        let pages = vec![Chosen { read: Arc::new(import::pasted(text).unwrap()), choices, earlier: None }];
        let folder = tempfile::tempdir().unwrap();
        let path = write("Piers", pages, folder.path().join("piers"), &Progress::silent()).unwrap();
        assert_eq!(path.extension().unwrap(), "record");
        let bundle = Bundle::open(&path).unwrap();
        let slug = &bundle.summaries()[0].slug;
        let article = bundle.article(slug).unwrap();
        assert_eq!((bundle.archive().title.as_str(), article.publisher.as_deref()), ("Piers", Some("Harbour Gazette")));
        assert_eq!(bundle.media(slug, &article.captures[0].content_url).unwrap(), text.as_bytes());
    }
}
