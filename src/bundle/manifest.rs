//! Manifests: the checksums of a bag (RFC 8493, sections 2.1.3 and 2.2.1).

use std::{
    collections::BTreeMap,
    io::{self, Read},
};

use md5::Md5;
use percent_encoding::percent_decode_str;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha512};

use super::progress::Progress;

/// A way to make a checksum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Algorithm {
    /// What is written.
    Sha256,
    /// Read.
    Sha512,
    /// Read, in older bags.
    Sha1,
    /// Read, in older bags.
    Md5,
}

impl Algorithm {
    /// Every one, the best first.
    pub const ALL: [Self; 4] = [Self::Sha256, Self::Sha512, Self::Sha1, Self::Md5];

    /// Its name in a manifest's file name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sha256 => "sha256",
            Self::Sha512 => "sha512",
            Self::Sha1 => "sha1",
            Self::Md5 => "md5",
        }
    }

    fn digits(self) -> usize {
        match self {
            Self::Sha256 => 64,
            Self::Sha512 => 128,
            Self::Sha1 => 40,
            Self::Md5 => 32,
        }
    }
}

/// Reads a manifest into checksums by file name; the numbers of lines that are none.
pub fn parse(text: &str, algorithm: Algorithm) -> (BTreeMap<String, String>, Vec<usize>) {
    let (mut sums, mut wrong) = (BTreeMap::new(), Vec::new());
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let parts = line.split_once([' ', '\t']);
        match parts {
            Some((sum, name)) if sum.len() == algorithm.digits() && sum.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
                let name = name.trim_start_matches([' ', '\t', '*']);
                let name = name.strip_prefix("./").unwrap_or(name);
                // Line ends and the percent sign itself are escaped.
                let name = if name.contains('%') { percent_decode_str(name).decode_utf8_lossy().into_owned() } else { name.to_owned() };
                sums.insert(name, sum.to_ascii_lowercase());
            }
            _ => wrong.push(number + 1),
        }
    }
    (sums, wrong)
}

/// One line of a manifest.
pub fn line(sum: &str, name: &str) -> String {
    format!("{sum}  {}\n", name.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A"))
}

/// The SHA-256 of some bytes, in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Reads to the end and makes the checksum; counts the bytes as progress.
pub fn sum(reader: &mut dyn Read, algorithm: Algorithm, progress: &Progress) -> io::Result<String> {
    match algorithm {
        Algorithm::Sha256 => digest::<Sha256>(reader, progress),
        Algorithm::Sha512 => digest::<Sha512>(reader, progress),
        Algorithm::Sha1 => digest::<Sha1>(reader, progress),
        Algorithm::Md5 => digest::<Md5>(reader, progress),
    }
}

fn digest<D: Digest>(reader: &mut dyn Read, progress: &Progress) -> io::Result<String> {
    let mut digest = D::new();
    let mut buffer = vec![0; 64 << 10];
    loop {
        if progress.is_cancelled() {
            return Err(io::Error::new(io::ErrorKind::Interrupted, "stopped"));
        }
        let count = match reader.read(&mut buffer) {
            Ok(0) => return Ok(hex(&digest.finalize())),
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        digest.update(&buffer[..count]);
        progress.advance(count as u64);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn manifests_are_read_as_others_write_them() {
        let sum = "a".repeat(64);
        let text = format!("{sum}  data/a b.txt\n{} *data/100%25.txt\n\n{sum}\tdata/x\nnonsense\n", sum.to_uppercase());
        let (sums, wrong) = parse(&text, Algorithm::Sha256);
        assert_eq!(sums.keys().collect::<Vec<_>>(), ["data/100%.txt", "data/a b.txt", "data/x"]);
        assert!(sums.values().all(|value| *value == sum));
        assert_eq!(wrong, [5]);
        assert_eq!(line("0", "a%\n"), "0  a%25%0A\n");
    }

    #[test]
    fn checksums_are_those_of_the_standard() {
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(sum(&mut &b"abc"[..], Algorithm::Md5, &Progress::silent()).unwrap(), "900150983cd24fb0d6963f7d28e17f72");
    }
}
