//! Where each address of a web archive lies.

use std::hash::Hasher;

/// Where one record lies: 48 bytes, whatever its address.
#[derive(Clone, Copy, Debug)]
pub(in crate::import) struct Entry {
    /// Hash of the address, without scheme and fragment.
    address: u64,
    /// Hash of the payload's digest; 0 where none is given.
    digest: u64,
    /// When it was captured, as the digits of `20201118093000`; 0 where that is not known.
    pub(super) when: u64,
    /// Where it begins in its file, in bytes.
    pub(super) offset: u64,
    /// How long it is in its file, in bytes.
    pub(super) length: u64,
    /// Which file.
    pub(super) file: u32,
    /// Whether it only says that nothing changed.
    pub(super) is_revisit: bool,
}

impl Entry {
    /// A record of an address.
    pub(super) fn new(address: &str, digest: Option<&str>, when: u64, place: (u32, u64, u64), is_revisit: bool) -> Self {
        let (file, offset, length) = place;
        Self {
            address: hash(key(address)),
            digest: digest.map_or(0, |digest| hash(digest_key(digest))),
            when,
            offset,
            length,
            file,
            is_revisit,
        }
    }
}

/// All records that pages or pictures may be in.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    entries: Vec<Entry>,
}

impl Index {
    /// Puts entries in order to be found.
    pub(super) fn of(mut entries: Vec<Entry>) -> Self {
        entries.sort_unstable_by_key(|entry| (entry.address, entry.when));
        entries.shrink_to_fit();
        Self { entries }
    }

    /// The records of an address, the one nearest to a moment first; another address may be among them, which its head tells.
    pub(super) fn find(&self, address: &str, when: u64) -> Vec<Entry> {
        let wanted = hash(key(address));
        let from = self.entries.partition_point(|entry| entry.address < wanted);
        let mut found: Vec<Entry> = self.entries[from..].iter().take_while(|entry| entry.address == wanted).take(10_000).copied().collect();
        found.sort_by_key(|entry| (entry.is_revisit, entry.when.abs_diff(when)));
        found.truncate(20);
        found
    }

    /// A record that holds what another one with this digest refers to.
    pub(super) fn of_digest(&self, digest: &str) -> Option<Entry> {
        let wanted = hash(digest_key(digest));
        self.entries.iter().find(|entry| entry.digest == wanted && !entry.is_revisit).copied()
    }

    /// How many records there are.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }
}

/// An address without what does not tell two files apart.
pub(super) fn key(address: &str) -> &str {
    let address = address.split('#').next().unwrap_or(address).trim_matches(['<', '>']);
    address.strip_prefix("https://").or_else(|| address.strip_prefix("http://")).unwrap_or(address)
}

/// A digest without the name of its algorithm, which some write and some do not.
fn digest_key(digest: &str) -> &str {
    digest.rsplit_once(':').map_or(digest, |(_, digest)| digest)
}

fn hash(text: &str) -> u64 {
    let mut hasher = rustc_hash::FxHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish().max(1)
}

/// A moment as the digits `20201118093000`, as CDX writes it, from any way of writing it; 0 where it is none.
pub(super) fn digits(when: &str) -> u64 {
    let mut digits: String = when.chars().filter(char::is_ascii_digit).take(14).collect();
    while digits.len() < 14 {
        digits.push('0');
    }
    digits.parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_capture_of_an_address_is_found() {
        let entry = |address: &str, when: u64, offset: u64| Entry::new(address, Some("sha1:ABC"), when, (0, offset, 1), false);
        let index = Index::of(vec![
            entry("https://a.example/x", 20_201_118_000_000, 1),
            entry("http://a.example/x", 20_201_120_000_000, 2),
            entry("http://a.example/y", 20_201_120_000_000, 3),
        ]);
        let found: Vec<u64> = index.find("https://a.example/x#top", 20_201_119_230_000).iter().map(|entry| entry.offset).collect();
        assert_eq!(found, [2, 1]);
        assert!(index.find("http://b.example/", 0).is_empty());
        assert!(index.of_digest("ABC").is_some());
        assert_eq!(digits("2020-11-18T09:30:00.123Z"), 20_201_118_093_000);
    }
}
