//! One line of a list down the side: an article, a task, an imported page. The whole line can be clicked and reached by keyboard.

use egui::{AsIdSalt, Frame, IdSalt, InnerResponse, Margin, Rect, Role, Sense, Shape, Ui, UiBuilder, WidgetInfo};

use super::control::{between, focus_ring};
use crate::app::theme;

/// One line of a list, marked at its left end while it is the one shown.
#[must_use = "a row is shown with `show`"]
pub struct ListRow<'a> {
    id_salt: IdSalt,
    name: &'a str,
    selected: bool,
    dimmed: bool,
    sense: Sense,
}

impl<'a> ListRow<'a> {
    /// A line that screen readers call `name`; `id_salt` tells it from its neighbours.
    pub fn new(id_salt: impl AsIdSalt, name: &'a str) -> Self {
        Self { id_salt: IdSalt::new(id_salt), name, selected: false, dimmed: false, sense: Sense::click() }
    }

    /// Whether it is the one shown.
    pub fn selected(mut self, selected: bool) -> Self {
        self.selected = selected;
        self
    }

    /// Whether the filter leaves nothing of it, or it cannot be reached now.
    pub fn dimmed(mut self, dimmed: bool) -> Self {
        self.dimmed = dimmed;
        self
    }

    /// Lets it be dragged to another place; clicks on it and on its buttons stay as they are.
    pub fn draggable(mut self) -> Self {
        self.sense = Sense::click_and_drag();
        self
    }

    /// Shows it over the whole width with what `add_contents` puts on it.
    pub fn show<R>(self, ui: &mut Ui, add_contents: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
        let tokens = theme::tokens(ui.ctx());
        let shown = ui.scope_builder(UiBuilder::new().id_salt(self.id_salt).sense(self.sense), |ui| {
            let ground = ui.painter().add(Shape::Noop);
            let before = ui.response();
            let inner = Frame::new().inner_margin(Margin { left: 17, right: 12, top: 9, bottom: 9 }).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = 4.0;
                ui.spacing_mut().interact_size.y = 20.0 * theme::look(ui.ctx()).text_size;
                if self.dimmed {
                    ui.multiply_opacity(0.55);
                }
                add_contents(ui)
            });
            let glow = ui.ctx().animate_bool_responsive(before.id.with("glow"), before.contains_pointer() && ui.is_enabled());
            let rect = inner.response.rect;
            let line = Rect::from_x_y_ranges(rect.left()..=rect.left() + 3.0, rect.y_range());
            let mut shapes = Vec::new();
            if self.selected {
                shapes.push(Shape::rect_filled(rect, 0, tokens.surface));
                shapes.push(Shape::rect_filled(line, 0, tokens.accent));
            } else if glow > 0.0 {
                shapes.push(Shape::rect_filled(rect, 0, between(tokens.sunken, tokens.surface, glow * 0.6)));
                if tokens.is_high_contrast() {
                    shapes.push(Shape::rect_filled(line, 0, tokens.edge));
                }
            }
            ui.painter().set(ground, Shape::Vec(shapes));
            inner.inner
        });
        let name = self.name;
        shown.response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), self.selected, name));
        // Rows lie edge to edge: the ring stays inside, where no neighbour covers it.
        focus_ring(ui, &shown.response, shown.response.rect.shrink(4.0), 3);
        shown
    }
}
