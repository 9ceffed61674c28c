//! What is marked in an article: quotations, labels, notes, what was found, what is selected.

use std::{collections::HashMap, ops::Range};

use crate::{
    app::{
        open_archive::{OpenArchive, Voice},
        selection::Selected,
        state::State,
    },
    model::{Article, NoteColour, Part, Passage, QuotationId, Slug},
    quotes::{ReportingVerb, Tone},
};

/// One mark over a stretch of words.
#[derive(Clone, Debug, PartialEq)]
pub struct Overlay {
    /// Where, in code points of its part.
    pub range: Range<usize>,
    /// What.
    pub kind: OverlayKind,
}

/// What a mark shows.
#[derive(Clone, Debug, PartialEq)]
pub enum OverlayKind {
    /// Words that are somebody's.
    Quotation {
        /// Which quotation.
        id: QuotationId,
        /// Whose colour and pattern.
        voice: Voice,
        /// Whether the filter lets it through.
        shown: bool,
        /// Whether the words of its speaker are to glow.
        glows: bool,
        /// Whether it is speech: a term or a title has no line.
        speech: bool,
    },
    /// Words that judge or hedge, by their place among the article's labels.
    Label(usize),
    /// A reporting verb, by its place among the article's, with its tone.
    Verb(usize, Tone),
    /// A reader's note.
    Note(u64, NoteColour),
    /// A place that was looked for, and whether it is the one.
    Hit(bool),
    /// Words that belong to what the pointer is over in another panel.
    Glow,
    /// The selected words.
    Selected,
    /// Words that a pupil marked for a task.
    Marked,
}

/// The marks of an article that are in sight, by the text that they lie in.
#[derive(Default)]
pub struct Overlays {
    marks: HashMap<Part, Vec<Overlay>>,
    /// The places of the body that are in sight.
    body: Range<usize>,
}

impl Overlays {
    /// Gathers the marks of an article; those of its body only where they touch `body`, because a long article has many thousands.
    pub fn of(
        state: &State,
        archive: &OpenArchive,
        slug: &Slug,
        article: &Article,
        verbs: &[ReportingVerb],
        hovered: Option<&Selected>,
        body: &Range<usize>,
    ) -> Self {
        let mut overlays = Self { marks: HashMap::new(), body: body.clone() };
        let is_read = archive.selection.article.as_ref() == Some(slug);
        let speaker = archive.selected_speaker();
        let shown = archive.shown.quotations_shown(slug).filter(|shown| shown.len() == article.quotations.len());
        let is_article_shown = archive.shown.is_article_shown(slug);
        for (at, quotation) in article.quotations.iter().enumerate() {
            if !quotation.passages.iter().chain(&quotation.occurrences).any(|passage| overlays.sees(passage)) {
                continue;
            }
            let kind = OverlayKind::Quotation {
                id: quotation.id.clone(),
                voice: archive.voice(quotation.spoken_by_character.as_ref()),
                shown: is_article_shown && shown.is_none_or(|shown| shown[at]),
                glows: match hovered {
                    Some(Selected::Quotation(id)) if *id == quotation.id => true,
                    Some(Selected::Speaker(id)) if quotation.spoken_by_character.as_ref() == Some(id) => true,
                    _ => speaker.is_some() && quotation.spoken_by_character == speaker,
                },
                speech: quotation.kind.is_speech(),
            };
            for passage in quotation.passages.iter().chain(&quotation.occurrences) {
                overlays.add(passage, kind.clone());
            }
        }
        if !state.settings.hides_labels {
            for (index, label) in article.labels.iter().enumerate() {
                overlays.add(&label.passage, OverlayKind::Label(index));
            }
        }
        if state.settings.marks_verbs {
            for (index, verb) in verbs.iter().enumerate() {
                overlays.add(&verb.passage, OverlayKind::Verb(index, verb.tone));
            }
        }
        for note in archive.notebook.notes.iter().filter(|note| note.article == *slug) {
            overlays.add(&note.passage, OverlayKind::Note(note.id, note.colour));
        }
        if let Some(what @ (Selected::Source(_) | Selected::Passage(_))) = hovered {
            for passage in what.passages(article) {
                overlays.add(&passage, OverlayKind::Glow);
            }
        }
        if let Some(Selected::Note(id)) = hovered
            && let Some(note) = archive.notebook.notes.iter().find(|note| note.id == *id)
        {
            overlays.add(&note.passage, OverlayKind::Glow);
        }
        if is_read {
            for (index, hit) in state.find.hits.iter().enumerate().filter(|_| state.find.is_open) {
                overlays.add(hit, OverlayKind::Hit(index == state.find.at));
            }
        }
        if let Some((_, marked)) = state.pupil.as_ref().and_then(|pupil| pupil.marking(slug)) {
            for passage in marked {
                overlays.add(passage, OverlayKind::Marked);
            }
        }
        let Some(selected) = archive.selected_in(slug) else { return overlays };
        for passage in selected.passages(article) {
            overlays.add(&passage, OverlayKind::Selected);
        }
        if let Selected::Quotation(id) = selected {
            for passage in article.quotation(id).into_iter().flat_map(|quotation| &quotation.occurrences) {
                overlays.add(passage, OverlayKind::Selected);
            }
        }
        if let Selected::Note(id) = selected
            && let Some(note) = archive.notebook.notes.iter().find(|note| note.id == *id)
        {
            overlays.add(&note.passage, OverlayKind::Selected);
        }
        overlays
    }

    /// Whether a passage may be in sight.
    fn sees(&self, passage: &Passage) -> bool {
        passage.part != Part::Body || passage.start < self.body.end && self.body.start < passage.end
    }

    fn add(&mut self, passage: &Passage, kind: OverlayKind) {
        if !self.sees(passage) {
            return;
        }
        self.marks.entry(passage.part.clone()).or_default().push(Overlay { range: passage.start..passage.end, kind });
    }

    /// The marks that touch a stretch of a part.
    pub fn touching(&self, part: &Part, range: &Range<usize>) -> impl Iterator<Item = &Overlay> {
        let (start, end) = (range.start, range.end);
        self.marks.get(part).into_iter().flatten().filter(move |overlay| overlay.range.start < end && start < overlay.range.end)
    }
}
