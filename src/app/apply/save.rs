//! Saving an archive, and not losing what is not saved.

use std::path::PathBuf;

use super::{correct, open};
use crate::{
    app::{
        action::{Action, Ask, Dialog, Leave},
        open_archive::OpenArchive,
        state::State,
    },
    bundle::{Bundle, Draft, Form, SaveError},
};

/// Saves the archive that is shown; one that cannot be changed is saved under another name.
pub fn save(state: &mut State) {
    let Some(archive) = state.archive() else { return };
    if !archive.unsaved.is_any() {
        return state.say("There is nothing to save.");
    }
    if archive.bundle.read_only_reason().is_some() {
        return super::ask::ask(state, Ask::SaveCopy);
    }
    let (path, form) = (archive.bundle.path().to_owned(), archive.bundle.form());
    write(state, path, form);
}

/// Saves the archive that is shown under another name, and goes on with that one.
pub fn save_as(state: &mut State, path: PathBuf) {
    let path = if path.extension().is_some() { path } else { path.with_extension("record") };
    write(state, path, Form::Zip);
}

fn write(state: &mut State, path: PathBuf, form: Form) {
    let Some(archive) = state.archive_mut() else { return };
    if archive.unsaved.is_saving {
        return;
    }
    archive.unsaved.is_saving = true;
    let (key, revision, title) = (archive.key(), archive.unsaved.revision, archive.title());
    let draft = draft(archive);
    state.jobs.start(format!("Saving {title}"), move |progress| {
        let result = draft.save(&path, form, progress);
        Action::Saved(key, revision, Box::new(result))
    });
}

/// The archive with everything that was changed in it, to be written.
pub fn draft(archive: &OpenArchive) -> Draft {
    let mut draft = Draft::from(&archive.bundle);
    *draft.archive_mut() = (*archive.archive).clone();
    for slug in &archive.touched {
        if let Some(article) = archive.corpus.article(slug) {
            draft.put_article(slug, (**article).clone());
        }
    }
    for slug in &archive.touched_lessons {
        match archive.lessons.get(slug) {
            Some(lesson) => draft.put_lesson(slug, (**lesson).clone()),
            None => draft.remove_lesson(slug),
        }
    }
    draft
}

/// Goes on with the archive that was written, or says why it was not.
pub fn saved(state: &mut State, key: u64, revision: u64, result: Result<Bundle, SaveError>) {
    let Some(archive) = state.archives.iter_mut().find(|archive| archive.key() == key) else { return };
    archive.unsaved.is_saving = false;
    let bundle = match result {
        Ok(bundle) => bundle,
        Err(error) => {
            state.leaves = None;
            return open::trouble(
                state,
                "The archive is not saved",
                format!("{error} Your changes are kept; “Save as…” writes them to another file."),
                None,
            );
        }
    };
    let before = archive.bundle.path().to_owned();
    archive.set_bundle(bundle);
    archive.unsaved.saved = revision;
    let path = archive.bundle.path().to_owned();
    let (is_any, is_keeping) = (archive.unsaved.is_any(), archive.unsaved.is_keeping);
    if !is_any && !is_keeping {
        archive.touched.clear();
        archive.touched_lessons.clear();
    }
    if let (false, Some(folder)) = (is_any, state.unsaved_folder()) {
        folder.forget(&path);
        folder.forget(&before);
    }
    state.say(format!("Saved: {}.", path.display()));
    if let Some(index) = state.archives.iter().position(|archive| archive.bundle.path() == path) {
        open::remember(state, index);
    }
    if is_any {
        correct::keep(state);
    }
    super::search::outdated(state, key);
    open::verify(state);
    if let Some(leave) = state.leaves.take() {
        leave_now(state, leave);
    }
}

/// Closes the archive or the program, after asking where something is not saved.
pub fn leave(state: &mut State, leave: Leave) {
    super::pupil::flush(state);
    let is_unsaved = match leave {
        Leave::Archive => state.archive().is_some_and(|archive| archive.unsaved.is_any()),
        Leave::Program if state.review.is_any() => {
            state.review.is_shown = true;
            state.dialog = Some(Dialog::LeaveReview(Some(leave)));
            return;
        }
        Leave::Program => {
            let unsaved = state.archives.iter().position(|archive| archive.unsaved.is_any());
            if unsaved.is_some() {
                state.current = unsaved;
            }
            unsaved.is_some()
        }
    };
    if is_unsaved {
        state.dialog = Some(Dialog::Unsaved(leave));
    } else {
        leave_now(state, leave);
    }
}

/// Saves first, and leaves when it is saved.
pub fn save_and_leave(state: &mut State, leave: Leave) {
    state.dialog = None;
    state.leaves = Some(leave);
    save(state);
}

/// Leaves without saving: the changes are not wanted.
pub fn leave_anyway(state: &mut State, leave: Leave) {
    state.dialog = None;
    let folder = state.unsaved_folder();
    if let Some(archive) = state.archive_mut() {
        archive.unsaved.saved = archive.unsaved.revision;
        if let Some(folder) = folder {
            folder.forget(archive.bundle.path());
        }
    }
    self::leave(state, leave);
}

fn leave_now(state: &mut State, leave: Leave) {
    match leave {
        Leave::Archive => open::close(state),
        Leave::Program if state.archives.iter().any(|archive| archive.unsaved.is_any()) => self::leave(state, leave),
        Leave::Program => state.quits = true,
    }
}
