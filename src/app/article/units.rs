//! Marking for a task: word by word or sentence by sentence, with the pointer and with the keyboard.

use std::{ops::Range, sync::Arc};

use egui::{CornerRadius, CursorIcon, EventFilter, Id, Key, Modifiers, Pos2, Rect, Role, Sense, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::{
    flow::Flow,
    follow::{ABOVE, Place},
    paint::Words,
    reader::{Reader, Sheet},
    views::Flows,
};
use crate::{
    app::{action::Action, panels::Cx, pupil::PupilStep},
    lesson::body_units,
    model::{Article, Part, Passage, PlainText, Slug, Unit},
};

/// What can be marked in an article that is shown, and where the keyboard is.
#[derive(Default)]
pub struct Units {
    known: Option<Cut>,
    cursor: Option<(Slug, usize)>,
}

/// An article cut into units.
struct Cut {
    article: Arc<Article>,
    unit: Unit,
    units: Arc<Vec<Range<usize>>>,
    text: Arc<PlainText>,
}

fn wish() -> Id {
    Id::unique("marking with the keyboard")
}

/// Gives the keyboard to the article that is marked, as soon as it is shown.
pub fn begin_marking(ctx: &egui::Context) {
    ctx.data_mut(|data| data.insert_temp(wish(), true));
}

impl Flows {
    /// The units of an article's body in reading order, worked out once.
    fn units_of(&mut self, article: &Arc<Article>, unit: Unit) -> Arc<Vec<Range<usize>>> {
        self.cut_of(article, unit).0
    }

    /// The same, with the text that they are positions in.
    fn cut_of(&mut self, article: &Arc<Article>, unit: Unit) -> (Arc<Vec<Range<usize>>>, Arc<PlainText>) {
        if let Some(known) = &self.units.known
            && Arc::ptr_eq(&known.article, article)
            && known.unit == unit
        {
            return (known.units.clone(), known.text.clone());
        }
        let units: Arc<Vec<Range<usize>>> = Arc::new(body_units(article, unit).into_iter().flatten().collect());
        let text = Arc::new(article.plain_text());
        self.units.known = Some(Cut { article: article.clone(), unit, units: units.clone(), text: text.clone() });
        (units, text)
    }
}

impl Reader<'_> {
    /// What is marked here by words or sentences; nothing where no task asks for it.
    pub(super) fn unit(&self, cx: &Cx<'_>) -> Option<Unit> {
        cx.state.pupil.as_ref()?.marking(self.slug).map(|(unit, _)| unit)
    }

    /// The unit that holds a letter of the body.
    pub(super) fn unit_at(&self, cx: &mut Cx<'_>, letter: usize) -> Option<Range<usize>> {
        let unit = self.unit(cx)?;
        let units = cx.tools.flows.units_of(self.article, unit);
        units.iter().find(|range| range.start <= letter && letter < range.end).cloned()
    }

    /// Marks what a stretch of the body touches: words of one paragraph together, sentences one by one.
    pub(super) fn mark_stretch(&self, cx: &mut Cx<'_>, stretch: &Range<usize>) {
        let Some(unit) = self.unit(cx) else { return };
        let (units, text) = cx.tools.flows.cut_of(self.article, unit);
        let touched: Vec<Range<usize>> =
            units.iter().filter(|range| range.start < stretch.end.max(stretch.start + 1) && stretch.start < range.end).cloned().collect();
        let mut ranges: Vec<Range<usize>> = Vec::new();
        let blocks = self.article.block_ranges();
        let block = |at: usize| blocks.iter().position(|block| block.contains(&at));
        for range in touched {
            match ranges.last_mut() {
                Some(last) if unit == Unit::Word && block(last.start) == block(range.start) => last.end = range.end,
                _ => ranges.push(range),
            }
        }
        let passages: Vec<Passage> =
            ranges.into_iter().filter_map(|range| Passage::within(Part::Body, &text, range.start, range.end)).collect();
        if !passages.is_empty() {
            cx.actions.push(Action::Pupil(PupilStep::Mark(passages)));
        }
    }

    /// The node by which the keyboard and screen readers go through the units and mark them.
    pub(super) fn marking_keys(&self, ui: &Ui, cx: &mut Cx<'_>, flow: &Flow, place: &mut Place, space: Rect) {
        let Some((unit, marked)) = cx.state.pupil.as_ref().and_then(|pupil| pupil.marking(self.slug)) else { return };
        let (units, text) = cx.tools.flows.cut_of(self.article, unit);
        if units.is_empty() {
            return;
        }
        let cursor = match &cx.tools.flows.units.cursor {
            Some((slug, at)) if slug == self.slug => *at,
            // Begins with the first unit in sight.
            _ => units.iter().position(|range| flow.top_of(range.start).is_some_and(|top| top + ABOVE >= place.scroll.offset)).unwrap_or(0),
        };
        let cursor = cursor.min(units.len() - 1);
        let id = self.id.with("marking");
        let response = ui.interact(Rect::from_min_size(space.min, vec2(space.width(), 1.0)), id, Sense::FOCUSABLE);
        if ui.data_mut(|data| data.remove_temp::<bool>(wish())).unwrap_or(false) {
            // The key that was pressed to come here marks nothing.
            response.request_focus();
            return ui.ctx().request_repaint();
        }
        let range = units[cursor].clone();
        let is_marked = marked.iter().any(|mark| mark.part == Part::Body && mark.start <= range.start && range.end <= mark.end);
        let words = text.slice(range.clone());
        response.widget_info(|| {
            let kind = if unit == Unit::Word { "Word" } else { "Sentence" };
            let state = if is_marked { "marked" } else { "not marked" };
            WidgetInfo::selected(
                Role::ListBoxOption,
                true,
                is_marked,
                format!("{kind} {} of {}, {state}: {words}", cursor + 1, units.len()),
            )
        });
        if !ui.memory(|memory| memory.has_focus(id)) {
            cx.tools.flows.units.cursor = cx.tools.flows.units.cursor.take().filter(|(slug, _)| slug == self.slug);
            return;
        }
        let keys = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, tab: false };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, keys));
        let blocks = self.article.block_ranges();
        let block = |at: usize| blocks.iter().position(|block| block.contains(&units[at].start));
        // Word by word is slow on a long way: up and down go paragraph by paragraph there.
        let (up, down) = match unit {
            Unit::Sentence => (cursor.saturating_sub(1), cursor + 1),
            Unit::Word => {
                let own = block(cursor);
                let next = (cursor..units.len()).find(|at| block(*at) != own).unwrap_or(units.len() - 1);
                let first = (0..=cursor).find(|at| block(*at) == own).unwrap_or(0);
                let before =
                    if first < cursor { first } else { (0..first).find(|at| block(*at) == block(first.saturating_sub(1))).unwrap_or(0) };
                (before, next)
            }
        };
        let (mut to, mut turns, mut leaves) = (cursor, false, false);
        ui.input_mut(|input| {
            let steps = [
                (Key::ArrowRight, cursor + 1),
                (Key::ArrowDown, down),
                (Key::ArrowLeft, cursor.saturating_sub(1)),
                (Key::ArrowUp, up),
                (Key::Home, 0),
                (Key::End, usize::MAX),
            ];
            for (key, step) in steps {
                if input.consume_key(Modifiers::NONE, key) {
                    to = step;
                }
            }
            turns = input.consume_key(Modifiers::NONE, Key::Space) || input.consume_key(Modifiers::NONE, Key::Enter);
            leaves = input.consume_key(Modifiers::NONE, Key::Escape);
        });
        to = to.min(units.len() - 1);
        if leaves {
            crate::app::panels::begin_with_prompt(ui);
        }
        if turns {
            self.mark_stretch(cx, &range);
        }
        let arrives = cx.tools.flows.units.cursor.is_none();
        cx.tools.flows.units.cursor = Some((self.slug.clone(), to));
        if (to != cursor || arrives)
            && let Some(top) = flow.top_of(units[to].start)
        {
            place.keep_in_sight(flow, ABOVE + top, space.height(), ui.input(|input| input.time));
            ui.ctx().request_repaint();
        }
    }

    /// The ring around the unit that the keyboard is at, where these words hold it.
    pub(super) fn paint_cursor(&self, ui: &Ui, cx: &mut Cx<'_>, words: &Words<'_>, sheet: &Sheet) {
        let Some(unit) = self.unit(cx).filter(|_| ui.memory(|memory| memory.has_focus(self.id.with("marking")))) else { return };
        let Some(at) = cx.tools.flows.units.cursor.as_ref().filter(|(slug, _)| slug == self.slug).map(|(_, at)| *at) else { return };
        let units = cx.tools.flows.units_of(self.article, unit);
        let Some(range) = units.get(at).filter(|range| words.piece.range.start <= range.start && range.start < words.piece.range.end)
        else {
            return;
        };
        for rect in words.rows(range) {
            let rect = Rect::from_min_max(pos2(rect.left() - 3.0, rect.top()), pos2(rect.right() + 3.0, rect.bottom()));
            ui.painter().rect_stroke(rect, CornerRadius::same(3), sheet.tokens.accent_stroke(), StrokeKind::Outside);
        }
    }

    /// What the pointer does while a task is marked: it shows the unit that a press would mark, and marks it.
    pub(super) fn point_at_unit(&self, ui: &Ui, cx: &mut Cx<'_>, response: &egui::Response, words: &Words<'_>, pointer: Pos2) {
        // The place nearest to the pointer may be the one behind the letter that is under it.
        let letter = words.letter_at(pointer);
        let range = [letter, letter.saturating_sub(1)].into_iter().find_map(|letter| {
            // Behind the last word of a row there is nothing to press.
            self.unit_at(cx, letter).filter(|range| words.rows(range).iter().any(|rect| rect.expand2(vec2(4.0, 3.0)).contains(pointer)))
        });
        ui.ctx().set_cursor_icon(if range.is_some() { CursorIcon::PointingHand } else { CursorIcon::Text });
        let Some(range) = range else { return };
        if response.clicked() {
            let units = self.unit(cx).map(|unit| cx.tools.flows.units_of(self.article, unit));
            if let Some(at) = units.and_then(|units| units.iter().position(|other| *other == range)) {
                cx.tools.flows.units.cursor = Some((self.slug.clone(), at));
            }
            self.mark_stretch(cx, &range);
        }
        cx.tools.flows.unit_under = Some(range);
    }

    /// A soft ground behind the unit that a press would mark.
    pub(super) fn paint_unit(&self, ui: &Ui, cx: &Cx<'_>, part: Option<&Part>, words: &Words<'_>, sheet: &Sheet) {
        if part != Some(&Part::Body) || self.unit(cx).is_none() || sheet.tokens.is_high_contrast() {
            return;
        }
        let Some(range) = cx.tools.flows.unit_pointed_at.clone() else { return };
        if range.start < words.piece.range.end && words.piece.range.start < range.end {
            for rect in words.rows(&range) {
                ui.painter().rect_filled(rect.expand2(vec2(1.0, 0.0)), CornerRadius::same(2), sheet.tokens.selection.gamma_multiply(0.4));
            }
        }
    }
}
