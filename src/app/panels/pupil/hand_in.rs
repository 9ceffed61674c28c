//! The end of a lesson: what is not answered yet, and handing in.

use egui::{Label, Role, Ui, WidgetInfo};
use jiff::tz::TimeZone;

use super::{
    Cx, ask,
    task::{begins_here, ring, way},
};
use crate::app::{
    action::{Action, Ask},
    pupil::{Pupil, PupilStep},
    theme::{self, icon, text},
    widgets::{Button, Card, section_label},
};

/// Shows the end.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, pupil: &Pupil) {
    let tokens = theme::tokens(ui.ctx());
    let Some(work) = &pupil.work else { return };
    section_label(ui, "The end");
    let title = Label::new(text::heading(ui).rich("Hand in", tokens.ink)).selectable(false).sense(egui::Sense::FOCUSABLE);
    let title = ui.add(title);
    title.widget_info(|| WidgetInfo::labeled(Role::Heading, true, "Hand in"));
    begins_here(ui, &title);
    ring(ui, &title, title.rect.expand2(egui::vec2(3.0, 1.0)), 4);
    let open: Vec<_> = pupil.lesson.tasks.iter().enumerate().filter(|(_, task)| !pupil.is_answered(task)).collect();
    let say = |ui: &mut Ui, words: &str, ink| {
        ui.add(Label::new(text::body(ui).scaled(15.0 / 14.0).rich(words, ink)).wrap().selectable(false));
    };
    if open.is_empty() {
        say(ui, "Every task is answered.", tokens.ink);
    } else {
        let count = if open.len() == 1 {
            "One task is not answered yet:".to_owned()
        } else {
            format!("{} tasks are not answered yet:", open.len())
        };
        say(ui, &format!("{} {count}", icon::WARNING), tokens.warn);
        ui.spacing_mut().item_spacing.y = 2.0;
        for (at, task) in &open {
            let words = format!("{}. {}", at + 1, task.prompt);
            if way(ui, icon::CIRCLE, &words, &format!("Not answered: {words}"), false) {
                ask(cx, PupilStep::Go(*at));
            }
        }
    }
    ui.spacing_mut().item_spacing.y = 8.0;
    ui.add_space(6.0);
    let whose = if pupil.lesson.signed_by == crate::model::SignedBy::Number { "the number" } else { "the name" };
    say(ui, &format!("Your answers carry {whose} “{}”.", pupil.name()), tokens.muted);
    ui.add_space(6.0);
    let words = if work.handed_in.is_some() { "Hand in again…" } else { "Hand in…" };
    if ui.add(Button::primary(words).large().icon(icon::TRAY_ARROW_UP)).clicked() {
        cx.actions.push(Action::Ask(Ask::HandIn));
    }
    if let Some((path, when)) = &work.handed_in {
        let when = when.to_zoned_datetime(TimeZone::system()).strftime("%H:%M").to_string();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        ui.add_space(6.0);
        Card::new("handed in", &format!("Handed in at {when}: {}", path.display())).edge(tokens.ok).show(ui, |ui| {
            ui.add(Label::new(text::strong(ui).rich(format!("{} Handed in at {when}", icon::CHECK), tokens.ok)).selectable(false));
            ui.add(Label::new(text::body(ui).rich(&name, tokens.ink)).wrap().selectable(true));
            let folder = path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
            ui.add(Label::new(text::small(ui).rich(format!("in {folder}"), tokens.muted)).wrap().selectable(true));
            let rest = "Give that file to your teacher. You can still change answers and hand in again: the last file counts.";
            ui.add(Label::new(text::small(ui).rich(rest, tokens.muted)).wrap().selectable(false));
        });
    } else {
        say(
            ui,
            "This writes one small file. Give it to your teacher: on a stick, in a shared folder, or however your class does it. Nothing is sent by itself.",
            tokens.muted,
        );
    }
}
