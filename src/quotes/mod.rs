//! Quoted speech: where marks open and close, who is speaking, which words judge.
//! `find` reads an article and changes nothing; `apply` puts what was found into an archive.
//! Invariant: everything found says by which rule; when nothing says who, it says nobody.

mod apart;
mod apply;
mod attribute;
mod blocks;
mod correct;
mod dashes;
mod described;
mod echo;
mod find;
mod finder;
mod flags;
mod kind;
mod known;
mod labels;
mod language;
mod lexicon;
mod medium;
mod memory;
mod mentions;
mod names;
mod paragraphs;
mod phrase;
mod posts;
mod report;
mod retold;
mod same;
mod sources;
mod spans;
mod stretch;
mod subject;
mod text;
mod wording;

pub use apply::apply;
pub use correct::{Correction, SpeakerKind, confirm, correct, join, mark, merge, part, remove, rename, speaker_named, split};
pub use find::{Findings, find};
pub use report::report;
pub use sources::hint;
pub use wording::{ReportingVerb, Tone, reporting_verbs, tone};
