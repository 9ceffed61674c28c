//! An item's fields as other formats ask for them.

use serde_json::{Map, Value};

use crate::cite::item::Item;

/// An item's fields.
pub(super) struct Record<'a> {
    /// The key that names it.
    pub(super) key: &'a str,
    fields: &'a Map<String, Value>,
}

/// A name in its parts; an organization's is a family name alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Name {
    /// Particles that stay with the family name, such as “van”.
    pub(super) particle: String,
    pub(super) family: String,
    pub(super) given: String,
    pub(super) suffix: String,
    /// Whether it is not to be taken apart.
    pub(super) is_literal: bool,
}

/// A date as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Day {
    /// Year, month, day.
    pub(super) start: Vec<i64>,
    /// The same of the day on which it ended.
    pub(super) end: Vec<i64>,
    /// Whether it is only about right.
    pub(super) is_circa: bool,
    /// What is said of it in words.
    pub(super) words: String,
}

impl<'a> Record<'a> {
    /// The fields of an item.
    pub(super) fn of(item: &'a Item) -> Self {
        Self { key: item.key(), fields: item.fields() }
    }

    /// Its kind, as CSL calls it.
    pub(super) fn kind(&self) -> &'a str {
        self.fields.get("type").and_then(Value::as_str).unwrap_or("document")
    }

    /// A field as it stands, with its tags.
    pub(super) fn raw(&self, key: &str) -> Option<String> {
        let text = match self.fields.get(key)? {
            Value::String(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
            Value::Number(number) => number.to_string(),
            _ => return None,
        };
        Some(text.chars().filter(|letter| !letter.is_control()).collect()).filter(|text: &String| !text.is_empty())
    }

    /// A field without tags.
    pub(super) fn text(&self, key: &str) -> Option<String> {
        self.raw(key).map(|text| untagged(&text))
    }

    /// The first of these fields that there is.
    pub(super) fn first(&self, keys: &[&str]) -> Option<String> {
        keys.iter().find_map(|key| self.text(key))
    }

    /// The names under a key.
    pub(super) fn names(&self, key: &str) -> Vec<Name> {
        let part = |name: &Value, key: &str| -> String {
            let text = name.get(key).and_then(Value::as_str).unwrap_or_default();
            text.split_whitespace().collect::<Vec<_>>().join(" ").chars().filter(|letter| !letter.is_control()).collect()
        };
        let all = self.fields.get(key).and_then(Value::as_array).into_iter().flatten();
        let name = |name: &Value| {
            let literal = part(name, "literal");
            let particles = [part(name, "dropping-particle"), part(name, "non-dropping-particle")];
            let particle = particles.into_iter().filter(|particle| !particle.is_empty()).collect::<Vec<_>>().join(" ");
            let (family, given) = (part(name, "family"), part(name, "given"));
            if literal.is_empty() && !family.is_empty() {
                Name { particle, family, given, suffix: part(name, "suffix"), is_literal: false }
            } else {
                let literal = if literal.is_empty() { given } else { literal };
                let literal = if literal.is_empty() { name.as_str().unwrap_or_default().to_owned() } else { literal };
                Name { family: literal, is_literal: true, ..Name::default() }
            }
        };
        all.map(name).filter(|name| !name.family.is_empty()).collect()
    }

    /// The date under a key.
    pub(super) fn date(&self, key: &str) -> Option<Day> {
        let value = self.fields.get(key)?;
        if let Some(text) = value.as_str() {
            return Some(written(text));
        }
        let number = |value: &Value| value.as_i64().or_else(|| value.as_str().and_then(|text| text.trim().parse().ok()));
        let parts = |at: usize| -> Vec<i64> {
            let list = value.pointer(&format!("/date-parts/{at}")).and_then(Value::as_array);
            list.into_iter().flatten().map_while(number).take(3).collect()
        };
        let circa =
            value.get("circa").is_some_and(|circa| circa.as_bool().unwrap_or(circa.as_i64() == Some(1) || circa.as_str().is_some()));
        let words = value.get("literal").and_then(Value::as_str).unwrap_or_default().trim().to_owned();
        let mut day = Day { start: parts(0), end: parts(1), is_circa: circa, words };
        if day.start.is_empty() {
            day = Day { is_circa: circa, ..value.get("raw").and_then(Value::as_str).map_or(day, written) };
        }
        Some(day).filter(|day| !day.start.is_empty() || !day.words.is_empty())
    }
}

impl Name {
    /// With the given name first.
    pub(super) fn in_order(&self) -> String {
        joined(" ", &[&self.given, &self.whole_family(), &self.suffix])
    }

    /// The family name with its particle.
    pub(super) fn whole_family(&self) -> String {
        joined(" ", &[&self.particle, &self.family])
    }

    /// With the family name first, parted by commas, the suffix last.
    pub(super) fn inverted(&self) -> String {
        joined(", ", &[&self.whole_family(), &self.given, &self.suffix])
    }
}

impl Day {
    /// As ISO 8601 and EDTF write it: 2020-11-18, 2020-11, 2020/2021.
    pub(super) fn iso(&self) -> String {
        let one = |parts: &[i64]| {
            let part = |(at, part): (usize, &i64)| if at == 0 { format!("{part:04}") } else { format!("{part:02}") };
            parts.iter().enumerate().map(part).collect::<Vec<_>>().join("-")
        };
        if self.end.is_empty() || self.end == self.start { one(&self.start) } else { format!("{}/{}", one(&self.start), one(&self.end)) }
    }

    /// A part of the first day: 0 the year, 1 the month, 2 the day.
    pub(super) fn part(&self, at: usize) -> Option<i64> {
        self.start.get(at).copied()
    }
}

fn joined(between: &str, parts: &[&String]) -> String {
    parts.iter().filter(|part| !part.is_empty()).map(|part| part.as_str()).collect::<Vec<_>>().join(between)
}

/// A date as it is written; what is none is words.
fn written(text: &str) -> Day {
    let one = |text: &str| -> Option<Vec<i64>> {
        let text = text.trim().split('T').next().unwrap_or_default();
        text.split('-').map(|part| part.parse().ok()).collect::<Option<Vec<i64>>>().filter(|parts| (1..=3).contains(&parts.len()))
    };
    let mut days = text.splitn(2, '/').map(one);
    match (days.next().flatten(), days.next()) {
        (Some(start), None) => Day { start, ..Day::default() },
        (Some(start), Some(Some(end))) => Day { start, end, ..Day::default() },
        _ => Day { words: text.trim().to_owned(), ..Day::default() },
    }
}

/// Tags that may stand in a field (CSL-JSON, “Rich text”).
pub(super) const TAGS: [&str; 14] = [
    "<i>",
    "</i>",
    "<em>",
    "</em>",
    "<b>",
    "</b>",
    "<sup>",
    "</sup>",
    "<sub>",
    "</sub>",
    "<sc>",
    "</sc>",
    "<span class=\"nocase\">",
    "<span style=\"font-variant: small-caps;\">",
];

/// Words without tags.
fn untagged(text: &str) -> String {
    if !text.contains('<') {
        return text.to_owned();
    }
    let text = TAGS.iter().fold(text.to_owned(), |text, tag| text.replace(tag, ""));
    if text.contains("<span style=\"font-variant") || text.contains("</span>") {
        text.replace("<span style=\"font-variant:small-caps;\">", "").replace("</span>", "")
    } else {
        text
    }
}
