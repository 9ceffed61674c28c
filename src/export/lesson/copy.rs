//! A pupil's copy of an archive.

use crate::{
    bundle::{Bundle, Draft, Problem},
    lesson::{pupil_article, pupil_copy},
    model::{Lesson, LessonPanel, Slug},
};

/// An archive with one lesson, without its key, and with no more of the articles than the lesson shows.
///
/// The archive's file names the lesson in `pupilCopy`: such an archive opens as a lesson.
///
/// # Errors
/// The [`Problem`] of an article that the lesson needs and that cannot be read.
pub fn pupil_archive(bundle: &Bundle, slug: &Slug, lesson: &Lesson) -> Result<Draft, Problem> {
    let own = bundle.archive();
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
    let mut names: Vec<Slug> = lesson.articles.clone();
    let used =
        lesson.tasks.iter().flat_map(|task| task.material.iter().filter_map(|material| material.article()).chain(task.exercise.article()));
    for used in used {
        if !names.contains(used) {
            names.push(used.clone());
        }
    }
    for name in &names {
        let article = pupil_article(&bundle.article(name)?, lesson);
        for url in article.photos.iter().filter_map(|photo| photo.content_url.as_deref()) {
            // A picture that is missing in the archive is missing in the copy too.
            if let Ok(bytes) = bundle.media(name, url) {
                draft.put_file(name, url, bytes);
            }
        }
        draft.put_article(name, article);
    }
    draft.put_lesson(slug, pupil_copy(lesson));
    Ok(draft)
}
