//! Cards of who said what.

use egui::{Align, Layout, Ui};

use super::{Cx, correct};
use crate::{
    app::{
        action::Action,
        open_archive::OpenArchive,
        reading::Indexed,
        selection::{Selected, Selection},
        theme::{self, icon, speaker_colour, speaker_pattern, text},
        widgets::{Card, LongList, empty_state, initials_badge, tag},
    },
    lesson::Piece,
    model::{Article, Quotation, Slug, SpeakerId},
};

/// Shows the panel.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive) {
    let Some((slug, article)) = archive.article() else { return };
    let reading = cx.tools.readings.of(archive, slug, article);
    let order = &reading.quotations;
    if order.is_empty() {
        empty(ui, cx, archive, article);
        return;
    }
    let moved = cx.tools.drafts.followed != cx.state.moves;
    let at = moved.then(|| archive.selection.what.quotation().and_then(|id| reading.row_of(id))).flatten();
    let speaker = reading.article.selected_speaker(archive);
    let list = LongList::new(egui::Id::unique(("quotations", slug)), order.len(), 110.0).scroll_to(at);
    list.show(ui, |ui, at| {
        if let Some(quotation) = order.get(at).and_then(|at| article.quotations.get(*at as usize)) {
            card(ui, cx, archive, slug, (article, &reading.article), quotation, speaker.as_ref());
        }
    });
    cx.tools.drafts.followed = cx.state.moves;
}

fn empty(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, article: &Article) {
    if article.quotations.is_empty() {
        empty_state(ui, icon::QUOTES, "Nobody is quoted", "In this article no words are marked as somebody’s.", None);
    } else {
        let button = empty_state(
            ui,
            icon::FUNNEL,
            "Nothing passes the filter",
            "This article has quotations, but none that the filter lets through.",
            Some("Clear filter"),
        );
        if button.is_some_and(|button| button.clicked()) {
            cx.actions.push(Action::SetFilter(crate::search::Filter::default()));
        }
        let _ = archive;
    }
}

fn card(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    archive: &OpenArchive,
    slug: &Slug,
    (article, indexed): (&Article, &Indexed),
    quotation: &Quotation,
    selected_speaker: Option<&SpeakerId>,
) {
    let tokens = theme::tokens(ui.ctx());
    let voice = archive.voice(quotation.spoken_by_character.as_ref());
    let speaker = archive.speaker(quotation.spoken_by_character.as_ref());
    let name = speaker.map_or("Nobody named", |speaker| if speaker.is_named() { speaker.name() } else { "not named" });
    let selected = archive.selection.what.quotation() == Some(&quotation.id);
    let is_pointed_at = match cx.tools.flows.hovered(slug) {
        Some(Selected::Quotation(id)) => *id == quotation.id,
        Some(Selected::Speaker(id)) => quotation.spoken_by_character.as_ref() == Some(id),
        _ => false,
    };
    let glows = is_pointed_at || (selected_speaker.is_some() && selected_speaker == quotation.spoken_by_character.as_ref());
    let words = quoted(quotation);
    let label = format!("Card: {words} — {name}");
    let colours = speaker_colour(&tokens, voice.index, voice.anonymous);
    let pattern = speaker_pattern(&tokens, voice.index, voice.anonymous);
    let card = Card::new(&quotation.id.0, &label).speaker_edge(colours, pattern).selected(selected).glowing(glows).draggable();
    let shown = card.show(ui, |ui| {
        let rows = if selected { 40 } else { 4 };
        let mut galley = text::card_quotation(ui).galley_elided(ui, &words, tokens.ink, ui.available_width(), rows);
        if let Some(cut) = cut_at_a_gap(&galley, &words) {
            galley = text::card_quotation(ui).galley_wrapped(ui, cut, tokens.ink, ui.available_width());
        }
        ui.add(egui::Label::new(galley).selectable(false));
        let how = how(quotation, speaker);
        // Where both do not fit in one line, how it was said has its own.
        let mut own_line = false;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 7.0;
            initials_badge(ui, name, voice.index, voice.anonymous);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                tag(ui, quotation.kind.word());
                if quotation.provenance.is_confirmed() {
                    let tick = ui.add(egui::Label::new(text::icon(ui).scaled(0.8).rich(icon::SEAL_CHECK, tokens.ok)).selectable(false));
                    tick.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, "confirmed"));
                    tick.on_hover_text(quotation.provenance.in_words());
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let who = text::small_strong(ui).galley_elided(ui, name, tokens.ink, ui.available_width(), 1);
                    ui.add(egui::Label::new(who).selectable(false));
                    let words = text::small(ui).galley(ui, how.as_str(), tokens.muted);
                    own_line = words.size().x > ui.available_width();
                    if !own_line {
                        ui.add(egui::Label::new(words).selectable(false));
                    }
                });
            });
        });
        // The form says the same, and needs the room.
        if own_line && cx.state.correcting.as_ref() != Some(&quotation.id) {
            ui.add(egui::Label::new(text::small(ui).rich(how, tokens.muted)).wrap().selectable(false));
        }
        if selected {
            let mut lines = vec![place(indexed, quotation), quotation.provenance.in_words()];
            if let Some(crate::model::Speaker::Anonymous(who)) = speaker {
                lines.insert(0, format!("Described as “{}”", who.description));
                lines.extend(who.anonymity_reason.as_ref().map(|reason| format!("Not named because: {reason}")));
            }
            for line in lines.into_iter().filter(|line| !line.is_empty()) {
                ui.add(egui::Label::new(text::small(ui).rich(line, tokens.muted)).wrap().selectable(false));
            }
            // A pupil reads, and corrects nothing.
            if cx.state.pupil.is_none() {
                correct::show(ui, cx, archive, article, quotation);
            }
        }
    });
    super::lesson::carry(&shown.response, || Piece::Quotation(slug.clone(), quotation.id.clone()), &words);
    if shown.response.clicked() {
        cx.actions.push(Action::Select(Selection::of(slug.clone(), Selected::Quotation(quotation.id.clone()))));
    }
    if shown.response.contains_pointer() {
        cx.tools.flows.hover(slug, Selected::Quotation(quotation.id.clone()));
    }
}

/// Where words are cut off just behind a gap of their own, the words up to it: two ellipses side by side say nothing.
fn cut_at_a_gap(galley: &egui::Galley, words: &str) -> Option<String> {
    let shown: String = galley.rows.iter().map(|row| row.text()).collect();
    let kept = shown.trim_end_matches(['…', ' ']);
    let is_double = galley.elided && shown[kept.len()..].matches('…').count() > 1;
    is_double.then(|| words.chars().take(kept.chars().count()).chain(" …".chars()).collect())
}

/// The words in marks, unless they carry marks of their own.
pub fn quoted(quotation: &Quotation) -> String {
    let words = quotation.text();
    let is_marked = words.starts_with(['“', '"', '„', '«', '‘', '\'']);
    if is_marked || quotation.kind == crate::model::QuotationKind::Indirect { words } else { format!("“{words}”") }
}

/// How the words were said: cue, medium, via.
pub fn how(quotation: &Quotation, speaker: Option<&crate::model::Speaker>) -> String {
    let mut words: Vec<String> = Vec::new();
    if let Some(speaker) = speaker.filter(|speaker| !speaker.is_named()) {
        words.push(speaker.name().to_owned());
    }
    words.extend(quotation.cue.clone());
    words.extend(quotation.medium.clone());
    words.extend(quotation.via.as_ref().map(|via| format!("via {via}")));
    words.join(" · ")
}

fn place(article: &Indexed, quotation: &Quotation) -> String {
    let Some(first) = quotation.passages.first() else { return String::new() };
    let mut words = match article.paragraph_of(first) {
        Some(number) => format!("Paragraph {number}"),
        None => match first.part {
            crate::model::Part::Headline => "In the headline".to_owned(),
            crate::model::Part::Standfirst => "In the standfirst".to_owned(),
            _ => "In a caption".to_owned(),
        },
    };
    if quotation.passages.len() > 1 {
        words.push_str(" · interrupted");
    }
    if !quotation.occurrences.is_empty() {
        words.push_str(" · repeated elsewhere in the article");
    }
    words
}
