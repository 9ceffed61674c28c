//! Changes that nobody has saved yet, kept outside the archive so that a crash does not lose them.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use atomic_write_file::AtomicWriteFile;
use serde::{Deserialize, Serialize};

use super::{error::Problem, manifest};
use crate::model::{Archive, Article, Lesson, Slug};

/// What was changed in an archive since it was last saved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Unsaved {
    /// Where the archive lies.
    pub path: PathBuf,
    /// SHA-256 of its payload manifest when it was opened: changes belong to that state and no other.
    pub base: String,
    /// The archive as a whole.
    pub archive: Archive,
    /// The articles that were changed.
    pub articles: BTreeMap<Slug, Article>,
    /// The lessons that were changed, and nothing for those that were taken out.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub lessons: BTreeMap<Slug, Option<Lesson>>,
}

/// The folder that holds unsaved changes, one file for each archive that has some.
#[derive(Clone, Debug)]
pub struct UnsavedFolder(PathBuf);

impl UnsavedFolder {
    /// Unsaved changes in this folder; it is made when the first are written.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self(folder.into())
    }

    fn file(&self, archive: &Path) -> PathBuf {
        let path = std::path::absolute(archive).unwrap_or_else(|_| archive.to_owned());
        self.0.join(format!("{}.json", &manifest::sha256(path.as_os_str().as_encoded_bytes())[..32]))
    }

    /// Keeps changes, in the place of those kept before.
    ///
    /// # Errors
    /// A [`Problem`] where the folder cannot be written.
    pub fn keep(&self, unsaved: &Unsaved) -> Result<(), Problem> {
        let path = self.file(&unsaved.path);
        let write = || -> io::Result<()> {
            fs::create_dir_all(&self.0)?;
            let mut file = AtomicWriteFile::open(&path)?;
            serde_json::to_writer(&mut file, unsaved)?;
            file.commit()
        };
        write().map_err(|error| {
            Problem::new(
                path.to_string_lossy(),
                format!("Your changes could not be kept for the case of a crash: {error}."),
                "Save the archive, and check that the folder can be written to.",
            )
        })
    }

    /// The changes kept for the archive at a path; those that belong to another state of it are set aside, and the problem says where.
    pub fn take(&self, archive: &Path, base: &str) -> (Option<Unsaved>, Option<Problem>) {
        let path = self.file(archive);
        let Ok(bytes) = fs::read(&path) else { return (None, None) };
        let reason = match serde_json::from_slice::<Unsaved>(&bytes) {
            Ok(unsaved) if unsaved.base == base => return (Some(unsaved), None),
            Ok(_) => "the archive has been changed since by somebody else".to_owned(),
            Err(error) => format!("their file is damaged: {error}"),
        };
        let aside = path.with_extension("aside.json");
        let remedy = match fs::rename(&path, &aside) {
            Ok(()) => format!("They are set aside in {}.", aside.display()),
            Err(_) => "Move the file away.".to_owned(),
        };
        (None, Some(Problem::new(path.to_string_lossy(), format!("Changes that were not saved do not fit any more: {reason}."), remedy)))
    }

    /// Forgets the changes kept for the archive at a path: they are saved, or not wanted.
    pub fn forget(&self, archive: &Path) {
        // Where there is no file there is nothing to forget.
        let _ = fs::remove_file(self.file(archive));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_come_back_to_the_state_they_belong_to_and_no_other() {
        let home = tempfile::tempdir().unwrap();
        let folder = UnsavedFolder::at(home.path().join("unsaved"));
        let path = home.path().join("a.record");
        let unsaved = Unsaved {
            path: path.clone(),
            base: "1".into(),
            archive: Archive::new("A", "urn:x"),
            articles: BTreeMap::new(),
            lessons: BTreeMap::new(),
        };
        folder.keep(&unsaved).unwrap();
        assert_eq!(folder.take(&path, "1").0, Some(unsaved.clone()));
        let (none, problem) = folder.take(&path, "2");
        assert!(none.is_none() && problem.unwrap().remedy.contains("set aside"));
        assert_eq!(folder.take(&path, "1"), (None, None));
        folder.keep(&unsaved).unwrap();
        folder.forget(&path);
        assert_eq!(folder.take(&path, "1"), (None, None));
    }
}
