//! A photo over the whole window, with its caption and credit: nearer and farther, the next one and the one before.

use egui::{Color32, Event, Key, Rect, Sense, Ui, UiBuilder, Vec2, pos2, vec2};

use super::Cx;
use crate::{
    app::{
        action::{Action, Kind, Way},
        article::fitted,
        pictures::PictureState,
        selection::Selected,
        theme::{self, Scheme, Tokens, icon, text},
        widgets::IconButton,
    },
    model::PhotoId,
};

/// How near one can come.
const NEAREST: f32 = 8.0;
/// One step nearer.
const STEP: f32 = 1.5;

/// How a photo is looked at.
pub struct Zoom {
    photo: Option<PhotoId>,
    /// How much larger than the window has room for it.
    factor: f32,
    /// How far it is moved from the middle, in points.
    shift: Vec2,
}

impl Default for Zoom {
    fn default() -> Self {
        Self { photo: None, factor: 1.0, shift: Vec2::ZERO }
    }
}

impl Zoom {
    /// Comes nearer or goes farther; the point `still`, seen from the middle, stays where it is.
    fn by(&mut self, factor: f32, still: Vec2) {
        let before = self.factor;
        self.factor = (self.factor * factor).clamp(1.0, NEAREST);
        self.shift = still + (self.shift - still) * (self.factor / before);
    }

    /// Keeps the photo in the window: what is smaller than its room stays in the middle.
    fn settle(&mut self, fitted: Vec2, room: Vec2) {
        let over = ((fitted * self.factor - room) / 2.0).max(Vec2::ZERO);
        self.shift = self.shift.clamp(-over, over);
    }
}

/// Shows it.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>) {
    let Some((archive, slug, article)) =
        cx.state.archive().and_then(|archive| archive.article().map(|(slug, article)| (archive, slug, article)))
    else {
        return;
    };
    let Selected::Photo(id) = &archive.selection.what else { return };
    let Some(photo) = article.photo(id) else { return };
    // On black, whatever the colours of the window are.
    let tokens = Tokens::of(Scheme::Dark);
    let space = ui.ctx().content_rect();
    let mut zoom = std::mem::take(&mut cx.tools.drafts.large);
    if zoom.photo.as_ref() != Some(id) {
        zoom = Zoom { photo: Some(id.clone()), ..Zoom::default() };
    }
    let frame = egui::Frame::new().fill(Color32::BLACK);
    let area = egui::Modal::default_area(egui::Id::unique("photo")).anchor(egui::Align2::LEFT_TOP, vec2(0.0, 0.0)).accessible_name("Photo");
    let shown = egui::Modal::new(egui::Id::unique("photo")).area(area).frame(frame).show(ui.ctx(), |ui| {
        ui.set_min_size(space.size());
        let words = format!("{}  {}", photo.caption, photo.credit_text.as_deref().unwrap_or_default());
        let caption = text::body(ui).galley_wrapped(ui, words.trim(), Color32::WHITE, (space.width() - 80.0).min(900.0));
        let room = Rect::from_min_max(space.min, space.max - vec2(0.0, caption.size().y + 40.0));
        let look = room.shrink2(vec2(24.0, 24.0));
        // Decoded anew only where it is looked at from twice as near.
        let sharpness = if zoom.factor > 2.0 {
            4.0
        } else if zoom.factor > 1.0 {
            2.0
        } else {
            1.0
        };
        let picture = super::picture(ui, cx, archive, slug, photo, look.size() * sharpness);
        let known = if let PictureState::Ready { original_size, .. } = &picture { Some(*original_size) } else { None };
        let whole = fitted(look, known);
        let response = ui.interact(room, ui.scope_id().with("photo"), Sense::click_and_drag());
        response.widget_info(|| {
            let name = photo.alternate_name.as_deref().unwrap_or_else(|| photo.title());
            egui::WidgetInfo::labeled(egui::Role::Image, true, format!("Photo, large: {name}"))
        });
        pointer(ui, &response, &mut zoom, room);
        keys(ui, cx, &mut zoom);
        zoom.settle(whole.size(), look.size());
        let place = Rect::from_center_size(whole.center() + zoom.shift, whole.size() * zoom.factor);
        ui.scope_builder(UiBuilder::new().max_rect(room), |ui| {
            ui.set_clip_rect(room);
            super::paint_picture(ui, &picture, photo, place, false, &tokens);
        });
        let left = space.center().x - caption.size().x / 2.0;
        ui.painter().galley(pos2(left, space.bottom() - caption.size().y - 20.0), caption, Color32::WHITE);
        let several = article.photos.len() > 1 || archive.corpus.len() > 1;
        controls(ui, cx, &mut zoom, space, several)
    });
    cx.tools.drafts.large = zoom;
    if shown.inner || shown.should_close() {
        cx.tools.drafts.large = Zoom::default();
        cx.actions.push(Action::CloseDialog);
    }
}

fn pointer(ui: &Ui, response: &egui::Response, zoom: &mut Zoom, room: Rect) {
    let at = response.hover_pos().map_or(Vec2::ZERO, |at| at - room.center());
    if response.clicked() {
        if zoom.factor > 1.0 { *zoom = Zoom { photo: zoom.photo.take(), ..Zoom::default() } } else { zoom.by(STEP * STEP, at) }
    }
    if response.dragged() {
        zoom.shift += response.drag_delta();
    }
    if response.hovered() {
        let (scrolled, pinched) = ui.input(|input| (input.smooth_scroll_delta().y, input.zoom_delta()));
        let factor = pinched * (scrolled / 240.0).exp();
        if (factor - 1.0).abs() > 0.001 {
            zoom.by(factor, at);
        }
        ui.ctx().set_cursor_icon(if zoom.factor > 1.0 { egui::CursorIcon::Grab } else { egui::CursorIcon::ZoomIn });
    }
}

fn keys(ui: &Ui, cx: &mut Cx<'_>, zoom: &mut Zoom) {
    let pressed = |key| ui.input(|input| input.key_pressed(key) && input.modifiers.is_none());
    if pressed(Key::ArrowRight) || pressed(Key::PageDown) {
        cx.actions.push(Action::Step(Kind::Photo, Way::Next));
    }
    if pressed(Key::ArrowLeft) || pressed(Key::PageUp) {
        cx.actions.push(Action::Step(Kind::Photo, Way::Previous));
    }
    let typed = ui.input(|input| {
        input.events.iter().find_map(|event| match event {
            Event::Text(words) if words == "+" || words == "=" => Some(STEP),
            Event::Text(words) if words == "-" => Some(1.0 / STEP),
            _ => None,
        })
    });
    if let Some(factor) = typed {
        zoom.by(factor, Vec2::ZERO);
    }
}

/// What can be pressed, at the top right; whether the photo is to be closed.
fn controls(ui: &mut Ui, cx: &mut Cx<'_>, zoom: &mut Zoom, space: Rect, several: bool) -> bool {
    let height = theme::look(ui.ctx()).control_height();
    let place = Rect::from_min_max(pos2(space.left(), space.top() + 12.0), pos2(space.right() - 16.0, space.top() + 12.0 + height));
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    ui.scope_builder(UiBuilder::new().max_rect(place).layout(layout), |ui| {
        let button = |sign, name: &'static str, keys| IconButton::new(sign, name).shortcut(keys).colour(Color32::WHITE);
        let closes = ui.add(button(icon::X, "Close the photo", "Esc")).clicked();
        if ui.add(button(icon::MAGNIFYING_GLASS_PLUS, "Nearer", "+")).clicked() {
            zoom.by(STEP, Vec2::ZERO);
        }
        if ui.add(button(icon::MAGNIFYING_GLASS_MINUS, "Farther", "−")).clicked() {
            zoom.by(1.0 / STEP, Vec2::ZERO);
        }
        if several {
            if ui.add(button(icon::CARET_RIGHT, "Next photo", "Right")).clicked() {
                cx.actions.push(Action::Step(Kind::Photo, Way::Next));
            }
            if ui.add(button(icon::CARET_LEFT, "Previous photo", "Left")).clicked() {
                cx.actions.push(Action::Step(Kind::Photo, Way::Previous));
            }
        }
        closes
    })
    .inner
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coming_nearer_keeps_the_point_under_the_pointer_still() {
        let mut zoom = Zoom::default();
        zoom.by(2.0, vec2(100.0, 0.0));
        // What was 100 points right of the middle is still there: 2 × 100 − 100.
        assert_eq!(zoom.shift, vec2(-100.0, 0.0));
        zoom.by(0.1, Vec2::ZERO);
        zoom.settle(vec2(600.0, 400.0), vec2(600.0, 400.0));
        assert_eq!((zoom.factor, zoom.shift), (1.0, Vec2::ZERO));
    }
}
