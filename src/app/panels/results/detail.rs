//! What a class answered to one task: the most frequent slip in a sentence, how often each answer was given, what was marked.

use egui::{Label, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::{Cx, heat};
use crate::{
    app::{
        action::Action,
        lesson::{LessonStep, PresentStep},
        panels::contents::counted,
        results::{Marked, ResultsView},
        theme::{self, text},
        widgets::{Button, section_label, text_link},
    },
    lesson::{Tally, TaskResult, shown},
    model::{Exercise, Task},
};

/// How many answers are listed; the rest is counted together.
const ANSWERS: usize = 14;

/// What the class got of a task, in words.
pub fn average(task: &TaskResult) -> String {
    match (task.average, task.waiting) {
        // Only those who left it out are settled: their nothing says nothing of the others.
        (Some(_), waiting) if waiting > 0 && waiting == task.answered => format!("{waiting} wait for you"),
        (Some(average), 0) => format!("{average} % of the points"),
        (Some(average), waiting) => format!("{average} % of the points · {waiting} wait"),
        (None, 0) => "no answers".to_owned(),
        (None, waiting) => format!("{waiting} wait for you"),
    }
}

/// Shows a task's result, larger by `scale`.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, marked: &Marked, at: usize, scale: f32) {
    let tokens = theme::tokens(ui.ctx());
    let (Some(result), Some(task)) = (marked.results.tasks.get(at), marked.lesson.tasks.get(at)) else { return };
    ui.spacing_mut().item_spacing.y = 6.0 * scale;
    section_label(ui, &format!("Task {} of {} · {}", result.number, marked.results.tasks.len(), result.kind));
    let sentence = slip(task, result);
    let kind = text::heading(ui).scaled(19.0 / 22.0 * scale);
    ui.add(Label::new(kind.rich(sentence.as_deref().unwrap_or(&result.prompt), tokens.ink)).wrap().selectable(false));
    let about = |ui: &mut Ui, words: &str| {
        ui.add(Label::new(text::beside_control(ui).scaled(scale.min(1.4)).rich(words, tokens.muted)).wrap().selectable(false));
    };
    if sentence.is_some() {
        about(ui, &result.prompt);
    }
    about(ui, &format!("{} answered · {}", result.answered, average(result)));
    if marked.view != ResultsView::Projector
        && ui.add(Button::primary("Talk about it")).on_hover_text("The task on the projector, without names").clicked()
    {
        cx.actions.push(Action::Lesson(LessonStep::Task(Some(result.id.clone()))));
        cx.actions.push(Action::Lesson(LessonStep::Present(PresentStep::Begin)));
    }
    ui.add_space(6.0);
    let most = result.answers.iter().map(|tally| tally.count).max().unwrap_or(0).max(1);
    let listed: Vec<&Tally> =
        result.answers.iter().filter(|tally| tally.count > 0 || tally.is_right || result.answers.len() <= 8).collect();
    let all: Vec<&Tally> = listed.iter().take(ANSWERS).copied().collect();
    bars(ui, &all, most, result.answered, scale);
    if listed.len() > ANSWERS {
        let rest: usize = listed.iter().skip(ANSWERS).map(|tally| tally.count).sum();
        about(ui, &format!("and {} other answers, given {}", listed.len() - ANSWERS, counted(rest, "time")));
    }
    if let Some(map) = &result.heat {
        ui.add_space(10.0);
        section_label(ui, if matches!(task.exercise, Exercise::Evidence(_)) { "What they marked as evidence" } else { "What they marked" });
        heat::show(ui, cx, map, scale);
    }
    if result.answers.is_empty() && result.heat.is_none() {
        let words = if result.waiting > 0 {
            format!("{} wait to be marked by you.", counted(result.waiting, "written answer"))
        } else {
            "Written answers: they were marked by you.".to_owned()
        };
        about(ui, &words);
        levels(ui, marked, at, scale);
        if marked.view != ResultsView::Projector && text_link(ui, "Mark them by hand").clicked() {
            super::ask(cx, crate::app::results::ResultsStep::View(ResultsView::ByHand));
        }
    }
}

/// How many got 0, 1, 2, 3 and 4 of those that were marked by hand.
fn levels(ui: &mut Ui, marked: &Marked, at: usize, scale: f32) {
    let mut counts = [0_usize; 5];
    for marking in &marked.markings {
        if let Some(mark) = marking.marks.get(at).filter(|mark| mark.state == crate::lesson::MarkState::Judged && mark.of == 4) {
            counts[(mark.got as usize).min(4)] += 1;
        }
    }
    let all: usize = counts.iter().sum();
    if all == 0 {
        return;
    }
    let most = counts.iter().copied().max().unwrap_or(1).max(1);
    let rubric = marked.lesson.tasks.get(at).and_then(|task| task.key.as_ref()).map(|key| key.rubric.as_slice()).unwrap_or_default();
    let tallies: Vec<Tally> = counts
        .iter()
        .enumerate()
        .map(|(level, count)| {
            let answer = rubric.get(level).map_or_else(|| format!("{level} of 4"), |line| format!("{level}: {line}"));
            Tally { answer, count: *count, is_right: level == 4 }
        })
        .collect();
    bars(ui, &tallies.iter().collect::<Vec<_>>(), most, all, scale);
}

/// The most frequent slip, in a sentence.
pub fn slip(task: &Task, result: &TaskResult) -> Option<String> {
    // What one pupil did is no habit of the class.
    let mistake = result.mistake.as_ref().filter(|mistake| mistake.count > 1)?;
    let of = format!("{} of {}", mistake.count, result.answered);
    let sentence = match (&task.exercise, mistake.answer.split_once(" → ")) {
        (Exercise::WhoSaid(_), Some((item, target))) => format!("Most common slip: {of} gave {} to {target}.", quoted(item)),
        (Exercise::Sort(_) | Exercise::Compare(_), Some((item, target))) => {
            format!("Most common slip: {of} put {} with “{target}”.", quoted(item))
        }
        (Exercise::Highlight(_) | Exercise::Evidence(_), _) => format!("Most common slip: {of} marked {}.", quoted(&mistake.answer)),
        (Exercise::Order(_) | Exercise::Cite(_), _) => format!("Most common slip: {of} put them in this order: {}.", mistake.answer),
        (Exercise::SourceCheck(_), _) => format!("Most common slip: {of} answered {}.", mistake.answer),
        _ => format!("Most common slip: {of} chose {}.", quoted(&mistake.answer)),
    };
    // Words that were cut end in three dots already.
    Some(sentence.strip_suffix("….").map_or(sentence.clone(), |cut| format!("{cut}…")))
}

fn quoted(words: &str) -> String {
    let words = shown(words, 90);
    if words.starts_with(['“', '‘', '"']) { words } else { format!("“{words}”") }
}

/// Answers with how often each was given; what belongs to one item stands under it.
fn bars(ui: &mut Ui, tallies: &[&Tally], most: usize, of: usize, scale: f32) {
    let tokens = theme::tokens(ui.ctx());
    let kind = text::beside_control(ui).scaled(scale);
    let words = |tally: &Tally| {
        let own = tally.answer.split_once(" → ").map_or(tally.answer.as_str(), |(_, target)| target);
        format!("{own} · {}{}", tally.count, if tally.is_right { " ✓" } else { "" })
    };
    // Beside their bars where there is room for all of them, else below: lengths can be compared either way.
    let room = ui.available_width() * 0.62;
    let is_beside = tallies.iter().all(|tally| kind.galley(ui, words(tally), tokens.ink).size().x < room);
    let mut item = "";
    for tally in tallies {
        if let Some((own, _)) = tally.answer.split_once(" → ")
            && own != item
        {
            item = own;
            ui.add_space(3.0 * scale);
            ui.add(Label::new(text::small_strong(ui).scaled(scale).rich(own, tokens.muted)).wrap().selectable(false));
        }
        bar(ui, tally, &words(tally), is_beside, most, of, scale);
    }
}

/// One answer with how often it was given.
fn bar(ui: &mut Ui, tally: &Tally, words: &str, is_beside: bool, most: usize, of: usize, scale: f32) {
    let tokens = theme::tokens(ui.ctx());
    let width = ui.available_width();
    let kind = text::beside_control(ui).scaled(scale);
    let galley = kind.galley_wrapped(ui, words, tokens.ink, if is_beside { width * 0.64 } else { width });
    let share = tally.count as f32 / most as f32;
    let high = if is_beside { 20.0 * scale } else { 10.0 * scale };
    let height = if is_beside { galley.size().y.max(high) } else { galley.size().y + high + 4.0 };
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let right = if tally.is_right { ", right" } else { "" };
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{}: {} of {of}{right}", tally.answer, tally.count)));
    let length = (share * width * if is_beside { 0.34 } else { 1.0 }).max(if tally.count > 0 { 6.0 } else { 2.0 });
    let top = if is_beside { rect.center().y - high / 2.0 } else { rect.top() };
    let strip = Rect::from_min_size(pos2(rect.left(), top), vec2(length, high));
    let (fill, edge) = match (tokens.is_high_contrast(), tally.is_right) {
        (true, true) => (tokens.accent, Stroke::new(2.0, tokens.edge)),
        (true, false) => (tokens.surface, Stroke::new(2.0, tokens.edge)),
        (false, true) => (tokens.ok, Stroke::NONE),
        (false, false) => (tokens.accent_wash, Stroke::new(1.0, tokens.accent.gamma_multiply(0.35))),
    };
    ui.painter().rect(strip, 3, fill, edge, StrokeKind::Inside);
    let place = if is_beside {
        pos2(strip.right() + 10.0, rect.center().y - galley.size().y / 2.0)
    } else {
        pos2(rect.left(), strip.bottom() + 4.0)
    };
    ui.painter().galley(place, galley, tokens.ink);
}
