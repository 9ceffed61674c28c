//! Lessons and results for paper, browsers, spreadsheets and other systems.
//! Invariant: words of a pupil's file are words wherever they end up, and are never run.

mod copy;
mod page;
mod table;
mod workbook;

pub use copy::pupil_archive;
pub use page::{PageMode, lesson_html};
pub use table::results_csv;
pub use workbook::results_xlsx;

/// Text as HTML and XML have it.
fn safe(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
