//! Words marked with the pointer, and what can be done with them.

use egui::{CornerRadius, Id, Ui, pos2};

use super::{
    paint::Words,
    reader::{Reader, Sheet},
};
use crate::{
    app::{
        action::{Action, CopyWhat},
        edits::Edit,
        panels::{self, Cx},
        selection::{Selected, Selection},
        theme::tokens,
        widgets,
    },
    model::{LessonPanel, NoteColour, Part, Passage},
};

/// The colours in which words can be highlighted.
const COLOURS: [(NoteColour, &str); 4] = [
    (NoteColour::Yellow, "Highlight yellow"),
    (NoteColour::Green, "Highlight green"),
    (NoteColour::Blue, "Highlight blue"),
    (NoteColour::Pink, "Highlight pink"),
];

/// Words being marked with the pointer.
pub struct Drag {
    view: Id,
    part: Part,
    from: usize,
    to: usize,
}

impl Reader<'_> {
    /// Begins to mark words where the button was pressed, and goes on to where the pointer is now.
    pub(super) fn drag(&self, ui: &Ui, cx: &mut Cx<'_>, response: &egui::Response, part: &Part, words: &Words<'_>) {
        if response.drag_started()
            && let Some(press) = ui.input(|input| input.pointer.press_origin())
        {
            let from = words.letter_at(press);
            cx.tools.flows.drag = Some(Drag { view: self.id, part: part.clone(), from, to: from });
        }
        let Some(pointer) = ui.ctx().pointer_interact_pos() else { return };
        if let Some(drag) = cx.tools.flows.drag.as_mut().filter(|drag| drag.view == self.id && drag.part == *part) {
            let band = words.rect().y_range();
            if band.contains(pointer.y) || (pointer.y > band.max && drag.to < words.piece.range.start) {
                drag.to = words.letter_at(pointer);
            }
        }
    }

    /// Shows the words that are being marked.
    pub(super) fn paint_drag(&self, ui: &Ui, cx: &Cx<'_>, part: Option<&Part>, words: &Words<'_>, sheet: &Sheet) {
        let Some(drag) = cx.tools.flows.drag.as_ref().filter(|drag| drag.view == self.id && Some(&drag.part) == part) else { return };
        let range = drag.from.min(drag.to)..drag.from.max(drag.to);
        if range.start < words.piece.range.end && words.piece.range.start < range.end {
            for rect in words.rows(&range) {
                ui.painter().rect_filled(rect, CornerRadius::same(2), sheet.tokens.accent_wash);
            }
        }
    }

    /// Makes a passage of words that were marked, once the button is let go; offers what can be done with it.
    pub(super) fn end_drag(&self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let released = ui.input(|input| input.pointer.any_released());
        if released
            && cx.tools.flows.drag.as_ref().is_some_and(|drag| drag.view == self.id)
            && let Some(drag) = cx.tools.flows.drag.take()
        {
            let stretch = drag.from.min(drag.to)..drag.from.max(drag.to);
            if self.unit(cx).is_some() && drag.part == Part::Body {
                return self.mark_stretch(cx, &stretch);
            }
            let text = self.article.part_text(&drag.part);
            if let Some(passage) = Passage::within(drag.part, &text, drag.from.min(drag.to), drag.from.max(drag.to)) {
                cx.actions.push(Action::Select(Selection::of(self.slug.clone(), Selected::Passage(passage))));
            }
        }
        if let Some(Selected::Passage(passage)) = self.archive.selected_in(self.slug)
            && self.is_read()
            && self.unit(cx).is_none()
        {
            self.offer(ui, cx, passage);
        }
    }

    /// What can be done with marked words, at the foot of the article.
    fn offer(&self, ui: &mut Ui, cx: &mut Cx<'_>, passage: &Passage) {
        let space = ui.clip_rect();
        let tokens = tokens(ui.ctx());
        egui::Area::new(self.id.with("marked words"))
            .order(egui::Order::Middle)
            .pivot(egui::Align2::CENTER_BOTTOM)
            .fixed_pos(pos2(space.center().x, space.bottom() - 12.0))
            .constrain_to(space)
            .show(ui.ctx(), |ui| {
                egui::Frame::popup(ui.style()).fill(tokens.surface).show(ui, |ui| {
                    ui.horizontal(|ui| {
                        let pupil = cx.state.pupil.as_ref();
                        let (takes_notes, corrects) = (pupil.is_none_or(|pupil| pupil.allows(LessonPanel::Notes)), pupil.is_none());
                        for (colour, name) in COLOURS.into_iter().filter(|_| takes_notes) {
                            if panels::swatch(ui, panels::note_wash(colour, &tokens), name).clicked() {
                                cx.actions.push(Action::AddNote(passage.clone(), colour));
                            }
                        }
                        if corrects
                            && widgets::secondary_button(ui, "Quotation")
                                .on_hover_text("Somebody’s words: then say whose (Ctrl+M)")
                                .clicked()
                        {
                            cx.actions.push(Action::Edit(Edit::Mark(passage.clone())));
                        }
                        let copies = widgets::secondary_button(ui, "Copy with citation");
                        if copies
                            .on_hover_text("In marks, with its citation behind it (Ctrl+Shift+C); Ctrl+C copies the words alone")
                            .clicked()
                        {
                            cx.actions.push(Action::Copy(CopyWhat::WithQuotation));
                        }
                        if widgets::quiet_button(ui, "Let go").clicked() {
                            cx.actions.push(Action::Select(Selection::article(self.slug.clone())));
                        }
                    });
                });
            });
    }
}
