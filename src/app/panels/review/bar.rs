//! The bar over the review: where one is, where the pages go, and keeping them.

use egui::{Align, Layout, Rect, TextEdit, Ui, UiBuilder};

use super::{Cx, ask, choose, small_icon};
use crate::app::{
    action::{ReviewStep, Way},
    command,
    panels::contents::counted,
    review::Fate,
    theme::{self, icon, text},
    widgets::{Button, IconButton, MenuChip, menu_item, section_label, segmented},
};

/// Shows the bar's middle and right; `right` is where the buttons of every screen begin.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, left: f32, right: f32) {
    let whole = ui.max_rect();
    let room = Rect::from_min_max(egui::pos2(left + 8.0, whole.top()), egui::pos2(right - 10.0, whole.bottom()));
    let is_roomy = room.width() > 780.0 * theme::look(ui.ctx()).text_size;
    let buttons = ui.scope_builder(UiBuilder::new().max_rect(room).layout(Layout::right_to_left(Align::Center)), |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        if small_icon(ui, icon::X, "Close the review") {
            ask(cx, ReviewStep::Close);
        }
        match &cx.state.review.choosing {
            Some(choosing) => choose::buttons(ui, cx, choosing),
            None => keep(ui, cx, is_roomy),
        }
    });
    let room = Rect::from_min_max(room.min, egui::pos2(buttons.response.rect.left() - 10.0, room.bottom()));
    ui.scope_builder(UiBuilder::new().max_rect(room).layout(Layout::left_to_right(Align::Center)), |ui| title(ui, cx));
}

fn title(ui: &mut Ui, cx: &mut Cx<'_>) {
    let tokens = theme::tokens(ui.ctx());
    let review = &cx.state.review;
    let mut job = text::strong(ui).job("Import", tokens.ink);
    if !review.pages.is_empty() {
        job.append(&format!(" · {}", counted(review.pages.len(), "page")), 0.0, text::body(ui).format(tokens.muted));
    }
    job.wrap = egui::text::TextWrapping { max_width: ui.available_width().max(40.0), max_rows: 1, ..Default::default() };
    ui.add(egui::Label::new(job).selectable(false));
}

/// One page on or back.
pub fn step(ui: &mut Ui, cx: &mut Cx<'_>, icon: &str, way: Way) {
    let (name, keys) = if way == Way::Next { ("Next page", "Ctrl+Page Down") } else { ("Previous page", "Ctrl+Page Up") };
    let order = cx.state.review.order();
    let here = order.iter().position(|at| *at == cx.state.review.at).unwrap_or(0);
    let is_there = if way == Way::Next { here + 1 < order.len() } else { here > 0 };
    ui.add_enabled_ui(is_there && !cx.state.review.gathers, |ui| {
        if ui.add(IconButton::new(icon, name).shortcut(keys)).clicked() {
            ask(cx, ReviewStep::Page(way));
        }
    });
}

fn keep(ui: &mut Ui, cx: &mut Cx<'_>, is_roomy: bool) {
    let review = &cx.state.review;
    if review.pages.is_empty() {
        return;
    }
    let count = review.to_keep().count();
    let into = review.into.and_then(|key| cx.state.archives.iter().find(|archive| archive.key() == key));
    let dots = if into.is_some() { "" } else { "…" };
    let all = match (count, review.pages.len()) {
        (1, 1) => format!("Keep{dots}"),
        (count, all) if count == all => format!("Keep all {count}{dots}"),
        (count, _) => format!("Keep {count}{dots}"),
    };
    let keys = |name: &str| command::named(name).and_then(|command| command.shortcut).map(|keys| command::shortcut_in_words(&keys));
    let can_keep = !review.is_keeping && count > 0;
    let page = review.page();
    let is_last = review.next_open().is_none() || page.is_none();
    ui.add_enabled_ui(can_keep, |ui| {
        let all_keys = keys("Keep all pages").unwrap_or_default();
        if is_last {
            if ui.add(Button::primary(&all).icon(icon::CHECK).shortcut(&all_keys)).clicked() {
                ask(cx, if page.is_some_and(|page| page.fate == Fate::Open) { ReviewStep::KeepNext } else { ReviewStep::Keep });
            }
        } else {
            let next_keys = keys("Keep and next").unwrap_or_default();
            if ui.add(Button::primary("Keep and next").icon(icon::CHECK).shortcut(&next_keys)).clicked() {
                ask(cx, ReviewStep::KeepNext);
            }
            if ui.add(Button::secondary(&all).shortcut(&all_keys)).clicked() {
                ask(cx, ReviewStep::Keep);
            }
        }
    });
    let is_many = cx.state.review.pages.len() > 1;
    if is_many && is_roomy && !cx.state.review.gathers {
        let ways = ["One by one", "All"];
        if let Some(chosen) = segmented(ui, "How pages are shown", &ways, usize::from(cx.state.review.shows_all)) {
            ask(cx, ReviewStep::ShowAll(chosen == 1));
        }
    }
    if let Some(page) = page
        && is_many
        && is_roomy
    {
        let is_out = page.fate == Fate::LeftOut;
        let out_keys = keys("Leave the page out").unwrap_or_default();
        if ui.add(Button::quiet(if is_out { "Take it in" } else { "Leave out" }).shortcut(&out_keys)).clicked() {
            ask(cx, ReviewStep::LeaveOut);
        }
    }
    if is_roomy {
        into_chip(ui, cx);
    }
}

/// Where the pages go.
pub fn into_chip(ui: &mut Ui, cx: &mut Cx<'_>) {
    let review = &cx.state.review;
    let into = review.into.and_then(|key| cx.state.archives.iter().find(|archive| archive.key() == key));
    let title = into.map(|archive| super::blocks::shortened(&archive.title(), 22));
    let words = title.map_or_else(|| "Into a new archive".to_owned(), |title| format!("Into “{title}”"));
    MenuChip::new(&words).button().width(300.0).show(ui, |ui| {
        if menu_item(ui, "A new archive", None, into.is_none()).clicked() {
            ask(cx, ReviewStep::Into(None));
        }
        for archive in cx.state.archives.iter().filter(|archive| archive.bundle.read_only_reason().is_none()) {
            let is_it = review.into == Some(archive.key());
            if menu_item(ui, &format!("Add to “{}”", archive.title()), None, is_it).clicked() {
                ask(cx, ReviewStep::Into(Some(archive.key())));
            }
        }
        if into.is_none() {
            ui.add_space(6.0);
            section_label(ui, "Title of the new archive");
            let mut title = review.title.clone();
            let response = ui.add(TextEdit::singleline(&mut title).desired_width(f32::INFINITY));
            response.widget_info(|| egui::WidgetInfo {
                label: Some("Title of the archive".to_owned()),
                ..egui::WidgetInfo::new(egui::Role::TextInput)
            });
            if title != review.title {
                ask(cx, ReviewStep::Title(title));
            }
            ui.add_space(4.0);
        }
    });
}
