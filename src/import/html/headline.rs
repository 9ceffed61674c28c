//! The headline as the page prints it.

use super::{page::Page, said::Said, site::plain};

/// The headline, and where it stands in the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Headline {
    /// Its words.
    pub(super) words: String,
    /// The element that prints it.
    pub(super) node: Option<usize>,
}

/// The headings that a page prints, and which of them its own titles speak of.
pub(super) fn headline(page: &Page, said: &Said) -> Headline {
    let titles: Vec<String> = titles(said).iter().map(|title| plain(title)).filter(|title| !title.is_empty()).collect();
    let mut best: Option<(f64, usize, String)> = None;
    let mut count = 0;
    for node in 0..page.len() {
        let tag = page.tag(node);
        let base = match tag {
            "h1" => 1.0,
            "h2" => 0.7,
            "h3" | "h4" => 0.4,
            "div" | "p" | "span" | "td" | "strong" if is_named_headline(page, node) => 0.6,
            _ => continue,
        };
        count += 1;
        // Long pages end in hundreds of headings of other articles.
        if count > 400 {
            break;
        }
        if page.end(node) - node > 60 {
            continue;
        }
        let words = page.words(node);
        let own = plain(&words);
        if own.is_empty() || words.chars().count() > 300 {
            continue;
        }
        let likeness = titles.iter().map(|title| likeness(&own, title)).fold(0.0, f64::max);
        // A heading that no title speaks of is the headline only where it is the page's first of its rank.
        let named = if is_named_headline(page, node) { 0.1 } else { 0.0 };
        let score = if likeness >= 0.5 {
            base + 2.0 * likeness + named
        } else if tag == "h1" {
            0.5 + named + likeness
        } else {
            0.0
        };
        if score > 0.0 && best.as_ref().is_none_or(|(other, ..)| score > other + 0.001) {
            best = Some((score, node, words));
        }
    }
    // A heading unlike every title is the site's name more often than not.
    match best {
        Some((score, node, words)) if score > 1.2 || titles.is_empty() => Headline { words, node: Some(node) },
        best => {
            let title = best_title(said);
            match (title, best) {
                (Some(words), _) => Headline { words, node: None },
                (None, Some((_, node, words))) => Headline { words, node: Some(node) },
                (None, None) => Headline::default(),
            }
        }
    }
}

/// Whether an element is called a headline.
fn is_named_headline(page: &Page, node: usize) -> bool {
    if page.attr(node, "itemprop").is_some_and(|property| property == "headline") {
        return true;
    }
    page.attr(node, "class").is_some_and(|class| {
        class.split_ascii_whitespace().any(|class| {
            // The names that modules put before a mark of two dashes do not matter.
            let class = class.rsplit_once("__").map_or(class, |(before, own)| if before == "article" { class } else { own });
            ["headline", "entry-title", "post-title", "article-title", "articletitle", "story-title", "article__title", "page-title"]
                .iter()
                .any(|name| class.eq_ignore_ascii_case(name))
        })
    })
}

/// Every title that the page gives its article, with and without the name of its site.
pub(super) fn titles(said: &Said) -> Vec<String> {
    let mut titles: Vec<String> = Vec::new();
    titles.extend(said.text("headline"));
    for name in ["og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "dcterms.title", "headline", "title"] {
        titles.extend(said.all(name).take(1).map(str::to_owned));
    }
    titles.extend(said.text("alternativeHeadline"));
    titles.extend(said.title.clone());
    for title in titles.clone() {
        titles.extend(parts(&title).map(str::to_owned));
    }
    titles
}

/// A title's parts without what stands behind or before a separating mark.
fn parts(title: &str) -> impl Iterator<Item = &str> {
    [" | ", " - ", " – ", " — ", " :: ", " « ", " » ", " • ", " · ", " / ", ": "].into_iter().flat_map(move |mark| {
        let behind = title.rsplit_once(mark).map(|(before, _)| before);
        let first = title.split_once(mark).map(|(before, _)| before);
        let last = title.split_once(mark).map(|(_, behind)| behind);
        [behind, first, last].into_iter().flatten().filter(|part| part.split_whitespace().count() >= 3)
    })
}

/// The title to take where the page prints none.
fn best_title(said: &Said) -> Option<String> {
    let site = said.meta(&["og:site_name", "application-name"]).map(plain);
    let title = said
        .text("headline")
        .or_else(|| said.meta(&["og:title", "twitter:title", "dc.title"]).map(str::to_owned))
        .or_else(|| said.title.clone())?;
    for mark in [" | ", " - ", " – ", " — ", " :: ", " « "] {
        if let Some((before, behind)) = title.rsplit_once(mark) {
            let is_site = site.as_deref().is_some_and(|site| plain(behind) == site);
            if is_site || (behind.split_whitespace().count() <= 4 && before.split_whitespace().count() >= 4) {
                return Some(before.trim().to_owned());
            }
        }
    }
    Some(title)
}

/// How much two texts have the same words, from 0 to 1.
pub(super) fn likeness(a: &str, b: &str) -> f64 {
    if a == b {
        return 1.0;
    }
    fn words(text: &str) -> Vec<&str> {
        let mut words: Vec<&str> = text.split(' ').collect();
        words.sort_unstable();
        words.dedup();
        words
    }
    let (a, b) = (words(a), words(b));
    let both = a.iter().filter(|word| b.binary_search(word).is_ok()).count() as f64;
    2.0 * both / (a.len() + b.len()) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(html: &str) -> String {
        let page = Page::parse(html);
        headline(&page, &Said::of(&page)).words
    }

    #[test]
    fn the_headline_is_the_heading_that_the_titles_speak_of() {
        let title = "<title>Bridge closed until spring | Harbour Gazette</title>";
        assert_eq!(of(&format!("{title}<h1>Harbour Gazette</h1><h2>Bridge closed until spring</h2>")), "Bridge closed until spring");
        assert_eq!(of(&format!("{title}<h1>Old harbour bridge closed until spring</h1>")), "Old harbour bridge closed until spring");
        assert_eq!(of(title), "Bridge closed until spring");
        assert_eq!(of("<h1>Bridge closed</h1>"), "Bridge closed");
        assert_eq!(of("<p>Nothing"), "");
    }
}
