//! Web archives: WARC (ISO 28500) and WACZ (Webrecorder), by their lists and by seeking.
//! Invariant: memory grows with the number of records, never with their length.

mod archive;
mod cdxj;
mod index;
mod record;
mod stored;
mod wacz;
mod warc;

pub(super) use archive::{PageAt, WebArchive};
