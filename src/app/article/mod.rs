//! The article as it is read: laid out where it is seen, marked, and selectable.
//! `flow` cuts an article into items, `overlays` says what is marked, `paint` draws one item, `reader` is the whole view;
//! `follow` scrolls it, `pointing` finds what lies under the pointer, `marking` is for words marked by hand,
//! `units` for those that a task asks for.
//! Invariant: only items in view are laid out; nothing here changes the state.

mod flow;
mod follow;
mod marking;
mod overlays;
mod paint;
mod pointing;
mod reader;
mod strip;
mod units;
mod views;

pub use flow::photo_height;
pub use reader::{Reader, fitted};
pub use strip::shortened;
pub use units::begin_marking;
pub use views::Flows;
