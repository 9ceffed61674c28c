//! One task as a pupil sees it: what is asked, about what, and where it is answered; a file each exercise.
//! The reply is the caller's: a pupil's screen keeps it, an editor's preview throws it away.
//! Invariant: no key is read here, and nothing of a task is taken for markup.

mod choose;
mod grid;
mod mark;
mod material;
mod order;
mod pairs;
mod row;
mod rows;
mod write;

use egui::{Label, Role, Ui, WidgetInfo};

pub use material::way;

use super::Cx;
use crate::{
    app::{
        open_archive::OpenArchive,
        theme::{self, text},
        widgets::{focus_ring, section_label},
    },
    model::{ChoiceId, Exercise, Reply, Task},
};

/// What can be done with a task that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Allowed {
    /// It is answered.
    Answer,
    /// It is looked at: the reply is shown and stays as it is; for an editor's preview and the projector.
    #[allow(dead_code)]
    Look,
}

/// One task as a pupil sees it.
///
/// ```text
/// let changed = TaskView { archive, task: &lesson.tasks[2], place: (3, 6), allowed: Allowed::Answer }.show(ui, cx, &mut reply);
/// ```
pub struct TaskView<'a> {
    /// The archive that its articles and photos are in.
    pub archive: &'a OpenArchive,
    /// The task; its key is not looked at.
    pub task: &'a Task,
    /// Which of how many it is, from 1.
    pub place: (usize, usize),
    /// What can be done with it.
    pub allowed: Allowed,
}

impl TaskView<'_> {
    /// Shows the task over the whole width, as high as it is; whether the reply was changed just now.
    ///
    /// A reply of another shape than the exercise asks for counts as none. What was emptied again is an empty reply.
    pub fn show(&self, ui: &mut Ui, cx: &mut Cx<'_>, reply: &mut Option<Reply>) -> bool {
        let tokens = theme::tokens(ui.ctx());
        let (at, of) = self.place;
        let points = if self.task.points == 1 { "1 point".to_owned() } else { format!("{} points", self.task.points) };
        ui.push_id(("task", &self.task.id.0), |ui| {
            section_label(ui, &format!("Task {at} of {of} · {} · {points}", self.task.exercise.in_words()));
            ui.add_space(-2.0);
            let prompt = text::heading(ui).scaled(20.0 / 22.0).galley_wrapped(ui, &self.task.prompt, tokens.ink, ui.available_width());
            // Focusable, so that a new task is read from its question on.
            let label = ui.add(Label::new(prompt).selectable(false).sense(egui::Sense::FOCUSABLE));
            label.widget_info(|| WidgetInfo::labeled(Role::Heading, true, format!("Task {at} of {of}: {}", self.task.prompt)));
            begins_here(ui, &label);
            ring(ui, &label, label.rect.expand2(egui::vec2(3.0, 1.0)), 4);
            material::show(ui, cx, self.archive, self.task);
            ui.add_space(4.0);
            let enabled = self.allowed == Allowed::Answer;
            let mut changed = false;
            ui.scope(|ui| {
                if !enabled {
                    ui.disable();
                }
                changed = self.exercise(ui, cx, reply);
            });
            changed && enabled
        })
        .inner
    }

    fn exercise(&self, ui: &mut Ui, cx: &mut Cx<'_>, reply: &mut Option<Reply>) -> bool {
        match &self.task.exercise {
            Exercise::Choose(choose) | Exercise::Caption(choose) => choose::show(ui, &choose.options, choose.several, reply),
            Exercise::Headline(headline) if headline.write => write::headline(ui, &headline.options, reply),
            Exercise::Headline(headline) => choose::show(ui, &headline.options, false, reply),
            Exercise::WhoSaid(pairs) | Exercise::Sort(pairs) | Exercise::Compare(pairs) => pairs::show(ui, pairs, reply),
            Exercise::Order(list) => order::show(ui, &list.items, list.first.as_deref(), list.last.as_deref(), reply),
            Exercise::Cite(cite) => order::citation(ui, cite, reply),
            Exercise::Highlight(highlight) | Exercise::Evidence(highlight) => mark::show(ui, cx, self.archive, highlight, reply),
            Exercise::SourceCheck(check) => grid::show(ui, check, reply),
            Exercise::Missing(rows) | Exercise::Lateral(rows) => rows::show(ui, rows, reply),
            Exercise::Short(write) => write::show(ui, write, 3, reply),
            Exercise::Long(write) => write::show(ui, write, 8, reply),
            Exercise::Unknown(_) => {
                said(ui, "This version of On Record cannot show this task. Go on with the next one, and tell your teacher.");
                false
            }
        }
    }
}

/// Where the node of the prompt that was shown last is remembered.
fn prompt_id() -> egui::Id {
    egui::Id::unique("prompt of the task")
}

/// Says that what is shown begins with this node.
pub fn begins_here(ui: &Ui, node: &egui::Response) {
    ui.data_mut(|data| data.insert_temp(prompt_id(), node.id));
}

/// The ring around what the keyboard is at; where it has just come to it, all of it is brought into sight.
pub fn ring(ui: &Ui, response: &egui::Response, rect: egui::Rect, radius: u8) {
    focus_ring(ui, response, rect, radius);
    if response.gained_focus() {
        ui.scroll_to_rect(rect.expand(14.0), None);
    }
}

/// Lets the keyboard, and with it a screen reader, begin with the question of the task that is shown.
pub fn begin_with_prompt(ui: &Ui) {
    let id: Option<egui::Id> = ui.data(|data| data.get_temp(prompt_id()));
    if let Some(id) = id {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
}

/// One answer among several, of which one is chosen.
pub fn row(ui: &mut Ui, words: &str, on: bool) -> egui::Response {
    row::row(ui, row::Sign::One, words, None, on)
}

/// A quiet sentence of help.
fn said(ui: &mut Ui, sentence: &str) {
    let tokens = theme::tokens(ui.ctx());
    ui.add(Label::new(text::body(ui).rich(sentence, tokens.muted)).wrap().selectable(false));
}

/// The number from 1 to 9 that was typed, where no field wants it.
fn digit(ui: &Ui) -> Option<usize> {
    use egui::Key;
    const DIGITS: [Key; 9] = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];
    if !ui.is_enabled() || ui.ctx().text_edit_focused() || ui.ctx().memory(|memory| memory.top_modal_layer().is_some()) {
        return None;
    }
    let digits = DIGITS.iter().enumerate();
    ui.input_mut(|input| digits.filter(|(_, key)| input.consume_key(egui::Modifiers::NONE, **key)).map(|(at, _)| at).last())
}

/// The options that a reply chose.
fn chosen(reply: &Option<Reply>) -> Vec<ChoiceId> {
    match reply {
        Some(Reply::Chosen(chosen) | Reply::Ordered(chosen)) => chosen.clone(),
        _ => Vec::new(),
    }
}
