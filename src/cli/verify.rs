//! `onrecord verify`: every file against its checksum.

use std::path::PathBuf;

use super::run::{Failure, Outcome, complain, say};
use crate::bundle::{Bundle, Progress};

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
        if problems.is_empty() {
            say(&format!("{}: sound, {} files verified", path.display(), verification.checked))?;
        } else {
            sound = false;
            say(&format!("{}: not sound, {} problems in {} files verified", path.display(), problems.len(), verification.checked))?;
            for problem in problems {
                complain(&problem.to_string());
            }
        }
    }
    if sound { Ok(()) } else { Err(Failure::Said) }
}
