//! The window: one state, one way to change it, panels that show it.
//! Panels push actions; `apply` alone changes the state; slow work is a job on a thread.
//! Invariant: only this room knows egui, and nothing imports it but `main`.

mod action;
mod apply;
mod article;
mod choosing;
mod clipboard;
mod command;
mod copies;
mod docks;
mod edits;
mod fields;
mod history;
mod jobs;
mod keys;
mod lesson;
mod measure;
mod notes;
mod open_archive;
mod order;
mod panels;
mod photo_lists;
pub mod pictures;
mod print;
mod pupil;
mod reading;
mod results;
mod review;
mod run;
mod samples;
mod search;
mod selection;
mod settings;
#[cfg(feature = "inspection")]
mod soak;
mod state;
pub mod theme;
mod thumbnails;
mod voices;
pub mod widgets;
mod window;
mod wording;
mod works;

pub use run::run;
pub use samples::SAMPLES;
pub use window::Window;
