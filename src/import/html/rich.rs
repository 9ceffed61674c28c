//! A line's words with their links and emphasis.

use super::{
    lines::{Line, is_read},
    page::{Page, is_inline},
    site::absolute,
};
use crate::model::{Extra, Mark, MarkKind, RichText};

/// The words between a line's first and last node, marked as the page marks them.
pub(super) fn rich(page: &Page, line: &Line, address: Option<&str>) -> RichText {
    let mut text = String::new();
    let mut length = 0;
    // (element, where its words begin, where they end)
    let mut open: Vec<(usize, usize, usize)> = Vec::new();
    let mut at = line.first;
    while at < line.last {
        match page.text(at) {
            None if !is_read(page, at) => {
                at = page.end(at);
                continue;
            }
            None => {
                if page.tag(at) == "br" && !text.is_empty() && !text.ends_with('\n') {
                    length -= text.len() - text.trim_end_matches(' ').len();
                    text.truncate(text.trim_end_matches(' ').len());
                    text.push('\n');
                    length += 1;
                }
            }
            Some(words) => {
                let mut start = None;
                let mut end = length;
                let mut gap = words.starts_with(is_space);
                let in_pre = page.ancestors(at).take_while(|outer| *outer >= line.block).any(|outer| page.tag(outer) == "pre");
                let mut read = 0;
                for word in words.split(is_space).filter(|word| !word.is_empty()) {
                    let place = word.as_ptr() as usize - words.as_ptr() as usize;
                    if in_pre && words[read..place].contains('\n') && !text.is_empty() && !text.ends_with('\n') {
                        length -= text.len() - text.trim_end_matches(' ').len();
                        text.truncate(text.trim_end_matches(' ').len());
                        text.push('\n');
                        length += 1;
                    }
                    read = place + word.len();
                    if gap && !text.is_empty() && !text.ends_with([' ', '\n']) {
                        text.push(' ');
                        length += 1;
                    }
                    start = start.or(Some(length));
                    text.push_str(word);
                    length += word.chars().count();
                    end = length;
                    gap = true;
                }
                if words.ends_with(is_space) && !text.is_empty() && !text.ends_with([' ', '\n']) {
                    text.push(' ');
                    length += 1;
                }
                if let Some(start) = start {
                    for outer in page.ancestors(at).take_while(|outer| is_inline(page.tag(*outer)) || page.tag(*outer) == "a").take(12) {
                        if matches!(page.tag(outer), "a" | "em" | "i" | "strong" | "b") {
                            match open.iter_mut().rev().take(12).find(|(known, ..)| *known == outer) {
                                Some((_, _, known_end)) => *known_end = end,
                                None => open.push((outer, start, end)),
                            }
                        }
                    }
                }
            }
        }
        at += 1;
    }
    // A space that does not break is a letter like others, and nothing at the end of a paragraph.
    let trimmed = text.trim_end_matches([' ', '\n', '\u{a0}']).len();
    text.truncate(trimmed);
    let length = text.chars().count();
    let mut marks: Vec<Mark> = open
        .into_iter()
        .filter_map(|(node, start, end)| {
            let kind = match page.tag(node) {
                "a" => MarkKind::Link(link(page.attr(node, "href")?, address)?),
                "em" | "i" => MarkKind::Emphasis,
                _ => MarkKind::Strong,
            };
            Some(Mark { start, end: end.min(length), kind, extra: Extra::new() }).filter(|mark| mark.start < mark.end)
        })
        .collect();
    marks.sort_by_key(|mark| (mark.start, std::cmp::Reverse(mark.end)));
    RichText { text, marks }
}

/// A link's address, whole; `None` for one that only a script of the page follows.
fn link(href: &str, address: Option<&str>) -> Option<String> {
    let href = href.trim();
    let lower = href.get(..11).unwrap_or(href).to_ascii_lowercase();
    if href.is_empty() || href == "#" || lower.starts_with("javascript:") || lower.starts_with("data:") {
        return None;
    }
    Some(absolute(href, address))
}

fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\n' | '\t' | '\r' | '\u{c}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::html::lines::lines;

    #[test]
    fn links_and_emphasis_stand_where_the_page_has_them() {
        let page = Page::parse("<p><b>Déjà</b> vu, <em>says <a href='/a'>Ada</a></em> <a href='javascript:x()'>now</a>.</p>");
        let line = &lines(&page)[0];
        let rich = rich(&page, line, Some("https://gazette.example/news/b"));
        assert_eq!(rich.text, line.words);
        let marks: Vec<(usize, usize, MarkKind)> = rich.marks.into_iter().map(|mark| (mark.start, mark.end, mark.kind)).collect();
        assert_eq!(
            marks,
            [(0, 4, MarkKind::Strong), (9, 17, MarkKind::Emphasis), (14, 17, MarkKind::Link("https://gazette.example/a".to_owned()))]
        );
    }
}
