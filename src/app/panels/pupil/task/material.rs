//! What a task is asked about: photos, passages, quotations, articles, other words.

use egui::{Label, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::ring;
use crate::{
    app::{
        action::Action,
        article::fitted,
        open_archive::OpenArchive,
        panels::{self, Cx},
        pictures::PictureState,
        selection::{Selected, Selection},
        theme::{self, icon, text},
        widgets::{Card, small_link},
    },
    model::{Article, Material, Part, Passage, PhotoMaterial, Slug, Task},
};

/// How high a picture stands at most, in points.
const HIGHEST: f32 = 250.0;

/// Shows the material of a task, each with the way to its place in the article.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, task: &Task) {
    for (at, material) in task.material.iter().enumerate() {
        if at > 0 && matches!(material, Material::Article(_)) {
            ui.add_space(-6.0);
        }
        ui.push_id(("material", at), |ui| match material {
            Material::Photo(material) => photo(ui, cx, archive, material),
            Material::Passage(material) => {
                let place = archive.corpus.article(&material.article).and_then(|article| place_of(article, &material.passage));
                words(ui, cx, &material.passage.exact, None, place.map(|passage| (material.article.clone(), Selected::Passage(passage))));
            }
            Material::Quotation(material) => {
                let place = archive.corpus.article(&material.article).and_then(|article| {
                    if article.quotation(&material.quotation).is_some() {
                        return Some(Selected::Quotation(material.quotation.clone()));
                    }
                    // A pupil's copy may not hold the quotation; its words stand in the article all the same.
                    let passage = Passage { exact: material.text.clone(), ..Passage::default() };
                    place_of(article, &passage).map(Selected::Passage)
                });
                let shown =
                    if material.text.starts_with(['“', '"', '‘']) { material.text.clone() } else { format!("“{}”", material.text) };
                words(ui, cx, &shown, material.speaker.as_deref(), place.map(|place| (material.article.clone(), place)));
            }
            Material::Text(material) => words(ui, cx, &material.text, material.from.as_deref(), None),
            Material::Article(material) => article(ui, cx, archive, &material.article),
            Material::Unknown(_) => super::said(ui, "Something stands here that this version of On Record cannot show."),
        });
    }
}

/// Where a passage stands in an article, now.
fn place_of(article: &Article, passage: &Passage) -> Option<Passage> {
    let text = article.part_text(&passage.part);
    let range = passage.find_in(&text)?;
    Passage::within(passage.part.clone(), &text, range.start, range.end)
}

fn words(ui: &mut Ui, cx: &mut Cx<'_>, words: &str, from: Option<&str>, place: Option<(Slug, Selected)>) {
    let tokens = theme::tokens(ui.ctx());
    let shown = Card::new("words", words).edge(tokens.faint).show(ui, |ui| {
        ui.add(Label::new(text::card_quotation(ui).rich(words, tokens.ink)).wrap().selectable(false));
        if let Some(from) = from {
            ui.add(Label::new(text::small(ui).rich(from, tokens.muted)).wrap().selectable(false));
        }
        place.is_some() && small_link(ui, "Show in the article").clicked()
    });
    if let Some((slug, what)) = place
        && (shown.inner || shown.response.clicked())
    {
        cx.actions.push(Action::Select(Selection::of(slug, what)));
    }
}

fn article(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, slug: &Slug) {
    let Some(article) = archive.corpus.article(slug) else {
        super::said(ui, &format!("The article “{slug}” is not in this copy. Tell your teacher; the other tasks can be answered."));
        return;
    };
    let is_read = archive.selection.article.as_ref() == Some(slug);
    // Where it is open already and there is no other, the words would only repeat the headline beside them.
    if is_read && archive.corpus.len() == 1 {
        return;
    }
    let outlet = article.publisher.as_deref().map(|outlet| format!("{outlet}: ")).unwrap_or_default();
    let words = format!("{outlet}{}", article.headline);
    let (sign, said) = if is_read { (icon::BOOK_OPEN, "is open") } else { (icon::NEWSPAPER, "open it") };
    if way(ui, sign, &words, &format!("Article: {words}, {said}"), is_read) {
        cx.actions.push(Action::Select(Selection::article(slug.clone())));
    }
}

/// One line that leads somewhere, ended by an ellipsis where it is too long; whether it was pressed.
pub fn way(ui: &mut Ui, sign: &str, words: &str, said: &str, is_there: bool) -> bool {
    let tokens = theme::tokens(ui.ctx());
    let width = ui.available_width();
    let height = (text::body(ui).line_height + 12.0).max(32.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Link, true, is_there, said));
    let glow = ui.ctx().animate_bool_responsive(response.id.with("glow"), response.hovered());
    ui.painter().rect_filled(rect, 6, tokens.hover.gamma_multiply(glow));
    let ink = if is_there { tokens.muted } else { tokens.accent };
    let sign = text::icon(ui).scaled(0.9).galley(ui, sign, ink);
    let words = text::body(ui).galley_elided(ui, words, ink, width - sign.size().x - 16.0, 1);
    let left = rect.left() + 4.0 + sign.size().x + 8.0;
    ui.painter().galley(pos2(rect.left() + 4.0, rect.center().y - sign.size().y / 2.0), sign, ink);
    ui.painter().galley(pos2(left, rect.center().y - words.size().y / 2.0), words, ink);
    ring(ui, &response, rect, 6);
    response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
}

fn photo(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, material: &PhotoMaterial) {
    let tokens = theme::tokens(ui.ctx());
    let slug = &material.article;
    let Some(photo) = archive.corpus.article(slug).and_then(|article| article.photo(&material.photo)) else {
        super::said(ui, "The picture is not in this copy. Tell your teacher; the other tasks can be answered.");
        return;
    };
    let room = vec2(ui.available_width(), HIGHEST * theme::look(ui.ctx()).text_size.min(1.3));
    let picture = panels::picture(ui, cx, archive, slug, photo, room);
    let known = match &picture {
        PictureState::Ready { original_size, .. } => Some(*original_size),
        _ => photo.width.zip(photo.height).map(|(wide, high)| [wide, high]),
    };
    let size = match &picture {
        PictureState::Failed(_) => vec2(room.x, 64.0),
        _ => fitted(Rect::from_min_size(egui::Pos2::ZERO, room), known).size(),
    };
    // Without its caption it is looked at by itself: in the article the caption stands under it.
    let sense = if material.caption { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(room.x, size.y), sense);
    let place = Rect::from_min_size(rect.min, size);
    // What a picture shows is part of what is asked; its description is for those who cannot see it.
    let name = photo.alternate_name.as_deref().filter(|name| !name.is_empty()).unwrap_or("Photo without a description");
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, format!("Picture of the task: {name}")));
    panels::paint_picture(ui, &picture, photo, place, false, &tokens);
    ring(ui, &response, place, 4);
    let what = Selected::Photo(material.photo.clone());
    if material.caption && response.on_hover_text("Show in the article").clicked() {
        cx.actions.push(Action::Select(Selection::of(slug.clone(), what)));
    }
    if material.caption && !photo.caption.is_empty() {
        ui.add_space(-2.0);
        ui.add(Label::new(text::caption(ui).rich(&photo.caption, tokens.ink)).wrap().selectable(false));
    }
    let credit = photo.credit_text.clone().or_else(|| photo.creator.as_ref().map(|creator| creator.name().to_owned()));
    if let Some(credit) = credit.filter(|_| material.credit) {
        ui.add_space(-4.0);
        ui.add(Label::new(text::caption(ui).rich(credit, tokens.muted)).wrap().selectable(false));
    }
}

/// Where a part of an article is, in words: `paragraph 2`, `headline`.
pub fn place_in_words(article: &Article, passage: &Passage) -> String {
    match &passage.part {
        Part::Body => article.paragraph_of(passage).map_or_else(String::new, |number| format!("paragraph {number}")),
        Part::Headline => "headline".to_owned(),
        Part::Standfirst => "standfirst".to_owned(),
        Part::Caption(_) => "caption".to_owned(),
    }
}
