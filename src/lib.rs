//! On Record: archives of news articles, with their photos, captions and quotations, to read, filter, cite and teach with.

pub mod model;

#[cfg(feature = "window")]
pub mod app;
