//! The articles of the archive.

use egui::{CornerRadius, Frame, Margin, Panel, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

use super::Cx;
use crate::{
    app::{
        action::Action,
        open_archive::OpenArchive,
        pictures::PictureState,
        selection::Selection,
        theme::{self, icon, text},
        widgets::{empty_state, focus_ring, section_label_with},
    },
    model::{Article, Photo, Slug},
};

/// How wide a thumbnail is.
const THUMBNAIL: f32 = 48.0;

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
    let shown: Vec<_> = archive.corpus.articles().iter().filter(|(slug, _)| archive.shown.is_article_shown(slug)).collect();
    let all = archive.corpus.articles().len();
    if shown.len() < all && !shown.is_empty() {
        ui.add_space(10.0);
        Frame::new()
            .inner_margin(Margin::symmetric(14, 0))
            .show(ui, |ui| section_label_with(ui, "Shown", format!("{} of {all}", shown.len())));
        ui.add_space(4.0);
    }
    if archive.corpus.articles().is_empty() {
        empty_state(ui, icon::NEWSPAPER, "No articles", "This archive has no article that can be read. The panel Check says why.", None);
        return;
    }
    if shown.is_empty() {
        let button = empty_state(
            ui,
            icon::FUNNEL,
            "Nothing passes the filter",
            "Take a part of the filter away to see articles again.",
            Some("Clear filter"),
        );
        if button.is_some_and(|button| button.clicked()) {
            cx.actions.push(Action::SetFilter(crate::search::Filter::default()));
        }
        return;
    }
    let row = row_height(ui);
    ScrollArea::vertical().auto_shrink([false, false]).show_rows(ui, row, shown.len(), |ui, rows| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (slug, article) in &shown[rows] {
            entry(ui, cx, archive, slug, article, row);
        }
    });
}

fn row_height(ui: &Ui) -> f32 {
    text::headline_in_list(ui).line_height * 2.0 + text::small(ui).line_height * 2.0 + 26.0
}

fn entry(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, slug: &Slug, article: &Article, height: f32) {
    let tokens = theme::tokens(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    let is_read = archive.selection.article.as_ref() == Some(slug);
    let date = article.date_published.map(|date| date.short());
    // The date first: an outlet's name may be long.
    let outlet: Vec<String> = date.into_iter().chain(article.publisher.clone()).collect();
    let (quotations, photos) = (archive.shown.quotations_of(slug).count(), article.photos.len());
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
        ui.painter().rect_filled(rect, CornerRadius::ZERO, tokens.hover);
    }
    let picture = article.photos.iter().find(|photo| photo.content_url.is_some());
    let room = rect.width() - 17.0 - 12.0;
    let headline = text::headline_in_list(ui).galley_elided(ui, &article.headline, tokens.ink, room, 2);
    let at = rect.min + vec2(17.0, 9.0);
    let mut below = at + vec2(0.0, headline.size().y + 5.0);
    ui.painter().galley(at, headline, tokens.ink);
    if let Some(photo) = picture {
        let place = Rect::from_min_size(below + vec2(room - THUMBNAIL, 1.0), vec2(THUMBNAIL, THUMBNAIL * 0.75));
        thumbnail(ui, cx, archive, slug, photo, place);
    }
    let beside = room - if picture.is_some() { THUMBNAIL + 10.0 } else { 0.0 };
    for words in [outlet.join(" · "), counts].into_iter().filter(|words| !words.is_empty()) {
        let words = text::small(ui).galley_elided(ui, words, tokens.muted, beside, 1);
        let next = words.size().y + 3.0;
        ui.painter().galley(below, words, tokens.muted);
        below.y += next;
    }
    focus_ring(ui, &response, rect.shrink(3.0), 4);
}

/// The middle of a photo, as large as its place.
fn thumbnail(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, slug: &Slug, photo: &Photo, place: Rect) {
    let PictureState::Ready { texture, original_size } = super::picture(ui, cx, archive, slug, photo, place.size() * 2.0) else { return };
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
