//! The teacher's desk: which lesson is in hand, what an archive can fill, what is on the projector.

use std::{
    collections::BTreeMap,
    path::PathBuf,
    sync::Arc,
    time::{Duration, Instant},
};

use super::{
    action::Way,
    open_archive::OpenArchive,
    print::{PrintStep, Printing},
    results::Marked,
};
use crate::{
    lesson::{Field, Offer, Piece},
    model::{ChoiceId, Lesson, Slug, Task, TaskId},
};

/// How long the timer runs at first.
const TIMER: Duration = Duration::from_secs(120);

/// Which screen of lessons fills the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// What the archive can make a lesson of.
    Templates,
    /// One lesson, task by task.
    Editor,
    /// What a class handed in.
    Results,
    /// One task on the projector.
    Present,
    /// A sheet before it is printed.
    Print,
}

/// Everything about lessons in the window.
#[derive(Default)]
pub struct Desk {
    /// The screen that fills the window; nothing while the archive itself is shown.
    pub screen: Option<Screen>,
    /// The lesson in hand, by its name in the archive that is shown.
    pub lesson: Option<Slug>,
    /// The task in hand; nothing for the lesson as a whole.
    pub task: Option<TaskId>,
    /// Counts the links that were followed, with the field that the last one leads to.
    pub goes_to: (u64, Option<Field>),
    /// What the archive can fill.
    pub offers: Offers,
    /// What a class handed in.
    pub marked: Option<Marked>,
    /// What is on the projector.
    pub shown: Shown,
    /// What is on its way to paper.
    pub printing: Printing,
}

/// What the templates make of an archive.
#[derive(Default)]
pub struct Offers {
    /// The articles to make a lesson from; nothing for those that the filter shows.
    pub chosen: Option<Vec<Slug>>,
    /// What was looked at, or is being looked at.
    pub of: Option<OffersOf>,
    /// What came of it; nothing while a job looks for the first time.
    pub all: Option<Arc<Vec<Offer>>>,
}

/// What is looked at for what it can fill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OffersOf {
    /// The archive, by its key.
    pub key: u64,
    /// Its revision.
    pub revision: u64,
    /// Its articles.
    pub articles: Vec<Slug>,
}

/// One task on the projector.
#[derive(Debug)]
pub struct Shown {
    /// Whether the right answer is shown.
    pub is_revealed: bool,
    /// Whether the hint is shown.
    pub has_hint: bool,
    /// How many hands went up for an answer.
    pub hands: BTreeMap<(TaskId, ChoiceId), u32>,
    /// When the timer ends, while it runs.
    pub ends: Option<Instant>,
    /// What is left of the time while the timer stands still.
    pub left: Duration,
    /// Whether the presentation was begun from the results, to which it then leads back.
    pub from_results: bool,
}

impl Default for Shown {
    fn default() -> Self {
        Self { is_revealed: false, has_hint: false, hands: BTreeMap::new(), ends: None, left: TIMER, from_results: false }
    }
}

impl Shown {
    /// What is left of the time.
    pub fn time_left(&self) -> Duration {
        self.ends.map_or(self.left, |ends| ends.saturating_duration_since(Instant::now()))
    }
}

impl Desk {
    /// Leaves lessons for the archive itself.
    pub fn close(&mut self) {
        self.screen = None;
    }

    /// The lesson in hand.
    pub fn lesson<'a>(&self, archive: &'a OpenArchive) -> Option<(&'a Slug, &'a Arc<Lesson>)> {
        archive.lessons.get_key_value(self.lesson.as_ref()?)
    }

    /// The task in hand, with its place among the tasks.
    pub fn task<'a>(&self, archive: &'a OpenArchive) -> Option<(usize, &'a Task)> {
        let (_, lesson) = self.lesson(archive)?;
        let id = self.task.as_ref()?;
        lesson.tasks.iter().enumerate().find(|(_, task)| task.id == *id)
    }

    /// Takes a lesson in hand, with its first task.
    pub fn take(&mut self, archive: &OpenArchive, slug: &Slug) {
        self.lesson = Some(slug.clone());
        self.task = archive.lessons.get(slug).and_then(|lesson| lesson.tasks.first()).map(|task| task.id.clone());
    }

    /// Lets go of what is not there any more.
    pub fn settle(&mut self, archive: &OpenArchive) {
        let Some((_, lesson)) = self.lesson(archive) else {
            self.lesson = None;
            self.task = None;
            if matches!(self.screen, Some(Screen::Editor | Screen::Results | Screen::Present | Screen::Print)) {
                self.screen = None;
            }
            return;
        };
        if self.task.as_ref().is_some_and(|id| lesson.task(id).is_none()) {
            self.task = lesson.tasks.first().map(|task| task.id.clone());
        }
    }
}

/// One step at the teacher's desk.
pub enum LessonStep {
    /// Shows what the archive can make a lesson of.
    Templates,
    /// The articles to make it from; nothing for those that the filter shows.
    From(Option<Vec<Slug>>),
    /// Looks what the archive can fill, to add a task.
    Offers,
    /// What a job found that the archive can fill.
    Offered(OffersOf, Arc<Vec<Offer>>),
    /// Makes a lesson of the template of this name.
    Make(&'static str),
    /// Begins a lesson without tasks.
    Blank,
    /// Shows a lesson in the editor.
    Open(Slug),
    /// Takes a lesson out of the archive.
    Remove(Slug),
    /// Shows the lesson's copy under another name.
    Copy(Slug),
    /// Takes a task in hand; nothing for the lesson as a whole.
    Task(Option<TaskId>),
    /// The next task or the one before.
    Turn(Way),
    /// Leads to what the check names.
    GoTo(Option<TaskId>, Field),
    /// Puts a task in the place of the one of its name.
    Put(&'static str, Option<String>, Box<Task>),
    /// Puts the lesson as a whole in the place of the one in hand.
    PutLesson(&'static str, Option<String>, Box<Lesson>),
    /// Adds a task behind the one in hand.
    Add(Box<Task>),
    /// Takes a task to another place.
    Move(TaskId, usize),
    /// Takes the task in hand one place on or back.
    Shift(Way),
    /// Adds the task once more, behind itself.
    Duplicate(TaskId),
    /// Takes a task out.
    RemoveTask(TaskId),
    /// Puts a part of the archive into a task; nothing for the one in hand.
    Piece(Option<TaskId>, Piece),
    /// Back to what was before: from results to the editor, from there to the archive.
    Close,
    /// Writes the lesson in hand for somebody.
    Export(LessonForm, PathBuf),
    /// Shows a task on the projector.
    Present(PresentStep),
    /// Puts a sheet on paper.
    Print(PrintStep),
    /// Marking, and what came of it.
    Results(super::results::ResultsStep),
}

/// What happens on the projector.
pub enum PresentStep {
    /// Shows the task in hand, or the first.
    Begin,
    /// Leads back to where it was begun.
    End,
    /// What a presenter's clicker does: reveals first, then goes on; or goes back.
    Click(Way),
    /// The next task or the one before.
    Go(Way),
    /// Shows the right answer, or hides it.
    Reveal,
    /// Shows the hint, or hides it.
    Hint,
    /// How many hands went up for an answer.
    Hands(ChoiceId, u32),
    /// Starts the timer or stops it.
    Timer,
    /// Makes the time longer or shorter, in seconds.
    Time(i64),
}

/// What a lesson is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LessonForm {
    /// An archive for pupils, without the key.
    PupilCopy,
    /// A page to hand in from.
    Page,
    /// A page that marks by itself, with the key in it.
    Practice,
    /// Moodle XML.
    Moodle,
    /// GIFT.
    Gift,
    /// A QTI 2.1 package.
    Qti,
    /// An H5P question set.
    H5p,
    /// The lesson alone, as JSON.
    Json,
}

impl LessonForm {
    /// Every form, in the order menus list them.
    pub const ALL: [Self; 8] = [Self::PupilCopy, Self::Page, Self::Practice, Self::Moodle, Self::Gift, Self::Qti, Self::H5p, Self::Json];

    /// What it is called.
    pub fn title(self) -> &'static str {
        match self {
            Self::PupilCopy => "Pupil’s copy…",
            Self::Page => "Web page to hand in from…",
            Self::Practice => "Web page to practise…",
            Self::Moodle => "Moodle XML…",
            Self::Gift => "GIFT…",
            Self::Qti => "QTI 2.1 package…",
            Self::H5p => "H5P question set…",
            Self::Json => "Lesson file…",
        }
    }

    /// What it is for, in a line.
    pub fn about(self) -> &'static str {
        match self {
            Self::PupilCopy => "An archive that opens as the lesson; the key stays out of it",
            Self::Page => "One file for any browser, without a network; answers come back as a small file",
            Self::Practice => "One file that marks by itself; the key is in it",
            Self::Moodle => "Questions for Moodle’s question bank",
            Self::Gift => "Plain text that many systems read",
            Self::Qti => "For systems that follow the standard of IMS",
            Self::H5p => "Choices, pairs and words to mark; other tasks have no place in it",
            Self::Json => "To keep, or to use with another archive of the same articles",
        }
    }

    /// How its files end.
    pub fn extension(self) -> &'static str {
        match self {
            Self::PupilCopy => "record",
            Self::Page | Self::Practice => "html",
            Self::Moodle => "xml",
            Self::Gift => "gift",
            Self::Qti => "zip",
            Self::H5p => "h5p",
            Self::Json => "json",
        }
    }

    /// What stands behind the lesson's name in the name of its file.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::PupilCopy => "-pupils",
            Self::Page => "-hand-in",
            Self::Practice => "-practise",
            Self::Moodle => "-moodle",
            Self::Gift | Self::H5p | Self::Json => "",
            Self::Qti => "-qti",
        }
    }
}
