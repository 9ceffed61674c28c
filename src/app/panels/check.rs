//! What verification found.

use egui::{ScrollArea, Ui};

use super::{Cx, contents::counted};
use crate::{
    app::{
        action::Action,
        open_archive::{Checked, OpenArchive},
        theme::{self, icon, text},
        widgets::{Card, empty_state, secondary_button},
    },
    bundle::Problem,
};

/// Everything that is wrong, as far as it is known.
pub fn problems(archive: &OpenArchive) -> Vec<&Problem> {
    let mut all: Vec<&Problem> = archive.problems.iter().collect();
    if let Checked::Done(verification) = &archive.checked {
        all.extend(
            verification
                .problems
                .iter()
                .filter(|problem| !archive.problems.iter().any(|known| known.file == problem.file && known.what == problem.what)),
        );
    }
    all
}

/// How many things are wrong.
pub fn count(archive: &OpenArchive) -> usize {
    problems(archive).len()
}

/// The state of the check, in words.
pub fn in_words(archive: &OpenArchive) -> (bool, String) {
    let wrong = count(archive);
    match &archive.checked {
        _ if wrong > 0 => (false, format!("{} damaged or missing", counted(wrong, "file"))),
        Checked::No => (true, "Not checked yet".to_owned()),
        Checked::Running => (true, "Checking files…".to_owned()),
        Checked::Done(verification) => (true, format!("{} verified", counted(verification.checked as usize, "file"))),
    }
}

/// Shows the panel.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive) {
    let tokens = theme::tokens(ui.ctx());
    let problems = problems(archive);
    if problems.is_empty() {
        let (_, words) = in_words(archive);
        let why = match &archive.checked {
            Checked::Done(_) => "Every file is as its checksum says: nothing was changed, lost or added since the archive was saved.",
            Checked::Running => "Every file is compared with its checksum. You can go on reading.",
            Checked::No => "Compare every file of the archive with its checksum.",
        };
        let button = (!matches!(archive.checked, Checked::Running)).then_some("Check files");
        if empty_state(ui, icon::SEAL_CHECK, &words, why, button).is_some_and(|button| button.clicked()) {
            cx.actions.push(Action::Verify);
        }
        return;
    }
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        egui::Frame::new().inner_margin(egui::Margin { left: 10, right: 10, top: 10, bottom: 14 }).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            for (index, problem) in problems.iter().enumerate() {
                let label = problem.to_string();
                Card::new(("problem", index), &label).edge(tokens.warn).show(ui, |ui| {
                    for (words, strong) in [(&problem.file, true), (&problem.what, false), (&problem.remedy, false)] {
                        let kind = if strong { text::small_strong(ui) } else { text::small(ui) };
                        ui.add(
                            egui::Label::new(kind.rich(words.as_str(), if strong { tokens.ink } else { tokens.muted }))
                                .wrap()
                                .selectable(true),
                        );
                    }
                });
            }
            if secondary_button(ui, "Check again").clicked() {
                cx.actions.push(Action::Verify);
            }
        });
    });
}
