//! The chosen lines of a page as blocks: paragraphs, headings, lists, quote blocks, tables, posts, figures in their place.

use super::{lines::Line, noise::is_post, notice::notice, page::Page, post::post, rich::rich};
use crate::model::{Block, Heading, List, Paragraph, QuoteBlock, RichText, Table};

/// What a run of lines stands in.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Frame {
    Post(usize),
    Quote(usize),
    Table(usize),
    List(usize),
    Heading(u8),
    None,
}

/// Where lines stand, to know what each is a part of.
pub(super) struct Frames<'a> {
    pub(super) page: &'a Page,
    /// The element that holds the article.
    pub(super) place: usize,
    /// The element that holds the page.
    pub(super) body: usize,
}

/// Makes blocks of an article's lines; `placed` are the blocks without lines, by their nodes.
pub(super) fn blocks(frames: &Frames<'_>, lines: &[&Line], placed: &[(usize, Block)], address: Option<&str>) -> Vec<Block> {
    blocks_of(frames, lines, &vec![(); lines.len()], placed, address).into_iter().map(|(block, _)| block).collect()
}

/// Makes blocks of lines, each with the place of its first line, pictures without; a block's lines have one and the same `kind`.
pub(super) fn blocks_of<K: PartialEq>(
    frames: &Frames<'_>,
    lines: &[&Line],
    kinds: &[K],
    placed: &[(usize, Block)],
    address: Option<&str>,
) -> Vec<(Block, Option<usize>)> {
    let page = frames.page;
    let found: Vec<Frame> = lines.iter().map(|line| frames.of(line)).collect();
    let mut blocks = Vec::new();
    let mut placed = placed.iter().peekable();
    let mut at = 0;
    while at < lines.len() {
        while let Some((_, block)) = placed.next_if(|(node, _)| *node < lines[at].first) {
            blocks.push((block.clone(), None));
        }
        let frame = found[at];
        let mut end = at + 1;
        while end < lines.len() && !matches!(frame, Frame::None | Frame::Heading(_)) && found[end] == frame {
            end += 1;
        }
        // What is left out of a list or table does not part it.
        let mut waiting: Vec<usize> = (at..end).collect();
        while let Some(first) = waiting.first().copied() {
            let (own, others): (Vec<usize>, Vec<usize>) = waiting.into_iter().partition(|line| kinds[*line] == kinds[first]);
            let run: Vec<&Line> = own.iter().map(|line| lines[*line]).collect();
            blocks.push((block(page, frame, &run, address), Some(first)));
            waiting = others;
        }
        at = end;
    }
    blocks.extend(placed.map(|(_, block)| (block.clone(), None)));
    blocks
}

fn block(page: &Page, frame: Frame, run: &[&Line], address: Option<&str>) -> Block {
    match frame {
        Frame::Post(node) => Block::Post(post(page, node, run, address)),
        Frame::Quote(_) => quote(page, run, address),
        Frame::Table(node) => table(page, node, run, address),
        Frame::List(node) => list(page, node, run, address),
        Frame::Heading(level) => Block::Heading(Heading { level, words: rich(page, run[0], address), ..Heading::default() }),
        Frame::None => {
            let mut paragraph = Paragraph { words: rich(page, run[0], address), ..Paragraph::default() };
            if let Some(role) = notice(&run[0].words) {
                paragraph.extra.insert("role".to_owned(), role.into());
            }
            Block::Paragraph(paragraph)
        }
    }
}

impl Frames<'_> {
    /// The element that decides what a line is.
    fn of(&self, line: &Line) -> Frame {
        let page = self.page;
        let outer = if page.is_within(line.first, self.place) { self.place } else { self.body };
        let mut found = Frame::None;
        for node in std::iter::once(line.block).chain(page.ancestors(line.block)).take_while(|node| *node > outer).take(40) {
            match page.tag(node) {
                "blockquote" if is_post(page.attr(node, "class").unwrap_or_default()) => return Frame::Post(node),
                "blockquote" if !matches!(found, Frame::List(_) | Frame::Table(_)) => found = Frame::Quote(node),
                "table" if is_data(page, node) => found = Frame::Table(node),
                "ul" | "ol" if !matches!(found, Frame::Table(_) | Frame::Heading(_)) && is_list(page, node) => found = Frame::List(node),
                tag @ ("h1" | "h2" | "h3" | "h4" | "h5" | "h6") if found == Frame::None => {
                    found = Frame::Heading((tag.as_bytes()[1] - b'0').clamp(2, 6));
                }
                _ => {}
            }
        }
        found
    }
}

/// Whether a table has cells to compare, and is not there to lay out a page.
pub(super) fn is_data(page: &Page, node: usize) -> bool {
    // Tables that lay out pages hold tables, pictures and much text.
    let within = node + 1..page.end(node);
    if page.attr(node, "role") == Some("presentation") || page.end(node) - node > 20_000 {
        return false;
    }
    let mut rows = 0;
    let mut cells = 0;
    for inner in within {
        match page.tag(inner) {
            "table" | "ul" | "ol" | "form" | "article" => return false,
            "tr" => rows += 1,
            "td" | "th" => {
                cells += 1;
                let letters: usize = (inner..page.end(inner)).filter_map(|node| page.text(node)).map(str::len).sum();
                if letters > 700 {
                    return false;
                }
            }
            _ => {}
        }
    }
    rows >= 2 && cells >= rows * 2 - 1
}

/// Whether a list's entries are items, and not articles of their own.
fn is_list(page: &Page, node: usize) -> bool {
    !(node + 1..page.end(node))
        .any(|inner| matches!(page.tag(inner), "h1" | "h2" | "h3" | "h4" | "blockquote" | "table" | "article" | "section"))
}

/// The nearest element of a name around a line, inside another.
fn nearest(page: &Page, line: &Line, tags: &[&str], outer: usize) -> Option<usize> {
    std::iter::once(line.block)
        .chain(page.ancestors(line.block))
        .take_while(|node| *node > outer)
        .find(|node| tags.contains(&page.tag(*node)))
}

/// Lines that stand in the same inner element, one after the other.
fn grouped<'a>(page: &Page, run: &[&'a Line], tags: &[&str], outer: usize) -> Vec<(Option<usize>, Vec<&'a Line>)> {
    let mut groups: Vec<(Option<usize>, Vec<&Line>)> = Vec::new();
    for line in run {
        let inner = nearest(page, line, tags, outer);
        match groups.last_mut() {
            Some((known, lines)) if *known == inner && inner.is_some() => lines.push(line),
            _ => groups.push((inner, vec![line])),
        }
    }
    groups
}

/// Several lines as one text with line ends between them.
pub(super) fn joined(page: &Page, lines: &[&Line], address: Option<&str>) -> RichText {
    let mut whole = RichText::default();
    let mut length = 0;
    for line in lines {
        let next = rich(page, line, address);
        if !whole.text.is_empty() {
            whole.text.push('\n');
            length += 1;
        }
        let count = next.text.chars().count();
        whole.text.push_str(&next.text);
        whole.marks.extend(next.marks.into_iter().map(|mut mark| {
            mark.start += length;
            mark.end += length;
            mark
        }));
        length += count;
    }
    whole
}

fn list(page: &Page, node: usize, run: &[&Line], address: Option<&str>) -> Block {
    let items = grouped(page, run, &["li"], node).into_iter().map(|(_, lines)| joined(page, &lines, address)).collect();
    Block::List(List { ordered: page.tag(node) == "ol", items, ..List::default() })
}

fn table(page: &Page, node: usize, run: &[&Line], address: Option<&str>) -> Block {
    // Lines by cell, then all cells by row, so that empty ones keep their place.
    let words = grouped(page, run, &["td", "th", "caption"], node);
    let mut rows = Vec::new();
    let mut header = false;
    for row in (node + 1..page.end(node)).filter(|inner| page.tag(*inner) == "tr") {
        let cells: Vec<usize> = page.children(row).filter(|cell| matches!(page.tag(*cell), "td" | "th")).collect();
        let from = words.partition_point(|(cell, _)| cell.is_none_or(|cell| cell < row));
        let own: Vec<RichText> = cells
            .iter()
            .map(|cell| {
                words[from..]
                    .iter()
                    .take_while(|(known, _)| known.is_none_or(|known| known <= *cell))
                    .find(|(known, _)| *known == Some(*cell))
                    .map_or_else(RichText::default, |(_, lines)| joined(page, lines, address))
            })
            .collect();
        if own.iter().all(|cell| cell.text.is_empty()) {
            continue;
        }
        if rows.is_empty() {
            header = cells.iter().all(|cell| page.tag(*cell) == "th") || page.tag(page.parent(row)) == "thead";
        }
        rows.push(own);
    }
    Block::Table(Table { header, rows, ..Table::default() })
}

fn quote(page: &Page, run: &[&Line], address: Option<&str>) -> Block {
    let last = run[run.len() - 1];
    let is_name = run.len() > 1
        && last.letters < 120
        && (last.words.starts_with(['—', '–', '-', '―'])
            || nearest(page, last, &["cite", "footer", "figcaption"], 0).is_some()
            || page.tag(page.parent(last.first)) == "cite");
    let (words, attribution) = if is_name { (&run[..run.len() - 1], Some(last)) } else { (run, None) };
    Block::QuoteBlock(QuoteBlock {
        words: joined(page, words, address),
        attribution: attribution.map(|line| line.words.trim_start_matches(['—', '–', '-', '―', ' ', '\u{a0}']).to_owned()),
        ..QuoteBlock::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::html::lines::lines;

    fn of(html: &str) -> Vec<Block> {
        let page = Page::parse(html);
        let lines = lines(&page);
        let lines: Vec<&Line> = lines.iter().collect();
        let body = page.find(0, "body").unwrap();
        blocks(&Frames { page: &page, place: body, body }, &lines, &[], None)
    }

    #[test]
    fn lines_become_the_blocks_that_a_reader_sees() {
        let found = of(
            "<h3>Head</h3><p>One<ul><li>a <b>b</b><li>c<br><br>d</ul><table><tr><th>x<th>y<tr><td><td>2</table><blockquote><p>Said.<p>— Ada Ferris</blockquote><p>End",
        );
        let kinds: Vec<&str> = found
            .iter()
            .map(|block| match block {
                Block::Heading(_) => "heading",
                Block::Paragraph(_) => "paragraph",
                Block::List(_) => "list",
                Block::Table(_) => "table",
                Block::QuoteBlock(_) => "quote",
                _ => "other",
            })
            .collect();
        assert_eq!(kinds, ["heading", "paragraph", "list", "table", "quote", "paragraph"]);
        let Block::List(list) = &found[2] else { panic!() };
        assert_eq!(list.items.iter().map(|item| item.text.as_str()).collect::<Vec<_>>(), ["a b", "c\nd"]);
        let Block::Table(table) = &found[3] else { panic!() };
        assert!(table.header);
        assert_eq!((table.rows[1][0].text.as_str(), table.rows[1][1].text.as_str()), ("", "2"));
        let Block::QuoteBlock(quote) = &found[4] else { panic!() };
        assert_eq!((quote.words.text.as_str(), quote.attribution.as_deref()), ("Said.", Some("Ada Ferris")));
    }
}
