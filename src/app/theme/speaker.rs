//! How speakers are told apart: a colour, a pattern once the colours are used up, and always the initials.

use egui::{Color32, Painter, Pos2, Rangef, Rect, Shape, Stroke, pos2, vec2};

use super::Tokens;

/// How many colours there are for speakers with a name; one more is for whoever has none.
const NAMED: usize = 4;

/// What lies over a speaker's colour, so that more speakers than colours stay apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pattern {
    /// The colour alone.
    Solid,
    /// Slanting lines.
    Stripes,
    /// Dots.
    Dots,
    /// Level bars.
    Bars,
}

impl Pattern {
    const ALL: [Self; 4] = [Self::Solid, Self::Stripes, Self::Dots, Self::Bars];
}

/// The line and the wash of a speaker, by the order of first appearance; whoever is not named has the grey.
pub fn speaker_colour(tokens: &Tokens, index: usize, anonymous: bool) -> (Color32, Color32) {
    let slot = if anonymous { NAMED } else { index % NAMED };
    (tokens.speaker[slot], tokens.speaker_wash[slot])
}

/// The pattern over a speaker's colour: none until the colours have been used once; in high contrast it is all there is.
pub fn speaker_pattern(tokens: &Tokens, index: usize, anonymous: bool) -> Pattern {
    let round = match (tokens.is_high_contrast(), anonymous) {
        (true, true) => 3,
        (true, false) => index % 3,
        (false, true) => 0,
        (false, false) => index / NAMED,
    };
    Pattern::ALL[round % Pattern::ALL.len()]
}

/// Fills a band of the strip, a bar or a card's edge with a speaker's colour and pattern.
pub fn paint_band(painter: &Painter, rect: Rect, line: Color32, wash: Color32, pattern: Pattern) {
    painter.rect_filled(rect, 0.0, if pattern == Pattern::Solid { line } else { wash });
    let painter = painter.with_clip_rect(rect.intersect(painter.clip_rect()));
    match pattern {
        Pattern::Solid => {}
        Pattern::Stripes => {
            // The slants on which x + y is the same, each cut where it leaves the band.
            let mut sum = 0.0;
            while sum < rect.width() + rect.height() + 4.0 {
                let (from, to) = ((sum - rect.height() - 2.0).max(-2.0), sum.min(rect.width() + 2.0));
                let at = |x: f32| pos2(rect.left() + x, rect.top() + sum - x);
                painter.line_segment([at(from), at(to)], Stroke::new(2.5, line));
                sum += 7.0;
            }
        }
        Pattern::Dots => {
            let radius = (rect.width().min(rect.height()) * 0.3).clamp(1.2, 2.4);
            let step = radius * 2.0 + 2.6;
            let columns = ((rect.width() / step).floor().max(1.0)) as usize;
            let rows = ((rect.height() / step).floor().max(1.0)) as usize;
            for column in 0..columns {
                for row in 0..rows {
                    let x = rect.left() + rect.width() * (column as f32 + 0.5) / columns as f32;
                    let y = rect.top() + rect.height() * (row as f32 + 0.5) / rows as f32;
                    painter.circle_filled(pos2(x, y), radius, line);
                }
            }
        }
        Pattern::Bars => {
            let mut y = rect.top();
            while y < rect.bottom() {
                painter.rect_filled(Rect::from_min_size(pos2(rect.left(), y), vec2(rect.width(), 3.0)), 0.0, line);
                y += 6.0;
            }
        }
    }
}

/// The line under a speaker's words, from `x.min` to `x.max` with its middle at `y`.
pub fn paint_underline(painter: &Painter, x: Rangef, y: f32, thickness: f32, colour: Color32, pattern: Pattern) {
    let points = [pos2(x.min, y), pos2(x.max, y)];
    let stroke = Stroke::new(thickness, colour);
    let shapes: Vec<Shape> = match pattern {
        Pattern::Solid => vec![Shape::line_segment(points, stroke)],
        Pattern::Stripes => Shape::dashed_line(&points, stroke, 7.0, 3.0),
        Pattern::Dots => Shape::dotted_line(&points, colour, thickness * 2.2, thickness * 0.6),
        Pattern::Bars => {
            let apart: [Pos2; 2] = points.map(|point| point + vec2(0.0, thickness * 2.0));
            vec![Shape::line_segment(points, stroke), Shape::line_segment(apart, stroke)]
        }
    };
    painter.extend(shapes);
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::app::theme::Scheme;

    #[test]
    fn sixteen_named_speakers_differ_in_colour_or_pattern() {
        let tokens = Tokens::of(Scheme::Light);
        let seen: HashSet<_> =
            (0..16).map(|index| (speaker_colour(&tokens, index, false).0, speaker_pattern(&tokens, index, false))).collect();
        assert_eq!(seen.len(), 16);
    }

    #[test]
    fn whoever_is_not_named_is_grey_whatever_the_number() {
        let tokens = Tokens::of(Scheme::Dark);
        for index in [0, 1, 7] {
            assert_eq!(speaker_colour(&tokens, index, true).0, tokens.speaker[4]);
            assert_ne!(speaker_colour(&tokens, index, false).0, tokens.speaker[4]);
        }
    }

    #[test]
    fn high_contrast_tells_speakers_apart_by_pattern() {
        let tokens = Tokens::of(Scheme::HighContrast);
        let seen: HashSet<_> = (0..3).map(|index| speaker_pattern(&tokens, index, false)).collect();
        assert_eq!(seen.len(), 3);
        assert!(!seen.contains(&speaker_pattern(&tokens, 0, true)));
    }
}
