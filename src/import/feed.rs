//! Feeds: each entry of an RSS, Atom or JSON feed that has its whole content is an article.

use feed_rs::model::{Entry, Feed, Text};

use super::{
    file::{ImportError, Imported},
    html::{self, PageSource},
    source::Source,
};
use crate::model::{Byline, Creator, PublicationDate};

/// How many words an entry must have to be more than a summary.
const WHOLE: usize = 80;

/// A feed that was read.
#[derive(Debug)]
pub(super) struct FeedFile {
    /// What to call it in sentences.
    pub(super) label: String,
    file: String,
    bytes: Vec<u8>,
    feed: Feed,
}

impl FeedFile {
    /// Reads a feed's entries.
    pub(super) fn parse(label: String, file: &str, bytes: Vec<u8>) -> Result<Self, ImportError> {
        let feed = feed_rs::parser::parse(bytes.as_slice())
            .map_err(|error| ImportError::Damaged { name: label.clone(), what: format!("it is no feed that can be read ({error})") })?;
        if feed.entries.is_empty() {
            return Err(ImportError::Empty(label));
        }
        let file = file.rsplit('/').next().unwrap_or(file).to_owned();
        Ok(Self { label, file, bytes, feed })
    }

    /// How many entries it has.
    pub(super) fn len(&self) -> usize {
        self.feed.entries.len()
    }

    /// An entry's title, and where it came from.
    pub(super) fn about(&self, index: usize) -> (Option<String>, Source) {
        let Some(entry) = self.feed.entries.get(index) else { return (None, Source::default()) };
        let source = Source { address: address(entry), charset: None, captured: None };
        (entry.title.as_ref().map(plain), source)
    }

    /// Reads an entry into an article.
    pub(super) fn read(&self, name: &str, index: usize) -> Result<Imported, ImportError> {
        let entry = self.feed.entries.get(index).ok_or_else(|| ImportError::Empty(name.to_owned()))?;
        let title = entry.title.as_ref().map(plain).unwrap_or_default();
        let whole = entry.content.as_ref().and_then(|content| content.body.clone());
        let body = whole.or_else(|| entry.summary.as_ref().map(|text| text.content.clone())).unwrap_or_default();
        let body = if body.contains('<') { body } else { format!("<p>{}</p>", escaped(&body).replace("\n\n", "</p><p>")) };
        let page = format!("<!DOCTYPE html><html><body><article><h1>{}</h1>{body}</article></body></html>", escaped(&title));
        let address = address(entry);
        let source = PageSource { address: address.as_deref(), charset: Some("utf-8"), ..PageSource::new(name, page.as_bytes()) };
        let mut imported = html::page(&source)?;
        let article = &mut imported.article;
        if !title.is_empty() {
            article.headline = title;
        }
        article.url = address.clone().or_else(|| article.url.take());
        article.publisher = self.feed.title.as_ref().map(plain).filter(|title| !title.is_empty()).or_else(|| article.publisher.take());
        article.date_published = moment(entry.published.or(entry.updated).map(|time| time.timestamp())).or(article.date_published);
        article.date_modified = moment(entry.updated.map(|time| time.timestamp())).filter(|date| Some(*date) != article.date_published);
        article.in_language = entry.language.clone().or_else(|| self.feed.language.clone()).or_else(|| article.in_language.take());
        let authors = if entry.authors.is_empty() { &self.feed.authors } else { &entry.authors };
        let names: Vec<Creator> =
            authors.iter().filter_map(|person| person.name.as_deref()).map(|name| Creator::person(name.trim())).collect();
        if !names.is_empty() {
            article.byline = Byline(names);
        }
        if article.keywords.is_empty() {
            article.keywords =
                entry.categories.iter().map(|category| category.label.clone().unwrap_or_else(|| category.term.clone())).collect();
        }
        if article.word_count() < WHOLE {
            imported.doubts.push("The feed may have only a summary of this article. Save the page itself to have it whole.".to_owned());
        }
        imported.capture = self.bytes.clone();
        imported.capture_name = super::file::usable(&self.file);
        imported.capture_type = match self.feed.feed_type {
            feed_rs::model::FeedType::Atom => "application/atom+xml",
            feed_rs::model::FeedType::JSON => "application/feed+json",
            _ => "application/rss+xml",
        }
        .to_owned();
        imported.source = Source { address, charset: None, captured: None };
        Ok(imported)
    }
}

/// Where the entry's own page is.
fn address(entry: &Entry) -> Option<String> {
    let is_page = |rel: Option<&str>| rel.is_none_or(|rel| rel == "alternate");
    let link = entry.links.iter().find(|link| is_page(link.rel.as_deref())).or_else(|| entry.links.first());
    link.map(|link| link.href.clone()).or_else(|| entry.id.starts_with("http").then(|| entry.id.clone()))
}

fn plain(text: &Text) -> String {
    let words = quick_xml::escape::unescape_with(&text.content, quick_xml::escape::resolve_html5_entity);
    words.as_deref().unwrap_or(&text.content).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn escaped(text: &str) -> String {
    quick_xml::escape::escape(text).into_owned()
}

/// The moment so many seconds after 1970.
fn moment(seconds: Option<i64>) -> Option<PublicationDate> {
    jiff::Timestamp::from_second(seconds?).ok()?.to_string().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FEED: &str = r#"<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Harbour Gazette</title><language>en-GB</language>
<item><title>Bridge &amp;amp; ferry closed</title><link>https://gazette.example/bridge</link><dc:creator>Ada Ferris</dc:creator><pubDate>Wed, 18 Nov 2020 09:30:00 +0100</pubDate><category>Harbour</category><content:encoded><![CDATA[<p>The council closed the old harbour bridge on Tuesday after divers found cracks below the water.</p><p>“It will open again in spring,” said Mara Quill, the mayor of the town, on Wednesday.</p>]]></content:encoded></item>
<item><title>Second</title><description>Only a line.</description></item></channel></rss>"#;

    #[test]
    fn each_entry_is_an_article() {
        let feed = FeedFile::parse("f.xml".into(), "f.xml", FEED.as_bytes().to_vec()).unwrap();
        assert_eq!(feed.len(), 2);
        let imported = feed.read("f.xml#1", 0).unwrap();
        let article = &imported.article;
        assert_eq!((article.headline.as_str(), article.publisher.as_deref()), ("Bridge & ferry closed", Some("Harbour Gazette")));
        assert_eq!((article.byline.in_words(), article.url.as_deref()), ("Ada Ferris".to_owned(), Some("https://gazette.example/bridge")));
        assert_eq!(article.date_published.unwrap().to_string(), "2020-11-18T08:30:00Z");
        assert_eq!(article.blocks.len(), 2);
        assert!(FeedFile::parse("f.xml".into(), "f.xml", b"<rss>".to_vec()).is_err());
    }
}
