//! A WARC file that lies on disk, or as it is inside a zip.

use std::io::{self, Read, Seek, SeekFrom};

use crate::bundle::SharedFile;

/// A stretch of a file, read by several threads at once.
#[derive(Clone, Debug)]
pub(super) struct Stored {
    file: SharedFile,
    start: u64,
    len: u64,
    at: u64,
}

impl Stored {
    /// The stretch of `len` bytes that begins at `start`.
    pub(super) fn new(file: SharedFile, start: u64, len: u64) -> Self {
        Self { file, start, len, at: 0 }
    }

    /// Its length in bytes.
    pub(super) fn len(&self) -> u64 {
        self.len
    }

    /// The bytes at a place; an error where it is longer than `limit` or beyond the end.
    pub(super) fn slice(&self, offset: u64, length: u64, limit: u64) -> io::Result<Vec<u8>> {
        if length > limit {
            return Err(io::Error::other(format!("its record is longer than {} MB, which is more than is read of one page", limit >> 20)));
        }
        let mut reader = self.clone();
        reader.seek(SeekFrom::Start(offset))?;
        let mut bytes = Vec::new();
        reader.take(length).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

impl Read for Stored {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.len.saturating_sub(self.at);
        let length = buffer.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        if length == 0 {
            return Ok(0);
        }
        self.file.seek(SeekFrom::Start(self.start + self.at))?;
        let count = self.file.read(&mut buffer[..length])?;
        self.at += count as u64;
        Ok(count)
    }
}

impl Seek for Stored {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.len.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "a position before the beginning"))?;
        Ok(self.at)
    }
}
