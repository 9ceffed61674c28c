//! What is written of a lesson: a pupil's copy, pages, sheets, forms for other systems.

use std::path::{Path, PathBuf};

use crate::{
    app::{action::Action, lesson::LessonForm, state::State},
    bundle::{Form, Problem, Progress},
    export::{self, PageMode},
    lesson,
    model::{Archive, Article, Lesson, Slug},
};

/// Writes the lesson in hand, on a thread.
pub(super) fn write(state: &mut State, form: LessonForm, path: PathBuf) {
    let Some(archive) = state.archive() else { return };
    let Some((slug, lesson)) = state.desk.lesson(archive) else { return };
    let path = if path.extension().is_some() { path } else { path.with_extension(form.extension()) };
    let (slug, lesson, bundle, whole) = (slug.clone(), lesson.clone(), archive.bundle.clone(), archive.archive.clone());
    let articles = archive.corpus.along(lesson::articles_needed(&lesson).iter());
    state.jobs.start(format!("Writing {}", form.title().trim_end_matches('…')), move |progress| {
        let media = |slug: &Slug, url: &str| bundle.media(slug, url).ok();
        let articles: Vec<(Slug, Article)> = articles.each().map(|(slug, article)| (slug, (*article).clone())).collect();
        let written = match form {
            LessonForm::PupilCopy => {
                let article = |slug: &Slug| articles.iter().find(|(other, _)| other == slug).map(|(_, article)| article.clone());
                let article = |slug: &Slug| {
                    let sentence = "The lesson needs an article that is not in the archive any more.";
                    article(slug).ok_or_else(|| Problem::new(slug.as_str(), sentence, "Take it out of the lesson, or import it again."))
                };
                pupil_copy(&whole, &slug, &lesson, &path, &article, &media, progress)
            }
            _ => bytes(form, &lesson, &articles, &media)
                .and_then(|bytes| export::write_whole(&path, &bytes).map_err(|error| error.to_string())),
        };
        Action::Exported(written.map(|()| path))
    });
}

type Media<'a> = &'a dyn Fn(&Slug, &str) -> Option<Vec<u8>>;

fn pupil_copy(
    whole: &Archive,
    slug: &Slug,
    lesson: &Lesson,
    path: &Path,
    article: &dyn Fn(&Slug) -> Result<Article, Problem>,
    media: Media<'_>,
    progress: &Progress,
) -> Result<(), String> {
    let draft = export::pupil_archive_of(whole, slug, lesson, article, media).map_err(|problem| problem.to_string())?;
    draft.save(path, Form::Zip, progress).map(|_| ()).map_err(|error| error.to_string())
}

fn bytes(form: LessonForm, lesson: &Lesson, articles: &[(Slug, Article)], media: Media<'_>) -> Result<Vec<u8>, String> {
    let said = |error: std::io::Error| format!("The lesson could not be written: {error}. Try another form, and report what happened.");
    Ok(match form {
        LessonForm::Page | LessonForm::PupilCopy => export::lesson_html(lesson, articles, media, PageMode::HandIn).into_bytes(),
        LessonForm::Practice => export::lesson_html(lesson, articles, media, PageMode::Practise).into_bytes(),
        LessonForm::Moodle => export::lesson_moodle(lesson, articles, media).map_err(said)?,
        LessonForm::Gift => export::lesson_gift(lesson, articles).into_bytes(),
        LessonForm::Qti => export::lesson_qti(lesson, articles, media).map_err(said)?,
        LessonForm::H5p => export::lesson_h5p(lesson, articles, media).map_err(said)?,
        LessonForm::Json => {
            let mut bytes = serde_json::to_vec_pretty(lesson).map_err(|error| error.to_string())?;
            bytes.push(b'\n');
            bytes
        }
    })
}
