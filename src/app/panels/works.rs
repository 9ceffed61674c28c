//! The list of works cited: what the reader gathered, sorted and formatted in the style.

use egui::{Align, CornerRadius, Layout, ScrollArea, Ui, vec2};

use super::{Cx, citation, citation_styles};
use crate::app::{
    action::{Action, Ask, CopyWhat, Dialog},
    open_archive::OpenArchive,
    theme::{self, icon, text},
    widgets::{Button, IconButton, ListRow, checkbox, empty_state, section_label, text_link},
    works::{self, WorksStep},
};

/// Shows the panel.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive) {
    let tokens = theme::tokens(ui.ctx());
    ui.painter().rect_filled(ui.max_rect(), CornerRadius::ZERO, tokens.sunken);
    if archive.notebook.works.is_empty() {
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            let pressed = empty_state(
                ui,
                icon::LIST_BULLETS,
                "Nothing in the list yet",
                "“Add to list” under a citation puts the quotation, photo or article here (Ctrl+Shift+A). The list is sorted and formatted in your style and kept with your notes.",
                Some("Import a list…"),
            );
            if pressed.is_some_and(|pressed| pressed.clicked()) {
                cx.actions.push(Action::Ask(Ask::Works));
            }
        });
        return;
    }
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        let frame = egui::Frame::new().inner_margin(egui::Margin { left: 12, right: 12, top: 10, bottom: 2 });
        frame.show(ui, |ui| options(ui, cx));
        ui.spacing_mut().item_spacing.y = 0.0;
        let parts = &cx.state.works.parts;
        for part in parts {
            if let Some(heading) = &part.heading {
                ui.add_space(6.0);
                let frame = egui::Frame::new().inner_margin(egui::Margin { left: 12, right: 12, top: 2, bottom: 2 });
                frame.show(ui, |ui| {
                    let words = text::small_strong(ui).galley_elided(ui, heading, tokens.muted, ui.available_width(), 1);
                    ui.add(egui::Label::new(words).selectable(false));
                });
            }
            for (at, (work, places)) in part.works.iter().enumerate() {
                let name = format!("Work {}: {}", at + 1, work.reference.to_text());
                let first = places.first().and_then(|place| archive.notebook.works.get(*place));
                let selection = first.and_then(works::selection_of);
                let is_here = selection.as_ref() == Some(&archive.selection);
                let row = ListRow::new((&part.heading, &work.key), &name).selected(is_here).show(ui, |ui| {
                    ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
                        let remove = IconButton::new(icon::X, "Take it off the list").small();
                        if ui.add(remove).clicked() {
                            cx.actions.push(Action::Works(WorksStep::Remove(places.clone())));
                        }
                        ui.with_layout(Layout::top_down(Align::Min), |ui| {
                            citation::formatted(ui, "Work", &work.reference);
                            for line in work.annotation.iter().flat_map(|said| said.lines()) {
                                ui.horizontal(|ui| {
                                    ui.add_space(18.0);
                                    ui.add(egui::Label::new(text::small(ui).rich(line, tokens.muted)).wrap().selectable(false));
                                });
                            }
                        });
                    });
                });
                if row.response.clicked()
                    && let Some(selection) = selection
                {
                    cx.actions.push(Action::Select(selection));
                }
            }
        }
        if cx.state.works.made_of == 0 {
            ui.add_space(8.0);
            section_label(ui, "The list is being formatted");
        }
        let frame = egui::Frame::new().inner_margin(egui::Margin { left: 17, right: 12, top: 8, bottom: 12 });
        frame.show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(14.0, 6.0);
                if text_link(ui, "Import a list…").clicked() {
                    cx.actions.push(Action::Ask(Ask::Works));
                }
                if text_link(ui, "Clear the list").clicked() {
                    cx.actions.push(Action::Works(WorksStep::Clear));
                }
            });
        });
    });
}

fn options(ui: &mut Ui, cx: &mut Cx<'_>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        if let Some(style) = &cx.state.style {
            citation_styles::chooser(ui, cx, style);
        }
        if ui.add(Button::primary("Copy list").shortcut("Ctrl+Shift+W")).clicked() {
            cx.actions.push(Action::Copy(CopyWhat::List));
        }
        if ui.add(Button::secondary("Export…").shortcut("Ctrl+E")).clicked() {
            cx.tools.drafts.export.choice.list = true;
            cx.actions.push(Action::Show(Dialog::Citations));
        }
    });
    ui.add_space(2.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(14.0, 2.0);
        let (mut annotates, mut groups) = (cx.state.settings.annotates_works, cx.state.settings.groups_works);
        if checkbox(ui, "With my notes", &mut annotates).changed() {
            cx.actions.push(Action::Works(WorksStep::Annotate(annotates)));
        }
        if checkbox(ui, "By article", &mut groups).changed() {
            cx.actions.push(Action::Works(WorksStep::Group(groups)));
        }
    });
}
