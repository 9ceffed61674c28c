//! Full text: a query in words and fields, answered from an index or, slower, from the articles themselves.
//! The index is a cache that names the state it was made of; it is brought up to date by what changed, and thrown away when broken.
//! Invariant: what is found is the same with the index and without it.

mod answer;
mod build;
mod find;
mod index;
mod parse;
mod place;
mod query;
mod scan;
mod snippet;
mod words;

pub use answer::{Answer, merge, scan_all};
pub use find::{Facet, Hit, Order};
pub use index::{IndexError, Source, TextIndex};
pub use parse::QueryError;
pub use place::{INDEXED_FROM, caches, folder};
pub use query::{Clause, Exact, Fact, Place, Query, Term};
pub use scan::{Scan, scan};
pub use snippet::{Snippet, snippet};
pub(super) use words::folded_words as words_of;
