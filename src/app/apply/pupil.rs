//! A pupil's lesson: opening it, answering, keeping every step, handing in.

use std::path::PathBuf;

use super::open;
use crate::{
    app::{
        action::{Action, Way},
        open_archive::OpenArchive,
        pupil::{Pupil, PupilStep, Work, answers_file, answers_folder, earlier},
        selection::Selection,
        settings::{Recent, fingerprint},
        state::State,
    },
    lesson::{self, AnswerSheet},
    model::{Passage, Reply, Slug, TaskId},
};

/// Does one step.
pub fn step(state: &mut State, step: PupilStep) {
    match step {
        PupilStep::Open(path, slug) => open_lesson(state, path, slug),
        PupilStep::Opened(result) => match *result {
            Ok(pupil) => show(state, pupil),
            Err(sentence) => open::trouble(state, "The lesson cannot be opened", sentence, None),
        },
        PupilStep::Begin(name) => begin(state, &name),
        PupilStep::Begun(sheet, problem) => begun(state, *sheet, problem),
        PupilStep::Go(at) => go(state, at),
        PupilStep::Step(way) => {
            let Some(pupil) = &mut state.pupil else { return };
            pupil.turns += 1;
            let at = pupil.at;
            go(state, if way == Way::Next { at + 1 } else { at.saturating_sub(1) });
        }
        PupilStep::Reply(task, reply) => put(state, &task, reply),
        PupilStep::Mark(passages) => mark(state, passages),
        PupilStep::Hint => hint(state),
        PupilStep::Kept(revision, result) => kept(state, revision, result),
        PupilStep::HandIn(path) => hand_in(state, path),
        PupilStep::HandedIn(result) => handed_in(state, result),
        PupilStep::Panel(panel) => {
            if let Some(pupil) = &mut state.pupil {
                pupil.panel = (pupil.panel != Some(panel)).then_some(panel);
                pupil.reads = true;
            }
        }
        PupilStep::Tasks => {
            if let Some(pupil) = &mut state.pupil {
                pupil.lists_tasks = !pupil.lists_tasks;
            }
        }
        PupilStep::Side(reads) => {
            if let Some(pupil) = &mut state.pupil {
                pupil.reads = reads;
            }
        }
        PupilStep::Uncover => {
            if let Some(pupil) = &mut state.pupil {
                pupil.uncovered = true;
            }
        }
        PupilStep::Close => leave(state),
    }
}

/// The lesson that a pupil's copy names; none for every other archive.
pub fn copied_lesson(archive: &OpenArchive) -> Option<Slug> {
    archive.archive.extra.get("pupilCopy").and_then(|name| name.as_str()).and_then(|name| name.parse().ok())
}

fn open_lesson(state: &mut State, path: PathBuf, slug: Option<Slug>) {
    let home = state.home.clone();
    let notebooks = state.notebooks.clone();
    state.dialog = None;
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    state.jobs.start(format!("Opening {name}"), move |progress| {
        let loaded = OpenArchive::load(&path, notebooks.as_ref(), None, progress).map_err(|error| error.to_string());
        if progress.is_cancelled() {
            return Action::Nothing;
        }
        let result = loaded.and_then(|archive| of(archive, slug, home.as_deref()));
        Action::Pupil(PupilStep::Opened(Box::new(result)))
    });
}

/// An archive that was opened and is a pupil's copy: its lesson is read by a job.
pub fn open_copy(state: &mut State, archive: OpenArchive, slug: Slug) {
    let home = state.home.clone();
    state.jobs.start("Opening the lesson", move |_| Action::Pupil(PupilStep::Opened(Box::new(of(archive, Some(slug), home.as_deref())))));
}

/// The lesson of an archive, with the answers to it that are on this computer.
fn of(archive: OpenArchive, slug: Option<Slug>, home: Option<&std::path::Path>) -> Result<Pupil, String> {
    let title = archive.title();
    let names = archive.bundle.lessons();
    let slug = slug.or_else(|| copied_lesson(&archive)).or_else(|| names.first().cloned());
    let Some(slug) = slug else {
        return Err(format!(
            "“{title}” has no lesson in it. Ask your teacher for the file with the lesson; teachers make one from an archive."
        ));
    };
    if !names.contains(&slug) {
        return Err(format!("“{title}” has no lesson of the name {slug}. Ask your teacher for the file again."));
    }
    let lesson = archive.bundle.lesson(&slug).map_err(|problem| problem.to_string())?;
    let named = |name: &Slug| {
        let title = if *name == slug { Some(lesson.title.clone()) } else { archive.bundle.lesson(name).ok().map(|lesson| lesson.title) };
        (name.clone(), title.filter(|title| !title.trim().is_empty()).unwrap_or_else(|| name.to_string()))
    };
    // A pupil's copy shows the one that it was made for.
    let lessons = if copied_lesson(&archive).is_some() { vec![named(&slug)] } else { names.iter().map(named).collect() };
    let earlier = earlier(&answers_folder(home), &lesson);
    Ok(Pupil::new(archive, lessons, slug, &lesson, earlier))
}

fn show(state: &mut State, pupil: Pupil) {
    flush(state);
    let count = pupil.archive.problems.len();
    if count > 0 {
        let files = if count == 1 { "One file".to_owned() } else { format!("{count} files") };
        state.warn(format!("{files} of this lesson are damaged or missing. Tell your teacher; what is there can be answered."));
    }
    if copied_lesson(&pupil.archive).is_some() {
        remember(state, &pupil);
    }
    state.view = crate::app::action::View::Read;
    state.review.is_shown = false;
    state.desk.close();
    state.find = crate::app::state::Find::default();
    state.dialog = None;
    state.moves += 1;
    state.pupil = Some(Box::new(pupil));
}

/// Remembers a pupil's copy among what was opened: from the first page it is gone on with.
fn remember(state: &mut State, pupil: &Pupil) {
    let path = std::path::absolute(&pupil.path).unwrap_or_else(|_| pupil.path.clone());
    let recent = Recent {
        fingerprint: fingerprint(&path),
        path,
        title: pupil.lesson.title.clone(),
        articles: pupil.archive.corpus.len(),
        quotations: pupil.archive.shown.of_quotations,
        opened: jiff::Timestamp::now(),
        verified: None,
    };
    state.settings.remember(recent);
    state.save_settings();
}

fn begin(state: &mut State, name: &str) {
    let name = lesson::shown(name, 120);
    let Some(pupil) = state.pupil.as_ref().filter(|_| !name.is_empty()) else { return };
    let folder = answers_folder(state.home.as_deref());
    let lesson = pupil.lesson.clone();
    state.jobs.start("Opening your answers", move |_| {
        let path = answers_file(&folder, &lesson, &name);
        let made = std::fs::create_dir_all(&folder).map_err(|error| format!("{} could not be made: {error}.", folder.display()));
        let opened = made.and_then(|()| AnswerSheet::open(&path, &lesson, &name).map_err(|error| error.to_string()));
        let (sheet, problem) = match opened {
            Ok(sheet) => (sheet, None),
            Err(problem) => (AnswerSheet::unsaved(&path, &lesson, &name), Some(problem)),
        };
        Action::Pupil(PupilStep::Begun(Box::new(sheet), problem))
    });
}

fn begun(state: &mut State, sheet: AnswerSheet, problem: Option<String>) {
    if let Some(problem) = &problem {
        state.warn(format!("{problem} They are kept in this window until you hand in: do not close it before."));
    }
    let notebooks = state.notebooks.clone();
    let Some(pupil) = &mut state.pupil else { return };
    // Each pupil has notes of their own, also where a class shares a computer.
    let notebook = format!("{} {} {}", pupil.lesson.identifier, pupil.version, sheet.answers().pupil);
    if let Some(notebooks) = notebooks {
        pupil.archive.notebook = notebooks.load(&notebook).0;
    }
    pupil.archive.notebook.archive = notebook;
    pupil.archive.notebook.title.clone_from(&pupil.lesson.title);
    pupil.work = Some(Work::new(sheet, problem));
    let open = pupil.lesson.tasks.iter().position(|task| !pupil.is_answered(task));
    let at = open.unwrap_or(pupil.lesson.tasks.len());
    pupil.turns += 1;
    go(state, at);
}

fn go(state: &mut State, at: usize) {
    let Some(pupil) = &mut state.pupil else { return };
    pupil.at = at.min(pupil.lesson.tasks.len());
    pupil.reads = false;
    pupil.uncovered = false;
    let Some(task) = pupil.task() else { return };
    // The article that the task is about is the one that is read.
    let about: Vec<Slug> = Pupil::articles_of(task).filter(|slug| pupil.archive.corpus.article(slug).is_some()).cloned().collect();
    let is_read = pupil.archive.selection.article.as_ref().is_some_and(|read| about.contains(read));
    if let Some(first) = about.into_iter().next().filter(|_| !is_read) {
        super::select::select(state, Selection::article(first));
    }
}

fn put(state: &mut State, task: &TaskId, reply: Option<Reply>) {
    let Some(work) = state.pupil.as_mut().and_then(|pupil| pupil.work.as_mut()) else { return };
    if work.put(task, reply) {
        keep(state);
    }
}

/// Marks passages; where all of them are marked already, takes their marks away.
fn mark(state: &mut State, passages: Vec<Passage>) {
    let Some(pupil) = &mut state.pupil else { return };
    let Some(task) = pupil.task().map(|task| task.id.clone()) else { return };
    let mut marked = match pupil.reply(&task) {
        Some(Reply::Marked(marked)) => marked.clone(),
        _ => Vec::new(),
    };
    let lies_in = |one: &Passage, other: &Passage| one.part == other.part && other.start <= one.start && one.end <= other.end;
    let takes_away = passages.iter().all(|passage| marked.iter().any(|other| lies_in(passage, other)));
    marked.retain(|other| !passages.iter().any(|passage| passage.overlaps(other)));
    if !takes_away {
        marked.extend(passages);
        marked.sort_by_key(|passage| (passage.start, passage.end));
    }
    put(state, &task, Some(Reply::Marked(marked)));
}

fn hint(state: &mut State) {
    let Some(pupil) = &mut state.pupil else { return };
    let Some(task) = pupil.task().filter(|task| task.hint.is_some()).map(|task| task.id.clone()) else { return };
    let Some(work) = &mut pupil.work else { return };
    work.sheet.set_hint(&task);
    work.revision += 1;
    keep(state);
}

/// Takes the last step back, or makes it again, and shows the task that it was about; whether there was one.
pub fn turn(state: &mut State, back: bool) -> bool {
    let Some(pupil) = &mut state.pupil else { return false };
    let Some(task) = pupil.work.as_mut().and_then(|work| work.turn(back)) else { return false };
    let at = pupil.lesson.tasks.iter().position(|other| other.id == task);
    if let Some(at) = at.filter(|at| *at != pupil.at) {
        go(state, at);
    }
    keep(state);
    true
}

/// Writes what is not written yet, one job at a time: while one writes, later steps wait and are written together.
fn keep(state: &mut State) {
    let Some(work) = state.pupil.as_mut().and_then(|pupil| pupil.work.as_mut()) else { return };
    if work.is_keeping {
        return;
    }
    work.is_keeping = true;
    let (revision, mut sheet) = (work.revision, work.sheet.clone());
    state.jobs.start("Saving your answers", move |_| {
        let result = sheet.save().map(|()| sheet.answers().saved.unwrap_or_default()).map_err(|error| error.to_string());
        Action::Pupil(PupilStep::Kept(revision, result))
    });
}

fn kept(state: &mut State, revision: u64, result: Result<jiff::Timestamp, String>) {
    let Some(work) = state.pupil.as_mut().and_then(|pupil| pupil.work.as_mut()) else { return };
    work.is_keeping = false;
    let more = work.revision != revision;
    match result {
        Ok(saved) => {
            work.kept = revision;
            work.problem = None;
            work.saved = Some(saved);
        }
        Err(problem) => {
            // Said once: the line at the top goes on saying it.
            if work.problem.is_none() {
                work.problem = Some(problem.clone());
                state.warn(problem);
            }
        }
    }
    if more {
        keep(state);
    }
}

/// Writes at once what is not written yet: the window is about to close or to show something else.
pub fn flush(state: &mut State) {
    let Some(work) = state.pupil.as_mut().and_then(|pupil| pupil.work.as_mut()) else { return };
    if work.is_unsaved() && work.sheet.save().is_ok() {
        work.kept = work.revision;
    }
}

fn hand_in(state: &mut State, path: PathBuf) {
    let Some(work) = state.pupil.as_ref().and_then(|pupil| pupil.work.as_ref()) else { return };
    let mut sheet = work.sheet.clone();
    let path = if path.is_dir() || path.extension().is_some() { path } else { path.with_extension(lesson::EXTENSION) };
    state.jobs.start("Handing in", move |_| {
        let result = sheet.hand_in(&path).map_err(|error| error.to_string());
        let when = sheet.answers().handed_in.unwrap_or_default();
        Action::Pupil(PupilStep::HandedIn(result.map(|path| (path, when))))
    });
}

fn handed_in(state: &mut State, result: Result<(PathBuf, jiff::Timestamp), String>) {
    match result {
        Ok((path, when)) => {
            // The end of the lesson says it itself.
            if state.pupil.as_ref().is_some_and(|pupil| pupil.task().is_some()) {
                state.say(format!("Your answers are in {}. Give that file to your teacher.", path.display()));
            }
            if let Some(work) = state.pupil.as_mut().and_then(|pupil| pupil.work.as_mut()) {
                work.handed_in = Some((path, when));
                work.sheet.set_handed_in(when);
                work.saved = Some(when);
            }
        }
        Err(sentence) => open::trouble(state, "Your answers are not handed in yet", sentence, None),
    }
}

/// Leaves the lesson; the answers are kept, and found again when it is opened.
pub fn leave(state: &mut State) {
    if state.pupil.is_some() {
        flush(state);
        state.pupil = None;
        state.find = crate::app::state::Find::default();
        state.moves += 1;
        state.look_at_recents();
    }
}
