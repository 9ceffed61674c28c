//! The line over results: how many handed in, what was set aside, names, and what they are written as.

use egui::{Align, Frame, Label, Layout, Margin, ScrollArea, Ui, vec2};

use super::{Cx, ask};
use crate::{
    app::{
        action::{Action, Ask},
        lesson::LessonStep,
        panels::contents::counted,
        print::{PrintSheet, PrintStep},
        results::{Marked, ResultsForm, ResultsStep, ResultsView},
        theme::{self, icon, text},
        widgets::{Button, Chip, small_link},
    },
    lesson::shown,
};

/// Shows the line, and under it the files that were set aside.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, marked: &Marked) {
    let tokens = theme::tokens(ui.ctx());
    ui.horizontal(|ui| {
        ui.set_min_height(theme::look(ui.ctx()).control_height());
        ui.spacing_mut().item_spacing.x = 10.0;
        let handed_in = format!("{} handed in", marked.class.answers.len());
        ui.add(Label::new(text::beside_control(ui).rich(handed_in, tokens.ink)).selectable(false));
        let aside = marked.class.set_aside.len();
        let is_roomy = ui.available_width() > 940.0 * theme::look(ui.ctx()).text_size;
        if aside > 0 {
            let words = match aside {
                1 if is_roomy => format!("1 set aside: {}", shown(&marked.class.set_aside[0].sentence, 60)),
                _ => format!("{} set aside", counted(aside, "file")),
            };
            let words = format!("{} {words}", if marked.lists_aside { icon::CARET_UP } else { icon::CARET_DOWN });
            if warning_link(ui, &words, &format!("{} set aside: which, and why", counted(aside, "file"))) {
                ask(cx, ResultsStep::Aside(!marked.lists_aside));
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            if ui.add(Button::secondary("Print…")).on_hover_text("As PDF: its pages are shown first").clicked() {
                cx.actions.push(Action::Lesson(LessonStep::Print(PrintStep::Show(PrintSheet::Results))));
            }
            if ui.add(Button::secondary("Excel")).clicked() {
                cx.actions.push(Action::Ask(Ask::Results(ResultsForm::Xlsx)));
            }
            if ui.add(Button::secondary("Export CSV")).clicked() {
                cx.actions.push(Action::Ask(Ask::Results(ResultsForm::Csv)));
            }
            if marked.view != ResultsView::Projector {
                let words = if marked.hides_names { "Names hidden" } else { "Hide names" };
                let chip = Chip::new(words).on(marked.hides_names).show(ui).response;
                if chip.on_hover_text("Numbers in the place of names, also in what is exported").clicked() {
                    ask(cx, ResultsStep::Names(!marked.hides_names));
                }
            }
            if small_link(ui, "Mark again…").on_hover_text("Reads the folder again, or another one").clicked() {
                cx.actions.push(Action::Ask(Ask::Answers));
            }
        });
    });
    if marked.lists_aside {
        set_aside(ui, marked);
    }
}

fn warning_link(ui: &mut Ui, words: &str, name: &str) -> bool {
    let tokens = theme::tokens(ui.ctx());
    let label = ui.add(Label::new(text::beside_control(ui).rich(words, tokens.warn)).selectable(false).sense(egui::Sense::click()));
    label.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
    crate::app::widgets::focus_ring(ui, &label, label.rect.expand(2.0), 3);
    label.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
}

/// Every file that gave no mark, with the reason and what to do.
fn set_aside(ui: &mut Ui, marked: &Marked) {
    let tokens = theme::tokens(ui.ctx());
    let line = text::small(ui).line_height;
    let all = &marked.class.set_aside;
    let height = (line + 6.0) * all.len().min(6) as f32;
    Frame::new().inner_margin(Margin { left: 0, right: 0, top: 4, bottom: 6 }).show(ui, |ui| {
        // Rows are as high as their words: nothing in them is pressed.
        (ui.spacing_mut().item_spacing.y, ui.spacing_mut().interact_size.y) = (6.0, line);
        let area = ScrollArea::vertical().id_salt("set aside").max_height(height).min_scrolled_height(height);
        area.auto_shrink([false, true]).show_rows(ui, line, all.len(), |ui, rows| {
            for aside in &all[rows] {
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing = vec2(12.0, 6.0);
                    let name = aside.file.file_name().unwrap_or_default().to_string_lossy();
                    // Where names are hidden, a file's own name would tell.
                    let name = if marked.hides_names { "a file".to_owned() } else { shown(&name, 48) };
                    let sentence = if marked.hides_names { hidden(&aside.sentence) } else { aside.sentence.clone() };
                    ui.add(Label::new(text::small_strong(ui).rich(name, tokens.ink)).selectable(!marked.hides_names));
                    let sentence = text::small(ui).galley_elided(ui, sentence.as_str(), tokens.muted, ui.available_width(), 1);
                    ui.add(Label::new(sentence).selectable(false)).on_hover_text(if marked.hides_names {
                        ""
                    } else {
                        aside.sentence.as_str()
                    });
                });
            }
        });
    });
}

/// The reason without names: two sentences name a file or a pupil.
fn hidden(sentence: &str) -> String {
    if sentence.contains("handed in more than once") {
        "Handed in more than once; a later one counts.".to_owned()
    } else if sentence.starts_with("It is the same as") {
        "It is the same as another, which counts.".to_owned()
    } else {
        sentence.to_owned()
    }
}
