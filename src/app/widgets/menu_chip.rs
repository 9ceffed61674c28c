//! A chip that opens a list of things to filter by.

use egui::{Frame, Margin, Popup, PopupCloseBehavior, Response, Role, Sense, Ui, WidgetInfo, vec2};

use super::control::{between, focus_ring, glow, grouped, paint_centred, paint_chip, paint_left, paint_quiet_ground};
use crate::app::theme::{self, icon, text};

/// A chip that opens a list.
#[must_use = "a chip is shown with `show`"]
pub struct MenuChip<'a> {
    text: &'a str,
    chosen: usize,
    width: f32,
    button: bool,
}

impl<'a> MenuChip<'a> {
    /// A chip that says `text` and opens a list.
    pub fn new(text: &'a str) -> Self {
        Self { text, chosen: 0, width: 240.0, button: false }
    }

    /// How many things in its list are chosen; more than none and it is on.
    pub fn chosen(mut self, chosen: usize) -> Self {
        self.chosen = chosen;
        self
    }

    /// How wide its list is.
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// Makes it look like a button, for a choice that is no filter: the style of citations.
    pub fn button(mut self) -> Self {
        self.button = true;
        self
    }

    /// Shows it, and its list while it is open; the list stays open while one chooses in it.
    pub fn show<R>(self, ui: &mut Ui, list: impl FnOnce(&mut Ui) -> R) -> (Response, Option<R>) {
        let tokens = theme::tokens(ui.ctx());
        let look = theme::look(ui.ctx());
        let kind = text::control(&look);
        let on = self.chosen > 0;
        let ink = match (on, self.button) {
            (true, _) => tokens.on_wash,
            (false, true) => tokens.ink,
            (false, false) => tokens.muted,
        };
        let words = kind.galley(ui, self.text, ink);
        let count =
            on.then(|| text::beside_control(&look).galley(ui, grouped(self.chosen), between(tokens.on_wash, tokens.accent_wash, 0.18)));
        let arrow = text::icon(&look).scaled(0.62).galley(ui, icon::CARET_DOWN, ink);
        let count_width = count.as_ref().map_or(0.0, |count| count.size().x + 6.0);
        let size = vec2(
            12.0 + words.size().x + count_width + 5.0 + arrow.size().x + 10.0,
            if self.button { look.control_height() } else { look.chip_height() },
        );

        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        let name = if on { format!("{}, {} chosen", self.text, self.chosen) } else { self.text.to_owned() };
        response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, ui.is_enabled(), &name));
        let open = Popup::is_id_open(ui.ctx(), Popup::default_response_id(&response));
        response.ctx.accesskit_node_builder(response.id, |node| node.set_expanded(open));
        if ui.is_rect_visible(rect) {
            let radius = if self.button { 6 } else { (size.y / 2.0) as u8 };
            let glow = if open { 1.0 } else { glow(ui, response.id, &response) };
            paint_chip(ui, rect, radius, on, glow);
            let mut x = rect.left() + 12.0;
            let words_width = words.size().x;
            paint_left(ui, x, rect.center().y, words);
            x += words_width + 6.0;
            if let Some(count) = count {
                paint_left(ui, x, rect.center().y, count);
                x += count_width;
            }
            paint_left(ui, x - 1.0, rect.center().y, arrow);
            focus_ring(ui, &response, rect, radius);
        }
        let frame = Frame::popup(ui.style()).inner_margin(Margin::same(6));
        let shown = Popup::menu(&response)
            .gap(4.0)
            .width(self.width)
            .frame(frame)
            .accessible_name(self.text)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .show(|ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                list(ui)
            });
        (response, shown.map(|shown| shown.inner))
    }
}

/// One line of a list: chosen or not, with a count at its right end.
pub fn menu_item(ui: &mut Ui, words: &str, count: Option<usize>, chosen: bool) -> Response {
    let tokens = theme::tokens(ui.ctx());
    let look = theme::look(ui.ctx());
    let size = vec2(ui.available_width(), look.control_height());
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let name = count.map_or_else(|| words.to_owned(), |count| format!("{words}, {count}"));
    response.widget_info(|| WidgetInfo::selected(Role::MenuItemCheckBox, ui.is_enabled(), chosen, &name));
    if ui.is_rect_visible(rect) {
        paint_quiet_ground(ui, rect, 5, &tokens, glow(ui, response.id, &response));
        if chosen {
            let tick = text::icon(&look).scaled(0.85).galley(ui, icon::CHECK, tokens.accent);
            paint_centred(ui, egui::pos2(rect.left() + 15.0, rect.center().y), tick);
        }
        let count = count.map(|count| text::small(&look).galley(ui, grouped(count), tokens.muted));
        let count_width = count.as_ref().map_or(0.0, |count| count.size().x + 8.0);
        let room = (rect.width() - 30.0 - count_width - 8.0).max(0.0);
        paint_left(ui, rect.left() + 30.0, rect.center().y, text::body(&look).galley_elided(ui, words, tokens.ink, room, 1));
        if let Some(count) = count {
            paint_left(ui, rect.right() - 8.0 - count.size().x, rect.center().y, count);
        }
        focus_ring(ui, &response, rect.shrink(2.0), 4);
    }
    response
}
