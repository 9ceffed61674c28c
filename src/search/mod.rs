//! Filters, facets with live counts, and find in page.
//! A filter is one value that holds everywhere; `Corpus` works out what it lets through.
//! Invariant: nothing here reads a file.

mod corpus;
mod facets;
mod filter;
mod find;
mod fold;
mod shown;

pub use corpus::Corpus;
pub use facets::{Count, Facets};
pub use filter::{Chip, FacetKind, FacetValue, Filter, Naming, SavedFilter};
pub use find::find_in;
pub use shown::Shown;
