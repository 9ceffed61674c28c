//! The archives that were opened before, each with how it is found today.

use egui::{Align, Color32, CornerRadius, Layout, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use jiff::{Timestamp, tz::TimeZone};

use super::super::{Cx, contents::counted};
use crate::app::{
    action::{Action, Ask},
    settings::{Recent, RecentState},
    theme::{self, Tokens, icon, text},
    widgets::{IconButton, focus_ring, section_label},
};

/// Shows all of them, or says what stands here later.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>) {
    let tokens = theme::tokens(ui.ctx());
    section_label(ui, "Recent");
    ui.add_space(4.0);
    if cx.state.settings.recents.is_empty() {
        for words in [
            "Archives that you open are listed here. Begin with one of the samples.",
            "An archive holds articles with their photos and captions, what people are quoted as saying, and the pages it all was taken from. It is one file: copy it, hand it on, check it.",
        ] {
            ui.add(egui::Label::new(text::body(ui).rich(words, tokens.muted)).wrap().selectable(false));
            ui.add_space(2.0);
        }
        return;
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    for (recent, state) in cx.state.settings.recents.iter().zip(&cx.state.recents) {
        entry(ui, cx, recent, *state);
    }
}

/// Shows one.
pub fn entry(ui: &mut Ui, cx: &mut Cx<'_>, recent: &Recent, state: RecentState) {
    let tokens = theme::tokens(ui.ctx());
    let height = text::headline_in_list(ui).line_height + text::small(ui).line_height + 24.0;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    let (said, colour) = match (state, recent.verified) {
        (RecentState::Moved, _) => ("not found · look for it…".to_owned(), tokens.accent),
        (RecentState::Changed, _) => ("changed since".to_owned(), tokens.warn),
        (RecentState::Same, Some(when)) => checked(when, &tokens),
        (RecentState::Same, None) => (String::new(), tokens.muted),
    };
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{}: {} {said}", recent.title, recent.path.display())));
    if response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::same(6), tokens.hover);
    }
    let gone = state == RecentState::Moved;
    let ink = if gone { tokens.muted } else { tokens.ink };
    let said = text::small(ui).galley(ui, said.as_str(), colour);
    let room = rect.width() - 24.0 - said.size().x - 44.0;
    let title = text::headline_in_list(ui).galley_elided(ui, &recent.title, ink, room, 1);
    let folder =
        recent.path.parent().and_then(|folder| folder.file_name()).map(|name| format!("{}/", name.to_string_lossy())).unwrap_or_default();
    let name = recent.path.file_name().unwrap_or_default().to_string_lossy();
    let counts = format!("{} · {}", counted(recent.articles, "article"), counted(recent.quotations, "quotation"));
    let mut about = text::small(ui).galley(ui, format!("{folder}{name} · {counts}"), tokens.muted);
    if about.size().x > room {
        // The folder is the first to go.
        about = text::small(ui).galley_elided(ui, format!("{name} · {counts}"), tokens.muted, room, 1);
    }
    let top = rect.top() + 11.0;
    let below = top + title.size().y + 3.0;
    ui.painter().galley(pos2(rect.left() + 12.0, top), title, ink);
    ui.painter().galley(pos2(rect.left() + 12.0, below), about, tokens.muted);
    ui.painter().galley(pos2(rect.right() - said.size().x - 44.0, rect.center().y - said.size().y / 2.0), said, colour);
    ui.painter().hline(rect.x_range(), rect.bottom(), tokens.rule_stroke());
    focus_ring(ui, &response, rect, 6);
    let place = Rect::from_center_size(pos2(rect.right() - 22.0, rect.center().y), vec2(28.0, 28.0));
    // A child of its own: the next entry begins below this one, not below the button in it.
    let mut corner =
        ui.new_child(egui::UiBuilder::new().id_salt(&recent.path).max_rect(place).layout(Layout::left_to_right(Align::Center)));
    // Quiet until somebody comes near.
    let key = response.id.with("forget has the keyboard");
    let is_near = response.contains_pointer() || response.has_focus() || ui.data(|data| data.get_temp(key).unwrap_or(false));
    corner.set_opacity(if is_near { 1.0 } else { 0.0 });
    let forget = corner.add(IconButton::new(icon::X, &format!("Forget {}", recent.title)).small());
    let has_focus = forget.has_focus();
    ui.data_mut(|data| data.insert_temp(key, has_focus));
    if forget.clicked() {
        cx.actions.push(Action::Forget(recent.path.clone()));
    } else if response.clicked() {
        // One that moved is looked for by hand.
        cx.actions.push(if gone { Action::Ask(Ask::Moved(recent.path.clone())) } else { Action::Open(recent.path.clone()) });
    }
}

/// When an archive was last found sound, in words, and the colour of it.
fn checked(when: Timestamp, tokens: &Tokens) -> (String, Color32) {
    let zone = TimeZone::system();
    let [day, today] = [when, Timestamp::now()].map(|time| time.to_zoned_datetime(zone.clone()).date());
    match (today - day).get_days() {
        0 => ("✓ verified today".to_owned(), tokens.ok),
        1 => ("✓ verified yesterday".to_owned(), tokens.ok),
        _ if day.year() == today.year() => (format!("checked {}", day.strftime("%-d %b")), tokens.muted),
        _ => (format!("checked {}", day.strftime("%-d %b %Y")), tokens.muted),
    }
}
