//! Buttons with words on them.

use egui::{Color32, Response, Role, Sense, Stroke, StrokeKind, Ui, Widget, WidgetInfo, vec2};

use super::control::{between, focus_ring, glow, hover_name, paint_left};
use crate::app::theme::{self, Tokens, text};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Primary,
    Secondary,
    Quiet,
}

/// A button with words on it, and perhaps an icon before them.
#[must_use = "a button is shown with `ui.add(button)`"]
pub struct Button<'a> {
    text: &'a str,
    icon: Option<&'a str>,
    shortcut: Option<&'a str>,
    least_width: f32,
    large: bool,
    kind: Kind,
}

impl<'a> Button<'a> {
    fn new(text: &'a str, kind: Kind) -> Self {
        Self { text, icon: None, shortcut: None, least_width: 0.0, large: false, kind }
    }

    /// What one came here to do; at most one on a screen.
    pub fn primary(text: &'a str) -> Self {
        Self::new(text, Kind::Primary)
    }

    /// Anything else that can be done here.
    pub fn secondary(text: &'a str) -> Self {
        Self::new(text, Kind::Secondary)
    }

    /// Something rarely done, without a frame.
    pub fn quiet(text: &'a str) -> Self {
        Self::new(text, Kind::Quiet)
    }

    /// An icon before the words.
    pub fn icon(mut self, icon: &'a str) -> Self {
        self.icon = Some(icon);
        self
    }

    /// The key that does the same, said on hover.
    pub fn shortcut(mut self, shortcut: &'a str) -> Self {
        self.shortcut = Some(shortcut);
        self
    }

    /// Makes it at least this wide.
    pub fn least_width(mut self, width: f32) -> Self {
        self.least_width = width;
        self
    }

    /// Makes it 40 high, for pupils' fingers.
    pub fn large(mut self) -> Self {
        self.large = true;
        self
    }

    fn colours(&self, t: &Tokens, glow: f32, pressed: bool) -> (Color32, Color32, Stroke) {
        let strong_edge = Stroke::new(t.line, if t.is_high_contrast() { t.accent } else { between(t.edge, t.faint, glow * 0.6) });
        match self.kind {
            Kind::Primary => {
                let under_pointer = between(t.accent, t.ink, if pressed { 0.28 } else { 0.14 });
                (between(t.accent, under_pointer, glow), t.on_accent, Stroke::NONE)
            }
            Kind::Secondary => (between(t.surface, t.hover, if pressed { 1.0 } else { glow * 0.7 }), t.ink, strong_edge),
            Kind::Quiet => (t.hover.gamma_multiply(glow), t.ink, Stroke::NONE),
        }
    }
}

impl Widget for Button<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let tokens = theme::tokens(ui.ctx());
        let look = theme::look(ui.ctx());
        let height = if self.large { look.control_height().max(40.0) } else { look.control_height() };
        let padding = if self.large { 18.0 } else { 11.0 };

        let kind = if self.large { text::action(&look) } else { text::control(&look) };
        let words = kind.galley(ui, self.text, Color32::PLACEHOLDER);
        let icon = self.icon.map(|icon| text::icon(&look).scaled(0.9).galley(ui, icon, Color32::PLACEHOLDER));
        let icon_width = icon.as_ref().map_or(0.0, |icon| icon.size().x + 6.0);
        let width = (words.size().x + icon_width + padding * 2.0).max(self.least_width);

        let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), self.text));
        if ui.is_rect_visible(rect) {
            let (fill, ink, edge) = self.colours(&tokens, glow(ui, response.id, &response), response.is_pointer_button_down_on());
            ui.painter().rect(rect, 6, fill, edge, StrokeKind::Inside);
            let mut x = rect.center().x - (words.size().x + icon_width) / 2.0;
            if let Some(icon) = icon {
                let top = rect.center().y - icon.size().y / 2.0;
                ui.painter().galley_with_override_text_color(egui::pos2(x, top), icon, ink);
                x += icon_width;
            }
            let words = kind.galley(ui, self.text, ink);
            paint_left(ui, x, rect.center().y, words);
            focus_ring(ui, &response, rect, 6);
        }
        match self.shortcut {
            Some(shortcut) => hover_name(response, self.text, Some(shortcut)),
            None => response,
        }
    }
}

/// What one came here to do; at most one on a screen.
pub fn primary_button(ui: &mut Ui, text: &str) -> Response {
    ui.add(Button::primary(text))
}

/// Anything else that can be done here.
pub fn secondary_button(ui: &mut Ui, text: &str) -> Response {
    ui.add(Button::secondary(text))
}

/// Something rarely done, without a frame.
pub fn quiet_button(ui: &mut Ui, text: &str) -> Response {
    ui.add(Button::quiet(text))
}
