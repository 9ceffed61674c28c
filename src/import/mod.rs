//! Foreign files into articles: web pages, web archives, documents, feeds, prints, text.
//! What was taken is shown before anything is kept, and the original is kept byte for byte.
//! Invariant: nothing is fetched, and no input is too broken for a sentence.

mod candidate;
mod choices;
mod decode;
mod document;
mod docx;
mod duplicates;
mod extraction;
mod feed;
mod file;
mod folder;
mod head;
mod html;
mod keep;
mod kind;
mod limits;
mod list;
mod markdown;
mod mhtml;
mod odt;
mod outline;
mod pattern;
mod pdf;
mod photo_metadata;
mod pictures;
mod read;
mod review;
mod rich;
mod source;
mod text;
mod update;
mod web_archive;

pub use candidate::Candidate;
pub use choices::Choices;
pub use duplicates::{Duplicate, Known, Sameness};
pub use extraction::extraction;
pub use file::{ImportError, Imported, Picture, file, pasted};
pub use html::language_name;
pub use keep::keep;
pub use list::{Listing, list};
pub use read::{read_all, read_with};
pub use review::{Field, FieldName, Found, PageBlock, Review, TakenFor};
pub use source::Source;
pub use text::text;
pub use update::{Change, Update, changes, compare, update};
