//! What a person marks: how much room there is to write, what a good answer has, the rubric from 0 to 4, comments ready to hand.

use egui::{Label, Ui, vec2};

use super::{
    Cx,
    field::{self, Place, Words},
    put,
};
use crate::{
    app::{
        theme::icon,
        theme::{self, text},
        widgets::{IconButton, text_link},
    },
    lesson::Field,
    model::{Exercise, Key, Right, Rows, Task, Write},
};

/// A rubric to begin with.
const RUBRIC: [&str; 5] = [
    "Nothing, or not about the question.",
    "An answer without a reason.",
    "An answer with a reason, without the place in the article.",
    "An answer with a reason and the place in the article.",
    "An answer with reason and place that also sees what speaks against it.",
];

fn write_of(task: &mut Task) -> Option<&mut Write> {
    match &mut task.exercise {
        Exercise::Short(write) | Exercise::Long(write) => Some(write),
        _ => None,
    }
}

fn rows_of(task: &mut Task) -> Option<&mut Rows> {
    match &mut task.exercise {
        Exercise::Missing(rows) | Exercise::Lateral(rows) => Some(rows),
        _ => None,
    }
}

/// A number with a button to either side; the number where it was changed just now.
pub fn stepper(ui: &mut Ui, name: &str, value: u32, least: u32, most: u32) -> Option<u32> {
    let tokens = theme::tokens(ui.ctx());
    let mut new = value;
    ui.spacing_mut().item_spacing.x = 4.0;
    ui.add_enabled_ui(value > least, |ui| {
        if ui.add(IconButton::new(icon::MINUS, &format!("{name}: one less")).small()).clicked() {
            new = value.saturating_sub(1).max(least);
        }
    });
    let drag = egui::DragValue::new(&mut new).range(least..=most).speed(0.05);
    let response = ui.add_sized(vec2(44.0, theme::look(ui.ctx()).control_height()), drag);
    response.widget_info(|| egui::WidgetInfo {
        label: Some(name.to_owned()),
        value: Some(f64::from(value)),
        ..egui::WidgetInfo::new(egui::Role::SpinButton)
    });
    ui.add_enabled_ui(value < most, |ui| {
        if ui.add(IconButton::new(icon::PLUS, &format!("{name}: one more")).small()).clicked() {
            new = (value + 1).min(most);
        }
    });
    let _ = tokens;
    (new != value).then_some(new)
}

/// Shows the room to write in.
pub fn room(ui: &mut Ui, cx: &mut Cx<'_>, place: Place<'_>, task: &Task) {
    match &task.exercise {
        Exercise::Short(write) | Exercise::Long(write) => {
            ui.horizontal(|ui| {
                field::label(ui, "Lines on paper");
                if let Some(lines) = stepper(ui, "Lines on paper", u32::try_from(write.lines).unwrap_or(0), 1, 60) {
                    put(cx, "Lines on paper", Some("lines"), task, |task| {
                        if let Some(write) = write_of(task) {
                            write.lines = lines as usize;
                        }
                    });
                }
                ui.add_space(16.0);
                field::label(ui, "Words that are enough");
                let words = u32::try_from(write.words.unwrap_or(0)).unwrap_or(0);
                if let Some(words) = stepper(ui, "Words that are enough", words, 0, 2000) {
                    put(cx, "Words that are enough", Some("words"), task, |task| {
                        if let Some(write) = write_of(task) {
                            write.words = Some(words as usize).filter(|words| *words > 0);
                        }
                    });
                }
            });
        }
        Exercise::Missing(rows) | Exercise::Lateral(rows) => {
            ui.horizontal(|ui| {
                field::label(ui, "Lines to fill in");
                if let Some(lines) = stepper(ui, "Lines to fill in", u32::try_from(rows.lines).unwrap_or(0), 1, 20) {
                    put(cx, "Lines to fill in", Some("lines"), task, |task| {
                        if let Some(rows) = rows_of(task) {
                            rows.lines = lines as usize;
                        }
                    });
                }
            });
            field::label(ui, "What each line asks for, one a line");
            let (response, columns) = field::lines(ui, place.id("columns"), "What each line asks for", &rows.columns, "Who");
            field::follow(ui, cx, &response, Field::Choices);
            if let Some(columns) = columns {
                put(cx, "What each line asks for", Some("columns"), task, |task| {
                    if let Some(rows) = rows_of(task) {
                        rows.columns = columns;
                    }
                });
            }
        }
        _ => {}
    }
}

/// Shows what a good answer has, the rubric, and comments.
pub fn judged(ui: &mut Ui, cx: &mut Cx<'_>, place: Place<'_>, task: &Task) {
    let tokens = theme::tokens(ui.ctx());
    let none = Key::default();
    let key = task.key.as_ref().unwrap_or(&none);
    if let Right::Words { words } = &key.right {
        field::label(ui, "Answers that count in full, one a line — others wait for you");
        let (response, new) = field::lines(ui, place.id("accepted"), "Answers that count in full", words, "One answer");
        field::follow(ui, cx, &response, Field::Key);
        if let Some(words) = new {
            put(cx, "Answers that count", Some("accepted"), task, |task| {
                task.key.get_or_insert_default().right = if words.is_empty() { Right::Person } else { Right::Words { words } };
            });
        }
    } else if matches!(task.exercise, Exercise::Short(_)) && text_link(ui, "+ Answers that count in full").clicked() {
        put(cx, "Answers that count", None, task, |task| {
            task.key.get_or_insert_default().right = Right::Words { words: vec![String::new()] }
        });
    }
    field::label(ui, "What a good answer has");
    let expected = key.expected.as_deref().unwrap_or_default();
    let (response, words) =
        Words::new(ui, place.id("expected"), "What a good answer has", expected).hint("For you, when you mark").show(ui);
    if !matches!(key.right, Right::Words { .. }) {
        field::follow(ui, cx, &response, Field::Key);
    }
    if let Some(words) = words {
        put(cx, "What a good answer has", Some("expected"), task, |task| {
            task.key.get_or_insert_default().expected = Some(words).filter(|words| !words.is_empty());
        });
    }
    if key.rubric.is_empty() {
        if text_link(ui, "+ Rubric from 0 to 4").clicked() {
            put(cx, "Add a rubric", None, task, |task| task.key.get_or_insert_default().rubric = RUBRIC.map(str::to_owned).to_vec());
        }
    } else {
        field::label(ui, "What earns 0, 1, 2, 3 and 4");
        for (level, line) in key.rubric.iter().enumerate() {
            field::row(ui, false, |ui| {
                ui.add(Label::new(text::small_strong(ui).rich(level.to_string(), tokens.muted)).selectable(false));
                let part = format!("rubric {level}");
                let width = ui.available_width() - 12.0;
                let (_, words) = Words::new(ui, place.id(&part), &format!("What earns {level}"), line).bare(width).show(ui);
                if let Some(words) = words {
                    put(cx, "Change the rubric", Some(&part), task, |task| {
                        if let Some(line) = task.key.get_or_insert_default().rubric.get_mut(level) {
                            *line = words;
                        }
                    });
                }
            });
        }
    }
    field::label(ui, "Comments ready for marking, one a line");
    let hint = "Show me the words in the article that make you think so.";
    let (_, comments) = field::lines(ui, place.id("comments"), "Comments ready for marking", &key.comments, hint);
    if let Some(comments) = comments {
        put(cx, "Change the comments", Some("comments"), task, |task| task.key.get_or_insert_default().comments = comments);
    }
}
