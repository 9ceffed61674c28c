//! What is printed beside a picture: in its frame, behind it, in the line below it.

use super::{
    caption::{self, Said},
    lines::Line,
    page::{Page, is_inline},
    photos::Around,
    printed::Words,
    renditions::{renditions, stem},
};

impl Around<'_> {
    /// What is printed beside a picture: in the widest part that holds no other picture and none of the body.
    pub(super) fn said(&self, node: usize) -> (Said, Option<usize>) {
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
        let mut words = Words::of(page, frame, is_figure || is_called_picture(page, frame));
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
        let mut said = words.said();
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
                words.take(page, next, false);
                if words.caption.trim().is_empty() && words.credit.trim().is_empty() {
                    let text = page.words(next);
                    let said = caption::part(&text, None);
                    if text.chars().count() < 120 && said.caption.is_empty() && said.credit.is_some() {
                        return said;
                    }
                }
            }
            words.loose.clear();
            let said = words.said();
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

    pub(super) fn holds_body(&self, node: usize) -> bool {
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
        let outer = page.ancestors(frame).find(|outer| !is_inline(page.tag(*outer)));
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
}

/// Whether an element is called a picture's frame.
fn is_called_picture(page: &Page, node: usize) -> bool {
    page.attr(node, "class").is_some_and(|class| class.to_ascii_lowercase().contains("wp-caption"))
}
