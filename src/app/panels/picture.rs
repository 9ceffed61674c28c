//! Photos in panels: decoded off the frame, and what stands there until then.

use egui::{CornerRadius, Rect, StrokeKind, Ui, Vec2};

use super::Cx;
use crate::{
    app::{
        open_archive::OpenArchive,
        pictures::{PictureKey, PictureState},
        theme::{Tokens, icon, text},
    },
    model::{Photo, Slug},
};

/// A photo for a space of `size` points.
pub fn picture(ui: &Ui, cx: &mut Cx<'_>, archive: &OpenArchive, slug: &Slug, photo: &Photo, size: Vec2) -> PictureState {
    let Some(url) = &photo.content_url else {
        return PictureState::Failed("The archive holds the words of this photo, not its picture.".to_owned());
    };
    picture_at(ui, cx, archive, slug, url, size)
}

/// The picture at an address of an article, for a space of `size` points.
pub fn picture_at(ui: &Ui, cx: &mut Cx<'_>, archive: &OpenArchive, slug: &Slug, url: &str, size: Vec2) -> PictureState {
    let pixels = (size * ui.ctx().pixels_per_point()).round();
    let key = PictureKey { archive: archive.key(), slug: slug.to_string(), url: url.to_owned() };
    cx.tools.pictures.get(ui.ctx(), &key, [pixels.x as u32, pixels.y as u32], || {
        let (bundle, slug, url) = (archive.bundle.clone(), slug.clone(), url.to_owned());
        Box::new(move || bundle.media(&slug, &url).map_err(|problem| problem.to_string()))
    })
}

/// Paints a photo, or in words why it cannot be shown.
pub fn paint_picture(ui: &mut Ui, picture: &PictureState, photo: &Photo, rect: Rect, dims: bool, tokens: &Tokens) {
    match picture {
        PictureState::Ready { texture, .. } => {
            let tint = if dims { egui::Color32::from_white_alpha(70) } else { egui::Color32::WHITE };
            egui::Image::new(texture).corner_radius(4).tint(tint).paint_at(ui, rect);
        }
        PictureState::Loading => {
            ui.painter().rect_filled(rect, CornerRadius::same(4), tokens.sunken);
        }
        PictureState::Failed(why) => {
            ui.painter().rect(rect, CornerRadius::same(4), tokens.sunken, tokens.rule_stroke(), StrokeKind::Inside);
            let sign = text::icon(ui).galley(ui, icon::IMAGE, tokens.muted);
            let words = text::small(ui).galley_elided(ui, why, tokens.muted, (rect.width() - 60.0).max(40.0), 4);
            let left = rect.center().x - (words.size().x + 28.0) / 2.0;
            ui.painter().galley(egui::pos2(left, rect.center().y - sign.size().y / 2.0), sign, tokens.muted);
            ui.painter().galley(egui::pos2(left + 28.0, rect.center().y - words.size().y / 2.0), words, tokens.muted);
            let _ = photo;
        }
    }
}
