//! The archive's lessons, under its articles.

use egui::{Frame, Label, Margin, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::{Cx, ask, carry::drop_here, tasks};
use crate::{
    app::{
        lesson::LessonStep,
        open_archive::OpenArchive,
        panels::contents::counted,
        theme::{self, text},
        widgets::{ListRow, focus_ring, section_label, section_label_with, text_link},
    },
    lesson::shown,
    model::{Slug, Task},
};

/// How high the lessons are, each with a title of one line, in points.
pub fn height(ui: &Ui, cx: &Cx<'_>, archive: &OpenArchive) -> f32 {
    let row = text::action(ui).line_height + text::small(ui).line_height + 20.0;
    let tasks = cx.state.desk.lesson(archive).map_or(0, |(_, lesson)| lesson.tasks.len());
    row * archive.lessons.len() as f32
        + task_height(ui) * tasks as f32
        + text::section_label(ui).line_height
        + text::body(ui).line_height
        + 42.0
}

fn task_height(ui: &Ui) -> f32 {
    (text::small(ui).line_height + 9.0).max(26.0)
}

/// A task of the lesson in hand: parts of the archive are let go over it.
fn task(ui: &mut Ui, cx: &mut Cx<'_>, slug: &Slug, at: usize, task: &Task) {
    let tokens = theme::tokens(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), task_height(ui)), Sense::click());
    let name = format!("Task {} of the lesson in hand: {}. {}", at + 1, task.exercise.in_words(), shown(&task.prompt, 60));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.hovered() {
        ui.painter().rect_filled(rect, 0, tokens.hover);
    }
    let words = format!("{}  {} · {}", at + 1, task.exercise.in_words(), task.prompt);
    let words = text::small(ui).galley_elided(ui, words, tokens.muted, rect.width() - 42.0, 1);
    ui.painter().galley(pos2(rect.left() + 30.0, rect.center().y - words.size().y / 2.0), words, tokens.muted);
    focus_ring(ui, &response, rect.shrink(3.0), 3);
    if response.clicked() {
        ask(cx, LessonStep::Open(slug.clone()));
        ask(cx, LessonStep::Task(Some(task.id.clone())));
    }
    drop_here(ui, cx, rect, &task.id);
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
                let row = ListRow::new(("lesson", slug.as_str()), &name).show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = 2.0;
                    let title = text::action(ui).galley_elided(ui, &lesson.title, tokens.ink, ui.available_width(), 1);
                    ui.add(Label::new(title).selectable(false));
                    let about = text::small(ui).galley_elided(ui, about, tokens.muted, ui.available_width(), 1);
                    ui.add(Label::new(about).selectable(false));
                });
                if row.response.clicked() {
                    ask(cx, LessonStep::Open(slug.clone()));
                }
                // What is dragged from any panel finds its task here.
                for (at, task) in lesson.tasks.iter().enumerate().filter(|_| cx.state.desk.lesson.as_ref() == Some(slug)) {
                    self::task(ui, cx, slug, at, task);
                }
            }
        });
    Frame::new().inner_margin(Margin { left: 14, right: 14, top: 6, bottom: 12 }).show(ui, |ui| {
        if text_link(ui, "+ New lesson…").clicked() {
            ask(cx, LessonStep::Templates);
        }
    });
}
