//! A pupil's answers as a file: every step saved at once, checked when it is read.

use std::{
    fs::{self, File},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use atomic_write_file::AtomicWriteFile;
use jiff::Timestamp;
use serde_json::Value;

use super::version::{checksum, version};
use crate::model::{Answers, FormatVersion, Lesson, Reply, TaskId};

/// How long an answers file may be, in bytes; a class's longest is a thousandth of it.
pub const LIMIT: u64 = 4 << 20;

/// How answers files end.
pub const EXTENSION: &str = "answers";

/// Why a file gives no mark, in words that a teacher can act on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The system does not let it be read.
    #[error("It could not be read: {0}. Check that you may read it, and mark again.")]
    Unreadable(String),
    /// It has no bytes.
    #[error("It is empty. Ask for it again; the pupil’s program still has the answers.")]
    Empty,
    /// It is longer than any answers are.
    #[error("It is longer than {} MB, which no answers are, and was not read. Ask what it is.", LIMIT >> 20)]
    TooLarge,
    /// It is something else.
    #[error("It is not an answers file of On Record. Ask for the file that ends in .answers.")]
    NotAnswers,
    /// It ends too early.
    #[error("It is cut off: its end is missing. Ask for it again; the pupil’s program still has the answers.")]
    CutOff,
    /// Somebody changed it.
    #[error("It was changed after it was saved: its checksum does not fit. Ask the pupil to hand in again.")]
    Edited,
    /// Its parts are not what they should be.
    #[error("It is damaged ({0}). Ask the pupil to hand in again.")]
    Damaged(String),
    /// It was written by a newer program.
    #[error("It was written by a newer version of On Record (format {0}). Update On Record, and mark again.")]
    Newer(FormatVersion),
    /// It belongs to another lesson.
    #[error("It answers another lesson, “{0}”. Mark it with that one.")]
    OtherLesson(String),
    /// It belongs to another version of this lesson.
    #[error(
        "It answers another version of this lesson: the tasks were changed after it was given out. Mark it with the version that was given out."
    )]
    OtherVersion,
}

/// The bytes of an answers file: the answers as JSON, with their checksum.
pub fn to_bytes(answers: &Answers) -> Vec<u8> {
    let mut value = serde_json::to_value(answers).unwrap_or_default();
    let sum = checksum(&value);
    if let Value::Object(fields) = &mut value {
        fields.insert("sha256".to_owned(), sum.into());
    }
    let mut bytes = serde_json::to_vec_pretty(&value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// Reads an answers file, with its checksum.
///
/// # Errors
/// A [`Refusal`] for everything that is no sound answers file.
pub fn from_bytes(bytes: &[u8]) -> Result<(Answers, String), Refusal> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Refusal::Empty);
    }
    if bytes.len() as u64 > LIMIT {
        return Err(Refusal::TooLarge);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut value: Value = serde_json::from_slice(bytes).map_err(|error| {
        let begins_right = contains(&bytes[..bytes.len().min(512)], Answers::FORMAT.as_bytes()) || bytes.trim_ascii() == b"{";
        match begins_right {
            true if error.is_eof() => Refusal::CutOff,
            // A file that was cut off on a stick is often filled up with zeros.
            true if bytes.ends_with(&[0]) => Refusal::CutOff,
            true => Refusal::Damaged(format!("line {}, column {}", error.line(), error.column())),
            false => Refusal::NotAnswers,
        }
    })?;
    let Value::Object(fields) = &mut value else { return Err(Refusal::NotAnswers) };
    if fields.get("format").and_then(Value::as_str) != Some(Answers::FORMAT) {
        return Err(Refusal::NotAnswers);
    }
    let said = fields.get("formatVersion").and_then(Value::as_str).and_then(|text| text.parse::<FormatVersion>().ok());
    if let Some(newer) = said.filter(|version| !version.is_writable()) {
        return Err(Refusal::Newer(newer));
    }
    let sum = fields.shift_remove("sha256");
    let own = checksum(&value);
    if sum.as_ref().and_then(Value::as_str) != Some(own.as_str()) {
        return Err(Refusal::Edited);
    }
    let answers: Answers = serde_json::from_value(value).map_err(|error| Refusal::Damaged(error.to_string()))?;
    Ok((answers, own))
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

/// Reads an answers file from disk, never more than [`LIMIT`] of it.
///
/// # Errors
/// A [`Refusal`] for everything that is no sound answers file.
pub fn read(path: &Path) -> Result<(Answers, String), Refusal> {
    let unreadable = |error: io::Error| Refusal::Unreadable(error.to_string());
    let file = File::open(path).map_err(unreadable)?;
    let length = file.metadata().map_err(unreadable)?.len();
    if length > LIMIT {
        return Err(Refusal::TooLarge);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
    file.take(LIMIT + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    from_bytes(&bytes)
}

/// Whether answers belong to a lesson, and to the version of it that is there.
///
/// # Errors
/// The [`Refusal`] where they do not.
pub fn belongs(answers: &Answers, lesson: &Lesson) -> Result<(), Refusal> {
    belongs_to(answers, lesson, &version(lesson))
}

pub(super) fn belongs_to(answers: &Answers, lesson: &Lesson, version: &str) -> Result<(), Refusal> {
    if answers.lesson.identifier != lesson.identifier {
        return Err(Refusal::OtherLesson(shown(&answers.lesson.title, 80)));
    }
    if answers.lesson.sha256 != version { Err(Refusal::OtherVersion) } else { Ok(()) }
}

/// Words of a stranger's file, fit to be shown in one line: no control or direction marks, cut at `longest` code points.
pub fn shown(text: &str, longest: usize) -> String {
    let is_hidden = |letter: char| {
        letter.is_control() || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    let clean: String =
        text.chars().map(|letter| if letter.is_whitespace() { ' ' } else { letter }).filter(|letter| !is_hidden(*letter)).collect();
    let mut words = clean.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    if words.chars().count() > longest {
        words = words.chars().take(longest.saturating_sub(1)).collect::<String>() + "…";
    }
    words
}

/// A pupil's answers that are being written: each step is on disk before the next.
#[derive(Clone, Debug)]
pub struct AnswerSheet {
    path: PathBuf,
    answers: Answers,
}

/// Why a step could not be saved.
#[derive(Debug, thiserror::Error)]
#[error("{} could not be written: {source}. Your answers so far are still in the window; check that the disk has room, and try again.", path.display())]
pub struct SheetError {
    path: PathBuf,
    source: io::Error,
}

impl AnswerSheet {
    /// Begins answers, or goes on with those that the file holds if they belong to this lesson and pupil.
    ///
    /// # Errors
    /// Where the file cannot be written; a file of something else is moved aside, never overwritten.
    pub fn open(path: &Path, lesson: &Lesson, pupil: &str) -> Result<Self, SheetError> {
        let failed = |source| SheetError { path: path.to_owned(), source };
        if path.exists() {
            match read(path) {
                Ok((answers, _)) if belongs(&answers, lesson).is_ok() && answers.pupil == pupil => {
                    return Ok(Self { path: path.to_owned(), answers });
                }
                _ => {
                    let free = (1..).map(|number| path.with_extension(format!("{number}.aside"))).find(|aside| !aside.exists());
                    if let Some(aside) = free {
                        fs::rename(path, aside).map_err(failed)?;
                    }
                }
            }
        }
        let mut sheet = Self { path: path.to_owned(), answers: Answers::new(lesson, version(lesson), pupil) };
        sheet.save()?;
        Ok(sheet)
    }

    /// The answers so far.
    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Begins answers that are not on disk: the window goes on with them where the file cannot be written.
    pub fn unsaved(path: &Path, lesson: &Lesson, pupil: &str) -> Self {
        Self { path: path.to_owned(), answers: Answers::new(lesson, version(lesson), pupil) }
    }

    /// Keeps the reply to a task and saves it.
    ///
    /// # Errors
    /// Where the file cannot be written; the reply is kept in memory all the same.
    pub fn reply(&mut self, task: &TaskId, reply: Reply) -> Result<(), SheetError> {
        self.set(task, Some(reply));
        self.save()
    }

    /// Keeps the reply to a task in memory; an empty one is none. [`Self::save`] follows, on a thread where nobody may wait.
    pub fn set(&mut self, task: &TaskId, reply: Option<Reply>) {
        match reply.filter(|reply| !reply.is_empty()) {
            None => self.answers.replies.remove(task),
            Some(reply) => self.answers.replies.insert(task.clone(), reply),
        };
    }

    /// Notes in memory that the hint of a task was asked for.
    pub fn set_hint(&mut self, task: &TaskId) {
        if !self.answers.hints.contains(task) {
            self.answers.hints.push(task.clone());
        }
    }

    /// Notes that the hint of a task was asked for, and saves it.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn hint(&mut self, task: &TaskId) -> Result<(), SheetError> {
        self.set_hint(task);
        self.save()
    }

    /// Writes what is handed in to a folder or file of its own, and gives its path.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn hand_in(&mut self, out: &Path) -> Result<PathBuf, SheetError> {
        self.answers.handed_in = Some(Timestamp::now());
        self.answers.saved = self.answers.handed_in;
        let path = if out.is_dir() { out.join(file_name(&self.answers)) } else { out.to_owned() };
        write(&path, &self.answers)?;
        // What is handed in is safe: that the own file cannot be written any more takes nothing from it.
        let _ = self.save();
        Ok(path)
    }

    /// Notes in memory when the answers were handed in.
    pub fn set_handed_in(&mut self, when: Timestamp) {
        self.answers.handed_in = Some(when);
    }

    /// Writes the answers so far, whole or not at all.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn save(&mut self) -> Result<(), SheetError> {
        self.answers.saved = Some(Timestamp::now());
        write(&self.path, &self.answers)
    }
}

/// What a file of answers is called: the lesson and the pupil, safe on every system.
pub fn file_name(answers: &Answers) -> String {
    use crate::model::Slug;
    let checksum = checksum(&Value::from(answers.pupil.as_str()));
    // Names that are written without Latin letters are told apart by their checksum.
    let pupil = match Slug::from_title(&answers.pupil) {
        slug if slug.as_str() == "untitled" => checksum[..8].to_owned(),
        slug => slug.to_string(),
    };
    format!("{}-{pupil}.{EXTENSION}", Slug::from_title(&answers.lesson.title))
}

/// Writes answers to a file, whole or not at all.
///
/// # Errors
/// Where it cannot be written.
pub fn write(path: &Path, answers: &Answers) -> Result<(), SheetError> {
    let write = || {
        let mut file = AtomicWriteFile::open(path)?;
        file.write_all(&to_bytes(answers))?;
        file.commit()
    };
    write().map_err(|source| SheetError { path: path.to_owned(), source })
}
