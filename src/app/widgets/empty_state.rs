//! What stands where nothing is yet: what it is, and what to do.

use egui::{Align, Layout, Response, Role, Ui, WidgetInfo, vec2};

use super::button::Button;
use crate::app::theme::{self, text};

/// Says that nothing is here, and what to do; the button's response, where there is a button.
pub fn empty_state(ui: &mut Ui, icon: &str, title: &str, what_to_do: &str, button: Option<&str>) -> Option<Response> {
    let tokens = theme::tokens(ui.ctx());
    let width = ui.available_width();
    ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        ui.add_space(28.0);
        // The icon is decoration: the title says the same.
        let glyph = text::icon(ui).scaled(28.0 / 18.0).galley(ui, icon, tokens.faint);
        let (rect, _) = ui.allocate_exact_size(glyph.size(), egui::Sense::hover());
        super::control::paint_centred(ui, rect.center(), glyph);
        let column = (width - 24.0).clamp(60.0, 320.0);
        paragraph(ui, title, &text::strong(ui), tokens.ink, column);
        paragraph(ui, what_to_do, &text::small(ui).scaled(13.0 / 12.5), tokens.muted, column);
        let response = button.map(|words| {
            ui.add_space(6.0);
            ui.add(Button::secondary(words))
        });
        ui.add_space(28.0);
        response
    })
    .inner
}

fn paragraph(ui: &mut Ui, words: &str, kind: &text::Type, colour: egui::Color32, width: f32) {
    let mut job = kind.job(words, colour);
    job.halign = Align::Center;
    job.wrap.max_width = width;
    let galley = ui.painter().layout_job(job);
    let (rect, response) = ui.allocate_exact_size(galley.size(), egui::Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    ui.painter().galley(rect.center_top(), galley, colour);
}
