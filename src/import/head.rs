//! The lines above and below an article: byline, date, dateline, credit, links to other articles.

use std::sync::OnceLock;

use jiff::civil::Date;
use regex::Regex;

use crate::model::{Byline, Creator, PublicationDate};

fn pattern(cell: &'static OnceLock<Option<Regex>>, pattern: &str) -> Option<&'static Regex> {
    cell.get_or_init(|| Regex::new(pattern).ok()).as_ref()
}

/// The authors of a line such as “By Ada Ferris and Tom Bell, Harbour Gazette”.
pub fn byline(line: &str) -> Option<(Byline, Option<String>)> {
    static BY: OnceLock<Option<Regex>> = OnceLock::new();
    let names = pattern(&BY, r"^(?i:by|von|par|por)\s+(\p{Lu}.{1,150})$")?.captures(line)?.get(1)?.as_str();
    if names.ends_with(['.', '!', '?']) && names.split_whitespace().count() > 8 {
        return None;
    }
    let mut names = names.to_owned();
    let mut outlet = None;
    for mark in [" | ", " for ", " • ", " — "] {
        if let Some((before, after)) = names.clone().split_once(mark) {
            names = before.to_owned();
            outlet = Some(after.trim().to_owned());
        }
    }
    let parts: Vec<&str> = names
        .split(", ")
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" & "))
        .map(|part| part.trim().trim_start_matches("and "))
        .filter(|part| !part.is_empty())
        .collect();
    let creators: Vec<Creator> = parts
        .iter()
        .filter(|name| !is_role(name))
        .map(|name| if is_body(name) { Creator::organization(*name) } else { Creator::person(*name) })
        .collect();
    (!creators.is_empty()).then_some((Byline(creators), outlet))
}

fn is_role(name: &str) -> bool {
    let lower = name.to_lowercase();
    ["staff writer", "correspondent", "reporter", "editor", "contributor"].iter().any(|role| lower.ends_with(role))
}

fn is_body(name: &str) -> bool {
    name.split_whitespace().count() == 1
        || ["staff", "press", "desk", "news", "agency", "team", "board", "reuters", "samples"]
            .iter()
            .any(|word| name.to_lowercase().split_whitespace().any(|own| own == *word))
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The date of a line that is little else: “Published Nov. 18, 2020, 9:12 a.m.”, “18 November 2020”, “2020-11-18”.
pub fn date(line: &str) -> Option<PublicationDate> {
    static ISO: OnceLock<Option<Regex>> = OnceLock::new();
    static MONTH_FIRST: OnceLock<Option<Regex>> = OnceLock::new();
    static DAY_FIRST: OnceLock<Option<Regex>> = OnceLock::new();
    if line.chars().count() > 80 {
        return None;
    }
    let number = |text: Option<regex::Match<'_>>| text.and_then(|text| text.as_str().parse::<i16>().ok());
    let month = |text: Option<regex::Match<'_>>| {
        let text = text?.as_str().to_lowercase();
        MONTHS.iter().position(|month| text.starts_with(month)).map(|at| at as i8 + 1)
    };
    let names = r"(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
    let found = if let Some(found) = pattern(&ISO, r"\b(\d{4})-(\d{2})-(\d{2})\b")?.captures(line) {
        (number(found.get(1))?, number(found.get(2))? as i8, number(found.get(3))? as i8)
    } else if let Some(found) = pattern(&MONTH_FIRST, &format!(r"\b({names})\.?\s+(\d{{1,2}}),?\s+(\d{{4}})\b"))?.captures(line) {
        (number(found.get(3))?, month(found.get(1))?, number(found.get(2))? as i8)
    } else {
        let found = pattern(&DAY_FIRST, &format!(r"\b(\d{{1,2}})\.?\s+({names})\.?,?\s+(\d{{4}})\b"))?.captures(line)?;
        (number(found.get(3))?, month(found.get(2))?, number(found.get(1))? as i8)
    };
    Date::new(found.0, found.1, found.2).ok().map(PublicationDate::Day)
}

/// The place, and perhaps the agency, that a first paragraph begins with: “HARBOUR TOWN (AP) — …”.
pub fn dateline(paragraph: &str) -> Option<(String, usize)> {
    static PLACE: OnceLock<Option<Regex>> = OnceLock::new();
    let found = pattern(&PLACE, r"^(\p{Lu}[\p{Lu} .'’-]{2,40}(?:, \p{Lu}[\p{L}. ]{1,20})?)(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?(?: ?\([\p{L} ]{2,20}\))? ?(?:—|–|--| - )\s*")?.captures(paragraph)?;
    let place = found.get(1)?.as_str().trim().to_owned();
    Some((place, found.get(0)?.end()))
}

/// Whether a short line says whose a picture is.
pub fn is_credit(line: &str) -> bool {
    static CREDIT: OnceLock<Option<Regex>> = OnceLock::new();
    let marks = r"(?i)^\(?(photo(graph)?s?|picture|image|credit|illustration|graphic|drawing|foto|bild)( credit)?( by|:| /|/)|getty images|associated press|^\(?(ap|afp|reuters|epa|upi|shutterstock|alamy|istock|wikimedia commons|nasa)( photo)?\b|/ ?(ap|afp|reuters|getty|epa|bloomberg|shutterstock)\b|\bvia (ap|reuters|getty|afp)\b|^(?-i:\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]+){1,3} ?/ ?\p{Lu}[\p{L}.&'’ -]{1,40})$";
    let words = line.split_whitespace().count();
    (1..=14).contains(&words) && pattern(&CREDIT, marks).is_some_and(|pattern| pattern.is_match(line))
}

/// Whether a short line begins what is not the article any more: related stories, newsletters, sharing.
pub fn is_trailer(line: &str) -> bool {
    static TRAILER: OnceLock<Option<Regex>> = OnceLock::new();
    let marks = r"(?i)^(related( (stories|articles|coverage|topics|links|content|posts))?|read (more|next|also)|more (from|on|stories|in)\b.*|most (read|popular)|recommended.*|you may also like|see also|share (this|on).*|follow us.*|sign up.*|subscribe.*|advertisement|trending( now)?|tags|topics|editor[’']s picks|newsletter.*|comments)\s*:?$";
    line.split_whitespace().count() <= 9 && pattern(&TRAILER, marks).is_some_and(|pattern| pattern.is_match(line.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_around_an_article_are_known_for_what_they_are() {
        let (by, outlet) = byline("By Ada Ferris and Tom Bell | Harbour Gazette").unwrap();
        assert_eq!((by.in_words(), outlet.as_deref()), ("Ada Ferris and Tom Bell".to_owned(), Some("Harbour Gazette")));
        assert!(byline("By then it was late and everybody had gone home.").is_none_or(|(by, _)| by.0.len() == 1));
        for (line, day) in
            [("Published Nov. 18, 2020, 9:12 a.m.", "2020-11-18"), ("18 November 2020", "2020-11-18"), ("2020-11-18", "2020-11-18")]
        {
            assert_eq!(serde_json::to_value(date(line).unwrap()).unwrap(), day);
        }
        assert_eq!(dateline("HARBOUR TOWN (AP) — The bridge").map(|(place, _)| place), Some("HARBOUR TOWN".to_owned()));
        assert!(dateline("The bridge — old and grey — is closed.").is_none());
        for credit in ["Getty Images", "Photo: Ada Ferris", "(AP Photo/Tom Bell)", "Tom Bell/Reuters", "Ada Ferris/Harbour Gazette"] {
            assert!(is_credit(credit), "{credit}");
        }
        assert!(!is_credit("The photo of the bridge was taken by a neighbour who saw it fall into the water."));
        assert!(
            is_trailer("RELATED STORIES") && is_trailer("Read more:") && !is_trailer("Related costs rose by a third, the council said.")
        );
    }
}
