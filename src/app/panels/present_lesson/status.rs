//! The line under the projector's task: keys, time, the way out.

use egui::{Align, Label, Layout, Ui};

use super::{Cx, ask};
use crate::app::{
    action::Way,
    lesson::PresentStep,
    theme::{self, text},
    widgets::small_link,
};

/// Shows the line.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>) {
    let tokens = theme::tokens(ui.ctx());
    let shown = &cx.state.desk.shown;
    let (revealed, left, runs, has_hint) = (shown.is_revealed, shown.time_left(), shown.ends.is_some(), shown.has_hint);
    if small_link(ui, "‹ Page Up").clicked() {
        ask(cx, PresentStep::Click(Way::Previous));
    }
    if small_link(ui, "Page Down ›").clicked() {
        ask(cx, PresentStep::Click(Way::Next));
    }
    if small_link(ui, if revealed { "R hides the answer" } else { "R shows the answer" }).clicked() {
        ask(cx, PresentStep::Reveal);
    }
    if small_link(ui, if has_hint { "H hides the hint" } else { "H shows the hint" }).clicked() {
        ask(cx, PresentStep::Hint);
    }
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 16.0;
        if small_link(ui, "Esc ends").clicked() {
            ask(cx, PresentStep::End);
        }
        let over = runs && left.is_zero();
        let seconds = left.as_secs_f64().ceil() as u64;
        let time = format!("{}:{:02}", seconds / 60, seconds % 60);
        if small_link(ui, if runs { "T stops the time" } else { "T starts the time" }).clicked() {
            ask(cx, PresentStep::Timer);
        }
        if small_link(ui, "+30 s").clicked() {
            ask(cx, PresentStep::Time(30));
        }
        if small_link(ui, "−30 s").clicked() {
            ask(cx, PresentStep::Time(-30));
        }
        let (words, ink) = if over { ("Time is up".to_owned(), tokens.warn) } else { (time, if runs { tokens.ink } else { tokens.muted }) };
        let kind = text::strong(ui).scaled(16.0 / 14.0);
        ui.add(Label::new(kind.rich(words, ink)).selectable(false));
        if runs && !over {
            // One frame a second, and none when the time stands still.
            let rest = left.subsec_millis().max(20);
            ui.ctx().request_repaint_after(std::time::Duration::from_millis(u64::from(rest)));
        }
    });
}
