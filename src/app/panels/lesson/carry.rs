//! Carrying parts of the archive into a task: from any panel, onto any task.

use egui::{Align2, DragAndDrop, Id, LayerId, Order, Rect, Response, StrokeKind, Ui, vec2};

use super::{Cx, ask};
use crate::{
    app::{
        lesson::LessonStep,
        theme::{self, text},
    },
    lesson::{Piece, shown},
    model::TaskId,
};

/// A part of the archive on its way, with the words that are seen beside the pointer.
#[derive(Clone)]
pub struct Carried {
    piece: Piece,
    words: String,
}

/// What a card carries that is being dragged; `words` are what is seen beside the pointer.
pub fn carry(card: &Response, piece: impl FnOnce() -> Piece, words: &str) {
    if card.drag_started() {
        card.dnd_set_drag_payload(Carried { piece: piece(), words: shown(words, 60) });
    }
}

/// Takes in what is let go over a place, for a task.
pub fn drop_here(ui: &Ui, cx: &mut Cx<'_>, rect: Rect, task: &TaskId) {
    if !DragAndDrop::has_payload_of_type::<Carried>(ui.ctx()) {
        return;
    }
    let rect = rect.intersect(ui.clip_rect());
    if !ui.ctx().pointer_interact_pos().is_some_and(|pointer| rect.contains(pointer)) {
        return;
    }
    let tokens = theme::tokens(ui.ctx());
    ui.painter().rect_stroke(rect.shrink(2.0), 7, tokens.accent_stroke(), StrokeKind::Inside);
    if ui.input(|input| input.pointer.any_released())
        && let Some(carried) = DragAndDrop::take_payload::<Carried>(ui.ctx())
    {
        ask(cx, LessonStep::Piece(Some(task.clone()), carried.piece.clone()));
    }
}

/// What is being carried, beside the pointer.
pub fn carried(ui: &Ui) {
    let Some(at) = ui.ctx().pointer_interact_pos() else { return };
    let Some(carried) = DragAndDrop::payload::<Carried>(ui.ctx()) else { return };
    let tokens = theme::tokens(ui.ctx());
    let painter = ui.ctx().layer_painter(LayerId::new(Order::Tooltip, Id::unique("carried into a task")));
    let galley = text::small(ui).galley_elided(ui, &carried.words, tokens.ink, 260.0, 1);
    let rect = Align2::LEFT_TOP.anchor_size(at + vec2(12.0, 8.0), galley.size() + vec2(16.0, 10.0));
    painter.rect(rect, 6, tokens.surface, tokens.accent_stroke(), StrokeKind::Inside);
    painter.galley(rect.min + vec2(8.0, 5.0), galley, tokens.ink);
    ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
}
