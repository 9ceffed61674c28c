//! The chart of one article or of several together: bars, under which name, and where.

use egui::{Rect, Ui, pos2, vec2};

use super::count::{Counted, Named, Share, percent, total};
use crate::{
    app::{
        open_archive::OpenArchive,
        panels::contents::counted as in_numbers,
        theme::{self, paint_band, speaker_colour, speaker_pattern, text},
        voices::Voices,
        widgets::section_label,
    },
    model::Speaker,
};

/// How many speakers have a bar of their own.
const MOST: usize = 10;
/// How many articles have a strip of their own.
const MOST_STRIPS: usize = 8;

/// Draws the chart.
pub fn draw(
    ui: &mut Ui,
    voices: &mut Voices,
    archive: &OpenArchive,
    (title, articles): (&str, &[Named<'_>]),
    shares: &[Share<'_>],
    counted: Counted,
) {
    let tokens = theme::tokens(ui.ctx());
    let total = total(shares, counted);
    if total == 0 {
        ui.add(egui::Label::new(text::body(ui).rich("No quotation is shown.", tokens.muted)).selectable(false));
        says(ui, counted);
        return;
    }
    let title = text::strong(ui).galley_elided(ui, title, tokens.ink, ui.available_width(), 1);
    ui.add(egui::Label::new(title).selectable(false));
    ui.add_space(4.0);
    let most = shares.first().map_or(1, |share| share.count(counted)).max(1);
    for share in shares.iter().take(MOST) {
        bar(ui, archive, share, counted, (most, total));
    }
    if shares.len() > MOST {
        let rest = super::count::total(&shares[MOST..], counted);
        let words = format!("and {}: {} together", in_numbers(shares.len() - MOST, "other"), in_numbers(rest, counted.noun()));
        ui.add(egui::Label::new(text::small(ui).rich(words, tokens.muted)).selectable(false));
    }
    ui.add_space(10.0);
    named(ui, shares, counted, total);
    ui.add_space(10.0);
    along(ui, voices, archive, articles, counted);
    ui.add_space(6.0);
    says(ui, counted);
}

/// What the numbers are of.
pub fn says(ui: &mut Ui, counted: Counted) {
    let tokens = theme::tokens(ui.ctx());
    ui.add(egui::Label::new(text::small(ui).rich(counted.in_words(), tokens.muted)).wrap().selectable(false));
}

/// One speaker: name, bar, number.
fn bar(ui: &mut Ui, archive: &OpenArchive, share: &Share<'_>, counted: Counted, (most, total): (usize, usize)) {
    let tokens = theme::tokens(ui.ctx());
    let scale = theme::look(ui.ctx()).text_size;
    let voice = archive.voice(share.speaker.map(Speaker::id));
    let (line, wash) = speaker_colour(&tokens, voice.index, voice.anonymous);
    let count = share.count(counted);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), text::small(ui).line_height + 8.0), egui::Sense::hover());
    let percent = percent(count, total);
    let said = format!("{}: {}, {percent} percent", share.name(), in_numbers(count, counted.noun()));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &said));
    let column = (210.0 * scale).min(rect.width() * 0.4);
    let name = text::small_strong(ui).galley_elided(ui, share.name(), tokens.ink, column - 8.0, 1);
    ui.painter().galley(pos2(rect.left(), rect.center().y - name.size().y / 2.0), name, tokens.ink);
    let number = text::small(ui).galley(ui, format!("{} · {percent} %", in_numbers(count, counted.noun())), tokens.muted);
    let room = (rect.width() - column - 130.0 * scale).max(20.0);
    let from = rect.left() + column;
    let to = from + (room * count as f32 / most as f32).max(2.0);
    let bar = Rect::from_x_y_ranges(from..=to, rect.top() + 4.0..=rect.bottom() - 4.0);
    paint_band(ui.painter(), bar, line, wash, speaker_pattern(&tokens, voice.index, voice.anonymous));
    ui.painter().galley(pos2(to + 8.0, rect.center().y - number.size().y / 2.0), number, tokens.muted);
}

/// With which name: one bar of persons, organizations, those not named, and words that are nobody's.
fn named(ui: &mut Ui, shares: &[Share<'_>], counted: Counted, total: usize) {
    let tokens = theme::tokens(ui.ctx());
    section_label(ui, "Under which name");
    type Belongs = fn(Option<&Speaker>) -> bool;
    let groups: [(&str, Belongs, usize); 4] = [
        ("persons with a name", |s| matches!(s, Some(Speaker::Person(_))), 0),
        ("organizations", |s| matches!(s, Some(Speaker::Organization(_))), 6),
        ("not named", |s| matches!(s, Some(Speaker::Anonymous(_))), usize::MAX),
        ("nobody is said to have said it", |s| s.is_none(), 2),
    ];
    let count =
        |belongs: Belongs| -> usize { shares.iter().filter(|share| belongs(share.speaker)).map(|share| share.count(counted)).sum() };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 18.0), egui::Sense::hover());
    let mut from = rect.left();
    let mut words = Vec::new();
    let mut keys = Vec::new();
    for (name, belongs, colour) in groups {
        let share = count(belongs);
        if share == 0 {
            continue;
        }
        words.push(format!("{name} {} %", percent(share, total)));
        let to = from + rect.width() * share as f32 / total as f32;
        let anonymous = colour == usize::MAX;
        // Where there is one colour only, the patterns of the first few tell the parts apart.
        let index = if anonymous {
            0
        } else if tokens.is_high_contrast() {
            colour.min(1)
        } else {
            colour
        };
        let (line, wash) = speaker_colour(&tokens, index, anonymous);
        let part = Rect::from_x_y_ranges(from..=(to - 2.0).max(from + 1.0), rect.y_range());
        paint_band(ui.painter(), part, line, wash, speaker_pattern(&tokens, index, anonymous));
        keys.push((line, wash, speaker_pattern(&tokens, index, anonymous)));
        from = to;
    }
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, words.join(" · ")));
    // Each part's colour and pattern stand before its words.
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for ((line, wash, pattern), words) in keys.into_iter().zip(words) {
            let (key, _) = ui.allocate_exact_size(vec2(14.0, 10.0), egui::Sense::hover());
            paint_band(ui.painter(), key, line, wash, pattern);
            ui.add(egui::Label::new(text::small(ui).rich(words, tokens.muted)).selectable(false));
            ui.add_space(10.0);
        }
    });
}

/// Where: the body of each article from the first word at the left to the last at the right.
pub fn along(ui: &mut Ui, voices: &mut Voices, archive: &OpenArchive, articles: &[Named<'_>], counted: Counted) {
    let tokens = theme::tokens(ui.ctx());
    section_label(ui, "Where, from the first word to the last");
    for (slug, article) in articles.iter().take(MOST_STRIPS) {
        if articles.len() > 1 {
            let headline = text::small(ui).galley_elided(ui, &article.headline, tokens.muted, ui.available_width(), 1);
            ui.add(egui::Label::new(headline).selectable(false));
        }
        let high = if articles.len() > 1 { 14.0 } else { 22.0 };
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), high), egui::Sense::hover());
        ui.painter().rect_filled(rect, 4, tokens.sunken);
        if tokens.is_high_contrast() {
            ui.painter().rect_stroke(rect, 4, tokens.edge_stroke(), egui::StrokeKind::Inside);
        }
        let heard = voices.of(archive, slug, article);
        let length = heard.length.max(1) as f32;
        let mut passages = 0;
        for place in heard.places.iter().filter(|place| counted.with_retold || !place.retold) {
            let voice = archive.voice(place.speaker.as_ref());
            let (line, wash) = speaker_colour(&tokens, voice.index, voice.anonymous);
            let x = |at: usize| rect.left() + rect.width() * at as f32 / length;
            let band = Rect::from_x_y_ranges(x(place.start)..=x(place.end).max(x(place.start) + 3.0), rect.y_range());
            paint_band(ui.painter(), band, line, wash, speaker_pattern(&tokens, voice.index, voice.anonymous));
            passages += 1;
        }
        let said = format!("{passages} passages along the article {}", article.headline);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &said));
    }
    if articles.len() > MOST_STRIPS {
        let words = format!("and {}", in_numbers(articles.len() - MOST_STRIPS, "other article"));
        ui.add(egui::Label::new(text::small(ui).rich(words, tokens.muted)).selectable(false));
    }
}
