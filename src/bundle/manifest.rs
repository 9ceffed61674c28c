//! Manifests: the checksums of a bag (RFC 8493, sections 2.1.3 and 2.2.1).

use std::io::{self, Read};

use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha224, Sha256, Sha384, Sha512};

use super::{declaration::lines, names, progress::Progress};

/// A way to make a checksum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Algorithm {
    /// What is written.
    Sha256,
    /// Read.
    Sha512,
    /// Read.
    Sha384,
    /// Read.
    Sha224,
    /// Read, in older bags.
    Sha1,
    /// Read, in older bags.
    Md5,
}

impl Algorithm {
    const ALL: [Self; 6] = [Self::Sha256, Self::Sha512, Self::Sha384, Self::Sha224, Self::Sha1, Self::Md5];

    /// Its name in a manifest's file name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sha256 => "sha256",
            Self::Sha512 => "sha512",
            Self::Sha384 => "sha384",
            Self::Sha224 => "sha224",
            Self::Sha1 => "sha1",
            Self::Md5 => "md5",
        }
    }

    /// The one of a name, however it is written: `SHA-256`, `sha256`.
    pub fn named(name: &str) -> Option<Self> {
        let plain: String = name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        Self::ALL.into_iter().find(|algorithm| algorithm.name() == plain)
    }

    /// Whether it guards against accidents only: two files with one checksum can be made on purpose.
    pub fn is_weak(self) -> bool {
        matches!(self, Self::Sha1 | Self::Md5)
    }

    fn digits(self) -> usize {
        match self {
            Self::Sha256 => 64,
            Self::Sha512 => 128,
            Self::Sha384 => 96,
            Self::Sha224 => 56,
            Self::Sha1 => 40,
            Self::Md5 => 32,
        }
    }
}

/// One line of a manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    /// Its number, from 1.
    pub line: usize,
    /// The checksum as it is written.
    pub sum: &'a str,
    /// The path as it is written, without the asterisk.
    pub path: &'a str,
    /// Whether md5sum and its like put an asterisk before the path.
    pub starred: bool,
}

/// Reads a manifest's lines; the numbers of those that are none. `algorithm` is nothing where it is not known.
pub fn parse(text: &str, algorithm: Option<Algorithm>) -> (Vec<Entry<'_>>, Vec<usize>) {
    let (mut entries, mut wrong) = (Vec::new(), Vec::new());
    for (line, words) in lines(text).filter(|(_, words)| !words.trim().is_empty()) {
        let entry = words.split_once([' ', '\t']).and_then(|(sum, rest)| {
            let path = rest.trim_start_matches([' ', '\t']);
            let digits = algorithm.map_or(sum.len(), Algorithm::digits);
            let is_sum = sum.len() == digits && sum.bytes().all(|byte| byte.is_ascii_hexdigit());
            (is_sum && !path.is_empty()).then(|| Entry {
                line,
                sum,
                path: path.strip_prefix('*').unwrap_or(path),
                starred: path.starts_with('*'),
            })
        });
        match entry {
            Some(entry) => entries.push(entry),
            None => wrong.push(line),
        }
    }
    (entries, wrong)
}

/// One line of a manifest, as it is written.
pub fn line(sum: &str, name: &str) -> String {
    format!("{sum}  {}\n", names::escaped(name))
}

/// The SHA-256 of some bytes, in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(bytes)
}

/// A checksum in the making.
pub enum Summing {
    /// SHA-256.
    Sha256(Sha256),
    /// SHA-512.
    Sha512(Sha512),
    /// SHA-384.
    Sha384(Sha384),
    /// SHA-224.
    Sha224(Sha224),
    /// SHA-1.
    Sha1(Sha1),
    /// MD5.
    Md5(Md5),
}

impl Summing {
    /// The checksum of nothing yet.
    pub fn new(algorithm: Algorithm) -> Self {
        match algorithm {
            Algorithm::Sha256 => Self::Sha256(Sha256::new()),
            Algorithm::Sha512 => Self::Sha512(Sha512::new()),
            Algorithm::Sha384 => Self::Sha384(Sha384::new()),
            Algorithm::Sha224 => Self::Sha224(Sha224::new()),
            Algorithm::Sha1 => Self::Sha1(Sha1::new()),
            Algorithm::Md5 => Self::Md5(Md5::new()),
        }
    }

    /// Takes more bytes in.
    pub fn update(&mut self, bytes: &[u8]) {
        match self {
            Self::Sha256(digest) => digest.update(bytes),
            Self::Sha512(digest) => digest.update(bytes),
            Self::Sha384(digest) => digest.update(bytes),
            Self::Sha224(digest) => digest.update(bytes),
            Self::Sha1(digest) => digest.update(bytes),
            Self::Md5(digest) => digest.update(bytes),
        }
    }

    /// The checksum, in hexadecimal.
    pub fn finish(self) -> String {
        match self {
            Self::Sha256(digest) => hex(&digest.finalize()),
            Self::Sha512(digest) => hex(&digest.finalize()),
            Self::Sha384(digest) => hex(&digest.finalize()),
            Self::Sha224(digest) => hex(&digest.finalize()),
            Self::Sha1(digest) => hex(&digest.finalize()),
            Self::Md5(digest) => hex(&digest.finalize()),
        }
    }
}

/// Reads to the end once and makes all the checksums that are asked for; counts the bytes as progress.
pub fn sums(reader: &mut dyn Read, algorithms: &[Algorithm], progress: &Progress) -> io::Result<Vec<String>> {
    let mut digests: Vec<Summing> = algorithms.iter().map(|algorithm| Summing::new(*algorithm)).collect();
    // Small enough to stay in a core's own cache between reading and summing.
    let mut buffer = vec![0; 128 << 10];
    loop {
        if progress.is_cancelled() {
            return Err(io::Error::new(io::ErrorKind::Interrupted, "stopped"));
        }
        let count = match reader.read(&mut buffer) {
            Ok(0) => return Ok(digests.into_iter().map(Summing::finish).collect()),
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        digests.iter_mut().for_each(|digest| digest.update(&buffer[..count]));
        progress.advance(count as u64);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn manifests_are_read_as_others_write_them() {
        let sum = "a".repeat(64);
        let text = format!("{sum}  data/a b.txt\r{} *data/100%25.txt\r\n\n{sum}\tdata/x\nnonsense\n{sum} \n", sum.to_uppercase());
        let (entries, wrong) = parse(&text, Some(Algorithm::Sha256));
        let paths: Vec<_> = entries.iter().map(|entry| (entry.line, entry.path, entry.starred)).collect();
        assert_eq!(paths, [(1, "data/a b.txt", false), (2, "data/100%25.txt", true), (4, "data/x", false)]);
        assert_eq!(wrong, [5, 6]);
        assert_eq!(line("0", "a%\n"), "0  a%25%0A\n");
        assert_eq!(Algorithm::named("SHA-256"), Some(Algorithm::Sha256));
    }

    #[test]
    fn checksums_are_those_of_the_standards() {
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        let found = sums(&mut &b"abc"[..], &Algorithm::ALL, &Progress::silent()).unwrap();
        let starts: Vec<&str> = found.iter().map(|sum| &sum[..8]).collect();
        assert_eq!(starts, ["ba7816bf", "ddaf35a1", "cb00753f", "23097d22", "a9993e36", "90015098"]);
        assert!(Algorithm::ALL.iter().zip(&found).all(|(algorithm, sum)| sum.len() == algorithm.digits()));
    }
}
