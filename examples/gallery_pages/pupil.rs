//! A pupil's task, and what an editor's form looks like.

use egui::{Align, CentralPanel, Frame, Layout, Margin, Panel, Ui, vec2};
use onrecord::app::theme::{self, text};
use onrecord::app::widgets::{Button, Card, checkbox, choice, quiet_button, section_label, slider};

pub struct Page {
    chosen: Option<usize>,
    prompt: String,
    size: f32,
    names: bool,
}

impl Default for Page {
    fn default() -> Self {
        Self { chosen: None, prompt: String::new(), size: 1.0, names: true }
    }
}

impl Page {
    pub fn show(&mut self, ui: &mut Ui) {
        let t = theme::tokens(ui.ctx());
        let panel = Frame::new().fill(t.surface).inner_margin(Margin { left: 22, right: 22, top: 14, bottom: 14 });
        Panel::right("task").exact_size(486.0).frame(panel).show(ui, |ui| {
            Panel::bottom("steps").frame(Frame::new().fill(t.surface).inner_margin(Margin::symmetric(0, 14))).show(ui, |ui| {
                ui.horizontal(|ui| {
                    ui.add(Button::secondary("Back").large());
                    quiet_button(ui, "Hint");
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.add(Button::primary("Next").large()));
                });
            });
            section_label(ui, "Task 3 of 6 · Who said it? · 2 points");
            ui.label(text::heading(ui).rich("Who counted the bolts, and how do you know?", t.ink));
            ui.label(text::body(ui).rich("Read the sentence before the marked words.", t.muted));
            let answers = ["The reporter herself", "The harbour office, in a report", "A fisherman, on the pier"];
            for (index, words) in answers.into_iter().enumerate() {
                if choice(ui, words, self.chosen.unwrap_or(1) == index).clicked() {
                    self.chosen = Some(index);
                }
            }
            ui.add_space(12.0);
            section_label(ui, "Your evidence: mark the words in the article");
            Card::new("evidence", "Your evidence").edge(t.accent).show(ui, |ui| {
                ui.label(text::card_quotation(ui).rich("“The report that decided it had been written in March”", t.ink));
                ui.label(text::small(ui).rich("paragraph 1 · drag over other words to change", t.muted));
            });
        });
        let paper = Frame::new().fill(t.paper).inner_margin(Margin::same(26));
        CentralPanel::no_frame().frame(paper).show(ui, |ui| {
            section_label(ui, "A form");
            ui.label(text::small(ui).rich("Prompt", t.muted));
            ui.add(egui::TextEdit::singleline(&mut self.prompt).hint_text("Ask one thing").desired_width(420.0).margin(vec2(11.0, 6.0)));
            ui.label(text::small(ui).rich("Shown afterwards", t.muted));
            let mut shown = String::from("The colon hands the word over to the office.");
            ui.add(egui::TextEdit::multiline(&mut shown).desired_rows(3).desired_width(420.0).margin(vec2(11.0, 8.0)));
            ui.allocate_ui(vec2(260.0, 60.0), |ui| {
                slider(ui, "Text size", &mut self.size, 0.8..=2.0, 0.05, |size| format!("{:.0} %", size * 100.0));
            });
            checkbox(ui, "Names may be shown", &mut self.names);
            let mut no = false;
            checkbox(ui, "Hints may be asked for", &mut no);
            egui::ComboBox::from_label("Style").selected_text("MLA 9").show_ui(ui, |ui| ui.label("APA 7"));
            ui.horizontal(|ui| {
                let _ = ui.button("A plain button of egui");
                ui.add_enabled(false, egui::Button::new("Not now"));
                ui.hyperlink_to("A link", "https://example.org");
            });
        });
    }
}
