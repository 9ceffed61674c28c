//! Changes of an archive in the window: what they are, and how they are taken back.

use std::sync::Arc;

use super::fields::FieldValues;
use crate::{
    model::{Archive, Article, Lesson, Passage, QuotationId, Slug, SpeakerId},
    quotes::{Correction, SpeakerKind},
};

/// One thing that a person says of quotations or speakers.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// These quotations of the article that is read are right as they are; the next one that nobody confirmed comes up.
    Confirm(Vec<QuotationId>),
    /// Every quotation of the article that is read and of whose attribution its rule is sure is right; the first of the others comes up.
    ConfirmSure,
    /// Every quotation that the filter shows, in all articles, is right as it is.
    ConfirmShown,
    /// Something of a quotation is another.
    Correct(QuotationId, Correction),
    /// Somebody who is not in the archive yet said it.
    NewSpeaker(QuotationId, SpeakerKind, String),
    /// Marked words are a quotation.
    Mark(Passage),
    /// It is no quotation.
    Remove(QuotationId),
    /// It goes on from the one before.
    Join(QuotationId),
    /// Its passages are quotations of their own.
    Split(QuotationId),
    /// A speaker has another name.
    Rename(SpeakerId, String),
    /// Two speakers are one: the first goes into the second.
    Merge(SpeakerId, SpeakerId),
    /// In the article that is read, the speaker is somebody else of the same name.
    Part(SpeakerId),
    /// What citations take from the article, or from one of its photos, is otherwise.
    Fields(Box<FieldValues>),
}

/// One change, as what the archive was and what it is.
#[derive(Clone, Debug)]
pub struct Change {
    /// What was done, as the menu says it behind “Undo”.
    pub name: &'static str,
    /// The archive as a whole, before and after.
    pub archive: (Arc<Archive>, Arc<Archive>),
    /// The articles that changed, before and after.
    pub articles: Vec<(Slug, Arc<Article>, Arc<Article>)>,
}

/// One change of a lesson, as what it was and what it is.
#[derive(Clone, Debug)]
pub struct LessonChange {
    /// What was done, as the menu says it behind “Undo”.
    pub name: &'static str,
    /// The lesson's name in the archive.
    pub slug: Slug,
    /// What is being typed in: the letters of one field are taken back together.
    pub field: Option<String>,
    /// The lesson before; nothing where it is new.
    pub before: Option<Arc<Lesson>>,
    /// The lesson after; nothing where it was taken out.
    pub after: Option<Arc<Lesson>>,
}

/// What can be undone.
#[derive(Clone, Debug)]
pub enum Step {
    /// A change of articles and speakers.
    Articles(Change),
    /// A change of a lesson.
    Lesson(LessonChange),
}

impl Step {
    fn name(&self) -> &'static str {
        match self {
            Self::Articles(change) => change.name,
            Self::Lesson(change) => change.name,
        }
    }

    /// Takes in a change that goes on with this one: more letters in the same field.
    fn goes_on(&mut self, next: &Self) -> bool {
        match (self, next) {
            (Self::Lesson(own), Self::Lesson(next)) if own.field.is_some() && own.field == next.field && own.slug == next.slug => {
                own.after.clone_from(&next.after);
                true
            }
            _ => false,
        }
    }
}

/// The changes that can be undone and redone, each with the tick at which it was made.
#[derive(Clone, Debug, Default)]
pub struct EditHistory {
    done: Vec<(u64, Step)>,
    undone: Vec<(u64, Step)>,
}

/// How many changes can be taken back.
const LONGEST: usize = 500;

impl EditHistory {
    /// Remembers a change that was made.
    pub fn made(&mut self, tick: u64, step: Step) {
        self.undone.clear();
        if self.done.last_mut().is_some_and(|(_, last)| last.goes_on(&step)) {
            return;
        }
        self.done.push((tick, step));
        if self.done.len() > LONGEST {
            self.done.remove(0);
        }
    }

    /// The change to take back.
    pub fn undo(&mut self) -> Option<&Step> {
        let last = self.done.pop()?;
        self.undone.push(last);
        self.undone.last().map(|(_, step)| step)
    }

    /// The change to make again.
    pub fn redo(&mut self) -> Option<&Step> {
        let last = self.undone.pop()?;
        self.done.push(last);
        self.done.last().map(|(_, step)| step)
    }

    /// When the last change was made that can be taken back, and what it was.
    pub fn last_done(&self) -> Option<(u64, &'static str)> {
        self.done.last().map(|(tick, step)| (*tick, step.name()))
    }

    /// When the change was made that would be made again, and what it was.
    pub fn last_undone(&self) -> Option<(u64, &'static str)> {
        self.undone.last().map(|(tick, step)| (*tick, step.name()))
    }
}

/// What of an archive is not on disk yet.
#[derive(Clone, Debug, Default)]
pub struct Unsaved {
    /// Counts every change, also those that take one back.
    pub revision: u64,
    /// The revision on disk.
    pub saved: u64,
    /// The revision that is kept for the case of a crash.
    pub kept: u64,
    /// Whether a job is keeping it just now.
    pub is_keeping: bool,
    /// Whether a job is saving the archive just now.
    pub is_saving: bool,
}

impl Unsaved {
    /// Whether there is something to save.
    pub fn is_any(&self) -> bool {
        self.revision != self.saved
    }
}
