//! A new archive from text or files: paste or choose, look at what was read, keep it.

use egui::{ScrollArea, TextEdit, Ui};

use super::{Cx, contents::counted};
use crate::{
    app::{
        action::{Action, Ask},
        theme::{self, icon, text},
        widgets::{self, Button, Card, IconButton, section_label, section_label_with},
    },
    import::Imported,
};

/// Shows the dialog.
pub fn show(ui: &Ui, cx: &mut Cx<'_>) {
    let review = &cx.state.review;
    let mut pasted = std::mem::take(&mut cx.tools.drafts.pasted);
    let mut title = review.title.clone();
    let shown = widgets::Dialog::new("import", "New archive").width(720.0).show(
        ui.ctx(),
        |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            if !review.read.is_empty() {
                kept(ui, cx, &mut title);
            }
            for sentence in &review.refused {
                let tokens = theme::tokens(ui.ctx());
                ui.add(egui::Label::new(text::body(ui).rich(sentence, tokens.warn)).wrap().selectable(true));
            }
            section_label(ui, if review.read.is_empty() { "Paste an article" } else { "Paste another article" });
            ScrollArea::vertical().id_salt("pasted").max_height(if review.read.is_empty() { 260.0 } else { 90.0 }).show(ui, |ui| {
                let rows = if review.read.is_empty() { 11 } else { 3 };
                let field = TextEdit::multiline(&mut pasted)
                    .hint_text("Headline first, then byline, date and text, as they stand on the page.")
                    .desired_rows(rows)
                    .desired_width(f32::INFINITY)
                    .id(egui::Id::unique("pasted text"));
                let response = ui.add(field);
                response.widget_info(|| egui::WidgetInfo {
                    label: Some("Text of the article".to_owned()),
                    ..egui::WidgetInfo::new(egui::Role::MultilineTextInput)
                });
            });
            ui.horizontal(|ui| {
                let read = ui.add_enabled(!pasted.trim().is_empty(), Button::secondary("Read this text")).clicked();
                let files = ui.add(Button::secondary("Choose files…")).clicked();
                (read, files)
            })
            .inner
        },
        |ui| {
            let saves = ui.add_enabled(!review.read.is_empty(), Button::primary("Save archive…")).clicked();
            (saves, ui.add(Button::secondary("Cancel")).clicked())
        },
    );
    let (reads, files) = shown.contents;
    if title != review.title {
        cx.actions.push(Action::ImportTitle(title));
    }
    if reads {
        cx.actions.push(Action::ImportPasted(std::mem::take(&mut pasted)));
    }
    if files {
        cx.actions.push(Action::Ask(Ask::Import));
    }
    if shown.buttons.0 {
        cx.actions.push(Action::Ask(Ask::SaveArchive));
    }
    // Text that was typed is not lost to a stray Escape.
    if shown.buttons.1 || (shown.dismissed && pasted.trim().is_empty() && review.read.is_empty()) {
        cx.actions.push(Action::CloseDialog);
    }
    cx.tools.drafts.pasted = pasted;
}

fn kept(ui: &mut Ui, cx: &mut Cx<'_>, title: &mut String) {
    section_label(ui, "Title of the archive");
    let response = ui.add(TextEdit::singleline(title).desired_width(f32::INFINITY));
    response.widget_info(|| egui::WidgetInfo {
        label: Some("Title of the archive".to_owned()),
        ..egui::WidgetInfo::new(egui::Role::TextInput)
    });
    section_label_with(ui, "Articles that were read", cx.state.review.read.len());
    for (index, imported) in cx.state.review.read.iter().enumerate() {
        article(ui, cx, index, imported);
    }
}

fn article(ui: &mut Ui, cx: &mut Cx<'_>, index: usize, imported: &Imported) {
    let tokens = theme::tokens(ui.ctx());
    let article = &imported.article;
    let label = format!("Read: {}", article.headline);
    Card::new(("read", index), &label).show(ui, |ui| {
        ui.horizontal(|ui| {
            let headline = text::headline_in_list(ui).galley_elided(ui, &article.headline, tokens.ink, ui.available_width() - 40.0, 2);
            ui.add(egui::Label::new(headline).selectable(false));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if ui.add(IconButton::new(icon::X, &format!("Leave out {}", article.headline)).small()).clicked() {
                    cx.actions.push(Action::ImportDrop(index));
                }
            });
        });
        let date = article.date_published.map(|date| date.in_words());
        let by = (!article.byline.is_empty()).then(|| format!("By {}", article.byline.in_words()));
        let head: Vec<String> = [by, article.publisher.clone(), date, article.dateline.clone()].into_iter().flatten().collect();
        let counts = [
            counted(article.blocks.len(), "block"),
            counted(article.photos.len(), "photo"),
            counted(imported.findings.quotations.len(), "quotation"),
            counted(imported.findings.speakers.len(), "speaker"),
        ];
        let lines = [head.join(" · "), article.standfirst.clone().unwrap_or_default(), counts.join(" · ")];
        for line in lines.into_iter().filter(|line| !line.is_empty()) {
            ui.add(egui::Label::new(text::small(ui).rich(line, tokens.muted)).wrap().selectable(false));
        }
        for doubt in &imported.doubts {
            ui.add(egui::Label::new(text::small(ui).rich(doubt, tokens.warn)).wrap().selectable(false));
        }
    });
}
