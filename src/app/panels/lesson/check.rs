//! What is wrong with the lesson, with links to where it is mended.

use std::sync::Arc;

use egui::{Label, ScrollArea, Ui};

use super::{Cx, ask};
use crate::{
    app::{
        lesson::LessonStep,
        open_archive::OpenArchive,
        panels::contents::counted,
        theme::{self, icon, text},
        widgets::{focus_ring, section_label},
    },
    lesson::{self, Problem, Shelf},
    model::Lesson,
};

/// What is wrong with a lesson, as it was when it was last looked at.
#[derive(Default)]
pub struct Checked(Option<(Arc<Lesson>, u64, Arc<Vec<Problem>>)>);

/// What is wrong with a lesson of the archive; worked out once for each change.
pub fn problems(cx: &mut Cx<'_>, archive: &OpenArchive, lesson: &Arc<Lesson>) -> Arc<Vec<Problem>> {
    let revision = archive.unsaved.revision;
    if let Some((known, at, problems)) = &cx.tools.drafts.lesson.checked.0
        && Arc::ptr_eq(known, lesson)
        && *at == revision
    {
        return problems.clone();
    }
    let needed = lesson::articles_needed(lesson);
    let articles = needed.iter().filter_map(|slug| archive.corpus.article(slug).map(|article| (slug, &**article)));
    let problems = Arc::new(lesson::check_with(lesson, &Shelf::new(&archive.archive, articles)));
    cx.tools.drafts.lesson.checked.0 = Some((lesson.clone(), revision, problems.clone()));
    problems
}

/// Shows what is wrong, the task in hand first.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, lesson: &Lesson) {
    let tokens = theme::tokens(ui.ctx());
    let Some((_, own)) = cx.state.desk.lesson(archive) else { return };
    let problems = problems(cx, archive, own);
    section_label(ui, "Check");
    ui.add_space(2.0);
    if problems.is_empty() {
        let words = format!("{} Ready to be given out: {}, each with a right answer.", icon::CHECK, counted(lesson.tasks.len(), "task"));
        ui.add(Label::new(text::beside_control(ui).rich(words, tokens.ok)).wrap().selectable(false));
        return;
    }
    let number =
        |problem: &Problem| problem.task.as_ref().and_then(|id| lesson.tasks.iter().position(|task| task.id == *id)).map(|at| at + 1);
    let mut sorted: Vec<&Problem> = problems.iter().collect();
    sorted.sort_by_key(|problem| (problem.task.as_ref() != cx.state.desk.task.as_ref(), number(problem)));
    ScrollArea::vertical().id_salt("lesson problems").auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for problem in sorted {
            let place = number(problem).map_or_else(|| "The lesson".to_owned(), |number| format!("Task {number}"));
            if link(ui, &format!("{place}: {}", problem.sentence)).clicked() {
                ask(cx, LessonStep::GoTo(problem.task.clone(), problem.field));
                cx.tools.drafts.lesson.part = 1;
            }
        }
    });
}

/// A sentence over as many lines as it needs, which leads somewhere.
fn link(ui: &mut Ui, words: &str) -> egui::Response {
    let tokens = theme::tokens(ui.ctx());
    let galley = text::beside_control(ui).galley_wrapped(ui, words, tokens.warn, ui.available_width());
    let (rect, response) = ui.allocate_exact_size(egui::vec2(ui.available_width(), galley.size().y.max(24.0)), egui::Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, words));
    if response.hovered() || tokens.is_high_contrast() {
        for row in &galley.rows {
            let row = row.rect().translate(rect.min.to_vec2());
            ui.painter().hline(row.x_range(), row.bottom() - 1.0, egui::Stroke::new(tokens.line, tokens.warn));
        }
    }
    ui.painter().galley(rect.min, galley, tokens.warn);
    focus_ring(ui, &response, rect.expand(1.0), 3);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}
