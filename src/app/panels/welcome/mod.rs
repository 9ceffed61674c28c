//! The first page: things to do, recent archives with their state, two samples; or what was found in all archives.
//! Invariant: nothing is opened before somebody asks for it.

mod drop;
mod find;
mod lessons;
mod recents;
mod start;

use egui::{ScrollArea, Ui};

pub use drop::show_drop;
pub use find::field;
pub use lessons::show as show_lessons;

use super::Cx;
use crate::app::theme;

/// Shows the page.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>) {
    if find::is_asked(cx) {
        return find::show(ui, cx);
    }
    let space = ui.max_rect();
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        let scale = theme::look(ui.ctx()).text_size;
        let narrow = space.width() < 860.0 * scale;
        let left = if narrow { 24.0 } else { ((space.width() - 954.0 * scale) / 2.0).max(24.0) };
        ui.add_space((space.height() * 0.08).clamp(16.0, 60.0));
        ui.horizontal_top(|ui| {
            ui.add_space(left);
            let width = if narrow { space.width() - 2.0 * left } else { 420.0 * scale };
            ui.vertical(|ui| {
                ui.set_width(width);
                start::show(ui, cx);
                if narrow {
                    ui.add_space(24.0);
                    recents::show(ui, cx);
                }
            });
            if !narrow {
                ui.add_space(64.0);
                ui.vertical(|ui| {
                    ui.set_width((space.width() - left * 2.0 - 420.0 * scale - 64.0).clamp(240.0, 470.0 * scale));
                    recents::show(ui, cx);
                });
            }
        });
        ui.add_space(24.0);
    });
}
