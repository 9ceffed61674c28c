//! Text, documents and prints into articles: what each paragraph is, by how it looks and where it stands.

use std::collections::VecDeque;

use super::{
    file::{ImportError, Imported, Picture},
    head, html,
    review::Review,
    source::Source,
};
use crate::{
    model::{Article, Block, Figure, Heading, List, Paragraph, Photo, PhotoId, PublicationDate, QuoteBlock, RichText, Table},
    quotes,
};

/// A paragraph of more words above a credit is body text.
const LONGEST_CAPTION: usize = 60;

/// One part of a document, in reading order.
#[derive(Clone, Debug)]
pub(super) enum Piece {
    /// Lines of one paragraph; more than one where they stand close together and are not one.
    Lines(Vec<RichText>),
    /// A heading with its rank, from 1.
    Heading(u8, RichText),
    /// A summary under the headline, where the document calls it so.
    Standfirst(RichText),
    /// Items.
    List(List),
    /// Words of somebody else set apart.
    Quote(RichText),
    /// Rows of cells.
    Table(Table),
    /// A picture that stands here.
    Shown(Shown),
    /// Words that the document calls a caption.
    Caption(RichText),
}

/// A picture of a document.
#[derive(Clone, Debug, Default)]
pub(super) struct Shown {
    /// A name for its file, without folders.
    pub(super) name: String,
    /// What it says to those who cannot see it.
    pub(super) alternate: Option<String>,
    /// The file; nothing where it is not there.
    pub(super) bytes: Option<Vec<u8>>,
    /// Its address, where it has one.
    pub(super) address: Option<String>,
}

/// What a document says of itself.
#[derive(Clone, Debug, Default)]
pub(super) struct About {
    pub(super) title: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) published: Option<PublicationDate>,
    pub(super) publisher: Option<String>,
    pub(super) language: Option<String>,
    pub(super) keywords: Vec<String>,
    pub(super) standfirst: Option<String>,
    pub(super) address: Option<String>,
}

impl Piece {
    /// A paragraph.
    pub(super) fn paragraph(words: RichText) -> Self {
        Self::Lines(vec![words])
    }
}

/// Puts a document's pieces into an article; `name` is said where there are no words.
///
/// # Errors
/// Where there are no words.
pub(super) fn article(name: &str, pieces: Vec<Piece>, about: About, mut doubts: Vec<String>) -> Result<Imported, ImportError> {
    let mut pieces: Vec<Piece> = pieces.into_iter().filter(|piece| !is_empty(piece)).collect();
    if !pieces.iter().any(|piece| !matches!(piece, Piece::Shown(_))) {
        return Err(ImportError::Empty(name.to_owned()));
    }
    let mut builder = Builder { article: Article::new(headline(&mut pieces, about.title.as_deref(), &mut doubts)), pictures: Vec::new() };
    cut_trailer(&mut pieces, &mut doubts);
    let body = builder.head(pieces);
    builder.body(body);
    let Builder { mut article, pictures } = builder;
    if !about.authors.is_empty() && article.byline.is_empty() {
        article.byline = head::byline(&format!("By {}", about.authors.join(", "))).map(|(byline, _)| byline).unwrap_or_default();
    }
    article.date_published = article.date_published.or(about.published);
    article.publisher = article.publisher.or(about.publisher);
    article.in_language = about.language.or_else(|| html::spoken(article.plain_text().as_str()).map(str::to_owned));
    article.standfirst = article.standfirst.or(about.standfirst);
    article.url = article.url.or(about.address);
    article.keywords = about.keywords;
    article.photos.iter_mut().for_each(html::read_credit);
    if article.blocks.iter().all(|block| matches!(block, Block::Figure(_))) {
        doubts.push("No body was found: the text has only a headline.".to_owned());
    }
    let findings = quotes::find(&article);
    Ok(Imported {
        article,
        findings,
        name: name.to_owned(),
        capture_name: "original.txt".to_owned(),
        capture_type: "text/plain".to_owned(),
        capture: Vec::new(),
        source: Source::default(),
        pictures,
        review: Review::default(),
        doubts,
    })
}

fn is_empty(piece: &Piece) -> bool {
    match piece {
        Piece::Lines(lines) => lines.iter().all(|line| line.text.trim().is_empty()),
        Piece::Heading(_, words) | Piece::Quote(words) | Piece::Caption(words) | Piece::Standfirst(words) => words.text.trim().is_empty(),
        Piece::List(list) => list.items.is_empty(),
        Piece::Table(table) => table.rows.is_empty(),
        Piece::Shown(_) => false,
    }
}

/// Takes the headline off the top; a text that begins with its first paragraph keeps it, and is called by its first words.
fn headline(pieces: &mut Vec<Piece>, title: Option<&str>, doubts: &mut Vec<String>) -> String {
    let title = title.map(str::trim).filter(|title| !title.is_empty());
    // A heading of the first rank is the headline, wherever a kicker or a picture stands above it.
    let top = pieces.iter().take(6).position(|piece| matches!(piece, Piece::Heading(1, _)));
    if let Some(at) = top
        && let Piece::Heading(_, words) = pieces.remove(at)
    {
        return words.text;
    }
    let first = pieces.iter().position(|piece| !matches!(piece, Piece::Shown(_) | Piece::Caption(_)));
    match first.map(|at| (at, &mut pieces[at])) {
        Some((at, Piece::Heading(..))) => {
            if let Piece::Heading(_, words) = pieces.remove(at) {
                return words.text;
            }
        }
        Some((at, Piece::Lines(lines))) => {
            let line = lines[0].text.as_str();
            let count = line.split_whitespace().count();
            let is_long = count > 30 || (count > 14 && line.ends_with(['.', '!', '?', '”', '"']));
            if !is_long {
                let headline = lines.remove(0).text.trim_start_matches('#').trim().to_owned();
                if lines.is_empty() {
                    pieces.remove(at);
                }
                return headline;
            }
            if let Some(title) = title {
                return title.to_owned();
            }
            doubts.push("No headline was found above the text: it is called by its first words.".to_owned());
            let words: Vec<&str> = line.split_whitespace().take(10).collect();
            return format!("{}…", words.join(" ").trim_end_matches([',', ';', ':', '.']));
        }
        _ => {}
    }
    title.unwrap_or("Untitled").to_owned()
}

fn lines(piece: &Piece) -> &[RichText] {
    match piece {
        Piece::Lines(lines) => lines,
        Piece::Heading(_, words) => std::slice::from_ref(words),
        Piece::List(list) => &list.items,
        _ => &[],
    }
}

/// Cuts off what follows the article, where a line in its last part says so.
fn cut_trailer(pieces: &mut Vec<Piece>, doubts: &mut Vec<String>) {
    let from = pieces.len() / 2;
    let starts = |piece: &Piece| {
        matches!(piece, Piece::Lines(_) | Piece::Heading(..)) && lines(piece).first().is_some_and(|line| head::is_trailer(&line.text))
    };
    let Some(at) = (from..pieces.len()).find(|at| starts(&pieces[*at])) else { return };
    let line = lines(&pieces[at])[0].text.clone();
    let is_all_links = pieces[at + 1..].iter().flat_map(lines).all(|line| line.text.split_whitespace().count() <= 20);
    if is_all_links {
        doubts.push(format!("Left out below the article: “{line}” and what follows it."));
        pieces.truncate(at);
    } else {
        doubts.push(format!("Left out: the line “{line}”."));
        pieces.remove(at);
    }
}

fn is_sentence(line: &str) -> bool {
    line.split_whitespace().count() >= 12 || (line.split_whitespace().count() >= 6 && line.ends_with(['.', '!', '?', '”', '"', '…']))
}

/// Whether a line ends as sentences do, in whatever script.
fn is_closed(line: &str) -> bool {
    let closing = |letter: char| matches!(letter, '”' | '"' | '’' | '\'' | '»' | '«' | '“' | '‹' | '›' | '」' | '』' | ')' | ']');
    line.trim().trim_end_matches(closing).ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '۔', '।'])
}

/// Whether a line is long enough to stand below a headline as its summary, and not the name of a section or an outlet.
fn may_sum_up(line: &str) -> bool {
    // Chinese, Japanese and Thai are written without spaces.
    let unspaced = |letter: &char| matches!(letter, '\u{E00}'..='\u{E7F}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}');
    is_closed(line) || line.split_whitespace().count() >= 4 || line.chars().filter(unspaced).count() >= 8
}

/// Whether a paragraph only says who wrote the article, or when.
fn is_byline(piece: &Piece) -> bool {
    let Piece::Lines(lines) = piece else { return false };
    lines.iter().all(|line| line.text.split_whitespace().count() <= 14 && is_by_whom_or_when(&line.text))
}

fn is_by_whom_or_when(line: &str) -> bool {
    head::byline(line).is_some() || (head::date(line).is_some() && !line.ends_with('.'))
}

/// Whether a first paragraph says what the second begins with, as a standfirst and its lede do.
pub(super) fn repeats(first: &str, second: &str) -> bool {
    let words = |text: &str| {
        text.split_whitespace()
            .map(|word| word.to_lowercase().trim_matches(|letter: char| !letter.is_alphanumeric()).to_owned())
            .collect::<Vec<_>>()
    };
    let begin = |text: &str| head::dateline(text).map_or(0, |(_, length)| length);
    let (first, second) = (words(&first[begin(first)..]), words(&second[begin(second)..]));
    let same = first.iter().zip(&second).take_while(|(a, b)| a == b).count();
    same >= 6 || (same >= 4 && same * 2 >= first.len())
}

struct Builder {
    article: Article,
    pictures: Vec<Picture>,
}

impl Builder {
    /// Takes what stands above the body; gives back the body.
    fn head(&mut self, pieces: Vec<Piece>) -> Vec<Piece> {
        let mut rest: VecDeque<Piece> = pieces.into();
        let mut waiting: Vec<RichText> = Vec::new();
        let mut may_have_standfirst = self.article.standfirst.is_none();
        loop {
            match rest.front() {
                Some(Piece::Lines(lines)) => {
                    let has_credit = lines.iter().any(|line| head::is_credit(&line.text));
                    let is_body = |line: &RichText| (is_sentence(&line.text) || is_closed(&line.text)) && !is_by_whom_or_when(&line.text);
                    if !has_credit && lines.iter().any(is_body) {
                        // A sentence with a byline or a date below it is a standfirst; one with a credit below it is a caption.
                        let is_caption = lines.len() == 1
                            && lines[0].text.split_whitespace().count() <= LONGEST_CAPTION
                            && matches!(rest.get(1), Some(Piece::Lines(below)) if below.len() == 1 && head::is_credit(&below[0].text));
                        if !is_caption {
                            let is_first = std::mem::take(&mut may_have_standfirst);
                            let mut below = rest.iter().skip(1).take(4);
                            if !is_first || lines.len() > 1 || !below.any(is_byline) {
                                break;
                            }
                        }
                    }
                }
                Some(Piece::Shown(_) | Piece::Caption(_) | Piece::Standfirst(_)) => {}
                _ => break,
            }
            match rest.pop_front() {
                Some(Piece::Lines(lines)) => lines.into_iter().for_each(|line| self.head_line(line, &mut waiting)),
                Some(Piece::Shown(shown)) => self.show(shown),
                Some(Piece::Caption(words)) => self.caption(words.text),
                Some(Piece::Standfirst(words)) => self.article.standfirst = Some(words.text),
                _ => break,
            }
        }
        let mut body: Vec<Piece> = rest.into();
        // Lines nobody knows: a summary, a section, an outlet above the body. None is lost.
        let mut unknown = waiting;
        let long = |piece: &Piece| match piece {
            Piece::Lines(lines) if lines.len() == 1 && is_sentence(&lines[0].text) => Some(lines[0].text.clone()),
            _ => None,
        };
        let repeated = match body.as_slice() {
            [first, second, _, ..] => {
                long(first).zip(long(second)).filter(|(first, second)| repeats(first, second)).map(|(first, _)| first)
            }
            _ => None,
        };
        if let Some(standfirst) = repeated {
            body.remove(0);
            self.article.standfirst = Some(standfirst);
        } else if self.article.standfirst.is_none() {
            // Body text ends as sentences do; what does not, or has the byline below it, stands apart.
            let summary = unknown.iter().position(|line| may_sum_up(&line.text));
            self.article.standfirst = summary.map(|at| unknown.remove(at).text);
        }
        body.splice(0..0, unknown.into_iter().map(Piece::paragraph));
        if let Some(Piece::Lines(lines)) = body.first() {
            self.article.dateline = lines.first().and_then(|line| head::dateline(&line.text)).map(|(place, _)| place);
        }
        body
    }

    fn head_line(&mut self, line: RichText, waiting: &mut Vec<RichText>) {
        let article = &mut self.article;
        if let Some((byline, outlet)) = head::byline(&line.text).filter(|_| article.byline.is_empty()) {
            article.byline = byline;
            article.publisher = article.publisher.take().or(outlet);
            article.date_published = article.date_published.or_else(|| head::date(&line.text));
        } else if let Some(date) = head::date(&line.text) {
            article.date_published = article.date_published.or(Some(date));
        } else if head::is_credit(&line.text) {
            let caption = waiting.pop().map(|line| line.text).unwrap_or_default();
            self.credit(caption, line.text);
        } else {
            waiting.push(line);
        }
    }

    fn show(&mut self, shown: Shown) {
        let id = PhotoId::new(format!("p{}", self.article.photos.len() + 1));
        let mut photo =
            Photo { id: id.clone(), alternate_name: shown.alternate.filter(|alternate| !alternate.is_empty()), ..Photo::default() };
        if let Some(address) = shown.address {
            photo.extra.insert("url".to_owned(), address.into());
        }
        if let Some(bytes) = shown.bytes {
            self.pictures.push(Picture { photo: id.clone(), name: shown.name, bytes });
        }
        self.article.photos.push(photo);
        self.article.blocks.push(Block::Figure(Figure { photo: id, ..Figure::default() }));
    }

    /// The photo that was shown just now and has nothing under it yet.
    fn bare(&mut self) -> Option<&mut Photo> {
        let Some(Block::Figure(figure)) = self.article.blocks.last() else { return None };
        self.article.photos.iter_mut().find(|photo| photo.id == figure.photo && photo.caption.is_empty() && photo.credit_text.is_none())
    }

    fn caption(&mut self, caption: String) {
        match self.bare() {
            Some(photo) => photo.caption = caption,
            None => self.article.blocks.push(Block::paragraph(caption)),
        }
    }

    /// A caption and the credit under it: of the picture just above, or of one that the text does not have.
    fn credit(&mut self, caption: String, credit: String) {
        if self.bare().is_none() {
            self.show(Shown::default());
        }
        if let Some(photo) = self.bare() {
            photo.caption = caption;
            photo.credit_text = Some(credit);
        }
    }

    fn body(&mut self, body: Vec<Piece>) {
        for piece in body {
            match piece {
                Piece::Lines(lines) => self.lines(lines),
                Piece::Heading(level, words) => {
                    self.article.blocks.push(Block::Heading(Heading { level: level.clamp(2, 6), words, ..Heading::default() }));
                }
                Piece::Standfirst(words) => self.paragraph(words),
                Piece::List(list) => self.article.blocks.push(Block::List(list)),
                Piece::Quote(words) => self.article.blocks.push(Block::QuoteBlock(QuoteBlock { words, ..QuoteBlock::default() })),
                Piece::Table(table) => self.article.blocks.push(Block::Table(table)),
                Piece::Shown(shown) => self.show(shown),
                Piece::Caption(words) => self.caption(words.text),
            }
        }
    }

    fn paragraph(&mut self, words: RichText) {
        let mut paragraph = Paragraph { words, ..Paragraph::default() };
        if let Some(role) = html::notice(&paragraph.words.text) {
            paragraph.extra.insert("role".to_owned(), role.into());
        }
        self.article.blocks.push(Block::Paragraph(paragraph));
    }

    fn lines(&mut self, mut lines: Vec<RichText>) {
        let credit = lines.iter().position(|line| head::is_credit(&line.text));
        let Some(at) = credit.filter(|_| lines.len() <= 3) else {
            return lines.into_iter().for_each(|line| self.paragraph(line));
        };
        let below = lines.split_off(at + 1);
        let credit = lines.pop().map(|line| line.text).unwrap_or_default();
        let caption: Vec<String> = lines.into_iter().map(|line| line.text).collect();
        self.credit(caption.join(" "), credit);
        below.into_iter().for_each(|line| self.paragraph(line));
    }
}
