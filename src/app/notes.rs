//! Undo and redo of a reader's notes.

use crate::model::{Evaluation, Gathered, Note, Notebook};

/// One change of a notebook, as what was there and what is there.
#[derive(Clone, Debug, PartialEq)]
pub enum NoteChange {
    /// A note was added, changed or taken away.
    Note {
        /// The note before; nothing where it was added.
        before: Option<Box<Note>>,
        /// The note after; nothing where it was taken away.
        after: Option<Box<Note>>,
    },
    /// Something else was answered about a source.
    Evaluation {
        /// The answers before.
        before: Option<Box<Evaluation>>,
        /// The answers after.
        after: Option<Box<Evaluation>>,
    },
    /// Something else was gathered for the list of works cited.
    Works {
        /// The list before.
        before: Vec<Gathered>,
        /// The list after.
        after: Vec<Gathered>,
    },
}

impl NoteChange {
    /// The change that takes this one back.
    fn inverse(&self) -> Self {
        match self.clone() {
            Self::Note { before, after } => Self::Note { before: after, after: before },
            Self::Evaluation { before, after } => Self::Evaluation { before: after, after: before },
            Self::Works { before, after } => Self::Works { before: after, after: before },
        }
    }
}

/// The changes that can be undone and redone.
#[derive(Clone, Debug, Default)]
pub struct NoteHistory {
    done: Vec<(u64, NoteChange)>,
    undone: Vec<(u64, NoteChange)>,
}

impl NoteHistory {
    /// Makes a change and remembers it with the tick at which it was made.
    pub fn make(&mut self, tick: u64, notebook: &mut Notebook, change: NoteChange) {
        put(notebook, &change);
        // Typing in one remark is one change.
        match (self.done.last_mut(), &change) {
            (
                Some((at, NoteChange::Note { after: Some(last), before: Some(_) })),
                NoteChange::Note { before: Some(_), after: Some(now) },
            ) if last.id == now.id => {
                *last = now.clone();
                *at = tick;
            }
            _ => self.done.push((tick, change)),
        }
        self.undone.clear();
    }

    /// Takes the last change back.
    pub fn undo(&mut self, notebook: &mut Notebook) -> bool {
        let Some((tick, change)) = self.done.pop() else { return false };
        put(notebook, &change.inverse());
        self.undone.push((tick, change));
        true
    }

    /// Makes the change again that was taken back.
    pub fn redo(&mut self, notebook: &mut Notebook) -> bool {
        let Some((tick, change)) = self.undone.pop() else { return false };
        put(notebook, &change);
        self.done.push((tick, change));
        true
    }

    /// When the last change was made that can be taken back.
    pub fn last_done(&self) -> Option<u64> {
        self.done.last().map(|(tick, _)| *tick)
    }

    /// When the change was made that would be made again.
    pub fn last_undone(&self) -> Option<u64> {
        self.undone.last().map(|(tick, _)| *tick)
    }
}

fn put(notebook: &mut Notebook, change: &NoteChange) {
    match change {
        NoteChange::Works { after, .. } => notebook.works.clone_from(after),
        NoteChange::Note { before, after } => {
            replace(&mut notebook.notes, before.as_deref(), after.as_deref(), |a, b| a.id == b.id);
        }
        NoteChange::Evaluation { before, after } => {
            replace(&mut notebook.evaluations, before.as_deref(), after.as_deref(), |a, b| a.article == b.article && a.source == b.source);
        }
    }
}

/// Puts the new in the place of the old, adds it, or takes the old away.
fn replace<T: Clone>(list: &mut Vec<T>, old: Option<&T>, new: Option<&T>, same: impl Fn(&T, &T) -> bool) {
    match (old, new) {
        (Some(old), Some(new)) => list.iter_mut().filter(|item| same(item, old)).for_each(|item| item.clone_from(new)),
        (Some(old), None) => list.retain(|item| !same(item, old)),
        (None, Some(new)) => list.push(new.clone()),
        (None, None) => {}
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::model::{Extra, NoteColour, Passage};

    fn note(id: u64, remark: &str) -> Note {
        Note {
            id,
            article: "a".parse().unwrap(),
            article_sha256: None,
            passage: Passage::default(),
            remark: remark.into(),
            colour: NoteColour::Yellow,
            created: Timestamp::UNIX_EPOCH,
            extra: Extra::new(),
        }
    }

    #[test]
    fn every_change_can_be_taken_back_and_made_again() {
        let (mut book, mut history) = (Notebook::default(), NoteHistory::default());
        history.make(1, &mut book, NoteChange::Note { before: None, after: Some(note(1, "").into()) });
        for (from, to) in [("", "s"), ("s", "so")] {
            history.make(1, &mut book, NoteChange::Note { before: Some(note(1, from).into()), after: Some(note(1, to).into()) });
        }
        history.make(1, &mut book, NoteChange::Note { before: Some(note(1, "so").into()), after: None });
        assert!(book.notes.is_empty());
        assert!(history.undo(&mut book));
        assert_eq!(book.notes[0].remark, "so");
        assert!(history.undo(&mut book));
        assert_eq!(book.notes[0].remark, "", "typing is one change");
        assert!(history.redo(&mut book));
        assert_eq!(book.notes[0].remark, "so");
    }
}
