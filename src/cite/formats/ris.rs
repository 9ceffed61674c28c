//! RIS, for which no living crate was found (RIS Format Specifications, 2011).

use super::record::{Day, Record};
use crate::cite::{from_ris::ris_kind, item::Item};

/// An entry with the empty line behind it.
pub(super) fn ris(item: &Item) -> String {
    let record = Record::of(item);
    let kind = ris_kind(record.kind());
    let mut lines = vec![format!("TY  - {kind}"), format!("ID  - {}", record.key)];
    let mut push = |tag: &str, text: Option<String>| lines.extend(text.map(|text| format!("{tag}  - {text}")));
    for (role, tag) in [("author", "AU"), ("editor", "ED"), ("translator", "A4"), ("collection-editor", "A3")] {
        record.names(role).iter().for_each(|name| push(tag, Some(name.inverted())));
    }
    for (key, tag) in [
        ("title", "TI"),
        ("title-short", "ST"),
        ("container-title", "T2"),
        ("collection-title", "T3"),
        ("volume", "VL"),
        ("issue", "IS"),
        ("edition", "ET"),
        ("section", "SE"),
        ("publisher", "PB"),
        ("publisher-place", "CY"),
        ("DOI", "DO"),
        ("URL", "UR"),
        ("language", "LA"),
        ("genre", "M3"),
        ("archive", "DB"),
        ("abstract", "AB"),
        ("note", "N1"),
        ("annote", "N1"),
    ] {
        push(tag, record.text(key));
    }
    push("SN", record.first(&["ISSN", "ISBN"]));
    push("AN", record.first(&["archive_location", "call-number"]));
    if record.text("issue").is_none() {
        push("IS", record.text("number"));
    }
    if let Some(page) = record.text("page") {
        let mut ends = page.splitn(2, ['-', '–']);
        push("SP", ends.next().map(str::to_owned));
        push("EP", ends.next().map(str::to_owned));
    }
    if let Some(keywords) = record.text("keyword") {
        keywords.split([',', ';']).map(str::trim).filter(|word| !word.is_empty()).for_each(|word| push("KW", Some(word.to_owned())));
    }
    if let Some(day) = record.date("issued") {
        push("PY", day.part(0).map(|year| year.to_string()));
        push("DA", Some(written(&day)));
    }
    push("Y2", record.date("accessed").map(|day| written(&day)));
    push("OP", record.date("original-date").map(|day| day.iso()));
    lines.push("ER  - ".to_owned());
    lines.join("\r\n") + "\r\n\r\n"
}

/// Year, month, day and what else is said of it: 2020/11/18/.
fn written(day: &Day) -> String {
    let part = |at: usize| day.part(at).map(|part| format!("{part:02}")).unwrap_or_default();
    let words = if day.end.is_empty() { day.words.clone() } else { day.iso() };
    format!("{}/{}/{}/{words}", part(0), part(1), part(2))
}
