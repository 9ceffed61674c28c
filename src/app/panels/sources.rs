//! What the article rests on.

use egui::{ScrollArea, Ui};

use super::{Cx, contents::counted};
use crate::{
    app::{
        action::{Action, Dialog},
        open_archive::OpenArchive,
        selection::{Selected, Selection},
        theme::{self, icon, text},
        widgets::{Card, empty_state, tag, text_link},
    },
    model::{Slug, Source},
};

/// Shows the panel.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive) {
    let Some((slug, article)) = archive.article() else { return };
    if article.sources.is_empty() {
        empty_state(ui, icon::TREE_STRUCTURE, "No sources", "Nothing in this article is marked as what it rests on.", None);
        return;
    }
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        egui::Frame::new().inner_margin(egui::Margin { left: 10, right: 10, top: 10, bottom: 14 }).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            for source in &article.sources {
                card(ui, cx, archive, slug, source);
            }
        });
    });
}

fn card(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, slug: &Slug, source: &Source) {
    let tokens = theme::tokens(ui.ctx());
    let selected = archive.selection.what == Selected::Source(source.id.clone());
    let label = format!("Source: {}, {}", source.name, source.kind.word());
    let shown = Card::new(&source.id.0, &label).selected(selected).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                tag(ui, source.kind.word());
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    let name = text::strong(ui).galley_elided(ui, &source.name, tokens.ink, ui.available_width(), 4);
                    ui.add(egui::Label::new(name).selectable(false));
                });
            });
        });
        let mut lines = Vec::new();
        if let Some(author) = archive.speaker(source.author.as_ref()).filter(|author| author.name() != source.name) {
            lines.push(format!("By {}", author.name()));
        }
        lines.extend(source.date_published.map(|date| date.in_words()));
        if !source.passages.is_empty() {
            lines.push(counted(source.passages.len(), "passage"));
        }
        if selected {
            lines.push(source.provenance.in_words());
        }
        ui.add(egui::Label::new(text::small(ui).rich(lines.join(" · "), tokens.muted)).wrap().selectable(false));
        if selected
            && let Some(address) = &source.url
            && text_link(ui, "Show its address").clicked()
        {
            cx.actions.push(Action::Show(Dialog::Address(address.clone())));
        }
    });
    if shown.response.clicked() {
        cx.actions.push(Action::Select(Selection::of(slug.clone(), Selected::Source(source.id.clone()))));
    }
}
