//! How things look: colours, face, size, width, line height.

use egui::Ui;

use super::Cx;
use crate::app::{
    action::Action,
    settings::PICTURE_MEMORY,
    theme::{Appearance, Face, Look},
    widgets::{self, Button, checkbox, section_label, segmented, slider},
};

/// Shows the dialog.
pub fn show(ui: &Ui, cx: &mut Cx<'_>) {
    let now = cx.state.settings.look;
    let mut look = now;
    let memory_now = (cx.state.settings.picture_megabytes() as f32).log2().round();
    let mut memory = memory_now;
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
            ui.add_space(4.0);
            slider(ui, "Text size", &mut look.text_size, 0.8..=2.0, 0.05, |value| format!("{:.0} %", value * 100.0));
            slider(ui, "Characters in a line", &mut look.reading_width, 50.0..=90.0, 1.0, |value| format!("{value:.0}"));
            slider(ui, "Line height", &mut look.line_height, 1.2..=2.0, 0.05, |value| format!("{value:.2}"));
            ui.add_space(4.0);
            checkbox(ui, "Less motion: things open and scroll at once", &mut look.less_motion);
            ui.add_space(4.0);
            section_label(ui, "Memory");
            let range = (*PICTURE_MEMORY.start() as f32).log2()..=(*PICTURE_MEMORY.end() as f32).log2();
            slider(ui, "For photos that are shown", &mut memory, range, 1.0, |value| format!("{:.0} MB", value.exp2()));
        },
        |ui| (ui.add(Button::primary("Done")).clicked(), ui.add(Button::secondary("As at first")).clicked()),
    );
    if shown.buttons.1 {
        look = Look::default();
        memory = 8.0;
    }
    if (memory - memory_now).abs() > 0.5 {
        cx.actions.push(Action::SetPictureMemory(memory.exp2() as u32));
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
