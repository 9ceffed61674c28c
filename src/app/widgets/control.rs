//! What all controls share: the ring around what the keyboard is at, the ground under the pointer, the name on hover.

use std::sync::Arc;

use egui::{Color32, CornerRadius, Galley, Id, Pos2, Rect, Response, Stroke, StrokeKind, Ui, pos2};

use crate::app::theme::{self, Tokens};

/// Draws the ring around a control that has the keyboard, 2 points outside of it.
pub fn focus_ring(ui: &Ui, response: &Response, rect: Rect, radius: impl Into<CornerRadius>) {
    // Also while another window is in front: coming back, one sees where one was.
    if ui.memory(|memory| memory.has_focus(response.id)) {
        let tokens = theme::tokens(ui.ctx());
        // The ring may stand out of a scrolled area's edge: cut off, it would say nothing.
        let painter = ui.painter().with_clip_rect(ui.clip_rect().expand(4.0));
        let radius: CornerRadius = radius.into();
        painter.rect_stroke(rect.expand(1.5), radius + CornerRadius::same(2), tokens.accent_stroke(), StrokeKind::Outside);
    }
}

/// Says name and shortcut when the pointer rests on a control.
pub(super) fn hover_name(response: Response, name: &str, shortcut: Option<&str>) -> Response {
    match shortcut {
        Some(shortcut) => response.on_hover_text(format!("{name}  ·  {shortcut}")),
        None => response.on_hover_text(name),
    }
}

/// How much of the hover ground to show, eased.
pub(super) fn glow(ui: &Ui, id: Id, response: &Response) -> f32 {
    ui.ctx().animate_bool_responsive(id.with("glow"), response.hovered() || response.is_pointer_button_down_on())
}

/// A colour on the way to another.
pub(super) fn between(from: Color32, to: Color32, share: f32) -> Color32 {
    from.lerp_to_gamma(to, share)
}

/// The ground of a quiet control: nothing at rest, the hover colour under the pointer, a line around it in high contrast.
pub(super) fn paint_quiet_ground(ui: &Ui, rect: Rect, radius: u8, tokens: &Tokens, glow: f32) {
    if glow > 0.0 {
        ui.painter().rect_filled(rect, radius, tokens.hover.gamma_multiply(glow));
        if tokens.is_high_contrast() {
            ui.painter().rect_stroke(rect, radius, tokens.edge_stroke(), StrokeKind::Inside);
        }
    }
}

/// Draws a text with its left end at `x` and its middle at `y`.
pub(super) fn paint_left(ui: &Ui, x: f32, y: f32, galley: Arc<Galley>) {
    let top = snapped(ui, pos2(x, y - galley.size().y / 2.0));
    ui.painter().galley(top, galley, Color32::PLACEHOLDER);
}

/// Draws a text with its middle at a point.
pub(super) fn paint_centred(ui: &Ui, middle: Pos2, galley: Arc<Galley>) {
    let left_top = snapped(ui, middle - galley.size() / 2.0);
    ui.painter().galley(left_top, galley, Color32::PLACEHOLDER);
}

/// The same place on whole pixels, so that letters stay sharp.
fn snapped(ui: &Ui, pos: Pos2) -> Pos2 {
    let pixels = ui.pixels_per_point();
    pos2((pos.x * pixels).round() / pixels, (pos.y * pixels).round() / pixels)
}

/// A number with its thousands apart, as in "41,208".
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// Tells assistive programs only the part of a widget that can be seen: a click in the middle of what they are told then meets it.
pub fn say_visible_bounds(ui: &Ui, response: &Response) {
    let seen = response.interact_rect;
    if seen.is_positive() && seen != response.rect {
        ui.ctx().accesskit_node_builder(response.id, |node| {
            let [x0, y0, x1, y1] = [seen.min.x, seen.min.y, seen.max.x, seen.max.y].map(f64::from);
            node.set_bounds(egui::accesskit::Rect { x0, y0, x1, y1 });
        });
    }
}

/// The outline of a chip: on a wash while it is on, else on paper with an edge that a pointer darkens; `glow` from 0 to 1.
pub(super) fn paint_chip(ui: &Ui, rect: Rect, radius: u8, on: bool, glow: f32) {
    let tokens = theme::tokens(ui.ctx());
    let (fill, edge) = if on {
        (between(tokens.accent_wash, tokens.accent, glow * 0.08), Stroke::NONE)
    } else {
        (between(tokens.surface, tokens.hover, glow), Stroke::new(tokens.line, between(tokens.edge, tokens.faint, glow * 0.5)))
    };
    ui.painter().rect(rect, radius, fill, edge, StrokeKind::Inside);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        for (number, written) in [(0, "0"), (999, "999"), (1000, "1,000"), (41_208, "41,208"), (1_234_567, "1,234,567")] {
            assert_eq!(grouped(number), written);
        }
    }
}
