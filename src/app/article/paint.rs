//! One item: its words set in type, with what is marked in them.

use std::{ops::Range, sync::Arc};

use egui::{
    Color32, CornerRadius, Galley, Painter, Pos2, Rect, Stroke, Ui,
    epaint::text::{LayoutJob, TextFormat},
    pos2, vec2,
};

use super::{
    flow::{Item, ItemKind, Piece},
    overlays::{Overlay, OverlayKind, Overlays},
};
use crate::{
    app::{
        panels::note_wash,
        theme::{Look, Tokens, paint_underline, speaker_colour, speaker_pattern, text, text::Type},
    },
    model::{MarkKind, Part},
};

/// How an item's words are set.
pub struct Typed {
    plain: Type,
    italic: Type,
    bold: Type,
    colour: Color32,
    /// Space at the left of the words.
    pub indent: f32,
}

impl Typed {
    /// The type of an item; `scale` makes all of it larger, as Present does.
    pub fn of(kind: &ItemKind, look: &Look, tokens: &Tokens, scale: f32) -> Self {
        let (plain, italic, bold, colour, indent) = match kind {
            ItemKind::Headline => (text::headline(look), text::headline(look), text::headline(look), tokens.ink, 0.0),
            ItemKind::Heading => (text::heading(look), text::heading(look), text::heading(look), tokens.ink, 0.0),
            ItemKind::Standfirst => (text::standfirst(look), text::standfirst(look), text::standfirst(look), tokens.muted, 0.0),
            ItemKind::Byline | ItemKind::Caption(_) | ItemKind::Unknown => {
                (text::caption(look), text::caption(look), text::small_strong(look), tokens.muted, 0.0)
            }
            ItemKind::Attribution => (text::caption(look), text::caption(look), text::small_strong(look), tokens.muted, 20.0),
            ItemKind::Row { head: true } => (text::small_strong(look), text::small_strong(look), text::small_strong(look), tokens.ink, 0.0),
            ItemKind::Row { head: false } => (text::small(look), text::small(look), text::small_strong(look), tokens.ink, 0.0),
            kind => {
                let indent = match kind {
                    ItemKind::Quote | ItemKind::Post => 20.0,
                    ItemKind::ListItem(_) => 24.0,
                    _ => 0.0,
                };
                (text::article(look), text::article_italic(look), text::article_semibold(look), tokens.ink, indent)
            }
        };
        // What is small already does not shrink where the article does.
        let is_small =
            matches!(kind, ItemKind::Byline | ItemKind::Caption(_) | ItemKind::Unknown | ItemKind::Attribution | ItemKind::Row { .. });
        let scale = if is_small { scale.max(0.96) } else { scale };
        Self {
            plain: plain.scaled(scale),
            italic: italic.scaled(scale),
            bold: bold.scaled(scale),
            colour,
            indent: indent * look.text_size * scale,
        }
    }

    fn format(&self, style: &Style, tokens: &Tokens) -> TextFormat {
        let typed = if style.bold {
            &self.bold
        } else if style.italic {
            &self.italic
        } else {
            &self.plain
        };
        let colour = if style.selected {
            tokens.on_selection
        } else if style.dimmed {
            tokens.faint
        } else if style.link {
            tokens.accent
        } else {
            self.colour
        };
        let mut format = typed.format(colour);
        if style.link {
            format.underline = Stroke::new(1.0, tokens.accent.gamma_multiply(0.6));
        }
        format
    }
}

#[derive(Clone, Default, PartialEq)]
struct Style {
    selected: bool,
    italic: bool,
    bold: bool,
    link: bool,
    dimmed: bool,
}

/// Sets the words of a piece in a column of `width` points.
#[allow(clippy::too_many_arguments)]
pub fn set(
    ui: &Ui,
    kind: &ItemKind,
    piece: &Piece,
    part: Option<&Part>,
    overlays: &Overlays,
    width: f32,
    typed: &Typed,
    tokens: &Tokens,
) -> Arc<Galley> {
    let own = piece.range.len();
    let letters = piece.text.chars().count();
    let mut cuts = vec![0, letters];
    if own < letters {
        cuts.push(own);
    }
    for mark in &piece.marks {
        cuts.extend([mark.start.min(letters), mark.end.min(letters)]);
    }
    let dimmed: Vec<Range<usize>> = part
        .into_iter()
        .flat_map(|part| overlays.touching(part, &piece.range))
        .filter(|overlay| is_excluded(overlay))
        .map(|overlay| within(&overlay.range, &piece.range))
        .collect();
    let selected: Vec<Range<usize>> = part
        .into_iter()
        .flat_map(|part| overlays.touching(part, &piece.range))
        .filter(|overlay| matches!(overlay.kind, OverlayKind::Selected | OverlayKind::Hit(true) | OverlayKind::Marked))
        .map(|overlay| within(&overlay.range, &piece.range))
        .collect();
    for range in dimmed.iter().chain(&selected) {
        cuts.extend([range.start, range.end]);
    }
    cuts.sort_unstable();
    cuts.dedup();
    let mut job = LayoutJob::default();
    job.wrap.max_width = width;
    let mut bytes = piece.text.char_indices().map(|(byte, _)| byte).chain([piece.text.len()]);
    let mut at = 0;
    let mut byte = bytes.next().unwrap_or(0);
    for pair in cuts.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let start = byte;
        byte = bytes.nth(to - at - 1).unwrap_or(piece.text.len());
        at = to;
        let inside = |ranges: &[Range<usize>]| ranges.iter().any(|range| range.start <= from && to <= range.end);
        let mut style = Style { dimmed: inside(&dimmed), selected: inside(&selected), ..Style::default() };
        for mark in piece.marks.iter().filter(|mark| mark.start <= from && to <= mark.end) {
            match mark.kind {
                MarkKind::Emphasis => style.italic = true,
                MarkKind::Strong => style.bold = true,
                MarkKind::Link(_) => style.link = true,
            }
        }
        let mut format = typed.format(&style, tokens);
        if from >= own && matches!(kind, ItemKind::Caption(_)) {
            // The credit, quieter than the caption but still to be read.
            format.color = tokens.muted;
        }
        job.append(&piece.text[start..byte], 0.0, format);
    }
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

fn is_excluded(overlay: &Overlay) -> bool {
    matches!(overlay.kind, OverlayKind::Quotation { shown: false, .. })
}

/// A stretch of a part in the code points of a piece.
fn within(range: &Range<usize>, piece: &Range<usize>) -> Range<usize> {
    range.start.max(piece.start) - piece.start..range.end.min(piece.end).max(piece.start) - piece.start
}

/// A piece of an item as it is set, at its place in the window.
pub struct Words<'a> {
    /// Which words.
    pub piece: &'a Piece,
    /// How they are set.
    pub galley: &'a Galley,
    /// Where the first of them stands.
    pub origin: Pos2,
}

impl Words<'_> {
    /// Where they stand.
    pub fn rect(&self) -> Rect {
        Rect::from_min_size(self.origin, self.galley.size())
    }

    /// Where a stretch of the part stands, one rectangle a row.
    pub fn rows(&self, range: &Range<usize>) -> Vec<Rect> {
        let rects = rows(self.galley, &within(range, &self.piece.range));
        rects.into_iter().map(|rect| rect.translate(self.origin.to_vec2())).collect()
    }

    /// The letter under a point, in code points of the part.
    pub fn letter_at(&self, point: Pos2) -> usize {
        self.piece.range.start + self.galley.cursor_from_pos(point - self.origin).index.0.min(self.piece.range.len())
    }
}

/// The rectangles of a stretch of words, one a row, relative to the galley.
fn rows(galley: &Galley, range: &Range<usize>) -> Vec<Rect> {
    let mut rects = Vec::new();
    let mut at = 0;
    for row in &galley.rows {
        let letters = row.row.char_count_excluding_newline().0;
        let (from, mut to) = (range.start.max(at), range.end.min(at + letters));
        // A space at which the row breaks is not marked.
        while to > from && row.row.glyphs.get(to - 1 - at).is_some_and(|glyph| glyph.chr.is_whitespace()) && to < range.end {
            to -= 1;
        }
        if from < to {
            let x = |column: usize| row.pos.x + row.row.x_offset(egui::text::CharIndex(column));
            rects.push(Rect::from_x_y_ranges(x(from - at)..=x(to - at), row.pos.y..=row.pos.y + row.row.height()));
        }
        at += row.char_count_including_newline().0;
    }
    rects
}

/// Paints what lies behind the words.
pub fn behind(painter: &Painter, words: &Words<'_>, marks: &[&Overlay], tokens: &Tokens) {
    for overlay in marks {
        let colour = match &overlay.kind {
            OverlayKind::Selected => tokens.selection,
            OverlayKind::Hit(true) | OverlayKind::Marked => tokens.selection,
            OverlayKind::Glow => tokens.accent_wash,
            OverlayKind::Hit(false) => tokens.selection.gamma_multiply(0.45),
            OverlayKind::Note(_, colour) => note_wash(*colour, tokens),
            OverlayKind::Quotation { glows: true, voice, shown: true, .. } => speaker_colour(tokens, voice.index, voice.anonymous).1,
            OverlayKind::Quotation { .. } | OverlayKind::Label(_) | OverlayKind::Verb(..) => continue,
        };
        for rect in words.rows(&overlay.range) {
            painter.rect_filled(rect.expand2(vec2(1.0, 0.0)), CornerRadius::same(2), colour);
        }
    }
}

/// Paints the lines under the words.
pub fn under(painter: &Painter, words: &Words<'_>, marks: &[&Overlay], tokens: &Tokens) {
    for overlay in marks {
        match &overlay.kind {
            OverlayKind::Quotation { voice, shown: true, speech: true, .. } => {
                let (colour, _) = speaker_colour(tokens, voice.index, voice.anonymous);
                let pattern = speaker_pattern(tokens, voice.index, voice.anonymous);
                for rect in words.rows(&overlay.range) {
                    paint_underline(painter, rect.x_range(), rect.bottom() - 2.0, 2.0, colour, pattern);
                }
            }
            OverlayKind::Marked => {
                for rect in words.rows(&overlay.range) {
                    painter.hline(rect.x_range(), rect.bottom() - 1.5, Stroke::new(2.0, tokens.accent));
                }
            }
            OverlayKind::Label(_) => {
                for rect in words.rows(&overlay.range) {
                    dots(painter, rect, rect.bottom() - 3.0, tokens.warn);
                }
            }
            OverlayKind::Verb(_, tone) => {
                // The further along the scale, the longer the dashes: colour alone says nothing.
                let dash = [2.0, 5.0, 9.0, 14.0][*tone as usize];
                for rect in words.rows(&overlay.range) {
                    let ends = [pos2(rect.left(), rect.bottom() - 2.0), pos2(rect.right(), rect.bottom() - 2.0)];
                    painter.extend(egui::Shape::dashed_line(&ends, Stroke::new(1.5, tokens.accent), dash, 3.0));
                }
            }
            _ => {}
        }
    }
}

fn dots(painter: &Painter, rect: Rect, y: f32, colour: Color32) {
    let mut x = rect.left() + 1.0;
    while x < rect.right() {
        painter.circle_filled(pos2(x, y), 1.0, colour);
        x += 4.0;
    }
}

/// The rule, the bar of a quote block, the frame of a post: what is painted around words.
pub fn around(painter: &Painter, item: &Item, rect: Rect, tokens: &Tokens) {
    match item.kind {
        ItemKind::Rule => {
            painter.hline(rect.x_range(), rect.center().y, Stroke::new(tokens.line, tokens.rule));
        }
        ItemKind::Quote | ItemKind::Post => {
            painter.vline(rect.left() + 3.0, rect.y_range(), Stroke::new(3.0, tokens.rule));
        }
        ItemKind::Row { head } => {
            let stroke = Stroke::new(if head { tokens.line + 0.5 } else { tokens.line }, tokens.rule);
            painter.hline(rect.x_range(), rect.bottom() + 3.0, stroke);
        }
        _ => {}
    }
}
