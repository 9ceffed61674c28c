//! Give each item what it belongs to: a speaker, a group, an article; by digits, by pressing, by dragging.

use std::collections::BTreeMap;

use egui::{Id, Label, Rect, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::{digit, ring, said};
use crate::{
    app::theme::{self, icon, text},
    model::{Choice, ChoiceId, Match, Reply},
};

/// What is dragged from one item to another: a target of this task.
struct Dragged {
    task: Id,
    target: ChoiceId,
}

/// Shows the items; the one that is open shows what it can belong to.
pub fn show(ui: &mut Ui, pairs: &Match, reply: &mut Option<Reply>) -> bool {
    if pairs.items.is_empty() || pairs.targets.is_empty() {
        said(ui, "There is nothing to sort. Go on with the next task, and tell your teacher.");
        return false;
    }
    let task = ui.scope_id().with("pairs");
    let mut paired = if let Some(Reply::Paired(paired)) = reply { paired.clone() } else { BTreeMap::new() };
    let first_open = pairs.items.iter().position(|item| !paired.contains_key(&item.id));
    let mut open: usize = ui.data(|data| data.get_temp(task)).or(first_open).unwrap_or(0).min(pairs.items.len() - 1);
    said(ui, "Press what it belongs to, type its number, or drag it to another line.");
    let mut given: Option<(usize, ChoiceId)> = None;
    if let Some(target) = digit(ui).and_then(|at| pairs.targets.get(at)) {
        given = Some((open, target.id.clone()));
    }
    for (at, item) in pairs.items.iter().enumerate() {
        let belongs = paired.get(&item.id).and_then(|id| position(&pairs.targets, id));
        let shown = self::item(ui, task, pairs, at, item, belongs, at == open);
        if shown.opens {
            open = at;
        }
        if let Some(target) = shown.given {
            given = Some((at, target));
        }
        if shown.taken_back {
            paired.remove(&item.id);
            open = at;
            *reply = Some(Reply::Paired(paired));
            ui.data_mut(|data| data.insert_temp(task, open));
            return true;
        }
    }
    let mut changed = false;
    if let Some((at, target)) = given {
        paired.insert(pairs.items[at].id.clone(), target);
        // On to the next one that belongs nowhere yet, from here on and then from the top.
        let free = |at: &usize| !paired.contains_key(&pairs.items[*at].id);
        let next = (at + 1..pairs.items.len()).find(free).or_else(|| (0..at).find(free));
        let had_keyboard = ui.memory(|memory| memory.focused().is_some());
        open = next.unwrap_or(at);
        ui.data_mut(|data| data.insert_temp(task.with("arrives"), true));
        ui.ctx().request_repaint();
        if had_keyboard {
            ui.memory_mut(|memory| memory.request_focus(item_id(task, open)));
        }
        *reply = Some(Reply::Paired(paired));
        changed = true;
    }
    ui.data_mut(|data| data.insert_temp(task, open));
    changed
}

fn position(targets: &[Choice], id: &ChoiceId) -> Option<usize> {
    targets.iter().position(|target| target.id == *id)
}

fn item_id(task: Id, at: usize) -> Id {
    task.with(("item", at))
}

#[derive(Default)]
struct Shown {
    opens: bool,
    given: Option<ChoiceId>,
    taken_back: bool,
    has_keyboard: bool,
}

/// One item: its words; open, what it can belong to; closed, what it belongs to.
fn item(ui: &mut Ui, task: Id, pairs: &Match, at: usize, item: &Choice, belongs: Option<usize>, is_open: bool) -> Shown {
    let tokens = theme::tokens(ui.ctx());
    let mut shown = Shown::default();
    let ground = ui.painter().add(egui::Shape::Noop);
    let width = ui.available_width();
    let top = ui.cursor().min;
    let inner = ui.scope_builder(UiBuilder::new().id_salt(("item", at)), |ui| {
        egui::Frame::new().inner_margin(egui::Margin::symmetric(14, 10)).show(ui, |ui| {
            ui.set_width(width - 28.0);
            ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
            let place = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), 0.0));
            let words = text::card_quotation(ui).galley_wrapped(ui, &item.text, tokens.ink, place.width());
            let from = item.from.as_ref().map(|from| text::small(ui).galley_wrapped(ui, from, tokens.muted, place.width()));
            let high = words.size().y + from.as_ref().map_or(0.0, |from| from.size().y + 2.0);
            let (rect, _) = ui.allocate_exact_size(vec2(place.width(), high), Sense::hover());
            let head = Rect::from_min_max(pos2(top.x, top.y), pos2(top.x + width, rect.bottom() + 4.0));
            let response = ui.interact(head, item_id(task, at), Sense::click());
            let said = match belongs {
                Some(target) => format!("{}: belongs to {}", item.text, pairs.targets[target].text),
                None => format!("{}: belongs nowhere yet", item.text),
            };
            response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), is_open, &said));
            let below = rect.top() + words.size().y + 2.0;
            ui.painter().galley(rect.min, words, tokens.ink);
            if let Some(from) = from {
                ui.painter().galley(pos2(rect.left(), below), from, tokens.muted);
            }
            if response.gained_focus() {
                ui.scroll_to_rect(head.expand(14.0), None);
            }
            shown.has_keyboard = ui.memory(|memory| memory.has_focus(response.id));
            shown.opens = response.clicked();
            if shown.has_keyboard && ui.input(|input| input.key_pressed(egui::Key::Delete) || input.key_pressed(egui::Key::Backspace)) {
                shown.taken_back = belongs.is_some();
            }
            if is_open && ui.is_enabled() {
                ui.horizontal_wrapped(|ui| {
                    for (number, target) in pairs.targets.iter().enumerate() {
                        let chip = chip(ui, task, number, target, belongs == Some(number));
                        if chip {
                            shown.given = Some(target.id.clone());
                        }
                    }
                });
            } else if let Some(number) = belongs {
                ui.horizontal_wrapped(|ui| {
                    if chip(ui, task, number, &pairs.targets[number], true) {
                        shown.opens = true;
                    }
                });
            } else {
                ui.add(Label::new(text::small(ui).rich("belongs nowhere yet", tokens.muted)).selectable(false));
            }
        });
    });
    let rect = inner.response.rect;
    let hovered = egui::DragAndDrop::payload::<Dragged>(ui.ctx())
        .filter(|dragged| dragged.task == task && ui.rect_contains_pointer(rect) && ui.is_enabled());
    if let Some(dragged) = &hovered
        && ui.input(|input| input.pointer.any_released())
    {
        shown.given = Some(dragged.target.clone());
        egui::DragAndDrop::clear_payload(ui.ctx());
    }
    if shown.has_keyboard {
        let painter = ui.painter().with_clip_rect(ui.clip_rect().expand(4.0));
        painter.rect_stroke(rect.expand(1.5), 9, tokens.accent_stroke(), StrokeKind::Outside);
    }
    // The item that comes next is brought into sight with all that it can belong to.
    if is_open && ui.data_mut(|data| data.remove_temp::<bool>(task.with("arrives"))).unwrap_or(false) {
        ui.scroll_to_rect(rect.expand(6.0), None);
    }
    let edge = if is_open || hovered.is_some() { Stroke::new(2.0, tokens.accent) } else { tokens.rule_stroke() };
    let fill = if hovered.is_some() && !tokens.is_high_contrast() { tokens.accent_wash } else { tokens.surface };
    ui.painter().set(ground, egui::Shape::Rect(egui::epaint::RectShape::new(rect, 8, fill, edge, StrokeKind::Inside)));
    shown
}

/// Something that items can belong to: pressed, or dragged to an item. Whether it was pressed.
fn chip(ui: &mut Ui, task: Id, number: usize, target: &Choice, on: bool) -> bool {
    let tokens = theme::tokens(ui.ctx());
    let kind = text::action(ui);
    let (fill, ink) = if on { (tokens.accent_wash, tokens.on_wash) } else { (tokens.surface, tokens.ink) };
    let sign = if number < 9 { (number + 1).to_string() } else { "·".to_owned() };
    let sign = text::small_strong(ui).galley(ui, sign, if on { tokens.on_wash } else { tokens.muted });
    let room = (ui.max_rect().width() - 44.0 - sign.size().x).max(60.0);
    let words = kind.galley_wrapped(ui, &target.text, ink, room);
    let tick = if on { Some(text::icon(ui).scaled(0.72).galley(ui, icon::CHECK, tokens.on_wash)) } else { None };
    let ticked = tick.as_ref().map_or(0.0, |tick| tick.size().x + 4.0);
    let size = vec2(12.0 + sign.size().x + 8.0 + words.size().x + ticked + 12.0, (words.size().y + 18.0).max(40.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
    // In the editor's preview a choice may have no words yet.
    let said = if target.text.trim().is_empty() { format!("Choice {}", number + 1) } else { target.text.clone() };
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), on, &said));
    let glow = ui.ctx().animate_bool_responsive(response.id.with("glow"), response.hovered());
    let edge = Stroke::new(tokens.line, if on { tokens.accent } else { tokens.edge.lerp_to_gamma(tokens.faint, glow) });
    ui.painter().rect(rect, 8, fill.lerp_to_gamma(tokens.hover, if on { 0.0 } else { glow * 0.6 }), edge, StrokeKind::Inside);
    let middle = rect.center().y;
    ui.painter().galley(pos2(rect.left() + 12.0, middle - sign.size().y / 2.0), sign.clone(), tokens.muted);
    let left = rect.left() + 12.0 + sign.size().x + 8.0;
    let end = left + words.size().x + 4.0;
    ui.painter().galley(pos2(left, middle - words.size().y / 2.0), words.clone(), ink);
    if let Some(tick) = tick {
        ui.painter().galley(pos2(end, middle - tick.size().y / 2.0), tick, ink);
    }
    ring(ui, &response, rect, 8);
    if response.drag_started() {
        response.dnd_set_drag_payload(Dragged { task, target: target.id.clone() });
    }
    if response.dragged()
        && let Some(pointer) = ui.ctx().pointer_interact_pos()
    {
        // What is dragged goes along with the pointer.
        let painter = ui.ctx().layer_painter(egui::LayerId::new(egui::Order::Tooltip, task.with("dragged")));
        let place = Rect::from_min_size(pointer + vec2(10.0, 10.0), words.size() + vec2(24.0, 16.0));
        painter.rect(place, 8, tokens.surface, tokens.accent_stroke(), StrokeKind::Inside);
        painter.galley(place.min + vec2(12.0, 8.0), words, tokens.ink);
        ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
    }
    response.clicked()
}
