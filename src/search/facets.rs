//! Counts beside every value of every facet.

use std::collections::BTreeMap;

use super::filter::{FacetKind, FacetValue};

/// How many values of a facet are listed: the most frequent, and those that are on.
pub(super) const MOST: usize = 500;

/// One value with what turning it on leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The value.
    pub value: FacetValue,
    /// What it is called.
    pub label: String,
    /// How many quotations, or articles, it leaves beside the other facets.
    pub count: usize,
    /// Whether it is on.
    pub on: bool,
}

/// The counts of all facets.
#[derive(Clone, Debug, Default)]
pub struct Facets(BTreeMap<FacetKind, Vec<Count>>);

impl Facets {
    /// The values of a facet, the most frequent first.
    pub fn of(&self, kind: FacetKind) -> &[Count] {
        self.0.get(&kind).map(Vec::as_slice).unwrap_or_default()
    }

    /// Puts the values of a facet in order.
    pub(super) fn put(&mut self, kind: FacetKind, mut list: Vec<Count>) {
        list.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.label.cmp(&b.label)));
        let mut kept = 0;
        list.retain(|count| {
            kept += 1;
            kept <= MOST || count.on
        });
        self.0.insert(kind, list);
    }
}
