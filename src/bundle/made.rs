//! Archives too large to be held in memory: each file is made when its turn comes.

use std::{borrow::Cow, collections::BTreeMap, path::Path};

use super::{
    draft::{DECLARATION, bag_info, pretty},
    error::SaveError,
    open::Form,
    progress::Progress,
    write::{self, Content},
};
use crate::model::Archive;

/// Writes an archive whose files are `lines` (the file `articles.jsonl`) and those named, each of which `make` gives by its name.
///
/// # Errors
/// As [`super::Draft::save`].
pub fn save_made(
    path: &Path,
    form: Form,
    archive: &Archive,
    lines: Vec<u8>,
    names: Vec<String>,
    make: &dyn Fn(&str) -> Vec<u8>,
) -> Result<(), SaveError> {
    let mut entries: BTreeMap<String, Content<'_>> = names.into_iter().map(|name| (name, Content::Made(make))).collect();
    entries.insert("data/archive.json".to_owned(), Content::Bytes(pretty(archive).into()));
    entries.insert("data/articles.jsonl".to_owned(), Content::Bytes(lines.into()));
    entries.insert("bagit.txt".to_owned(), Content::Bytes(Cow::Borrowed(DECLARATION)));
    write::write(path, form, entries, &|payload, bytes| bag_info(archive, &[], payload, bytes), None, &Progress::silent())
}
