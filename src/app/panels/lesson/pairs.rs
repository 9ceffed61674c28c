//! Items that belong to groups: who said it, sort, compare.

use egui::{Color32, Ui};

use super::{
    Cx,
    field::{self, Control, Place},
    item::{Item, List},
    put,
};
use crate::{
    app::{
        theme::text,
        widgets::{MenuChip, menu_item, text_link},
    },
    lesson::{self, Field, shown},
    model::{Choice, ChoiceId, Exercise, Right, Task},
};

/// Shows groups and items.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, place: Place<'_>, task: &Task) {
    let (groups, items, add_group) = match &task.exercise {
        Exercise::WhoSaid(_) => ("Speakers, or whatever else items belong to", "Items — each with what it belongs to", "+ Add a speaker"),
        Exercise::Compare(_) => ("Articles", "Statements — each with the article it is true of", "+ Add an article"),
        _ => ("Groups", "Items — each with its group", "+ Add a group"),
    };
    let (choices, targets) = (task.exercise.choices(), task.exercise.targets());
    field::label(ui, groups);
    for (at, target) in targets.iter().enumerate() {
        let name = format!("Group {}", at + 1);
        let group = Item {
            place,
            task,
            list: List::Targets,
            at,
            name: &name,
            noun: "group",
            hint: "Name it",
            change: "Change a group",
            number: None,
            order: (at, targets.len()),
            is_right: false,
            beside: 0.0,
        };
        if let Some(control) = group.show(ui, cx, |_, _| {}) {
            put(cx, "Change the groups", None, task, |task| match control {
                Control::Remove => lesson::remove_target(task, &target.id),
                _ => control.shift(List::Targets.of_mut(task).map(Vec::as_mut_slice).unwrap_or_default(), at),
            });
        }
    }
    if text_link(ui, add_group).clicked() {
        put(cx, "Add a group", None, task, lesson::add_target);
    }
    ui.add_space(6.0);
    field::label(ui, items);
    for (at, item) in choices.iter().enumerate() {
        self::item(ui, cx, place, task, at, item);
    }
    let add = text_link(ui, "+ Add an item");
    if choices.is_empty() {
        field::follow(ui, cx, &add, Field::Choices);
        field::follow(ui, cx, &add, Field::Key);
    }
    if add.clicked() {
        put(cx, "Add an item", None, task, lesson::add_choice);
    }
}

fn item(ui: &mut Ui, cx: &mut Cx<'_>, place: Place<'_>, task: &Task, at: usize, item: &Choice) {
    let (choices, targets) = (task.exercise.choices(), task.exercise.targets());
    let right_of = |id: &ChoiceId| -> &[ChoiceId] {
        match task.key.as_ref().map(|key| &key.right) {
            Some(Right::Pairs { pairs }) => pairs.get(id).map(Vec::as_slice).unwrap_or_default(),
            _ => &[],
        }
    };
    let right = right_of(&item.id);
    let names: Vec<String> = targets
        .iter()
        .enumerate()
        .filter(|(_, target)| right.contains(&target.id))
        .map(|(at, target)| if target.text.trim().is_empty() { format!("group {}", at + 1) } else { shown(&target.text, 22) })
        .collect();
    let chip = if names.is_empty() { "belongs to…".to_owned() } else { names.join(" or ") };
    let chip = shown(&chip, 30);
    let name = format!("Item {}", at + 1);
    let row = Item {
        place,
        task,
        list: List::Choices,
        at,
        name: &name,
        noun: "item",
        hint: "Write an item",
        change: "Change an item",
        number: None,
        order: (at, choices.len()),
        is_right: !right.is_empty(),
        beside: text::control(ui).galley(ui, chip.as_str(), Color32::PLACEHOLDER).size().x + 42.0,
    };
    let pressed = row.show(ui, cx, |ui, cx| {
        let (button, _) = MenuChip::new(&chip).button().width(260.0).show(ui, |ui| {
            for target in targets {
                let is_right = right.contains(&target.id);
                if menu_item(ui, &target.text, None, is_right).clicked() {
                    put(cx, "Where an item belongs", None, task, |task| belongs(task, item, &target.id, !is_right));
                }
            }
        });
        let is_first_open = right.is_empty() && choices[..at].iter().all(|earlier| !right_of(&earlier.id).is_empty());
        if is_first_open || at == 0 {
            field::follow(ui, cx, &button, Field::Key);
        }
    });
    if let Some(control) = pressed {
        put(cx, "Change the items", None, task, |task| match control {
            Control::Remove => lesson::remove_choice(task, &item.id),
            _ => control.shift(List::Choices.of_mut(task).map(Vec::as_mut_slice).unwrap_or_default(), at),
        });
    }
}

fn belongs(task: &mut Task, item: &Choice, target: &ChoiceId, is_right: bool) {
    let key = task.key.get_or_insert_default();
    if !matches!(key.right, Right::Pairs { .. }) {
        key.right = Right::Pairs { pairs: Default::default() };
    }
    let Right::Pairs { pairs } = &mut key.right else { return };
    let own = pairs.entry(item.id.clone()).or_default();
    own.retain(|other| other != target);
    if is_right {
        own.push(target.clone());
    }
}
