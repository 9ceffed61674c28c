//! The files of an archive, whether they lie in a folder or in a zip.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, BufReader, Read},
    path::{Path, PathBuf},
};

use zip::{ZipArchive, result::ZipError};

use super::{
    error::{Foreign, OpenError, Problem},
    limits, names,
    shared_file::SharedFile,
};

const STRANGER: &str = "It may be made to do harm; ask whoever made the archive for a sound copy.";

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
        file: SharedFile,
        prefix: String,
    },
    /// What could be read of a zip that has lost its directory.
    Salvaged(BTreeMap<String, Vec<u8>>),
}

/// Why a zip file cannot be read, for people.
fn in_words(error: &ZipError) -> String {
    match error {
        // The list of its files stands at the end of a zip file.
        ZipError::InvalidArchive(reason) if reason.contains("EOCD") => "its end is missing".to_owned(),
        ZipError::InvalidArchive(reason) => reason.to_string(),
        error => error.to_string(),
    }
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
            Ok(archive) => Self::zip(path, archive, shared),
            Err(error) => Self::salvage(path, shared, &in_words(&error)),
        }
    }

    fn folder(path: &Path) -> Result<Self, OpenError> {
        let mut store = Self { place: Place::Folder(path.to_owned()), files: BTreeMap::new(), problems: Vec::new() };
        fs::read_dir(path).map_err(|source| OpenError::Unreadable { path: path.to_owned(), source })?;
        // A folder that was opened by mistake, such as a whole disk, is not searched.
        if ["bagit.txt", "data/archive.json", "data/articles"].iter().any(|name| path.join(name).exists()) {
            store.walk(path, "", 0).map_err(|source| OpenError::Unreadable { path: path.to_owned(), source })?;
        }
        if store.files.len() as u64 > limits::FILES {
            return Err(too_many(path, limits::FILES));
        }
        Ok(store)
    }

    fn walk(&mut self, folder: &Path, name: &str, depth: usize) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let kind = entry.file_type()?;
            let Ok(own) = entry.file_name().into_string() else {
                let name = entry.path().to_string_lossy().into_owned();
                self.problem(name, "The file’s name is not Unicode, so no manifest can list it.", "Rename it.");
                continue;
            };
            let name = if name.is_empty() { own } else { format!("{name}/{own}") };
            if kind.is_symlink() {
                self.problem(name, "It is a link, and links are not followed.", "Put the file itself into the archive.");
            } else if kind.is_dir() {
                if depth >= limits::DEPTH {
                    self.problem(name, "Too many folders lie in one another; it is not opened.", "Ask whoever made the archive.");
                } else if self.files.len() as u64 <= limits::FILES
                    && let Err(error) = self.walk(&entry.path(), &name, depth + 1)
                {
                    self.problem(name, format!("The folder could not be read: {error}."), "Check that you may read it.");
                }
            } else if kind.is_file() {
                self.files.insert(name, entry.metadata()?.len());
            } else {
                self.problem(name, "It is a device or a pipe, not a file; it is not opened.", "Take it out of the archive.");
            }
        }
        Ok(())
    }

    fn problem(&mut self, file: impl Into<String>, what: impl Into<String>, remedy: &str) {
        self.problems.push(Problem::new(file, what, remedy));
    }

    fn zip(path: &Path, archive: ZipArchive<SharedFile>, file: SharedFile) -> Result<Self, OpenError> {
        if archive.len() as u64 > limits::FILES {
            return Err(too_many(path, archive.len() as u64));
        }
        let prefix = prefix(archive.file_names().filter_map(Result::ok));
        let twice = archive.has_duplicate_names();
        let metadata = archive.metadata();
        let mut store = Self { place: Place::Zip { archive, file, prefix: prefix.clone() }, files: BTreeMap::new(), problems: Vec::new() };
        if twice {
            let what = "The zip has several files of one name; which one is read depends on the program, so none is to be trusted.";
            store.problem(path.file_name().unwrap_or_default().to_string_lossy(), what, STRANGER);
        }
        let mut spans = Vec::with_capacity(metadata.len());
        let mut unpacked: u64 = 0;
        let mut names = Vec::with_capacity(metadata.len());
        for index in 0..metadata.len() {
            let Ok(entry) = metadata.entry(index) else { continue };
            let (start, packed, length) = (entry.header_start(), entry.compressed_size(), entry.size());
            let Ok(full) = entry.name() else {
                store.problem(format!("entry {index}"), "Its name is not readable; it is not opened.", STRANGER);
                continue;
            };
            spans.push((start, start.saturating_add(30 + full.len() as u64).saturating_add(packed)));
            unpacked = unpacked.saturating_add(length);
            // The type of file that Unix keeps in the upper bits: plain, folder, or not said.
            let is_plain = matches!(entry.unix_mode().unwrap_or(0) & 0o170_000, 0 | 0o100_000 | 0o040_000);
            let danger = names::danger(full.trim_end_matches('/'));
            if let Some(danger) = danger.or((!is_plain).then_some("it is a link, a device or a pipe")) {
                store.problem(full, format!("It is not opened: {danger}."), STRANGER);
            } else if length > limits::EXPANSION_FROM && length / packed.max(1) > limits::EXPANSION {
                let what = format!("It is not opened: {packed} bytes would unpack to {} MB.", length >> 20);
                store.problem(full, what, STRANGER);
            } else if !entry.is_dir()
                && let Some(name) = full.strip_prefix(&prefix)
            {
                names.push((name.to_owned(), length));
            }
        }
        spans.sort_unstable();
        if spans.windows(2).any(|pair| pair[0].1 > pair[1].0) {
            return Err(OpenError::TooLarge { path: path.to_owned(), what: "files that lie over one another".to_owned() });
        }
        if unpacked > limits::UNPACKED {
            return Err(OpenError::TooLarge { path: path.to_owned(), what: format!("{} GB when unpacked", unpacked >> 30) });
        }
        store.files = names.into_iter().collect();
        Ok(store)
    }

    /// Reads what stands at the beginning of a zip that was cut off.
    fn salvage(path: &Path, file: SharedFile, reason: &str) -> Result<Self, OpenError> {
        let mut found: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        let mut stream = BufReader::new(file);
        let mut room = limits::SALVAGE;
        while let Ok(Some(mut entry)) = zip::read::read_zipfile_from_stream(&mut stream) {
            let Ok(name) = entry.name().map(std::borrow::Cow::into_owned) else { continue };
            let safe = names::danger(&name).is_none() && !entry.is_dir();
            let mut bytes = Vec::new();
            if entry.by_ref().take(room).read_to_end(&mut bytes).is_err() {
                break;
            }
            room = room.saturating_sub(bytes.len() as u64);
            if safe {
                found.insert(name, bytes);
            }
        }
        let prefix = prefix(found.keys());
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

    /// Whether the folder `data` is there, even with nothing in it.
    pub fn has_payload_folder(&self) -> bool {
        match &self.place {
            Place::Folder(root) => root.join("data").is_dir(),
            Place::Zip { archive, prefix, .. } => self.is_folder("data") || archive.index_for_name(&format!("{prefix}data/")).is_some(),
            Place::Salvaged(_) => self.is_folder("data"),
        }
    }

    /// Whether a name is that of a folder.
    pub fn is_folder(&self, name: &str) -> bool {
        let inside = format!("{}/", name.trim_end_matches('/'));
        self.files.range(inside.clone()..).next().is_some_and(|(first, _)| first.starts_with(&inside))
            || matches!(&self.place, Place::Folder(root) if !self.files.contains_key(name) && root.join(name).is_dir())
    }

    /// Whether the zip still has the length that it had when it was opened: one that another program writes into cannot be trusted.
    pub fn is_as_opened(&self) -> bool {
        !matches!(&self.place, Place::Zip { file, .. } if !file.is_as_opened())
    }

    /// The zip and the name of a file in it, to be copied as it is packed; nothing where it is not packed.
    pub fn packed(&self, name: &str) -> Option<(ZipArchive<SharedFile>, String)> {
        match &self.place {
            Place::Zip { archive, prefix, .. } if self.files.contains_key(name) => Some((archive.clone(), format!("{prefix}{name}"))),
            _ => None,
        }
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
            Place::Zip { archive, prefix, .. } => {
                let mut archive = archive.clone();
                let mut entry = archive.by_name(&format!("{prefix}{name}")).map_err(|error| failed(io::Error::other(error)))?;
                let left = entry.size();
                with(&mut Bounded { inner: &mut entry, left }).map_err(failed)
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

/// A packed file that must not unpack to more than it says.
struct Bounded<'a> {
    inner: &'a mut dyn Read,
    left: u64,
}

impl Read for Bounded<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.left = self.left.checked_sub(count as u64).ok_or_else(|| io::Error::other("it unpacks to more than it says"))?;
        Ok(count)
    }
}

fn too_many(path: &Path, count: u64) -> OpenError {
    OpenError::TooLarge { path: path.to_owned(), what: format!("more than {} files", count.min(limits::FILES)) }
}

/// The one folder at the top of a zip, with its slash; nothing where the bag lies at the top itself.
fn prefix<N: AsRef<str>>(names: impl Iterator<Item = N>) -> String {
    let mut best: Option<String> = None;
    for name in names {
        for mark in ["bagit.txt", "data/archive.json"] {
            if let Some(prefix) = name.as_ref().strip_suffix(mark)
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
    if start.starts_with(b"%PDF") {
        return Foreign::Print;
    }
    if start.starts_with(&[0x1F, 0x8B]) || start.starts_with(&[0x28, 0xB5, 0x2F, 0xFD]) {
        return Foreign::Compressed;
    }
    let is_text = match std::str::from_utf8(start) {
        Ok(_) => true,
        // Cut in the middle of a letter, or an older encoding of text.
        Err(error) => {
            error.valid_up_to() + 4 > start.len() || !start.iter().any(|byte| *byte == 0 || (*byte < 32 && !b"\t\n\r\x0c".contains(byte)))
        }
    } || start.starts_with(&[0xFF, 0xFE])
        || start.starts_with(&[0xFE, 0xFF]);
    if !is_text || (start.contains(&0) && !start.starts_with(&[0xFF, 0xFE]) && !start.starts_with(&[0xFE, 0xFF])) {
        return Foreign::Other;
    }
    let words = String::from_utf8_lossy(start).trim_start_matches('\u{feff}').trim_start().to_ascii_lowercase();
    if words.starts_with("<!doctype html") || words.starts_with("<html") { Foreign::WebPage } else { Foreign::TextFile }
}
