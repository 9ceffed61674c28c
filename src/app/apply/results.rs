//! A class's answers: read and marked on a thread, judged by hand, kept, written.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Instant,
};

use super::{ask, open};
use crate::{
    app::{
        action::{Action, Ask},
        lesson::{LessonStep, Screen},
        results::{Marked, Read, ResultsForm, ResultsStep},
        state::State,
    },
    bundle::Progress,
    export, lesson,
    model::{Lesson, Slug},
};

/// Takes one step.
pub fn step(state: &mut State, step: ResultsStep) {
    match step {
        ResultsStep::Show => show(state),
        ResultsStep::Mark(paths) => mark(state, paths),
        ResultsStep::Marked(key, slug, paths, read) => marked(state, key, slug, paths, *read),
        ResultsStep::Export(form, path) => write(state, form, path),
        ResultsStep::Kept(result) => kept(state, result),
        step => {
            let Some(marked) = &mut state.desk.marked else { return };
            match step {
                ResultsStep::View(view) => marked.view = view,
                ResultsStep::Names(hides) => {
                    marked.hides_names = hides;
                    marked.sort();
                }
                ResultsStep::Order(order) => {
                    marked.order = order;
                    marked.sort();
                }
                ResultsStep::Aside(lists) => marked.lists_aside = lists,
                ResultsStep::Pupil(pupil) => marked.pupil = pupil.min(marked.class.answers.len().saturating_sub(1)),
                ResultsStep::Judge(pupil, task, judgement) => {
                    marked.judge(pupil, &task, judgement);
                    keep(state);
                }
                _ => {}
            }
        }
    }
}

/// Takes the last judgement back, or makes it again.
pub fn turn(state: &mut State, back: bool) {
    if let Some(marked) = &mut state.desk.marked {
        marked.turn(back);
        keep(state);
    }
}

/// Shows the results of the lesson in hand; where there are none yet, asks for the answers.
fn show(state: &mut State) {
    let Some(archive) = state.archive() else { return };
    let key = archive.key();
    let is_it = state.desk.marked.as_ref().is_some_and(|marked| marked.archive == key && Some(&marked.slug) == state.desk.lesson.as_ref());
    if is_it {
        state.desk.screen = Some(Screen::Results);
        follow(state);
    } else {
        ask::ask(state, Ask::Answers);
    }
}

/// Where the lesson was changed since its answers were marked, they are marked again by the lesson as it is.
pub fn follow(state: &mut State) {
    let Some(archive) = state.archives.get(state.current.unwrap_or(usize::MAX)) else { return };
    let Some(marked) = state.desk.marked.as_mut().filter(|marked| marked.archive == archive.key()) else { return };
    let Some(now) = archive.lessons.get(&marked.slug).filter(|now| !Arc::ptr_eq(now, &marked.lesson)) else { return };
    let is_same = lesson::version(now) == lesson::version(&marked.lesson);
    marked.lesson = now.clone();
    if is_same {
        marked.mark_again();
    } else {
        // Other tasks: the files themselves have to be looked at again.
        let paths = marked.paths.clone();
        if state.desk.screen == Some(Screen::Results) {
            mark(state, paths);
        } else {
            state.desk.marked = None;
        }
    }
}

fn mark(state: &mut State, paths: Vec<PathBuf>) {
    let Some(archive) = state.archive() else { return };
    let in_front = state.desk.screen.and(state.desk.lesson(archive));
    let in_hand = in_front.map(|(slug, lesson)| (slug.clone(), lesson.clone()));
    // Answers that are dropped say themselves which lesson they belong to.
    let all: Vec<(Slug, Arc<Lesson>)> = archive.lessons.iter().map(|(slug, lesson)| (slug.clone(), lesson.clone())).collect();
    if all.is_empty() {
        return state.warn("This archive has no lesson that answers could belong to. Open the archive with the lesson, then mark again.");
    }
    let key = archive.key();
    state.jobs.start("Marking", move |progress| {
        let begun = Instant::now();
        let files = match lesson::files(&paths) {
            Ok(files) => files,
            Err((path, error)) => {
                let sentence = format!("{} could not be read: {error}. Choose another folder.", path.display());
                let slug = in_hand.map_or_else(|| all[0].0.clone(), |(slug, _)| slug);
                return Action::Lesson(LessonStep::Results(ResultsStep::Marked(key, slug, paths, Box::new(Err(sentence)))));
            }
        };
        let (slug, own) = in_hand.unwrap_or_else(|| belonging(&files, &all));
        let read = read(&own, &paths, &files, progress, begun);
        if progress.is_cancelled() {
            return Action::Say("Marking was stopped. Nothing was changed.".to_owned());
        }
        Action::Lesson(LessonStep::Results(ResultsStep::Marked(key, slug, paths, Box::new(read))))
    });
}

/// The lesson that the first sound file names, else the first.
fn belonging(files: &[PathBuf], all: &[(Slug, Arc<Lesson>)]) -> (Slug, Arc<Lesson>) {
    let named = files
        .iter()
        .take(20)
        .filter_map(|file| lesson::read(file).ok())
        .find_map(|(answers, _)| all.iter().find(|(_, lesson)| lesson.identifier == answers.lesson.identifier));
    named.unwrap_or(&all[0]).clone()
}

fn read(own: &Lesson, paths: &[PathBuf], files: &[PathBuf], progress: &Progress, begun: Instant) -> Result<Read, String> {
    let marks_file = marks_file(paths, own);
    let judged = lesson::read_marks(&marks_file, own)?;
    let class = lesson::collect_watched(own, files, progress);
    Ok(Read { class, judged, marks_file, took: begun.elapsed() })
}

/// Where the teacher's marks are kept: in the folder of the answers, under the lesson's name.
fn marks_file(paths: &[PathBuf], own: &Lesson) -> PathBuf {
    let first = paths.first().map_or_else(|| Path::new("."), PathBuf::as_path);
    let folder = if first.is_dir() { first } else { first.parent().unwrap_or_else(|| Path::new(".")) };
    // The command line takes any such file in the folder by itself: one that is there already is gone on with.
    let known = std::fs::read_dir(folder).ok().and_then(|entries| {
        let mut found: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        found.sort();
        found.into_iter().find(|path| path.extension().is_some_and(|end| end == "marks") && lesson::read_marks(path, own).is_ok())
    });
    known.unwrap_or_else(|| folder.join(format!("{}.marks", Slug::from_title(&own.title))))
}

fn marked(state: &mut State, key: u64, slug: Slug, paths: Vec<PathBuf>, read: Result<Read, String>) {
    let Some(archive) = state.archives.get(state.current.unwrap_or(usize::MAX)).filter(|archive| archive.key() == key) else { return };
    let Some(own) = archive.lessons.get(&slug).cloned() else { return };
    let read = match read {
        Ok(read) => read,
        Err(sentence) => return open::trouble(state, "The answers could not be marked", sentence, None),
    };
    if state.desk.lesson.as_ref() != Some(&slug) {
        state.desk.take(archive, &slug);
    }
    let marked = Marked::new(key, slug, own, paths, read);
    let (count, aside) = (marked.class.answers.len(), marked.class.set_aside.len());
    state.desk.screen = Some(Screen::Results);
    if count == 0 {
        state.warn(match aside {
            0 => "There is no file in that folder. Choose the folder that the class handed in to.".to_owned(),
            _ => format!("None of the files could be marked. “{aside} set aside” says why, file by file."),
        });
    }
    state.desk.marked = Some(marked);
}

/// Writes the teacher's marks, on a thread, one job at a time.
fn keep(state: &mut State) {
    let Some(marked) = &mut state.desk.marked else { return };
    if marked.keeping.0 {
        marked.keeping.1 = true;
        return;
    }
    marked.keeping = (true, false);
    let (path, judged) = (marked.marks_file.clone(), marked.judged.clone());
    state
        .jobs
        .start("Keeping your marks", move |_| Action::Lesson(LessonStep::Results(ResultsStep::Kept(lesson::write_marks(&path, &judged)))));
}

fn kept(state: &mut State, result: Result<(), String>) {
    if let Err(sentence) = result {
        state.warn(format!("Your marks are not kept. {sentence}"));
    }
    let Some(marked) = &mut state.desk.marked else { return };
    let again = marked.keeping.1;
    marked.keeping = (false, false);
    if again {
        keep(state);
    }
}

fn write(state: &mut State, form: ResultsForm, path: PathBuf) {
    let Some(marked) = &state.desk.marked else { return };
    let path = if path.extension().is_some() { path } else { path.with_extension(form.extension()) };
    let results = marked.to_export();
    state.jobs.start("Writing the results", move |_| {
        let bytes = match form {
            ResultsForm::Csv => Ok(export::results_csv(&results).into_bytes()),
            ResultsForm::Xlsx => export::results_xlsx(&results).map_err(|error| format!("The workbook could not be made: {error}.")),
        };
        let written = bytes.and_then(|bytes| export::write_whole(&path, &bytes).map_err(|error| error.to_string()));
        Action::Exported(written.map(|()| path))
    });
}
