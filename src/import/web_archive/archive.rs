//! A web archive that is open: its list of pages, and each page when it is asked for.

use std::{
    fs::File,
    io,
    path::Path,
    sync::{Mutex, OnceLock},
};

use super::{
    index::{Entry, Index, digits, key},
    record::Record,
    stored::Stored,
    wacz::Wacz,
    warc,
};
use crate::{
    bundle::{Progress, SharedFile},
    import::{
        file::{ImportError, Imported},
        html::{self, PageSource},
        kind::Kind,
        limits,
        source::Source,
    },
};

/// Where a page is to be found.
#[derive(Clone, Copy, Debug)]
pub(in crate::import) enum PageAt {
    /// In this record.
    Record(Entry),
    /// By its address and date, in the index.
    Address,
}

/// A page of the list.
#[derive(Debug)]
pub(in crate::import) struct Page {
    pub(in crate::import) at: PageAt,
    pub(in crate::import) title: Option<String>,
    pub(in crate::import) source: Source,
}

/// An open web archive.
#[derive(Debug)]
pub(in crate::import) struct WebArchive {
    label: String,
    notes: Vec<String>,
    files: Vec<Stored>,
    index: OnceLock<Index>,
    wacz: Option<Wacz>,
    /// What was said while the index was read, long after the list.
    later: Mutex<Vec<String>>,
    /// Keeps a file that was taken out of a zip.
    _spooled: Option<tempfile::NamedTempFile>,
}

impl WebArchive {
    /// Opens a web archive and lists its pages.
    pub(in crate::import) fn open(
        path: &Path,
        label: &str,
        kind: Kind,
        spooled: Option<tempfile::NamedTempFile>,
        progress: &Progress,
    ) -> io::Result<(Self, Vec<Page>)> {
        let mut archive = Self {
            label: label.to_owned(),
            notes: Vec::new(),
            files: Vec::new(),
            index: OnceLock::new(),
            wacz: None,
            later: Mutex::default(),
            _spooled: spooled,
        };
        let pages = if kind == Kind::Wacz { archive.open_wacz(path, progress)? } else { archive.open_warc(path, progress)? };
        Ok((archive, pages))
    }

    fn open_warc(&mut self, path: &Path, progress: &Progress) -> io::Result<Vec<Page>> {
        let file = File::open(path)?;
        let length = file.metadata()?.len();
        progress.begin(length);
        let file = Stored::new(SharedFile::new(file)?, 0, length);
        let listed = warc::list(&file, 0, progress)?;
        self.notes = listed.notes;
        self.files = vec![file];
        self.index = Index::of(listed.entries).into();
        Ok(listed.pages)
    }

    fn open_wacz(&mut self, path: &Path, progress: &Progress) -> io::Result<Vec<Page>> {
        let wacz = Wacz::open(path, &mut self.notes)?;
        self.files = wacz.files.iter().map(|(_, file)| file.clone()).collect();
        let mut pages = wacz.pages(&mut self.notes, progress);
        if pages.is_empty() {
            // Without a list, what the index calls a web page is one; without an index, the records tell.
            let (index, indexed) = wacz.index(&mut self.notes);
            pages = indexed;
            let mut entries = Vec::new();
            if index.len() == 0 {
                self.notes.push("it has neither a list of pages nor an index; its records were read from beginning to end.".to_owned());
                for (number, file) in self.files.iter().enumerate() {
                    let listed = warc::list(file, number as u32, progress)?;
                    self.notes.extend(listed.notes);
                    pages.extend(listed.pages);
                    entries.extend(listed.entries);
                }
            }
            self.index = if entries.is_empty() { index.into() } else { Index::of(entries).into() };
        }
        self.wacz = Some(wacz);
        Ok(pages)
    }

    /// What to call it in sentences.
    pub(in crate::import) fn label(&self) -> &str {
        &self.label
    }

    /// What was wrong with it, one sentence each, to go on from its name.
    pub(in crate::import) fn notes(&self) -> &[String] {
        &self.notes
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| {
            let mut said = Vec::new();
            let index = self.wacz.as_ref().map(|wacz| wacz.index(&mut said).0).unwrap_or_default();
            if let Ok(mut later) = self.later.lock() {
                later.append(&mut said);
            }
            index
        })
    }

    /// How long a page's record is in its file, in bytes.
    pub(in crate::import) fn size(&self, at: PageAt, listed: &Source) -> Option<u64> {
        match at {
            PageAt::Record(entry) => Some(entry.length),
            PageAt::Address => self.index().find(listed.address.as_deref()?, moment(listed)).first().map(|entry| entry.length),
        }
    }

    /// Reads a page, with the pictures that the same archive has.
    pub(in crate::import) fn read(&self, name: &str, at: PageAt, listed: &Source) -> Result<Imported, ImportError> {
        let damaged = |error: io::Error| ImportError::Damaged { name: name.to_owned(), what: error.to_string() };
        let address = listed.address.clone().unwrap_or_default();
        let when = moment(listed);
        let (record, capture) = match at {
            PageAt::Record(entry) => self.resolved(entry),
            PageAt::Address => self.find(&address, when, limits::PAGE),
        }
        .map_err(damaged)?;
        let date = record.date.as_deref().and_then(|date| date.parse().ok()).or(listed.captured);
        let source = Source { address: Some(address), charset: record.charset.clone(), captured: date };
        let base = source.address.as_deref().and_then(|address| url::Url::parse(address).ok());
        let find = |address: &str, whole: Option<&str>| {
            let own = base.as_ref().and_then(|base| base.join(address).ok());
            let addresses = [own.as_ref().map(url::Url::as_str), whole, Some(address)];
            addresses
                .into_iter()
                .flatten()
                .find_map(|address| self.find(address, when, limits::PICTURE).ok())
                .map(|(record, _)| record.payload)
        };
        let mut imported = html::page(&PageSource {
            name,
            bytes: &record.payload,
            address: source.address.as_deref(),
            charset: source.charset.as_deref(),
            captured: source.captured,
            find: &find,
        })?;
        if let Ok(later) = self.later.lock() {
            imported.doubts.extend(later.iter().map(|note| format!("{}: {note}", self.label)));
        }
        imported.capture_type = "application/warc".to_owned();
        // Records that are compressed one by one are a WARC each.
        imported.capture_name = if capture.starts_with(b"WARC") { "page.warc" } else { "page.warc.gz" }.to_owned();
        imported.capture = capture;
        imported.source = source;
        Ok(imported)
    }

    /// The record of an address that lies nearest to a moment, and its bytes as they stand in the file.
    fn find(&self, address: &str, when: u64, limit: u64) -> io::Result<(Record, Vec<u8>)> {
        let mut last = io::Error::other(format!("{address} is in its list, and no record of it is there"));
        for entry in self.index().find(address, when) {
            match self.resolved_within(entry, limit) {
                Ok((record, capture)) if key(&record.address) == key(address) => return Ok((record, capture)),
                Ok(_) => {}
                Err(error) => last = error,
            }
        }
        Err(last)
    }

    fn resolved(&self, entry: Entry) -> io::Result<(Record, Vec<u8>)> {
        self.resolved_within(entry, limits::PAGE)
    }

    /// A record; one that says that nothing changed with what it refers to, both as they stand in their files.
    fn resolved_within(&self, entry: Entry, limit: u64) -> io::Result<(Record, Vec<u8>)> {
        let (mut record, mut bytes) = self.record(entry, limit)?;
        if !record.is_revisit {
            return Ok((record, bytes));
        }
        let original = match &record.refers_to {
            Some((address, date)) => {
                let found = self.index().find(address, digits(date.as_deref().unwrap_or_default()));
                found.into_iter().find(|entry| !entry.is_revisit)
            }
            None => None,
        };
        let original = original.or_else(|| record.digest.as_deref().and_then(|digest| self.index().of_digest(digest)));
        let original = original
            .ok_or_else(|| io::Error::other("it says that the page had not changed since a capture that the archive does not hold"))?;
        let (first, first_bytes) = self.record(original, limit)?;
        record.payload = first.payload;
        record.charset = record.charset.or(first.charset);
        record.media_type = first.media_type;
        bytes.extend(first_bytes);
        Ok((record, bytes))
    }

    fn record(&self, entry: Entry, limit: u64) -> io::Result<(Record, Vec<u8>)> {
        let file = self.files.get(entry.file as usize).ok_or_else(|| io::Error::other("its index names a file that is not there"))?;
        let bytes = file.slice(entry.offset, entry.length, limit)?;
        Ok((Record::read(bytes.clone(), limit)?, bytes))
    }
}

/// When a page was captured, as the index has it.
fn moment(listed: &Source) -> u64 {
    listed.captured.map_or(0, |date| digits(&utc(date)))
}

/// A moment in UTC, as digits are taken from it.
fn utc(date: crate::model::PublicationDate) -> String {
    date.timestamp().map_or_else(|| date.to_string(), |moment| moment.to_string())
}
