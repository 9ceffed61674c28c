//! Markdown: CommonMark with tables, and the block of fields that note programs put on top.

use std::collections::BTreeMap;

use pulldown_cmark::{Event, HeadingLevel, MetadataBlockKind, Options, Parser, Tag, TagEnd};

use super::{
    decode::decode,
    document::{self, About, Piece, Shown},
    file::{ImportError, Imported},
    rich::RichBuilder,
};
use crate::model::{List, MarkKind, RichText, Table};

/// Reads Markdown; `find` gives the file that a picture's address means.
pub(super) fn markdown(name: &str, bytes: &[u8], find: &dyn Fn(&str) -> Option<Vec<u8>>) -> Result<Imported, ImportError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ImportError::Empty(name.to_owned()));
    }
    let (text, guessed) = decode(bytes);
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut reader = Reader::new(find);
    for event in Parser::new_ext(&text, options) {
        reader.take(event);
    }
    reader.flush();
    let mut imported = document::article(name, reader.pieces, about(&reader.fields), guessed.into_iter().collect())?;
    imported.capture = bytes.to_vec();
    imported.capture_type = "text/markdown".to_owned();
    Ok(imported)
}

/// The fields above the text, as note programs and web clippers name them.
fn about(fields: &str) -> About {
    let fields: BTreeMap<String, serde_yaml::Value> = serde_yaml::from_str(fields).unwrap_or_default();
    let of = |names: &[&str]| {
        names.iter().find_map(|name| fields.iter().find(|(own, _)| own.eq_ignore_ascii_case(name))).map(|(_, value)| value)
    };
    let list = |names: &[&str]| -> Vec<String> {
        match of(names) {
            Some(serde_yaml::Value::Sequence(values)) => values.iter().filter_map(words).collect(),
            Some(value) => words(value).map(|text| text.split(',').map(|part| part.trim().to_owned()).collect()).unwrap_or_default(),
            None => Vec::new(),
        }
    };
    let plain = |names: &[&str]| of(names).and_then(words);
    About {
        title: plain(&["title", "headline"]),
        authors: list(&["author", "authors", "by", "byline"]),
        published: plain(&["published", "date", "datePublished"]).and_then(|date| date.parse().ok().or_else(|| super::head::date(&date))),
        publisher: plain(&["publisher", "site", "outlet"]),
        language: plain(&["lang", "language"]),
        keywords: list(&["tags", "keywords"]),
        standfirst: plain(&["description", "subtitle", "standfirst"]),
        address: plain(&["source", "url", "link"]).filter(|address| address.starts_with("http")),
    }
}

fn words(value: &serde_yaml::Value) -> Option<String> {
    let text = match value {
        serde_yaml::Value::String(text) => text.trim().trim_start_matches("[[").trim_end_matches("]]").to_owned(),
        serde_yaml::Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

struct Reader<'a> {
    find: &'a dyn Fn(&str) -> Option<Vec<u8>>,
    pieces: Vec<Piece>,
    fields: String,
    in_fields: bool,
    words: RichBuilder,
    /// The lists that are open, outermost first; items of inner ones stand in the outermost.
    lists: Vec<List>,
    quote: usize,
    quoted: Vec<RichText>,
    table: Option<Table>,
    row: Vec<RichText>,
    shown: Option<(Shown, String)>,
}

impl<'a> Reader<'a> {
    fn new(find: &'a dyn Fn(&str) -> Option<Vec<u8>>) -> Self {
        Self {
            find,
            pieces: Vec::new(),
            fields: String::new(),
            in_fields: false,
            words: RichBuilder::default(),
            lists: Vec::new(),
            quote: 0,
            quoted: Vec::new(),
            table: None,
            row: Vec::new(),
            shown: None,
        }
    }

    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.in_fields => self.fields.push_str(&text),
            Event::Text(text) | Event::Code(text) => match &mut self.shown {
                Some((_, alternate)) => alternate.push_str(&text),
                None => self.words.push(&text),
            },
            Event::SoftBreak => self.words.push(" "),
            Event::HardBreak => {
                // Lines of their own: a caption and its credit, a byline and its date.
                if self.lists.is_empty() && self.table.is_none() && self.quote == 0 {
                    let line = self.words.take();
                    match self.pieces.last_mut() {
                        Some(Piece::Lines(lines)) if lines.last().is_some_and(|last| last.text.is_empty()) => {
                            lines.pop();
                            lines.extend([line, RichText::default()]);
                        }
                        _ => self.pieces.push(Piece::Lines(vec![line, RichText::default()])),
                    }
                } else {
                    self.words.push(" ");
                }
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::MetadataBlock(MetadataBlockKind::YamlStyle) => self.in_fields = true,
            Tag::Heading { .. } => self.flush(),
            Tag::List(first) => {
                self.flush();
                self.lists.push(List { ordered: first.is_some(), ..List::default() });
            }
            Tag::Item => self.item(),
            Tag::BlockQuote(_) => {
                self.flush();
                self.quote += 1;
            }
            Tag::Table(_) => self.table = Some(Table::default()),
            Tag::TableHead => {
                if let Some(table) = &mut self.table {
                    table.header = true;
                }
            }
            Tag::Emphasis => self.words.open(MarkKind::Emphasis),
            Tag::Strong => self.words.open(MarkKind::Strong),
            Tag::Link { dest_url, .. } => self.words.open(MarkKind::Link(dest_url.into_string())),
            Tag::Image { dest_url, title, .. } => {
                let address = dest_url.into_string();
                let name = address.split(['?', '#']).next().and_then(|path| path.rsplit('/').next()).unwrap_or("picture").to_owned();
                let is_far = address.starts_with("http");
                let bytes = (self.find)(&address);
                let shown = Shown { name, alternate: None, bytes, address: is_far.then_some(address) };
                self.shown = Some((shown, String::new()));
                if !title.is_empty() {
                    self.words.push("");
                    self.pieces.extend(self.shown.take().map(|(shown, _)| Piece::Shown(shown)));
                    self.pieces.push(Piece::Caption(RichText::plain(title.into_string())));
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::MetadataBlock(_) => self.in_fields = false,
            TagEnd::Heading(level) => {
                let words = self.words.take();
                let level = match level {
                    HeadingLevel::H1 => 1,
                    HeadingLevel::H2 => 2,
                    HeadingLevel::H3 => 3,
                    HeadingLevel::H4 => 4,
                    HeadingLevel::H5 => 5,
                    HeadingLevel::H6 => 6,
                };
                self.pieces.push(Piece::Heading(level, words));
            }
            TagEnd::Paragraph | TagEnd::CodeBlock => self.flush(),
            TagEnd::Item => self.item(),
            TagEnd::List(_) => {
                self.item();
                if let Some(list) = self.lists.pop() {
                    match self.lists.last_mut() {
                        Some(outer) => outer.items.extend(list.items),
                        None => self.pieces.push(Piece::List(list)),
                    }
                }
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.quote = self.quote.saturating_sub(1);
                if self.quote == 0 {
                    let quoted = std::mem::take(&mut self.quoted);
                    let text = quoted.into_iter().map(|line| line.text).collect::<Vec<_>>().join("\n");
                    self.pieces.push(Piece::Quote(RichText::plain(text)));
                }
            }
            TagEnd::TableCell => self.row.push(self.words.take()),
            TagEnd::TableHead | TagEnd::TableRow => {
                let row = std::mem::take(&mut self.row);
                if let Some(table) = &mut self.table {
                    table.rows.push(row);
                }
            }
            TagEnd::Table => self.pieces.extend(self.table.take().map(Piece::Table)),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link => self.words.close(),
            TagEnd::Image => {
                if let Some((mut shown, alternate)) = self.shown.take() {
                    shown.alternate = (!alternate.is_empty()).then_some(alternate);
                    let before = self.words.take();
                    self.pieces.push(Piece::paragraph(before));
                    self.pieces.push(Piece::Shown(shown));
                }
            }
            _ => {}
        }
    }

    /// Ends an item of the innermost list.
    fn item(&mut self) {
        let words = self.words.take();
        if let Some(list) = self.lists.last_mut()
            && !words.text.is_empty()
        {
            list.items.push(words);
        }
    }

    /// Ends a paragraph.
    fn flush(&mut self) {
        if !self.lists.is_empty() {
            return self.item();
        }
        let words = self.words.take();
        if self.quote > 0 {
            if !words.text.is_empty() {
                self.quoted.push(words);
            }
            return;
        }
        match self.pieces.last_mut() {
            Some(Piece::Lines(lines)) if lines.last().is_some_and(|last| last.text.is_empty()) && lines.len() > 1 => {
                lines.pop();
                lines.push(words);
                lines.retain(|line| !line.text.is_empty());
            }
            _ => self.pieces.push(Piece::paragraph(words)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Block;

    const NOTE: &str = "---\ntitle: ignored\nsource: https://gazette.example/bridge\ntags: [harbour, bridge]\n---\n# Bridge closed for repair\n\nBy Ada Ferris  \nNov. 18, 2020\n\n![A bridge at low tide](bridge.png)\n\nThe council closed the **old** harbour bridge on Tuesday after [divers](https://d.example/) found cracks.\n\n## What now\n\n- one lane\n- no lorries\n\n> “It will open again,” she wrote.\n\n| Day | Ferries |\n|---|---|\n| Mon | 4 |\n";

    #[test]
    fn marks_lists_tables_and_pictures_come_to_their_places() {
        let imported = markdown("note.md", NOTE.as_bytes(), &|address| (address == "bridge.png").then(|| vec![1])).unwrap();
        let article = &imported.article;
        assert_eq!(article.headline, "Bridge closed for repair");
        assert_eq!((article.byline.in_words(), article.url.as_deref()), ("Ada Ferris".to_owned(), Some("https://gazette.example/bridge")));
        assert!(article.date_published.is_some() && article.keywords == ["harbour", "bridge"]);
        let kinds: Vec<&str> = article
            .blocks
            .iter()
            .map(|block| match block {
                Block::Paragraph(_) => "p",
                Block::Heading(_) => "h",
                Block::List(_) => "l",
                Block::QuoteBlock(_) => "q",
                Block::Table(_) => "t",
                Block::Figure(_) => "f",
                _ => "?",
            })
            .collect();
        assert_eq!(kinds, ["f", "p", "h", "l", "q", "t"]);
        assert_eq!(article.photos[0].alternate_name.as_deref(), Some("A bridge at low tide"));
        assert_eq!(imported.pictures.len(), 1);
        let Block::Paragraph(first) = &article.blocks[1] else { unreachable!() };
        assert_eq!(first.words.marks.len(), 2);
    }
}
