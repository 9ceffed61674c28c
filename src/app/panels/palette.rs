//! Every action by its name, and every shortcut.

use egui::{Align2, Key, Order, ScrollArea, Ui, vec2};

use super::Cx;
use crate::app::{
    action::Action,
    command::{self, COMMANDS, Command, Menu},
    theme::{self, text},
    widgets::{self, Button, SearchField, key_hint, section_label},
};

/// Shows the command palette.
pub fn show(ui: &Ui, cx: &mut Cx<'_>) {
    let ctx = ui.ctx().clone();
    let tokens = theme::tokens(&ctx);
    let mut words = std::mem::take(&mut cx.tools.drafts.palette);
    let found: Vec<&Command> = matching(&words).filter(|command| command.is_offered(cx.state)).collect();
    let (up, down, enter) =
        ctx.input(|input| (input.key_pressed(Key::ArrowUp), input.key_pressed(Key::ArrowDown), input.key_pressed(Key::Enter)));
    let mut at = cx.tools.drafts.palette_at.min(found.len().saturating_sub(1));
    if down && at + 1 < found.len() {
        at += 1;
    }
    if up {
        at = at.saturating_sub(1);
    }
    let width = 560.0_f32.min(ctx.content_rect().width() - 40.0);
    let frame = egui::Frame::popup(&ctx.global_style()).fill(tokens.surface).inner_margin(12);
    let area = egui::Modal::default_area(egui::Id::unique("palette")).anchor(Align2::CENTER_TOP, vec2(0.0, 60.0)).order(Order::Foreground);
    let shown = egui::Modal::new(egui::Id::unique("palette")).area(area).frame(frame).show(&ctx, |ui| {
        ui.set_width(width);
        let field = SearchField::new(&mut words, "What do you want to do?").width(width).id(egui::Id::unique("palette words")).show(ui);
        if !field.response.has_focus() && !field.entered {
            field.response.request_focus();
        }
        if field.changed {
            at = 0;
        }
        let mut chosen = None;
        ScrollArea::vertical().max_height(360.0).auto_shrink([false, true]).show(ui, |ui| {
            for (index, command) in found.iter().enumerate() {
                if row(ui, cx, command, index == at, (up || down) && index == at) {
                    chosen = Some(index);
                }
            }
            if found.is_empty() {
                ui.label(text::body(ui).rich("No action has this name.", tokens.muted));
            }
        });
        chosen
    });
    let chosen = shown.inner.or(enter.then_some(at));
    cx.tools.drafts.palette = words;
    cx.tools.drafts.palette_at = at;
    if let Some(command) = chosen.and_then(|index| found.get(index))
        && let Some(action) = command.action_in(cx.state)
    {
        close(cx);
        cx.actions.push(action);
    } else if shown.should_close() {
        close(cx);
    }
}

fn close(cx: &mut Cx<'_>) {
    cx.tools.drafts.palette.clear();
    cx.tools.drafts.palette_at = 0;
    cx.actions.push(Action::CloseDialog);
}

/// The commands that have all the words in name or help; those with them in the name first.
fn matching(words: &str) -> impl Iterator<Item = &'static Command> {
    let wanted: Vec<String> = words.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let in_name = |command: &Command, wanted: &[String]| wanted.iter().all(|word| command.name.to_lowercase().contains(word));
    let mut found: Vec<&'static Command> = COMMANDS
        .iter()
        .filter(|command| {
            wanted.iter().all(|word| command.name.to_lowercase().contains(word) || command.help.to_lowercase().contains(word))
        })
        .collect();
    found.sort_by_key(|command| !in_name(command, &wanted));
    found.into_iter()
}

fn row(ui: &mut Ui, cx: &Cx<'_>, command: &Command, is_one: bool, scrolls: bool) -> bool {
    let tokens = theme::tokens(ui.ctx());
    let usable = command.action_in(cx.state).is_some();
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), text::body(ui).line_height + 14.0), egui::Sense::click());
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::Role::ListBoxOption, usable, is_one, format!("{}: {}", command.name, command.help))
    });
    if is_one || response.hovered() {
        ui.painter().rect_filled(rect, 6, if is_one { tokens.accent_wash } else { tokens.hover });
    }
    let ink = if usable { tokens.ink } else { tokens.faint };
    let name = text::body(ui).galley(ui, command.name, ink);
    let keys = command.shortcut.as_ref().map(command::shortcut_in_words).unwrap_or_default();
    let keys = text::small(ui).galley(ui, keys, tokens.muted);
    let room = rect.width() - name.size().x - keys.size().x - 50.0;
    let help = text::small(ui).galley_elided(ui, command.help, tokens.muted, room.max(0.0), 1);
    let middle = |height: f32| rect.center().y - height / 2.0;
    let name_width = name.size().x;
    ui.painter().galley(egui::pos2(rect.left() + 10.0, middle(name.size().y)), name, ink);
    if room > 60.0 {
        ui.painter().galley(egui::pos2(rect.left() + 22.0 + name_width, middle(help.size().y)), help, tokens.muted);
    }
    ui.painter().galley(egui::pos2(rect.right() - keys.size().x - 10.0, middle(keys.size().y)), keys, tokens.muted);
    if scrolls {
        response.scroll_to_me(None);
    }
    response.clicked() && usable
}

/// Shows the sheet of shortcuts.
pub fn show_shortcuts(ui: &Ui, cx: &mut Cx<'_>) {
    let scale = theme::look(ui.ctx()).text_size;
    let shown = widgets::Dialog::new("shortcuts", "Shortcuts").width(820.0 * scale).show(
        ui.ctx(),
        |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for menu in Menu::ALL {
                let own =
                    || COMMANDS.iter().filter(|command| command.menu == menu && command.is_offered(cx.state) && command.shortcut.is_some());
                if own().next().is_none() {
                    continue;
                }
                section_label(ui, menu.title());
                for command in own() {
                    if let Some(shortcut) = command.shortcut {
                        keys(ui, command, &command::shortcut_in_words(&shortcut), scale);
                    }
                }
                ui.add_space(10.0);
            }
        },
        |ui| ui.add(Button::primary("Close")).clicked(),
    );
    if shown.buttons || shown.dismissed {
        cx.actions.push(Action::CloseDialog);
    }
}

/// One command with its keys, in three columns.
fn keys(ui: &mut Ui, command: &Command, keys: &str, scale: f32) {
    let tokens = theme::tokens(ui.ctx());
    let height = text::body(ui).line_height + 6.0;
    let row = egui::Layout::left_to_right(egui::Align::Center);
    ui.allocate_ui_with_layout(vec2(ui.available_width(), height), row, |ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let column = |ui: &mut Ui, width: f32, add: &dyn Fn(&mut Ui)| {
            ui.allocate_ui_with_layout(vec2(width, height), row, |ui| {
                ui.set_min_width(width);
                add(ui);
            });
        };
        column(ui, 250.0 * scale, &|ui| {
            ui.add(egui::Label::new(text::body(ui).rich(command.name, tokens.ink)).selectable(false));
        });
        column(ui, 120.0 * scale, &|ui| {
            key_hint(ui, keys);
        });
        let help = text::small(ui).galley_elided(ui, command.help, tokens.muted, ui.available_width() - 12.0, 1);
        ui.add(egui::Label::new(help).selectable(false)).on_hover_text(command.help);
    });
}
