//! Readers of strangers' input, fed with the inputs in `fuzz/corpus` and some broken forms of each. `scripts/fuzz` does it for longer.

#![allow(clippy::unwrap_used)] // a test that fails may panic

#[path = "../fuzz/mutate.rs"]
mod mutate;
#[path = "../fuzz/targets.rs"]
mod targets;

use std::{fs, path::Path};

#[test]
fn broken_input_comes_back_with_an_answer_or_a_sentence() {
    for target in targets::TARGETS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target.name);
        let mut paths: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        let corpus: Vec<Vec<u8>> = paths.iter().map(|path| fs::read(path).unwrap()).collect();
        assert!(!corpus.is_empty(), "{} has no first input", target.name);
        let home = tempfile::tempdir().unwrap();
        corpus.iter().for_each(|bytes| (target.run)(bytes, home.path()));
        let mut rng = fastrand::Rng::with_seed(7);
        for _ in 0..40 {
            (target.run)(&mutate::mutated(&mut rng, &corpus, target.words), home.path());
        }
    }
}
