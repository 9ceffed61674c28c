//! Lessons at the teacher's desk: made from the archive, changed task by task; `write` gives them out, `print` puts them on paper,
//! `present` on the projector.

mod present;
mod print;
mod write;

use std::sync::Arc;

use super::{correct, results};
use crate::{
    app::{
        action::{Action, Way},
        edits::LessonChange,
        lesson::{LessonStep, OffersOf, Screen},
        open_archive::OpenArchive,
        state::State,
    },
    lesson::{self, Field, Piece, Shelf},
    model::{Article, Lesson, Slug, Task, TaskId},
};

/// From how many articles at most a lesson is made: what a class reads is among the first.
pub const ARTICLES: usize = 60;

/// Takes one step.
pub fn step(state: &mut State, ctx: &egui::Context, step: LessonStep) {
    match step {
        LessonStep::Templates => templates(state),
        LessonStep::From(chosen) => {
            state.desk.offers.chosen = chosen;
            look(state);
        }
        LessonStep::Offers => look(state),
        LessonStep::Offered(of, offers) => {
            // Meanwhile others may have been asked for.
            if state.desk.offers.of.as_ref() == Some(&of) {
                state.desk.offers.all = Some(offers);
            }
        }
        LessonStep::Make(template) => make(state, template),
        LessonStep::Blank => blank(state),
        LessonStep::Open(slug) => open(state, &slug),
        LessonStep::Remove(slug) => remove(state, slug),
        LessonStep::Copy(slug) => copy(state, &slug),
        LessonStep::Task(task) => state.desk.task = task,
        LessonStep::Turn(way) => turn(state, way),
        LessonStep::GoTo(task, field) => {
            state.desk.task = task;
            state.desk.goes_to = (state.desk.goes_to.0 + 1, Some(field));
        }
        LessonStep::Put(name, field, task) => {
            change(state, name, field, |lesson, _| {
                let own = lesson.tasks.iter_mut().find(|own| own.id == task.id)?;
                *own = *task;
                Some(())
            });
        }
        LessonStep::PutLesson(name, field, put) => {
            change(state, name, field, |lesson, _| {
                *lesson = *put;
                Some(())
            });
        }
        LessonStep::Add(task) => add(state, *task),
        LessonStep::Move(task, to) => shift(state, &task, to),
        LessonStep::Shift(way) => {
            let at = state.archive().and_then(|archive| state.desk.task(archive)).map(|(at, task)| (at, task.id.clone()));
            if let Some((at, task)) = at {
                shift(state, &task, if way == Way::Next { at + 2 } else { at.saturating_sub(1) });
            }
        }
        LessonStep::Duplicate(task) => duplicate(state, &task),
        LessonStep::RemoveTask(task) => remove_task(state, &task),
        LessonStep::Piece(task, piece) => put_piece(state, task, &piece),
        LessonStep::Close => close(state),
        LessonStep::Export(form, path) => write::write(state, form, path),
        LessonStep::Print(step) => print::step(state, ctx, step),
        LessonStep::Present(step) => present::step(state, step),
        LessonStep::Results(step) => results::step(state, step),
    }
}

/// The articles of an archive from which a lesson can be made: those chosen, else those that the filter shows.
fn articles(state: &State) -> Vec<Slug> {
    let Some(archive) = state.archive() else { return Vec::new() };
    let chosen = state.desk.offers.chosen.as_ref();
    let is_in = |slug: &Slug| chosen.map_or_else(|| archive.shown.is_article_shown(slug), |chosen| chosen.contains(slug));
    archive.corpus.summaries().map(|summary| &summary.slug).filter(|slug| is_in(slug)).take(ARTICLES).cloned().collect()
}

fn templates(state: &mut State) {
    let Some(archive) = state.archive() else { return };
    if archive.corpus.is_empty() {
        return state.warn("A lesson is made of articles, and this archive has none that can be read. Import some first.");
    }
    state.review.is_shown = false;
    state.desk.screen = Some(Screen::Templates);
    state.desk.offers.chosen = None;
    look(state);
}

/// Looks, on a thread, what the templates make of the archive.
fn look(state: &mut State) {
    let articles = articles(state);
    let Some(archive) = state.archive() else { return };
    let (key, revision, whole) = (archive.key(), archive.unsaved.revision, archive.archive.clone());
    let along = archive.corpus.along(articles.iter());
    let of = OffersOf { key, revision, articles };
    let offers = &mut state.desk.offers;
    // A job has looked at these, or is looking.
    if offers.of.as_ref() == Some(&of) {
        return;
    }
    // What the same articles gave before a change is shown until it is known what they give now.
    if offers.of.as_ref().is_none_or(|before| (before.key, &before.articles) != (of.key, &of.articles)) {
        offers.all = None;
    }
    offers.of = Some(of.clone());
    state.jobs.start("Looking what the archive can fill", move |_| {
        let articles: Vec<(Slug, Arc<Article>)> = along.each().collect();
        let shelf = Shelf::new(&whole, articles.iter().map(|(slug, article)| (slug, &**article)));
        Action::Lesson(LessonStep::Offered(of, Arc::new(lesson::templates(&shelf))))
    });
}

fn make(state: &mut State, template: &str) {
    let offer = state.desk.offers.all.as_ref().and_then(|offers| {
        let offer = offers.iter().find(|offer| offer.template.key == template)?;
        offer.lesson.as_ref().ok().cloned()
    });
    let Some(mut made) = offer else { return };
    // The same offer taken twice makes two lessons.
    made.identifier = format!("urn:uuid:{}", uuid::Uuid::new_v4());
    put_in(state, "New lesson", made);
}

fn blank(state: &mut State) {
    let Some(archive) = state.archive() else { return };
    let mut made = Lesson::new("Untitled lesson", format!("urn:uuid:{}", uuid::Uuid::new_v4()));
    made.in_language = Some("en".to_owned());
    made.time_required = crate::model::Minutes(30);
    made.archive = Some(archive.archive.identifier.clone()).filter(|identifier| !identifier.is_empty());
    made.articles = articles(state).into_iter().take(3).collect();
    put_in(state, "New lesson", made);
}

/// Puts a new lesson into the archive and shows it.
fn put_in(state: &mut State, name: &'static str, made: Lesson) {
    let Some(archive) = state.archive_mut() else { return };
    let mut slug = Slug::from_title(&made.title);
    if archive.lessons.contains_key(&slug) {
        slug = (2..).map(|number| slug.numbered(number)).find(|slug| !archive.lessons.contains_key(slug)).unwrap_or(slug);
    }
    archive.make_lesson(LessonChange { name, slug: slug.clone(), field: None, before: None, after: Some(Arc::new(made)) });
    open(state, &slug);
    correct::keep(state);
}

fn open(state: &mut State, slug: &Slug) {
    let Some(archive) = state.archives.get(state.current.unwrap_or(usize::MAX)) else { return };
    if archive.lessons.contains_key(slug) {
        state.desk.take(archive, slug);
        state.desk.screen = Some(Screen::Editor);
        state.review.is_shown = false;
    }
}

fn remove(state: &mut State, slug: Slug) {
    let Some(archive) = state.archive_mut() else { return };
    let Some(before) = archive.lessons.get(&slug).cloned() else { return };
    let title = before.title.clone();
    archive.make_lesson(LessonChange { name: "Take the lesson out", slug, field: None, before: Some(before), after: None });
    settle(state);
    state.say(format!("“{title}” is taken out. Ctrl+Z brings it back."));
    correct::keep(state);
}

fn copy(state: &mut State, slug: &Slug) {
    let Some(lesson) = state.archive().and_then(|archive| archive.lessons.get(slug)) else { return };
    let mut made = (**lesson).clone();
    made.identifier = format!("urn:uuid:{}", uuid::Uuid::new_v4());
    made.title = format!("{} (copy)", made.title);
    put_in(state, "Copy of a lesson", made);
}

/// Makes one change of the lesson in hand; nothing where `make` gives nothing.
fn change<T>(
    state: &mut State,
    name: &'static str,
    field: Option<String>,
    make: impl FnOnce(&mut Lesson, &OpenArchive) -> Option<T>,
) -> Option<T> {
    let slug = state.desk.lesson.clone()?;
    let archive = state.archive_mut()?;
    let before = archive.lessons.get(&slug)?.clone();
    let mut after = (*before).clone();
    let made = make(&mut after, archive)?;
    if *before != after {
        archive.make_lesson(LessonChange { name, slug, field, before: Some(before), after: Some(Arc::new(after)) });
        settle(state);
        correct::keep(state);
    }
    Some(made)
}

/// After a change or its way back: what is not there any more is let go of, and marks follow the key.
pub fn settle(state: &mut State) {
    let Some(archive) = state.archives.get(state.current.unwrap_or(usize::MAX)) else { return };
    state.desk.settle(archive);
    results::follow(state);
    print::follow(state);
}

fn turn(state: &mut State, way: Way) {
    let Some((_, lesson)) = state.archive().and_then(|archive| state.desk.lesson(archive)) else { return };
    let at = state.desk.task.as_ref().and_then(|id| lesson.tasks.iter().position(|task| task.id == *id));
    let next = match (at, way) {
        (None, Way::Next) => Some(0),
        (Some(at), Way::Next) => Some((at + 1).min(lesson.tasks.len().saturating_sub(1))),
        (Some(at), Way::Previous) => at.checked_sub(1),
        (None, Way::Previous) => None,
    };
    state.desk.task = next.and_then(|at| lesson.tasks.get(at)).map(|task| task.id.clone());
}

fn add(state: &mut State, mut task: Task) {
    let behind = state.desk.task.clone();
    let id = change(state, "Add a task", None, |lesson, archive| {
        task.id = lesson.free_task_id();
        let id = task.id.clone();
        let articles: Vec<Slug> =
            task.material.iter().filter_map(|material| material.article()).chain(task.exercise.article()).cloned().collect();
        for slug in articles.iter().filter(|slug| archive.corpus.article(slug).is_some()) {
            lesson::read_article(lesson, slug);
        }
        let at = behind.and_then(|id| lesson.tasks.iter().position(|task| task.id == id)).map_or(lesson.tasks.len(), |at| at + 1);
        lesson.tasks.insert(at, task);
        Some(id)
    });
    if id.is_some() {
        state.desk.task = id;
        state.desk.goes_to = (state.desk.goes_to.0 + 1, Some(Field::Prompt));
    }
}

/// Takes a task before the one that stands at place `to`, counted before the move.
fn shift(state: &mut State, id: &TaskId, to: usize) {
    change(state, "Move a task", None, |lesson, _| {
        let at = lesson.tasks.iter().position(|task| task.id == *id)?;
        let task = lesson.tasks.remove(at);
        let to = if to > at { to - 1 } else { to };
        lesson.tasks.insert(to.min(lesson.tasks.len()), task);
        Some(())
    });
}

fn duplicate(state: &mut State, id: &TaskId) {
    let new = change(state, "Duplicate a task", None, |lesson, _| {
        let at = lesson.tasks.iter().position(|task| task.id == *id)?;
        let task = Task { id: lesson.free_task_id(), ..lesson.tasks[at].clone() };
        let id = task.id.clone();
        lesson.tasks.insert(at + 1, task);
        Some(id)
    });
    if new.is_some() {
        state.desk.task = new;
    }
}

fn remove_task(state: &mut State, id: &TaskId) {
    let next = change(state, "Take a task out", None, |lesson, _| {
        let at = lesson.tasks.iter().position(|task| task.id == *id)?;
        lesson.tasks.remove(at);
        Some(lesson.tasks.get(at.min(lesson.tasks.len().saturating_sub(1))).map(|task| task.id.clone()))
    });
    if let Some(next) = next {
        state.desk.task = next;
        state.say("The task is taken out. Ctrl+Z brings it back.");
    }
}

fn put_piece(state: &mut State, task: Option<TaskId>, piece: &Piece) {
    let Some(task) = task.or_else(|| state.desk.task.clone()) else {
        return state.warn("Choose a task first: that is where it goes.");
    };
    let said = change(state, "Add to a task", None, |lesson, archive| {
        let slug = piece.article();
        let article = archive.corpus.article(slug)?;
        let shelf = Shelf::new(&archive.archive, [(slug, &**article)]);
        Some(lesson::add_piece(lesson, &task, piece, &shelf))
    });
    match said {
        Some(Some(said)) => {
            state.desk.task = Some(task);
            state.say(said);
        }
        Some(None) => state.say("The task has it already."),
        None => {}
    }
}

fn close(state: &mut State) {
    state.desk.screen = match state.desk.screen {
        Some(Screen::Print) => Some(print::leave(state)),
        Some(Screen::Results | Screen::Present) => Some(Screen::Editor),
        _ => None,
    };
    state.moves += 1;
}
