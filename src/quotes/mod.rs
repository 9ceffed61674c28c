//! Quoted speech: where marks open and close, who is speaking, which words judge.
//! `find` reads an article and changes nothing; `apply` puts what was found into an archive.
//! Invariant: everything found says by which rule; when nothing says who, it says nobody.

mod apply;
mod cues;
mod find;
mod labels;
mod lexicon;
mod names;
mod report;
mod spans;

pub use apply::apply;
pub use find::{Findings, find};
pub use report::report;
