//! Posts of social networks that an article shows.

use super::{
    blocks::joined,
    dates::date_in_words,
    lines::Line,
    page::Page,
    site::{absolute, family, host},
};
use crate::{
    import::pattern::Pattern,
    model::{Creator, Extra, Post},
};

/// A post from its embedded form: its words, and the line under them that says whose they are and when they were written.
pub(super) fn post(page: &Page, node: usize, run: &[&Line], address: Option<&str>) -> Post {
    static BY: Pattern = Pattern::new(r"^[—–-]\s*(.+?)\s*(?:\(\s*@?[\w.]+\s*\))?\s*(?:,|on\b|$)");
    static ACCOUNT: Pattern = Pattern::new(r"^[—–-]\s*(.+?\(\s*@[\w.]+\s*\))");
    let at = run.iter().rposition(|line| line.words.starts_with(['—', '–'])).filter(|at| *at > 0);
    let (words, byline) = (&run[..at.unwrap_or(run.len())], at.map(|at| run[at].words.as_str()));
    let author = byline.and_then(|line| {
        let found = ACCOUNT.find(line).or_else(|| BY.find(line))?;
        Some(Creator::person(found.get(1)?.as_str().trim()))
    });
    let links: Vec<&str> =
        (node..page.end(node)).filter(|inner| page.tag(*inner) == "a").filter_map(|inner| page.attr(inner, "href")).collect();
    let is_permanent =
        |href: &&&str| ["/status/", "/p/", "/reel/", "/posts/", "/video/", "/comments/", "/post/"].iter().any(|part| href.contains(part));
    let url = page
        .attr(node, "data-instgrm-permalink")
        .or_else(|| page.attr(node, "cite"))
        .or_else(|| page.attr(node, "data-href"))
        .or_else(|| links.iter().rev().find(is_permanent).copied())
        .map(|href| absolute(href, address));
    let network = url.as_deref().and_then(network_of);
    let date_published = byline.or_else(|| run.last().map(|line| line.words.as_str())).and_then(|line| date_in_words(line, true));
    let mut extra = Extra::new();
    if let Some(line) = byline {
        // As the page prints it (schema.org creditText).
        extra.insert("creditText".to_owned(), line.into());
    }
    Post { words: joined(page, words, address), author, network, url, date_published, extra }
}

/// The name of the network that an address belongs to.
pub(super) fn network_of(url: &str) -> Option<String> {
    let name = match family(host(url)?) {
        "twitter.com" => "Twitter",
        "x.com" => "X",
        "instagram.com" => "Instagram",
        "facebook.com" => "Facebook",
        "tiktok.com" => "TikTok",
        "reddit.com" => "Reddit",
        "bsky.app" => "Bluesky",
        "youtube.com" => "YouTube",
        "vimeo.com" => "Vimeo",
        _ => return None,
    };
    Some(name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::html::lines::lines;

    #[test]
    fn a_post_names_its_author_and_day() {
        let html = "<blockquote class='twitter-tweet'><p>The bridge is closed.</p>— Harbour Watch (@harbourwatch) <a href='https://twitter.com/harbourwatch/status/12?ref=x'>November 18, 2020</a></blockquote>";
        let page = Page::parse(html);
        let lines = lines(&page);
        let run: Vec<&Line> = lines.iter().collect();
        let post = post(&page, page.find(0, "blockquote").unwrap(), &run, None);
        assert_eq!(post.words.text, "The bridge is closed.");
        assert_eq!(post.author.as_ref().map(Creator::name), Some("Harbour Watch (@harbourwatch)"));
        assert_eq!(post.network.as_deref(), Some("Twitter"));
        assert_eq!(post.date_published.map(|date| date.to_string()).as_deref(), Some("2020-11-18"));
        assert!(post.url.unwrap().contains("/status/12"));
    }
}
