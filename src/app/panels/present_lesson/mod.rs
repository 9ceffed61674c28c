//! One task on the projector: large, its answer hidden until a key shows it, hands counted, time running.
//! A presenter's clicker sends Page Down and Page Up: first the answer comes, then the next task.
//! Invariant: nothing tells the right answer before it is revealed.

mod answers;
mod prompt;
mod status;

use egui::{Key, Modifiers, ScrollArea, Ui, vec2};

pub use status::show as show_status;

use super::Cx;
use crate::{
    app::{
        action::{Action, Way},
        lesson::{LessonStep, PresentStep},
        open_archive::OpenArchive,
        theme::{self, text},
    },
    model::Task,
};

/// What is being typed.
#[derive(Default)]
pub struct Drafts {
    /// The number being typed, with its answer.
    hands: Option<(String, String)>,
}

/// Asks for what happens on the projector.
fn ask(cx: &mut Cx<'_>, step: PresentStep) {
    cx.actions.push(Action::Lesson(LessonStep::Present(step)));
}

/// Shows the task in hand.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive) {
    keys(ui, cx);
    let (Some((_, lesson)), Some((at, task))) = (cx.state.desk.lesson(archive), cx.state.desk.task(archive)) else { return };
    let count = lesson.tasks.len();
    let tokens = theme::tokens(ui.ctx());
    let space = ui.max_rect();
    let side = (space.width() * 0.08).clamp(24.0, 160.0);
    // It is large already: larger text makes it a little larger still, and never so that nothing fits.
    let scale = (space.width() / 1366.0).clamp(0.6, 2.4) / theme::look(ui.ctx()).text_size.max(1.0).powf(0.7);
    let known = ui.data(|data| data.get_temp::<f32>(egui::Id::unique(("presented", &task.id.0)))).unwrap_or(0.0);
    ScrollArea::vertical().id_salt(("present", &task.id.0)).auto_shrink([false, false]).show(ui, |ui| {
        // In the middle where it is short, from the top where it is long.
        ui.add_space(((space.height() - known) / 2.4).max(24.0));
        let top = ui.cursor().top();
        ui.horizontal_top(|ui| {
            ui.add_space(side);
            ui.vertical(|ui| {
                ui.set_width(space.width() - 2.0 * side);
                ui.spacing_mut().item_spacing = vec2(20.0, 18.0) * scale;
                let words = format!("Task {} of {count} · {}", at + 1, task.exercise.in_words());
                ui.add(egui::Label::new(text::body(ui).scaled(19.0 / 14.0 * scale).rich(words, tokens.muted)).selectable(false));
                prompt::show(ui, cx, archive, task, scale);
                answers::show(ui, cx, task, scale);
                after(ui, cx, task, scale);
            });
        });
        let height = ui.cursor().top() - top;
        if (height - known).abs() > 1.0 {
            ui.data_mut(|data| data.insert_temp(egui::Id::unique(("presented", &task.id.0)), height));
            ui.ctx().request_repaint();
        }
        ui.add_space(24.0);
    });
}

fn keys(ui: &Ui, cx: &mut Cx<'_>) {
    if cx.state.dialog.is_some() {
        return;
    }
    let types = ui.ctx().text_edit_focused();
    let pressed = |key: Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::PageDown) {
        ask(cx, PresentStep::Click(Way::Next));
    }
    if pressed(Key::PageUp) {
        ask(cx, PresentStep::Click(Way::Previous));
    }
    if types {
        return;
    }
    let nothing_focused = ui.memory(|memory| memory.focused().is_none());
    for (key, step) in [
        (Key::ArrowRight, PresentStep::Go(Way::Next)),
        (Key::ArrowLeft, PresentStep::Go(Way::Previous)),
        (Key::R, PresentStep::Reveal),
        (Key::H, PresentStep::Hint),
        (Key::T, PresentStep::Timer),
        (Key::Plus, PresentStep::Time(30)),
        (Key::Minus, PresentStep::Time(-30)),
    ] {
        if pressed(key) {
            ask(cx, step);
        }
    }
    // The space bar presses what has the keyboard; where nothing has, it reveals.
    if nothing_focused && pressed(Key::Space) {
        ask(cx, PresentStep::Reveal);
    }
}

/// Hint, explanation, what a good answer has.
fn after(ui: &mut Ui, cx: &Cx<'_>, task: &Task, scale: f32) {
    let tokens = theme::tokens(ui.ctx());
    let shown = &cx.state.desk.shown;
    let line = |ui: &mut Ui, words: &str| {
        ui.add(egui::Label::new(text::standfirst(ui).scaled(22.0 / 18.0 * scale).rich(words, tokens.muted)).wrap().selectable(false));
    };
    if let Some(hint) = task.hint.as_ref().filter(|_| shown.has_hint) {
        line(ui, &format!("Hint: {hint}"));
    }
    if let (true, Some(key)) = (shown.is_revealed, &task.key) {
        for words in [&key.explanation, &key.expected].into_iter().flatten() {
            line(ui, words);
        }
    }
}
