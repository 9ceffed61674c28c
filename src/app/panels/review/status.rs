//! The line under the review: what needs a look, what can be taken back, and that nothing is kept yet.

use egui::{Align, Label, Layout, Ui};

use super::{Cx, ask};
use crate::app::{
    action::{Action, ReviewStep},
    panels::{contents::counted, status::jobs},
    review::Fate,
    theme::{self, text},
    widgets::small_link,
};

/// Shows the line.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>) {
    let tokens = theme::tokens(ui.ctx());
    let review = &cx.state.review;
    let quiet = |ui: &mut Ui, words: String| {
        ui.add(Label::new(text::small(ui).rich(words, tokens.muted)).selectable(false));
    };
    let all = review.pages.len();
    if all > 0 {
        let words = match review.doubtful() {
            0 => "No page needs a look".to_owned(),
            1 => format!("1 of {all} needs a look"),
            count => format!("{count} of {all} need a look"),
        };
        quiet(ui, words);
        let twins = review.open_twins(|_| true).len();
        if twins > 0 {
            quiet(ui, if twins == 1 { "1 is there already".to_owned() } else { format!("{twins} are there already") });
        }
        let out = review.pages.iter().filter(|page| page.fate == Fate::LeftOut).count();
        if out > 0 {
            quiet(ui, format!("{out} left out"));
        }
    }
    if !review.refused.is_empty() && small_link(ui, &format!("{} not read", counted(review.refused.len(), "file"))).clicked() {
        ask(cx, ReviewStep::Gather);
    }
    let undo = cx.state.review.last_done().map(|name| (name, "Undo", "Ctrl+Z", Action::Undo));
    let redo = cx.state.review.last_undone().map(|name| (name, "Redo", "Ctrl+Shift+Z", Action::Redo));
    for (name, what, keys, action) in [undo, redo].into_iter().flatten() {
        if small_link(ui, what).on_hover_text(format!("{name}  ·  {keys}")).clicked() {
            cx.actions.push(action);
        }
    }
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 16.0;
        quiet(ui, if cx.state.review.is_keeping { "Writing…" } else { "Nothing is in the archive before you keep it" }.to_owned());
        jobs(ui, cx);
    });
}
