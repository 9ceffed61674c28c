//! `onrecord import`: files into an archive.

use std::path::PathBuf;

use super::{
    new::form_of,
    run::{Failure, Outcome, complain, say},
};
use crate::{
    bundle::{Bundle, Draft, Progress},
    import,
};

/// Reads files into articles of a new archive, or of one that is there
#[derive(clap::Args)]
#[command(
    after_help = "Example:\n  onrecord import article.txt -o vote.record\n  onrecord import pages/*.txt -o vote.record --title \"The vote\""
)]
pub struct Args {
    /// Files to import
    #[arg(required = true)]
    inputs: Vec<PathBuf>,
    /// The archive to write; one that is there is added to
    #[arg(short, long)]
    out: PathBuf,
    /// The title of a new archive; the first article's headline where none is given
    #[arg(long)]
    title: Option<String>,
}

/// Imports what can be imported and names what cannot.
pub fn run(args: &Args) -> Outcome {
    let mut read = Vec::new();
    let mut refused = false;
    for path in &args.inputs {
        match import::file(path) {
            Ok(imported) => read.push(imported),
            Err(error) => {
                complain(&error.to_string());
                refused = true;
            }
        }
    }
    let Some(first) = read.first() else { return Err(Failure::Said) };
    let mut draft = if args.out.exists() {
        let bundle = Bundle::open(&args.out)?;
        if let Some(reason) = bundle.read_only_reason() {
            return Err(Failure::Input(reason.to_owned()));
        }
        Draft::from(&bundle)
    } else {
        Draft::new(args.title.as_deref().unwrap_or(&first.article.headline))
    };
    for imported in read {
        for doubt in &imported.doubts {
            complain(doubt);
        }
        let headline = imported.article.headline.clone();
        let quotations = imported.findings.quotations.len();
        let slug = import::keep(&mut draft, imported);
        say(&format!("{slug}: {headline} ({quotations} quotations)"))?;
    }
    draft.save(&args.out, form_of(&args.out), &Progress::silent())?;
    if refused { Err(Failure::Said) } else { Ok(()) }
}
