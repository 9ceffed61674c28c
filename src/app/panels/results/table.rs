//! Pupils and tasks as a heat map; only the rows in sight are drawn.

use std::fmt::Write as _;

use egui::{Align2, Color32, CursorIcon, Rect, Role, ScrollArea, Sense, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::{Cx, ask, at, colour};
use crate::{
    app::{
        action::Action,
        lesson::LessonStep,
        results::{Marked, Order, ResultsStep},
        theme::{self, icon, text},
        widgets::focus_ring,
    },
    lesson::{Mark, MarkState, points_in_words},
};

/// Space between cells.
const GAP: f32 = 6.0;

/// Where the columns stand.
struct Columns {
    name: f32,
    cell: f32,
    total: f32,
    row: f32,
}

/// Shows the table.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, marked: &Marked) {
    let look = theme::look(ui.ctx());
    let tasks = marked.results.tasks.len();
    let room = ui.available_width() - 58.0;
    let (name, total) = ((150.0 * look.text_size).min(room * 0.3), 84.0 * look.text_size);
    let cell = ((room - name - total) / tasks.max(1) as f32 - GAP).clamp(46.0 * look.text_size, 96.0 * look.text_size);
    let columns = Columns { name, cell, total, row: (27.0 * look.text_size).max(26.0) };
    ScrollArea::horizontal().id_salt("results across").auto_shrink([false, false]).show(ui, |ui| {
        let width = name + tasks as f32 * (cell + GAP) + total + 16.0;
        ui.set_width((width + 42.0).max(ui.available_width()));
        ui.add_space(20.0);
        head(ui, cx, marked, &columns);
        ui.add_space(6.0);
        ui.spacing_mut().item_spacing.y = 10.5;
        let area = ScrollArea::vertical().id_salt("results down").auto_shrink([false, false]);
        area.show_rows(ui, columns.row, marked.rows.len(), |ui, rows| {
            for answers in &marked.rows[rows] {
                row(ui, cx, marked, *answers, &columns);
            }
        });
    });
}

fn head(ui: &mut Ui, cx: &mut Cx<'_>, marked: &Marked, columns: &Columns) {
    let height = text::control(ui).line_height * 2.0 + 2.0;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let left = rect.left() + 29.0;
    let now = at(cx, marked);
    let place = |x: f32, width: f32| Rect::from_min_size(pos2(x, rect.top()), vec2(width, height));
    let name = Head { words: "Pupil", sorted: marked.order == Order::Name, on: false, centred: false };
    if name.show(ui, place(left, columns.name - 10.0)) {
        ask(cx, ResultsStep::Order(Order::Name));
    }
    for (index, task) in marked.results.tasks.iter().enumerate() {
        let x = left + columns.name + index as f32 * (columns.cell + GAP);
        let words = format!("{} {}", task.number, task.kind);
        let head = Head { words: &words, sorted: marked.order == Order::Task(index), on: index == now, centred: true };
        if head.show(ui, place(x, columns.cell)) {
            // The first click shows the task, the next one puts those first who got least of it.
            if index == now {
                let order = if marked.order == Order::Task(index) { Order::Name } else { Order::Task(index) };
                ask(cx, ResultsStep::Order(order));
            }
            cx.actions.push(Action::Lesson(LessonStep::Task(Some(task.id.clone()))));
        }
    }
    let x = left + columns.name + marked.results.tasks.len() as f32 * (columns.cell + GAP);
    let total = Head { words: "Total", sorted: marked.order == Order::Total, on: false, centred: true };
    if total.show(ui, place(x, columns.total)) {
        ask(cx, ResultsStep::Order(if marked.order == Order::Total { Order::Name } else { Order::Total }));
    }
}

/// The head of a column.
struct Head<'a> {
    words: &'a str,
    sorted: bool,
    on: bool,
    centred: bool,
}

impl Head<'_> {
    fn show(&self, ui: &Ui, rect: Rect) -> bool {
        let tokens = theme::tokens(ui.ctx());
        let response = ui.interact(rect, ui.scope_id().with(("head", self.words)), Sense::click());
        let said = if self.sorted { format!("{}, rows in its order", self.words) } else { self.words.to_owned() };
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, self.on, format!("Column: {said}")));
        let ink = if self.on || response.hovered() { tokens.ink } else { tokens.muted };
        let words = if self.sorted { format!("{} {}", self.words, icon::CARET_DOWN) } else { self.words.to_owned() };
        let mut job = text::control(ui).job(words, ink);
        job.wrap = egui::text::TextWrapping { max_width: rect.width(), max_rows: 2, ..Default::default() };
        job.halign = if self.centred { egui::Align::Center } else { egui::Align::LEFT };
        let galley = ui.painter().layout_job(job);
        let x = if self.centred { rect.center().x } else { rect.left() };
        ui.painter().galley(pos2(x, rect.bottom() - galley.size().y - 2.0), galley, ink);
        if self.on {
            let line = Rect::from_min_max(pos2(rect.left(), rect.bottom()), pos2(rect.right(), rect.bottom() + 2.0));
            ui.painter().rect_filled(line, 0, tokens.accent);
        }
        focus_ring(ui, &response, rect.shrink(2.0), 4);
        response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(self.words).clicked()
    }
}

/// What stands in a cell.
fn words(mark: &Mark) -> String {
    match mark.state {
        MarkState::Empty => "–".to_owned(),
        MarkState::Waiting => "?".to_owned(),
        MarkState::Marked | MarkState::Judged => points_in_words(mark.earned),
    }
}

/// What a screen reader says of a cell.
fn said(mark: &Mark, points: u32) -> String {
    match mark.state {
        MarkState::Empty => "no answer".to_owned(),
        MarkState::Waiting => "waits for you".to_owned(),
        MarkState::Marked | MarkState::Judged => format!("{} of {points}", points_in_words(mark.earned)),
    }
}

fn row(ui: &mut Ui, cx: &mut Cx<'_>, marked: &Marked, answers: usize, columns: &Columns) {
    let tokens = theme::tokens(ui.ctx());
    let Some(marking) = marked.markings.get(answers) else { return };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), columns.row), Sense::click());
    if !ui.is_rect_visible(rect) {
        return;
    }
    let name = marked.name(answers);
    let left = rect.left() + 29.0;
    let total = format!("{}/{}", points_in_words(marking.earned), marked.results.points);
    response.widget_info(|| {
        let mut words = format!("{name}: {} of {} points", points_in_words(marking.earned), marked.results.points);
        for (task, mark) in marked.results.tasks.iter().zip(&marking.marks) {
            let _ = write!(words, "; task {}: {}", task.number, said(mark, task.points));
        }
        WidgetInfo::labeled(Role::Button, true, words)
    });
    if response.hovered() {
        ui.painter().rect_filled(rect.expand2(vec2(-12.0, 4.0)), 5, tokens.hover);
    }
    let who = text::beside_control(ui).galley_elided(ui, &name, tokens.ink, columns.name - 10.0, 1);
    ui.painter().galley(pos2(left, rect.center().y - who.size().y / 2.0), who, tokens.ink);
    let pointer = response.interact_pointer_pos().or(response.hover_pos());
    let mut chosen = None;
    for (index, (task, mark)) in marked.results.tasks.iter().zip(&marking.marks).enumerate() {
        let x = left + columns.name + index as f32 * (columns.cell + GAP);
        let cell = Rect::from_min_size(pos2(x, rect.top()), vec2(columns.cell, rect.height()));
        let share = mark.earned as f32 / (task.points.max(1) as f32 * 100.0);
        let (fill, ink, edge) = match mark.state {
            MarkState::Empty => (Color32::TRANSPARENT, tokens.muted, egui::Stroke::new(tokens.line, tokens.rule)),
            MarkState::Waiting => (tokens.surface, tokens.warn, egui::Stroke::new(tokens.line, tokens.warn)),
            MarkState::Marked | MarkState::Judged => colour::cell(&tokens, share),
        };
        ui.painter().rect(cell, 4, fill, edge, StrokeKind::Inside);
        let number = text::beside_control(ui).galley(ui, words(mark), ink);
        ui.painter().galley(Align2::CENTER_CENTER.anchor_size(cell.center(), number.size()).min, number, ink);
        if pointer.is_some_and(|pointer| cell.expand2(vec2(GAP / 2.0, 5.0)).contains(pointer)) {
            chosen = Some((index, task, mark));
        }
    }
    let x = left + columns.name + marked.results.tasks.len() as f32 * (columns.cell + GAP);
    let total = text::beside_control(ui).galley(ui, total, tokens.ink);
    ui.painter().galley(
        Align2::CENTER_CENTER.anchor_size(pos2(x + columns.total / 2.0, rect.center().y), total.size()).min,
        total,
        tokens.ink,
    );
    focus_ring(ui, &response, rect.expand2(vec2(-14.0, 3.0)), 5);
    if response.clicked() {
        ask(cx, ResultsStep::Pupil(answers));
        if let Some((_, task, mark)) = chosen {
            cx.actions.push(Action::Lesson(LessonStep::Task(Some(task.id.clone()))));
            if mark.state == MarkState::Waiting {
                ask(cx, ResultsStep::View(crate::app::results::ResultsView::ByHand));
            }
        }
    }
    if let Some((_, task, mark)) = chosen {
        let words = format!("{name}, task {}: {}", task.number, said(mark, task.points));
        response.on_hover_text_at_pointer(words);
    }
}
