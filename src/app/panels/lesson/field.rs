//! Fields of words in the editor: named, as high as their words, told apart by lesson, task and part.

use egui::{Align2, Color32, Frame, Id, Label, Margin, Response, Role, Stroke, TextEdit, Ui, WidgetInfo, vec2};

use super::Cx;
use crate::{
    app::{
        theme::{
            self,
            text::{self, Type},
        },
        widgets::focus_ring,
    },
    lesson::Field,
    model::{Slug, TaskId},
};

/// Where a field stands: its lesson, its task, its part.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    pub lesson: &'a Slug,
    pub task: Option<&'a TaskId>,
}

impl Place<'_> {
    /// Stands for one field among all.
    pub fn id(&self, field: &str) -> Id {
        Id::unique(("lesson field", self.lesson, self.task, field))
    }
}

/// The name above a field.
pub fn label(ui: &mut Ui, words: &str) {
    let tokens = theme::tokens(ui.ctx());
    ui.add(Label::new(text::beside_control(ui).rich(words, tokens.muted)).wrap().selectable(false));
}

/// A field of words.
#[must_use = "a field is shown with `show`"]
pub struct Words<'a> {
    name: &'a str,
    value: &'a str,
    id: Id,
    kind: Type,
    hint: &'a str,
    one_line: bool,
    framed: bool,
    width: f32,
}

impl<'a> Words<'a> {
    /// A field that screen readers call `name`.
    pub fn new(ui: &Ui, id: Id, name: &'a str, value: &'a str) -> Self {
        Self { name, value, id, kind: text::body(ui), hint: "", one_line: false, framed: true, width: f32::INFINITY }
    }

    /// Set in another type.
    pub fn kind(mut self, kind: Type) -> Self {
        self.kind = kind;
        self
    }

    /// What it says while it is empty.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// Never more than one line.
    pub fn one_line(mut self) -> Self {
        self.one_line = true;
        self
    }

    /// Without a frame, to stand in a row that has one; this wide.
    pub fn bare(mut self, width: f32) -> Self {
        self.framed = false;
        self.width = width;
        self
    }

    /// How wide it is.
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// Shows it; its words where they were changed just now.
    pub fn show(self, ui: &mut Ui) -> (Response, Option<String>) {
        let tokens = theme::tokens(ui.ctx());
        let mut words = self.value.to_owned();
        let edit = if self.one_line { TextEdit::singleline(&mut words) } else { TextEdit::multiline(&mut words).desired_rows(1) };
        let has_focus = ui.memory(|memory| memory.has_focus(self.id));
        let frame = if self.framed {
            let edge = if has_focus { Stroke::new(tokens.line, tokens.accent) } else { tokens.edge_stroke() };
            Frame::new().fill(tokens.surface).stroke(edge).corner_radius(7).inner_margin(Margin::symmetric(12, 8))
        } else {
            Frame::NONE
        };
        let edit = edit
            .id(self.id)
            .frame(frame)
            .margin(Margin::ZERO)
            // In a row its words stand level with what is beside them.
            .align(if self.framed { Align2::LEFT_TOP } else { Align2::LEFT_CENTER })
            .font(self.kind.font.clone())
            .text_color(tokens.ink)
            .hint_text(self.kind.rich(self.hint, tokens.muted))
            .desired_width(self.width);
        let response = ui.add(edit);
        let (name, value, hint, one_line) = (self.name, words.clone(), self.hint, self.one_line);
        response.widget_info(|| WidgetInfo {
            label: Some(name.to_owned()),
            current_text_value: Some(value.clone()),
            hint_text: Some(hint.to_owned()),
            ..WidgetInfo::new(if one_line { Role::TextInput } else { Role::MultilineTextInput })
        });
        if self.framed {
            focus_ring(ui, &response, response.rect.shrink(1.0), 6);
        }
        let changed = response.changed() && words != self.value;
        (response, changed.then_some(words))
    }
}

/// Brings the keyboard to a field that a link of the check leads to.
pub fn follow(ui: &Ui, cx: &Cx<'_>, response: &Response, field: Field) {
    if goes_here(cx, field) {
        response.request_focus();
        ui.scroll_to_rect(response.rect.expand(40.0), None);
    }
}

/// Whether a link of the check leads to this field in this frame.
pub fn goes_here(cx: &Cx<'_>, field: Field) -> bool {
    let (count, wanted) = cx.state.desk.goes_to;
    count != cx.tools.drafts.lesson.followed && wanted == Some(field)
}

/// A row of a list in the editor: a frame with words and controls; green where it is right.
pub fn row<R>(ui: &mut Ui, is_right: bool, contents: impl FnOnce(&mut Ui) -> R) -> egui::InnerResponse<R> {
    let tokens = theme::tokens(ui.ctx());
    let edge = if is_right { Stroke::new(tokens.line, tokens.ok) } else { tokens.edge_stroke() };
    Frame::new().fill(tokens.surface).stroke(edge).corner_radius(7).inner_margin(Margin { left: 12, right: 5, top: 4, bottom: 4 }).show(
        ui,
        |ui| {
            // As high as its controls from the start, so that everything stands in one line.
            ui.spacing_mut().interact_size.y = 28.0 * theme::look(ui.ctx()).text_size;
            ui.horizontal(|ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing = vec2(4.0, 0.0);
                contents(ui)
            })
            .inner
        },
    )
}

/// A small switch in a row, with words: “✓ right”.
pub fn switch(ui: &mut Ui, words: &str, name: &str, on: bool) -> Response {
    let tokens = theme::tokens(ui.ctx());
    let look = theme::look(ui.ctx());
    let ink = if on { tokens.ok } else { tokens.muted };
    let shown = if on { format!("✓ {words}") } else { words.to_owned() };
    let galley = text::small(&look).galley(ui, shown, ink);
    let size = vec2(galley.size().x + 14.0, (26.0 * look.text_size).max(26.0));
    let (rect, response) = ui.allocate_exact_size(size, egui::Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, ui.is_enabled(), on, name));
    if ui.is_rect_visible(rect) {
        let fill = if response.hovered() { tokens.hover } else { Color32::TRANSPARENT };
        ui.painter().rect_filled(rect, 5, fill);
        ui.painter().galley(rect.center() - galley.size() / 2.0, galley, ink);
        focus_ring(ui, &response, rect.shrink(1.0), 4);
    }
    response.on_hover_text(name)
}

/// The arrows and the cross at the end of a row: what was pressed.
pub fn controls(ui: &mut Ui, what: &str, at: usize, count: usize) -> Option<Control> {
    use crate::app::{theme::icon, widgets::IconButton};
    let mut pressed = None;
    if ui.add(IconButton::new(icon::X, &format!("Take out {what}")).small()).clicked() {
        pressed = Some(Control::Remove);
    }
    if count > 1 {
        ui.add_enabled_ui(at + 1 < count, |ui| {
            if ui.add(IconButton::new(icon::CARET_DOWN, &format!("Move {what} down")).small()).clicked() {
                pressed = Some(Control::Down);
            }
        });
        ui.add_enabled_ui(at > 0, |ui| {
            if ui.add(IconButton::new(icon::CARET_UP, &format!("Move {what} up")).small()).clicked() {
                pressed = Some(Control::Up);
            }
        });
    }
    pressed
}

/// What was pressed at the end of a row.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Control {
    Up,
    Down,
    Remove,
}

impl Control {
    /// Moves an entry of a list; taking out is another matter.
    pub fn shift<T>(self, list: &mut [T], at: usize) {
        match self {
            Self::Up if at > 0 && at < list.len() => list.swap(at, at - 1),
            Self::Down if at + 1 < list.len() => list.swap(at, at + 1),
            _ => {}
        }
    }
}

/// How wide the controls of a row are.
pub fn controls_width(ui: &Ui, count: usize) -> f32 {
    let side = (24.0 * theme::look(ui.ctx()).text_size).max(24.0) + 4.0;
    if count > 1 { side * 3.0 } else { side }
}

/// A field of lines; the lines where they were changed just now. Empty ones go once the field is left.
pub fn lines(ui: &mut Ui, id: Id, name: &str, value: &[String], hint: &str) -> (Response, Option<Vec<String>>) {
    let words = value.join("\n");
    let (response, new) = Words::new(ui, id, name, &words).hint(hint).show(ui);
    let mut new = new.map(|new| new.split('\n').map(str::to_owned).collect::<Vec<_>>());
    if response.lost_focus() && new.as_deref().unwrap_or(value).iter().any(|line| line.trim().is_empty()) {
        new = Some(new.as_deref().unwrap_or(value).iter().filter(|line| !line.trim().is_empty()).cloned().collect());
    }
    (response, new.map(|new| if new.iter().all(String::is_empty) && new.len() == 1 { Vec::new() } else { new }))
}
