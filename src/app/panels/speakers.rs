//! Who speaks: persons, organizations, those without a name; how much each says.

use egui::{Rect, ScrollArea, Ui, vec2};

use super::{Cx, contents::counted, is_to_follow};
use crate::{
    app::{
        action::{Action, Dialog},
        edits::Edit,
        open_archive::OpenArchive,
        selection::{Selected, Selection},
        theme::{self, icon, paint_band, speaker_colour, speaker_pattern, text},
        voices::Said,
        widgets::{Card, MenuChip, empty_state, initials_badge, menu_item, quiet_button, section_label_with, small_link, text_link},
    },
    model::{Slug, Speaker},
    search::FacetValue,
};

/// Shows the panel.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive) {
    let Some((slug, article)) = archive.article() else { return };
    let heard = cx.tools.voices.of(archive, slug, article);
    let voices = &heard.voices;
    if voices.is_empty() {
        empty_state(ui, icon::USERS, "Nobody speaks", "No quotation of this article is shown.", None);
        return;
    }
    let most = voices.iter().map(|said| said.words).max().unwrap_or(1).max(1);
    let total: usize = voices.iter().map(|said| said.words).sum();
    let follows = is_to_follow(ui, cx, "speakers");
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        egui::Frame::new().inner_margin(egui::Margin { left: 10, right: 10, top: 12, bottom: 14 }).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            if small_link(ui, "Shares as a chart…").on_hover_text("Ctrl+D").clicked() {
                cx.actions.push(Action::Show(Dialog::Shares));
            }
            for (title, belongs) in [
                ("Persons", (|s| matches!(s, Some(Speaker::Person(_)))) as fn(Option<&Speaker>) -> bool),
                ("Organizations", |s| matches!(s, Some(Speaker::Organization(_)))),
                ("Not named", |s| matches!(s, Some(Speaker::Anonymous(_)))),
                ("Nobody is said to have said it", |s| s.is_none()),
            ] {
                let group: Vec<(Option<&Speaker>, &Said)> = voices
                    .iter()
                    .map(|said| (archive.speaker(said.speaker.as_ref()), said))
                    .filter(|(speaker, _)| belongs(*speaker))
                    .collect();
                if group.is_empty() {
                    continue;
                }
                section_label_with(ui, title, group.len());
                for voice in group {
                    card(ui, cx, archive, slug, voice, (most, total), follows);
                }
                ui.add_space(6.0);
            }
        });
    });
}

fn card(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    archive: &OpenArchive,
    slug: &Slug,
    (speaker, said): (Option<&Speaker>, &Said),
    (most, total): (usize, usize),
    follows: bool,
) {
    let tokens = theme::tokens(ui.ctx());
    let id = speaker.map(Speaker::id);
    let name = speaker.map_or("No speaker", Speaker::name);
    let of = archive.voice(id);
    let colours = speaker_colour(&tokens, of.index, of.anonymous);
    let pattern = speaker_pattern(&tokens, of.index, of.anonymous);
    let selected = id.is_some_and(|id| matches!(&archive.selection.what, Selected::Speaker(chosen) if chosen == id));
    let mut says = format!(
        "{}, {} ({} %)",
        counted(said.quotations, "quotation"),
        counted(said.words, "word"),
        (said.words * 100).checked_div(total).unwrap_or(0)
    );
    // What is retold is in the article's words: it is said, and not counted.
    if said.retold > 0 {
        let often = counted(said.retold, "time");
        says = if said.quotations == 0 { format!("Retold {often}, not quoted") } else { format!("{says}, retold {often}") };
    }
    let label = format!("Speaker: {name}. {says}");
    let is_pointed_at = match (id, cx.tools.flows.hovered(slug)) {
        (Some(id), Some(Selected::Speaker(hovered))) => id == hovered,
        (Some(id), Some(Selected::Quotation(hovered))) => {
            let quotation = archive.corpus.article(slug).and_then(|article| article.quotation(hovered));
            quotation.is_some_and(|quotation| quotation.spoken_by_character.as_ref() == Some(id))
        }
        _ => false,
    };
    let belongs = archive.selected_speaker().as_ref() == id && id.is_some();
    let glows = is_pointed_at || belongs;
    let shown = Card::new(name, &label).speaker_edge(colours, pattern).selected(selected).glowing(glows).show(ui, |ui| {
        ui.horizontal(|ui| {
            initials_badge(ui, name, of.index, of.anonymous);
            let galley = text::strong(ui).galley_elided(ui, name, tokens.ink, ui.available_width(), 2);
            ui.add(egui::Label::new(galley).selectable(false));
        });
        let role = match speaker {
            Some(Speaker::Person(who)) => {
                [who.job_title.clone(), who.affiliation.clone()].into_iter().flatten().collect::<Vec<_>>().join(", ")
            }
            Some(Speaker::Anonymous(who)) => {
                who.anonymity_reason.as_ref().map(|reason| format!("Not named because: {reason}")).unwrap_or_default()
            }
            _ => String::new(),
        };
        for line in [role, says].into_iter().filter(|line| !line.is_empty()) {
            ui.add(egui::Label::new(text::small(ui).rich(line, tokens.muted)).wrap().selectable(false));
        }
        let (bar, _) = ui.allocate_exact_size(vec2(ui.available_width(), 6.0), egui::Sense::hover());
        ui.painter().rect_filled(bar, 3.0, tokens.sunken);
        let share = Rect::from_min_size(bar.min, vec2(bar.width() * said.words as f32 / most as f32, bar.height()));
        paint_band(ui.painter(), share, colours.0, colours.1, pattern);
        let others = match speaker {
            Some(Speaker::Person(who)) => who.alternate_name.as_slice(),
            Some(Speaker::Organization(who)) => who.alternate_name.as_slice(),
            _ => &[],
        };
        if selected && !others.is_empty() {
            let line = format!("Also: {}", others.join(", "));
            ui.add(egui::Label::new(text::small(ui).rich(line, tokens.muted)).wrap().selectable(false));
        }
        if selected {
            if let Some(speaker) = speaker.filter(|_| cx.state.pupil.is_none()) {
                correct(ui, cx, archive, speaker);
            }
            ui.horizontal(|ui| {
                // Both stand on one line, however high the second is.
                ui.set_min_height(theme::look(ui.ctx()).control_height());
                if let Some(id) = id
                    && text_link(ui, "Show only these words").clicked()
                {
                    cx.actions.push(Action::Toggle(FacetValue::Speaker(id.clone())));
                }
                if quiet_button(ui, "Let go").clicked() {
                    cx.actions.push(Action::Select(Selection::article(slug.clone())));
                }
            });
        }
    });
    if belongs && follows {
        shown.response.scroll_to_me(None);
    }
    if let Some(id) = id.filter(|_| shown.response.contains_pointer()) {
        cx.tools.flows.hover(slug, Selected::Speaker(id.clone()));
    }
    if shown.response.clicked()
        && let Some(id) = id
    {
        cx.actions.push(Action::Select(Selection::of(slug.clone(), Selected::Speaker(id.clone()))));
    }
}

/// Another name, one with somebody else, or two.
fn correct(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, speaker: &Speaker) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        if small_link(ui, "Rename…").clicked() {
            cx.actions.push(Action::Show(Dialog::Rename(speaker.id().clone())));
        }
        if small_link(ui, "Somebody else here").on_hover_text("In this article it is another one of the same name").clicked() {
            cx.actions.push(Action::Edit(Edit::Part(speaker.id().clone())));
        }
    });
    let others: Vec<&Speaker> =
        archive.archive.speakers.iter().filter(|other| other.id() != speaker.id() && other.is_named() == speaker.is_named()).collect();
    if !others.is_empty() {
        MenuChip::new("Same as").button().width(280.0).show(ui, |ui| {
            ScrollArea::vertical().max_height(260.0).show(ui, |ui| {
                for other in others {
                    if menu_item(ui, other.name(), None, false).clicked() {
                        cx.actions.push(Action::Edit(Edit::Merge(speaker.id().clone(), other.id().clone())));
                        ui.close();
                    }
                }
            });
        });
    }
}
