//! The field one searches in.

use egui::{Align2, Color32, Frame, Id, Margin, Rect, Response, Role, Sense, StrokeKind, TextEdit, Ui, WidgetInfo, pos2, vec2};

use super::control::{focus_ring, paint_centred};
use super::icon_button::IconButton;
use crate::app::theme::{self, icon, text};

/// A field with a magnifier, a hint, and a ✕ that empties it.
#[must_use = "a field is shown with `show`"]
pub struct SearchField<'a> {
    text: &'a mut String,
    name: &'a str,
    hint: &'a str,
    shortcut: Option<&'a str>,
    width: f32,
    id: Option<Id>,
}

/// What happened to a search field.
pub struct SearchResponse {
    /// The field of letters: `changed()`, `has_focus()`, `request_focus()`.
    pub response: Response,
    /// Whether the text changed, by typing or by the ✕.
    pub changed: bool,
    /// Whether Enter was pressed in it.
    pub entered: bool,
}

impl<'a> SearchField<'a> {
    /// A field for `text` that screen readers call `name`.
    pub fn new(text: &'a mut String, name: &'a str) -> Self {
        Self { text, name, hint: name, shortcut: None, width: 380.0, id: None }
    }

    /// What it says while it is empty.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// The key that leads here, shown at its right end while it is empty.
    pub fn shortcut(mut self, shortcut: &'a str) -> Self {
        self.shortcut = Some(shortcut);
        self
    }

    /// How wide it is.
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// A name by which a shortcut can bring the keyboard here.
    pub fn id(mut self, id: Id) -> Self {
        self.id = Some(id);
        self
    }

    /// Shows it.
    pub fn show(self, ui: &mut Ui) -> SearchResponse {
        let tokens = theme::tokens(ui.ctx());
        let look = theme::look(ui.ctx());
        let (rect, _) = ui.allocate_exact_size(vec2(self.width, look.control_height()), Sense::hover());
        let id = self.id.unwrap_or_else(|| ui.scope_id().with("search").with(self.name));
        let focused = ui.memory(|memory| memory.has_focus(id));

        let ground = if focused { tokens.surface } else { tokens.paper };
        ui.painter().rect(rect, 7, ground, tokens.edge_stroke(), StrokeKind::Inside);
        let magnifier = pos2(rect.left() + 10.0 + 9.0 * look.text_size, rect.center().y);
        paint_centred(ui, magnifier, text::icon(&look).scaled(0.88).galley(ui, icon::MAGNIFYING_GLASS, tokens.muted));

        let place =
            Rect::from_min_max(pos2(rect.left() + 16.0 + 18.0 * look.text_size, rect.top()), pos2(rect.right() - 34.0, rect.bottom()));
        let body = text::body(&look);
        let edit = TextEdit::singleline(self.text)
            .id(id)
            .frame(Frame::NONE)
            .margin(Margin::ZERO)
            .font(body.font.clone())
            .text_color(tokens.ink)
            .hint_text(body.rich(self.hint, tokens.muted))
            .align(Align2::LEFT_CENTER)
            .min_size(place.size())
            .desired_width(place.width());
        let response = ui.place(place, edit);
        let (value, hint) = (self.text.clone(), self.hint);
        response.widget_info(|| WidgetInfo {
            label: Some(self.name.to_owned()),
            current_text_value: Some(value.clone()),
            hint_text: Some(hint.to_owned()),
            ..WidgetInfo::new(Role::SearchInput)
        });
        let mut changed = response.changed();
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));

        if !self.text.is_empty() {
            let place = Rect::from_center_size(pos2(rect.right() - 17.0, rect.center().y), vec2(24.0, 24.0));
            if ui.place(place, IconButton::new(icon::X, "Clear the search").small()).clicked() {
                self.text.clear();
                changed = true;
                response.request_focus();
            }
        } else if let (Some(shortcut), false) = (self.shortcut, focused) {
            paint_key(ui, rect, shortcut);
        }
        focus_ring(ui, &response, rect.shrink(1.0), 6);
        SearchResponse { response, changed, entered }
    }
}

fn paint_key(ui: &Ui, field: Rect, shortcut: &str) {
    let tokens = theme::tokens(ui.ctx());
    let words = text::small(ui).scaled(0.9).galley(ui, shortcut, tokens.muted);
    let size = words.size() + vec2(12.0, 4.0);
    let cap = Rect::from_min_size(pos2(field.right() - size.x - 8.0, field.center().y - size.y / 2.0), size);
    ui.painter().rect(cap, 4, Color32::TRANSPARENT, tokens.edge_stroke(), StrokeKind::Inside);
    paint_centred(ui, cap.center(), words);
}
