//! What an import would take, as one line of JSON.

use serde_json::{Value, json};

use super::file::Imported;
use crate::{model::Creator, quotes};

/// The line that `onrecord extract --json` prints for a file.
pub fn extraction(imported: &Imported, file: &str) -> Value {
    let mut article = imported.article.clone();
    article.quotations.clone_from(&imported.findings.quotations);
    let quotations = quotes::report(&article, &imported.findings.speakers, file)["quotes"].take();
    let authors: Vec<&str> = article.byline.0.iter().map(Creator::name).collect();
    let images: Vec<Value> = article.photos.iter().map(|photo| json!({ "src": photo.content_url, "caption": photo.caption, "creditText": photo.credit_text, "alternateName": photo.alternate_name })).collect();
    json!({
        "file": file,
        "headline": article.headline,
        "alternativeHeadline": article.standfirst,
        "author": authors,
        "publisher": article.publisher,
        "datePublished": article.date_published,
        "dateModified": article.date_modified,
        "inLanguage": article.in_language,
        "url": article.url,
        "articleBody": article.plain_text().as_str(),
        "images": images,
        "quotations": quotations,
    })
}
