//! Small words on a ground of their own: what kind of thing something is, how many there are.

use egui::{Color32, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use super::control::{grouped, paint_centred};
use crate::app::theme::{self, text};

/// What kind of thing it is: "direct", "partial".
pub fn tag(ui: &mut Ui, words: &str) -> Response {
    let tokens = theme::tokens(ui.ctx());
    plate(ui, words, words, tokens.sunken, tokens.muted, 4)
}

/// What kind of thing it is, as a warning: "changed since".
pub fn warning_tag(ui: &mut Ui, words: &str) -> Response {
    let tokens = theme::tokens(ui.ctx());
    plate(ui, words, words, tokens.sunken, tokens.warn, 4)
}

/// How many there are; screen readers hear `name` after the number.
pub fn badge(ui: &mut Ui, count: usize, name: &str) -> Response {
    let tokens = theme::tokens(ui.ctx());
    let words = grouped(count);
    let said = format!("{words} {name}");
    plate(ui, &words, &said, tokens.accent_wash, tokens.on_wash, 10)
}

fn plate(ui: &mut Ui, words: &str, said: &str, ground: Color32, ink: Color32, radius: u8) -> Response {
    let tokens = theme::tokens(ui.ctx());
    let galley = text::small(ui).scaled(12.0 / 12.5).galley(ui, words, ink);
    let size = galley.size() + vec2(12.0, 4.0);
    let (rect, response) = ui.allocate_exact_size(vec2(size.x.max(size.y), size.y), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, said));
    // Where every ground is black, a line makes the plate.
    let edge = if tokens.is_high_contrast() { Stroke::new(1.0, tokens.edge) } else { Stroke::NONE };
    ui.painter().rect(rect, radius.min((rect.height() / 2.0) as u8), ground, edge, StrokeKind::Inside);
    paint_centred(ui, rect.center(), galley);
    response
}
