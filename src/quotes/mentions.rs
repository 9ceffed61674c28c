//! Mentions by what is asked of them, so that a long article is not searched again for each of its quotations.

use std::{collections::HashMap, ops::Range};

use super::{
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
    /// Mentions of organizations, by each word of their names.
    by_word: HashMap<String, Vec<usize>>,
    /// Mentions of what speaks as one.
    bodies: Vec<usize>,
    /// Those of them that are surely organizations.
    organizations: Vec<usize>,
}

impl Index {
    /// The index of all names of an article.
    pub fn of(names: &Names) -> Self {
        let mut index = Self::default();
        let given = &Lexicon::get().given;
        for (number, mention) in names.mentions.iter().enumerate() {
            let named = &names.all[mention.who];
            match named.is {
                Is::Person => {
                    for (at, role) in named.roles.iter().enumerate() {
                        if !named.roles[..at].contains(role) {
                            index.by_role.entry(role).or_default().push(number);
                        }
                    }
                }
                Is::Organization => {
                    index.bodies.push(number);
                    index.organizations.push(number);
                    for word in named.name.split_whitespace() {
                        match index.by_word.get_mut(word) {
                            Some(list) => list.push(number),
                            None => {
                                index.by_word.insert(word.to_owned(), vec![number]);
                            }
                        }
                    }
                }
                Is::Unknown if !given.contains_key(named.name.as_str()) => index.bodies.push(number),
                Is::Unknown | Is::Place => {}
            }
        }
        for (number, known) in names.described.iter().enumerate() {
            index.described.entry(known.role).or_default().push(number);
        }
        index
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
        let list = self.by_word.get(word)?;
        last(list, before).or_else(|| list.first().copied())
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
