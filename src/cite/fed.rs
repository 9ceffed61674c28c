//! An item as the engine takes it.
//!
//! The engine stops at ranges of dates, at months that there are none of and at dates in words, takes names apart by rules of its own
//! and knows fewer numbers than styles do. It is fed what it can read; what was kept back is put in afterwards.

use std::collections::BTreeMap;

use hayagriva::citationberg::json::{self, DateValue, LiteralName, NameItem, NameValue, VecDate, VecDateRange};
use serde_json::{Map, Value};

use super::{
    apart::{Apart, Given},
    formatted::Part,
    mended::{Alias, Feeding},
    signs::{Sign, harmless},
};

/// Stands in names that are joined without a space; the engine knows it for a Chinese character, and joins them.
pub(super) const JOINED_NAMES: char = '\u{2f800}';

/// An item as the engine takes it, and what was kept back.
pub(super) struct Fed {
    /// With the dates on which things began.
    pub(super) entry: json::Item,
    /// With those on which they ended, if they lasted.
    pub(super) ended: Option<json::Item>,
    /// Which dates last.
    pub(super) ranged: Vec<Part>,
    /// Dates that are only described.
    pub(super) described: Vec<(Part, String)>,
    /// Numbers that were fed as others, and what they are.
    pub(super) numbers: Vec<(String, String)>,
    /// Its language, if it says so.
    pub(super) language: Option<String>,
}

const DATES: [(&str, Part); 6] = [
    ("issued", Part::Date),
    ("accessed", Part::Accessed),
    ("original-date", Part::OriginalDate),
    ("available-date", Part::OtherDate),
    ("event-date", Part::OtherDate),
    ("submitted", Part::OtherDate),
];

/// The year of dates that are described in words: it is never seen.
const NO_YEAR: i16 = 9999;
/// Its digits.
pub(super) const NO_YEAR_DIGITS: &str = "9999";

/// Variables that are numbers (CSL 1.0.2, appendix IV).
const NUMBERS: [&str; 11] = [
    "chapter-number",
    "collection-number",
    "edition",
    "issue",
    "number",
    "part-number",
    "printing-number",
    "section",
    "supplement-number",
    "version",
    "volume",
];

/// Feeds an item under a key, as a style wants it; for the text or for the list of works cited.
pub(super) fn feed(fields: &Map<String, Value>, key: &str, feeding: &Feeding, apart: &Apart, in_text: bool) -> Fed {
    let mut entry: BTreeMap<String, json::Value> = BTreeMap::new();
    let mut ends: BTreeMap<String, json::Value> = BTreeMap::new();
    let (mut ranged, mut described, mut numbers) = (Vec::new(), Vec::new(), Vec::new());
    // The engine compares entries whole, again and again: the first field tells them apart.
    entry.insert("\u{1}".into(), json::Value::String(key.into()));
    for (name, value) in fields {
        if let Some((_, part)) = DATES.iter().find(|(date, _)| date == name) {
            match date(value) {
                Some(Dated::Day(start)) => drop(entry.insert(name.clone(), json::Value::Date(start))),
                Some(Dated::Range(start, end)) => {
                    ranged.push(*part);
                    entry.insert(name.clone(), json::Value::Date(start));
                    ends.insert(name.clone(), json::Value::Date(end));
                }
                Some(Dated::Words(words)) => {
                    described.push((*part, words));
                    entry.insert(name.clone(), json::Value::Date(parts(vec![NO_YEAR], false, None)));
                }
                None => {}
            }
            continue;
        }
        let fed = match value {
            Value::Array(list) => Some({
                let told = |at: usize| apart.given.get(&at).copied().filter(|_| name == "author");
                let names = list.iter().enumerate().filter_map(|(at, value)| self::name(value, feeding, told(at), in_text));
                json::Value::Names(names.collect())
            }),
            Value::String(text) if NUMBERS.contains(&name.as_str()) && is_number(text) => {
                let number = 7_000_001 + i64::try_from(numbers.len()).unwrap_or(0);
                numbers.push((number.to_string(), words(text)));
                Some(json::Value::Number(number))
            }
            Value::String(text) => Some(words(text))
                .filter(|text| !text.is_empty())
                .map(|text| json::Value::String(if name == "title" { unmarked(&text) } else { text })),
            Value::Number(number) => Some(number.as_i64().map_or_else(|| json::Value::String(number.to_string()), json::Value::Number)),
            _ => None,
        };
        if let Some(fed) = fed.filter(|fed| !matches!(fed, json::Value::Names(names) if names.is_empty())) {
            entry.insert(name.clone(), fed);
        }
    }
    entry.insert("id".into(), json::Value::String(key.into()));
    if let Some(spare) = feeding.short_container {
        let forms = ["container-title-short", "journalAbbreviation", "container-title"];
        match forms.iter().find_map(|form| entry.get(*form)).cloned() {
            Some(short) => entry.insert(spare.to_string(), short),
            None => entry.remove(&spare.to_string()),
        };
    }
    let of_alias = |alias: &Alias| {
        let short = alias.short.then(|| entry.get("title-short")).flatten();
        (alias.spare.to_string(), short.or_else(|| entry.get(&alias.of.to_string())).cloned())
    };
    for (name, value) in feeding.aliases.iter().map(of_alias).collect::<Vec<_>>() {
        // What the item itself has under that name is not asked for by the style.
        let Some(value) = value else {
            entry.remove(&name);
            continue;
        };
        if let Some(end) = alias_of(feeding, &name).and_then(|of| ends.get(&of)) {
            ends.insert(name.clone(), end.clone());
        }
        entry.insert(name, value);
    }
    for variable in feeding.never.iter().chain(&feeding.more) {
        entry.remove(&variable.to_string());
    }
    if let Some(more) = feeding.more.filter(|_| apart.more) {
        entry.insert(more.to_string(), json::Value::String("more".into()));
    }
    let language = fields.get("language").and_then(Value::as_str).map(str::to_owned);
    let ended = (!ends.is_empty()).then(|| {
        let mut ended = entry.clone();
        ended.extend(ends);
        json::Item(ended)
    });
    Fed { entry: json::Item(entry), ended, ranged, described, numbers, language }
}

fn alias_of(feeding: &Feeding, spare: &str) -> Option<String> {
    feeding.aliases.iter().find(|alias| alias.spare.to_string() == spare).map(|alias| alias.of.to_string())
}

/// Whether a style takes it for a number and the engine does not: 19/4.
fn is_number(text: &str) -> bool {
    let numeric = |part: &str| {
        part.chars().any(|letter| letter.is_ascii_digit()) && part.chars().all(|letter| letter.is_alphanumeric() || letter == '.')
    };
    text.contains('/') && text.trim().split(['/', '-', '–', ',', '&']).all(|part| numeric(part.trim()))
}

fn words(text: &str) -> String {
    harmless(text).split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// When something was.
enum Dated {
    Day(DateValue),
    Range(DateValue, DateValue),
    Words(String),
}

fn date(value: &Value) -> Option<Dated> {
    if let Some(text) = value.as_str() {
        return written(text);
    }
    let fields = value.as_object()?;
    let circa = fields.get("circa").is_some_and(|circa| circa.as_bool().unwrap_or(circa.as_i64() == Some(1) || circa.as_str().is_some()));
    let season = fields
        .get("season")
        .and_then(|season| season.as_i64().map(|season| season.to_string()).or_else(|| season.as_str().map(str::to_owned)));
    let list = fields.get("date-parts").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let mut days = list.iter().filter_map(day);
    match (days.next(), days.next()) {
        (Some(start), Some(end)) if start != end => Some(Dated::Range(parts(start, circa, season), parts(end, circa, None))),
        (Some(start), _) => Some(Dated::Day(parts(start, circa, season))),
        _ => match (fields.get("literal").and_then(Value::as_str), fields.get("raw").and_then(Value::as_str)) {
            (Some(literal), _) if !literal.trim().is_empty() => Some(Dated::Words(words(literal))),
            (_, Some(raw)) => written(raw),
            _ => None,
        },
    }
}

/// A date as it is written: 2020-11-18, 2020-11, 2020-11-18/2020-11-20; anything else is words.
fn written(text: &str) -> Option<Dated> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let one = |text: &str| {
        let text = text.split('T').next().unwrap_or(text);
        let numbers: Option<Vec<Value>> = text.split('-').map(|part| part.parse::<i64>().ok().map(Value::from)).collect();
        numbers.filter(|numbers| (1..=3).contains(&numbers.len())).and_then(|numbers| day(&Value::Array(numbers)))
    };
    let mut days = text.splitn(2, '/').map(one);
    Some(match (days.next().flatten(), days.next()) {
        (Some(start), None) => Dated::Day(parts(start, false, None)),
        (Some(start), Some(Some(end))) => Dated::Range(parts(start, false, None), parts(end, false, None)),
        _ => Dated::Words(words(text)),
    })
}

/// Year, month and day as far as there are such.
fn day(value: &Value) -> Option<Vec<i16>> {
    let number = |value: &Value| value.as_i64().or_else(|| value.as_str().and_then(|text| text.trim().parse().ok()));
    let mut numbers = value.as_array()?.iter().map_while(number);
    let year = numbers.next().and_then(|year| i16::try_from(year).ok())?;
    let mut day = vec![year];
    let month = numbers.next().filter(|month| (1..=12).contains(month)).and_then(|month| i16::try_from(month).ok());
    if let Some(month) = month {
        day.push(month);
        day.extend(numbers.next().filter(|day| (1..=31).contains(day)).and_then(|day| i16::try_from(day).ok()));
    }
    Some(day)
}

fn parts(day: Vec<i16>, circa: bool, season: Option<String>) -> DateValue {
    DateValue::DateParts { date_parts: VecDateRange(vec![VecDate(day)]), literal: None, season, circa }
}

/// A name in the parts that the engine keeps.
fn name(value: &Value, feeding: &Feeding, told: Option<Given>, in_text: bool) -> Option<NameValue> {
    let text =
        |key: &str| value.get(key).and_then(Value::as_str).map(|text| words(text).replace('\'', "’")).filter(|text| !text.is_empty());
    let literal = |literal: String| Some(NameValue::Literal(LiteralName { literal: unmarked(&literal) }));
    if let Some(name) = text("literal").or_else(|| value.as_str().map(words).filter(|name| !name.is_empty())) {
        return literal(name);
    }
    let (family, given) = match (text("family"), text("given")) {
        (Some(family), given) => (family, given),
        (None, Some(given)) => return literal(given),
        (None, None) => return None,
    };
    let (mut non_dropping, mut dropping) = (text("non-dropping-particle"), text("dropping-particle"));
    let (mut family, mut given) = (family, given);
    if non_dropping.is_none() && dropping.is_none() {
        // Particles in small letters, before the family name or behind the given one.
        let (particle, rest) = particles(&family);
        if let (Some(particle), rest) = (particle, rest.to_owned()) {
            (non_dropping, family) = (Some(particle.to_owned()), rest);
        }
        if let Some(names) = &given {
            let first = names.split(' ').rev().take_while(|word| word.chars().next().is_some_and(char::is_lowercase)).count();
            let all: Vec<&str> = names.split(' ').collect();
            if first > 0 && first < all.len() {
                let cut = all.len() - first;
                (dropping, given) = (Some(all[cut..].join(" ")), Some(all[..cut].join(" ")));
            }
        }
    }
    let comma_suffix = value.get("comma-suffix").map(|comma| comma.as_bool().unwrap_or(false) || comma.as_i64() == Some(1));
    let mut given = given.map(|given| initials_apart(&given));
    if feeding.bare_initials {
        given = given.map(|given| given.split(' ').fold(String::new(), bare_initial));
    }
    if let Some(given) = given.as_mut().filter(|given| are_joined(given) || are_joined(&family)) {
        given.push(JOINED_NAMES);
    }
    // The engine takes the first word of a name for a particle where it is one in some language: Le Guin.
    let family = family.replace(' ', "\u{a0}").replace('’', "\u{206c}");
    let (family, given) = match (told, given) {
        (None, given) => (family, given),
        // In the text, where the family name stands alone, the given one is made part of it.
        (Some(told), Some(given)) if in_text => {
            let given = if told == Given::Full { given } else { initials(&given) };
            (format!("{given} {family}").replace(' ', "\u{a0}"), None)
        }
        // In the list, where it would be initials, it is said in full: signs are no capitals that could be initials.
        (Some(Given::Full), Some(given)) if !feeding.means.says_full => (family, Some(given.chars().map(signed).collect())),
        (Some(_), given) => (family, given),
    };
    let suffix = text("suffix").map(|suffix| if feeding.bare_suffixes { suffix.replace('.', "") } else { suffix });
    Some(NameValue::Item(NameItem {
        family,
        given,
        non_dropping_particle: non_dropping,
        dropping_particle: dropping,
        suffix,
        comma_suffix,
    }))
}

/// A capital as a sign.
fn signed(letter: char) -> char {
    if letter.is_ascii_uppercase() { Sign::Style(letter).letter() } else { letter }
}

fn initials(given: &str) -> String {
    given.split(' ').filter_map(|word| word.chars().next()).map(|initial| format!("{initial}.")).collect::<Vec<_>>().join(" ")
}

/// Marks that names and titles are not sorted by, and letters that sorting leaves out, for their places.
const UNSORTED: [(char, char); 7] =
    [('@', '\u{2061}'), ('"', '\u{2062}'), ('“', '\u{2063}'), ('‘', '\u{2064}'), ('\'', '\u{206a}'), ('#', '\u{206b}'), ('’', '\u{206c}')];

/// A name with letters that sorting leaves out for the marks that it begins with.
fn unmarked(name: &str) -> String {
    let mut begins = true;
    let mark = |letter: char| UNSORTED.iter().find(|(mark, _)| *mark == letter).map(|(_, stand_in)| *stand_in);
    name.chars()
        .map(|letter| {
            begins &= !letter.is_alphanumeric();
            mark(letter).filter(|_| begins).unwrap_or(letter)
        })
        .collect()
}

/// The mark that a letter stands for that sorting leaves out.
pub(super) fn marked(letter: char) -> Option<char> {
    UNSORTED.iter().find(|(_, stand_in)| *stand_in == letter).map(|(mark, _)| *mark)
}

/// “B.” as “B”, and “J. R.” as “JR”.
fn bare_initial(before: String, word: &str) -> String {
    let is_initial = |word: &str| word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let bare = word.strip_suffix('.').filter(|word| is_initial(word)).unwrap_or(word);
    let last = before.rsplit(' ').next().unwrap_or_default();
    let joins = is_initial(bare) && !last.is_empty() && last.chars().all(char::is_uppercase);
    if before.is_empty() || joins { before + bare } else { format!("{before} {bare}") }
}

/// Whether a name is in Korean or Japanese letters: family and given name stand together.
fn are_joined(name: &str) -> bool {
    name.chars().any(|letter| matches!(letter, '\u{1100}'..='\u{11ff}' | '\u{3040}'..='\u{30ff}' | '\u{ac00}'..='\u{d7af}'))
}

/// The words in small letters that a family name begins with, and the rest.
fn particles(family: &str) -> (Option<&str>, &str) {
    let small = |word: &str| word.chars().next().is_some_and(char::is_lowercase);
    let mut cut = 0;
    for word in family.split_inclusive(' ') {
        if !small(word) || cut + word.len() >= family.len() {
            break;
        }
        cut += word.len();
    }
    if cut == 0 { (None, family) } else { (Some(family[..cut].trim_end()), &family[cut..]) }
}

/// “J.R.R.” as “J. R. R.”: each is an initial of its own.
fn initials_apart(given: &str) -> String {
    let letters: Vec<char> = given.chars().collect();
    let mut apart = String::with_capacity(given.len());
    for (at, letter) in letters.iter().enumerate() {
        apart.push(*letter);
        let initial = *letter == '.' && at > 0 && letters[at - 1].is_uppercase();
        if initial && letters.get(at + 1).is_some_and(|next| next.is_uppercase()) {
            apart.push(' ');
        }
    }
    apart
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_the_engine_would_stop_at_is_kept_from_it() {
        for (issued, ranged, described) in [
            (json!({ "date-parts": [[2020, 1], [2020, 3]] }), 1, 0),
            (json!({ "date-parts": [[2020, 0, 99]] }), 0, 0),
            (json!({ "date-parts": [[]] }), 0, 0),
            (json!({ "literal": "in the spring" }), 0, 1),
            (json!({ "raw": "2020-11-18/2020-11-20" }), 1, 0),
            (json!("no date that anybody knows"), 0, 1),
            (json!({ "date-parts": [[999_999]] }), 0, 0),
        ] {
            let fields = json!({ "issued": issued });
            let fed = feed(fields.as_object().unwrap(), "x", &Feeding::default(), &Apart::default(), true);
            assert_eq!((fed.ranged.len(), fed.described.len()), (ranged, described), "{issued}");
        }
    }

    #[test]
    fn particles_are_taken_from_names() {
        assert_eq!(particles("van der Berg"), (Some("van der"), "Berg"));
        assert_eq!(particles("hooks"), (None, "hooks"));
        assert_eq!(particles("Le Guin"), (None, "Le Guin"));
        assert_eq!(initials_apart("J.R.R."), "J. R. R.");
    }
}
