//! The line at the bottom: the check, the place, the totals, what is being done.

use egui::{Align, Label, Layout, Role, Sense, Ui, WidgetInfo};

use super::{Cx, check, contents::counted};
use crate::app::{
    action::{Action, ReviewStep, View},
    docks::Pane,
    open_archive::OpenArchive,
    theme::{self, icon, text},
    widgets::{IconButton, small_link},
};

/// Shows the line.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>) {
    let tokens = theme::tokens(ui.ctx());
    if cx.state.review.is_shown {
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 16.0;
            super::review::show_status(ui, cx);
        });
        return;
    }
    if let (Some(archive), Some(screen)) = (cx.state.at_hand(), cx.state.desk.screen) {
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 16.0;
            super::lesson::show_status(ui, cx, archive, screen);
        });
        return;
    }
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 16.0;
        let quiet = |ui: &mut Ui, words: String| {
            ui.add(Label::new(text::small(ui).rich(words, tokens.muted)).selectable(false));
        };
        let waiting = cx.state.review.pages.len();
        if waiting > 0 && small_link(ui, &format!("Back to the import: {}", counted(waiting, "page"))).clicked() {
            cx.actions.push(Action::Review(ReviewStep::Gather));
        }
        let Some(archive) = cx.state.archive() else {
            quiet(ui, "Works offline. Nothing you open leaves this computer.".to_owned());
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                jobs(ui, cx);
                if cx.state.jobs.running().is_empty() && small_link(ui, "F1 shortcuts").clicked() {
                    cx.actions.push(Action::Show(crate::app::action::Dialog::Shortcuts));
                }
            });
            return;
        };
        if cx.state.view == View::Present {
            if small_link(ui, "‹ Page Up").clicked() {
                cx.actions.push(super::present::step(archive, crate::app::action::Way::Previous));
            }
            if small_link(ui, "Page Down ›").clicked() {
                cx.actions.push(super::present::step(archive, crate::app::action::Way::Next));
            }
            if let Some((at, of)) = place(cx, archive) {
                quiet(ui, format!("Quotation {} of {of}", at + 1));
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if small_link(ui, "Esc ends").clicked() {
                    cx.actions.push(Action::SetView(View::Read));
                }
            });
            return;
        }
        let (sound, words) = check::in_words(archive);
        let done = matches!(archive.checked, crate::app::open_archive::Checked::Done(_));
        let (sign, colour) = match (sound, done) {
            (false, _) => (icon::WARNING, tokens.warn),
            (true, true) => (icon::CHECK, tokens.ok),
            (true, false) => (icon::CIRCLE_DASHED, tokens.muted),
        };
        let label = ui.add(Label::new(text::small(ui).rich(format!("{sign} {words}"), colour)).selectable(false).sense(Sense::click()));
        label.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
        if label.on_hover_text("Show what the check found").clicked() && !cx.state.docks.is_active(Pane::Check) {
            cx.actions.push(Action::TogglePanel(Pane::Check));
        }
        if let Some((at, of)) = place(cx, archive) {
            quiet(ui, format!("Quotation {} of {of}", at + 1));
        }
        unsaved(ui, cx, archive);
        if cx.state.view == View::Compare {
            if small_link(ui, "Swap").clicked() {
                cx.actions.push(Action::SwapCompared);
            }
            quiet(ui, "The program shows; you judge.".to_owned());
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 16.0;
            let quotations = archive.shown.of_quotations;
            let notes = match archive.notebook.notes.len() {
                0 => String::new(),
                count => format!(" · {}", counted(count, "note")),
            };
            let totals = format!(
                "{} · {} · {}{notes}",
                counted(archive.corpus.len(), "article"),
                counted(quotations, "quotation"),
                counted(archive.corpus.photo_count(), "photo")
            );
            quiet(ui, totals);
            jobs(ui, cx);
        });
    });
}

/// Which of how many quotations is selected.
fn place(cx: &mut Cx<'_>, archive: &OpenArchive) -> Option<(usize, usize)> {
    let (id, (slug, article)) = archive.selection.what.quotation().zip(archive.article())?;
    let reading = cx.tools.readings.of(archive, slug, article);
    Some((reading.row_of(id)?, reading.quotations.len()))
}

/// Whether the archive is being saved or is to be, with the way to do it.
pub fn unsaved(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive) {
    let tokens = theme::tokens(ui.ctx());
    let words = match (archive.unsaved.is_saving, archive.unsaved.is_any()) {
        (true, _) => "Saving…",
        (_, true) => "Not saved yet:",
        _ => return,
    };
    let space = ui.spacing().item_spacing.x;
    ui.spacing_mut().item_spacing.x = 6.0;
    ui.add(Label::new(text::small(ui).rich(words, tokens.muted)).selectable(false));
    if !archive.unsaved.is_saving && small_link(ui, "Save").on_hover_text("Ctrl+S").clicked() {
        cx.actions.push(Action::Save);
    }
    ui.spacing_mut().item_spacing.x = space;
}

/// What is being done, with a way to stop it.
pub fn jobs(ui: &mut Ui, cx: &mut Cx<'_>) {
    let tokens = theme::tokens(ui.ctx());
    for job in cx.state.jobs.running().iter().filter(|job| job.is_shown()) {
        ui.spacing_mut().item_spacing.x = 6.0;
        if ui.add(IconButton::new(icon::X, &format!("Stop: {}", job.name)).small()).clicked() {
            cx.actions.push(Action::Cancel(job.id));
        }
        let share = job.progress.fraction().map_or_else(String::new, |share| format!(" {:.0} %", share * 100.0));
        ui.add(Label::new(text::small(ui).rich(format!("{}…{share}", job.name), tokens.ink)).selectable(false));
    }
}
