//! The prompt and what it is about, large.

use egui::{CornerRadius, Label, Rect, Ui, vec2};

use super::Cx;
use crate::{
    app::{
        article::fitted,
        open_archive::OpenArchive,
        panels,
        pictures::PictureState,
        theme::{self, text},
    },
    model::{Exercise, Material, Task},
};

/// Shows the prompt and the material.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, task: &Task, scale: f32) {
    let tokens = theme::tokens(ui.ctx());
    // Long questions are set smaller, never below what the last row can read.
    let size = match task.prompt.chars().count() {
        0..=110 => 1.0,
        111..=220 => 0.82,
        _ => 0.68,
    };
    for material in &task.material {
        match material {
            Material::Quotation(material) => words(ui, &material.text, scale * size),
            Material::Passage(material) => words(ui, &material.passage.exact, scale * size),
            Material::Text(material) => words(ui, &material.text, scale * size),
            Material::Photo(material) => photo(ui, cx, archive, material, scale),
            Material::Article(_) | Material::Unknown(_) => {}
        }
    }
    if let Exercise::Evidence(evidence) = &task.exercise
        && let Some(claim) = &evidence.claim
    {
        words(ui, claim, scale * size);
    }
    let has_words = task.material.iter().any(|material| !matches!(material, Material::Article(_) | Material::Unknown(_)));
    let size = if has_words { size * 0.7 } else { size };
    ui.add(Label::new(text::display(ui).scaled(scale * size).rich(&task.prompt, tokens.ink)).wrap().selectable(false));
}

/// Words to look at, marked as in the article.
fn words(ui: &mut Ui, said: &str, scale: f32) {
    let tokens = theme::tokens(ui.ctx());
    let long = if said.chars().count() > 260 { 0.66 } else { 0.9 };
    let galley = text::display(ui).scaled(scale * long).galley_wrapped(ui, said, tokens.on_selection, ui.available_width() - 8.0);
    let (rect, response) = ui.allocate_exact_size(galley.size() + vec2(8.0, 4.0), egui::Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, said));
    for row in &galley.rows {
        let row = row.rect().translate(rect.min.to_vec2() + vec2(4.0, 2.0)).expand2(vec2(4.0, 0.0));
        ui.painter().rect_filled(row, CornerRadius::same(2), tokens.selection);
    }
    ui.painter().galley(rect.min + vec2(4.0, 2.0), galley, tokens.on_selection);
}

fn photo(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, material: &crate::model::PhotoMaterial, scale: f32) {
    let tokens = theme::tokens(ui.ctx());
    let Some(photo) = archive.corpus.article(&material.article).and_then(|article| article.photo(&material.photo)) else { return };
    let photo = photo.clone();
    let room = vec2(ui.available_width(), ui.ctx().content_rect().height() * 0.42);
    let picture = panels::picture(ui, cx, archive, &material.article, &photo, room);
    let known = if let PictureState::Ready { original_size, .. } = &picture { Some(*original_size) } else { None };
    let fit = fitted(Rect::from_min_size(egui::Pos2::ZERO, room), known).size();
    let (rect, response) = ui.allocate_exact_size(fit, egui::Sense::hover());
    let name = photo.alternate_name.clone().unwrap_or_else(|| "Photo".to_owned());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, &name));
    panels::paint_picture(ui, &picture, &photo, rect, false, &tokens);
    let below: Vec<&str> = [
        Some(photo.caption.as_str()).filter(|caption| material.caption && !caption.is_empty()),
        photo.credit_text.as_deref().filter(|_| material.credit),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !below.is_empty() {
        ui.add(Label::new(text::body(ui).scaled(18.0 / 14.0 * scale).rich(below.join("  "), tokens.muted)).wrap().selectable(false));
    }
}
