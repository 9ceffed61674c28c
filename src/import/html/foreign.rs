//! Which parts around an article hold pictures of others, and which images are no pictures.

use std::ops::Range;

use super::{
    noise::{Noise, noise},
    photos::Around,
};

/// How the classes of parts begin that hold others' pictures.
const FOREIGN: [&str; 13] = [
    "author",
    "avatar",
    "byline",
    "related",
    "recommend",
    "promo",
    "social",
    "share",
    "logo",
    "profile",
    "contributor",
    "taglist",
    "headshot",
];

impl Around<'_> {
    /// Parts that hold other articles' pictures, authors', advertisements.
    pub(super) fn foreign(&self, range: &Range<usize>) -> Vec<Range<usize>> {
        let mut foreign = Vec::new();
        let mut at = range.start;
        while at < range.end {
            let tag = self.page.tag(at);
            let holds_place = self.page.is_within(self.place, at);
            let is_foreign = !tag.is_empty()
                && !holds_place
                && !matches!(tag, "noscript" | "img" | "figure" | "picture" | "video")
                && self.is_foreign(at)
                && !self.holds_body(at);
            if is_foreign {
                foreign.push(at..self.page.end(at));
                at = self.page.end(at);
            } else {
                at += 1;
            }
        }
        foreign
    }

    fn is_foreign(&self, node: usize) -> bool {
        match noise(self.page, node) {
            Some(Noise::Comments | Noise::Overlay | Noise::Machinery) => true,
            Some(Noise::Furniture) => self.page.tag(node) != "header",
            _ => self.page.attr(node, "class").is_some_and(|class| {
                class
                    .split(|letter: char| !letter.is_ascii_alphanumeric())
                    .any(|own| FOREIGN.iter().any(|word| own.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))))
            }),
        }
    }

    /// Whether an image is a picture, and not an icon, a counter or a face beside a name.
    pub(super) fn is_picture(&self, node: usize) -> bool {
        let side = |name: &str| self.page.attr(node, name).and_then(|value| value.trim_end_matches("px").parse::<u32>().ok());
        if [side("width"), side("height")].into_iter().flatten().any(|side| side < 90) {
            return false;
        }
        let names = ["class", "id"].iter().filter_map(|name| self.page.attr(node, name)).collect::<Vec<_>>().join(" ").to_ascii_lowercase();
        if ["avatar", "logo", "icon", "emoji", "gravatar", "smiley", "headshot", "author", "tracking"]
            .iter()
            .any(|word| names.contains(word))
        {
            return false;
        }
        let src = self.page.attr(node, "src").unwrap_or_default();
        let name = src.split(['?', '#']).next().unwrap_or(src).rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
        if !src.starts_with("data:")
            && ["logo", "icon", "avatar", "sprite", "pixel", "gravatar", "emoji", "button", "badge"].iter().any(|word| name.contains(word))
        {
            return false;
        }
        if ["adserver", "doubleclick", "/ads/", "googlesyndication", "/adview"].iter().any(|word| src.contains(word)) {
            return false;
        }
        // A card: a picture and words in one link to another article.
        let link = self.page.ancestors(node).take(5).find(|outer| self.page.tag(*outer) == "a");
        link.is_none_or(|link| {
            let letters: usize = (link..self.page.end(link)).filter_map(|inner| self.page.text(inner)).map(|text| text.trim().len()).sum();
            letters < 12 || (link..self.page.end(link)).any(|inner| matches!(self.page.tag(inner), "figcaption" | "figure"))
        })
    }
}
