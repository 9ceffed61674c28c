//! Putting an imported article into an archive, with its pictures and its original.

use super::file::Imported;
use crate::{
    bundle::{Draft, sha256},
    model::{Article, Capture, PublicationDate, Slug},
    quotes,
};

/// Puts an article into an archive, with what was found in it, the files of its photos and its original byte for byte; gives its name.
pub fn keep(draft: &mut Draft, imported: Imported) -> Slug {
    let slug = draft.archive().free_slug(&imported.article.headline);
    let mut article = imported.article.clone();
    quotes::apply(draft.archive_mut(), &mut article, imported.findings.clone());
    put_files(draft, &slug, &mut article, imported);
    draft.put_article(&slug, article);
    slug
}

/// Puts the files that came with an article into its folder, and says in the article where they are.
pub(super) fn put_files(draft: &mut Draft, slug: &Slug, article: &mut Article, imported: Imported) {
    let Imported { capture_name, capture_type, capture, pictures, source, .. } = imported;
    for picture in pictures {
        let Some(photo) = article.photos.iter_mut().find(|photo| photo.id == picture.photo) else { continue };
        let content_url = format!("media/{}", picture.name);
        photo.content_url = Some(content_url.clone());
        photo.extra.insert("sha256".to_owned(), sha256(&picture.bytes).into());
        draft.put_file(slug, &content_url, picture.bytes);
    }
    let content_url = free(article, &capture_name);
    article.captures.push(Capture {
        content_url: content_url.clone(),
        encoding_format: capture_type,
        sha256: sha256(&capture),
        content_size: capture.len() as u64,
        name: Some(capture_name),
        url: source.address,
        date_captured: source.captured,
        date_created: Some(PublicationDate::now()),
        ..Capture::default()
    });
    draft.put_file(slug, &content_url, capture);
}

/// A place in `capture/` that no earlier capture of the article has.
fn free(article: &Article, name: &str) -> String {
    let (stem, ending) = name.split_once('.').unwrap_or((name, ""));
    let dot = if ending.is_empty() { "" } else { "." };
    let numbered = (2..).map(|number| format!("capture/{stem}-{number}{dot}{ending}"));
    let is_free = |url: &String| !article.captures.iter().any(|capture| capture.content_url.eq_ignore_ascii_case(url));
    std::iter::once(format!("capture/{name}")).chain(numbered).find(is_free).unwrap_or_else(|| format!("capture/{name}"))
}
