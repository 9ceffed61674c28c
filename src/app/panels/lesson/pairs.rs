//! Items that belong to groups: who said it, sort, compare.

use egui::{Align, Layout, Ui};

use super::{
    Cx,
    field::{self, Control, Place, Words},
    put,
};
use crate::{
    app::widgets::{MenuChip, menu_item, text_link},
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
        let called = name_of(target, "group", at);
        field::row(ui, false, |ui| {
            let width = (ui.available_width() - field::controls_width(ui, targets.len()) - 8.0).max(80.0);
            let part = format!("target {}", target.id);
            let (_, words) =
                Words::new(ui, place.id(&part), &format!("Group {}", at + 1), &target.text).hint("Name it").bare(width).show(ui);
            if let Some(words) = words {
                put(cx, "Change a group", Some(&part), task, |task| {
                    if let Some(target) = lesson::targets_mut(&mut task.exercise).and_then(|targets| targets.get_mut(at)) {
                        target.text = words;
                    }
                });
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if let Some(control) = field::controls(ui, &called, at, targets.len()) {
                    put(cx, "Change the groups", None, task, |task| match control {
                        Control::Remove => lesson::remove_target(task, &target.id),
                        _ => {
                            if let Some(targets) = lesson::targets_mut(&mut task.exercise) {
                                control.shift(targets, at);
                            }
                        }
                    });
                }
            });
        });
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

fn name_of(choice: &Choice, what: &str, at: usize) -> String {
    if choice.text.trim().is_empty() { format!("{what} {}", at + 1) } else { format!("“{}”", shown(&choice.text, 60)) }
}

fn item(ui: &mut Ui, cx: &mut Cx<'_>, place: Place<'_>, task: &Task, at: usize, item: &Choice) {
    let (choices, targets) = (task.exercise.choices(), task.exercise.targets());
    let right: &[ChoiceId] = match task.key.as_ref().map(|key| &key.right) {
        Some(Right::Pairs { pairs }) => pairs.get(&item.id).map(Vec::as_slice).unwrap_or_default(),
        _ => &[],
    };
    let called = name_of(item, "item", at);
    field::row(ui, !right.is_empty(), |ui| {
        let names: Vec<String> = targets
            .iter()
            .enumerate()
            .filter(|(_, target)| right.contains(&target.id))
            .map(|(at, target)| if target.text.trim().is_empty() { format!("group {}", at + 1) } else { shown(&target.text, 22) })
            .collect();
        let chip = if names.is_empty() { "belongs to…".to_owned() } else { names.join(" or ") };
        let chip = shown(&chip, 30);
        let chip_width = crate::app::theme::text::control(ui).galley(ui, chip.as_str(), egui::Color32::PLACEHOLDER).size().x + 42.0;
        let width = (ui.available_width() - chip_width - field::controls_width(ui, choices.len()) - 12.0).max(80.0);
        let part = format!("choice {}", item.id);
        let (response, words) =
            Words::new(ui, place.id(&part), &format!("Item {}", at + 1), &item.text).hint("Write an item").bare(width).show(ui);
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
            if let Some(control) = field::controls(ui, &called, at, choices.len()) {
                put(cx, "Change the items", None, task, |task| match control {
                    Control::Remove => lesson::remove_choice(task, &item.id),
                    _ => {
                        if let Some(items) = lesson::choices_mut(&mut task.exercise) {
                            control.shift(items, at);
                        }
                    }
                });
            }
            let (button, _) = MenuChip::new(&chip).button().width(260.0).show(ui, |ui| {
                for target in targets {
                    let is_right = right.contains(&target.id);
                    if menu_item(ui, &target.text, None, is_right).clicked() {
                        put(cx, "Where an item belongs", None, task, |task| belongs(task, item, &target.id, !is_right));
                    }
                }
            });
            let is_first_open = right.is_empty()
                && choices[..at].iter().all(|earlier| {
                    matches!(task.key.as_ref().map(|key| &key.right), Some(Right::Pairs { pairs }) if pairs.get(&earlier.id).is_some_and(|right| !right.is_empty()))
                });
            if is_first_open || at == 0 {
                field::follow(ui, cx, &button, Field::Key);
            }
        });
    });
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
