//! Writing an export, whole or not at all.

use std::{io::Write, path::Path};

use atomic_write_file::AtomicWriteFile;

use super::{csv, html, text};
use crate::model::{Archive, Article, Slug};

/// A form in which articles are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The words alone.
    Text,
    /// A row a quotation.
    Csv,
    /// One page with its pictures.
    Html,
}

impl Format {
    /// How its files end.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Csv => "csv",
            Self::Html => "html",
        }
    }
}

/// Why articles could not be written.
#[derive(Debug, thiserror::Error)]
#[error("{path} could not be written: {source}. Check that the folder can be written to.")]
pub struct ExportError {
    path: String,
    source: std::io::Error,
}

/// Writes a file, whole or not at all.
///
/// # Errors
/// Where it cannot be written.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), ExportError> {
    let write = || {
        let mut file = AtomicWriteFile::open(path)?;
        file.write_all(bytes)?;
        file.commit()
    };
    write().map_err(|source| ExportError { path: path.display().to_string(), source })
}

/// Writes articles to a file; `media` gives the bytes of a picture.
///
/// # Errors
/// Where the file cannot be written.
pub fn to_file(
    path: &Path,
    format: Format,
    archive: &Archive,
    articles: &[(Slug, Article)],
    media: &dyn Fn(&Slug, &str) -> Option<Vec<u8>>,
) -> Result<(), ExportError> {
    let bytes = match format {
        Format::Text => text(articles),
        Format::Csv => csv(archive, articles),
        Format::Html => html(archive, articles, media),
    };
    write_whole(path, bytes.as_bytes())
}
