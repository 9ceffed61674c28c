//! JSON-LD in the words of schema.org.

use serde_json::{Map, Value, json};

use super::record::{Name, Record};
use crate::cite::item::{Item, ItemKind};

/// What a file begins with.
pub(super) const HEAD: &str = "{\"@context\":\"https://schema.org\",\"@graph\":[\n";
/// What it ends with.
pub(super) const END: &str = "\n]}\n";

/// One thing of the graph.
pub(super) fn thing(item: &Item) -> Value {
    let record = Record::of(item);
    let mut thing = Map::new();
    thing.insert("@type".into(), kind(&record).into());
    thing.insert("@id".into(), record.text("URL").unwrap_or_else(|| format!("#{}", record.key)).into());
    thing.insert("identifier".into(), record.key.into());
    let mut set = |name: &str, value: Option<Value>| drop(value.map(|value| thing.insert(name.into(), value)));
    let text = |key: &str| record.text(key).map(Value::from);
    set(if matches!(kind(&record), "NewsArticle" | "Article" | "ScholarlyArticle") { "headline" } else { "name" }, text("title"));
    for (role, name) in [("author", "author"), ("editor", "editor"), ("translator", "translator")] {
        let names: Vec<Value> = record.names(role).iter().map(person).collect();
        set(name, (!names.is_empty()).then(|| names.into()));
    }
    let mut container = Map::new();
    if let Some(title) = record.text("container-title") {
        container.insert("@type".into(), if record.kind() == "article-newspaper" { "Newspaper" } else { "CreativeWork" }.into());
        container.insert("name".into(), title.into());
    }
    set("isPartOf", (!container.is_empty()).then(|| container.into()));
    set("publisher", text("publisher").map(|name| json!({ "@type": "Organization", "name": name })));
    set("datePublished", record.date("issued").map(|day| if day.start.is_empty() { day.words } else { day.iso() }.into()));
    for (key, name) in [
        ("URL", "url"),
        ("language", "inLanguage"),
        ("page", "pagination"),
        ("section", "articleSection"),
        ("volume", "volumeNumber"),
        ("issue", "issueNumber"),
        ("edition", "bookEdition"),
        ("ISBN", "isbn"),
        ("ISSN", "issn"),
        ("abstract", "abstract"),
        ("genre", "genre"),
        ("archive", "archivedAt"),
        ("version", "version"),
    ] {
        set(name, text(key));
    }
    set("sameAs", record.text("DOI").map(|doi| format!("https://doi.org/{doi}").into()));
    set("creditText", item.credit.clone().map(Value::from));
    set("comment", item.annotation().map(|said| json!({ "@type": "Comment", "text": said })));
    if let (ItemKind::Quotation, Some(words)) = (item.kind(), &item.words) {
        let mut quotation = Map::new();
        quotation.insert("@type".into(), "Quotation".into());
        quotation.insert("identifier".into(), record.key.into());
        quotation.insert("text".into(), words.text.as_str().into());
        if let Some(speaker) = &words.speaker {
            quotation.insert("spokenByCharacter".into(), json!({ "@type": "Person", "name": speaker }));
        }
        thing.insert("identifier".into(), item.work().into());
        quotation.insert("isPartOf".into(), thing.into());
        return quotation.into();
    }
    thing.into()
}

fn kind(record: &Record<'_>) -> &'static str {
    match record.kind() {
        "article-newspaper" => "NewsArticle",
        "article-magazine" | "article" => "Article",
        "article-journal" => "ScholarlyArticle",
        "book" => "Book",
        "chapter" | "entry" | "entry-encyclopedia" | "entry-dictionary" => "Chapter",
        "report" => "Report",
        "thesis" => "Thesis",
        "webpage" => "WebPage",
        "post" => "SocialMediaPosting",
        "post-weblog" => "BlogPosting",
        "graphic" | "figure" => match record.text("genre").as_deref() {
            Some("Photograph") => "Photograph",
            Some("Map") => "Map",
            Some("Drawing") => "Drawing",
            Some("Painting") => "Painting",
            _ => "VisualArtwork",
        },
        "map" => "Map",
        "motion_picture" => "Movie",
        "broadcast" => "Episode",
        "dataset" => "Dataset",
        "software" => "SoftwareApplication",
        "legislation" | "bill" => "Legislation",
        "collection" => "Collection",
        "manuscript" => "Manuscript",
        "personal_communication" => "Message",
        _ => "CreativeWork",
    }
}

fn person(name: &Name) -> Value {
    if name.is_literal {
        return json!({ "@type": "Organization", "name": name.family });
    }
    let mut person = Map::new();
    person.insert("@type".into(), "Person".into());
    person.insert("name".into(), name.in_order().into());
    for (key, part) in [("familyName", name.whole_family()), ("givenName", name.given.clone()), ("honorificSuffix", name.suffix.clone())] {
        if !part.is_empty() {
            person.insert(key.into(), part.into());
        }
    }
    person.into()
}
