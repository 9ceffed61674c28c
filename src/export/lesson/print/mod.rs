//! Lessons and results on paper: tagged PDF, typeset by typst from one template (`assets/lesson/print.typ`).
//! What is printed is handed over as data, and is never read as markup.

mod heat;
mod key;
mod pages;
mod results;
mod typeset;
mod worksheet;

pub use pages::pdf_pages;
pub use results::results_pdf;
pub use typeset::PrintError;
pub use worksheet::{Paper, PrintOptions, Sheet, lesson_pdf};
