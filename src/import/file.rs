//! One file, or one pasted text, into one article.

use std::path::{Path, PathBuf};

use super::{list::list, review::Review, source::Source};
use crate::{
    bundle::Progress,
    model::{Article, PhotoId},
    quotes::Findings,
};

/// An article that was read and nobody has kept yet.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The article, without what was found in it.
    pub article: Article,
    /// What was found in it.
    pub findings: Findings,
    /// What to call the original in sentences: the file, and behind `#` the page in it.
    pub name: String,
    /// Where the original came from, and when.
    pub source: Source,
    /// The file name that the original gets in the archive.
    pub capture_name: String,
    /// Its media type.
    pub capture_type: String,
    /// The original, byte for byte.
    pub capture: Vec<u8>,
    /// The files of its photos that came with the original.
    pub pictures: Vec<Picture>,
    /// What of the original was taken, and what was left.
    pub review: Review,
    /// What should be looked at, one sentence each.
    pub doubts: Vec<String>,
}

/// A photo's file as it came with an original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Which of the article's photos it is.
    pub photo: PhotoId,
    /// A name for it, with its ending.
    pub name: String,
    /// The file, byte for byte.
    pub bytes: Vec<u8>,
}

/// Why a file could not be imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The system does not let it be read.
    #[error("{name} could not be read: {source}. Check the path, and that you may read the file.")]
    Unreadable {
        /// The file.
        name: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// It has no words.
    #[error("{0} is empty: there is nothing to import.")]
    Empty(String),
    /// It is no text.
    #[error("{0} is not a text, a page or a document. Save the article as text (.txt), or copy its words and paste them.")]
    NotText(String),
    /// It is a web page without words.
    #[error(
        "{0} has no words of its own: its article is brought by scripts, which only a browser runs. Open the page in a browser, wait until it is shown, and save it again as a complete page or as PDF."
    )]
    OnlyScripts(String),
    /// It is a web page beyond all measure.
    #[error(
        "{0} is longer than {1} MB, which is more than is read of one page. Save it without its pictures, or in the browser’s reader view."
    )]
    PageTooLong(String, u64),
    /// It is longer than any article.
    #[error("{0} is longer than 32 MB, which is more than one article. Import the articles one by one.")]
    TooLong(String),
    /// It is an archive already.
    #[error("{0} is an archive of articles already. Open it, or import the pages that it was made of.")]
    Archive(String),
    /// It has several articles, and one was asked for.
    #[error("{0} holds {1} articles, and only one can be read here. Make an archive of them with `onrecord import`.")]
    Several(String, usize),
    /// It is a printed page without a text layer.
    #[error(
        "{0} has no text that can be read, only pictures of it. Save the page itself, or let a program for text recognition add a text layer."
    )]
    OnlyPictures(String),
    /// It cannot be read as what it says it is.
    #[error("{name} could not be read: {what}. Save or copy it again from where it came from.")]
    Damaged {
        /// The file, and behind `#` the page in it.
        name: String,
        /// What is wrong.
        what: String,
    },
}

/// Reads a file that is one article.
///
/// # Errors
/// Each sentence names the file and what to do instead.
pub fn file(path: &Path) -> Result<Imported, ImportError> {
    let name = path.display().to_string();
    if path.is_dir() {
        return Err(ImportError::Unreadable { name, source: std::io::Error::other("it is a folder; import the files in it") });
    }
    let mut listing = list(&[PathBuf::from(path)], &Progress::silent());
    if let Some(error) = listing.refused.pop() {
        return Err(error);
    }
    match listing.candidates.as_slice() {
        [] => Err(ImportError::Empty(name)),
        [only] => only.read(),
        several => Err(ImportError::Several(name, several.len())),
    }
}

/// Reads pasted text into an article.
///
/// # Errors
/// Where there are no words.
pub fn pasted(text: &str) -> Result<Imported, ImportError> {
    let mut imported = super::text::text("The pasted text", text.as_bytes())?;
    imported.capture_name = "pasted.txt".to_owned();
    Ok(imported)
}

/// A file name without letters that some systems refuse.
pub(super) fn usable(name: &str) -> String {
    let name: String =
        name.chars().map(|letter| if letter.is_control() || "<>:\"/\\|?*%".contains(letter) { '_' } else { letter }).collect();
    if name.trim_matches(['.', ' ']).is_empty() { "original.txt".to_owned() } else { name }
}
