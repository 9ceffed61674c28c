//! The teacher's screens of a lesson: what the archive can fill, and the editor with tasks, fields, preview and check.
//! A field that changes puts a changed copy of its task into the lesson; nothing here changes a lesson itself.
//! Invariant: what is shown is the lesson as it would be saved.

mod add;
mod bar;
mod carry;
mod check;
mod choices;
mod drawer;
mod field;
mod fields;
mod grid;
mod item;
mod marks;
mod material;
mod order;
mod pairs;
mod person;
mod pick;
mod preview;
mod print;
mod shelf;
mod status;
mod tasks;
mod templates;
mod whole;

use egui::{CentralPanel, Frame, Margin, Panel, Ui};

pub use add::show as show_add;
pub use bar::{back, show as show_bar};
pub use carry::{carried, carry};
pub use shelf::{height as shelf_height, show as show_shelf};
pub use status::show as show_status;

use super::Cx;
use crate::{
    app::{
        action::Action,
        lesson::{LessonStep, Screen},
        open_archive::OpenArchive,
        theme,
        widgets::{Tab, segmented, tabs},
    },
    model::{Lesson, Reply, Slug, Task, TaskId},
};

/// What is being typed, and other things that last from one frame to the next.
#[derive(Default)]
pub struct Drafts {
    /// Which part a narrow window shows.
    part: usize,
    /// Which of the right column's tabs is shown.
    side: usize,
    /// How many links of the check were followed.
    followed: u64,
    /// What is wrong with the lesson, as it was when it was last looked at.
    checked: check::Checked,
    /// An article cut into what one touch marks.
    cut: marks::Cut,
    /// What was answered in the preview: to which task of which lesson.
    tried: Option<(Slug, TaskId, Option<Reply>)>,
    /// The article that the drawer shows.
    drawer: Option<Slug>,
    /// The words by which a task to add is looked for.
    wanted: String,
    /// The words by which an article is looked for.
    looked: pick::Looked,
}

/// Shows the screen between bar and status line.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, screen: Screen) {
    match screen {
        Screen::Templates => templates::show(ui, cx, archive),
        Screen::Editor => editor(ui, cx, archive),
        Screen::Results => super::results::show(ui, cx),
        Screen::Present => super::present_lesson::show(ui, cx, archive),
        Screen::Print => print::show(ui, cx, archive),
    }
}

fn editor(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive) {
    let tokens = theme::tokens(ui.ctx());
    let scale = theme::look(ui.ctx()).text_size;
    let Some((slug, lesson)) = cx.state.desk.lesson(archive) else { return };
    let task = cx.state.desk.task(archive);
    let whole = ui.available_width();
    let is_wide = whole >= 980.0 * scale;
    if !is_wide {
        Panel::top("lesson parts")
            .show_separator_line(false)
            .frame(Frame::new().fill(tokens.sunken).inner_margin(Margin::symmetric(12, 6)))
            .show(ui, |ui| {
                let part = cx.tools.drafts.lesson.part.min(2);
                if let Some(chosen) = segmented(ui, "What is shown", &["Tasks", "Task", "Preview and archive"], part) {
                    cx.tools.drafts.lesson.part = chosen;
                }
            });
        CentralPanel::default().frame(Frame::new().fill(tokens.paper)).show(ui, |ui| match cx.tools.drafts.lesson.part {
            0 => tasks::show(ui, cx, archive, lesson),
            1 => fields(ui, cx, archive, slug, lesson, task),
            _ => side(ui, cx, archive, lesson, task),
        });
        return;
    }
    let left = Panel::left("lesson tasks")
        .exact_size((262.0 * scale).min(whole * 0.26))
        .resizable(false)
        .show_separator_line(false)
        .frame(Frame::new().fill(tokens.sunken))
        .show(ui, |ui| tasks::show(ui, cx, archive, lesson));
    let right = Panel::right("lesson side")
        .exact_size((400.0 * scale).min(whole * 0.34))
        .resizable(false)
        .show_separator_line(false)
        .frame(Frame::new().fill(tokens.surface))
        .show(ui, |ui| side(ui, cx, archive, lesson, task));
    CentralPanel::default().frame(Frame::new().fill(tokens.paper)).show(ui, |ui| fields(ui, cx, archive, slug, lesson, task));
    for x in [left.response.rect.right() - 0.5, right.response.rect.left() + 0.5] {
        ui.painter().vline(x, left.response.rect.y_range(), tokens.rule_stroke());
    }
}

fn fields(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, slug: &Slug, lesson: &Lesson, task: Option<(usize, &Task)>) {
    match task {
        Some((at, task)) => fields::show(ui, cx, archive, slug, lesson, at, task),
        None => whole::show(ui, cx, archive, slug, lesson),
    }
}

/// The right column: the task as pupils see it, or the archive to take from; what is wrong, always.
fn side(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, lesson: &Lesson, task: Option<(usize, &Task)>) {
    let tokens = theme::tokens(ui.ctx());
    let frame = Frame::new().fill(tokens.surface);
    Panel::top("lesson side tabs").show_separator_line(false).frame(frame).show(ui, |ui| {
        let all = [Tab { name: "As pupils see it", count: None }, Tab { name: "From the archive", count: None }];
        if let Some(chosen) = tabs(ui, &all, cx.tools.drafts.lesson.side.min(1)) {
            cx.tools.drafts.lesson.side = chosen;
        }
    });
    Panel::bottom("lesson check")
        .show_separator_line(false)
        .max_size(ui.available_height() * 0.4)
        .frame(frame.inner_margin(Margin { left: 18, right: 14, top: 10, bottom: 12 }))
        .show(ui, |ui| {
            let top = ui.max_rect().top() - 10.0;
            ui.painter().with_clip_rect(ui.clip_rect().expand(12.0)).hline(ui.max_rect().x_range(), top, tokens.rule_stroke());
            check::show(ui, cx, archive, lesson);
        });
    CentralPanel::default().frame(frame).show(ui, |ui| match cx.tools.drafts.lesson.side {
        0 => preview::show(ui, cx, archive, lesson, task),
        _ => drawer::show(ui, cx, archive, task.map(|(_, task)| task)),
    });
}

/// Asks for a step.
fn ask(cx: &mut Cx<'_>, step: LessonStep) {
    cx.actions.push(Action::Lesson(step));
}

/// Puts a changed copy of a task into the lesson; `field` names what is being typed in.
fn put(cx: &mut Cx<'_>, name: &'static str, field: Option<&str>, task: &Task, change: impl FnOnce(&mut Task)) {
    let mut changed = task.clone();
    change(&mut changed);
    let field = field.map(|field| format!("{}/{field}", task.id));
    ask(cx, LessonStep::Put(name, field, Box::new(changed)));
}
