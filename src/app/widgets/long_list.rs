//! A list of things of any height, of which only those in sight are laid out.

use std::sync::{Arc, Mutex, PoisonError};

use egui::{Id, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

use super::{FarScroll, heights::Heights};

/// Fewer are all laid out: then everything is there for a screen reader at once.
const FEW: usize = 60;
/// How far beyond the edges things are laid out, in points.
const BEYOND: f64 = 200.0;
/// In how many frames a thing that is scrolled to may still move because what lies before it was only guessed.
const TRIES: u8 = 3;

/// A list that scrolls.
#[must_use = "a list is shown with `show`"]
pub struct LongList {
    id: Id,
    count: usize,
    guess: f32,
    gap: f32,
    scroll_to: Option<usize>,
}

#[derive(Clone, Default)]
struct Known {
    heights: Heights,
    width: f32,
    to: Option<(usize, u8)>,
    scroll: FarScroll,
}

impl LongList {
    /// So many things, each about as high as `guess` until it is laid out.
    pub fn new(id: Id, count: usize, guess: f32) -> Self {
        Self { id, count, guess, gap: 8.0, scroll_to: None }
    }

    /// Space between two of them.
    pub fn gap(mut self, gap: f32) -> Self {
        self.gap = gap;
        self
    }

    /// The one that is to come into sight.
    pub fn scroll_to(mut self, at: Option<usize>) -> Self {
        self.scroll_to = at;
        self
    }

    /// Shows the list; `show` shows one of its things.
    pub fn show(self, ui: &mut Ui, mut show: impl FnMut(&mut Ui, usize)) {
        let area = ScrollArea::vertical().id_salt(self.id).auto_shrink([false, false]);
        let margin = egui::Margin { left: 10, right: 10, top: 10, bottom: 14 };
        if self.count <= FEW {
            area.show(ui, |ui| {
                egui::Frame::new().inner_margin(margin).show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = self.gap;
                    for at in 0..self.count {
                        let shown = ui.scope(|ui| show(ui, at));
                        if self.scroll_to == Some(at) {
                            shown.response.scroll_to_me(None);
                        }
                    }
                });
            });
            return;
        }
        let known = ui.data_mut(|data| data.get_temp_mut_or_default::<Arc<Mutex<Known>>>(self.id).clone());
        let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
        let width = ui.available_width();
        if known.heights.len() != self.count || (known.width - width).abs() > 0.5 {
            *known = Known { heights: Heights::new(vec![self.guess + self.gap; self.count]), width, to: known.to, scroll: known.scroll };
        }
        if let Some(at) = self.scroll_to {
            known.to = Some((at, TRIES));
        }
        let total = known.heights.total() + f64::from(margin.topf() + margin.bottomf());
        let view = f64::from(ui.available_height());
        // One that is out of sight comes to where it is just seen; until what lies before it is known, that may be somewhere else.
        let mut jump = None;
        if let Some((at, tries)) = known.to {
            let (top, height) = (known.heights.top(at), f64::from(known.heights.height(at)));
            let offset = known.scroll.offset;
            let wanted = if top < offset { top } else { (top + height + f64::from(margin.topf()) - view).min(top).max(offset) };
            let is_seen = (wanted - offset).abs() < 0.5;
            jump = (!is_seen).then_some(wanted);
            known.to = (tries > 0 && !is_seen).then(|| (at, tries - 1));
        }
        let mut scroll = known.scroll;
        let known = &mut *known;
        scroll.show(ui, area, total, jump, |ui, sight| {
            let whole = ui.max_rect();
            let place = |heights: &Heights, at: usize| {
                let top = sight.on_screen(f64::from(margin.topf()) + heights.top(at));
                Rect::from_min_size(pos2(whole.left() + margin.leftf(), top), vec2(whole.width() - 20.0, heights.height(at) - self.gap))
            };
            let mut differs = known.to.is_some();
            for at in known.heights.between(sight.top - BEYOND, sight.bottom + BEYOND) {
                let shown = ui.scope_builder(UiBuilder::new().max_rect(place(&known.heights, at)).id_salt(at), |ui| show(ui, at));
                differs |= known.heights.set(at, shown.response.rect.height() + self.gap);
            }
            if differs {
                ui.ctx().request_repaint();
            }
        });
        known.scroll = scroll;
    }
}
