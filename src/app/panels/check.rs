//! What verification found.

use std::collections::BTreeSet;

use egui::{ScrollArea, Ui};

use super::{Cx, contents::counted};
use crate::{
    app::{
        action::Action,
        open_archive::{Checked, OpenArchive},
        theme::{self, icon, text},
        widgets::{Card, empty_state, secondary_button, section_label},
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

/// How many files something is wrong with.
pub fn count(archive: &OpenArchive) -> usize {
    problems(archive).iter().map(|problem| &problem.file).collect::<BTreeSet<_>>().len()
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
    let frame = egui::Frame::new().inner_margin(egui::Margin { left: 12, right: 12, top: 10, bottom: 14 });
    if problems.is_empty() {
        let (_, words) = in_words(archive);
        let why = match &archive.checked {
            Checked::Done(_) => "Every file is as its checksum says: nothing was changed, lost or added since the archive was saved.",
            Checked::Running => "Every file is compared with its checksum. You can go on reading.",
            Checked::No => "Compare every file of the archive with its checksum.",
        };
        let button = (!matches!(archive.checked, Checked::Running)).then_some("Check files");
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            if empty_state(ui, icon::SEAL_CHECK, &words, why, button).is_some_and(|button| button.clicked()) {
                cx.actions.push(Action::Verify);
            }
            frame.show(ui, explain);
        });
        return;
    }
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        frame.show(ui, |ui| {
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
            ui.add_space(12.0);
            explain(ui);
        });
    });
}

/// What a checksum proves and what it does not, in words that a pupil understands.
fn explain(ui: &mut Ui) {
    let tokens = theme::tokens(ui.ctx());
    ui.spacing_mut().item_spacing.y = 4.0;
    for (title, words) in EXPLAINED {
        section_label(ui, title);
        ui.add(egui::Label::new(text::small(ui).rich(words, tokens.muted)).wrap().selectable(true));
        ui.add_space(8.0);
    }
}

const EXPLAINED: [(&str, &str); 3] = [
    (
        "What is checked",
        "A checksum is a fingerprint of a file: change one letter, and the fingerprint is another. The archive keeps one for each of its files, and they are taken anew and compared.",
    ),
    ("What this proves", "The files are the same, byte for byte, as when the archive was saved."),
    (
        "What it does not prove",
        "That an article is true, or that it was copied faithfully in the first place: look at its sources, and at the page it came from. And whoever changes a file on purpose can write a new fingerprint too.",
    ),
];
