//! The files of an archive, whether they lie in a folder or in a zip.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, BufReader, Read},
    path::{Path, PathBuf},
};

use zip::ZipArchive;

use super::{
    error::{Foreign, OpenError, Problem},
    limits,
    shared_file::SharedFile,
};

/// Where the files are.
#[derive(Debug)]
pub struct Store {
    place: Place,
    /// Every file by its name relative to the bag, with its length in bytes.
    pub files: BTreeMap<String, u64>,
    /// What was wrong already while looking.
    pub problems: Vec<Problem>,
}

#[derive(Debug)]
enum Place {
    Folder(PathBuf),
    Zip {
        archive: ZipArchive<SharedFile>,
        prefix: String,
    },
    /// What could be read of a zip that has lost its directory.
    Salvaged(BTreeMap<String, Vec<u8>>),
}

impl Store {
    /// Looks at what lies at a path.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        let unreadable = |source| OpenError::Unreadable { path: path.to_owned(), source };
        let meta = match fs::metadata(path) {
            Ok(meta) => meta,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(OpenError::NotFound(path.to_owned())),
            Err(error) => return Err(unreadable(error)),
        };
        if meta.is_dir() {
            return Self::folder(path);
        }
        if meta.len() == 0 {
            return Err(OpenError::Empty(path.to_owned()));
        }
        let mut file = File::open(path).map_err(unreadable)?;
        let mut start = Vec::new();
        file.by_ref().take(4096).read_to_end(&mut start).map_err(unreadable)?;
        if !start.starts_with(b"PK") {
            return Err(OpenError::NotAnArchive { path: path.to_owned(), what: foreign(&start) });
        }
        let shared = SharedFile::new(file).map_err(unreadable)?;
        match ZipArchive::new(shared.clone()) {
            Ok(archive) => Self::zip(path, archive),
            Err(error) => Self::salvage(path, shared, &error.to_string()),
        }
    }

    fn folder(path: &Path) -> Result<Self, OpenError> {
        let mut store = Self { place: Place::Folder(path.to_owned()), files: BTreeMap::new(), problems: Vec::new() };
        store.walk(path, "", 0).map_err(|source| OpenError::Unreadable { path: path.to_owned(), source })?;
        if store.files.len() > limits::FILES {
            return Err(OpenError::TooLarge { path: path.to_owned(), what: format!("{} files", store.files.len()) });
        }
        Ok(store)
    }

    fn walk(&mut self, folder: &Path, name: &str, depth: usize) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let kind = entry.file_type()?;
            let Ok(own) = entry.file_name().into_string() else {
                self.problems.push(Problem::new(
                    entry.path().to_string_lossy(),
                    "The file’s name is not Unicode, so no manifest can list it.",
                    "Rename it.",
                ));
                continue;
            };
            let name = if name.is_empty() { own } else { format!("{name}/{own}") };
            if kind.is_symlink() {
                self.problems.push(Problem::new(
                    name,
                    "It is a link, and links are not followed.",
                    "Put the file itself into the archive.",
                ));
            } else if kind.is_dir() {
                // Only the payload has folders; a folder that was opened by mistake is not searched to its depths.
                if depth < 12 && (depth > 0 || name == "data" || self.files.len() < 10_000) && self.files.len() <= limits::FILES {
                    match self.walk(&entry.path(), &name, depth + 1) {
                        Ok(()) => {}
                        Err(error) => self.problems.push(Problem::new(
                            name,
                            format!("The folder could not be read: {error}."),
                            "Check that you may read it.",
                        )),
                    }
                }
            } else if kind.is_file() {
                self.files.insert(name, entry.metadata()?.len());
            }
        }
        Ok(())
    }

    fn zip(path: &Path, mut archive: ZipArchive<SharedFile>) -> Result<Self, OpenError> {
        if archive.len() > limits::FILES {
            return Err(OpenError::TooLarge { path: path.to_owned(), what: format!("{} files", archive.len()) });
        }
        let names: Vec<String> = archive.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect();
        let prefix = prefix(names.iter().map(String::as_str));
        let (mut files, mut problems) = (BTreeMap::new(), Vec::new());
        for index in 0..archive.len() {
            let Ok(entry) = archive.by_index_raw(index) else { continue };
            let Ok(full) = entry.name().map(std::borrow::Cow::into_owned) else {
                problems.push(Problem::new(
                    format!("entry {index}"),
                    "Its name is not readable; it is not opened.",
                    "Ask whoever made the archive for a sound copy.",
                ));
                continue;
            };
            if entry.is_dir() {
                continue;
            }
            let unsafe_name = entry.enclosed_name().is_none() || full.contains('\\');
            if unsafe_name || entry.is_symlink() {
                problems.push(Problem::new(
                    full,
                    "Its name leads out of the archive, or it is a link; it is not opened.",
                    "Ask whoever made the archive for a sound copy.",
                ));
                continue;
            }
            if let Some(name) = full.strip_prefix(&prefix) {
                files.insert(name.to_owned(), entry.size());
            }
        }
        Ok(Self { place: Place::Zip { archive, prefix }, files, problems })
    }

    /// Reads what stands at the beginning of a zip that was cut off.
    fn salvage(path: &Path, file: SharedFile, reason: &str) -> Result<Self, OpenError> {
        let mut found: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        let mut stream = BufReader::new(file);
        let mut room = limits::SALVAGE;
        while let Ok(Some(mut entry)) = zip::read::read_zipfile_from_stream(&mut stream) {
            let Ok(name) = entry.name().map(std::borrow::Cow::into_owned) else { continue };
            let safe = entry.enclosed_name().is_some() && !entry.is_dir();
            let mut bytes = Vec::new();
            if entry.by_ref().take(room).read_to_end(&mut bytes).is_err() {
                break;
            }
            room = room.saturating_sub(bytes.len() as u64);
            if safe {
                found.insert(name, bytes);
            }
        }
        let prefix = prefix(found.keys().map(String::as_str));
        let found: BTreeMap<String, Vec<u8>> =
            found.into_iter().filter_map(|(name, bytes)| Some((name.strip_prefix(&prefix)?.to_owned(), bytes))).collect();
        if found.is_empty() {
            return Err(OpenError::DamagedZip { path: path.to_owned(), reason: reason.to_owned() });
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let cut = Problem::new(
            name,
            format!("The zip file is cut off or damaged ({reason}); {} files could still be read.", found.len()),
            "Copy it again from where it came from.",
        );
        let files = found.iter().map(|(name, bytes)| (name.clone(), bytes.len() as u64)).collect();
        Ok(Self { place: Place::Salvaged(found), files, problems: vec![cut] })
    }

    /// Whether it is one file.
    pub fn is_zip(&self) -> bool {
        !matches!(self.place, Place::Folder(_))
    }

    /// Whether it is what is left of a damaged zip.
    pub fn is_salvaged(&self) -> bool {
        matches!(self.place, Place::Salvaged(_))
    }

    /// Gives a file's bytes to `with`, from its beginning.
    pub fn stream<T>(&self, name: &str, with: impl FnOnce(&mut dyn Read) -> io::Result<T>) -> Result<T, Problem> {
        let failed = |error: io::Error| {
            let remedy = "Copy the archive again from where it came from.";
            if error.kind() == io::ErrorKind::NotFound {
                Problem::new(name, "The file is missing.", remedy)
            } else {
                Problem::new(name, format!("The file could not be read: {error}."), remedy)
            }
        };
        match &self.place {
            _ if !self.files.contains_key(name) => Err(failed(io::ErrorKind::NotFound.into())),
            Place::Folder(root) => with(&mut File::open(root.join(name)).map_err(failed)?).map_err(failed),
            Place::Zip { archive, prefix } => {
                let mut archive = archive.clone();
                let mut entry = archive.by_name(&format!("{prefix}{name}")).map_err(|error| failed(io::Error::other(error)))?;
                with(&mut entry).map_err(failed)
            }
            Place::Salvaged(found) => with(&mut found.get(name).map(Vec::as_slice).unwrap_or_default()).map_err(failed),
        }
    }

    /// Reads a file of at most `limit` bytes.
    pub fn read(&self, name: &str, limit: u64) -> Result<Vec<u8>, Problem> {
        let bytes = self.stream(name, |reader| {
            let mut bytes = Vec::new();
            reader.take(limit + 1).read_to_end(&mut bytes)?;
            Ok(bytes)
        })?;
        if bytes.len() as u64 > limit {
            return Err(Problem::new(
                name,
                format!("The file is longer than {} MB, which is more than is opened.", limit >> 20),
                "It may be made to do harm; ask whoever made the archive.",
            ));
        }
        Ok(bytes)
    }
}

/// The one folder at the top of a zip, with its slash; nothing where the bag lies at the top itself.
fn prefix<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut best: Option<String> = None;
    for name in names {
        for mark in ["bagit.txt", "data/archive.json"] {
            if let Some(prefix) = name.strip_suffix(mark)
                && (prefix.is_empty() || (prefix.ends_with('/') && prefix.matches('/').count() == 1))
                && best.as_ref().is_none_or(|best| prefix.len() < best.len())
            {
                best = Some(prefix.to_owned());
            }
        }
    }
    best.unwrap_or_default()
}

/// What a file is, by how it begins.
fn foreign(start: &[u8]) -> Foreign {
    if image::guess_format(start).is_ok() {
        return Foreign::Picture;
    }
    let is_text = match std::str::from_utf8(start) {
        Ok(_) => true,
        // Cut in the middle of a letter, or an older encoding of text.
        Err(error) => {
            error.valid_up_to() + 4 > start.len() || !start.iter().any(|byte| *byte == 0 || (*byte < 32 && !b"\t\n\r\x0c".contains(byte)))
        }
    } || start.starts_with(&[0xFF, 0xFE])
        || start.starts_with(&[0xFE, 0xFF]);
    if !is_text
        || start.starts_with(b"%PDF")
        || (start.contains(&0) && !start.starts_with(&[0xFF, 0xFE]) && !start.starts_with(&[0xFE, 0xFF]))
    {
        return Foreign::Other;
    }
    let words = String::from_utf8_lossy(start).trim_start_matches('\u{feff}').trim_start().to_ascii_lowercase();
    if words.starts_with("<!doctype html") || words.starts_with("<html") { Foreign::WebPage } else { Foreign::TextFile }
}
