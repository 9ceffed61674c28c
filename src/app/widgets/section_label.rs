//! The heading of a part of a panel, in small spaced capitals.

use egui::{Label, Response, Role, Ui, WidgetInfo};

use crate::app::theme::{self, text};

/// The heading of a part of a panel.
pub fn section_label(ui: &mut Ui, title: &str) -> Response {
    let tokens = theme::tokens(ui.ctx());
    let response = ui.add(Label::new(text::section_label(ui).rich(title.to_uppercase(), tokens.muted)).selectable(false));
    // Capitals are a matter of looks: a screen reader gets the words as they were written.
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, title));
    response
}

/// The heading of a part of a panel with something said after it: "Articles · 3".
pub fn section_label_with(ui: &mut Ui, title: &str, more: impl std::fmt::Display) -> Response {
    section_label(ui, &format!("{title} · {more}"))
}
