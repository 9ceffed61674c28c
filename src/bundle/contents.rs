//! Whether what the files hold can be read as what it is said to be; a checksum alone does not tell.

use std::{
    collections::BTreeSet,
    io::{Cursor, Read},
};

use image::ImageReader;
use rayon::prelude::*;

use super::{
    error::Problem,
    limits,
    open::{Bundle, article_file, lesson_file},
    progress::Progress,
};
use crate::model::{Article, Slug};

/// The head of a picture is nearly always this long at most, in bytes.
const HEAD: u64 = 64 << 10;

/// Reads every article and the head of every picture; files in `known` are spoken of already.
pub(super) fn unreadable(bundle: &Bundle, known: &BTreeSet<String>, progress: &Progress) -> Vec<Problem> {
    let articles = bundle.archive().articles.par_iter();
    let read = articles.flat_map_iter(|slug| {
        // What is missing is spoken of already; what differs from its checksum may be unreadable besides.
        if progress.is_cancelled() || !bundle.store.files.contains_key(&article_file(slug)) && known.contains(&article_file(slug)) {
            return Vec::new();
        }
        match bundle.article(slug) {
            Ok(article) => pictures(bundle, slug, &article, known),
            Err(problem) => vec![problem],
        }
    });
    let mut problems: Vec<Problem> = read.collect();
    let lessons = bundle.lessons().into_iter().filter(|slug| !known.contains(&lesson_file(slug)));
    problems.extend(lessons.filter_map(|slug| bundle.lesson(&slug).err()));
    problems
}

fn pictures(bundle: &Bundle, slug: &Slug, article: &Article, known: &BTreeSet<String>) -> Vec<Problem> {
    let mut problems = Vec::new();
    for url in article.photos.iter().filter_map(|photo| photo.content_url.as_deref()) {
        let file = format!("data/articles/{slug}/{url}");
        if known.contains(&file) {
            continue;
        }
        let wrong = |what: String| {
            Problem::new(file.as_str(), what, "Put the picture there again, or ask whoever made the archive for a sound copy.")
        };
        match size(bundle, slug, url, &file) {
            Err(problem) => problems.push(problem),
            Ok(None) => {
                problems.push(wrong("The file is no picture that can be shown, though the article says that it is one.".to_owned()));
            }
            Ok(Some((width, height))) if u64::from(width) * u64::from(height) > limits::PIXELS => {
                problems.push(wrong(format!("The picture says that it has {width} × {height} pixels, which is more than is opened.")));
            }
            Ok(Some(_)) => {}
        }
    }
    problems
}

/// Width and height as the picture's head says; nothing where it has none. Decoding is for showing.
fn size(bundle: &Bundle, slug: &Slug, url: &str, file: &str) -> Result<Option<(u32, u32)>, Problem> {
    // An address that leads out of the archive is no file of it; `media` says so.
    if bundle.store.files.get(file).is_some_and(|length| *length > HEAD) {
        let head = bundle.store.stream(file, |reader| {
            let mut head = Vec::new();
            reader.take(HEAD).read_to_end(&mut head)?;
            Ok(head)
        })?;
        if let Some(size) = dimensions(&head) {
            return Ok(Some(size));
        }
    }
    bundle.media(slug, url).map(|bytes| dimensions(&bytes))
}

fn dimensions(bytes: &[u8]) -> Option<(u32, u32)> {
    ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?.into_dimensions().ok()
}
