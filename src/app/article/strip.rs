//! The strip of voices: its height is the article, its bands are quotations.

use egui::{CornerRadius, CursorIcon, Rect, Role, Sense, Ui, WidgetInfo, pos2};

use super::flow::Flow;
use crate::{
    app::{
        action::Action,
        open_archive::OpenArchive,
        panels::Cx,
        selection::{Selected, Selection},
        theme::{paint_band, speaker_colour, speaker_pattern, tokens},
    },
    model::{Article, Slug},
};

/// Shows the strip in `rect`; a click goes to the quotation there.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, slug: &Slug, article: &Article, flow: &Flow, rect: Rect) {
    let tokens = tokens(ui.ctx());
    let painter = ui.painter();
    painter.rect_filled(rect, CornerRadius::same(5), tokens.sunken);
    if tokens.is_high_contrast() {
        // The ground is as black as the paper: two lines say how long the article is.
        for x in [rect.left() - 2.0, rect.right() + 2.0] {
            painter.vline(x, rect.y_range(), egui::Stroke::new(1.0, tokens.rule));
        }
    }
    let mut bands = Vec::new();
    let shown = archive.shown.quotations_shown(slug).filter(|shown| shown.len() == article.quotations.len());
    let is_shown = |at: usize| shown.is_none_or(|shown| shown[at]);
    let mut last = None;
    for (_, quotation) in article.quotations.iter().enumerate().filter(|(at, quotation)| quotation.kind.is_speech() && is_shown(*at)) {
        for passage in &quotation.passages {
            let (Some(from), Some(to)) = (flow.fraction(&passage.part, passage.start), flow.fraction(&passage.part, passage.end)) else {
                continue;
            };
            let top = rect.top() + from * rect.height();
            let bottom = (rect.top() + to * rect.height()).max(top + 4.0).min(rect.bottom());
            let band = Rect::from_min_max(pos2(rect.left(), top), pos2(rect.right(), bottom));
            let voice = archive.voice(quotation.spoken_by_character.as_ref());
            let selected = archive.selects(slug, &Selected::Quotation(quotation.id.clone()));
            // Of a long article many bands of one voice fall on the same place: one of them is seen.
            let place = Some((top.round() as i32, bottom.round() as i32, voice));
            if std::mem::replace(&mut last, place) == place && !selected {
                continue;
            }
            let (line, wash) = speaker_colour(&tokens, voice.index, voice.anonymous);
            paint_band(painter, band, line, wash, speaker_pattern(&tokens, voice.index, voice.anonymous));
            if selected {
                painter.rect_filled(
                    Rect::from_min_max(pos2(rect.left() - 4.0, top), pos2(rect.left() - 2.0, bottom)),
                    CornerRadius::ZERO,
                    tokens.accent,
                );
            }
            bands.push((band, quotation));
        }
    }
    let response = ui.interact(rect.expand2(egui::vec2(6.0, 0.0)), ui.scope_id().with("strip of voices"), Sense::CLICK);
    response.widget_info(|| {
        WidgetInfo::labeled(
            Role::Group,
            true,
            format!("Strip of voices: {} passages quoted, from the top of the article to its end", bands.len()),
        )
    });
    let Some(pointer) = response.hover_pos() else { return };
    let near = bands
        .iter()
        .min_by(|(a, _), (b, _)| distance(a, pointer.y).total_cmp(&distance(b, pointer.y)))
        .filter(|(band, _)| distance(band, pointer.y) < 8.0);
    let Some((_, quotation)) = near else { return };
    cx.tools.flows.hover(slug, Selected::Quotation(quotation.id.clone()));
    let speaker = archive.speaker(quotation.spoken_by_character.as_ref()).map_or("Nobody named", |speaker| speaker.name());
    if response.clicked() {
        cx.actions.push(Action::Select(Selection::of(slug.clone(), Selected::Quotation(quotation.id.clone()))));
    }
    let words = quotation.text();
    response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(format!("{speaker}: “{}”", shortened(&words, 80)));
}

fn distance(band: &Rect, y: f32) -> f32 {
    (band.top() - y).max(y - band.bottom()).max(0.0)
}

/// The first words of a text, with an ellipsis where some are left out.
pub fn shortened(text: &str, letters: usize) -> String {
    match text.char_indices().nth(letters) {
        None => text.to_owned(),
        Some((byte, _)) => format!("{}…", text[..byte].trim_end()),
    }
}
