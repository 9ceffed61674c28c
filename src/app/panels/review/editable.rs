//! Words that are written over in their place.

use egui::{Key, Label, Response, Role, Sense, TextEdit, Ui, WidgetInfo};

use super::{Cx, ask};
use crate::{
    app::{
        action::ReviewStep,
        theme::{self, text::Type},
        widgets::focus_ring,
    },
    import::FieldName,
};

/// A field that is written in.
pub struct Edited {
    name: FieldName,
    before: String,
    words: String,
    is_new: bool,
}

impl Edited {
    /// Whether it is this field.
    pub fn is_of(&self, name: FieldName) -> bool {
        self.name == name
    }
}

/// A field in its place: its words, and a line to write in once they are clicked.
pub struct Editable<'a> {
    /// Which.
    pub name: FieldName,
    /// What screen readers call it.
    pub label: &'a str,
    /// What it holds, as it is written.
    pub value: &'a str,
    /// What it holds, as it is read.
    pub shown: &'a str,
    /// What stands there while it holds nothing.
    pub hint: &'a str,
    /// How it is set.
    pub kind: Type,
    /// Whether it may take several lines.
    pub is_long: bool,
}

impl Editable<'_> {
    /// Shows it; Enter and leaving it put the words in, Escape leaves all as it was.
    pub fn show(self, ui: &mut Ui, cx: &mut Cx<'_>) {
        match cx.tools.drafts.review.edited.take() {
            Some(edited) if edited.name == self.name => self.write(ui, cx, edited),
            other => {
                cx.tools.drafts.review.edited = other;
                self.read(ui, cx);
            }
        }
    }

    fn read(self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let tokens = theme::tokens(ui.ctx());
        let (words, colour) = if self.shown.is_empty() { (self.hint, tokens.muted) } else { (self.shown, tokens.ink) };
        let ground = ui.painter().add(egui::Shape::Noop);
        let label = Label::new(self.kind.rich(words, colour)).wrap().selectable(false).sense(Sense::click());
        let response = ui.add(label);
        let said = if self.shown.is_empty() { "nothing" } else { self.shown };
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{}: {said}", self.label)));
        if response.hovered() {
            let rect = response.rect.expand2(egui::vec2(4.0, 2.0));
            ui.painter().set(ground, egui::Shape::rect_filled(rect, 4, tokens.hover));
        }
        focus_ring(ui, &response, response.rect.expand2(egui::vec2(2.0, 0.0)), 4);
        if response.on_hover_cursor(egui::CursorIcon::Text).on_hover_text(format!("Change: {}", self.label)).clicked() {
            let words = self.value.to_owned();
            cx.tools.drafts.review.edited = Some(Edited { name: self.name, before: words.clone(), words, is_new: true });
        }
    }

    fn write(self, ui: &mut Ui, cx: &mut Cx<'_>, mut edited: Edited) {
        let id = egui::Id::unique(("review field", self.label));
        let tokens = theme::tokens(ui.ctx());
        let field =
            if self.is_long { TextEdit::multiline(&mut edited.words).desired_rows(1) } else { TextEdit::singleline(&mut edited.words) };
        let field = field.font(self.kind.font.clone()).text_color(tokens.ink).hint_text(self.hint).desired_width(f32::INFINITY).id(id);
        // A line end has no place in a field: Enter puts the words in.
        let response = ui.add(field.return_key(egui::KeyboardShortcut::new(egui::Modifiers::SHIFT, Key::Enter)));
        response.widget_info(|| WidgetInfo { label: Some(self.label.to_owned()), ..WidgetInfo::new(Role::TextInput) });
        if edited.is_new {
            edited.is_new = false;
            response.request_focus();
            cx.tools.drafts.review.edited = Some(edited);
            return;
        }
        let (enter, escape) = ui.input(|input| (input.key_pressed(Key::Enter) && !input.modifiers.any(), input.key_pressed(Key::Escape)));
        if escape {
            release(&response);
            return;
        }
        // A person who looks something up in another window comes back to what was being typed.
        let is_left = !ui.memory(|memory| memory.has_focus(response.id));
        if enter || is_left {
            release(&response);
            if edited.words.trim() != edited.before.trim() {
                ask(cx, ReviewStep::Set(self.name, edited.words));
            }
            return;
        }
        cx.tools.drafts.review.edited = Some(edited);
    }
}

fn release(response: &Response) {
    response.surrender_focus();
}
