//! A slider with its name and value in words: the size of text, the width of a line.

use std::ops::RangeInclusive;

use egui::{Align, Label, Layout, Response, Role, Slider, SliderOrientation, Stroke, Ui, WidgetInfo, style::HandleShape};

use crate::app::theme::{self, text};

/// A slider over the whole width under its name, with the value in words at the right: "Text size", "120 %".
pub fn slider(
    ui: &mut Ui,
    name: &str,
    value: &mut f32,
    range: RangeInclusive<f32>,
    step: f32,
    in_words: impl Fn(f32) -> String,
) -> Response {
    let tokens = theme::tokens(ui.ctx());
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let row = 22.0 * theme::look(ui.ctx()).text_size;
        ui.allocate_ui_with_layout(egui::vec2(ui.available_width(), row), Layout::left_to_right(Align::Center), |ui| {
            ui.add(Label::new(text::beside_control(ui).rich(name, tokens.ink)).selectable(false));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add(Label::new(text::beside_control(ui).rich(in_words(*value), tokens.muted)).selectable(false));
            });
        });
        let visuals = ui.visuals_mut();
        visuals.selection.bg_fill = tokens.accent;
        visuals.widgets.inactive.bg_fill = if tokens.is_high_contrast() { tokens.edge } else { tokens.rule };
        ui.spacing_mut().slider_width = ui.available_width();
        ui.spacing_mut().interact_size.y = 24.0;
        let ends = range.clone();
        let slider = Slider::new(value, range)
            .step_by(f64::from(step))
            .show_value(false)
            .trailing_fill(true)
            .orientation(SliderOrientation::Horizontal)
            .handle_shape(HandleShape::Circle);
        let response = ui.add(slider);
        let (now, said) = (f64::from(*value), format!("{name}, {}", in_words(*value)));
        response.widget_info(|| WidgetInfo { label: Some(said.clone()), value: Some(now), ..WidgetInfo::new(Role::Slider) });
        // egui draws the handle in the rail's colour: ours lies over it, at the same place.
        let radius = response.rect.height() / 2.5;
        let along = response.rect.x_range().shrink(radius);
        let place = egui::pos2(egui::remap_clamp(*value, ends, along.min..=along.max), response.rect.center().y);
        let under_pointer = super::control::glow(ui, response.id, &response);
        let fill = super::control::between(tokens.surface, tokens.accent_wash, under_pointer);
        ui.painter().circle(place, radius, fill, Stroke::new(2.0, tokens.accent));
        super::focus_ring(ui, &response, response.rect.expand2(egui::vec2(4.0, 0.0)), 6);
        response
    })
    .inner
}
