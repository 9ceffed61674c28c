//! The way through the lesson: a bar of steps, and the list of tasks.

use egui::{Label, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::{Cx, ask};
use crate::app::{
    pupil::{Pupil, PupilStep},
    theme::{self, icon, text},
    widgets::{ListRow, focus_ring},
};

/// Shows a step for each task and one for the end, over the whole width; pressed, it is gone to.
pub fn bar(ui: &mut Ui, cx: &mut Cx<'_>, pupil: &Pupil) {
    let tokens = theme::tokens(ui.ctx());
    let count = pupil.lesson.tasks.len() + 1;
    let gap = if count > 24 { 2.0 } else { 5.0 };
    let width = ((ui.available_width() - gap * (count - 1) as f32) / count as f32).max(4.0);
    let (whole, group) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
    let said = format!("{} of {} answered", pupil.answered(), pupil.lesson.tasks.len());
    group.widget_info(|| WidgetInfo::labeled(Role::Group, true, format!("Steps: {said}")));
    for at in 0..count {
        let left = whole.left() + (width + gap) * at as f32;
        let rect = Rect::from_min_size(pos2(left, whole.top()), vec2(width, whole.height()));
        let response = ui.interact(rect, group.id.with(at), Sense::click());
        let is_shown = at == pupil.at;
        let task = pupil.lesson.tasks.get(at);
        let is_done = task.map_or_else(|| has_handed_in(pupil), |task| pupil.is_answered(task));
        let name = match (task, is_done) {
            (Some(_), true) => format!("Step {}, answered", at + 1),
            (Some(_), false) => format!("Step {}, not answered", at + 1),
            (None, true) => "Last step, handed in".to_owned(),
            (None, false) => "Last step, hand in".to_owned(),
        };
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_shown, &name));
        let glow = ui.ctx().animate_bool_responsive(response.id.with("glow"), response.hovered());
        let colour = match (is_shown, is_done) {
            (true, _) => tokens.accent,
            (false, true) => tokens.ok,
            (false, false) => tokens.rule.lerp_to_gamma(tokens.faint, glow * 0.7),
        };
        let line = Rect::from_center_size(rect.center(), vec2(width, if is_shown { 7.0 } else { 5.0 }));
        if tokens.is_high_contrast() && !is_shown && !is_done {
            ui.painter().rect_stroke(line, 2, Stroke::new(1.0, tokens.ink), StrokeKind::Inside);
        } else {
            ui.painter().rect_filled(line, 2, colour);
        }
        focus_ring(ui, &response, line.expand(2.0), 3);
        let hover =
            task.map_or_else(|| "Hand in".to_owned(), |task| format!("{}: {}", at + 1, crate::app::article::shortened(&task.prompt, 70)));
        if response.on_hover_text(hover).clicked() {
            ask(cx, PupilStep::Go(at));
        }
    }
}

fn has_handed_in(pupil: &Pupil) -> bool {
    pupil.work.as_ref().is_some_and(|work| work.sheet.answers().handed_in.is_some())
}

/// Shows the list of tasks, with what is answered.
pub fn list(ui: &mut Ui, cx: &mut Cx<'_>, pupil: &Pupil) {
    let tokens = theme::tokens(ui.ctx());
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.add_space(6.0);
        for (at, task) in pupil.lesson.tasks.iter().enumerate() {
            let is_done = pupil.is_answered(task);
            let state = if is_done { "answered" } else { "not answered" };
            let name = format!("Task {}, {}, {state}", at + 1, task.exercise.in_words());
            let shown = ListRow::new(("task", at), &name).selected(at == pupil.at).show(ui, |ui| {
                ui.horizontal_top(|ui| {
                    let (sign, colour) = if is_done { (icon::CHECK_CIRCLE, tokens.ok) } else { (icon::CIRCLE, tokens.muted) };
                    ui.add(Label::new(text::icon(ui).rich(sign, colour)).selectable(false));
                    ui.vertical(|ui| {
                        let kind = format!("{}. {}", at + 1, task.exercise.in_words());
                        ui.add(Label::new(text::strong(ui).rich(kind, tokens.ink)).wrap().selectable(false));
                        let prompt = text::small(ui).galley_elided(ui, &task.prompt, tokens.muted, ui.available_width(), 2);
                        ui.add(Label::new(prompt).selectable(false));
                    });
                });
            });
            if shown.response.clicked() {
                ask(cx, PupilStep::Go(at));
            }
        }
        let at = pupil.lesson.tasks.len();
        let shown = ListRow::new("hand in", "Hand in").selected(pupil.at == at).show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.add(Label::new(text::icon(ui).rich(icon::TRAY_ARROW_UP, tokens.muted)).selectable(false));
                ui.add(Label::new(text::strong(ui).rich("Hand in", tokens.ink)).selectable(false));
            });
        });
        if shown.response.clicked() {
            ask(cx, PupilStep::Go(at));
        }
    });
}
