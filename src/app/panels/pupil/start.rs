//! The beginning of a lesson: what it is about, and who answers it.

use egui::{Key, Label, Role, ScrollArea, TextEdit, Ui, WidgetInfo, vec2};
use jiff::tz::TimeZone;

use super::{Cx, ask};
use crate::{
    app::{
        panels::contents::counted,
        pupil::{Pupil, PupilStep},
        theme::{self, icon, text},
        widgets::{Button, focus_ring, section_label},
    },
    lesson::shown,
    model::{Answers, SignedBy},
};

/// How many earlier answers are offered; everybody else types the name again.
const OFFERED: usize = 4;
/// How long a name may be, in letters, as on the page for browsers.
const LONGEST: usize = 120;

/// Shows the page.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, pupil: &Pupil) {
    let space = ui.max_rect();
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        let scale = theme::look(ui.ctx()).text_size;
        let width = (560.0 * scale).min(space.width() - 48.0);
        ui.add_space((space.height() * 0.09).clamp(12.0, 64.0));
        ui.horizontal_top(|ui| {
            ui.add_space(((space.width() - width) / 2.0).max(24.0));
            ui.vertical(|ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing.y = 8.0;
                page(ui, cx, pupil);
            });
        });
        ui.add_space(24.0);
    });
}

fn page(ui: &mut Ui, cx: &mut Cx<'_>, pupil: &Pupil) {
    let tokens = theme::tokens(ui.ctx());
    let lesson = &pupil.lesson;
    if pupil.lessons.len() > 1 {
        section_label(ui, "The lessons of this file");
        for (slug, title) in &pupil.lessons {
            let is_shown = *slug == pupil.slug;
            if super::task::row(ui, title, is_shown).clicked() && !is_shown {
                ask(cx, PupilStep::Open(pupil.path.clone(), Some(slug.clone())));
            }
        }
        ui.add_space(12.0);
    }
    let title = ui.add(Label::new(text::display(ui).scaled(0.85).rich(&lesson.title, tokens.ink)).wrap().selectable(false));
    title.widget_info(|| WidgetInfo::labeled(Role::Heading, true, &lesson.title));
    if !lesson.introduction.is_empty() {
        ui.add(Label::new(text::standfirst(ui).rich(&lesson.introduction, tokens.ink)).wrap().selectable(false));
    }
    let mut facts = vec![counted(lesson.tasks.len(), "task"), counted(lesson.points() as usize, "point")];
    if lesson.time_required.0 > 0 {
        facts.push(format!("{} minutes", lesson.time_required.0));
    }
    ui.add(Label::new(text::body(ui).rich(facts.join(" · "), tokens.muted)).wrap().selectable(false));
    ui.add_space(10.0);
    let by_number = lesson.signed_by == SignedBy::Number;
    let label = if by_number { "Your number" } else { "Your name" };
    ui.add(Label::new(text::strong(ui).rich(label, tokens.ink)).selectable(false));
    ui.add_space(-2.0);
    let mut name = std::mem::take(&mut cx.tools.drafts.pupil.name);
    let id = egui::Id::unique("pupil’s name");
    let edit = TextEdit::singleline(&mut name).id(id).char_limit(LONGEST).desired_width(f32::INFINITY).margin(vec2(12.0, 11.0));
    let field = ui.add(edit.font(text::body(ui).scaled(16.0 / 14.0).font).text_color(tokens.ink));
    ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(label));
    focus_ring(ui, &field, field.rect, 6);
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    // One types at once.
    if cx.state.dialog.is_none() && ui.memory(|memory| memory.focused().is_none()) && !entered {
        field.request_focus();
    }
    ui.add_space(4.0);
    let is_named = !shown(&name, LONGEST).is_empty();
    let begins = ui.add_enabled_ui(is_named, |ui| ui.add(Button::primary("Begin").large().least_width(140.0)).clicked()).inner;
    if (begins || entered) && is_named {
        ask(cx, PupilStep::Begin(name.clone()));
        name.clear();
    }
    cx.tools.drafts.pupil.name = name;
    earlier(ui, cx, pupil);
    ui.add_space(8.0);
    let promise = "Every step is saved on this computer at once. Nothing is sent anywhere: at the end you hand in one small file.";
    ui.add(Label::new(text::small(ui).rich(promise, tokens.muted)).wrap().selectable(false));
}

/// Answers that were begun on this computer.
fn earlier(ui: &mut Ui, cx: &mut Cx<'_>, pupil: &Pupil) {
    let tokens = theme::tokens(ui.ctx());
    if pupil.earlier.is_empty() {
        return;
    }
    ui.add_space(8.0);
    section_label(ui, "Or go on");
    for answers in pupil.earlier.iter().take(OFFERED) {
        let name = format!("Go on as {}", shown(&answers.pupil, 40));
        if ui.add(Button::secondary(&name).large().icon(icon::ARROW_RIGHT)).clicked() {
            ask(cx, PupilStep::Begin(answers.pupil.clone()));
        }
        ui.add_space(-4.0);
        ui.add(Label::new(text::small(ui).rich(how_far(answers, pupil), tokens.muted)).wrap().selectable(false));
    }
    if pupil.earlier.len() > OFFERED {
        let words = "Others go on under the name or number that they began with.";
        ui.add(Label::new(text::small(ui).rich(words, tokens.muted)).wrap().selectable(false));
    }
}

fn how_far(answers: &Answers, pupil: &Pupil) -> String {
    let is_done = |task: &&crate::model::Task| answers.replies.get(&task.id).is_some_and(|reply| !reply.is_empty());
    let done = pupil.lesson.tasks.iter().filter(is_done).count();
    let mut words = vec![format!("{done} of {} answered", pupil.lesson.tasks.len())];
    if let Some(saved) = answers.saved {
        words.push(format!("saved {}", saved.to_zoned_datetime(TimeZone::system()).strftime("%-d %B, %H:%M")));
    }
    if answers.handed_in.is_some() {
        words.push("handed in".to_owned());
    }
    words.join(" · ")
}
