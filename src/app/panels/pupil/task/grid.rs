//! Five questions about a source.

use std::collections::BTreeMap;

use egui::{Label, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::ring;
use crate::{
    app::theme::{self, text},
    model::{Answer, Question, Reply, SourceCheck},
};

/// Shows the source and its questions.
pub fn show(ui: &mut Ui, check: &SourceCheck, reply: &mut Option<Reply>) -> bool {
    let tokens = theme::tokens(ui.ctx());
    let own = if let Some(Reply::Grid(own)) = reply { own.clone() } else { BTreeMap::new() };
    // What is filled in already counts until it is changed.
    let mut now = check.given.clone();
    now.extend(own);
    let mut changed = false;
    ui.add(Label::new(text::strong(ui).rich(&check.name, tokens.ink)).wrap().selectable(false));
    for question in Question::ALL {
        ui.add_space(6.0);
        let asked = format!("{}: {}", question.word(), question.in_words());
        ui.add(Label::new(text::body(ui).rich(&asked, tokens.ink)).wrap().selectable(false));
        if let Some(note) = check.notes.get(&question) {
            ui.add_space(-4.0);
            ui.add(Label::new(text::small(ui).rich(note, tokens.muted)).wrap().selectable(false));
        }
        if let Some(answer) = answers(ui, question, now.get(&question).copied()) {
            now.insert(question, answer);
            changed = true;
        }
    }
    if changed {
        *reply = Some(Reply::Grid(now));
    }
    changed
}

/// The three answers side by side, under one another where large letters need it; the one that was pressed.
fn answers(ui: &mut Ui, question: Question, on: Option<Answer>) -> Option<Answer> {
    let tokens = theme::tokens(ui.ctx());
    let kind = text::action(ui);
    let words = Answer::ALL.map(|answer| match answer {
        Answer::Yes => "Yes",
        Answer::No => "No",
        Answer::Unclear => "The article does not tell",
    });
    let needed = words.map(|words| kind.galley(ui, words, tokens.ink).size().x + 28.0);
    let height = (kind.line_height + 20.0).max(40.0);
    let is_row = needed.iter().sum::<f32>() + 16.0 <= ui.available_width();
    let mut pressed = None;
    let mut show = |ui: &mut Ui| {
        for ((answer, words), width) in Answer::ALL.into_iter().zip(words).zip(needed) {
            let is_on = on == Some(answer);
            let width = if is_row { width } else { ui.available_width() };
            let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
            let said = format!("{}: {words}", question.word());
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), is_on, &said));
            let glow = ui.ctx().animate_bool_responsive(response.id.with("glow"), response.hovered());
            let (fill, ink, edge) = if is_on {
                (tokens.accent_wash, tokens.on_wash, Stroke::new(tokens.line, tokens.accent))
            } else {
                (tokens.surface.lerp_to_gamma(tokens.hover, glow), tokens.ink, tokens.edge_stroke())
            };
            ui.painter().rect(rect, 7, fill, edge, StrokeKind::Inside);
            let galley = kind.galley(ui, words, ink);
            ui.painter().galley(pos2(rect.center().x - galley.size().x / 2.0, rect.center().y - galley.size().y / 2.0), galley, ink);
            ring(ui, &response, rect, 7);
            if response.clicked() && !is_on {
                pressed = Some(answer);
            }
        }
    };
    if is_row {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            show(ui);
        });
    } else {
        show(ui);
    }
    pressed
}
