//! What each source of a page says of each field, so that a person sees where they disagree.

use super::{
    byline,
    dates::{Dates, date, in_address},
    marked::value,
    metadata::{Head, free, license},
    page::Page,
    publisher,
    said::words,
    site::plain,
};
use crate::{
    import::review::{Field, FieldName, Found},
    model::{Article, Creator},
};

/// Names of meta elements by field, with what they belong to.
const METAS: [(FieldName, &str, &str); 47] = [
    (FieldName::Headline, "og:title", "OpenGraph"),
    (FieldName::Headline, "twitter:title", "Twitter card"),
    (FieldName::Headline, "dc.title", "Dublin Core"),
    (FieldName::Headline, "dcterms.title", "Dublin Core"),
    (FieldName::Headline, "parsely-title", "Parsely"),
    (FieldName::Headline, "sailthru.title", "Sailthru"),
    (FieldName::Standfirst, "og:description", "OpenGraph"),
    (FieldName::Standfirst, "twitter:description", "Twitter card"),
    (FieldName::Standfirst, "dc.description", "Dublin Core"),
    (FieldName::Standfirst, "description", "a meta element"),
    (FieldName::Author, "article:author", "OpenGraph"),
    (FieldName::Author, "dc.creator", "Dublin Core"),
    (FieldName::Author, "dcterms.creator", "Dublin Core"),
    (FieldName::Author, "parsely-author", "Parsely"),
    (FieldName::Author, "sailthru.author", "Sailthru"),
    (FieldName::Author, "author", "a meta element"),
    (FieldName::Author, "byl", "a meta element"),
    (FieldName::Publisher, "og:site_name", "OpenGraph"),
    (FieldName::Publisher, "dc.publisher", "Dublin Core"),
    (FieldName::Publisher, "dcterms.publisher", "Dublin Core"),
    (FieldName::Publisher, "application-name", "a meta element"),
    (FieldName::Publisher, "publisher", "a meta element"),
    (FieldName::Published, "article:published_time", "OpenGraph"),
    (FieldName::Published, "og:published_time", "OpenGraph"),
    (FieldName::Published, "dc.date.issued", "Dublin Core"),
    (FieldName::Published, "dcterms.issued", "Dublin Core"),
    (FieldName::Published, "dc.date", "Dublin Core"),
    (FieldName::Published, "parsely-pub-date", "Parsely"),
    (FieldName::Published, "sailthru.date", "Sailthru"),
    (FieldName::Published, "pubdate", "a meta element"),
    (FieldName::Published, "date", "a meta element"),
    (FieldName::Modified, "article:modified_time", "OpenGraph"),
    (FieldName::Modified, "og:updated_time", "OpenGraph"),
    (FieldName::Modified, "dcterms.modified", "Dublin Core"),
    (FieldName::Modified, "last-modified", "a meta element"),
    (FieldName::Language, "og:locale", "OpenGraph"),
    (FieldName::Language, "dc.language", "Dublin Core"),
    (FieldName::Language, "content-language", "a meta element"),
    (FieldName::Address, "og:url", "OpenGraph"),
    (FieldName::Address, "twitter:url", "Twitter card"),
    (FieldName::Address, "parsely-link", "Parsely"),
    (FieldName::Section, "article:section", "OpenGraph"),
    (FieldName::Section, "parsely-section", "Parsely"),
    (FieldName::Keywords, "news_keywords", "a meta element"),
    (FieldName::Keywords, "keywords", "a meta element"),
    (FieldName::Keywords, "parsely-tags", "Parsely"),
    (FieldName::Licence, "dc.rights", "Dublin Core"),
];

/// Names of structured data by field.
const STRUCTURED: [(FieldName, &str); 12] = [
    (FieldName::Headline, "headline"),
    (FieldName::Standfirst, "description"),
    (FieldName::Author, "author"),
    (FieldName::Author, "creator"),
    (FieldName::Publisher, "publisher"),
    (FieldName::Published, "datePublished"),
    (FieldName::Modified, "dateModified"),
    (FieldName::Language, "inLanguage"),
    (FieldName::Section, "articleSection"),
    (FieldName::Keywords, "keywords"),
    (FieldName::Licence, "license"),
    (FieldName::Free, "isAccessibleForFree"),
];

/// Everything that the page says of an article's fields; what the article has comes first.
pub(super) fn fields(page: &Page, head: &Head, dates: &Dates, article: &Article) -> Vec<Field> {
    let said = &head.said;
    let is_american = article.in_language.as_deref().is_none_or(|tag| tag == "en" || tag == "en-US");
    let mut ledger = Ledger { fields: Vec::new(), is_american };
    ledger.take(article);
    if let Some(own) = said.article() {
        for (field, name) in STRUCTURED {
            let Some(value) = own.get(name) else { continue };
            match field {
                FieldName::Author => ledger.note(field, &byline::stated(said, value).join("; "), "JSON-LD"),
                FieldName::Publisher => {
                    let object = said.resolve(value).and_then(|object| object.get("name"));
                    ledger.note(field, &words(object.unwrap_or(value)).unwrap_or_default(), "JSON-LD");
                }
                FieldName::Keywords => {
                    let list: Vec<String> = match value {
                        serde_json::Value::Array(values) => values.iter().filter_map(words).collect(),
                        value => words(value).into_iter().collect(),
                    };
                    ledger.note(field, &list.join("; "), "JSON-LD");
                }
                FieldName::Free => ledger.note(field, free(value).map_or("", in_words), "JSON-LD"),
                _ => ledger.note(field, &words(value).unwrap_or_default(), "JSON-LD"),
            }
        }
        let main = own.get("mainEntityOfPage").and_then(|main| main.as_str().or_else(|| main.get("@id")?.as_str()));
        ledger.note(FieldName::Address, main.filter(|main| main.starts_with("http")).unwrap_or_default(), "JSON-LD");
    }
    for marked in said.marked.iter().take(60) {
        let Some((field, _)) = STRUCTURED.iter().find(|(_, name)| *name == marked.name) else { continue };
        let from = if marked.is_rdfa { "RDFa" } else { "microdata" };
        // Several articles of one page are marked; the first is the page's.
        if !ledger.has(*field, from) {
            let value = value(page, marked.node);
            let value = if *field == FieldName::Author { byline::names(&value).join("; ") } else { value };
            ledger.note(*field, &value, from);
        }
    }
    for (field, name, from) in METAS {
        let list: Vec<&str> = said.all(name).take(20).collect();
        match field {
            FieldName::Author => {
                let names: Vec<String> = list.iter().flat_map(|names| byline::names(names)).collect();
                ledger.note(field, &names.join("; "), from);
            }
            FieldName::Keywords => ledger.note(field, &list.join("; "), from),
            _ => ledger.note(field, list.first().copied().unwrap_or_default(), from),
        }
    }
    if let Some(node) = head.headline.node {
        ledger.note(FieldName::Headline, &page.words(node), "the page’s heading");
    }
    ledger.note(FieldName::Headline, said.title.as_deref().unwrap_or_default(), "the page’s title");
    ledger.note(FieldName::Author, &head.printed.join("; "), "the printed byline");
    ledger.note(FieldName::Publisher, &publisher::suffix(page, said).unwrap_or_default(), "the page’s title");
    for (date, from) in [(dates.printed, "the printed date"), (head.address.as_deref().and_then(in_address), "the address")] {
        ledger.note(FieldName::Published, &date.map(|date| date.to_string()).unwrap_or_default(), from);
    }
    ledger.note(FieldName::Language, said.language.as_deref().unwrap_or_default(), "the page’s first element");
    ledger.note(FieldName::Address, said.canonical.as_deref().unwrap_or_default(), "the canonical link");
    ledger.note(FieldName::Address, head.known.as_deref().unwrap_or_default(), "where it was saved from");
    ledger.note(FieldName::Keywords, &said.all("article:tag").collect::<Vec<_>>().join("; "), "OpenGraph");
    ledger.note(FieldName::Licence, &license(page).unwrap_or_default(), "a link");
    ledger.fields.retain(|field| field.found.iter().any(|found| !found.from.is_empty()));
    for found in ledger.fields.iter_mut().flat_map(|field| &mut field.found) {
        if found.from.is_empty() {
            found.from.push("the page’s words");
        }
    }
    ledger.fields
}

fn in_words(is_free: bool) -> &'static str {
    if is_free { "yes" } else { "no" }
}

/// What was found so far.
struct Ledger {
    fields: Vec<Field>,
    is_american: bool,
}

impl Ledger {
    /// What the article has; who says so is added by those who do.
    fn take(&mut self, article: &Article) {
        let iso = |date: Option<crate::model::PublicationDate>| date.map(|date| date.to_string()).unwrap_or_default();
        let names: Vec<&str> = article.byline.0.iter().map(Creator::name).collect();
        let is_free = article.extra.get("isAccessibleForFree").and_then(serde_json::Value::as_bool);
        for (name, value) in [
            (FieldName::Headline, article.headline.clone()),
            (FieldName::Standfirst, article.standfirst.clone().unwrap_or_default()),
            (FieldName::Author, names.join("; ")),
            (FieldName::Publisher, article.publisher.clone().unwrap_or_default()),
            (FieldName::Published, iso(article.date_published)),
            (FieldName::Modified, iso(article.date_modified)),
            (FieldName::Language, article.in_language.clone().unwrap_or_default()),
            (FieldName::Address, article.url.clone().unwrap_or_default()),
            (FieldName::Section, article.article_section.clone().unwrap_or_default()),
            (FieldName::Keywords, article.keywords.join("; ")),
            (FieldName::Licence, article.license.clone().unwrap_or_default()),
            (FieldName::Free, is_free.map_or("", in_words).to_owned()),
        ] {
            if !value.is_empty() {
                self.fields.push(Field { name, found: vec![Found { value, from: Vec::new() }] });
            }
        }
    }

    fn has(&self, name: FieldName, from: &str) -> bool {
        self.fields.iter().any(|field| field.name == name && field.found.iter().any(|found| found.from.contains(&from)))
    }

    fn note(&mut self, name: FieldName, value: &str, from: &'static str) {
        let value = value.trim();
        let is_named = matches!(name, FieldName::Author | FieldName::Publisher);
        // An address names nobody.
        if value.is_empty() || value.chars().count() > 2_000 || is_named && (value.starts_with("http://") || value.starts_with("https://"))
        {
            return;
        }
        let is_american = self.is_american;
        let at = match self.fields.iter().position(|field| field.name == name) {
            Some(at) => at,
            None => {
                self.fields.push(Field { name, found: Vec::new() });
                self.fields.len() - 1
            }
        };
        let found = &mut self.fields[at].found;
        match found.iter_mut().find(|own| is_same(name, &own.value, value, is_american)) {
            Some(own) => {
                if !own.from.contains(&from) {
                    own.from.push(from);
                }
            }
            None => found.push(Found { value: value.to_owned(), from: vec![from] }),
        }
    }
}

/// Whether two sources say the same, as far as a reader cares.
fn is_same(name: FieldName, own: &str, other: &str, is_american: bool) -> bool {
    if own == other {
        return true;
    }
    let (a, b) = (plain(own), plain(other));
    match name {
        FieldName::Published | FieldName::Modified => {
            let day = |text: &str| date(text, is_american).map(crate::model::PublicationDate::day);
            matches!((day(own), day(other)), (Some(a), Some(b)) if a == b)
        }
        FieldName::Language => a.split(' ').next() == b.split(' ').next(),
        FieldName::Author | FieldName::Keywords => {
            let list = |text: &str| {
                let mut list: Vec<String> = text.split([';', ',']).map(plain).filter(|word| !word.is_empty()).collect();
                list.sort();
                list.dedup();
                list
            };
            list(own) == list(other)
        }
        FieldName::Address => {
            let bare = |text: &str| {
                let text = text.split(['?', '#']).next().unwrap_or(text);
                let text = text.split_once("://").map_or(text, |(_, rest)| rest);
                text.trim_start_matches("www.").trim_end_matches('/').to_lowercase()
            };
            bare(own) == bare(other)
        }
        // A title with the site's name behind it, or its section's before it, says the same.
        FieldName::Headline | FieldName::Standfirst => {
            a == b || (b.starts_with(&a) || b.ends_with(&a) && a.len() > 20) && b.len() < a.len() + 60 || a.starts_with(&b) && b.len() > 30
        }
        _ => a == b,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::html::html;

    #[test]
    fn sources_that_disagree_are_both_kept_with_their_names() {
        let body = "<p>The council closed the old harbour bridge on Tuesday after divers found cracks below the water line.</p>".repeat(4);
        let page = format!(
            "<html lang=en><title>Bridge closed until spring | Harbour Gazette</title><meta property=og:title content='Bridge closed until spring'>\
             <meta property=og:site_name content='Harbour Gazette'>\
             <script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"headline\":\"Bridge closed until spring\",\"datePublished\":\"2020-11-16\",\"isAccessibleForFree\":\"False\",\"author\":{{\"name\":\"Ada Ferris\"}}}}</script>\
             <article><h1>Bridge closed until spring</h1><div class=byline>By Ada Ferris</div><time>Nov. 18, 2020</time>{body}</article>"
        );
        let read = html("page.html", page.as_bytes()).unwrap();
        let of = |name| read.review.fields.iter().find(|field: &&Field| field.name == name).unwrap();
        let headline = of(FieldName::Headline);
        assert!(!headline.is_disputed());
        assert_eq!(headline.found[0].from, ["JSON-LD", "OpenGraph", "the page’s heading", "the page’s title"]);
        let published: Vec<(&str, &[&str])> =
            of(FieldName::Published).found.iter().map(|found| (found.value.as_str(), found.from.as_slice())).collect();
        assert_eq!(published, [("2020-11-16", &["JSON-LD"][..]), ("2020-11-18", &["the printed date"][..])]);
        assert_eq!(of(FieldName::Author).found[0].from, ["JSON-LD", "the printed byline"]);
        assert_eq!(of(FieldName::Free).found[0].value, "no");
        assert!(read.doubts.iter().any(|doubt| doubt.contains("16 Nov 2020") && doubt.contains("18 Nov 2020")), "{:?}", read.doubts);
        assert!(read.doubts.iter().any(|doubt| doubt.contains("subscribers")), "{:?}", read.doubts);
    }
}
