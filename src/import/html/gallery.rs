//! A gallery that only a script would show: its pictures with their captions, as the page’s data lists them.

use serde_json::{Map, Value};

use super::{
    caption,
    page::Page,
    photos::Found,
    renditions::stem,
    said::{Said, unescaped, words},
};

/// How long data in an element may be to be looked through, in bytes.
const LONGEST: usize = 2 << 20;
/// How deep data is looked through.
const DEPTH: usize = 12;
/// How many pictures a gallery may have.
const MOST: usize = 100;

/// Adds captions to the pictures that are shown already, and the pictures of a gallery that are not.
pub(super) fn add(page: &Page, said: &Said, place: usize, found: &mut Vec<Found>) {
    for object in said.article().into_iter().chain(["ImageGallery", "MediaGallery"].iter().filter_map(|kind| said.object(kind))) {
        for name in ["associatedMedia", "image", "hasPart"] {
            if let Some(Value::Array(values)) = object.get(name) {
                take(values, page.end(place).saturating_sub(1), found);
            }
        }
    }
    let is_in = |node: usize| page.is_within(node, place);
    for node in 0..page.len() {
        if page.tag(node) == "script" && page.attr(node, "type").is_some_and(|kind| kind.eq_ignore_ascii_case("application/json")) {
            let text: String = (node + 1..page.end(node)).filter_map(|node| page.text(node)).collect();
            let at = if is_in(node) { node } else { page.end(place).saturating_sub(1) };
            let is_called = ["id", "class", "data-component"].iter().filter_map(|name| page.attr(node, name)).any(is_gallery);
            look(&text, at, is_called, found);
        } else if is_in(node) {
            for (name, value) in page.attrs(node).filter(|(name, _)| name.starts_with("data-")) {
                let value = value.trim_start();
                if value.starts_with(['[', '{']) && value.contains("aption") {
                    look(value, node, is_gallery(name), found);
                }
            }
        }
    }
}

fn is_gallery(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["galler", "slideshow", "slides", "carousel"].iter().any(|own| name.contains(own))
}

/// Looks through data; `is_called` says that all of it is a gallery’s.
fn look(text: &str, node: usize, is_called: bool, found: &mut Vec<Found>) {
    if text.len() > LONGEST || !text.contains("aption") {
        return;
    }
    let Ok(value) = serde_json::from_str::<Value>(text) else { return };
    let mut waiting = vec![(&value, is_called, 0, 0)];
    while let Some((value, is_its, lists, depth)) = waiting.pop() {
        match value {
            Value::Array(values) => {
                // What stands in a list of lists is one of several articles’.
                if is_its && (lists == 0 || is_called) {
                    take(values, node, found);
                }
                if lists < 2 && depth < DEPTH {
                    waiting.extend(values.iter().take(MOST).map(|value| (value, is_its, lists + 1, depth + 1)));
                }
            }
            Value::Object(object) if depth < DEPTH => {
                waiting.extend(object.iter().map(|(name, value)| (value, is_its || is_gallery(name), lists, depth + 1)));
            }
            _ => {}
        }
    }
}

/// Takes the pictures of a list in which at least two have a file and words of their own.
fn take(values: &[Value], node: usize, found: &mut Vec<Found>) {
    let pictures: Vec<(String, caption::Said)> = values.iter().take(MOST).filter_map(|value| picture(value.as_object()?)).collect();
    let mut captions: Vec<&str> = pictures.iter().map(|(_, said)| said.caption.as_str()).collect();
    captions.sort_unstable();
    captions.dedup();
    // Crops of one picture have the same words.
    let is_gallery = captions.len() > 1;
    for (url, said) in pictures {
        let own = stem(&url);
        match found.iter_mut().find(|known| known.urls.iter().any(|other| stem(other) == own)) {
            Some(known) if known.said == caption::Said::default() => known.said = said,
            Some(_) => {}
            None if is_gallery => found.push(Found { node, urls: vec![url], said, alternate: None, line: None }),
            None => {}
        }
    }
}

/// A picture’s file and what is said of it.
fn picture(object: &Map<String, Value>) -> Option<(String, caption::Said)> {
    let image = ["image", "picture", "photo", "media"].iter().find_map(|name| object.get(*name));
    let all = || [Some(object), image.and_then(Value::as_object)].into_iter().flatten();
    let text = |names: &[&str]| all().find_map(|object| names.iter().find_map(|name| object.get(*name).and_then(words)));
    let url = text(&["contentUrl", "url", "src", "imageUrl", "image_url", "original", "full", "large", "href"])
        .or_else(|| image.and_then(Value::as_str).map(str::to_owned))
        .filter(|url| is_picture(url) && !url.contains(char::is_whitespace))?;
    let plain = |text: String| {
        let inner = Page::parse(&unescaped(&text));
        inner.words(0)
    };
    let words = text(&["caption", "captionText", "caption_text", "description"]).map(plain).unwrap_or_default();
    let credit = text(&["creditText", "credit", "credits", "photographer", "copyright", "byline"]).map(plain);
    let said = caption::part(&words, credit.as_deref());
    (said.caption.chars().count() <= 1_200 && !said.caption.is_empty()).then_some((url, said))
}

fn is_picture(url: &str) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or(url).to_ascii_lowercase();
    [".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"].iter().any(|ending| path.ends_with(ending))
        || ["/image", "/img", "/photo", "/picture", "/media"].iter().any(|part| path.contains(part))
}

#[cfg(test)]
mod tests {
    use crate::import::html::html;

    const BODY: &str = "<p>The council closed the old harbour bridge on Tuesday after divers found cracks below the water line.</p>\
         <p>“It stays closed until spring,” said Ada Ferris, the mayor, who spoke beside the bridge in the rain on Wednesday.</p>";
    const LIST: &str = r#"[{"src":"https://img.example/g0.jpg","caption":"The bridge from the quay.","credit":"Photo: Ada Ferris"},{"image":{"url":"https://img.example/g1.jpg"},"caption":"<p>A ferry &amp; its crew.</p>","credit":"Tom Reed"}]"#;

    fn captions(inner: &str) -> Vec<(String, Option<String>)> {
        let page = format!(
            "<html lang=en><title>Bridge closed until spring</title><body><article><h1>Bridge closed until spring</h1>{BODY}{inner}</article></body></html>"
        );
        let read = html("page.html", page.as_bytes()).unwrap();
        assert!(read.article.plain_text().as_str().ends_with("Wednesday."), "{}", read.article.plain_text().as_str());
        read.article.photos.into_iter().map(|photo| (photo.caption, photo.credit_text)).collect()
    }

    #[test]
    fn a_gallery_that_only_a_script_shows_is_read_with_its_captions() {
        let both = [
            ("The bridge from the quay.".to_owned(), Some("Ada Ferris".to_owned())),
            ("A ferry & its crew.".to_owned(), Some("Tom Reed".to_owned())),
        ];
        let quoted = LIST.replace('&', "&amp;").replace('\'', "&#39;");
        for inner in [
            format!("<div data-gallery='{quoted}'></div>"),
            format!("<script type='application/json'>{{\"slideshow\":{{\"slides\":{LIST}}}}}</script>"),
        ] {
            assert_eq!(captions(&inner), both, "{inner}");
        }
        // Other articles’ pictures, and crops of one.
        for inner in [
            format!("</article><script type='application/json'>{{\"stories\":[{{\"gallery\":{LIST}}}]}}</script><article>"),
            format!(
                "<script type='application/json'>{{\"photos\":{}}}</script>",
                LIST.replace("A ferry &amp; its crew.", "The bridge from the quay.").replace("<p>", "").replace("</p>", "")
            ),
        ] {
            assert_eq!(captions(&inner), [], "{inner}");
        }
        let shown = "<img src='https://img.example/g1.jpg' width=800 height=500>";
        let inner = format!("{shown}<div data-gallery='{quoted}'></div>");
        assert_eq!(captions(&inner).len(), 2, "one that is shown gets its caption");
    }
}
