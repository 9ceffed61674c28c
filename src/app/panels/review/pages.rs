//! The pages that were read: those that need a look first, with the reason.

use std::collections::HashMap;

use egui::{Frame, Label, Margin, Rect, ScrollArea, Ui, vec2};

use super::{Cx, ask};
use crate::app::{
    action::ReviewStep,
    panels::{contents::counted, is_to_follow},
    review::{Fate, Group, Page, Review, Twin},
    theme::{self, icon, text},
    widgets::{Button, ListRow, progress_row, section_label_with, small_link},
};
use crate::import::Sameness;

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
        let mut heights = std::mem::take(&mut cx.tools.drafts.review.heights);
        heights.keep_for(ui.available_width());
        for group in Group::ALL {
            let own: Vec<usize> = order.iter().copied().filter(|at| review.group(&review.pages[*at]) == group).collect();
            if own.is_empty() {
                continue;
            }
            let title = match group {
                Group::Doubtful => "Look at these",
                Group::Twins => "There already",
                Group::Clear => "Clear",
                Group::LeftOut => "Left out",
            };
            Frame::new().inner_margin(Margin { left: 14, right: 8, top: 16, bottom: 6 }).show(ui, |ui| {
                section_label_with(ui, title, own.len());
                if group == Group::Twins {
                    all_twins(ui, cx);
                }
            });
            for at in own {
                heights.row(ui, review.pages[at].number, |ui, is_sought| row(ui, cx, at, follows, is_sought));
            }
        }
        cx.tools.drafts.review.heights = heights;
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

/// What can be done with all pages at once that are there already.
fn all_twins(ui: &mut Ui, cx: &mut Cx<'_>) {
    let review = &cx.state.review;
    let same = review.open_twins(Twin::is_same).len();
    let newer = review.open_twins(|twin| !twin.is_same() && matches!(twin, Twin::InArchive { .. })).len();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        if same > 0 && small_link(ui, &format!("Leave out {same} with same words")).clicked() {
            ask(cx, ReviewStep::LeaveOutTwins);
        }
        if newer > 0 && small_link(ui, &format!("Update {}", counted(newer, "earlier capture"))).clicked() {
            ask(cx, ReviewStep::UpdateTwins);
        }
    });
}

/// How high the rows were when they were last seen, so that those out of sight need not be laid out.
#[derive(Default)]
pub struct Heights {
    width: f32,
    known: HashMap<u64, f32>,
}

impl Heights {
    fn keep_for(&mut self, width: f32) {
        if (self.width - width).abs() > 0.5 {
            self.width = width;
            self.known.clear();
        }
    }

    /// Shows a row, or leaves its room free where nobody sees it; `show` says whether it must be laid out all the same.
    fn row(&mut self, ui: &mut Ui, number: u64, show: impl FnOnce(&mut Ui, bool) -> bool) {
        let known = self.known.get(&number).copied();
        let top = ui.next_widget_position();
        let is_seen = known.is_none_or(|height| ui.is_rect_visible(Rect::from_min_size(top, vec2(self.width, height))));
        if !show(ui, is_seen) {
            ui.allocate_space(vec2(self.width, known.unwrap_or_default()));
            return;
        }
        self.known.insert(number, ui.min_rect().bottom() - top.y);
    }
}

/// Shows a page in the list, unless nobody sees it and nobody looks for it; whether it did.
fn row(ui: &mut Ui, cx: &mut Cx<'_>, at: usize, follows: bool, is_seen: bool) -> bool {
    let tokens = theme::tokens(ui.ctx());
    let review = &cx.state.review;
    let page = &review.pages[at];
    let is_shown = review.page().is_some_and(|shown| shown.number == page.number);
    if !(is_seen || is_shown && follows) {
        return false;
    }
    let (about, is_warning) = about(review, page);
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
    true
}

/// What is to be known of a page in the list, and whether it is a warning.
pub fn about(review: &Review, page: &Page) -> (String, bool) {
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
        Fate::Update => ("✓ takes the earlier one’s place".to_owned(), false),
        Fate::Open if let Some(twin) = review.twin(page) => (twin_in_words(review, twin), true),
        Fate::Open if page.is_doubtful() => {
            let reason = page.read.doubts.first().cloned().unwrap_or_else(|| "No body was found.".to_owned());
            (format!("{}: {reason}", page.confidence()), true)
        }
        Fate::Open => (counts, false),
    }
}

/// What is there already, in a few words.
fn twin_in_words(review: &Review, twin: &Twin) -> String {
    let other = |number: &u64| review.numbered(*number).map(|at| review.pages[at].article.headline.as_str()).unwrap_or_default();
    match twin {
        Twin::InArchive { sameness: Sameness::Words, .. } => "the archive has the same words".to_owned(),
        Twin::InArchive { sameness: Sameness::Address, update, .. } => match update.changes.len() {
            0 => "another capture, nothing changed".to_owned(),
            count => format!("another capture: {}", counted(count, "change")),
        },
        Twin::InReview(number, Sameness::Words) => format!("same words as “{}”", other(number)),
        Twin::InReview(number, Sameness::Address) => format!("another capture of “{}”", other(number)),
    }
}
