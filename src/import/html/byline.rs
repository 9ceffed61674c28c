//! Who wrote an article, as the page prints it.

use serde_json::Value;

use super::{
    page::Page,
    said::{Said, words},
    site::plain,
};
use crate::{
    import::pattern::Pattern,
    model::{Byline, Creator},
};

/// The authors: names that structured data gives and the page prints, else those the page prints, else those it only gives.
pub(super) fn byline(page: &Page, said: &Said, printed: &[String], headline: Option<usize>, publisher: Option<&str>) -> Byline {
    let given = given(said);
    let printed: Vec<Name> = printed.iter().map(|words| Name { words: words.clone(), is_body: None }).collect();
    let outlet = publisher.map(plain).unwrap_or_default();
    let is_outlet = |name: &Name| !outlet.is_empty() && plain(&name.words) == outlet;
    let near = headline.map(|node| plain(&near(page, node))).unwrap_or_default();
    let is_printed = |name: &Name| {
        let own = plain(&name.words);
        near.contains(&own) || printed.iter().any(|other| plain(&other.words) == own)
    };
    let names = if !given.is_empty() && given.iter().all(|name| is_printed(name) && !is_outlet(name)) {
        // What is printed may name more of them.
        if printed.len() > given.len() && given.iter().all(|name| printed.iter().any(|other| plain(&other.words) == plain(&name.words))) {
            printed
        } else {
            given
        }
    } else if !printed.is_empty() {
        printed
    } else {
        given
    };
    Byline(names.into_iter().map(Name::creator).collect())
}

/// A name, and whether it is said to be a body's.
#[derive(Clone, Debug, PartialEq)]
struct Name {
    words: String,
    is_body: Option<bool>,
}

impl Name {
    fn creator(self) -> Creator {
        if self.is_body.unwrap_or_else(|| is_body(&self.words)) { Creator::organization(self.words) } else { Creator::person(self.words) }
    }
}

fn is_body(name: &str) -> bool {
    static BODY: Pattern = Pattern::new(
        r"(?i)\b(?:staff|press|desk|news|agency|agencies|agence|agentur|team|board|bureau|redaktion|redaction|rédaction|redacción|redação|redazione|editorial|editors|editor|wire|services?|media|magazine|admin|reporters|newsroom|department|inc|llc|gmbh|reuters|bloomberg|associated|tv|radio|network)\b|^\p{Lu}{2,6}$",
    );
    BODY.is_in(name)
}

/// What structured data and meta elements give.
fn given(said: &Said) -> Vec<Name> {
    let mut names = Vec::new();
    if let Some(author) = said.article().and_then(|article| article.get("author").or_else(|| article.get("creator"))) {
        collect(said, author, &mut names);
    }
    if names.is_empty() {
        for key in [
            "author",
            "article:author",
            "parsely-author",
            "sailthru.author",
            "byl",
            "dc.creator",
            "dcterms.creator",
            "cxenseparse:author",
            "article:author_name",
            "authors",
        ] {
            for content in said.all(key) {
                names.extend(split(content));
            }
            if !names.is_empty() {
                break;
            }
        }
    }
    unique(names)
}

fn collect(said: &Said, value: &Value, names: &mut Vec<Name>) {
    match value {
        Value::Array(values) => values.iter().take(20).for_each(|value| collect(said, value, names)),
        Value::Object(_) => {
            let Some(object) = said.resolve(value) else { return };
            let is_body = object.get("@type").and_then(Value::as_str).map(|kind| kind != "Person");
            match object.get("name") {
                Some(Value::Array(values)) => values.iter().take(20).for_each(|value| collect(said, value, names)),
                Some(name) => {
                    let found = words(name).map(|name| split(&name)).unwrap_or_default();
                    // What calls itself a person may be a desk; what calls itself a body is one.
                    names.extend(found.into_iter().map(|name| Name { is_body: is_body.filter(|is_body| *is_body), ..name }));
                }
                None => {}
            }
        }
        Value::String(name) => names.extend(split(&super::said::unescaped(name))),
        _ => {}
    }
}

/// The names that the page prints.
pub(super) fn printed(page: &Page, headline: Option<usize>) -> Vec<String> {
    texts(found(page, headline))
}

/// The names in a byline's words.
pub(super) fn names(text: &str) -> Vec<String> {
    texts(split(text))
}

/// The names that structured data gives as an author.
pub(super) fn stated(said: &Said, value: &Value) -> Vec<String> {
    let mut names = Vec::new();
    collect(said, value, &mut names);
    texts(unique(names))
}

fn texts(names: Vec<Name>) -> Vec<String> {
    names.into_iter().map(|name| name.words).collect()
}

/// The names that the page prints in the elements it calls so, near its headline.
fn found(page: &Page, headline: Option<usize>) -> Vec<Name> {
    let from = headline.map_or(0, |node| node.saturating_sub(150));
    let to = headline.map_or(page.len(), |node| (page.end(node) + 400).min(page.len()));
    let mut best: Vec<Name> = Vec::new();
    let mut best_rank = 0;
    let mut at = from;
    while at < to {
        if matches!(page.tag(at), "script" | "style" | "noscript" | "template") {
            at = page.end(at);
            continue;
        }
        let rank = rank(page, at);
        if rank > best_rank && !is_of_a_quotation(page, at) && page.end(at) - at < 80 {
            let names = unique(names_in(page, at));
            if !names.is_empty() {
                best = names;
                best_rank = rank;
            }
        }
        at += 1;
    }
    if best.is_empty() {
        // A line of words that begins with “By”.
        // In the East it may stand anywhere in the line of the date.
        static EASTERN: Pattern = Pattern::new(
            r"(?:作者|撰文|記者|记者)\s*[:：/／]?\s*([\p{Han}\p{Hiragana}\p{Katakana}]{2,6})(?:[^\p{Han}\p{Hiragana}\p{Katakana}]|$)",
        );
        best = (from..to)
            .filter(|node| page.text(*node).is_some_and(|text| text.len() < 200))
            .filter(|node| !matches!(page.tag(page.parent(*node)), "script" | "style" | "noscript"))
            .find_map(|node| {
                let text = page.text(node)?.trim();
                if let Some(name) = EASTERN.find(text).filter(|_| text.chars().count() < 60).and_then(|found| found.get(1)) {
                    return Some(vec![Name { words: name.as_str().to_owned(), is_body: None }]);
                }
                let by = BY.find(text)?;
                let rest = &text[by.get(0)?.end()..];
                let text = if rest.trim().is_empty() { page.words(page.parent(node)) } else { text.to_owned() };
                Some(split(&text)).filter(|names| !names.is_empty() && text.len() < 200)
            })
            .unwrap_or_default();
    }
    if best.is_empty()
        && let Some(headline) = headline
    {
        best.extend(beside_date(page, headline));
    }
    unique(best)
}

/// A name that stands by itself right beside the date below the headline, in words that nothing else explains.
fn beside_date(page: &Page, headline: usize) -> Option<Name> {
    static NAME: Pattern =
        Pattern::new(r"^\p{Lu}[\p{L}.'’-]+(?: (?:(?:de|da|di|van|von|der|den|la|le|al|el|bin|ibn)|\p{Lu}[\p{L}.'’-]*)){1,3}$");
    let from = page.end(headline);
    let mut texts: Vec<(usize, &str)> = Vec::new();
    let mut at = from;
    while at < (from + 160).min(page.len()) && texts.len() < 8 {
        match page.text(at) {
            Some(text) if !text.trim().is_empty() => {
                let text = text.trim();
                // Where the article begins, no byline comes any more.
                if text.chars().count() > 60 {
                    break;
                }
                texts.push((at, text));
            }
            None if matches!(page.tag(at), "script" | "style" | "noscript" | "figure" | "nav" | "ul" | "button" | "svg") => {
                at = page.end(at);
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    let is_date = |text: &str| super::opening::is_date(text);
    let place =
        texts.iter().position(|(node, text)| is_date(text) || page.ancestors(*node).take(2).any(|outer| page.tag(outer) == "time"))?;
    let near = [place.checked_sub(1), Some(place + 1)];
    let name = near.into_iter().flatten().filter_map(|at| texts.get(at)).find(|(_, text)| NAME.is_in(text))?.1;
    let is_other = is_role(name) || is_body(name) || name.to_uppercase() == name;
    (!is_other).then(|| Name { words: name.to_owned(), is_body: None })
}

/// Whether an element names who said something in the article.
fn is_of_a_quotation(page: &Page, node: usize) -> bool {
    std::iter::once(node).chain(page.ancestors(node).take(6)).any(|outer| {
        page.tag(outer) == "blockquote"
            || page.attr(outer, "class").is_some_and(|class| {
                class
                    .to_ascii_lowercase()
                    .split(|letter: char| !letter.is_ascii_alphanumeric())
                    .any(|word| matches!(word, "quote" | "pullquote" | "statement" | "testimonial" | "comment" | "claim"))
            })
    })
}

/// How surely an element is called the author's name.
fn rank(page: &Page, node: usize) -> u8 {
    if page.tag(node).is_empty() {
        return 0;
    }
    let mut rank = 0;
    for (name, value) in page.attrs(node) {
        let found = match name {
            "itemprop" if value == "author" || value == "creator" => 4,
            "rel" if value.split(' ').any(|rel| rel == "author") => 4,
            "class" | "id" | "data-testid" | "data-component" => called(value),
            "href"
                if page.tag(node) == "a"
                    && (value.contains("/author/")
                        || value.contains("/authors/")
                        || value.contains("/people/")
                        || value.contains("/autor/")) =>
            {
                2
            }
            _ => 0,
        };
        rank = rank.max(found);
    }
    rank
}

fn called(names: &str) -> u8 {
    let small = names.to_ascii_lowercase();
    // The author's picture, account and profile are not the name.
    let aside = ["bio", "image", "photo", "avatar", "social", "twitter", "follow", "email", "comment", "date", "time", "more", "title-"];
    if aside.iter().any(|word| small.contains(word)) && !small.contains("name") {
        return 0;
    }
    if small.contains("byline")
        || small.contains("by-line")
        || small.contains("author-name")
        || small.contains("authorname")
        || small.contains("author_name")
    {
        3
    } else if small
        .split(|letter: char| !letter.is_alphanumeric())
        .any(|word| matches!(word, "author" | "authors" | "autor" | "auteur" | "writer" | "contributor"))
    {
        2
    } else {
        0
    }
}

/// The names in an element: its links where there are such, else its words.
fn names_in(page: &Page, node: usize) -> Vec<Name> {
    if let Some(inner) = page.elements(node).skip(1).find(|inner| page.attr(*inner, "itemprop") == Some("name")) {
        let found = split(page.attr(inner, "content").map_or_else(|| page.words(inner), str::to_owned).as_str());
        if !found.is_empty() {
            return found;
        }
    }
    let words = page.attr(node, "content").map_or_else(|| page.words(node), str::to_owned);
    if words.chars().count() > 250 {
        return Vec::new();
    }
    split(&words)
}

static BY: Pattern = Pattern::new(
    r"^\W*(?i:(?:written|posted|reported|published|words|story|text|report|review|analysis|opinion)\s+by|by|von|par|por|di|door|av|af|oleh|text|autor(?:in)?|автор|текст|بقلم|كتب|كتبت|作者|撰文|文|記者|记者)(?:\s*[:：=＝]\s*|\s+|$)",
);

/// Whether a line begins as a byline does, with a name behind it.
pub(super) fn opens(line: &str) -> bool {
    let Some(by) = BY.find(line).and_then(|by| by.get(0)) else { return false };
    let rest = &line[by.end()..];
    // Where letters have two cases, a name has a capital.
    rest.chars().next().is_some_and(|letter| letter.is_alphabetic() && !letter.is_lowercase()) && {
        let names = split(rest);
        let first = rest.split_whitespace().next().unwrap_or_default();
        !names.is_empty() && (rest.split_whitespace().count() > 1 || !first.is_ascii())
    }
}

/// The names in a byline such as “By Ada Ferris and Tom Bell, Harbour Gazette | Nov. 18, 2020”.
fn split(text: &str) -> Vec<Name> {
    static DATE: Pattern = Pattern::new(
        r"(?i)\b(?:updated|published|posted|last\s+modified)\b.*$|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}\b.*$|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}.*$|\b\d{4}-\d\d-\d\d.*$|\b\d{1,2}\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{4}.*$|\b\d{1,2}:\d{2}.*$|\b\d+\s+(?:minutes?|mins?|hours?|days?|weeks?|months?|years?)\b.*$",
    );
    static ACCOUNT: Pattern = Pattern::new(r"\(?@\w+\)?|\S+@\S+\.\w+|https?://\S+|\([^)]*\)");
    let is_between = |word: &str| {
        matches!(
            word,
            "and"
                | "und"
                | "et"
                | "y"
                | "e"
                | "en"
                | "och"
                | "og"
                | "&"
                | "|"
                | ","
                | ";"
                | "·"
                | "•"
                | "/"
                | "with"
                | "–"
                | "—"
                | "-"
                | "for"
                | "in"
                | "from"
        )
    };
    if text.starts_with("http") || text.len() > 400 {
        return Vec::new();
    }
    let text = text.replace(['\u{a0}', '\n'], " ");
    let text = ACCOUNT.cut(&DATE.cut(&text));
    let text = match BY.find(&text).and_then(|by| by.get(0)) {
        Some(by) => text[by.end()..].to_owned(),
        None => text,
    };
    // Where the trade stands behind the name.
    static BEHIND: Pattern = Pattern::new(r"\s*(?:기자|특파원|記者|记者|通讯员|特派員)(?:\s.*)?$");
    let text = BEHIND.cut(&text);
    let mut names = Vec::new();
    let mut name: Vec<&str> = Vec::new();
    let mut is_rest = false;
    let spaced =
        text.replace(',', " , ").replace('|', " | ").replace(';', " ; ").replace('/', " / ").replace('•', " • ").replace('·', " · ");
    for word in spaced.split_whitespace().chain(std::iter::once(",")) {
        let small = word.to_lowercase();
        if !is_between(&small) {
            name.push(word);
            continue;
        }
        if !name.is_empty() {
            let words = std::mem::take(&mut name).join(" ");
            if !is_rest {
                push(&mut names, &words);
            }
        }
        // What follows “for” or a bar is the outlet.
        is_rest = is_rest
            || (!names.is_empty() && matches!(small.as_str(), "for" | "in" | "from" | "|" | "special to" | "•" | "·" | "–" | "—" | "-"));
    }
    names
}

fn push(names: &mut Vec<Name>, words: &str) {
    let words = words.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '.').trim_start_matches('.').trim();
    let count = words.split_whitespace().count();
    let is_suffix = matches!(words.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III" | "MD" | "M.D" | "PhD" | "Ph.D" | "RD" | "DO");
    let letters = words.chars().filter(|letter| letter.is_alphabetic()).count();
    if count == 0
        || count > 5
        || letters < 2
        || is_suffix
        || is_role(words)
        || words.chars().any(|letter| letter.is_ascii_digit()) && count > 1
    {
        return;
    }
    // After an agency’s name stands a place.
    if names.last().is_some_and(|last: &Name| is_body(&last.words)) && !is_body(words) && count == 1 {
        return;
    }
    // After a person’s name, one that is a body is where the person works.
    if names.last().is_some_and(|last: &Name| !is_body(&last.words) && last.words.contains(' ')) && is_body(words) {
        return;
    }
    names.push(Name { words: words.to_owned(), is_body: None });
}

/// What a person does, and other words that stand where names do.
fn is_role(words: &str) -> bool {
    static ROLE: Pattern = Pattern::new(
        r"(?i)\b(?:staff\s+writer|writer|correspondent|reporter|columnist|contributor|contributing|journalist|editor-in-chief|editor\s+at|managing|producer|analyst|blogger|critic|photographer|freelance\w*|special\s+to|intern|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b|(?i)\b(?:editor)$|^(?i:by|author|authors|follow|share|comments?|admin\w*|webmaster|updated|published|posted|view|email|twitter|facebook|biography|contact|read|subscribe|no\s+author|unknown|undefined|written|reviewed|edited)\b|^(?i:guest|more|bio|about|the|us|others?|tags?|news|null|none|home)$|(?i)\.com$",
    );
    ROLE.is_in(words)
}

fn unique(names: Vec<Name>) -> Vec<Name> {
    let mut kept: Vec<Name> = Vec::new();
    for name in names {
        if !kept.iter().any(|own| plain(&own.words) == plain(&name.words)) {
            kept.push(name);
        }
    }
    kept
}

/// The words around the headline, where a byline would stand.
fn near(page: &Page, headline: usize) -> String {
    let (from, to) = (headline.saturating_sub(150), (page.end(headline) + 500).min(page.len()));
    let mut words = String::new();
    let mut at = from;
    while at < to {
        if matches!(page.tag(at), "script" | "style" | "noscript") {
            at = page.end(at);
            continue;
        }
        if let Some(text) = page.text(at).filter(|text| text.len() < 400) {
            words.push_str(text);
            words.push(' ');
        }
        at += 1;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byline_is_parted_into_names() {
        assert_eq!(names("By Ada Ferris and Tom Bell, Harbour Gazette | Nov. 18, 2020"), ["Ada Ferris", "Tom Bell", "Harbour Gazette"]);
        assert_eq!(names("By Ada Ferris, Staff Writer"), ["Ada Ferris"]);
        assert_eq!(names("Von Ada Ferris und Tom Bell"), ["Ada Ferris", "Tom Bell"]);
        assert_eq!(names("Ada Ferris @adaferris / 2 days ago"), ["Ada Ferris"]);
        assert_eq!(names("By Ada Ferris | Quill Media for Harbour Gazette"), ["Ada Ferris"]);
        assert_eq!(names("Updated 18 Nov 2020"), Vec::<String>::new());
        assert_eq!(names("https://a.example/ada"), Vec::<String>::new());
    }

    #[test]
    fn names_that_are_printed_win_over_the_outlet() {
        let html = r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"Bridge closed","author":{"@type":"Organization","name":"Gazette"}}</script><h1>Bridge closed</h1><div class="byline">By <a>Ada Ferris</a></div>"#;
        let page = Page::parse(html);
        let found = byline(&page, &Said::of(&page), &printed(&page, page.find(0, "h1")), page.find(0, "h1"), Some("Gazette"));
        assert_eq!(found.0, [Creator::person("Ada Ferris")]);
    }
}
