//! A page's words as lines: what stands between two breaks that a reader sees.

use super::{
    noise::{Noise, noise},
    page::{Page, is_inline},
};

/// Words that stand in one line of thought, with where they come from.
#[derive(Debug)]
pub(super) struct Line {
    /// The first node of it.
    pub(super) first: usize,
    /// Behind its last node.
    pub(super) last: usize,
    /// The nearest element around it that makes a line of its own.
    pub(super) block: usize,
    /// How many letters and marks it has, spaces aside.
    pub(super) letters: usize,
    /// How many of them lead elsewhere.
    pub(super) linked: usize,
    /// Its words with single spaces.
    pub(super) words: String,
    /// Why it is not the article's, as far as its elements say.
    pub(super) noise: Option<Noise>,
}

impl Line {
    /// The part of it that leads elsewhere, from 0 to 1.
    pub(super) fn link_density(&self) -> f64 {
        self.linked as f64 / self.letters.max(1) as f64
    }

    /// Whether it ends as a sentence does.
    pub(super) fn is_closed(&self) -> bool {
        self.words
            .trim_end_matches(['”', '"', '’', '\'', '»', ')', ']', ' '])
            .ends_with(['.', '!', '?', '…', ':', '。', '！', '？', '۔', '؟', '।'])
    }

    /// How much it looks like running text.
    pub(super) fn weight(&self) -> f64 {
        let free = 1.0 - self.link_density();
        let letters = self.letters as f64;
        let prose = if self.letters >= 80 || (self.letters >= 25 && self.is_closed()) { 1.0 } else { 0.1 };
        letters * free * free * prose
    }
}

/// All lines of a page in reading order, those left out with their reason.
pub(super) fn lines(page: &Page) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut run = Run::default();
    let mut ends: Vec<usize> = Vec::new();
    let mut link_ends = 0;
    let mut pre_ends = 0;
    let mut at = 0;
    while at < page.len() {
        while ends.last().is_some_and(|end| *end <= at) {
            ends.pop();
            run.close(page, at, &mut lines);
        }
        if let Some(text) = page.text(at) {
            if at < pre_ends {
                for (number, text) in text.split('\n').enumerate() {
                    if number > 0 {
                        run.end_line();
                    }
                    run.take(at, text, at < link_ends);
                }
            } else {
                run.take(at, text, at < link_ends);
            }
            at += 1;
            continue;
        }
        let tag = page.tag(at);
        if !is_read(page, at) {
            at = page.end(at);
            continue;
        }
        match tag {
            "a" if page.attr(at, "href").is_some() => link_ends = link_ends.max(page.end(at)),
            "br" => run.line_break(page, at, &mut lines),
            _ if !is_inline(tag) => {
                run.close(page, at, &mut lines);
                ends.push(page.end(at));
                if tag == "pre" {
                    pre_ends = pre_ends.max(page.end(at));
                }
            }
            _ => {}
        }
        at += 1;
    }
    run.close(page, page.len(), &mut lines);
    lines
}

/// Whether an element's words are read where it stands.
pub(super) fn is_read(page: &Page, node: usize) -> bool {
    let tag = page.tag(node);
    !(is_silent(tag) || is_inline(tag) && is_aside(page, node))
}

/// Elements whose words are never read as a line.
fn is_silent(tag: &str) -> bool {
    matches!(tag, "script" | "style" | "noscript" | "template" | "svg" | "head" | "select" | "textarea" | "iframe" | "object" | "canvas")
}

/// Whether an element within a line is not read with it: hidden, or a card that opens over the words.
fn is_aside(page: &Page, node: usize) -> bool {
    if page.attrs(node).next().is_none() {
        return false;
    }
    noise(page, node) == Some(Noise::Hidden) || (page.tag(node) == "span" && is_card(page, node)) || is_handle(page, node)
}

/// Whether an element is the sign beside a heading that links to it, or to its editor.
fn is_handle(page: &Page, node: usize) -> bool {
    page.attr(node, "class").is_some_and(|class| {
        class.split_ascii_whitespace().any(|class| {
            let class = class.strip_prefix("mw-").unwrap_or(class);
            matches!(class, "editsection" | "headerlink" | "anchor-link" | "anchorlink" | "heading-anchor" | "header-anchor" | "hash-link")
        })
    })
}

/// A card begins with a picture and has links for its words.
fn is_card(page: &Page, node: usize) -> bool {
    let (mut has_picture, mut letters, mut linked, mut link_end) = (false, 0, 0, 0);
    for at in node + 1..page.end(node).min(node + 400) {
        match page.tag(at) {
            "img" if letters == 0 => has_picture = true,
            "a" => link_end = page.end(at),
            "" => {
                let count = page.text(at).map_or(0, |text| text.trim().len());
                letters += count;
                linked += if at < link_end { count } else { 0 };
            }
            _ => {}
        }
        if letters > 0 && !has_picture {
            return false;
        }
    }
    has_picture && letters > 0 && linked * 10 >= letters * 8
}

/// The line that is being read.
#[derive(Default)]
struct Run {
    first: Option<usize>,
    last: usize,
    words: String,
    letters: usize,
    linked: usize,
    breaks: usize,
}

impl Run {
    fn take(&mut self, node: usize, text: &str, is_linked: bool) {
        let starts_open = text.starts_with(is_space);
        let mut is_first = true;
        for word in text.split(is_space).filter(|word| !word.is_empty()) {
            if self.first.is_none() {
                self.first = Some(node);
            }
            if !self.words.is_empty() && !self.words.ends_with(is_space) && (!is_first || starts_open) {
                self.words.push(' ');
            }
            is_first = false;
            self.words.push_str(word);
            let letters: usize = word.chars().map(size).sum();
            self.letters += letters;
            self.linked += if is_linked { letters } else { 0 };
            self.breaks = 0;
            self.last = node + 1;
        }
        if text.ends_with(is_space) && !self.words.is_empty() && !self.words.ends_with(is_space) {
            self.words.push(' ');
        }
    }

    /// Two breaks make a paragraph, one a line in it.
    fn line_break(&mut self, page: &Page, at: usize, lines: &mut Vec<Line>) {
        self.breaks += 1;
        if self.breaks >= 2 {
            self.close(page, at, lines);
        } else {
            self.end_line();
        }
    }

    fn end_line(&mut self) {
        if !self.words.is_empty() && !self.words.ends_with('\n') {
            self.words.truncate(self.words.trim_end_matches(' ').len());
            self.words.push('\n');
        }
    }

    fn close(&mut self, page: &Page, _at: usize, lines: &mut Vec<Line>) {
        let run = std::mem::take(self);
        let Some(first) = run.first else { return };
        if run.letters == 0 {
            return;
        }
        let block = page.ancestors(first).find(|node| !is_inline(page.tag(*node))).unwrap_or(0);
        let words = run.words.trim_matches([' ', '\n']).trim_end_matches([' ', '\n', '\u{a0}']).to_owned();
        lines.push(Line { first, last: run.last, block, letters: run.letters, linked: run.linked, words, noise: None });
    }
}

/// How much a letter says: those of Chinese, Japanese and Korean as much as several of others, soft hyphens nothing.
fn size(letter: char) -> usize {
    match letter {
        '\u{ad}' | '\u{200b}' | '\u{feff}' | '\u{a0}' => 0,
        '\u{3040}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => 2,
        _ => 1,
    }
}

fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\n' | '\t' | '\r' | '\u{c}')
}

/// How much running text each stretch of nodes holds.
pub(super) struct Weights(Vec<f64>);

impl Weights {
    /// Sums up what `weigh` gives for each line.
    pub(super) fn new(page: &Page, lines: &[Line], weigh: impl Fn(&Line) -> f64) -> Self {
        let mut sums = vec![0.0; page.len() + 1];
        for line in lines {
            sums[line.first + 1] += weigh(line);
        }
        for at in 1..sums.len() {
            sums[at] += sums[at - 1];
        }
        Self(sums)
    }

    /// What an element holds.
    pub(super) fn of(&self, page: &Page, node: usize) -> f64 {
        self.0[page.end(node)] - self.0[node]
    }
}

/// Marks the lines that the page itself says are not the article; a part that holds most of the page's text is never one.
pub(super) fn mark_noise(page: &Page, lines: &mut [Line], headline: Option<usize>, opens: &dyn Fn(&Line) -> bool) {
    let opening = lines.iter().find(|line| line.letters >= 80 && opens(line)).map(|line| line.first);
    let weights = Weights::new(page, lines, Line::weight);
    let whole = weights.of(page, 0).max(1.0);
    let mut marks: Vec<Option<(Noise, usize)>> = vec![None; page.len()];
    let mut at = 0;
    while at < page.len() {
        let found = if page.tag(at).is_empty() { None } else { noise(page, at) };
        let share = weights.of(page, at) / whole;
        let limit = match found {
            Some(Noise::Machinery) => 2.0,
            Some(Noise::Comments | Noise::Overlay) => 0.9,
            Some(Noise::Caption) => 0.5,
            Some(Noise::Frame) => 0.08,
            _ => 0.3,
        };
        // What holds headline and text is not beside the article, whatever it is called.
        let holds = |node: Option<usize>| node.is_some_and(|node| page.is_within(node, at));
        let is_article = (holds(headline) && share > 0.05) || holds(opening);
        if let Some(found) = found
            && share < limit
            && (!is_article || found == Noise::Machinery)
        {
            let end = page.end(at);
            marks[at..end].fill(Some((found, end)));
            at = end;
        } else {
            at += 1;
        }
    }
    for line in lines {
        // A mark within a line says nothing of the words behind it.
        line.noise = marks[line.first].filter(|(_, end)| line.last <= *end).map(|(noise, _)| noise);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_that_a_reader_sees_part_lines() {
        let page = Page::parse("<div>One <b>bold</b>, <a href=x>link</a>.<p>Two<br>lines</p>three<br><br>four <span>five</span></div>");
        let lines = lines(&page);
        let words: Vec<&str> = lines.iter().map(|line| line.words.as_str()).collect();
        assert_eq!(words, ["One bold, link.", "Two\nlines", "three", "four five"]);
        assert_eq!((lines[0].letters, lines[0].linked), (13, 4));
    }

    #[test]
    fn most_of_a_page_is_never_noise() {
        let long = "A sentence that is long enough to be counted as running text by anybody. ".repeat(4);
        let page =
            Page::parse(&format!("<div class=sidebar><p>{long}</p></div><div class=comments><p>Me, too, said nobody at all.</p></div>"));
        let mut lines = lines(&page);
        mark_noise(&page, &mut lines, None, &|_| false);
        assert_eq!(lines.iter().map(|line| line.noise).collect::<Vec<_>>(), [None, Some(Noise::Comments)]);
    }
}
