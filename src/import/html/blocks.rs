//! The chosen lines of a page as blocks: paragraphs, headings, lists, quote blocks, tables, posts, figures in their place.

use super::{lines::Line, noise::is_post, page::Page, post::post, rich::rich};
use crate::model::{Block, Figure, Heading, List, Paragraph, PhotoId, QuoteBlock, RichText, Table};

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

/// Makes blocks of the chosen lines; `photos` are the nodes of pictures with their names, in the page's order.
pub(super) fn blocks(page: &Page, lines: &[&Line], place: usize, photos: &[(usize, PhotoId)], address: Option<&str>) -> Vec<Block> {
    let frames: Vec<Frame> = lines.iter().map(|line| frame(page, line, place)).collect();
    let mut blocks = Vec::new();
    let mut photos = photos.iter().peekable();
    let mut at = 0;
    while at < lines.len() {
        while let Some((_, id)) = photos.next_if(|(node, _)| *node < lines[at].first) {
            blocks.push(Block::Figure(Figure { photo: id.clone(), ..Figure::default() }));
        }
        let frame = frames[at];
        let mut end = at + 1;
        while end < lines.len() && !matches!(frame, Frame::None | Frame::Heading(_)) && frames[end] == frame {
            end += 1;
        }
        let run = &lines[at..end];
        match frame {
            Frame::Post(node) => blocks.push(Block::Post(post(page, node, run, address))),
            Frame::Quote(_) => blocks.push(quote(page, run, address)),
            Frame::Table(node) => blocks.push(table(page, node, run, address)),
            Frame::List(node) => blocks.push(list(page, node, run, address)),
            Frame::Heading(level) => {
                blocks.push(Block::Heading(Heading { level, words: rich(page, run[0], address), ..Heading::default() }));
            }
            Frame::None => blocks.push(Block::Paragraph(Paragraph { words: rich(page, run[0], address), ..Paragraph::default() })),
        }
        at = end;
    }
    blocks.extend(photos.map(|(_, id)| Block::Figure(Figure { photo: id.clone(), ..Figure::default() })));
    blocks
}

/// The element that decides what a line is.
fn frame(page: &Page, line: &Line, place: usize) -> Frame {
    let mut found = Frame::None;
    for node in std::iter::once(line.block).chain(page.ancestors(line.block)).take_while(|node| *node > place).take(40) {
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

/// Whether a table has cells to compare, and is not there to lay out a page.
fn is_data(page: &Page, node: usize) -> bool {
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
        let page = Page::parse(html).unwrap();
        let lines = lines(&page);
        let lines: Vec<&Line> = lines.iter().collect();
        blocks(&page, &lines, page.find(0, "body").unwrap(), &[], None)
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
