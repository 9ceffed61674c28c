//! EndNote's XML and MODS 3.8.

use std::io;

use quick_xml::{
    Writer,
    events::{BytesText, Event},
};

use super::record::{Name, Record};
use crate::cite::item::Item;

/// What an EndNote file begins with.
pub(super) const ENDNOTE_HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xml><records>\n";
/// What it ends with.
pub(super) const ENDNOTE_END: &str = "</records></xml>\n";
/// What a MODS file begins with.
pub(super) const MODS_HEAD: &str =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<modsCollection xmlns=\"http://www.loc.gov/mods/v3\" version=\"3.8\">\n";
/// What it ends with.
pub(super) const MODS_END: &str = "</modsCollection>\n";

type Xml = Writer<Vec<u8>>;

fn words(xml: &mut Xml, name: &str, text: &str) -> io::Result<()> {
    with(xml, name, &[], text)
}

fn with(xml: &mut Xml, name: &str, attributes: &[(&str, &str)], text: &str) -> io::Result<()> {
    let element = xml.create_element(name).with_attributes(attributes.iter().copied());
    element.write_text_content(BytesText::new(text)).map(drop)
}

fn within(xml: &mut Xml, name: &str, attributes: &[(&str, &str)], inner: impl FnOnce(&mut Xml) -> io::Result<()>) -> io::Result<()> {
    xml.create_element(name).with_attributes(attributes.iter().copied()).write_inner_content(inner).map(drop)
}

fn written(inner: impl FnOnce(&mut Xml) -> io::Result<()>) -> Vec<u8> {
    let mut xml = Writer::new(Vec::new());
    // Into memory it cannot fail.
    let _ = inner(&mut xml);
    let _ = xml.write_event(Event::Text(BytesText::new("\n")));
    xml.into_inner()
}

/// CSL's kinds, EndNote's numbers and names for them.
const ENDNOTE_KINDS: [(&str, &str, &str); 32] = [
    ("article-newspaper", "23", "Newspaper Article"),
    ("article-magazine", "19", "Magazine Article"),
    ("article-journal", "17", "Journal Article"),
    ("review", "17", "Journal Article"),
    ("review-book", "17", "Journal Article"),
    ("book", "6", "Book"),
    ("chapter", "5", "Book Section"),
    ("entry", "5", "Book Section"),
    ("entry-encyclopedia", "53", "Encyclopedia"),
    ("entry-dictionary", "52", "Dictionary"),
    ("report", "27", "Report"),
    ("thesis", "32", "Thesis"),
    ("paper-conference", "47", "Conference Paper"),
    ("webpage", "12", "Web Page"),
    ("post", "12", "Web Page"),
    ("post-weblog", "56", "Blog"),
    ("graphic", "2", "Artwork"),
    ("figure", "37", "Figure"),
    ("map", "20", "Map"),
    ("motion_picture", "21", "Film or Broadcast"),
    ("broadcast", "21", "Film or Broadcast"),
    ("song", "3", "Audiovisual Material"),
    ("interview", "64", "Interview"),
    ("personal_communication", "26", "Personal Communication"),
    ("manuscript", "36", "Manuscript"),
    ("dataset", "59", "Dataset"),
    ("software", "9", "Computer Program"),
    ("legal_case", "7", "Case"),
    ("legislation", "31", "Statute"),
    ("bill", "4", "Bill"),
    ("patent", "25", "Patent"),
    ("standard", "58", "Standard"),
];

/// A record for EndNote.
pub(super) fn endnote(item: &Item) -> Vec<u8> {
    let record = Record::of(item);
    let (number, kind) = match record.text("genre").as_deref() {
        Some("Press release" | "Statement") => ("63", "Press Release"),
        _ => ENDNOTE_KINDS.iter().find(|(csl, ..)| *csl == record.kind()).map_or(("13", "Generic"), |(_, number, name)| (*number, *name)),
    };
    written(|xml| {
        within(xml, "record", &[], |xml| {
            with(xml, "ref-type", &[("name", kind)], number)?;
            within(xml, "contributors", &[], |xml| {
                for (role, list) in [("author", "authors"), ("editor", "secondary-authors"), ("translator", "subsidiary-authors")] {
                    let names = record.names(role);
                    if !names.is_empty() {
                        within(xml, list, &[], |xml| names.iter().try_for_each(|name| words(xml, "author", &endnote_name(name))))?;
                    }
                }
                Ok(())
            })?;
            within(xml, "titles", &[], |xml| {
                for (key, name) in [
                    ("title", "title"),
                    ("container-title", "secondary-title"),
                    ("collection-title", "tertiary-title"),
                    ("title-short", "short-title"),
                ] {
                    record.text(key).map_or(Ok(()), |text| words(xml, name, &text))?;
                }
                Ok(())
            })?;
            if let Some(outlet) = record.text("container-title") {
                within(xml, "periodical", &[], |xml| words(xml, "full-title", &outlet))?;
            }
            for (key, name) in [("page", "pages"), ("volume", "volume"), ("edition", "edition"), ("section", "section")] {
                record.text(key).map_or(Ok(()), |text| words(xml, name, &text))?;
            }
            record.first(&["issue", "number"]).map_or(Ok(()), |text| words(xml, "number", &text))?;
            if let Some(keywords) = record.text("keyword") {
                let each = |xml: &mut Xml| keywords.split([',', ';']).try_for_each(|word| words(xml, "keyword", word.trim()));
                within(xml, "keywords", &[], each)?;
            }
            if let Some(day) = record.date("issued") {
                within(xml, "dates", &[], |xml| {
                    day.part(0).map_or(Ok(()), |year| words(xml, "year", &year.to_string()))?;
                    let date = if day.words.is_empty() { day.iso() } else { day.words.clone() };
                    within(xml, "pub-dates", &[], |xml| words(xml, "date", &date))
                })?;
            }
            for (key, name) in [("publisher-place", "pub-location"), ("publisher", "publisher")] {
                record.text(key).map_or(Ok(()), |text| words(xml, name, &text))?;
            }
            record.first(&["ISBN", "ISSN"]).map_or(Ok(()), |text| words(xml, "isbn", &text))?;
            record.text("DOI").map_or(Ok(()), |text| words(xml, "electronic-resource-num", &text))?;
            for (key, name) in
                [("abstract", "abstract"), ("genre", "work-type"), ("archive", "remote-database-name"), ("language", "language")]
            {
                record.text(key).map_or(Ok(()), |text| words(xml, name, &text))?;
            }
            let notes: Vec<String> = ["note", "annote", "archive_location"].iter().filter_map(|key| record.text(key)).collect();
            if !notes.is_empty() {
                words(xml, "notes", &notes.join(" "))?;
            }
            record.date("accessed").map_or(Ok(()), |day| words(xml, "access-date", &day.iso()))?;
            if let Some(url) = record.text("URL") {
                within(xml, "urls", &[], |xml| within(xml, "related-urls", &[], |xml| words(xml, "url", &url)))?;
            }
            words(xml, "label", record.key)
        })
    })
}

/// A name as EndNote takes it apart: an organization's ends with a comma.
fn endnote_name(name: &Name) -> String {
    if name.is_literal || name.given.is_empty() { format!("{},", name.whole_family()) } else { name.inverted() }
}

/// CSL's kinds, and what MODS has for them: the type of resource, and the genre of the thing or of what it stands in.
fn mods_kind(kind: &str) -> (&'static str, &'static str, Option<&'static str>) {
    match kind {
        "article-newspaper" => ("text", "article", Some("newspaper")),
        "article-magazine" => ("text", "article", Some("magazine")),
        "article-journal" | "review" | "review-book" => ("text", "article", Some("academic journal")),
        "chapter" | "entry" | "entry-encyclopedia" | "entry-dictionary" => ("text", "book section", Some("book")),
        "book" => ("text", "book", None),
        "report" => ("text", "technical report", None),
        "thesis" => ("text", "thesis", None),
        "paper-conference" => ("text", "conference paper", Some("conference publication")),
        "webpage" | "post" | "post-weblog" => ("text", "web page", Some("web site")),
        "graphic" | "figure" => ("still image", "picture", None),
        "map" => ("cartographic", "map", None),
        "motion_picture" | "broadcast" => ("moving image", "motion picture", None),
        "song" => ("sound recording", "sound", None),
        "dataset" => ("software, multimedia", "database", None),
        "software" => ("software, multimedia", "computer program", None),
        "interview" => ("text", "interview", None),
        "speech" => ("text", "speech", None),
        "personal_communication" => ("text", "letter", None),
        "legislation" | "bill" => ("text", "legislation", None),
        "legal_case" => ("text", "legal case and case notes", None),
        "patent" => ("text", "patent", None),
        _ => ("text", "document", None),
    }
}

/// A record of MODS 3.8.
pub(super) fn mods(item: &Item) -> Vec<u8> {
    let record = Record::of(item);
    let (resource, genre, host) = mods_kind(record.kind());
    let issued = record.date("issued");
    let origin = |xml: &mut Xml, with_date: bool| {
        within(xml, "originInfo", &[], |xml| {
            if let Some(place) = record.text("publisher-place") {
                within(xml, "place", &[], |xml| with(xml, "placeTerm", &[("type", "text")], &place))?;
            }
            record.text("publisher").map_or(Ok(()), |text| words(xml, "publisher", &text))?;
            if let Some(day) = issued.as_ref().filter(|_| with_date) {
                match (day.start.is_empty(), day.end.is_empty()) {
                    (true, _) => words(xml, "dateIssued", &day.words)?,
                    (false, true) => with(xml, "dateIssued", &[("encoding", "w3cdtf"), ("keyDate", "yes")], &day.iso())?,
                    (false, false) => {
                        for (point, part) in day.iso().split('/').enumerate() {
                            let point = if point == 0 { "start" } else { "end" };
                            with(xml, "dateIssued", &[("encoding", "w3cdtf"), ("point", point)], part)?;
                        }
                    }
                }
            }
            record.text("edition").map_or(Ok(()), |text| words(xml, "edition", &text))
        })
    };
    written(|xml| {
        within(xml, "mods", &[("ID", &id(record.key)), ("version", "3.8")], |xml| {
            if let Some(title) = record.text("title") {
                within(xml, "titleInfo", &[], |xml| words(xml, "title", &title))?;
            }
            if let Some(title) = record.text("title-short") {
                within(xml, "titleInfo", &[("type", "abbreviated")], |xml| words(xml, "title", &title))?;
            }
            for (role, term) in [("author", "author"), ("editor", "editor"), ("translator", "translator"), ("interviewer", "interviewer")] {
                record.names(role).iter().try_for_each(|name| mods_name(xml, name, term))?;
            }
            words(xml, "typeOfResource", resource)?;
            words(xml, "genre", genre)?;
            record.text("genre").map_or(Ok(()), |text| with(xml, "genre", &[("type", "style")], &text))?;
            origin(xml, host.is_none())?;
            if let Some(language) = record.text("language") {
                let terms = |xml: &mut Xml| with(xml, "languageTerm", &[("type", "code"), ("authority", "rfc5646")], &language);
                within(xml, "language", &[], terms)?;
            }
            record.text("abstract").map_or(Ok(()), |text| words(xml, "abstract", &text))?;
            for key in ["note", "annote"] {
                record.text(key).map_or(Ok(()), |text| words(xml, "note", &text))?;
            }
            if host.is_some() || record.text("container-title").is_some() {
                within(xml, "relatedItem", &[("type", "host")], |xml| {
                    if let Some(outlet) = record.text("container-title") {
                        within(xml, "titleInfo", &[], |xml| words(xml, "title", &outlet))?;
                    }
                    host.map_or(Ok(()), |genre| words(xml, "genre", genre))?;
                    if host.is_some() {
                        origin(xml, true)?;
                    }
                    part(xml, &record)
                })?;
            } else {
                part(xml, &record)?;
            }
            for (key, kind) in [("DOI", "doi"), ("ISBN", "isbn"), ("ISSN", "issn")] {
                record.text(key).map_or(Ok(()), |text| with(xml, "identifier", &[("type", kind)], &text))?;
            }
            with(xml, "identifier", &[("type", "citekey")], record.key)?;
            if let Some(url) = record.text("URL") {
                let accessed = record.date("accessed").map(|day| day.iso()).unwrap_or_default();
                let attributes: &[(&str, &str)] = if accessed.is_empty() { &[] } else { &[("dateLastAccessed", &accessed)] };
                within(xml, "location", &[], |xml| with(xml, "url", attributes, &url))?;
            }
            if let Some(archive) = record.text("archive") {
                within(xml, "location", &[], |xml| {
                    words(xml, "physicalLocation", &archive)?;
                    record.text("archive_location").map_or(Ok(()), |text| words(xml, "shelfLocator", &text))
                })?;
            }
            Ok(())
        })
    })
}

fn part(xml: &mut Xml, record: &Record<'_>) -> io::Result<()> {
    let details = [("volume", record.text("volume")), ("issue", record.first(&["issue", "number"])), ("section", record.text("section"))];
    let page = record.text("page");
    if page.is_none() && details.iter().all(|(_, text)| text.is_none()) {
        return Ok(());
    }
    within(xml, "part", &[], |xml| {
        for (kind, text) in details {
            if let Some(text) = text {
                within(xml, "detail", &[("type", kind)], |xml| words(xml, "number", &text))?;
            }
        }
        let Some(page) = page else { return Ok(()) };
        within(xml, "extent", &[("unit", "page")], |xml| match page.split_once(['-', '–']) {
            Some((start, end)) if !end.contains(['-', '–', ',']) => {
                words(xml, "start", start.trim())?;
                words(xml, "end", end.trim())
            }
            _ if page.contains([',', '-', '–']) => words(xml, "list", &page),
            _ => words(xml, "start", &page),
        })
    })
}

fn mods_name(xml: &mut Xml, name: &Name, role: &str) -> io::Result<()> {
    let kind = if name.is_literal { "corporate" } else { "personal" };
    within(xml, "name", &[("type", kind)], |xml| {
        if name.is_literal {
            words(xml, "namePart", &name.family)?;
        } else {
            with(xml, "namePart", &[("type", "family")], &name.whole_family())?;
            if !name.given.is_empty() {
                with(xml, "namePart", &[("type", "given")], &name.given)?;
            }
            if !name.suffix.is_empty() {
                with(xml, "namePart", &[("type", "termsOfAddress")], &name.suffix)?;
            }
        }
        within(xml, "role", &[], |xml| with(xml, "roleTerm", &[("type", "text"), ("authority", "marcrelator")], role))
    })
}

/// A key as a name of XML.
fn id(key: &str) -> String {
    let mut id: String = key.chars().map(|letter| if letter.is_alphanumeric() || "-_.".contains(letter) { letter } else { '_' }).collect();
    if !id.starts_with(|letter: char| letter.is_alphabetic() || letter == '_') {
        id.insert(0, '_');
    }
    id
}
