//! What an import took of an original and what it left, for a person to check before anything is kept.

use super::file::Imported;
use crate::{
    model::{Block, PhotoId},
    quotes,
};

/// What was made of an original: every block of it, every field with where it came from, and how sure that is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Review {
    /// The blocks of the original in reading order, those left out as well.
    pub blocks: Vec<PageBlock>,
    /// What was found for each field; one whose sources disagree has several.
    pub fields: Vec<Field>,
    /// How sure the whole is, from 0 to 1; what lowers it is said among the doubts.
    pub confidence: f32,
}

/// One block of an original, and what it was taken for.
#[derive(Clone, Debug, PartialEq)]
pub struct PageBlock {
    /// The block as it would stand in the article.
    pub block: Block,
    /// What it was taken for.
    pub taken_for: TakenFor,
    /// Why, in a few words that go on from “because”.
    pub reason: &'static str,
    /// What speaks against it, in a few words that go on from “but”: a person should look at it.
    pub doubt: Option<&'static str>,
}

impl PageBlock {
    /// Its words; empty for a figure.
    pub fn text(&self) -> String {
        self.block.plain_text().unwrap_or_default()
    }
}

/// What a block of an original is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TakenFor {
    /// A part of the article's body.
    Body,
    /// The headline.
    Headline,
    /// The summary under the headline.
    Standfirst,
    /// Who wrote it, or when.
    Byline,
    /// The words under a photo.
    Caption(PhotoId),
    /// Who made a photo.
    Credit(PhotoId),
    /// Not the article.
    LeftOut,
}

/// A field of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldName {
    /// The headline.
    Headline,
    /// The summary under it.
    Standfirst,
    /// The authors, parted by a semicolon.
    Author,
    /// The outlet.
    Publisher,
    /// First publication.
    Published,
    /// Last change.
    Modified,
    /// The language.
    Language,
    /// The address.
    Address,
    /// The part of the outlet.
    Section,
    /// The keywords, parted by a semicolon.
    Keywords,
    /// The licence.
    Licence,
    /// Whether everybody may read it without paying.
    Free,
}

/// What was found for a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Which.
    pub name: FieldName,
    /// What was taken, then what else was found, each value once.
    pub found: Vec<Found>,
}

impl Field {
    /// Whether its sources say different things.
    pub fn is_disputed(&self) -> bool {
        self.found.len() > 1
    }
}

/// One value, and everywhere that says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The value as the article would have it.
    pub value: String,
    /// The places of the original that have it, such as “JSON-LD” or “the page’s byline”.
    pub from: Vec<&'static str>,
}

impl Review {
    /// The blocks that are taken for the article's body.
    pub fn body(&self) -> Vec<Block> {
        self.blocks.iter().filter(|block| block.taken_for == TakenFor::Body).map(|block| block.block.clone()).collect()
    }

    /// Whether a field's sources disagree, for any of them.
    pub fn disputed(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| field.is_disputed())
    }
}

impl Imported {
    /// Makes the body anew from what the review takes for it, and finds its quotations again.
    pub fn retake(&mut self) {
        self.article.blocks = self.review.body();
        self.findings = quotes::find(&self.article);
    }
}
