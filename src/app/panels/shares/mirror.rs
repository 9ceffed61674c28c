//! Two articles beside each other: one row a speaker, a bar to the left and one to the right.

use egui::{Rect, Ui, pos2, vec2};

use super::count::{Counted, Pair, Place, Share};
use crate::{
    app::{
        open_archive::OpenArchive,
        panels::contents::counted as in_numbers,
        theme::{self, paint_band, speaker_colour, speaker_pattern, text},
    },
    model::Speaker,
};

/// Draws the bars, in both articles first, then in one alone.
pub fn draw(ui: &mut Ui, archive: &OpenArchive, pairs: &[Pair<'_>], counted: Counted) {
    let tokens = theme::tokens(ui.ctx());
    let of = |share: &Option<Share<'_>>| share.as_ref().map_or(0, |share| share.count(counted));
    let totals =
        [pairs.iter().map(|pair| of(&pair.left)).sum::<usize>().max(1), pairs.iter().map(|pair| of(&pair.right)).sum::<usize>().max(1)];
    let part = |pair: &Pair<'_>| [of(&pair.left) as f32 / totals[0] as f32, of(&pair.right) as f32 / totals[1] as f32];
    let most = pairs.iter().flat_map(part).fold(0.01, f32::max);
    ui.spacing_mut().item_spacing.y = 2.0;
    for place in Place::ALL {
        let group: Vec<&Pair<'_>> = pairs.iter().filter(|pair| pair.place() == place).collect();
        if group.is_empty() {
            continue;
        }
        if place != Place::Both {
            ui.add_space(4.0);
        }
        let words = format!("{}: {}", place.in_words(), in_numbers(group.len(), "speaker"));
        ui.vertical_centered(|ui| ui.add(egui::Label::new(text::small(ui).rich(words, tokens.muted)).selectable(false)));
        for pair in group {
            row(ui, archive, pair, part(pair), most);
        }
    }
}

fn row(ui: &mut Ui, archive: &OpenArchive, pair: &Pair<'_>, [left, right]: [f32; 2], most: f32) {
    let Some(share) = pair.either() else { return };
    let tokens = theme::tokens(ui.ctx());
    let scale = theme::look(ui.ctx()).text_size;
    let name = share.name();
    let voice = archive.voice(share.speaker.map(Speaker::id));
    let (line, wash) = speaker_colour(&tokens, voice.index, voice.anonymous);
    let pattern = speaker_pattern(&tokens, voice.index, voice.anonymous);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), text::small(ui).line_height + 6.0), egui::Sense::hover());
    response.widget_info(|| {
        let said = format!("{name}: left {:.0} percent, right {:.0} percent", left * 100.0, right * 100.0);
        egui::WidgetInfo::labeled(egui::Role::Label, true, said)
    });
    let number_width = 42.0 * scale;
    let column = (190.0 * scale).min(rect.width() * 0.4);
    let room = ((rect.width() - column) / 2.0 - number_width - 10.0).max(0.0);
    let label = text::small_strong(ui).galley_elided(ui, name, tokens.ink, column, 1);
    ui.painter().galley(rect.center() - label.size() / 2.0, label, tokens.ink);
    for (share, sign) in [(left, -1.0_f32), (right, 1.0)] {
        let from = rect.center().x + sign * (column / 2.0 + number_width);
        let to = from + sign * room * share / most;
        let bar = Rect::from_x_y_ranges(from.min(to)..=from.max(to), rect.top() + 3.0..=rect.bottom() - 3.0);
        if share > 0.0 {
            paint_band(ui.painter(), bar, line, wash, pattern);
        }
        let words = match share * 100.0 {
            nothing if nothing <= 0.0 => "–".to_owned(),
            little if little < 0.5 => "<1 %".to_owned(),
            percent => format!("{percent:.0} %"),
        };
        let number = text::small(ui).galley(ui, words, tokens.muted);
        // The number stands at its bar, on both sides at the same distance.
        let x = if sign < 0.0 { from + 6.0 } else { from - 6.0 - number.size().x };
        ui.painter().galley(pos2(x, rect.center().y - number.size().y / 2.0), number, tokens.muted);
    }
    response.on_hover_text(name);
}
