//! What the window is made of: flat, named, reachable by keyboard, at least 24 points to aim at.
//! Every widget takes its colours from `theme::tokens` and its type from `theme::text`.
//! A widget with several choices is a builder with `show`; the common case has a function.

mod button;
mod card;
mod chip;
mod control;
mod icon_button;
mod search_field;
mod section_label;
mod tabs;

pub use button::{Button, primary_button, quiet_button, secondary_button};
pub use card::Card;
pub use chip::{Chip, ChipResponse};
pub use control::focus_ring;
pub use icon_button::{IconButton, icon_button};
pub use search_field::{SearchField, SearchResponse};
pub use section_label::{section_label, section_label_with};
pub use tabs::{Tab, tabs};
