//! The articles of the archive.

use egui::{Align, CornerRadius, Frame, Layout, Margin, Panel, Rect, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, vec2};

use super::{Cx, is_to_follow};
use crate::{
    app::{
        action::Action,
        open_archive::OpenArchive,
        order::ArticleOrder,
        pictures::PictureState,
        selection::Selection,
        theme::{self, icon, text},
        widgets::{FarScroll, MenuChip, empty_state, focus_ring, grouped, menu_item, section_label_with},
    },
    model::{ArticleSummary, Slug},
};

/// How wide a thumbnail is.
const THUMBNAIL: f32 = 48.0;
/// From so many articles on another order than the archive's is offered.
const SORTED_FROM: usize = 12;

/// Shows the panel.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive) {
    let tokens = theme::tokens(ui.ctx());
    ui.painter().rect_filled(ui.max_rect(), CornerRadius::ZERO, tokens.sunken);
    let lessons = super::lesson::shelf_height(ui, cx, archive).min(ui.available_height() * 0.45);
    Panel::bottom("lessons of the archive")
        .exact_size(lessons)
        .show_separator_line(false)
        .frame(Frame::new().fill(tokens.sunken))
        .show(ui, |ui| super::lesson::show_shelf(ui, cx, archive));
    let (shown, all) = (archive.rows.len(), archive.corpus.len());
    if all == 0 {
        empty_state(ui, icon::NEWSPAPER, "No articles", "This archive has no article that can be read. The panel Check says why.", None);
        return;
    }
    if all >= SORTED_FROM || shown < all && shown > 0 {
        heading(ui, cx, archive);
    }
    if shown == 0 {
        nothing(ui, cx, archive);
        return;
    }
    let row = row_height(ui);
    let followed =
        is_to_follow(ui, cx, "articles").then(|| archive.selection.article.as_ref().and_then(|slug| archive.row_of(slug))).flatten();
    let id = ui.scope_id().with("scrolled");
    let mut scroll: FarScroll = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let (high, view) = (f64::from(row), f64::from(ui.available_height()));
    let total = high * shown as f64;
    // The article that is read comes to where it is just seen.
    let jump = followed.map(|at| at as f64 * high).and_then(|start| {
        if start < scroll.offset {
            return Some(start);
        }
        (start + high > scroll.offset + view).then_some((start + high - view).min(start))
    });
    let area = ScrollArea::vertical().auto_shrink([false, false]);
    scroll.show(ui, area, total, jump, |ui, sight| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let in_sight = ((view / high).ceil() as usize + 1).min(shown);
        let first = ((sight.top / high).floor().max(0.0) as usize).min(shown - in_sight);
        let rows = first..first + in_sight;
        if sight.top > (total - (sight.bottom - sight.top)).max(0.0) + 0.5 {
            // The list has become shorter than it was scrolled: once more, where it ends now.
            ui.ctx().request_discard("a list became shorter");
        }
        let (top, bottom) = (sight.on_screen(rows.start as f64 * high), sight.on_screen(rows.end as f64 * high));
        let at = Rect::from_x_y_ranges(ui.max_rect().x_range(), top..=bottom);
        ui.scope_builder(UiBuilder::new().max_rect(at), |ui| {
            ui.skip_ahead_auto_ids(rows.start);
            for summary in rows.filter_map(|at| archive.corpus.summary(*archive.rows.get(at)? as usize)) {
                entry(ui, cx, archive, summary, row);
            }
        });
    });
    ui.data_mut(|data| data.insert_temp(id, scroll));
}

/// How many are shown, and in which order.
fn heading(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive) {
    let (shown, all) = (archive.rows.len(), archive.corpus.len());
    ui.add_space(10.0);
    Frame::new().inner_margin(Margin::symmetric(14, 0)).show(ui, |ui| {
        ui.horizontal(|ui| {
            if shown < all && shown > 0 {
                section_label_with(ui, "Shown", format!("{} of {}", grouped(shown), grouped(all)));
            }
            if all >= SORTED_FROM {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    MenuChip::new(archive.order.title()).width(200.0).show(ui, |ui| {
                        for order in ArticleOrder::ALL {
                            if menu_item(ui, order.title(), None, order == archive.order).clicked() {
                                cx.actions.push(Action::SetOrder(order));
                                ui.close();
                            }
                        }
                    });
                });
            }
        });
    });
    ui.add_space(4.0);
}

fn nothing(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive) {
    let (title, words) = if archive.found_by.is_some() || archive.counted_by.is_some() {
        ("Nothing found yet", "The articles are still being read. What is found comes up here.")
    } else {
        ("Nothing passes the filter", "Take a part of the filter away to see articles again.")
    };
    if empty_state(ui, icon::FUNNEL, title, words, Some("Clear filter")).is_some_and(|button| button.clicked()) {
        cx.actions.push(Action::SetFilter(crate::search::Filter::default()));
    }
}

fn row_height(ui: &Ui) -> f32 {
    text::headline_in_list(ui).line_height * 2.0 + text::small(ui).line_height * 3.0 + 32.0
}

fn entry(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, article: &ArticleSummary, height: f32) {
    let (slug, tokens) = (&article.slug, theme::tokens(ui.ctx()));
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    let place = archive.corpus.place(slug).map_or(u32::MAX, |place| place as u32);
    let read = archive.selection.article.as_ref();
    let is_read = read == Some(slug) || archive.copies_of(place).any(|copy| read == Some(&copy.slug));
    let date = article.date_published.map(|date| date.short());
    let outlet: Vec<String> = article.publisher.clone().into_iter().chain(date.clone()).collect();
    let (quotations, photos) = (archive.shown.quotation_count(slug).unwrap_or(article.quotation_count), article.photo_count);
    let counts = format!("{} · {}", counted(quotations, "quotation"), counted(photos, "photo"));
    response.widget_info(|| {
        WidgetInfo::selected(Role::Button, true, is_read, format!("Article: {}. {}. {counts}", article.headline, outlet.join(", ")))
    });
    if response.clicked() {
        cx.actions.push(Action::Select(Selection::article(slug.clone())));
    }
    if !ui.is_rect_visible(rect) {
        return;
    }
    if is_read {
        ui.painter().rect_filled(rect, CornerRadius::ZERO, tokens.surface);
        ui.painter().rect_filled(Rect::from_min_size(rect.min, vec2(3.0, rect.height())), CornerRadius::ZERO, tokens.accent);
    } else if response.hovered() {
        let ground = tokens.sunken.lerp_to_gamma(tokens.surface, 0.6);
        ui.painter().rect_filled(rect, CornerRadius::ZERO, ground);
    }
    let picture = article.thumbnail_url.as_ref();
    let room = rect.width() - 17.0 - 12.0;
    let headline = text::headline_in_list(ui).galley_elided(ui, &article.headline, tokens.ink, room, 2);
    let at = rect.min + vec2(17.0, 9.0);
    let mut below = at + vec2(0.0, headline.size().y + 5.0);
    ui.painter().galley(at, headline, tokens.ink);
    // The outlet has the whole width: it is what tells one report of an event from another.
    let (outlet, date) = match (&article.publisher, date) {
        (None, None) => (None, Some("No outlet, no date".to_owned())),
        (outlet, date) => (outlet.as_ref(), date),
    };
    let copies = archive.copies_of(place).count();
    if let Some(outlet) = outlet.map(String::as_str).or((copies > 0).then_some("No outlet")) {
        let also = (copies > 0).then(|| text::small(ui).galley(ui, format!("also in {copies} more"), tokens.accent));
        let width = also.as_ref().map_or(0.0, |also| also.size().x + 8.0);
        let words = text::small(ui).galley_elided(ui, outlet, tokens.muted, (room - width).max(40.0), 1);
        ui.painter().galley(below, words.clone(), tokens.muted);
        if let Some(also) = also {
            let place = Rect::from_min_size(below + vec2(words.size().x + 8.0, 0.0), also.size());
            self::copies(ui, cx, archive, slug, also, place);
        }
        below.y += words.size().y + 3.0;
    }
    if let Some(url) = picture {
        let place = Rect::from_min_size(below + vec2(room - THUMBNAIL, 2.0), vec2(THUMBNAIL, THUMBNAIL * 0.75));
        thumbnail(ui, cx, archive, slug, url, place);
    }
    let beside = room - if picture.is_some() { THUMBNAIL + 10.0 } else { 0.0 };
    for words in date.into_iter().chain([counts]) {
        let words = text::small(ui).galley_elided(ui, words, tokens.muted, beside, 1);
        let next = words.size().y + 3.0;
        ui.painter().galley(below, words, tokens.muted);
        below.y += next;
    }
    focus_ring(ui, &response, rect.shrink(3.0), 4);
}

/// In how many others a report stands, and a list of them on a click.
fn copies(ui: &Ui, cx: &mut Cx<'_>, archive: &OpenArchive, slug: &Slug, words: std::sync::Arc<egui::Galley>, place: Rect) {
    let tokens = theme::tokens(ui.ctx());
    let response = ui.interact(place.expand2(vec2(4.0, 2.0)), ui.scope_id().with(("copies", slug)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, format!("The same report: {}", words.text())));
    if response.hovered() {
        ui.painter().hline(place.x_range(), place.bottom() - 1.0, egui::Stroke::new(1.0, tokens.accent));
    }
    ui.painter().galley(place.min, words, tokens.accent);
    focus_ring(ui, &response, place.expand(2.0), 3);
    let response = response.on_hover_text("Other articles with nearly the same words");
    egui::Popup::menu(&response).gap(4.0).width(300.0).show(|ui| {
        ScrollArea::vertical().max_height(ui.ctx().content_rect().height() * 0.5).show(ui, |ui| {
            let Some(place) = archive.corpus.place(slug) else { return };
            for other in archive.copies_of(place as u32) {
                let outlet = other.publisher.as_deref().unwrap_or("No outlet");
                let date = other.date_published.map(|date| format!(", {}", date.short())).unwrap_or_default();
                if menu_item(ui, &format!("{outlet}{date}: {}", other.headline), None, false).clicked() {
                    cx.actions.push(Action::Select(Selection::article(other.slug.clone())));
                    ui.close();
                }
            }
        });
    });
}

/// The middle of a photo, as large as its place.
fn thumbnail(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, slug: &Slug, url: &str, place: Rect) {
    let PictureState::Ready { texture, original_size } = super::picture_at(ui, cx, archive, slug, url, place.size() * 2.0) else { return };
    let [wide, high] = original_size.map(|side| side.max(1) as f32);
    let shape = place.width() / place.height();
    let (x, y) = if wide / high > shape { ((1.0 - high * shape / wide) / 2.0, 0.0) } else { (0.0, (1.0 - wide / shape / high) / 2.0) };
    let uv = Rect::from_min_max(egui::pos2(x, y), egui::pos2(1.0 - x, 1.0 - y));
    egui::Image::new(&texture).uv(uv).corner_radius(3).paint_at(ui, place);
}

/// A number with its noun.
pub fn counted(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}
