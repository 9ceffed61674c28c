//! Items in their right order, and parts that do not belong there: order, cite.

use egui::{Align, Label, Layout, Ui};

use super::{
    Cx,
    field::{self, Control, Place, Words},
    put,
};
use crate::{
    app::{
        theme::{self, text},
        widgets::text_link,
    },
    lesson::{self, Field, shown},
    model::{Choice, ChoiceId, Exercise, Right, Task},
};

/// Shows the items, those of the right order first.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, place: Place<'_>, task: &Task) {
    let tokens = theme::tokens(ui.ctx());
    let is_cite = matches!(task.exercise, Exercise::Cite(_));
    let order: Vec<ChoiceId> = match task.key.as_ref().map(|key| &key.right) {
        Some(Right::Order { order }) => order.clone(),
        _ => Vec::new(),
    };
    let choices = task.exercise.choices();
    let find = |id: &ChoiceId| choices.iter().position(|choice| choice.id == *id);
    let (noun, title) = if is_cite { ("part", "Parts in their right order") } else { ("item", "Items in their right order") };
    if let Exercise::Cite(cite) = &task.exercise {
        let style = cite.style_title.as_deref().unwrap_or(&cite.style);
        field::label(ui, &format!("Style: {style}"));
    }
    field::label(ui, &format!("{title} — pupils see them mixed"));
    let in_order: Vec<usize> = order.iter().filter_map(find).collect();
    for (number, at) in in_order.iter().enumerate() {
        row(ui, cx, place, task, *at, Some((number, in_order.len())), noun);
    }
    let rest: Vec<usize> = (0..choices.len()).filter(|at| !in_order.contains(at)).collect();
    if !rest.is_empty() {
        ui.add_space(4.0);
        let words = if is_cite { "Parts that do not belong to it" } else { "Not in the right order yet" };
        ui.add(Label::new(text::beside_control(ui).rich(words, if is_cite { tokens.muted } else { tokens.warn })).selectable(false));
        for at in rest {
            row(ui, cx, place, task, at, None, noun);
        }
    }
    let add = text_link(ui, &format!("+ Add {}", if is_cite { "a part" } else { "an item" }));
    if choices.is_empty() {
        field::follow(ui, cx, &add, Field::Choices);
        field::follow(ui, cx, &add, Field::Key);
    }
    if add.clicked() {
        put(cx, "Add an item", None, task, lesson::add_choice);
    }
}

fn row(ui: &mut Ui, cx: &mut Cx<'_>, place: Place<'_>, task: &Task, at: usize, placed: Option<(usize, usize)>, noun: &str) {
    let tokens = theme::tokens(ui.ctx());
    let choice: &Choice = &task.exercise.choices()[at];
    let called = if choice.text.trim().is_empty() { format!("{noun} {}", at + 1) } else { format!("“{}”", shown(&choice.text, 60)) };
    let count = placed.map_or(1, |(_, count)| count);
    field::row(ui, placed.is_some(), |ui| {
        if let Some((number, _)) = placed {
            ui.add(Label::new(text::small_strong(ui).rich(format!("{}", number + 1), tokens.muted)).selectable(false));
        }
        let switch = 84.0 * theme::look(ui.ctx()).text_size;
        let width = (ui.available_width() - switch - field::controls_width(ui, count) - 14.0).max(80.0);
        let part = format!("choice {}", choice.id);
        let (response, words) =
            Words::new(ui, place.id(&part), &format!("{noun} {}", at + 1), &choice.text).hint("Write it").bare(width).show(ui);
        if at == 0 {
            field::follow(ui, cx, &response, Field::Choices);
        }
        if let Some(words) = words {
            put(cx, "Change an item", Some(&part), task, |task| {
                if let Some(item) = lesson::choices_mut(&mut task.exercise).and_then(|items| items.get_mut(at)) {
                    item.text = words;
                }
            });
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if let Some(control) = field::controls(ui, &called, placed.map_or(0, |(number, _)| number), count) {
                put(cx, "Change the order", None, task, |task| match (control, &mut task.key.get_or_insert_default().right) {
                    (Control::Remove, _) => lesson::remove_choice(task, &choice.id),
                    (_, Right::Order { order }) => {
                        if let Some(place) = order.iter().position(|id| *id == choice.id) {
                            control.shift(order, place);
                        }
                    }
                    _ => {}
                });
            }
            let belongs = placed.is_some();
            let switch = field::switch(ui, "belongs", &format!("{called} belongs to the right order"), belongs);
            if at == 0 {
                field::follow(ui, cx, &switch, Field::Key);
            }
            if switch.clicked() {
                put(cx, "Right order", None, task, |task| {
                    let key = task.key.get_or_insert_default();
                    if !matches!(key.right, Right::Order { .. }) {
                        key.right = Right::Order { order: Vec::new() };
                    }
                    if let Right::Order { order } = &mut key.right {
                        order.retain(|id| *id != choice.id);
                        if !belongs {
                            order.push(choice.id.clone());
                        }
                    }
                });
            }
        });
    });
}
