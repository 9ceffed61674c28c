//! One view of one article: what is in sight is laid out, painted and made to answer.

use std::sync::Arc;

use egui::{CornerRadius, CursorIcon, Id, Pos2, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::{
    flow::{Flow, Item, ItemKind, photo_height},
    follow::{ABOVE, BELOW},
    overlays::{Overlay, Overlays},
    paint::{self, Typed, Words},
    strip,
};
use crate::{
    app::{
        action::{Action, Dialog},
        open_archive::OpenArchive,
        panels::{self, Cx},
        pictures::PictureState,
        selection::{Selected, Selection},
        theme::{Look, Tokens, look, text, tokens},
        widgets,
    },
    model::{Article, Part, PhotoId, Slug},
};

/// Space at the left of the words for the strip of voices.
const STRIP: f32 = 32.0;

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
    /// How much longer than normal its lines may be.
    pub measure: f32,
}

/// What is the same for all items of a view in one frame.
pub(super) struct Sheet {
    /// What is marked in the words.
    pub overlays: Overlays,
    /// How wide the column is, in points.
    pub width: f32,
    /// The reader's choices.
    pub look: Look,
    /// The colours.
    pub tokens: Tokens,
}

impl Reader<'_> {
    /// Where the strip begins in a space of this width, and how wide the words are, in points.
    pub fn column(&self, ui: &Ui, space: f32) -> (f32, f32) {
        let wanted = text::measure(ui) * self.scale * self.measure;
        let width = wanted.min(space - STRIP - 48.0).max(120.0);
        (((space - width - STRIP) / 2.0).max(20.0), width)
    }

    /// Shows the article in all the space there is.
    pub fn show(&self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let (look, tokens) = (look(ui.ctx()), tokens(ui.ctx()));
        let space = ui.available_rect_before_wrap();
        ui.painter().rect_filled(space, CornerRadius::ZERO, tokens.paper);
        let (inset, width) = self.column(ui, space.width());
        let left = space.left() + inset + STRIP;
        let key = (self.id, self.slug.clone());
        let mut flow = match cx.tools.flows.take(&key, self.article) {
            Some(flow) if flow.fits(width, &look) => flow,
            Some(mut flow) => {
                flow.refit(self.article, width, &look);
                flow
            }
            None => Flow::new(self.article, width, &look),
        };
        let mut place = cx.tools.flows.places.remove(&self.id).unwrap_or_default();
        let mut sheet = Sheet { overlays: Overlays::default(), width, look, tokens };
        self.follow(ui, cx, &mut flow, &mut place, &sheet, space.height());
        let area = ScrollArea::vertical().id_salt(self.id).auto_shrink([false, false]);
        let jump = self.glide(ui, &mut place).or_else(|| self.keys(ui, &place, space.height(), &flow));
        self.marking_keys(ui, cx, &flow, &mut place, space);
        let total = flow.total() + ABOVE + BELOW;
        let ((), inner_rect) = place.scroll.show(ui, area, total, jump, |ui, sight| {
            let (from, to) = (sight.top - ABOVE - 200.0, sight.bottom - ABOVE + 200.0);
            let seen = flow.between(from, to);
            let (verbs, indexed) = (cx.tools.wording.of(self.article), cx.tools.readings.indexed(self.article));
            let (hovered, body) = (cx.tools.flows.hovered(self.slug), flow.body_between(from, to));
            sheet.overlays = Overlays::of(cx.state, self.archive, self.slug, self.article, &indexed, &verbs, hovered, &body);
            let mut shifted = false;
            for index in seen {
                let Some(item) = flow.item(self.article, index) else { continue };
                let top = sight.on_screen(flow.top(index) + ABOVE);
                let height = self.item(ui, cx, &item, index, pos2(left, top), &sheet);
                shifted |= flow.measured(index, height);
            }
            if shifted {
                ui.ctx().request_repaint();
            }
        });
        // Where nobody is quoted, as in most pupils’ copies, there is no voice to show.
        if inner_rect.height() > 60.0 && space.width() > 300.0 && self.article.speech().next().is_some() {
            let rect = Rect::from_min_max(pos2(left - STRIP, space.top() + ABOVE as f32), pos2(left - STRIP + 10.0, space.bottom() - 30.0));
            strip::show(ui, cx, self.archive, self.slug, self.article, &flow, rect);
        }
        if !self.archive.shown.is_article_shown(self.slug) {
            self.say_excluded(ui, cx, space);
        }
        self.end_drag(ui, cx);
        cx.tools.flows.places.insert(self.id, place);
        cx.tools.flows.put(key, self.article.clone(), flow, ui.ctx().cumulative_pass_nr());
    }

    /// Whether it is the article that is read, and not the one beside it.
    pub(super) fn is_read(&self) -> bool {
        self.archive.selection.article.as_ref() == Some(self.slug)
    }

    /// How high an item's words are; nothing for what has none.
    pub(super) fn height_of(&self, ui: &Ui, item: &Item, sheet: &Sheet) -> Option<f32> {
        let typed = Typed::of(&item.kind, &sheet.look, &sheet.tokens, self.scale);
        let heights = item.pieces.iter().map(|piece| {
            let width = (sheet.width - typed.indent) / piece.column.1 as f32 - if piece.column.1 > 1 { 12.0 } else { 0.0 };
            paint::set(ui, &item.kind, piece, item.part.as_ref(), &sheet.overlays, width, &typed, &sheet.tokens).size().y
        });
        heights.reduce(f32::max)
    }

    /// Shows one item and says how high it is.
    fn item(&self, ui: &mut Ui, cx: &mut Cx<'_>, item: &Item, index: usize, at: Pos2, sheet: &Sheet) -> f32 {
        let Sheet { overlays, width, look, tokens } = sheet;
        if let ItemKind::Photo(id) = &item.kind {
            return self.photo(ui, cx, id, at, sheet);
        }
        if item.pieces.is_empty() {
            paint::around(ui.painter(), item, Rect::from_min_size(at, vec2(*width, 1.0)), tokens);
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
            let words = Words { piece, galley: &galley, origin };
            let rect = words.rect();
            let response = ui.interact(rect, self.id.with((index, number)), Sense::CLICK | Sense::DRAG);
            // Not focusable: the keyboard goes from quotation to quotation, not from paragraph to paragraph.
            response.widget_info(|| WidgetInfo::labeled(item.kind.role(), true, &piece.text));
            let marks: Vec<&Overlay> = item.part.iter().flat_map(|part| overlays.touching(part, &piece.range)).collect();
            if let ItemKind::Caption(photo) = &item.kind {
                self.glow(ui, cx, &Selected::Photo(photo.clone()), rect, tokens);
            }
            paint::behind(ui.painter(), &words, &marks, tokens);
            self.paint_drag(ui, cx, item.part.as_ref(), &words, sheet);
            self.paint_unit(ui, cx, item.part.as_ref(), &words, sheet);
            ui.painter().galley(origin, galley.clone(), tokens.ink);
            paint::under(ui.painter(), &words, &marks, tokens);
            if item.part == Some(Part::Body) {
                self.paint_cursor(ui, cx, &words, sheet);
            }
            if let Some(part) = &item.part {
                // While a task is marked, a press is for words and not for what is quoted in them.
                if self.unit(cx).is_none() {
                    self.nodes(ui, cx, &marks, &words, sheet);
                }
                self.drag(ui, cx, &response, part, &words);
                self.pointer(ui, cx, &response, item, &words, &marks);
            }
            if let ItemKind::ListItem(marker) = &item.kind {
                let words = text::article(look).scaled(self.scale).galley(ui, marker, tokens.muted);
                ui.painter().galley(at + vec2(typed.indent - 8.0 - words.size().x, 0.0), words, tokens.muted);
            }
        }
        paint::around(ui.painter(), item, Rect::from_min_size(at, vec2(*width, height)), tokens);
        height
    }

    /// A soft ground behind the words that belong to what is selected or under the pointer elsewhere.
    fn glow(&self, ui: &Ui, cx: &Cx<'_>, what: &Selected, rect: Rect, tokens: &Tokens) {
        if !tokens.is_high_contrast() && (self.archive.selects(self.slug, what) || cx.tools.flows.is_hovered(self.slug, what)) {
            ui.painter().rect_filled(rect.expand2(vec2(6.0, 3.0)), CornerRadius::same(4), tokens.accent_wash.gamma_multiply(0.7));
        }
    }

    fn say_excluded(&self, ui: &mut Ui, cx: &mut Cx<'_>, space: Rect) {
        let tokens = tokens(ui.ctx());
        ui.painter().rect_filled(space, CornerRadius::ZERO, tokens.paper.gamma_multiply(0.7));
        // At the foot, where it covers no headline.
        let area = Rect::from_center_size(pos2(space.center().x, space.bottom() - 40.0), vec2(space.width().min(400.0), 36.0));
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

    fn photo(&self, ui: &mut Ui, cx: &mut Cx<'_>, id: &PhotoId, at: Pos2, sheet: &Sheet) -> f32 {
        let Sheet { width, tokens, .. } = sheet;
        let Some(photo) = self.article.photo(id) else { return 0.0 };
        let picture = panels::picture(ui, cx, self.archive, self.slug, photo, vec2(*width, *width));
        let known = if let PictureState::Ready { original_size, .. } = &picture { Some(*original_size) } else { None };
        let height = match &picture {
            // A sentence needs less room than the picture that is not there.
            PictureState::Failed(_) => (text::small(ui).line_height * 2.0 + 30.0).max(64.0),
            _ => photo_height(self.article, id, *width, known),
        };
        let rect = Rect::from_min_size(at, vec2(*width, height));
        let response = ui.interact(rect, self.id.with(("photo", id)), Sense::click());
        let what = Selected::Photo(id.clone());
        let selected = self.archive.selects(self.slug, &what);
        response.widget_info(|| {
            let name = format!("Photo: {}", photo.alternate_name.as_deref().unwrap_or_else(|| photo.title()));
            WidgetInfo::selected(Role::Image, true, selected, name)
        });
        let dims = !self.archive.shown.is_photo_shown(self.slug, id);
        panels::paint_picture(ui, &picture, photo, fitted(rect, known), dims, tokens);
        let ring = if selected || response.has_focus() {
            Some(tokens.accent_stroke())
        } else if cx.tools.flows.is_hovered(self.slug, &what) {
            Some(Stroke::new(2.0, tokens.accent.gamma_multiply(0.45)))
        } else {
            None
        };
        if let Some(ring) = ring {
            ui.painter().rect_stroke(rect.expand(3.0), CornerRadius::same(6), ring, StrokeKind::Outside);
        }
        if response.hovered() {
            cx.tools.flows.hover(self.slug, what.clone());
        }
        if response.double_clicked() && photo.content_url.is_some() {
            cx.actions.push(Action::Show(Dialog::Photo));
        } else if response.clicked() {
            cx.actions.push(Action::Select(Selection::of(self.slug.clone(), what)));
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
