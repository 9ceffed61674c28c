//! Which files a page offers for one picture, the largest first.

use super::{page::Page, site::absolute};

/// Attributes in which pages keep a picture until it is scrolled into view.
const LAZY: [&str; 12] = [
    "data-original",
    "data-full-src",
    "data-fullsrc",
    "data-hi-res-src",
    "data-large-file",
    "data-src",
    "data-lazy-src",
    "data-original-src",
    "data-image-src",
    "data-url",
    "data-img-url",
    "data-original-mos",
];

/// The addresses of a picture's files, as the page writes them, the largest first.
pub(super) fn renditions(page: &Page, img: usize) -> Vec<String> {
    let mut found: Vec<(f64, String)> = Vec::new();
    let mut nodes = vec![img];
    if let Some(picture) = page.ancestors(img).take(3).find(|node| page.tag(*node) == "picture") {
        nodes.extend(page.elements(picture).filter(|node| page.tag(*node) == "source"));
    }
    for node in nodes {
        let of = |name: &str| page.attr(node, name).map(str::trim).filter(|value| !value.is_empty());
        for name in ["srcset", "data-srcset", "data-lazy-srcset"] {
            if let Some(set) = of(name) {
                // One file without its width is as wide as the window that it is for.
                let window = of("media").and_then(min_width).unwrap_or(1.0);
                found.extend(parse_set(set).into_iter().map(|(size, url)| (if size == 1.0 { window } else { size }, url)));
            }
        }
        let width = of("width").and_then(|width| width.trim_end_matches("px").parse::<f64>().ok()).unwrap_or(0.0);
        for name in LAZY {
            if let Some(value) = of(name).filter(|value| looks_like_file(value)) {
                found.push((width.max(2.0), value.to_owned()));
            }
        }
        if let Some(src) = of("src").filter(|src| !is_placeholder(src)) {
            found.push((width.max(1.0), src.to_owned()));
        }
    }
    // What frames a picture often holds its file: a link to it at full size, or what a script would load.
    for outer in page.ancestors(img).take(4) {
        if page.tag(outer) == "a"
            && let Some(href) = page.attr(outer, "href").filter(|href| is_picture_file(href))
        {
            found.push((100_000.0, href.to_owned()));
        }
        for name in LAZY {
            if let Some(value) = page.attr(outer, name).map(str::trim).filter(|value| is_picture_file(value)) {
                found.push((1.5, value.to_owned()));
            }
        }
    }
    // Equal ones stay in the page's order.
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut urls: Vec<String> = Vec::new();
    for (_, url) in found {
        if !urls.contains(&url) && urls.len() < 24 {
            urls.push(url);
        }
    }
    urls
}

/// The entries of a `srcset` with their widths; addresses may hold commas.
fn parse_set(set: &str) -> Vec<(f64, String)> {
    let mut found = Vec::new();
    let mut words = set.split_ascii_whitespace().peekable();
    while let Some(word) = words.next() {
        let url = word.trim_end_matches(',');
        let mut size = 1.0;
        if !word.ends_with(',')
            && let Some(next) = words.peek()
        {
            let text = next.trim_end_matches(',');
            let number = text.trim_end_matches(['w', 'x', 'h']).parse::<f64>();
            if let (Ok(number), true) = (number, text.ends_with(['w', 'x', 'h'])) {
                size = if text.ends_with('x') { number * 1000.0 } else { number };
                words.next();
            }
        }
        if !url.is_empty() && !is_placeholder(url) {
            found.push((size, url.to_owned()));
        }
    }
    found
}

/// The narrowest window that a condition such as `(min-width: 1240px)` allows, in pixels.
fn min_width(media: &str) -> Option<f64> {
    let (_, rest) = media.split_once("min-width:")?;
    let number: String = rest.trim_start().chars().take_while(|letter| letter.is_ascii_digit() || *letter == '.').collect();
    let size: f64 = number.parse().ok()?;
    Some(if rest.contains("em") { size * 16.0 } else { size })
}

/// Whether a value may be a file's address.
fn looks_like_file(value: &str) -> bool {
    !value.starts_with(['{', '[', '#']) && (value.contains('/') || value.contains('.')) && !value.contains(' ') && !is_placeholder(value)
}

/// Whether an address ends as a picture's file does.
fn is_picture_file(url: &str) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or(url).to_ascii_lowercase();
    !is_placeholder(url) && [".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif"].iter().any(|ending| path.ends_with(ending))
}

/// Whether an address is the empty picture that stands in until the real one is loaded.
fn is_placeholder(url: &str) -> bool {
    let small = url.get(..80).unwrap_or(url).to_ascii_lowercase();
    let path = url.split(['?', '#']).next().unwrap_or(url);
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    (small.starts_with("data:") && url.len() < 1500)
        || small.starts_with("data:image/svg")
        || small.starts_with("about:")
        || matches!(small.trim_end_matches('#'), "/" | "")
        || ["blank.", "spacer.", "pixel.", "placeholder", "transparent.", "1x1.", "lazyload-", "grey.", "loading.", "loader."]
            .iter()
            .any(|own| !small.starts_with("data:") && name.contains(own))
}

/// A name that a picture's renditions share: its file's name without size and ending.
pub(super) fn stem(url: &str) -> String {
    use crate::import::pattern::Pattern;
    static SIZE: Pattern =
        Pattern::new(r"(?i)[-_](?:\d{2,4}x\d{2,4}|scaled|\d{2,4}w|large|medium|small|thumb(?:nail)?|full|\d{3,4}-\d{2,3})(?:$|\.)");
    // Servers that make sizes name the original in their question.
    let original = url
        .split_once('?')
        .map(|(_, question)| question)
        .into_iter()
        .flat_map(|question| question.split('&'))
        .filter_map(|part| part.split_once('='))
        .map(|(_, value)| percent_encoding::percent_decode_str(value).decode_utf8_lossy())
        .find(|value| value.contains('/') && is_picture_file(value));
    let url = original.as_deref().unwrap_or(url);
    let path = url.split(['?', '#']).next().unwrap_or(url);
    let mut name = path.trim_end_matches('/').rsplit('/').next().unwrap_or(path).to_owned();
    // Servers that make sizes put the original's name last, or make up one and the same for all.
    if name.len() < 6 || matches!(name.split('.').next(), Some("image" | "photo" | "original" | "0" | "img" | "picture" | "default")) {
        name = path.rsplit('/').take(3).collect::<Vec<_>>().join("/");
    }
    let name = name.rsplit_once('.').map_or(name.clone(), |(stem, ending)| if ending.len() <= 5 { stem.to_owned() } else { name.clone() });
    SIZE.cut(&name).to_lowercase()
}

/// The address to note for a picture: its largest file's.
pub(super) fn address_of(urls: &[String], page_address: Option<&str>) -> Option<String> {
    let url = urls.iter().find(|url| !url.starts_with("data:"))?;
    Some(absolute(url, page_address))
}

/// What a `data:` address holds (RFC 2397); `None` for any other.
pub(super) fn data(url: &str) -> Option<Vec<u8>> {
    let (kind, words) = url.strip_prefix("data:")?.split_once(',')?;
    let bytes: Vec<u8> = percent_encoding::percent_decode_str(words).collect();
    if !kind.trim_end().ends_with(";base64") {
        return Some(bytes);
    }
    let plain: Vec<u8> = bytes.into_iter().filter(|byte| !byte.is_ascii_whitespace() && *byte != b'=').collect();
    data_encoding::BASE64_NOPAD.decode(&plain).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_file_comes_first() {
        let page = Page::parse(
            "<picture><source srcset='m.jpg 640w, l,x.jpg 1280w'><img src='data:image/gif;base64,R0' data-src='s.jpg' srcset='xl.jpg 2x'></picture>",
        );
        let img = page.find(0, "img").unwrap();
        assert_eq!(renditions(&page, img), ["xl.jpg", "l,x.jpg", "m.jpg", "s.jpg"]);
        let page = Page::parse(
            "<picture><source media='(min-width: 60em)' srcset=w.jpg><source media='(min-width:300px)' srcset=n.jpg><img src=s.jpg></picture>",
        );
        assert_eq!(renditions(&page, page.find(0, "img").unwrap()), ["w.jpg", "n.jpg", "s.jpg"]);
        assert_eq!(stem("https://a.example/2020/bridge-750x450.jpg?w=3"), stem("/2020/bridge.jpg"));
        assert_ne!(stem("/a/1/image.jpg"), stem("/a/2/image.jpg"));
        assert_eq!(stem("https://a.example/90/?url=https%3A%2F%2Fb.example%2Fbridge.jpg"), "bridge");
    }

    #[test]
    fn a_picture_within_its_address_is_read() {
        assert_eq!(data("data:image/gif;base64,R0lG\nODk=").as_deref(), Some(&b"GIF89"[..]));
        assert_eq!(data("data:,a%20b").as_deref(), Some(&b"a b"[..]));
        assert_eq!(data("b.jpg"), None);
        assert_eq!(data("data:image/gif;base64,!"), None);
    }
}
