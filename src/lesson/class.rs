//! The answers of a class: a folder of files, each marked or set aside with the reason, none lost.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use rayon::prelude::*;

use super::{
    answers::{belongs_to, read, shown},
    mark::{Marking, mark_with},
    version::version,
};
use crate::{
    bundle::Progress,
    model::{Answers, Lesson, TeacherMarks},
};

/// How deep folders are searched: school platforms put each pupil's file into a folder of its own.
const DEPTH: usize = 4;

/// Answers with the file that they came in.
#[derive(Clone, Debug, PartialEq)]
pub struct Filed {
    /// The file.
    pub file: PathBuf,
    /// The checksum of the answers.
    pub sha256: String,
    /// The answers.
    pub answers: Answers,
}

/// A file that gives no mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// The file.
    pub file: PathBuf,
    /// Why, and what to do, in a sentence or two.
    pub sentence: String,
}

/// The answers of a class to one lesson.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Class {
    /// One for each pupil, by the pupil's name.
    pub answers: Vec<Filed>,
    /// Every other file.
    pub set_aside: Vec<SetAside>,
}

/// The files in folders, and the files named themselves, each once; hidden files and a teacher's marks are left out.
///
/// # Errors
/// The path that cannot be read, with what the system says.
pub fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, (PathBuf, std::io::Error)> {
    let mut found = Vec::new();
    for path in paths {
        let failed = |error| (path.clone(), error);
        if fs::metadata(path).map_err(failed)?.is_dir() { walk(path, 0, &mut found).map_err(failed)? } else { found.push(path.clone()) }
    }
    found.sort();
    found.dedup();
    Ok(found)
}

fn walk(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (path, name) = (entry.path(), entry.file_name());
        let name = name.to_string_lossy();
        if name.starts_with('.') || name.ends_with(".marks") || name.ends_with(".aside") {
            continue;
        }
        if entry.file_type()?.is_dir() {
            if depth < DEPTH {
                walk(&path, depth + 1, found)?;
            }
        } else {
            found.push(path);
        }
    }
    Ok(())
}

/// Reads the files and keeps one for each pupil: the one handed in last.
pub fn collect(lesson: &Lesson, files: &[PathBuf]) -> Class {
    collect_watched(lesson, files, &Progress::silent())
}

/// The same while somebody watches; where the work was cancelled, what was not read is set aside with that reason.
pub fn collect_watched(lesson: &Lesson, files: &[PathBuf], progress: &Progress) -> Class {
    progress.set_total(files.len() as u64);
    let wanted = version(lesson);
    let read: Vec<Result<Filed, SetAside>> = files
        .par_iter()
        .map(|file| {
            if progress.is_cancelled() {
                return Err(SetAside { file: file.clone(), sentence: "It was not read: marking was stopped. Mark again.".to_owned() });
            }
            progress.advance(1);
            let checked = read(file).and_then(|(answers, sha256)| belongs_to(&answers, lesson, &wanted).map(|()| (answers, sha256)));
            match checked {
                Ok((answers, sha256)) => Ok(Filed { file: file.clone(), sha256, answers }),
                Err(refusal) => Err(SetAside { file: file.clone(), sentence: refusal.to_string() }),
            }
        })
        .collect();
    let mut class = Class::default();
    let mut pupils: BTreeMap<String, Vec<Filed>> = BTreeMap::new();
    for one in read {
        match one {
            Ok(filed) => pupils.entry(same_pupil(&filed.answers.pupil)).or_default().push(filed),
            Err(aside) => class.set_aside.push(aside),
        }
    }
    for (pupil, mut all) in pupils {
        // The last one handed in counts, whatever order the files came in.
        all.sort_by_cached_key(|filed| (when(&filed.answers), filed.sha256.clone(), std::cmp::Reverse(filed.file.clone())));
        let Some(last) = all.pop() else { continue };
        if pupil.is_empty() {
            let sentence = "It has neither a name nor a number. Ask whose it is, and have it handed in again.".to_owned();
            all.push(last);
            class.set_aside.extend(all.into_iter().map(|filed| SetAside { file: filed.file, sentence: sentence.clone() }));
            continue;
        }
        let name = last.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        for other in all {
            let who = shown(&other.answers.pupil, 80);
            let sentence = if other.sha256 == last.sha256 {
                format!("It is the same as {name}, which counts.")
            } else {
                format!("{who} handed in more than once; {name} is later and counts.")
            };
            class.set_aside.push(SetAside { file: other.file, sentence });
        }
        class.answers.push(last);
    }
    class.set_aside.sort_by(|a, b| a.file.cmp(&b.file));
    class
}

fn when(answers: &Answers) -> (bool, Option<Timestamp>, Option<Timestamp>) {
    (answers.handed_in.is_some(), answers.handed_in, answers.saved)
}

/// A name as it is compared: one case, one space, so that “Ada ” and “ada” are one pupil.
fn same_pupil(pupil: &str) -> String {
    shown(pupil, usize::MAX).to_lowercase()
}

/// Marks a class, with what the teacher judged; one marking for each of its answers, in their order.
pub fn mark_class(lesson: &Lesson, class: &Class, judged: &TeacherMarks) -> Vec<Marking> {
    class.answers.par_iter().map(|filed| mark_with(lesson, &filed.answers, judged.judgements.get(&filed.sha256))).collect()
}

/// Reads a teacher's marks; none where there is no file.
///
/// # Errors
/// A sentence where the file is damaged or belongs to another lesson.
pub fn read_marks(path: &Path, lesson: &Lesson) -> Result<TeacherMarks, String> {
    let empty = TeacherMarks { lesson: lesson.identifier.clone(), ..TeacherMarks::default() };
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(empty),
        Err(error) => return Err(format!("{} could not be read: {error}.", path.display())),
    };
    let marks: TeacherMarks = serde_json::from_slice(&bytes)
        .map_err(|error| format!("{} is damaged: {error}. Move it away to begin marking anew.", path.display()))?;
    if marks.lesson != lesson.identifier {
        return Err(format!("{} holds marks for another lesson. Move it away, or choose its lesson.", path.display()));
    }
    Ok(marks)
}

/// Keeps a teacher's marks, whole or not at all.
///
/// # Errors
/// A sentence where the file cannot be written.
pub fn write_marks(path: &Path, marks: &TeacherMarks) -> Result<(), String> {
    use std::io::Write;
    let write = || {
        let mut file = atomic_write_file::AtomicWriteFile::open(path)?;
        file.write_all(&serde_json::to_vec_pretty(marks)?)?;
        file.commit()
    };
    write().map_err(|error: std::io::Error| {
        format!("{} could not be written: {error}. Check that the folder can be written to.", path.display())
    })
}
