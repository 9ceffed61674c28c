//! Pages that could be read, before anybody chose which: those of a web archive, of a feed, of a large folder.

use std::collections::HashSet;

use crate::{import::Candidate, model::PublicationDate};

/// Up to so many pages are all chosen at first; of more, one chooses.
const FEW: usize = 50;

/// A column of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Column {
    /// As they were found.
    #[default]
    Found,
    /// The title.
    Title,
    /// The address, or the file.
    Address,
    /// When it was captured.
    Date,
    /// How long it is.
    Size,
}

/// One step in choosing.
#[derive(Clone, Debug, PartialEq)]
pub enum ChooseStep {
    /// Shows only what has these words.
    Query(String),
    /// Turns one page over.
    Turn(usize),
    /// Turns all from the one that was turned last to this one.
    TurnTo(usize),
    /// Takes all that are shown, or none of them.
    All(bool),
    /// Orders by a column; once more turns the order round.
    Order(Column),
    /// Reads those that are chosen.
    Read,
    /// Lets the list go.
    Leave,
}

/// A page of the list.
#[derive(Debug)]
pub struct Entry {
    /// What it is called: its title, or the last part of where it lies.
    pub title: String,
    /// Where it lies: its address, or its file.
    pub address: String,
    /// When it was captured.
    pub date: Option<PublicationDate>,
    /// How long it is as it lies there, in bytes.
    pub size: Option<u64>,
    /// Title and address in small letters, to be looked through.
    small: String,
    candidate: Candidate,
}

impl Entry {
    /// What can be shown of a candidate without reading it.
    pub fn of(candidate: Candidate) -> Self {
        let address = candidate.source.address.clone().unwrap_or_else(|| candidate.name.clone());
        let end = || address.trim_end_matches('/').rsplit(['/', '\\']).next().unwrap_or(&address).to_owned();
        let title = candidate.title.clone().unwrap_or_else(end);
        let small = format!("{title}\n{address}").to_lowercase();
        let (date, size) = (candidate.source.captured, candidate.size());
        Self { title, address, date, size, small, candidate }
    }
}

/// The list, and what is chosen of it.
#[derive(Debug, Default)]
pub struct Choosing {
    entries: Vec<Entry>,
    chosen: HashSet<usize>,
    shown: Vec<usize>,
    query: String,
    order: (Column, bool),
    last: Option<usize>,
}

impl Choosing {
    /// The list of these pages.
    pub fn of(entries: Vec<Entry>) -> Self {
        let mut choosing = Self::default();
        choosing.add(entries);
        choosing
    }

    /// Adds pages at the end.
    pub fn add(&mut self, entries: Vec<Entry>) {
        let from = self.entries.len();
        if entries.len() <= FEW {
            self.chosen.extend(from..from + entries.len());
        }
        self.entries.extend(entries);
        self.look();
    }

    /// All pages.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The places of those that are shown, in the order of the list.
    pub fn shown(&self) -> &[usize] {
        &self.shown
    }

    /// The words that those shown have.
    pub fn query(&self) -> &str {
        &self.query
    }

    /// By what the list is ordered, and whether it is turned round.
    pub fn order(&self) -> (Column, bool) {
        self.order
    }

    /// Whether a page is chosen.
    pub fn is_chosen(&self, at: usize) -> bool {
        self.chosen.contains(&at)
    }

    /// How many are chosen.
    pub fn count(&self) -> usize {
        self.chosen.len()
    }

    /// How long those that are chosen are together, as far as that is known, in bytes.
    pub fn size(&self) -> u64 {
        self.chosen.iter().filter_map(|at| self.entries[*at].size).sum()
    }

    /// How many of those shown are chosen.
    pub fn count_shown(&self) -> usize {
        self.shown.iter().filter(|at| self.chosen.contains(at)).count()
    }

    /// Those that are chosen, as they were found; the list is empty then.
    pub fn take(&mut self) -> Vec<Candidate> {
        let chosen = std::mem::take(&mut self.chosen);
        let entries = std::mem::take(&mut self.entries);
        self.shown.clear();
        entries.into_iter().enumerate().filter(|(at, _)| chosen.contains(at)).map(|(_, entry)| entry.candidate).collect()
    }

    /// Shows only what has all of these words.
    pub fn search(&mut self, query: String) {
        self.query = query;
        self.last = None;
        self.look();
    }

    /// Turns one page over.
    pub fn turn(&mut self, at: usize) {
        if at < self.entries.len() {
            if !self.chosen.remove(&at) {
                self.chosen.insert(at);
            }
            self.last = Some(at);
        }
    }

    /// Makes all from the one that was turned last to this one as that one is.
    pub fn turn_to(&mut self, at: usize) {
        let place = |wanted: usize| self.shown.iter().position(|own| *own == wanted);
        let Some((from, to)) = self.last.and_then(place).zip(place(at)) else { return self.turn(at) };
        let is_in = self.last.is_some_and(|last| self.chosen.contains(&last));
        for at in &self.shown[from.min(to)..=from.max(to)] {
            if is_in {
                self.chosen.insert(*at);
            } else {
                self.chosen.remove(at);
            }
        }
    }

    /// Takes all that are shown, or none of them.
    pub fn all(&mut self, is_in: bool) {
        for at in &self.shown {
            if is_in {
                self.chosen.insert(*at);
            } else {
                self.chosen.remove(at);
            }
        }
    }

    /// Orders by a column; by the same one again the other way round, and a third time as they were found.
    pub fn order_by(&mut self, column: Column) {
        self.order = match self.order {
            (own, false) if own == column => (column, true),
            (own, true) if own == column => (Column::Found, false),
            _ => (column, false),
        };
        self.look();
    }

    fn look(&mut self) {
        let query = self.query.to_lowercase();
        let words: Vec<&str> = query.split_whitespace().collect();
        let entries = &self.entries;
        self.shown = (0..entries.len()).filter(|at| words.iter().all(|word| entries[*at].small.contains(word))).collect();
        let (column, is_turned) = self.order;
        match column {
            Column::Found => {}
            // Title and address stand in this order in what is looked through.
            Column::Title => self.shown.sort_by(|a, b| entries[*a].small.cmp(&entries[*b].small)),
            Column::Address => self.shown.sort_by(|a, b| entries[*a].address.cmp(&entries[*b].address)),
            Column::Date => self.shown.sort_by_key(|at| entries[*at].date),
            Column::Size => self.shown.sort_by_key(|at| std::cmp::Reverse(entries[*at].size)),
        }
        if is_turned {
            self.shown.reverse();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{bundle::Progress, import};

    fn choosing(folder: &std::path::Path, count: usize) -> Choosing {
        for number in 0..count {
            let name = if number % 2 == 0 { format!("ferry-{number:03}.txt") } else { format!("Brücke-{number:03}.txt") };
            std::fs::write(folder.join(name), "x".repeat(number + 1)).unwrap();
        }
        let listing = import::list(&[folder.to_owned()], &Progress::silent());
        Choosing::of(listing.candidates.into_iter().map(Entry::of).collect())
    }

    #[test]
    fn pages_are_looked_for_ordered_and_chosen() {
        let folder = tempfile::tempdir().unwrap();
        let mut choosing = choosing(folder.path(), 60);
        assert_eq!((choosing.entries().len(), choosing.count()), (60, 0), "of many none is chosen at first");
        choosing.search("BRÜCKE txt".to_owned());
        assert_eq!(choosing.shown().len(), 30);
        choosing.turn(choosing.shown()[3]);
        choosing.turn_to(choosing.shown()[6]);
        assert_eq!(choosing.count(), 4);
        choosing.search(String::new());
        choosing.order_by(Column::Size);
        let size = |choosing: &Choosing| choosing.entries()[choosing.shown()[0]].size;
        assert_eq!(size(&choosing), Some(60));
        choosing.order_by(Column::Size);
        assert_eq!(size(&choosing), Some(1));
        choosing.order_by(Column::Size);
        assert_eq!(choosing.order(), (Column::Found, false));
        choosing.search("ferry".to_owned());
        choosing.all(true);
        assert_eq!((choosing.count(), choosing.count_shown()), (34, 30));
        choosing.all(false);
        assert_eq!(choosing.take().len(), 4);
        assert!(choosing.entries().is_empty());
    }

    #[test]
    fn of_few_pages_all_are_chosen() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(choosing(folder.path(), 3).count(), 3);
    }
}
