//! One item of a task in a row of the editor: its words, what stands beside them, and the arrows and the cross at its end.

use egui::{Align, Label, Layout, Ui};

use super::{
    Cx,
    field::{self, Control, Place, Words},
    put,
};
use crate::{
    app::theme::{self, text},
    lesson::{Field, choices_mut, shown, targets_mut},
    model::{Choice, Task},
};

/// Which list of a task an item stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// What is chosen, given away, or put in order.
    Choices,
    /// What items belong to.
    Targets,
}

impl List {
    /// The items.
    pub fn of(self, task: &Task) -> &[Choice] {
        match self {
            Self::Choices => task.exercise.choices(),
            Self::Targets => task.exercise.targets(),
        }
    }

    /// The items, to be changed.
    pub fn of_mut(self, task: &mut Task) -> Option<&mut Vec<Choice>> {
        match self {
            Self::Choices => choices_mut(&mut task.exercise),
            Self::Targets => targets_mut(&mut task.exercise),
        }
    }
}

/// One item in a row.
#[must_use = "an item is shown with `show`"]
pub struct Item<'a> {
    /// Where the row stands.
    pub place: Place<'a>,
    /// Its task.
    pub task: &'a Task,
    /// Its list.
    pub list: List,
    /// Its place in the list.
    pub at: usize,
    /// What screen readers call its field.
    pub name: &'a str,
    /// What it is called while it has no words.
    pub noun: &'a str,
    /// What the field says while it is empty.
    pub hint: &'a str,
    /// What a change of its words is called.
    pub change: &'static str,
    /// The number before it.
    pub number: Option<usize>,
    /// Its place among those that change places with it, and how many these are.
    pub order: (usize, usize),
    /// Whether it is right, or has what it needs to be.
    pub is_right: bool,
    /// How much room is for what stands beside its words.
    pub beside: f32,
}

impl Item<'_> {
    /// What it is called in the names of buttons.
    pub fn called(&self) -> String {
        let words = self.list.of(self.task).get(self.at).map(|choice| choice.text.as_str()).unwrap_or_default();
        if words.trim().is_empty() { format!("{} {}", self.noun, self.at + 1) } else { format!("“{}”", shown(words, 60)) }
    }

    /// Shows the row, with `beside` between its words and the arrows; what was pressed at its end.
    pub fn show(self, ui: &mut Ui, cx: &mut Cx<'_>, beside: impl FnOnce(&mut Ui, &mut Cx<'_>)) -> Option<Control> {
        let tokens = theme::tokens(ui.ctx());
        let called = self.called();
        let Self { place, task, list, at, .. } = self;
        let choice = list.of(task).get(at)?;
        let row = field::row(ui, self.is_right, |ui| {
            if let Some(number) = self.number {
                ui.add(Label::new(text::small_strong(ui).rich(number.to_string(), tokens.muted)).selectable(false));
            }
            let width = (ui.available_width() - self.beside - field::controls_width(ui, self.order.1) - 12.0).max(80.0);
            let part = format!("{} {}", if list == List::Choices { "choice" } else { "target" }, choice.id);
            let (response, words) = Words::new(ui, place.id(&part), self.name, &choice.text).hint(self.hint).bare(width).show(ui);
            if at == 0 && list == List::Choices {
                field::follow(ui, cx, &response, Field::Choices);
            }
            if let Some(words) = words {
                put(cx, self.change, Some(&part), task, |task| {
                    if let Some(item) = list.of_mut(task).and_then(|items| items.get_mut(at)) {
                        item.text = words;
                    }
                });
            }
            let end = ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let pressed = field::controls(ui, &called, self.order.0, self.order.1);
                beside(ui, cx);
                pressed
            });
            end.inner
        });
        row.inner
    }
}
