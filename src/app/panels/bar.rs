//! The bar at the top: menu, back, forward, archive, search, layout, text, theme.

use egui::{Align, Layout, Popup, Rect, RectAlign, Ui, UiBuilder, pos2, vec2};

use super::Cx;
use crate::{
    app::{
        action::{Action, Dialog, View, Way},
        command::{self, COMMANDS, Menu},
        theme::{self, Appearance, Look, icon, text},
        widgets::{IconButton, SearchField, segmented},
    },
    search::Filter,
};

/// How wide the search field is, where there is room.
const FIELD: f32 = 380.0;

/// Shows the bar.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>) {
    let tokens = theme::tokens(ui.ctx());
    let look = theme::look(ui.ctx());
    let whole = ui.max_rect();
    let has_archive = cx.state.in_front().is_some();
    let is_review = cx.state.review.is_shown;
    let lesson = cx.state.at_hand().zip(cx.state.desk.screen);
    let left = ui.scope_builder(UiBuilder::new().max_rect(whole).layout(Layout::left_to_right(Align::Center)), |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let button = ui.add(IconButton::new(icon::LIST, "Menu"));
        Popup::menu(&button).show(|ui| menus(ui, cx));
        if is_review {
            super::review::step(ui, cx, icon::CARET_LEFT, Way::Previous);
            super::review::step(ui, cx, icon::CARET_RIGHT, Way::Next);
            return;
        }
        if lesson.is_some() {
            super::lesson::back(ui, cx);
            return;
        }
        step(ui, cx, icon::CARET_LEFT, "Back");
        step(ui, cx, icon::CARET_RIGHT, "Forward");
        ui.add_space(4.0);
        archives(ui, cx, whole);
    });
    let right = ui.scope_builder(UiBuilder::new().max_rect(whole).layout(Layout::right_to_left(Align::Center)), |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let dark = tokens.dark;
        let (name, other) = if dark { ("Light colours", Appearance::Light) } else { ("Dark colours", Appearance::Dark) };
        if ui.add(IconButton::new(icon::CIRCLE_HALF, name)).clicked() {
            cx.actions.push(Action::SetLook(Look { appearance: other, ..look }));
        }
        if ui.add(IconButton::new(icon::TEXT_AA, "Text and page").shortcut("Ctrl+T")).clicked() {
            cx.actions.push(Action::Show(Dialog::Look));
        }
        if has_archive {
            let views = [("Read", View::Read), ("Compare", View::Compare), ("Present", View::Present)];
            let current = views.iter().position(|(_, view)| *view == cx.state.view).unwrap_or(0);
            if let Some(chosen) = segmented(ui, "Layout", &views.map(|(name, _)| name), current) {
                cx.actions.push(Action::SetView(views[chosen].1));
            }
        }
    });
    if is_review {
        super::review::show_bar(ui, cx, left.response.rect.right(), right.response.rect.left());
    }
    if let Some((archive, screen)) = lesson {
        super::lesson::show_bar(ui, cx, archive, screen, left.response.rect.right(), right.response.rect.left());
    }
    let is_first_page = cx.state.archive().is_none() && !is_review;
    if let Some(place) = middle(left.response.rect.right(), right.response.rect.left(), whole).filter(|_| has_archive || is_first_page) {
        if has_archive {
            cx.tools.drafts.everywhere.clear();
            search(ui, cx, place);
        } else {
            super::welcome::field(ui, cx, place);
        }
    }
}

/// The place of the search field: the middle of the bar, as far as both sides leave it.
fn middle(from: f32, to: f32, whole: Rect) -> Option<Rect> {
    let free = to - from - 32.0;
    let width = free.min(FIELD);
    let middle = whole.center().x.clamp(from + 16.0 + width / 2.0, (to - 16.0 - width / 2.0).max(from + 16.0 + width / 2.0));
    (free >= 90.0).then(|| Rect::from_center_size(pos2(middle, whole.center().y), vec2(width, whole.height())))
}

/// The field in the middle: what is typed is the filter's text.
fn search(ui: &mut Ui, cx: &mut Cx<'_>, place: Rect) {
    let Some(archive) = cx.state.archive() else { return };
    let width = place.width();
    // The filter may have been cleared elsewhere.
    let (typed, seen) = &mut cx.tools.drafts.search;
    if *seen != archive.filter.text {
        typed.clone_from(&archive.filter.text);
        seen.clone_from(&archive.filter.text);
    }
    let mut words = std::mem::take(typed);
    let id = ui.scope_id().with("search words");
    ui.scope_builder(UiBuilder::new().max_rect(place).layout(Layout::left_to_right(Align::Center)), |ui| {
        let roomy = width > 300.0 * theme::look(ui.ctx()).text_size;
        let field = SearchField::new(&mut words, if roomy { "Search words, speakers, captions" } else { "Search" }).width(width).id(id);
        let field = if roomy { field.shortcut("Ctrl+K") } else { field };
        let shown = field.show(ui);
        if ui.input_mut(|input| input.consume_shortcut(&egui::KeyboardShortcut::new(egui::Modifiers::COMMAND, egui::Key::K))) {
            shown.response.request_focus();
        }
        if shown.changed {
            cx.actions.push(Action::SetFilter(Filter { text: words.clone(), ..archive.filter.clone() }));
            cx.tools.drafts.search.1.clone_from(&words);
        }
    });
    cx.tools.drafts.search.0 = words;
}

pub fn step(ui: &mut Ui, cx: &mut Cx<'_>, icon: &str, name: &'static str) {
    let Some(command) = command::named(name) else { return };
    let action = command.action_in(cx.state);
    let keys = command.shortcut.as_ref().map(command::shortcut_in_words).unwrap_or_default();
    ui.add_enabled_ui(action.is_some(), |ui| {
        if ui.add(IconButton::new(icon, name).shortcut(&keys)).clicked()
            && let Some(action) = action
        {
            cx.actions.push(action);
        }
    });
}

/// The archive's title; with several open, a menu of them.
fn archives(ui: &mut Ui, cx: &mut Cx<'_>, whole: Rect) {
    let tokens = theme::tokens(ui.ctx());
    let title = cx.state.archive().map_or_else(|| "On Record".to_owned(), |archive| archive.title());
    // As long as it leaves the search field in the middle.
    let middle = whole.center().x - FIELD / 2.0 - 16.0;
    let width = (middle - ui.cursor().left()).max(ui.available_width() * 0.2).max(80.0);
    let words = text::strong(ui).galley_elided(ui, &title, tokens.ink, width, 1);
    if cx.state.archives.is_empty() || (cx.state.archives.len() == 1 && cx.state.current.is_some()) {
        let is_elided = words.elided;
        let label = ui.add(egui::Label::new(words).selectable(false));
        label.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &title));
        if is_elided {
            label.on_hover_text(&title);
        }
        return;
    }
    let caret = text::icon(ui).scaled(0.62).rich(icon::CARET_DOWN, tokens.muted);
    let button = ui.add(egui::Button::new((words, caret)).frame(false)).on_hover_text("Open archives");
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, format!("Open archives: {title}")));
    Popup::menu(&button).show(|ui| {
        for (index, archive) in cx.state.archives.iter().enumerate() {
            if ui.selectable_label(cx.state.current == Some(index), archive.title()).clicked() {
                cx.actions.push(Action::SwitchTo(index));
            }
        }
    });
}

/// The menus, from the table of commands.
pub fn menus(ui: &mut Ui, cx: &mut Cx<'_>) {
    ui.set_min_width(180.0);
    ui.spacing_mut().item_spacing.y = 2.0;
    for menu in Menu::ALL {
        // While a lesson is answered, menus are short: what cannot be done in it is not in them.
        if !COMMANDS.iter().any(|command| command.menu == menu && command.is_offered(cx.state)) {
            continue;
        }
        let (button, _) = egui::containers::menu::SubMenuButton::new(menu.title()).ui(ui, |ui| {
            ui.set_min_width(280.0);
            ui.spacing_mut().item_spacing.y = 2.0;
            // As high as the window allows: a menu of which one sees a third is searched, not read.
            let high = ui.ctx().content_rect().height() - 90.0;
            egui::ScrollArea::vertical().max_height(high).min_scrolled_height(high).show(ui, |ui| {
                for command in COMMANDS.iter().filter(|command| command.menu == menu && command.is_offered(cx.state)) {
                    let action = command.action_in(cx.state);
                    let mut button = egui::Button::new(command.name);
                    if let Some(shortcut) = &command.shortcut {
                        button = button.shortcut_text(command::shortcut_in_words(shortcut));
                    }
                    let response = ui.add_enabled(action.is_some(), button).on_hover_text(command.help);
                    if response.clicked()
                        && let Some(action) = action
                    {
                        cx.actions.push(action);
                        ui.close();
                    }
                }
            });
        });
        let _ = (button, RectAlign::RIGHT_START);
    }
}
