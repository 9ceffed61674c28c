//! The pictures that belong to an article, each with what is printed beside it.

use std::ops::Range;

use super::{
    caption::{self, Said},
    lines::Line,
    noise::{Noise, noise},
    page::{Page, tidy},
    renditions::{renditions, stem},
};
use crate::import::{head, pattern::Pattern};

/// How many pictures one article may have.
const MOST: usize = 200;
/// How long a caption may be, in letters.
const LONGEST: usize = 1_200;

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

/// A picture as a page shows it.
#[derive(Debug)]
pub(super) struct Found {
    /// Where it stands.
    pub(super) node: usize,
    /// Its files, the largest first; as the page writes their addresses.
    pub(super) urls: Vec<String>,
    /// What is printed beside it.
    pub(super) said: Said,
    /// What it says to those who cannot see it.
    pub(super) alternate: Option<String>,
    /// The line that stood for its caption among those of the body.
    pub(super) line: Option<usize>,
}

/// What is known of the article around its pictures.
pub(super) struct Around<'a> {
    pub(super) page: &'a Page,
    /// The lines of the body.
    pub(super) body: &'a [&'a Line],
    pub(super) place: usize,
    pub(super) headline: Option<usize>,
    /// The addresses of pictures that the page names as the article's.
    pub(super) named: &'a [String],
}

impl Around<'_> {
    /// The pictures between the headline and the article's end.
    pub(super) fn photos(&self) -> Vec<Found> {
        let mut found: Vec<(String, Found)> = Vec::new();
        let range = self.range();
        let foreign = self.foreign(&range);
        let mut at = range.start;
        while at < range.end && found.len() < MOST {
            if let Some(outer) = foreign.iter().find(|outer| outer.contains(&at)) {
                at = outer.end;
                continue;
            }
            if matches!(self.page.tag(at), "img" | "amp-img") && self.is_picture(at) {
                self.take(at, &mut found);
            } else if self.page.tag(at) == "video"
                && let Some(poster) = self.page.attr(at, "poster")
            {
                let (said, _) = self.said(at);
                if said != Said::default() {
                    found.push((stem(poster), Found { node: at, urls: vec![poster.to_owned()], said, alternate: None, line: None }));
                }
            }
            if self.page.tag(at) == "figure" {
                self.take_empty(at, &mut found);
            }
            at += 1;
        }
        let mut found: Vec<Found> = found.into_iter().map(|(_, found)| found).collect();
        self.take_words(&mut found);
        found
    }

    /// A caption with its credit on the next line, among the first lines, whose picture did not come with the page.
    fn take_words(&self, found: &mut Vec<Found>) {
        for line in self.body.iter().take(3) {
            let Some((caption, credit)) = line.words.split_once('\n') else { continue };
            let is_caption = caption.split_whitespace().count() <= 40 && !credit.contains('\n') && head::is_credit(credit);
            if is_caption && !found.iter().any(|photo| photo.line == Some(line.first)) {
                let said = caption::part(caption, Some(credit));
                let at = found.partition_point(|photo| photo.node < line.first);
                found.insert(at, Found { node: line.first, urls: Vec::new(), said, alternate: None, line: Some(line.first) });
            }
        }
    }

    /// A figure whose picture only a script would have brought: its caption is kept.
    fn take_empty(&self, node: usize, found: &mut Vec<(String, Found)>) {
        let end = self.page.end(node);
        let holds = |tags: &[&str]| (node + 1..end).any(|inner| tags.contains(&self.page.tag(inner)));
        let has_picture = (node + 1..end).any(|inner| {
            matches!(self.page.tag(inner), "img" | "amp-img") && !renditions(self.page, inner).is_empty()
                || self.page.attr(inner, "poster").is_some()
        });
        if has_picture || !holds(&["figcaption"]) || holds(&["table", "blockquote", "pre", "figure", "ul", "ol"]) {
            return;
        }
        let mut words = Words::default();
        self.collect(node, false, &mut words);
        let said = self.tell(&words);
        if said != Said::default() {
            found.push((format!("#{node}"), Found { node, urls: Vec::new(), said, alternate: None, line: None }));
        }
    }

    fn take(&self, node: usize, found: &mut Vec<(String, Found)>) {
        let mut urls = renditions(self.page, node);
        if urls.is_empty() {
            urls.extend(self.stand_in(node, found));
        }
        let Some(first) = urls.first() else { return };
        let key = stem(first);
        let (said, line) = self.said(node);
        let alternate = self.page.attr(node, "alt").map(tidy).filter(|alt| alt.chars().filter(|letter| letter.is_alphabetic()).count() > 2);
        let keys: Vec<String> = urls.iter().map(|url| stem(url)).collect();
        // The same picture once more, for browsers without scripts or for narrow screens.
        let is_twin = |found: &Found| {
            let spare = [node, found.node].into_iter().find_map(|node| self.spare(node));
            spare.is_some_and(|spare| {
                let outer = self.page.parent(spare);
                self.page.is_within(node, outer) && self.page.is_within(found.node, outer)
            })
        };
        if let Some((_, known)) = found
            .iter_mut()
            .rev()
            .find(|(known, found)| keys.contains(known) || found.urls.iter().any(|url| stem(url) == key) || is_twin(found))
        {
            known.urls.extend(urls.into_iter().filter(|url| !known.urls.contains(url)).collect::<Vec<_>>());
            if known.said == Said::default() {
                known.said = said;
                known.line = line;
            }
            known.alternate = known.alternate.take().or(alternate);
            return;
        }
        found.push((key, Found { node, urls, said, alternate, line }));
    }

    /// The file of a picture that only a script would have put in: one that the page names elsewhere,
    /// by an identifier that both have, or because the picture stands where the lead does.
    fn stand_in(&self, node: usize, found: &[(String, Found)]) -> Option<String> {
        let page = self.page;
        let around = || std::iter::once(node).chain(page.ancestors(node).take(4));
        let shared = self.named.iter().find(|url| {
            around().flat_map(|node| page.attrs(node)).any(|(name, value)| {
                name.starts_with("data-")
                    && (8..=64).contains(&value.len())
                    && value.bytes().any(|byte| byte.is_ascii_digit())
                    && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
                    && url.contains(value)
            })
        });
        let is_lead = || {
            let is_called = ["id", "class", "alt"].iter().filter_map(|name| page.attr(node, name)).any(|name| {
                let name = name.to_ascii_lowercase();
                ["article", "lead", "main", "hero", "featured"].iter().any(|word| name.contains(word))
            });
            found.is_empty() && self.body.first().is_some_and(|line| node < line.first) && is_called
        };
        shared.or_else(|| self.named.first().filter(|_| is_lead())).cloned()
    }

    /// The part around a picture that only browsers without scripts show.
    fn spare(&self, node: usize) -> Option<usize> {
        self.page.ancestors(node).take(6).find(|outer| self.page.tag(*outer) == "noscript")
    }

    /// Where the article's pictures stand: from the start of what holds headline and body to the body's end.
    pub(super) fn range(&self) -> Range<usize> {
        let page = self.page;
        let start = match self.headline {
            Some(headline) if !page.is_within(headline, self.place) && headline < self.place => {
                let both = page.ancestors(self.place).find(|outer| page.is_within(headline, *outer)).unwrap_or(self.place);
                // A picture above the headline stands close to it.
                both.max(headline.saturating_sub(120))
            }
            _ => self.place,
        };
        start..page.end(self.place)
    }

    /// Parts that hold other articles' pictures, authors', advertisements.
    fn foreign(&self, range: &Range<usize>) -> Vec<Range<usize>> {
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
    fn is_picture(&self, node: usize) -> bool {
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

    /// What is printed beside a picture: in the widest part that holds no other picture and none of the body.
    fn said(&self, node: usize) -> (Said, Option<usize>) {
        let page = self.page;
        let mut frame = node;
        let mut is_figure = false;
        for outer in page.ancestors(node).take(8) {
            if self.is_wide(outer) || self.holds_other(outer, node) || self.holds_body(outer) {
                break;
            }
            frame = outer;
            if page.tag(outer) == "figure" {
                is_figure = true;
                break;
            }
        }
        let mut words = Words::default();
        self.collect(frame, is_figure || is_called_picture(page, frame), &mut words);
        if let Some(caption) =
            ["data-caption", "data-image-caption"].iter().find_map(|name| page.attr(node, name)).filter(|_| words.caption.is_empty())
        {
            let inner = Page::parse(&caption.replace("&lt;", "<").replace("&gt;", ">"));
            words.caption = inner.words(0);
        }
        // A script prints the title of pictures that are called so.
        if page.attr(node, "class").is_some_and(|class| class.split_ascii_whitespace().any(|class| class == "caption"))
            && let Some(title) = page.attr(node, "title").filter(|_| words.caption.trim().is_empty())
        {
            words.caption = title.to_owned();
        }
        let mut said = self.tell(&words);
        if said == Said::default() {
            said = self.beside(frame, node);
        }
        if said == Said::default()
            && let Some((line, below)) = self.line_below(frame)
        {
            return (below, Some(line));
        }
        (said, None)
    }

    fn tell(&self, words: &Words) -> Said {
        let caption = tidy(&words.caption);
        if caption.chars().count() > LONGEST {
            return Said::default();
        }
        // Magazines offer themselves in figures, too.
        static OFFER: Pattern = Pattern::new(r"(?i)\b(?:subscribe|newsletter|sign up)\b");
        if OFFER.is_in(&caption) {
            return Said::default();
        }
        let credit = tidy(&words.credit);
        caption::part(&caption, Some(credit.as_str()).filter(|credit| !credit.is_empty()))
    }

    /// Whether an element holds a picture that is another one.
    fn holds_other(&self, outer: usize, node: usize) -> bool {
        let mut own: Option<String> = None;
        (outer..self.page.end(outer)).filter(|inner| matches!(self.page.tag(*inner), "img" | "amp-img" | "video") && *inner != node).any(
            |inner| {
                let own = own.get_or_insert_with(|| renditions(self.page, node).first().map(|url| stem(url)).unwrap_or_default());
                let other = renditions(self.page, inner);
                self.is_picture(inner) && self.spare(inner).is_none() && other.first().is_some_and(|url| stem(url) != *own)
            },
        )
    }

    /// What the elements directly behind a picture, or behind what holds nothing else, say:
    /// where they are called a caption or are nothing but a credit.
    fn beside(&self, frame: usize, node: usize) -> Said {
        let page = self.page;
        let mut at = frame;
        for _ in 0..4 {
            let outer = page.parent(at);
            if outer == at {
                break;
            }
            let mut words = Words::default();
            for next in page.children(outer).filter(|child| *child > at && !page.tag(*child).is_empty()).take(5) {
                let is_other = matches!(page.tag(next), "h1" | "h2" | "h3" | "img" | "figure" | "picture")
                    || self.holds_body(next)
                    || self.holds_other(next, node);
                if is_other {
                    break;
                }
                self.collect(next, false, &mut words);
                if words.caption.trim().is_empty() && words.credit.trim().is_empty() {
                    let text = page.words(next);
                    let said = caption::part(&text, None);
                    if text.chars().count() < 120 && said.caption.is_empty() && said.credit.is_some() {
                        return said;
                    }
                }
            }
            words.loose.clear();
            let said = self.tell(&words);
            if said != Said::default() {
                return said;
            }
            // What stands around may be another picture's, the headline, the article.
            let has_words = (outer..page.end(outer)).any(|inner| {
                page.text(inner).is_some_and(|text| !text.trim().is_empty()) && !self.is_machinery(inner) && !page.is_within(inner, at)
            });
            if has_words || self.is_wide(outer) || self.holds_body(outer) || self.holds_other(outer, node) {
                break;
            }
            at = outer;
        }
        Said::default()
    }

    fn is_wide(&self, node: usize) -> bool {
        self.page.is_within(self.place, node) || self.headline.is_some_and(|headline| self.page.is_within(headline, node))
    }

    fn holds_body(&self, node: usize) -> bool {
        let at = self.body.partition_point(|line| line.first < node);
        self.body.get(at).is_some_and(|line| self.page.is_within(line.first, node))
    }

    fn is_machinery(&self, text: usize) -> bool {
        matches!(self.page.tag(self.page.parent(text)), "script" | "style" | "noscript")
    }

    /// A short line of its own directly below a picture, where it announces a credit.
    fn line_below(&self, frame: usize) -> Option<(usize, Said)> {
        let end = self.page.end(frame);
        let at = self.body.partition_point(|line| line.first < end);
        let line = self.body.get(at)?;
        let gap = (end..line.first).filter(|node| self.page.tag(*node) == "img").count();
        if gap > 0 || line.first > end + 6 || line.words.split_whitespace().count() > 60 {
            return None;
        }
        let said = caption::part(&line.words, None);
        let is_its = said.credit.is_some() || self.is_set_apart(frame, line);
        is_its.then_some((line.first, said))
    }

    /// Whether a line stands in a picture's block, or is centred below it, set apart by its letters:
    /// all of it slanted or small, or a few words in an element of their own below a line end.
    fn is_set_apart(&self, frame: usize, line: &Line) -> bool {
        let page = self.page;
        let outer = page.ancestors(frame).find(|outer| !super::page::is_inline(page.tag(*outer)));
        let is_own = page.tag(frame) == "img" && outer == Some(line.block) || page.parent(frame) == line.block;
        let is_centred = page.tag(line.block) == "center" || page.attr(line.block, "style").is_some_and(|style| style.contains("center"));
        if !is_own && !is_centred {
            return false;
        }
        let all_in = |tags: &[&str]| {
            (line.first..line.last)
                .filter(|node| page.text(*node).is_some_and(|text| !text.trim().is_empty()))
                .all(|node| page.ancestors(node).take_while(|outer| *outer > line.block).any(|outer| tags.contains(&page.tag(outer))))
        };
        let is_below = || (page.end(frame)..line.first).any(|node| page.tag(node) == "br");
        all_in(&["em", "i", "small"])
            || is_own
                && is_below()
                && line.words.split_whitespace().count() <= 20
                && line.letters > 3
                && all_in(&["span", "font", "center"])
    }

    /// Gathers the words of captions and credits in an element.
    fn collect(&self, frame: usize, takes_all: bool, words: &mut Words) {
        let page = self.page;
        let mut at = frame;
        let mut roles: Vec<(usize, Role)> = vec![(page.end(frame), if takes_all { Role::Loose } else { Role::None })];
        while at < page.end(frame) {
            while roles.len() > 1 && roles.last().is_some_and(|(end, _)| *end <= at) {
                roles.pop();
            }
            let role = roles.last().map_or(Role::None, |(_, role)| *role);
            if let Some(text) = page.text(at) {
                match role {
                    Role::Credit => words.credit.push_str(text),
                    Role::Caption => words.caption.push_str(text),
                    Role::Loose => words.loose.push_str(text),
                    Role::None => {}
                }
                at += 1;
                continue;
            }
            let tag = page.tag(at);
            if matches!(tag, "script" | "style" | "noscript" | "button" | "svg" | "template" | "select" | "iframe")
                || (at != frame && is_unread(page, at))
            {
                // For those who listen, some pages say what the words behind it are.
                if role != Role::Credit && page.end(at) - at < 12 && caption::announces_credit(&page.words(at)) {
                    roles.push((page.end(page.parent(at)), Role::Credit));
                }
                at = page.end(at);
                continue;
            }
            // Elements that a style sets apart need no space between them.
            let so_far = match role {
                Role::Credit => &words.credit,
                Role::Caption => &words.caption,
                _ => &words.loose,
            };
            let is_apart = matches!(tag, "span" | "small" | "em" | "i") && so_far.ends_with(['.', '!', '?', '”', ')', '"']);
            if !super::page::is_inline(tag) || is_apart {
                match role {
                    Role::Credit => words.credit.push(' '),
                    Role::Caption => words.caption.push(' '),
                    _ => words.loose.push(' '),
                }
            }
            let own = role_of(page, at);
            if let Some(own) = own.filter(|own| role != Role::Credit && *own != role) {
                match own {
                    Role::Credit => words.credit.push(' '),
                    _ => words.caption.push(' '),
                }
                roles.push((page.end(at), own));
            }
            at += 1;
        }
        if takes_all && words.caption.trim().is_empty() {
            std::mem::swap(&mut words.caption, &mut words.loose);
        }
    }
}

/// What words in a figure are.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Role {
    Caption,
    Credit,
    /// Of a picture, but nobody says what.
    Loose,
    None,
}

#[derive(Debug, Default)]
struct Words {
    caption: String,
    credit: String,
    loose: String,
}

/// What an element near a picture is called.
fn role_of(page: &Page, node: usize) -> Option<Role> {
    match page.tag(node) {
        "figcaption" => {
            return Some(if page.attr(node, "class").is_some_and(|class| class.to_ascii_lowercase().contains("credit")) {
                Role::Credit
            } else {
                Role::Caption
            });
        }
        "cite" => return Some(Role::Credit),
        _ => {}
    }
    if let Some(property) = page.attr(node, "itemprop") {
        match property {
            "copyrightHolder" | "creditText" | "copyrightNotice" | "author" | "creator" => return Some(Role::Credit),
            _ if property.split(' ').any(|property| matches!(property, "caption" | "description")) => return Some(Role::Caption),
            _ => {}
        }
    }
    let class = page.attr(node, "class")?;
    let mut found = None;
    for word in class.to_ascii_lowercase().split(|letter: char| !letter.is_ascii_alphanumeric()) {
        let is_credit = ["credit", "copyright", "photographer", "attribution", "courtesy"].iter().any(|own| word.contains(own))
            || matches!(word, "source" | "byline" | "agency" | "rights");
        if is_credit {
            // “image-caption-credit” is a credit, “caption-and-credit” holds both.
            return Some(if class.contains("aption") && class.contains("and") { Role::Caption } else { Role::Credit });
        }
        if ["caption", "cutline", "bildunterschrift", "legend"].iter().any(|own| word.contains(own))
            || matches!(word, "description" | "dek")
        {
            found = Some(Role::Caption);
        }
    }
    found
}

/// Whether a reader does not see an element's words, or they only work the page.
fn is_unread(page: &Page, node: usize) -> bool {
    if noise(page, node) == Some(Noise::Hidden) {
        return true;
    }
    let class = page.attr(node, "class").unwrap_or_default().to_ascii_lowercase();
    class.split(|letter: char| !letter.is_ascii_alphanumeric()).any(|word| {
        matches!(
            word,
            "truncated"
                | "off"
                | "offscreen"
                | "icon"
                | "share"
                | "social"
                | "expand"
                | "enlarge"
                | "toggle"
                | "zoom"
                | "buy"
                | "nav"
                | "counter"
                | "count"
                | "close"
                | "control"
                | "controls"
                | "duration"
        )
    }) || matches!(page.attr(node, "role"), Some("button"))
}

/// Whether an element is called a picture's frame.
fn is_called_picture(page: &Page, node: usize) -> bool {
    page.attr(node, "class").is_some_and(|class| class.to_ascii_lowercase().contains("wp-caption"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::html::lines::lines;

    fn of(html: &str) -> Vec<(String, String, Option<String>)> {
        let page = Page::parse(&format!(
            "<article><h1>Bridge</h1>{html}<p id=end>The council closed the old harbour bridge on Tuesday after divers found cracks.</p></article>"
        ));
        let all = lines(&page);
        let body: Vec<&Line> = all.iter().filter(|line| page.attr(line.block, "id") == Some("end")).collect();
        let around = Around { page: &page, body: &body, place: page.find(0, "article").unwrap(), headline: page.find(0, "h1"), named: &[] };
        around.photos().into_iter().map(|found| (found.urls[0].clone(), found.said.caption, found.said.credit)).collect()
    }

    #[test]
    fn what_is_printed_beside_a_picture_is_found() {
        let bridge = ("b.jpg".to_owned(), "The bridge.".to_owned(), Some("Ada Ferris/AP".to_owned()));
        for html in [
            "<figure><img src=b.jpg><figcaption>The bridge. <span class=credit>(Ada Ferris/AP)</span></figcaption></figure>",
            "<figure><img src=b.jpg><figcaption>The bridge. Photo: Ada Ferris/AP</figcaption></figure>",
            "<div><div><img src=b.jpg></div><div class=image-meta><p class=caption>The bridge.</p><p class=image-credit>Photo: Ada Ferris/AP</p></div></div>",
            "<div class=wp-caption><a href=b.jpg><img src=b.jpg></a><p class=wp-caption-text>The bridge. (Ada Ferris/AP)</p></div>",
            "<figure><noscript><img src=b.jpg></noscript><img data-src=b.jpg src='data:image/gif;base64,R0'><figcaption>The bridge. <small>Ada Ferris/AP</small></figcaption></figure>",
        ] {
            assert_eq!(of(html), std::slice::from_ref(&bridge), "{html}");
        }
        for html in [
            "<div class=author-box><img src=a.jpg></div>",
            "<img src=a.jpg width=40 height=40>",
            "<aside class=related><img src=r.jpg></aside>",
        ] {
            assert_eq!(of(html), [], "{html}");
        }
    }
}
