//! The sheet of exports: which citations, in which form and style, with the first of them as it will be.

use egui::{ScrollArea, Ui, vec2};

use super::{Cx, citation_styles};
use crate::{
    app::{
        action::{Action, Ask},
        apply, clipboard,
        theme::{self, text},
        widgets::{self, Button, checkbox, section_label, segmented},
        works::ExportChoice,
    },
    cite::Format,
};

/// What was chosen, with the preview of it.
#[derive(Default)]
pub struct Chosen {
    /// What is exported.
    pub choice: ExportChoice,
    preview: Option<(u64, usize, String)>,
}

/// Shows the sheet.
pub fn show(ui: &Ui, cx: &mut Cx<'_>) {
    let Some(archive) = cx.state.archive() else { return };
    let Some(style) = &cx.state.style else { return };
    let gathered = archive.notebook.works.len();
    let mut chosen = std::mem::take(&mut cx.tools.drafts.export);
    if gathered == 0 {
        chosen.choice.list = false;
    }
    refresh(cx, &mut chosen);
    let (count, preview) = chosen.preview.as_ref().map_or((0, ""), |(_, count, text)| (*count, text.as_str()));
    let scale = theme::look(ui.ctx()).text_size;
    let mut now = chosen.choice;
    let is_text = now.format.is_text();
    let shown = widgets::Dialog::new("export citations", "Export citations").width(720.0 * scale.min(1.6)).show(
        ui.ctx(),
        |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            what(ui, gathered, archive.shown.article_count(), &mut now);
            let tokens = theme::tokens(ui.ctx());
            if now.format.is_formatted() {
                ui.horizontal_wrapped(|ui| {
                    ui.label(text::small(ui).rich("Style", tokens.muted));
                    citation_styles::chooser(ui, cx, style);
                });
            } else {
                let sentence = "Fields without a style: the program that reads them sets them in its own.";
                ui.add(egui::Label::new(text::small(ui).rich(sentence, tokens.muted)).wrap().selectable(false));
            }
            forms(ui, &mut now);
            section_label(ui, "The first of them");
            let frame = egui::Frame::new().fill(tokens.sunken).corner_radius(6).inner_margin(10);
            frame.show(ui, |ui| {
                ui.set_width(ui.available_width());
                ScrollArea::vertical().max_height(110.0 * scale).auto_shrink([false, true]).show(ui, |ui| {
                    let words = if preview.is_empty() { "Nothing is chosen. Tick what is to go out." } else { preview };
                    let kind = if now.format.is_formatted() { text::citation(ui) } else { text::small(ui) };
                    ui.add(egui::Label::new(kind.rich(words, tokens.ink)).wrap().selectable(true));
                });
            });
        },
        |ui| {
            let words = if count == 1 { "Export 1…".to_owned() } else { format!("Export {count}…") };
            let exports = ui.add_enabled(count > 0, Button::primary(&words)).clicked();
            let copies = is_text && ui.add_enabled(count > 0, Button::secondary("Copy")).clicked();
            (exports, copies, ui.add(Button::secondary("Cancel")).clicked())
        },
    );
    chosen.choice = now;
    cx.tools.drafts.export = chosen;
    if shown.buttons.0 {
        cx.actions.push(Action::CloseDialog);
        cx.actions.push(Action::Ask(Ask::Citations(now)));
    }
    if shown.buttons.1 {
        let text = apply::export_text(cx.state, now);
        clipboard::put(ui.ctx(), text.0, text.1);
        cx.actions.push(Action::Say("The citations are copied.".to_owned()));
    }
    if shown.buttons.2 || shown.dismissed {
        cx.actions.push(Action::CloseDialog);
    }
}

/// Makes the preview anew where the choice, the style, the list or the filter has changed.
fn refresh(cx: &Cx<'_>, chosen: &mut Chosen) {
    use std::hash::{Hash, Hasher};
    let mut hasher = rustc_hash::FxHasher::default();
    let choice = chosen.choice;
    (choice.list, choice.format.key(), choice.articles, choice.quotations, choice.photos).hash(&mut hasher);
    if let Some(archive) = cx.state.archive() {
        (archive.key(), archive.unsaved.revision, archive.shown.sentence(), archive.notebook.works.len(), archive.tick).hash(&mut hasher);
    }
    (cx.state.style.as_ref().map(|style| style.key().to_owned()), cx.state.settings.annotates_works).hash(&mut hasher);
    let number = hasher.finish();
    if chosen.preview.as_ref().is_none_or(|(known, ..)| *known != number) {
        chosen.preview = apply::export_preview(cx.state, choice).map(|(count, text)| (number, count, text));
    }
}

/// The list, or what the filter shows of what kind.
fn what(ui: &mut Ui, gathered: usize, articles: usize, now: &mut ExportChoice) {
    ui.horizontal_wrapped(|ui| {
        let parts = [format!("What the filter shows ({})", super::contents::counted(articles, "article")), format!("My list ({gathered})")];
        if gathered > 0 {
            if let Some(at) = segmented(ui, "What goes out", &[&parts[0], &parts[1]], usize::from(now.list)) {
                now.list = at == 1;
            }
        } else {
            let tokens = theme::tokens(ui.ctx());
            ui.add(egui::Label::new(text::body(ui).rich(&parts[0], tokens.ink)).selectable(false));
        }
        if !now.list {
            ui.spacing_mut().item_spacing.x = 14.0;
            checkbox(ui, "Articles", &mut now.articles);
            checkbox(ui, "Quotations", &mut now.quotations);
            checkbox(ui, "Photos", &mut now.photos);
        }
    });
}

/// The forms, those for reading and those for programs.
fn forms(ui: &mut Ui, now: &mut ExportChoice) {
    let (formatted, fields): (Vec<Format>, Vec<Format>) = Format::ALL.into_iter().partition(|format| format.is_formatted());
    let tokens = theme::tokens(ui.ctx());
    for (title, forms) in [("To be read", formatted), ("For other programs", fields)] {
        section_label(ui, title);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
            for format in forms {
                let chip = widgets::Chip::new(format.title()).on(now.format == format).show(ui).response;
                if chip.on_hover_text(format.help()).clicked() {
                    now.format = format;
                }
            }
        });
    }
    let sentence = format!("{}: {}.", now.format.title(), now.format.help());
    ui.add(egui::Label::new(text::small(ui).rich(sentence, tokens.muted)).wrap().selectable(false));
}
