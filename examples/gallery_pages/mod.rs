//! The gallery's pages.

pub mod pupil;
pub mod read;
pub mod states;
