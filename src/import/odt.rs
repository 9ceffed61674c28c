//! OpenDocument texts (ISO 26300), with their pictures.

use std::{
    collections::HashMap,
    io::{Cursor, Read},
};

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use zip::ZipArchive;

use super::{
    document::{self, About, Piece, Shown},
    file::{ImportError, Imported},
    limits,
    rich::RichBuilder,
};
use crate::model::{List, MarkKind, RichText, Table};

/// Reads an OpenDocument text: headings, lists, tables, links, emphasis, pictures; notes, remarks and what was deleted are not in it.
pub(super) fn odt(name: &str, bytes: &[u8]) -> Result<Imported, ImportError> {
    let damaged = |what: String| ImportError::Damaged { name: name.to_owned(), what };
    let mut zip =
        ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(format!("it is no OpenDocument text that can be opened ({error})")))?;
    let mut part = |part: &str, limit: u64| -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        zip.by_name(part).ok()?.take(limit + 1).read_to_end(&mut bytes).ok()?;
        (bytes.len() as u64 <= limit).then_some(bytes)
    };
    let content = part("content.xml", limits::PAGE).ok_or_else(|| damaged("its text (content.xml) is missing or too long".to_owned()))?;
    let mut styles = part("styles.xml", limits::TEXT).map(|styles| Styles::read(&letters(&styles))).unwrap_or_default();
    let content = letters(&content);
    styles.0.extend(Styles::read(&content).0);
    let mut find = |path: &str| part(path, limits::PICTURE);
    let mut walk = Walk::new(styles, &mut find);
    walk.read(&content).map_err(|error| damaged(format!("its text is damaged ({error})")))?;
    let pieces = std::mem::take(&mut walk.pieces);
    let about = part("meta.xml", limits::TEXT).map(|meta| about(&letters(&meta))).unwrap_or_default();
    let mut imported = document::article(name, pieces, about, Vec::new())?;
    imported.capture = bytes.to_vec();
    imported.capture_type = "application/vnd.oasis.opendocument.text".to_owned();
    Ok(imported)
}

/// The letters of a part: UTF-8, as every program writes it.
fn letters(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}

/// How the styles of the document look, by their names.
#[derive(Default)]
struct Styles(HashMap<String, Style>);

#[derive(Clone, Default)]
struct Style {
    parent: String,
    bold: bool,
    italic: bool,
}

impl Styles {
    fn read(xml: &str) -> Self {
        let mut reader = Reader::from_str(xml);
        let (mut styles, mut name): (HashMap<String, Style>, Option<String>) = (HashMap::new(), None);
        loop {
            match reader.read_event() {
                Ok(Event::Start(tag)) | Ok(Event::Empty(tag)) if tag.name().as_ref() == "style:style" => {
                    name = attribute(&tag, "style:name");
                    if let Some(name) = &name {
                        let parent = attribute(&tag, "style:parent-style-name").unwrap_or_default();
                        styles.insert(name.clone(), Style { parent, ..Style::default() });
                    }
                }
                Ok(Event::Start(tag)) | Ok(Event::Empty(tag)) if tag.name().as_ref() == "style:text-properties" => {
                    if let Some(style) = name.as_ref().and_then(|name| styles.get_mut(name)) {
                        style.bold = attribute(&tag, "fo:font-weight").is_some_and(|weight| weight == "bold");
                        style.italic = attribute(&tag, "fo:font-style").is_some_and(|slant| slant == "italic" || slant == "oblique");
                    }
                }
                Ok(Event::Eof) | Err(_) => return Self(styles),
                Ok(_) => {}
            }
        }
    }

    fn get(&self, name: &str) -> Style {
        self.0.get(name).cloned().unwrap_or_default()
    }

    /// The style that a reader chose by name, below those that the program made up.
    fn named(&self, name: &str) -> String {
        let own = self.get(name);
        let is_made_up = name.starts_with('P') && name[1..].chars().all(|letter| letter.is_ascii_digit());
        let named = if is_made_up && !own.parent.is_empty() { own.parent } else { name.to_owned() };
        named.replace("_20_", " ").to_lowercase()
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.as_ref() == name)?;
    Some(quick_xml::escape::unescape(&found.value).unwrap_or_else(|_| found.value.as_ref().into()).into_owned())
}

struct Walk<'a> {
    styles: Styles,
    find: &'a mut dyn FnMut(&str) -> Option<Vec<u8>>,
    pieces: Vec<Piece>,
    words: RichBuilder,
    lines: Vec<RichText>,
    style: String,
    level: Option<u8>,
    /// How deep inside what is left out: notes, remarks, deleted text.
    hidden: usize,
    lists: usize,
    items: Vec<RichText>,
    table: Option<Table>,
    row: Vec<RichText>,
    cell: usize,
    /// How many marks each open element brought.
    marks: Vec<usize>,
    /// A paragraph inside a picture's frame is its caption.
    frame: usize,
    outer: Vec<(RichBuilder, Vec<RichText>, String, Option<u8>)>,
    alternate: Option<String>,
    in_title: bool,
}

impl<'a> Walk<'a> {
    fn new(styles: Styles, find: &'a mut dyn FnMut(&str) -> Option<Vec<u8>>) -> Self {
        Self {
            styles,
            find,
            pieces: Vec::new(),
            words: RichBuilder::default(),
            lines: Vec::new(),
            style: String::new(),
            level: None,
            hidden: 0,
            lists: 0,
            items: Vec::new(),
            table: None,
            row: Vec::new(),
            cell: 0,
            marks: Vec::new(),
            frame: 0,
            outer: Vec::new(),
            alternate: None,
            in_title: false,
        }
    }

    fn read(&mut self, xml: &str) -> Result<(), quick_xml::Error> {
        let mut reader = Reader::from_str(xml);
        let mut in_body = false;
        loop {
            match reader.read_event()? {
                Event::Start(tag) if tag.name().as_ref() == "office:text" => in_body = true,
                Event::Start(tag) if in_body => self.start(&tag),
                Event::Empty(tag) if in_body => {
                    self.start(&tag);
                    self.end(tag.name().as_ref());
                }
                Event::End(tag) if in_body => self.end(tag.name().as_ref()),
                Event::Text(text) if in_body => self.text(&text),
                Event::GeneralRef(entity) if in_body => {
                    let entity = format!("&{};", &*entity);
                    self.text(&quick_xml::escape::unescape(&entity).unwrap_or_default());
                }
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_title {
            self.alternate.get_or_insert_default().push_str(text);
        } else if self.hidden == 0 {
            self.words.push(text);
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>) {
        let name = tag.name();
        let mut marks = Vec::new();
        match name.as_ref() {
            "text:note" | "office:annotation" | "text:tracked-changes" | "text:table-of-content" | "office:forms" => self.hidden += 1,
            "text:p" | "text:h" => {
                if self.frame > 0 {
                    let style = std::mem::take(&mut self.style);
                    self.outer.push((std::mem::take(&mut self.words), std::mem::take(&mut self.lines), style, self.level.take()));
                }
                self.style = attribute(tag, "text:style-name").map(|name| self.styles.named(&name)).unwrap_or_default();
                self.level = (name.as_ref() == "text:h")
                    .then(|| attribute(tag, "text:outline-level").and_then(|level| level.parse().ok()).unwrap_or(1));
            }
            "text:span" => {
                let style = attribute(tag, "text:style-name").map(|name| self.styles.get(&name)).unwrap_or_default();
                if style.italic {
                    marks.push(MarkKind::Emphasis);
                }
                if style.bold && self.level.is_none() {
                    marks.push(MarkKind::Strong);
                }
            }
            "text:a" => marks.extend(attribute(tag, "xlink:href").filter(|address| address.contains(':')).map(MarkKind::Link)),
            "text:s" | "text:tab" => self.text(" "),
            "text:line-break" => {
                let line = self.words.take();
                self.lines.push(line);
            }
            "text:list" => self.lists += 1,
            "table:table" => self.table = Some(Table::default()),
            "table:table-header-rows" => {
                if let Some(table) = &mut self.table {
                    table.header = true;
                }
            }
            "table:table-cell" => self.cell += 1,
            "draw:frame" => {
                self.frame += 1;
                self.alternate = None;
            }
            "draw:image" => {
                if let Some(path) = attribute(tag, "xlink:href") {
                    let bytes = (self.find)(path.trim_start_matches("./"));
                    let far = path.starts_with("http").then(|| path.clone());
                    let shown =
                        Shown { name: path.rsplit('/').next().unwrap_or("picture").to_owned(), alternate: None, bytes, address: far };
                    self.pieces.push(Piece::Shown(shown));
                }
            }
            "svg:title" | "svg:desc" => self.in_title = true,
            _ => {}
        }
        self.marks.push(marks.len());
        marks.into_iter().for_each(|mark| self.words.open(mark));
    }

    fn end(&mut self, name: &str) {
        for _ in 0..self.marks.pop().unwrap_or(0) {
            self.words.close();
        }
        match name {
            "text:note" | "office:annotation" | "text:tracked-changes" | "text:table-of-content" | "office:forms" => self.hidden -= 1,
            "text:p" | "text:h" if self.hidden == 0 => self.paragraph(),
            "text:list" => {
                self.lists = self.lists.saturating_sub(1);
                if self.lists == 0 && !self.items.is_empty() {
                    let list = List { items: std::mem::take(&mut self.items), ..List::default() };
                    self.pieces.push(Piece::List(list));
                }
            }
            "table:table-cell" => {
                self.cell = self.cell.saturating_sub(1);
                let lines = std::mem::take(&mut self.lines);
                let text = lines.into_iter().map(|line| line.text).collect::<Vec<_>>().join(" ");
                self.row.push(RichText::plain(text));
            }
            "table:table-row" => {
                let row = std::mem::take(&mut self.row);
                if let Some(table) = &mut self.table {
                    table.rows.push(row);
                }
            }
            "table:table" => self.pieces.extend(self.table.take().map(Piece::Table)),
            "draw:frame" => {
                self.frame = self.frame.saturating_sub(1);
                let alternate = self.alternate.take();
                let shown = self.pieces.iter_mut().rev().find_map(|piece| if let Piece::Shown(shown) = piece { Some(shown) } else { None });
                if let (Some(alternate), Some(shown)) = (alternate, shown) {
                    shown.alternate.get_or_insert(alternate);
                }
            }
            "svg:title" | "svg:desc" => self.in_title = false,
            _ => {}
        }
    }

    fn paragraph(&mut self) {
        let last = self.words.take();
        self.lines.push(last);
        if self.cell > 0 {
            return;
        }
        let mut lines = std::mem::take(&mut self.lines);
        lines.retain(|line| !line.text.is_empty());
        let in_frame = self.frame > 0;
        if !lines.is_empty() {
            let joined = || RichText {
                text: lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" "),
                marks: lines[0].marks.clone(),
            };
            let style = self.style.as_str();
            if self.lists > 0 {
                self.items.push(joined());
            } else {
                self.pieces.push(match (self.level, style) {
                    _ if in_frame => Piece::Caption(joined()),
                    (_, "title") => Piece::Heading(1, joined()),
                    (_, "subtitle") => Piece::Standfirst(joined()),
                    (_, "quotations" | "quote") => Piece::Quote(joined()),
                    (_, "caption" | "illustration" | "figure") => Piece::Caption(joined()),
                    (Some(level), _) => Piece::Heading(level, joined()),
                    _ => Piece::Lines(lines),
                });
            }
        }
        if in_frame && let Some((words, lines, style, level)) = self.outer.pop() {
            (self.words, self.lines, self.style, self.level) = (words, lines, style, level);
        }
    }
}

/// What the document says of itself; who typed it is not who wrote the article.
fn about(xml: &str) -> About {
    let mut reader = Reader::from_str(xml);
    let (mut about, mut inside) = (About::default(), String::new());
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => inside = tag.name().as_ref().to_owned(),
            Ok(Event::End(_)) => inside.clear(),
            Ok(Event::Text(text)) => {
                let text = text.trim().to_owned();
                match inside.as_str() {
                    _ if text.is_empty() => {}
                    "dc:title" => about.title = Some(text),
                    "meta:keyword" => about.keywords.push(text),
                    "dc:language" => about.language = Some(text),
                    _ => {}
                }
            }
            Ok(Event::Eof) | Err(_) => return about,
            Ok(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> Vec<Piece> {
        let xml = format!(
            "<office:document-content><office:automatic-styles><style:style style:name=\"T1\"><style:text-properties fo:font-weight=\"bold\"/></style:style><style:style style:name=\"P1\" style:parent-style-name=\"Quotations\"/></office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
        );
        let mut find = |path: &str| (path == "Pictures/b.png").then(|| vec![1, 2]);
        let mut walk = Walk::new(Styles::read(&xml), &mut find);
        walk.read(&xml).unwrap();
        walk.pieces
    }

    #[test]
    fn what_is_typed_comes_to_its_place() {
        let pieces = read(
            "<text:p text:style-name=\"Title\">Bridge &amp; ferry</text:p><text:p>The <text:span text:style-name=\"T1\">old</text:span><text:s/>bridge<text:note><text:note-body><text:p>a note</text:p></text:note-body></text:note> <text:a xlink:href=\"https://a.example/\">closed</text:a>.</text:p><text:p text:style-name=\"P1\">“Never.”</text:p><text:list><text:list-item><text:p>one</text:p></text:list-item><text:list-item><text:p>two</text:p></text:list-item></text:list><text:p><draw:frame><draw:text-box><text:p><draw:frame><draw:image xlink:href=\"Pictures/b.png\"/><svg:title>Alt</svg:title></draw:frame>The caption</text:p></draw:text-box></draw:frame></text:p><table:table><table:table-row><table:table-cell><text:p>Mon</text:p></table:table-cell><table:table-cell><text:p>4</text:p></table:table-cell></table:table-row></table:table>",
        );
        let said: Vec<String> = pieces
            .iter()
            .map(|piece| match piece {
                Piece::Heading(level, words) => format!("h{level} {}", words.text),
                Piece::Lines(lines) => format!("p {} {}", lines[0].text, lines[0].marks.len()),
                Piece::Quote(words) => format!("q {}", words.text),
                Piece::List(list) => format!("l {}", list.items.len()),
                Piece::Shown(shown) => format!("s {} {:?} {}", shown.name, shown.alternate, shown.bytes.is_some()),
                Piece::Caption(words) => format!("c {}", words.text),
                Piece::Table(table) => format!("t {}", table.rows[0][1].text),
                Piece::Standfirst(words) => format!("d {}", words.text),
            })
            .collect();
        assert_eq!(
            said,
            ["h1 Bridge & ferry", "p The old bridge closed. 2", "q “Never.”", "l 2", "s b.png Some(\"Alt\") true", "c The caption", "t 4"]
        );
    }
}
