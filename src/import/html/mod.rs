//! Saved web pages into articles.
//! `tree` and `page` read the page; everything else only looks at it, and `read` puts together what was seen.
//! Invariant: no rule names a newspaper; each would be right for one that nobody here has seen.

mod beside;
mod blocks;
mod body;
mod byline;
mod caption;
mod charset;
mod confidence;
mod credit;
mod dates;
mod embeds;
mod fields;
mod foreign;
mod gallery;
mod headline;
mod language;
mod lines;
mod marked;
mod metadata;
mod noise;
mod notice;
mod opening;
mod page;
mod photos;
mod phrases;
mod place;
mod post;
mod printed;
mod publisher;
mod read;
mod renditions;
mod rich;
mod said;
mod saved;
mod seen;
mod shallow;
mod site;
mod skim;
mod source;
mod standfirst;
mod tree;
mod witness;

pub(super) use caption::parts as caption_parts;
pub(super) use credit::read as read_credit;
pub use language::language_name;
pub(super) use language::{language_tag, spoken};
pub(super) use notice::notice;
pub(super) use read::page;
pub(super) use source::PageSource;

#[cfg(test)]
use super::file::{ImportError, Imported};

/// Reads a saved page of which nothing else is known into an article.
///
/// # Errors
/// Where it is no page of words, or beyond the limits; the sentence names the remedy.
#[cfg(test)]
pub(super) fn html(name: &str, bytes: &[u8]) -> Result<Imported, ImportError> {
    page(&PageSource::new(name, bytes))
}
