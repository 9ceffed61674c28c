//! A page as one list of nodes in reading order: an element's descendants are the stretch that follows it.

use std::{
    cell::Cell,
    time::{Duration, Instant},
};

use html5ever::{
    Attribute, LocalName,
    buffer_queue::BufferQueue,
    interface::TokenizerResult,
    tendril::StrTendril,
    tokenizer::{Tokenizer, TokenizerOpts},
};

use super::{
    shallow::Shallow,
    skim::skim,
    tree::{Data, Growing, Grown},
};

/// How many nodes a page may have; the longest live pages have a tenth of it.
const NODES: usize = 1_000_000;
/// How long a page may take to be taken apart; an ordinary one takes milliseconds.
const PATIENCE: Duration = Duration::from_secs(60);
/// How much is handed to the parser before the limits are looked at, in bytes.
const STEP: usize = 16 << 10;

/// Why a page was not read to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// It has more parts than [`NODES`]; read are the first bytes, so many of a hundred.
    TooMany(usize),
    /// It takes longer than [`PATIENCE`]; read are the first bytes, so many of a hundred.
    TooSlow(usize),
}

/// A page's nodes in reading order.
#[derive(Debug)]
pub(super) struct Page {
    nodes: Vec<Node>,
    /// What elements were found to be by their names; 0 where nobody asked.
    pub(super) judged: Vec<Cell<u8>>,
    /// Why it was not read to its end.
    pub(super) cut: Option<Cut>,
    /// Whether elements were nested deeper than is read; their words stand in the ones around them.
    pub(super) is_flattened: bool,
}

#[derive(Debug)]
struct Node {
    parent: u32,
    end: u32,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Element(LocalName, Vec<Attribute>),
    Text(StrTendril),
}

impl Page {
    /// Reads a page as a browser without scripts would, to its end or to the limits.
    pub(super) fn parse(html: &str) -> Self {
        Self::within(html, NODES)
    }

    fn within(html: &str, limit: usize) -> Self {
        let tokenizer = Tokenizer::new(Shallow::new(), TokenizerOpts::default());
        let input = BufferQueue::default();
        // A page has less than 4 GiB: the limit on files is far below.
        let whole = StrTendril::from_slice(html);
        let started = Instant::now();
        let mut cut = None;
        'page: for stretch in skim(html) {
            let mut at = stretch.start;
            while at < stretch.end {
                let next = html.ceil_char_boundary(at + STEP).min(stretch.end);
                input.push_back(whole.subtendril(at as u32, (next - at) as u32));
                while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
                at = next;
                let read = at * 100 / html.len();
                if tokenizer.sink.count() > limit {
                    cut = Some(Cut::TooMany(read));
                    break 'page;
                }
                if started.elapsed() > PATIENCE {
                    cut = Some(Cut::TooSlow(read));
                    break 'page;
                }
            }
        }
        tokenizer.end();
        let is_flattened = tokenizer.sink.is_flattened();
        Self { cut, is_flattened, ..Self::flat(tokenizer.sink.tree()) }
    }

    fn flat(tree: Growing) -> Self {
        let mut grown = tree.nodes.into_inner();
        let mut nodes: Vec<Node> = Vec::with_capacity(grown.len());
        // What is still to come: (node, its parent in the new list); `None` closes an element.
        let mut open: Vec<(Option<usize>, u32)> = Vec::new();
        let children = |open: &mut Vec<(Option<usize>, u32)>, grown: &[Grown], first: Option<usize>, parent: u32| {
            let from = open.len();
            let mut child = first;
            while let Some(id) = child {
                open.push((Some(id), parent));
                child = grown[id].next;
            }
            open[from..].reverse();
        };
        children(&mut open, &grown, grown[0].first, 0);
        while let Some((id, parent)) = open.pop() {
            let Some(id) = id else {
                nodes[parent as usize].end = nodes.len() as u32;
                continue;
            };
            let at = nodes.len() as u32;
            match std::mem::replace(&mut grown[id].data, Data::Nothing) {
                Data::Nothing => {}
                Data::Text(text) => nodes.push(Node { parent, end: at + 1, kind: Kind::Text(text) }),
                Data::Element(name, attrs) => {
                    nodes.push(Node { parent, end: at + 1, kind: Kind::Element(name.local, attrs) });
                    open.push((None, at));
                    children(&mut open, &grown, grown[id].first, at);
                }
            }
        }
        let judged = vec![Cell::new(0); nodes.len()];
        Self { nodes, judged, cut: None, is_flattened: false }
    }

    /// How many nodes there are.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// An element's name in small letters; empty for words.
    pub(super) fn tag(&self, node: usize) -> &str {
        match &self.nodes[node].kind {
            Kind::Element(name, _) => name,
            Kind::Text(_) => "",
        }
    }

    /// The words of a text node.
    pub(super) fn text(&self, node: usize) -> Option<&str> {
        match &self.nodes[node].kind {
            Kind::Element(..) => None,
            Kind::Text(text) => Some(text),
        }
    }

    /// An attribute's value.
    pub(super) fn attr(&self, node: usize, name: &str) -> Option<&str> {
        self.attrs(node).find(|(own, _)| *own == name).map(|(_, value)| value)
    }

    /// All attributes with their values.
    pub(super) fn attrs(&self, node: usize) -> impl Iterator<Item = (&str, &str)> {
        let attrs = match &self.nodes[node].kind {
            Kind::Element(_, attrs) => attrs.as_slice(),
            Kind::Text(_) => &[],
        };
        attrs.iter().map(|attr| (&*attr.name.local, &*attr.value))
    }

    /// Behind an element's last descendant.
    pub(super) fn end(&self, node: usize) -> usize {
        self.nodes[node].end as usize
    }

    /// The element that a node stands in; the topmost stands in itself.
    pub(super) fn parent(&self, node: usize) -> usize {
        self.nodes[node].parent as usize
    }

    /// Whether a node is another one or stands in it.
    pub(super) fn is_within(&self, node: usize, outer: usize) -> bool {
        (outer..self.end(outer)).contains(&node)
    }

    /// The elements around a node, from the nearest outwards.
    pub(super) fn ancestors(&self, node: usize) -> impl Iterator<Item = usize> {
        let mut at = node;
        std::iter::from_fn(move || {
            let parent = self.parent(at);
            let known = (parent != at).then_some(parent);
            at = parent;
            known
        })
    }

    /// The nodes directly in an element.
    pub(super) fn children(&self, node: usize) -> impl Iterator<Item = usize> {
        let end = self.end(node);
        let mut at = node + 1;
        std::iter::from_fn(move || {
            let child = (at < end).then_some(at)?;
            at = self.end(child);
            Some(child)
        })
    }

    /// The elements in an element, it included, in reading order.
    pub(super) fn elements(&self, node: usize) -> impl Iterator<Item = usize> {
        (node..self.end(node)).filter(|node| !self.tag(*node).is_empty())
    }

    /// The first element of a name in an element.
    pub(super) fn find(&self, node: usize, tag: &str) -> Option<usize> {
        (node..self.end(node)).find(|node| self.tag(*node) == tag)
    }

    /// The words in an element with spaces made single, but not those of scripts and styles.
    pub(super) fn words(&self, node: usize) -> String {
        let mut words = String::new();
        let mut at = node;
        while at < self.end(node) {
            match self.text(at) {
                Some(text) => words.push_str(text),
                None if matches!(self.tag(at), "script" | "style" | "noscript" | "template" | "svg") && at != node => {
                    at = self.end(at);
                    continue;
                }
                None if !is_inline(self.tag(at)) => words.push(' '),
                None => {}
            }
            at += 1;
        }
        tidy(&words)
    }
}

/// Whether an element is a heading by its name.
pub(super) fn is_heading(tag: &str) -> bool {
    matches!(tag, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Whether an element stands in a line of words.
pub(super) fn is_inline(tag: &str) -> bool {
    matches!(
        tag,
        "" | "a"
            | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "img"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "q"
            | "rp"
            | "rt"
            | "ruby"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
            | "picture"
            | "source"
    )
}

/// Words with single spaces between them; non-breaking spaces stay.
pub(super) fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    for word in text.split([' ', '\n', '\t', '\r', '\u{c}']).filter(|word| !word.is_empty()) {
        if !tidy.is_empty() {
            tidy.push(' ');
        }
        tidy.push_str(word);
    }
    tidy
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_lies_in_reading_order() {
        let page = Page::parse("<p id=a>One <b>two</b><p>three<table><tr><td>four</table>");
        let p = page.find(0, "p").unwrap();
        assert_eq!((page.words(p), page.attr(p, "id")), ("One two".to_owned(), Some("a")));
        assert_eq!(page.words(0), "One two three four");
        let b = page.find(p, "b").unwrap();
        assert!(page.is_within(b, p) && !page.is_within(p, b));
        assert_eq!(page.children(p).count(), 2);
        assert_eq!(page.ancestors(b).map(|node| page.tag(node).to_owned()).collect::<Vec<_>>(), ["p", "body", "html"]);
    }

    #[test]
    fn a_page_without_bottom_is_read_with_its_words() {
        for (open, times) in [
            ("<div>", 200_000),
            ("<b><div>", 2_000),
            ("<table><tr><td>", 2_000),
            ("<a><a>x<div>", 2_000),
            ("<i id=1>", 2_000),
            ("<svg><g>", 2_000),
        ] {
            let page = Page::parse(&format!("{}<p>Found</p>{}<p>behind", open.repeat(times), "</div>".repeat(times)));
            assert!(page.is_flattened || open.starts_with("<a>"), "{open}");
            assert!((0..page.len()).any(|node| page.text(node).is_some_and(|text| text.contains("Found"))), "{open}");
            assert!((0..page.len()).any(|node| page.text(node).is_some_and(|text| text.contains("behind"))), "{open}");
        }
        let page = Page::parse(&"<p>".repeat(20_000));
        assert!(!page.is_flattened && page.cut.is_none());
        assert_eq!(Page::parse("").words(0), "");
    }

    #[test]
    fn a_page_of_too_many_parts_is_read_to_the_limit() {
        let page = Page::within(&"<p>a".repeat(20_000), 20_000);
        assert!(matches!(page.cut, Some(Cut::TooMany(read)) if read > 40), "{:?}", page.cut);
    }
}
