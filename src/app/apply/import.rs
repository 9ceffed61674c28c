//! The review of an import: reading on a thread, what a person chooses, and keeping it in an archive.

use std::{path::PathBuf, sync::Arc};

use super::{ask, open, save};
use crate::{
    app::{
        action::{Action, Added, Ask, Dialog, ReviewStep, TakeFor, Way},
        review::Fate,
        selection::Selection,
        state::State,
    },
    bundle::{Draft, Form, Progress, SaveError},
    import::{self, Choices, Imported, TakenFor},
    model::Slug,
};

/// A page to keep, with what was chosen of it.
type Chosen = (Arc<Imported>, Choices);

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

/// Reads files on a thread; each page is there as soon as it is read.
pub fn files(state: &mut State, paths: Vec<PathBuf>) {
    show(state);
    state.review.gathers = state.review.pages.is_empty();
    state.review.reads += 1;
    state.jobs.start_telling("Reading pages", move |progress, tell| {
        let listing = import::list(&paths, progress);
        for said in listing.refused.iter().map(ToString::to_string).chain(listing.notes) {
            tell(Action::ImportRefused(said));
        }
        import::read_all(&listing.candidates, progress, |_, result| {
            tell(match result {
                Ok(read) => Action::ImportRead(Box::new(read)),
                Err(error) => Action::ImportRefused(error.to_string()),
            });
        });
        Action::ImportEnded
    });
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
}

/// Notes that a file could not be read.
pub fn refused(state: &mut State, sentence: String) {
    state.review.refused.push(sentence);
}

/// All files of a job are read: the first page of the list is the one to begin with.
pub fn ended(state: &mut State) {
    let review = &mut state.review;
    review.reads = review.reads.saturating_sub(1);
    let untouched = review.last_done().is_none() && review.block.is_none();
    if untouched && let Some(first) = review.order().first() {
        review.go(*first);
    }
    review.gathers |= review.pages.is_empty();
}

/// One step in the review.
pub fn step(state: &mut State, step: ReviewStep) {
    let review = &mut state.review;
    match step {
        ReviewStep::Gather => gather(state),
        ReviewStep::Go(at) => review.go(at),
        ReviewStep::Page(way) => {
            let order = review.order();
            let here = order.iter().position(|at| *at == review.at).unwrap_or(0);
            let next = if way == Way::Next { here + 1 } else { here.wrapping_sub(1) };
            if let Some(at) = order.get(next) {
                review.go(*at);
            }
        }
        ReviewStep::At(block) => review.block = Some(block),
        ReviewStep::Unfold(first) => {
            if let Some(page) = review.pages.get_mut(review.at)
                && !page.unfolded.remove(&first)
            {
                page.unfolded.insert(first);
            }
        }
        ReviewStep::Turn(block) => {
            review.block = Some(block);
            review.change("Block taken in or left out", |choices, _, read| choices.turn(read, block));
        }
        ReviewStep::Take(block, taken) => {
            review.block = Some(block);
            review.change("What a block is", |choices, _, read| choices.take(read, block, taken));
        }
        ReviewStep::TakeThis(kind) => take_this(state, kind),
        ReviewStep::Set(name, value) => {
            let mut complaint = None;
            review.change("A field", |choices, _, _| complaint = choices.set(name, &value).err());
            review.complaint = complaint.map(|sentence| (name, sentence));
        }
        ReviewStep::KeepNext => {
            let next = review.next_open();
            review.change("Page kept", |_, fate, _| *fate = Fate::Kept);
            match next {
                Some(next) => review.go(next),
                None => keep(state),
            }
        }
        ReviewStep::LeaveOut => {
            let is_out = review.page().is_some_and(|page| page.fate == Fate::LeftOut);
            let next = review.next_open().filter(|_| !is_out);
            let (name, after) = if is_out { ("Page taken back in", Fate::Open) } else { ("Page left out", Fate::LeftOut) };
            review.change(name, |_, fate, _| *fate = after);
            if let Some(next) = next {
                review.go(next);
            }
        }
        ReviewStep::Into(key) => review.into = key,
        ReviewStep::Title(title) => review.title = title,
        ReviewStep::Keep => keep(state),
        ReviewStep::Close => close(state),
        ReviewStep::CloseAnyway => {
            for job in state.jobs.running().iter().filter(|job| job.name.starts_with("Reading")) {
                job.progress.cancel();
            }
            state.review.clear();
            state.dialog = None;
        }
    }
}

/// Takes the block that keys speak of for something.
fn take_this(state: &mut State, kind: TakeFor) {
    let review = &mut state.review;
    let (Some(block), Some(page)) = (review.block, review.page()) else { return };
    let photo = page.photo_at(block).cloned();
    let taken = match (kind, photo) {
        (TakeFor::Body, _) => TakenFor::Body,
        (TakeFor::Headline, _) => TakenFor::Headline,
        (TakeFor::Standfirst, _) => TakenFor::Standfirst,
        (TakeFor::Byline, _) => TakenFor::Byline,
        (TakeFor::LeftOut, _) => TakenFor::LeftOut,
        (TakeFor::Caption, Some(photo)) => TakenFor::Caption(photo),
        (TakeFor::Credit, Some(photo)) => TakenFor::Credit(photo),
        (TakeFor::PhotoBefore | TakeFor::PhotoAfter, Some(photo)) => {
            let Some(other) = page.photo_beside(&photo, kind == TakeFor::PhotoAfter).cloned() else { return };
            if matches!(page.taken_for(block), TakenFor::Credit(_)) { TakenFor::Credit(other) } else { TakenFor::Caption(other) }
        }
        (TakeFor::Caption | TakeFor::Credit | TakeFor::PhotoBefore | TakeFor::PhotoAfter, None) => {
            return state.warn("This page has no photo that the words could belong to.");
        }
    };
    review.change("What a block is", |choices, _, read| choices.take(read, block, taken));
}

/// Keeps everything that is not left out: in the open archive that was chosen, or in a new one.
fn keep(state: &mut State) {
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
    state.review.to_keep().map(|page| (page.read.clone(), page.choices.clone())).collect()
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
    put(&mut draft, pages);
    let path = if path.extension().is_some() { path } else { path.with_extension("record") };
    draft.save(&path, Form::Zip, progress).map(|_| path).map_err(|error| error.to_string())
}

/// Puts pages into a draft; gives the name of the first.
fn put(draft: &mut Draft, pages: Vec<Chosen>) -> Option<Slug> {
    let mut first = None;
    for (read, choices) in pages {
        let slug = import::keep(draft, choices.apply(Arc::unwrap_or_clone(read)));
        first.get_or_insert(slug);
    }
    first
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
        let first = put(&mut draft, pages);
        let result = draft.save(&path, form, progress).map(|bundle| Added { bundle, first, count });
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
pub fn added(state: &mut State, key: u64, revision: u64, result: Result<Added, SaveError>) {
    state.review.is_keeping = false;
    let folder = state.unsaved_folder();
    let Some(archive) = state.archives.iter_mut().find(|archive| archive.key() == key) else { return };
    archive.unsaved.is_saving = false;
    match result {
        Ok(Added { bundle, first, count }) => {
            archive.unsaved.saved = revision;
            if let Some(folder) = folder {
                folder.forget(bundle.path());
            }
            if let Some(first) = first {
                archive.selection = Selection::article(first);
            }
            let (path, title) = (bundle.path().to_owned(), archive.title());
            state.review.clear();
            let pages = if count == 1 { "One article is".to_owned() } else { format!("{count} articles are") };
            state.say(format!("{pages} added to “{title}”, and it is saved."));
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

/// Closes the review, and asks first where pages would be lost.
fn close(state: &mut State) {
    if state.review.is_any() {
        state.dialog = Some(Dialog::LeaveReview(None));
    } else {
        state.review.clear();
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
        let pages = vec![(Arc::new(import::pasted(text).unwrap()), choices)];
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
