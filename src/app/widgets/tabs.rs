//! Tabs with counts, underlined where one is.

use egui::{Rangef, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::control::{focus_ring, glow, grouped, paint_left};
use crate::app::theme::{self, text};

/// One tab: its name, and how many things lie behind it.
#[derive(Clone, Copy, Debug)]
pub struct Tab<'a> {
    /// What it says.
    pub name: &'a str,
    /// How many there are.
    pub count: Option<usize>,
}

/// A row of tabs over the whole width; says which one was chosen just now.
pub fn tabs(ui: &mut Ui, all: &[Tab<'_>], current: usize) -> Option<usize> {
    let tokens = theme::tokens(ui.ctx());
    let look = theme::look(ui.ctx());
    let height = look.control_height() + 10.0;
    let mut chosen = None;
    let outer = ui.available_rect_before_wrap();
    let row = ui
        .horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            // Where four tabs would not fit, they move together before anything is cut off.
            let words: f32 = all.iter().map(|tab| words_width(ui, tab)).sum();
            let padding = ((ui.available_width() - words) / (all.len().max(1) * 2) as f32).floor().clamp(4.0, 9.0);
            for (index, tab) in all.iter().enumerate() {
                let on = index == current;
                let (rect, response) = ui.allocate_exact_size(vec2(words_width(ui, tab) + padding * 2.0, height), Sense::click());
                let name = tab.count.map_or_else(|| tab.name.to_owned(), |count| format!("{}, {count}", tab.name));
                response.widget_info(|| WidgetInfo::selected(Role::Tab, ui.is_enabled(), on, &name));
                let glow = glow(ui, response.id, &response);
                let ink = if on || glow > 0.5 { tokens.ink } else { tokens.muted };
                let words = text::control(&look).galley(ui, tab.name, ink);
                let end = rect.left() + padding + words.size().x + 4.0;
                paint_left(ui, rect.left() + padding, rect.center().y, words);
                if let Some(count) = tab.count {
                    paint_left(ui, end, rect.center().y, text::small(&look).galley(ui, grouped(count), tokens.muted));
                }
                let shown = ui.ctx().animate_bool_responsive(response.id.with("on"), on);
                if shown > 0.0 {
                    let line = Rect::from_min_max(pos2(rect.left(), rect.bottom() - 2.0), rect.right_bottom());
                    ui.painter().rect_filled(line, 0.0, tokens.accent.gamma_multiply(shown));
                }
                focus_ring(ui, &response, rect.shrink2(vec2(2.0, 6.0)), 5);
                if response.clicked() && !on {
                    chosen = Some(index);
                }
            }
        })
        .response
        .rect;
    ui.painter().hline(Rangef::new(outer.left(), outer.right()), row.bottom(), tokens.rule_stroke());
    chosen
}

fn words_width(ui: &Ui, tab: &Tab<'_>) -> f32 {
    let look = theme::look(ui.ctx());
    let tokens = theme::tokens(ui.ctx());
    let name = text::control(&look).galley(ui, tab.name, tokens.ink).size().x;
    name + tab.count.map_or(0.0, |count| text::small(&look).galley(ui, grouped(count), tokens.muted).size().x + 4.0)
}
