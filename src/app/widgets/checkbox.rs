//! A box with a tick and words beside it.

use egui::{Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::control::{between, focus_ring, glow, paint_centred, paint_left};
use crate::app::theme::{self, icon, text};

/// A box with a tick; clicking anywhere on it or its words turns it over.
pub fn checkbox(ui: &mut Ui, words: &str, checked: &mut bool) -> Response {
    let tokens = theme::tokens(ui.ctx());
    let look = theme::look(ui.ctx());
    let side = (18.0 * look.text_size).round();
    let room = (ui.available_width() - side - 9.0).max(40.0);
    let galley = text::body(&look).galley_wrapped(ui, words, tokens.ink, room);
    let size = vec2(side + 9.0 + galley.size().x, (galley.size().y + 6.0).max(26.0));
    let (rect, mut response) = ui.allocate_exact_size(size, Sense::click());
    if response.clicked() {
        *checked = !*checked;
        response.mark_changed();
    }
    let now = *checked;
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, ui.is_enabled(), now, words));
    if ui.is_rect_visible(rect) {
        let glow = glow(ui, response.id, &response);
        let on = ui.ctx().animate_bool_responsive(response.id.with("on"), *checked);
        let place = egui::Rect::from_center_size(pos2(rect.left() + side / 2.0, rect.center().y), vec2(side, side));
        let fill = between(between(tokens.surface, tokens.hover, glow), tokens.accent, on);
        let edge = Stroke::new(tokens.line, between(between(tokens.faint, tokens.ink, glow * 0.4), tokens.accent, on));
        ui.painter().rect(place, 4, fill, edge, StrokeKind::Inside);
        if *checked {
            paint_centred(ui, place.center(), text::icon(&look).scaled(0.78).galley(ui, icon::CHECK, tokens.on_accent));
        }
        paint_left(ui, rect.left() + side + 9.0, rect.center().y, galley);
        focus_ring(ui, &response, rect.expand2(vec2(3.0, 0.0)), 5);
    }
    response
}
