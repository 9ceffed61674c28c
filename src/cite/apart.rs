//! Works that would be cited with the same words are told apart (CSL 1.0.2, “Disambiguation”).
//!
//! The engine would tell all but the first of them apart, gives out letters in the order of citations, and shortens names in the list of
//! works cited where it lengthens them in the text. It is told what to say instead.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use hayagriva::citationberg::DisambiguationRule;
use serde_json::Value;

use super::item::Item;

/// How far a person is named beyond the family name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Given {
    /// By initials.
    Initials,
    /// In full.
    Full,
}

/// What a work is told apart by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Apart {
    /// Its authors' given names, by their places.
    pub(super) given: BTreeMap<usize, Given>,
    /// More of what the style has for it: a title.
    pub(super) more: bool,
    /// A letter behind the year.
    pub(super) letter: Option<String>,
}

/// What a style tells works apart by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Means {
    /// Given names, by which rule.
    pub(super) given: Option<DisambiguationRule>,
    /// Whether given names can be initials.
    pub(super) initials: bool,
    /// Whether the list of works cited says given names in full anyway.
    pub(super) says_full: bool,
    /// More of a work.
    pub(super) more: bool,
    /// Letters.
    pub(super) letters: bool,
    /// Whether the letters stand behind the year without being asked for.
    pub(super) behind_year: bool,
}

/// The works that are cited with the same words.
pub(super) fn alike(cited: impl Iterator<Item = (usize, String)>) -> Vec<Vec<usize>> {
    let mut by_words: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (work, words) in cited {
        by_words.entry(words).or_default().push(work);
    }
    by_words.into_values().filter(|works| works.len() > 1).collect()
}

/// A person that a work is cited by: the family name, and the given ones.
type Person = (String, String);

fn people(item: &Item) -> Vec<Option<Person>> {
    let names = item.fields().get("author").and_then(Value::as_array).into_iter().flatten();
    let text = |name: &Value, key: &str| name.get(key).and_then(Value::as_str).map(str::to_owned);
    names.map(|name| Some((text(name, "family")?, text(name, "given")?))).collect()
}

fn initials(given: &str) -> String {
    given.split([' ', '-', '.']).filter_map(|word| word.chars().next()).collect()
}

/// The persons of each family name, by their given names.
type Families = HashMap<String, BTreeSet<String>>;

fn families(people: impl Iterator<Item = Person>) -> Families {
    let mut families = Families::new();
    for (family, given) in people {
        families.entry(family).or_default().insert(given);
    }
    families
}

/// How far a person is to be named, to be told from others of the same family name.
fn needed(person: &Person, all: &Families, means: Means, initials_only: bool) -> Option<Given> {
    let mut others = all.get(&person.0).into_iter().flatten().filter(|other| **other != person.1).peekable();
    others.peek()?;
    let same_initials = others.any(|other| initials(other) == initials(&person.1));
    match (means.initials, same_initials) {
        (true, false) => Some(Given::Initials),
        (true, true) if initials_only => None,
        (false, _) if initials_only => None,
        _ => Some(Given::Full),
    }
}

/// Names that several persons of a list share are told apart wherever they are said.
pub(super) fn by_names(works: &[Item], cited: &[String], means: Means, apart: &mut HashMap<usize, Apart>) {
    let Some(rule) = means.given.filter(|rule| *rule != DisambiguationRule::ByCite) else { return };
    let primary = matches!(rule, DisambiguationRule::PrimaryName | DisambiguationRule::PrimaryNameWithInitials);
    let only = matches!(rule, DisambiguationRule::PrimaryNameWithInitials | DisambiguationRule::AllNamesWithInitials);
    let said = |(item, words): (&Item, &String)| {
        let people = people(item).into_iter().enumerate().take(if primary { 1 } else { usize::MAX });
        people.filter_map(|(at, person)| Some((at, person?))).filter(|(_, person)| words.contains(&person.0)).collect::<Vec<_>>()
    };
    let said: Vec<Vec<(usize, Person)>> = works.iter().zip(cited).map(said).collect();
    let all = families(said.iter().flatten().map(|(_, person)| person.clone()));
    for (work, people) in said.into_iter().enumerate() {
        for (at, person) in people {
            if let Some(given) = needed(&person, &all, means, only) {
                apart.entry(work).or_default().given.insert(at, given);
            }
        }
    }
}

/// Works that are cited alike are told apart by the given names of their authors, where those differ.
pub(super) fn by_given(groups: &[Vec<usize>], works: &[Item], means: Means, apart: &mut HashMap<usize, Apart>) {
    if means.given != Some(DisambiguationRule::ByCite) {
        return;
    }
    for group in groups {
        let all = families(group.iter().flat_map(|work| people(&works[*work])).flatten());
        for work in group {
            for (at, person) in people(&works[*work]).into_iter().enumerate() {
                if let Some(given) = person.and_then(|person| needed(&person, &all, means, false)) {
                    apart.entry(*work).or_default().given.insert(at, given);
                }
            }
        }
    }
}

/// The letters behind the year: a to z, aa, ab …
pub(super) fn letter(mut at: usize) -> String {
    let mut letters = String::new();
    loop {
        letters.insert(0, char::from(b'a' + u8::try_from(at % 26).unwrap_or(0)));
        match (at / 26).checked_sub(1) {
            Some(rest) => at = rest,
            None => return letters,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!([0, 1, 25, 26, 27, 702].map(letter), ["a", "b", "z", "aa", "ab", "aaa"]);
    }

    #[test]
    fn a_name_is_said_as_far_as_it_must_be() {
        let person = |family: &str, given: &str| (family.to_owned(), given.to_owned());
        let all = families([person("Ferris", "Ada"), person("Ferris", "Bo"), person("Osei", "Kwame")].into_iter());
        let means = Means { initials: true, ..Means::default() };
        assert_eq!(needed(&person("Ferris", "Ada"), &all, means, false), Some(Given::Initials));
        assert_eq!(needed(&person("Osei", "Kwame"), &all, means, false), None);
        assert_eq!(needed(&person("Ferris", "Ada"), &all, Means::default(), false), Some(Given::Full));
    }
}
