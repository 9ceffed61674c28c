//! An article cut into items that are laid out one by one.

use std::{collections::HashMap, ops::Range};

use crate::{
    app::{theme::Look, widgets::Heights},
    model::{Article, Block, Mark, Part, PhotoId, RichText},
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
pub struct Flow {
    /// The items from top to bottom.
    pub items: Vec<Item>,
    /// Of each item with the space above it.
    heights: Heights,
    /// Where items of the body begin in its text, in its order, with their place.
    body: Vec<(usize, usize)>,
    /// The items of the other texts.
    others: HashMap<Part, usize>,
    width: f32,
    look: Look,
}

impl Flow {
    /// Cuts an article into items and guesses their heights for a column of `width` points.
    pub fn new(article: &Article, width: f32, look: &Look) -> Self {
        let items = items(article);
        let (mut body, mut others) = (Vec::new(), HashMap::new());
        for (place, item) in items.iter().enumerate() {
            match (&item.part, item.pieces.first()) {
                (Some(Part::Body), Some(piece)) => body.push((piece.range.start, place)),
                (Some(part), _) => drop(others.insert(part.clone(), place)),
                _ => {}
            }
        }
        let mut flow = Self { items, heights: Heights::default(), body, others, width, look: *look };
        flow.refit(article, width, look);
        flow
    }

    /// Guesses all heights anew, for another column.
    pub fn refit(&mut self, article: &Article, width: f32, look: &Look) {
        (self.width, self.look) = (width, *look);
        self.heights = Heights::new(self.items.iter().map(|item| item.gap + guess(item, article, width, look)).collect());
    }

    /// Whether the heights hold for this column.
    pub fn fits(&self, width: f32, look: &Look) -> bool {
        (self.width - width).abs() < 0.5 && self.look == *look
    }

    /// Keeps the height of an item that was laid out; whether it differs from what was thought.
    pub fn measured(&mut self, index: usize, height: f32) -> bool {
        let gap = self.items.get(index).map_or(0.0, |item| item.gap);
        self.heights.set(index, gap + height)
    }

    /// Where an item begins, in points from the top of the article.
    pub fn top(&self, index: usize) -> f32 {
        self.below(0.0, index)
    }

    /// Where an item begins on the screen, when the article begins at `origin`: summed up precisely, because a long article is higher
    /// than single precision can tell apart.
    pub fn below(&self, origin: f32, index: usize) -> f32 {
        let gap = self.items.get(index).map_or(0.0, |item| item.gap);
        (f64::from(origin) + self.heights.top(index) + f64::from(gap)) as f32
    }

    /// How high an item is.
    pub fn height(&self, index: usize) -> f32 {
        self.items.get(index).map_or(0.0, |item| self.heights.height(index) - item.gap)
    }

    /// How high the whole article is.
    pub fn total(&self) -> f32 {
        self.heights.total() as f32
    }

    /// The items that lie between two heights.
    pub fn between(&self, from: f32, to: f32) -> Range<usize> {
        self.heights.between(f64::from(from), f64::from(to))
    }

    /// Which places of the body lie between two heights, in code points.
    pub fn body_between(&self, from: f32, to: f32) -> Range<usize> {
        let pieces = self.items[self.between(from, to)].iter().filter(|item| item.part == Some(Part::Body)).flat_map(|item| &item.pieces);
        let ends = pieces.fold(None, |ends: Option<(usize, usize)>, piece| {
            let (start, end) = ends.unwrap_or((piece.range.start, piece.range.end));
            Some((start.min(piece.range.start), end.max(piece.range.end)))
        });
        ends.map_or(0..0, |(start, end)| start..end)
    }

    /// The item that holds a place of a part.
    pub fn item_at(&self, part: &Part, start: usize) -> Option<usize> {
        let holds = |item: &usize| self.items[*item].pieces.iter().any(|piece| piece.range.start <= start && start <= piece.range.end);
        if *part != Part::Body {
            return self.others.get(part).copied().filter(holds);
        }
        let behind = self.body.partition_point(|(first, _)| *first <= start);
        // Items without words begin where their neighbours do.
        self.body[..behind].iter().rev().take(8).map(|(_, item)| *item).find(holds)
    }

    /// How far below the top of the article a place of the body stands, in points, as far as heights are known.
    pub fn top_of(&self, start: usize) -> Option<f32> {
        self.fraction(&Part::Body, start).map(|fraction| fraction * self.total())
    }

    /// The item that shows a photo.
    pub fn photo(&self, id: &PhotoId) -> Option<usize> {
        self.items.iter().position(|item| item.kind == ItemKind::Photo(id.clone()))
    }

    /// How far down the article a place is, from 0 to 1.
    pub fn fraction(&self, part: &Part, start: usize) -> Option<f32> {
        let index = self.item_at(part, start)?;
        let piece = self.items[index].pieces.first()?;
        let within = (start.saturating_sub(piece.range.start)) as f32 / piece.range.len().max(1) as f32;
        Some((self.top(index) + within.clamp(0.0, 1.0) * self.height(index)) / self.total().max(1.0))
    }
}

fn items(article: &Article) -> Vec<Item> {
    let mut items = vec![words(ItemKind::Headline, Some(Part::Headline), &article.headline, 0, 0.0)];
    if let Some(standfirst) = article.standfirst.as_deref().filter(|text| !text.is_empty()) {
        items.push(words(ItemKind::Standfirst, Some(Part::Standfirst), standfirst, 0, 10.0));
    }
    let byline = byline(article);
    if !byline.is_empty() {
        items.push(words(ItemKind::Byline, None, &byline, 0, 14.0));
    }
    items.push(Item { kind: ItemKind::Rule, part: None, pieces: Vec::new(), gap: 14.0 });
    let placed: Vec<&PhotoId> =
        article.blocks.iter().filter_map(|block| if let Block::Figure(figure) = block { Some(&figure.photo) } else { None }).collect();
    // A photo that no figure places stands at the top, where papers put the lead picture.
    for photo in article.photos.iter().filter(|photo| !placed.contains(&&photo.id)) {
        figure(&mut items, article, &photo.id);
    }
    for (block, range) in article.blocks.iter().zip(article.block_ranges()) {
        cut(&mut items, article, block, range.start);
    }
    items
}

fn words(kind: ItemKind, part: Option<Part>, text: &str, start: usize, gap: f32) -> Item {
    let range = if part.is_some() { start..start + text.chars().count() } else { 0..0 };
    Item { kind, part, pieces: vec![Piece { range, text: text.to_owned(), marks: Vec::new(), column: (0, 1) }], gap }
}

fn rich(kind: ItemKind, words: &RichText, start: usize, gap: f32) -> Item {
    let piece = piece(words, start, (0, 1));
    Item { kind, part: Some(Part::Body), pieces: vec![piece], gap }
}

fn piece(words: &RichText, start: usize, column: (usize, usize)) -> Piece {
    Piece { range: start..start + words.text.chars().count(), text: words.text.clone(), marks: words.marks.clone(), column }
}

fn cut(items: &mut Vec<Item>, article: &Article, block: &Block, start: usize) {
    match block {
        Block::Paragraph(block) => items.push(rich(ItemKind::Paragraph, &block.words, start, 14.0)),
        Block::Heading(block) => items.push(rich(ItemKind::Heading, &block.words, start, 26.0)),
        Block::QuoteBlock(block) => {
            items.push(rich(ItemKind::Quote, &block.words, start, 18.0));
            if let Some(whose) = &block.attribution {
                items.push(words(ItemKind::Attribution, None, &format!("— {whose}"), 0, 2.0));
            }
        }
        Block::Post(block) => {
            let who = [
                block.author.as_ref().map(|author| author.name().to_owned()),
                block.network.clone(),
                block.date_published.map(|date| date.in_words()),
            ];
            let who: Vec<String> = who.into_iter().flatten().collect();
            items.push(words(ItemKind::Attribution, None, &who.join(" · "), 0, 18.0));
            items.push(rich(ItemKind::Post, &block.words, start, 0.0));
        }
        Block::List(block) => {
            let mut at = start;
            for (number, words) in block.items.iter().enumerate() {
                let marker = if block.ordered { format!("{}.", number + 1) } else { "•".to_owned() };
                items.push(rich(ItemKind::ListItem(marker), words, at, if number == 0 { 14.0 } else { 6.0 }));
                at += words.text.chars().count() + 1;
            }
        }
        Block::Table(block) => {
            let mut at = start;
            for (number, row) in block.rows.iter().enumerate() {
                let mut pieces = Vec::new();
                for (column, cell) in row.iter().enumerate() {
                    let piece = piece(cell, at, (column, row.len()));
                    at = piece.range.end + 1;
                    pieces.push(piece);
                }
                let kind = ItemKind::Row { head: block.header && number == 0 };
                items.push(Item { kind, part: Some(Part::Body), pieces, gap: if number == 0 { 16.0 } else { 6.0 } });
            }
        }
        Block::Figure(block) => figure(items, article, &block.photo),
        Block::Unknown(fields) => {
            let kind = fields.get("@type").and_then(|kind| kind.as_str()).unwrap_or("unknown");
            items.push(words(
                ItemKind::Unknown,
                None,
                &format!("A block of a kind that this version does not know ({kind}) stands here."),
                0,
                14.0,
            ));
        }
    }
}

fn figure(items: &mut Vec<Item>, article: &Article, id: &PhotoId) {
    let Some(photo) = article.photo(id) else { return };
    items.push(Item { kind: ItemKind::Photo(id.clone()), part: None, pieces: Vec::new(), gap: 18.0 });
    let mut caption = words(ItemKind::Caption(id.clone()), Some(Part::Caption(id.clone())), &photo.caption, 0, 8.0);
    let credit = photo.credit_text.clone().or_else(|| photo.creator.as_ref().map(|creator| creator.name().to_owned()));
    if let (Some(credit), Some(piece)) = (credit, caption.pieces.first_mut()) {
        if !piece.text.is_empty() {
            // A caption that is no sentence is parted from the credit by a sign.
            piece.text.push_str(if piece.text.ends_with(['.', '!', '?', '”', '"']) { " " } else { " · " });
        }
        piece.text.push_str(&credit);
    }
    if caption.pieces.iter().any(|piece| !piece.text.is_empty()) {
        items.push(caption);
    }
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
fn guess(item: &Item, article: &Article, width: f32, look: &Look) -> f32 {
    let size = look.text_size;
    let (letter, line) = match &item.kind {
        ItemKind::Rule => return 1.0,
        ItemKind::Photo(id) => return photo_height(article, id, width, None),
        ItemKind::Headline => (15.5, 36.0),
        ItemKind::Heading => (10.5, 26.0),
        ItemKind::Caption(_) | ItemKind::Byline | ItemKind::Attribution | ItemKind::Unknown => (6.3, 18.0),
        _ => (8.6, 18.0 * look.line_height),
    };
    // The letters of the body are counted already.
    let letters = |piece: &Piece| if item.part == Some(Part::Body) { piece.range.len() } else { piece.text.chars().count() };
    let longest = item.pieces.iter().map(|piece| letters(piece) * piece.column.1).max().unwrap_or(0);
    let lines = (longest as f32 * letter * size / width.max(50.0)).ceil().max(1.0);
    lines * line * size
}

/// How high a photo stands in a column: by its true shape where that is known, never higher than one and a quarter of the width.
pub fn photo_height(article: &Article, id: &PhotoId, width: f32, known: Option<[u32; 2]>) -> f32 {
    let photo = article.photo(id);
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
    use crate::model::List;

    #[test]
    fn every_place_of_the_body_lies_in_an_item() {
        let mut article = Article::new("Headline");
        article.blocks = vec![
            Block::paragraph("One two."),
            Block::List(List { items: vec![RichText::plain("a"), RichText::plain("bc")], ..List::default() }),
            Block::paragraph("End"),
        ];
        let flow = Flow::new(&article, 600.0, &Look::default());
        let text = article.plain_text();
        for (at, letter) in text.as_str().chars().enumerate().filter(|(_, letter)| !letter.is_whitespace()) {
            let item = flow.item_at(&Part::Body, at).unwrap();
            let piece = flow.items[item].pieces.iter().find(|piece| piece.range.contains(&at)).unwrap();
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
