//! The limits on what is opened, in one place; `docs/security.md` has them as a table.
//!
//! Each is far above what a true archive needs, and each has a test in `hostile.rs` that goes beyond it.

/// What holds in the program, or, in this crate's own tests, a smaller number that a test can go beyond.
const fn limit(real: u64, tested: u64) -> u64 {
    if cfg!(test) { tested } else { real }
}

/// How many files an archive may have.
pub const FILES: u64 = limit(8_000_000, 300);
/// How many folders may lie in one another.
pub const DEPTH: usize = limit(64, 16) as usize;
/// How long a file's name may be with its folders, in bytes.
pub const NAME: usize = 4096;
/// How long one article or another JSON file may be, in bytes. Its depth is limited to 128 by `serde_json`.
pub const JSON: u64 = limit(256 << 20, 1 << 20);
/// How long `archive.json` and `articles.jsonl` may be, in bytes: they grow with the number of articles.
pub const LIST: u64 = limit(1 << 30, 2 << 20);
/// How long one picture or another file of an article may be, in bytes.
pub const MEDIA: u64 = limit(256 << 20, 1 << 20);
/// How long a manifest or another tag file may be, in bytes.
pub const MANIFEST: u64 = limit(2 << 30, 1 << 20);
/// How much a damaged zip may hold to be read without its directory, in bytes.
pub const SALVAGE: u64 = limit(512 << 20, 64 << 10);
/// How much all files of a zip may hold together, in bytes.
pub const UNPACKED: u64 = limit(1 << 41, 64 << 20);
/// From which length on a packed file's expansion is looked at, in bytes.
pub const EXPANSION_FROM: u64 = limit(32 << 20, 1 << 20);
/// How many times its packed length such a file may unpack to.
pub const EXPANSION: u64 = 200;
/// How many pixels a picture may say that it has.
pub const PIXELS: u64 = 400_000_000;
/// How many problems of one kind are named one by one.
pub const PROBLEMS: usize = limit(1_000, 50) as usize;
