//! The list of pages that could be read: those of a web archive, of a feed, of a large folder. Only rows in sight are drawn.

use egui::{Align, Frame, Label, Layout, Margin, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::{Cx, ask};
use crate::app::{
    action::ReviewStep,
    choosing::{ChooseStep, Choosing, Column, Entry},
    panels::contents::counted,
    theme::{self, icon, text},
    widgets::{Button, SearchField, empty_state, focus_ring, text_link},
};

/// Where the columns of a row begin and end.
struct Columns {
    tick: f32,
    title: (f32, f32),
    address: (f32, f32),
    date: (f32, f32),
    size: (f32, f32),
    /// Whether there is no room for one line: address, date and size stand below the title.
    is_narrow: bool,
    height: f32,
}

impl Columns {
    fn of(ui: &Ui) -> Self {
        let scale = theme::look(ui.ctx()).text_size;
        let width = ui.available_width();
        let tick = (18.0 * scale).round();
        let from = tick + 12.0;
        let is_narrow = width < 760.0 * scale;
        if is_narrow {
            let whole = (from, width - 8.0);
            let height = text::body(ui).line_height + text::small(ui).line_height + 14.0;
            return Self { tick, title: whole, address: whole, date: whole, size: whole, is_narrow, height };
        }
        let size = (width - 86.0 * scale, width - 8.0);
        let date = (size.0 - 116.0 * scale, size.0 - 12.0);
        let middle = from + (date.0 - from) * 0.46;
        let height = (34.0 * scale).max(text::body(ui).line_height + 8.0);
        Self { tick, title: (from, middle - 16.0), address: (middle, date.0 - 16.0), date, size, is_narrow, height }
    }
}

/// Shows the list.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, choosing: &Choosing) {
    let tokens = theme::tokens(ui.ctx());
    Frame::new().inner_margin(Margin { left: 24, right: 16, top: 18, bottom: 0 }).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        ui.add(Label::new(text::heading(ui).rich("Which pages are to be read?", tokens.ink)).wrap().selectable(false));
        search(ui, cx, choosing);
        let columns = Columns::of(ui);
        if choosing.shown().is_empty() {
            let words = "Fewer words, or other ones, may find it; title and address are looked through.";
            let button = empty_state(ui, icon::MAGNIFYING_GLASS, "No page has these words", words, Some("Show all pages"));
            if button.is_some_and(|button| button.clicked()) {
                ask(cx, ReviewStep::Choose(ChooseStep::Query(String::new())));
            }
            return;
        }
        if !columns.is_narrow {
            head(ui, cx, choosing, &columns);
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let rows = choosing.shown();
        ScrollArea::vertical().id_salt("pages to choose").auto_shrink([false, false]).show_rows(
            ui,
            columns.height,
            rows.len(),
            |ui, seen| {
                for at in &rows[seen] {
                    row(ui, cx, choosing, *at, &columns);
                }
            },
        );
    });
}

fn search(ui: &mut Ui, cx: &mut Cx<'_>, choosing: &Choosing) {
    let tokens = theme::tokens(ui.ctx());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 14.0;
        let mut query = choosing.query().to_owned();
        let width = (340.0 * theme::look(ui.ctx()).text_size).min(ui.available_width());
        let field = SearchField::new(&mut query, "Search the pages").hint("Words of a title or an address").width(width);
        if field.show(ui).changed {
            ask(cx, ReviewStep::Choose(ChooseStep::Query(query)));
        }
        let (all, shown) = (choosing.entries().len(), choosing.shown().len());
        let is_part = shown < all;
        let (take, leave) = if is_part { ("Choose these", "None of these") } else { ("Choose all", "None") };
        if text_link(ui, take).clicked() {
            ask(cx, ReviewStep::Choose(ChooseStep::All(true)));
        }
        if text_link(ui, leave).clicked() {
            ask(cx, ReviewStep::Choose(ChooseStep::All(false)));
        }
        let found = if is_part { format!("{shown} of {}", counted(all, "page")) } else { counted(all, "page") };
        let size = choosing.size();
        let size = if size > 0 { format!(", {}", length(size)) } else { String::new() };
        let words = format!("{found} · {} chosen{size}", choosing.count());
        ui.add(Label::new(text::body(ui).scaled(13.0 / 14.0).rich(words, tokens.muted)).selectable(false));
    });
}

/// The names of the columns; a click orders by one.
fn head(ui: &mut Ui, cx: &mut Cx<'_>, choosing: &Choosing, columns: &Columns) {
    let tokens = theme::tokens(ui.ctx());
    let kind = text::small(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), kind.line_height + 10.0), Sense::hover());
    for (name, column, (from, to), is_right) in [
        ("Title", Column::Title, columns.title, false),
        ("Address", Column::Address, columns.address, false),
        ("Captured", Column::Date, columns.date, false),
        ("Size", Column::Size, columns.size, true),
    ] {
        let (own, is_turned) = choosing.order();
        // Sizes begin with the largest.
        let is_down = is_turned != (column == Column::Size);
        let sign = if own != column {
            ""
        } else if is_down {
            icon::CARET_DOWN
        } else {
            icon::CARET_UP
        };
        let galley = kind.galley(ui, format!("{name} {sign}").trim_end(), if own == column { tokens.ink } else { tokens.muted });
        let left = if is_right { rect.left() + to - galley.size().x } else { rect.left() + from };
        let place = Rect::from_min_size(pos2(left - 4.0, rect.top()), vec2(galley.size().x + 8.0, rect.height()));
        let response = ui.interact(place, ui.scope_id().with(("order", name)), Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, own == column, format!("Order by {}", name.to_lowercase())));
        if response.hovered() {
            ui.painter().rect_filled(place, 4, tokens.hover);
        }
        ui.painter().galley(pos2(left, rect.center().y - galley.size().y / 2.0), galley, tokens.ink);
        focus_ring(ui, &response, place.shrink(1.0), 4);
        if response.clicked() {
            ask(cx, ReviewStep::Choose(ChooseStep::Order(column)));
        }
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.rule_stroke());
}

fn row(ui: &mut Ui, cx: &mut Cx<'_>, choosing: &Choosing, at: usize, columns: &Columns) {
    let tokens = theme::tokens(ui.ctx());
    let entry = &choosing.entries()[at];
    let is_in = choosing.is_chosen(at);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), columns.height), Sense::click());
    let date = entry.date.map(|date| date.short()).unwrap_or_default();
    let size = entry.size.map(length).unwrap_or_default();
    let said = [entry.title.as_str(), &entry.address, &date, &size];
    let name = said.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(", ");
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_in, format!("Read: {name}")));
    if ui.is_rect_visible(rect) {
        if response.hovered() || is_in {
            let wash = if tokens.is_high_contrast() || !is_in { tokens.hover } else { tokens.accent_wash.gamma_multiply(0.55) };
            ui.painter().rect_filled(rect.expand2(vec2(6.0, 0.0)), 6, wash);
        }
        tick(ui, pos2(rect.left() + columns.tick / 2.0, rect.center().y), columns.tick, is_in);
        paint(ui, rect, columns, entry, &date, &size);
        focus_ring(ui, &response, rect.expand2(vec2(4.0, -2.0)), 5);
    }
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if response.clicked() {
        response.request_focus();
        let is_range = ui.input(|input| input.modifiers.shift);
        ask(cx, ReviewStep::Choose(if is_range { ChooseStep::TurnTo(at) } else { ChooseStep::Turn(at) }));
    }
    if response.hovered() {
        response.on_hover_text(&entry.address);
    }
}

fn paint(ui: &Ui, rect: Rect, columns: &Columns, entry: &Entry, date: &str, size: &str) {
    let tokens = theme::tokens(ui.ctx());
    let body = text::body(ui);
    let small = text::small(ui);
    let title = body.galley_elided(ui, &entry.title, tokens.ink, columns.title.1 - columns.title.0, 1);
    if columns.is_narrow {
        let below = [entry.address.as_str(), date, size].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" · ");
        let below = small.galley_elided(ui, below, tokens.muted, columns.title.1 - columns.title.0, 1);
        let (left, top) = (rect.left() + columns.title.0, rect.top() + 5.0);
        let next = top + title.size().y + 2.0;
        ui.painter().galley(pos2(left, top), title, tokens.ink);
        ui.painter().galley(pos2(left, next), below, tokens.muted);
        return;
    }
    let middle = |height: f32| rect.center().y - height / 2.0;
    ui.painter().galley(pos2(rect.left() + columns.title.0, middle(title.size().y)), title, tokens.ink);
    for (words, (from, to), is_right) in
        [(entry.address.as_str(), columns.address, false), (date, columns.date, false), (size, columns.size, true)]
    {
        let galley = small.galley_elided(ui, words, tokens.muted, to - from, 1);
        let left = if is_right { rect.left() + to - galley.size().x } else { rect.left() + from };
        ui.painter().galley(pos2(left, middle(galley.size().y)), galley, tokens.muted);
    }
}

/// The box of a row.
pub fn tick(ui: &Ui, middle: egui::Pos2, side: f32, is_in: bool) {
    let tokens = theme::tokens(ui.ctx());
    let place = Rect::from_center_size(middle, vec2(side, side));
    let (fill, edge) = if is_in { (tokens.accent, tokens.accent) } else { (tokens.surface, tokens.faint) };
    ui.painter().rect(place, 4, fill, Stroke::new(tokens.line, edge), StrokeKind::Inside);
    if is_in {
        let sign = text::icon(ui).scaled(0.78).galley(ui, icon::CHECK, tokens.on_accent);
        ui.painter().galley(middle - sign.size() / 2.0, sign, tokens.on_accent);
    }
}

/// The buttons of the bar while one chooses.
pub fn buttons(ui: &mut Ui, cx: &mut Cx<'_>, choosing: &Choosing) {
    let read = match choosing.count() {
        0 => "Read pages".to_owned(),
        count => format!("Read {}", counted(count, "page")),
    };
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.add_enabled_ui(choosing.count() > 0, |ui| {
            if ui.add(Button::primary(&read).icon(icon::CHECK)).clicked() {
                ask(cx, ReviewStep::Choose(ChooseStep::Read));
            }
        });
        if ui.add(Button::secondary("Cancel")).clicked() {
            ask(cx, ReviewStep::Choose(ChooseStep::Leave));
        }
    });
}

/// A length in words.
fn length(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{:.0} kB", bytes as f64 / 1e3),
        1_000_000..1_000_000_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => format!("{:.1} GB", bytes as f64 / 1e9),
    }
}
