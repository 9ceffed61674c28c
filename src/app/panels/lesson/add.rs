//! Adding a task: one that the archive fills already, or an empty one of any kind.

use egui::{Label, ScrollArea, Ui};

use super::{Cx, ask};
use crate::{
    app::{
        action::Action,
        lesson::LessonStep,
        theme::{self, text},
        widgets::{Button, Card, Dialog, SearchField, section_label},
    },
    lesson::{self, shown},
    model::Exercise,
};

/// Shows the dialog.
pub fn show(ui: &Ui, cx: &mut Cx<'_>) {
    let Some(archive) = cx.state.archive() else { return };
    let Some((_, own)) = cx.state.desk.lesson(archive) else { return };
    let mut wanted = std::mem::take(&mut cx.tools.drafts.lesson.wanted);
    let is_new = cx.tools.drafts.line_frames < 2;
    if is_new {
        if cx.tools.drafts.line_frames == 0 {
            ask(cx, LessonStep::Offers);
        }
        cx.tools.drafts.line_frames += 1;
        ui.ctx().request_repaint();
    }
    let mut chosen = None;
    let shown = Dialog::new("add a task", "Add a task").width(640.0).show(
        ui.ctx(),
        |ui| {
            let tokens = theme::tokens(ui.ctx());
            ui.spacing_mut().item_spacing.y = 6.0;
            let width = ui.available_width();
            let field = SearchField::new(&mut wanted, "Look for a task").hint("who said it, photo, evidence …").width(width).show(ui);
            // One types at once.
            if is_new || ui.memory(|memory| memory.focused().is_none()) {
                field.response.request_focus();
            }
            let wanted = wanted.trim().to_lowercase();
            let passes = |words: &str| wanted.is_empty() || words.to_lowercase().contains(&wanted);
            ScrollArea::vertical().max_height(360.0).auto_shrink([false, true]).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 6.0;
                if let Some(offers) = &cx.state.desk.offers.all {
                    section_label(ui, "Filled from the archive");
                    let mut any = false;
                    for offer in offers.iter() {
                        let Ok(offered) = &offer.lesson else { continue };
                        for task in &offered.tasks {
                            let known = own.tasks.iter().any(|known| known.prompt == task.prompt && known.exercise == task.exercise);
                            let words = format!("{} {} {}", task.exercise.in_words(), task.prompt, offer.template.title);
                            if known || !passes(&words) {
                                continue;
                            }
                            any = true;
                            let name = format!("Add: {}. {}", task.exercise.in_words(), shown(&task.prompt, 100));
                            let card = Card::new(("offer", offer.template.key, &task.id.0), &name).show(ui, |ui| {
                                let prompt = text::card_quotation(ui).galley_elided(ui, &task.prompt, tokens.ink, ui.available_width(), 2);
                                ui.add(Label::new(prompt).selectable(false));
                                let below =
                                    format!("{} · from “{}” · {} points", task.exercise.in_words(), offer.template.title, task.points);
                                ui.add(Label::new(text::small(ui).rich(below, tokens.muted)).selectable(false));
                            });
                            if card.response.clicked() {
                                chosen = Some(task.clone());
                            }
                        }
                    }
                    if !any {
                        let words = "Nothing more that fits: the lesson has what the archive can fill.";
                        ui.add(Label::new(text::small(ui).rich(words, tokens.muted)).wrap().selectable(false));
                    }
                    ui.add_space(6.0);
                } else {
                    let words = "Looking what the archive can fill…";
                    ui.add(Label::new(text::small(ui).rich(words, tokens.muted)).selectable(false));
                }
                section_label(ui, "Empty");
                let first = archive.corpus.summary(0).map(|summary| &summary.slug);
                for exercise in lesson::blank_exercises(own, first) {
                    let words = format!("{} {}", exercise.in_words(), about(&exercise));
                    if !passes(&words) {
                        continue;
                    }
                    let name = format!("Add: {}, empty", exercise.in_words());
                    let card = Card::new(("empty", exercise.in_words()), &name).padding(egui::Margin::symmetric(14, 7)).show(ui, |ui| {
                        ui.horizontal(|ui| {
                            ui.add(Label::new(text::strong(ui).rich(exercise.in_words(), tokens.ink)).selectable(false));
                            let about = text::small(ui).galley_elided(ui, about(&exercise), tokens.muted, ui.available_width(), 1);
                            ui.add(Label::new(about).selectable(false));
                        });
                    });
                    if card.response.clicked() {
                        chosen = Some(lesson::blank_task(own, exercise));
                    }
                }
            });
        },
        |ui| ui.add(Button::secondary("Cancel")).clicked(),
    );
    if let Some(task) = chosen {
        cx.actions.push(Action::CloseDialog);
        ask(cx, LessonStep::Add(Box::new(task)));
        cx.tools.drafts.lesson.part = 1;
        return;
    }
    cx.tools.drafts.lesson.wanted = wanted;
    if shown.buttons || shown.dismissed {
        cx.actions.push(Action::CloseDialog);
        cx.tools.drafts.lesson.wanted.clear();
    }
}

/// What one does in an exercise, in a few words.
fn about(exercise: &Exercise) -> &'static str {
    match exercise {
        Exercise::Choose(choose) if choose.several => "of several options some are right",
        Exercise::Choose(_) => "of several options one is right",
        Exercise::WhoSaid(_) => "give each quotation its speaker",
        Exercise::Sort(_) => "named or anonymous, fact or opinion, primary or secondary",
        Exercise::Compare(_) => "of which article is a statement true",
        Exercise::Order(_) => "a chronology, the order of an article",
        Exercise::Cite(_) => "build the citation from its parts",
        Exercise::Highlight(_) => "mark opinions, words that judge, sources",
        Exercise::Evidence(_) => "mark the passage that supports a claim",
        Exercise::Caption(_) => "which caption is fair to the picture",
        Exercise::Headline(headline) if headline.write => "write a headline of one’s own",
        Exercise::Headline(_) => "which headline fits",
        Exercise::SourceCheck(_) => "five questions about a source",
        Exercise::Missing(_) => "what the article leaves open",
        Exercise::Lateral(_) => "what one would look up next, and where",
        Exercise::Short(_) => "a few lines, marked by you",
        Exercise::Long(_) => "half a page, marked by you",
        Exercise::Unknown(_) => "",
    }
}
