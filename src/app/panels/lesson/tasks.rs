//! The left column: the lesson and its tasks, in an order that is dragged or moved by keys.

use egui::{Align, DragAndDrop, Frame, Label, Layout, Margin, Rect, ScrollArea, Ui, pos2, vec2};

use super::{Cx, ask, carry};
use crate::{
    app::{
        action::{Action, Dialog},
        lesson::LessonStep,
        open_archive::OpenArchive,
        panels::contents::counted,
        theme::icon,
        theme::{self, text},
        widgets::{IconButton, ListRow, section_label, text_link},
    },
    lesson::shown,
    model::{Lesson, Task, TaskId},
};

/// A task on its way to another place.
#[derive(Clone)]
pub struct Dragged(pub TaskId);

/// Shows the column.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, lesson: &Lesson) {
    let tokens = theme::tokens(ui.ctx());
    let _ = archive;
    ScrollArea::vertical().id_salt("lesson tasks").auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        whole(ui, cx, lesson);
        Frame::new().inner_margin(Margin { left: 14, right: 14, top: 12, bottom: 4 }).show(ui, |ui| {
            section_label(ui, &format!("{} · {}", counted(lesson.tasks.len(), "task"), counted(lesson.points() as usize, "point")));
        });
        for (at, task) in lesson.tasks.iter().enumerate() {
            row(ui, cx, at, lesson, task);
        }
        Frame::new().inner_margin(Margin { left: 14, right: 14, top: 12, bottom: 20 }).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            if text_link(ui, "+ Add a task…").clicked() {
                cx.actions.push(Action::Show(Dialog::AddTask));
            }
            if lesson.tasks.is_empty() {
                let words = "No task yet. Add one that the archive fills, or an empty one.";
                ui.add(Label::new(text::small(ui).rich(words, tokens.muted)).wrap().selectable(false));
            } else {
                ui.add_space(6.0);
                let words = "Drag a task to another place, or move it with Alt+Shift+Up and Down. Drag a quotation, photo, source or passage onto a task.";
                ui.add(Label::new(text::small(ui).rich(words, tokens.muted)).wrap().selectable(false));
            }
        });
    });
}

/// The lesson itself.
fn whole(ui: &mut Ui, cx: &mut Cx<'_>, lesson: &Lesson) {
    let tokens = theme::tokens(ui.ctx());
    let about = about(lesson);
    let name = format!("The lesson: {}. {about}", lesson.title);
    let shown = ListRow::new("the lesson", &name).selected(cx.state.desk.task.is_none()).show(ui, |ui| {
        let title = text::headline_in_list(ui).galley_elided(ui, &lesson.title, tokens.ink, ui.available_width(), 2);
        ui.add(Label::new(title).selectable(false));
        ui.add(Label::new(text::small(ui).rich(about, tokens.muted)).wrap().selectable(false));
    });
    if shown.response.clicked() {
        ask(cx, LessonStep::Task(None));
    }
}

/// Time and ages, in words.
pub fn about(lesson: &Lesson) -> String {
    let ages = lesson.typical_age_range.as_ref().map(|ages| format!("ages {}", ages.replace('-', "–")));
    [Some(counted(usize::from(lesson.time_required.0), "minute")), ages].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn row(ui: &mut Ui, cx: &mut Cx<'_>, at: usize, lesson: &Lesson, task: &Task) {
    let tokens = theme::tokens(ui.ctx());
    let selected = cx.state.desk.task.as_ref() == Some(&task.id);
    let kind = task.exercise.in_words();
    let name = format!("Task {}: {kind}, {}. {}", at + 1, counted(task.points as usize, "point"), shown(&task.prompt, 80));
    let shown = ListRow::new(&task.id.0, &name).selected(selected).draggable().show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            ui.add(Label::new(text::small_strong(ui).rich(format!("{}", at + 1), tokens.muted)).selectable(false));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add(Label::new(text::small(ui).rich(format!("{}", task.points), tokens.muted)).selectable(false));
                if selected {
                    if ui.add(IconButton::new(icon::X, "Take the task out").small()).clicked() {
                        ask(cx, LessonStep::RemoveTask(task.id.clone()));
                    }
                    if ui.add(IconButton::new(icon::COPY, "Duplicate the task").small()).clicked() {
                        ask(cx, LessonStep::Duplicate(task.id.clone()));
                    }
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let kind = text::strong(ui).galley_elided(ui, kind, tokens.ink, ui.available_width(), 1);
                    ui.add(Label::new(kind).selectable(false));
                });
            });
        });
        ui.horizontal(|ui| {
            ui.add_space(15.0 * theme::look(ui.ctx()).text_size);
            let prompt = if task.prompt.trim().is_empty() { "Nothing is asked yet" } else { task.prompt.as_str() };
            let prompt = text::small(ui).galley_elided(ui, prompt, tokens.muted, ui.available_width(), 2);
            ui.add(Label::new(prompt).selectable(false));
        });
    });
    let rect = shown.response.rect;
    if shown.response.clicked() {
        ask(cx, LessonStep::Task(Some(task.id.clone())));
        cx.tools.drafts.lesson.part = 1;
    }
    if shown.response.drag_started() {
        shown.response.dnd_set_drag_payload(Dragged(task.id.clone()));
    }
    drop_between(ui, cx, rect, at, lesson.tasks.len());
    carry::drop_here(ui, cx, rect, &task.id);
}

/// A line where a task that is being dragged would go.
fn drop_between(ui: &Ui, cx: &mut Cx<'_>, rect: Rect, at: usize, count: usize) {
    if !DragAndDrop::has_payload_of_type::<Dragged>(ui.ctx()) {
        return;
    }
    let Some(pointer) = ui.ctx().pointer_interact_pos().filter(|pointer| rect.contains(*pointer)) else { return };
    let tokens = theme::tokens(ui.ctx());
    let is_below = pointer.y > rect.center().y;
    let y = if is_below { rect.bottom() } else { rect.top() };
    let line = Rect::from_center_size(pos2(rect.center().x, y), vec2(rect.width() - 16.0, 3.0));
    ui.painter().rect_filled(line, 2, tokens.accent);
    if ui.input(|input| input.pointer.any_released())
        && let Some(dragged) = DragAndDrop::take_payload::<Dragged>(ui.ctx())
    {
        ask(cx, LessonStep::Move(dragged.0.clone(), (at + usize::from(is_below)).min(count)));
    }
}
