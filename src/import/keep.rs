//! Putting an imported article into an archive, with its original.

use super::file::Imported;
use crate::{
    bundle::{Draft, sha256},
    model::{Capture, PublicationDate, Slug},
    quotes,
};

/// Puts an article into an archive, with what was found in it the files of its photos and its original byte for byte; gives its name.
pub fn keep(draft: &mut Draft, imported: Imported) -> Slug {
    let Imported { mut article, findings, capture_name, capture_type, capture, captured, pictures, .. } = imported;
    let slug = draft.archive().free_slug(&article.headline);
    quotes::apply(draft.archive_mut(), &mut article, findings);
    for picture in pictures {
        let Some(photo) = article.photos.iter_mut().find(|photo| photo.id == picture.photo) else { continue };
        let content_url = format!("media/{}", picture.name);
        photo.content_url = Some(content_url.clone());
        draft.put_file(&slug, &content_url, picture.bytes);
    }
    let content_url = format!("capture/{capture_name}");
    article.captures.push(Capture {
        content_url: content_url.clone(),
        encoding_format: capture_type,
        sha256: sha256(&capture),
        content_size: capture.len() as u64,
        name: Some(capture_name),
        date_created: Some(captured.unwrap_or_else(PublicationDate::now)),
        ..Capture::default()
    });
    draft.put_file(&slug, &content_url, capture);
    draft.put_article(&slug, article);
    slug
}
