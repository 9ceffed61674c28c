//! A pupil's copy: the lesson without what counts as right, and an archive without what gives it away.

use crate::model::{Article, Lesson, LessonPanel, Slug};

/// The lesson as pupils get it: without keys, explanations and the teacher's page.
#[must_use]
pub fn pupil_copy(lesson: &Lesson) -> Lesson {
    let mut copy = lesson.clone();
    copy.pupil_copy = true;
    copy.teacher = None;
    copy.tasks.iter_mut().for_each(|task| task.key = None);
    copy
}

/// The articles that pupils get: those to read, then those that tasks are about.
pub fn articles_needed(lesson: &Lesson) -> Vec<Slug> {
    let mut names: Vec<Slug> = lesson.articles.clone();
    let used =
        lesson.tasks.iter().flat_map(|task| task.material.iter().filter_map(|material| material.article()).chain(task.exercise.article()));
    for slug in used {
        if !names.contains(slug) {
            names.push(slug.clone());
        }
    }
    names
}

/// An article as a pupil's copy has it: what the lesson's panels do not show is left out, for it holds the answers.
#[must_use]
pub fn pupil_article(article: &Article, lesson: &Lesson) -> Article {
    let allows = |panel: LessonPanel| lesson.panels.contains(&panel);
    let mut copy = article.clone();
    // What it was imported from, and what somebody wrote into fields of their own, nobody can vouch for.
    copy.captures.clear();
    copy.extra.clear();
    if !allows(LessonPanel::Quotations) && !allows(LessonPanel::Speakers) {
        copy.quotations.clear();
        copy.rejected.clear();
    }
    if !allows(LessonPanel::Sources) {
        copy.sources.clear();
    }
    if !allows(LessonPanel::Wording) {
        copy.labels.clear();
    }
    copy
}
