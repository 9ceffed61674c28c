//! The article as it is read: laid out where it is seen, marked, and selectable.
//! `flow` cuts an article into items, `overlays` says what is marked, `paint` draws one item, `reader` is the whole panel.
//! Invariant: only items in view are laid out; nothing here changes the state.

mod flow;
mod overlays;
mod paint;
mod reader;
mod strip;

pub use flow::photo_height;
pub use reader::{Flows, Reader, fitted};
pub use strip::shortened;
