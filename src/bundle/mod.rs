//! Archives on disk: open, verify, change, save; as a folder or as one zipped file.
//! BagIt 1.0 (RFC 8493) around the payload that `docs/format.md` describes.
//! Invariant: a save leaves the old archive or the new one, and nothing read here is trusted.

mod bag;
mod contents;
mod declaration;
mod disk;
mod draft;
mod error;
#[cfg(test)]
mod faults;
mod fetch;
#[cfg(test)]
mod hostile;
mod info;
mod library;
pub mod limits;
mod lock;
mod made;
mod manifest;
mod names;
mod notebooks;
mod open;
mod progress;
mod schema;
mod shared_file;
mod store;
mod unsaved;
mod verify;
mod write;

pub use draft::Draft;
pub use error::{Foreign, OpenError, Problem, SaveError};
pub use library::{archives_in, each_archive, is_archive};
pub use made::save_made;
pub use manifest::sha256;
pub use notebooks::Notebooks;
pub use open::{Bundle, Form};
pub use progress::Progress;
pub use schema::schemas;
pub(crate) use shared_file::SharedFile;
pub use unsaved::{Unsaved, UnsavedFolder};
pub use verify::{Verification, verify_bag};
