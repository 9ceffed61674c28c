//! Options of which some are right: choose, caption, headline.

use egui::{Align, Label, Layout, Ui};

use super::{
    Cx,
    field::{self, Control, Place, Words},
    put,
};
use crate::{
    app::{
        theme::{self, text},
        widgets::{checkbox, text_link},
    },
    lesson::{self, Field},
    model::{Exercise, Right, Task},
};

/// Shows the options.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, place: Place<'_>, task: &Task) {
    let tokens = theme::tokens(ui.ctx());
    let is_written = matches!(&task.exercise, Exercise::Headline(headline) if headline.write);
    field::label(ui, if is_written { "Headlines to compare with, shown afterwards" } else { "Answers — change what you like" });
    let right = match task.key.as_ref().map(|key| &key.right) {
        Some(Right::Options { options }) => options.as_slice(),
        _ => &[],
    };
    let choices = task.exercise.choices();
    for (at, choice) in choices.iter().enumerate() {
        let is_right = right.contains(&choice.id);
        let called = if choice.text.trim().is_empty() { format!("option {}", at + 1) } else { format!("“{}”", choice.text) };
        field::row(ui, is_right, |ui| {
            let from = choice.from.as_deref().unwrap_or_default();
            let from = text::small(ui).galley_elided(ui, from, tokens.muted, 150.0, 1);
            let switch = if is_written { 0.0 } else { 64.0 * theme::look(ui.ctx()).text_size };
            let beside = from.size().x + switch + field::controls_width(ui, choices.len()) + 16.0;
            let width = (ui.available_width() - beside).max(80.0);
            let part = format!("choice {}", choice.id);
            let (response, words) =
                Words::new(ui, place.id(&part), &format!("Answer {}", at + 1), &choice.text).hint("Write an answer").bare(width).show(ui);
            if at == 0 {
                field::follow(ui, cx, &response, Field::Choices);
            }
            if let Some(words) = words {
                put(cx, "Change an answer", Some(&part), task, |task| {
                    if let Some(choice) = lesson::choices_mut(&mut task.exercise).and_then(|choices| choices.get_mut(at)) {
                        choice.text = words;
                    }
                });
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if let Some(control) = field::controls(ui, &called, at, choices.len()) {
                    let name = if control == Control::Remove { "Take an answer out" } else { "Move an answer" };
                    put(cx, name, None, task, |task| match control {
                        Control::Remove => lesson::remove_choice(task, &choice.id),
                        _ => {
                            if let Some(choices) = lesson::choices_mut(&mut task.exercise) {
                                control.shift(choices, at);
                            }
                        }
                    });
                }
                if !is_written {
                    let switch = field::switch(ui, "right", &format!("{called} is right"), is_right);
                    if at == 0 {
                        field::follow(ui, cx, &switch, Field::Key);
                    }
                    if switch.clicked() {
                        put(cx, "Right answer", None, task, |task| lesson::set_right(task, &choice.id, !is_right));
                    }
                }
                if from.size().x > 0.0 {
                    ui.add(Label::new(from).selectable(false));
                }
            });
        });
    }
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 18.0;
        let add = text_link(ui, "+ Add an answer");
        if choices.is_empty() {
            field::follow(ui, cx, &add, Field::Choices);
        }
        if add.clicked() {
            put(cx, "Add an answer", None, task, lesson::add_choice);
        }
        if let Exercise::Choose(choose) | Exercise::Caption(choose) = &task.exercise {
            let mut several = choose.several;
            if checkbox(ui, "Several can be right", &mut several).changed() {
                put(cx, "How many are right", None, task, |task| {
                    if let Exercise::Choose(choose) | Exercise::Caption(choose) = &mut task.exercise {
                        choose.several = several;
                    }
                    if let (false, Some(Right::Options { options })) = (several, task.key.as_mut().map(|key| &mut key.right)) {
                        options.truncate(1);
                    }
                });
            }
        }
    });
}
