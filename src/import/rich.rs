//! Words with emphasis and links, put together run by run.

use crate::model::{Extra, Mark, MarkKind, RichText};

/// Gathers runs of words into one [`RichText`] with single spaces.
#[derive(Clone, Debug, Default)]
pub(super) struct RichBuilder {
    text: String,
    letters: usize,
    marks: Vec<Mark>,
    open: Vec<(usize, MarkKind)>,
}

impl RichBuilder {
    /// Adds words as they stand; breaks and tabs become spaces.
    pub(super) fn push(&mut self, words: &str) {
        for letter in words.chars() {
            let letter = if matches!(letter, '\n' | '\t' | '\r') { ' ' } else { letter };
            if letter == ' ' && (self.text.is_empty() || self.text.ends_with(' ')) {
                continue;
            }
            self.text.push(letter);
            self.letters += 1;
        }
    }

    /// Begins a mark.
    pub(super) fn open(&mut self, kind: MarkKind) {
        self.open.push((self.letters, kind));
    }

    /// Ends the mark that began last.
    pub(super) fn close(&mut self) {
        if let Some((start, kind)) = self.open.pop()
            && start < self.letters
        {
            self.marks.push(Mark { start, end: self.letters, kind, extra: Extra::new() });
        }
    }

    /// Adds words under marks of their own.
    pub(super) fn run(&mut self, words: &str, marks: &[MarkKind]) {
        marks.iter().for_each(|mark| self.open(mark.clone()));
        self.push(words);
        marks.iter().for_each(|_| self.close());
    }

    /// The words, without space at their end; runs of one look are one mark.
    pub(super) fn take(&mut self) -> RichText {
        while !self.open.is_empty() {
            self.close();
        }
        let Self { text, mut marks, .. } = std::mem::take(self);
        let trimmed = text.trim_end().to_owned();
        let length = trimmed.chars().count();
        marks.sort_by_key(|mark| mark.start);
        let mut joined: Vec<Mark> = Vec::new();
        for mut mark in marks {
            mark.end = mark.end.min(length);
            if mark.start >= mark.end {
                continue;
            }
            if let Some(last) = joined.iter_mut().find(|last| last.kind == mark.kind && last.end == mark.start) {
                last.end = mark.end;
            } else {
                joined.push(mark);
            }
        }
        RichText { text: trimmed, marks: joined }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_become_one_text_with_marks() {
        let mut builder = RichBuilder::default();
        builder.push(" The ");
        builder.run("old ", &[MarkKind::Strong]);
        builder.run("bridge", &[MarkKind::Strong, MarkKind::Link("https://a.example".into())]);
        builder.push(" \n ");
        let words = builder.take();
        assert_eq!(words.text, "The old bridge");
        let marks: Vec<(usize, usize)> = words.marks.iter().map(|mark| (mark.start, mark.end)).collect();
        assert_eq!(marks, [(4, 14), (8, 14)]);
    }
}
