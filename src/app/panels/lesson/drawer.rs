//! The archive beside the editor: articles with their quotations, photos and sources, each to be dragged or put into the task in hand.

use egui::{Align, Frame, Label, Layout, Margin, ScrollArea, Ui, vec2};

use super::{Cx, ask, carry, pick};
use crate::{
    app::{
        lesson::LessonStep,
        open_archive::OpenArchive,
        panels::quotations::quoted,
        theme::{self, speaker_colour, speaker_pattern, text},
        widgets::{Card, MenuChip, section_label, small_link},
    },
    lesson::{Piece, shown},
    model::Task,
};

/// Shows an article's parts.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, task: Option<&Task>) {
    let tokens = theme::tokens(ui.ctx());
    let lesson = cx.state.desk.lesson(archive).map(|(_, lesson)| lesson.clone());
    let about = task.and_then(|task| task.exercise.article().or_else(|| task.material.iter().find_map(|material| material.article())));
    let wanted = cx.tools.drafts.lesson.drawer.as_ref().or(about).or_else(|| lesson.as_ref().and_then(|lesson| lesson.articles.first()));
    let first =
        || archive.corpus.summaries().find_map(|summary| archive.corpus.article(&summary.slug).map(|article| (&summary.slug, article)));
    let wanted = wanted.cloned();
    let known = wanted.as_ref().and_then(|slug| archive.corpus.article(slug).map(|article| (slug, article))).or_else(first);
    let Some((slug, article)) = known else { return };
    ScrollArea::vertical().id_salt(("drawer", slug)).auto_shrink([false, false]).show(ui, |ui| {
        Frame::new().inner_margin(Margin { left: 18, right: 18, top: 14, bottom: 20 }).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 12.0;
                MenuChip::new(&shown(&article.headline, 28)).button().width(400.0).show(ui, |ui| {
                    if let Some(chosen) = pick::articles(ui, cx, archive, |other| other == slug) {
                        cx.tools.drafts.lesson.drawer = Some(chosen);
                        egui::Popup::close_all(ui.ctx());
                    }
                });
                let piece = Piece::Article(slug.clone());
                if small_link(ui, "Add the article").clicked() {
                    ask(cx, LessonStep::Piece(None, piece));
                }
            });
            let mut card = |ui: &mut Ui, salt: &str, words: &str, below: &str, edge: Option<_>, piece: Piece| {
                let name = format!("From the archive: {}", shown(words, 90));
                let mut card = Card::new(("drawer", salt), &name).draggable();
                if let Some((colours, pattern)) = edge {
                    card = card.speaker_edge(colours, pattern);
                }
                let mut adds = false;
                let response = card
                    .show(ui, |ui| {
                        let galley =
                            text::card_quotation(ui).scaled(15.0 / 16.0).galley_elided(ui, words, tokens.ink, ui.available_width(), 3);
                        ui.add(Label::new(galley).selectable(false));
                        ui.horizontal(|ui| {
                            ui.spacing_mut().item_spacing = vec2(8.0, 0.0);
                            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                                adds = small_link(ui, "Add to task").clicked();
                                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                                    let below = text::small(ui).galley_elided(ui, below, tokens.muted, ui.available_width(), 1);
                                    ui.add(Label::new(below).selectable(false));
                                });
                            });
                        });
                    })
                    .response;
                if adds {
                    ask(cx, LessonStep::Piece(None, piece.clone()));
                }
                carry(&response, || piece, words);
            };
            if !article.quotations.is_empty() {
                section_label(ui, "Quotations");
            }
            for quotation in &article.quotations {
                let speaker = archive.speaker(quotation.spoken_by_character.as_ref());
                let voice = archive.voice(quotation.spoken_by_character.as_ref());
                let edge = (speaker_colour(&tokens, voice.index, voice.anonymous), speaker_pattern(&tokens, voice.index, voice.anonymous));
                let name = speaker.map_or("nobody is named", |speaker| speaker.name());
                card(ui, &quotation.id.0, &quoted(quotation), name, Some(edge), Piece::Quotation(slug.clone(), quotation.id.clone()));
            }
            if !article.photos.is_empty() {
                section_label(ui, "Photos");
            }
            for photo in &article.photos {
                let credit = photo.credit_text.as_deref().unwrap_or("without a credit");
                card(ui, &photo.id.0, photo.title(), credit, None, Piece::Photo(slug.clone(), photo.id.clone()));
            }
            if !article.sources.is_empty() {
                section_label(ui, "Sources");
            }
            for source in &article.sources {
                card(ui, &source.id.0, &source.name, source.kind.word(), None, Piece::Source(slug.clone(), source.id.clone()));
            }
        });
    });
}
