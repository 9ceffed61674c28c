//! Names with a number each, so that a million mentions of them take four bytes each.

use std::sync::Arc;

use rustc_hash::FxHashMap;

/// No name at all.
pub(super) const NONE: u32 = u32::MAX;

/// Every name that occurs, once.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    all: Vec<Arc<str>>,
    numbers: FxHashMap<Arc<str>, u32>,
}

impl Names {
    /// The number of a name, which it gets now if it has none.
    pub fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let (name, number): (Arc<str>, u32) = (name.into(), self.all.len() as u32);
        self.all.push(name.clone());
        self.numbers.insert(name, number);
        number
    }

    /// The number of a name, where it occurs.
    pub fn known(&self, name: &str) -> Option<u32> {
        self.numbers.get(name).copied()
    }

    /// The name of a number.
    pub fn name(&self, number: u32) -> &str {
        self.all.get(number as usize).map_or("", |name| name)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// For each number whether its name is among those given.
    pub fn picked<'a>(&self, names: impl Iterator<Item = &'a str>) -> Vec<bool> {
        let mut picked = vec![false; self.len()];
        for number in names.filter_map(|name| self.known(name)) {
            picked[number as usize] = true;
        }
        picked
    }
}

/// Things of which each article has several, one run after another.
#[derive(Clone, Debug)]
pub(super) struct Runs<T> {
    all: Vec<T>,
    /// Where each run starts, and where the last one ends.
    starts: Vec<u32>,
}

impl<T> Default for Runs<T> {
    fn default() -> Self {
        Self { all: Vec::new(), starts: vec![0] }
    }
}

impl<T> Runs<T> {
    /// How many runs there are.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Where a run lies; empty where there is none.
    pub fn range(&self, place: usize) -> std::ops::Range<usize> {
        match self.starts.get(place..place + 2) {
            Some([start, end]) => *start as usize..*end as usize,
            _ => 0..0,
        }
    }

    /// A run.
    pub fn of(&self, place: usize) -> &[T] {
        &self.all[self.range(place)]
    }

    /// All runs as one.
    pub fn all(&self) -> &[T] {
        &self.all
    }

    /// Puts a run behind the others.
    pub fn push(&mut self, run: impl IntoIterator<Item = T>) {
        self.all.extend(run);
        self.starts.push(self.all.len() as u32);
    }

    /// Puts another run in the place of one.
    pub fn replace(&mut self, place: usize, run: Vec<T>) {
        let range = self.range(place);
        let longer = run.len() as i64 - range.len() as i64;
        self.all.splice(range, run);
        for start in self.starts.iter_mut().skip(place + 1) {
            *start = (i64::from(*start) + longer) as u32;
        }
    }
}
