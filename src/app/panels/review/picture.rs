//! Pictures of pages that nobody has kept yet.

use egui::{Ui, Vec2};

use super::Cx;
use crate::{
    app::{
        pictures::{PictureKey, PictureState},
        review::Page,
    },
    model::PhotoId,
};

/// What stands for the review where an archive's number is asked for.
const REVIEW: u64 = u64::MAX;

/// The picture that came with a page, for a space of `size` points.
pub fn picture(ui: &Ui, cx: &mut Cx<'_>, page: &Page, id: &PhotoId, size: Vec2) -> PictureState {
    if !page.read.pictures.iter().any(|picture| picture.photo == *id) {
        return PictureState::Failed("This picture was not saved with the page; its words are kept.".to_owned());
    }
    let pixels = (size * ui.ctx().pixels_per_point()).round();
    let key = PictureKey { archive: REVIEW, slug: page.number.to_string(), url: id.to_string() };
    let (read, id) = (page.read.clone(), id.clone());
    cx.tools.pictures.get(ui.ctx(), &key, [pixels.x as u32, pixels.y as u32], || {
        Box::new(move || {
            let picture = read.pictures.iter().find(|picture| picture.photo == id);
            picture.map(|picture| picture.bytes.clone()).ok_or_else(|| "The picture is gone.".to_owned())
        })
    })
}
