//! All pages that were read, in a table, the doubtful ones first: which go into the archive, and why one should look at them.

use egui::{Frame, Label, Margin, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::{Cx, ask, choose::tick, pages::about};
use crate::app::{
    action::ReviewStep,
    panels::contents::counted,
    review::{Fate, Page},
    theme::{self, text},
    widgets::{focus_ring, text_link},
};

/// Where the columns of a row begin and end; a narrow window has the first alone.
struct Columns {
    tick: f32,
    page: (f32, f32),
    outlet: Option<(f32, f32)>,
    date: Option<(f32, f32)>,
    height: f32,
}

impl Columns {
    fn of(ui: &Ui) -> Self {
        let scale = theme::look(ui.ctx()).text_size;
        let width = ui.available_width() - 8.0;
        let tick = (18.0 * scale).round();
        let from = tick + 14.0;
        let height = (text::headline_in_list(ui).line_height + text::small(ui).line_height + 14.0).round();
        if width < 760.0 * scale {
            return Self { tick, page: (from, width), outlet: None, date: None, height };
        }
        let date = (width - 110.0 * scale, width);
        let outlet = (date.0 - 200.0 * scale, date.0 - 16.0);
        Self { tick, page: (from, outlet.0 - 20.0), outlet: Some(outlet), date: Some(date), height }
    }
}

/// Shows the table.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>) {
    let tokens = theme::tokens(ui.ctx());
    Frame::new().inner_margin(Margin { left: 24, right: 16, top: 18, bottom: 0 }).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        ui.add(Label::new(text::heading(ui).rich("All pages", tokens.ink)).selectable(false));
        many(ui, cx);
        ui.spacing_mut().item_spacing.y = 0.0;
        let columns = Columns::of(ui);
        let order = cx.state.review.table_order();
        let area = ScrollArea::vertical().id_salt("all pages").auto_shrink([false, false]);
        area.show_rows(ui, columns.height, order.len(), |ui, seen| {
            for at in &order[seen] {
                row(ui, cx, *at, &columns);
            }
        });
    });
}

/// What is done with many of them at once.
fn many(ui: &mut Ui, cx: &mut Cx<'_>) {
    let tokens = theme::tokens(ui.ctx());
    let review = &cx.state.review;
    let (all, kept, doubtful) = (review.pages.len(), review.to_keep().count(), review.doubtful());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 14.0;
        let words = format!("{kept} of {} go into the archive", counted(all, "page"));
        ui.add(Label::new(text::body(ui).rich(words, tokens.muted)).selectable(false));
        if doubtful > 0 && text_link(ui, &format!("Leave out {doubtful} that need a look")).clicked() {
            ask(cx, ReviewStep::LeaveOutDoubtful);
        }
        if kept < all && text_link(ui, "Take all in").clicked() {
            ask(cx, ReviewStep::TakeAllIn);
        }
    });
}

fn row(ui: &mut Ui, cx: &mut Cx<'_>, at: usize, columns: &Columns) {
    let tokens = theme::tokens(ui.ctx());
    let review = &cx.state.review;
    let page = &review.pages[at];
    let is_in = page.fate != Fate::LeftOut;
    let (about, is_warning) = about(review, page);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), columns.height), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Show: {}, {about}", page.article.headline)));
    let box_place = Rect::from_min_size(rect.min, vec2(columns.tick + 8.0, rect.height()));
    let box_response = ui.interact(box_place, response.id.with("keep"), Sense::click());
    box_response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_in, format!("Keep: {}", page.article.headline)));
    if ui.is_rect_visible(rect) {
        if response.hovered() || box_response.hovered() {
            ui.painter().rect_filled(rect.expand2(vec2(6.0, 0.0)), 6, tokens.hover);
        }
        tick(ui, pos2(rect.left() + columns.tick / 2.0, rect.center().y), columns.tick, is_in);
        paint(ui, rect, columns, page, &about, is_warning);
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.rule_stroke());
        focus_ring(ui, &response, rect.expand2(vec2(4.0, -2.0)), 5);
        focus_ring(ui, &box_response, box_place.shrink2(vec2(0.0, 6.0)), 5);
    }
    if response.gained_focus() || box_response.gained_focus() {
        response.scroll_to_me(None);
    }
    if box_response.on_hover_text(if is_in { "Goes into the archive" } else { "Is left out" }).clicked() {
        ask(cx, ReviewStep::TurnPage(at));
    } else if response.on_hover_text(reasons(page)).clicked() {
        ask(cx, ReviewStep::Go(at));
    }
}

fn paint(ui: &Ui, rect: Rect, columns: &Columns, page: &Page, about: &str, is_warning: bool) {
    let tokens = theme::tokens(ui.ctx());
    let ink = if page.fate == Fate::LeftOut { tokens.muted } else { tokens.ink };
    let width = columns.page.1 - columns.page.0;
    let small = text::small(ui);
    let headline = text::headline_in_list(ui).galley_elided(ui, &page.article.headline, ink, width, 1);
    let below = small.galley_elided(ui, about, if is_warning { tokens.warn } else { tokens.muted }, width, 1);
    let (left, top) = (rect.left() + columns.page.0, rect.top() + 6.0);
    let next = top + headline.size().y + 2.0;
    ui.painter().galley(pos2(left, top), headline, ink);
    ui.painter().galley(pos2(left, next), below, ink);
    let outlet = page.article.publisher.clone().unwrap_or_default();
    let date = page.article.date_published.map(|date| date.short()).unwrap_or_default();
    for (words, place) in [(outlet, columns.outlet), (date, columns.date)] {
        let Some((from, to)) = place else { continue };
        let galley = small.galley_elided(ui, words, tokens.muted, to - from, 1);
        ui.painter().galley(pos2(rect.left() + from, rect.center().y - galley.size().y / 2.0), galley, tokens.muted);
    }
}

/// Everything that makes a page doubtful, and what a click does.
fn reasons(page: &Page) -> String {
    let mut said = page.read.doubts.clone();
    said.push("Click to look at it.".to_owned());
    said.join("\n")
}
