//! A reader's notes, in files of their own outside every archive.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use atomic_write_file::AtomicWriteFile;

use super::{error::Problem, manifest};
use crate::model::Notebook;

/// The folder that holds notebooks, one file for each archive that has notes.
#[derive(Clone, Debug)]
pub struct Notebooks(PathBuf);

impl Notebooks {
    /// Notebooks in this folder; it is made when the first note is written.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self(folder.into())
    }

    fn file(&self, identifier: &str) -> PathBuf {
        self.0.join(format!("{}.json", &manifest::sha256(identifier.as_bytes())[..32]))
    }

    /// The notes on an archive; a file that cannot be read is set aside, and the problem says where.
    pub fn load(&self, identifier: &str) -> (Notebook, Option<Problem>) {
        let path = self.file(identifier);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return (Notebook::default(), None),
            Err(error) => {
                return (
                    Notebook::default(),
                    Some(problem(&path, format!("Your notes could not be read: {error}."), "Check that you may read the file.")),
                );
            }
        };
        match serde_json::from_slice(&bytes) {
            Ok(notebook) => (notebook, None),
            Err(error) => {
                let aside = path.with_extension("broken.json");
                let remedy = match fs::rename(&path, &aside) {
                    Ok(()) => format!("The file was set aside as {}; new notes begin a new one.", aside.display()),
                    Err(_) => "Move the file away before you make new notes.".to_owned(),
                };
                (Notebook::default(), Some(problem(&path, format!("Your notes are damaged: {error}."), &remedy)))
            }
        }
    }

    /// Writes the notes on an archive, whole or not at all.
    ///
    /// # Errors
    /// A [`Problem`] where the folder cannot be written.
    pub fn save(&self, notebook: &Notebook) -> Result<(), Problem> {
        let path = self.file(&notebook.archive);
        let write = || -> io::Result<()> {
            fs::create_dir_all(&self.0)?;
            let mut file = AtomicWriteFile::open(&path)?;
            serde_json::to_writer_pretty(&mut file, notebook)?;
            file.commit()
        };
        write().map_err(|error| {
            problem(
                &path,
                format!("Your notes could not be written: {error}."),
                "They are kept until you close the program; check that the folder can be written to.",
            )
        })
    }
}

fn problem(path: &Path, what: String, remedy: &str) -> Problem {
    Problem::new(path.to_string_lossy(), what, remedy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_come_back_and_broken_ones_are_set_aside() {
        let folder = tempfile::tempdir().unwrap();
        let notebooks = Notebooks::at(folder.path());
        let notebook = Notebook { archive: "urn:x".into(), title: "T".into(), ..Notebook::default() };
        notebooks.save(&notebook).unwrap();
        assert_eq!(notebooks.load("urn:x").0, notebook);
        fs::write(notebooks.file("urn:x"), "{").unwrap();
        let (empty, problem) = notebooks.load("urn:x");
        assert!(empty.notes.is_empty() && problem.unwrap().remedy.contains("set aside"));
    }
}
