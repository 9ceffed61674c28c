//! Patterns of words, made when they are first asked for.

use std::sync::OnceLock;

use regex::{Captures, Regex};

/// A pattern that is made once.
#[derive(Debug)]
pub(super) struct Pattern {
    source: &'static str,
    made: OnceLock<Option<Regex>>,
}

impl Pattern {
    /// A pattern in the syntax of the `regex` crate; one that is wrong matches nothing, which its test sees.
    pub(super) const fn new(source: &'static str) -> Self {
        Self { source, made: OnceLock::new() }
    }

    fn get(&self) -> Option<&Regex> {
        self.made.get_or_init(|| Regex::new(self.source).ok()).as_ref()
    }

    /// Whether it occurs in a text.
    pub(super) fn is_in(&self, text: &str) -> bool {
        self.get().is_some_and(|pattern| pattern.is_match(text))
    }

    /// Its first occurrence.
    pub(super) fn find<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.get()?.captures(text)
    }

    /// A text without its occurrences.
    pub(super) fn cut(&self, text: &str) -> String {
        self.get().map_or_else(|| text.to_owned(), |pattern| pattern.replace_all(text, "").into_owned())
    }
}
