//! Undo and redo of a reader's notes.

use crate::model::{Note, Notebook};

/// One change of a notebook, as what a note was and what it is.
#[derive(Clone, Debug, PartialEq)]
pub struct NoteChange {
    /// The note before; nothing where it was added.
    pub before: Option<Note>,
    /// The note after; nothing where it was taken away.
    pub after: Option<Note>,
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
        put(notebook, change.before.as_ref(), change.after.as_ref());
        // Typing in one remark is one change.
        match (self.done.last_mut(), &change) {
            (Some((at, NoteChange { after: Some(last), before: Some(_) })), NoteChange { before: Some(_), after: Some(now) })
                if last.id == now.id =>
            {
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
        put(notebook, change.after.as_ref(), change.before.as_ref());
        self.undone.push((tick, change));
        true
    }

    /// Makes the change again that was taken back.
    pub fn redo(&mut self, notebook: &mut Notebook) -> bool {
        let Some((tick, change)) = self.undone.pop() else { return false };
        put(notebook, change.before.as_ref(), change.after.as_ref());
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

fn put(notebook: &mut Notebook, old: Option<&Note>, new: Option<&Note>) {
    match (old, new) {
        (Some(old), Some(new)) => {
            if let Some(note) = notebook.notes.iter_mut().find(|note| note.id == old.id) {
                note.clone_from(new);
            }
        }
        (Some(old), None) => notebook.notes.retain(|note| note.id != old.id),
        (None, Some(new)) => notebook.notes.push(new.clone()),
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
        history.make(1, &mut book, NoteChange { before: None, after: Some(note(1, "")) });
        for (from, to) in [("", "s"), ("s", "so")] {
            history.make(1, &mut book, NoteChange { before: Some(note(1, from)), after: Some(note(1, to)) });
        }
        history.make(1, &mut book, NoteChange { before: Some(note(1, "so")), after: None });
        assert!(book.notes.is_empty());
        assert!(history.undo(&mut book));
        assert_eq!(book.notes[0].remark, "so");
        assert!(history.undo(&mut book));
        assert_eq!(book.notes[0].remark, "", "typing is one change");
        assert!(history.redo(&mut book));
        assert_eq!(book.notes[0].remark, "so");
    }
}
