//! The first page: three things to do, recent archives with their state, two samples.

use egui::{Align, Color32, CornerRadius, Layout, Rect, Role, ScrollArea, Sense, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use jiff::{Timestamp, tz::TimeZone};

use super::{Cx, contents::counted};
use crate::app::{
    SAMPLES,
    action::{Action, Ask, ReviewStep},
    settings::{Recent, RecentState},
    theme::{self, Tokens, icon, text},
    widgets::{IconButton, body_link, focus_ring, section_label},
};

/// Shows the page.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>) {
    let space = ui.max_rect();
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        let scale = theme::look(ui.ctx()).text_size;
        let narrow = space.width() < 860.0 * scale;
        let left = if narrow { 24.0 } else { ((space.width() - 954.0 * scale) / 2.0).max(24.0) };
        ui.add_space((space.height() * 0.08).clamp(16.0, 60.0));
        ui.horizontal_top(|ui| {
            ui.add_space(left);
            let width = if narrow { space.width() - 2.0 * left } else { 420.0 * scale };
            ui.vertical(|ui| {
                ui.set_width(width);
                start(ui, cx);
                if narrow {
                    ui.add_space(24.0);
                    recents(ui, cx);
                }
            });
            if !narrow {
                ui.add_space(64.0);
                ui.vertical(|ui| {
                    ui.set_width((space.width() - left * 2.0 - 420.0 * scale - 64.0).clamp(240.0, 470.0 * scale));
                    recents(ui, cx);
                });
            }
        });
        ui.add_space(24.0);
    });
}

fn start(ui: &mut Ui, cx: &mut Cx<'_>) {
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
    if thing(ui, icon::FOLDER_OPEN, "Open a folder…", "an archive that is not packed into one file", "Ctrl+Shift+O") {
        cx.actions.push(Action::Ask(Ask::OpenFolder));
    }
    if thing(ui, icon::PLUS, "Make one from saved pages or text…", "saved pages, documents, pasted text", "Ctrl+N") {
        cx.actions.push(Action::Review(ReviewStep::Gather));
    }
    if thing(ui, icon::STUDENT, "Answer a lesson…", "the file that your teacher gave you · or drop it here", "") {
        cx.actions.push(Action::Ask(Ask::Lesson));
    }
    ui.add_space(14.0);
    section_label(ui, "Try it");
    ui.add_space(-4.0);
    ui.spacing_mut().item_spacing.y = 2.0;
    ui.spacing_mut().interact_size.y = 24.0 * theme::look(ui.ctx()).text_size;
    for (number, sample) in SAMPLES.iter().enumerate() {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            if body_link(ui, sample.title).clicked() {
                cx.actions.push(Action::OpenSample(number));
            }
            ui.add(egui::Label::new(text::body(ui).rich(format!("— {}", sample.about), tokens.muted)).wrap().selectable(false));
        });
    }
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

fn recents(ui: &mut Ui, cx: &mut Cx<'_>) {
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

fn entry(ui: &mut Ui, cx: &mut Cx<'_>, recent: &Recent, state: RecentState) {
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

/// Says what a drop would do, while files are held over the window.
pub fn show_drop(ui: &mut Ui, cx: &mut Cx<'_>) {
    if ui.input(|input| input.raw.hovered_files.is_empty()) {
        return;
    }
    let tokens = theme::tokens(ui.ctx());
    let space = ui.ctx().content_rect();
    let painter = ui.ctx().layer_painter(egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("drop")));
    painter.rect_filled(space, CornerRadius::ZERO, tokens.paper.gamma_multiply(0.9));
    painter.rect_stroke(space.shrink(12.0), CornerRadius::same(12), egui::Stroke::new(2.0, tokens.accent), StrokeKind::Inside);
    let marks = cx.state.at_hand().is_some() && cx.state.desk.lesson.is_some() && cx.state.desk.screen.is_some();
    let words = if marks {
        "Drop the folder that the class handed in to, or single answers, to mark them"
    } else {
        "Drop an archive to open it, or saved pages and text to import them"
    };
    let words = text::heading(ui).galley(ui, words, tokens.ink);
    painter.galley(space.center() - words.size() / 2.0, words, tokens.ink);
}
