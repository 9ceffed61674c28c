//! What a class handed in, as the window holds it: marked, judged by hand, summed up, shown with names or without.

use std::{collections::BTreeMap, path::PathBuf, sync::Arc, time::Duration};

use crate::{
    lesson::{self, Class, Marking, Results},
    model::{Judgement, Lesson, Slug, TaskId, TeacherMarks},
};

/// How many judgements can be taken back.
const LONGEST: usize = 500;

/// The ways to look at results.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ResultsView {
    /// Pupils and tasks.
    #[default]
    Table,
    /// One task after the other: what was answered.
    Tasks,
    /// One task, large, without names.
    Projector,
    /// What a person marks.
    ByHand,
}

/// In which order pupils stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// By name or number.
    #[default]
    Name,
    /// By all points, the fewest first.
    Total,
    /// By the points of one task, the fewest first.
    Task(usize),
}

/// What a class handed in to one lesson.
pub struct Marked {
    /// The archive, by its key.
    pub archive: u64,
    /// The lesson's name.
    pub slug: Slug,
    /// The lesson that it was marked by.
    pub lesson: Arc<Lesson>,
    /// The files and folders that were chosen.
    pub paths: Vec<PathBuf>,
    /// The answers, and what was set aside.
    pub class: Arc<Class>,
    /// A marking for each of the answers.
    pub markings: Vec<Marking>,
    /// What the teacher judged.
    pub judged: TeacherMarks,
    /// Where that is kept.
    pub marks_file: PathBuf,
    /// Everything summed up, with names.
    pub results: Results,
    /// For each row of the results without names, which of the answers it is.
    numbers: Vec<usize>,
    /// The rows in the order shown: which of the answers each is.
    pub rows: Vec<usize>,
    /// How long reading and marking took.
    pub took: Duration,
    /// How it is looked at.
    pub view: ResultsView,
    /// Whether names are hidden.
    pub hides_names: bool,
    /// The order of the rows.
    pub order: Order,
    /// Whether files set aside are listed.
    pub lists_aside: bool,
    /// Which of the answers is being judged by hand.
    pub pupil: usize,
    /// Whether a job is writing the teacher's marks, and whether more came meanwhile.
    pub keeping: (bool, bool),
    done: Vec<Judged>,
    undone: Vec<Judged>,
}

/// One judgement, as what was said before and after.
struct Judged {
    pupil: usize,
    task: TaskId,
    before: Option<Judgement>,
    after: Option<Judgement>,
}

/// What a job made of a folder of answers.
pub struct Read {
    /// The answers, and what was set aside.
    pub class: Class,
    /// What the teacher judged before.
    pub judged: TeacherMarks,
    /// Where that is kept.
    pub marks_file: PathBuf,
    /// How long it took.
    pub took: Duration,
}

/// One step with a class's answers.
pub enum ResultsStep {
    /// Shows the results of the lesson in hand, or asks for the answers.
    Show,
    /// Reads and marks files and folders.
    Mark(Vec<PathBuf>),
    /// What a job made of them, for the lesson of this archive.
    Marked(u64, Slug, Vec<PathBuf>, Box<Result<Read, String>>),
    /// Another way to look at them.
    View(ResultsView),
    /// Hides names or shows them.
    Names(bool),
    /// Another order of rows.
    Order(Order),
    /// Lists the files that were set aside, or not.
    Aside(bool),
    /// Judges the reply of one pupil, by the place of the answers.
    Judge(usize, TaskId, Option<Judgement>),
    /// The pupil whose reply is judged.
    Pupil(usize),
    /// Whether the teacher's marks are written.
    Kept(Result<(), String>),
    /// Writes the results to a file.
    Export(ResultsForm, PathBuf),
}

/// What results are written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultsForm {
    /// A table for any spreadsheet.
    Csv,
    /// A workbook.
    Xlsx,
}

impl ResultsForm {
    /// How its files end.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }
}

impl Marked {
    /// Sums up what was marked.
    pub fn new(archive: u64, slug: Slug, lesson: Arc<Lesson>, paths: Vec<PathBuf>, made: Read) -> Self {
        let Read { class, judged, marks_file, took } = made;
        let mut marked = Self {
            archive,
            slug,
            paths,
            markings: Vec::new(),
            results: lesson::results(&lesson, &class, &[], false),
            lesson,
            class: Arc::new(class),
            judged,
            marks_file,
            numbers: Vec::new(),
            rows: Vec::new(),
            took,
            view: ResultsView::Table,
            hides_names: false,
            order: Order::Name,
            lists_aside: false,
            pupil: 0,
            keeping: (false, false),
            done: Vec::new(),
            undone: Vec::new(),
        };
        let mut by_checksum: Vec<usize> = (0..marked.class.answers.len()).collect();
        by_checksum.sort_by(|a, b| marked.class.answers[*a].sha256.cmp(&marked.class.answers[*b].sha256));
        marked.numbers = vec![0; by_checksum.len()];
        for (number, answers) in by_checksum.into_iter().enumerate() {
            marked.numbers[answers] = number;
        }
        marked.mark_again();
        marked
    }

    /// Marks everything by the lesson as it is now, and sums it up.
    pub fn mark_again(&mut self) {
        self.markings = lesson::mark_class(&self.lesson, &self.class, &self.judged);
        self.results = lesson::results(&self.lesson, &self.class, &self.markings, false);
        self.sort();
    }

    /// Puts the rows into their order.
    pub fn sort(&mut self) {
        let mut rows: Vec<usize> = (0..self.markings.len()).collect();
        match self.order {
            // Hidden names are in an order of their own, which says nothing of them.
            Order::Name if self.hides_names => rows.sort_by_key(|row| self.numbers[*row]),
            Order::Name => {}
            Order::Total => rows.sort_by_key(|row| self.markings[*row].earned),
            Order::Task(task) => rows.sort_by_key(|row| self.markings[*row].marks.get(task).map_or(0, |mark| mark.earned)),
        }
        self.rows = rows;
    }

    /// What to call the pupil of these answers: the name, or a number where names are hidden.
    pub fn name(&self, answers: usize) -> String {
        if self.hides_names {
            return format!("Pupil {}", self.numbers.get(answers).map_or(0, |number| number + 1));
        }
        self.results.pupils.get(answers).map(|pupil| pupil.pupil.clone()).unwrap_or_default()
    }

    /// Everything summed up, as it leaves the window: with numbers in the place of names where names are hidden.
    pub fn to_export(&self) -> Results {
        if self.hides_names { lesson::results(&self.lesson, &self.class, &self.markings, true) } else { self.results.clone() }
    }

    /// What the teacher said to a reply.
    pub fn judgement(&self, answers: usize, task: &TaskId) -> Option<&Judgement> {
        self.judged.judgements.get(&self.class.answers.get(answers)?.sha256)?.get(task)
    }

    /// Judges a reply, or takes a judgement back.
    pub fn judge(&mut self, answers: usize, task: &TaskId, judgement: Option<Judgement>) {
        let before = self.judgement(answers, task).cloned();
        if before == judgement {
            return;
        }
        // The letters of one comment are taken back together.
        let levels = |judgement: &Option<Judgement>| judgement.as_ref().map(|judgement| judgement.level);
        match self.done.last_mut() {
            Some(last) if last.pupil == answers && last.task == *task && levels(&last.after) == levels(&judgement) => {
                last.after.clone_from(&judgement);
            }
            _ => self.done.push(Judged { pupil: answers, task: task.clone(), before, after: judgement.clone() }),
        }
        if self.done.len() > LONGEST {
            self.done.remove(0);
        }
        self.undone.clear();
        self.put(answers, task, judgement);
    }

    fn put(&mut self, answers: usize, task: &TaskId, judgement: Option<Judgement>) {
        let Some(sha256) = self.class.answers.get(answers).map(|filed| filed.sha256.clone()) else { return };
        let own: &mut BTreeMap<TaskId, Judgement> = self.judged.judgements.entry(sha256.clone()).or_default();
        match judgement {
            Some(judgement) => _ = own.insert(task.clone(), judgement),
            None => _ = own.remove(task),
        }
        if own.is_empty() {
            self.judged.judgements.remove(&sha256);
        }
        self.mark_again();
    }

    /// Whether a judgement can be taken back, or made again.
    pub fn can_turn(&self, back: bool) -> bool {
        !if back { &self.done } else { &self.undone }.is_empty()
    }

    /// Takes the last judgement back, or makes it again.
    pub fn turn(&mut self, back: bool) {
        let (from, to) = if back { (&mut self.done, &mut self.undone) } else { (&mut self.undone, &mut self.done) };
        let Some(judged) = from.pop() else { return };
        let (pupil, task) = (judged.pupil, judged.task.clone());
        let value = if back { judged.before.clone() } else { judged.after.clone() };
        to.push(judged);
        self.pupil = pupil;
        self.put(pupil, &task, value);
    }
}
