//! Photos and captions, with credit and alt text.

use egui::{Rect, Sense, Ui, vec2};

use super::{Cx, is_to_follow};
use crate::{
    app::{
        action::{Action, Dialog},
        article::{fitted, photo_height},
        open_archive::OpenArchive,
        pictures::PictureState,
        selection::{Selected, Selection},
        theme::{self, icon, text},
        widgets::{Card, LongList, empty_state, text_link},
    },
    lesson::Piece,
    model::{Article, Photo, Slug},
};

/// Shows the panel.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive) {
    let Some((slug, article)) = archive.article() else { return };
    let shown = archive.shown.photos_shown(slug).filter(|shown| shown.len() == article.photos.len());
    let is_in = archive.shown.is_article_shown(slug);
    let photos = article.photos.iter().enumerate().filter(|(at, _)| is_in && shown.is_none_or(|shown| shown[*at]));
    let photos: Vec<&Photo> = photos.map(|(_, photo)| photo).collect();
    if photos.is_empty() {
        let why =
            if article.photos.is_empty() { "This article has no photo." } else { "The filter leaves all of this article’s photos out." };
        empty_state(ui, icon::IMAGE, "No photos", why, None);
        return;
    }
    let follows = is_to_follow(ui, cx, "photos");
    let selects = |photo: &&Photo| archive.selects(slug, &Selected::Photo(photo.id.clone()));
    let at = follows.then(|| photos.iter().position(selects)).flatten();
    let list = LongList::new(egui::Id::unique(("photos", slug)), photos.len(), 260.0).gap(10.0).scroll_to(at);
    list.show(ui, |ui, at| card(ui, cx, archive, slug, article, photos[at]));
}

fn card(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, slug: &Slug, article: &Article, photo: &Photo) {
    let tokens = theme::tokens(ui.ctx());
    let what = Selected::Photo(photo.id.clone());
    let selected = archive.selects(slug, &what);
    let glows = cx.tools.flows.is_hovered(slug, &what);
    let label = format!("Photo card: {}", photo.title());
    let shown = Card::new(&photo.id.0, &label).selected(selected).glowing(glows).draggable().show(ui, |ui| {
        let width = ui.available_width();
        let picture = super::picture(ui, cx, archive, slug, photo, vec2(width, width));
        let known = if let PictureState::Ready { original_size, .. } = &picture { Some(*original_size) } else { None };
        let height = photo_height(article, &photo.id, width, known).min(width);
        let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
        if ui.is_rect_visible(rect) {
            super::paint_picture(ui, &picture, photo, fitted(Rect::from_min_size(rect.min, rect.size()), known), false, &tokens);
        }
        ui.add_space(4.0);
        line(ui, "", &photo.caption, tokens.ink);
        let maker = photo.creator.as_ref().map(|creator| creator.name().to_owned());
        line(ui, "Credit", photo.credit_text.as_deref().unwrap_or_default(), tokens.muted);
        if selected {
            if photo.content_url.is_some() && text_link(ui, "View large").clicked() {
                cx.actions.push(Action::Show(Dialog::Photo));
            }
            let date = photo.date_created.map(|date| date.in_words()).unwrap_or_default();
            for (name, words) in [
                ("Creator", maker.as_deref()),
                ("Copyright", photo.copyright_notice.as_deref()),
                ("Source", photo.provider.as_deref()),
                ("Taken", Some(date.as_str())),
                ("Place", photo.content_location.as_deref()),
                ("Licence", photo.license.as_deref()),
                ("Alt text", photo.alternate_name.as_deref()),
            ] {
                line(ui, name, words.unwrap_or_default(), tokens.muted);
            }
        }
    });
    super::lesson::carry(&shown.response, || Piece::Photo(slug.clone(), photo.id.clone()), photo.title());
    if shown.response.contains_pointer() {
        cx.tools.flows.hover(slug, what.clone());
    }
    if shown.response.clicked() {
        cx.actions.push(Action::Select(Selection::of(slug.clone(), what)));
    }
    if shown.response.double_clicked() && photo.content_url.is_some() {
        cx.actions.push(Action::Show(Dialog::Photo));
    }
}

fn line(ui: &mut Ui, name: &str, words: &str, ink: egui::Color32) {
    if words.trim().is_empty() {
        return;
    }
    let tokens = theme::tokens(ui.ctx());
    let mut job = egui::text::LayoutJob::default();
    if !name.is_empty() {
        job.append(&format!("{name}: "), 0.0, text::small_strong(ui).format(tokens.muted));
    }
    job.append(words, 0.0, text::caption(ui).format(ink));
    ui.add(egui::Label::new(job).wrap().selectable(false));
}
