//! One writer at a time, and what a writer that crashed has left behind.

use std::{
    fs::{self, File, TryLockError},
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use super::{disk, error::SaveError};

/// Keeps other programs from saving the same archive until it is dropped.
pub struct Lock {
    name: PathBuf,
    _file: File,
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Before the file is closed: whoever opens this name from now on makes a new one.
        let _ = fs::remove_file(&self.name);
    }
}

/// The folder that an archive lies in.
pub fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A hidden name beside an archive.
fn beside(path: &Path, what: &str) -> PathBuf {
    path.with_file_name(format!(".{}.onrecord-{what}", path.file_name().unwrap_or_default().to_string_lossy()))
}

/// Where the new form of an archive is built: a name that no other save has.
pub fn new_name(path: &Path) -> PathBuf {
    beside(path, &format!("new-{}", uuid::Uuid::new_v4().simple()))
}

/// Where the old folder stands for the moment between two renames.
pub fn old_name(path: &Path) -> PathBuf {
    beside(path, "old")
}

/// Takes the lock of an archive, and clears away what a crashed save has left.
///
/// # Errors
/// [`SaveError::Busy`] while another program saves it; [`SaveError::Unwritable`] where the folder cannot be written.
pub fn take(path: &Path) -> Result<Lock, SaveError> {
    let lock = lock(path)?;
    put_back(path);
    sweep(path);
    Ok(lock)
}

fn lock(path: &Path) -> Result<Lock, SaveError> {
    let failed = |source| SaveError::Unwritable { path: path.to_owned(), source };
    let name = beside(path, "lock");
    let own = uuid::Uuid::new_v4().to_string();
    // Whoever saved before may take the file away between our opening it and locking it: then the lock is of a file that is gone.
    for _ in 0..100 {
        let mut file = File::options().create(true).truncate(false).read(true).write(true).open(&name).map_err(failed)?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => return Err(SaveError::Busy(path.to_owned())),
            // Where a file system knows no locks, saving goes on without.
            Err(TryLockError::Error(_)) => return Ok(Lock { name, _file: file }),
            Ok(()) => {}
        }
        let write = |file: &mut File| -> io::Result<()> {
            file.set_len(0)?;
            file.seek(SeekFrom::Start(0))?;
            file.write_all(own.as_bytes())
        };
        write(&mut file).map_err(failed)?;
        let mut read = String::new();
        match File::open(&name).and_then(|mut file| file.read_to_string(&mut read)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Ok(_) if read != own => {}
            _ => return Ok(Lock { name, _file: file }),
        }
    }
    Err(SaveError::Busy(path.to_owned()))
}

/// Puts the old folder back where a crash came between the two renames; takes it away where the new one is in place.
fn put_back(path: &Path) {
    let old = old_name(path);
    if old.is_dir() {
        let _ = if path.exists() { disk::remove(&old) } else { disk::rename(&old, path) };
    }
}

/// Takes away what saves that crashed were building.
fn sweep(path: &Path) {
    let start = format!(".{}.onrecord-new-", path.file_name().unwrap_or_default().to_string_lossy());
    let Ok(entries) = fs::read_dir(folder_of(path)) else { return };
    for entry in entries.flatten().filter(|entry| entry.file_name().to_string_lossy().starts_with(&start)) {
        let _ = disk::remove(&entry.path());
    }
}

/// Mends, before an archive is opened, what a crash has left; waits a moment where another program is just saving it.
pub fn recover(path: &Path) {
    for _ in 0..50 {
        if path.exists() || !old_name(path).is_dir() {
            return;
        }
        match lock(path) {
            Ok(_lock) => return put_back(path),
            Err(SaveError::Busy(_)) => thread::sleep(Duration::from_millis(20)),
            Err(_) => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_has_the_lock_and_it_leaves_nothing_behind() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a.record");
        let first = take(&path).unwrap();
        assert!(matches!(take(&path), Err(SaveError::Busy(_))));
        drop(first);
        drop(take(&path).unwrap());
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
    }

    #[test]
    fn many_at_once_never_have_it_together() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a.record");
        let (inside, taken) = (std::sync::atomic::AtomicU32::new(0), std::sync::atomic::AtomicU32::new(0));
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..200 {
                        if let Ok(_lock) = take(&path) {
                            assert_eq!(inside.fetch_add(1, std::sync::atomic::Ordering::SeqCst), 0);
                            taken.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
                            inside.fetch_sub(1, std::sync::atomic::Ordering::SeqCst);
                        }
                    }
                });
            }
        });
        assert!(taken.into_inner() > 0);
    }
}
