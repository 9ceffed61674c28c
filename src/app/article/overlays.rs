//! What is marked in an article: quotations, labels, notes, what was found, what is selected.

use std::{collections::HashMap, ops::Range};

use crate::{
    app::{
        open_archive::{OpenArchive, Voice},
        reading::Indexed,
        selection::Selected,
        state::State,
        wording::Verbs,
    },
    model::{Article, NoteColour, Part, Passage, QuotationId, Slug},
    quotes::Tone,
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
        /// Its place among the article's.
        at: usize,
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
    #[allow(clippy::too_many_arguments)]
    pub fn of(
        state: &State,
        archive: &OpenArchive,
        slug: &Slug,
        article: &Article,
        indexed: &Indexed,
        verbs: &Verbs,
        hovered: Option<&Selected>,
        body: &Range<usize>,
    ) -> Self {
        let mut overlays = Self { marks: HashMap::new(), body: body.clone() };
        let is_read = archive.selection.article.as_ref() == Some(slug);
        let speaker = indexed.selected_speaker(archive);
        let shown = archive.shown.quotations_shown(slug).filter(|shown| shown.len() == article.quotations.len());
        let is_article_shown = archive.shown.is_article_shown(slug);
        // In the order of the article's list, as they are painted over each other.
        for at in in_sight(indexed.quoted.touching(body), &indexed.quoted_elsewhere) {
            let Some(quotation) = article.quotations.get(at) else { continue };
            let kind = OverlayKind::Quotation {
                id: quotation.id.clone(),
                at,
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
            for index in in_sight(indexed.labelled.touching(body), &indexed.labelled_elsewhere) {
                if let Some(label) = article.labels.get(index) {
                    overlays.add(&label.passage, OverlayKind::Label(index));
                }
            }
        }
        if state.settings.marks_verbs {
            for index in in_sight(verbs.body.touching(body), &verbs.elsewhere) {
                if let Some(verb) = verbs.get(index) {
                    overlays.add(&verb.passage, OverlayKind::Verb(index, verb.tone));
                }
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
        if is_read && state.find.is_open {
            for index in state.find.near(body) {
                overlays.add(&state.find.hits[index], OverlayKind::Hit(index == state.find.at));
            }
        }
        if let Some((_, marked)) = state.pupil.as_ref().and_then(|pupil| pupil.marking(slug)) {
            for passage in marked {
                overlays.add(passage, OverlayKind::Marked);
            }
        }
        let Some(selected) = archive.selected_in(slug) else { return overlays };
        if let Selected::Quotation(id) = selected {
            let quotation = indexed.quotation(id).map(|(_, quotation)| quotation);
            for passage in quotation.into_iter().flat_map(|quotation| quotation.passages.iter().chain(&quotation.occurrences)) {
                overlays.add(passage, OverlayKind::Selected);
            }
        } else {
            for passage in selected.passages(article) {
                overlays.add(&passage, OverlayKind::Selected);
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

/// What is in sight in the body, and what lies elsewhere, each once, in the order of the article's list.
fn in_sight(mut body: Vec<usize>, elsewhere: &[u32]) -> Vec<usize> {
    if !elsewhere.is_empty() {
        body.extend(elsewhere.iter().map(|at| *at as usize));
        body.sort_unstable();
        body.dedup();
    }
    body
}
