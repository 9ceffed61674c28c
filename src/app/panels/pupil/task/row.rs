//! One answer among several: a whole line to press, 44 high and more.

use egui::{Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::ring;
use crate::app::theme::{self, icon, text};

/// What stands at the left of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// A ring: one of them is chosen.
    One,
    /// A box: several can be chosen.
    Several,
}

/// An answer over the whole width, with a small line under its words that says where it comes from.
pub fn row(ui: &mut Ui, sign: Sign, words: &str, from: Option<&str>, on: bool) -> Response {
    let tokens = theme::tokens(ui.ctx());
    let look = theme::look(ui.ctx());
    let width = ui.available_width();
    let side = (18.0 * look.text_size.min(1.5)).round();
    let left = 15.0 + side + 12.0;
    let room = (width - left - 14.0).max(40.0);
    let galley = text::body(&look).scaled(15.0 / 14.0).galley_wrapped(ui, words, tokens.ink, room);
    let below = from.filter(|from| !from.is_empty()).map(|from| text::small(&look).galley_wrapped(ui, from, tokens.muted, room));
    let high = galley.size().y + below.as_ref().map_or(0.0, |below| below.size().y + 2.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, (high + 22.0).max(44.0)), Sense::click());
    let role = if sign == Sign::One { Role::RadioButton } else { Role::CheckBox };
    let said = from.map_or_else(|| words.to_owned(), |from| format!("{words} — {from}"));
    response.widget_info(|| WidgetInfo::selected(role, ui.is_enabled(), on, &said));
    if ui.is_rect_visible(rect) {
        let glow = ui.ctx().animate_bool_responsive(response.id.with("glow"), response.hovered());
        let is_on = ui.ctx().animate_bool_responsive(response.id.with("on"), on);
        let wash = if tokens.is_high_contrast() { tokens.surface } else { tokens.accent_wash };
        let fill = tokens.surface.lerp_to_gamma(tokens.hover, glow * 0.6).lerp_to_gamma(wash, is_on);
        let edge = tokens.edge.lerp_to_gamma(tokens.faint, glow * 0.5).lerp_to_gamma(tokens.accent, is_on);
        ui.painter().rect(rect, 8, fill, Stroke::new(tokens.line, edge), StrokeKind::Inside);
        let middle = pos2(rect.left() + 15.0 + side / 2.0, rect.center().y);
        match sign {
            Sign::One if is_on > 0.5 => {
                ui.painter().circle_filled(middle, side / 2.0, tokens.accent);
                ui.painter().circle_filled(middle, side / 5.0, tokens.on_accent);
            }
            Sign::One => {
                ui.painter().circle_stroke(middle, side / 2.0 - 1.0, Stroke::new(2.0, tokens.faint));
            }
            Sign::Several => {
                let place = egui::Rect::from_center_size(middle, vec2(side, side));
                let fill = tokens.surface.lerp_to_gamma(tokens.accent, is_on);
                let edge = Stroke::new(2.0, tokens.faint.lerp_to_gamma(tokens.accent, is_on));
                ui.painter().rect(place, 4, fill, edge, StrokeKind::Inside);
                if on {
                    let tick = text::icon(&look).scaled(0.78).galley(ui, icon::CHECK, tokens.on_accent);
                    ui.painter().galley(place.center() - tick.size() / 2.0, tick, tokens.on_accent);
                }
            }
        }
        let top = rect.center().y - high / 2.0;
        let next = top + galley.size().y + 2.0;
        ui.painter().galley(pos2(rect.left() + left, top), galley, tokens.ink);
        if let Some(below) = below {
            ui.painter().galley(pos2(rect.left() + left, next), below, tokens.muted);
        }
        ring(ui, &response, rect, 8);
    }
    response
}
