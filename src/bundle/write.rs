//! Writing an archive beside the old one, and putting it in its place in one step.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap},
    fs,
    io::{self, BufWriter, Read, Write},
    path::{Path, PathBuf},
    time::SystemTime,
};

use zip::{CompressionMethod, DateTime, ZipWriter, result::ZipError, write::SimpleFileOptions};

use super::{
    disk::{self, DiskFile},
    error::{Problem, SaveError},
    lock,
    manifest::{self, Algorithm, Summing},
    open::Form,
    progress::Progress,
    store::Store,
};

/// What a file of the new archive holds.
pub enum Content<'a> {
    /// These bytes.
    Bytes(Cow<'a, [u8]>),
    /// Bytes that are made when their turn comes.
    Made(&'a dyn Fn(&str) -> Vec<u8>),
    /// What the old archive has under the same name.
    Kept(&'a Kept<'a>),
}

/// An archive from which files are taken over.
pub struct Kept<'a> {
    /// Its files.
    pub store: &'a Store,
    /// The checksums by which they are known. A file that was damaged keeps its checksum, so that the damage stays known.
    pub sums: HashMap<String, String>,
}

/// The state of an archive on disk, to see whether somebody else changed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp(u64, SystemTime, u64);

impl Stamp {
    /// The stamp of a file, or of a folder's tag manifest. Every save makes a new file, which shows whatever the clock says.
    pub fn of(path: &Path) -> Option<Self> {
        let meta = fs::metadata(path).ok()?;
        let meta = if meta.is_dir() { fs::metadata(path.join("tagmanifest-sha256.txt")).ok()? } else { meta };
        #[cfg(unix)]
        let file = std::os::unix::fs::MetadataExt::ino(&meta);
        #[cfg(not(unix))]
        let file = 0;
        Some(Self(meta.len(), meta.modified().ok()?, file))
    }
}

/// Where new files go.
enum Target {
    Folder(PathBuf),
    Zip { zip: Box<ZipWriter<BufWriter<DiskFile>>>, top: String },
}

impl Target {
    fn create(path: &Path, form: Form, beside: &Path) -> io::Result<Self> {
        match form {
            Form::Folder => {
                disk::create_folder(beside)?;
                Ok(Self::Folder(beside.to_owned()))
            }
            Form::Zip => {
                let file = BufWriter::with_capacity(256 << 10, disk::create(beside)?);
                let top = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                Ok(Self::Zip { zip: Box::new(ZipWriter::new(file)), top })
            }
        }
    }

    /// Writes one file and gives its checksum and length.
    fn put(&mut self, name: &str, reader: &mut dyn Read, progress: &Progress) -> io::Result<(String, u64)> {
        match self {
            Self::Folder(root) => {
                let path = root.join(name);
                if let Some(folder) = path.parent() {
                    disk::create_folder(folder)?;
                }
                let mut file = disk::create(&path)?;
                copy(reader, &mut file, progress)
            }
            Self::Zip { zip, top } => {
                // Pictures are packed already; the date is always the same, so that equal archives are equal files.
                let packed = [".jpg", ".jpeg", ".png", ".webp", ".gif", ".gz"].iter().any(|end| name.to_ascii_lowercase().ends_with(end));
                let method = if packed { CompressionMethod::Stored } else { CompressionMethod::Deflated };
                let options =
                    SimpleFileOptions::default().compression_method(method).last_modified_time(DateTime::default()).unix_permissions(0o644);
                zip.start_file(format!("{top}/{name}"), options)?;
                copy(reader, zip, progress)
            }
        }
    }

    /// Takes a file over as it is packed; whether that could be done.
    fn take_over(&mut self, kept: &Store, name: &str, path: &Path) -> Result<bool, SaveError> {
        let Self::Zip { zip, top } = self else { return Ok(false) };
        let Some((mut from, packed)) = kept.packed(name) else { return Ok(false) };
        let broken = |error: ZipError| match error {
            ZipError::Io(source) => SaveError::Unwritable { path: path.to_owned(), source },
            error => {
                let what = format!("The file could not be read: {error}.");
                SaveError::Unreadable(Problem::new(name, what, "Copy the archive again from where it came from."))
            }
        };
        let index = from.index_for_name(&packed).ok_or_else(|| broken(ZipError::FileNotFound))?;
        let entry = from.by_index_raw(index).map_err(broken)?;
        zip.raw_copy_file_rename(entry, format!("{top}/{name}")).map_err(broken)?;
        Ok(true)
    }

    /// Ends it, with everything on the disk itself.
    fn finish(self) -> io::Result<()> {
        match self {
            Self::Folder(root) => disk::flush_folder(&root),
            Self::Zip { zip, .. } => {
                let file = zip.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?;
                file.flush_to_disk()
            }
        }
    }
}

fn copy(reader: &mut dyn Read, writer: &mut dyn Write, progress: &Progress) -> io::Result<(String, u64)> {
    let mut digest = Summing::new(Algorithm::Sha256);
    let mut buffer = vec![0; 128 << 10];
    let mut length = 0;
    loop {
        let count = reader.read(&mut buffer)?;
        if count == 0 {
            return Ok((digest.finish(), length));
        }
        digest.update(&buffer[..count]);
        writer.write_all(&buffer[..count])?;
        length += count as u64;
        progress.advance(count as u64);
    }
}

/// Writes all files with their manifests beside `path`, flushes them, and puts them into place in one step.
///
/// `bag_info` is given the number of payload files and their bytes; `unchanged` is the stamp that `path` must still have.
pub fn write(
    path: &Path,
    form: Form,
    entries: BTreeMap<String, Content<'_>>,
    bag_info: &dyn Fn(u64, u64) -> Vec<u8>,
    unchanged: Option<Option<Stamp>>,
    progress: &Progress,
) -> Result<(), SaveError> {
    let failed = |source| SaveError::Unwritable { path: path.to_owned(), source };
    let folder = lock::folder_of(path);
    fs::create_dir_all(folder).map_err(failed)?;
    let _lock = lock::take(path)?;
    let total = entries.iter().map(|(name, content)| match content {
        Content::Bytes(bytes) => bytes.len() as u64,
        Content::Made(_) => 0,
        Content::Kept(kept) => kept.store.files.get(name).copied().unwrap_or(0),
    });
    progress.set_total(total.sum());
    let beside = lock::new_name(path);
    let kept = entries.values().find_map(|content| if let Content::Kept(kept) = content { Some(*kept) } else { None });
    let build = || -> Result<(), SaveError> {
        fill(Target::create(path, form, &beside).map_err(failed)?, path, entries, bag_info, progress)?;
        if kept.is_some_and(|kept| !kept.store.is_as_opened()) {
            return Err(SaveError::ChangedSince(path.to_owned()));
        }
        if unchanged.is_some_and(|stamp| stamp.is_some()) && !path.exists() {
            return Err(SaveError::Gone(path.to_owned()));
        }
        if unchanged.is_some_and(|stamp| Stamp::of(path) != stamp) {
            return Err(SaveError::ChangedSince(path.to_owned()));
        }
        put_in_place(&beside, path, form).map_err(failed)
    };
    let built = build();
    if built.is_err() {
        let _ = disk::remove(&beside);
    } else {
        disk::flush_names(folder);
    }
    built
}

fn put_in_place(beside: &Path, path: &Path, form: Form) -> io::Result<()> {
    let taken = |what: &str| Err(io::Error::new(io::ErrorKind::AlreadyExists, what.to_owned()));
    match form {
        Form::Zip if path.is_dir() => taken("a folder of that name is there"),
        Form::Zip => disk::rename(beside, path),
        Form::Folder if path.is_file() => taken("a file of that name is there"),
        Form::Folder if !path.exists() => disk::rename(beside, path),
        Form::Folder => {
            if !path.join("bagit.txt").exists() && fs::read_dir(path)?.next().is_some() {
                return taken("a folder with other files is there");
            }
            match disk::exchange(beside, path) {
                Ok(()) => {
                    // The old one has the other's name now; where it cannot go at once, the next save takes it away.
                    let _ = disk::remove(beside);
                    Ok(())
                }
                Err(error) if error.kind() == io::ErrorKind::Unsupported => by_two_renames(beside, path),
                Err(error) => Err(error),
            }
        }
    }
}

/// Where two folders cannot change places in one step: the old one steps aside, and `lock::recover` knows it.
fn by_two_renames(beside: &Path, path: &Path) -> io::Result<()> {
    let old = lock::old_name(path);
    disk::rename(path, &old)?;
    if let Err(error) = disk::rename(beside, path) {
        let _ = disk::rename(&old, path);
        return Err(error);
    }
    let _ = disk::remove(&old);
    Ok(())
}

fn fill(
    mut target: Target,
    path: &Path,
    entries: BTreeMap<String, Content<'_>>,
    bag_info: &dyn Fn(u64, u64) -> Vec<u8>,
    progress: &Progress,
) -> Result<(), SaveError> {
    let failed = |source| SaveError::Unwritable { path: path.to_owned(), source };
    let (mut payload, mut tags) = (String::new(), String::new());
    let (mut count, mut bytes) = (0, 0);
    for (name, content) in entries {
        if progress.is_cancelled() {
            return Err(SaveError::Cancelled);
        }
        let (sum, length) = match content {
            Content::Bytes(bytes) => target.put(&name, &mut &*bytes, progress).map_err(failed)?,
            Content::Made(make) => target.put(&name, &mut make(&name).as_slice(), progress).map_err(failed)?,
            Content::Kept(kept) => keep(&mut target, kept, &name, path, progress)?,
        };
        if name.starts_with("data/") {
            payload.push_str(&manifest::line(&sum, &name));
            count += 1;
            bytes += length;
        } else {
            tags.push_str(&manifest::line(&sum, &name));
        }
    }
    for (name, bytes) in [("bag-info.txt", bag_info(count, bytes)), ("manifest-sha256.txt", payload.into_bytes())] {
        let (sum, _) = target.put(name, &mut bytes.as_slice(), progress).map_err(failed)?;
        tags.push_str(&manifest::line(&sum, name));
    }
    target.put("tagmanifest-sha256.txt", &mut tags.as_bytes(), progress).map_err(failed)?;
    target.finish().map_err(failed)
}

/// Takes a file of the old archive over: its checksum, as it is known, and its length.
fn keep(target: &mut Target, kept: &Kept<'_>, name: &str, path: &Path, progress: &Progress) -> Result<(String, u64), SaveError> {
    let known = kept.sums.get(name);
    if let Some(sum) = known
        && target.take_over(kept.store, name, path)?
    {
        let length = kept.store.files.get(name).copied().unwrap_or(0);
        progress.advance(length);
        return Ok((sum.clone(), length));
    }
    let mut wrong = None;
    let copied = kept.store.stream(name, |reader| {
        target.put(name, reader, progress).or_else(|error| {
            wrong = Some(error);
            Ok((String::new(), 0))
        })
    });
    if let Some(source) = wrong {
        return Err(SaveError::Unwritable { path: path.to_owned(), source });
    }
    let (sum, length) = copied.map_err(SaveError::Unreadable)?;
    Ok((known.cloned().unwrap_or(sum), length))
}
