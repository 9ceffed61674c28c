//! What a program that saved a page noted in it: where it came from, and when.

use crate::{import::pattern::Pattern, model::PublicationDate};

/// How far into a page the note is looked for, in bytes.
const HEAD: usize = 4 << 10;

/// A program's note at the head of a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Saved {
    /// The address that the page was saved from.
    pub(super) address: Option<String>,
    /// When.
    pub(super) date: Option<PublicationDate>,
}

/// Reads the notes of browsers (“saved from url=”) and of SingleFile (“url:”, “saved date:”).
pub(super) fn saved(text: &str) -> Saved {
    static ADDRESS: Pattern = Pattern::new(r"<!--[^>]*?(?:saved from url=(?:\(\d+\))?|\burl: ?)(https?://[^\s>]+)");
    static DATE: Pattern = Pattern::new(r"<!--[^>]*?saved date: \w{3} (\w{3}) (\d{1,2}) (\d{4}) (\d\d:\d\d:\d\d) GMT([+-]\d\d)(\d\d)");
    let head = &text[..text.floor_char_boundary(HEAD)];
    if !head.contains("saved from url=") && !head.contains("SingleFile") && !head.contains("saved date:") {
        return Saved::default();
    }
    let address = ADDRESS.find(head).and_then(|found| Some(found.get(1)?.as_str().trim_end_matches("--").to_owned()));
    let date = DATE.find(head).and_then(|found| {
        let part = |at| found.get(at).map_or("", |part| part.as_str());
        let month = super::dates::month(part(1))?;
        let day: u8 = part(2).parse().ok()?;
        format!("{}-{month:02}-{day:02}T{}{}:{}", part(3), part(4), part(5), part(6)).parse().ok()
    });
    Saved { address, date }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_notes_of_programs_that_save_pages_are_read() {
        let browser = saved("<!DOCTYPE html>\n<!-- saved from url=(0033)https://gazette.example/a/bridge -->\n<html>");
        assert_eq!(browser.address.as_deref(), Some("https://gazette.example/a/bridge"));
        let single = saved(
            "<!DOCTYPE html> <html lang=en><!--\n Page saved with SingleFile \n url: https://gazette.example/a/bridge \n saved date: Wed Nov 18 2020 09:30:05 GMT+0100 (Central European Standard Time)\n-->",
        );
        assert_eq!(single.address.as_deref(), Some("https://gazette.example/a/bridge"));
        assert_eq!(single.date.map(|date| date.to_string()).as_deref(), Some("2020-11-18T09:30:05+01:00"));
        assert_eq!(saved("<p>url: https://gazette.example/"), Saved::default());
    }
}
