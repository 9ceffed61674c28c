//! One answer among several: a whole line to press, 40 high and more.

use egui::{Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::control::{between, focus_ring, glow, paint_left};
use crate::app::theme::{self, text};

/// One answer among several, over the whole width.
pub fn choice(ui: &mut Ui, words: &str, chosen: bool) -> Response {
    let tokens = theme::tokens(ui.ctx());
    let look = theme::look(ui.ctx());
    let width = ui.available_width();
    let galley = text::body(&look).scaled(15.0 / 14.0).galley_wrapped(ui, words, tokens.ink, (width - 44.0 - 14.0).max(40.0));
    let height = (galley.size().y + 22.0).max(44.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), chosen, words));
    if ui.is_rect_visible(rect) {
        let glow = glow(ui, response.id, &response);
        let on = ui.ctx().animate_bool_responsive(response.id.with("on"), chosen);
        let wash = if tokens.is_high_contrast() { tokens.surface } else { tokens.accent_wash };
        let fill = between(between(tokens.surface, tokens.hover, glow * 0.6), wash, on);
        let edge = Stroke::new(tokens.line, between(between(tokens.edge, tokens.faint, glow * 0.5), tokens.accent, on));
        ui.painter().rect(rect, 8, fill, edge, StrokeKind::Inside);
        let middle = pos2(rect.left() + 24.0, rect.center().y);
        if on > 0.5 {
            ui.painter().circle_filled(middle, 9.0, tokens.accent);
            ui.painter().circle_filled(middle, 3.5, tokens.on_accent);
        } else {
            ui.painter().circle_stroke(middle, 8.0, Stroke::new(2.0, tokens.faint));
        }
        paint_left(ui, rect.left() + 45.0, rect.center().y, galley);
        focus_ring(ui, &response, rect, 8);
    }
    response
}
