//! Lessons and results for paper, browsers, spreadsheets and other systems.
//! Invariant: words of a pupil's file are words wherever they end up, and are never run.

mod copy;
mod gift;
mod h5p;
mod moodle;
mod page;
mod paragraphs;
#[cfg(feature = "print")]
mod print;
mod qti;
mod right;
mod table;
mod workbook;

pub use copy::{pupil_archive, pupil_archive_of};
pub use gift::lesson_gift;
pub use h5p::lesson_h5p;
pub use moodle::lesson_moodle;
pub use page::{PageMode, lesson_html};
#[cfg(feature = "print")]
pub use print::{Paper, PrintError, PrintOptions, Sheet, lesson_pdf, pdf_pages, results_pdf};
pub use qti::lesson_qti;
pub use table::results_csv;
pub use workbook::results_xlsx;

/// Text without the characters that XML cannot hold (XML 1.0, section 2.2).
fn allowed(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_control() || matches!(letter, '\t' | '\n' | '\r'))
        .filter(|letter| !matches!(letter, '\u{fffe}' | '\u{ffff}'))
        .collect()
}

/// Text as HTML and XML have it.
fn safe(text: &str) -> String {
    allowed(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
