//! Names in a text, and which of them name the same one.

use std::ops::Range;

use super::cues::{Word, is_verb, words};

/// Who is named at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where, in bytes.
    pub range: Range<usize>,
    /// Who.
    pub who: Who,
}

/// Whom a mention means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// A person by name.
    Person(String),
    /// An organization by name.
    Organization(String),
    /// Somebody described, as “an official”.
    Described(String),
    /// He, she, they, or “the official”: whoever was meant before.
    Back(Back),
}

/// What a word that points back can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Back {
    /// The last person.
    Person,
    /// The last who was described.
    Described,
    /// The last organization.
    Organization,
}

const TITLES: [&str; 40] = [
    "Mr",
    "Mr.",
    "Mrs",
    "Mrs.",
    "Ms",
    "Ms.",
    "Dr",
    "Dr.",
    "President",
    "Vice",
    "Senator",
    "Sen.",
    "Sen",
    "Rep.",
    "Rep",
    "Representative",
    "Gov.",
    "Governor",
    "Mayor",
    "Judge",
    "Justice",
    "General",
    "Gen.",
    "Col.",
    "Sgt.",
    "Lt.",
    "Sir",
    "Lord",
    "Professor",
    "Prof.",
    "Minister",
    "Chancellor",
    "Secretary",
    "Director",
    "Chief",
    "Captain",
    "Capt.",
    "Officer",
    "Speaker",
    "Chairman",
];
const BODIES: [&str; 40] = [
    "Agency",
    "Department",
    "Council",
    "University",
    "Inc",
    "Inc.",
    "Ministry",
    "Police",
    "Committee",
    "Office",
    "Company",
    "Party",
    "Bank",
    "Court",
    "Association",
    "Institute",
    "Commission",
    "Corporation",
    "Corp",
    "Corp.",
    "Group",
    "Service",
    "Authority",
    "House",
    "Senate",
    "Congress",
    "Union",
    "Foundation",
    "Center",
    "Centre",
    "Bureau",
    "Board",
    "Federation",
    "Organization",
    "Organisation",
    "Society",
    "College",
    "Hospital",
    "Administration",
    "Security",
];
const NOT_NAMES: [&str; 62] = [
    "The",
    "A",
    "An",
    "In",
    "On",
    "At",
    "But",
    "And",
    "If",
    "It",
    "This",
    "That",
    "These",
    "Those",
    "When",
    "While",
    "As",
    "For",
    "After",
    "Before",
    "There",
    "Their",
    "His",
    "Her",
    "Its",
    "Our",
    "My",
    "Your",
    "Some",
    "Many",
    "Most",
    "However",
    "Meanwhile",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "Not",
    "No",
    "Yes",
    "With",
    "By",
    "From",
    "Of",
    "To",
    "Nov.",
    "Election",
];
const DESCRIBED: [&str; 26] = [
    "official",
    "officials",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "source",
    "sources",
    "aide",
    "aides",
    "witness",
    "witnesses",
    "resident",
    "residents",
    "neighbor",
    "neighbour",
    "critics",
    "experts",
    "analysts",
    "analyst",
    "lawyer",
    "expert",
    "employee",
    "diplomat",
    "researchers",
    "doctors",
    "teacher",
];

/// Finds everybody who is named or described in a stretch of text, in order.
pub fn mentions(text: &str, range: Range<usize>) -> Vec<Mention> {
    let words = words(text, range);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let word = &words[at];
        let lower = word.text.to_lowercase();
        if ["he", "she", "they"].contains(&lower.as_str()) {
            found.push(Mention { range: word.range.clone(), who: Who::Back(Back::Person) });
        } else if let Some(mention) = described(text, &words, at) {
            found.push(mention);
        } else if let Some((last, mention)) = named(text, &words, at) {
            found.push(mention);
            at = last;
        }
        at += 1;
    }
    found
}

fn described(text: &str, words: &[Word<'_>], at: usize) -> Option<Mention> {
    let word = &words[at];
    if ["agency", "company", "ministry", "department", "council", "committee"].contains(&word.text)
        && at > 0
        && words[at - 1].text.eq_ignore_ascii_case("the")
    {
        return Some(Mention { range: word.range.clone(), who: Who::Back(Back::Organization) });
    }
    if !DESCRIBED.contains(&word.text) {
        return None;
    }
    let first = (at.saturating_sub(4)..at)
        .rev()
        .find(|before| ["a", "an", "the", "one", "two", "another", "some"].contains(&words[*before].text.to_lowercase().as_str()))
        .unwrap_or(at);
    if words[first].text.eq_ignore_ascii_case("the") {
        return Some(Mention { range: word.range.clone(), who: Who::Back(Back::Described) });
    }
    // What follows belongs to it: “an official from the ministry”.
    let mut last = at;
    if words.get(at + 1).is_some_and(|next| ["from", "at", "of", "with"].contains(&next.text)) {
        last = (at + 2..words.len().min(at + 6))
            .take_while(|next| words[*next].text == "the" || words[*next].text.starts_with(char::is_uppercase))
            .last()
            .unwrap_or(at);
    }
    let range = words[first].range.start..words[last].range.end;
    let description = text[range.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
    Some(Mention { range, who: Who::Described(description) })
}

fn named(text: &str, words: &[Word<'_>], at: usize) -> Option<(usize, Mention)> {
    let is_name = |word: &Word<'_>| word.text.starts_with(char::is_uppercase) && !NOT_NAMES.contains(&word.text) && !is_verb(word.text);
    if !is_name(&words[at]) {
        return None;
    }
    let joins = |a: &Word<'_>, b: &Word<'_>| {
        text[a.range.end..b.range.start].chars().all(|letter| letter == ' ' || letter == '\u{a0}' || letter == '.')
    };
    let mut last = at;
    while let Some(next) = words.get(last + 1).filter(|next| joins(&words[last], next)) {
        if is_name(next) {
            last += 1;
        } else if ["of", "and", "for", "de", "von", "van", "bin", "al"].contains(&next.text)
            && words.get(last + 2).is_some_and(|after| joins(next, after) && is_name(after))
            && (next.text != "and"
                || BODIES.contains(&words[last + 2].text)
                || words.get(last + 3).is_some_and(|body| BODIES.contains(&body.text)))
        {
            last += 2;
        } else {
            break;
        }
    }
    let range = words[at].range.start..words[last].range.end;
    let first = (at..=last).find(|index| !TITLES.contains(&words[*index].text)).unwrap_or(last);
    let name = text[words[first].range.start..range.end].trim_end_matches("’s").trim_end_matches("'s").trim_end_matches('.').to_owned();
    let is_short_form =
        first == last && name.chars().count() > 1 && name.chars().all(|letter| letter.is_uppercase() || letter == '.' || letter == '&');
    let is_body = is_short_form || (at..=last).any(|index| BODIES.contains(&words[index].text)) && first < last;
    let who = if is_body { Who::Organization(name) } else { Who::Person(name) };
    Some((last, Mention { range, who }))
}

/// Whether two names can name the same person: equal, or one is the other's last name.
pub fn same_person(full: &str, short: &str) -> bool {
    full == short
        || full.split_whitespace().next_back() == Some(short)
        || (short.split_whitespace().count() > 1
            && full.split_whitespace().next_back() == short.split_whitespace().next_back()
            && full.chars().next() == short.chars().next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons_bodies_and_the_described_are_told_apart() {
        let text = "President Mara Quill met the Harbour Council, and an official from the Port Authority said he agreed.";
        let who: Vec<Who> = mentions(text, 0..text.len()).into_iter().map(|mention| mention.who).collect();
        assert_eq!(who[0], Who::Person("Mara Quill".into()));
        assert_eq!(who[1], Who::Organization("Harbour Council".into()));
        assert_eq!(who[2], Who::Described("an official from the Port Authority".into()));
        assert!(who.contains(&Who::Back(Back::Person)));
        assert!(same_person("Mara Quill", "Quill") && !same_person("Mara Quill", "Mara Bell"));
    }
}
