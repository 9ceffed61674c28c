//! The limits on what is imported, in one place; docs/import.md states them.

/// How long a text, a table of pages or a feed may be, in bytes.
pub(super) const TEXT: u64 = 32 << 20;
/// How long one web page may be, in bytes; pages that hold their pictures are long.
pub(super) const HTML: u64 = 64 << 20;
/// How long a file may be that holds one page or document and what belongs to it, in bytes.
pub(super) const PAGE: u64 = 128 << 20;
/// How long a zip inside a zip may be to be taken out of it, in bytes, and how many may lie in one another.
pub(super) const INNER_ZIP: u64 = 2 << 30;
pub(super) const ZIPS: usize = 3;
/// How long one picture may be, in bytes.
pub(super) const PICTURE: u64 = 64 << 20;
/// How deep folders are searched.
pub(super) const DEPTH: usize = 24;
/// How many files of a folder or a zip are looked at.
pub(super) const FILES: usize = 500_000;
/// How long a web archive inside a zip may be to be taken out of it, in bytes.
pub(super) const SPOOLED: u64 = 16 << 30;
/// How many pages of a PDF are read.
pub(super) const PDF_PAGES: usize = 400;
/// How much one feed's entries, or one archive's list, may count.
pub(super) const PAGES: usize = 5_000_000;
