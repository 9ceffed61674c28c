//! The forms in which citations leave the program, one file each.
//! Formatted ones are written from `works`, the others item by item.
//! Invariant: no character that a form reads as a mark is written bare.

mod coins;
mod docx;
mod format;
mod html;
mod json_ld;
mod latex;
mod marked;
mod record;
mod ris;
mod rtf;
mod table;
mod write;
mod xml;
mod yaml;

pub use format::Format;
pub use html::{page_metadata, page_span};
pub use write::{ExportError, FileWriter, Section, Writer, export, export_sections, export_to, export_with};
