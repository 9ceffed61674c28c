//! What an import has read and nobody has kept yet: pages, what a person chose of each, and the way back from every choice.

use std::{collections::BTreeSet, sync::Arc};

use crate::{
    import::{Choices, FieldName, Imported, Review as Reading, TakenFor},
    model::{Article, Block, PhotoId},
    quotes::Findings,
};

/// Below this confidence a person should look at a page.
const SURE: f32 = 0.87;
/// How many choices can be taken back.
const LONGEST: usize = 500;

/// What becomes of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fate {
    /// Nobody has said; it is kept with all others.
    #[default]
    Open,
    /// A person looked at it and wants it.
    Kept,
    /// It does not go into the archive.
    LeftOut,
}

/// A page that was read.
pub struct Page {
    /// Stands for it among all that were ever read.
    pub number: u64,
    /// What the import read.
    pub read: Arc<Imported>,
    /// What a person chose.
    pub choices: Choices,
    /// What becomes of it.
    pub fate: Fate,
    /// The article as it will be kept.
    pub article: Arc<Article>,
    /// What is found in it.
    pub findings: Arc<Findings>,
    /// The runs of blocks left out that are shown one by one, by their first block.
    pub unfolded: BTreeSet<usize>,
}

impl Page {
    fn new(number: u64, mut read: Imported) -> Self {
        if read.review.blocks.is_empty() {
            let share = 0.9_f32.powi(i32::try_from(read.doubts.len()).unwrap_or(9));
            let confidence = if read.article.blocks.is_empty() { 0.05 } else { share };
            read.review = Reading::outline(&read.article, confidence);
        }
        read.review.name_parts(&read.article);
        let (article, findings) = (Arc::new(read.article.clone()), Arc::new(read.findings.clone()));
        let (choices, unfolded) = (Choices::default(), BTreeSet::new());
        Self { number, read: Arc::new(read), choices, fate: Fate::Open, article, findings, unfolded }
    }

    /// Whether it is one of those that a person should look at.
    pub fn is_doubtful(&self) -> bool {
        self.read.review.confidence < SURE || self.article.blocks.is_empty()
    }

    /// How sure its reading is, in words.
    pub fn confidence(&self) -> &'static str {
        match self.read.review.confidence {
            share if share >= SURE => "clear",
            share if share >= 0.5 => "fairly sure",
            _ => "unsure",
        }
    }

    /// What a block is taken for.
    pub fn taken_for(&self, at: usize) -> &TakenFor {
        self.choices.taken_for(&self.read.review, at)
    }

    /// The photos of the page in its order, those left out as well.
    pub fn photos(&self) -> impl Iterator<Item = (usize, &PhotoId)> {
        self.read.review.blocks.iter().enumerate().filter_map(|(at, block)| match &block.block {
            Block::Figure(figure) => Some((at, &figure.photo)),
            _ => None,
        })
    }

    /// The photo that a caption at this place is of: the one it is of already, else the last before it, else the first.
    pub fn photo_at(&self, at: usize) -> Option<&PhotoId> {
        if let TakenFor::Caption(id) | TakenFor::Credit(id) = self.taken_for(at) {
            return Some(id);
        }
        self.photos().take_while(|(place, _)| *place < at).last().or_else(|| self.photos().next()).map(|(_, id)| id)
    }

    /// The photo before or after one.
    pub fn photo_beside(&self, id: &PhotoId, forward: bool) -> Option<&PhotoId> {
        let all: Vec<&PhotoId> = self.photos().map(|(_, id)| id).collect();
        let at = all.iter().position(|other| *other == id)?;
        all.get(if forward { at + 1 } else { at.checked_sub(1)? }).copied()
    }

    fn remake(&mut self) {
        let (article, findings) = self.choices.article(&self.read);
        (self.article, self.findings) = (Arc::new(article), Arc::new(findings));
    }
}

/// One thing that a person said of a page, as what was chosen before and after.
struct Turn {
    name: &'static str,
    page: u64,
    before: (Choices, Fate),
    after: (Choices, Fate),
}

/// Everything about the review.
#[derive(Default)]
pub struct Review {
    /// Whether it fills the window.
    pub is_shown: bool,
    /// Whether it shows where pages come from instead of a page.
    pub gathers: bool,
    /// The pages, in the order in which they were read.
    pub pages: Vec<Page>,
    /// Which of them is shown.
    pub at: usize,
    /// The block that keys speak of.
    pub block: Option<usize>,
    /// A sentence for each file that could not be read.
    pub refused: Vec<String>,
    /// The title that a new archive is to have.
    pub title: String,
    /// The open archive that the pages go into, by its key; none for a new one.
    pub into: Option<u64>,
    /// What was typed into a field that cannot hold it, and why not.
    pub complaint: Option<(FieldName, String)>,
    /// Whether a job is writing them just now.
    pub is_keeping: bool,
    /// The job that reads, while one does.
    pub reads: usize,
    done: Vec<Turn>,
    undone: Vec<Turn>,
    next: u64,
}

impl Review {
    /// Takes in a page that was read.
    pub fn add(&mut self, read: Imported) {
        if self.pages.is_empty() && self.title.is_empty() {
            self.title.clone_from(&read.article.headline);
        }
        self.next += 1;
        self.pages.push(Page::new(self.next, read));
    }

    /// Whether there is something that closing would lose.
    pub fn is_any(&self) -> bool {
        !self.pages.is_empty() || self.reads > 0
    }

    /// The page that is shown.
    pub fn page(&self) -> Option<&Page> {
        self.pages.get(self.at).filter(|_| !self.gathers)
    }

    /// The page that is shown, where the review fills the window.
    pub fn in_sight(&self) -> Option<&Page> {
        self.page().filter(|_| self.is_shown)
    }

    /// The places of the pages in the order of the list: the doubtful ones first, the least sure of them at the top; those left out last.
    pub fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.pages.len()).collect();
        let rank = |page: &Page| (page.fate == Fate::LeftOut, !page.is_doubtful());
        order.sort_by(|a, b| {
            let (a, b) = (&self.pages[*a], &self.pages[*b]);
            let sure = |page: &Page| if page.is_doubtful() { page.read.review.confidence } else { 1.0 };
            rank(a).cmp(&rank(b)).then(sure(a).total_cmp(&sure(b)))
        });
        order
    }

    /// The pages that would be kept.
    pub fn to_keep(&self) -> impl Iterator<Item = &Page> {
        self.pages.iter().filter(|page| page.fate != Fate::LeftOut)
    }

    /// How many pages nobody has said anything of.
    pub fn open(&self) -> usize {
        self.pages.iter().filter(|page| page.fate == Fate::Open).count()
    }

    /// How many pages a person should look at still.
    pub fn doubtful(&self) -> usize {
        self.pages.iter().filter(|page| page.fate == Fate::Open && page.is_doubtful()).count()
    }

    /// The next page nobody has said anything of, in the order of the list, from the one that is shown and around.
    pub fn next_open(&self) -> Option<usize> {
        let order = self.order();
        let here = order.iter().position(|at| *at == self.at).map_or(0, |here| here + 1);
        let mut around = order[here.min(order.len())..].iter().chain(&order);
        around.find(|at| **at != self.at && self.pages[**at].fate == Fate::Open).copied()
    }

    /// Shows a page.
    pub fn go(&mut self, at: usize) {
        self.at = at.min(self.pages.len().saturating_sub(1));
        self.gathers = self.pages.is_empty();
        self.block = None;
        self.complaint = None;
    }

    /// Changes what was chosen of the page that is shown, and remembers it.
    pub fn change(&mut self, name: &'static str, change: impl FnOnce(&mut Choices, &mut Fate, &Reading)) {
        let Some(page) = self.pages.get_mut(self.at) else { return };
        let before = (page.choices.clone(), page.fate);
        let read = page.read.clone();
        change(&mut page.choices, &mut page.fate, &read.review);
        let after = (page.choices.clone(), page.fate);
        if before == after {
            return;
        }
        if before.0 != after.0 {
            page.remake();
        }
        self.done.push(Turn { name, page: page.number, before, after });
        self.undone.clear();
        if self.done.len() > LONGEST {
            self.done.remove(0);
        }
    }

    /// Takes the last choice back, or makes it again, and shows its page.
    pub fn turn(&mut self, back: bool) {
        let Some(turn) = (if back { self.done.pop() } else { self.undone.pop() }) else { return };
        if let Some(at) = self.pages.iter().position(|page| page.number == turn.page) {
            let page = &mut self.pages[at];
            (page.choices, page.fate) = if back { turn.before.clone() } else { turn.after.clone() };
            page.remake();
            self.at = at;
            self.gathers = false;
            self.complaint = None;
        }
        if back { &mut self.undone } else { &mut self.done }.push(turn);
    }

    /// What would be taken back.
    pub fn last_done(&self) -> Option<&'static str> {
        self.done.last().map(|turn| turn.name)
    }

    /// What would be made again.
    pub fn last_undone(&self) -> Option<&'static str> {
        self.undone.last().map(|turn| turn.name)
    }

    /// Lets everything go that was read; the numbers go on, so that no picture is taken for another's.
    pub fn clear(&mut self) {
        *self = Self { next: self.next, ..Self::default() };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::pasted;

    fn review(texts: &[&str]) -> Review {
        let mut review = Review::default();
        for text in texts {
            review.add(pasted(text).unwrap());
        }
        review
    }

    const CLEAR: &str =
        "Pier reopens\n\nBy Tom Bell\n\nThe pier opens again on Friday, and it is free for everybody in May, the council said.";

    #[test]
    fn doubtful_pages_come_first_and_those_left_out_last() {
        let mut review = review(&[CLEAR, "Only a headline", CLEAR]);
        assert_eq!(review.order(), [1, 0, 2]);
        review.at = 1;
        review.change("Leave out", |_, fate, _| *fate = Fate::LeftOut);
        assert_eq!(review.order(), [0, 2, 1]);
        assert_eq!((review.to_keep().count(), review.doubtful(), review.open()), (2, 0, 2));
    }

    #[test]
    fn every_choice_is_taken_back_and_made_again() {
        let mut review = review(&[CLEAR, CLEAR]);
        review.at = 1;
        let body = review.pages[1].read.review.blocks.len() - 1;
        review.change("Block", |choices, _, read| choices.turn(read, body));
        review.change("Keep", |_, fate, _| *fate = Fate::Kept);
        assert!(review.pages[1].article.blocks.is_empty());
        review.at = 0;
        review.turn(true);
        review.turn(true);
        assert_eq!((review.at, review.pages[1].fate, review.last_done()), (1, Fate::Open, None));
        assert_eq!(*review.pages[1].article, review.pages[1].read.article);
        review.turn(false);
        assert!(review.pages[1].article.blocks.is_empty());
        assert_eq!(review.last_undone(), Some("Keep"));
        review.change("Nothing", |_, _, _| {});
        assert_eq!(review.last_undone(), Some("Keep"), "what changes nothing is no choice");
    }

    #[test]
    fn the_next_open_page_is_found_around_the_end() {
        let mut review = review(&[CLEAR, CLEAR, CLEAR]);
        review.at = 2;
        assert_eq!(review.next_open(), Some(0));
        for at in [0, 1] {
            review.at = at;
            review.change("Keep", |_, fate, _| *fate = Fate::Kept);
        }
        assert_eq!(review.next_open(), Some(2));
        review.at = 2;
        assert_eq!(review.next_open(), None);
    }
}
