//! What the pointer and the keyboard find in an article's words: quotations, notes, links, labels, verbs.

use egui::{CornerRadius, CursorIcon, Pos2, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo};

use super::{
    flow::{Item, ItemKind},
    overlays::{Overlay, OverlayKind},
    paint::Words,
    reader::{Reader, Sheet},
};
use crate::{
    app::{
        action::{Action, Dialog},
        panels::Cx,
        selection::{Selected, Selection},
    },
    model::{MarkKind, Part},
};

/// What lies under the pointer.
#[derive(Default)]
struct Under<'a> {
    link: Option<&'a str>,
    what: Option<Selected>,
    label: Option<usize>,
    verb: Option<usize>,
}

impl Reader<'_> {
    /// A node for each quotation, so that keys and screen readers reach it.
    pub(super) fn nodes(&self, ui: &Ui, cx: &mut Cx<'_>, marks: &[&Overlay], words: &Words<'_>, sheet: &Sheet) {
        for overlay in marks {
            let OverlayKind::Quotation { id, at, .. } = &overlay.kind else { continue };
            let rects = words.rows(&overlay.range);
            let Some(first) = rects.first().copied() else { continue };
            let what = Selected::Quotation(id.clone());
            let response =
                ui.interact(first, self.id.with(("quotation", id, overlay.range.start, words.piece.range.start)), Sense::click());
            response.widget_info(|| {
                let quotation = self.article.quotations.get(*at);
                let who = quotation
                    .and_then(|quotation| self.archive.speaker(quotation.spoken_by_character.as_ref()))
                    .map_or("nobody named", |speaker| speaker.name());
                let words = quotation.map(|quotation| quotation.text()).unwrap_or_default();
                let selected = self.archive.selects(self.slug, &what);
                WidgetInfo::selected(Role::Link, true, selected, format!("Quotation: {words} — {who}"))
            });
            if response.has_focus() {
                for rect in &rects {
                    ui.painter().rect_stroke(
                        rect.expand(2.0),
                        CornerRadius::same(3),
                        Stroke::new(2.0, sheet.tokens.accent),
                        StrokeKind::Outside,
                    );
                }
            }
            if response.hovered() {
                cx.tools.flows.hover(self.slug, what.clone());
                ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
            }
            if response.clicked() {
                cx.actions.push(Action::Select(Selection::of(self.slug.clone(), what)));
            }
        }
    }

    /// Selects, glows and explains what the pointer is over.
    pub(super) fn pointer(&self, ui: &Ui, cx: &mut Cx<'_>, response: &egui::Response, item: &Item, words: &Words<'_>, marks: &[&Overlay]) {
        if !response.hovered() && !response.clicked() {
            return;
        }
        let Some(pointer) = ui.ctx().pointer_interact_pos() else { return };
        if self.unit(cx).is_some() && item.part == Some(Part::Body) {
            return self.point_at_unit(ui, cx, response, words, pointer);
        }
        let under = under(item, words, pointer, marks);
        if response.clicked() {
            if let Some(address) = under.link {
                return cx.actions.push(Action::Show(Dialog::Address(address.to_owned())));
            }
            let what = under.what.clone().unwrap_or_default();
            // A click beside everything lets go of what is selected.
            if what != Selected::Nothing || self.archive.selection.what != Selected::Nothing {
                cx.actions.push(Action::Select(Selection::of(self.slug.clone(), what)));
            }
        }
        let clickable = under.what.is_some() || under.link.is_some();
        ui.ctx().set_cursor_icon(if clickable { CursorIcon::PointingHand } else { CursorIcon::Text });
        if let Some(what) = under.what {
            cx.tools.flows.hover(self.slug, what);
        }
        if let Some(verb) = under.verb.and_then(|index| cx.tools.wording.of(self.article).get(index).cloned()) {
            response.clone().on_hover_ui_at_pointer(|ui| {
                ui.label(format!("“{}”: a {} verb. It tells {}.", verb.passage.exact, verb.tone.word(), verb.tone.meaning()));
            });
        }
        if let Some(label) = under.label.and_then(|index| self.article.labels.get(index)) {
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
}

fn under<'a>(item: &Item, words: &Words<'a>, pointer: Pos2, marks: &[&Overlay]) -> Under<'a> {
    let mut under = Under::default();
    let letter = words.letter_at(pointer);
    let within = letter - words.piece.range.start;
    under.link = words.piece.marks.iter().find_map(|mark| match &mark.kind {
        MarkKind::Link(address) if (mark.start..mark.end).contains(&within) => Some(address.as_str()),
        _ => None,
    });
    let mut note = None;
    for overlay in marks.iter().filter(|overlay| overlay.range.contains(&letter)) {
        if !words.rows(&overlay.range).iter().any(|rect| rect.expand(2.0).contains(pointer)) {
            continue;
        }
        match &overlay.kind {
            OverlayKind::Quotation { id, .. } if under.what.is_none() => under.what = Some(Selected::Quotation(id.clone())),
            OverlayKind::Note(id, _) => note = Some(Selected::Note(*id)),
            OverlayKind::Label(index) => under.label = Some(*index),
            OverlayKind::Verb(index, _) => under.verb = Some(*index),
            _ => {}
        }
    }
    // A quotation before a note, a note before the photo that the caption belongs to.
    let caption = if let ItemKind::Caption(photo) = &item.kind { Some(Selected::Photo(photo.clone())) } else { None };
    under.what = under.what.or(note).or(caption);
    under
}
