//! Citations: what can be cited, in which style, for which program.
//! The engine is hayagriva with its bundled CSL styles; this room feeds it and tidies what comes back.
//! Invariant: no style and no item makes it panic.

mod apart;
mod ask;
mod capitals;
mod checked;
mod cited;
mod dates;
mod elements;
mod family;
mod fed;
mod formats;
mod formatted;
mod framed;
mod from_biblatex;
mod from_ris;
mod glyph;
mod item;
mod list;
mod mended;
mod names;
mod order;
mod picture;
mod pruned;
mod quoted;
mod render;
mod same;
mod signs;
mod style;
mod tidy;
mod titles;
mod tree;
mod wording;

pub use elements::Element;
pub use family::Family;
pub use formats::{
    ExportError, FileWriter, Format, Section, Writer, export, export_sections, export_to, export_with, page_metadata, page_span,
};
pub use formatted::{Formatted, Indent, Part, Run};
pub use item::{Field, Item, ItemKind, Missing};
pub use list::{ListError, is_list, read_list, read_list_each};
pub use picture::kind_of_picture;
pub use quoted::quotation_with_citation;
pub use render::{Rendered, Work, bibliography, cite_together, prepare, render, works};
pub use style::{FAVOURITES, Style, StyleError, StyleName};
