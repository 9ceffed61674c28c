//! A pupil's screen as a pupil uses it: by the names that are seen or read aloud, and by keys.

#![cfg(feature = "window")]
#![allow(clippy::unwrap_used, clippy::panic)] // a test that fails may panic

mod answering;
#[path = "../common/mod.rs"]
mod common;
mod handing_in;
mod looks;
mod odd;
mod work;
