//! Comparing every file with its checksum, on all cores, without keeping any of them.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::{
    contents,
    error::{OpenError, Problem},
    limits,
    manifest::{self, Algorithm},
    open::Bundle,
    progress::Progress,
    store::Store,
};

/// What verification found.
#[derive(Clone, Debug, Default)]
pub struct Verification {
    /// How many files were compared.
    pub checked: u64,
    /// How many bytes they have.
    pub bytes: u64,
    /// What differs, is missing or is extra.
    pub problems: Vec<Problem>,
    /// Whether it was stopped before its end.
    pub cancelled: bool,
}

type Sums = BTreeMap<String, Vec<(Algorithm, String)>>;

impl Bundle {
    /// Compares every file with its checksum (RFC 8493, section 3), and reads the articles and the heads of their pictures.
    pub fn verify(&self, progress: &Progress) -> Verification {
        let mut verification = verify(&self.store, progress);
        let known: BTreeSet<String> = verification.problems.iter().map(|problem| problem.file.clone()).collect();
        verification.problems.extend(contents::unreadable(self, &known, progress));
        verification
    }
}

/// Compares every file of any bag with its checksum, whatever its payload is (RFC 8493, section 3).
///
/// # Errors
/// Where no bag can be read there.
pub fn verify_bag(path: &Path, progress: &Progress) -> Result<Verification, OpenError> {
    Ok(verify(&Store::open(path)?, progress))
}

fn verify(store: &Store, progress: &Progress) -> Verification {
    let mut problems = store.problems.clone();
    let mut sums = Sums::new();
    let payload = gather(store, "manifest", &mut sums, &mut problems);
    gather(store, "tagmanifest", &mut sums, &mut problems);
    if payload == 0 {
        problems.push(Problem::new(
            "manifest-sha256.txt",
            "The file is missing, so nothing can be compared.",
            "Save the archive once to write it; that says nothing about changes made before.",
        ));
    }
    let names = Names::of(store);
    let listed: BTreeMap<&str, &Vec<(Algorithm, String)>> =
        sums.iter().map(|(name, sums)| (names.found(name).unwrap_or(name), sums)).collect();
    progress.set_total(listed.keys().filter_map(|name| store.files.get(*name)).sum());
    let results: Vec<(u64, Vec<Problem>)> = listed
        .par_iter()
        .map(|(name, sums)| (store.files.get(*name).copied().unwrap_or(0), compare(store, name, sums, progress)))
        .collect();
    let checked = listed.keys().filter(|name| store.files.contains_key(**name)).count() as u64;
    let bytes = results.iter().map(|(bytes, _)| bytes).sum();
    problems.extend(results.into_iter().flat_map(|(_, problems)| problems));
    if payload > 0 {
        for name in store.files.keys().filter(|name| name.starts_with("data/") && !listed.contains_key(name.as_str())) {
            problems.push(Problem::new(
                name,
                "The file is in no manifest: it was added after the archive was made.",
                "If it belongs there, save the archive; if not, take the file out.",
            ));
        }
    }
    Verification { checked, bytes, problems, cancelled: progress.is_cancelled() }
}

/// Adds all manifests of a kind to the sums; how many there are.
fn gather(store: &Store, kind: &str, sums: &mut Sums, problems: &mut Vec<Problem>) -> usize {
    let mut count = 0;
    for algorithm in Algorithm::ALL {
        let name = format!("{kind}-{}.txt", algorithm.name());
        if !store.files.contains_key(&name) {
            continue;
        }
        count += 1;
        match store.read(&name, limits::MANIFEST) {
            Err(problem) => problems.push(problem),
            Ok(bytes) => {
                let (found, wrong) = manifest::parse(&String::from_utf8_lossy(&bytes), algorithm);
                for line in wrong {
                    problems.push(Problem::new(
                        &name,
                        format!("Line {line} is no line of a manifest."),
                        "Copy the archive again from where it came from.",
                    ));
                }
                for (file, sum) in found {
                    sums.entry(file).or_default().push((algorithm, sum));
                }
            }
        }
    }
    count
}

fn compare(store: &Store, name: &str, sums: &[(Algorithm, String)], progress: &Progress) -> Vec<Problem> {
    let mut problems = Vec::new();
    if !store.files.contains_key(name) {
        return vec![Problem::new(name, "The file is missing.", "Copy the archive again from where it came from.")];
    }
    for (algorithm, wanted) in sums {
        if progress.is_cancelled() {
            return Vec::new();
        }
        match store.stream(name, |reader| manifest::sum(reader, *algorithm, progress)) {
            Ok(found) if found == *wanted => {}
            Ok(_) => {
                problems.push(Problem::new(
                    name,
                    format!(
                        "The file differs from its checksum ({}): it was changed after the archive was made, or damaged.",
                        algorithm.name()
                    ),
                    "Copy the archive again from where it came from.",
                ));
                break;
            }
            Err(_) if progress.is_cancelled() => {}
            Err(problem) => problems.push(problem),
        }
    }
    problems
}

/// Finds files whose names differ only in their Unicode form, as they do when bags go from one system to another.
struct Names<'a> {
    exact: &'a Store,
    folded: BTreeMap<String, &'a str>,
}

impl<'a> Names<'a> {
    fn of(store: &'a Store) -> Self {
        let folded = store.files.keys().filter(|name| !name.is_ascii()).map(|name| (name.nfc().collect(), name.as_str())).collect();
        Self { exact: store, folded }
    }

    fn found(&self, name: &str) -> Option<&'a str> {
        if let Some((name, _)) = self.exact.files.get_key_value(name) {
            return Some(name);
        }
        self.folded.get(&name.nfc().collect::<String>()).copied()
    }
}
