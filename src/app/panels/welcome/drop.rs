//! What a drop would do, said while files are held over the window.

use egui::{CornerRadius, StrokeKind, Ui};

use super::super::Cx;
use crate::app::theme::{self, text};

/// Says what a drop would do, while files are held over the window.
pub fn show_drop(ui: &mut Ui, cx: &mut Cx<'_>) {
    if ui.input(|input| input.raw.hovered_files.is_empty()) {
        return;
    }
    let tokens = theme::tokens(ui.ctx());
    let space = ui.ctx().content_rect();
    let painter = ui.ctx().layer_painter(egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("drop")));
    painter.rect_filled(space, CornerRadius::ZERO, tokens.paper.gamma_multiply(0.9));
    painter.rect_stroke(space.shrink(12.0), CornerRadius::same(12), egui::Stroke::new(2.0, tokens.accent), StrokeKind::Inside);
    let marks = cx.state.at_hand().is_some() && cx.state.desk.lesson.is_some() && cx.state.desk.screen.is_some();
    let words = if marks {
        "Drop the folder that the class handed in to, or single answers, to mark them"
    } else {
        "Drop an archive to open it, or saved pages and text to import them"
    };
    let words = text::heading(ui).galley(ui, words, tokens.ink);
    painter.galley(space.center() - words.size() / 2.0, words, tokens.ink);
}
