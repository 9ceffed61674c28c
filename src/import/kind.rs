//! What a foreign file is, by how it begins and what it is called.

use super::html::PageSource;

/// A kind of file that is imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A saved web page.
    Page,
    /// A web page with its pictures as a MIME message (RFC 2557).
    Mhtml,
    /// A web archive (ISO 28500), as it is or compressed record by record.
    Warc,
    /// A web archive with its list of pages (the Webrecorder specification).
    Wacz,
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// A Word document (ISO 29500).
    Docx,
    /// An OpenDocument text (ISO 26300).
    Odt,
    /// A printed page.
    Pdf,
    /// RSS, Atom or JSON Feed.
    Feed,
    /// A zip with any of these.
    Zip,
    /// A picture: it belongs to a page.
    Picture,
    /// Anything else.
    Other,
}

/// How much of a file is looked at, in bytes.
pub(super) const START: usize = 4096;

impl Kind {
    /// The kind of a file, by its name and its first [`START`] bytes.
    pub(super) fn of(name: &str, start: &[u8]) -> Self {
        let name = name.to_ascii_lowercase();
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        if start.starts_with(b"%PDF-") || start.get(..1024.min(start.len())).is_some_and(|start| has(start, b"%PDF-") && ending == "pdf") {
            return Self::Pdf;
        }
        if start.starts_with(b"WARC/") || name.ends_with(".warc") {
            return Self::Warc;
        }
        if start.starts_with(&[0x1F, 0x8B]) || start.starts_with(&[0x28, 0xB5, 0x2F, 0xFD]) {
            return if name.contains(".warc") { Self::Warc } else { Self::Other };
        }
        if start.starts_with(b"PK\x03\x04") || start.starts_with(b"PK\x05\x06") {
            return match ending {
                "wacz" => Self::Wacz,
                "docx" | "docm" | "dotx" => Self::Docx,
                "odt" | "ott" => Self::Odt,
                "record" | "epub" | "xlsx" | "pptx" | "ods" | "odp" | "jar" | "apk" => Self::Other,
                _ if has(start, b"application/vnd.oasis.opendocument.text") => Self::Odt,
                _ if has(start, b"[Content_Types].xml") && has(start, b"word/") => Self::Docx,
                _ => Self::Zip,
            };
        }
        if image::guess_format(start).is_ok() || ending == "svg" {
            return Self::Picture;
        }
        let words = words(start);
        if matches!(ending, "mht" | "mhtml" | "eml")
            || (words.starts_with("from:") || words.starts_with("mime-version:")) && words.contains("multipart/related")
        {
            return Self::Mhtml;
        }
        if is_feed(&words) {
            return Self::Feed;
        }
        match ending {
            "html" | "htm" | "xhtml" | "shtml" => return Self::Page,
            "md" | "markdown" => return Self::Markdown,
            "txt" | "text" => return if PageSource::is_page(start) { Self::Page } else { Self::Text },
            "js" | "mjs" | "css" | "json" | "jsonl" | "xml" | "map" | "woff" | "woff2" | "ttf" | "ico" | "csv" | "log" => {
                return Self::Other;
            }
            _ => {}
        }
        if PageSource::is_page(start) {
            return Self::Page;
        }
        let is_wide = start.starts_with(&[0xFF, 0xFE]) || start.starts_with(&[0xFE, 0xFF]);
        let is_text = is_wide || !start.iter().any(|byte| *byte == 0 || (*byte < 32 && !b"\t\n\r\x0c\x1b".contains(byte)));
        if is_text && !start.is_empty() && ending.is_empty() { Self::Text } else { Self::Other }
    }
}

fn has(start: &[u8], words: &[u8]) -> bool {
    start.windows(words.len()).any(|window| window == words)
}

/// The beginning in small letters, without a byte order mark and the zeros of sixteen-bit letters.
fn words(start: &[u8]) -> String {
    let plain: Vec<u8> = start.iter().copied().filter(|byte| *byte != 0).collect();
    let text = String::from_utf8_lossy(&plain).to_ascii_lowercase();
    text.trim_start_matches(['\u{feff}', '\u{fffd}']).trim_start().to_owned()
}

fn is_feed(words: &str) -> bool {
    let is_xml = words.starts_with("<?xml") || words.starts_with("<rss") || words.starts_with("<feed") || words.starts_with("<rdf");
    let is_json = words.starts_with('{') && words.contains("jsonfeed.org/version");
    is_json || (is_xml && ["<rss", "<feed", "<rdf:rdf"].iter().any(|mark| words.contains(mark)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_for_what_they_are() {
        for (name, start, kind) in [
            ("a.html", &b"<p>x"[..], Kind::Page),
            ("a", b"<!-- saved from url=(0014)about:internet -->\n<!DOCTYPE html>", Kind::Page),
            ("a.htm", b"\xff\xfe<\0h\0t\0m\0l\0", Kind::Page),
            ("a.mhtml", b"From: <Saved by Blink>\r\n", Kind::Mhtml),
            ("page", b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x", Kind::Mhtml),
            ("a.warc.gz", b"\x1f\x8b\x08", Kind::Warc),
            ("a.gz", b"\x1f\x8b\x08", Kind::Other),
            ("a.wacz", b"PK\x03\x04", Kind::Wacz),
            ("a.zip", b"PK\x03\x04", Kind::Zip),
            ("a.docx", b"PK\x03\x04", Kind::Docx),
            ("a.txt", b"Bridge closed", Kind::Text),
            ("README", b"Bridge closed", Kind::Text),
            ("a.xml", b"<?xml version='1.0'?><rss version='2.0'>", Kind::Feed),
            ("a.atom", b"<feed xmlns='http://www.w3.org/2005/Atom'>", Kind::Feed),
            ("a.css", b"p { color: red }", Kind::Other),
            ("a.jpg", b"\xff\xd8\xff\xe0", Kind::Picture),
            ("a.pdf", b"%PDF-1.4", Kind::Pdf),
            ("a.bin", b"a\0b", Kind::Other),
        ] {
            assert_eq!(Kind::of(name, start), kind, "{name}");
        }
    }
}
