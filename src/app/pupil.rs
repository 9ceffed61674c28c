//! A pupil at work on a lesson: the lesson without its key, the answers so far, what can be taken back.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::Timestamp;

use super::{action::Way, open_archive::OpenArchive};
use crate::{
    lesson::{self, AnswerSheet, pupil_copy, shown, version},
    model::{Answers, Exercise, Lesson, LessonPanel, Material, Passage, PhotoId, Reply, Slug, Task, TaskId, Unit},
};

/// How many steps can be taken back.
const LONGEST: usize = 500;

/// A step of a pupil.
pub enum PupilStep {
    /// Opens a lesson of an archive as its pupils see it: the one of this name, or the first.
    Open(PathBuf, Option<Slug>),
    /// A lesson that a job has read, or why it could not.
    Opened(Box<Result<Pupil, String>>),
    /// Begins under a name or number, or goes on where that one was.
    Begin(String),
    /// Answers that a job has begun or found again.
    Begun(Box<AnswerSheet>, Option<String>),
    /// Shows a task, by its place; behind the last one the end.
    Go(usize),
    /// The next task or the one before.
    Step(Way),
    /// Keeps the reply to a task.
    Reply(TaskId, Option<Reply>),
    /// Marks passages for the task that is shown, or takes their marks away.
    Mark(Vec<Passage>),
    /// Shows the hint of the task that is shown.
    Hint,
    /// Whether answers were written, of this revision.
    Kept(u64, Result<Timestamp, String>),
    /// Writes what is handed in.
    HandIn(PathBuf),
    /// Where it was written, or why not.
    HandedIn(Result<(PathBuf, Timestamp), String>),
    /// Shows or hides a panel of the lesson.
    Panel(LessonPanel),
    /// Shows or hides the list of tasks.
    Tasks,
    /// In a narrow window: shows the task, or the article.
    Side(bool),
    /// Shows the article that waited behind a picture.
    Uncover,
    /// Leaves the lesson; the answers are kept.
    Close,
}

/// A lesson as it is answered.
pub struct Pupil {
    /// What is read: only the lesson's articles, without what gives the answers away.
    pub archive: OpenArchive,
    /// The file that it came from.
    pub path: PathBuf,
    /// The lessons of the file, by name and title.
    pub lessons: Vec<(Slug, String)>,
    /// The name of the one that is answered.
    pub slug: Slug,
    /// The lesson, without its key.
    pub lesson: Arc<Lesson>,
    /// Its version, as answers name it.
    pub version: String,
    /// Answers to it that are on this computer, the last ones first.
    pub earlier: Vec<Answers>,
    /// The answers; none before somebody gave a name or number.
    pub work: Option<Work>,
    /// The task that is shown; behind the last one the end.
    pub at: usize,
    /// The panel that is open beside the article.
    pub panel: Option<LessonPanel>,
    /// Whether the list of tasks is shown.
    pub lists_tasks: bool,
    /// In a narrow window: whether the article is shown in the place of the task.
    pub reads: bool,
    /// Whether the article is shown although the task wants its picture looked at first.
    pub uncovered: bool,
    /// Counts moves to another task by key, so that the keyboard goes along.
    pub turns: u64,
}

/// The answers of one pupil, and what of them is on disk.
pub struct Work {
    /// The answers.
    pub sheet: AnswerSheet,
    /// Counts the steps.
    pub revision: u64,
    /// The step that is on disk.
    pub kept: u64,
    /// Whether a job is writing just now.
    pub is_keeping: bool,
    /// Why the last step is not on disk.
    pub problem: Option<String>,
    /// When the last step was written.
    pub saved: Option<Timestamp>,
    /// What was handed in and when.
    pub handed_in: Option<(PathBuf, Timestamp)>,
    done: Vec<Turn>,
    undone: Vec<Turn>,
}

/// One step that can be taken back: a task with its reply before and after.
#[derive(Clone, Debug)]
struct Turn {
    task: TaskId,
    before: Option<Reply>,
    after: Option<Reply>,
}

impl Pupil {
    /// A lesson of an archive, ready to be answered.
    pub fn new(archive: OpenArchive, lessons: Vec<(Slug, String)>, slug: Slug, lesson: &Lesson, earlier: Vec<Answers>) -> Self {
        let version = version(lesson);
        let lesson = pupil_copy(lesson);
        Self {
            path: archive.bundle.path().to_owned(),
            archive: archive.for_pupils(&lesson),
            lessons,
            slug,
            lesson: Arc::new(lesson),
            version,
            earlier,
            work: None,
            at: 0,
            panel: None,
            lists_tasks: false,
            reads: false,
            uncovered: false,
            turns: 0,
        }
    }

    /// The task that is shown; none at the end.
    pub fn task(&self) -> Option<&Task> {
        self.lesson.tasks.get(self.at)
    }

    /// The picture that the task wants looked at before anything is read: all its material is pictures without their captions.
    pub fn looks_first(&self) -> Option<(&Slug, &PhotoId)> {
        let material = &self.task().filter(|_| !self.uncovered)?.material;
        let bare = |material: &Material| matches!(material, Material::Photo(photo) if !photo.caption);
        let Some(Material::Photo(first)) = material.first().filter(|_| material.iter().all(bare)) else { return None };
        self.archive.corpus.article(&first.article)?.photo(&first.photo)?;
        Some((&first.article, &first.photo))
    }

    /// The reply to a task.
    pub fn reply(&self, task: &TaskId) -> Option<&Reply> {
        self.work.as_ref()?.sheet.answers().replies.get(task)
    }

    /// Whether a task is answered.
    pub fn is_answered(&self, task: &Task) -> bool {
        self.reply(&task.id).is_some_and(|reply| !reply.is_empty())
    }

    /// How many tasks are answered.
    pub fn answered(&self) -> usize {
        self.lesson.tasks.iter().filter(|task| self.is_answered(task)).count()
    }

    /// Whether the hint of a task was asked for.
    pub fn has_hint(&self, task: &TaskId) -> bool {
        self.work.as_ref().is_some_and(|work| work.sheet.answers().hints.contains(task))
    }

    /// Whether the lesson shows a panel.
    pub fn allows(&self, panel: LessonPanel) -> bool {
        self.lesson.panels.contains(&panel)
    }

    /// Who is at work.
    pub fn name(&self) -> String {
        self.work.as_ref().map(|work| shown(&work.sheet.answers().pupil, 60)).unwrap_or_default()
    }

    /// What of the article of this name is being marked: the units and the passages so far; none where the task marks nothing there.
    pub fn marking(&self, slug: &Slug) -> Option<(Unit, &[Passage])> {
        self.work.as_ref()?;
        let task = self.task()?;
        let (Exercise::Highlight(highlight) | Exercise::Evidence(highlight)) = &task.exercise else { return None };
        if highlight.article != *slug {
            return None;
        }
        let marked = match self.reply(&task.id) {
            Some(Reply::Marked(marked)) => marked.as_slice(),
            _ => &[],
        };
        Some((highlight.unit, marked))
    }

    /// The articles that a task is about, in the order of its material.
    pub fn articles_of(task: &Task) -> impl Iterator<Item = &Slug> {
        task.exercise.article().into_iter().chain(task.material.iter().filter_map(|material| material.article()))
    }
}

impl Work {
    /// Work on a sheet that is on disk, or could not be written for the reason given.
    pub fn new(sheet: AnswerSheet, problem: Option<String>) -> Self {
        let saved = sheet.answers().saved.filter(|_| problem.is_none());
        Self { sheet, revision: 0, kept: 0, is_keeping: false, problem, saved, handed_in: None, done: Vec::new(), undone: Vec::new() }
    }

    /// Puts a reply in, so that it can be taken back; whether that changed something.
    pub fn put(&mut self, task: &TaskId, after: Option<Reply>) -> bool {
        let after = after.filter(|reply| !reply.is_empty());
        let before = self.sheet.answers().replies.get(task).cloned();
        if before == after {
            return false;
        }
        self.undone.clear();
        let types = |reply: &Option<Reply>| matches!(reply, Some(Reply::Written(_) | Reply::Rows(_)));
        match self.done.last_mut() {
            // Letters typed one after another are one step.
            Some(last) if last.task == *task && types(&last.after) && (types(&after) || after.is_none()) => last.after.clone_from(&after),
            _ => self.done.push(Turn { task: task.clone(), before, after: after.clone() }),
        }
        if self.done.len() > LONGEST {
            self.done.remove(0);
        }
        self.set(task, after);
        true
    }

    /// Takes the last step back, or makes it again; the task that it was about.
    pub fn turn(&mut self, back: bool) -> Option<TaskId> {
        let (from, to) = if back { (&mut self.done, &mut self.undone) } else { (&mut self.undone, &mut self.done) };
        let turn = from.pop()?;
        to.push(turn.clone());
        self.set(&turn.task, if back { turn.before } else { turn.after });
        Some(turn.task)
    }

    /// Whether a step can be taken back, and whether one can be made again.
    pub fn can_turn(&self) -> (bool, bool) {
        (!self.done.is_empty(), !self.undone.is_empty())
    }

    fn set(&mut self, task: &TaskId, reply: Option<Reply>) {
        self.sheet.set(task, reply);
        self.revision += 1;
    }

    /// Whether a step is not on disk yet.
    pub fn is_unsaved(&self) -> bool {
        self.revision != self.kept || self.problem.is_some()
    }
}

/// The folder of the answers that are on this computer.
pub fn answers_folder(home: Option<&Path>) -> PathBuf {
    home.map_or_else(|| std::env::temp_dir().join("onrecord-answers"), |home| home.join("answers"))
}

/// The file of a pupil's answers: named so that one finds it, told apart by lesson, version and pupil.
pub fn answers_file(folder: &Path, lesson: &Lesson, pupil: &str) -> PathBuf {
    let answers = Answers::new(lesson, version(lesson), pupil);
    let sum = lesson::checksum(&serde_json::json!([answers.lesson.identifier, answers.lesson.sha256, pupil]));
    let name = lesson::file_name(&answers);
    let stem = name.strip_suffix(lesson::EXTENSION).unwrap_or(&name).trim_end_matches('.');
    folder.join(format!("{stem}-{}.{}", &sum[..8], lesson::EXTENSION))
}

/// The answers to a lesson that lie in a folder, the last ones first; what is no answer to it is passed by.
pub fn earlier(folder: &Path, lesson: &Lesson) -> Vec<Answers> {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut found: Vec<Answers> = files
        .filter(|path| path.extension().is_some_and(|end| end == lesson::EXTENSION))
        .filter_map(|path| lesson::read(&path).ok())
        .map(|(answers, _)| answers)
        .filter(|answers| lesson::belongs(answers, lesson).is_ok())
        .collect();
    found.sort_by_key(|answers| std::cmp::Reverse(answers.saved));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ChoiceId;

    fn work() -> Work {
        let mut lesson = Lesson::new("L", "urn:x");
        lesson.tasks = vec![Task { id: TaskId::new("a"), ..Task::default() }];
        Work::new(AnswerSheet::unsaved(Path::new("x"), &lesson, "Ada"), None)
    }

    #[test]
    fn steps_are_taken_back_one_by_one_and_typing_is_one_step() {
        let mut work = work();
        let (a, b) = (TaskId::new("a"), TaskId::new("b"));
        let chosen = |id: &str| Some(Reply::Chosen(vec![ChoiceId::new(id)]));
        assert!(work.put(&a, chosen("x")) && work.put(&a, chosen("y")) && !work.put(&a, chosen("y")));
        for words in ["W", "Wo", "Wor"] {
            assert!(work.put(&b, Some(Reply::Written(words.into()))));
        }
        assert_eq!(work.turn(true), Some(b.clone()));
        assert!(!work.sheet.answers().replies.contains_key(&b));
        assert_eq!(work.turn(true), Some(a.clone()));
        assert_eq!(work.sheet.answers().replies.get(&a), chosen("x").as_ref());
        assert_eq!(work.turn(false), Some(a.clone()));
        assert_eq!(work.sheet.answers().replies.get(&a), chosen("y").as_ref());
        assert_eq!(work.turn(false), Some(b));
        assert_eq!((work.turn(false), work.can_turn()), (None, (true, false)));
    }

    #[test]
    fn pupils_whose_names_are_written_alike_have_files_of_their_own() {
        let lesson = Lesson::new("L", "urn:x");
        let file = |pupil: &str| answers_file(Path::new("/f"), &lesson, pupil);
        assert_ne!(file("Sam"), file("sam!"));
        assert_eq!(file("Sam"), file("Sam"));
        assert!(file("../../etc").starts_with("/f"));
    }
}
