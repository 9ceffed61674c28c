//! Comparing every file with its checksum, on all cores, without keeping any of them.

use std::{collections::BTreeSet, path::Path};

use rayon::prelude::*;

use super::{
    bag::Bag,
    contents,
    error::{OpenError, Problem},
    limits,
    manifest::{self, Algorithm},
    open::Bundle,
    progress::Progress,
    store::Store,
};

/// What is said of a file that a manifest lists and that is not there.
const MISSING: &str = "The file is missing.";

/// What verification found.
#[derive(Clone, Debug, Default)]
pub struct Verification {
    /// How many files were compared.
    pub checked: u64,
    /// How many bytes they have.
    pub bytes: u64,
    /// What differs, is missing, is extra, or is forbidden by the standard.
    pub problems: Vec<Problem>,
    /// What the standard allows, but may surprise.
    pub warnings: Vec<Problem>,
    /// Whether it was stopped before its end.
    pub cancelled: bool,
}

impl Bundle {
    /// Compares every file with its checksum (RFC 8493, section 3), and reads the articles and the heads of their pictures.
    pub fn verify(&self, progress: &Progress) -> Verification {
        let mut verification = verify(&self.store, progress);
        let known: BTreeSet<String> = verification.problems.iter().map(|problem| problem.file.clone()).collect();
        verification.problems.extend(contents::unreadable(self, &known, progress));
        verification.cut();
        verification
    }
}

/// Compares every file of any bag with its checksum, whatever its payload is (RFC 8493, section 3).
///
/// # Errors
/// Where no bag can be read there.
pub fn verify_bag(path: &Path, progress: &Progress) -> Result<Verification, OpenError> {
    let mut verification = verify(&Store::open(path)?, progress);
    verification.cut();
    Ok(verification)
}

impl Verification {
    /// Names only so many problems one by one, so that a ruined archive is told in one screen.
    fn cut(&mut self) {
        for list in [&mut self.problems, &mut self.warnings] {
            if list.len() > limits::PROBLEMS {
                let more = list.len() - limits::PROBLEMS;
                list.truncate(limits::PROBLEMS);
                list.push(Problem::new("…", format!("There are {more} more of this kind."), "Mend those that are named first."));
            }
        }
    }
}

fn verify(store: &Store, progress: &Progress) -> Verification {
    let Bag { listed, mut problems, warnings, size, .. } = Bag::read(store);
    let mut jobs: Vec<_> = listed.iter().map(|(name, sums)| (name.as_str(), sums, store.files.get(name).copied())).collect();
    // The longest first, so that no core is left with a long one at the end.
    jobs.sort_by_key(|(_, _, length)| std::cmp::Reverse(length.unwrap_or(0)));
    progress.set_total(jobs.iter().filter_map(|(_, _, length)| *length).sum());
    let found: Vec<Vec<Problem>> = jobs
        .par_iter()
        .with_max_len(1)
        .map(|(name, sums, _)| compare(store, name, sums, progress))
        .filter(|found| !found.is_empty())
        .collect();
    let checked = jobs.iter().filter(|(_, _, length)| length.is_some()).count() as u64;
    let bytes = jobs.iter().filter_map(|(_, _, length)| *length).sum();
    // A file that is named already, with what to do, is not named again because a manifest lists it.
    let is_known = |found: &Problem| found.what == MISSING && problems.iter().any(|known| known.file == found.file);
    let mut found: Vec<Problem> = found.into_iter().flatten().filter(|found| !is_known(found)).collect();
    found.sort_by(|a, b| a.file.cmp(&b.file));
    problems.extend(found);
    problems.extend(size.filter(|_| !problems.iter().any(|problem| problem.file.starts_with("data/"))));
    Verification { checked, bytes, problems, warnings, cancelled: progress.is_cancelled() }
}

fn compare(store: &Store, name: &str, sums: &[(Algorithm, String)], progress: &Progress) -> Vec<Problem> {
    if progress.is_cancelled() {
        return Vec::new();
    }
    if !store.files.contains_key(name) {
        return vec![Problem::new(name, MISSING, "Copy the archive again from where it came from.")];
    }
    let algorithms: Vec<Algorithm> = sums.iter().map(|(algorithm, _)| *algorithm).collect();
    match store.stream(name, |reader| manifest::sums(reader, &algorithms, progress)) {
        Ok(found) => {
            let differing = sums.iter().zip(&found).find(|((_, wanted), found)| wanted != *found);
            let problem = differing.map(|((algorithm, _), _)| {
                let algorithm = algorithm.name();
                Problem::new(
                    name,
                    format!("The file differs from its checksum ({algorithm}): it was changed after the archive was made, or damaged."),
                    "Copy the archive again from where it came from.",
                )
            });
            problem.into_iter().collect()
        }
        Err(_) if progress.is_cancelled() => Vec::new(),
        Err(problem) => vec![problem],
    }
}
