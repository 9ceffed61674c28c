//! Names of people and bodies in the parts that CSL-JSON has.

use serde_json::{Value, json};

use crate::model::{Creator, Speaker};

/// A person's name in its parts, an organization's as it stands.
pub(super) fn name(creator: &Creator) -> Value {
    match creator {
        Creator::Organization { name, .. } => json!({ "literal": name.trim() }),
        Creator::Person { name, .. } => person(name.trim()),
    }
}

/// A person's name in its parts.
pub(super) fn person(name: &str) -> Value {
    if let Some((family, given)) = name.split_once(", ") {
        return json!({ "family": family.trim(), "given": given.trim() });
    }
    let mut words: Vec<&str> = name.split_whitespace().collect();
    let mut suffix = None;
    if words.len() > 2 && words.last().is_some_and(|last| ["Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"].contains(last)) {
        suffix = words.pop();
    }
    if words.len() < 2 {
        return json!({ "literal": name });
    }
    // A particle in lower case belongs to the family name.
    let particle = words
        .iter()
        .enumerate()
        .skip(1)
        .position(|(at, word)| at + 1 < words.len() && word.chars().next().is_some_and(char::is_lowercase))
        .map(|at| at + 1);
    let cut = particle.unwrap_or(words.len() - 1);
    let mut parts = json!({ "family": words[cut..].join(" "), "given": words[..cut].join(" ") });
    if let Some(suffix) = suffix {
        parts["suffix"] = suffix.into();
    }
    parts
}

/// A speaker's name: a person's in its parts, with the handle where the speaker posts under one.
pub(super) fn of_speaker(speaker: &Speaker) -> Option<Value> {
    match speaker {
        Speaker::Person(speaker) => Some(person(speaker.name.trim())),
        Speaker::Organization(speaker) => Some(json!({ "literal": speaker.name.trim() })),
        Speaker::Anonymous(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_apart_as_people_bear_them() {
        for (written, family, given) in [
            ("Ada Lovelace", "Lovelace", "Ada"),
            ("Ursula K. Le Guin", "Guin", "Ursula K. Le"),
            ("Ludwig van Beethoven", "van Beethoven", "Ludwig"),
            ("Curie, Marie", "Curie", "Marie"),
        ] {
            let name = person(written);
            assert_eq!((name["family"].as_str(), name["given"].as_str()), (Some(family), Some(given)), "{written}");
        }
        assert_eq!(person("Martin Luther King Jr.")["suffix"], "Jr.");
        assert_eq!(person("Plato")["literal"], "Plato");
    }
}
