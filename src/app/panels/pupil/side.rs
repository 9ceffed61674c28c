//! The side with the task: the steps, the task, its hint, and the way on.

use egui::{Align, CentralPanel, Frame, Label, Layout, Margin, Panel, Role, ScrollArea, Ui, WidgetInfo};

use super::{
    Cx, ask, hand_in, steps,
    task::{Allowed, TaskView, begin_with_prompt},
};
use crate::app::{
    pupil::{Pupil, PupilStep},
    theme::{self, icon, text},
    widgets::{Button, Card, empty_state},
};

/// Shows the side.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, pupil: &Pupil) {
    let tokens = theme::tokens(ui.ctx());
    let inner = |top, bottom| Frame::new().fill(tokens.surface).inner_margin(Margin { left: 22, right: 22, top, bottom });
    // The way on is drawn last for the eyes, and read last: it lies below everything.
    let foot = (theme::look(ui.ctx()).control_height().max(40.0) + 28.0).round();
    Panel::top("steps of the lesson").show_separator_line(false).frame(inner(8, 0)).show(ui, |ui| steps::bar(ui, cx, pupil));
    let room = ui.available_rect_before_wrap();
    let body = egui::Rect::from_min_max(room.min, egui::pos2(room.right(), room.bottom() - foot));
    ui.scope_builder(egui::UiBuilder::new().max_rect(body).id_salt("body of the task"), |ui| {
        CentralPanel::default().frame(inner(4, 0)).show(ui, |ui| {
            // A new task begins at its top.
            ScrollArea::vertical().id_salt(("task", pupil.at)).auto_shrink([false, false]).show(ui, |ui| {
                // The ring around what the keyboard is at stands a little out of it.
                Frame::new().inner_margin(Margin { left: 4, right: 10, top: 4, bottom: 16 }).show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = 8.0;
                    contents(ui, cx, pupil);
                });
            });
        });
    });
    let below = egui::Rect::from_min_max(egui::pos2(room.left(), room.bottom() - foot), room.max);
    ui.painter().hline(below.x_range(), below.top(), tokens.rule_stroke());
    ui.scope_builder(egui::UiBuilder::new().max_rect(below.shrink2(egui::vec2(22.0, 0.0))).id_salt("way on"), |ui| {
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| way(ui, cx, pupil));
    });
    let turns = &mut cx.tools.drafts.pupil.turns;
    if *turns != pupil.turns {
        *turns = pupil.turns;
        begin_with_prompt(ui);
    }
}

fn contents(ui: &mut Ui, cx: &mut Cx<'_>, pupil: &Pupil) {
    if pupil.lesson.tasks.is_empty() {
        empty_state(
            ui,
            icon::LIST_CHECKS,
            "This lesson has no tasks",
            "There is nothing to answer in it. Tell your teacher; the articles can be read.",
            None,
        );
        return;
    }
    let Some(task) = pupil.task() else { return hand_in::show(ui, cx, pupil) };
    let mut reply = pupil.reply(&task.id).cloned();
    let place = (pupil.at + 1, pupil.lesson.tasks.len());
    let view = TaskView { archive: &pupil.archive, task, place, allowed: Allowed::Answer };
    if view.show(ui, cx, &mut reply) {
        ask(cx, PupilStep::Reply(task.id.clone(), reply));
    }
    if let Some(hint) = task.hint.as_ref().filter(|_| pupil.has_hint(&task.id)) {
        let tokens = theme::tokens(ui.ctx());
        ui.add_space(6.0);
        Card::new("hint", &format!("Hint: {hint}")).edge(tokens.warn).show(ui, |ui| {
            ui.add(Label::new(text::small_strong(ui).rich("Hint", tokens.warn)).selectable(false));
            let words = ui.add(Label::new(text::body(ui).rich(hint, tokens.ink)).wrap().selectable(false));
            words.widget_info(|| WidgetInfo::labeled(Role::Status, true, hint));
        });
    }
}

/// Back, hint, and on.
fn way(ui: &mut Ui, cx: &mut Cx<'_>, pupil: &Pupil) {
    ui.spacing_mut().item_spacing.x = 8.0;
    let count = pupil.lesson.tasks.len();
    ui.add_enabled_ui(pupil.at > 0, |ui| {
        if ui.add(Button::secondary("‹ Back").large().shortcut("Alt+PageUp")).clicked() {
            ask(cx, PupilStep::Go(pupil.at.saturating_sub(1)));
        }
    });
    if let Some(task) = pupil.task()
        && task.hint.is_some()
        && !pupil.has_hint(&task.id)
        && ui.add(Button::quiet("Hint").large()).clicked()
    {
        ask(cx, PupilStep::Hint);
    }
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        if pupil.at < count {
            let words = if pupil.at + 1 < count { "Next ›" } else { "To the end ›" };
            if ui.add(Button::primary(words).large().shortcut("Alt+PageDown")).clicked() {
                let had_keyboard = ui.memory(|memory| memory.focused().is_some());
                ask(cx, if had_keyboard { PupilStep::Step(crate::app::action::Way::Next) } else { PupilStep::Go(pupil.at + 1) });
            }
        }
    });
}
