//! One record of a WARC, read whole.

use std::io::{self, Cursor, Read};

use fastwarc::warc::{
    iter::{ArchiveIterator, ArchiveIteratorOptions},
    record::{AutoDecode, WarcRecordType},
};

/// The head of a record and what it holds.
#[derive(Debug, Default)]
pub(super) struct Record {
    /// The address it was fetched from.
    pub(super) address: String,
    /// When, as the record writes it.
    pub(super) date: Option<String>,
    /// The media type of what it holds.
    pub(super) media_type: String,
    /// The encoding that the server named.
    pub(super) charset: Option<String>,
    /// What the server sent, without the wrapping of its transport.
    pub(super) payload: Vec<u8>,
    /// Where what was seen again lies: address, date.
    pub(super) refers_to: Option<(String, Option<String>)>,
    /// The digest of the payload.
    pub(super) digest: Option<String>,
    /// Whether it only says that nothing changed.
    pub(super) is_revisit: bool,
}

/// How long the head of a record may be, in bytes.
pub(super) const HEAD: usize = 256 << 10;

/// How records are read: leniently, and nothing is unwrapped before it is asked for.
pub(super) fn options() -> ArchiveIteratorOptions {
    ArchiveIteratorOptions {
        parse_http: false,
        quirks_mode: true,
        max_header_len: HEAD,
        inplace: true,
        ..ArchiveIteratorOptions::default()
    }
}

impl Record {
    /// Reads the one record that `bytes` are; its payload may have `limit` bytes when it is unwrapped.
    pub(super) fn read(bytes: Vec<u8>, limit: u64) -> io::Result<Self> {
        let mut records = ArchiveIterator::with_options(Cursor::new(bytes), options());
        let shared = records.next().ok_or_else(|| io::Error::other("there is no record where its index says"))??;
        let mut record = shared.borrow_mut();
        let said = |name: &str| record.headers().get(name).map(|value| value.trim_matches(['<', '>']).to_owned());
        let mut read = Self {
            address: said("WARC-Target-URI").unwrap_or_default(),
            date: said("WARC-Date"),
            media_type: said("Content-Type").unwrap_or_default(),
            refers_to: said("WARC-Refers-To-Target-URI").map(|address| (address, said("WARC-Refers-To-Date"))),
            digest: said("WARC-Payload-Digest"),
            is_revisit: record.record_type() == WarcRecordType::Revisit,
            ..Self::default()
        };
        if record.is_http() {
            record.parse_http_with_opts(AutoDecode::All, HEAD, true)?;
            read.media_type = record.http_content_type().unwrap_or_default();
            read.charset = record.http_charset().map(|charset| charset.trim_matches(['"', '\'']).to_owned());
        }
        if let Some(reader) = record.reader_mut()
            && !read.is_revisit
        {
            let ended = reader.take(limit + 1).read_to_end(&mut read.payload);
            if read.payload.len() as u64 > limit {
                return Err(io::Error::other(format!(
                    "what it holds is longer than {} MB when it is unpacked, which is more than is read of one page; it may be made to do harm",
                    limit >> 20
                )));
            }
            // What was cut off by the crawler is read as far as it goes.
            if let Err(error) = ended
                && read.payload.is_empty()
            {
                return Err(error);
            }
        }
        Ok(read)
    }
}
