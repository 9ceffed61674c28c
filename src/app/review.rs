//! What an import has read and nobody has kept yet: pages, what a person chose of each, and the way back from every choice.

use std::{collections::BTreeSet, sync::Arc};

use super::choosing::Choosing;
use crate::{
    import::{self, Choices, FieldName, Imported, Known, Review as Reading, Sameness, TakenFor, Update},
    model::{Article, Block, PhotoId, Slug},
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
    /// It takes the place of an earlier capture that the archive has.
    Update,
    /// It does not go into the archive.
    LeftOut,
}

/// What is there already of a page.
#[derive(Clone, Debug)]
pub enum Twin {
    /// An article of the archive that the pages go into.
    InArchive {
        /// Which.
        slug: Slug,
        /// How they are the same.
        sameness: Sameness,
        /// The article as the archive has it.
        article: Arc<Article>,
        /// What the page has otherwise.
        update: Arc<Update>,
    },
    /// Another page of the review, by its number.
    InReview(u64, Sameness),
}

impl Twin {
    /// Whether their words are the same.
    pub fn is_same(&self) -> bool {
        matches!(self, Self::InArchive { sameness: Sameness::Words, .. } | Self::InReview(_, Sameness::Words))
    }
}

/// A part of the list of pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// A person should look at them.
    Doubtful,
    /// They are there already.
    Twins,
    /// Nothing is wrong with them.
    Clear,
    /// They are not kept.
    LeftOut,
}

impl Group {
    /// All of them in the order of the list.
    pub const ALL: [Self; 4] = [Self::Doubtful, Self::Twins, Self::Clear, Self::LeftOut];
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
    /// What is there already of it.
    pub twin: Option<Twin>,
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
        Self { number, read: Arc::new(read), choices, fate: Fate::Open, article, findings, twin: None, unfolded }
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

    /// What speaks against what a block was taken for, until a person has said what it is.
    pub fn doubt(&self, at: usize) -> Option<&'static str> {
        self.read.review.blocks.get(at).and_then(|block| block.doubt).filter(|_| !self.choices.is_chosen(at))
    }

    /// How many blocks are in doubt.
    pub fn doubtful_blocks(&self) -> usize {
        (0..self.read.review.blocks.len()).filter(|at| self.doubt(*at).is_some()).count()
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

    /// How long its original and its pictures are, in bytes.
    pub fn size(&self) -> usize {
        self.read.capture.len() + self.read.pictures.iter().map(|picture| picture.bytes.len()).sum::<usize>()
    }

    /// The earlier capture of it that the archive has, with what the page has otherwise.
    pub fn earlier(&self) -> Option<(&Slug, &Arc<Article>, &Update)> {
        match &self.twin {
            Some(Twin::InArchive { slug, article, update, sameness: Sameness::Address }) => Some((slug, article, update)),
            _ => None,
        }
    }

    fn remake(&mut self) {
        let (article, findings) = self.choices.article(&self.read);
        (self.article, self.findings) = (Arc::new(article), Arc::new(findings));
        if let Some(Twin::InArchive { article, update, .. }) = &mut self.twin {
            *update = Arc::new(import::compare(article, &self.article));
        }
    }
}

/// What was chosen of a page.
type Said = (Choices, Fate);

/// One thing that a person said of pages: of each by its number, what was chosen before and after.
struct Turn {
    name: &'static str,
    pages: Vec<(u64, Said, Said)>,
}

/// Everything about the review.
#[derive(Default)]
pub struct Review {
    /// Whether it fills the window.
    pub is_shown: bool,
    /// Whether it shows where pages come from instead of a page.
    pub gathers: bool,
    /// Whether it shows all pages in a table instead of one.
    pub shows_all: bool,
    /// Pages of which some are to be chosen before they are read.
    pub choosing: Option<Choosing>,
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
    /// What the archive that the pages go into has already, by the archive's key.
    pub known: Option<(u64, Arc<Known>)>,
    /// The pages themselves, to know one that comes twice.
    seen: Known<u64>,
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
        let mut page = Page::new(self.next, read);
        page.twin = self.seen.find(&page.read).map(|twin| Twin::InReview(twin.first, twin.sameness));
        self.seen.add_read(&self.next, &page.read);
        self.pages.push(page);
    }

    /// Looks which of the pages, from one on, the archive has already; `article` gives its articles.
    pub fn look_for_twins(&mut self, from: usize, article: impl Fn(&Slug) -> Option<Arc<Article>>) {
        let key = self.into;
        let known = self.known.as_ref().filter(|(own, _)| Some(*own) == key).map(|(_, known)| known.clone());
        let seen = &self.seen;
        for page in self.pages.iter_mut().skip(from) {
            let found = known.as_ref().and_then(|known| known.find(&page.read));
            let found = found.and_then(|found| Some((article(&found.first)?, found)));
            match found {
                Some((article, found)) => {
                    let update = Arc::new(import::compare(&article, &page.article));
                    page.twin = Some(Twin::InArchive { slug: found.first, sameness: found.sameness, article, update });
                }
                None => {
                    let first = seen.find(&page.read).filter(|twin| twin.first != page.number);
                    page.twin = first.map(|twin| Twin::InReview(twin.first, twin.sameness));
                }
            }
            if page.fate == Fate::Update && page.earlier().is_none() {
                page.fate = Fate::Kept;
            }
        }
    }

    /// What is there already of a page; nothing where the other one is left out.
    pub fn twin<'a>(&'a self, page: &'a Page) -> Option<&'a Twin> {
        page.twin.as_ref().filter(|twin| match twin {
            Twin::InArchive { .. } => true,
            Twin::InReview(number, _) => self.numbered(*number).is_some_and(|at| self.pages[at].fate != Fate::LeftOut),
        })
    }

    /// The place of a page, by its number.
    pub fn numbered(&self, number: u64) -> Option<usize> {
        let first = self.pages.first()?.number;
        usize::try_from(number.checked_sub(first)?).ok().filter(|at| *at < self.pages.len())
    }

    /// In which part of the list a page stands.
    pub fn group(&self, page: &Page) -> Group {
        match page.fate {
            Fate::LeftOut => Group::LeftOut,
            _ if self.twin(page).is_some() => Group::Twins,
            _ if page.is_doubtful() => Group::Doubtful,
            _ => Group::Clear,
        }
    }

    /// Whether there is something that closing would lose.
    pub fn is_any(&self) -> bool {
        !self.pages.is_empty() || self.reads > 0
    }

    /// The page that is shown.
    pub fn page(&self) -> Option<&Page> {
        self.pages.get(self.at).filter(|_| !self.gathers && !self.shows_all && self.choosing.is_none())
    }

    /// How much is held in memory for the pages, in bytes.
    pub fn size(&self) -> usize {
        self.pages.iter().map(Page::size).sum()
    }

    /// The page that is shown, where the review fills the window.
    pub fn in_sight(&self) -> Option<&Page> {
        self.page().filter(|_| self.is_shown)
    }

    /// The places of the pages in the order of the list: the doubtful ones first, the least sure of them at the top; those left out last.
    pub fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.pages.len()).collect();
        let groups: Vec<Group> = self.pages.iter().map(|page| self.group(page)).collect();
        let sure = |at: usize| if groups[at] == Group::Doubtful { self.pages[at].read.review.confidence } else { 1.0 };
        order.sort_by(|a, b| groups[*a].cmp(&groups[*b]).then(sure(*a).total_cmp(&sure(*b))));
        order
    }

    /// The places of the pages in the order of the table: as in the list, but none moves when it is left out.
    pub fn table_order(&self) -> Vec<usize> {
        let of = |page: &Page| match (page.twin.is_some(), page.is_doubtful()) {
            (true, _) => (Group::Twins, 1.0),
            (_, true) => (Group::Doubtful, page.read.review.confidence),
            _ => (Group::Clear, 1.0),
        };
        let mut order: Vec<usize> = (0..self.pages.len()).collect();
        order.sort_by(|a, b| {
            let (a, b) = (of(&self.pages[*a]), of(&self.pages[*b]));
            a.0.cmp(&b.0).then(a.1.total_cmp(&b.1))
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
        self.open_and_doubtful().len()
    }

    /// The places of the pages that a person should look at still.
    pub fn open_and_doubtful(&self) -> Vec<usize> {
        let is_it = |page: &Page| page.fate == Fate::Open && self.group(page) == Group::Doubtful;
        (0..self.pages.len()).filter(|at| is_it(&self.pages[*at])).collect()
    }

    /// The places of the pages that are there already and of which nobody has said anything.
    pub fn open_twins(&self, is_it: impl Fn(&Twin) -> bool) -> Vec<usize> {
        let is_open = |at: &usize| self.pages[*at].fate == Fate::Open && self.twin(&self.pages[*at]).is_some_and(&is_it);
        (0..self.pages.len()).filter(is_open).collect()
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
        self.shows_all = false;
        self.block = None;
        self.complaint = None;
    }

    /// Changes what was chosen of the page that is shown, and remembers it.
    pub fn change(&mut self, name: &'static str, change: impl FnMut(&mut Choices, &mut Fate, &Reading)) {
        self.change_all(&[self.at], name, change);
    }

    /// Changes what was chosen of pages, by their places, and remembers it as one.
    pub fn change_all(&mut self, places: &[usize], name: &'static str, mut change: impl FnMut(&mut Choices, &mut Fate, &Reading)) {
        let mut changed = Vec::new();
        for at in places {
            let Some(page) = self.pages.get_mut(*at) else { continue };
            let before = (page.choices.clone(), page.fate);
            let read = page.read.clone();
            change(&mut page.choices, &mut page.fate, &read.review);
            let after = (page.choices.clone(), page.fate);
            if before.0 != after.0 {
                page.remake();
            }
            if before != after {
                changed.push((page.number, before, after));
            }
        }
        if changed.is_empty() {
            return;
        }
        self.done.push(Turn { name, pages: changed });
        self.undone.clear();
        if self.done.len() > LONGEST {
            self.done.remove(0);
        }
    }

    /// Takes the last choice back, or makes it again, and shows its page.
    pub fn turn(&mut self, back: bool) {
        let Some(turn) = (if back { self.done.pop() } else { self.undone.pop() }) else { return };
        for (number, before, after) in &turn.pages {
            let Some(at) = self.numbered(*number) else { continue };
            let page = &mut self.pages[at];
            let is_other = before.0 != after.0;
            (page.choices, page.fate) = if back { before.clone() } else { after.clone() };
            if is_other {
                page.remake();
            }
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

    const CLEAR: &str = "Pier reopens\n\nBy Tom Bell\n\nThe pier opens again on Friday, and it is free for everybody in May, the council said after its meeting.";

    #[test]
    fn doubtful_pages_come_first_and_those_left_out_last() {
        let mut review = review(&[CLEAR, "Only a headline", &CLEAR.replace("Friday", "Monday")]);
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
    fn a_page_that_comes_twice_is_known_by_its_words_and_by_its_address() {
        let other = CLEAR.replace("free for everybody", "free for all who come");
        let mut review = review(&[CLEAR, CLEAR]);
        assert!(matches!(review.twin(&review.pages[1]), Some(Twin::InReview(1, Sameness::Words))));
        assert_eq!(review.order(), [1, 0], "what is there twice is to be looked at");
        review.change_all(&[0], "Leave out", |_, fate, _| *fate = Fate::LeftOut);
        assert!(review.twin(&review.pages[1]).is_none(), "the first of them is not kept");

        let mut earlier = pasted(CLEAR).unwrap();
        earlier.article.url = Some("https://gazette.example/pier".to_owned());
        let mut known = Known::default();
        let slug: Slug = "pier".parse().unwrap();
        known.add(&slug, &earlier.article);
        (review.into, review.known) = (Some(7), Some((7, Arc::new(known))));
        let mut newer = pasted(&other).unwrap();
        newer.source.address = Some("http://www.gazette.example/pier/".to_owned());
        review.add(newer);
        review.look_for_twins(0, |_| Some(Arc::new(earlier.article.clone())));
        assert!(matches!(review.pages[1].twin, Some(Twin::InArchive { sameness: Sameness::Words, .. })));
        let (_, _, update) = review.pages[2].earlier().unwrap();
        assert_eq!(update.changes.len(), 1, "{:?}", update.in_words());
        review.change_all(&[2], "Update", |_, fate, _| *fate = Fate::Update);
        review.into = None;
        review.look_for_twins(0, |_| None);
        assert_eq!(review.pages[2].fate, Fate::Kept, "in a new archive there is nothing to update");
    }

    #[test]
    fn the_next_open_page_is_found_around_the_end() {
        let mut review = review(&[CLEAR, &CLEAR.replace("Friday", "Monday"), &CLEAR.replace("Friday", "Sunday")]);
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
