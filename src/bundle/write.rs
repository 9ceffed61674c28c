//! Writing an archive beside the old one, and putting it in its place in one step.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, BufWriter, Read, Write},
    path::{Path, PathBuf},
    time::SystemTime,
};

use sha2::{Digest, Sha256};
use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use super::{
    error::{Problem, SaveError},
    manifest,
    open::Form,
    progress::Progress,
    store::Store,
};

/// What a file of the new archive holds.
pub enum Content<'a> {
    /// These bytes.
    Bytes(Vec<u8>),
    /// What the old archive has under the same name.
    Kept(&'a Store),
}

/// The state of an archive on disk, to see whether somebody else changed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp(u64, SystemTime);

impl Stamp {
    /// The stamp of a file, or of a folder's tag manifest.
    pub fn of(path: &Path) -> Option<Self> {
        let meta = fs::metadata(path).ok()?;
        let meta = if meta.is_dir() { fs::metadata(path.join("tagmanifest-sha256.txt")).ok()? } else { meta };
        Some(Self(meta.len(), meta.modified().ok()?))
    }
}

/// Where new files go.
enum Target {
    Folder(PathBuf),
    Zip { zip: Box<ZipWriter<File>>, top: String },
}

impl Target {
    /// Writes one file and gives its checksum and length.
    fn put(&mut self, name: &str, reader: &mut dyn Read, progress: &Progress) -> io::Result<(String, u64)> {
        match self {
            Self::Folder(root) => {
                let path = root.join(name);
                if let Some(folder) = path.parent() {
                    fs::create_dir_all(folder)?;
                }
                let mut file = BufWriter::new(File::create(path)?);
                let result = copy(reader, &mut file, progress)?;
                file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
                Ok(result)
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
}

fn copy(reader: &mut dyn Read, writer: &mut dyn Write, progress: &Progress) -> io::Result<(String, u64)> {
    let mut digest = Sha256::new();
    let mut buffer = vec![0; 64 << 10];
    let mut length = 0;
    loop {
        let count = reader.read(&mut buffer)?;
        if count == 0 {
            let sum = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
            return Ok((sum, length));
        }
        digest.update(&buffer[..count]);
        writer.write_all(&buffer[..count])?;
        length += count as u64;
        progress.advance(count as u64);
    }
}

/// Writes all files with their manifests beside `path`, flushes them, and renames them into place.
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
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(failed)?;
    let _lock = lock(path, folder)?;
    let total = entries.iter().map(|(name, content)| match content {
        Content::Bytes(bytes) => bytes.len() as u64,
        Content::Kept(store) => store.files.get(name).copied().unwrap_or(0),
    });
    progress.set_total(total.sum());
    let built = match form {
        Form::Folder => {
            let beside = tempfile::Builder::new().prefix(".onrecord-saving-").tempdir_in(folder).map_err(failed)?;
            fill(Target::Folder(beside.path().to_owned()), path, entries, bag_info, progress)?;
            Built::Folder(beside)
        }
        Form::Zip => {
            let beside = tempfile::Builder::new().prefix(".onrecord-saving-").tempfile_in(folder).map_err(failed)?;
            let file = beside.as_file().try_clone().map_err(failed)?;
            let top = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            fill(Target::Zip { zip: Box::new(ZipWriter::new(file)), top }, path, entries, bag_info, progress)?;
            beside.as_file().sync_all().map_err(failed)?;
            Built::Zip(beside)
        }
    };
    if unchanged.is_some_and(|stamp| Stamp::of(path) != stamp) {
        return Err(SaveError::ChangedSince(path.to_owned()));
    }
    built.put_in_place(path).map_err(failed)?;
    // The rename itself is on disk only once its folder is; where a system cannot do that, it does it later.
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}

enum Built {
    Folder(tempfile::TempDir),
    Zip(tempfile::NamedTempFile),
}

impl Built {
    fn put_in_place(self, path: &Path) -> io::Result<()> {
        match self {
            Self::Zip(file) => {
                readable(file.path())?;
                if path.is_dir() {
                    return Err(io::Error::new(io::ErrorKind::AlreadyExists, "a folder of that name is there"));
                }
                file.persist(path).map(|_| ()).map_err(|error| error.error)
            }
            Self::Folder(beside) => {
                readable(beside.path())?;
                if path.is_file() {
                    return Err(io::Error::new(io::ErrorKind::AlreadyExists, "a file of that name is there"));
                }
                let aside = old_name(path);
                if path.exists() {
                    let is_ours = path.join("bagit.txt").exists() || fs::read_dir(path)?.next().is_none();
                    if !is_ours {
                        return Err(io::Error::new(io::ErrorKind::AlreadyExists, "a folder with other files is there"));
                    }
                    fs::rename(path, &aside)?;
                }
                let beside = beside.keep();
                if let Err(error) = fs::rename(&beside, path) {
                    let _ = fs::rename(&aside, path);
                    let _ = fs::remove_dir_all(&beside);
                    return Err(error);
                }
                let _ = fs::remove_dir_all(aside);
                Ok(())
            }
        }
    }
}

/// Temporary files are for their owner alone; an archive is for whoever may read the folder.
fn readable(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = if path.is_dir() { 0o755 } else { 0o644 };
        fs::set_permissions(path, fs::Permissions::from_mode(mode))?;
    }
    let _ = path;
    Ok(())
}

/// Where the old folder stands for the moment between two renames.
fn old_name(path: &Path) -> PathBuf {
    path.with_file_name(format!(".{}.onrecord-old", path.file_name().unwrap_or_default().to_string_lossy()))
}

/// Puts the old folder back where a crash came between the two renames.
pub fn recover(path: &Path) {
    let aside = old_name(path);
    if !path.exists() && aside.is_dir() {
        let _ = fs::rename(aside, path);
    }
}

/// Keeps other programs from saving the same archive until it is dropped.
fn lock(path: &Path, folder: &Path) -> Result<Lock, SaveError> {
    let name = folder.join(format!(".{}.onrecord-lock", path.file_name().unwrap_or_default().to_string_lossy()));
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&name)
        .map_err(|source| SaveError::Unwritable { path: path.to_owned(), source })?;
    match file.try_lock() {
        Err(fs::TryLockError::WouldBlock) => Err(SaveError::Busy(path.to_owned())),
        // Where a file system knows no locks, saving goes on without.
        Ok(()) | Err(fs::TryLockError::Error(_)) => Ok(Lock(name, file)),
    }
}

struct Lock(PathBuf, File);

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
        let _ = self.1.unlock();
    }
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
            Content::Bytes(bytes) => target.put(&name, &mut bytes.as_slice(), progress).map_err(failed)?,
            Content::Kept(store) => {
                let mut wrong = None;
                let kept = store.stream(&name, |reader| {
                    target.put(&name, reader, progress).or_else(|error| {
                        wrong = Some(error);
                        Ok((String::new(), 0))
                    })
                });
                if let Some(error) = wrong {
                    return Err(failed(error));
                }
                kept.map_err(|problem: Problem| SaveError::Unreadable(problem))?
            }
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
    if let Target::Zip { zip, .. } = target {
        zip.finish().map_err(|error| failed(error.into()))?;
    }
    Ok(())
}
