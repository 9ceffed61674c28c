//! A job that is under way: its name, how far it is, a button that stops it.

use egui::{Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::icon_button::IconButton;
use crate::app::theme::{self, icon, text};

/// Shows a job over the whole width; `share` is none while its length is not known. Says whether it was asked to stop.
pub fn progress_row(ui: &mut Ui, name: &str, share: Option<f32>, detail: &str) -> bool {
    let tokens = theme::tokens(ui.ctx());
    let mut stopped = false;
    ui.horizontal(|ui| {
        let button = theme::look(ui.ctx()).control_height();
        let column = (ui.available_width() - button - 8.0).max(40.0);
        ui.vertical(|ui| {
            ui.set_width(column);
            ui.spacing_mut().item_spacing.y = 5.0;
            let words = text::small_strong(ui).galley_elided(ui, name, tokens.ink, column * 0.6, 1);
            let detail = text::small(ui).galley_elided(ui, detail, tokens.muted, column * 0.4 - 8.0, 1);
            let (rect, _) = ui.allocate_exact_size(vec2(column, words.size().y), Sense::hover());
            ui.painter().galley(rect.left_top(), words, tokens.ink);
            ui.painter().galley(pos2(rect.right() - detail.size().x, rect.top()), detail, tokens.muted);
            bar(ui, name, share, column);
        });
        stopped = ui.add(IconButton::new(icon::X, &format!("Stop: {name}"))).clicked();
    });
    stopped
}

fn bar(ui: &mut Ui, name: &str, share: Option<f32>, width: f32) {
    let tokens = theme::tokens(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(vec2(width, 4.0 * tokens.line.max(1.0)), Sense::hover());
    response.widget_info(|| WidgetInfo {
        label: Some(name.to_owned()),
        value: share.map(|share| f64::from((share * 100.0).round())),
        ..WidgetInfo::new(Role::ProgressIndicator)
    });
    let ground = if tokens.is_high_contrast() { tokens.surface } else { tokens.rule };
    ui.painter().rect(rect, 2, ground, egui::Stroke::new(tokens.line - 1.0, tokens.rule), egui::StrokeKind::Outside);
    let filled = match share {
        Some(share) => Rect::from_min_size(rect.min, vec2(rect.width() * share.clamp(0.0, 1.0), rect.height())),
        // A length that is not known is a still mark in the middle: a moving one would keep the window awake for nothing.
        None => Rect::from_center_size(rect.center(), vec2(rect.width() * 0.3, rect.height())),
    };
    ui.painter().rect_filled(filled, 2, tokens.accent);
}
