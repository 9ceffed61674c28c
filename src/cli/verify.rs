//! `onrecord verify`: every file against its checksum.

use std::path::{Path, PathBuf};

use super::run::{Failure, Outcome, complain, say};
use crate::bundle::{Bundle, Foreign, OpenError, Problem, Progress, verify_bag};

/// Compares every file of archives with its checksum; names what differs, is missing or is extra
#[derive(clap::Args)]
#[command(after_help = "Example:\n  onrecord verify *.record")]
pub struct Args {
    /// Archives: .record files or folders
    #[arg(required = true)]
    archives: Vec<PathBuf>,
}

/// Verifies each archive; one that is not sound gives exit status 1.
pub fn run(args: &Args) -> Outcome {
    let mut sound = true;
    for path in &args.archives {
        let bundle = match Bundle::open(path) {
            Ok(bundle) => bundle,
            Err(OpenError::NotAnArchive { what: Foreign::OtherBag, .. }) => {
                // Fixity holds for any bag; only reading needs articles.
                match verify_bag(path, &Progress::silent()) {
                    Ok(verification) => sound &= report(path, "a bag without articles, ", &verification.problems, verification.checked)?,
                    Err(error) => {
                        complain(&error.to_string());
                        sound = false;
                    }
                }
                continue;
            }
            Err(error) => {
                complain(&error.to_string());
                sound = false;
                continue;
            }
        };
        let verification = bundle.verify(&Progress::silent());
        let mut problems = bundle.problems().to_vec();
        for problem in verification.problems {
            if !problems.contains(&problem) {
                problems.push(problem);
            }
        }
        sound &= report(path, "", &problems, verification.checked)?;
        // What a newer version added is not known here, so it is not vouched for.
        if let Some(reason) = bundle.read_only_reason() {
            complain(reason);
            sound = false;
        }
    }
    if sound { Ok(()) } else { Err(Failure::Said) }
}

/// Says what was found; whether all is sound.
fn report(path: &Path, what: &str, problems: &[Problem], checked: u64) -> Result<bool, Failure> {
    if problems.is_empty() {
        say(&format!("{}: {what}sound, {checked} files verified", path.display()))?;
        return Ok(true);
    }
    let count = if problems.len() == 1 { "1 problem".to_owned() } else { format!("{} problems", problems.len()) };
    say(&format!("{}: {what}not sound, {count} in {checked} files verified", path.display()))?;
    for problem in problems {
        complain(&problem.to_string());
    }
    Ok(false)
}
