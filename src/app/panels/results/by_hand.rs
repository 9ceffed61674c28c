//! What a person marks: one reply after the other, by the rubric with the keys 0 to 4, with comments ready to hand.

use egui::{
    Align, CentralPanel, Frame, Key, Label, Layout, Margin, Modifiers, Panel, Role, ScrollArea, Sense, StrokeKind, Ui, WidgetInfo, vec2,
};

use super::{Cx, ask, at};
use crate::{
    app::{
        action::Action,
        lesson::LessonStep,
        results::{Marked, ResultsStep},
        theme::{self, icon, text},
        widgets::{Button, Chip, ListRow, empty_state, focus_ring, section_label, small_link},
    },
    lesson::{MarkState, reply_in_lines, shown},
    model::{Judgement, Task},
};

/// What earns 0 to 4 where a task has no rubric of its own.
const LEVELS: [&str; 5] = ["Nothing of it", "A little", "Half of it", "Most of it", "All of it"];

/// The answers with a reply to a task, in the order of the rows.
fn replies(marked: &Marked, task: &Task) -> Vec<usize> {
    marked
        .rows
        .iter()
        .copied()
        .filter(|answers| marked.class.answers[*answers].answers.replies.get(&task.id).is_some_and(|reply| !reply.is_empty()))
        .collect()
}

fn waits(marked: &Marked, answers: usize, task: usize) -> bool {
    marked.markings[answers].marks.get(task).is_some_and(|mark| mark.state == MarkState::Waiting)
}

/// Shows the screen.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, marked: &Marked, is_wide: bool) {
    let tokens = theme::tokens(ui.ctx());
    let scale = theme::look(ui.ctx()).text_size;
    let by_person: Vec<usize> = (0..marked.lesson.tasks.len())
        .filter(|at| marked.lesson.tasks[*at].key.as_ref().is_none_or(|key| !key.right.is_automatic()))
        .collect();
    let now = at(cx, marked);
    let Some(now) = by_person.iter().copied().find(|at| *at == now).or_else(|| {
        let waiting = |at: &usize| (0..marked.markings.len()).any(|answers| waits(marked, answers, *at));
        by_person.iter().copied().find(waiting).or_else(|| by_person.first().copied())
    }) else {
        CentralPanel::default().frame(Frame::new().fill(tokens.paper)).show(ui, |ui| {
            empty_state(ui, icon::CHECK_CIRCLE, "Nothing to mark by hand", "The program marks every task of this lesson.", None);
        });
        return;
    };
    if is_wide {
        let left = Panel::left("by hand tasks")
            .exact_size((250.0 * scale).min(ui.available_width() * 0.24))
            .resizable(false)
            .show_separator_line(false)
            .frame(Frame::new().fill(tokens.sunken))
            .show(ui, |ui| tasks(ui, cx, marked, &by_person, now));
        ui.painter().vline(left.response.rect.right() - 0.5, left.response.rect.y_range(), tokens.rule_stroke());
    }
    CentralPanel::default().frame(Frame::new().fill(tokens.paper)).show(ui, |ui| judge(ui, cx, marked, now));
}

fn tasks(ui: &mut Ui, cx: &mut Cx<'_>, marked: &Marked, by_person: &[usize], now: usize) {
    let tokens = theme::tokens(ui.ctx());
    ScrollArea::vertical().id_salt("by hand tasks").auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        Frame::new().inner_margin(Margin { left: 14, right: 14, top: 14, bottom: 6 }).show(ui, |ui| section_label(ui, "Marked by you"));
        for at in by_person {
            let task = &marked.lesson.tasks[*at];
            let waiting = (0..marked.markings.len()).filter(|answers| waits(marked, *answers, *at)).count();
            let about = if waiting == 0 { "all marked".to_owned() } else { format!("{} to mark", waiting) };
            let name = format!("Task {}: {}, {about}", at + 1, task.exercise.in_words());
            let row = ListRow::new(("by hand", *at), &name).selected(*at == now).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                let title = format!("{}  {}", at + 1, task.exercise.in_words());
                ui.add(Label::new(text::strong(ui).rich(title, tokens.ink)).selectable(false));
                let ink = if waiting == 0 { tokens.ok } else { tokens.muted };
                ui.add(Label::new(text::small(ui).rich(about, ink)).selectable(false));
            });
            if row.response.clicked() {
                cx.actions.push(Action::Lesson(LessonStep::Task(Some(task.id.clone()))));
            }
        }
    });
}

fn judge(ui: &mut Ui, cx: &mut Cx<'_>, marked: &Marked, at: usize) {
    let tokens = theme::tokens(ui.ctx());
    let task = &marked.lesson.tasks[at];
    let all = replies(marked, task);
    if all.is_empty() {
        empty_state(ui, icon::TRAY, "Nobody answered this task", "Choose another one at the left.", None);
        return;
    }
    let place = all
        .iter()
        .position(|answers| *answers == marked.pupil)
        .unwrap_or_else(|| all.iter().position(|answers| waits(marked, *answers, at)).unwrap_or(0));
    let pupil = all[place];
    let known = marked.judgement(pupil, &task.id).cloned();
    keys(ui, cx, marked, at, &all, place);
    ScrollArea::vertical().id_salt("by hand").auto_shrink([false, false]).show(ui, |ui| {
        Frame::new().inner_margin(Margin { left: 36, right: 36, top: 22, bottom: 30 }).show(ui, |ui| {
            ui.set_max_width((760.0 * theme::look(ui.ctx()).text_size).min(ui.available_width()));
            ui.spacing_mut().item_spacing.y = 8.0;
            ui.horizontal(|ui| {
                section_label(ui, &format!("{} · reply {} of {}", marked.name(pupil), place + 1, all.len()));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    ui.spacing_mut().item_spacing.x = 8.0;
                    ui.add_enabled_ui(place + 1 < all.len(), |ui| {
                        if ui.add(Button::secondary("Next ›").shortcut("Page Down")).clicked() {
                            ask(cx, ResultsStep::Pupil(all[place + 1]));
                        }
                    });
                    ui.add_enabled_ui(place > 0, |ui| {
                        if ui.add(Button::secondary("‹ Back").shortcut("Page Up")).clicked() {
                            ask(cx, ResultsStep::Pupil(all[place - 1]));
                        }
                    });
                });
            });
            ui.add(Label::new(text::beside_control(ui).rich(&task.prompt, tokens.muted)).wrap().selectable(false));
            reply(ui, marked, pupil, task);
            if let Some(expected) = task.key.as_ref().and_then(|key| key.expected.as_ref()) {
                let words = format!("A good answer has: {expected}");
                ui.add(Label::new(text::beside_control(ui).rich(words, tokens.muted)).wrap().selectable(false));
            }
            ui.add_space(6.0);
            rubric(ui, cx, marked, at, pupil, &all, place, known.as_ref());
            ui.add_space(6.0);
            comment(ui, cx, pupil, task, known.as_ref());
        });
    });
}

fn reply(ui: &mut Ui, marked: &Marked, pupil: usize, task: &Task) {
    let tokens = theme::tokens(ui.ctx());
    let lines = marked.class.answers[pupil].answers.replies.get(&task.id).map(|reply| reply_in_lines(task, reply)).unwrap_or_default();
    let frame = Frame::new().fill(tokens.surface).stroke(tokens.edge_stroke()).corner_radius(8).inner_margin(Margin::symmetric(18, 14));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 6.0;
        for line in lines {
            ui.add(Label::new(text::article(ui).scaled(17.0 / 18.0).rich(line, tokens.ink)).wrap().selectable(true));
        }
    });
}

/// Judges, and goes on to the next that waits.
fn give(cx: &mut Cx<'_>, marked: &Marked, at: usize, all: &[usize], place: usize, level: u8) {
    let (pupil, task) = (all[place], &marked.lesson.tasks[at]);
    let comment = marked.judgement(pupil, &task.id).map(|known| known.comment.clone()).unwrap_or_default();
    ask(cx, ResultsStep::Judge(pupil, task.id.clone(), Some(Judgement { level, comment })));
    let next = all.iter().cycle().skip(place + 1).take(all.len() - 1).find(|answers| waits(marked, **answers, at));
    if let Some(next) = next {
        ask(cx, ResultsStep::Pupil(*next));
    }
}

fn keys(ui: &Ui, cx: &mut Cx<'_>, marked: &Marked, at: usize, all: &[usize], place: usize) {
    if cx.state.dialog.is_some() || ui.ctx().text_edit_focused() {
        return;
    }
    let levels = [(Key::Num0, 0), (Key::Num1, 1), (Key::Num2, 2), (Key::Num3, 3), (Key::Num4, 4)];
    for (key, level) in levels {
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
            return give(cx, marked, at, all, place, level);
        }
    }
    if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::PageDown)) && place + 1 < all.len() {
        ask(cx, ResultsStep::Pupil(all[place + 1]));
    }
    if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::PageUp)) && place > 0 {
        ask(cx, ResultsStep::Pupil(all[place - 1]));
    }
}

#[allow(clippy::too_many_arguments)] // one row of the rubric is all of these
fn rubric(ui: &mut Ui, cx: &mut Cx<'_>, marked: &Marked, at: usize, pupil: usize, all: &[usize], place: usize, known: Option<&Judgement>) {
    let tokens = theme::tokens(ui.ctx());
    let task = &marked.lesson.tasks[at];
    let rubric = task.key.as_ref().map(|key| key.rubric.as_slice()).unwrap_or_default();
    section_label(ui, "Marked with the keys 0 to 4");
    ui.spacing_mut().item_spacing.y = 5.0;
    for level in 0_u8..=4 {
        let words = rubric.get(usize::from(level)).map_or(LEVELS[usize::from(level)], String::as_str);
        let on = known.is_some_and(|known| known.level == level);
        let width = ui.available_width();
        let galley = text::body(ui).galley_wrapped(ui, words, tokens.ink, width - 64.0);
        let (rect, response) = ui.allocate_exact_size(vec2(width, (galley.size().y + 16.0).max(36.0)), Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, format!("{level}: {words}")));
        let edge = if on { tokens.accent_stroke() } else { tokens.edge_stroke() };
        let fill = if response.hovered() { tokens.hover } else { tokens.surface };
        ui.painter().rect(rect, 7, fill, edge, StrokeKind::Inside);
        let number = text::strong(ui).galley(ui, level.to_string(), if on { tokens.accent } else { tokens.muted });
        ui.painter().galley(egui::pos2(rect.left() + 16.0, rect.center().y - number.size().y / 2.0), number, tokens.muted);
        ui.painter().galley(egui::pos2(rect.left() + 42.0, rect.center().y - galley.size().y / 2.0), galley, tokens.ink);
        focus_ring(ui, &response, rect, 7);
        if response.clicked() {
            give(cx, marked, at, all, place, level);
        }
    }
    if known.is_some() && small_link(ui, "Take the mark back").clicked() {
        ask(cx, ResultsStep::Judge(pupil, task.id.clone(), None));
    }
}

fn comment(ui: &mut Ui, cx: &mut Cx<'_>, pupil: usize, task: &Task, known: Option<&Judgement>) {
    let tokens = theme::tokens(ui.ctx());
    section_label(ui, "Comment");
    let Some(known) = known else {
        ui.add(Label::new(text::small(ui).rich("Give a mark first; the comment goes with it.", tokens.muted)).wrap().selectable(false));
        return;
    };
    let say = |cx: &mut Cx<'_>, comment: String| {
        ask(cx, ResultsStep::Judge(pupil, task.id.clone(), Some(Judgement { level: known.level, comment })));
    };
    let snippets = task.key.as_ref().map(|key| key.comments.as_slice()).unwrap_or_default();
    if !snippets.is_empty() {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
            for snippet in snippets.iter().filter(|snippet| !snippet.trim().is_empty()) {
                let is_in = known.comment.contains(snippet.as_str());
                if Chip::new(&shown(snippet, 60)).on(is_in).show(ui).response.clicked() {
                    let comment = if is_in {
                        known.comment.replace(snippet.as_str(), "").split_whitespace().collect::<Vec<_>>().join(" ")
                    } else {
                        format!("{} {snippet}", known.comment).trim().to_owned()
                    };
                    cx.tools.drafts.results.comment = None;
                    say(cx, comment);
                }
            }
        });
    }
    let draft = cx.tools.drafts.results.comment.take();
    let mut words = match draft {
        Some((answers, id, words)) if answers == pupil && id == task.id.0 => words,
        _ => known.comment.clone(),
    };
    let edit = egui::TextEdit::multiline(&mut words)
        .id(egui::Id::unique(("comment", pupil, &task.id.0)))
        .desired_rows(2)
        .desired_width(f32::INFINITY)
        .hint_text("What the pupil is told");
    let response = ui.add(edit);
    response.widget_info(|| WidgetInfo { label: Some("Comment".to_owned()), ..WidgetInfo::new(Role::MultilineTextInput) });
    if response.changed() {
        say(cx, words.trim_end().to_owned());
    }
    cx.tools.drafts.results.comment = response.has_focus().then(|| (pupil, task.id.0.clone(), words));
}
