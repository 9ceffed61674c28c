//! Opening, checking and closing archives.

use std::{path::Path, path::PathBuf, sync::Arc};

use jiff::Timestamp;

use crate::{
    app::{
        action::{Action, Dialog, Trouble, View},
        lesson::Desk,
        open_archive::{Checked, OpenArchive},
        samples,
        settings::{Recent, fingerprint},
        state::State,
    },
    bundle::{OpenError, Verification, archives_in, is_archive},
};

/// Starts to open an archive.
pub fn open(state: &mut State, path: PathBuf) {
    // A folder that is no archive, but has some in it, is a library: all of them are opened.
    let inside = if path.is_dir() && !is_archive(&path) { archives_in(&path) } else { Vec::new() };
    if !inside.is_empty() {
        return inside.into_iter().for_each(|path| open(state, path));
    }
    let (notebooks, unsaved) = (state.notebooks.clone(), state.unsaved_folder());
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    state.dialog = None;
    state.jobs.start(format!("Opening {name}"), move |progress| {
        let result = OpenArchive::load(&path, notebooks.as_ref(), unsaved.as_ref(), progress);
        if progress.is_cancelled() { Action::Nothing } else { Action::Opened(path, Box::new(result)) }
    });
}

/// Unpacks a sample where settings are kept, and opens it.
pub fn sample(state: &mut State, number: usize) {
    let folder = state.home.clone().unwrap_or_else(std::env::temp_dir).join("samples");
    match samples::write(number, &folder) {
        Ok(path) => open(state, path),
        Err(error) => trouble(
            state,
            "The sample could not be opened",
            format!("It could not be written to {} ({error}). Check that the folder can be written to.", folder.display()),
            None,
        ),
    }
}

/// Shows an archive that a job has opened, or says why it could not.
pub fn opened(state: &mut State, path: PathBuf, result: Result<OpenArchive, OpenError>) {
    let archive = match result {
        Ok(archive) => archive,
        Err(error) => {
            let import = error.offers_import().then_some(path);
            let title = match &error {
                OpenError::NotFound(_) => "There is nothing at this place",
                OpenError::Unreadable { .. } => "This could not be read",
                OpenError::DamagedZip { .. } | OpenError::Empty(_) => "This archive is damaged",
                OpenError::NotAnArchive { .. } | OpenError::TooLarge { .. } => "This is not an archive that can be opened",
            };
            return trouble(state, title, error.to_string(), import);
        }
    };
    if let Some(slug) = super::pupil::copied_lesson(&archive) {
        return super::pupil::open_copy(state, archive, slug);
    }
    // What was asked for is shown; the answers to a lesson that was open are kept.
    super::pupil::leave(state);
    if archive.unsaved.is_any() {
        state.warn("Changes that were not saved the last time are back. Ctrl+S saves them, Ctrl+Z takes them back.");
    }
    if let Some(reason) = archive.bundle.read_only_reason() {
        state.warn(reason.to_owned());
    }
    if !archive.problems.is_empty() {
        say_damage(state, archive.problems.len());
    }
    let known = state.archives.iter().position(|other| other.bundle.path() == archive.bundle.path());
    if let Some(index) = known.filter(|index| state.archives[*index].unsaved.is_any()) {
        // It is open, with changes that are not saved: those are what the reader wants to see.
        return switch(state, index);
    }
    let index = known.unwrap_or(state.archives.len());
    let mut archive = archive;
    match known {
        Some(index) => {
            archive.keep_place_of(&state.archives[index]);
            state.archives[index] = archive;
        }
        None => state.archives.push(archive),
    }
    state.view = View::Read;
    remember(state, index);
    switch(state, index);
    super::copies::look(state, false);
    // One after the other: both want every core.
    if state.archive().is_some_and(|archive| archive.corpus.is_counted()) {
        verify(state);
    } else {
        super::count::count(state);
    }
    // What is looked for in all open archives is looked for in this one, too.
    if !state.search.words.trim().is_empty() {
        super::search::ask(state);
    }
}

/// Says that files are damaged, and shows which.
fn say_damage(state: &mut State, count: usize) {
    let files = if count == 1 { "one file is".to_owned() } else { format!("{count} files are") };
    state.warn(format!("The archive is open, but {files} damaged or missing. The panel Check names them."));
    state.docks.show(crate::app::docks::Pane::Check);
}

/// Remembers an open archive among the recent ones.
pub fn remember(state: &mut State, index: usize) {
    let Some(archive) = state.archives.get(index) else { return };
    let path = archive.bundle.path();
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let recent = Recent {
        fingerprint: fingerprint(&path),
        path,
        title: archive.title(),
        articles: archive.corpus.len(),
        quotations: archive.shown.of_quotations,
        opened: Timestamp::now(),
        verified: None,
    };
    state.settings.remember(recent);
    state.look_at_recents();
    state.save_settings();
}

/// Shows another of the open archives.
pub fn switch(state: &mut State, index: usize) {
    if index < state.archives.len() {
        if state.current != Some(index) {
            state.desk = Desk::default();
        }
        state.desk.close();
        state.current = Some(index);
        state.review.is_shown = false;
        state.find = crate::app::state::Find::default();
        state.moves += 1;
    }
}

/// Closes the archive that is shown.
pub fn close(state: &mut State) {
    let Some(index) = state.current.filter(|index| *index < state.archives.len()) else { return };
    let closed = state.archives.remove(index);
    state.search.indexes.remove(&closed.key());
    state.desk = Desk::default();
    match state.archives.len() {
        0 => welcome(state),
        left => switch(state, index.min(left - 1)),
    }
}

/// Leaves the archive for the first page; it stays open behind it.
pub fn welcome(state: &mut State) {
    state.current = None;
    state.desk = Desk::default();
    state.review.is_shown = false;
    state.view = View::Read;
    state.look_at_recents();
}

/// Forgets an archive that was opened before.
pub fn forget(state: &mut State, path: &Path) {
    state.settings.recents.retain(|recent| recent.path != path);
    state.look_at_recents();
    state.save_settings();
}

/// Starts to check every file of the archive that is shown.
pub fn verify(state: &mut State) {
    if let Some(key) = state.archive().map(OpenArchive::key) {
        verify_key(state, key);
    }
}

/// Starts to check every file of the archive of a key.
pub fn verify_key(state: &mut State, key: u64) {
    let Some(archive) = state.archives.iter_mut().find(|archive| archive.key() == key) else { return };
    if matches!(archive.checked, Checked::Running) {
        return;
    }
    archive.checked = Checked::Running;
    let (bundle, title) = (archive.bundle.clone(), archive.title());
    state.jobs.start(format!("Checking {title}"), move |progress| {
        let verification = bundle.verify(progress);
        Action::Verified(key, Arc::new(verification))
    });
}

/// Keeps what checking found.
pub fn verified(state: &mut State, key: u64, verification: &Arc<Verification>) {
    super::search::prepare(state, key);
    let mut sound = None;
    let mut found = 0;
    for archive in state.archives.iter_mut().filter(|archive| archive.key() == key) {
        if archive.problems.is_empty() {
            found = verification.problems.len();
        }
        archive.checked = if verification.cancelled { Checked::No } else { Checked::Done(verification.clone()) };
        if verification.problems.is_empty() && !verification.cancelled {
            sound = Some(std::path::absolute(archive.bundle.path()).unwrap_or_else(|_| archive.bundle.path().to_owned()));
        }
    }
    if found > 0 {
        say_damage(state, found);
    }
    if let Some(path) = sound {
        for recent in state.settings.recents.iter_mut().filter(|recent| recent.path == path) {
            recent.verified = Some(Timestamp::now());
        }
        state.save_settings();
    }
}

/// Says what went wrong, in the middle of the window.
pub fn trouble(state: &mut State, title: &str, sentence: String, import: Option<PathBuf>) {
    state.dialog = Some(Dialog::Problem(Trouble { title: title.to_owned(), sentence, import }));
}
