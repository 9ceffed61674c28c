//! The line at the foot of a pupil's screen: how far it is, and the way to the end.

use egui::{Align, Label, Layout, Ui};

use super::{Cx, ask};
use crate::app::{
    pupil::{Pupil, PupilStep},
    theme::{self, text},
    widgets::small_link,
};

/// Shows the line.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, pupil: &Pupil) {
    let tokens = theme::tokens(ui.ctx());
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 16.0;
        let quiet = |ui: &mut Ui, words: String| {
            ui.add(Label::new(text::small(ui).rich(words, tokens.muted)).selectable(false));
        };
        let Some(work) = &pupil.work else {
            quiet(ui, "Works offline. Nothing leaves this computer.".to_owned());
            return;
        };
        let count = pupil.lesson.tasks.len();
        quiet(ui, format!("{} of {count} answered", pupil.answered()));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let words = if work.handed_in.is_some() { "Handed in" } else { "Hand in when you are done" };
            if pupil.at < count && small_link(ui, words).clicked() {
                ask(cx, PupilStep::Go(count));
            }
            crate::app::panels::status::jobs(ui, cx);
        });
    });
}
