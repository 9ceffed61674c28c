//! How things look: colours, face, size, width, line height.

use egui::{Slider, Ui};

use super::Cx;
use crate::app::{
    action::Action,
    theme::{self, Appearance, Face, Look, text},
    widgets::{self, Button, section_label, segmented},
};

/// Shows the dialog.
pub fn show(ui: &Ui, cx: &mut Cx<'_>) {
    let now = cx.state.settings.look;
    let mut look = now;
    let shown = widgets::Dialog::new("look", "Text and page").width(520.0).show(
        ui.ctx(),
        |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            section_label(ui, "Colours");
            if let Some(chosen) = choose(
                ui,
                "Colours",
                &Appearance::ALL.map(Appearance::name),
                Appearance::ALL.iter().position(|other| *other == look.appearance),
            ) {
                look.appearance = Appearance::ALL[chosen];
            }
            section_label(ui, "Letters of articles");
            if let Some(chosen) =
                choose(ui, "Letters of articles", &Face::ALL.map(Face::name), Face::ALL.iter().position(|other| *other == look.face))
            {
                look.face = Face::ALL[chosen];
            }
            slider(
                ui,
                "Text size",
                Slider::new(&mut look.text_size, 0.8..=2.0).step_by(0.05).custom_formatter(|value, _| format!("{:.0} %", value * 100.0)),
            );
            slider(ui, "Characters a line", Slider::new(&mut look.reading_width, 50.0..=90.0).step_by(1.0));
            slider(ui, "Line height", Slider::new(&mut look.line_height, 1.2..=2.0).step_by(0.05));
            ui.checkbox(&mut look.less_motion, "Less motion: things open and scroll at once");
        },
        |ui| (ui.add(Button::primary("Done")).clicked(), ui.add(Button::secondary("As at first")).clicked()),
    );
    if shown.buttons.1 {
        look = Look::default();
    }
    if look != now {
        cx.actions.push(Action::SetLook(look));
    }
    if shown.buttons.0 || shown.dismissed {
        cx.actions.push(Action::CloseDialog);
    }
}

fn choose(ui: &mut Ui, name: &str, parts: &[&str], current: Option<usize>) -> Option<usize> {
    segmented(ui, name, parts, current.unwrap_or(0))
}

fn slider(ui: &mut Ui, name: &str, slider: Slider<'_>) {
    let tokens = theme::tokens(ui.ctx());
    ui.horizontal(|ui| {
        let label =
            ui.add_sized([150.0, 24.0], egui::Label::new(text::body(ui).rich(name, tokens.ink)).selectable(false).halign(egui::Align::Min));
        ui.spacing_mut().slider_width = (ui.available_width() - 80.0).max(100.0);
        ui.add(slider).labelled_by(label.id);
    });
}
