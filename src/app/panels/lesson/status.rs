//! The line under a lesson: what can be taken back, what is not saved, and what pupils never get.

use egui::{Align, Label, Layout, Ui};

use super::Cx;
use crate::app::{
    action::Action,
    lesson::{LessonStep, Screen},
    open_archive::OpenArchive,
    panels::{
        contents::counted,
        status::{jobs, unsaved},
    },
    theme::{self, text},
    widgets::small_link,
};

/// Shows the line.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, screen: Screen) {
    let tokens = theme::tokens(ui.ctx());
    let quiet = |ui: &mut Ui, words: String| {
        ui.add(Label::new(text::small(ui).rich(words, tokens.muted)).selectable(false));
    };
    if screen == Screen::Present {
        super::super::present_lesson::show_status(ui, cx);
        return;
    }
    let (undo, redo) = match (screen, &cx.state.desk.marked) {
        (Screen::Results, Some(marked)) => (marked.can_turn(true).then_some("Judgement"), marked.can_turn(false).then_some("Judgement")),
        _ => (archive.edits.last_done().map(|(_, name)| name), archive.edits.last_undone().map(|(_, name)| name)),
    };
    let undo = undo.map(|name| (name, "Undo", "Ctrl+Z", Action::Undo));
    let redo = redo.map(|name| (name, "Redo", "Ctrl+Shift+Z", Action::Redo));
    for (name, what, keys, action) in [undo, redo].into_iter().flatten() {
        if small_link(ui, what).on_hover_text(format!("{name}  ·  {keys}")).clicked() {
            cx.actions.push(action);
        }
    }
    unsaved(ui, cx, archive);
    if screen == Screen::Results
        && let Some(marked) = &cx.state.desk.marked
    {
        let waiting: usize = marked.markings.iter().map(|marking| marking.waiting).sum();
        let seconds = marked.took.as_secs_f64();
        let took = if seconds < 0.05 { "at once".to_owned() } else { format!("in {seconds:.1} s") };
        quiet(ui, format!("{} marked {took}", counted(marked.class.answers.len(), "file")));
        let words = if waiting == 1 { "1 answer waits for you".to_owned() } else { format!("{waiting} answers wait for you") };
        if waiting > 0 && small_link(ui, &words).clicked() {
            let view = crate::app::results::ResultsView::ByHand;
            cx.actions.push(Action::Lesson(LessonStep::Results(crate::app::results::ResultsStep::View(view))));
        }
    }
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 16.0;
        let words = match screen {
            Screen::Results => "Nothing of this leaves the computer",
            Screen::Templates => "A lesson is kept in the archive, and saved with it",
            Screen::Print => "Page Up and Page Down turn the pages",
            Screen::Editor | Screen::Present => "Key and answers stay out of the pupil’s copy",
        };
        quiet(ui, words.to_owned());
        jobs(ui, cx);
    });
}
