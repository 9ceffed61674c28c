//! Citations: what can be cited, in which style, for which program.
//! The engine is hayagriva with its bundled CSL styles; this room feeds it and tidies what comes back.
//! Invariant: no style and no item makes it panic.

mod apart;
mod capitals;
mod checked;
mod dates;
mod export;
mod fed;
mod formatted;
mod framed;
mod from_biblatex;
mod from_ris;
mod glyph;
mod item;
mod latex;
mod list;
mod mended;
mod render;
mod signs;
mod style;
mod table;
mod tidy;
mod tree;
mod wording;
mod yaml;

pub use export::{ExportError, Format, export, export_to};
pub use formatted::{Formatted, Part, Run};
pub use item::{Item, ItemKind};
pub use list::{ListError, is_list, read_list};
pub use render::{Rendered, Work, bibliography, prepare, quotation_with_citation, render, works};
pub use style::{FAVOURITES, Style, StyleError, StyleName};
