//! The steps of a save that change the disk, so that a test can stop before any of them as a crash would.

use std::{
    fs::{self, File},
    io::{self, Seek, SeekFrom, Write},
    path::Path,
};

/// Asks whether the step may be taken; outside of tests it always may.
#[cfg(not(test))]
#[inline(always)]
fn step() -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
pub use fault::{step, with_fault};

/// Makes a new file; what is there is replaced.
pub fn create(path: &Path) -> io::Result<DiskFile> {
    step()?;
    Ok(DiskFile { file: File::create(path)?, at: 0, end: 0, has_failed: false })
}

/// Makes a folder and those above it.
pub fn create_folder(path: &Path) -> io::Result<()> {
    step()?;
    fs::create_dir_all(path)
}

/// Gives a file or folder another name, in one step.
pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    step()?;
    fs::rename(from, to)
}

/// Lets two folders change places in one step.
///
/// # Errors
/// `Unsupported` where the system or the disk cannot do it.
pub fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    step()?;
    #[cfg(target_os = "linux")]
    {
        use rustix::{
            fs::{CWD, RenameFlags, renameat_with},
            io::Errno,
        };
        renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).map_err(|error| match error {
            Errno::NOSYS | Errno::INVAL | Errno::OPNOTSUPP | Errno::PERM => io::ErrorKind::Unsupported.into(),
            other => other.into(),
        })
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = (one, other);
        Err(io::ErrorKind::Unsupported.into())
    }
}

/// Takes a file or a folder with everything in it away.
pub fn remove(path: &Path) -> io::Result<()> {
    step()?;
    if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }
}

/// Waits until everything in a folder is on the disk itself.
pub fn flush_folder(path: &Path) -> io::Result<()> {
    step()?;
    #[cfg(target_os = "linux")]
    {
        // One call for the whole disk takes less time than one for each file.
        rustix::fs::syncfs(File::open(path)?)?;
    }
    #[cfg(not(target_os = "linux"))]
    for entry in fs::read_dir(path)? {
        let path = entry?.path();
        if path.is_dir() {
            flush_folder(&path)?;
        } else {
            File::options().write(true).open(path)?.sync_all()?;
        }
    }
    Ok(())
}

/// Waits until a folder's own list of names is on the disk; where a system cannot do that, it does it later.
pub fn flush_names(folder: &Path) {
    if step().is_ok()
        && let Ok(folder) = File::open(folder)
    {
        let _ = folder.sync_all();
    }
}

/// A file that is being written.
///
/// Once a write has failed, what is written later goes nowhere and succeeds, the position is always the end, and the file cannot be ended
/// any more: the writer of zips, when it is dropped after an error, tries to end its file, and reckons with positions that only grow.
#[derive(Debug)]
pub struct DiskFile {
    file: File,
    at: u64,
    end: u64,
    has_failed: bool,
}

impl DiskFile {
    /// Waits until it is on the disk itself.
    pub fn flush_to_disk(&self) -> io::Result<()> {
        step()?;
        if self.has_failed {
            return Err(io::Error::other("an earlier write has failed"));
        }
        self.file.sync_all()
    }
}

impl Write for DiskFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = if self.has_failed {
            bytes.len()
        } else {
            step()
                .and_then(|()| self.file.write(bytes))
                .inspect_err(|error| self.has_failed = error.kind() != io::ErrorKind::Interrupted)?
        };
        self.at += count as u64;
        self.end = self.end.max(self.at);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.has_failed { Ok(()) } else { self.file.flush() }
    }
}

impl Seek for DiskFile {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.end.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        let at = at.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "a position before the beginning"))?;
        self.at = if self.has_failed { self.end } else { self.file.seek(SeekFrom::Start(at))? };
        Ok(self.at)
    }
}

#[cfg(test)]
mod fault {
    use std::{cell::Cell, io};

    thread_local! {
        static LEFT: Cell<Option<u64>> = const { Cell::new(None) };
        static TAKEN: Cell<u64> = const { Cell::new(0) };
        static GONE: Cell<bool> = const { Cell::new(false) };
    }

    /// Counts a step; from the chosen one on nothing reaches the disk any more, or only that one fails.
    pub fn step() -> io::Result<()> {
        TAKEN.set(TAKEN.get() + 1);
        match LEFT.get() {
            Some(0) => {
                if !GONE.get() {
                    LEFT.set(None);
                }
                Err(io::Error::other("the test stops here"))
            }
            Some(left) => {
                LEFT.set(Some(left - 1));
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// Runs `work`, in which the step of this number fails (`gone`: and all that follow, as after a crash); how many steps it took.
    pub fn with_fault<T>(at: Option<u64>, gone: bool, work: impl FnOnce() -> T) -> (T, u64) {
        LEFT.set(at);
        GONE.set(gone);
        TAKEN.set(0);
        let result = work();
        LEFT.set(None);
        (result, TAKEN.get())
    }
}
