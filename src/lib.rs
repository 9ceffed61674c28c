//! On Record: archives of news articles, with their photos, captions and quotations, to read, filter, cite and teach with.

pub mod bundle;
pub mod cite;
pub mod cli;
pub mod export;
pub mod import;
pub mod lesson;
pub mod model;
pub mod quotes;
pub mod search;

#[cfg(feature = "window")]
pub mod app;
