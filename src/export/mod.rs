//! Articles for other programs: a page with pictures, the words alone, a table of quotations.
//! Invariant: what is written asks nothing of a network and runs nothing.

mod csv;
mod file;
mod html;
mod text;

pub use csv::csv;
pub use file::{ExportError, Format, to_file};
pub use html::html;
pub use text::text;
