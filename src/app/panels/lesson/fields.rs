//! The middle of the editor: everything about one task.

use egui::{Frame, Label, Margin, ScrollArea, Ui};

use super::{
    Cx, carry, choices,
    field::{self, Place, Words},
    grid, marks, material, order, pairs, person, put,
};
use crate::{
    app::{
        open_archive::OpenArchive,
        theme::{self, text},
        widgets::section_label,
    },
    lesson::Field,
    model::{Exercise, Lesson, Right, Slug, Task},
};

/// Shows the fields of a task.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, slug: &Slug, lesson: &Lesson, at: usize, task: &Task) {
    let place = Place { lesson: slug, task: Some(&task.id) };
    let space = ui.max_rect();
    ScrollArea::vertical().id_salt(("fields", slug, &task.id)).auto_shrink([false, false]).show(ui, |ui| {
        Frame::new().inner_margin(Margin { left: 26, right: 26, top: 20, bottom: 40 }).show(ui, |ui| {
            ui.set_max_width((760.0 * theme::look(ui.ctx()).text_size).min(ui.available_width()));
            ui.spacing_mut().item_spacing.y = 6.0;
            head(ui, cx, at, lesson, task);
            prompt(ui, cx, place, task);
            ui.add_space(6.0);
            material::show(ui, cx, archive, place, task);
            ui.add_space(6.0);
            exercise(ui, cx, archive, place, task);
            ui.add_space(6.0);
            around(ui, cx, place, task);
        });
    });
    carry::drop_here(ui, cx, space, &task.id);
    // Whatever a link of the check leads to was on this page.
    cx.tools.drafts.lesson.followed = cx.state.desk.goes_to.0;
}

fn head(ui: &mut Ui, cx: &mut Cx<'_>, at: usize, lesson: &Lesson, task: &Task) {
    ui.horizontal(|ui| {
        section_label(ui, &format!("Task {} of {} · {}", at + 1, lesson.tasks.len(), task.exercise.in_words()));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            // From right to left: the stepper stands in a part of its own.
            ui.allocate_ui_with_layout(
                egui::vec2(180.0 * theme::look(ui.ctx()).text_size, theme::look(ui.ctx()).control_height()),
                egui::Layout::left_to_right(egui::Align::Center),
                |ui| {
                    field::label(ui, "Points");
                    let before = ui.cursor().min;
                    let new = person::stepper(ui, "Points", task.points, 1, 100);
                    if field::goes_here(cx, Field::Points) {
                        ui.scroll_to_rect(egui::Rect::from_min_size(before, egui::vec2(40.0, 40.0)), None);
                    }
                    if let Some(points) = new {
                        put(cx, "Points", Some("points"), task, |task| task.points = points);
                    }
                },
            );
        });
    });
    ui.add_space(4.0);
}

fn prompt(ui: &mut Ui, cx: &mut Cx<'_>, place: Place<'_>, task: &Task) {
    field::label(ui, "Prompt");
    let kind = text::headline_in_list(ui).scaled(17.0 / 15.5);
    let (response, words) = Words::new(ui, place.id("prompt"), "Prompt", &task.prompt).kind(kind).hint("What do you ask?").show(ui);
    field::follow(ui, cx, &response, Field::Prompt);
    if let Some(words) = words {
        put(cx, "Change the prompt", Some("prompt"), task, |task| task.prompt = words);
    }
}

fn exercise(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, place: Place<'_>, task: &Task) {
    let tokens = theme::tokens(ui.ctx());
    match &task.exercise {
        Exercise::Choose(_) | Exercise::Caption(_) | Exercise::Headline(_) => choices::show(ui, cx, place, task),
        Exercise::WhoSaid(_) | Exercise::Sort(_) | Exercise::Compare(_) => pairs::show(ui, cx, place, task),
        Exercise::Order(_) | Exercise::Cite(_) => order::show(ui, cx, place, task),
        Exercise::Highlight(highlight) | Exercise::Evidence(highlight) => marks::show(ui, cx, archive, place, task, highlight),
        Exercise::SourceCheck(check) => grid::show(ui, cx, archive, place, task, check),
        Exercise::Missing(_) | Exercise::Lateral(_) | Exercise::Short(_) | Exercise::Long(_) => person::room(ui, cx, place, task),
        Exercise::Unknown(_) => {
            let words = "A newer version of On Record made this task. It is kept as it is, and cannot be changed here.";
            ui.add(Label::new(text::body(ui).rich(words, tokens.warn)).wrap().selectable(false));
        }
    }
}

/// Hint, explanation, and what a person needs who marks.
fn around(ui: &mut Ui, cx: &mut Cx<'_>, place: Place<'_>, task: &Task) {
    field::label(ui, "Hint, for those who ask for it");
    let hint = task.hint.as_deref().unwrap_or_default();
    let (_, words) = Words::new(ui, place.id("hint"), "Hint", hint).hint("Where to look, not what to find").show(ui);
    if let Some(words) = words {
        put(cx, "Change the hint", Some("hint"), task, |task| task.hint = Some(words).filter(|words| !words.is_empty()));
    }
    field::label(ui, "Shown afterwards");
    let explanation = task.key.as_ref().and_then(|key| key.explanation.as_deref()).unwrap_or_default();
    let (_, words) =
        Words::new(ui, place.id("explanation"), "Shown afterwards", explanation).hint("Why, with the words that show it").show(ui);
    if let Some(words) = words {
        put(cx, "Change the explanation", Some("explanation"), task, |task| {
            task.key.get_or_insert_default().explanation = Some(words).filter(|words| !words.is_empty());
        });
    }
    let by_person = task.key.as_ref().is_none_or(|key| !key.right.is_automatic() && !matches!(key.right, Right::Unknown(_)));
    let is_written = matches!(&task.exercise, Exercise::Headline(headline) if headline.write);
    let is_open = matches!(task.exercise, Exercise::Missing(_) | Exercise::Lateral(_) | Exercise::Short(_) | Exercise::Long(_));
    if by_person && (is_written || is_open) {
        ui.add_space(6.0);
        person::judged(ui, cx, place, task);
    }
}
