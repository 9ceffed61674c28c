//! The pictures that belong to an article, each with what is printed beside it.

use std::ops::Range;

use super::{
    caption::{self, Said},
    lines::Line,
    page::{Page, tidy},
    printed::Words,
    renditions::{renditions, stem},
};
use crate::import::head;

/// How many pictures one article may have.
const MOST: usize = 200;

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
        let said = Words::of(self.page, node, false).said();
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
    pub(super) fn spare(&self, node: usize) -> Option<usize> {
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
