//! How everything looks: colours, faces, sizes and egui's own style.
//! Paper, ink and one accent; the article is the hero, everything else is quieter.
//! A widget asks `tokens` for colours and `text` for type, never egui's visuals.

mod apply;
mod fonts;
/// Icons by name; they are letters of the interface's face, so they can stand inside a text.
#[allow(missing_docs)] // a name and its letter say it all
pub mod icon;
mod look;
mod speaker;
pub mod text;
mod tokens;
#[cfg(test)]
mod vision;

pub use apply::{apply, look, reading_selection, tokens};
pub use fonts::{ARTICLE, ARTICLE_ITALIC, ARTICLE_SEMIBOLD, INTERFACE, INTERFACE_MEDIUM, INTERFACE_SEMIBOLD};
pub use look::{Appearance, Face, Look, Scheme};
pub use speaker::{Pattern, paint_band, paint_underline, speaker_colour, speaker_pattern};
pub use tokens::Tokens;
