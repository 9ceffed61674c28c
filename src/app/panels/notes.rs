//! The reader's highlights and remarks.

use egui::{ScrollArea, TextEdit, Ui};

use super::{Cx, note_wash, swatch};
use crate::{
    app::{
        action::Action,
        article::shortened,
        open_archive::OpenArchive,
        selection::{Selected, Selection},
        theme::{self, icon, text},
        widgets::{Card, empty_state, focus_ring, section_label_with, small_link},
    },
    model::{Note, NoteColour, Part},
};

/// Shows the panel: this article's notes first, then those on others.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive) {
    if archive.notebook.notes.is_empty() {
        empty_state(
            ui,
            icon::HIGHLIGHTER,
            "No notes yet",
            "Mark words in the article with the pointer and choose a colour, or select a quotation and press Ctrl+H. Notes stay on this computer and never change the archive.",
            None,
        );
        return;
    }
    let here = archive.selection.article.as_ref();
    let (own, others): (Vec<&Note>, Vec<&Note>) = archive.notebook.notes.iter().partition(|note| Some(&note.article) == here);
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        egui::Frame::new().inner_margin(egui::Margin { left: 10, right: 10, top: 10, bottom: 14 }).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            for (title, mut notes) in [("In this article", own), ("In other articles", others)] {
                notes.sort_by_key(|note| (note.article.clone(), note.passage.part.clone(), note.passage.start));
                if notes.is_empty() {
                    continue;
                }
                section_label_with(ui, title, notes.len());
                for note in notes {
                    card(ui, cx, archive, note);
                }
            }
        });
    });
}

fn card(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, note: &Note) {
    let tokens = theme::tokens(ui.ctx());
    let selected = archive.selection.what == Selected::Note(note.id);
    let label = format!("Note on: {}", note.passage.exact);
    let is_read = archive.selection.article.as_ref() == Some(&note.article);
    let is_lost = archive.corpus.article(&note.article).is_none_or(|article| {
        // The text of the article that is read is put together once.
        let found = match &note.passage.part {
            Part::Body if is_read => note.passage.find_in(cx.tools.readings.indexed(article).text()),
            part => note.passage.find_in(&article.part_text(part)),
        };
        found.is_none()
    });
    let glows = cx.tools.flows.is_hovered(&note.article, &Selected::Note(note.id));
    let shown = Card::new(note.id, &label).edge(note_wash(note.colour, &tokens)).selected(selected).glowing(glows).show(ui, |ui| {
        let words = text::card_quotation(ui).galley_elided(
            ui,
            format!("“{}”", shortened(&note.passage.exact, 300)),
            tokens.ink,
            ui.available_width(),
            if selected { 8 } else { 3 },
        );
        ui.add(egui::Label::new(words).selectable(false));
        if is_lost {
            ui.add(
                egui::Label::new(text::small(ui).rich("The article has these words no longer; the note is kept.", tokens.warn))
                    .wrap()
                    .selectable(false),
            );
        }
        if selected {
            edit(ui, cx, note);
        } else if !note.remark.is_empty() {
            ui.add(egui::Label::new(text::small(ui).rich(&note.remark, tokens.muted)).wrap().selectable(false));
        }
    });
    if shown.response.contains_pointer() {
        cx.tools.flows.hover(&note.article, Selected::Note(note.id));
    }
    if shown.response.clicked() && !selected {
        cx.actions.push(Action::Select(Selection::of(note.article.clone(), Selected::Note(note.id))));
    }
}

fn edit(ui: &mut Ui, cx: &mut Cx<'_>, note: &Note) {
    let draft = &mut cx.tools.drafts.remark;
    if draft.as_ref().is_none_or(|(id, _)| *id != note.id) {
        *draft = Some((note.id, note.remark.clone()));
    }
    let Some((_, remark)) = draft else { return };
    let field = TextEdit::multiline(remark).hint_text("Your remark").desired_rows(2).desired_width(f32::INFINITY);
    let response = ui.add(field);
    response.widget_info(|| egui::WidgetInfo {
        label: Some("Your remark".to_owned()),
        ..egui::WidgetInfo::new(egui::Role::MultilineTextInput)
    });
    focus_ring(ui, &response, response.rect, 6);
    if response.changed() {
        cx.actions.push(Action::EditNote(note.id, remark.clone()));
    } else if !response.has_focus() {
        // Undo may have changed it.
        remark.clone_from(&note.remark);
    }
    let tokens = theme::tokens(ui.ctx());
    // Where the panel is narrow, the words go to a line of their own.
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(2.0, 4.0);
        for (colour, name) in
            [(NoteColour::Yellow, "Yellow"), (NoteColour::Green, "Green"), (NoteColour::Blue, "Blue"), (NoteColour::Pink, "Pink")]
        {
            if swatch(ui, note_wash(colour, &tokens), name).clicked() {
                cx.actions.push(Action::ColourNote(note.id, colour));
            }
        }
        ui.add_space(8.0);
        if small_link(ui, "Remove note").clicked() {
            cx.actions.push(Action::RemoveNote(note.id));
        }
    });
}
