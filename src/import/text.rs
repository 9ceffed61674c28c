//! Text into an article: what each paragraph is, by how it looks and where it stands.

use super::{
    decode::decode,
    file::{ImportError, Imported},
    head,
    review::Review,
};
use crate::{
    model::{Article, Block, Figure, List, Photo, PhotoId, QuoteBlock, RichText},
    quotes,
};

/// Reads the text of an article: headline first, then what stands above the body, the body, and what stands below it.
///
/// # Errors
/// Where there are no words, or the bytes are no text; `name` is said in the sentence.
pub fn text(name: &str, bytes: &[u8]) -> Result<Imported, ImportError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ImportError::Empty(name.to_owned()));
    }
    if super::html::PageSource::is_page(bytes) {
        return super::html::html(name, bytes);
    }
    let is_wide = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    if !is_wide && bytes.contains(&0) || bytes.starts_with(b"%PDF") || image::guess_format(bytes).is_ok() {
        return Err(ImportError::NotText(name.to_owned()));
    }
    let (text, guessed) = decode(bytes);
    let mut doubts: Vec<String> = guessed.into_iter().collect();
    let mut chunks = chunks(&text);
    if chunks.is_empty() {
        return Err(ImportError::Empty(name.to_owned()));
    }
    let mut article = Article::new(headline(&mut chunks, &mut doubts));
    cut_trailer(&mut chunks, &mut doubts);
    let body = head_of(&mut article, chunks);
    body_of(&mut article, body);
    if article.blocks.is_empty() {
        doubts.push("No body was found: the text has only a headline.".to_owned());
    }
    let findings = quotes::find(&article);
    Ok(Imported {
        article,
        findings,
        capture_name: "original.txt".to_owned(),
        capture_type: "text/plain".to_owned(),
        capture: bytes.to_vec(),
        captured: None,
        pictures: Vec::new(),
        review: Review::default(),
        doubts,
    })
}

/// The paragraphs, each with its lines; where nothing parts them, every line is one.
fn chunks(text: &str) -> Vec<Vec<String>> {
    let lines = text.trim_start_matches('\u{feff}').lines().map(|line| line.replace('\u{a0}', " ").trim().to_owned());
    let mut chunks: Vec<Vec<String>> = vec![Vec::new()];
    for line in lines {
        match (line.is_empty(), chunks.last_mut()) {
            (false, Some(last)) => last.push(line),
            _ => chunks.push(Vec::new()),
        }
    }
    chunks.retain(|chunk| !chunk.is_empty());
    chunks.into_iter().flat_map(unwrapped).collect()
}

/// A paragraph whose lines were broken at a width is one line again; lines that are paragraphs of their own come apart.
fn unwrapped(chunk: Vec<String>) -> Vec<Vec<String>> {
    if chunk.len() < 2 {
        return vec![chunk];
    }
    let length = |line: &String| line.chars().count();
    let longest = chunk.iter().map(length).max().unwrap_or(0);
    let is_list = chunk.iter().filter(|line| is_item(line)).count() * 2 > chunk.len();
    if is_list {
        return vec![chunk];
    }
    if longest > 110 {
        // Lines longer than any terminal's are paragraphs.
        return chunk.into_iter().map(|line| vec![line]).collect();
    }
    let filled = chunk[..chunk.len() - 1].iter().all(|line| length(line) * 10 >= longest * 6);
    if filled && longest > 45 && chunk.len() > 1 && !chunk.iter().any(|line| head::is_credit(line)) {
        return vec![vec![chunk.join(" ")]];
    }
    vec![chunk]
}

fn is_item(line: &str) -> bool {
    line.starts_with("- ") || line.starts_with("* ") || line.starts_with("• ")
}

/// Takes the headline off the top; a text that begins with its first paragraph keeps it, and is called by its first words.
fn headline(chunks: &mut Vec<Vec<String>>, doubts: &mut Vec<String>) -> String {
    let first = &mut chunks[0];
    let line = first[0].as_str();
    let count = line.split_whitespace().count();
    if count > 30 || (count > 14 && line.ends_with(['.', '!', '?', '”', '"'])) {
        doubts.push("No headline was found above the text: it is called by its first words.".to_owned());
        let words: Vec<&str> = line.split_whitespace().take(10).collect();
        return format!("{}…", words.join(" ").trim_end_matches([',', ';', ':', '.']));
    }
    let headline = first.remove(0).trim_start_matches('#').trim().to_owned();
    if first.is_empty() {
        chunks.remove(0);
    }
    headline
}

/// Cuts off what follows the article, where a line in its last part says so.
fn cut_trailer(chunks: &mut Vec<Vec<String>>, doubts: &mut Vec<String>) {
    let from = chunks.len() / 2;
    let Some(at) = (from..chunks.len()).find(|at| chunks[*at].first().is_some_and(|line| head::is_trailer(line))) else { return };
    let is_all_links = chunks[at + 1..].iter().flatten().all(|line| line.split_whitespace().count() <= 20);
    if is_all_links {
        doubts.push(format!("Left out below the article: “{}” and what follows it.", chunks[at][0]));
        chunks.truncate(at);
    } else {
        doubts.push(format!("Left out: the line “{}”.", chunks[at][0]));
        chunks.remove(at);
    }
}

fn is_sentence(line: &str) -> bool {
    line.split_whitespace().count() >= 12 || (line.split_whitespace().count() >= 6 && line.ends_with(['.', '!', '?', '”', '"', '…']))
}

/// Takes what stands above the body; gives back the body.
fn head_of(article: &mut Article, chunks: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let mut rest = chunks.into_iter().peekable();
    let mut waiting: Vec<String> = Vec::new();
    while let Some(chunk) = rest.peek() {
        if chunk.iter().any(|line| is_sentence(line) && head::byline(line).is_none() && !head::is_credit(line))
            && !chunk.iter().any(|line| head::is_credit(line))
        {
            break;
        }
        for line in rest.next().unwrap_or_default() {
            if let Some((byline, outlet)) = head::byline(&line).filter(|_| article.byline.is_empty()) {
                article.byline = byline;
                article.publisher = article.publisher.take().or(outlet);
                article.date_published = article.date_published.or_else(|| head::date(&line));
            } else if let Some(date) = head::date(&line) {
                article.date_published = article.date_published.or(Some(date));
            } else if head::is_credit(&line) {
                add_photo(article, waiting.pop().unwrap_or_default(), line);
            } else {
                waiting.push(line);
            }
        }
    }
    let mut body: Vec<Vec<String>> = rest.collect();
    // Short lines nobody knows: a subheading or outlet above the body. The first becomes the standfirst, and none is lost.
    let mut unknown = waiting.into_iter();
    let long = |chunk: &Vec<String>| chunk.len() == 1 && is_sentence(&chunk[0]);
    if body.len() > 2 && long(&body[0]) && long(&body[1]) && repeats(&body[0][0], &body[1][0]) {
        article.standfirst = Some(body.remove(0).remove(0));
    } else {
        article.standfirst = unknown.next();
    }
    body.splice(0..0, unknown.map(|line| vec![line]));
    if let Some(first) = body.first_mut().and_then(|chunk| chunk.first_mut())
        && let Some((place, length)) = head::dateline(first)
    {
        article.dateline = Some(place);
        *first = first[length..].to_owned();
    }
    body
}

/// Whether a first paragraph says what the second begins with, as a standfirst and its lede do.
fn repeats(first: &str, second: &str) -> bool {
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

fn add_photo(article: &mut Article, caption: String, credit: String) {
    let id = PhotoId::new(format!("p{}", article.photos.len() + 1));
    article.photos.push(Photo { id: id.clone(), caption, credit_text: Some(credit), ..Photo::default() });
    article.blocks.push(Block::Figure(Figure { photo: id, ..Figure::default() }));
}

fn body_of(article: &mut Article, body: Vec<Vec<String>>) {
    for chunk in body {
        if chunk.iter().all(|line| is_item(line)) {
            let items =
                chunk.iter().map(|line| RichText::plain(line[line.char_indices().nth(1).map_or(0, |(at, _)| at)..].trim())).collect();
            article.blocks.push(Block::List(List { items, ..List::default() }));
            continue;
        }
        if chunk.iter().all(|line| line.starts_with("> ")) {
            let words = chunk.iter().map(|line| line[2..].trim()).collect::<Vec<_>>().join(" ");
            article.blocks.push(Block::QuoteBlock(QuoteBlock { words: RichText::plain(words), ..QuoteBlock::default() }));
            continue;
        }
        let credit = chunk.iter().position(|line| head::is_credit(line));
        match credit {
            Some(at) if chunk.len() <= 3 => {
                let caption = chunk[..at].join(" ");
                add_photo(article, caption, chunk[at].clone());
                article.blocks.extend(chunk[at + 1..].iter().map(|line| Block::paragraph(line.as_str())));
            }
            _ => article.blocks.extend(chunk.iter().map(|line| match line.strip_prefix('#') {
                Some(words) => Block::Heading(crate::model::Heading {
                    level: 2,
                    words: RichText::plain(words.trim_start_matches('#').trim()),
                    ..Default::default()
                }),
                None => Block::paragraph(line.as_str()),
            })),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "Bridge closed for repair\n\nThe bridge at low tide\nTom Bell/Reuters\n\nBy Ada Ferris\nNov. 18, 2020\n\nThe council closed the old harbour bridge on Tuesday after cracks were found.\n\nHARBOUR TOWN — The council closed the old harbour bridge on Tuesday after divers found cracks below the water.\n\n“It will open again,” Mara Quill, the mayor, said.\n\n- one lane\n- no lorries\n\nMore was to come on Friday, the council said.\n\nRelated stories\nFerry fares rise\n";

    #[test]
    fn each_part_of_a_page_comes_to_its_place() {
        let imported = text("page.txt", PAGE.as_bytes()).unwrap();
        let article = &imported.article;
        assert_eq!(article.headline, "Bridge closed for repair");
        assert_eq!(
            (article.photos[0].caption.as_str(), article.photos[0].credit_text.as_deref()),
            ("The bridge at low tide", Some("Tom Bell/Reuters"))
        );
        assert_eq!(article.byline.in_words(), "Ada Ferris");
        assert!(article.date_published.is_some());
        assert!(article.standfirst.as_ref().unwrap().starts_with("The council closed"));
        assert_eq!(article.dateline.as_deref(), Some("HARBOUR TOWN"));
        assert_eq!(article.blocks.iter().filter(|block| matches!(block, Block::List(_))).count(), 1);
        assert!(!article.plain_text().as_str().contains("Ferry fares"));
        assert_eq!(imported.findings.quotations.len(), 2, "one between marks, and what the council said without any");
        assert_eq!(imported.capture, PAGE.as_bytes());
    }

    #[test]
    fn bad_input_is_a_sentence() {
        for (bytes, words) in [(&b" \n"[..], "empty"), (b"%PDF-1.7", "not a text"), (b"a\0b", "not a text"), (b"<!DOCTYPE html>", "empty")]
        {
            let error = text("x.txt", bytes).unwrap_err().to_string();
            assert!(error.contains(words) && error.contains("x.txt"), "{error}");
        }
        assert!(!text("x.txt", b"caf\xe9 said \x93yes\x94").unwrap().doubts.is_empty());
        assert!(text("x.txt", "One line".as_bytes()).is_ok());
    }

    #[test]
    fn lines_broken_at_a_width_are_paragraphs_again() {
        let wrapped = "Headline\n\nThe council closed the old harbour bridge on Tuesday after\ncracks were found below the water line, and it stays closed\nuntil spring.\n\nSecond paragraph is here, and it is long enough to be one.";
        let imported = text("x.txt", wrapped.as_bytes()).unwrap();
        assert_eq!(imported.article.blocks.len(), 2);
        assert!(imported.article.plain_text().as_str().contains("after cracks were found"));
    }
}
