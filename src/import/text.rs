//! Text into an article: its paragraphs, lists and quotations by how they are typed.

use super::{
    decode::decode,
    document::{self, About, Piece},
    file::{ImportError, Imported},
    head,
    html::PageSource,
};
use crate::model::{List, RichText};

/// Reads the text of an article: headline first, then what stands above the body, the body, and what stands below it.
///
/// # Errors
/// Where there are no words, or the bytes are no text; `name` is said in the sentence.
pub fn text(name: &str, bytes: &[u8]) -> Result<Imported, ImportError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ImportError::Empty(name.to_owned()));
    }
    if PageSource::is_page(bytes) {
        return super::html::page(&PageSource::new(name, bytes));
    }
    let is_wide = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    if !is_wide && bytes.contains(&0) || bytes.starts_with(b"%PDF") || image::guess_format(bytes).is_ok() {
        return Err(ImportError::NotText(name.to_owned()));
    }
    let (text, guessed) = decode(bytes);
    let pieces = chunks(&text).into_iter().map(piece).collect();
    let mut imported = document::article(name, pieces, About::default(), guessed.into_iter().collect())?;
    imported.capture = bytes.to_vec();
    Ok(imported)
}

/// What a paragraph of typed text is.
fn piece(chunk: Vec<String>) -> Piece {
    if chunk.iter().all(|line| is_item(line)) {
        let items = chunk.iter().map(|line| RichText::plain(line[line.char_indices().nth(1).map_or(0, |(at, _)| at)..].trim())).collect();
        return Piece::List(List { items, ..List::default() });
    }
    if chunk.iter().all(|line| line.starts_with("> ")) {
        let words = chunk.iter().map(|line| line[2..].trim()).collect::<Vec<_>>().join(" ");
        return Piece::Quote(RichText::plain(words));
    }
    if let [line] = chunk.as_slice()
        && let Some(words) = line.strip_prefix('#')
    {
        let level = 1 + words.chars().take_while(|letter| *letter == '#').count() as u8;
        return Piece::Heading(level, RichText::plain(words.trim_start_matches('#').trim()));
    }
    Piece::Lines(chunk.into_iter().map(RichText::plain).collect())
}

/// The paragraphs, each with its lines; where nothing parts them, every line is one.
fn chunks(text: &str) -> Vec<Vec<String>> {
    let lines = text.trim_start_matches('\u{feff}').lines().map(|line| line.trim().to_owned());
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Block;

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
    fn a_standfirst_stands_apart_from_the_body_or_is_said_again_by_it() {
        let long = "The council closed the old harbour bridge on Tuesday after divers found cracks below the water.";
        let next = "Lorries go round by the mill until spring, and the ferry takes everybody else for nothing.";
        for (above, standfirst, paragraphs) in [
            // A short first sentence is the article's own.
            ("It rained.", None, 3),
            ("Nobody came to the bridge today.", None, 3),
            ("“It is over,” she said.", None, 3),
            ("Мост закрыт.", None, 3),
            ("桥关闭了。", None, 3),
            // No sentence: a line of its own below the headline.
            ("Repairs will last until spring, engineers say", Some("Repairs will last until spring, engineers say"), 2),
            // The byline parts it from the body.
            ("It rained.\n\nBy Ada Ferris", Some("It rained."), 2),
            ("Repairs will last until spring.\n\nNov. 18, 2020", Some("Repairs will last until spring."), 2),
            // The name of a section sums up nothing.
            ("Local news", None, 3),
            ("Local news\n\nRepairs will last until spring", Some("Repairs will last until spring"), 3),
            // A caption with its credit below it is neither.
            ("The bridge at low tide, before it was closed on Tuesday.\n\nTom Bell/Reuters", None, 2),
        ] {
            let article = text("x.txt", format!("Bridge closed\n\n{above}\n\n{long}\n\n{next}\n").as_bytes()).unwrap().article;
            assert_eq!(article.standfirst.as_deref(), standfirst, "{above}");
            let count = article.blocks.iter().filter(|block| matches!(block, Block::Paragraph(_))).count();
            assert_eq!(count, paragraphs, "{above}");
        }
    }

    #[test]
    fn lines_broken_at_a_width_are_paragraphs_again() {
        let wrapped = "Headline\n\nThe council closed the old harbour bridge on Tuesday after\ncracks were found below the water line, and it stays closed\nuntil spring.\n\nSecond paragraph is here, and it is long enough to be one.";
        let imported = text("x.txt", wrapped.as_bytes()).unwrap();
        assert_eq!(imported.article.blocks.len(), 2);
        assert!(imported.article.plain_text().as_str().contains("after cracks were found"));
    }
}
