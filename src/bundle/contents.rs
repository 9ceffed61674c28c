//! Whether what the files hold can be read as what it is said to be; a checksum alone does not tell.

use std::{collections::BTreeSet, io::Cursor};

use image::ImageReader;
use rayon::prelude::*;

use super::{
    error::Problem,
    open::{Bundle, article_file},
    progress::Progress,
};
use crate::model::{Article, Slug};

/// Reads every article and the head of every picture; files in `known` are spoken of already.
pub(super) fn unreadable(bundle: &Bundle, known: &BTreeSet<String>, progress: &Progress) -> Vec<Problem> {
    let articles = bundle.archive().articles.par_iter();
    let read = articles.flat_map_iter(|slug| {
        if progress.is_cancelled() || known.contains(&article_file(slug)) {
            return Vec::new();
        }
        match bundle.article(slug) {
            Ok(article) => pictures(bundle, slug, &article, known),
            Err(problem) => vec![problem],
        }
    });
    read.collect()
}

fn pictures(bundle: &Bundle, slug: &Slug, article: &Article, known: &BTreeSet<String>) -> Vec<Problem> {
    let mut problems = Vec::new();
    for url in article.photos.iter().filter_map(|photo| photo.content_url.as_deref()) {
        let file = format!("data/articles/{slug}/{url}");
        if known.contains(&file) {
            continue;
        }
        match bundle.media(slug, url) {
            Err(problem) => problems.push(problem),
            // Only the head is read: decoding is for showing.
            Ok(bytes) if is_picture(&bytes) => {}
            Ok(_) => problems.push(Problem::new(
                file,
                "The file is no picture that can be shown, though the article says that it is one.",
                "Put the picture there again, or ask whoever made the archive for a sound copy.",
            )),
        }
    }
    problems
}

fn is_picture(bytes: &[u8]) -> bool {
    ImageReader::new(Cursor::new(bytes)).with_guessed_format().is_ok_and(|reader| reader.into_dimensions().is_ok())
}
