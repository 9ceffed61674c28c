//! Passages that count: chosen by a click in the words of the article, or by keys.

use std::{ops::Range, sync::Arc};

use egui::{CornerRadius, CursorIcon, Id, Key, Label, Role, Sense, Ui, WidgetInfo, text::LayoutJob, vec2};

use super::{
    Cx,
    field::{self, Place, Words},
    pick, put,
};
use crate::{
    app::{
        open_archive::OpenArchive,
        panels::contents::counted,
        theme::{self, text},
        widgets::{MenuChip, focus_ring, menu_item, segmented, text_link},
    },
    lesson::{self, Field, shown},
    model::{Article, Exercise, Highlight, Marked, Part, Passage, PlainText, Right, Task, Unit},
};

/// The words or sentences of an article, as they were when they were last cut.
#[derive(Default)]
pub struct Cut(Option<(Arc<Article>, Unit, Blocks)>);

/// The words or sentences of each block.
type Blocks = Vec<Vec<Range<usize>>>;

impl Cut {
    fn of(&mut self, article: &Arc<Article>, unit: Unit) -> Blocks {
        match &self.0 {
            Some((known, same, units)) if Arc::ptr_eq(known, article) && *same == unit => units.clone(),
            _ => {
                let units = lesson::body_units(article, unit);
                self.0 = Some((article.clone(), unit, units.clone()));
                units
            }
        }
    }
}

fn highlight_of(task: &mut Task) -> Option<&mut Highlight> {
    match &mut task.exercise {
        Exercise::Highlight(highlight) | Exercise::Evidence(highlight) => Some(highlight),
        _ => None,
    }
}

fn passages_of(task: &mut Task) -> Option<(&mut Vec<Passage>, &mut Option<usize>)> {
    let key = task.key.get_or_insert_default();
    if !matches!(key.right, Right::Passages { .. }) {
        key.right = Right::Passages { passages: Vec::new(), enough: None };
    }
    match &mut key.right {
        Right::Passages { passages, enough } => Some((passages, enough)),
        _ => None,
    }
}

/// Shows what is marked where, and the article to mark in.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, place: Place<'_>, task: &Task, highlight: &Highlight) {
    let tokens = theme::tokens(ui.ctx());
    let is_evidence = matches!(task.exercise, Exercise::Evidence(_));
    if is_evidence {
        field::label(ui, "Claim to find evidence for");
        let claim = highlight.claim.as_deref().unwrap_or_default();
        let (_, words) = Words::new(ui, place.id("claim"), "Claim to find evidence for", claim).hint("What somebody says is so").show(ui);
        if let Some(words) = words {
            put(cx, "Change the claim", Some("claim"), task, |task| {
                if let Some(highlight) = highlight_of(task) {
                    highlight.claim = Some(words).filter(|words| !words.is_empty());
                }
            });
        }
    }
    let article = archive.corpus.article(&highlight.article);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
        let name = article.map_or_else(|| format!("{} (gone)", highlight.article), |article| shown(&article.headline, 40));
        let (button, _) = MenuChip::new(&name).button().width(400.0).show(ui, |ui| {
            let chosen = pick::articles(ui, cx, archive, |slug| *slug == highlight.article);
            if chosen.is_some() {
                egui::Popup::close_all(ui.ctx());
            }
            if let Some(slug) = chosen.filter(|slug| *slug != highlight.article) {
                put(cx, "Another article", None, task, |task| {
                    if let Some(highlight) = highlight_of(task) {
                        highlight.article = slug;
                    }
                    if let Some((passages, enough)) = passages_of(task) {
                        passages.clear();
                        *enough = None;
                    }
                });
            }
        });
        field::follow(ui, cx, &button, Field::Article);
        if !is_evidence {
            let all = [Marked::Label, Marked::Hedge, Marked::Opinion, Marked::Source, Marked::Evidence];
            MenuChip::new(highlight.what.word()).button().width(260.0).show(ui, |ui| {
                for what in all {
                    if menu_item(ui, what.word(), None, what == highlight.what).clicked() {
                        put(cx, "What is marked", None, task, |task| {
                            if let Some(highlight) = highlight_of(task) {
                                highlight.what = what;
                            }
                        });
                    }
                }
            });
        }
        let unit = usize::from(highlight.unit == Unit::Sentence);
        if let Some(chosen) = segmented(ui, "What one touch marks", &["Words", "Sentences"], unit) {
            put(cx, "What one touch marks", None, task, |task| {
                if let Some(highlight) = highlight_of(task) {
                    highlight.unit = if chosen == 1 { Unit::Sentence } else { Unit::Word };
                }
            });
        }
    });
    let (passages, enough) = match task.key.as_ref().map(|key| &key.right) {
        Some(Right::Passages { passages, enough }) => (passages.as_slice(), *enough),
        _ => (&[][..], None),
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        field::label(ui, &format!("{} count as right — click in the article to change them", counted(passages.len(), "passage")));
        if passages.len() > 1 {
            let now = enough.unwrap_or(passages.len()).min(passages.len());
            let words = if now == passages.len() { "all are needed".to_owned() } else { format!("{now} are enough") };
            MenuChip::new(&words).width(200.0).show(ui, |ui| {
                for count in (1..=passages.len()).rev().take(12) {
                    let words = if count == passages.len() { "All are needed".to_owned() } else { format!("{count} are enough") };
                    if menu_item(ui, &words, None, count == now).clicked() {
                        put(cx, "How many are enough", None, task, |task| {
                            if let Some((passages, enough)) = passages_of(task) {
                                *enough = (count < passages.len()).then_some(count);
                            }
                            if let Some(highlight) = highlight_of(task) {
                                highlight.count = Some(count);
                            }
                        });
                    }
                }
            });
            if text_link(ui, "Mark none").clicked() {
                put(cx, "Mark none", None, task, |task| {
                    if let Some((passages, enough)) = passages_of(task) {
                        passages.clear();
                        *enough = None;
                    }
                });
            }
        }
    });
    let Some(article) = article else {
        ui.add(Label::new(text::body(ui).rich("The archive has this article no more. Choose another.", tokens.warn)).wrap());
        return;
    };
    words(ui, cx, place, task, highlight.unit, article, passages);
}

/// The article's words, each touch of which marks or unmarks.
fn words(ui: &mut Ui, cx: &mut Cx<'_>, place: Place<'_>, task: &Task, unit: Unit, article: &Arc<Article>, passages: &[Passage]) {
    let tokens = theme::tokens(ui.ctx());
    let cut = cx.tools.drafts.lesson.cut.of(article, unit);
    let plain = article.plain_text();
    let frame = egui::Frame::new().fill(tokens.surface).stroke(tokens.edge_stroke()).corner_radius(7).inner_margin(14);
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 8.0;
        ui.add(Label::new(text::headline_in_list(ui).rich(&article.headline, tokens.ink)).wrap().selectable(false));
        let mut is_first = true;
        for (number, (block, units)) in article.block_ranges().into_iter().zip(cut).enumerate() {
            if units.is_empty() {
                continue;
            }
            let id = place.id(&format!("block {number}"));
            let toggled = paragraph(ui, cx, id, number, &plain, block, &units, passages, is_first);
            is_first = false;
            if let Some(unit) = toggled {
                toggle(cx, task, &plain, &unit);
            }
        }
    });
}

#[allow(clippy::too_many_arguments)] // one paragraph is all of these
fn paragraph(
    ui: &mut Ui,
    cx: &Cx<'_>,
    id: Id,
    number: usize,
    plain: &PlainText,
    block: Range<usize>,
    units: &[Range<usize>],
    passages: &[Passage],
    is_first: bool,
) -> Option<Range<usize>> {
    let tokens = theme::tokens(ui.ctx());
    let kind = text::article(ui).scaled(16.0 / 18.0);
    let marked = |unit: &Range<usize>| {
        passages.iter().any(|passage| passage.part == Part::Body && passage.start < unit.end && unit.start < passage.end)
    };
    let mut job = LayoutJob::default();
    job.wrap.max_width = ui.available_width();
    let mut at = block.start;
    for unit in units.iter().filter(|unit| unit.start >= block.start && unit.end <= block.end) {
        if at < unit.start {
            job.append(plain.slice(at..unit.start), 0.0, kind.format(tokens.ink));
        }
        let mut format = kind.format(tokens.ink);
        if marked(unit) {
            (format.background, format.color) = (tokens.selection, tokens.on_selection);
        }
        job.append(plain.slice(unit.clone()), 0.0, format);
        at = unit.end;
    }
    if at < block.end {
        job.append(plain.slice(at..block.end), 0.0, kind.format(tokens.ink));
    }
    let galley = ui.painter().layout_job(job);
    let (_, rect) = ui.allocate_space(galley.size());
    let response = ui.interact(rect, id, Sense::click());
    let count = units.iter().filter(|unit| marked(unit)).count();
    let name = format!("Paragraph {}, {} marked: {}", number + 1, count, shown(plain.slice(block.clone()), 120));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if is_first {
        field::follow(ui, cx, &response, Field::Key);
    }
    // With the keyboard: arrows go from one to the next, the space bar marks.
    let key = id.with("at");
    let mut chosen = ui.data(|data| data.get_temp::<usize>(key)).unwrap_or(0).min(units.len() - 1);
    let mut toggled = None;
    if response.has_focus() {
        ui.memory_mut(|memory| {
            memory.set_focus_lock_filter(id, egui::EventFilter { horizontal_arrows: true, ..Default::default() });
        });
        ui.input(|input| {
            if input.key_pressed(Key::ArrowRight) {
                chosen = (chosen + 1).min(units.len() - 1);
            }
            if input.key_pressed(Key::ArrowLeft) {
                chosen = chosen.saturating_sub(1);
            }
            if input.key_pressed(Key::Space) || input.key_pressed(Key::Enter) {
                toggled = Some(units[chosen].clone());
            }
        });
        ui.data_mut(|data| data.insert_temp(key, chosen));
    }
    let under = response.hover_pos().map(|at| block.start + galley.cursor_from_pos(at - rect.min).index.0);
    let pointed = under.and_then(|char| units.iter().find(|unit| unit.contains(&char) || unit.end == char).cloned());
    if response.clicked() && response.interact_pointer_pos().is_some() {
        toggled.clone_from(&pointed);
    }
    let outlined = if response.has_focus() { Some(units[chosen].clone()) } else { None };
    for unit in [pointed, outlined].into_iter().flatten() {
        for part in rects(&galley, unit.start - block.start..unit.end - block.start) {
            let part = part.translate(rect.min.to_vec2());
            ui.painter().hline(part.x_range(), part.bottom() - 2.0, egui::Stroke::new(2.0, tokens.accent));
        }
    }
    ui.painter().galley(rect.min, galley, tokens.ink);
    focus_ring(ui, &response, rect.expand(3.0), CornerRadius::same(4));
    response.on_hover_cursor(CursorIcon::PointingHand);
    toggled
}

/// Where a stretch of a text lies, row by row.
pub fn rects(galley: &egui::Galley, chars: Range<usize>) -> Vec<egui::Rect> {
    let cursor = |index: usize| galley.pos_from_cursor(egui::text::CCursor::new(index));
    let (mut start, mut found) = (0, Vec::new());
    for row in &galley.rows {
        let count = row.char_count_including_newline().0;
        let (from, to) = (chars.start.max(start), chars.end.min(start + count));
        if from < to {
            let left = cursor(from).left();
            let right = if to == start + count { row.rect().right() } else { cursor(to).left() };
            found.push(egui::Rect::from_x_y_ranges(left.min(right)..=right, row.rect().y_range()));
        }
        start += count;
    }
    found
}

fn toggle(cx: &mut Cx<'_>, task: &Task, plain: &PlainText, unit: &Range<usize>) {
    let Some(new) = Passage::within(Part::Body, plain, unit.start, unit.end) else { return };
    put(cx, "What counts as right", None, task, |task| {
        let Some((passages, enough)) = passages_of(task) else { return };
        let before = passages.len();
        passages.retain(|passage| !passage.overlaps(&new));
        if passages.len() == before {
            passages.push(new);
            passages.sort_by_key(|passage| passage.start);
        }
        *enough = enough.filter(|enough| *enough < passages.len());
    });
}
