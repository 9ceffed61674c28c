//! Chips: one part of a filter each, on or off, with a count.

use egui::{Color32, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::control::{between, focus_ring, glow, grouped, paint_centred, paint_chip, paint_left};
use crate::app::theme::{self, icon, text};

/// A chip: one part of a filter, on or off.
#[must_use = "a chip is shown with `show`"]
pub struct Chip<'a> {
    text: &'a str,
    count: Option<usize>,
    on: bool,
    removable: bool,
    warning: bool,
}

/// What happened to a chip.
pub struct ChipResponse {
    /// The chip itself; clicked to turn it on or off.
    pub response: Response,
    /// Whether its ✕ was pressed.
    pub removed: bool,
}

impl<'a> Chip<'a> {
    /// A chip that says `text`.
    pub fn new(text: &'a str) -> Self {
        Self { text, count: None, on: false, removable: false, warning: false }
    }

    /// How many things it would leave.
    pub fn count(mut self, count: usize) -> Self {
        self.count = Some(count);
        self
    }

    /// Whether it is on.
    pub fn on(mut self, on: bool) -> Self {
        self.on = on;
        self
    }

    /// Gives it a ✕ that takes it away.
    pub fn removable(mut self) -> Self {
        self.removable = true;
        self
    }

    /// Writes it in the colour of warnings, for a disagreement.
    pub fn warning(mut self) -> Self {
        self.warning = true;
        self
    }

    /// Shows it.
    pub fn show(self, ui: &mut Ui) -> ChipResponse {
        let tokens = theme::tokens(ui.ctx());
        let look = theme::look(ui.ctx());
        let height = look.chip_height();
        let kind = text::control(&look);
        let (ink, count_ink) = match (self.on, self.warning) {
            (true, _) => (tokens.on_wash, between(tokens.on_wash, tokens.accent_wash, 0.18)),
            (false, true) => (tokens.warn, tokens.warn),
            (false, false) => (tokens.muted, tokens.muted),
        };
        let words = kind.galley(ui, self.text, ink);
        let count = self.count.map(|count| text::beside_control(&look).galley(ui, grouped(count), count_ink));
        let count_width = count.as_ref().map_or(0.0, |count| count.size().x + 6.0);
        let cross_width = if self.removable { height - 4.0 } else { 0.0 };
        let width = 12.0 + words.size().x + count_width + if self.removable { cross_width + 2.0 } else { 12.0 };

        let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
        let name = match self.count {
            Some(count) => format!("{}, {count}", self.text),
            None => self.text.to_owned(),
        };
        response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), self.on, &name));

        let mut removed = false;
        if ui.is_rect_visible(rect) {
            let radius = (height / 2.0) as u8;
            let glow = glow(ui, response.id, &response);
            paint_chip(ui, rect, radius, self.on, glow);
            let mut x = rect.left() + 12.0;
            let words_width = words.size().x;
            paint_left(ui, x, rect.center().y, words);
            x += words_width + 6.0;
            if let Some(count) = count {
                paint_left(ui, x, rect.center().y, count);
            }
            focus_ring(ui, &response, rect, radius);
        }
        if self.removable {
            removed = self.cross(ui, &response, rect, cross_width, ink);
        }
        ChipResponse { response, removed }
    }

    fn cross(&self, ui: &Ui, chip: &Response, rect: Rect, width: f32, ink: Color32) -> bool {
        let place = Rect::from_min_max(pos2(rect.right() - width - 2.0, rect.top()), rect.right_bottom()).shrink2(vec2(1.0, 1.0));
        let response = ui.interact(place, chip.id.with("remove"), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), format!("Remove {}", self.text)));
        let tokens = theme::tokens(ui.ctx());
        let disc = Rect::from_center_size(place.center(), vec2(18.0, 18.0));
        if response.hovered() {
            ui.painter().rect_filled(disc, 9, ink.gamma_multiply(0.16));
        }
        let glyph = text::icon(ui).scaled(0.64).galley(ui, icon::X, if self.on { tokens.on_wash } else { tokens.muted });
        paint_centred(ui, place.center(), glyph);
        focus_ring(ui, &response, disc, 9);
        response.on_hover_text(format!("Remove {}", self.text)).clicked()
    }
}
