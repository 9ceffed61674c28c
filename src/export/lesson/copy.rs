//! A pupil's copy of an archive.

use crate::{
    bundle::{Bundle, Draft, Problem},
    lesson::{articles_needed, pupil_article, pupil_copy},
    model::{Archive, Article, Lesson, LessonPanel, Slug},
};

/// An archive with one lesson, without its key, and with no more of the articles than the lesson shows.
///
/// The archive's file names the lesson in `pupilCopy`: such an archive opens as a lesson.
///
/// # Errors
/// The [`Problem`] of an article that the lesson needs and that cannot be read.
pub fn pupil_archive(bundle: &Bundle, slug: &Slug, lesson: &Lesson) -> Result<Draft, Problem> {
    pupil_archive_of(bundle.archive(), slug, lesson, &|name| bundle.article(name), &|name, url| bundle.media(name, url).ok())
}

/// The same of an archive that is being changed: `article` and `media` give what is in it now.
///
/// # Errors
/// What `article` says of an article that the lesson needs.
pub fn pupil_archive_of(
    own: &Archive,
    slug: &Slug,
    lesson: &Lesson,
    article: &dyn Fn(&Slug) -> Result<Article, Problem>,
    media: &dyn Fn(&Slug, &str) -> Option<Vec<u8>>,
) -> Result<Draft, Problem> {
    let mut draft = Draft::new(&own.title);
    let archive = draft.archive_mut();
    archive.identifier.clone_from(&own.identifier);
    archive.description.clone_from(&own.description);
    archive.license.clone_from(&own.license);
    archive.makers.clone_from(&own.makers);
    archive.date_created = own.date_created;
    if lesson.panels.iter().any(|panel| matches!(panel, LessonPanel::Quotations | LessonPanel::Speakers | LessonPanel::Sources)) {
        archive.speakers.clone_from(&own.speakers);
    }
    archive.extra.insert("pupilCopy".to_owned(), slug.as_str().into());
    for name in &articles_needed(lesson) {
        let article = pupil_article(&article(name)?, lesson);
        for url in article.photos.iter().filter_map(|photo| photo.content_url.as_deref()) {
            // A picture that is missing in the archive is missing in the copy too.
            if let Some(bytes) = media(name, url) {
                draft.put_file(name, url, bytes);
            }
        }
        draft.put_article(name, article);
    }
    draft.put_lesson(slug, pupil_copy(lesson));
    Ok(draft)
}
