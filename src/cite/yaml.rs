//! Hayagriva's YAML, which Typst reads, written by hayagriva itself.

use hayagriva::{
    Entry, Library,
    io::to_yaml_str,
    types::{Date, EntryType, FormatString, Person},
};

use super::{
    export::{Name, authors, date, field},
    item::{Item, ItemKind},
};

/// A file of all items.
pub(super) fn hayagriva(items: &[Item]) -> String {
    let mut library = Library::new();
    for item in items {
        library.push(&entry(item));
    }
    to_yaml_str(&library).unwrap_or_default().trim_end().to_owned()
}

fn entry(item: &Item) -> Entry {
    let value = item.csl_json();
    let kind = if item.kind() == ItemKind::Photo { EntryType::Artwork } else { EntryType::Article };
    let mut entry = Entry::new(item.key(), kind);
    if let Some(title) = field(&value, "title") {
        entry.set_title(FormatString::with_value(title));
    }
    let authors: Vec<Person> = authors(&value).iter().map(person).collect();
    if !authors.is_empty() {
        entry.set_authors(authors);
    }
    let small = |part: Option<&i64>| part.and_then(|part| u8::try_from(part - 1).ok());
    let parts = date(&value);
    if let Some(year) = parts.first().and_then(|year| i32::try_from(*year).ok()) {
        entry.set_date(Date { year, month: small(parts.get(1)), day: small(parts.get(2)), approximate: false, season: None });
    }
    if let Some(outlet) = field(&value, "container-title") {
        let mut newspaper = Entry::new(item.key(), EntryType::Newspaper);
        newspaper.set_title(FormatString::with_value(outlet));
        entry.set_parents(vec![newspaper]);
    }
    // An address that is none, and a tag of no language, are left out.
    if let Some(url) = field(&value, "URL").and_then(|url| url.parse().ok()) {
        entry.set_url(url);
    }
    if let Some(language) = field(&value, "language").and_then(|tag| tag.parse().ok()) {
        entry.set_language(language);
    }
    if let Some(pages) = field(&value, "page").and_then(|pages| pages.parse().ok()) {
        entry.set_page_range(pages);
    }
    entry
}

fn person(name: &Name) -> Person {
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let mut person = Person {
        name: name.family.clone(),
        given_name: some(&name.given),
        prefix: None,
        suffix: some(&name.suffix),
        comma_suffix: false,
        alias: None,
    };
    // A name that would be taken apart otherwise when read (“On Record samples”, “NASA, ESA”) is written part by part,
    // which hayagriva does where there is an alias.
    let line = person.name_first(false, false);
    if line.parse::<Person>().as_ref() != Ok(&person) {
        person.alias = Some(if name.given.is_empty() { name.family.clone() } else { format!("{} {}", name.given, name.family) });
    }
    person
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Archive, Article, Byline, Creator};

    #[test]
    fn hayagriva_reads_back_what_was_written() {
        let mut article = Article::new("Is 3 * {4} a \"$12\" question?");
        let names = ["On Record samples", "NASA, ESA and the Team"];
        article.byline =
            Byline(names.iter().map(|name| Creator::organization(*name)).chain([Creator::person("Ludwig van Beethoven")]).collect());
        article.publisher = Some("Harbour Gazette".into());
        article.date_published = Some("2020-11-08".parse().unwrap());
        article.url = Some("https://example.org/a".into());
        article.pagination = Some("A12".into());
        article.in_language = Some("en-US".into());
        let yaml = hayagriva(&[Item::article(&Archive::new("T", "urn:x"), &"bridge".parse().unwrap(), &article)]);
        for part in ["bridge:\n", "type: article", "type: newspaper", "date: 2020-11-08", "url: https://example.org/a"] {
            assert!(yaml.contains(part), "{part}: {yaml}");
        }
        let read = hayagriva::io::from_yaml_str(&yaml).unwrap();
        let entry = read.get("bridge").unwrap();
        assert_eq!(entry.title().unwrap().to_string(), "Is 3 * {4} a “$12” question?");
        let authors: Vec<&str> = entry.authors().unwrap().iter().map(|person| person.name.as_str()).collect();
        assert_eq!(authors, [names[0], names[1], "van Beethoven"]);
        assert_eq!(entry.parents()[0].title().unwrap().to_string(), "Harbour Gazette");
    }
}
