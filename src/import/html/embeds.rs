//! Posts and films of other sites that an article shows in frames which only a browser with a network fills.

use std::ops::Range;

use super::{
    noise::{Noise, noise},
    page::Page,
    post::network_of,
    site::absolute,
};
use crate::model::{Extra, Post};

/// How many one article may show.
const MOST: usize = 100;

/// The frames in a stretch of a page, each with the post it stands for.
pub(super) fn embeds(page: &Page, range: Range<usize>, address: Option<&str>) -> Vec<(usize, Post)> {
    let mut found: Vec<(usize, Post)> = Vec::new();
    for node in range {
        if found.len() >= MOST {
            break;
        }
        let Some(url) = target(page, node) else { continue };
        let is_foreign = page
            .ancestors(node)
            .take(8)
            .any(|outer| matches!(noise(page, outer), Some(Noise::Furniture | Noise::Comments | Noise::Overlay)));
        if is_foreign {
            continue;
        }
        let url = absolute(&url, address);
        let Some(network) = network_of(&url) else { continue };
        if found.iter().any(|(_, known)| known.url.as_deref() == Some(&url)) {
            continue;
        }
        let mut extra = Extra::new();
        if let Some(title) = ["title", "data-title", "aria-label", "alt"].iter().find_map(|name| page.attr(node, name)) {
            extra.insert("name".to_owned(), title.trim().into());
        }
        found.push((node, Post { network: Some(network), url: Some(url), extra, ..Post::default() }));
    }
    found
}

/// The address that a person would open to see what a frame shows.
fn target(page: &Page, node: usize) -> Option<String> {
    let of = |name: &str| page.attr(node, name).map(str::trim).filter(|value| !value.is_empty());
    match page.tag(node) {
        "iframe" | "amp-iframe" => {
            let source = ["src", "data-src", "data-lazy-src", "data-original"]
                .iter()
                .find_map(|name| of(name).filter(|src| *src != "about:blank"))?;
            framed(source)
        }
        "amp-youtube" | "lite-youtube" => of("data-videoid").or_else(|| of("videoid")).map(film),
        "amp-twitter" => of("data-tweetid").map(|id| format!("https://twitter.com/i/status/{id}")),
        "amp-instagram" => of("data-shortcode").map(|id| format!("https://www.instagram.com/p/{id}/")),
        "amp-facebook" => of("data-href").map(str::to_owned),
        "amp-tiktok" => of("data-src").map(str::to_owned),
        _ => None,
    }
}

fn film(id: &str) -> String {
    format!("https://www.youtube.com/watch?v={id}")
}

fn framed(source: &str) -> Option<String> {
    let (path, question) = source.split_once('?').unwrap_or((source, ""));
    let asked = |name: &str| {
        question
            .split('&')
            .filter_map(|part| part.split_once('='))
            .find(|(own, _)| *own == name)
            .map(|(_, value)| percent_encoding::percent_decode_str(value).decode_utf8_lossy().into_owned())
    };
    let behind = |mark: &str| path.split_once(mark).map(|(_, rest)| rest.split('/').next().unwrap_or(rest)).filter(|id| !id.is_empty());
    if path.contains("youtube.com/embed/") || path.contains("youtube-nocookie.com/embed/") {
        return behind("/embed/").filter(|id| *id != "videoseries").map(film);
    }
    if path.contains("player.vimeo.com/video/") {
        return behind("/video/").map(|id| format!("https://vimeo.com/{id}"));
    }
    if path.contains("facebook.com/plugins/") {
        return asked("href");
    }
    if path.contains("platform.twitter.com/embed/") {
        return asked("id").map(|id| format!("https://twitter.com/i/status/{id}"));
    }
    if path.contains("instagram.com/p/") || path.contains("tiktok.com/embed/") || path.contains("bsky.app/") {
        return Some(path.trim_end_matches("/embed").trim_end_matches("/embed/").trim_end_matches("/captioned").to_owned());
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_of_other_sites_are_links_to_what_they_show() {
        let html = "<iframe src='https://www.youtube.com/embed/abc123?rel=0' title='The bridge from above'></iframe>\
             <iframe data-src='//player.vimeo.com/video/77'></iframe><amp-twitter data-tweetid=12></amp-twitter>\
             <iframe src='https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fharbour%2Fposts%2F9&width=500'></iframe>\
             <iframe src='https://ads.example/frame'></iframe>";
        let page = Page::parse(html);
        let found = embeds(&page, 0..page.len(), None);
        let seen: Vec<(&str, &str)> =
            found.iter().map(|(_, post)| (post.network.as_deref().unwrap(), post.url.as_deref().unwrap())).collect();
        assert_eq!(
            seen,
            [
                ("YouTube", "https://www.youtube.com/watch?v=abc123"),
                ("Vimeo", "https://vimeo.com/77"),
                ("Twitter", "https://twitter.com/i/status/12"),
                ("Facebook", "https://www.facebook.com/harbour/posts/9"),
            ]
        );
        assert_eq!(found[0].1.extra["name"], "The bridge from above");
    }
}
