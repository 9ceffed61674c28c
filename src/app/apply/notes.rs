//! The reader's notes: every change can be undone, and is written at once.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::{
    app::{
        docks::Pane,
        notes::NoteChange,
        selection::{Selected, Selection},
        state::State,
    },
    model::{Answer, Evaluation, Extra, LessonPanel, Note, NoteColour, Passage, Question, SourceId},
};

/// Highlights a passage of the article that is read.
pub fn add(state: &mut State, passage: Passage, colour: NoteColour) {
    let Some(archive) = state.archive_mut() else { return };
    let Some(slug) = archive.selection.article.clone() else { return };
    let id = archive.notebook.notes.iter().map(|note| note.id).max().unwrap_or(0) + 1;
    let note = Note {
        id,
        article_sha256: archive.bundle.article_sha256(&slug),
        article: slug.clone(),
        passage,
        remark: String::new(),
        colour,
        created: Timestamp::now(),
        extra: Extra::new(),
    };
    archive.tick += 1;
    archive.note_history.make(archive.tick, &mut archive.notebook, NoteChange::Note { before: None, after: Some(note.into()) });
    changed(state);
    match &mut state.pupil {
        Some(pupil) => pupil.panel = Some(LessonPanel::Notes),
        None => state.docks.show(Pane::Notes),
    }
    super::select::select(state, Selection::of(slug, Selected::Note(id)));
}

/// Changes a note.
pub fn edit(state: &mut State, id: u64, change: impl FnOnce(&mut Note)) {
    let Some(archive) = state.archive_mut() else { return };
    let Some(before) = archive.notebook.notes.iter().find(|note| note.id == id).cloned() else { return };
    let mut after = before.clone();
    change(&mut after);
    if after != before {
        archive.tick += 1;
        archive.note_history.make(
            archive.tick,
            &mut archive.notebook,
            NoteChange::Note { before: Some(before.into()), after: Some(after.into()) },
        );
        changed(state);
    }
}

/// Takes a note away.
pub fn remove(state: &mut State, id: u64) {
    let Some(archive) = state.archive_mut() else { return };
    let Some(before) = archive.notebook.notes.iter().find(|note| note.id == id).cloned() else { return };
    archive.tick += 1;
    archive.note_history.make(archive.tick, &mut archive.notebook, NoteChange::Note { before: Some(before.into()), after: None });
    state.say("The note is removed. Ctrl+Z brings it back.");
    changed(state);
}

/// Answers one of the five questions about a source of the article that is read.
pub fn answer(state: &mut State, source: &SourceId, question: Question, answer: Answer) {
    let Some(archive) = state.archive_mut() else { return };
    let Some(slug) = archive.selection.article.clone() else { return };
    let known = archive.notebook.evaluations.iter().find(|known| known.article == slug && known.source == *source);
    let before = known.cloned();
    let mut after = before.clone().unwrap_or_else(|| Evaluation {
        article: slug,
        source: source.clone(),
        answers: BTreeMap::new(),
        extra: Extra::new(),
    });
    after.answers.insert(question, answer);
    archive.tick += 1;
    archive.note_history.make(
        archive.tick,
        &mut archive.notebook,
        NoteChange::Evaluation { before: before.map(Box::new), after: Some(after.into()) },
    );
    changed(state);
}

/// Takes back the last change.
pub fn undo(state: &mut State) {
    if let Some(archive) = state.archive_mut()
        && archive.note_history.undo(&mut archive.notebook)
    {
        changed(state);
    }
}

/// Makes it again.
pub fn redo(state: &mut State) {
    if let Some(archive) = state.archive_mut()
        && archive.note_history.redo(&mut archive.notebook)
    {
        changed(state);
    }
}

/// Writes the notes and works out the filter anew, since it may ask for notes.
pub(super) fn changed(state: &mut State) {
    let notebooks = state.notebooks.clone();
    let Some(archive) = state.archive_mut() else { return };
    archive.refilter();
    if let Some(notebooks) = notebooks
        && let Err(problem) = notebooks.save(&archive.notebook)
    {
        state.warn(problem.to_string());
    }
}
