//! Put in order, leaving out what does not belong: a chronology, the parts of a citation.

use egui::{Id, Label, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::{chosen, digit, ring, said};
use crate::{
    app::{
        theme::{self, icon, text},
        widgets::{IconButton, section_label},
    },
    model::{Choice, ChoiceId, Cite, Reply},
};

/// What is dragged: an item of this task.
struct Dragged {
    task: Id,
    item: ChoiceId,
}

/// Shows the order so far and what is not used yet.
pub fn show(ui: &mut Ui, items: &[Choice], first: Option<&str>, last: Option<&str>, reply: &mut Option<Reply>) -> bool {
    if items.is_empty() {
        said(ui, "There is nothing to put in order. Go on with the next task, and tell your teacher.");
        return false;
    }
    let task = ui.scope_id().with("order");
    // Names that the task does not have any more are let go.
    let before = chosen(reply);
    let mut order: Vec<ChoiceId> = before.iter().filter(|id| items.iter().any(|item| item.id == **id)).cloned().collect();
    let left: Vec<&Choice> = items.iter().filter(|item| !order.contains(&item.id)).collect();
    let now = order.clone();
    said(ui, "Press what comes next, or drag it to its place. Alt+↑ and Alt+↓ move a line, Delete takes it out.");
    let ends = match (first, last) {
        (Some(first), Some(last)) => format!("Your order, from {first} to {last}"),
        _ => "Your order".to_owned(),
    };
    section_label(ui, &ends);
    for (at, id) in now.iter().enumerate() {
        if let Some(item) = items.iter().find(|item| item.id == *id) {
            placed(ui, task, at, item, &mut order);
        }
    }
    end(ui, task, now.is_empty(), &mut order);
    if !left.is_empty() {
        ui.add_space(6.0);
        section_label(ui, "Not used yet");
        let mut taken = digit(ui);
        for (number, item) in left.iter().enumerate() {
            if waiting(ui, task, number, item) {
                taken = Some(number);
            }
        }
        if let Some(item) = taken.and_then(|number| left.get(number)) {
            order.push(item.id.clone());
            // The keyboard goes on to the one that moves up to its place.
            let next = taken.unwrap_or(0).min(left.len().saturating_sub(2));
            if left.len() > 1 && ui.memory(|memory| memory.focused().is_some()) {
                ui.memory_mut(|memory| memory.request_focus(task.with(("waiting", next))));
            }
        }
    }
    let changed = order != now;
    if changed {
        *reply = Some(Reply::Ordered(order));
    }
    changed
}

/// Shows the parts of a citation, and under them the citation as it stands so far.
pub fn citation(ui: &mut Ui, cite: &Cite, reply: &mut Option<Reply>) -> bool {
    let tokens = theme::tokens(ui.ctx());
    let style = cite.style_title.as_deref().unwrap_or(&cite.style);
    if !style.is_empty() {
        said(ui, &format!("In the style {style}. Some parts do not belong to it."));
    }
    let changed = show(ui, &cite.parts, None, None, reply);
    let parts: Vec<&str> =
        chosen(reply).iter().filter_map(|id| cite.parts.iter().find(|part| part.id == *id)).map(|part| part.text.as_str()).collect();
    ui.add_space(6.0);
    section_label(ui, "Your citation");
    let (words, ink) = if parts.is_empty() { ("Nothing yet.".to_owned(), tokens.muted) } else { (parts.join(" "), tokens.ink) };
    let label = ui.add(Label::new(text::citation(ui).scaled(16.0 / 14.5).rich(&words, ink)).wrap().selectable(false));
    label.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("Your citation: {words}")));
    changed
}

/// The item that is dragged over this place, if one of this task is.
fn dragged_over(ui: &Ui, task: Id, rect: Rect) -> Option<ChoiceId> {
    let dragged = egui::DragAndDrop::payload::<Dragged>(ui.ctx())?;
    (dragged.task == task && ui.is_enabled() && ui.rect_contains_pointer(rect)).then(|| dragged.item.clone())
}

fn put(order: &mut Vec<ChoiceId>, item: ChoiceId, at: usize) {
    let before = order.iter().position(|id| *id == item);
    order.retain(|id| *id != item);
    // Taken out above, what lies below has moved up.
    let at = if before.is_some_and(|before| before < at) { at - 1 } else { at };
    order.insert(at.min(order.len()), item);
}

/// One line of the order, with what moves it.
fn placed(ui: &mut Ui, task: Id, at: usize, item: &Choice, order: &mut Vec<ChoiceId>) {
    let tokens = theme::tokens(ui.ctx());
    let look = theme::look(ui.ctx());
    let button = look.control_height().max(36.0);
    let width = ui.available_width();
    let number = text::strong(ui).galley(ui, (at + 1).to_string(), tokens.accent);
    let room = (width - 46.0 - 3.0 * (button + 2.0) - 8.0).max(60.0);
    let words = text::body(ui).scaled(15.0 / 14.0).galley_wrapped(ui, &item.text, tokens.ink, room);
    let from = item.from.as_ref().map(|from| text::small(ui).galley_wrapped(ui, from, tokens.muted, room));
    let high = words.size().y + from.as_ref().map_or(0.0, |from| from.size().y + 2.0);
    let (_, rect) = ui.allocate_space(vec2(width, (high + 20.0).max(48.0)));
    let id = task.with(("placed", &item.id.0));
    let response = ui.interact(rect, id, Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, ui.is_enabled(), format!("{}. {}", at + 1, item.text)));
    let over = dragged_over(ui, task, rect);
    let glow = ui.ctx().animate_bool_responsive(id.with("glow"), response.hovered());
    let edge = Stroke::new(tokens.line, tokens.edge.lerp_to_gamma(tokens.faint, glow));
    let fill = if tokens.is_high_contrast() { tokens.surface } else { tokens.accent_wash.gamma_multiply(0.5) };
    ui.painter().rect(rect, 8, fill, edge, StrokeKind::Inside);
    ui.painter().galley(pos2(rect.left() + 14.0, rect.center().y - number.size().y / 2.0), number, tokens.accent);
    let top = rect.center().y - high / 2.0;
    let below = top + words.size().y + 2.0;
    ui.painter().galley(pos2(rect.left() + 42.0, top), words.clone(), tokens.ink);
    if let Some(from) = from {
        ui.painter().galley(pos2(rect.left() + 42.0, below), from, tokens.muted);
    }
    ring(ui, &response, rect, 8);
    if let Some(over) = over {
        ui.painter().hline(rect.x_range(), rect.top() - 4.0, Stroke::new(3.0, tokens.accent));
        if ui.input(|input| input.pointer.any_released()) {
            put(order, over, at);
            egui::DragAndDrop::clear_payload(ui.ctx());
        }
    }
    carry(ui, task, &response, item, &words);
    let is_last = at + 1 == order.len();
    let mut step = None;
    let mut takes_out = false;
    let buttons = Rect::from_min_max(pos2(rect.right() - 3.0 * (button + 2.0) - 4.0, rect.top()), rect.max);
    ui.scope_builder(egui::UiBuilder::new().max_rect(buttons).layout(egui::Layout::left_to_right(egui::Align::Center)), |ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        ui.add_enabled_ui(at > 0, |ui| {
            if ui.add(IconButton::new(icon::ARROW_UP, &format!("Move up: {}", item.text))).clicked() {
                step = Some(-1);
            }
        });
        ui.add_enabled_ui(!is_last, |ui| {
            if ui.add(IconButton::new(icon::ARROW_DOWN, &format!("Move down: {}", item.text))).clicked() {
                step = Some(1);
            }
        });
        takes_out = ui.add(IconButton::new(icon::X, &format!("Take out: {}", item.text))).clicked();
    });
    if ui.memory(|memory| memory.has_focus(id)) && ui.is_enabled() {
        ui.input_mut(|input| {
            if input.consume_key(egui::Modifiers::ALT, egui::Key::ArrowUp) {
                step = Some(-1);
            }
            if input.consume_key(egui::Modifiers::ALT, egui::Key::ArrowDown) {
                step = Some(1);
            }
            takes_out |= input.key_pressed(egui::Key::Delete) || input.key_pressed(egui::Key::Backspace);
        });
    }
    if takes_out {
        order.retain(|id| *id != item.id);
    } else if let Some(to) = step.and_then(|step| at.checked_add_signed(step)).filter(|to| *to < order.len()) {
        order.swap(at, to);
        ui.memory_mut(|memory| memory.request_focus(id));
    }
}

/// The place behind the last line, where something can be let go.
fn end(ui: &mut Ui, task: Id, is_empty: bool, order: &mut Vec<ChoiceId>) {
    let tokens = theme::tokens(ui.ctx());
    let words = if is_empty { "Nothing yet: the first comes here." } else { "" };
    let is_dragging = egui::DragAndDrop::payload::<Dragged>(ui.ctx()).is_some_and(|dragged| dragged.task == task);
    if !is_empty && !is_dragging {
        return;
    }
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 48.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    let over = dragged_over(ui, task, rect);
    let stroke = if over.is_some() { tokens.accent_stroke() } else { tokens.edge_stroke() };
    let corners = [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom(), rect.left_top()];
    ui.painter().extend(egui::Shape::dashed_line(&corners, stroke, 6.0, 4.0));
    let galley = text::body(ui).galley(ui, words, tokens.muted);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, tokens.muted);
    if let Some(over) = over
        && ui.input(|input| input.pointer.any_released())
    {
        put(order, over, usize::MAX);
        egui::DragAndDrop::clear_payload(ui.ctx());
    }
}

/// One item that is not used yet; whether it was pressed.
fn waiting(ui: &mut Ui, task: Id, number: usize, item: &Choice) -> bool {
    let tokens = theme::tokens(ui.ctx());
    let width = ui.available_width();
    let sign = text::small_strong(ui).galley(ui, if number < 9 { (number + 1).to_string() } else { String::new() }, tokens.muted);
    let words = text::body(ui).scaled(15.0 / 14.0).galley_wrapped(ui, &item.text, tokens.ink, (width - 56.0).max(60.0));
    let from = item.from.as_ref().map(|from| text::small(ui).galley_wrapped(ui, from, tokens.muted, (width - 56.0).max(60.0)));
    let high = words.size().y + from.as_ref().map_or(0.0, |from| from.size().y + 2.0);
    let (_, rect) = ui.allocate_space(vec2(width, (high + 20.0).max(44.0)));
    let response = ui.interact(rect, task.with(("waiting", number)), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), format!("Next: {}", item.text)));
    let glow = ui.ctx().animate_bool_responsive(response.id.with("glow"), response.hovered());
    let edge = Stroke::new(tokens.line, tokens.edge.lerp_to_gamma(tokens.faint, glow));
    ui.painter().rect(rect, 8, tokens.surface.lerp_to_gamma(tokens.hover, glow * 0.6), edge, StrokeKind::Inside);
    ui.painter().galley(pos2(rect.left() + 15.0, rect.center().y - sign.size().y / 2.0), sign, tokens.muted);
    let top = rect.center().y - high / 2.0;
    let below = top + words.size().y + 2.0;
    ui.painter().galley(pos2(rect.left() + 42.0, top), words.clone(), tokens.ink);
    if let Some(from) = from {
        ui.painter().galley(pos2(rect.left() + 42.0, below), from, tokens.muted);
    }
    ring(ui, &response, rect, 8);
    carry(ui, task, &response, item, &words);
    response.clicked()
}

/// Lets an item be dragged, and shows it at the pointer while it is.
fn carry(ui: &Ui, task: Id, response: &egui::Response, item: &Choice, words: &std::sync::Arc<egui::Galley>) {
    let tokens = theme::tokens(ui.ctx());
    if response.drag_started() {
        response.dnd_set_drag_payload(Dragged { task, item: item.id.clone() });
    }
    if response.dragged()
        && let Some(pointer) = ui.ctx().pointer_interact_pos()
    {
        let painter = ui.ctx().layer_painter(egui::LayerId::new(egui::Order::Tooltip, task.with("dragged")));
        let place = Rect::from_min_size(pointer + vec2(10.0, 10.0), words.size() + vec2(24.0, 16.0));
        painter.rect(place, 8, tokens.surface, tokens.accent_stroke(), StrokeKind::Inside);
        painter.galley(place.min + vec2(12.0, 8.0), words.clone(), tokens.ink);
        ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
    }
}
