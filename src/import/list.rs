//! Looking through files, folders, zips and web archives for what can be imported.

use std::{
    collections::{BTreeMap, HashSet},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    candidate::Candidate,
    feed::FeedFile,
    file::ImportError,
    folder::{Folder, is_of_a_page},
    kind::Kind,
    limits,
    web_archive::WebArchive,
};
use crate::bundle::Progress;

/// What was found, in the order of the inputs and their names.
#[derive(Debug, Default)]
pub struct Listing {
    /// What can be read into articles.
    pub candidates: Vec<Candidate>,
    /// What was asked for and cannot be imported.
    pub refused: Vec<ImportError>,
    /// What to know of the search, one sentence each.
    pub notes: Vec<String>,
}

/// Looks through files and folders, recursively, for what can be imported; nothing is read into articles yet.
///
/// Of a web archive only its list of pages is read (WACZ), or its records' heads (WARC).
pub fn list(inputs: &[PathBuf], progress: &Progress) -> Listing {
    let mut listing = Listing::default();
    for input in inputs {
        if progress.is_cancelled() {
            break;
        }
        listing.look_at(input, progress);
    }
    listing
}

impl Listing {
    fn look_at(&mut self, input: &Path, progress: &Progress) {
        let name = input.display().to_string();
        let unreadable = |source| ImportError::Unreadable { name: name.clone(), source };
        let meta = match std::fs::metadata(input) {
            Ok(meta) => meta,
            Err(error) => return self.refused.push(unreadable(error)),
        };
        if meta.is_dir() {
            if input.join("data/archive.json").exists() {
                return self.refused.push(ImportError::Archive(name));
            }
            return self.folder(&Arc::new(Folder::Disk(input.to_owned())), &name, progress);
        }
        let (Some(file), parent) = (input.file_name(), input.parent().unwrap_or(Path::new(""))) else {
            return self.refused.push(unreadable(io::ErrorKind::InvalidInput.into()));
        };
        let folder = Arc::new(Folder::Disk(parent.to_owned()));
        self.file(&folder, file.to_string_lossy().into_owned(), true, progress);
    }

    fn folder(&mut self, folder: &Arc<Folder>, label: &str, progress: &Progress) {
        let names = folder.names(progress, &mut self.notes);
        let all: HashSet<String> = names.iter().cloned().collect();
        let before = self.candidates.len() + self.refused.len();
        let mut passed: BTreeMap<String, usize> = BTreeMap::new();
        for name in names {
            if progress.is_cancelled() {
                return;
            }
            if !is_of_a_page(&name, &all) && !self.file(folder, name.clone(), false, progress) {
                let ending = name.rsplit('/').next().and_then(|own| own.rsplit_once('.')).map_or("no ending", |(_, ending)| ending);
                *passed.entry(ending.to_lowercase()).or_default() += 1;
            }
        }
        if !passed.is_empty() {
            let kinds: Vec<String> = passed.iter().map(|(ending, count)| format!("{count} × {ending}")).collect();
            self.notes.push(format!("{label}: passed over files of other kinds ({}).", kinds.join(", ")));
        }
        if self.candidates.len() + self.refused.len() == before {
            self.notes.push(format!(
                "{label}: nothing in it can be imported. Put saved pages (.html, .mhtml, .pdf), web archives (.warc, .wacz), documents or text into it."
            ));
        }
    }

    /// Looks at one file; whether it is of a kind that is imported.
    fn file(&mut self, folder: &Arc<Folder>, name: String, is_asked_for: bool, progress: &Progress) -> bool {
        let label = folder.label(&name);
        let start = match folder.start(&name) {
            Ok(start) => start,
            Err(source) => {
                self.refused.push(ImportError::Unreadable { name: label, source });
                return true;
            }
        };
        let mut kind = Kind::of(&name, &start);
        if kind == Kind::Other && is_asked_for && !start.starts_with(b"PK") && !start.contains(&0) {
            // Who names a file means it: its words are read whatever it is called.
            kind = Kind::Text;
        }
        match kind {
            Kind::Other | Kind::Picture => {
                if is_asked_for {
                    self.refused.push(if start.is_empty() {
                        ImportError::Empty(label)
                    } else if name.to_ascii_lowercase().ends_with(".record") {
                        ImportError::Archive(label)
                    } else {
                        ImportError::NotText(label)
                    });
                }
                return is_asked_for;
            }
            Kind::Zip => self.zip(folder, &name, &label, progress),
            Kind::Warc | Kind::Wacz => self.web_archive(folder, &name, &label, kind, progress),
            Kind::Feed => self.feed(folder, &name, label),
            _ => self.candidates.push(Candidate::file(folder, name, kind)),
        }
        true
    }

    fn zip(&mut self, folder: &Arc<Folder>, name: &str, label: &str, progress: &Progress) {
        let opened = match &**folder {
            Folder::Disk(root) => Folder::zip(&root.join(name), label, None),
            Folder::Zip(outer) if outer.depth + 1 >= limits::ZIPS => {
                self.notes
                    .push(format!("{label}: it lies {} zips deep and is not opened. Unpack it, and import the folder.", outer.depth + 1));
                return;
            }
            Folder::Zip(outer) => spool(folder, name, limits::INNER_ZIP).and_then(|file| {
                let path = file.path().to_owned();
                Folder::zip(&path, label, Some((file, outer.depth + 1)))
            }),
        };
        match opened {
            Ok(zip) => {
                let names = zip.names(progress, &mut Vec::new());
                if names.iter().any(|name| name.ends_with("data/archive.json")) {
                    self.refused.push(ImportError::Archive(label.to_owned()));
                } else {
                    self.folder(&Arc::new(zip), label, progress);
                }
            }
            Err(error) => {
                self.refused.push(ImportError::Damaged { name: label.to_owned(), what: format!("the zip cannot be opened: {error}") });
            }
        }
    }

    fn web_archive(&mut self, folder: &Arc<Folder>, name: &str, label: &str, kind: Kind, progress: &Progress) {
        let opened = match &**folder {
            Folder::Disk(root) => WebArchive::open(&root.join(name), label, kind, None, progress),
            Folder::Zip(..) => spool(folder, name, limits::SPOOLED).and_then(|file| {
                let path = file.path().to_owned();
                WebArchive::open(&path, label, kind, Some(file), progress)
            }),
        };
        match opened {
            Ok((archive, pages)) => {
                self.notes.extend(archive.notes().iter().map(|note| format!("{label}: {note}")));
                if pages.is_empty() {
                    self.notes.push(format!("{label}: no web page is in it."));
                }
                let archive = Arc::new(archive);
                self.candidates.extend(pages.into_iter().map(|page| Candidate::page(&archive, page.at, page.title, page.source)));
            }
            Err(source) => self.refused.push(ImportError::Damaged { name: label.to_owned(), what: source.to_string() }),
        }
    }

    fn feed(&mut self, folder: &Arc<Folder>, name: &str, label: String) {
        let bytes = match folder.read(name, limits::TEXT) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => return self.refused.push(ImportError::TooLong(label)),
            Err(source) => return self.refused.push(ImportError::Unreadable { name: label, source }),
        };
        match FeedFile::parse(label, name, bytes) {
            Ok(feed) => {
                let feed = Arc::new(feed);
                self.candidates.extend((0..feed.len()).map(|index| Candidate::entry(&feed, index)));
            }
            Err(error) => self.refused.push(error),
        }
    }
}

/// Takes a file out of a zip, to be able to seek in it; it is gone when nobody needs it any more.
fn spool(folder: &Folder, name: &str, limit: u64) -> io::Result<tempfile::NamedTempFile> {
    let mut file = tempfile::NamedTempFile::new()?;
    if folder.size(name).is_none_or(|size| size > limit) {
        return Err(io::Error::other("it is too long to be taken out of its zip; unpack the zip, and import the folder"));
    }
    folder.stream(name, |reader| io::copy(&mut io::Read::take(reader, limit), &mut file))?;
    file.flush()?;
    Ok(file)
}
