//! `onrecord verify`: every file against its checksum.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::run::{Failure, Outcome, complain, say, say_json};
use crate::bundle::{Bundle, Foreign, OpenError, Problem, Progress, Verification, each_archive, verify_bag};

/// Compares every file of archives with its checksum; names what differs, is missing or is extra
///
/// Any bag is checked by the version of BagIt that it declares. What the standard allows but may surprise is a warning, and leaves the
/// exit status 0. A checksum shows that a file is as it was when the archive was saved; it does not show who saved it.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  onrecord verify *.record\n  onrecord verify --json old-bag/ | jq .problems")]
pub struct Args {
    /// Archives or other bags: .record files, zips, folders, or folders of them
    #[arg(required = true)]
    archives: Vec<PathBuf>,
    /// One JSON object a line: one line an archive
    #[arg(long)]
    json: bool,
}

/// Verifies each archive; one that is not sound gives exit status 1.
pub fn run(args: &Args) -> Outcome {
    let mut sound = true;
    for path in &each_archive(&args.archives) {
        match verify(path) {
            Ok((what, verification)) => {
                sound &= verification.problems.is_empty();
                if args.json { print(path, &verification)? } else { report(path, what, &verification)? }
            }
            Err(error) => {
                sound = false;
                if args.json {
                    say_json(&json!({ "archive": path, "sound": false, "error": error.to_string() }))?;
                } else {
                    complain(&error.to_string());
                }
            }
        }
    }
    if sound { Ok(()) } else { Err(Failure::Said) }
}

/// What was found, and what kind of bag it is where it is none of ours.
fn verify(path: &Path) -> Result<(&'static str, Verification), OpenError> {
    let bundle = match Bundle::open(path) {
        Ok(bundle) => bundle,
        // Fixity holds for any bag; only reading needs articles.
        Err(OpenError::NotAnArchive { what: Foreign::OtherBag, .. }) => {
            return Ok(("a bag without articles, ", verify_bag(path, &Progress::silent())?));
        }
        Err(error) => return Err(error),
    };
    let mut verification = bundle.verify(&Progress::silent());
    let opening = bundle.problems().iter().filter(|problem| !verification.problems.contains(problem)).cloned();
    let mut problems: Vec<Problem> = opening.collect();
    problems.append(&mut verification.problems);
    // What a newer version added is not known here, so it is not vouched for.
    problems.extend(bundle.made_by_newer().map(|reason| Problem::new("data/archive.json", reason, "")));
    verification.problems = problems;
    Ok(("", verification))
}

fn report(path: &Path, what: &str, found: &Verification) -> Outcome {
    let counted = |count: usize, word: &str| if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") };
    let files = match found.checked {
        0 => "no file could be".to_owned(),
        count => counted(count as usize, "file"),
    };
    let warnings = if found.warnings.is_empty() { String::new() } else { format!(", {}", counted(found.warnings.len(), "warning")) };
    if found.problems.is_empty() {
        say(&format!("{}: {what}sound, {files} verified{warnings}", path.display()))?;
    } else {
        let problems = counted(found.problems.len(), "problem");
        say(&format!("{}: {what}not sound, {problems}, {files} verified{warnings}", path.display()))?;
    }
    found.problems.iter().for_each(|problem| complain(problem.to_string().trim_end()));
    found.warnings.iter().for_each(|warning| complain(&format!("warning: {}: {}", warning.file, warning.what)));
    Ok(())
}

fn print(path: &Path, found: &Verification) -> Outcome {
    let list = |problems: &[Problem]| -> Vec<Value> {
        problems.iter().map(|problem| json!({ "file": problem.file, "what": problem.what, "remedy": problem.remedy })).collect()
    };
    say_json(&json!({
        "archive": path,
        "sound": found.problems.is_empty(),
        "files": found.checked,
        "bytes": found.bytes,
        "problems": list(&found.problems),
        "warnings": list(&found.warnings),
    }))
}
