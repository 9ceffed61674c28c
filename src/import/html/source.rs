//! A page with what is known of it from outside.

use crate::model::PublicationDate;

/// Finds a file by the address that a page writes, and by the same made whole.
pub(in crate::import) type Find<'a> = dyn Fn(&str, Option<&str>) -> Option<Vec<u8>> + 'a;

/// A page's bytes, and what came with them.
pub(in crate::import) struct PageSource<'a> {
    /// What to call it in sentences.
    pub(in crate::import) name: &'a str,
    /// The page.
    pub(in crate::import) bytes: &'a [u8],
    /// The address it was taken from, where its container says so; the page's own word counts first.
    pub(in crate::import) address: Option<&'a str>,
    /// What a header said of its letters, such as `windows-1252`.
    pub(in crate::import) charset: Option<&'a str>,
    /// When it was captured.
    pub(in crate::import) captured: Option<PublicationDate>,
    /// Finds the files of its pictures.
    pub(in crate::import) find: &'a Find<'a>,
}

impl<'a> PageSource<'a> {
    /// A page of which nothing else is known.
    pub(in crate::import) fn new(name: &'a str, bytes: &'a [u8]) -> Self {
        Self { name, bytes, address: None, charset: None, captured: None, find: &|_, _| None }
    }

    /// Whether bytes are a web page by how they begin (the WHATWG's MIME Sniffing Standard, section 7.1).
    pub(in crate::import) fn is_page(bytes: &[u8]) -> bool {
        const BEGINNINGS: [&str; 18] = [
            "<!doctype html",
            "<html",
            "<head",
            "<script",
            "<iframe",
            "<h1",
            "<div",
            "<font",
            "<table",
            "<a",
            "<style",
            "<title",
            "<b",
            "<body",
            "<br",
            "<p",
            "<!--",
            "<meta",
        ];
        // Sixteen bits a letter: every second byte of a tag is nothing.
        let narrow: Vec<u8>;
        let bytes = if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
            narrow = bytes[2..bytes.len().min(400)].iter().copied().filter(|byte| *byte != 0).collect();
            &narrow
        } else {
            bytes
        };
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
        let bytes = match bytes.strip_prefix(b"<?xml") {
            Some(rest) => rest.iter().position(|byte| *byte == b'>').map_or(rest, |end| rest[end + 1..].trim_ascii_start()),
            None => bytes,
        };
        BEGINNINGS.iter().any(|beginning| {
            let length = beginning.len();
            bytes.len() > length
                && bytes[..length].eq_ignore_ascii_case(beginning.as_bytes())
                && (*beginning == "<!--" || matches!(bytes[length], b' ' | b'>' | b'\n' | b'\r' | b'\t'))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_known_by_how_it_begins() {
        for page in
            ["<!DOCTYPE html>\n", "\n <HTML lang=de>", "<!-- saved from url=(0019)https://a.example/ -->", "<?xml version='1.0'?>\n<html >"]
        {
            assert!(PageSource::is_page(page.as_bytes()), "{page}");
        }
        assert!(PageSource::is_page(b"\xff\xfe<\0h\0t\0m\0l\0>\0"));
        for text in ["", "<", "<3 to all", "<boxes>", "<?xml version='1.0'?><rss>", "Headline\n<p>"] {
            assert!(!PageSource::is_page(text.as_bytes()), "{text}");
        }
    }
}
