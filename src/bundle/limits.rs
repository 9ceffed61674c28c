//! The limits on what is opened, in one place.

/// How many files an archive may have.
pub const FILES: usize = 2_000_000;
/// How long one JSON file may be, in bytes.
pub const JSON: u64 = 64 << 20;
/// How long one picture may be, in bytes.
pub const MEDIA: u64 = 256 << 20;
/// How long a manifest may be, in bytes.
pub const MANIFEST: u64 = 512 << 20;
/// How much a damaged zip may hold to be read without its directory, in bytes.
pub const SALVAGE: u64 = 512 << 20;
