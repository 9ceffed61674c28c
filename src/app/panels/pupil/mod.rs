//! A pupil's screen: the task on one side, the article and what else the lesson allows on the other.
//! `task` draws one task; the other files are the parts of the screen around it.
//! Invariant: nothing here shows a key, and nothing leads out of the lesson but the command that says so.

mod bar;
mod hand_in;
mod reading;
mod side;
mod start;
mod status;
mod steps;
pub mod task;

use egui::{CentralPanel, Frame, Margin, Panel, Ui, UiBuilder};

pub use task::begin_with_prompt;

use super::Cx;
use crate::app::{
    action::Action,
    pupil::{Pupil, PupilStep},
    theme,
    widgets::segmented,
};

/// What is being typed, and other things that last from one frame to the next.
#[derive(Default)]
pub struct Drafts {
    /// The name or number.
    name: String,
    /// The move to another task that the keyboard has followed.
    turns: u64,
}

/// Shows the whole window, but for dialogs.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, pupil: &Pupil) {
    let tokens = theme::tokens(ui.ctx());
    let look = theme::look(ui.ctx());
    let frame = |fill| Frame::new().fill(fill).inner_margin(Margin::symmetric(12, 0));
    let top = Panel::top("pupil bar")
        .exact_size(look.control_height() + 14.0)
        .show_separator_line(false)
        .frame(frame(tokens.surface))
        .show(ui, |ui| bar::show(ui, cx, pupil));
    let edge = top.response.rect;
    ui.painter().hline(edge.x_range(), edge.bottom() - 0.5, tokens.rule_stroke());
    // The line at the foot is read last: it lies below everything, and is shown after it.
    let room = ui.available_rect_before_wrap();
    let foot = (17.0 * look.text_size + 9.0).max(26.0);
    let (body, line) = room.split_top_bottom_at_y(room.bottom() - foot);
    ui.scope_builder(UiBuilder::new().max_rect(body).id_salt("body of the lesson"), |ui| middle(ui, cx, pupil));
    ui.painter().rect_filled(line, 0.0, tokens.surface);
    ui.painter().hline(line.x_range(), line.top() + 0.5, tokens.rule_stroke());
    let inner = line.shrink2(egui::vec2(12.0, 0.0));
    ui.scope_builder(UiBuilder::new().max_rect(inner).id_salt("line at the foot"), |ui| status::show(ui, cx, pupil));
}

/// Shows what lies between the bar and the line at the foot.
fn middle(ui: &mut Ui, cx: &mut Cx<'_>, pupil: &Pupil) {
    let tokens = theme::tokens(ui.ctx());
    let look = theme::look(ui.ctx());
    if pupil.work.is_none() {
        CentralPanel::default().frame(Frame::new().fill(tokens.paper)).show(ui, |ui| start::show(ui, cx, pupil));
        return;
    }
    if pupil.lists_tasks {
        let list = Panel::left("tasks of the lesson")
            .exact_size((236.0 * look.text_size).min(ui.available_width() * 0.3))
            .resizable(false)
            .show_separator_line(false)
            .frame(Frame::new().fill(tokens.sunken))
            .show(ui, |ui| steps::list(ui, cx, pupil));
        let edge = list.response.rect;
        ui.painter().vline(edge.right() - 0.5, edge.y_range(), tokens.rule_stroke());
    }
    let room = ui.available_width();
    let is_wide = room >= 640.0 * look.text_size.max(1.0);
    let is_wide = is_wide && room - side_width(room, look.text_size) >= 300.0;
    if is_wide {
        let side = Panel::right("task")
            .exact_size(side_width(room, look.text_size))
            .resizable(false)
            .show_separator_line(false)
            .frame(Frame::new().fill(tokens.surface))
            .show(ui, |ui| side::show(ui, cx, pupil));
        let edge = side.response.rect;
        CentralPanel::default().frame(Frame::new().fill(tokens.paper)).show(ui, |ui| reading::show(ui, cx, pupil));
        ui.painter().vline(edge.left() + 0.5, edge.y_range(), tokens.rule_stroke());
        return;
    }
    Panel::top("pupil sides")
        .show_separator_line(false)
        .frame(Frame::new().fill(tokens.sunken).inner_margin(Margin::symmetric(12, 6)))
        .show(ui, |ui| {
            if let Some(side) = segmented(ui, "What is shown", &["Task", "Article"], usize::from(pupil.reads)) {
                cx.actions.push(Action::Pupil(PupilStep::Side(side == 1)));
            }
        });
    if pupil.reads {
        CentralPanel::default().frame(Frame::new().fill(tokens.paper)).show(ui, |ui| reading::show(ui, cx, pupil));
    } else {
        CentralPanel::default().frame(Frame::new().fill(tokens.surface)).show(ui, |ui| side::show(ui, cx, pupil));
    }
}

/// How wide the task stands beside the article.
fn side_width(room: f32, text_size: f32) -> f32 {
    (486.0 * text_size).min(room * 0.5).min((room * 0.3556).max(486.0 * text_size)).round()
}

/// Asks for a step.
fn ask(cx: &mut Cx<'_>, step: PupilStep) {
    cx.actions.push(Action::Pupil(step));
}
