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
        widgets::{MenuChip, empty_state, focus_ring, grouped, menu_item, section_label_with},
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
    ScrollArea::vertical().auto_shrink([false, false]).show_viewport(ui, |ui, seen| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.set_height(row * shown as f32);
        let top = ui.max_rect().top();
        let place = |rows: std::ops::Range<usize>| {
            Rect::from_x_y_ranges(ui.max_rect().x_range(), top + rows.start as f32 * row..=top + rows.end as f32 * row)
        };
        if let Some(at) = followed.filter(|at| {
            let start = *at as f32 * row;
            start < seen.min.y || start + row > seen.max.y
        }) {
            ui.scroll_to_rect(place(at..at + 1), None);
        }
        let in_sight = ((seen.height() / row).ceil() as usize + 1).min(shown);
        let first = ((seen.min.y / row).floor().max(0.0) as usize).min(shown - in_sight);
        let rows = first..first + in_sight;
        if seen.min.y > (row * shown as f32 - seen.height()).max(0.0) + 0.5 {
            // The list has become shorter than it was scrolled: once more, where it ends now.
            ui.ctx().request_discard("a list became shorter");
        }
        let at = place(rows.clone());
        ui.scope_builder(UiBuilder::new().max_rect(at), |ui| {
            ui.skip_ahead_auto_ids(rows.start);
            for summary in rows.filter_map(|at| archive.corpus.summary(*archive.rows.get(at)? as usize)) {
                entry(ui, cx, archive, summary, row);
            }
        });
    });
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
    let is_read = archive.selection.article.as_ref() == Some(slug);
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
    if let Some(outlet) = outlet {
        let words = text::small(ui).galley_elided(ui, outlet, tokens.muted, room, 1);
        ui.painter().galley(below, words.clone(), tokens.muted);
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
