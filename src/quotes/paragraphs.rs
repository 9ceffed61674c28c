//! An article's paragraphs, cut into their pieces, a section of the article at a time.

use std::ops::{Index, Range};

use super::{
    lexicon::Lexicon,
    spans::Span,
    text::{Cutter, Place, Token},
};

/// How many bytes of an article are cut at once: more than newspapers print, and little enough to stay near the processor.
const SECTION: usize = 256 * 1024;

/// How many paragraphs before a section are still looked at while it is read.
const KEPT: usize = 2;

/// The pieces of a section's paragraphs, and where the quoted spans are among them.
///
/// A long article has millions of pieces: those of one section make room for the next, so that only names and speakers grow with it.
pub struct Paragraphs<'a> {
    /// The article's text.
    pub text: &'a str,
    /// The words of its language.
    pub lexicon: &'static Lexicon,
    /// The pieces, paragraph by paragraph.
    pub tokens: Pieces<'a>,
    /// The piece of its paragraph that each span of the article is, as far as it was cut.
    pub pieces: Vec<u32>,
    /// Words that begin with a capital, in reading order.
    pub capitals: Vec<Place>,
    /// Words that bring somebody in: a, one.
    pub ones: Vec<Place>,
    /// Words that say that somebody says something.
    pub cues: Vec<Place>,
    /// Words that name a medium.
    pub media: Vec<Place>,
}

/// The pieces of paragraphs, one behind the other in one stretch of memory.
pub struct Pieces<'a> {
    /// The pieces.
    pub all: Vec<Token<'a>>,
    /// Where each paragraph begins among them, and where the last one ends.
    begins: Vec<usize>,
    /// The number of the first paragraph that is held.
    first: usize,
}

impl Pieces<'_> {
    /// The number of the first paragraph whose pieces are held.
    pub fn first(&self) -> usize {
        self.first
    }

    /// The number of the paragraph behind the last.
    pub fn end(&self) -> usize {
        self.first + self.begins.len() - 1
    }

    /// Forgets all paragraphs but the last ones.
    fn keep_last(&mut self, count: usize) {
        let gone = (self.begins.len() - 1).saturating_sub(count);
        let pieces = self.begins[gone];
        self.all.drain(..pieces);
        self.begins.drain(..gone);
        self.begins.iter_mut().for_each(|begin| *begin -= pieces);
        self.first += gone;
    }
}

impl<'a> Index<usize> for Pieces<'a> {
    type Output = [Token<'a>];

    #[inline]
    fn index(&self, paragraph: usize) -> &[Token<'a>] {
        let at = paragraph - self.first;
        &self.all[self.begins[at]..self.begins[at + 1]]
    }
}

impl<'a> Paragraphs<'a> {
    /// Ready to cut the first section.
    pub fn new(text: &'a str, lexicon: &'static Lexicon) -> Self {
        // English has a word or a mark about every five letters.
        let room = text.len().min(SECTION) / 5 + 16;
        let tokens = Pieces { all: Vec::with_capacity(room), begins: vec![0], first: 0 };
        let (pieces, capitals, ones, cues, media) = Default::default();
        Self { text, lexicon, tokens, pieces, capitals, ones, cues, media }
    }

    /// Cuts the next section, its spans among it; whether there was one. What was cut before is forgotten, but for its last paragraphs.
    pub fn next_section(&mut self, ranges: &[Range<usize>], spans: &[Span]) -> bool {
        let from = self.tokens.end();
        let Some(first) = ranges.get(from) else { return false };
        self.tokens.keep_last(KEPT);
        self.capitals.clear();
        self.ones.clear();
        self.media.clear();
        // The last paragraph waits to be read until the one behind it is there.
        self.cues.retain(|(paragraph, _)| *paragraph as usize + 1 >= from);
        let to = from + ranges[from..].partition_point(|range| range.start < first.start + SECTION);
        for (number, range) in ranges.iter().enumerate().take(to).skip(from) {
            let first_span = self.pieces.len();
            let own = spans[first_span..].iter().take_while(|span| span.outer.start < range.end).count();
            Cutter::new(self, number).paragraph(range, &spans[first_span..first_span + own], first_span);
            self.tokens.begins.push(self.tokens.all.len());
        }
        true
    }
}
