//! YAML: Hayagriva's, which Typst reads, written by hayagriva itself; and CSL's, which pandoc reads.

use hayagriva::{
    Entry, Library,
    io::to_yaml_str,
    types::{Date, EntryType, FormatString, MaybeTyped, Numeric, Person, PersonRole, PersonsWithRoles, Publisher, QualifiedUrl},
};

use super::record::{Day, Name, Record};
use crate::cite::item::Item;

/// An entry as Hayagriva has it.
pub(super) fn hayagriva(item: &Item) -> String {
    let mut library = Library::new();
    library.push(&entry(item));
    to_yaml_str(&library).unwrap_or_default()
}

/// What CSL's YAML begins with.
pub(super) const CSL_HEAD: &str = "---\nreferences:\n";
/// What it ends with.
pub(super) const CSL_END: &str = "...\n";

/// An entry of CSL's YAML.
pub(super) fn csl_yaml(item: &Item) -> String {
    serde_yaml::to_string(&[item.csl_json()]).unwrap_or_default()
}

fn kind(csl: &str) -> EntryType {
    match csl {
        "book" => EntryType::Book,
        "chapter" => EntryType::Chapter,
        "entry" | "entry-encyclopedia" | "entry-dictionary" => EntryType::Entry,
        "report" => EntryType::Report,
        "thesis" => EntryType::Thesis,
        "webpage" => EntryType::Web,
        "post" | "post-weblog" => EntryType::Post,
        "graphic" | "figure" | "map" => EntryType::Artwork,
        "motion_picture" | "broadcast" => EntryType::Video,
        "song" => EntryType::Audio,
        "manuscript" => EntryType::Manuscript,
        "legislation" | "bill" => EntryType::Legislation,
        "legal_case" => EntryType::Case,
        "patent" => EntryType::Patent,
        "article-newspaper" | "article-magazine" | "article-journal" | "article" | "paper-conference" | "review" | "review-book" => {
            EntryType::Article
        }
        _ => EntryType::Misc,
    }
}

/// What something of a kind stands in.
fn parent(csl: &str) -> EntryType {
    match csl {
        "article-newspaper" => EntryType::Newspaper,
        "article-magazine" | "article-journal" | "review" | "review-book" => EntryType::Periodical,
        "paper-conference" => EntryType::Proceedings,
        "chapter" => EntryType::Anthology,
        "entry-encyclopedia" | "entry-dictionary" | "entry" => EntryType::Reference,
        "webpage" | "post" => EntryType::Web,
        "post-weblog" => EntryType::Blog,
        "graphic" | "figure" | "map" => EntryType::Newspaper,
        "motion_picture" | "broadcast" => EntryType::Video,
        _ => EntryType::Misc,
    }
}

fn entry(item: &Item) -> Entry {
    let record = Record::of(item);
    let mut entry = Entry::new(record.key, kind(record.kind()));
    let words = |text: String| FormatString::with_value(text);
    if let Some(title) = record.text("title") {
        entry.set_title(words(title));
    }
    let people = |role: &str| -> Vec<Person> { record.names(role).iter().map(person).collect() };
    let authors = people("author");
    if !authors.is_empty() {
        entry.set_authors(authors);
    }
    let editors = people("editor");
    if !editors.is_empty() {
        entry.set_editors(editors);
    }
    let translators = people("translator");
    if !translators.is_empty() {
        entry.set_affiliated(vec![PersonsWithRoles::new(translators, PersonRole::Translator)]);
    }
    if let Some(date) = record.date("issued").and_then(|day| date_of(&day)) {
        entry.set_date(date);
    }
    let number = |key: &str| record.text(key).and_then(|text| text.parse::<Numeric>().ok()).map(MaybeTyped::Typed);
    if let Some(outlet) = record.text("container-title") {
        let mut container = Entry::new(record.key, parent(record.kind()));
        container.set_title(words(outlet));
        if let Some(volume) = number("volume") {
            container.set_volume(volume);
        }
        if let Some(issue) = number("issue") {
            container.set_issue(issue);
        }
        entry.set_parents(vec![container]);
    }
    if let Some(edition) = number("edition") {
        entry.set_edition(edition);
    }
    if record.text("publisher").is_some() || record.text("publisher-place").is_some() {
        entry.set_publisher(Publisher::new(record.text("publisher").map(words), record.text("publisher-place").map(words)));
    }
    if let Some(genre) = record.text("genre") {
        entry.set_genre(words(genre));
    }
    if let Some(archive) = record.text("archive") {
        entry.set_archive(words(archive));
    }
    if let Some(place) = record.text("archive_location") {
        entry.set_archive_location(words(place));
    }
    if let Some(note) = record.first(&["annote", "note"]) {
        entry.set_note(words(note));
    }
    if let Some(text) = record.text("abstract") {
        entry.set_abstract_(words(text));
    }
    if let Some(doi) = record.text("DOI") {
        entry.set_doi(doi);
    }
    // An address that is none, and a tag of no language, are left out.
    if let Some(address) = record.text("URL").and_then(|url| url.parse::<QualifiedUrl>().ok()) {
        let visit_date = record.date("accessed").and_then(|day| date_of(&day));
        entry.set_url(QualifiedUrl { visit_date, ..address });
    }
    if let Some(language) = record.text("language").and_then(|tag| tag.parse().ok()) {
        entry.set_language(language);
    }
    if let Some(pages) = record.text("page").and_then(|pages| pages.parse().ok()) {
        entry.set_page_range(pages);
    }
    entry
}

fn date_of(day: &Day) -> Option<Date> {
    let small = |part: Option<i64>| part.and_then(|part| u8::try_from(part - 1).ok());
    let year = i32::try_from(day.part(0)?).ok()?;
    Some(Date { year, month: small(day.part(1)), day: small(day.part(2)), approximate: day.is_circa, season: None })
}

fn person(name: &Name) -> Person {
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let mut person = Person {
        name: name.family.clone(),
        given_name: some(&name.given),
        prefix: some(&name.particle),
        suffix: some(&name.suffix),
        comma_suffix: false,
        alias: None,
    };
    // A name that would be taken apart otherwise when read (“On Record samples”, “NASA, ESA”) is written part by part,
    // which hayagriva does where there is an alias.
    let line = person.name_first(false, false);
    if line.parse::<Person>().as_ref() != Ok(&person) {
        person.alias = Some(name.in_order());
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
        let yaml = hayagriva(&Item::article(&Archive::new("T", "urn:x"), &"bridge".parse().unwrap(), &article));
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
