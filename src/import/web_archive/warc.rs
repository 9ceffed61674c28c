//! The list of a WARC's pages, by the heads of its records.

use std::io::{self, BufRead, BufReader, Cursor, Read, Seek, SeekFrom};

use fastwarc::{
    stream_io::{brotli::BrotliReader, chunked::ChunkedReader, gzip::GzipReader, traits::IntoWarcReader, zstd::ZstdReader},
    warc::{
        header::HeaderMap,
        iter::ArchiveIterator,
        record::{AutoDecode, WarcRecord, WarcRecordType},
    },
};

use super::{
    archive::{Page, PageAt},
    index::{Entry, digits},
    record::{HEAD, options},
    stored::Stored,
};
use crate::{
    bundle::Progress,
    import::{limits, source::Source},
};

/// How much of a page is looked at for its title, in bytes.
const TITLE: u64 = 16 << 10;
/// How often reading begins anew behind a damaged record.
const ATTEMPTS: usize = 100;

/// What one file gave.
#[derive(Debug, Default)]
pub(super) struct Listed {
    pub(super) pages: Vec<Page>,
    pub(super) entries: Vec<Entry>,
    pub(super) notes: Vec<String>,
}

/// Reads the heads of all records of a file, from its beginning to its end.
pub(super) fn list(file: &Stored, number: u32, progress: &Progress) -> io::Result<Listed> {
    let mut listed = Listed::default();
    let mut from = 0;
    for attempt in 0..ATTEMPTS {
        match listed.records(file, number, from, progress) {
            Ok(()) => break,
            Err((at, error)) => {
                let Some(next) = next_record(file, at + 1)? else {
                    listed.notes.push(format!("it is damaged or cut off at byte {at} ({error}); what stands before was read."));
                    break;
                };
                if attempt + 1 == ATTEMPTS {
                    listed.notes.push(format!("it is damaged in {ATTEMPTS} places; what stands behind byte {at} was not read."));
                } else {
                    listed.notes.push(format!("a record at byte {at} is damaged ({error}) and was passed over."));
                }
                from = next;
            }
        }
    }
    if listed.entries.is_empty() && !listed.notes.is_empty() {
        return Err(io::Error::other(listed.notes.remove(0)));
    }
    Ok(listed)
}

/// A record whose end is known when the next one begins.
struct Open {
    entry: Option<Entry>,
    page: Option<Page>,
}

impl Listed {
    fn records(&mut self, file: &Stored, number: u32, from: u64, progress: &Progress) -> Result<(), (u64, io::Error)> {
        let mut reader = BufReader::with_capacity(1 << 20, file.clone());
        reader.seek(SeekFrom::Start(from)).map_err(|error| (from, error))?;
        let mut records = ArchiveIterator::with_options(reader, options());
        let mut at = from;
        let mut open = Open { entry: None, page: None };
        let mut title = Vec::new();
        loop {
            let next = records.next();
            let shared = match next {
                None => {
                    self.close(open, file.len());
                    return Ok(());
                }
                Some(Err(error)) => {
                    // The record before it may be whole, or the one that is damaged: its head is kept.
                    self.close(open, file.len());
                    return Err((at, error));
                }
                Some(Ok(shared)) => shared,
            };
            let mut record = shared.borrow_mut();
            let start = record.stream_pos();
            self.close(open, start);
            progress.advance(start.saturating_sub(at));
            if progress.is_cancelled() || self.pages.len() >= limits::PAGES {
                return Ok(());
            }
            at = start;
            open = look_at(&mut record, number, start, &mut title);
        }
    }

    fn close(&mut self, open: Open, end: u64) {
        let Some(mut entry) = open.entry else { return };
        entry.length = end.saturating_sub(entry.offset);
        if let Some(mut page) = open.page {
            page.at = PageAt::Record(entry);
            self.pages.push(page);
        }
        self.entries.push(entry);
    }
}

/// What a record is: nothing, a file that a page may show, or a page.
fn look_at(record: &mut WarcRecord, number: u32, start: u64, title: &mut Vec<u8>) -> Open {
    let kind = record.record_type();
    let none = Open { entry: None, page: None };
    if !matches!(kind, WarcRecordType::Response | WarcRecordType::Resource | WarcRecordType::Revisit | WarcRecordType::Conversion) {
        return none;
    }
    let said = |record: &WarcRecord, name: &str| record.headers().get(name).map(|value| value.trim_matches(['<', '>']).to_owned());
    let Some(address) = said(record, "WARC-Target-URI").filter(|address| address.starts_with("http")) else { return none };
    let date = said(record, "WARC-Date");
    let mut media_type = said(record, "Content-Type").unwrap_or_default();
    if record.is_http() {
        if record.parse_http_with_opts(AutoDecode::None, HEAD, true).is_err() {
            return none;
        }
        if record.http_headers().and_then(HeaderMap::status_code).is_some_and(|status| status != 200) {
            return none;
        }
        media_type = record.http_content_type().unwrap_or_default();
    }
    let when = digits(date.as_deref().unwrap_or_default());
    let digest = said(record, "WARC-Payload-Digest");
    let is_revisit = kind == WarcRecordType::Revisit;
    let entry = Entry::new(&address, digest.as_deref(), when, (number, start, 0), is_revisit);
    if !is_html(&media_type) {
        return Open { entry: Some(entry), page: None };
    }
    title.clear();
    let coding = |name: &str| record.http_headers().and_then(|headers| headers.get(name)).unwrap_or_default().to_ascii_lowercase();
    let codings = [coding("Content-Encoding"), coding("Transfer-Encoding")];
    let charset = record.http_charset().map(|charset| charset.into_owned());
    if let Some(reader) = record.reader_mut().filter(|_| !is_revisit) {
        // A page that cannot be read has no title in the list; reading it says why.
        let _ = reader.take(TITLE).read_to_end(title);
    }
    let source = Source { address: Some(address), charset: None, captured: date.and_then(|date| date.parse().ok()) };
    let title = title_of(&unwrapped(title, &codings), charset.as_deref());
    Open { entry: Some(entry), page: Some(Page { at: PageAt::Record(entry), title, source }) }
}

/// The beginning of what a server sent without its codings, as far as it goes.
///
/// The record's own reader stays on the file: what it would read ahead for a coding is lost for the next record.
fn unwrapped<'a>(start: &'a [u8], codings: &[String; 2]) -> std::borrow::Cow<'a, [u8]> {
    if codings.iter().all(|coding| coding.is_empty() || coding == "identity") {
        return start.into();
    }
    let mut reader = Cursor::new(start.to_vec()).into_warc_reader();
    // What was put on last comes off first: the transfer's codings, then the content's.
    for coding in codings.iter().rev().flat_map(|coding| coding.split(',').rev()) {
        reader = match coding.trim() {
            "chunked" => ChunkedReader::new(reader).into_warc_reader(),
            "gzip" | "x-gzip" => GzipReader::new(reader).into_warc_reader(),
            "br" => BrotliReader::new(reader).into_warc_reader(),
            "zstd" => ZstdReader::new(reader).into_warc_reader(),
            _ => reader,
        };
    }
    let mut plain = Vec::new();
    let mut buffer = [0; 4096];
    while plain.len() < 4 * TITLE as usize {
        match reader.read(&mut buffer) {
            Ok(0) | Err(_) => break,
            Ok(count) => plain.extend(&buffer[..count]),
        }
    }
    plain.into()
}

/// Whether a media type is a web page's.
pub(super) fn is_html(media_type: &str) -> bool {
    let media_type = media_type.split(';').next().unwrap_or_default().trim();
    media_type.eq_ignore_ascii_case("text/html") || media_type.eq_ignore_ascii_case("application/xhtml+xml")
}

/// What a page's beginning has as its title.
fn title_of(start: &[u8], charset: Option<&str>) -> Option<String> {
    let find = |from: usize, words: &[u8]| {
        start.get(from..)?.windows(words.len()).position(|window| window.eq_ignore_ascii_case(words)).map(|at| from + at)
    };
    let open = find(0, b"<title")?;
    let from = open + start[open..].iter().position(|byte| *byte == b'>')? + 1;
    let raw = &start[from..find(from, b"</title")?];
    let encoding = charset.and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()));
    let text = match (std::str::from_utf8(raw), encoding) {
        (Ok(text), _) => text.to_owned(),
        (Err(_), encoding) => encoding.unwrap_or(encoding_rs::WINDOWS_1252).decode(raw).0.into_owned(),
    };
    let plain =
        quick_xml::escape::unescape_with(&text, quick_xml::escape::resolve_html5_entity).map_or(text.clone(), std::borrow::Cow::into_owned);
    let words: Vec<&str> = plain.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// Where the next record may begin at or behind a place: a gzip member, or a line that begins a record.
fn next_record(file: &Stored, from: u64) -> io::Result<Option<u64>> {
    let mut reader = BufReader::with_capacity(1 << 20, file.clone());
    reader.seek(SeekFrom::Start(from))?;
    let mut at = from;
    loop {
        let buffer = reader.fill_buf()?;
        if buffer.len() < 10 {
            return Ok(None);
        }
        let found = buffer.windows(6).position(|window| window[..4] == [0x1F, 0x8B, 0x08, 0x00] || window == b"WARC/1");
        if let Some(found) = found {
            return Ok(Some(at + found as u64));
        }
        let step = buffer.len() - 5;
        at += step as u64;
        reader.consume(step);
        reader.seek(SeekFrom::Start(at))?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_read_from_the_beginning_of_a_page() {
        for (page, title) in [
            ("<html><head><TITLE lang=en>\n Bridge &amp; ferry </title>", Some("Bridge & ferry")),
            ("<title>Br&uuml;cke</title>", Some("Brücke")),
            ("<title></title>", None),
            ("<title>cut", None),
        ] {
            assert_eq!(title_of(page.as_bytes(), None).as_deref(), title, "{page}");
        }
        assert_eq!(title_of(b"<title>caf\xe9</title>", Some("iso-8859-1")).as_deref(), Some("café"));
    }
}
