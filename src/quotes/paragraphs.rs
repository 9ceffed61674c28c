//! An article's paragraphs, cut into their pieces.

use std::ops::{Index, Range};

use super::{
    lexicon::Lexicon,
    spans::Span,
    text::{Cutter, Place, Token},
};

/// The pieces of each paragraph, and where the quoted spans are among them.
pub struct Paragraphs<'a> {
    /// The pieces, paragraph by paragraph.
    pub tokens: Pieces<'a>,
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

/// The pieces of all paragraphs, one behind the other in one stretch of memory: a long article has millions.
pub struct Pieces<'a> {
    all: Vec<Token<'a>>,
    /// Where each paragraph begins among them, and where the last one ends.
    begins: Vec<usize>,
}

impl<'a> Pieces<'a> {
    /// How many paragraphs there are.
    pub fn len(&self) -> usize {
        self.begins.len() - 1
    }
}

impl<'a> Index<usize> for Pieces<'a> {
    type Output = [Token<'a>];

    #[inline]
    fn index(&self, paragraph: usize) -> &[Token<'a>] {
        &self.all[self.begins[paragraph]..self.begins[paragraph + 1]]
    }
}

impl<'a> Paragraphs<'a> {
    /// Cuts all of them; each paragraph's spans are found by their place, so that a long article is read once.
    pub fn cut(text: &'a str, ranges: &[Range<usize>], spans: &[Span], lexicon: &'static Lexicon) -> Self {
        let mut cutter = Cutter::new(text, lexicon);
        let mut begins = Vec::with_capacity(ranges.len() + 1);
        let mut next = 0;
        for range in ranges {
            let from = next;
            while next < spans.len() && spans[next].outer.start < range.end {
                next += 1;
            }
            begins.push(cutter.tokens.len());
            cutter.paragraph(range, &spans[from..next], from);
        }
        begins.push(cutter.tokens.len());
        let Cutter { tokens: all, pieces, capitals, ones, cues, media, .. } = cutter;
        Self { tokens: Pieces { all, begins }, pieces, capitals, ones, cues, media }
    }
}
