//! Where a view of an article stands, and how it gets to what was selected.

use egui::{Key, Ui};

use super::{
    flow::Flow,
    reader::{Reader, Sheet},
};
use crate::{
    app::{panels::Cx, selection::Selected, widgets::FarScroll},
    model::{Passage, Slug},
};

/// How long a move to a passage takes, in seconds.
const GLIDE: f32 = 0.18;
/// Space above an article, in points.
pub(super) const ABOVE: f64 = 28.0;
/// Space below it.
pub(super) const BELOW: f64 = 80.0;

/// Where one view of an article stands.
#[derive(Default)]
pub struct Place {
    slug: Option<Slug>,
    moves: u64,
    selected: Option<Selected>,
    /// How far it is scrolled.
    pub scroll: FarScroll,
    /// From where to where it moves, and since when.
    glide: Option<(f64, f64, f64)>,
}

impl Place {
    /// Glides to a height of the article where it is out of sight.
    pub(super) fn keep_in_sight(&mut self, flow: &Flow, y: f64, height: f32, now: f64) {
        let height = f64::from(height);
        if y < self.scroll.offset + 40.0 || y + 90.0 > self.scroll.offset + height {
            let to = (y - height * 0.35).clamp(0.0, lowest(flow, height));
            self.glide = Some((self.scroll.offset, to, now));
        }
    }
}

impl Reader<'_> {
    /// Starts to glide to what was selected, where it is out of sight.
    pub(super) fn follow(&self, ui: &Ui, cx: &Cx<'_>, flow: &mut Flow, place: &mut Place, sheet: &Sheet, height: f32) {
        let height = f64::from(height);
        let arrived = place.slug.as_ref() != Some(self.slug);
        let selected = self.archive.selected_in(self.slug);
        // The article beside the one that is read moves only when something is selected in it.
        let moved = place.moves != cx.state.moves && (self.is_read() || place.selected.as_ref() != selected);
        place.moves = cx.state.moves;
        place.selected = selected.cloned();
        if !arrived && !moved {
            return;
        }
        place.slug = Some(self.slug.clone());
        let target = self.target(cx, flow);
        if arrived && target.is_none() {
            place.glide = Some((0.0, 0.0, 0.0));
            return;
        }
        let Some((index, passage)) = target else { return };
        // Words that are scrolled to are measured first, so that the way is right.
        for near in index.saturating_sub(6)..(index + 2).min(flow.len()) {
            if let Some(height) = flow.item(self.article, near).and_then(|item| self.height_of(ui, &item, sheet)) {
                flow.measured(near, height);
            }
        }
        let place_of = passage.as_ref().and_then(|passage| flow.below(&passage.part, passage.start));
        let y = ABOVE + place_of.unwrap_or_else(|| flow.top(index));
        // A photo is seen with its caption, where both have room.
        let high = if passage.is_none() { flow.top(index + 1) + f64::from(flow.height(index + 1)) - flow.top(index) } else { 0.0 };
        // Words that were just marked by hand do not run away from the pointer at the edge.
        let (over, under) = if matches!(self.archive.selection.what, Selected::Passage(_)) { (0.0, 10.0) } else { (40.0, 60.0) };
        let offset = place.scroll.offset;
        let in_sight =
            if passage.is_none() { y > offset && y + high < offset + height } else { y > offset + over && y + under < offset + height };
        if arrived || !in_sight {
            let above = if high > height * 0.7 { ((height - high) / 2.0).max(16.0) } else { height * 0.3 };
            let above = above.min((height - high - 16.0).max(16.0));
            let to = (y - above).clamp(0.0, lowest(flow, height));
            let now = ui.input(|input| input.time);
            // A far move begins near its end: quick, and yet not without trace.
            let from = if arrived { to } else { to + (offset - to).clamp(-height, height) };
            place.glide = Some((from, to, now));
        }
    }

    fn target(&self, cx: &Cx<'_>, flow: &Flow) -> Option<(usize, Option<Passage>)> {
        let selected = self.archive.selected_in(self.slug)?;
        if cx.state.find.is_open
            && self.is_read()
            && let Some(hit) = cx.state.find.hits.get(cx.state.find.at)
        {
            return Some((flow.item_at(&hit.part, hit.start)?, Some(hit.clone())));
        }
        if let Selected::Photo(id) = selected {
            return Some((flow.photo(id)?, None));
        }
        let passage = match selected {
            // The first of a speaker's words that the filter shows.
            Selected::Speaker(id) => {
                let said = self.article.quotations.iter().filter(|quotation| quotation.spoken_by_character.as_ref() == Some(id));
                let shown = said.filter(|quotation| self.archive.shown.is_quotation_shown(self.slug, &quotation.id));
                let passages = shown.filter_map(|quotation| quotation.passages.first());
                passages.min_by_key(|passage| (flow.item_at(&passage.part, passage.start), passage.start))?.clone()
            }
            Selected::Note(id) => self.archive.notebook.notes.iter().find(|note| note.id == *id)?.passage.clone(),
            what => what.passages(self.article).into_iter().next()?,
        };
        Some((flow.item_at(&passage.part, passage.start)?, Some(passage)))
    }

    /// The offset to scroll to in this frame, while the view moves.
    pub(super) fn glide(&self, ui: &Ui, place: &mut Place) -> Option<f64> {
        let (from, to, started) = place.glide?;
        let length = if ui.style().animation_time > 0.0 { GLIDE } else { 0.0 };
        let passed = ((ui.input(|input| input.time) - started) as f32 / length.max(0.001)).clamp(0.0, 1.0);
        if passed >= 1.0 || (from - to).abs() < 1.0 {
            place.glide = None;
            return Some(to);
        }
        ui.ctx().request_repaint();
        Some(from + (to - from) * f64::from(1.0 - (1.0 - passed).powi(3)))
    }

    /// Page keys scroll the article while nothing else wants them.
    pub(super) fn keys(&self, ui: &Ui, place: &Place, height: f32, flow: &Flow) -> Option<f64> {
        let height = f64::from(height);
        if !self.is_read()
            || ui.ctx().egui_wants_keyboard_input()
            || ui.ctx().memory(|memory| memory.focused().is_some())
            || egui::Popup::is_any_open(ui.ctx())
        {
            return None;
        }
        let step = ui.input(|input| {
            let plain = input.modifiers.is_none();
            [
                (Key::PageDown, height * 0.9),
                (Key::PageUp, -height * 0.9),
                (Key::Space, height * 0.9),
                (Key::ArrowDown, 60.0),
                (Key::ArrowUp, -60.0),
                (Key::Home, f64::MIN),
                (Key::End, f64::MAX),
            ]
            .into_iter()
            .find(|(key, _)| plain && input.key_pressed(*key))
            .map(|(_, step)| step)
        })?;
        Some((place.scroll.offset + step).clamp(0.0, lowest(flow, height)))
    }
}

/// How far an article can be scrolled at most.
fn lowest(flow: &Flow, height: f64) -> f64 {
    (flow.total() + ABOVE + BELOW - height).max(0.0)
}
