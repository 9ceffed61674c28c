//! Which names of an article can be the same one's, found without comparing each with all.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap as HashMap, FxHasher};

use super::same::{initials, plain};

/// Names by what two names of one must share: a last name and a first letter, a word, initials.
#[derive(Default)]
pub struct Known {
    /// The names under each key, in the order in which they came.
    lists: HashMap<u64, Vec<u32>>,
}

/// What a name is found under; only its hash is kept, and whoever looks compares the names themselves.
#[derive(Hash)]
enum Key<'a> {
    /// The first or the last word.
    Word(&'a str),
    /// The only word.
    Only(&'a str),
    /// The last word, with the first letter of one of the others.
    Last(&'a str, Option<char>),
    /// The whole without full stops, or its initials.
    Whole(&'a str),
}

impl Key<'_> {
    fn number(&self) -> u64 {
        let mut hasher = FxHasher::default();
        self.hash(&mut hasher);
        hasher.finish()
    }
}

impl Known {
    /// The first of the names that could be the same one's as a name, and is by `is_same`.
    pub fn find(&self, name: &str, mut is_same: impl FnMut(usize) -> bool) -> Option<usize> {
        let mut first: Option<usize> = None;
        let mut look = |key: Key<'_>| {
            let Some(list) = self.lists.get(&key.number()) else { return };
            let before = list.iter().map(|number| *number as usize).take_while(|number| first.is_none_or(|first| *number < first));
            first = before.into_iter().find(|number| is_same(*number)).or(first);
        };
        look(Key::Whole(&without_stops(name)));
        match plain(name).as_slice() {
            [] => {}
            [only] => look(Key::Word(only)),
            [words @ .., last] => {
                look(Key::Only(last));
                look(Key::Last(last, words[0].chars().next()));
                if words.len() > 1 {
                    look(Key::Whole(&initials(name)));
                }
            }
        }
        first
    }

    /// Adds a name by its number.
    pub fn add(&mut self, name: &str, number: usize) {
        let mut add = |key: Key<'_>| {
            let list = self.lists.entry(key.number()).or_default();
            let number = u32::try_from(number).unwrap_or(u32::MAX);
            if list.last() != Some(&number) {
                list.push(number);
            }
        };
        add(Key::Whole(&without_stops(name)));
        match plain(name).as_slice() {
            [] => {}
            [only] => {
                add(Key::Word(only));
                add(Key::Only(only));
            }
            [words @ .., last] => {
                add(Key::Word(words[0]));
                add(Key::Word(last));
                // “Van Der Beek” is looked for by any word of “James Van Der Beek”.
                words.iter().for_each(|word| add(Key::Last(last, word.chars().next())));
                if words.len() > 1 {
                    add(Key::Whole(&initials(name)));
                }
            }
        }
    }
}

fn without_stops(name: &str) -> std::borrow::Cow<'_, str> {
    if name.contains('.') { name.replace('.', "").into() } else { name.into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quotes::same::{same_body, same_person};

    #[test]
    fn whatever_can_be_the_same_ones_is_looked_at() {
        let names = [
            "Christopher Lane",
            "Chris Lane",
            "Lane",
            "Christopher",
            "James Van Der Beek",
            "Van Der Beek",
            "J. Voss",
            "Johanna Voss",
            "Anna Voss",
            "Harbour Inspection Agency",
            "HIA",
            "H.I.A.",
            "Bell & Co.",
            "Bell & Co",
            "Farhan Aziz Haq",
            "Farhan Haq",
            "Tom Bell Jr.",
            "Tom Bell",
            "Prince Andrew",
            "Andrew",
            "Jr.",
            "Harbour Nine",
            "Harbour",
        ];
        for one in names {
            let mut known = Known::default();
            known.add(one, 0);
            for other in names {
                if one == other || same_person(one, other) || same_body(one, other) {
                    assert_eq!(known.find(other, |_| true), Some(0), "{other} after {one}");
                }
            }
        }
    }
}
