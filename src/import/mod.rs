//! Foreign files into articles: text, web pages.
//! What was taken is shown before anything is kept, and the original is kept byte for byte.
//! Invariant: nothing is fetched, and no input is too broken for a sentence.

mod choices;
mod decode;
mod extraction;
mod file;
mod head;
mod html;
mod keep;
mod outline;
mod pattern;
mod review;
mod text;

pub use choices::Choices;
pub use extraction::extraction;
pub use file::{ImportError, Imported, Picture, file, pasted};
pub use keep::keep;
pub use review::{Field, FieldName, Found, PageBlock, Review, TakenFor};
pub use text::text;
