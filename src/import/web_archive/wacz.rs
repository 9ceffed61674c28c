//! A WACZ: a zip with WARC files, their index and a list of pages.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::Path,
};

use serde::Deserialize;
use zip::{CompressionMethod, ZipArchive};

use super::{
    archive::{Page, PageAt},
    cdxj,
    index::{Entry, Index},
    stored::Stored,
};
use crate::{
    bundle::{Progress, SharedFile},
    import::{limits, source::Source},
};

/// An open WACZ.
#[derive(Debug)]
pub(super) struct Wacz {
    archive: ZipArchive<SharedFile>,
    names: Vec<String>,
    /// Its WARC files, by their names without folders.
    pub(super) files: Vec<(String, Stored)>,
}

#[derive(Deserialize)]
struct PageLine {
    url: Option<String>,
    ts: Option<serde_json::Value>,
    title: Option<String>,
}

impl Wacz {
    /// Opens the zip and looks where its WARC files lie.
    pub(super) fn open(path: &Path, notes: &mut Vec<String>) -> io::Result<Self> {
        let shared = SharedFile::new(File::open(path)?)?;
        let mut archive =
            ZipArchive::new(shared.clone()).map_err(|error| io::Error::other(format!("it is no zip that can be opened: {error}")))?;
        let (mut names, mut files) = (Vec::new(), Vec::new());
        for index in 0..archive.len().min(limits::FILES) {
            let Ok(entry) = archive.by_index_raw(index) else { continue };
            let Ok(name) = entry.name().map(std::borrow::Cow::into_owned) else { continue };
            if name.ends_with(".warc.gz") || name.ends_with(".warc") {
                match entry.data_start() {
                    Some(start) if entry.compression() == CompressionMethod::Stored => {
                        let own = name.rsplit('/').next().unwrap_or(&name).to_owned();
                        files.push((own, Stored::new(shared.clone(), start, entry.size())));
                    }
                    _ => notes.push(format!("{name} is packed once more inside, so that nobody can seek in it; its pages cannot be read.")),
                }
            }
            names.push(name);
        }
        if !names.iter().any(|name| name == "datapackage.json") {
            notes.push("it has no datapackage.json: it is no complete WACZ.".to_owned());
        }
        if files.is_empty() {
            return Err(io::Error::other("no WARC file is in it"));
        }
        Ok(Self { archive, names, files })
    }

    fn stream<T>(&self, name: &str, with: impl FnOnce(&mut dyn Read) -> T) -> io::Result<T> {
        let mut archive = self.archive.clone();
        let mut entry = archive.by_name(name).map_err(io::Error::other)?;
        Ok(with(&mut entry))
    }

    /// The pages that its lists name.
    pub(super) fn pages(&self, notes: &mut Vec<String>, progress: &Progress) -> Vec<Page> {
        let mut pages = Vec::new();
        let mut wrong = 0;
        for name in self.names.iter().filter(|name| name.starts_with("pages/") && name.ends_with(".jsonl")) {
            let read = self.stream(name, |reader| {
                let mut reader = BufReader::with_capacity(1 << 18, reader);
                let mut line = Vec::new();
                loop {
                    line.clear();
                    match (&mut reader).take(limits::TEXT).read_until(b'\n', &mut line) {
                        Ok(0) | Err(_) => break,
                        Ok(_) => {}
                    }
                    if progress.is_cancelled() || pages.len() >= limits::PAGES {
                        break;
                    }
                    if line.iter().all(u8::is_ascii_whitespace) {
                        continue;
                    }
                    match serde_json::from_slice::<PageLine>(&line) {
                        Ok(page) => pages.extend(listed(page)),
                        Err(_) => wrong += 1,
                    }
                }
            });
            if let Err(error) = read {
                notes.push(format!("{name} could not be read: {error}."));
            }
        }
        if wrong > 0 {
            notes.push(format!("{wrong} lines of its list of pages are damaged and were passed over."));
        }
        let mut seen = std::collections::HashSet::new();
        pages.retain(|page| seen.insert((page.source.address.clone(), page.source.captured)));
        pages
    }

    /// The index of its records, and the pages in it, for archives without a list.
    pub(super) fn index(&self, notes: &mut Vec<String>) -> (Index, Vec<Page>) {
        let (mut entries, mut pages): (Vec<Entry>, Vec<Page>) = (Vec::new(), Vec::new());
        let file = |name: &str| {
            let own = name.rsplit('/').next().unwrap_or(name);
            self.files.iter().position(|(known, _)| known == own).map(|at| at as u32)
        };
        for name in self.names.iter().filter(|name| name.starts_with("indexes/") && (name.contains(".cdx"))) {
            let is_packed = name.ends_with(".gz");
            let read = self.stream(name, |reader| {
                cdxj::read(reader, is_packed, &file, &mut |line| {
                    if line.is_page && !line.entry.is_revisit {
                        let source = Source { address: Some(line.address), charset: None, captured: moment(line.when) };
                        pages.push(Page { at: PageAt::Record(line.entry), title: None, source });
                    }
                    entries.push(line.entry);
                })
            });
            match read {
                Ok(0) => {}
                Ok(wrong) => notes.push(format!("{wrong} lines of {name} are damaged and were passed over.")),
                Err(error) => notes.push(format!("{name} could not be read: {error}.")),
            }
        }
        (Index::of(entries), pages)
    }
}

fn listed(page: PageLine) -> Option<Page> {
    // The first line says what the list is, and has no address.
    let address = page.url.filter(|address| address.starts_with("http"))?;
    let captured = match page.ts {
        Some(serde_json::Value::String(text)) => text.parse().ok().or_else(|| moment(super::index::digits(&text))),
        Some(serde_json::Value::Number(millis)) => {
            let moment = jiff::Timestamp::from_millisecond(millis.as_i64()?).ok()?;
            moment.to_string().parse().ok()
        }
        _ => None,
    };
    let title = page
        .title
        .map(|title| title.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|title| !title.is_empty() && *title != address);
    Some(Page { at: PageAt::Address, title, source: Source { address: Some(address), charset: None, captured } })
}

/// The moment that fourteen digits name, in UTC.
fn moment(digits: u64) -> Option<crate::model::PublicationDate> {
    let text = format!("{digits:014}");
    let part = |range: std::ops::Range<usize>| text.get(range);
    format!("{}-{}-{}T{}:{}:{}Z", part(0..4)?, part(4..6)?, part(6..8)?, part(8..10)?, part(10..12)?, part(12..14)?).parse().ok()
}
