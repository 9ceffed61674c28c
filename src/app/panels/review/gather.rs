//! Where pages come from: pasted text, files, folders, whatever is dropped.

use egui::{Label, Margin, ScrollArea, TextEdit, Ui};

use super::{Cx, ask};
use crate::app::{
    action::{Action, Ask, ReviewStep},
    theme::{self, icon, text},
    widgets::{Button, progress_row, section_label, section_label_with},
};

/// Shows the page.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>) {
    let tokens = theme::tokens(ui.ctx());
    let scale = theme::look(ui.ctx()).text_size;
    let space = ui.max_rect();
    let width = (640.0 * scale).min(space.width() - 48.0);
    ScrollArea::vertical().id_salt("review gather").auto_shrink([false, false]).show(ui, |ui| {
        ui.add_space((space.height() * 0.06).clamp(16.0, 48.0));
        ui.horizontal_top(|ui| {
            ui.add_space(((space.width() - width) / 2.0).max(24.0));
            ui.vertical(|ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing.y = 8.0;
                ui.add(Label::new(text::heading(ui).rich("Import saved pages, documents and text", tokens.ink)).wrap().selectable(false));
                let words = "What is read is shown block by block first. Nothing goes into an archive before you keep it, and every original is kept byte for byte.";
                ui.add(Label::new(text::body(ui).rich(words, tokens.muted)).wrap().selectable(false));
                ui.add_space(6.0);
                reading(ui, cx);
                sources(ui, cx);
                refused(ui, cx);
            });
        });
        ui.add_space(24.0);
    });
}

fn reading(ui: &mut Ui, cx: &mut Cx<'_>) {
    for job in cx.state.jobs.running().iter().filter(|job| job.is_shown() && job.name.starts_with("Reading")) {
        if progress_row(ui, &job.name, job.progress.fraction(), "") {
            cx.actions.push(Action::Cancel(job.id));
        }
        ui.add_space(8.0);
    }
}

fn sources(ui: &mut Ui, cx: &mut Cx<'_>) {
    let tokens = theme::tokens(ui.ctx());
    ui.horizontal_wrapped(|ui| {
        if ui.add(Button::secondary("Choose files…").icon(icon::FILE_TEXT)).clicked() {
            cx.actions.push(Action::Ask(Ask::Import));
        }
        if ui.add(Button::secondary("Choose a folder…").icon(icon::FOLDER_OPEN)).clicked() {
            cx.actions.push(Action::Ask(Ask::ImportFolder));
        }
        ui.add(Label::new(text::small(ui).rich("or drop them anywhere on this window", tokens.muted)).selectable(false));
    });
    ui.add_space(10.0);
    section_label(ui, "Or paste an article");
    let mut pasted = std::mem::take(&mut cx.tools.drafts.review.pasted);
    egui::Frame::new().inner_margin(Margin::ZERO).show(ui, |ui| {
        ScrollArea::vertical().id_salt("pasted").max_height(240.0).show(ui, |ui| {
            let field = TextEdit::multiline(&mut pasted)
                .hint_text("Headline first, then byline, date and text, as they stand on the page.")
                .desired_rows(9)
                .desired_width(f32::INFINITY)
                .id(egui::Id::unique("pasted text"));
            let response = ui.add(field);
            response.widget_info(|| egui::WidgetInfo {
                label: Some("Text of the article".to_owned()),
                ..egui::WidgetInfo::new(egui::Role::MultilineTextInput)
            });
        });
    });
    ui.horizontal(|ui| {
        let is_some = !pasted.trim().is_empty();
        if ui.add_enabled(is_some, Button::primary("Read this text")).clicked() {
            cx.actions.push(Action::ImportPasted(std::mem::take(&mut pasted)));
        }
        if !cx.state.review.pages.is_empty() && ui.add(Button::secondary("Back to the review")).clicked() {
            ask(cx, ReviewStep::Go(cx.state.review.at));
        }
    });
    cx.tools.drafts.review.pasted = pasted;
}

fn refused(ui: &mut Ui, cx: &Cx<'_>) {
    let tokens = theme::tokens(ui.ctx());
    let refused = &cx.state.review.refused;
    if refused.is_empty() {
        return;
    }
    ui.add_space(10.0);
    section_label_with(ui, "Not read", refused.len());
    for sentence in refused {
        ui.add(Label::new(text::body(ui).rich(sentence, tokens.warn)).wrap().selectable(true));
    }
}
