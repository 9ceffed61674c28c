//! RIS, for which no living crate was found (RIS Format Specifications, 2011).

use serde_json::{Map, Value, json};

use super::{item::Item, names::person};

/// Kinds of thing, and what CSL calls them.
const KINDS: [(&str, &str); 14] = [
    ("NEWS", "article-newspaper"),
    ("MGZN", "article-magazine"),
    ("JOUR", "article-journal"),
    ("BOOK", "book"),
    ("CHAP", "chapter"),
    ("RPRT", "report"),
    ("ELEC", "webpage"),
    ("BLOG", "post-weblog"),
    ("ART", "graphic"),
    ("FIGURE", "figure"),
    ("PCOMM", "personal_communication"),
    ("VIDEO", "motion_picture"),
    ("DATA", "dataset"),
    ("GEN", "document"),
];

/// What CSL calls a kind of thing.
pub(super) fn csl_kind(ris: &str) -> &'static str {
    KINDS.iter().find(|(kind, _)| *kind == ris).map_or("document", |(_, kind)| kind)
}

/// What RIS calls a kind of thing.
pub(super) fn ris_kind(csl: &str) -> &'static str {
    match csl {
        "post" | "collection" | "article" => "ELEC",
        _ => KINDS.iter().find(|(_, kind)| *kind == csl).map_or("GEN", |(kind, _)| kind),
    }
}

/// The items of a RIS file.
pub(super) fn ris(text: &str) -> Result<Vec<Item>, String> {
    let mut items = Vec::new();
    let mut fields: Option<Map<String, Value>> = None;
    for (at, line) in text.lines().enumerate() {
        let Some((tag, value)) = line.split_once("  -") else {
            if line.trim().is_empty() || fields.is_some() {
                continue;
            }
            return Err(format!("line {} is no field of it", at + 1));
        };
        let value = value.trim();
        match (tag.trim(), &mut fields) {
            ("TY", _) => {
                let mut begun = Map::new();
                begun.insert("type".into(), csl_kind(value).into());
                fields = Some(begun);
            }
            ("ER", _) => items.extend(fields.take().map(|fields| Item::listed(fields, items.len() + 1))),
            (tag, Some(fields)) if !value.is_empty() => set(fields, tag, value),
            (_, Some(_)) => {}
            (_, None) => return Err(format!("line {} stands in no entry", at + 1)),
        }
    }
    items.extend(fields.take().map(|fields| Item::listed(fields, items.len() + 1)));
    if items.is_empty() { Err("there is no entry in it".to_owned()) } else { Ok(items) }
}

fn set(fields: &mut Map<String, Value>, tag: &str, value: &str) {
    let key = match tag {
        "ID" => "id",
        "TI" | "T1" | "CT" => "title",
        "T2" | "JO" | "JF" | "BT" => "container-title",
        "UR" | "L2" => "URL",
        "LA" => "language",
        "PB" => "publisher",
        "CY" => "publisher-place",
        "VL" => "volume",
        "IS" => "issue",
        "DO" => "DOI",
        "ET" => "edition",
        "AB" | "N2" => "abstract",
        "N1" => "note",
        "AN" => "call-number",
        "SE" => "section",
        "M3" => "genre",
        "AU" | "A1" => return push(fields, "author", value),
        "A2" | "ED" => return push(fields, "editor", value),
        "SP" => return pages(fields, value, true),
        "EP" => return pages(fields, value, false),
        "DA" => return drop(date(value).map(|date| fields.insert("issued".into(), date))),
        "PY" | "Y1" => {
            if let (Some(date), false) = (date(value), fields.contains_key("issued")) {
                fields.insert("issued".into(), date);
            }
            return;
        }
        "Y2" => return drop(date(value).map(|date| fields.insert("accessed".into(), date))),
        _ => return,
    };
    if !fields.contains_key(key) {
        fields.insert(key.into(), value.into());
    }
}

fn push(fields: &mut Map<String, Value>, key: &str, name: &str) {
    // A name without a comma is an organization's.
    let name = match name.split(',').map(str::trim).collect::<Vec<_>>()[..] {
        [family, given, suffix] => json!({ "family": family, "given": given, "suffix": suffix }),
        [_, _] => person(name),
        _ => json!({ "literal": name }),
    };
    if let Some(names) = fields.entry(key).or_insert_with(|| json!([])).as_array_mut() {
        names.push(name);
    }
}

fn pages(fields: &mut Map<String, Value>, value: &str, first: bool) {
    let page = fields.get("page").and_then(Value::as_str).map(str::to_owned);
    let pages = match page {
        None => value.to_owned(),
        Some(page) if first => format!("{value}-{page}"),
        Some(page) => format!("{page}-{value}"),
    };
    fields.insert("page".into(), pages.into());
}

/// 2020/11/18/evening, as far as it is said.
fn date(value: &str) -> Option<Value> {
    let parts: Vec<i64> = value.split(['/', '-']).take(3).map_while(|part| part.trim().parse().ok()).collect();
    if parts.is_empty() { None } else { Some(json!({ "date-parts": [parts] })) }
}
