//! BibLaTeX and BibTeX, read by the `biblatex` crate.

use biblatex::{Bibliography, Chunk, ChunksExt, Date, DateValue, Datetime, Entry, EntryType, PermissiveType, Person};
use serde_json::{Map, Value, json};

use super::item::Item;

/// The items of a `.bib` file.
pub(super) fn biblatex(text: &str) -> Result<Vec<Item>, String> {
    let library = Bibliography::parse(text).map_err(|error| {
        let line = text.get(..error.span.start).map_or(1, |before| before.lines().count().max(1));
        format!("line {line}: {}", error.kind)
    })?;
    if library.is_empty() {
        return Err("there is no entry in it".to_owned());
    }
    Ok(library.iter().enumerate().map(|(at, entry)| Item::listed(fields(entry), at + 1)).collect())
}

fn fields(entry: &Entry) -> Map<String, Value> {
    let text = |key: &str| entry.get(key).map(|chunks| marked(chunks).trim().to_owned()).filter(|text| !text.is_empty());
    let mut fields = Map::new();
    fields.insert("id".into(), entry.key.as_str().into());
    fields.insert("type".into(), kind(entry, text("entrysubtype").as_deref()).into());
    let container = ["journaltitle", "journal", "booktitle", "maintitle", "eventtitle"];
    let is_online = matches!(entry.entry_type, EntryType::Online | EntryType::Misc);
    let container = container.into_iter().find_map(text).or_else(|| text("organization").filter(|_| is_online));
    let publisher = ["publisher", "institution", "school", "organization"].into_iter().find_map(text);
    let pairs = [
        ("title", text("title").map(|title| text("subtitle").map(|sub| format!("{title}: {sub}")).unwrap_or(title))),
        ("container-title", container),
        ("publisher", publisher.filter(|_| !is_online)),
        ("publisher-place", text("location").or_else(|| text("address"))),
        ("volume", text("volume")),
        ("issue", text("issue").or_else(|| text("number").filter(|_| entry.entry_type == EntryType::Article))),
        ("number", text("number").filter(|_| entry.entry_type != EntryType::Article)),
        ("edition", text("edition")),
        ("page", text("pages").map(|pages| pages.replace("--", "-").replace('–', "-"))),
        ("URL", text("url")),
        ("DOI", text("doi")),
        ("language", text("langid").or_else(|| text("language"))),
        ("genre", text("type").or_else(|| text("howpublished").filter(|how| !how.contains("://")))),
        ("note", text("note")),
        ("abstract", text("abstract")),
        ("version", text("version")),
    ];
    fields.extend(pairs.into_iter().filter_map(|(key, value)| Some((key.to_owned(), Value::from(value?)))));
    let names = [
        ("author", entry.author().ok()),
        ("editor", entry.editors().ok().map(|all| all.into_iter().flat_map(|(names, _)| names).collect())),
    ];
    for (key, people) in names {
        let people: Vec<Value> = people.into_iter().flatten().map(|person| name(&person)).collect();
        if !people.is_empty() {
            fields.insert(key.into(), people.into());
        }
    }
    for (key, written) in [("issued", entry.date().ok()), ("accessed", entry.url_date().ok())] {
        match written {
            Some(PermissiveType::Typed(written)) => drop(fields.insert(key.into(), date(&written))),
            Some(PermissiveType::Chunks(chunks)) => drop(fields.insert(key.into(), json!({ "literal": chunks.format_verbatim() }))),
            None => {}
        }
    }
    fields
}

/// Words, with braces as “leave the capitals”.
fn marked(chunks: &[biblatex::Spanned<Chunk>]) -> String {
    let whole = chunks.iter().all(|chunk| matches!(chunk.v, Chunk::Verbatim(_)));
    let mark = |chunk: &biblatex::Spanned<Chunk>| match &chunk.v {
        Chunk::Verbatim(text) if !whole => format!("<span class=\"nocase\">{text}</span>"),
        chunk => chunk.get().to_owned(),
    };
    chunks.iter().map(mark).collect()
}

fn kind(entry: &Entry, subtype: Option<&str>) -> &'static str {
    match (&entry.entry_type, subtype) {
        (EntryType::Article, Some("newspaper")) => "article-newspaper",
        (EntryType::Article, Some("magazine")) => "article-magazine",
        (EntryType::Article, _) => "article-journal",
        (EntryType::Book | EntryType::MvBook | EntryType::Collection | EntryType::Proceedings, _) => "book",
        (EntryType::InBook | EntryType::InCollection, _) => "chapter",
        (EntryType::InProceedings, _) => "paper-conference",
        (EntryType::TechReport | EntryType::Report | EntryType::Manual, _) => "report",
        (EntryType::Thesis | EntryType::PhdThesis | EntryType::MastersThesis, _) => "thesis",
        (EntryType::Online, Some("post" | "tweet")) => "post",
        (EntryType::Online, _) => "webpage",
        (EntryType::Dataset, _) => "dataset",
        (EntryType::Unpublished, _) => "manuscript",
        (EntryType::Misc, _) => match entry.get("howpublished").map(|how| how.format_verbatim().to_lowercase()).as_deref() {
            Some("photograph") => "graphic",
            _ => "document",
        },
        _ => "document",
    }
}

fn name(person: &Person) -> Value {
    if person.given_name.is_empty() && person.prefix.is_empty() {
        return json!({ "literal": person.name });
    }
    let mut name = json!({ "family": person.name, "given": person.given_name });
    for (key, part) in [("non-dropping-particle", &person.prefix), ("suffix", &person.suffix)] {
        if !part.is_empty() {
            name[key] = part.as_str().into();
        }
    }
    name
}

fn date(date: &Date) -> Value {
    let parts = |day: Datetime| {
        let mut parts = vec![i64::from(day.year)];
        parts.extend(day.month.map(|month| i64::from(month) + 1));
        parts.extend(day.day.map(|day| i64::from(day) + 1));
        parts
    };
    let days = match date.value {
        DateValue::At(day) | DateValue::After(day) | DateValue::Before(day) => vec![parts(day)],
        DateValue::Between(start, end) => vec![parts(start), parts(end)],
    };
    let mut written = json!({ "date-parts": days });
    if date.approximate || date.uncertain {
        written["circa"] = true.into();
    }
    written
}
