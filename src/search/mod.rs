//! Filters, facets with live counts, find in page, and full text.
//! A filter is one value that holds everywhere; `Corpus` works out what it lets through.
//! Invariant: nothing here opens an archive; the index of `fulltext` is the only file that is touched.

mod alike;
mod corpus;
mod facets;
mod facts;
mod filter;
mod find;
mod fold;
pub mod fulltext;
mod judge;
mod names;
mod shown;

pub use alike::{Alike, Signature, alike, shared};
pub use corpus::{Along, Corpus, Found, Held, ReadArticle};
pub use facets::{Count, Facets};
pub use facts::Facts;
pub use filter::{Chip, FacetKind, FacetValue, Filter, Naming, SavedFilter};
pub use find::{MOST_HITS, find_in, find_words};
pub use shown::Shown;
