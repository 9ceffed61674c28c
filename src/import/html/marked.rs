//! What a page marks in its text as an article's property: microdata and RDFa.

use super::page::Page;

/// The properties that are looked for, by their names in schema.org.
const NAMES: [&str; 14] = [
    "headline",
    "alternativeHeadline",
    "description",
    "author",
    "creator",
    "publisher",
    "datePublished",
    "dateCreated",
    "dateModified",
    "articleSection",
    "keywords",
    "license",
    "inLanguage",
    "isAccessibleForFree",
];

/// One property, and where it is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marked {
    /// Its name.
    pub(super) name: &'static str,
    /// The element.
    pub(super) node: usize,
    /// Whether by RDFa's `property`, not by microdata's `itemprop`.
    pub(super) is_rdfa: bool,
}

/// The properties that an element marks.
pub(super) fn marked(page: &Page, node: usize) -> impl Iterator<Item = Marked> {
    page.attrs(node).filter(|(name, _)| matches!(*name, "itemprop" | "property")).flat_map(move |(kind, value)| {
        value.split_ascii_whitespace().filter_map(move |own| {
            let own = own.rsplit([':', '/', '#']).next().unwrap_or(own);
            let name = NAMES.iter().find(|name| **name == own)?;
            Some(Marked { name, node, is_rdfa: kind == "property" })
        })
    })
}

/// What a marked element says (HTML, section 5.2.4; RDFa Core, section 7.5).
pub(super) fn value(page: &Page, node: usize) -> String {
    let named = ["content", "datetime"].iter().find_map(|name| page.attr(node, name));
    let link = || match page.tag(node) {
        "a" | "link" | "area" => page.attr(node, "href"),
        _ => None,
    };
    // An item says its name.
    let name = || {
        (node + 1..page.end(node)).find(|inner| {
            ["itemprop", "property"].iter().any(|kind| page.attr(*inner, kind).is_some_and(|own| own.rsplit(':').next() == Some("name")))
        })
    };
    match named {
        Some(value) => value.trim().to_owned(),
        None => match name() {
            Some(inner) => page.attr(inner, "content").map_or_else(|| page.words(inner), str::to_owned),
            None => {
                let words = page.words(node);
                if words.is_empty() { link().unwrap_or_default().to_owned() } else { words }
            }
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_are_read_however_they_are_marked() {
        let html = "<h1 itemprop='headline'>Bridge</h1><span property='schema:author'><b property=name>Ada Ferris</b>, staff</span>\
             <time itemprop='datePublished dateCreated' datetime=2020-11-18>Wednesday</time><a itemprop=license href=/cc>CC</a>";
        let page = Page::parse(html);
        let found: Vec<(&str, String, bool)> = (0..page.len())
            .flat_map(|node| marked(&page, node).collect::<Vec<_>>())
            .map(|marked| (marked.name, value(&page, marked.node), marked.is_rdfa))
            .collect();
        let of = |name: &'static str, value: &str, is_rdfa| (name, value.to_owned(), is_rdfa);
        assert_eq!(
            found,
            [
                of("headline", "Bridge", false),
                of("author", "Ada Ferris", true),
                of("datePublished", "2020-11-18", false),
                of("dateCreated", "2020-11-18", false),
                of("license", "CC", false)
            ]
        );
    }
}
