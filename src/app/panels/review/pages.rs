//! The pages that were read: those that need a look first, with the reason.

use egui::{Frame, Label, Margin, ScrollArea, Ui};

use super::{Cx, ask};
use crate::app::{
    action::ReviewStep,
    panels::{contents::counted, is_to_follow},
    review::{Fate, Page},
    theme::{self, icon, text},
    widgets::{Button, ListRow, progress_row, section_label_with},
};

/// Shows the list.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>) {
    let follows = is_to_follow(ui, cx, "review pages") || {
        let id = egui::Id::unique("review page of the list");
        let now = cx.state.review.page().map(|page| page.number);
        ui.data_mut(|data| std::mem::replace(data.get_temp_mut_or(id, now), now)) != now
    };
    ScrollArea::vertical().id_salt("review pages").auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let review = &cx.state.review;
        let order = review.order();
        let is = |at: &usize, group: usize| {
            let page = &review.pages[*at];
            match page.fate {
                Fate::LeftOut => group == 2,
                _ => usize::from(!page.is_doubtful()) == group,
            }
        };
        for (group, title) in ["Look at these", "Clear", "Left out"].into_iter().enumerate() {
            let own: Vec<usize> = order.iter().copied().filter(|at| is(at, group)).collect();
            if own.is_empty() {
                continue;
            }
            Frame::new()
                .inner_margin(Margin { left: 14, right: 8, top: 16, bottom: 6 })
                .show(ui, |ui| section_label_with(ui, title, own.len()));
            for at in own {
                row(ui, cx, at, follows);
            }
        }
        Frame::new().inner_margin(Margin::symmetric(12, 14)).show(ui, |ui| {
            for job in cx.state.jobs.running().iter().filter(|job| job.is_shown() && job.name.starts_with("Reading")) {
                if progress_row(ui, &job.name, job.progress.fraction(), "") {
                    cx.actions.push(crate::app::action::Action::Cancel(job.id));
                }
                ui.add_space(10.0);
            }
            if ui.add(Button::quiet("Add pages or text…").icon(icon::PLUS)).clicked() {
                ask(cx, ReviewStep::Gather);
            }
        });
    });
}

fn row(ui: &mut Ui, cx: &mut Cx<'_>, at: usize, follows: bool) {
    let tokens = theme::tokens(ui.ctx());
    let review = &cx.state.review;
    let page = &review.pages[at];
    let is_shown = review.page().is_some_and(|shown| shown.number == page.number);
    let (about, is_warning) = about(page);
    let name = format!("Page: {}, {about}", page.article.headline);
    let shown = ListRow::new(("review page", page.number), &name).selected(is_shown).dimmed(page.fate == Fate::LeftOut).show(ui, |ui| {
        let width = ui.available_width();
        let headline = text::headline_in_list(ui).scaled(0.94).galley_elided(ui, &page.article.headline, tokens.ink, width, 2);
        ui.add(Label::new(headline).selectable(false));
        let colour = if is_warning { tokens.warn } else { tokens.muted };
        ui.add(Label::new(text::small(ui).galley_elided(ui, &about, colour, width, 2)).selectable(false));
    });
    if is_shown && follows {
        shown.response.scroll_to_me(None);
    }
    if shown.response.clicked() {
        ask(cx, ReviewStep::Go(at));
    }
}

/// What is to be known of a page in the list, and whether it is a warning.
fn about(page: &Page) -> (String, bool) {
    let what = [
        counted(page.article.word_count(), "word"),
        counted(page.article.photos.len(), "photo"),
        counted(page.findings.quotations.len(), "quotation"),
    ];
    let counts: Vec<String> = what.into_iter().filter(|count| !count.starts_with("0 ")).collect();
    let counts = if counts.is_empty() { "nothing yet".to_owned() } else { counts.join(", ") };
    match page.fate {
        Fate::LeftOut => ("left out".to_owned(), false),
        Fate::Kept => (format!("✓ kept · {counts}"), false),
        Fate::Open if page.is_doubtful() => {
            let reason = page.read.doubts.first().cloned().unwrap_or_else(|| "No body was found.".to_owned());
            (format!("{}: {reason}", page.confidence()), true)
        }
        Fate::Open => (counts, false),
    }
}
