//! The answers: with letters and counts of hands, right ones marked once they are revealed.

use std::collections::BTreeSet;

use egui::{Align2, Frame, Key, Label, Rect, Role, Sense, Stroke, StrokeKind, TextEdit, Ui, WidgetInfo, pos2, vec2};

use super::{Cx, ask};
use crate::{
    app::{
        lesson::PresentStep,
        theme::{self, icon, text},
        widgets::focus_ring,
    },
    lesson::answer_word,
    model::{Choice, ChoiceId, Exercise, Question, Right, Task},
};

/// Shows what can be answered.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, task: &Task, scale: f32) {
    let revealed = cx.state.desk.shown.is_revealed;
    let right = task.key.as_ref().map(|key| &key.right);
    match (&task.exercise, right) {
        (Exercise::Choose(_) | Exercise::Caption(_) | Exercise::Headline(_), _) if !task.exercise.choices().is_empty() => {
            let is_right: BTreeSet<&ChoiceId> = match right {
                Some(Right::Options { options }) if revealed => options.iter().collect(),
                _ => BTreeSet::new(),
            };
            options(ui, cx, task, scale, |choice| is_right.contains(&choice.id));
        }
        (Exercise::WhoSaid(_) | Exercise::Sort(_) | Exercise::Compare(_), _) => pairs(ui, task, right.filter(|_| revealed), scale),
        (Exercise::Order(_) | Exercise::Cite(_), _) => order(ui, task, right.filter(|_| revealed), scale),
        (Exercise::SourceCheck(_), Some(Right::Grid { grid })) => {
            for question in Question::ALL {
                let answer = grid.get(&question).filter(|_| revealed);
                let answer = answer.map(|answers| answers.iter().map(|answer| answer_word(*answer)).collect::<Vec<_>>().join(" or "));
                line(ui, question.in_words(), answer.as_deref(), scale);
            }
        }
        (_, Some(Right::Passages { passages, .. })) if revealed => {
            for passage in passages.iter().take(12) {
                line(ui, &format!("“{}”", passage.exact), Some(icon::CHECK), scale);
            }
        }
        (_, Some(Right::Words { words })) if revealed => line(ui, &words.join(" / "), Some(icon::CHECK), scale),
        _ => {}
    }
}

fn letter(at: usize) -> String {
    char::from_u32('A' as u32 + u32::try_from(at % 26).unwrap_or(0)).map(String::from).unwrap_or_default()
}

/// Cards with letters, two beside each other where their words are short.
fn options(ui: &mut Ui, cx: &mut Cx<'_>, task: &Task, scale: f32, is_right: impl Fn(&Choice) -> bool) {
    let choices = task.exercise.choices();
    let geo = scale * theme::look(ui.ctx()).text_size;
    let longest = choices.iter().map(|choice| choice.text.chars().count()).max().unwrap_or(0);
    let columns = if longest <= 60 && choices.len() > 1 && ui.available_width() > 760.0 { 2 } else { 1 };
    let gap = 20.0 * geo;
    let width = (ui.available_width() - gap * (columns as f32 - 1.0)) / columns as f32;
    for (row, pair) in choices.chunks(columns).enumerate() {
        let kind = text::body(ui).scaled(26.0 / 14.0 * scale);
        let galleys: Vec<_> =
            pair.iter().map(|choice| kind.galley_wrapped(ui, &choice.text, theme::tokens(ui.ctx()).ink, width - 200.0 * geo)).collect();
        let height = galleys.iter().map(|galley| galley.size().y).fold(0.0, f32::max) + 44.0 * geo;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for (column, (choice, galley)) in pair.iter().zip(galleys).enumerate() {
                let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
                option(ui, cx, task, row * columns + column, choice, galley, rect, scale, is_right(choice));
            }
        });
    }
}

#[allow(clippy::too_many_arguments)] // one card is all of these
fn option(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    task: &Task,
    at: usize,
    choice: &Choice,
    galley: std::sync::Arc<egui::Galley>,
    rect: Rect,
    scale: f32,
    is_right: bool,
) {
    let tokens = theme::tokens(ui.ctx());
    let geo = scale * theme::look(ui.ctx()).text_size;
    let letter = letter(at);
    let hands = cx.state.desk.shown.hands.get(&(task.id.clone(), choice.id.clone())).copied();
    let edge = if is_right { Stroke::new(2.5, tokens.ok) } else { Stroke::new(tokens.line.max(1.5), tokens.edge) };
    let label = ui.interact(rect, ui.scope_id().with(("option", at)), Sense::hover());
    label.widget_info(|| {
        let right = if is_right { ", right" } else { "" };
        WidgetInfo::labeled(Role::Label, true, format!("{letter}: {}{right}", choice.text))
    });
    ui.painter().rect(rect, 12, tokens.surface, edge, StrokeKind::Inside);
    let sign = text::strong(ui).scaled(26.0 / 14.0 * scale).galley(ui, &letter, tokens.accent);
    ui.painter().galley(
        Align2::LEFT_CENTER.anchor_size(pos2(rect.left() + 26.0 * geo, rect.center().y), sign.size()).min,
        sign,
        tokens.accent,
    );
    ui.painter().galley(pos2(rect.left() + 66.0 * geo, rect.center().y - galley.size().y / 2.0), galley, tokens.ink);
    if is_right {
        let tick = text::icon(ui).scaled(26.0 / 18.0 * scale).galley(ui, icon::CHECK, tokens.ok);
        ui.painter().galley(
            Align2::RIGHT_CENTER.anchor_size(pos2(rect.right() - 22.0 * geo, rect.center().y), tick.size()).min,
            tick,
            tokens.ok,
        );
    }
    // The number of hands, to be typed.
    let id = egui::Id::unique(("hands", &task.id.0, &choice.id.0));
    let place = Rect::from_center_size(pos2(rect.right() - 92.0 * geo, rect.center().y), vec2(72.0, 44.0) * geo);
    let kind = text::body(ui).scaled(24.0 / 14.0 * scale);
    let mut typed = match &cx.tools.drafts.present.hands {
        Some((known, words)) if *known == choice.id.0 => words.clone(),
        _ => hands.map(|hands| hands.to_string()).unwrap_or_default(),
    };
    let edit = TextEdit::singleline(&mut typed)
        .id(id)
        .frame(Frame::NONE)
        .font(kind.font.clone())
        .text_color(tokens.muted)
        .hint_text(kind.rich("–", tokens.muted))
        .char_limit(4)
        .align(Align2::RIGHT_CENTER)
        .min_size(place.size())
        .desired_width(place.width());
    let response = ui.place(place, edit);
    let value = typed.clone();
    response.widget_info(|| WidgetInfo {
        label: Some(format!("Hands for {letter}")),
        current_text_value: Some(value.clone()),
        ..WidgetInfo::new(Role::TextInput)
    });
    focus_ring(ui, &response, place, 6);
    if response.changed() {
        let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
        ask(cx, PresentStep::Hands(choice.id.clone(), digits.parse().unwrap_or(0)));
        typed = digits;
    }
    if response.has_focus() {
        cx.tools.drafts.present.hands = Some((choice.id.0.clone(), typed));
    } else if cx.tools.drafts.present.hands.as_ref().is_some_and(|(known, _)| *known == choice.id.0) {
        cx.tools.drafts.present.hands = None;
    }
    // A letter leads to its number, Enter from one number to the next.
    let next = task.exercise.choices().get(at + 1).map(|next| egui::Id::unique(("hands", &task.id.0, &next.id.0)));
    if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
        if let Some(next) = next {
            ui.memory_mut(|memory| memory.request_focus(next));
        }
    } else if !ui.ctx().text_edit_focused()
        && cx.state.dialog.is_none()
        && Key::from_name(&letter).is_some_and(|key| ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, key)))
    {
        response.request_focus();
    }
}

/// One line, with its answer at the right.
fn line(ui: &mut Ui, words: &str, answer: Option<&str>, scale: f32) {
    let tokens = theme::tokens(ui.ctx());
    let frame =
        Frame::new().fill(tokens.surface).stroke(tokens.edge_stroke()).corner_radius(10).inner_margin(egui::Margin::symmetric(18, 10));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            let kind = text::body(ui).scaled(22.0 / 14.0 * scale);
            let answer = kind.galley(ui, answer.unwrap_or("?"), if answer.is_some() { tokens.ok } else { tokens.muted });
            let galley = kind.galley_wrapped(ui, words, tokens.ink, ui.available_width() - answer.size().x - 30.0);
            ui.add(Label::new(galley).selectable(false));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| ui.add(Label::new(answer).selectable(false)));
        });
    });
}

fn pairs(ui: &mut Ui, task: &Task, right: Option<&Right>, scale: f32) {
    let targets = task.exercise.targets();
    let names: Vec<String> = targets.iter().enumerate().map(|(at, target)| format!("{} {}", letter(at), target.text)).collect();
    let tokens = theme::tokens(ui.ctx());
    ui.add(Label::new(text::body(ui).scaled(22.0 / 14.0 * scale).rich(names.join("   "), tokens.accent)).wrap().selectable(false));
    for item in task.exercise.choices() {
        let answer = match right {
            Some(Right::Pairs { pairs }) => pairs.get(&item.id).map(|right| {
                let all = targets.iter().enumerate().filter(|(_, target)| right.contains(&target.id));
                all.map(|(at, target)| format!("{} {}", letter(at), crate::lesson::shown(&target.text, 28)))
                    .collect::<Vec<_>>()
                    .join(" or ")
            }),
            _ => None,
        };
        line(ui, &item.text, answer.as_deref(), scale * 0.9);
    }
}

fn order(ui: &mut Ui, task: &Task, right: Option<&Right>, scale: f32) {
    let choices = task.exercise.choices();
    if let Some(Right::Order { order }) = right {
        for (at, id) in order.iter().enumerate() {
            if let Some(choice) = choices.iter().find(|choice| choice.id == *id) {
                line(ui, &choice.text, Some(&format!("{}", at + 1)), scale * 0.9);
            }
        }
        return;
    }
    for choice in choices {
        line(ui, &choice.text, None, scale * 0.9);
    }
}
