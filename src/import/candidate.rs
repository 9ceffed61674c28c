//! What can be imported, before it is read: a page of an archive, an entry of a feed, a file.

use std::{io, sync::Arc};

use super::{
    docx, feed,
    file::{ImportError, Imported, usable},
    folder::Folder,
    html::{self, PageSource},
    kind::Kind,
    limits, markdown, mhtml, odt, pdf, pictures,
    source::Source,
    text::text,
    web_archive::{PageAt, WebArchive},
};

/// Something that can be read into an article.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// What to call it in lists and sentences: the file, and behind `#` the page in it.
    pub name: String,
    /// Its title, where that is known without reading it.
    pub title: Option<String>,
    /// Where it came from, as far as that is known without reading it.
    pub source: Source,
    place: Place,
}

#[derive(Clone, Debug)]
enum Place {
    File(Arc<Folder>, String, Kind),
    Page(Arc<WebArchive>, PageAt),
    Entry(Arc<feed::FeedFile>, usize),
}

impl Candidate {
    /// A file of a folder.
    pub(super) fn file(folder: &Arc<Folder>, name: String, kind: Kind) -> Self {
        Self { name: folder.label(&name), title: None, source: Source::default(), place: Place::File(folder.clone(), name, kind) }
    }

    /// A page of a web archive.
    pub(super) fn page(archive: &Arc<WebArchive>, page: PageAt, title: Option<String>, source: Source) -> Self {
        let address = source.address.clone().unwrap_or_default();
        Self { name: format!("{}#{address}", archive.label()), title, source, place: Place::Page(archive.clone(), page) }
    }

    /// An entry of a feed.
    pub(super) fn entry(feed: &Arc<feed::FeedFile>, index: usize) -> Self {
        let (title, source) = feed.about(index);
        Self { name: format!("{}#{}", feed.label, index + 1), title, source, place: Place::Entry(feed.clone(), index) }
    }

    /// Whether it is one of several in one file: a page of a web archive, an entry of a feed.
    pub fn is_of_many(&self) -> bool {
        !matches!(self.place, Place::File(..))
    }

    /// How long it is as it lies there, packed or not, in bytes; nothing where that is not known without reading it.
    pub fn size(&self) -> Option<u64> {
        match &self.place {
            Place::File(folder, name, _) => folder.size(name),
            Place::Page(archive, page) => archive.size(*page, &self.source),
            Place::Entry(..) => None,
        }
    }

    /// Reads it into an article, with its pictures as far as they came with it.
    ///
    /// # Errors
    /// A sentence that names the file and what to do instead.
    pub fn read(&self) -> Result<Imported, ImportError> {
        let mut imported = match &self.place {
            Place::File(folder, name, kind) => self.read_file(folder, name, *kind),
            Place::Page(archive, page) => archive.read(&self.name, *page, &self.source),
            Place::Entry(feed, index) => feed.read(&self.name, *index),
        }?;
        imported.name.clone_from(&self.name);
        pictures::settle(&mut imported);
        Ok(imported)
    }

    fn read_file(&self, folder: &Folder, file: &str, kind: Kind) -> Result<Imported, ImportError> {
        let name = self.name.as_str();
        let unreadable = |source| ImportError::Unreadable { name: name.to_owned(), source };
        let is_text = matches!(kind, Kind::Text | Kind::Markdown | Kind::Feed);
        let limit = match kind {
            _ if is_text => limits::TEXT,
            Kind::Page => limits::HTML,
            _ => limits::PAGE,
        };
        let too_long =
            || if is_text { ImportError::TooLong(name.to_owned()) } else { ImportError::PageTooLong(name.to_owned(), limit >> 20) };
        let bytes = folder.read(file, limit).map_err(unreadable)?.ok_or_else(too_long)?;
        let mut imported = match kind {
            Kind::Page => {
                let source = PageSource {
                    address: self.source.address.as_deref(),
                    find: &|address, _| folder.beside(file, address),
                    ..PageSource::new(name, &bytes)
                };
                html::page(&source)?
            }
            Kind::Mhtml => mhtml::mhtml(name, &bytes, &self.source)?,
            Kind::Markdown => markdown::markdown(name, &bytes, &|address| folder.beside(file, address))?,
            Kind::Docx => guarded(name, || docx::docx(name, &bytes))?,
            Kind::Odt => odt::odt(name, &bytes)?,
            Kind::Pdf => guarded(name, || pdf::pdf(name, &bytes))?,
            Kind::Text => text(name, &bytes)?,
            Kind::Warc | Kind::Wacz | Kind::Feed | Kind::Zip | Kind::Picture | Kind::Other => {
                return Err(unreadable(io::Error::other("it is of no kind that is read as one article")));
            }
        };
        imported.capture_name = usable(file.rsplit('/').next().unwrap_or(file));
        if imported.source.address.is_none() {
            imported.source.address.clone_from(&self.source.address);
        }
        Ok(imported)
    }
}

/// Readers of large formats are not ours: one that fails on a broken file costs that file and nothing else.
fn guarded(name: &str, read: impl FnOnce() -> Result<Imported, ImportError>) -> Result<Imported, ImportError> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(read)).unwrap_or_else(|_| {
        Err(ImportError::Damaged { name: name.to_owned(), what: "it is broken in a way that its reader does not know".to_owned() })
    })
}
