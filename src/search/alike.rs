//! Texts that are nearly the same: agency copy that several outlets printed, a page captured twice, a story cut short.
//!
//! MinHash (the least of many hashes of a text, in bands) finds pairs that may be alike without comparing each text with each other; what they share is then counted exactly, in runs
//! of four words, against the shorter of the two, because a newspaper cuts an agency's report from the end.

use std::{
    collections::{BTreeMap, HashSet},
    hash::{Hash, Hasher},
};

use rayon::prelude::*;
use rustc_hash::FxHasher;

use super::fulltext::words_of;

/// How many words are taken together.
const RUN: usize = 4;
/// Texts of fewer words are too short to be called alike.
const LEAST_WORDS: usize = 40;
/// Pairs that share a third of their runs are found nearly always.
const BANDS: usize = 42;
const BAND: usize = 3;

/// What stands for a text: for each of many ways to put its runs in order, the first of them.
#[derive(Clone, Debug)]
pub struct Signature(Vec<u32>);

/// Texts that are nearly the same, the first with each of the others.
#[derive(Clone, Debug, PartialEq)]
pub struct Alike {
    /// The number of the text that the others are compared with: the first of them.
    pub first: usize,
    /// The numbers of the others, each with the share of the shorter text that both have, from 0 to 1.
    pub others: Vec<(usize, f64)>,
}

impl Signature {
    /// What stands for a text; nothing where it has too few words.
    pub fn of(text: &str) -> Option<Self> {
        let mut least = vec![u32::MAX; BANDS * BAND];
        for run in runs(text)? {
            for (way, least) in (1_u64..).zip(&mut least) {
                *least = (*least).min((mixed(run ^ mixed(way)) >> 32) as u32);
            }
        }
        Some(Self(least))
    }

    fn band(&self, band: usize) -> &[u32] {
        &self.0[band * BAND..(band + 1) * BAND]
    }
}

/// Spreads the bits of a number evenly (the finalizer of SplitMix64).
fn mixed(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ (number >> 31)
}

/// The runs of a text as numbers; nothing where it has too few words.
fn runs(text: &str) -> Option<HashSet<u64>> {
    let words = words_of(text);
    (words.len() >= LEAST_WORDS).then(|| {
        let run = |words: &[String]| {
            let mut hasher = FxHasher::default();
            words.hash(&mut hasher);
            hasher.finish()
        };
        words.windows(RUN).map(run).collect()
    })
}

/// The share of the shorter of two texts that both have, from 0 to 1, in runs of four words.
pub fn shared(one: &str, other: &str) -> f64 {
    match (runs(one), runs(other)) {
        (Some(one), Some(other)) => {
            let both = one.intersection(&other).count();
            both as f64 / one.len().min(other.len()).max(1) as f64
        }
        _ => 0.0,
    }
}

/// Texts that share at least so much, in groups; `signatures` come in the order in which texts were printed, and `text` gives one again.
pub fn alike(signatures: &[(usize, Signature)], least: f64, text: &(dyn Fn(usize) -> Option<String> + Sync)) -> Vec<Alike> {
    let in_band = |band: usize| {
        let mut all: Vec<(&[u32], usize)> = signatures.iter().enumerate().map(|(at, (_, signature))| (signature.band(band), at)).collect();
        all.sort_unstable();
        // With the first of those that are alike in the band, because agency copy may be there hundreds of times.
        let alike = all.chunk_by(|one, other| one.0 == other.0).filter(|same| same.len() > 1);
        alike.flat_map(|same| same[1..].iter().map(|(_, other)| (same[0].1, *other)).collect::<Vec<_>>()).collect::<Vec<_>>()
    };
    let mut candidates: Vec<(usize, usize)> = (0..BANDS).into_par_iter().flat_map_iter(in_band).collect();
    candidates.par_sort_unstable();
    candidates.dedup();
    let confirmed: Vec<(usize, usize)> = candidates
        .into_par_iter()
        .filter(|(one, other)| {
            let texts = text(signatures[*one].0).zip(text(signatures[*other].0));
            texts.is_some_and(|(one, other)| shared(&one, &other) >= least)
        })
        .collect();
    // What is alike to one of a group belongs to it.
    let mut leaders: Vec<usize> = (0..signatures.len()).collect();
    for (one, other) in confirmed {
        let (one, other) = (leader(&mut leaders, one), leader(&mut leaders, other));
        leaders[one.max(other)] = one.min(other);
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..signatures.len() {
        let first = leader(&mut leaders, at);
        if first != at {
            groups.entry(first).or_default().push(at);
        }
    }
    let group = |(first, others): (usize, Vec<usize>)| {
        let first_text = text(signatures[first].0).unwrap_or_default();
        let share = |at: usize| (signatures[at].0, text(signatures[at].0).map_or(0.0, |other| shared(&first_text, &other)));
        Alike { first: signatures[first].0, others: others.into_iter().map(share).collect() }
    };
    groups.into_par_iter().map(group).collect()
}

fn leader(leaders: &mut [usize], mut at: usize) -> usize {
    while leaders[at] != at {
        leaders[at] = leaders[leaders[at]];
        at = leaders[at];
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(seed: u64, words: usize) -> String {
        let mut random = fastrand::Rng::with_seed(seed);
        (0..words).map(|_| format!("w{}", random.u32(..5000))).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_report_is_known_again_cut_short_or_with_a_new_beginning() {
        let report = made(1, 400);
        let cut: String = report.split(' ').take(150).collect::<Vec<_>>().join(" ");
        let begun = format!("{} {}", made(2, 12), report.split(' ').skip(10).collect::<Vec<_>>().join(" "));
        let texts = [made(3, 300), report, made(4, 300), cut, begun, "Too short to tell.".to_owned()];
        let signatures: Vec<_> = texts.iter().enumerate().filter_map(|(number, text)| Some((number, Signature::of(text)?))).collect();
        assert_eq!(signatures.len(), 5, "the short one says nothing");
        let groups = alike(&signatures, 0.8, &|number| texts.get(number).cloned());
        assert_eq!(groups.len(), 1);
        assert_eq!(groups[0].first, 1);
        let others: Vec<usize> = groups[0].others.iter().map(|(number, _)| *number).collect();
        assert_eq!(others, [3, 4]);
        assert!(groups[0].others.iter().all(|(_, share)| *share > 0.9), "{groups:?}");
    }

    #[test]
    fn reports_on_one_event_are_not_the_same_report() {
        let (one, other) = (made(1, 300), format!("{} {}", made(1, 60), made(5, 240)));
        assert!(shared(&one, &other) < 0.3);
        assert!((shared(&one, &one) - 1.0).abs() < f64::EPSILON);
    }
}
