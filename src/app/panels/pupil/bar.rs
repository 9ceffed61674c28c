//! The bar of a pupil's screen: menu, tasks, back and forward, the lesson and who answers it, when it was saved.

use egui::{Align, Label, Layout, Popup, Role, Ui, UiBuilder, WidgetInfo};
use jiff::tz::TimeZone;

use super::{Cx, ask};
use crate::app::{
    action::{Action, Dialog},
    panels::bar::{menus, step},
    pupil::{Pupil, PupilStep},
    theme::{self, Appearance, Look, icon, text},
    widgets::IconButton,
};

/// Shows the bar.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, pupil: &Pupil) {
    let tokens = theme::tokens(ui.ctx());
    let look = theme::look(ui.ctx());
    let whole = ui.max_rect();
    let at_right = 2.0 * (look.control_height() + 8.0) + text::small(ui).galley(ui, "Not saved  00:00", tokens.muted).size().x;
    ui.scope_builder(UiBuilder::new().max_rect(whole).layout(Layout::left_to_right(Align::Center)), |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let button = ui.add(IconButton::new(icon::LIST, "Menu"));
        Popup::menu(&button).show(|ui| menus(ui, cx));
        if pupil.work.is_some() {
            let list = IconButton::new(icon::LIST_CHECKS, "List of tasks").shortcut("Ctrl+B").on(pupil.lists_tasks);
            if ui.add(list).clicked() {
                ask(cx, PupilStep::Tasks);
            }
            step(ui, cx, icon::CARET_LEFT, "Back");
            step(ui, cx, icon::CARET_RIGHT, "Forward");
        }
        ui.add_space(4.0);
        let room = (whole.right() - at_right - ui.cursor().left() - 24.0).max(60.0);
        let mut who = vec!["pupil’s copy".to_owned()];
        who.extend(Some(pupil.name()).filter(|name| !name.is_empty()));
        let beside = format!(" · {}", who.join(" · "));
        let beside = text::body(ui).galley_elided(ui, &beside, tokens.muted, room * 0.5, 1);
        let title = text::strong(ui).galley_elided(ui, &pupil.lesson.title, tokens.ink, room - beside.size().x, 1);
        let is_elided = title.elided;
        let label = ui.add(Label::new(title).selectable(false));
        label.widget_info(|| WidgetInfo::labeled(Role::Heading, true, &pupil.lesson.title));
        if is_elided {
            label.on_hover_text(&pupil.lesson.title);
        }
        ui.add_space(-8.0);
        ui.add(Label::new(beside).selectable(false));
    });
    ui.scope_builder(UiBuilder::new().max_rect(whole).layout(Layout::right_to_left(Align::Center)), |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let (name, other) = if tokens.dark { ("Light colours", Appearance::Light) } else { ("Dark colours", Appearance::Dark) };
        if ui.add(IconButton::new(icon::CIRCLE_HALF, name)).clicked() {
            cx.actions.push(Action::SetLook(Look { appearance: other, ..look }));
        }
        if ui.add(IconButton::new(icon::TEXT_AA, "Text and page").shortcut("Ctrl+T")).clicked() {
            cx.actions.push(Action::Show(Dialog::Look));
        }
        saved(ui, pupil);
    });
}

/// When the last step was written, or that it was not.
fn saved(ui: &mut Ui, pupil: &Pupil) {
    let tokens = theme::tokens(ui.ctx());
    let Some(work) = &pupil.work else { return };
    if let Some(problem) = &work.problem {
        let words = text::small_strong(ui).rich(format!("{} Not saved", icon::WARNING), tokens.warn);
        let label = ui.add(Label::new(words).selectable(false).sense(egui::Sense::hover()));
        label.widget_info(|| WidgetInfo::labeled(Role::Status, true, format!("Not saved. {problem}")));
        label.on_hover_text(problem);
        return;
    }
    let Some(saved) = work.saved else { return };
    let words = format!("Saved {}", saved.to_zoned_datetime(TimeZone::system()).strftime("%H:%M"));
    ui.add(Label::new(text::small(ui).rich(words, tokens.muted)).selectable(false));
}
