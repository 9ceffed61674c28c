//! The bar over a lesson: what it is, and everything that can be done with it.

use egui::{Align, Layout, Rect, Ui, UiBuilder, WidgetInfo};

use super::{Cx, ask, tasks};
use crate::app::{
    action::{Action, Ask},
    lesson::{LessonForm, LessonStep, PresentStep, Screen},
    open_archive::OpenArchive,
    print::{PrintSheet, PrintStep},
    results::{ResultsStep, ResultsView},
    theme::{self, icon, text},
    widgets::{Button, IconButton, MenuChip, menu_item, segmented},
};

/// The way back, at the left.
pub fn back(ui: &mut Ui, cx: &mut Cx<'_>) {
    let name = match cx.state.desk.screen {
        Some(Screen::Results | Screen::Present | Screen::Print) => "Back to the lesson",
        _ => "Back to the articles",
    };
    if ui.add(IconButton::new(icon::CARET_LEFT, name).shortcut("Esc")).clicked() {
        ask(cx, LessonStep::Close);
    }
}

/// Shows the bar's middle and right; `right` is where the buttons of every screen begin.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, screen: Screen, left: f32, right: f32) {
    let whole = ui.max_rect();
    let room = Rect::from_min_max(egui::pos2(left + 12.0, whole.top()), egui::pos2(right - 10.0, whole.bottom()));
    let is_roomy = room.width() > 900.0 * theme::look(ui.ctx()).text_size;
    let buttons = ui.scope_builder(UiBuilder::new().max_rect(room).layout(Layout::right_to_left(Align::Center)), |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        match screen {
            Screen::Editor => editor(ui, cx, archive, is_roomy),
            Screen::Results => views(ui, cx),
            Screen::Templates | Screen::Present | Screen::Print => {}
        }
    });
    let room = Rect::from_min_max(room.min, egui::pos2(buttons.response.rect.left() - 10.0, room.bottom()));
    ui.scope_builder(UiBuilder::new().max_rect(room).layout(Layout::left_to_right(Align::Center)), |ui| title(ui, cx, archive, screen));
}

fn title(ui: &mut Ui, cx: &Cx<'_>, archive: &OpenArchive, screen: Screen) {
    let tokens = theme::tokens(ui.ctx());
    let (title, about) = match (screen, cx.state.desk.lesson(archive)) {
        (Screen::Templates, _) | (_, None) => (archive.title(), "new lesson".to_owned()),
        (Screen::Results, Some((_, lesson))) => (lesson.title.clone(), "results".to_owned()),
        (Screen::Print, Some((_, lesson))) => (lesson.title.clone(), "on paper".to_owned()),
        (_, Some((_, lesson))) => (lesson.title.clone(), format!("lesson · {}", tasks::about(lesson))),
    };
    let mut job = text::strong(ui).job(&title, tokens.ink);
    job.append(&format!(" · {about}"), 0.0, text::body(ui).format(tokens.muted));
    let label = ui.add(egui::Label::new(job).truncate().selectable(false));
    label.widget_info(|| WidgetInfo::labeled(egui::Role::Heading, true, format!("{title} · {about}")));
}

fn editor(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, is_roomy: bool) {
    let tokens = theme::tokens(ui.ctx());
    if ui.add(Button::primary("Present").shortcut("F5")).clicked() {
        ask(cx, LessonStep::Present(PresentStep::Begin));
    }
    let has_results = cx.state.desk.marked.as_ref().is_some_and(|marked| Some(&marked.slug) == cx.state.desk.lesson.as_ref());
    if ui.add(Button::secondary(if has_results { "Results" } else { "Mark answers…" })).clicked() {
        ask(cx, LessonStep::Results(ResultsStep::Show));
    }
    MenuChip::new("Export").button().width(330.0).show(ui, |ui| {
        for (sheet, title) in [(PrintSheet::Worksheet, "Worksheet PDF…"), (PrintSheet::Key, "Key and teacher’s page PDF…")] {
            if menu_item(ui, title, None, false).on_hover_text(sheet.about()).clicked() {
                ask(cx, LessonStep::Print(PrintStep::Show(sheet)));
                egui::Popup::close_all(ui.ctx());
            }
        }
        for form in LessonForm::ALL.into_iter().filter(|form| !is_roomy || *form != LessonForm::PupilCopy) {
            if menu_item(ui, form.title(), None, false).on_hover_text(form.about()).clicked() {
                cx.actions.push(Action::Ask(Ask::LessonAs(form)));
                egui::Popup::close_all(ui.ctx());
            }
        }
    });
    if is_roomy {
        if ui.add(Button::secondary("Pupil’s copy…").shortcut("Ctrl+Shift+E")).on_hover_text(LessonForm::PupilCopy.about()).clicked() {
            cx.actions.push(Action::Ask(Ask::LessonAs(LessonForm::PupilCopy)));
        }
        let (words, ink) = match (archive.unsaved.is_saving, archive.unsaved.is_any()) {
            (true, _) => ("Saving…", tokens.muted),
            (_, true) => ("Not saved", tokens.warn),
            _ => ("Saved", tokens.ok),
        };
        ui.add(egui::Label::new(text::small(ui).rich(words, ink)).selectable(false));
    }
}

fn views(ui: &mut Ui, cx: &mut Cx<'_>) {
    let Some(marked) = &cx.state.desk.marked else { return };
    let waiting: usize = marked.markings.iter().map(|marking| marking.waiting).sum();
    let by_hand = if waiting > 0 { format!("By hand · {waiting}") } else { "By hand".to_owned() };
    let all = [ResultsView::Table, ResultsView::Tasks, ResultsView::ByHand, ResultsView::Projector];
    let names = ["Table", "By task", by_hand.as_str(), "On the projector"];
    let current = all.iter().position(|view| *view == marked.view).unwrap_or(0);
    if let Some(chosen) = segmented(ui, "Way of looking", &names, current) {
        ask(cx, LessonStep::Results(ResultsStep::View(all[chosen])));
    }
}
