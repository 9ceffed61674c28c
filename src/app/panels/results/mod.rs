//! What a class handed in: a table as a heat map, each task by itself, what is marked by hand, and one task for the projector.
//! Numbers stand in every colour, so that colour is never all there is.
//! Invariant: where names are hidden, nothing here shows one.

mod bar;
mod by_hand;
mod colour;
mod detail;
mod heat;
mod table;

use egui::{CentralPanel, Frame, Key, Margin, Panel, ScrollArea, Ui};

use super::Cx;
use crate::{
    app::{
        action::{Action, Way},
        lesson::LessonStep,
        results::{Marked, ResultsStep, ResultsView},
        theme::{self, icon},
        widgets::{ListRow, empty_state},
    },
    model::Slug,
};

/// What is being typed, and other things that last from one frame to the next.
#[derive(Default)]
pub struct Drafts {
    /// The comment being written: of which answers, to which task.
    comment: Option<(usize, String, String)>,
    /// The lesson whose results were shown last.
    shown: Option<Slug>,
}

/// Shows the screen between bar and status line.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>) {
    let tokens = theme::tokens(ui.ctx());
    let scale = theme::look(ui.ctx()).text_size;
    let Some(marked) = &cx.state.desk.marked else { return };
    cx.tools.drafts.results.shown = Some(marked.slug.clone());
    let frame = Frame::new().fill(tokens.surface).inner_margin(Margin::symmetric(12, 5));
    let bar = Panel::top("results bar").show_separator_line(false).frame(frame).show(ui, |ui| bar::show(ui, cx, marked));
    let rect = bar.response.rect;
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.rule_stroke());
    if marked.class.answers.is_empty() {
        CentralPanel::default().frame(Frame::new().fill(tokens.paper)).show(ui, |ui| {
            let what = match marked.class.set_aside.len() {
                0 => "There is no answers file there. Choose the folder that the class handed in to.".to_owned(),
                count => format!("{count} files were set aside: the line above says why."),
            };
            let button = empty_state(ui, icon::TRAY, "Nothing could be marked", &what, Some("Choose another folder"));
            if button.is_some_and(|button| button.clicked()) {
                cx.actions.push(Action::Ask(crate::app::action::Ask::Answers));
            }
        });
        return;
    }
    let is_wide = ui.available_width() >= 980.0 * scale;
    match marked.view {
        ResultsView::Table => {
            if is_wide {
                side(ui, cx, marked, "results side", (430.0 * scale).min(ui.available_width() * 0.36));
            }
            CentralPanel::default().frame(Frame::new().fill(tokens.paper)).show(ui, |ui| table::show(ui, cx, marked));
        }
        ResultsView::Tasks => {
            if is_wide {
                let left = Panel::left("results tasks")
                    .exact_size((262.0 * scale).min(ui.available_width() * 0.26))
                    .resizable(false)
                    .show_separator_line(false)
                    .frame(Frame::new().fill(tokens.sunken))
                    .show(ui, |ui| tasks(ui, cx, marked));
                let rect = left.response.rect;
                ui.painter().vline(rect.right() - 0.5, rect.y_range(), tokens.rule_stroke());
            }
            pages(ui, cx);
            CentralPanel::default().frame(Frame::new().fill(tokens.paper)).show(ui, |ui| scrolled(ui, cx, marked, 1.15, 36));
        }
        ResultsView::Projector => {
            pages(ui, cx);
            CentralPanel::default().frame(Frame::new().fill(tokens.paper)).show(ui, |ui| scrolled(ui, cx, marked, 1.7, 80));
        }
        ResultsView::ByHand => by_hand::show(ui, cx, marked, is_wide),
    }
}

fn side(ui: &mut Ui, cx: &mut Cx<'_>, marked: &Marked, name: &'static str, width: f32) {
    let tokens = theme::tokens(ui.ctx());
    let shown = Panel::right(name)
        .exact_size(width)
        .resizable(false)
        .show_separator_line(false)
        .frame(Frame::new().fill(tokens.surface))
        .show(ui, |ui| scrolled(ui, cx, marked, 1.0, 20));
    let rect = shown.response.rect;
    ui.painter().vline(rect.left() + 0.5, rect.y_range(), tokens.rule_stroke());
}

fn scrolled(ui: &mut Ui, cx: &mut Cx<'_>, marked: &Marked, scale: f32, margin: i8) {
    let task = at(cx, marked);
    ScrollArea::vertical().id_salt(("result of a task", task)).auto_shrink([false, false]).show(ui, |ui| {
        Frame::new().inner_margin(Margin { left: margin, right: margin, top: 20, bottom: 28 }).show(ui, |ui| {
            ui.set_max_width((820.0 * scale * theme::look(ui.ctx()).text_size).min(ui.available_width()));
            detail::show(ui, cx, marked, task, scale);
        });
    });
}

/// The task in hand, by its place; the first where none is.
fn at(cx: &Cx<'_>, marked: &Marked) -> usize {
    cx.state.desk.task.as_ref().and_then(|id| marked.lesson.tasks.iter().position(|task| task.id == *id)).unwrap_or(0)
}

/// A clicker goes from task to task.
fn pages(ui: &Ui, cx: &mut Cx<'_>) {
    if cx.state.dialog.is_some() || ui.ctx().text_edit_focused() {
        return;
    }
    for (key, way) in [(Key::PageDown, Way::Next), (Key::PageUp, Way::Previous)] {
        if ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, key)) {
            // Results are of tasks: before the first there is nothing.
            let Some(marked) = &cx.state.desk.marked else { return };
            let (at, count) = (at(cx, marked), marked.lesson.tasks.len());
            let to = if way == Way::Next { (at + 1).min(count.saturating_sub(1)) } else { at.saturating_sub(1) };
            if let Some(task) = marked.lesson.tasks.get(to) {
                cx.actions.push(Action::Lesson(LessonStep::Task(Some(task.id.clone()))));
            }
        }
    }
}

/// The tasks, each with what the class got of it.
fn tasks(ui: &mut Ui, cx: &mut Cx<'_>, marked: &Marked) {
    use crate::app::theme::text;
    let tokens = theme::tokens(ui.ctx());
    let now = at(cx, marked);
    ScrollArea::vertical().id_salt("tasks of results").auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.add_space(8.0);
        for (index, task) in marked.results.tasks.iter().enumerate() {
            let average = detail::average(task);
            let name = format!("Task {}: {}. {average}", task.number, task.kind);
            let shown = ListRow::new(("result", index), &name).selected(index == now).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                let title =
                    text::strong(ui).galley_elided(ui, format!("{}  {}", task.number, task.kind), tokens.ink, ui.available_width(), 1);
                ui.add(egui::Label::new(title).selectable(false));
                ui.add(egui::Label::new(text::small(ui).rich(average.as_str(), tokens.muted)).wrap().selectable(false));
            });
            if shown.response.clicked() {
                cx.actions.push(Action::Lesson(LessonStep::Task(Some(task.id.clone()))));
            }
        }
    });
}

/// Asks for a step with the answers.
fn ask(cx: &mut Cx<'_>, step: ResultsStep) {
    cx.actions.push(Action::Lesson(LessonStep::Results(step)));
}
