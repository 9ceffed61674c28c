//! Small key caps beside what a key does.

use egui::{Color32, Response, Role, Sense, StrokeKind, Ui, WidgetInfo, vec2};

use super::control::paint_centred;
use crate::app::theme::{self, text};

/// A key cap: "Ctrl O".
pub fn key_hint(ui: &mut Ui, keys: &str) -> Response {
    let tokens = theme::tokens(ui.ctx());
    let words = text::small(ui).galley(ui, keys, tokens.muted);
    let size = words.size() + vec2(12.0, 5.0);
    let (rect, response) = ui.allocate_exact_size(vec2(size.x.max(size.y), size.y), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, keys));
    ui.painter().rect(rect, 4, Color32::TRANSPARENT, tokens.edge_stroke(), StrokeKind::Inside);
    paint_centred(ui, rect.center(), words);
    response
}
