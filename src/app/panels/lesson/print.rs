//! What will be printed: the sheet, the paper, the letters, and every page as it will be.

use egui::{CentralPanel, Color32, Frame, Image, Key, Label, Margin, Modifiers, Panel, Role, ScrollArea, Ui, WidgetInfo, vec2};

use super::{Cx, ask};
use crate::{
    app::{
        action::{Action, Ask},
        lesson::LessonStep,
        open_archive::OpenArchive,
        panels::contents::counted,
        print::{PrintSheet, PrintStep},
        theme::{self, icon, text},
        widgets::{Button, empty_state, section_label, segmented},
    },
    export::{Paper, PrintOptions},
};

/// How wide a page is at most, in points at normal size.
const PAGE: f32 = 680.0;

/// Shows the screen.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive) {
    let tokens = theme::tokens(ui.ctx());
    let scale = theme::look(ui.ctx()).text_size;
    let frame = Frame::new().fill(tokens.surface).inner_margin(Margin { left: 20, right: 20, top: 16, bottom: 16 });
    if ui.available_width() >= 860.0 * scale {
        let left = Panel::left("print options")
            .exact_size((300.0 * scale).min(ui.available_width() * 0.36))
            .resizable(false)
            .show_separator_line(false)
            .frame(frame)
            .show(ui, |ui| ScrollArea::vertical().id_salt("print options").show(ui, |ui| options(ui, cx, archive)));
        let rect = left.response.rect;
        ui.painter().vline(rect.right() - 0.5, rect.y_range(), tokens.rule_stroke());
    } else {
        let top = Panel::top("print options above")
            .max_size(ui.available_height() * 0.5)
            .show_separator_line(false)
            .frame(frame)
            .show(ui, |ui| ScrollArea::vertical().id_salt("print options").show(ui, |ui| options(ui, cx, archive)));
        let rect = top.response.rect;
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.rule_stroke());
    }
    CentralPanel::default().frame(Frame::new().fill(tokens.sunken)).show(ui, |ui| pages(ui, cx));
}

fn options(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive) {
    let tokens = theme::tokens(ui.ctx());
    let printing = &cx.state.desk.printing;
    let now = cx.state.settings.print_options();
    ui.spacing_mut().item_spacing.y = 6.0;
    section_label(ui, "Sheet");
    let marked = cx.state.desk.marked.as_ref();
    let has_results = marked.is_some_and(|marked| marked.archive == archive.key() && Some(&marked.slug) == cx.state.desk.lesson.as_ref());
    let mut sheets = vec![PrintSheet::Worksheet, PrintSheet::Key];
    if has_results {
        sheets.push(PrintSheet::Results);
    }
    let names: Vec<&str> = sheets.iter().map(|sheet| sheet.title()).collect();
    let at = sheets.iter().position(|sheet| *sheet == printing.sheet).unwrap_or(0);
    if let Some(chosen) = segmented(ui, "Sheet", &names, at) {
        ask(cx, LessonStep::Print(PrintStep::Show(sheets[chosen])));
    }
    let quiet = |ui: &mut Ui, words: &str| {
        ui.add(Label::new(text::small(ui).rich(words, tokens.muted)).wrap().selectable(false));
    };
    quiet(ui, cx.state.desk.printing.sheet.about());
    ui.add_space(8.0);
    section_label(ui, "Paper");
    if let Some(chosen) = segmented(ui, "Paper", &["A4", "US Letter"], usize::from(now.paper == Paper::Letter)) {
        let paper = if chosen == 1 { Paper::Letter } else { Paper::A4 };
        ask(cx, LessonStep::Print(PrintStep::Options(PrintOptions { paper, ..now })));
    }
    ui.add_space(8.0);
    section_label(ui, "Letters");
    if let Some(chosen) = segmented(ui, "Letters", &["Normal", "Large print"], usize::from(now.large)) {
        ask(cx, LessonStep::Print(PrintStep::Options(PrintOptions { large: chosen == 1, ..now })));
    }
    quiet(ui, if now.large { "18 points, for those who need larger letters" } else { "11 points" });
    ui.add_space(12.0);
    let sheet = cx.state.desk.printing.sheet;
    ui.add_enabled_ui(cx.state.desk.printing.failed.is_none(), |ui| {
        if ui.add(Button::primary("Save PDF…")).clicked() {
            cx.actions.push(Action::Ask(Ask::Sheet(sheet)));
        }
    });
    ui.add_space(4.0);
    let count = cx.state.desk.printing.count;
    if count > 0 {
        quiet(ui, &format!("{}. Legible in grey; tagged for screen readers.", counted(count, "page")));
    }
}

/// The pages one below the other.
fn pages(ui: &mut Ui, cx: &mut Cx<'_>) {
    let tokens = theme::tokens(ui.ctx());
    let printing = &cx.state.desk.printing;
    if let Some(sentence) = &printing.failed {
        empty_state(ui, icon::WARNING, "Nothing can be printed", sentence, None);
        return;
    }
    if printing.pages.is_empty() {
        empty_state(ui, icon::FILE_TEXT, "Setting the pages…", "The first one comes in a moment.", None);
        return;
    }
    let mut turned = 0.0;
    if cx.state.dialog.is_none() && !ui.ctx().text_edit_focused() {
        for (key, way) in [(Key::PageDown, -1.0), (Key::PageUp, 1.0)] {
            if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
                turned = way * ui.available_height() * 0.9;
            }
        }
    }
    ScrollArea::vertical().id_salt(("pages", printing.number)).auto_shrink([false, false]).show(ui, |ui| {
        if turned != 0.0 {
            ui.scroll_with_delta(vec2(0.0, turned));
        }
        let width = (PAGE * theme::look(ui.ctx()).text_size).min(ui.available_width() - 48.0).max(120.0);
        ui.vertical_centered(|ui| {
            ui.spacing_mut().item_spacing.y = 18.0;
            ui.add_space(18.0);
            for (at, page) in printing.pages.iter().enumerate() {
                let size = vec2(width, width * page.aspect_ratio().recip());
                let edge = Frame::new().stroke(tokens.edge_stroke());
                let shown = edge.show(ui, |ui| ui.add(Image::from_texture((page.id(), size)).fit_to_exact_size(size).tint(Color32::WHITE)));
                let name = format!("Page {} of {}", at + 1, printing.count);
                shown.inner.widget_info(|| WidgetInfo::labeled(Role::Image, true, &name));
            }
            let rest = printing.count.saturating_sub(printing.pages.len());
            if rest > 0 {
                let words =
                    if printing.job.is_some() { format!("{rest} more to come…") } else { format!("and {}", counted(rest, "more page")) };
                ui.add(Label::new(text::small(ui).rich(words, tokens.muted)).selectable(false));
            }
            ui.add_space(24.0);
        });
    });
}
