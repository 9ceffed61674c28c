//! A control of two to four parts, of which one is on: the layout, the way of looking.

use egui::{Color32, CornerRadius, Role, Sense, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::control::{focus_ring, glow, paint_centred};
use crate::app::theme::{self, text};

/// Shows a control of several parts, named as a whole; says which one was chosen just now.
pub fn segmented(ui: &mut Ui, name: &str, parts: &[&str], current: usize) -> Option<usize> {
    let tokens = theme::tokens(ui.ctx());
    let look = theme::look(ui.ctx());
    let kind = text::action(&look);
    let height = look.control_height();
    let widths: Vec<f32> = parts.iter().map(|part| kind.galley(ui, *part, Color32::PLACEHOLDER).size().x.round() + 24.0).collect();
    let (whole, group) = ui.allocate_exact_size(vec2(widths.iter().sum(), height), Sense::hover());
    group.widget_info(|| WidgetInfo::labeled(Role::RadioGroup, ui.is_enabled(), name));
    ui.painter().rect_filled(whole, 7, tokens.surface);

    let mut chosen = None;
    let mut left = whole.left();
    for (index, (part, width)) in parts.iter().zip(widths).enumerate() {
        let rect = egui::Rect::from_min_size(pos2(left, whole.top()), vec2(width, height));
        left += width;
        let on = index == current;
        let response = ui.interact(rect, group.id.with(index), Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), on, *part));
        let (west, east) = (if index == 0 { 7 } else { 0 }, if index + 1 == parts.len() { 7 } else { 0 });
        let corners = CornerRadius { nw: west, sw: west, ne: east, se: east };
        let glow = glow(ui, response.id, &response);
        let fill = if on { tokens.accent_wash } else { tokens.hover.gamma_multiply(glow) };
        ui.painter().rect_filled(rect, corners, fill);
        let ink = if on {
            tokens.on_wash
        } else if glow > 0.5 {
            tokens.ink
        } else {
            tokens.muted
        };
        paint_centred(ui, rect.center(), kind.galley(ui, *part, ink));
        focus_ring(ui, &response, rect.shrink(3.0), 4);
        if response.clicked() && !on {
            chosen = Some(index);
        }
    }
    ui.painter().rect_stroke(whole, 7, tokens.edge_stroke(), StrokeKind::Inside);
    chosen
}
