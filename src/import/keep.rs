//! Putting an imported article into an archive, with its pictures and its original.

use super::{
    file::{Imported, Picture},
    pictures::{is_shown, is_svg},
};
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
    let (pictures, unshown): (Vec<Picture>, Vec<Picture>) = pictures.into_iter().partition(|picture| is_shown(&picture.bytes));
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
    // What the window cannot show stays with the original it came with.
    for picture in unshown {
        let content_url = free(article, &picture.name);
        article.captures.push(Capture {
            content_url: content_url.clone(),
            encoding_format: if is_svg(&picture.bytes) { "image/svg+xml" } else { "image/avif" }.to_owned(),
            sha256: sha256(&picture.bytes),
            content_size: picture.bytes.len() as u64,
            name: Some(picture.name),
            date_created: Some(PublicationDate::now()),
            ..Capture::default()
        });
        draft.put_file(slug, &content_url, picture.bytes);
    }
}

/// A place in `capture/` that no earlier capture of the article has.
fn free(article: &Article, name: &str) -> String {
    let (stem, ending) = name.split_once('.').unwrap_or((name, ""));
    let dot = if ending.is_empty() { "" } else { "." };
    let numbered = (2..).map(|number| format!("capture/{stem}-{number}{dot}{ending}"));
    let is_free = |url: &String| !article.captures.iter().any(|capture| capture.content_url.eq_ignore_ascii_case(url));
    std::iter::once(format!("capture/{name}")).chain(numbered).find(is_free).unwrap_or_else(|| format!("capture/{name}"))
}
