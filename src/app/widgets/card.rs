//! Cards: a quotation, a photo, a source; the whole card can be clicked and reached by keyboard.

use egui::{Color32, Frame, InnerResponse, Margin, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo};

use super::control::{between, focus_ring};
use crate::app::theme::{self, Pattern, Tokens, paint_band};

/// How wide the coloured edge is.
const EDGE: f32 = 5.0;

/// A card with a coloured edge, whole and clickable.
#[must_use = "a card is shown with `show`"]
pub struct Card<'a> {
    id_salt: egui::IdSalt,
    name: &'a str,
    edge: Option<(Color32, Color32, Pattern)>,
    selected: bool,
    glowing: bool,
    ok: bool,
    padding: Margin,
    sense: Sense,
}

impl<'a> Card<'a> {
    /// A card that screen readers call `name`; `id_salt` tells it from its neighbours.
    pub fn new(id_salt: impl egui::AsIdSalt, name: &'a str) -> Self {
        let padding = Margin { left: 14, right: 12, top: 10, bottom: 10 };
        Self {
            id_salt: egui::IdSalt::new(id_salt),
            name,
            edge: None,
            selected: false,
            glowing: false,
            ok: false,
            padding,
            sense: Sense::click(),
        }
    }

    /// A line of this colour down the left edge.
    pub fn edge(mut self, line: Color32) -> Self {
        self.edge = Some((line, line, Pattern::Solid));
        self
    }

    /// A line down the left edge in a speaker's colour and pattern.
    pub fn speaker_edge(mut self, (line, wash): (Color32, Color32), pattern: Pattern) -> Self {
        self.edge = Some((line, wash, pattern));
        self
    }

    /// Whether it is the selected one.
    pub fn selected(mut self, selected: bool) -> Self {
        self.selected = selected;
        self
    }

    /// Whether it belongs to what is selected, as the same speaker's other words do.
    pub fn glowing(mut self, glowing: bool) -> Self {
        self.glowing = glowing;
        self
    }

    /// Whether it is the right answer.
    pub fn right_answer(mut self, ok: bool) -> Self {
        self.ok = ok;
        self
    }

    /// Lets it be dragged; clicks on it and on its buttons stay as they are.
    pub fn draggable(mut self) -> Self {
        self.sense = Sense::click_and_drag();
        self
    }

    /// Other distances between the edge and what is on the card.
    pub fn padding(mut self, padding: impl Into<Margin>) -> Self {
        self.padding = padding.into();
        self
    }

    /// Shows it over the whole width with what `add_contents` puts on it; buttons on the card keep their own clicks.
    pub fn show<R>(self, ui: &mut Ui, add_contents: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
        let tokens = theme::tokens(ui.ctx());
        let shown = ui.scope_builder(UiBuilder::new().id_salt(self.id_salt).sense(self.sense), |ui| {
            let ground = ui.painter().add(Shape::Noop);
            let before = ui.response();
            let inner = Frame::new().inner_margin(self.padding).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = 4.0;
                // Rows of words on a card are as high as the words, not as high as buttons.
                ui.spacing_mut().interact_size.y = 20.0 * theme::look(ui.ctx()).text_size;
                add_contents(ui)
            });
            self.paint(ui, ground, &before, inner.response.rect, &tokens);
            inner.inner
        });
        let name = self.name;
        shown.response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), self.selected, name));
        focus_ring(ui, &shown.response, shown.response.rect, 8);
        super::control::say_visible_bounds(ui, &shown.response);
        shown
    }

    fn paint(&self, ui: &Ui, ground: egui::layers::ShapeIdx, before: &Response, rect: Rect, t: &Tokens) {
        let hovered = ui.ctx().animate_bool_responsive(before.id.with("glow"), before.contains_pointer() && ui.is_enabled());
        let shown = ui.ctx().animate_bool_responsive(before.id.with("selected"), self.selected);
        let fill = if self.glowing && !t.is_high_contrast() { between(t.surface, t.accent_wash, 0.55) } else { t.surface };
        let at_rest = if self.ok { Stroke::new(t.line, t.ok) } else { Stroke::new(t.line, between(t.rule, t.faint, hovered * 0.7)) };
        let edge = if shown > 0.0 {
            Stroke::new(at_rest.width + (2.0 - at_rest.width) * shown, between(at_rest.color, t.accent, shown))
        } else {
            at_rest
        };
        let frame = |edge: Stroke| Shape::Rect(egui::epaint::RectShape::new(rect, 8, fill, edge, StrokeKind::Inside));
        let Some((line, wash, pattern)) = self.edge else {
            ui.painter().set(ground, frame(edge));
            return;
        };
        // The edge follows the round corners: the card is drawn twice, left of the line in the speaker's colour.
        let split = rect.left() + EDGE;
        let clip = ui.clip_rect();
        let right = ui.painter().with_clip_rect(Rect::everything_right_of(split).intersect(clip));
        right.set(ground, frame(at_rest));
        let left = ui.painter().with_clip_rect(Rect::everything_left_of(split).intersect(clip));
        left.rect_filled(rect, 8, if pattern == Pattern::Solid { line } else { wash });
        if pattern != Pattern::Solid {
            let band = Rect::from_x_y_ranges(rect.left()..=split, rect.top() + 4.0..=rect.bottom() - 4.0);
            paint_band(&left, band, line, wash, pattern);
        }
        if shown > 0.0 {
            ui.painter().rect_stroke(rect, 8, edge, StrokeKind::Inside);
        }
    }
}
