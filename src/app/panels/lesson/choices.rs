//! Options of which some are right: choose, caption, headline.

use egui::{Label, Ui};

use super::{
    Cx,
    field::{self, Control, Place},
    item::{Item, List},
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
        let from = choice.from.as_deref().unwrap_or_default();
        let from = text::small(ui).galley_elided(ui, from, tokens.muted, 150.0, 1);
        let switch = if is_written { 0.0 } else { 64.0 * theme::look(ui.ctx()).text_size };
        let name = format!("Answer {}", at + 1);
        let item = Item {
            place,
            task,
            list: List::Choices,
            at,
            name: &name,
            noun: "option",
            hint: "Write an answer",
            change: "Change an answer",
            number: None,
            order: (at, choices.len()),
            is_right,
            beside: from.size().x + switch + 4.0,
        };
        let called = item.called();
        let pressed = item.show(ui, cx, |ui, cx| {
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
        if let Some(control) = pressed {
            let name = if control == Control::Remove { "Take an answer out" } else { "Move an answer" };
            put(cx, name, None, task, |task| match control {
                Control::Remove => lesson::remove_choice(task, &choice.id),
                _ => control.shift(List::Choices.of_mut(task).map(Vec::as_mut_slice).unwrap_or_default(), at),
            });
        }
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
