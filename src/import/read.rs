//! Reading many candidates on all cores, handed over one by one in their order.

use std::{
    collections::BTreeMap,
    sync::{
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    thread,
    time::Duration,
};

use super::{
    candidate::Candidate,
    file::{ImportError, Imported},
};
use crate::bundle::Progress;

/// How many articles may wait for a slow one before them.
const WAITING: usize = 64;

/// Reads candidates on all cores and gives each to `each`, in their order, as soon as those before it are read.
///
/// `progress` counts candidates; once it is cancelled nothing more is begun.
pub fn read_all(candidates: &[Candidate], progress: &Progress, each: impl FnMut(&Candidate, Result<Imported, ImportError>)) {
    read_with(candidates, progress, Candidate::read, each);
}

/// As [`read_all`], with more work on every core: what `work` makes of a candidate is what `each` is given.
pub fn read_with<T: Send>(
    candidates: &[Candidate],
    progress: &Progress,
    work: impl Fn(&Candidate) -> T + Sync,
    mut each: impl FnMut(&Candidate, T),
) {
    progress.begin(candidates.len() as u64);
    let (next, handed) = (AtomicUsize::new(0), AtomicUsize::new(0));
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        for _ in 0..rayon::current_num_threads().min(candidates.len()) {
            let (sender, next, handed, work) = (sender.clone(), &next, &handed, &work);
            scope.spawn(move || {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(candidate) = candidates.get(at).filter(|_| !progress.is_cancelled()) else { return };
                    while at >= handed.load(Ordering::Relaxed) + WAITING {
                        if progress.is_cancelled() {
                            return;
                        }
                        thread::sleep(Duration::from_millis(2));
                    }
                    if sender.send((at, work(candidate))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        let mut early: BTreeMap<usize, T> = BTreeMap::new();
        let mut wanted = 0;
        for (at, result) in receiver {
            early.insert(at, result);
            while let Some(result) = early.remove(&wanted) {
                each(&candidates[wanted], result);
                progress.advance(1);
                wanted += 1;
                handed.store(wanted, Ordering::Relaxed);
            }
        }
    });
}
