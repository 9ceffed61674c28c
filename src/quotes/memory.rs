//! Who spoke so far, and whom words that point back mean.

use std::collections::HashMap;

use super::{
    lexicon::{Gender, Lexicon},
    names::{Is, Names},
    phrase::{Meant, Pronoun},
};
use crate::model::{Anonymous, Organization, Person, Slug, Speaker, SpeakerId};

/// Everybody who was found to speak, in the order of their first words.
#[derive(Default)]
pub struct Memory {
    /// The speakers.
    pub speakers: Vec<Speaker>,
    /// Where each of them stands in the list.
    places: HashMap<SpeakerId, usize>,
    /// The numbers behind names that several have.
    numbers: HashMap<String, usize>,
    named: HashMap<usize, SpeakerId>,
    /// The place among the names of each speaker that has one.
    names_of: HashMap<SpeakerId, usize>,
    unnamed: HashMap<String, SpeakerId>,
    bodies: HashMap<String, SpeakerId>,
    /// Who was described by a role last.
    described: HashMap<&'static str, SpeakerId>,
    genders: HashMap<SpeakerId, Gender>,
    /// Who spoke last, and in which paragraph.
    last: Option<(SpeakerId, usize)>,
}

impl Memory {
    /// The speaker who is meant at a place; nothing where it cannot be told.
    pub fn resolve(
        &mut self,
        meant: &Meant,
        names: &Names,
        paragraph: usize,
        at: usize,
        words_of: &dyn Fn(usize, usize, usize) -> String,
    ) -> Option<SpeakerId> {
        match meant {
            Meant::Speaker(id) => Some(id.clone()),
            Meant::Named(who) => Some(self.of_name(*who, names)),
            Meant::Pronoun(pronoun) => self.of_pronoun(*pronoun, names, paragraph, at),
            Meant::Described { words, role, is_known } => Some(self.of_role(words, role, *is_known, names, paragraph, at, words_of)),
            Meant::Body { words, is_bare } => {
                let called = is_bare.then(|| self.last_body(names, paragraph, at, words)).flatten();
                Some(match called {
                    Some(who) => self.of_name(who, names),
                    None => self.body(words),
                })
            }
            Meant::Document(words) => {
                let spoke = self.last.clone().filter(|(id, spoke)| spoke + 2 > paragraph && self.is_body(id)).map(|(id, _)| id);
                Some(spoke.unwrap_or_else(|| match self.last_body(names, paragraph, at, "") {
                    Some(who) if words.to_lowercase().contains("statement") => self.of_name(who, names),
                    _ => self.body(words),
                }))
            }
        }
    }

    /// Remembers who spoke last.
    pub fn spoke(&mut self, id: &SpeakerId, paragraph: usize) {
        self.last = Some((id.clone(), paragraph));
    }

    /// The place of a speaker among the names of the article; nothing for somebody described.
    pub fn name_of(&self, id: &SpeakerId) -> Option<usize> {
        self.names_of.get(id).copied()
    }

    /// The speaker of this identifier.
    pub fn speaker(&self, id: &SpeakerId) -> Option<&Speaker> {
        self.speakers.get(*self.places.get(id)?)
    }

    /// The speaker of this identifier, to be completed.
    pub fn speaker_mut(&mut self, id: &SpeakerId) -> Option<&mut Speaker> {
        self.speakers.get_mut(*self.places.get(id)?)
    }

    fn is_body(&self, id: &SpeakerId) -> bool {
        matches!(self.speaker(id), Some(Speaker::Organization(_)))
    }

    fn of_name(&mut self, who: usize, names: &Names) -> SpeakerId {
        if let Some(id) = self.named.get(&who) {
            return id.clone();
        }
        let named = &names.all[who];
        let name = named.name.clone();
        // One word that nothing calls a person is a body: a last name alone would have found its owner.
        let is_person = named.is == Is::Person || (named.is == Is::Unknown && Lexicon::get().given.contains_key(name.as_str()));
        let id = if is_person {
            self.add(&name, |id| Speaker::Person(Person { id, name: name.clone(), ..Person::default() }))
        } else {
            self.add(&name, |id| Speaker::Organization(Organization { id, name: name.clone(), ..Organization::default() }))
        };
        self.genders.insert(id.clone(), named.gender);
        self.named.insert(who, id.clone());
        self.names_of.insert(id.clone(), who);
        id
    }

    fn body(&mut self, words: &str) -> SpeakerId {
        let bare = words.strip_prefix("the ").or_else(|| words.strip_prefix("The ")).unwrap_or(words).to_owned();
        if let Some(id) = self.bodies.get(&bare) {
            return id.clone();
        }
        let id = self.add(&bare, |id| Speaker::Organization(Organization { id, name: bare.clone(), ..Organization::default() }));
        self.bodies.insert(bare, id.clone());
        id
    }

    #[allow(clippy::too_many_arguments)]
    fn of_role(
        &mut self,
        words: &str,
        role: &'static str,
        is_known: bool,
        names: &Names,
        paragraph: usize,
        at: usize,
        words_of: &dyn Fn(usize, usize, usize) -> String,
    ) -> SpeakerId {
        if is_known {
            // “The expert” after “one legal expert”, “the mayor” after “Ann Bell, the mayor”: whichever stands nearer.
            let place = |paragraph: usize, start: usize| (paragraph, start);
            let person = names.last_with_role(role, paragraph, at);
            let described = names.last_described(role, paragraph, at);
            let spoke = self.described.get(role).cloned();
            match (person, described, spoke) {
                (Some(person), Some(described), _)
                    if place(person.paragraph, person.start) > place(described.paragraph, described.start)
                        && person.paragraph + 1 >= paragraph =>
                {
                    return self.of_name(person.who, names);
                }
                (_, _, Some(id)) => return id,
                (_, Some(described), None) => {
                    let words = words_of(described.paragraph, described.start, described.end);
                    return self.anonymous(&words, role);
                }
                (Some(person), None, None) => return self.of_name(person.who, names),
                (None, None, None) => {}
            }
        }
        self.anonymous(words, role)
    }

    fn anonymous(&mut self, words: &str, role: &'static str) -> SpeakerId {
        if let Some(id) = self.unnamed.get(words) {
            return id.clone();
        }
        let id = self.add(words, |id| Speaker::Anonymous(Anonymous { id, description: words.to_owned(), ..Anonymous::default() }));
        self.unnamed.insert(words.to_owned(), id.clone());
        self.described.insert(role, id.clone());
        id
    }

    fn of_pronoun(&mut self, pronoun: Pronoun, names: &Names, paragraph: usize, at: usize) -> Option<SpeakerId> {
        let fits = |gender: Gender| !matches!((pronoun, gender), (Pronoun::He, Gender::Female) | (Pronoun::She, Gender::Male));
        let before = names.mentions.partition_point(|mention| (mention.paragraph, mention.start) < (paragraph, at));
        let earlier = &names.mentions[..before];
        let person = |who: usize| names.all[who].is == Is::Person && names.all[who].is_sure && fits(names.all[who].gender);
        match pronoun {
            Pronoun::It => {
                if let Some((id, spoke)) = &self.last
                    && spoke + 2 >= paragraph
                    && self.is_body(id)
                {
                    return Some(id.clone());
                }
                self.last_body(names, paragraph, at, "").map(|who| self.of_name(who, names))
            }
            Pronoun::They => {
                if let Some((id, spoke)) = &self.last
                    && spoke + 2 >= paragraph
                {
                    return Some(id.clone());
                }
                self.last_body(names, paragraph, at, "").map(|who| self.of_name(who, names))
            }
            Pronoun::He | Pronoun::She => {
                // The first person named in this paragraph before the pronoun, then who spoke last, then the last one named.
                let here =
                    earlier.iter().rev().take_while(|mention| mention.paragraph == paragraph).filter(|mention| person(mention.who)).last();
                let last = self.last.clone().filter(|(id, spoke)| {
                    spoke + 2 >= paragraph && !self.is_body(id) && fits(self.genders.get(id).copied().unwrap_or(Gender::Either))
                });
                if let Some((id, spoke)) = &last
                    && *spoke == paragraph
                {
                    return Some(id.clone());
                }
                if let Some(mention) = here {
                    return Some(self.of_name(mention.who, names));
                }
                // In the paragraph before: who spoke in it, else whom it begins with.
                let (start, end) = (
                    earlier.partition_point(|mention| mention.paragraph + 1 < paragraph),
                    earlier.partition_point(|mention| mention.paragraph < paragraph),
                );
                let in_last = || earlier[start..end].iter().filter(|mention| person(mention.who));
                let subject = in_last().rfind(|mention| mention.opens).or_else(|| in_last().next());
                match (last, subject) {
                    (Some((id, spoke)), _) if spoke + 1 >= paragraph => return Some(id),
                    (_, Some(mention)) => return Some(self.of_name(mention.who, names)),
                    (Some((id, _)), None) => return Some(id),
                    (None, None) => {}
                }
                let near =
                    earlier.iter().rev().take_while(|mention| mention.paragraph + 3 >= paragraph).filter(|mention| person(mention.who));
                let mut near: Vec<usize> = near.map(|mention| mention.who).collect();
                if near.is_empty() {
                    near = earlier.iter().rev().filter(|mention| person(mention.who)).map(|mention| mention.who).take(1).collect();
                }
                near.first().map(|who| self.of_name(*who, names))
            }
        }
    }

    fn last_body(&self, names: &Names, paragraph: usize, at: usize, words: &str) -> Option<usize> {
        let before = names.mentions.partition_point(|mention| (mention.paragraph, mention.start) < (paragraph, at));
        // “The agency” is whatever has Agency in its name, where something has.
        let noun = words.split_whitespace().next_back().unwrap_or_default();
        if !noun.is_empty() {
            let mut letters = noun.chars();
            let capital: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
            if let Some(mention) = names.nearest_body_called(&capital, before) {
                return Some(mention.who);
            }
        }
        // Whom the paragraph, or the one before, is about; then the last one named; then, at an article's beginning, the first.
        let from = names.mentions.partition_point(|mention| mention.paragraph + 1 < paragraph);
        names
            .body_within(from.min(before)..before)
            .or_else(|| names.last_body(before))
            .or_else(|| names.first_organization(before))
            .map(|mention| mention.who)
    }

    fn add(&mut self, name: &str, make: impl FnOnce(SpeakerId) -> Speaker) -> SpeakerId {
        let slug = Slug::from_title(name);
        let mut id = SpeakerId::new(slug.as_str());
        let number = self.numbers.entry(slug.as_str().to_owned()).or_insert(2);
        while self.places.contains_key(&id) {
            id = SpeakerId::new(slug.numbered(*number).as_str());
            *number += 1;
        }
        self.places.insert(id.clone(), self.speakers.len());
        self.speakers.push(make(id.clone()));
        id
    }
}
