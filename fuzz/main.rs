//! Feeds the readers of strangers' input with broken forms of good input, for as long as is wanted.
//!
//! `onrecord-fuzz SECONDS [TARGET…]`: each target in turn. An input that ends in a panic, takes more than ten seconds or more than a
//! gigabyte is kept in `fuzz/found/TARGET`, and gives exit status 1. `scripts/fuzz` builds and runs it.

#![allow(clippy::print_stdout, clippy::unwrap_used)] // a tool for those who build On Record

mod mutate;
mod targets;

use std::{
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use targets::{TARGETS, Target};

/// An input that takes longer is a finding.
const LONGEST: Duration = Duration::from_secs(10);

fn main() {
    let mut arguments = std::env::args().skip(1);
    let seconds: u64 = arguments.next().and_then(|text| text.parse().ok()).unwrap_or(60);
    let wanted: Vec<String> = arguments.collect();
    let mut findings = 0;
    for target in TARGETS.iter().filter(|target| wanted.is_empty() || wanted.iter().any(|name| name == target.name)) {
        findings += fuzz(target, Duration::from_secs(seconds));
    }
    std::process::exit(i32::from(findings > 0));
}

fn fuzz(target: &'static Target, length: Duration) -> u64 {
    let corpus = read(&Path::new("fuzz/corpus").join(target.name));
    let found = Path::new("fuzz/found").join(target.name);
    let folder = tempfile::tempdir().unwrap();
    let seed = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(1, |since| since.as_nanos() as u64);
    let mut rng = fastrand::Rng::with_seed(seed);
    let current: Arc<Mutex<(Instant, Vec<u8>)>> = Arc::new(Mutex::new((Instant::now(), Vec::new())));
    let (runs, findings) = (Arc::new(AtomicU64::new(0)), AtomicU64::new(0));
    watch(target, &current);
    std::panic::set_hook(Box::new(|_| {}));
    let start = Instant::now();
    while start.elapsed() < length {
        let bytes = if (runs.load(Ordering::Relaxed) as usize) < corpus.len() {
            corpus[runs.load(Ordering::Relaxed) as usize].clone()
        } else {
            mutate::mutated(&mut rng, &corpus, target.words)
        };
        *current.lock().unwrap() = (Instant::now(), bytes.clone());
        if catch_unwind(AssertUnwindSafe(|| (target.run)(&bytes, folder.path()))).is_err() {
            findings.fetch_add(1, Ordering::Relaxed);
            keep(&found, &bytes);
            if findings.load(Ordering::Relaxed) > 20 {
                break;
            }
        }
        runs.fetch_add(1, Ordering::Relaxed);
    }
    let _ = std::panic::take_hook();
    let (runs, findings) = (runs.load(Ordering::Relaxed), findings.load(Ordering::Relaxed));
    println!("{:12} {:5.0} s  {runs:9} runs  {findings} findings", target.name, start.elapsed().as_secs_f64());
    findings
}

/// Ends the program, with what it was reading kept, when one input takes too long or too much.
fn watch(target: &'static Target, current: &Arc<Mutex<(Instant, Vec<u8>)>>) {
    let current = Arc::downgrade(current);
    thread::spawn(move || {
        while let Some(current) = current.upgrade() {
            let (since, bytes) = current.lock().unwrap().clone();
            let resident =
                fs::read_to_string("/proc/self/statm").ok().and_then(|text| text.split(' ').nth(1)?.parse::<u64>().ok()).unwrap_or(0);
            let why = if since.elapsed() > LONGEST {
                Some("takes too long")
            } else if resident * 4096 > 1 << 30 {
                Some("takes too much memory")
            } else {
                None
            };
            if let Some(why) = why {
                println!("{:12} an input {why}", target.name);
                keep(&Path::new("fuzz/found").join(target.name), &bytes);
                std::process::exit(1);
            }
            drop(current);
            thread::sleep(Duration::from_millis(200));
        }
    });
}

fn keep(folder: &Path, bytes: &[u8]) {
    let _ = fs::create_dir_all(folder);
    let name = onrecord::bundle::sha256(bytes);
    let _ = fs::write(folder.join(&name[..16]), bytes);
}

fn read(folder: &Path) -> Vec<Vec<u8>> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths.into_iter().filter_map(|path| fs::read(path).ok()).collect()
}
