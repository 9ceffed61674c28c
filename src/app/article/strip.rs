//! The strip of voices: its height is the article, its bands are quotations.

use std::{rc::Rc, sync::Arc};

use egui::{CornerRadius, CursorIcon, Rect, Role, Sense, Ui, Vec2, WidgetInfo};

use super::flow::Flow;
use crate::{
    app::{
        action::Action,
        open_archive::{OpenArchive, Voice},
        panels::Cx,
        selection::{Selected, Selection},
        theme::{paint_band, speaker_colour, speaker_pattern, tokens},
    },
    model::{Article, Passage, Slug},
};

/// How long bands may stand where they were thought to stand while heights become known, in seconds: an article is read at another speed
/// than it is laid out.
const STANDS: f64 = 0.3;

/// A quotation in the strip.
struct Band {
    /// Where, from the strip's own corner.
    rect: Rect,
    voice: Voice,
    /// Which of the article's quotations.
    quotation: usize,
}

/// The bands of an article, worked out once for each state of it.
pub(super) struct Bands {
    article: Arc<Article>,
    /// What the filter lets through, and the strip's size.
    of: (u64, Vec2),
    revision: u64,
    made: f64,
    all: Rc<[Band]>,
}

/// Where a passage stands in a strip of this size.
fn place(flow: &Flow, passage: &Passage, size: Vec2) -> Option<Rect> {
    let (from, to) = (flow.fraction(&passage.part, passage.start)?, flow.fraction(&passage.part, passage.end)?);
    let top = from * size.y;
    Some(Rect::from_x_y_ranges(0.0..=size.x, top..=(to * size.y).max(top + 4.0).min(size.y)))
}

fn bands(ui: &Ui, cx: &mut Cx<'_>, archive: &OpenArchive, slug: &Slug, article: &Arc<Article>, flow: &Flow, size: Vec2) -> Rc<[Band]> {
    let (id, now, of) = (ui.scope_id(), ui.input(|input| input.time), (archive.shown.number, size));
    if let Some(known) = cx.tools.flows.bands.get(&id).filter(|known| Arc::ptr_eq(&known.article, article) && known.of == of) {
        if known.revision == flow.revision {
            return known.all.clone();
        }
        if now - known.made < STANDS {
            ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(STANDS));
            return known.all.clone();
        }
    }
    let shown = archive.shown.quotations_shown(slug).filter(|shown| shown.len() == article.quotations.len());
    let speech =
        article.quotations.iter().enumerate().filter(|(at, quotation)| quotation.kind.is_speech() && shown.is_none_or(|shown| shown[*at]));
    let mut all: Vec<Band> = Vec::new();
    let mut last = None;
    for (at, quotation) in speech {
        let voice = archive.voice(quotation.spoken_by_character.as_ref());
        for rect in quotation.passages.iter().filter_map(|passage| place(flow, passage, size)) {
            // Of a long article many bands of one voice fall on the same place: one of them is seen.
            let place = Some((rect.top().round() as i32, rect.bottom().round() as i32, voice));
            if std::mem::replace(&mut last, place) != place {
                all.push(Band { rect, voice, quotation: at });
            }
        }
    }
    let all: Rc<[Band]> = all.into();
    let known = Bands { article: article.clone(), of, revision: flow.revision, made: now, all: all.clone() };
    cx.tools.flows.bands.insert(id, known);
    all
}

/// Shows the strip in `rect`; a click goes to the quotation there.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, slug: &Slug, article: &Arc<Article>, flow: &Flow, rect: Rect) {
    let tokens = tokens(ui.ctx());
    let painter = &ui.painter().clone();
    painter.rect_filled(rect, CornerRadius::same(5), tokens.sunken);
    if tokens.is_high_contrast() {
        // The ground is as black as the paper: two lines say how long the article is.
        for x in [rect.left() - 2.0, rect.right() + 2.0] {
            painter.vline(x, rect.y_range(), egui::Stroke::new(1.0, tokens.rule));
        }
    }
    let bands = bands(ui, cx, archive, slug, article, flow, rect.size());
    for band in bands.iter() {
        let (line, wash) = speaker_colour(&tokens, band.voice.index, band.voice.anonymous);
        let place = band.rect.translate(rect.min.to_vec2());
        paint_band(painter, place, line, wash, speaker_pattern(&tokens, band.voice.index, band.voice.anonymous));
    }
    let indexed = cx.tools.readings.indexed(article);
    if let Some(Selected::Quotation(id)) = archive.selected_in(slug)
        && let Some((at, quotation)) = indexed.quotation(id).filter(|(_, quotation)| quotation.kind.is_speech())
        && archive.shown.quotations_shown(slug).is_none_or(|shown| shown.get(at).copied().unwrap_or(true))
    {
        for place in quotation.passages.iter().filter_map(|passage| place(flow, passage, rect.size())) {
            let y = place.y_range();
            let mark = Rect::from_x_y_ranges(-4.0..=-2.0, y).translate(rect.min.to_vec2());
            painter.rect_filled(mark, CornerRadius::ZERO, tokens.accent);
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
    let y = pointer.y - rect.top();
    let near = bands.iter().min_by(|one, other| distance(&one.rect, y).total_cmp(&distance(&other.rect, y)));
    let near = near.filter(|band| distance(&band.rect, y) < 8.0).and_then(|band| article.quotations.get(band.quotation));
    let Some(quotation) = near else { return };
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
