//! The sample archives, carried inside the program.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use atomic_write_file::AtomicWriteFile;

/// A sample archive.
pub struct Sample {
    /// Its title.
    pub title: &'static str,
    /// What is in it, in a few words.
    pub about: &'static str,
    file: &'static str,
    bytes: &'static [u8],
}

/// The samples, in the order in which the first page lists them.
pub const SAMPLES: &[Sample] = &[
    Sample {
        title: "One dismissal, three front pages",
        about: "three articles, two lessons",
        file: "one-dismissal.record",
        bytes: include_bytes!("../../archive/one-dismissal.record"),
    },
    Sample {
        title: "A launch with a view",
        about: "real photographs and their credits",
        file: "launch-with-a-view.record",
        bytes: include_bytes!("../../archive/launch-with-a-view.record"),
    },
];

/// Writes a sample into a folder, where it is not there yet as it should be.
///
/// # Errors
/// Where the folder cannot be written.
pub fn write(number: usize, folder: &Path) -> io::Result<PathBuf> {
    let sample = SAMPLES.get(number).ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, "there is no such sample"))?;
    let path = folder.join(sample.file);
    if fs::read(&path).is_ok_and(|bytes| bytes == sample.bytes) {
        return Ok(path);
    }
    fs::create_dir_all(folder)?;
    let mut file = AtomicWriteFile::open(&path)?;
    file.write_all(sample.bytes)?;
    file.commit()?;
    Ok(path)
}
