//! Dialogs: a question or a form in front of everything else; Escape closes them.

use egui::{Align, Context, FocusDirection, Frame, Id, Layout, Margin, Modal, Role, ScrollArea, Stroke, Ui};

use crate::app::theme::{self, text};

/// A dialog in the middle of the window.
#[must_use = "a dialog is shown with `show`"]
pub struct Dialog<'a> {
    id: Id,
    title: &'a str,
    width: f32,
}

/// What happened in a dialog.
pub struct DialogResponse<R, B> {
    /// What its contents gave back.
    pub contents: R,
    /// What its row of buttons gave back.
    pub buttons: B,
    /// Whether Escape was pressed or the ground behind it was clicked.
    pub dismissed: bool,
}

impl<'a> Dialog<'a> {
    /// A dialog with a title; `id` is unique in the program.
    pub fn new(id: &'static str, title: &'a str) -> Self {
        Self { id: Id::unique(id), title, width: 440.0 }
    }

    /// How wide it is.
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// Shows it. The buttons stand at the right, the first one rightmost; the first control has the keyboard when it opens.
    pub fn show<R, B>(
        self,
        ctx: &Context,
        contents: impl FnOnce(&mut Ui) -> R,
        buttons: impl FnOnce(&mut Ui) -> B,
    ) -> DialogResponse<R, B> {
        let tokens = theme::tokens(ctx);
        let style = ctx.global_style();
        let room = ctx.content_rect().size();
        let width = self.width.min(room.x - 32.0);
        let frame = Frame::new()
            .fill(tokens.surface)
            .stroke(if tokens.is_high_contrast() { tokens.edge_stroke() } else { Stroke::new(1.0, tokens.rule) })
            .corner_radius(12)
            .shadow(style.visuals.window_shadow)
            .inner_margin(Margin { left: 24, right: 24, top: 20, bottom: 20 });
        let veil = egui::Color32::from_black_alpha(if tokens.dark { 150 } else { 80 });
        let area = Modal::default_area(self.id).role(Role::Dialog).accessible_name(self.title);
        if !ctx.memory(|memory| memory.areas().visible_last_frame(&area.layer())) {
            // It opens: the keyboard leaves what lies behind it and goes to its first control.
            ctx.memory_mut(|memory| {
                memory.stop_text_input();
                memory.move_focus(FocusDirection::Next);
            });
        }
        let shown = Modal::new(self.id).area(area).backdrop_color(veil).frame(frame).show(ctx, |ui| {
            ui.set_width(width - 48.0);
            ui.add(egui::Label::new(text::heading(ui).scaled(20.0 / 22.0).rich(self.title, tokens.ink)).selectable(false));
            ui.add_space(2.0);
            let scroll = ScrollArea::vertical().max_height((room.y - 200.0).max(120.0));
            let contents = scroll.show(ui, contents).inner;
            ui.add_space(12.0);
            let buttons = ui.with_layout(Layout::right_to_left(Align::Center), buttons).inner;
            (contents, buttons)
        });
        let dismissed = shown.should_close();
        let (contents, buttons) = shown.inner;
        DialogResponse { contents, buttons, dismissed }
    }
}
