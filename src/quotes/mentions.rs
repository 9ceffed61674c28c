//! Mentions by what is asked of them, so that a long article is not searched again for each of its quotations.

use std::ops::Range;

use rustc_hash::FxHashMap as HashMap;

use super::{
    flags::Flags,
    lexicon::Lexicon,
    names::{Is, Names},
};

/// Mentions by their place in reading order, each list in that order.
#[derive(Default)]
pub struct Index {
    /// Mentions of persons who are called by a role somewhere.
    by_role: HashMap<&'static str, Vec<u32>>,
    /// Those who are described and not named, by the role.
    described: HashMap<&'static str, Vec<u32>>,
    /// Each word of organizations' names, with its list.
    words: HashMap<String, u32>,
    /// Mentions of organizations with a word in their names.
    by_word: Vec<Vec<u32>>,
    /// The words of each organization.
    words_of: HashMap<usize, Vec<u32>>,
    /// Mentions of what speaks as one.
    bodies: Vec<u32>,
    /// Those of them that are surely organizations.
    organizations: Vec<u32>,
    /// How many of those described are in.
    count: usize,
}

impl Index {
    /// Adds the mentions from `first` on, and whoever was described since.
    pub fn extend(&mut self, names: &Names, first: usize, lexicon: &Lexicon) {
        for (number, mention) in names.mentions.iter().enumerate().skip(first) {
            let at = short(number);
            let named = &names.all[mention.who];
            if named.is_medium {
                continue;
            }
            match named.is {
                Is::Person => {
                    for role in &named.roles {
                        self.by_role.entry(role).or_default().push(at);
                    }
                }
                Is::Organization => {
                    self.bodies.push(at);
                    self.organizations.push(at);
                    let (words, lists) = (&mut self.words, &mut self.by_word);
                    let own = self.words_of.entry(mention.who).or_insert_with(|| {
                        let mut own: Vec<u32> = named.name.split(' ').map(|word| list_of(word, words, lists)).collect();
                        own.dedup();
                        own
                    });
                    own.iter().for_each(|word| lists[*word as usize].push(at));
                }
                // A word that is capital only where sentences begin may be any.
                Is::Unknown if named.is_firm && !lexicon.name(&named.name).any(Flags::GIVEN) => self.bodies.push(at),
                Is::Unknown | Is::Place => {}
            }
        }
        for (number, known) in names.described.iter().enumerate().skip(self.count) {
            self.described.entry(known.role.name).or_default().push(short(number));
        }
        self.count = names.described.len();
    }

    /// The mentions of persons who are called by a role.
    pub fn with_role(&self, role: &str) -> &[u32] {
        self.by_role.get(role).map_or(&[], Vec::as_slice)
    }

    /// The last mention before `before` of a person who is called by a role.
    pub fn last_with_role(&self, role: &str, before: usize) -> Option<usize> {
        last(self.by_role.get(role)?, before)
    }

    /// Who was last described by a role before `before`.
    pub fn last_described(&self, role: &str, before: usize) -> Option<usize> {
        last(self.described.get(role)?, before)
    }

    /// The organization with a word in its name that is last before `before`, or else first behind it.
    pub fn nearest_called(&self, word: &str, before: usize) -> Option<usize> {
        let list = &self.by_word[*self.words.get(word)? as usize];
        last(list, before).or_else(|| first(list, 0))
    }

    /// The first body within a stretch.
    pub fn body_within(&self, range: Range<usize>) -> Option<usize> {
        first(&self.bodies, range.start).filter(|number| *number < range.end)
    }

    /// The last body before `before`.
    pub fn last_body(&self, before: usize) -> Option<usize> {
        last(&self.bodies, before)
    }

    /// The first organization from `from` on.
    pub fn first_organization(&self, from: usize) -> Option<usize> {
        first(&self.organizations, from)
    }
}

/// The number of a word's list, made where it is new.
fn list_of(word: &str, words: &mut HashMap<String, u32>, lists: &mut Vec<Vec<u32>>) -> u32 {
    if let Some(known) = words.get(word) {
        return *known;
    }
    let number = short(lists.len());
    words.insert(word.to_owned(), number);
    lists.push(Vec::new());
    number
}

fn short(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn last(list: &[u32], before: usize) -> Option<usize> {
    list[..list.partition_point(|number| (*number as usize) < before)].last().map(|number| *number as usize)
}

fn first(list: &[u32], from: usize) -> Option<usize> {
    list.get(list.partition_point(|number| (*number as usize) < from)).map(|number| *number as usize)
}
