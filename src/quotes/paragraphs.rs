//! An article's paragraphs, cut into their pieces.

use std::ops::Range;

use super::{
    lexicon::Lexicon,
    spans::Span,
    text::{Cutter, Place, Token},
};

/// The pieces of each paragraph, and where the quoted spans are among them.
pub struct Paragraphs<'a> {
    /// The pieces, paragraph by paragraph.
    pub tokens: Vec<Vec<Token<'a>>>,
    /// The piece of its paragraph that each span is.
    pub pieces: Vec<usize>,
    /// Words that begin with a capital, in reading order.
    pub capitals: Vec<Place>,
    /// Words that bring somebody in: a, one.
    pub ones: Vec<Place>,
    /// Words that say that somebody says something.
    pub cues: Vec<Place>,
    /// Words that name a medium.
    pub media: Vec<Place>,
}

impl<'a> Paragraphs<'a> {
    /// Cuts all of them; each paragraph's spans are found by their place, so that a long article is read once.
    pub fn cut(text: &'a str, ranges: &[Range<usize>], spans: &[Span], lexicon: &'static Lexicon) -> Self {
        let mut cutter = Cutter::new(text, lexicon);
        let mut tokens = Vec::with_capacity(ranges.len());
        let mut next = 0;
        for range in ranges {
            let from = next;
            while next < spans.len() && spans[next].outer.start < range.end {
                next += 1;
            }
            tokens.push(cutter.paragraph(range, &spans[from..next], from));
        }
        let Cutter { pieces, capitals, ones, cues, media, .. } = cutter;
        Self { tokens, pieces, capitals, ones, cues, media }
    }
}
