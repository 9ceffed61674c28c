//! The article's panel: scrolling, marks, and everything a pointer or a key can do in it.

use std::{collections::HashMap, sync::Arc};

use egui::{CornerRadius, CursorIcon, Id, Key, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::{
    flow::{Flow, Item, ItemKind, Piece, photo_height},
    overlays::{Overlay, OverlayKind, Overlays},
    paint::{self, Typed},
    strip,
};
use crate::{
    app::{
        action::{Action, CopyWhat, Dialog},
        edits::Edit,
        open_archive::OpenArchive,
        panels::{self, Cx},
        pictures::PictureState,
        selection::{Selected, Selection},
        theme::{Look, Tokens, look, text, tokens},
        widgets,
    },
    model::{Article, MarkKind, NoteColour, Part, Passage, PhotoId, QuotationId, Slug},
};

/// How long a move to a passage takes, in seconds.
const GLIDE: f32 = 0.18;

/// Articles laid out, and what the pointer is doing in them.
#[derive(Default)]
pub struct Flows {
    flows: HashMap<(Id, Slug), (Arc<Article>, Flow)>,
    views: HashMap<Id, Place>,
    drag: Option<Drag>,
    /// The quotation under the pointer, wherever it is shown.
    pub hovered: Option<QuotationId>,
    hovering: Option<QuotationId>,
}

impl Flows {
    /// Says that the pointer is over a quotation, or over its card.
    pub fn hover(&mut self, id: &QuotationId) {
        self.hovering = Some(id.clone());
    }

    /// Ends a frame: what was hovered glows in the next one.
    pub fn end_frame(&mut self, ctx: &egui::Context) {
        let now = self.hovering.take();
        if now != self.hovered {
            self.hovered = now;
            ctx.request_repaint();
        }
    }
}

/// Where one view of an article stands.
#[derive(Default)]
struct Place {
    slug: Option<Slug>,
    moves: u64,
    offset: f32,
    glide: Option<(f32, f32, f64)>,
}

/// Words being marked with the pointer.
struct Drag {
    view: Id,
    part: Part,
    from: usize,
    to: usize,
}

/// One view of one article.
pub struct Reader<'a> {
    /// Tells this view from others.
    pub id: Id,
    /// The archive.
    pub archive: &'a OpenArchive,
    /// The article's name.
    pub slug: &'a Slug,
    /// The article.
    pub article: &'a Arc<Article>,
    /// How much larger than normal its words are.
    pub scale: f32,
    /// Whether it follows the selection by scrolling.
    pub follows: bool,
}

impl Reader<'_> {
    /// Shows the article in all the space there is.
    pub fn show(&self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let (look, tokens) = (look(ui.ctx()), tokens(ui.ctx()));
        let space = ui.available_rect_before_wrap();
        ui.painter().rect_filled(space, CornerRadius::ZERO, tokens.paper);
        let wanted = text::measure(ui) * self.scale;
        let width = wanted.min(space.width() - 32.0 - 48.0).max(120.0);
        let left = space.left() + ((space.width() - width - 32.0) / 2.0).max(20.0) + 32.0;
        let key = (self.id, self.slug.clone());
        let mut flow = match cx.tools.flows.flows.remove(&key) {
            Some((article, flow)) if Arc::ptr_eq(&article, self.article) && flow.fits(width, &look) => flow,
            _ => Flow::new(self.article, width, &look),
        };
        let mut place = cx.tools.flows.views.remove(&self.id).unwrap_or_default();
        let hovered = cx.tools.flows.hovered.clone();
        let verbs = cx.tools.wording.of(self.article);
        let overlays = Overlays::of(cx.state, self.archive, self.slug, self.article, &verbs, hovered.as_ref());
        // Words that will be scrolled to are measured first, so that the way is right.
        self.follow(ui, cx, &mut flow, &mut place, &overlays, space.height(), width, &look, &tokens);
        let mut area = ScrollArea::vertical().id_salt(self.id).auto_shrink([false, false]);
        if let Some(offset) = self.glide(ui, &mut place) {
            area = area.vertical_scroll_offset(offset);
        } else if let Some(offset) = self.keys(ui, &place, space.height(), &flow) {
            area = area.vertical_scroll_offset(offset);
        }
        let output = area.show_viewport(ui, |ui, viewport| {
            let origin = ui.max_rect().min;
            let (above, below) = (28.0, 80.0);
            ui.set_height(flow.total() + above + below);
            let seen = flow.between(viewport.top() - above - 200.0, viewport.bottom() - above + 200.0);
            let mut shifted = false;
            for index in seen {
                let top = origin.y + above + flow.top(index);
                let height = self.item(ui, cx, &flow.items[index], index, &overlays, pos2(left, top), width, &look, &tokens);
                shifted |= flow.measured(index, height);
            }
            if shifted {
                flow.sum_up();
                ui.ctx().request_repaint();
            }
        });
        place.offset = output.state.unclamped_offset().y;
        if output.inner_rect.height() > 60.0 && space.width() > 300.0 {
            let rect = Rect::from_min_max(pos2(left - 32.0, space.top() + 28.0), pos2(left - 22.0, space.bottom() - 30.0));
            strip::show(ui, cx, self.archive, self.slug, self.article, &flow, rect);
        }
        if !self.archive.shown.is_article_shown(self.slug) {
            self.say_excluded(ui, cx, space);
        }
        self.end_drag(ui, cx);
        cx.tools.flows.views.insert(self.id, place);
        cx.tools.flows.flows.insert(key, (self.article.clone(), flow));
    }

    /// Starts to glide to what was selected, where it is out of sight.
    #[allow(clippy::too_many_arguments)]
    fn follow(
        &self,
        ui: &Ui,
        cx: &Cx<'_>,
        flow: &mut Flow,
        place: &mut Place,
        overlays: &Overlays,
        height: f32,
        width: f32,
        look: &Look,
        tokens: &Tokens,
    ) {
        let arrived = place.slug.as_ref() != Some(self.slug);
        if !arrived && place.moves == cx.state.moves {
            return;
        }
        place.moves = cx.state.moves;
        place.slug = Some(self.slug.clone());
        let target = self.target(cx, flow);
        if arrived && target.is_none() {
            place.glide = Some((0.0, 0.0, 0.0));
            return;
        }
        let Some((index, passage)) = target.filter(|_| self.follows || arrived) else { return };
        for near in index.saturating_sub(6)..(index + 2).min(flow.items.len()) {
            if let Some(height) = self.height_of(ui, &flow.items[near], overlays, width, look, tokens) {
                flow.measured(near, height);
            }
        }
        flow.sum_up();
        let fraction = passage.as_ref().and_then(|passage| flow.fraction(&passage.part, passage.start));
        let y = 28.0 + fraction.map_or(flow.top(index), |fraction| fraction * flow.total());
        let in_sight = y > place.offset + 40.0 && y + 60.0 < place.offset + height;
        if arrived || !in_sight {
            let to = (y - height * 0.3).clamp(0.0, (flow.total() + 108.0 - height).max(0.0));
            let now = ui.input(|input| input.time);
            // A far move begins near its end: quick, and yet not without trace.
            let from = if arrived { to } else { to + (place.offset - to).clamp(-height, height) };
            place.glide = Some((from, to, now));
        }
    }

    fn target(&self, cx: &Cx<'_>, flow: &Flow) -> Option<(usize, Option<Passage>)> {
        if self.archive.selection.article.as_ref() != Some(self.slug) {
            return None;
        }
        if cx.state.find.is_open
            && let Some(hit) = cx.state.find.hits.get(cx.state.find.at)
        {
            return Some((flow.item_at(&hit.part, hit.start)?, Some(hit.clone())));
        }
        if let Selected::Photo(id) = &self.archive.selection.what {
            return Some((flow.photo(id)?, None));
        }
        let passage = match self.archive.selection.what {
            Selected::Note(id) => self.archive.notebook.notes.iter().find(|note| note.id == id)?.passage.clone(),
            Selected::Passage(_) => return None,
            ref what => what.passages(self.article).into_iter().next()?,
        };
        Some((flow.item_at(&passage.part, passage.start)?, Some(passage)))
    }

    fn glide(&self, ui: &Ui, place: &mut Place) -> Option<f32> {
        let (from, to, started) = place.glide?;
        let length = if ui.style().animation_time > 0.0 { GLIDE } else { 0.0 };
        let passed = ((ui.input(|input| input.time) - started) as f32 / length.max(0.001)).clamp(0.0, 1.0);
        if passed >= 1.0 || (from - to).abs() < 1.0 {
            place.glide = None;
            return Some(to);
        }
        ui.ctx().request_repaint();
        Some(from + (to - from) * (1.0 - (1.0 - passed).powi(3)))
    }

    /// Page keys scroll the article while nothing else wants them.
    fn keys(&self, ui: &Ui, place: &Place, height: f32, flow: &Flow) -> Option<f32> {
        if !self.follows
            || ui.ctx().egui_wants_keyboard_input()
            || ui.ctx().memory(|memory| memory.focused().is_some())
            || egui::Popup::is_any_open(ui.ctx())
        {
            return None;
        }
        let step = ui.input(|input| {
            let plain = input.modifiers.is_none();
            [
                (Key::PageDown, height * 0.9),
                (Key::PageUp, -height * 0.9),
                (Key::Space, height * 0.9),
                (Key::ArrowDown, 60.0),
                (Key::ArrowUp, -60.0),
                (Key::Home, -f32::MAX),
                (Key::End, f32::MAX),
            ]
            .into_iter()
            .find(|(key, _)| plain && input.key_pressed(*key))
            .map(|(_, step)| step)
        })?;
        Some((place.offset + step).clamp(0.0, (flow.total() + 108.0 - height).max(0.0)))
    }

    fn height_of(&self, ui: &Ui, item: &Item, overlays: &Overlays, width: f32, look: &Look, tokens: &Tokens) -> Option<f32> {
        let typed = Typed::of(&item.kind, look, tokens, self.scale);
        let heights = item.pieces.iter().map(|piece| {
            let width = (width - typed.indent) / piece.column.1 as f32 - if piece.column.1 > 1 { 12.0 } else { 0.0 };
            paint::set(ui, &item.kind, piece, item.part.as_ref(), overlays, width, &typed, tokens).size().y
        });
        heights.reduce(f32::max)
    }

    /// Shows one item and says how high it is.
    #[allow(clippy::too_many_arguments)]
    fn item(
        &self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        item: &Item,
        index: usize,
        overlays: &Overlays,
        at: egui::Pos2,
        width: f32,
        look: &Look,
        tokens: &Tokens,
    ) -> f32 {
        if let ItemKind::Photo(id) = &item.kind {
            return self.photo(ui, cx, id, at, width, tokens);
        }
        if item.pieces.is_empty() {
            paint::around(ui.painter(), item, Rect::from_min_size(at, vec2(width, 1.0)), tokens);
            return 1.0;
        }
        let typed = Typed::of(&item.kind, look, tokens, self.scale);
        let mut height: f32 = 0.0;
        for (number, piece) in item.pieces.iter().enumerate() {
            let column = (width - typed.indent) / piece.column.1 as f32;
            let origin = at + vec2(typed.indent + column * piece.column.0 as f32, 0.0);
            let gutter = if piece.column.1 > 1 { 12.0 } else { 0.0 };
            let galley = paint::set(ui, &item.kind, piece, item.part.as_ref(), overlays, column - gutter, &typed, tokens);
            height = height.max(galley.size().y);
            let rect = Rect::from_min_size(origin, galley.size());
            let response = ui.interact(rect, self.id.with((index, number)), Sense::CLICK | Sense::DRAG);
            // Not focusable: the keyboard goes from quotation to quotation, not from paragraph to paragraph.
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &piece.text));
            let marks: Vec<&Overlay> = item.part.iter().flat_map(|part| overlays.touching(part, &piece.range)).collect();
            paint::behind(ui.painter(), origin, &galley, piece, &marks, tokens);
            self.paint_drag(ui, cx, item.part.as_ref(), piece, &galley, origin, tokens);
            ui.painter().galley(origin, galley.clone(), tokens.ink);
            paint::under(ui.painter(), origin, &galley, piece, &marks, tokens);
            if let Some(part) = &item.part {
                self.nodes(ui, cx, &marks, piece, &galley, origin, tokens);
                self.pointer(ui, cx, &response, part, piece, &galley, origin, &marks);
            }
            if let ItemKind::ListItem(marker) = &item.kind {
                let words = text::article(look).scaled(self.scale).galley(ui, marker, tokens.muted);
                ui.painter().galley(at + vec2(typed.indent - 8.0 - words.size().x, 0.0), words, tokens.muted);
            }
        }
        paint::around(ui.painter(), item, Rect::from_min_size(at, vec2(width, height)), tokens);
        height
    }

    /// A node for each quotation, so that keys and screen readers reach it.
    #[allow(clippy::too_many_arguments)]
    fn nodes(
        &self,
        ui: &Ui,
        cx: &mut Cx<'_>,
        marks: &[&Overlay],
        piece: &Piece,
        galley: &egui::Galley,
        origin: egui::Pos2,
        tokens: &Tokens,
    ) {
        for overlay in marks {
            let OverlayKind::Quotation { id, .. } = &overlay.kind else { continue };
            let rects = paint::rows(galley, &paint::within(&overlay.range, &piece.range));
            let Some(first) = rects.first().map(|rect| rect.translate(origin.to_vec2())) else { continue };
            let response = ui.interact(first, self.id.with(("quotation", id, overlay.range.start, piece.range.start)), Sense::click());
            response.widget_info(|| {
                let quotation = self.article.quotation(id);
                let who = quotation
                    .and_then(|quotation| self.archive.speaker(quotation.spoken_by_character.as_ref()))
                    .map_or("nobody named", |speaker| speaker.name());
                let words = quotation.map(|quotation| quotation.text()).unwrap_or_default();
                WidgetInfo::selected(
                    Role::Link,
                    true,
                    self.archive.selection.what.quotation() == Some(id),
                    format!("Quotation: {words} — {who}"),
                )
            });
            if response.has_focus() {
                for rect in &rects {
                    ui.painter().rect_stroke(
                        rect.translate(origin.to_vec2()).expand(2.0),
                        CornerRadius::same(3),
                        Stroke::new(2.0, tokens.accent),
                        StrokeKind::Outside,
                    );
                }
            }
            if response.clicked() {
                cx.actions.push(Action::Select(Selection::of(self.slug.clone(), Selected::Quotation(id.clone()))));
            }
            if response.hovered() {
                cx.tools.flows.hover(id);
                ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
            }
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn pointer(
        &self,
        ui: &Ui,
        cx: &mut Cx<'_>,
        response: &egui::Response,
        part: &Part,
        piece: &Piece,
        galley: &egui::Galley,
        origin: egui::Pos2,
        marks: &[&Overlay],
    ) {
        if response.drag_started()
            && let Some(press) = ui.input(|input| input.pointer.press_origin())
        {
            let from = paint::letter_at(galley, piece, press - origin);
            cx.tools.flows.drag = Some(Drag { view: self.id, part: part.clone(), from, to: from });
        }
        let Some(pointer) = ui.ctx().pointer_interact_pos() else { return };
        if let Some(drag) = cx.tools.flows.drag.as_mut().filter(|drag| drag.view == self.id && drag.part == *part) {
            let band = Rect::from_min_size(origin, galley.size()).y_range();
            if band.contains(pointer.y) || (pointer.y > band.max && drag.to < piece.range.start) {
                drag.to = paint::letter_at(galley, piece, pointer - origin);
            }
        }
        if !response.hovered() && !response.clicked() {
            return;
        }
        let letter = paint::letter_at(galley, piece, pointer - origin);
        let over = |overlay: &&&Overlay| {
            overlay.range.contains(&letter)
                && paint::rows(galley, &paint::within(&overlay.range, &piece.range))
                    .iter()
                    .any(|rect| rect.expand(2.0).contains((pointer - origin).to_pos2()))
        };
        let link = piece.marks.iter().find_map(|mark| match &mark.kind {
            MarkKind::Link(address) if (mark.start..mark.end).contains(&(letter - piece.range.start)) => Some(address.clone()),
            _ => None,
        });
        let quotation = marks.iter().filter(over).find_map(|overlay| match &overlay.kind {
            OverlayKind::Quotation { id, .. } => Some(id.clone()),
            _ => None,
        });
        let note = marks.iter().filter(over).find_map(|overlay| match overlay.kind {
            OverlayKind::Note(id, _) => Some(id),
            _ => None,
        });
        let label = marks.iter().filter(over).find_map(|overlay| match overlay.kind {
            OverlayKind::Label(index) => self.article.labels.get(index),
            _ => None,
        });
        if response.clicked() {
            let what = match (&quotation, note, &link) {
                (_, _, Some(address)) => return cx.actions.push(Action::Show(Dialog::Address(address.clone()))),
                (Some(id), ..) => Selected::Quotation(id.clone()),
                (None, Some(note), None) => Selected::Note(note),
                (None, None, None) => Selected::Nothing,
            };
            // A click beside everything lets go of what is selected.
            if what != Selected::Nothing || self.archive.selection.what != Selected::Nothing {
                cx.actions.push(Action::Select(Selection::of(self.slug.clone(), what)));
            }
        }
        if let Some(id) = &quotation {
            cx.tools.flows.hover(id);
        }
        let clickable = quotation.is_some() || note.is_some() || link.is_some();
        ui.ctx().set_cursor_icon(if clickable { CursorIcon::PointingHand } else { CursorIcon::Text });
        let verb = marks.iter().filter(over).find_map(|overlay| match overlay.kind {
            OverlayKind::Verb(index, _) => cx.tools.wording.of(self.article).get(index).cloned(),
            _ => None,
        });
        if let Some(verb) = verb {
            response.clone().on_hover_ui_at_pointer(|ui| {
                ui.label(format!("“{}”: a {} verb. It tells {}.", verb.passage.exact, verb.tone.word(), verb.tone.meaning()));
            });
        }
        if let Some(label) = label {
            response.clone().on_hover_ui_at_pointer(|ui| {
                let whose =
                    self.archive.speaker(label.spoken_by_character.as_ref()).map_or("the outlet’s own word", |speaker| speaker.name());
                ui.label(format!(
                    "“{}”: a {} word, {whose}. {}.",
                    label.passage.exact,
                    label.kind.word(),
                    label.provenance.in_words().trim_end_matches('.')
                ));
            });
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn paint_drag(
        &self,
        ui: &Ui,
        cx: &Cx<'_>,
        part: Option<&Part>,
        piece: &Piece,
        galley: &egui::Galley,
        origin: egui::Pos2,
        tokens: &Tokens,
    ) {
        let Some(drag) = cx.tools.flows.drag.as_ref().filter(|drag| drag.view == self.id && Some(&drag.part) == part) else { return };
        let range = drag.from.min(drag.to)..drag.from.max(drag.to);
        if range.start < piece.range.end && piece.range.start < range.end {
            for rect in paint::rows(galley, &paint::within(&range, &piece.range)) {
                ui.painter().rect_filled(rect.translate(origin.to_vec2()), CornerRadius::same(2), tokens.accent_wash);
            }
        }
    }

    /// Makes a passage of words that were marked, once the button is let go; offers what can be done with it.
    fn end_drag(&self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let released = ui.input(|input| input.pointer.any_released());
        if released
            && cx.tools.flows.drag.as_ref().is_some_and(|drag| drag.view == self.id)
            && let Some(drag) = cx.tools.flows.drag.take()
        {
            let text = self.article.part_text(&drag.part);
            if let Some(passage) = Passage::within(drag.part, &text, drag.from.min(drag.to), drag.from.max(drag.to)) {
                cx.actions.push(Action::Select(Selection::of(self.slug.clone(), Selected::Passage(passage))));
            }
        }
        let is_read = self.archive.selection.article.as_ref() == Some(self.slug);
        if let Selected::Passage(passage) = &self.archive.selection.what
            && is_read
            && self.follows
        {
            self.offer(ui, cx, passage);
        }
    }

    /// What can be done with marked words, at the foot of the article.
    fn offer(&self, ui: &mut Ui, cx: &mut Cx<'_>, passage: &Passage) {
        let space = ui.clip_rect();
        let tokens = tokens(ui.ctx());
        egui::Area::new(self.id.with("marked words"))
            .order(egui::Order::Middle)
            .fixed_pos(pos2(space.center().x - 200.0, space.bottom() - 56.0))
            .show(ui.ctx(), |ui| {
                egui::Frame::popup(ui.style()).fill(tokens.surface).show(ui, |ui| {
                    ui.horizontal(|ui| {
                        for (colour, name) in [
                            (NoteColour::Yellow, "Highlight yellow"),
                            (NoteColour::Green, "Highlight green"),
                            (NoteColour::Blue, "Highlight blue"),
                            (NoteColour::Pink, "Highlight pink"),
                        ] {
                            if panels::swatch(ui, panels::note_wash(colour, &tokens), name).clicked() {
                                cx.actions.push(Action::AddNote(passage.clone(), colour));
                            }
                        }
                        if widgets::secondary_button(ui, "Quotation").on_hover_text("Somebody’s words: then say whose (Ctrl+M)").clicked()
                        {
                            cx.actions.push(Action::Edit(Edit::Mark(passage.clone())));
                        }
                        if widgets::secondary_button(ui, "Copy words").clicked() {
                            cx.actions.push(Action::Copy(CopyWhat::Words));
                        }
                        if widgets::quiet_button(ui, "Let go").clicked() {
                            cx.actions.push(Action::Select(Selection::article(self.slug.clone())));
                        }
                    });
                });
            });
    }

    fn say_excluded(&self, ui: &mut Ui, cx: &mut Cx<'_>, space: Rect) {
        let tokens = tokens(ui.ctx());
        ui.painter().rect_filled(space, CornerRadius::ZERO, tokens.paper.gamma_multiply(0.7));
        let area = Rect::from_center_size(pos2(space.center().x, space.top() + 30.0), vec2(space.width().min(460.0), 36.0));
        ui.scope_builder(egui::UiBuilder::new().max_rect(area), |ui| {
            egui::Frame::popup(ui.style()).fill(tokens.surface).show(ui, |ui| {
                ui.horizontal(|ui| {
                    ui.label("The filter leaves this article out.");
                    if widgets::quiet_button(ui, "Clear filter").clicked() {
                        cx.actions.push(Action::SetFilter(crate::search::Filter::default()));
                    }
                });
            });
        });
    }

    fn photo(&self, ui: &mut Ui, cx: &mut Cx<'_>, id: &PhotoId, at: egui::Pos2, width: f32, tokens: &Tokens) -> f32 {
        let Some(photo) = self.article.photo(id) else { return 0.0 };
        let picture = panels::picture(ui, cx, self.archive, self.slug, photo, vec2(width, width));
        let known = if let PictureState::Ready { original_size, .. } = &picture { Some(*original_size) } else { None };
        let height = photo_height(self.article, id, width, known);
        let rect = Rect::from_min_size(at, vec2(width, height));
        let response = ui.interact(rect, self.id.with(("photo", id)), Sense::click());
        let selected = self.archive.selection.what == Selected::Photo(id.clone());
        response.widget_info(|| {
            WidgetInfo::selected(
                Role::Image,
                true,
                selected,
                format!("Photo: {}", photo.alternate_name.as_deref().unwrap_or_else(|| photo.title())),
            )
        });
        let dims = !self.archive.shown.is_photo_shown(self.slug, id);
        panels::paint_picture(ui, &picture, photo, fitted(rect, known), dims, tokens);
        if selected || response.has_focus() {
            ui.painter().rect_stroke(rect.expand(3.0), CornerRadius::same(6), Stroke::new(2.0, tokens.accent), StrokeKind::Outside);
        }
        if response.double_clicked() && photo.content_url.is_some() {
            cx.actions.push(Action::Show(Dialog::Photo));
        } else if response.clicked() {
            cx.actions.push(Action::Select(Selection::of(self.slug.clone(), Selected::Photo(id.clone()))));
        }
        response.on_hover_cursor(CursorIcon::PointingHand);
        height
    }
}

/// The largest rectangle of a picture's shape in a space, in its middle.
pub fn fitted(space: Rect, size: Option<[u32; 2]>) -> Rect {
    let Some([wide, high]) = size.filter(|size| size[0] > 0 && size[1] > 0) else { return space };
    let scale = (space.width() / wide as f32).min(space.height() / high as f32);
    Rect::from_center_size(space.center(), Vec2::new(wide as f32 * scale, high as f32 * scale))
}
