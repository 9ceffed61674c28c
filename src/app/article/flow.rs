//! An article cut into items that are laid out one by one.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

use crate::{
    app::{theme::Look, widgets::Heights},
    model::{Article, Block, Mark, Part, Photo, PhotoId, Post, RichText},
};

/// What an item is.
#[derive(Clone, Debug, PartialEq)]
pub enum ItemKind {
    /// The headline.
    Headline,
    /// The standfirst.
    Standfirst,
    /// Byline, outlet, date, place.
    Byline,
    /// The line under the head.
    Rule,
    /// A photo.
    Photo(PhotoId),
    /// Its caption with the credit.
    Caption(PhotoId),
    /// A paragraph.
    Paragraph,
    /// A heading in the body.
    Heading,
    /// A quote block.
    Quote,
    /// The words of an embedded post.
    Post,
    /// Who posted, or whose words a quote block has.
    Attribution,
    /// An item of a list, with its marker.
    ListItem(String),
    /// A row of a table; the first may be its head.
    Row {
        /// Whether it names the columns.
        head: bool,
    },
    /// Something that this version cannot show.
    Unknown,
}

impl ItemKind {
    /// What its words are to a screen reader.
    pub fn role(&self) -> egui::Role {
        match self {
            Self::Headline | Self::Heading => egui::Role::Heading,
            _ => egui::Role::Label,
        }
    }
}

/// One line of layout: a paragraph, a caption, a photo.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// What it is.
    pub kind: ItemKind,
    /// Which text of the article its words belong to; nothing for words that are not the article's own.
    pub part: Option<Part>,
    /// Its words; several only in a row of a table.
    pub pieces: Vec<Piece>,
    /// Space above it, in points.
    pub gap: f32,
}

/// Words of an item with their place in the article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Piece {
    /// Where the words stand in the part's text, in code points; `text` may be longer by words that are not the article's own.
    pub range: Range<usize>,
    /// The words.
    pub text: String,
    /// Emphasis and links, in code points of `text`.
    pub marks: Vec<Mark>,
    /// The column it stands in and how many there are.
    pub column: (usize, usize),
}

/// An article's items with their heights, as far as they are known.
///
/// An item is put together when it is seen: of a million paragraphs only where each stands is kept.
pub struct Flow {
    /// The items from top to bottom.
    rows: Vec<Row>,
    /// Of each item with the space above it.
    heights: Heights,
    /// Where items of the body begin in its text, in its order, with their place.
    body: Vec<(u32, u32)>,
    /// The items of the other texts.
    others: HashMap<Part, usize>,
    /// The items that show photos.
    photos: HashMap<PhotoId, usize>,
    width: f32,
    look: Look,
    /// Counts changes of heights.
    pub revision: u64,
}

/// What is kept of an item.
#[derive(Clone, Copy, Debug)]
struct Row {
    source: Source,
    /// Where its words stand in its part, in code points.
    start: u32,
    end: u32,
    /// How many letters its longest piece has, times the columns.
    letters: u32,
    /// Space above it, in points.
    gap: f32,
}

/// Where an item's words are found: numbers of photos and blocks, of items and rows in them.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Source {
    Headline,
    Standfirst,
    Byline,
    Rule,
    Photo(u32),
    Caption(u32),
    Words(u32),
    Attribution(u32),
    ListItem(u32, u32),
    TableRow(u32, u32),
    Unknown(u32),
}

impl Flow {
    /// Cuts an article into items and guesses their heights for a column of `width` points.
    pub fn new(article: &Article, width: f32, look: &Look) -> Self {
        let mut flow = Self {
            rows: Vec::with_capacity(article.blocks.len() + 8),
            heights: Heights::default(),
            body: Vec::with_capacity(article.blocks.len()),
            others: HashMap::new(),
            photos: HashMap::new(),
            width,
            look: *look,
            revision: 0,
        };
        flow.cut(article);
        flow.refit(article, width, look);
        flow
    }

    fn cut(&mut self, article: &Article) {
        self.other(Part::Headline, Source::Headline, &article.headline, 0.0);
        if let Some(standfirst) = article.standfirst.as_deref().filter(|text| !text.is_empty()) {
            self.other(Part::Standfirst, Source::Standfirst, standfirst, 10.0);
        }
        let byline = byline(article);
        if !byline.is_empty() {
            self.push(Source::Byline, 0..0, byline.chars().count(), 14.0);
        }
        self.push(Source::Rule, 0..0, 0, 14.0);
        let numbers: HashMap<&PhotoId, u32> = article.photos.iter().map(|photo| &photo.id).zip(0..).collect();
        let figures = article.blocks.iter().filter_map(|block| if let Block::Figure(figure) = block { Some(&figure.photo) } else { None });
        let placed: HashSet<&PhotoId> = figures.collect();
        // A photo that no figure places stands at the top, where papers put the lead picture.
        for (number, photo) in (0..).zip(&article.photos) {
            if !placed.contains(&photo.id) {
                self.figure(number, photo);
            }
        }
        for (number, (block, range)) in (0..).zip(article.blocks.iter().zip(article.block_ranges())) {
            self.block(number, block, &range, article, &numbers);
        }
    }

    fn push(&mut self, source: Source, range: Range<usize>, letters: usize, gap: f32) {
        let short = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        self.rows.push(Row { source, start: short(range.start), end: short(range.end), letters: short(letters), gap });
    }

    fn other(&mut self, part: Part, source: Source, text: &str, gap: f32) {
        let letters = text.chars().count();
        self.others.insert(part, self.rows.len());
        self.push(source, 0..letters, letters, gap);
    }

    fn in_body(&mut self, source: Source, range: Range<usize>, letters: usize, gap: f32) {
        self.body.push((range.start as u32, self.rows.len() as u32));
        self.push(source, range, letters, gap);
    }

    fn block(&mut self, number: u32, block: &Block, range: &Range<usize>, article: &Article, photos: &HashMap<&PhotoId, u32>) {
        match block {
            Block::Paragraph(_) => self.in_body(Source::Words(number), range.clone(), range.len(), 14.0),
            Block::Heading(_) => self.in_body(Source::Words(number), range.clone(), range.len(), 26.0),
            Block::QuoteBlock(block) => {
                self.in_body(Source::Words(number), range.clone(), range.len(), 18.0);
                if let Some(whose) = &block.attribution {
                    self.push(Source::Attribution(number), 0..0, whose.chars().count() + 2, 2.0);
                }
            }
            Block::Post(block) => {
                self.push(Source::Attribution(number), 0..0, post_line(block).chars().count(), 18.0);
                self.in_body(Source::Words(number), range.clone(), range.len(), 0.0);
            }
            Block::List(block) => {
                let mut at = range.start;
                for (item, words) in (0..).zip(&block.items) {
                    let letters = words.text.chars().count();
                    self.in_body(Source::ListItem(number, item), at..at + letters, letters, if item == 0 { 14.0 } else { 6.0 });
                    at += letters + 1;
                }
            }
            Block::Table(block) => {
                let mut at = range.start;
                for (row, cells) in (0..).zip(&block.rows) {
                    let letters = cells.iter().map(|cell| cell.text.chars().count());
                    let (longest, all) = (letters.clone().max().unwrap_or(0), letters.map(|count| count + 1).sum::<usize>());
                    let end = (at + all).saturating_sub(1).max(at);
                    self.in_body(Source::TableRow(number, row), at..end, longest * cells.len(), if row == 0 { 16.0 } else { 6.0 });
                    at += all;
                }
            }
            Block::Figure(block) => {
                if let Some((number, photo)) = photos.get(&block.photo).and_then(|at| Some((*at, article.photos.get(*at as usize)?))) {
                    self.figure(number, photo);
                }
            }
            Block::Unknown(_) => self.push(Source::Unknown(number), 0..0, 80, 14.0),
        }
    }

    fn figure(&mut self, number: u32, photo: &Photo) {
        self.photos.entry(photo.id.clone()).or_insert(self.rows.len());
        self.push(Source::Photo(number), 0..0, 0, 18.0);
        let caption = caption(photo);
        if !caption.is_empty() {
            self.others.insert(Part::Caption(photo.id.clone()), self.rows.len());
            self.push(Source::Caption(number), 0..photo.caption.chars().count(), caption.chars().count(), 8.0);
        }
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// An item of the article that was cut.
    pub fn item(&self, article: &Article, index: usize) -> Option<Item> {
        let row = self.rows.get(index)?;
        let range = row.start as usize..row.end as usize;
        let plain = |kind: ItemKind, part: Option<Part>, text: String| {
            let piece = Piece { range: range.clone(), text, marks: Vec::new(), column: (0, 1) };
            Item { kind, part, pieces: vec![piece], gap: row.gap }
        };
        let rich = |kind: ItemKind, words: &RichText| {
            let piece = Piece { range: range.clone(), text: words.text.clone(), marks: words.marks.clone(), column: (0, 1) };
            Item { kind, part: Some(Part::Body), pieces: vec![piece], gap: row.gap }
        };
        let block = |number: u32| article.blocks.get(number as usize);
        let photo = |number: u32| article.photos.get(number as usize);
        Some(match row.source {
            Source::Headline => plain(ItemKind::Headline, Some(Part::Headline), article.headline.clone()),
            Source::Standfirst => plain(ItemKind::Standfirst, Some(Part::Standfirst), article.standfirst.clone().unwrap_or_default()),
            Source::Byline => plain(ItemKind::Byline, None, byline(article)),
            Source::Rule => Item { kind: ItemKind::Rule, part: None, pieces: Vec::new(), gap: row.gap },
            Source::Photo(number) => {
                Item { kind: ItemKind::Photo(photo(number)?.id.clone()), part: None, pieces: Vec::new(), gap: row.gap }
            }
            Source::Caption(number) => {
                let photo = photo(number)?;
                let id = photo.id.clone();
                plain(ItemKind::Caption(id.clone()), Some(Part::Caption(id)), caption(photo))
            }
            Source::Words(number) => {
                let block = block(number)?;
                let kind = match block {
                    Block::Heading(_) => ItemKind::Heading,
                    Block::QuoteBlock(_) => ItemKind::Quote,
                    Block::Post(_) => ItemKind::Post,
                    _ => ItemKind::Paragraph,
                };
                rich(kind, block.words()?)
            }
            Source::Attribution(number) => match block(number)? {
                Block::Post(post) => plain(ItemKind::Attribution, None, post_line(post)),
                Block::QuoteBlock(quote) => {
                    plain(ItemKind::Attribution, None, format!("— {}", quote.attribution.as_deref().unwrap_or_default()))
                }
                _ => return None,
            },
            Source::ListItem(number, item) => {
                let Block::List(list) = block(number)? else { return None };
                let marker = if list.ordered { format!("{}.", item + 1) } else { "•".to_owned() };
                rich(ItemKind::ListItem(marker), list.items.get(item as usize)?)
            }
            Source::TableRow(number, row_number) => {
                let Block::Table(table) = block(number)? else { return None };
                let cells = table.rows.get(row_number as usize)?;
                let mut at = range.start;
                let pieces = cells.iter().enumerate().map(|(column, cell)| {
                    let start = at;
                    let end = start + cell.text.chars().count();
                    at = end + 1;
                    Piece { range: start..end, text: cell.text.clone(), marks: cell.marks.clone(), column: (column, cells.len()) }
                });
                let pieces = pieces.collect();
                Item { kind: ItemKind::Row { head: table.header && row_number == 0 }, part: Some(Part::Body), pieces, gap: row.gap }
            }
            Source::Unknown(number) => {
                let Block::Unknown(fields) = block(number)? else { return None };
                let kind = fields.get("@type").and_then(|kind| kind.as_str()).unwrap_or("unknown");
                plain(ItemKind::Unknown, None, format!("A block of a kind that this version does not know ({kind}) stands here."))
            }
        })
    }

    /// Guesses all heights anew, for another column.
    pub fn refit(&mut self, article: &Article, width: f32, look: &Look) {
        (self.width, self.look) = (width, *look);
        self.revision += 1;
        self.heights = Heights::new(self.rows.iter().map(|row| row.gap + guess(row, article, width, look)).collect());
    }

    /// Whether the heights hold for this column.
    pub fn fits(&self, width: f32, look: &Look) -> bool {
        (self.width - width).abs() < 0.5 && self.look == *look
    }

    fn gap(&self, index: usize) -> f32 {
        self.rows.get(index).map_or(0.0, |row| row.gap)
    }

    /// Keeps the height of an item that was laid out; whether it differs from what was thought.
    pub fn measured(&mut self, index: usize, height: f32) -> bool {
        let differs = self.heights.set(index, self.gap(index) + height);
        self.revision += u64::from(differs);
        differs
    }

    /// Where an item begins, in points from the top of the article: in double precision, because a long article is higher than single
    /// precision can tell apart.
    pub fn top(&self, index: usize) -> f64 {
        self.heights.top(index) + f64::from(self.gap(index))
    }

    /// How high an item is.
    pub fn height(&self, index: usize) -> f32 {
        (self.heights.height(index) - self.gap(index)).max(0.0)
    }

    /// How high the whole article is.
    pub fn total(&self) -> f64 {
        self.heights.total()
    }

    /// The items that lie between two heights.
    pub fn between(&self, from: f64, to: f64) -> Range<usize> {
        self.heights.between(from, to)
    }

    /// Which places of the body lie between two heights, in code points.
    pub fn body_between(&self, from: f64, to: f64) -> Range<usize> {
        let in_body = |row: &&Row| matches!(row.source, Source::Words(_) | Source::ListItem(..) | Source::TableRow(..));
        let rows = self.rows[self.between(from, to)].iter().filter(in_body);
        let ends = rows.fold(None, |ends: Option<(u32, u32)>, row| {
            let (start, end) = ends.unwrap_or((row.start, row.end));
            Some((start.min(row.start), end.max(row.end)))
        });
        ends.map_or(0..0, |(start, end)| start as usize..end as usize)
    }

    /// The item that holds a place of a part.
    pub fn item_at(&self, part: &Part, start: usize) -> Option<usize> {
        let holds = |item: &usize| self.rows.get(*item).is_some_and(|row| row.start as usize <= start && start <= row.end as usize);
        if *part != Part::Body {
            return self.others.get(part).copied().filter(holds);
        }
        let behind = self.body.partition_point(|(first, _)| *first as usize <= start);
        // Items without words begin where their neighbours do.
        self.body[..behind].iter().rev().take(8).map(|(_, item)| *item as usize).find(holds)
    }

    /// How far below the top of the article a place of the body stands, in points, as far as heights are known.
    pub fn top_of(&self, start: usize) -> Option<f64> {
        self.below(&Part::Body, start)
    }

    /// The item that shows a photo.
    pub fn photo(&self, id: &PhotoId) -> Option<usize> {
        self.photos.get(id).copied()
    }

    /// How far below the top of the article a place is, in points.
    pub fn below(&self, part: &Part, start: usize) -> Option<f64> {
        let index = self.item_at(part, start)?;
        let row = self.rows.get(index)?;
        let within = (start.saturating_sub(row.start as usize)) as f64 / f64::from(row.end.saturating_sub(row.start).max(1));
        Some(self.top(index) + within.clamp(0.0, 1.0) * f64::from(self.height(index)))
    }

    /// How far down the article a place is, from 0 to 1.
    pub fn fraction(&self, part: &Part, start: usize) -> Option<f32> {
        Some((self.below(part, start)? / self.total().max(1.0)) as f32)
    }
}

/// A photo's caption with its credit.
fn caption(photo: &Photo) -> String {
    let mut text = photo.caption.clone();
    let credit = photo.credit_text.as_deref().or_else(|| photo.creator.as_ref().map(|creator| creator.name()));
    if let Some(credit) = credit {
        if !text.is_empty() {
            // A caption that is no sentence is parted from the credit by a sign.
            text.push_str(if text.ends_with(['.', '!', '?', '”', '"']) { " " } else { " · " });
        }
        text.push_str(credit);
    }
    text
}

/// Who posted something where and when.
fn post_line(post: &Post) -> String {
    let who = [
        post.author.as_ref().map(|author| author.name().to_owned()),
        post.network.clone(),
        post.date_published.map(|date| date.in_words()),
    ];
    who.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn byline(article: &Article) -> String {
    let authors = article.byline.in_words();
    let mut words = Vec::new();
    if !authors.is_empty() {
        words.push(format!("By {authors}"));
    }
    words.extend(article.publisher.clone().filter(|publisher| *publisher != authors));
    words.extend(article.date_published.map(|date| date.in_words()));
    words.extend(article.dateline.clone());
    if let Some(changed) = article.date_modified.filter(|changed| Some(*changed) != article.date_published) {
        words.push(format!("updated {}", changed.in_words()));
    }
    words.join(" · ")
}

/// A height that is near enough to scroll by until the item is laid out.
fn guess(row: &Row, article: &Article, width: f32, look: &Look) -> f32 {
    let size = look.text_size;
    let is_heading = |number: u32| matches!(article.blocks.get(number as usize), Some(Block::Heading(_)));
    let (letter, line) = match row.source {
        Source::Rule => return 1.0,
        Source::Photo(number) => return shape(article.photos.get(number as usize), width, None),
        Source::Headline => (15.5, 36.0),
        Source::Words(number) if is_heading(number) => (10.5, 26.0),
        Source::Caption(_) | Source::Byline | Source::Attribution(_) | Source::Unknown(_) => (6.3, 18.0),
        _ => (8.6, 18.0 * look.line_height),
    };
    let lines = (row.letters as f32 * letter * size / width.max(50.0)).ceil().max(1.0);
    lines * line * size
}

/// How high a photo stands in a column: by its true shape where that is known, never higher than one and a quarter of the width.
pub fn photo_height(article: &Article, id: &PhotoId, width: f32, known: Option<[u32; 2]>) -> f32 {
    shape(article.photo(id), width, known)
}

fn shape(photo: Option<&Photo>, width: f32, known: Option<[u32; 2]>) -> f32 {
    if photo.is_some_and(|photo| photo.content_url.is_none()) {
        // The words of a photo without its picture: as in an article that was imported from text.
        return 64.0;
    }
    let said = photo.and_then(|photo| Some([photo.width?, photo.height?]));
    let [wide, high] = known.or(said).unwrap_or([3, 2]);
    (width * high as f32 / (wide.max(1)) as f32).clamp(40.0, width * 1.25)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{List, Table};

    #[test]
    fn every_place_of_the_body_lies_in_an_item() {
        let mut article = Article::new("Headline");
        article.blocks = vec![
            Block::paragraph("One two."),
            Block::List(List { items: vec![RichText::plain("a"), RichText::plain("bc")], ..List::default() }),
            Block::Table(Table {
                rows: vec![vec![RichText::plain("a"), RichText::plain("bcd")], vec![RichText::plain(""), RichText::plain("é")]],
                ..Table::default()
            }),
            Block::paragraph("End"),
        ];
        let flow = Flow::new(&article, 600.0, &Look::default());
        let text = article.plain_text();
        for (at, letter) in text.as_str().chars().enumerate().filter(|(_, letter)| !letter.is_whitespace()) {
            let item = flow.item(&article, flow.item_at(&Part::Body, at).unwrap()).unwrap();
            let piece = item.pieces.iter().find(|piece| piece.range.contains(&at)).unwrap();
            assert_eq!(piece.text.chars().nth(at - piece.range.start), Some(letter));
        }
    }

    #[test]
    fn what_lies_between_two_heights_is_found() {
        let mut article = Article::new("H");
        article.blocks = (0..50).map(|_| Block::paragraph("word ".repeat(40))).collect();
        let mut flow = Flow::new(&article, 600.0, &Look::default());
        assert!(flow.measured(3, 500.0) && !flow.measured(3, 500.2));
        let seen = flow.between(flow.top(10) + 1.0, flow.top(12) + 1.0);
        assert_eq!(seen, 10..13);
        assert!(flow.total() > flow.top(49));
    }
}
