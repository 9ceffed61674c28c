//! What can be wrong with an archive, in sentences.

use std::{fmt, io, path::PathBuf};

use crate::model::visible;

/// Something that is wrong with one file of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file, relative to the archive.
    pub file: String,
    /// What is wrong, in a sentence.
    pub what: String,
    /// What to do now, in a sentence.
    pub remedy: String,
}

impl Problem {
    /// A problem with a file.
    pub fn new(file: impl Into<String>, what: impl Into<String>, remedy: impl Into<String>) -> Self {
        // Names come from strangers: what they would hide is spelled out.
        let shown = |text: String| match visible(&text) {
            std::borrow::Cow::Borrowed(_) => text,
            std::borrow::Cow::Owned(spelled) => spelled,
        };
        Self { file: shown(file.into()), what: shown(what.into()), remedy: shown(remedy.into()) }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} {}", self.file, self.what, self.remedy)
    }
}

impl std::error::Error for Problem {}

/// What a file or folder is that is no archive of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreign {
    /// Plain text.
    TextFile,
    /// A web page.
    WebPage,
    /// A printed page (PDF).
    Print,
    /// Something compressed, as web archives often are.
    Compressed,
    /// A picture.
    Picture,
    /// A folder without a bag in it.
    PlainFolder,
    /// A bag with other payload.
    OtherBag,
    /// A zip with something else in it.
    OtherZip,
    /// Anything else.
    Other,
}

impl Foreign {
    fn sentence(self) -> &'static str {
        match self {
            Self::TextFile => "is a text file, not an archive. Import it to make an archive of it.",
            Self::WebPage => "is a web page, not an archive. Import it to make an archive of it.",
            Self::Print => "is a PDF, not an archive. Import it to make an archive of it.",
            Self::Compressed => {
                "is a compressed file, not an archive. If it is a web archive (.warc.gz), import it; otherwise unpack it first."
            }
            Self::Picture => "is a picture, not an archive. Open the archive that the picture belongs to.",
            Self::PlainFolder => {
                "is a folder without an archive in it: it has neither bagit.txt nor data/archive.json. Open the folder that has them, or import the pages and texts in this one."
            }
            Self::OtherBag => {
                "is a bag (BagIt) with something else in it: it has no data/archive.json. On Record opens only archives of articles."
            }
            Self::OtherZip => {
                "is a zip file with something else in it: it has no data/archive.json. Import it, and the pages, documents and texts in it are found."
            }
            Self::Other => {
                "is not an archive, and not a kind of file that can be imported. Choose a .record file, or a saved page, a document or a text."
            }
        }
    }
}

/// Why an archive could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Nothing lies there.
    #[error("{} is not there. Check the path, or look for where the archive was moved to.", .0.display())]
    NotFound(PathBuf),
    /// The system does not let it be read.
    #[error("{} could not be read: {source}. Check that you may read it, and that the disk is connected.", path.display())]
    Unreadable {
        /// What was opened.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file is empty.
    #[error("{} is empty: it has no bytes at all. Copy it again from where it came from.", .0.display())]
    Empty(PathBuf),
    /// It is something else.
    #[error("{} {}", path.display(), what.sentence())]
    NotAnArchive {
        /// What was opened.
        path: PathBuf,
        /// What it is.
        what: Foreign,
    },
    /// A zip of which nothing can be read.
    #[error("{} is a damaged zip file ({reason}): nothing of it can be read. Copy it again from where it came from.", path.display())]
    DamagedZip {
        /// What was opened.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// More than a limit allows.
    #[error("{} holds more than is opened: {what}. It may be made to do harm; do not open it unless you know who made it.", path.display())]
    TooLarge {
        /// What was opened.
        path: PathBuf,
        /// What there is too much of.
        what: String,
    },
}

impl OpenError {
    /// Whether what was opened can be imported instead.
    pub fn offers_import(&self) -> bool {
        use Foreign::{Compressed, OtherZip, PlainFolder, Print, TextFile, WebPage};
        matches!(self, Self::NotAnArchive { what: TextFile | WebPage | Print | Compressed | PlainFolder | OtherZip, .. })
    }
}

/// Why an archive could not be saved; what was there before is unchanged.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The system does not let it be written.
    #[error("{} could not be written: {source}. What was there before is unchanged. Check that the folder can be written to and that the disk has room.", path.display())]
    Unwritable {
        /// What was to be written.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A file of the archive it is made from cannot be read.
    #[error("The archive was not saved, because a file of it could not be read. {0}")]
    Unreadable(Problem),
    /// Another program saves it just now.
    #[error("{} is being saved by another program. Try again in a moment.", .0.display())]
    Busy(PathBuf),
    /// Somebody changed it since it was opened.
    #[error("{} was changed by another program since it was opened. Open it again, or save under another name.", .0.display())]
    ChangedSince(PathBuf),
    /// Somebody took it away since it was opened.
    #[error("{} is there no longer: it was moved or removed since it was opened. Save under another name.", .0.display())]
    Gone(PathBuf),
    /// It was asked to stop.
    #[error("Saving was stopped. What was there before is unchanged.")]
    Cancelled,
    /// What was saved cannot be opened.
    #[error("The archive was saved but could not be opened again. {0}")]
    Reopen(#[from] OpenError),
}
