//! The things to do, and the samples.

use egui::{CornerRadius, Rect, Role, Sense, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::super::Cx;
use crate::app::{
    SAMPLES,
    action::{Action, Ask, Dialog, ReviewStep},
    theme::{self, icon, text},
    widgets::{body_link, focus_ring, section_label},
};

/// Shows them.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>) {
    let tokens = theme::tokens(ui.ctx());
    ui.add(egui::Label::new(text::display(ui).rich("On Record", tokens.ink)).selectable(false));
    // Two lines of about the same length, not one and a word.
    let width = ui.available_width().min(330.0 * theme::look(ui.ctx()).text_size);
    let words = text::standfirst(ui).galley_wrapped(ui, "What the article says, who said it, and how you know.", tokens.muted, width);
    ui.add(egui::Label::new(words).selectable(false));
    ui.add_space(14.0);
    ui.spacing_mut().item_spacing.y = 10.0;
    if thing(ui, icon::DOWNLOAD_SIMPLE, "Open an archive…", "a .record file · or drop it here", "Ctrl+O") {
        cx.actions.push(Action::Ask(Ask::OpenFile));
    }
    if thing(ui, icon::PLUS, "Make one from saved pages or text…", "web pages, PDF, Word, pasted text", "Ctrl+N") {
        cx.actions.push(Action::Review(ReviewStep::Gather));
    }
    if thing(ui, icon::STUDENT, "Hand out or take a lesson…", "a pupil’s copy, a folder of answers", "") {
        cx.actions.push(Action::Show(Dialog::Lessons));
    }
    ui.add_space(2.0);
    ui.spacing_mut().item_spacing.y = 2.0;
    ui.spacing_mut().interact_size.y = 24.0 * theme::look(ui.ctx()).text_size;
    // The system's dialogs choose either a file or a folder.
    line(ui, "Open a folder…", "an unpacked archive, or many in one folder", || cx.actions.push(Action::Ask(Ask::OpenFolder)));
    ui.add_space(14.0);
    section_label(ui, "Try it");
    ui.add_space(4.0);
    for (number, sample) in SAMPLES.iter().enumerate() {
        line(ui, sample.title, sample.about, || cx.actions.push(Action::OpenSample(number)));
    }
}

/// A link with what it leads to.
fn line(ui: &mut Ui, link: &str, about: &str, follow: impl FnOnce()) {
    let tokens = theme::tokens(ui.ctx());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        if body_link(ui, link).clicked() {
            follow();
        }
        ui.add(egui::Label::new(text::body(ui).rich(format!("— {about}"), tokens.muted)).wrap().selectable(false));
    });
}

/// One of the things to do.
fn thing(ui: &mut Ui, sign: &str, title: &str, about: &str, keys: &str) -> bool {
    let tokens = theme::tokens(ui.ctx());
    let height = text::strong(ui).line_height + text::small(ui).line_height + 28.0;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, title));
    let fill = if response.hovered() { tokens.hover } else { tokens.surface };
    ui.painter().rect(rect, CornerRadius::same(8), fill, tokens.edge_stroke(), StrokeKind::Inside);
    let side = 34.0 * theme::look(ui.ctx()).text_size.clamp(1.0, 1.5);
    let badge = Rect::from_center_size(pos2(rect.left() + 16.0 + side / 2.0, rect.center().y), vec2(side, side));
    let left = badge.right() + 14.0;
    ui.painter().rect_filled(badge, CornerRadius::same(7), tokens.accent_wash);
    let sign = text::icon(ui).galley(ui, sign, tokens.on_wash);
    ui.painter().galley(badge.center() - sign.size() / 2.0, sign, tokens.on_wash);
    let keys = text::small(ui).galley(ui, keys, tokens.muted);
    let cap = Rect::from_min_size(
        pos2(rect.right() - keys.size().x - 28.0, rect.center().y - keys.size().y / 2.0 - 3.0),
        keys.size() + vec2(12.0, 6.0),
    );
    if keys.size().x > 0.0 {
        ui.painter().rect_stroke(cap, CornerRadius::same(4), tokens.edge_stroke(), StrokeKind::Inside);
    }
    ui.painter().galley(cap.center() - keys.size() / 2.0, keys, tokens.muted);
    let room = cap.left() - left - 12.0;
    let title = text::strong(ui).galley_elided(ui, title, tokens.ink, room, 1);
    let about = text::small(ui).galley_elided(ui, about, tokens.muted, room, 1);
    let top = rect.center().y - (title.size().y + about.size().y + 2.0) / 2.0;
    let below = top + title.size().y + 2.0;
    ui.painter().galley(pos2(left, top), title, tokens.ink);
    ui.painter().galley(pos2(left, below), about, tokens.muted);
    focus_ring(ui, &response, rect, 8);
    response.clicked()
}
