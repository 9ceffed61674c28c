//! The door to lessons: a pupil takes one, a teacher hands one out and gets answers back.

use egui::{Label, Ui, vec2};

use super::super::{Cx, contents::counted};
use crate::app::{
    SAMPLES,
    action::{Action, Ask},
    lesson::{LessonForm, LessonStep},
    theme::{self, text},
    widgets::{self, Button, body_link, section_label},
};

/// Shows the dialog.
pub fn show(ui: &Ui, cx: &mut Cx<'_>) {
    let tokens = theme::tokens(ui.ctx());
    let width = 560.0 * theme::look(ui.ctx()).text_size.min(1.5);
    let shown = widgets::Dialog::new("hand out or take a lesson", "Hand out or take a lesson").width(width).show(
        ui.ctx(),
        |ui| {
            let words = |ui: &mut Ui, words: &str| {
                ui.add(Label::new(text::body(ui).rich(words, tokens.muted)).wrap().selectable(false));
            };
            ui.add_space(6.0);
            section_label(ui, "As a pupil");
            words(ui, "Open the file that your teacher gave you. Your answers are kept on this computer after every step.");
            ui.add_space(2.0);
            if ui.add(Button::primary("Take a lesson…")).clicked() {
                cx.actions.push(Action::CloseDialog);
                cx.actions.push(Action::Ask(Ask::Lesson));
            }
            ui.add_space(14.0);
            section_label(ui, "As a teacher");
            let is_any = cx.state.archives.iter().any(|archive| !archive.lessons.is_empty());
            if is_any {
                lessons(ui, cx);
            } else {
                words(ui, "Lessons lie in archives: open one of yours, and make a lesson under its articles. These samples have some:");
                for (number, sample) in SAMPLES.iter().enumerate() {
                    if body_link(ui, sample.title).clicked() {
                        cx.actions.push(Action::CloseDialog);
                        cx.actions.push(Action::OpenSample(number));
                    }
                }
            }
        },
        |ui| ui.add(Button::secondary("Close")).clicked(),
    );
    if shown.buttons || shown.dismissed {
        cx.actions.push(Action::CloseDialog);
    }
}

/// Every lesson of the open archives, with what a teacher does with it.
fn lessons(ui: &mut Ui, cx: &mut Cx<'_>) {
    let tokens = theme::tokens(ui.ctx());
    for (index, archive) in cx.state.archives.iter().enumerate() {
        for (slug, lesson) in &archive.lessons {
            ui.add_space(4.0);
            ui.add(Label::new(text::strong(ui).rich(&lesson.title, tokens.ink)).wrap().selectable(false));
            let about = format!("{} · {}", archive.title(), counted(lesson.tasks.len(), "task"));
            ui.add(Label::new(text::small(ui).rich(about, tokens.muted)).wrap().selectable(false));
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
                let asks = [
                    ("Hand out…", "Writes the copy for pupils, without the key", Ask::LessonAs(LessonForm::PupilCopy)),
                    ("Mark answers…", "Reads the folder that the class handed in to", Ask::Answers),
                ];
                for (name, about, ask) in asks {
                    let button = ui.add(Button::secondary(name)).on_hover_text(about);
                    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, format!("{name} {}", lesson.title)));
                    if button.clicked() {
                        cx.actions.push(Action::CloseDialog);
                        cx.actions.push(Action::SwitchTo(index));
                        cx.actions.push(Action::Lesson(LessonStep::Open(slug.clone())));
                        cx.actions.push(Action::Ask(ask));
                    }
                }
            });
        }
    }
}
