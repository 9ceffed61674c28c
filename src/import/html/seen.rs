//! Every block of a page with what it was taken for, as the review shows it.

use super::{
    blocks::{Frames, blocks_of},
    body::Why,
    lines::Line,
    noise::Noise,
    page::Page,
    photos::Found,
    site::plain,
    witness::Witness,
};
use crate::{
    import::{
        outline,
        review::{PageBlock, TakenFor},
    },
    model::{Block, PhotoId},
};

/// What is known of a page's lines once its article is chosen.
pub(super) struct Seen<'a> {
    pub(super) page: &'a Page,
    pub(super) lines: &'a [Line],
    /// Why each line is left out.
    pub(super) left: &'a [Option<Why>],
    pub(super) place: usize,
    /// The element that prints the headline.
    pub(super) headline: Option<usize>,
    pub(super) found: &'a [Found],
    /// Where each picture stands, with its name.
    pub(super) places: &'a [(usize, PhotoId)],
    /// The blocks without lines, by their nodes.
    pub(super) placed: &'a [(usize, Block)],
    pub(super) address: Option<&'a str>,
    /// The text that the page's own data has, where it is another one than was found.
    pub(super) witness: Option<&'a Witness>,
}

impl Seen<'_> {
    /// The blocks in the page's order.
    pub(super) fn blocks(&self) -> Vec<PageBlock> {
        let page = self.page;
        let readable: Vec<usize> =
            (0..self.lines.len()).filter(|at| !matches!(self.left[*at], Some(Why::Noise(Noise::Machinery | Noise::Hidden)))).collect();
        let lines: Vec<&Line> = readable.iter().map(|at| &self.lines[*at]).collect();
        let taken: Vec<(TakenFor, &'static str)> = readable.iter().map(|at| self.taken(*at)).collect();
        let body = page.find(0, "body").unwrap_or(0);
        let frames = Frames { page, place: self.place, body };
        let mut blocks = Vec::new();
        for (block, line) in blocks_of(&frames, &lines, &taken, self.placed, self.address) {
            let (taken_for, reason) = match line {
                Some(line) => taken[line].clone(),
                None => (TakenFor::Body, "it stands in the part that holds the article, or is the page’s own picture"),
            };
            let doubt = line.and_then(|line| self.doubt(&block, &taken_for, readable[line]));
            blocks.push(PageBlock { block, taken_for, reason, doubt });
        }
        blocks
    }

    fn taken(&self, at: usize) -> (TakenFor, &'static str) {
        let line = &self.lines[at];
        if let Some((at, _)) = self.found.iter().enumerate().find(|(_, photo)| photo.line == Some(line.first)) {
            return (TakenFor::Caption(self.places[at].1.clone()), "it stands directly below the photo and names its maker");
        }
        let Some(why) = self.left[at] else {
            return (TakenFor::Body, "it stands in the part that holds the article");
        };
        if self.headline.is_some_and(|node| self.page.is_within(line.first, node)) {
            return (TakenFor::Headline, "the page’s titles say the same words");
        }
        if let Some(taken) = self.beside_photo(line) {
            return taken;
        }
        match why {
            Why::Headline => (TakenFor::Headline, "the page’s titles say the same words"),
            Why::Standfirst => (TakenFor::Standfirst, "it stands above the article as its summary"),
            Why::Start => (TakenFor::Byline, "it stands between the headline and the first sentence"),
            why => (TakenFor::LeftOut, reason(why)),
        }
    }

    /// What speaks against what a block was taken for, by its first line.
    fn doubt(&self, block: &Block, taken: &TakenFor, at: usize) -> Option<&'static str> {
        let line = &self.lines[at];
        let known = || self.witness.filter(|_| line.letters >= 60).and_then(|witness| witness.knows(&line.words));
        match taken {
            TakenFor::Body if matches!(block, Block::Paragraph(_)) => outline::doubt(block).or_else(|| {
                if line.letters >= 20 && line.link_density() > 0.6 {
                    Some("most of it leads elsewhere")
                } else if known().is_some_and(|known| known < 0.2) {
                    Some("the text that the page’s own data has lacks it")
                } else {
                    None
                }
            }),
            TakenFor::Caption(_) if self.left[at].is_none() => Some("it stands among the sentences of the article"),
            TakenFor::LeftOut if !matches!(self.left[at], Some(Why::Above)) && known().is_some_and(|known| known > 0.9) => {
                Some("the text that the page’s own data has contains it")
            }
            _ => None,
        }
    }

    /// Whether a line that is left out is a photo's caption or credit.
    fn beside_photo(&self, line: &Line) -> Option<(TakenFor, &'static str)> {
        let mut words = None;
        for (photo, (node, id)) in self.found.iter().zip(self.places) {
            if line.first + 30 < *node || line.first > node + 400 {
                continue;
            }
            let words = words.get_or_insert_with(|| plain(&line.words));
            if words.is_empty() {
                return None;
            }
            let caption = plain(&photo.said.caption);
            if !caption.is_empty() && (caption.contains(words.as_str()) || words.contains(&caption)) {
                return Some((TakenFor::Caption(id.clone()), "it is printed beside the photo"));
            }
            let credit = plain(photo.said.credit.as_deref().unwrap_or_default());
            if !credit.is_empty() && (credit.contains(words.as_str()) || words.contains(&credit)) {
                return Some((TakenFor::Credit(id.clone()), "it is printed beside the photo and names its maker"));
            }
        }
        None
    }
}

/// A reason in a few words that go on from “because”.
fn reason(why: Why) -> &'static str {
    match why {
        Why::Noise(Noise::Machinery) => "it works the page",
        Why::Noise(Noise::Hidden) => "the page does not show it",
        Why::Noise(Noise::Furniture | Noise::Frame) => "the page calls its part a menu, a promotion, an advertisement or the like",
        Why::Noise(Noise::Overlay) => "it lies over the page: consent, an offer",
        Why::Noise(Noise::Comments) => "readers wrote it",
        Why::Noise(Noise::Caption) => "it is said of a picture that is not the article’s",
        Why::Elsewhere => "it stands in another part of the page",
        Why::Above => "it stands above the headline",
        Why::Headline => "it is the headline",
        Why::Standfirst => "it is the summary under the headline",
        Why::Link => "it only leads to other pages",
        Why::Label => "it is a label of the page",
        Why::Start => "it stands between the headline and the first sentence",
        Why::Tail => "it speaks of the page, not of the matter",
    }
}
