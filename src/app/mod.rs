//! The window: how it looks, what it is made of.

pub mod pictures;
pub mod theme;
pub mod widgets;
