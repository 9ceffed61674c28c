//! What the article rests on.

use std::collections::BTreeMap;

use egui::{Align, Layout, ScrollArea, Ui, vec2};

use super::{Cx, contents::counted, is_to_follow};
use crate::{
    app::{
        action::{Action, Dialog},
        article::shortened,
        open_archive::OpenArchive,
        selection::{Selected, Selection},
        theme::{self, icon, text},
        widgets::{Card, empty_state, segmented, small_link, tag, text_link},
    },
    lesson::Piece,
    model::{Answer, Article, Passage, Question, Quotation, Slug, Source, SourceRank, Standing},
    quotes,
};

/// How many places of a source are listed.
const MOST_PLACES: usize = 6;

/// Shows the panel.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive) {
    let Some((slug, article)) = archive.article() else { return };
    if article.sources.is_empty() {
        empty_state(ui, icon::TREE_STRUCTURE, "No sources", "Nothing in this article is marked as what it rests on.", None);
        return;
    }
    let follows = is_to_follow(ui, cx, "sources");
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        egui::Frame::new().inner_margin(egui::Margin { left: 10, right: 10, top: 10, bottom: 14 }).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            for source in &article.sources {
                let shown = card(ui, cx, archive, slug, article, source);
                if follows && archive.selection.what == Selected::Source(source.id.clone()) {
                    shown.scroll_to_me(None);
                }
            }
        });
    });
}

fn card(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, slug: &Slug, article: &Article, source: &Source) -> egui::Response {
    let tokens = theme::tokens(ui.ctx());
    let what = Selected::Source(source.id.clone());
    let selected = archive.selects(slug, &what);
    let glows = cx.tools.flows.is_hovered(slug, &what);
    let label = format!("Source: {}, {}", source.name, source.kind.word());
    let shown = Card::new(&source.id.0, &label).selected(selected).glowing(glows).draggable().show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                tag(ui, source.kind.word());
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let name = text::strong(ui).galley_elided(ui, &source.name, tokens.ink, ui.available_width(), 4);
                    ui.add(egui::Label::new(name).selectable(false));
                });
            });
        });
        let mut lines = Vec::new();
        if let Some(author) = archive.speaker(source.author.as_ref()).filter(|author| author.name() != source.name) {
            lines.push(format!("By {}", author.name()));
        }
        lines.extend(source.date_published.map(|date| date.in_words()));
        if !source.passages.is_empty() {
            lines.push(counted(source.passages.len(), "passage"));
        }
        if selected {
            lines.push(source.provenance.in_words());
        }
        let classed = [source.rank.map(SourceRank::word), source.standing.map(Standing::word)];
        let classed = classed.into_iter().flatten().collect::<Vec<_>>().join(", ");
        if !classed.is_empty() {
            lines.insert(0, classed);
        }
        let answered = answers(archive, slug, source).map_or(0, |answers| answers.len());
        if answered > 0 && !selected {
            lines.push(format!("{answered} of 5 questions answered"));
        }
        ui.add(egui::Label::new(text::small(ui).rich(lines.join(" · "), tokens.muted)).wrap().selectable(false));
        if selected {
            places(ui, cx, slug, article, source);
            grid(ui, cx, archive, slug, article, source);
        }
        if selected
            && let Some(address) = &source.url
            && text_link(ui, "Show its address").clicked()
        {
            cx.actions.push(Action::Show(Dialog::Address(address.clone())));
        }
    });
    super::lesson::carry(&shown.response, || Piece::Source(slug.clone(), source.id.clone()), &source.name);
    if shown.response.contains_pointer() {
        cx.tools.flows.hover(slug, what.clone());
    }
    if shown.response.clicked() {
        cx.actions.push(Action::Select(Selection::of(slug.clone(), what)));
    }
    shown.response
}

/// What is quoted of a source, and where else the article rests on it; a click goes there.
fn places(ui: &mut Ui, cx: &mut Cx<'_>, slug: &Slug, article: &Article, source: &Source) {
    let tokens = theme::tokens(ui.ctx());
    let is_theirs = |quotation: &&Quotation| {
        (source.author.is_some() && quotation.spoken_by_character == source.author)
            || quotation.via.as_deref() == Some(source.name.as_str())
    };
    let quotations: Vec<_> = article.speech().filter(is_theirs).collect();
    let quoted = |passage: &&Passage| {
        !quotations
            .iter()
            .flat_map(|quotation| &quotation.passages)
            .any(|other| other.part == passage.part && other.start < passage.end && passage.start < other.end)
    };
    let mut rows: Vec<(String, Selected)> =
        quotations.iter().map(|quotation| (super::quotations::quoted(quotation), Selected::Quotation(quotation.id.clone()))).collect();
    rows.extend(source.passages.iter().filter(quoted).map(|passage| (passage.exact.clone(), Selected::Passage(passage.clone()))));
    ui.add_space(2.0);
    for (words, place) in rows.iter().take(MOST_PLACES) {
        let response = small_link(ui, &shortened(words, 44));
        if response.clicked() {
            cx.actions.push(Action::Select(Selection::of(slug.clone(), place.clone())));
        }
        if response.hovered() {
            cx.tools.flows.hover(slug, place.clone());
        }
    }
    if rows.len() > MOST_PLACES {
        let more = format!("and {}", counted(rows.len() - MOST_PLACES, "other place"));
        ui.add(egui::Label::new(text::small(ui).rich(more, tokens.muted)).selectable(false));
    }
}

/// What the reader answered about a source.
fn answers<'a>(archive: &'a OpenArchive, slug: &Slug, source: &Source) -> Option<&'a BTreeMap<Question, Answer>> {
    archive.notebook.evaluations.iter().find(|known| known.article == *slug && known.source == source.id).map(|known| &known.answers)
}

/// The five questions by which a source is weighed. Only what the article itself says is filled in; the rest is the reader's.
fn grid(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, slug: &Slug, article: &Article, source: &Source) {
    let tokens = theme::tokens(ui.ctx());
    let answers = answers(archive, slug, source);
    let speaker = archive.speaker(source.author.as_ref());
    ui.add_space(4.0);
    for question in Question::ALL {
        let (said, hint) = quotes::hint(question, source, article, speaker);
        let own = answers.and_then(|answers| answers.get(&question)).copied();
        let height = theme::look(ui.ctx()).control_height();
        ui.allocate_ui_with_layout(vec2(ui.available_width(), height), Layout::right_to_left(Align::Center), |ui| {
            let at = own.or(said).and_then(|answer| Answer::ALL.iter().position(|other| *other == answer)).unwrap_or(usize::MAX);
            if let Some(chosen) = segmented(ui, question.word(), &["Yes", "No", "Unclear"], at) {
                cx.actions.push(Action::Answer(source.id.clone(), question, Answer::ALL[chosen]));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let name = text::small_strong(ui).galley_elided(ui, question.word(), tokens.ink, ui.available_width(), 1);
                ui.add(egui::Label::new(name).selectable(false));
            });
        });
        let from_article = if own.is_none() && said.is_some() { " From the article." } else { "" };
        let words = [question.in_words(), hint.as_str()].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ");
        ui.add(egui::Label::new(text::small(ui).rich(format!("{words}{from_article}"), tokens.muted)).wrap().selectable(false));
        ui.add_space(4.0);
    }
}
