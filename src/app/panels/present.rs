//! One thing, large, for a projector: a quotation, a photo, or the article.

use egui::{Color32, CornerRadius, Rect, Ui, pos2, vec2};

use super::{Cx, quotations};
use crate::{
    app::{
        action::{Action, Kind, Way},
        article::{Reader, fitted},
        open_archive::OpenArchive,
        pictures::PictureState,
        selection::Selected,
        theme::{self, speaker_colour, text},
    },
    model::{Article, Photo, Quotation, Slug, Speaker},
};

/// The next thing of the kind that is shown, or the one before.
pub fn step(archive: &OpenArchive, way: Way) -> Action {
    let kind = if matches!(archive.selection.what, Selected::Photo(_)) { Kind::Photo } else { Kind::Quotation };
    Action::Step(kind, way)
}

/// Shows the layout.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive) {
    let Some((slug, article)) = archive.article() else { return };
    let (next, previous) = ui.input(|input| {
        (
            input.key_pressed(egui::Key::PageDown) || input.key_pressed(egui::Key::ArrowRight),
            input.key_pressed(egui::Key::PageUp) || input.key_pressed(egui::Key::ArrowLeft),
        )
    });
    if next || previous {
        cx.actions.push(step(archive, if next { Way::Next } else { Way::Previous }));
    }
    match &archive.selection.what {
        Selected::Quotation(id) if article.quotation(id).is_some() => {
            if let Some(quotation) = article.quotation(id) {
                words(ui, archive, article, quotation);
            }
        }
        Selected::Photo(id) if article.photo(id).is_some() => {
            if let Some(photo) = article.photo(id) {
                picture(ui, cx, archive, slug, photo);
            }
        }
        _ => Reader { id: egui::Id::unique("present"), archive, slug, article, scale: 1.7, measure: 1.0 }.show(ui, cx),
    }
}

fn words(ui: &mut Ui, archive: &OpenArchive, article: &Article, quotation: &Quotation) {
    let tokens = theme::tokens(ui.ctx());
    let space = ui.max_rect().shrink2(vec2(110.0_f32.min(ui.max_rect().width() * 0.08), 40.0));
    let speaker = archive.speaker(quotation.spoken_by_character.as_ref());
    let name = speaker.map_or("Nobody is said to have said it", Speaker::name);
    let said = quotations::quoted(quotation);
    // As large as it fits: words at the back of a class are read, or they are not there.
    let set = |size: f32| text::display(ui).scaled(size).galley_wrapped(ui, &said, tokens.on_selection, space.width());
    // What stands around the words grows less than they do.
    let text_size = theme::look(ui.ctx()).text_size;
    let around = |kind: text::Type, factor: f32| kind.scaled(factor / text_size.max(1.0).powf(0.6));
    let room = space.height() - 170.0 * text_size.max(1.0).powf(0.4);
    let sizes = [1.9, 1.6, 1.35, 1.15, 1.0, 0.8, 0.65];
    let galley = sizes.into_iter().map(set).find(|galley| galley.size().y <= room).unwrap_or_else(|| set(0.5));
    let how = quotations::how(quotation, None);
    let voice = archive.voice(quotation.spoken_by_character.as_ref());
    let (line, _) = speaker_colour(&tokens, voice.index, voice.anonymous);
    let who = around(text::heading(ui), 1.35).galley_wrapped(ui, name, line, space.width());
    let where_from: Vec<String> = article.publisher.clone().into_iter().chain([article.headline.clone()]).collect();
    let above = around(text::action(ui), 1.25).galley_elided(ui, where_from.join(" · "), tokens.muted, space.width(), 1);
    let rest = around(text::standfirst(ui), 1.15).galley_wrapped(ui, how, tokens.muted, space.width());
    let height = above.size().y + galley.size().y + who.size().y + rest.size().y + 60.0;
    let mut at = pos2(space.left(), (space.center().y - height / 2.0).max(space.top()));
    let beginning = at;
    at.y += above.size().y + 20.0;
    for row in &galley.rows {
        // Without the space at which the row breaks.
        let end = row.row.glyphs.iter().rev().find(|glyph| !glyph.chr.is_whitespace()).map_or(0.0, |glyph| glyph.max_x());
        let rect = row.rect().with_max_x(row.pos.x + end).translate(at.to_vec2()).expand2(vec2(2.0, 0.0));
        ui.painter().rect_filled(rect, CornerRadius::same(2), tokens.selection);
    }
    let response = ui.interact(Rect::from_min_size(at, galley.size()), ui.scope_id().with("presented"), egui::Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, format!("{said} — {name}")));
    let mut put = |galley: std::sync::Arc<egui::Galley>, space: f32, ink: Color32| {
        let height = galley.size().y + space;
        ui.painter().galley(at, galley, ink);
        at.y += height;
    };
    put(galley, 30.0, tokens.on_selection);
    put(who, 8.0, line);
    put(rest, 0.0, tokens.muted);
    ui.painter().galley(beginning, above, tokens.muted);
}

fn picture(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, slug: &Slug, photo: &Photo) {
    let tokens = theme::tokens(ui.ctx());
    let space = ui.max_rect().shrink(24.0);
    let centred = |kind: text::Type, words: &str, ink| {
        let mut job = kind.job(words, ink);
        job.halign = egui::Align::Center;
        job.wrap.max_width = space.width().min(1100.0);
        ui.painter().layout_job(job)
    };
    let credit = photo.credit_text.as_deref().unwrap_or_default();
    let lines: Vec<_> = [
        (!photo.caption.is_empty()).then(|| centred(text::standfirst(ui).scaled(1.2), &photo.caption, tokens.ink)),
        (!credit.is_empty()).then(|| centred(text::action(ui).scaled(1.15), credit, tokens.muted)),
    ]
    .into_iter()
    .flatten()
    .collect();
    let high: f32 = lines.iter().map(|line| line.size().y + 6.0).sum();
    let room = Rect::from_min_max(space.min, pos2(space.right(), space.bottom() - high - 12.0));
    let picture = super::picture(ui, cx, archive, slug, photo, room.size());
    let known = if let PictureState::Ready { original_size, .. } = &picture { Some(*original_size) } else { None };
    super::paint_picture(ui, &picture, photo, fitted(room, known), false, &tokens);
    let mut y = space.bottom() - high;
    for line in lines {
        let below = y + line.size().y + 6.0;
        ui.painter().galley(pos2(space.center().x, y), line, tokens.ink);
        y = below;
    }
}
