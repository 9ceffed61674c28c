//! A printed page as the web page it was, read like one.

use std::{
    collections::{HashMap, HashSet},
    fmt::Write,
};

use hayro_interpret::hayro_syntax::{Pdf, object::DateTime};

use super::{
    glyphs::{Shown, shown},
    lines::{Line, lines},
};
use crate::{
    import::{
        file::{ImportError, Imported},
        head,
        html::{self, PageSource},
        limits,
        pattern::Pattern,
        source::Source,
    },
    model::{Byline, PublicationDate},
};

/// How near to the paper's edge browsers print what is not the page, in points.
const MARGIN: f64 = 34.0;

/// Reads a PDF: its text layer is put together as a web page, and what of it is the article is judged as for one.
pub(in crate::import) fn pdf(name: &str, bytes: &[u8]) -> Result<Imported, ImportError> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|_| ImportError::Damaged {
        name: name.to_owned(),
        what: "it is damaged, or a password is needed to open it".to_owned(),
    })?;
    let mut doubts = Vec::new();
    if pdf.pages().len() > limits::PDF_PAGES {
        doubts.push(format!("Only the first {} pages of the PDF were read.", limits::PDF_PAGES));
    }
    let pages: Vec<Shown> = pdf.pages().iter().take(limits::PDF_PAGES).map(|page| shown(&pdf, page)).collect();
    let known: usize = pages.iter().map(|page| page.letters.len()).sum();
    let unknown: usize = pages.iter().map(|page| page.unknown).sum();
    if known == 0 {
        return Err(ImportError::OnlyPictures(name.to_owned()));
    }
    if unknown * 20 > known {
        doubts.push(
            "The PDF does not say what some of its letters are; they are missing. Check the words, or save the page itself.".to_owned(),
        );
    }
    let about = pdf.metadata();
    let title = about.title.as_deref().map(words).filter(|title| !title.is_empty());
    let mut print = Print { title, ..Print::default() };
    print.read(&pages);
    print.take_head();
    let page = print.html();
    let captured = about.creation_date.and_then(moment);
    let find = |address: &str, _: Option<&str>| {
        let (page, picture) = address.strip_prefix("print:")?.split_once('-')?;
        pages.get(page.parse::<usize>().ok()?)?.pictures.get(picture.parse::<usize>().ok()?).map(|drawn| drawn.bytes.clone())
    };
    let source = PageSource {
        address: print.address.as_deref(),
        charset: Some("utf-8"),
        captured,
        find: &find,
        ..PageSource::new(name, page.as_bytes())
    };
    let mut imported = html::page(&source)?;
    let article = &mut imported.article;
    if let Some(byline) = print.byline.take().filter(|_| article.byline.is_empty()) {
        article.byline = byline;
    }
    // The line on the page is more exact than its address.
    article.date_published = print.published.or(article.date_published);
    for photo in &mut imported.article.photos {
        // Where a picture stands in the print is no address.
        if photo.extra.get("url").and_then(|url| url.as_str()).is_some_and(|url| url.starts_with("print:")) {
            photo.extra.remove("url");
        }
    }
    for picture in &mut imported.pictures {
        let ending = picture.name.rsplit_once('.').map_or("jpg", |(_, ending)| ending).to_owned();
        picture.name = format!("{}.{ending}", picture.photo);
    }
    // What the letters alone lacked, the print's own lines said.
    let (has_date, has_author) = (imported.article.date_published.is_some(), !imported.article.byline.is_empty());
    imported.doubts.retain(|doubt| match doubt.as_str() {
        "No date of publication was found." => !has_date,
        "Nobody is named as the author." => !has_author,
        _ => true,
    });
    imported.doubts.splice(0..0, doubts);
    imported.doubts.push(
        "The article was read from a printed page (PDF), where paragraphs are told by their places. Check where they begin and end."
            .to_owned(),
    );
    imported.capture = bytes.to_vec();
    imported.capture_type = "application/pdf".to_owned();
    imported.source = Source { address: print.address, charset: None, captured };
    Ok(imported)
}

/// Text of a PDF: in sixteen bits with its mark, or in one of eight (section 7.9.2).
fn words(bytes: &[u8]) -> String {
    let text = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding.decode(bytes).0,
        None => encoding_rs::WINDOWS_1252.decode(bytes).0,
    };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn moment(date: DateTime) -> Option<PublicationDate> {
    let sign = if date.utc_offset_hour < 0 { '-' } else { '+' };
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{sign}{:02}:{:02}",
        date.year,
        date.month,
        date.day,
        date.hour,
        date.minute,
        date.second,
        date.utc_offset_hour.abs(),
        date.utc_offset_minute
    )
    .parse()
    .ok()
}

/// One part of the print.
enum Part {
    Paragraph { page: usize, lines: Vec<Line> },
    Picture { page: usize, number: usize, caption: Vec<Line> },
}

#[derive(Default)]
struct Print {
    title: Option<String>,
    address: Option<String>,
    parts: Vec<Part>,
    /// The size that most letters have.
    body: f64,
    links: HashMap<usize, Vec<String>>,
    /// The parts that are byline and date.
    heads: HashSet<usize>,
    byline: Option<Byline>,
    published: Option<PublicationDate>,
}

impl Print {
    fn read(&mut self, pages: &[Shown]) {
        let all: Vec<Vec<Line>> = pages.iter().map(lines).collect();
        let mut counted: HashMap<i64, usize> = HashMap::new();
        for line in all.iter().flatten() {
            *counted.entry((line.size * 4.0).round() as i64).or_default() += line.text().chars().count();
        }
        self.body = counted.into_iter().max_by_key(|(_, count)| *count).map_or(10.0, |(size, _)| size as f64 / 4.0);
        let mut repeated: HashMap<String, usize> = HashMap::new();
        for (page, lines) in pages.iter().zip(&all) {
            for line in lines.iter().filter(|line| is_marginal(line, page)) {
                *repeated.entry(without_digits(&line.text())).or_default() += 1;
            }
        }
        for (at, (page, lines)) in pages.iter().zip(all).enumerate() {
            self.links.insert(at, page.links.iter().map(|(_, address)| address.clone()).collect());
            let lines = lines.into_iter().filter(|line| {
                let text = line.text();
                let is_print = is_marginal(line, page)
                    && (is_of_the_browser(&text, self.title.as_deref())
                        || repeated.get(&without_digits(&text)).is_some_and(|count| *count > 1));
                if is_print && self.address.is_none() && text.starts_with("http") && !text.contains('…') {
                    self.address = text.split_whitespace().next().map(str::to_owned);
                }
                !is_print
            });
            self.parts.extend(parts(at, page, lines.collect(), self.body));
        }
        self.join_pages();
    }

    /// A paragraph that goes on overleaf is one.
    fn join_pages(&mut self) {
        let mut joined: Vec<Part> = Vec::new();
        for part in std::mem::take(&mut self.parts) {
            if let (Some(Part::Paragraph { page, lines }), Part::Paragraph { page: next, lines: more }) = (joined.last_mut(), &part)
                && *next == *page + 1
                && let (Some(last), Some(first)) = (lines.last(), more.first())
                && (last.size - first.size).abs() < 0.3
                && !last.text().ends_with(['.', '!', '?', '”', '"', ':', '…', ')'])
            {
                // Links are looked up by page: a line that moves keeps only its words.
                let plain = more.iter().map(|line| Line { runs: vec![(line.text(), None)], ..line.clone() });
                lines.extend(plain);
                *page = *next;
                continue;
            }
            joined.push(part);
        }
        self.parts = joined;
    }

    /// Which part is the headline: the largest that has three words and is no body.
    fn headline(&self) -> Option<usize> {
        let size = |part: &Part| match part {
            Part::Paragraph { lines, .. } if lines.iter().map(Line::text).collect::<String>().split_whitespace().count() >= 3 => {
                lines[0].size
            }
            _ => 0.0,
        };
        let largest = self.parts.iter().map(size).fold(0.0, f64::max);
        self.parts.iter().position(|part| size(part) > self.body * 1.25 && size(part) > largest * 0.97)
    }

    /// Takes what stands below the headline and only says who wrote the article, or when: a print has no marks that would tell.
    fn take_head(&mut self) {
        let Some(headline) = self.headline() else { return };
        for at in headline + 1..(headline + 7).min(self.parts.len()) {
            let Part::Paragraph { lines, .. } = &self.parts[at] else { continue };
            let text = lines.iter().map(Line::text).collect::<Vec<_>>().join(" ");
            if text.split_whitespace().count() > 14 || text.ends_with('.') {
                continue;
            }
            let (byline, date) = (head::byline(&text).map(|(byline, _)| byline), head::date(&text));
            if byline.is_some() || date.is_some() {
                self.heads.insert(at);
                self.byline = self.byline.take().or(byline);
                self.published = self.published.or(date);
            }
        }
    }

    /// The page that was printed.
    fn html(&self) -> String {
        let headline = self.headline();
        let mut page = String::from("<!DOCTYPE html><html><head>");
        if let Some(title) = &self.title {
            let _ = write!(page, "<title>{}</title>", escaped(title));
        }
        page.push_str("</head><body><article>");
        for (at, part) in self.parts.iter().enumerate() {
            match part {
                Part::Paragraph { page: number, lines } => {
                    let is_heading = lines[0].size > self.body * 1.12 && lines.len() <= 4;
                    let tag = if headline == Some(at) {
                        "h1"
                    } else if is_heading {
                        "h2"
                    } else {
                        "p"
                    };
                    if !self.heads.contains(&at) {
                        let _ = write!(page, "<{tag}>{}</{tag}>", self.words(*number, lines));
                    }
                }
                Part::Picture { page: number, number: picture, caption } => {
                    let _ = write!(page, "<figure><img src=\"print:{number}-{picture}\">");
                    if !caption.is_empty() {
                        let _ = write!(page, "<figcaption>{}</figcaption>", self.words(*number, caption));
                    }
                    page.push_str("</figure>");
                }
            }
        }
        page.push_str("</article></body></html>");
        page
    }

    fn words(&self, page: usize, lines: &[Line]) -> String {
        let links = self.links.get(&page).map(Vec::as_slice).unwrap_or_default();
        let mut words = String::new();
        for line in lines {
            if words.ends_with('\u{ad}') {
                words.pop();
            } else if !words.is_empty() {
                words.push(' ');
            }
            for (text, link) in &line.runs {
                match link.and_then(|link| links.get(link)) {
                    Some(address) => {
                        let _ = write!(words, "<a href=\"{}\">{}</a>", escaped(address), escaped(text));
                    }
                    None => words.push_str(&escaped(text)),
                }
            }
        }
        words
    }
}

fn escaped(text: &str) -> String {
    quick_xml::escape::escape(text).into_owned()
}

fn is_marginal(line: &Line, page: &Shown) -> bool {
    line.y < MARGIN || line.y > page.height - MARGIN + line.size * 0.5
}

fn without_digits(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_ascii_digit()).collect()
}

/// What browsers print in the margins: address, title, date, number of the page.
fn is_of_the_browser(text: &str, title: Option<&str>) -> bool {
    static NUMBER: Pattern = Pattern::new(r"^(?:\d{1,4}(?:\s*/\s*\d{1,4})?|(?:(?i:page|seite)) \d+.*)$");
    static DATE: Pattern = Pattern::new(r"^\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}[:.]\d{2}(?: ?[AaPp][Mm])?");
    let text = text.trim();
    text.starts_with("http://")
        || text.starts_with("https://")
        || text.starts_with("file:")
        || NUMBER.is_in(text)
        || DATE.is_in(text)
        || title.is_some_and(|title| title.starts_with(text.trim_end_matches(['…', '.'])))
}

/// Lines into paragraphs, and pictures between them with what stands directly below.
fn parts(number: usize, page: &Shown, lines: Vec<Line>, body: f64) -> Vec<Part> {
    let step = usual_step(&lines, body);
    let mut parts: Vec<Part> = Vec::new();
    let mut pictures = page.pictures.iter().enumerate().peekable();
    for line in lines {
        while let Some((at, _)) = pictures.next_if(|(_, drawn)| drawn.after <= line.after) {
            parts.push(Part::Picture { page: number, number: at, caption: Vec::new() });
        }
        match parts.last_mut() {
            Some(Part::Paragraph { lines, .. }) if lines.last().is_some_and(|last| goes_on(last, &line, lines, step)) => lines.push(line),
            Some(Part::Picture { number: picture, caption, .. }) if is_caption(&line, &page.pictures[*picture].place, caption, body) => {
                caption.push(line);
            }
            _ => parts.push(Part::Paragraph { page: number, lines: vec![line] }),
        }
    }
    parts.extend(pictures.map(|(at, _)| Part::Picture { page: number, number: at, caption: Vec::new() }));
    parts
}

/// How far two lines of a paragraph stand apart, as a share of their size.
fn usual_step(lines: &[Line], body: f64) -> f64 {
    let mut steps: Vec<f64> = lines
        .windows(2)
        .filter(|pair| (pair[0].size - body).abs() < 0.5 && (pair[1].size - body).abs() < 0.5 && (pair[0].left - pair[1].left).abs() < 1.0)
        .map(|pair| (pair[1].y - pair[0].y) / body)
        .filter(|step| (0.9..2.4).contains(step))
        .collect();
    steps.sort_by(f64::total_cmp);
    // Short paragraphs make many wide steps: a low one is that of lines.
    steps.get(steps.len() / 4).copied().unwrap_or(1.4)
}

fn goes_on(last: &Line, next: &Line, lines: &[Line], step: f64) -> bool {
    let down = next.y - last.y;
    let is_same_size = (last.size - next.size).abs() < 0.06 * last.size;
    let is_near = down > 0.0 && down < last.size * step * 1.22;
    let left = lines.iter().map(|line| line.left).fold(f64::MAX, f64::min);
    // An indented line begins a paragraph.
    is_same_size && is_near && next.left < left + last.size * 0.8 && next.left > left - last.size * 1.5
}

/// Whether a line stands directly below a picture, or below the part of its caption that is known.
fn is_caption(line: &Line, picture: &kurbo::Rect, caption: &[Line], body: f64) -> bool {
    let above = caption.last().map_or(picture.y1, |last| last.y);
    let is_near = line.y - above > 0.0 && line.y - above < line.size * 2.4;
    is_near && line.size < body * 0.97 && line.left > picture.x0 - 8.0 && line.left < picture.x1
}
