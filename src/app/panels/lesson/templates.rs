//! What the archive can make a lesson of: each template with its aims, or with what it lacks.

use egui::{Frame, Label, Margin, ScrollArea, Ui, vec2};

use super::{Cx, ask, pick};
use crate::{
    app::{
        apply::ARTICLES_OF_A_LESSON as ARTICLES,
        lesson::LessonStep,
        open_archive::OpenArchive,
        panels::contents::counted,
        theme::{self, text},
        widgets::{Button, Card, MenuChip, text_link},
    },
    lesson::Offer,
};

/// Shows the screen.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive) {
    let tokens = theme::tokens(ui.ctx());
    let scale = theme::look(ui.ctx()).text_size;
    let space = ui.max_rect();
    let column = (920.0 * scale).min(space.width() - 48.0);
    ScrollArea::vertical().id_salt("templates").auto_shrink([false, false]).show(ui, |ui| {
        ui.horizontal_top(|ui| {
            ui.add_space(((space.width() - column) / 2.0).max(24.0));
            ui.vertical(|ui| {
                ui.set_width(column);
                ui.spacing_mut().item_spacing.y = 10.0;
                ui.add_space(24.0);
                ui.add(Label::new(text::headline(ui).scaled(26.0 / 31.0).rich("New lesson", tokens.ink)).selectable(false));
                let words = "Choose what the class is to learn. The tasks are filled with this archive’s own quotations, captions, sources and words; change what you like afterwards.";
                ui.add(Label::new(text::body(ui).rich(words, tokens.muted)).wrap().selectable(false));
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing.x = 16.0;
                    from(ui, cx, archive);
                    if text_link(ui, "Begin with an empty lesson").clicked() {
                        ask(cx, LessonStep::Blank);
                    }
                });
                ui.add_space(4.0);
                offers(ui, cx, column);
                ui.add_space(32.0);
            });
        });
    });
}

/// From which articles.
fn from(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive) {
    let all = archive.corpus.len();
    let listed = archive.corpus.summaries();
    let shown: Vec<_> =
        listed.map(|summary| &summary.slug).filter(|slug| archive.shown.is_article_shown(slug)).take(ARTICLES).cloned().collect();
    let chosen = cx.state.desk.offers.chosen.clone().unwrap_or_else(|| shown.clone());
    let words = match chosen.len() {
        count if count == all => format!("From {}", counted(count, "article")),
        count => format!("From {count} of {}", counted(all, "article")),
    };
    MenuChip::new(&words).button().width(420.0).show(ui, |ui| {
        if let Some(slug) = pick::articles(ui, cx, archive, |slug| chosen.contains(slug)) {
            let mut next = chosen.clone();
            next.retain(|other| *other != slug);
            if next.len() == chosen.len() {
                next.push(slug);
            }
            ask(cx, LessonStep::From(Some(next)));
        }
    });
}

fn offers(ui: &mut Ui, cx: &mut Cx<'_>, column: f32) {
    let tokens = theme::tokens(ui.ctx());
    let Some(offers) = cx.state.desk.offers.all.clone() else {
        ui.add(Label::new(text::body(ui).rich("Looking what the archive can fill…", tokens.muted)).selectable(false));
        return;
    };
    let (ready, lacking): (Vec<&Offer>, Vec<&Offer>) = offers.iter().partition(|offer| offer.lesson.is_ok());
    let is_wide = column > 700.0 * theme::look(ui.ctx()).text_size;
    for pair in ready.chunks(if is_wide { 2 } else { 1 }) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 12.0;
            let width = if is_wide { (column - 12.0) / 2.0 } else { column };
            let height = ui.data(|data| data.get_temp::<f32>(egui::Id::unique(("offer height", pair[0].template.key)))).unwrap_or(0.0);
            let mut tallest: f32 = 0.0;
            for offer in pair {
                ui.vertical(|ui| {
                    ui.set_width(width);
                    tallest = tallest.max(ready_card(ui, cx, offer, if pair.len() > 1 { height } else { 0.0 }));
                });
            }
            ui.data_mut(|data| data.insert_temp(egui::Id::unique(("offer height", pair[0].template.key)), tallest));
        });
    }
    if !lacking.is_empty() {
        ui.add_space(10.0);
        let words = if ready.is_empty() {
            "This archive cannot fill any of these yet"
        } else {
            "These need something that the archive does not have"
        };
        ui.add(Label::new(text::strong(ui).rich(words, tokens.ink)).selectable(false));
        for offer in lacking {
            let Err(why) = &offer.lesson else { continue };
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 14.0;
                let title =
                    text::strong(ui).galley_wrapped(ui, offer.template.title, tokens.muted, 200.0 * theme::look(ui.ctx()).text_size);
                let width = (210.0 * theme::look(ui.ctx()).text_size - title.size().x).max(0.0);
                ui.add(Label::new(title).selectable(false));
                ui.add_space(width);
                ui.add(Label::new(text::beside_control(ui).rich(&why.0, tokens.muted)).wrap().selectable(false));
            });
        }
    }
}

/// A template that the archive fills; how high its words are.
fn ready_card(ui: &mut Ui, cx: &mut Cx<'_>, offer: &Offer, height: f32) -> f32 {
    let tokens = theme::tokens(ui.ctx());
    let Ok(made) = &offer.lesson else { return 0.0 };
    let template = offer.template;
    let about = format!("{} minutes · ages {} · {}", template.minutes, template.ages.replace('-', "–"), counted(made.tasks.len(), "task"));
    let name = format!("Template: {}. {about}", template.title);
    let mut words = 0.0;
    let card = Card::new(template.key, &name).padding(Margin::same(16)).show(ui, |ui| {
        let top = ui.cursor().top();
        ui.add(Label::new(text::heading(ui).scaled(19.0 / 22.0).rich(template.title, tokens.ink)).wrap().selectable(false));
        ui.add(Label::new(text::small(ui).rich(about, tokens.muted)).wrap().selectable(false));
        ui.add_space(2.0);
        for aim in template.aims {
            Frame::new().show(ui, |ui| {
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing = vec2(7.0, 0.0);
                    ui.add(Label::new(text::small(ui).rich("•", tokens.muted)).selectable(false));
                    ui.add(Label::new(text::small(ui).rich(*aim, tokens.ink)).wrap().selectable(false));
                });
            });
        }
        words = ui.cursor().top() - top;
        // Cards beside each other are of one height.
        ui.add_space((height - words).max(0.0) + 6.0);
        ui.horizontal(|ui| ui.add(Button::secondary("Make this lesson")).clicked()).inner
    });
    if card.inner || card.response.clicked() {
        ask(cx, LessonStep::Make(template.key));
    }
    words
}
