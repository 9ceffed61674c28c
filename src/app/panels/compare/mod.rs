//! Two articles side by side, scrolled apart; under them who speaks, the same words cut differently, words that judge.

mod cuts;

use egui::{Align, Layout, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

pub use self::cuts::Cuts;
use self::cuts::{Cut, Shared};
use super::{
    Cx,
    contents::counted,
    shares::{self, Counted, Named, Table},
};
use crate::{
    app::{
        action::Action,
        article::{Reader, shortened},
        open_archive::OpenArchive,
        selection::{Selected, Selection},
        theme::{self, icon, speaker_colour, speaker_pattern, text},
        widgets::{Card, MenuChip, empty_state, menu_item, section_label, section_label_with, small_link},
    },
    model::{Article, Label, LabelKind, Slug},
};

/// Shows the layout.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive) {
    let tokens = theme::tokens(ui.ctx());
    let Some([left, right]) = archive.compared() else {
        empty_state(ui, icon::COLUMNS, "Two articles are needed", "This archive has only one article; comparing needs two.", None);
        return;
    };
    let space = ui.max_rect();
    let below = (space.height() * 0.4).clamp(150.0, 320.0);
    let middle = space.center().x.round();
    let foot = (space.bottom() - below).round();
    for (side, this, other, x) in
        [(Side::Left, left, right, space.left()..=middle - 0.5), (Side::Right, right, left, middle + 0.5..=space.right())]
    {
        let rect = Rect::from_x_y_ranges(x, space.top()..=foot);
        ui.scope_builder(UiBuilder::new().id_salt(side).max_rect(rect), |ui| {
            ui.set_clip_rect(rect.intersect(ui.clip_rect()));
            half(ui, cx, archive, side, this, other.0);
        });
    }
    ui.painter().vline(middle, space.top()..=foot, tokens.rule_stroke());
    ui.painter().hline(space.x_range(), foot, tokens.rule_stroke());
    let rect = Rect::from_min_max(pos2(space.left(), foot + 1.0), space.max);
    ui.painter().rect_filled(rect, 0.0, tokens.surface);
    ui.scope_builder(UiBuilder::new().id_salt("below").max_rect(rect), |ui| {
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            egui::Frame::new().inner_margin(egui::Margin { left: 20, right: 20, top: 12, bottom: 14 }).show(ui, |ui| {
                ui.spacing_mut().item_spacing.x = 40.0;
                ui.columns(2, |columns| {
                    for column in columns.iter_mut() {
                        column.spacing_mut().item_spacing.x = 8.0;
                    }
                    who_speaks(&mut columns[0], cx, archive, left, right);
                    words(&mut columns[1], cx, archive, left, right);
                });
            });
        });
    });
}

/// Where an article stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Side {
    Left,
    Right,
}

impl Side {
    fn word(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Right => "right",
        }
    }
}

fn half(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, side: Side, (slug, article): Named<'_>, other: &Slug) {
    let tokens = theme::tokens(ui.ctx());
    // Half a window has room for longer lines, and little for many of them.
    let reader = Reader { id: egui::Id::unique(("compare", side)), archive, slug, article, scale: 0.9, measure: 1.2 };
    let inset = reader.column(ui, ui.available_width()).0;
    egui::Frame::new().fill(tokens.paper).inner_margin(egui::Margin { left: 0, right: 0, top: 8, bottom: 4 }).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.add_space(inset);
            let date = article.date_published.map(|date| date.short());
            let words = counted(article.word_count(), "word");
            let size = |words: &str, kind: text::Type| kind.galley(ui, words, tokens.muted).size().x;
            // The date is the first to go, then the end of the name.
            let mut about = date.into_iter().chain([words.clone()]).collect::<Vec<_>>().join(" · ");
            let room = ui.available_width() - inset - 70.0;
            if size(&about, text::small(ui)) > room * 0.4 {
                about = words;
            }
            let room = room - size(&about, text::small(ui));
            let outlet = article.publisher.as_deref().filter(|outlet| {
                let other = archive.corpus.article(other).and_then(|other| other.publisher.as_deref());
                other != Some(outlet)
            });
            // The headline stands below, large; where the outlets differ, they are what is compared.
            let name = outlet.unwrap_or(&article.headline);
            let mut title = name.to_owned();
            let mut letters = name.chars().count();
            while letters > 8 && size(&title, text::control(ui)) > room {
                letters -= 2;
                title = shortened(name, letters);
            }
            MenuChip::new(&title).width(380.0).show(ui, |ui| {
                ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
                    // Of a large archive the first: the list of articles has them all.
                    for summary in archive.corpus.summaries().filter(|summary| summary.slug != *other).take(500) {
                        let name = &summary.slug;
                        if menu_item(ui, &summary.headline, None, name == slug).clicked() {
                            let is_read = archive.selection.article.as_ref() == Some(slug);
                            let chosen = name.clone();
                            cx.actions.push(if is_read { Action::Select(Selection::article(chosen)) } else { Action::Compare(chosen) });
                            ui.close();
                        }
                    }
                });
            });
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add_space(inset);
                ui.add(egui::Label::new(text::small(ui).rich(about, tokens.muted)).selectable(false));
            });
        });
    });
    reader.show(ui, cx);
}

/// Mirrored bars: whose words, as a share of all words quoted.
fn who_speaks(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, left: Named<'_>, right: Named<'_>) {
    let pairs = shares::pairs(&mut cx.tools.voices, archive, left, right, Counted::default());
    let chart = ui.scope(|ui| {
        section_label(ui, "Who speaks, in words quoted");
        shares::draw_mirror(ui, archive, &pairs, Counted::default());
    });
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 14.0;
        if small_link(ui, "Copy as picture").clicked() {
            shares::copy_picture(ui, cx, chart.response.rect);
        }
        if small_link(ui, "Copy as table").clicked() {
            shares::copy_table(ui, cx, Table::of_two(&pairs, [&left.1.headline, &right.1.headline], Counted::default()));
        }
    });
}

/// The same words cut differently, and words that judge.
fn words(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, left: Named<'_>, right: Named<'_>) {
    let tokens = theme::tokens(ui.ctx());
    let shared = cx.tools.drafts.cuts.of(left.1, right.1);
    let (same, cut): (Vec<&Shared>, Vec<&Shared>) = shared.iter().partition(|shared| shared.cut == Cut::Same);
    section_label_with(ui, "The same words, cut differently", cut.len());
    if cut.is_empty() {
        quiet(ui, "No words are quoted in both, shorter in one.");
    }
    for (at, shared) in cut.into_iter().enumerate() {
        card(ui, cx, archive, ("cut", at), shared, [left, right]);
    }
    if !same.is_empty() {
        ui.add_space(8.0);
        section_label_with(ui, "The same words in both", same.len());
        for (at, shared) in same.into_iter().enumerate() {
            card(ui, cx, archive, ("same", at), shared, [left, right]);
        }
    }
    ui.add_space(8.0);
    section_label(ui, "Words that judge or keep a distance");
    for (side, (slug, article)) in [(Side::Left, left), (Side::Right, right)] {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(10.0, 4.0);
            let name = text::small_strong(ui).rich(side.word(), tokens.muted);
            ui.add(egui::Label::new(name).selectable(false));
            if article.labels.is_empty() {
                quiet(ui, "none marked");
            }
            for label in &article.labels {
                judging(ui, cx, archive, slug, article, label);
            }
        });
    }
}

fn quiet(ui: &mut Ui, words: &str) {
    let tokens = theme::tokens(ui.ctx());
    ui.add(egui::Label::new(text::small(ui).rich(words, tokens.muted)).wrap().selectable(false));
}

/// One word that judges, with who uses it; a click goes to its place.
fn judging(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, slug: &Slug, article: &Article, label: &Label) {
    let whose = archive.speaker(label.spoken_by_character.as_ref()).map_or("the outlet’s own", |speaker| speaker.name());
    let kind = if label.kind == LabelKind::Hedge { ", a hedge" } else { "" };
    let what = Selected::Passage(label.passage.clone());
    let response = small_link(ui, &label.passage.exact).on_hover_text(format!("{whose}{kind} · in “{}”", shortened(&article.headline, 60)));
    if response.clicked() {
        cx.actions.push(Action::Select(Selection::of(slug.clone(), what.clone())));
    }
    if response.hovered() {
        cx.tools.flows.hover(slug, what);
    }
    if label.spoken_by_character.is_some() || label.kind == LabelKind::Hedge {
        let words = match (label.kind, label.spoken_by_character.is_some()) {
            (LabelKind::Hedge, _) => "hedge",
            (_, true) => "inside a quotation",
            _ => "",
        };
        quiet(ui, &format!("({words})"));
    }
}

/// A pair of quotations; a click shows both in their articles.
fn card(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, salt: (&str, usize), shared: &Shared, articles: [Named<'_>; 2]) {
    let tokens = theme::tokens(ui.ctx());
    let [(left_slug, left), (right_slug, right)] = articles;
    let (Some(left), Some(right)) = (left.quotations.get(shared.left), right.quotations.get(shared.right)) else { return };
    let voice = archive.voice(left.spoken_by_character.as_ref());
    let places = [(left_slug, left), (right_slug, right)].map(|(slug, quotation)| (slug, Selected::Quotation(quotation.id.clone())));
    let is_selected = places.iter().all(|(slug, place)| archive.selects(slug, place));
    let label = match shared.cut {
        Cut::Same => format!("In both: {}", left.text()),
        _ => format!("Left: {} Right: {}", left.text(), right.text()),
    };
    let colours = speaker_colour(&tokens, voice.index, voice.anonymous);
    let pattern = speaker_pattern(&tokens, voice.index, voice.anonymous);
    let shown = Card::new(salt, &label).speaker_edge(colours, pattern).selected(is_selected).show(ui, |ui| {
        if shared.cut == Cut::Same {
            let words = text::citation(ui).job(super::quotations::quoted(left), tokens.ink);
            wrapped(ui, words);
            return;
        }
        for (side, quotation) in [(Side::Left, left), (Side::Right, right)] {
            let mut job = text::small_strong(ui).job(format!("{}  ", side.word()), tokens.muted);
            job.append(&super::quotations::quoted(quotation), 0.0, text::citation(ui).format(tokens.ink));
            wrapped(ui, job);
        }
    });
    if shown.response.clicked() {
        let both = places.map(|(slug, place)| Selection::of(slug.clone(), place));
        cx.actions.push(Action::SelectBoth(Box::new(both)));
    }
}

/// Words over the whole width, ragged: a column would justify a label.
fn wrapped(ui: &mut Ui, mut job: egui::text::LayoutJob) {
    job.wrap.max_width = ui.available_width();
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    ui.add(egui::Label::new(galley).selectable(false));
}
