//! Printed pages (PDF, ISO 32000): the text layer with its places, put together as a page again.
//! `glyphs` reads letters and pictures with their places, `lines` makes lines of them, `page` the page that was printed.

mod glyphs;
mod lines;
mod page;

pub(super) use page::pdf;
