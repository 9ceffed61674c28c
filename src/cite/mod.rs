//! Citations: what can be cited, in which style, for which program.
//! The engine is hayagriva with its bundled CSL styles; this room feeds it and tidies what comes back.
//! Invariant: no style and no item makes it panic.

mod export;
mod faithful;
mod formatted;
mod item;
mod latex;
mod render;
mod style;
mod table;
mod yaml;

pub use export::{ExportError, Format, export, export_to};
pub use formatted::{Formatted, Run};
pub use item::{Item, ItemKind};
pub use render::{Rendered, bibliography, prepare, quotation_with_citation, render};
pub use style::{FAVOURITES, Style, StyleError, StyleName};
