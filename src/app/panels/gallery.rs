//! All photos of the archive with their captions, as far as the filter shows them.

use egui::{CornerRadius, Frame, Margin, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::{Cx, contents::counted, is_to_follow};
use crate::{
    app::{
        action::{Action, Dialog},
        article::fitted,
        open_archive::OpenArchive,
        pictures::PictureState,
        selection::{Selected, Selection},
        theme::{self, Tokens, icon, text},
        widgets::{FarScroll, empty_state, focus_ring, section_label_with},
    },
    model::{ArticleSummary, Photo},
};

/// How wide a photo is at least, in points at normal text.
const LEAST: f32 = 148.0;
/// Space between two photos.
const GAP: f32 = 10.0;
/// How high a photo is beside its width.
const SHAPE: f32 = 0.75;

/// Shows the panel.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive) {
    let photos = cx.tools.photo_lists.shown(archive);
    if photos.is_empty() {
        let (title, why) = match (archive.corpus.photo_count(), archive.shown.is_counted) {
            (0, _) => ("No photos", "No article of this archive has a photo."),
            (_, false) => ("No photos yet", "The articles are still being read. Their photos come up here."),
            (_, true) => ("No photos", "The filter leaves all photos out."),
        };
        empty_state(ui, icon::IMAGE, title, why, None);
        return;
    }
    ui.add_space(10.0);
    Frame::new().inner_margin(Margin::symmetric(14, 0)).show(ui, |ui| {
        let still = if archive.shown.is_counted { "" } else { ", still counting" };
        section_label_with(ui, "In this archive", format!("{}{still}", counted(photos.len(), "photo")));
    });
    ui.add_space(6.0);
    let cells = Cells::of(ui);
    let rows = photos.len().div_ceil(cells.columns);
    let id = ui.scope_id().with("scrolled");
    let mut scroll: FarScroll = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let (row, view) = (f64::from(cells.row), f64::from(ui.available_height()));
    let total = row * rows as f64 + f64::from(GAP);
    let followed = is_to_follow(ui, cx, "gallery").then(|| selected(archive, &photos)).flatten();
    // The photo that is selected comes to where it is just seen.
    let jump = followed.map(|at| (at / cells.columns) as f64 * row).and_then(|top| {
        let is_below = top + row > scroll.offset + view;
        if top < scroll.offset { Some(top) } else { is_below.then_some((top + row - view).min(top)) }
    });
    let area = ScrollArea::vertical().auto_shrink([false, false]);
    scroll.show(ui, area, total, jump, |ui, sight| {
        let first = (sight.top / row).floor().max(0.0) as usize;
        let last = ((sight.bottom / row).ceil().max(0.0) as usize).min(rows);
        let left = ui.max_rect().left() + 10.0;
        for at in first * cells.columns..(last * cells.columns).min(photos.len()) {
            let top = sight.on_screen((at / cells.columns) as f64 * row);
            let x = left + (at % cells.columns) as f32 * (cells.width + GAP);
            let rect = Rect::from_min_size(pos2(x, top), vec2(cells.width, cells.row - GAP));
            cell(ui, cx, archive, photos[at], rect, &cells);
        }
    });
    ui.data_mut(|data| data.insert_temp(id, scroll));
}

/// How large photos are.
struct Cells {
    columns: usize,
    width: f32,
    /// A photo with its words and the space below.
    row: f32,
}

impl Cells {
    fn of(ui: &Ui) -> Self {
        let room = (ui.available_width() - 20.0).max(80.0);
        let least = LEAST * theme::look(ui.ctx()).text_size.max(1.0);
        let columns = (((room + GAP) / (least + GAP)).floor() as usize).max(1);
        let width = (room - GAP * (columns - 1) as f32) / columns as f32;
        let row = width * SHAPE + 6.0 + text::caption(ui).line_height * 2.0 + 2.0 + text::small(ui).line_height + 6.0 + GAP;
        Self { columns, width, row }
    }
}

/// Which of the photos is selected.
fn selected(archive: &OpenArchive, photos: &[(u32, u32)]) -> Option<usize> {
    let Selected::Photo(id) = &archive.selection.what else { return None };
    let (slug, article) = archive.article()?;
    let place = u32::try_from(archive.corpus.place(slug)?).ok()?;
    let at = u32::try_from(article.photos.iter().position(|photo| photo.id == *id)?).ok()?;
    photos.iter().position(|photo| *photo == (place, at))
}

fn cell(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, (place, at): (u32, u32), rect: Rect, cells: &Cells) {
    let tokens = theme::tokens(ui.ctx());
    let Some(summary) = archive.corpus.summary(place as usize) else { return };
    let high = cells.width * SHAPE;
    let space = Rect::from_min_size(rect.min, vec2(cells.width, high));
    let photos = cx.tools.photo_lists.of(ui.ctx(), archive, place);
    let Some(photo) = photos.as_ref().and_then(|photos| photos.get(at)) else {
        // Its words are on their way.
        ui.painter().rect_filled(space, CornerRadius::same(4), tokens.sunken);
        return;
    };
    let what = Selected::Photo(photo.id.clone());
    let is_selected = archive.selection.article.as_ref() == Some(&summary.slug) && archive.selection.what == what;
    let response = ui.interact(rect, ui.scope_id().with(("photo", place, at)), Sense::click());
    response.widget_info(|| {
        let alt = photo.alternate_name.as_deref().unwrap_or_else(|| photo.title());
        WidgetInfo::selected(Role::Button, true, is_selected, format!("Photo of the archive: {alt}. {}", summary.headline))
    });
    if response.clicked() {
        cx.actions.push(Action::Select(Selection::of(summary.slug.clone(), what.clone())));
    }
    if response.double_clicked() && photo.content_url.is_some() {
        cx.actions.push(Action::Show(Dialog::Photo));
    }
    if !ui.is_rect_visible(rect) {
        return;
    }
    if response.hovered() && !is_selected {
        ui.painter().rect_filled(rect.expand(4.0), CornerRadius::same(6), tokens.hover);
        cx.tools.flows.hover(&summary.slug, what);
    }
    ui.painter().rect_filled(space, CornerRadius::same(4), tokens.sunken);
    let picture = super::picture(ui, cx, archive, &summary.slug, photo, space.size());
    let known = if let PictureState::Ready { original_size, .. } = &picture { Some(*original_size) } else { None };
    super::paint_picture(ui, &picture, photo, fitted(space, known), false, &tokens);
    words(ui, photo, summary, rect, space, &tokens);
    if is_selected {
        ui.painter().rect_stroke(space.expand(2.0), CornerRadius::same(5), Stroke::new(2.0, tokens.accent), StrokeKind::Outside);
    }
    focus_ring(ui, &response, rect.expand(3.0), 6);
    let caption = photo.caption.trim();
    if !caption.is_empty() {
        let credit = photo.credit_text.as_deref().map(|credit| format!("\n{credit}")).unwrap_or_default();
        response.on_hover_text(format!("{caption}{credit}\n{}", summary.headline));
    }
}

/// The caption in two lines, and where the photo comes from.
fn words(ui: &Ui, photo: &Photo, summary: &ArticleSummary, rect: Rect, space: Rect, tokens: &Tokens) {
    let caption = if photo.caption.trim().is_empty() { summary.headline.as_str() } else { photo.caption.as_str() };
    let caption = text::caption(ui).galley_elided(ui, caption, tokens.ink, rect.width(), 2);
    let below = space.bottom() + 6.0;
    let end = below + text::caption(ui).line_height * 2.0 + 2.0;
    ui.painter().galley(pos2(rect.left(), below), caption, tokens.ink);
    let origin: Vec<String> = summary.publisher.clone().into_iter().chain(summary.date_published.map(|date| date.short())).collect();
    let origin = text::small(ui).galley_elided(ui, origin.join(" · "), tokens.muted, rect.width(), 1);
    ui.painter().galley(pos2(rect.left(), end), origin, tokens.muted);
}
