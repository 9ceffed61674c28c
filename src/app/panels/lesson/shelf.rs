//! The archive's lessons, under its articles.

use egui::{Frame, Label, Margin, ScrollArea, Ui};

use super::{Cx, ask, tasks};
use crate::app::{
    lesson::LessonStep,
    open_archive::OpenArchive,
    panels::contents::counted,
    theme::{self, text},
    widgets::{ListRow, section_label, section_label_with, text_link},
};

/// How high the lessons are, each with a title of one line, in points.
pub fn height(ui: &Ui, archive: &OpenArchive) -> f32 {
    let row = text::action(ui).line_height + text::small(ui).line_height + 20.0;
    row * archive.lessons.len() as f32 + text::section_label(ui).line_height + text::body(ui).line_height + 42.0
}

/// Shows the lessons, and how to make one.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive) {
    let tokens = theme::tokens(ui.ctx());
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.add_space(12.0);
    Frame::new().inner_margin(Margin::symmetric(14, 0)).show(ui, |ui| match archive.lessons.len() {
        0 => section_label(ui, "Lessons"),
        count => section_label_with(ui, "Lessons", count),
    });
    ui.add_space(2.0);
    ScrollArea::vertical()
        .id_salt("lessons")
        .max_height((ui.available_height() - text::body(ui).line_height - 20.0).max(40.0))
        .auto_shrink([false, true])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (slug, lesson) in &archive.lessons {
                let about = format!("{} · {}", counted(lesson.tasks.len(), "task"), tasks::about(lesson));
                let name = format!("Lesson: {}. {about}", lesson.title);
                let shown = ListRow::new(("lesson", slug.as_str()), &name).show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = 2.0;
                    let title = text::action(ui).galley_elided(ui, &lesson.title, tokens.ink, ui.available_width(), 1);
                    ui.add(Label::new(title).selectable(false));
                    let about = text::small(ui).galley_elided(ui, about, tokens.muted, ui.available_width(), 1);
                    ui.add(Label::new(about).selectable(false));
                });
                if shown.response.clicked() {
                    ask(cx, LessonStep::Open(slug.clone()));
                }
            }
        });
    Frame::new().inner_margin(Margin { left: 14, right: 14, top: 6, bottom: 12 }).show(ui, |ui| {
        if text_link(ui, "+ New lesson…").clicked() {
            ask(cx, LessonStep::Templates);
        }
    });
}
