//! The review of an import: the pages, one of them block by block, and the article as it will be kept.
//! Everything here shows what `app::review` holds and asks for steps; rebuilding an article is `import::Choices`’ work.
//! Invariant: nothing is in an archive before it is kept.

mod all;
mod bar;
mod blocks;
mod choose;
mod editable;
mod fields;
mod gather;
mod kept;
mod pages;
mod picture;
mod status;
mod there_already;

use egui::{CentralPanel, Frame, Margin, Panel, Ui};

pub use bar::{show as show_bar, step};
pub use status::show as show_status;

use super::Cx;
use crate::app::{
    action::{Action, ReviewStep, Way},
    review::{Page, Review},
    theme::{self, icon},
    widgets::{IconButton, segmented},
};

/// What is being typed, and other things that last from one frame to the next.
#[derive(Default)]
pub struct Drafts {
    /// The text that is pasted.
    pasted: String,
    /// The field that is written in.
    edited: Option<editable::Edited>,
    /// Which side of the page a narrow window shows.
    side: usize,
    /// The page that was shown last, to begin the next one at its top.
    page: Option<u64>,
    /// Whether the fields that are seldom looked at are shown, too.
    shows_all: bool,
    /// How high the rows of the list of pages are.
    heights: pages::Heights,
}

/// Shows the screen between bar and status line.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>) {
    let tokens = theme::tokens(ui.ctx());
    let scale = theme::look(ui.ctx()).text_size;
    let review = &cx.state.review;
    let is_wide = ui.available_width() >= 980.0 * scale;
    if is_wide && !review.pages.is_empty() && !is_table(review) {
        Panel::left("review pages")
            .exact_size((210.0 * scale).min(ui.available_width() * 0.24))
            .resizable(false)
            .show_separator_line(false)
            .frame(Frame::new().fill(tokens.sunken))
            .show(ui, |ui| pages::show(ui, cx));
    }
    if let Some(choosing) = &review.choosing {
        CentralPanel::default().frame(Frame::new().fill(tokens.paper)).show(ui, |ui| choose::show(ui, cx, choosing));
        return;
    }
    if is_table(review) {
        CentralPanel::default().frame(Frame::new().fill(tokens.paper)).show(ui, |ui| all::show(ui, cx));
        return;
    }
    let Some(page) = review.page() else {
        cx.tools.drafts.review.page = None;
        CentralPanel::default().frame(Frame::new().fill(tokens.paper)).show(ui, |ui| gather::show(ui, cx));
        return;
    };
    if cx.tools.drafts.review.page != Some(page.number) {
        cx.tools.drafts.review.page = Some(page.number);
        cx.tools.drafts.review.edited = None;
    }
    if is_wide {
        let width = (ui.available_width() * 0.475).round();
        let shown = Panel::left("review blocks")
            .exact_size(width)
            .resizable(false)
            .show_separator_line(false)
            .frame(Frame::new().fill(tokens.surface))
            .show(ui, |ui| blocks::show(ui, cx, page));
        let edge = shown.response.rect;
        CentralPanel::default().frame(Frame::new().fill(tokens.paper)).show(ui, |ui| kept::show(ui, cx, page));
        ui.painter().vline(edge.right() - 0.5, edge.y_range(), tokens.rule_stroke());
        return;
    }
    Panel::top("review side")
        .show_separator_line(false)
        .frame(Frame::new().fill(tokens.sunken).inner_margin(Margin::symmetric(12, 6)))
        .show(ui, |ui| sides(ui, cx));
    CentralPanel::default().frame(Frame::new().fill(tokens.paper)).show(ui, |ui| match cx.tools.drafts.review.side {
        0 => blocks::show(ui, cx, page),
        1 => kept::show(ui, cx, page),
        _ => pages::show(ui, cx),
    });
}

/// Whether all pages are shown in a table.
fn is_table(review: &Review) -> bool {
    review.shows_all && !review.gathers && !review.pages.is_empty() && review.choosing.is_none()
}

/// In a narrow window: which of the columns is shown.
fn sides(ui: &mut Ui, cx: &mut Cx<'_>) {
    ui.horizontal_wrapped(|ui| {
        let sides = ["The page", "The article", "All pages"];
        if let Some(chosen) = segmented(ui, "What is shown", &sides, cx.tools.drafts.review.side.min(2)) {
            cx.tools.drafts.review.side = chosen;
        }
        let all = cx.state.review.pages.len();
        if all > 1 {
            step(ui, cx, icon::CARET_LEFT, Way::Previous);
            step(ui, cx, icon::CARET_RIGHT, Way::Next);
        }
    });
}

/// Asks for a step in the review.
fn ask(cx: &mut Cx<'_>, step: ReviewStep) {
    cx.actions.push(Action::Review(step));
}

/// A picture of the page that is shown, for a space of this size.
fn photo_of<'a>(page: &'a Page, id: &crate::model::PhotoId) -> Option<&'a crate::model::Photo> {
    page.article.photo(id).or_else(|| page.read.article.photo(id))
}

/// A button that is an icon, small.
fn small_icon(ui: &mut Ui, icon: &str, name: &str) -> bool {
    ui.add(IconButton::new(icon, name).small()).clicked()
}

impl Drafts {
    /// Whether a field is being written in.
    fn is_edited(&self, name: crate::import::FieldName) -> bool {
        self.edited.as_ref().is_some_and(|edited| edited.is_of(name))
    }
}
