//! `onrecord new`: an archive without articles.

use std::path::PathBuf;

use super::run::{Failure, Outcome, say};
use crate::bundle::{Draft, Form, Progress};

/// Makes a new archive without articles
#[derive(clap::Args)]
#[command(after_help = "Example:\n  onrecord new vote.record --title \"The vote and the count\"")]
pub struct Args {
    /// Where it goes: a path ending in .record for one file, any other for a folder
    out: PathBuf,
    /// Its title
    #[arg(long)]
    title: String,
}

/// Writes the archive; what is there already is never replaced.
pub fn run(args: &Args) -> Outcome {
    if args.out.exists() {
        return Err(Failure::Input(format!(
            "{} is there already. Choose another path, or add to it with `onrecord import`.",
            args.out.display()
        )));
    }
    Draft::new(&args.title).save(&args.out, form_of(&args.out), &Progress::silent())?;
    say(&format!("{}: a new archive", args.out.display()))
}

/// One file for `.record` and `.zip`, a folder otherwise.
pub fn form_of(path: &std::path::Path) -> Form {
    let is_file =
        path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("record") || extension.eq_ignore_ascii_case("zip"));
    if is_file { Form::Zip } else { Form::Folder }
}
