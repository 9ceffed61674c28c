//! Buttons that are an icon; their name is said on hover and to screen readers.

use egui::{Color32, Response, Role, Sense, Ui, Widget, WidgetInfo, vec2};

use super::control::{focus_ring, glow, hover_name, paint_centred, paint_quiet_ground};
use crate::app::theme::{self, text};

/// A button that is an icon.
#[must_use = "a button is shown with `ui.add(button)`"]
pub struct IconButton<'a> {
    icon: &'a str,
    name: &'a str,
    shortcut: Option<&'a str>,
    on: Option<bool>,
    small: bool,
    colour: Option<Color32>,
}

impl<'a> IconButton<'a> {
    /// A button with this icon, which does what `name` says.
    pub fn new(icon: &'a str, name: &'a str) -> Self {
        Self { icon, name, shortcut: None, on: None, small: false, colour: None }
    }

    /// The key that does the same, said on hover.
    pub fn shortcut(mut self, shortcut: &'a str) -> Self {
        self.shortcut = Some(shortcut);
        self
    }

    /// Makes it a switch that is on or off.
    pub fn on(mut self, on: bool) -> Self {
        self.on = Some(on);
        self
    }

    /// Makes it 24 instead of 30, to stand inside another control or a card.
    pub fn small(mut self) -> Self {
        self.small = true;
        self
    }

    /// Another colour than the muted one.
    pub fn colour(mut self, colour: Color32) -> Self {
        self.colour = Some(colour);
        self
    }
}

impl Widget for IconButton<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let tokens = theme::tokens(ui.ctx());
        let look = theme::look(ui.ctx());
        let side = if self.small { (24.0 * look.text_size).max(24.0) } else { look.control_height() };
        let (rect, response) = ui.allocate_exact_size(vec2(side, side), Sense::click());
        response.widget_info(|| match self.on {
            Some(on) => WidgetInfo::selected(Role::Button, ui.is_enabled(), on, self.name),
            None => WidgetInfo::labeled(Role::Button, ui.is_enabled(), self.name),
        });
        if ui.is_rect_visible(rect) {
            let glow = glow(ui, response.id, &response);
            let ink = if self.on == Some(true) {
                ui.painter().rect_filled(rect, 6, tokens.accent_wash);
                tokens.on_wash
            } else {
                match self.colour {
                    // On a ground that is not the window's own, a ground of its colour: on black, white on pale could not be seen.
                    Some(colour) => _ = ui.painter().rect_filled(rect, 6, colour.gamma_multiply(0.22 * glow)),
                    None => paint_quiet_ground(ui, rect, 6, &tokens, glow),
                }
                self.colour.unwrap_or(if response.hovered() { tokens.ink } else { tokens.muted })
            };
            let size = if self.small { text::icon(&look).scaled(0.8) } else { text::icon(&look) };
            paint_centred(ui, rect.center(), size.galley(ui, self.icon, ink));
            focus_ring(ui, &response, rect, 6);
        }
        hover_name(response, self.name, self.shortcut)
    }
}

/// A button that is an icon, with its name and perhaps its shortcut.
pub fn icon_button(ui: &mut Ui, icon: &str, name: &str, shortcut: Option<&str>) -> Response {
    let button = IconButton::new(icon, name);
    ui.add(match shortcut {
        Some(shortcut) => button.shortcut(shortcut),
        None => button,
    })
}
