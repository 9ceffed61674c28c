//! Items in their right order, and parts that do not belong there: order, cite.

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
        widgets::text_link,
    },
    lesson::{self, Field},
    model::{ChoiceId, Exercise, Right, Task},
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
    let id = &task.exercise.choices()[at].id;
    let name = format!("{noun} {}", at + 1);
    let item = Item {
        place,
        task,
        list: List::Choices,
        at,
        name: &name,
        noun,
        hint: "Write it",
        change: "Change an item",
        number: placed.map(|(number, _)| number + 1),
        order: placed.unwrap_or((0, 1)),
        is_right: placed.is_some(),
        beside: 84.0 * theme::look(ui.ctx()).text_size,
    };
    let called = item.called();
    let pressed = item.show(ui, cx, |ui, cx| {
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
                    order.retain(|other| other != id);
                    if !belongs {
                        order.push(id.clone());
                    }
                }
            });
        }
    });
    if let Some(control) = pressed {
        put(cx, "Change the order", None, task, |task| match (control, &mut task.key.get_or_insert_default().right) {
            (Control::Remove, _) => lesson::remove_choice(task, id),
            (_, Right::Order { order }) => {
                if let Some(place) = order.iter().position(|other| other == id) {
                    control.shift(order, place);
                }
            }
            _ => {}
        });
    }
}
