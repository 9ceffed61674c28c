//! What the window is made of: flat, named, reachable by keyboard, at least 24 points to aim at.
//! Every widget takes its colours from `theme::tokens` and its type from `theme::text`.
//! A widget with several choices is a builder with `show`; the common case has a function.

mod button;
mod card;
mod checkbox;
mod chip;
mod choice;
mod control;
mod dialog;
mod empty_state;
mod far_scroll;
mod heights;
mod icon_button;
mod initials;
mod key_hint;
mod list_row;
mod long_list;
mod menu_chip;
mod progress_row;
mod search_field;
mod section_label;
mod segmented;
mod slider;
mod tabs;
mod tag;
mod text_link;
mod toast;

pub use button::{Button, primary_button, quiet_button, secondary_button};
pub use card::Card;
pub use checkbox::checkbox;
pub use chip::{Chip, ChipResponse};
pub use choice::choice;
pub use control::{focus_ring, grouped};
pub use dialog::{Dialog, DialogResponse};
pub use empty_state::empty_state;
pub use far_scroll::FarScroll;
pub use heights::Heights;
pub use icon_button::{IconButton, icon_button};
pub use initials::{initials, initials_badge};
pub use key_hint::key_hint;
pub use list_row::ListRow;
pub use long_list::LongList;
pub use menu_chip::{MenuChip, menu_item};
pub use progress_row::progress_row;
pub use search_field::{SearchField, SearchResponse};
pub use section_label::{section_label, section_label_with};
pub use segmented::segmented;
pub use slider::slider;
pub use tabs::{Tab, tabs};
pub use tag::{badge, tag, warning_tag};
pub use text_link::{body_link, small_link, text_link};
pub use toast::{Toast, Toasts, Tone};
