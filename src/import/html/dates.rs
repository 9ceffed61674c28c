//! When a page was published and changed.

use jiff::civil::Date;

use super::{page::Page, said::Said};
use crate::{import::pattern::Pattern, model::PublicationDate};

/// The first letters of the months in the languages that newspapers are most often saved in, one month a line.
const MONTHS: [&[&str]; 12] = [
    &["jan", "ene", "gen", "янв", "sty", "oca"],
    &["feb", "fev", "fév", "янф", "фев", "lut", "şub"],
    &["mar", "mär", "mrt", "maa", "мар"],
    &["apr", "avr", "abr", "апр", "kwi", "nis"],
    &["may", "mai", "mei", "maj", "mag", "ma", "май", "мая"],
    &["jun", "jui", "giu", "июн", "cze", "haz"],
    &["jul", "juil", "lug", "июл", "lip", "tem"],
    &["aug", "aou", "aoû", "ago", "agu", "авг", "sie", "ağu"],
    &["sep", "set", "сен", "wrz", "eyl"],
    &["oct", "okt", "out", "ott", "окт", "paź", "eki"],
    &["nov", "noi", "ноя", "lis", "kas"],
    &["dec", "dez", "dic", "déc", "des", "дек", "gru", "ara"],
];

/// What is known of a page's dates.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Dates {
    /// First publication.
    pub(super) published: Option<PublicationDate>,
    /// Last change.
    pub(super) modified: Option<PublicationDate>,
    /// What stands near the headline.
    pub(super) printed: Option<PublicationDate>,
    /// Month and day near the headline, where nothing says of which year.
    pub(super) without_year: Option<(i8, i8)>,
}

/// The dates by agreement of what the page says, prints and is called.
pub(super) fn dates(page: &Page, said: &Said, address: Option<&str>, headline: Option<usize>, is_american: bool) -> Dates {
    let read = |text: &str| date(text, is_american);
    let modified = said
        .text("dateModified")
        .or_else(|| said.meta(&["article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified"]).map(str::to_owned))
        .or_else(|| said.property(page, "dateModified"))
        .and_then(|text| read(&text));
    let stated = said
        .text("datePublished")
        .or_else(|| said.text("dateCreated"))
        .and_then(|text| read(&text))
        .or_else(|| STATED.iter().find_map(|name| said.all(name).find_map(read)))
        .or_else(|| said.property(page, "datePublished").and_then(|text| read(&text)));
    let stated = stated.filter(|date| (1900..2200).contains(&date.day().year()));
    let printed = printed(page, headline, is_american, stated.map(|date| date.day().year()));
    let named = address.and_then(in_address);
    let mut without_year = if stated.or(printed).or(named).is_none() { without_year(page, headline) } else { None };
    let completed = without_year.and_then(|(month, date)| {
        let changed = modified.map(PublicationDate::day);
        // What changed on a day before was published in the year before.
        let year = address
            .and_then(year_in_address)
            .or_else(|| changed.map(|changed| changed.year() - i16::from((changed.month(), changed.day()) < (month, date))));
        day(year?, month, date)
    });
    if completed.is_some() {
        without_year = None;
    }
    let published = match stated {
        // The paper's own day may be another than that of a server: the day that it prints, or its address has, is the one it means.
        Some(date) => {
            let agrees = [named, printed].into_iter().flatten().any(|day| day.day() == date.day());
            let other = [named, printed].into_iter().flatten().find(|other| apart(other.day(), date.day()) == 1);
            other.filter(|_| !agrees).or(Some(date))
        }
        None => printed.or(named).or(completed).or_else(|| said.property(page, "dateCreated").and_then(|text| read(&text))),
    };
    Dates { published, modified, printed: printed.or(completed), without_year: without_year.filter(|_| published.is_none()) }
}

/// Meta elements that state the first publication, from the surest on.
const STATED: [&str; 24] = [
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "article.published",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "pubdate",
    "published-date",
    "displaydate",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.created",
    "date",
    "originalpublicationdate",
    "article_date_original",
    "article:publish_date",
];

fn apart(a: Date, b: Date) -> i32 {
    a.until(b).map_or(i32::MAX, |span| span.get_days().abs())
}

/// Whether a day is printed near the headline, as above an article and seldom above what a firm sells.
pub(super) fn is_dated(page: &Page, headline: Option<usize>) -> bool {
    printed(page, headline, false, None).is_some()
}

/// The date printed nearest below the headline, or just above it.
fn printed(page: &Page, headline: Option<usize>, is_american: bool, year: Option<i16>) -> Option<PublicationDate> {
    let from = headline?;
    let below = page.end(from)..(page.end(from) + 250).min(page.len());
    let above = (from.saturating_sub(60)..from).rev();
    let of = |node: usize| -> Option<PublicationDate> {
        // “Updated” alone is not the first publication.
        static CHANGED: Pattern =
            Pattern::new(r"(?i)^\W*(?:last )?(?:updated|modified|aktualisiert|atualizado|actualizado|mis à jour|aggiornato)\b");
        if page.tag(node) == "time" {
            let text = page.words(node);
            if let Some(found) = year.and_then(|year| posted(&text, year)) {
                return Some(found);
            }
            if CHANGED.is_in(&text) {
                return None;
            }
            return date_in_words(&text, is_american).or_else(|| page.attr(node, "datetime").and_then(|text| date(text, is_american)));
        }
        let text = page.text(node)?;
        if text.len() > 400 || !text.bytes().any(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let text = text.trim();
        if let Some(found) = year.and_then(|year| posted(text, year)) {
            return Some(found);
        }
        if CHANGED.is_in(text) {
            return None;
        }
        let is_read = !matches!(page.tag(page.parent(node)), "script" | "style" | "noscript");
        (is_read && (6..=120).contains(&text.len()) && text.split_whitespace().count() <= 16).then(|| date_in_words(text, is_american))?
    };
    below.into_iter().find_map(of).or_else(|| above.into_iter().find_map(of))
}

/// A day said to be that of publication without its year: “Updated Nov 19, 9:41 AM; posted Nov 18, 8:19 PM”.
fn posted(text: &str, year: i16) -> Option<PublicationDate> {
    static POSTED: Pattern = Pattern::new(r"(?i)\b(?:posted|published)\W{0,3}(?:on )?(\p{L}+)\.? (\d{1,2})\b(?:,? ((?:19|20)\d\d))?");
    if text.len() > 120 || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let found = POSTED.find(text)?;
    let year = found.get(3).and_then(|year| year.as_str().parse().ok()).unwrap_or(year);
    day(year, month(found.get(1)?.as_str())?, found.get(2)?.as_str().parse().ok()?)
}

/// The month and the day in an element near the headline that is there for a date: “19 Nov”, “November 19th”.
fn without_year(page: &Page, headline: Option<usize>) -> Option<(i8, i8)> {
    static DAY_FIRST: Pattern = Pattern::new(r"^\W*(?:\p{L}+,? )?(\d{1,2})(?:st|nd|rd|th|\.|º|er)? (?:de |of )?(\p{L}{3,})\.?\W*$");
    static MONTH_FIRST: Pattern = Pattern::new(r"^\W*(?:\p{L}+, )?(\p{L}{3,})\.? (\d{1,2})(?:st|nd|rd|th)?\W*$");
    let from = headline?;
    let near = (page.end(from)..(page.end(from) + 250).min(page.len())).chain((from.saturating_sub(60)..from).rev());
    near.filter(|node| page.tag(*node) == "time").find_map(|node| {
        let text = page.words(node);
        if text.len() > 40 {
            return None;
        }
        let (name, number) = match (DAY_FIRST.find(&text), MONTH_FIRST.find(&text)) {
            (Some(found), _) => (found.get(2)?.as_str().to_owned(), found.get(1)?.as_str().to_owned()),
            (None, found) => (found.as_ref()?.get(1)?.as_str().to_owned(), found.as_ref()?.get(2)?.as_str().to_owned()),
        };
        let (month, date) = (month(&name)?, number.parse().ok()?);
        // A leap year has every day.
        day(2000, month, date).map(|_| (month, date))
    })
}

/// The year alone in an address such as `/2020/bridge` or `/2020/11/bridge`.
fn year_in_address(address: &str) -> Option<i16> {
    static YEAR: Pattern = Pattern::new(r"/((?:19|20)\d\d)/");
    YEAR.find(address)?.get(1)?.as_str().parse().ok()
}

/// The date in an address such as `/2020/11/18/bridge`.
pub(super) fn in_address(address: &str) -> Option<PublicationDate> {
    // Parted, or with two digits each: `/2020/11/` is a month and no first of January.
    static PATH: Pattern = Pattern::new(
        r"[/_-]((?:19|20)\d\d)(?:[/_-](0[1-9]|1[0-2]|[1-9])[/_-](0[1-9]|[12]\d|3[01]|[1-9])|(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01]))(?:[/_.-]|$)",
    );
    static NAMED: Pattern = Pattern::new(r"/((?:19|20)\d\d)/([a-z]{3})/(\d{1,2})/");
    if let Some(found) = NAMED.find(address) {
        let month = month(found.get(2)?.as_str())?;
        return day(found.get(1)?.as_str().parse().ok()?, month, found.get(3)?.as_str().parse().ok()?);
    }
    let found = PATH.find(address)?;
    let (month, date) = (found.get(2).or_else(|| found.get(4))?, found.get(3).or_else(|| found.get(5))?);
    day(found.get(1)?.as_str().parse().ok()?, month.as_str().parse().ok()?, date.as_str().parse().ok()?)
}

fn day(year: i16, month: i8, day: i8) -> Option<PublicationDate> {
    (1900..2200).contains(&year).then(|| Date::new(year, month, day).ok())?.map(PublicationDate::Day)
}

/// A month by its name’s first letters, from 1 to 12.
pub(super) fn month(name: &str) -> Option<i8> {
    if name.chars().count() > 10 {
        return None;
    }
    let small = name.to_lowercase();
    // “juillet” and “juin” share three letters.
    if small.starts_with("juil") {
        return Some(7);
    }
    MONTHS
        .iter()
        .position(|names| names.iter().any(|own| if own.len() == 2 { small == *own } else { small.starts_with(own) }))
        .map(|at| at as i8 + 1)
}

/// A date in any of the forms that pages state it in.
pub(super) fn date(text: &str, is_american: bool) -> Option<PublicationDate> {
    static FULL: Pattern = Pattern::new(r"^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)? ?(Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?$");
    let text = text.trim();
    if let Some(found) = FULL.find(text) {
        let (date, time) = (found.get(1)?.as_str(), found.get(2)?.as_str());
        let seconds = if time.len() == 5 { ":00" } else { "" };
        let zone = match found.get(3).map(|zone| zone.as_str()) {
            None => String::new(),
            Some("Z" | "UTC" | "GMT") => "Z".to_owned(),
            Some(zone) if zone.contains(':') => zone.to_owned(),
            Some(zone) if zone.len() == 3 => format!("{zone}:00"),
            Some(zone) => format!("{}:{}", &zone[..3], &zone[3..]),
        };
        if let Ok(date) = format!("{date}T{time}{seconds}{zone}").parse() {
            return Some(date);
        }
    }
    static COMPACT: Pattern = Pattern::new(r"^((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6}Z?)?$");
    if let Some(found) = COMPACT.find(text) {
        return day(found.get(1)?.as_str().parse().ok()?, found.get(2)?.as_str().parse().ok()?, found.get(3)?.as_str().parse().ok()?);
    }
    date_in_words(text, is_american)
}

/// A date within a few words, such as “Published Nov. 18, 2020” or “18. November 2020, 9 Uhr”.
pub(super) fn date_in_words(text: &str, is_american: bool) -> Option<PublicationDate> {
    static ISO: Pattern = Pattern::new(r"\b((?:19|20)\d\d)[-/.年년] ?(\d{1,2})[-/.月월] ?(\d{1,2})\b?");
    static MONTH_FIRST: Pattern = Pattern::new(r"\b(\p{L}+)\.? (\d{1,2})(?:st|nd|rd|th)?,? ((?:19|20)\d\d)");
    static DAY_FIRST: Pattern =
        Pattern::new(r"\b(\d{1,2})(?:st|nd|rd|th|\.|º|er)?[ -](?:de |of )?(\p{L}+)\.?,?[ -](?:de |del )?((?:19|20)\d\d)");
    static NUMBERS: Pattern = Pattern::new(r"\b(\d{1,2})([./-])(\d{1,2})[./-]((?:19|20)?\d\d)\b");
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = |found: Option<regex::Match<'_>>| found.and_then(|found| found.as_str().parse::<i16>().ok());
    if let Some(found) = ISO.find(text) {
        return day(number(found.get(1))?, number(found.get(2))? as i8, number(found.get(3))? as i8);
    }
    if let Some(found) = MONTH_FIRST.find(text)
        && let Some(month) = month(found.get(1)?.as_str())
    {
        return day(number(found.get(3))?, month, number(found.get(2))? as i8);
    }
    if let Some(found) = DAY_FIRST.find(text)
        && let Some(month) = month(found.get(2)?.as_str())
    {
        return day(number(found.get(3))?, month, number(found.get(1))? as i8);
    }
    let found = NUMBERS.find(text)?;
    let (first, second, year) = (number(found.get(1))?, number(found.get(3))?, number(found.get(4))?);
    let year = if year < 100 { 2000 + year } else { year };
    let is_month_first = second > 12 || (first <= 12 && is_american && found.get(2)?.as_str() != ".");
    if is_month_first { day(year, first as i8, second as i8) } else { day(year, second as i8, first as i8) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_the_forms_that_pages_write() {
        for (text, read) in [
            ("2020-11-18T09:30:00.000Z", "2020-11-18T09:30:00Z"),
            ("2020-11-18T09:30:00-0500", "2020-11-18T09:30:00-05:00"),
            ("2020-11-18 09:30", "2020-11-18T09:30:00"),
            ("20201118", "2020-11-18"),
            ("Wed, 18 Nov 2020 09:30:00 GMT", "2020-11-18"),
            ("Published Nov. 18, 2020, 9:12 a.m.", "2020-11-18"),
            ("18. November 2020", "2020-11-18"),
            ("18 de novembro de 2020", "2020-11-18"),
            ("18 juillet 2020", "2020-07-18"),
            ("11/18/20", "2020-11-18"),
            ("18.11.2020", "2020-11-18"),
            ("2020年11月18日", "2020-11-18"),
            ("입력 2020년 11월 18일", "2020-11-18"),
        ] {
            assert_eq!(date(text, true).map(|date| date.to_string()).as_deref(), Some(read), "{text}");
        }
        for text in ["", "Tuesday", "12 boats 2020", "2020-13-41"] {
            assert_eq!(date(text, true), None, "{text}");
        }
        assert_eq!(date("03/04/2020", false), date("2020-04-03", false));
    }

    #[test]
    fn the_day_in_an_address_is_read_and_a_month_alone_is_none() {
        for (address, read) in [
            ("https://a.example/2020/11/18/bridge", Some("2020-11-18")),
            ("https://a.example/news/2020-11-8-bridge", Some("2020-11-08")),
            ("https://a.example/20201118/bridge", Some("2020-11-18")),
            ("https://a.example/2020/nov/18/bridge", Some("2020-11-18")),
            ("https://a.example/2020/11/bridge", None),
            ("https://a.example/2020/11/", None),
            ("https://a.example/2020/bridge", None),
        ] {
            assert_eq!(in_address(address).map(|date| date.to_string()).as_deref(), read, "{address}");
        }
    }

    #[test]
    fn a_day_without_its_year_gets_it_from_the_address_or_from_the_last_change() {
        let of = |meta: &str, address: &str, printed: &str| {
            let page = Page::parse(&format!("{meta}<h1>Bridge</h1><time datetime='{printed}'>{printed}</time>"));
            let found = dates(&page, &Said::of(&page), Some(address), page.find(0, "h1"), false);
            (found.published.map(|date| date.to_string()), found.without_year)
        };
        let changed = "<meta property='article:modified_time' content='2020-01-02T10:00:00Z'>";
        assert_eq!(of("", "https://a.example/2019/bridge", "19 Nov").0.as_deref(), Some("2019-11-19"));
        assert_eq!(of("", "https://a.example/2019/11/bridge", "Tuesday, November 19th").0.as_deref(), Some("2019-11-19"));
        assert_eq!(of(changed, "https://a.example/bridge", "19 Nov").0.as_deref(), Some("2019-11-19"));
        assert_eq!(of(changed, "https://a.example/bridge", "1 Jan").0.as_deref(), Some("2020-01-01"));
        assert_eq!(of("", "https://a.example/bridge", "19 Nov"), (None, Some((11, 19))));
        assert_eq!(of("", "https://a.example/bridge", "31 Feb"), (None, None));
    }

    #[test]
    fn the_day_that_the_page_prints_is_the_one_it_means() {
        let html = "<meta property='article:published_time' content='2020-11-19T01:30:00Z'><h1>Bridge</h1><p>Nov. 18, 2020</p>";
        let page = Page::parse(html);
        let said = Said::of(&page);
        let found = dates(&page, &said, None, page.find(0, "h1"), true);
        assert_eq!(found.published.map(|date| date.to_string()).as_deref(), Some("2020-11-18"));
        let found = dates(&page, &Said::default(), Some("https://a.example/2019/nov/18/bridge"), None, true);
        assert_eq!(found.published.map(|date| date.to_string()).as_deref(), Some("2019-11-18"));
    }
}
