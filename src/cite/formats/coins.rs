//! COinS: what a reference manager's browser button reads in a page (OpenURL 1.0 in a span).

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::record::Record;

const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The context object of a work.
pub(super) fn coins(record: &Record<'_>) -> String {
    let (format, genre) = match record.kind() {
        "book" => ("book", "book"),
        "chapter" => ("book", "bookitem"),
        "report" => ("book", "report"),
        "paper-conference" => ("book", "proceeding"),
        "article-newspaper" | "article-magazine" | "article-journal" => ("journal", "article"),
        _ => ("dc", ""),
    };
    let mut pairs: Vec<(&str, Cow<'_, str>)> =
        vec![("ctx_ver", "Z39.88-2004".into()), ("rft_val_fmt", format!("info:ofi/fmt:kev:mtx:{format}").into())];
    let mut push = |key: &'static str, value: Option<String>| pairs.extend(value.map(|value| (key, Cow::Owned(value))));
    let is_dc = format == "dc";
    if is_dc {
        let kind = match record.kind() {
            "graphic" | "figure" | "map" => "artwork",
            "interview" => "interview",
            "motion_picture" => "film",
            "post-weblog" => "blogPost",
            "post" => "forumPost",
            "webpage" => "webpage",
            _ => "document",
        };
        push("rft.type", Some(kind.to_owned()));
        push("rft.title", record.text("title"));
        push("rft.source", record.text("container-title"));
        push("rft.publisher", record.text("publisher"));
    } else {
        push("rft.genre", Some(genre.to_owned()));
        let (title, container) = match format {
            "journal" => ("rft.atitle", "rft.jtitle"),
            _ if genre == "bookitem" => ("rft.atitle", "rft.btitle"),
            _ => ("rft.btitle", "rft.series"),
        };
        push(title, record.text("title"));
        push(container, record.text("container-title"));
        for (key, name) in [("volume", "rft.volume"), ("issue", "rft.issue"), ("page", "rft.pages"), ("publisher", "rft.pub")] {
            push(name, record.text(key));
        }
        push("rft.place", record.text("publisher-place"));
        push("rft.issn", record.text("ISSN"));
        push("rft.isbn", record.text("ISBN"));
    }
    let authors = record.names("author");
    if let Some(first) = authors.first().filter(|name| !is_dc && !name.is_literal) {
        push("rft.aulast", Some(first.whole_family()));
        push("rft.aufirst", Some(first.given.clone()).filter(|given| !given.is_empty()));
    }
    for author in &authors {
        push(if is_dc { "rft.creator" } else { "rft.au" }, Some(author.in_order()));
    }
    push("rft.date", record.date("issued").map(|day| day.iso()).filter(|date| !date.is_empty()));
    push("rft.language", record.text("language"));
    push("rft.identifier", record.text("URL").filter(|_| is_dc));
    push("rft_id", record.text("URL"));
    push("rft_id", record.text("DOI").map(|doi| format!("info:doi/{doi}")));
    let pair = |(key, value): &(&str, Cow<'_, str>)| format!("{key}={}", utf8_percent_encode(value, KEPT));
    pairs.iter().map(pair).collect::<Vec<_>>().join("&")
}

/// The `citation_*` metadata of a page that is one work.
pub(super) fn metadata(record: &Record<'_>) -> Vec<(&'static str, String)> {
    let mut metadata = Vec::new();
    let mut push = |name: &'static str, value: Option<String>| metadata.extend(value.map(|value| (name, value)));
    push("citation_title", record.text("title"));
    for author in record.names("author") {
        push("citation_author", Some(author.in_order()));
    }
    push("citation_publication_date", record.date("issued").map(|day| day.iso().replace('-', "/")).filter(|date| !date.is_empty()));
    push("citation_journal_title", record.text("container-title"));
    push("citation_language", record.text("language"));
    push("citation_public_url", record.text("URL"));
    push("citation_publisher", record.text("publisher"));
    push("citation_firstpage", record.text("page").map(|page| page.split(['-', '–']).next().unwrap_or_default().to_owned()));
    push("citation_doi", record.text("DOI"));
    metadata
}
