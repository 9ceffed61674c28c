//! The order of a list (CSL 1.0.2, “Sorting”).
//!
//! The engine renders two entries for each comparison; a list of thousands waits for it. It is asked once for what each entry is sorted
//! by, by a style whose citations are the keys.

use std::{cmp::Ordering, sync::Arc};

use hayagriva::citationberg::{
    Affixes, Date, DatePart, DatePartName, DateParts, DemoteNonDroppingParticle, Formatting, IndependentStyle, LayoutRenderingElement,
    LocaleCode, Name, Names, NamesChild, Sort, SortDirection, SortKey, StyleClass, Text, TextTarget,
    taxonomy::{DateVariable, NumberVariable, Variable},
};
use icu_collator::{
    Collator, CollatorBorrowed, CollatorPreferences,
    options::{AlternateHandling, CollatorOptions, Strength},
    preferences::CollationNumericOrdering,
};
use icu_locale_core::Locale;
use serde_json::{Value, json};

use super::{
    fed::{JOINED_NAMES, NO_YEAR_DIGITS, marked},
    formatted::Part,
    framed::each,
    mended::lists,
    signs::Sign,
};

/// What a list is sorted by.
#[derive(Clone, Debug)]
pub(super) struct Sorting {
    /// A style whose citations are the keys, parted by signs.
    pub(super) csl: Arc<IndependentStyle>,
    keys: Vec<Key>,
}

/// One key.
#[derive(Clone, Copy, Debug)]
struct Key {
    is_descending: bool,
    /// Whether it is the place in which things were cited.
    is_number: bool,
}

impl Sorting {
    /// What a style sorts by.
    pub(super) fn of(csl: &IndependentStyle, sort: Option<Sort>) -> Option<Self> {
        let sort = sort.filter(|sort| !sort.keys.is_empty())?;
        let mut csl = csl.clone();
        csl.bibliography = None;
        csl.settings.class = StyleClass::InText;
        if csl.settings.demote_non_dropping_particle != DemoteNonDroppingParticle::Never {
            csl.settings.demote_non_dropping_particle = DemoteNonDroppingParticle::DisplayAndSort;
        }
        let (mut keys, mut elements, mut least) = (Vec::new(), Vec::new(), None);
        for key in sort.keys {
            let direction = match &key {
                SortKey::Variable { sort_direction, .. } | SortKey::MacroName { sort_direction, .. } => *sort_direction,
            };
            let element = match key {
                SortKey::MacroName { name, names_min, names_use_first, names_use_last, .. } => {
                    least = least.or(names_min.map(|min| (min, names_use_first.unwrap_or(1), names_use_last)));
                    LayoutRenderingElement::Text(Text::with_target(TextTarget::Macro { name }))
                }
                SortKey::Variable { variable: Variable::Name(variable), .. } => {
                    let names = serde_json::from_value(json!({ "@variable": variable, "$value": [] }));
                    LayoutRenderingElement::Names(names.ok()?)
                }
                SortKey::Variable { variable: Variable::Date(variable), .. } => LayoutRenderingElement::Date(whole_date(variable)),
                SortKey::Variable { variable, .. } => LayoutRenderingElement::Text(Text::with_target(variable)),
            };
            let is_number = matches!(
                &element,
                LayoutRenderingElement::Text(Text {
                    target: TextTarget::Variable { var: Variable::Number(NumberVariable::CitationNumber), .. },
                    ..
                })
            );
            keys.push(Key { is_descending: direction == SortDirection::Descending, is_number });
            elements.push(element);
            let val = Sign::Between.letter().to_string();
            elements.push(LayoutRenderingElement::Text(Text::with_target(TextTarget::Value { val })));
        }
        let layout = &mut csl.citation.layout;
        (layout.prefix, layout.suffix, layout.delimiter) = (None, None, None);
        layout.elements = elements;
        csl.citation.sort = None;
        lists(&mut csl, &mut |elements| each(elements, &mut |element| sortable(element, least)));
        Some(Self { csl: Arc::new(csl), keys })
    }

    /// Puts its terms into another language.
    pub(super) fn set_language(&mut self, language: &str) {
        let mut csl = (*self.csl).clone();
        csl.default_locale = Some(LocaleCode(language.to_owned()));
        self.csl = Arc::new(csl);
    }

    /// The keys in what the engine gave; dates that are only described are sorted by their words.
    pub(super) fn keys_in(&self, text: &str, described: &[(Part, String)]) -> Vec<String> {
        let worded = |key: &str| match described.first() {
            Some((_, words)) if key.contains(NO_YEAR_DIGITS) => key.replace(NO_YEAR_DIGITS, words),
            _ => key.to_owned(),
        };
        let mut keys: Vec<String> = text.split(Sign::Between.letter()).map(|key| sorted_by(&worded(key))).collect();
        keys.truncate(self.keys.len());
        keys
    }

    /// The places of entries with these keys, in order; those with the same keys stay as they were.
    pub(super) fn order(&self, entries: &[Vec<String>], language: &str) -> Vec<usize> {
        let collator = collator(language);
        let mut order: Vec<usize> = (0..entries.len()).collect();
        order.sort_by(|a, b| self.compare((*a, &entries[*a]), (*b, &entries[*b]), collator.as_ref()));
        order
    }

    fn compare(&self, a: (usize, &Vec<String>), b: (usize, &Vec<String>), collator: Option<&CollatorBorrowed<'static>>) -> Ordering {
        for (at, key) in self.keys.iter().enumerate() {
            let turned = |ordering: Ordering| if key.is_descending { ordering.reverse() } else { ordering };
            if key.is_number {
                return turned(a.0.cmp(&b.0));
            }
            let text = |entry: &Vec<String>| entry.get(at).cloned().unwrap_or_default();
            let (a, b) = (text(a.1), text(b.1));
            // What there is nothing of comes last, whichever way is sorted.
            let ordering = match (a.is_empty(), b.is_empty()) {
                (true, true) => Ordering::Equal,
                (true, false) => Ordering::Greater,
                (false, true) => Ordering::Less,
                (false, false) => turned(collator.map_or_else(|| a.cmp(&b), |collator| collator.compare(&a, &b))),
            };
            if ordering != Ordering::Equal {
                return ordering;
            }
        }
        Ordering::Equal
    }
}

/// Compares letters alone, numbers by their value, without punctuation, as the language has it.
fn collator(language: &str) -> Option<CollatorBorrowed<'static>> {
    let locale: Locale = language.parse().or_else(|_| "en-US".parse()).ok()?;
    let mut preferences = CollatorPreferences::from(&locale);
    preferences.numeric_ordering = Some(CollationNumericOrdering::True);
    let mut options = CollatorOptions::default();
    (options.strength, options.alternate_handling) = (Some(Strength::Primary), Some(AlternateHandling::Shifted));
    Collator::try_new(preferences, options).ok()
}

/// An element as keys have it: names turned around and in full, dates as digits, nothing in marks.
fn sortable(element: &mut LayoutRenderingElement, least: Option<(u32, u32, Option<bool>)>) {
    match element {
        LayoutRenderingElement::Text(text) => (text.quotes, text.text_case) = (false, None),
        LayoutRenderingElement::Names(names) => sortable_names(names, least),
        LayoutRenderingElement::Date(date) => {
            let names: Vec<DatePartName> = date.date_part.iter().map(|part| part.name).collect();
            let year_only = date.parts.is_some_and(|parts| parts == DateParts::Year)
                || (date.form.is_none() && !names.is_empty() && !names.contains(&DatePartName::Month));
            let digits = digits();
            date.date_part = if year_only { digits.into_iter().take(1).collect() } else { digits };
            (date.form, date.parts, date.delimiter, date.text_case) = (None, None, None, None);
            date.affixes = date_signs();
        }
        _ => {}
    }
}

fn whole_date(variable: DateVariable) -> Date {
    Date {
        variable: Some(variable),
        form: None,
        parts: None,
        date_part: digits(),
        formatting: Formatting::default(),
        affixes: date_signs(),
        delimiter: None,
        display: None,
        text_case: None,
    }
}

/// What stands around the digits of a date: they are made equally many.
fn date_signs() -> Affixes {
    Affixes { prefix: Some(Sign::End.letter().to_string()), suffix: Some(Sign::Close.letter().to_string()) }
}

/// Year, month and day as digits of one length.
fn digits() -> Vec<DatePart> {
    let part = |name: &str, form: &str| serde_json::from_value(json!({ "@name": name, "@form": form })).ok();
    [("year", "long"), ("month", "numeric-leading-zeros"), ("day", "numeric-leading-zeros")]
        .into_iter()
        .filter_map(|(name, form)| part(name, form))
        .collect()
}

fn sortable_names(names: &mut Names, least: Option<(u32, u32, Option<bool>)>) {
    if let Some((min, first, last)) = least {
        (names.et_al_min, names.et_al_use_first) = (Some(min), Some(first));
        names.et_al_use_last = last.or(names.et_al_use_last);
    }
    for child in &mut names.children {
        if let NamesChild::Name(name) = child
            && let Ok(Value::Object(mut fields)) = serde_json::to_value(&*name)
        {
            fields.insert("@name-as-sort-order".into(), "all".into());
            fields.insert("@form".into(), "long".into());
            fields.insert("@initialize".into(), "false".into());
            if let Some((min, first, _)) = least {
                fields.insert("@et-al-min".into(), min.to_string().into());
                fields.insert("@et-al-use-first".into(), first.to_string().into());
            }
            if let Ok(sorted) = serde_json::from_value::<Name>(Value::Object(fields)) {
                *name = sorted;
            }
        }
    }
}

/// A key without signs and without what citeproc-js leaves out at its beginning.
fn sorted_by(key: &str) -> String {
    let mut sorted = String::with_capacity(key.len());
    let mut date: Option<usize> = None;
    for letter in key.chars() {
        match Sign::of(letter) {
            Some(Sign::End) => date = Some(sorted.len()),
            Some(Sign::Close) => {
                // A year alone comes before its months, and these before their days.
                if let Some(start) = date.take() {
                    while sorted.len() > start && sorted.len() < start + 8 && sorted[start..].bytes().all(|digit| digit.is_ascii_digit()) {
                        sorted.push('0');
                    }
                }
            }
            Some(Sign::Style(mark)) => sorted.push(mark),
            Some(_) => {}
            None if letter == JOINED_NAMES => {}
            // A space within a family name comes before all letters; others count for nothing.
            None if letter == '\u{a0}' => sorted.push('$'),
            None => sorted.push(marked(letter).unwrap_or(letter)),
        }
    }
    sorted.trim().trim_start_matches(['[', ']', '\'', '"', '’', '“', '‘']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_digits_of_one_length_and_spaces_in_names_come_first() {
        let date = |digits: &str| sorted_by(&format!("{}{digits}{}", Sign::End.letter(), Sign::Close.letter()));
        assert_eq!([date("2018"), date("201809"), date("20181120")], ["20180000", "20180900", "20181120"]);
        assert_eq!(sorted_by("“Le\u{a0}Guin, Ursula"), "Le$Guin, Ursula");
    }

    #[test]
    fn letters_count_and_neither_marks_nor_capitals_and_numbers_by_their_value() {
        let sorting = Sorting {
            csl: Arc::new(crate::cite::Style::load("apa").unwrap().csl.as_ref().clone()),
            keys: vec![Key { is_descending: false, is_number: false }, Key { is_descending: true, is_number: false }],
        };
        let entries: Vec<Vec<String>> = [
            ("Zebra", "2020"),
            ("", "2021"),
            ("ebene", "1"),
            ("Part 10", "1"),
            ("Part 9", "1"),
            ("O’Neil", "2018"),
            ("oneil", "2020"),
            ("Ébène", "2"),
        ]
        .iter()
        .map(|(first, second)| vec![(*first).to_owned(), (*second).to_owned()])
        .collect();
        let order: Vec<&str> = sorting.order(&entries, "en-US").into_iter().map(|at| entries[at][0].as_str()).collect();
        assert_eq!(order, ["Ébène", "ebene", "oneil", "O’Neil", "Part 9", "Part 10", "Zebra", ""]);
    }
}
