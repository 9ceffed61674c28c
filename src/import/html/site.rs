//! What is known of the page as a whole: its address, its headline.

use url::Url;

use super::{lines::Line, page::Page};

/// A page's own address and headline.
#[derive(Debug, Default)]
pub(super) struct Site<'a> {
    /// The host of its address without `www.`; empty where it is not known.
    pub(super) host: &'a str,
    /// What it calls its article, in every way it says so.
    pub(super) titles: Vec<String>,
    /// The names of its authors, without case and marks.
    pub(super) authors: Vec<String>,
}

impl Site<'_> {
    /// Whether a line says the headline.
    pub(super) fn is_headline(&self, words: &str) -> bool {
        let plain = plain(words);
        !plain.is_empty() && self.titles.contains(&plain)
    }

    /// Whether a line's links lead to the same site.
    pub(super) fn leads_home(&self, page: &Page, line: &Line) -> bool {
        let around = page.ancestors(line.first).take(6);
        (line.first..line.last).chain(around).find(|node| page.tag(*node) == "a").is_some_and(|node| {
            let href = page.attr(node, "href").unwrap_or_default();
            match host(href) {
                Some(other) => self.host.is_empty() || family(other) == family(self.host),
                None => true,
            }
        })
    }
}

/// The host of an address without `www.`; `None` for one without.
pub(super) fn host(address: &str) -> Option<&str> {
    let rest = address.strip_prefix("http://").or_else(|| address.strip_prefix("https://")).or_else(|| address.strip_prefix("//"))?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default();
    Some(host.strip_prefix("www.").unwrap_or(host))
}

/// The part of a host that names its owner, as far as that can be told without a list.
pub(super) fn family(host: &str) -> &str {
    let mut labels: Vec<&str> = host.rsplitn(4, '.').collect();
    labels.reverse();
    let keep = match labels.as_slice() {
        // `bbc.co.uk`: a short second label under a country.
        [.., second, last] if second.len() <= 3 && last.len() == 2 => 3,
        _ => 2,
    };
    let dots: Vec<usize> = host.match_indices('.').map(|(at, _)| at).collect();
    if dots.len() < keep { host } else { &host[dots[dots.len() - keep] + 1..] }
}

/// An address as it stands in a page, made whole by the page's own.
pub(super) fn absolute(href: &str, address: Option<&str>) -> String {
    let href = href.trim();
    // One that is whole stays as the page has it.
    if href.starts_with("https://") || href.starts_with("http://") {
        return href.to_owned();
    }
    let base = address.and_then(|address| Url::parse(address).ok());
    let whole = match base {
        Some(base) => base.join(href).ok(),
        None => Url::parse(href).ok(),
    };
    // An address that cannot be read stays as the page has it.
    whole.map_or_else(|| href.to_owned(), String::from)
}

/// Words in small letters without marks, to compare.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for word in text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !plain.is_empty() {
            plain.push(' ');
        }
        if word.is_ascii() {
            plain.extend(word.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
        } else {
            plain.extend(word.chars().flat_map(char::to_lowercase));
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_of_one_house_are_known() {
        assert_eq!(host("https://www.gazette.example:8080/a?b"), Some("gazette.example"));
        assert_eq!(host("/news/bridge"), None);
        for (host, own) in [("news.gazette.example", "gazette.example"), ("m.gazette.co.uk", "gazette.co.uk"), ("gazette.de", "gazette.de")]
        {
            assert_eq!(family(host), own);
        }
        assert_eq!(plain("‘We’re —  here!’"), "we re here");
    }
}
