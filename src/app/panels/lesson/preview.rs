//! The task as pupils see it, to be tried; what was answered can become the right answer.

use std::borrow::Cow;

use egui::{Frame, Label, Margin, ScrollArea, Ui};

use super::{Cx, put};
use crate::{
    app::{
        open_archive::OpenArchive,
        panels::pupil::task::{Allowed, TaskView},
        theme::{self, text},
        widgets::{section_label, text_link},
    },
    lesson::{MarkState, choices_mut, mark_task, points_in_words, targets_mut},
    model::{Choice, Exercise, Lesson, Reply, Right, Task},
};

/// Shows the preview.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, lesson: &Lesson, task: Option<(usize, &Task)>) {
    let salt = task.map(|(_, task)| task.id.clone());
    ScrollArea::vertical().id_salt(("preview", &salt)).auto_shrink([false, false]).show(ui, |ui| {
        Frame::new().inner_margin(Margin { left: 18, right: 18, top: 16, bottom: 20 }).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            match task {
                Some((at, task)) => one(ui, cx, archive, lesson, at, task),
                None => whole(ui, lesson),
            }
        });
    });
}

fn one(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, lesson: &Lesson, at: usize, task: &Task) {
    let tokens = theme::tokens(ui.ctx());
    let Some(slug) = cx.state.desk.lesson.clone() else { return };
    let mut reply = match cx.tools.drafts.lesson.tried.take() {
        Some((known, id, reply)) if known == slug && id == task.id => reply,
        _ => None,
    };
    let shown = named(task);
    // Marking needs the article itself, which the fields show.
    let allowed = if matches!(task.exercise, Exercise::Highlight(_) | Exercise::Evidence(_)) { Allowed::Look } else { Allowed::Answer };
    TaskView { archive, task: &shown, place: (at + 1, lesson.tasks.len()), allowed }.show(ui, cx, &mut reply);
    if let Some(given) = reply.as_ref().filter(|given| !given.is_empty()) {
        ui.add_space(4.0);
        let mark = mark_task(task, Some(given));
        let words = match mark.state {
            MarkState::Marked => format!("This answer earns {} of {} points.", points_in_words(mark.earned), task.points),
            _ => "This answer waits for you to mark it.".to_owned(),
        };
        ui.add(Label::new(text::beside_control(ui).rich(words, tokens.muted)).wrap().selectable(false));
        let right = right_of(given);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 18.0;
            if let Some(right) = right.filter(|right| task.key.as_ref().is_none_or(|key| key.right != *right))
                && text_link(ui, "Take it as the right answer").clicked()
            {
                put(cx, "Right answer", None, task, |task| task.key.get_or_insert_default().right = right);
            }
            if text_link(ui, "Begin again").clicked() {
                reply = None;
            }
        });
    }
    cx.tools.drafts.lesson.tried = Some((slug, task.id.clone(), reply));
}

/// The task with something to read where nobody has written anything yet.
fn named(task: &Task) -> Cow<'_, Task> {
    let is_bare = |choice: &Choice| choice.text.trim().is_empty();
    if !task.exercise.choices().iter().chain(task.exercise.targets()).any(is_bare) {
        return Cow::Borrowed(task);
    }
    let mut named = task.clone();
    let name = |list: Option<&mut Vec<Choice>>| {
        for choice in list.into_iter().flatten().filter(|choice| is_bare(choice)) {
            "No words yet".clone_into(&mut choice.text);
        }
    };
    name(choices_mut(&mut named.exercise));
    name(targets_mut(&mut named.exercise));
    Cow::Owned(named)
}

/// What counts as right where this reply does.
fn right_of(reply: &Reply) -> Option<Right> {
    Some(match reply {
        Reply::Chosen(chosen) => Right::Options { options: chosen.clone() },
        Reply::Paired(pairs) => Right::Pairs { pairs: pairs.iter().map(|(item, target)| (item.clone(), vec![target.clone()])).collect() },
        Reply::Ordered(order) => Right::Order { order: order.clone() },
        Reply::Marked(passages) => Right::Passages { passages: passages.clone(), enough: None },
        Reply::Grid(grid) => Right::Grid { grid: grid.iter().map(|(question, answer)| (*question, vec![*answer])).collect() },
        Reply::Written(_) | Reply::Rows(_) => return None,
    })
}

/// What pupils read before they begin.
fn whole(ui: &mut Ui, lesson: &Lesson) {
    let tokens = theme::tokens(ui.ctx());
    ui.add(Label::new(text::heading(ui).rich(&lesson.title, tokens.ink)).wrap().selectable(false));
    ui.add(Label::new(text::small(ui).rich(super::tasks::about(lesson), tokens.muted)).wrap().selectable(false));
    if !lesson.introduction.is_empty() {
        ui.add(Label::new(text::card_quotation(ui).rich(&lesson.introduction, tokens.ink)).wrap().selectable(false));
    }
    if !lesson.teaches.is_empty() {
        ui.add_space(4.0);
        section_label(ui, "Afterwards");
        for aim in &lesson.teaches {
            ui.add(Label::new(text::body(ui).rich(aim, tokens.ink)).wrap().selectable(false));
        }
    }
}
