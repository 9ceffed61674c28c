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
    by_role: HashMap<&'static str, Vec<usize>>,
    /// Those who are described and not named, by the role.
    described: HashMap<&'static str, Vec<usize>>,
    /// Organizations, by each word of their names.
    by_word: HashMap<String, Vec<usize>>,
    /// Mentions of each organization.
    of_body: HashMap<usize, Vec<usize>>,
    /// Mentions of what speaks as one.
    bodies: Vec<usize>,
    /// Those of them that are surely organizations.
    organizations: Vec<usize>,
}

impl Index {
    /// The index of all names of an article.
    pub fn of(names: &Names, lexicon: &Lexicon) -> Self {
        let mut index = Self::default();
        for (number, mention) in names.mentions.iter().enumerate() {
            let named = &names.all[mention.who];
            match named.is {
                Is::Person => {
                    for role in &named.roles {
                        index.by_role.entry(role).or_default().push(number);
                    }
                }
                Is::Organization => {
                    index.bodies.push(number);
                    index.organizations.push(number);
                    let list = index.of_body.entry(mention.who).or_default();
                    list.push(number);
                    if list.len() == 1 {
                        for word in named.name.split(' ') {
                            index.by_word.entry(word.to_owned()).or_default().push(mention.who);
                        }
                    }
                }
                Is::Unknown if !lexicon.name(&named.name).any(Flags::GIVEN) => index.bodies.push(number),
                Is::Unknown | Is::Place => {}
            }
        }
        for (number, known) in names.described.iter().enumerate() {
            index.described.entry(known.role).or_default().push(number);
        }
        index
    }

    /// The mentions of persons who are called by a role.
    pub fn with_role(&self, role: &str) -> &[usize] {
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
        let lists = || self.by_word.get(word).into_iter().flatten().filter_map(|who| self.of_body.get(who));
        lists().filter_map(|list| last(list, before)).max().or_else(|| lists().filter_map(|list| list.first().copied()).min())
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

fn last(list: &[usize], before: usize) -> Option<usize> {
    list[..list.partition_point(|number| *number < before)].last().copied()
}

fn first(list: &[usize], from: usize) -> Option<usize> {
    list.get(list.partition_point(|number| *number < from)).copied()
}
