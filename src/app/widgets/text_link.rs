//! Words that do something, in the accent's colour.

use egui::{CursorIcon, Response, Role, Sense, Ui, WidgetInfo, vec2};

use super::control::{focus_ring, paint_left};
use crate::app::theme::{self, text};

/// Words that do something: "Clear", "Save filter…".
pub fn text_link(ui: &mut Ui, words: &str) -> Response {
    link(ui, words, &text::body(ui).scaled(13.0 / 14.0))
}

/// The same in the size of normal text, for a line of it.
pub fn body_link(ui: &mut Ui, words: &str) -> Response {
    link(ui, words, &text::body(ui))
}

/// The same in the size of second text, for cards.
pub fn small_link(ui: &mut Ui, words: &str) -> Response {
    link(ui, words, &text::small(ui))
}

fn link(ui: &mut Ui, words: &str, kind: &text::Type) -> Response {
    let tokens = theme::tokens(ui.ctx());
    let galley = kind.galley(ui, words, tokens.accent);
    let size = galley.size();
    // The words may be small, what one aims at is not.
    let (id, rect) = ui.allocate_space(size);
    let response = ui.interact(rect.expand2(vec2(2.0, ((24.0 - size.y) / 2.0).max(0.0))), id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Link, ui.is_enabled(), words));
    if ui.is_rect_visible(rect) {
        paint_left(ui, rect.left(), rect.center().y, galley);
        let under = ui.ctx().animate_bool_responsive(response.id.with("under"), response.hovered());
        if under > 0.0 || tokens.is_high_contrast() {
            let strength = if tokens.is_high_contrast() { 1.0 } else { under };
            let y = rect.center().y + size.y / 2.0 - 1.5;
            ui.painter().hline(rect.x_range(), y, egui::Stroke::new(tokens.line, tokens.accent.gamma_multiply(strength)));
        }
        focus_ring(ui, &response, rect.expand2(vec2(2.0, 0.0)), 3);
    }
    response.on_hover_cursor(CursorIcon::PointingHand)
}
