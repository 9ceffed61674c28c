//! A new archive from text or files: read, reviewed, then kept.

use std::path::PathBuf;

use super::open;
use crate::{
    app::{
        action::{Action, Dialog},
        state::{Review, State},
    },
    bundle::{Draft, Form, Progress},
    import::{self, Imported},
};

/// Reads files, and what is in folders, zips and web archives, on threads.
pub fn files(state: &mut State, paths: Vec<PathBuf>) {
    state.dialog = Some(Dialog::Import);
    state.jobs.start("Reading files", move |progress| {
        let listing = import::list(&paths, progress);
        let mut read = Vec::new();
        let mut said: Vec<String> = listing.refused.iter().map(ToString::to_string).chain(listing.notes).collect();
        import::read_all(&listing.candidates, progress, |_, result| match result {
            Ok(imported) => read.push(imported),
            Err(error) => said.push(error.to_string()),
        });
        Action::ImportRead(read, said)
    });
}

/// Reads pasted text on a thread.
pub fn pasted(state: &mut State, text: String) {
    state.jobs.start("Reading the text", move |_| match import::pasted(&text) {
        Ok(imported) => Action::ImportRead(vec![imported], Vec::new()),
        Err(error) => Action::ImportRead(Vec::new(), vec![error.to_string()]),
    });
}

/// Keeps what was read for review.
pub fn read(state: &mut State, read: Vec<Imported>, refused: Vec<String>) {
    state.review.read.extend(read);
    state.review.refused = refused;
    if state.review.title.is_empty()
        && let Some(first) = state.review.read.first()
    {
        state.review.title.clone_from(&first.article.headline);
    }
    state.dialog = Some(Dialog::Import);
}

/// Leaves one of the read articles out.
pub fn leave_out(state: &mut State, index: usize) {
    if index < state.review.read.len() {
        state.review.read.remove(index);
    }
}

/// Writes an archive of what was read, on a thread, and opens it.
pub fn save(state: &mut State, path: PathBuf) {
    let review = std::mem::take(&mut state.review);
    state.dialog = None;
    state.jobs.start("Writing the archive", move |progress| Action::ImportSaved(write(review, path, progress)));
}

fn write(review: Review, path: PathBuf, progress: &Progress) -> Result<PathBuf, String> {
    let title = if review.title.trim().is_empty() { "Untitled archive".to_owned() } else { review.title.trim().to_owned() };
    let mut draft = Draft::new(&title);
    for imported in review.read {
        import::keep(&mut draft, imported);
    }
    let path = if path.extension().is_some() { path } else { path.with_extension("record") };
    draft.save(&path, Form::Zip, progress).map(|_| path).map_err(|error| error.to_string())
}

/// Opens the new archive, or says why there is none.
pub fn saved(state: &mut State, result: Result<PathBuf, String>) {
    match result {
        Ok(path) => {
            state.say(format!("The archive is saved as {}.", path.display()));
            open::open(state, path);
        }
        Err(sentence) => open::trouble(state, "The archive could not be saved", sentence, None),
    }
}
