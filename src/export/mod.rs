//! Articles for other programs: a page with pictures, the words alone, a table of quotations; lessons for paper, browsers and
//! other systems.
//! Invariant: what is written asks nothing of a network and runs nothing.

mod csv;
mod file;
mod html;
mod lesson;
mod text;

pub use csv::csv;
pub use file::{ExportError, Format, to_file, write_whole};
pub use html::html;
pub use lesson::{
    PageMode, lesson_gift, lesson_h5p, lesson_html, lesson_moodle, lesson_qti, pupil_archive, pupil_archive_of, results_csv, results_xlsx,
};
#[cfg(feature = "print")]
pub use lesson::{Paper, PrintError, PrintOptions, Sheet, lesson_pdf, pdf_pages, results_pdf};
pub use text::text;
