//! The five questions about a source: which answers count, and what is filled in already.

use egui::{Label, Ui, vec2};

use super::{
    Cx,
    field::{self, Place, Words},
    pick, put,
};
use crate::{
    app::{
        open_archive::OpenArchive,
        theme::{self, text},
        widgets::{Chip, MenuChip, menu_item},
    },
    lesson::{Field, answer_word, shown},
    model::{Answer, Article, Exercise, Question, Right, SourceCheck, Task},
    quotes,
};

fn check_of(task: &mut Task) -> Option<&mut SourceCheck> {
    match &mut task.exercise {
        Exercise::SourceCheck(check) => Some(check),
        _ => None,
    }
}

/// Shows the source and its questions.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, place: Place<'_>, task: &Task, check: &SourceCheck) {
    let tokens = theme::tokens(ui.ctx());
    field::label(ui, "Source");
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
        let article = archive.corpus.article(&check.article);
        let name = article.map_or_else(|| format!("{} (gone)", check.article), |article| shown(&article.headline, 34));
        let (button, _) = MenuChip::new(&name).button().width(400.0).show(ui, |ui| {
            let chosen = pick::articles(ui, cx, archive, |slug| *slug == check.article);
            if chosen.is_some() {
                egui::Popup::close_all(ui.ctx());
            }
            if let Some(slug) = chosen.filter(|slug| *slug != check.article) {
                put(cx, "Another article", None, task, |task| {
                    if let Some(check) = check_of(task) {
                        (check.article, check.source) = (slug, None);
                    }
                });
            }
        });
        field::follow(ui, cx, &button, Field::Article);
        if let Some(article) = article {
            MenuChip::new("Its sources").button().width(380.0).show(ui, |ui| sources(ui, cx, archive, article, task, check));
        }
    });
    let (_, words) = Words::new(ui, place.id("source"), "Source", &check.name).hint("What to call the source").one_line().show(ui);
    if let Some(words) = words {
        put(cx, "Name of the source", Some("source"), task, |task| {
            if let Some(check) = check_of(task) {
                check.name = words;
            }
        });
    }
    field::label(ui, "The five questions — choose the answers that count; none where a question is not marked");
    let grid = match task.key.as_ref().map(|key| &key.right) {
        Some(Right::Grid { grid }) => Some(grid),
        _ => None,
    };
    for question in Question::ALL {
        let accepted = grid.and_then(|grid| grid.get(&question)).map(Vec::as_slice).unwrap_or_default();
        field::row(ui, !accepted.is_empty(), |ui| {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 4.0;
                ui.add(Label::new(text::strong(ui).rich(question.in_words(), tokens.ink)).wrap().selectable(false));
                if let Some(note) = check.notes.get(&question) {
                    ui.add(Label::new(text::small(ui).rich(shown(note, 160), tokens.muted)).wrap().selectable(false));
                }
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
                    for answer in Answer::ALL {
                        let is_on = accepted.contains(&answer);
                        let chip = Chip::new(answer_word(answer)).on(is_on).show(ui);
                        if question == Question::Independent && answer == Answer::Yes {
                            field::follow(ui, cx, &chip.response, Field::Key);
                        }
                        if chip.response.clicked() {
                            put(cx, "Answers that count", None, task, |task| accept(task, question, answer, !is_on));
                        }
                    }
                });
            });
        });
    }
}

/// The sources of the article, to choose the one that is weighed.
fn sources(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, article: &Article, task: &Task, check: &SourceCheck) {
    if article.sources.is_empty() {
        let words = "No source was found in this article. Choose another article, or name the source yourself.";
        ui.add(Label::new(text::small(ui).rich(words, theme::tokens(ui.ctx()).muted)).wrap().selectable(false));
    }
    for source in &article.sources {
        if menu_item(ui, &source.name, None, check.source.as_ref() == Some(&source.id)).clicked() {
            put(cx, "Another source", None, task, |task| {
                let Some(check) = check_of(task) else { return };
                check.source = Some(source.id.clone());
                check.name.clone_from(&source.name);
                let author = archive.speaker(source.author.as_ref());
                let notes = Question::ALL.into_iter().map(|question| (question, quotes::hint(question, source, article, author).1));
                check.notes = notes.filter(|(_, note)| !note.is_empty()).collect();
            });
            egui::Popup::close_all(ui.ctx());
        }
    }
}

fn accept(task: &mut Task, question: Question, answer: Answer, counts: bool) {
    let key = task.key.get_or_insert_default();
    if !matches!(key.right, Right::Grid { .. }) {
        key.right = Right::Grid { grid: Default::default() };
    }
    let Right::Grid { grid } = &mut key.right else { return };
    let own = grid.entry(question).or_default();
    own.retain(|other| *other != answer);
    if counts {
        own.push(answer);
    }
    if own.is_empty() {
        grid.remove(&question);
    }
}
