//! Every widget in every state and scheme, to look at: `cargo run --example gallery -- dark widgets`.
//!
//! Words it takes, in any order: light, dark, contrast; read, widgets, pupil; serif, sans, andika, dyslexic; a number for the text's size.

mod gallery_pages;

use egui::{CentralPanel, Frame, Panel, vec2};
use gallery_pages::{pupil, read, states};
use onrecord::app::theme::{self, Appearance, Face, Look};
use onrecord::app::widgets::{Toast, Toasts, segmented};

struct Gallery {
    look: Look,
    page: usize,
    read: read::Page,
    states: states::Page,
    pupil: pupil::Page,
    toasts: Toasts<&'static str>,
}

const PAGES: [&str; 3] = ["Read", "Widgets", "Pupil"];

impl eframe::App for Gallery {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        theme::apply(ui.ctx(), &self.look);
        let tokens = theme::tokens(ui.ctx());
        match self.page {
            0 => self.read.show(ui),
            2 => self.pupil.show(ui),
            _ => {
                CentralPanel::no_frame().frame(Frame::new().fill(tokens.paper)).show(ui, |ui| self.states.show(ui, &mut self.toasts));
            }
        }
        let bar = Panel::top("gallery").frame(Frame::new().fill(tokens.sunken).inner_margin(6));
        if ui.input(|input| input.modifiers.alt) {
            bar.show(ui, |ui| self.choices(ui));
        }
        for asked in self.toasts.show(ui.ctx()) {
            self.toasts.push(Toast::done(format!("{asked} was pressed.")));
        }
    }
}

impl Gallery {
    fn choices(&mut self, ui: &mut egui::Ui) {
        ui.horizontal(|ui| {
            if let Some(page) = segmented(ui, "Page", &PAGES, self.page) {
                self.page = page;
            }
            let now = Appearance::ALL.iter().position(|one| *one == self.look.appearance).unwrap_or(0);
            if let Some(chosen) = segmented(ui, "Appearance", &Appearance::ALL.map(Appearance::name), now) {
                self.look.appearance = Appearance::ALL[chosen];
            }
            let now = Face::ALL.iter().position(|one| *one == self.look.face).unwrap_or(0);
            if let Some(chosen) = segmented(ui, "Face", &Face::ALL.map(Face::name), now) {
                self.look.face = Face::ALL[chosen];
            }
        });
    }
}

fn main() -> eframe::Result {
    let mut look = Look { appearance: Appearance::Light, ..Look::default() };
    let mut page = 1;
    let mut states = states::Page::default();
    for word in std::env::args().skip(1) {
        match word.as_str() {
            "dark" => look.appearance = Appearance::Dark,
            "contrast" => look.appearance = Appearance::HighContrast,
            "system" => look.appearance = Appearance::System,
            "read" => page = 0,
            "pupil" => page = 2,
            "dialog" => states.dialog = true,
            "toasts" => states.toasts = true,
            "sans" => look.face = Face::Sans,
            "andika" => look.face = Face::Andika,
            "dyslexic" => look.face = Face::OpenDyslexic,
            number => look.text_size = number.parse().unwrap_or(look.text_size),
        }
    }
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default().with_inner_size(vec2(1366.0, 768.0)).with_title("On Record: widgets"),
        ..eframe::NativeOptions::default()
    };
    eframe::run_native(
        "onrecord-gallery",
        options,
        Box::new(move |creation| {
            theme::apply(&creation.egui_ctx, &look);
            let (read, pupil) = (read::Page::default(), pupil::Page::default());
            Ok(Box::new(Gallery { look, page, read, states, pupil, toasts: Toasts::default() }))
        }),
    )
}
