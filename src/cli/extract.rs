//! `onrecord extract`: what an import would take from files.

use std::path::PathBuf;

use super::run::{Failure, Outcome, complain, say, say_json_line};
use crate::{
    bundle::Progress,
    import::{self, Imported},
};

/// Shows what an import would take from each file, without making an archive
#[derive(clap::Args)]
#[command(after_help = "Example:\n  onrecord extract page.html --json")]
pub struct Args {
    /// Files to read; of web archives, feeds, zips and folders each page is shown
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The address that the pages came from
    #[arg(long)]
    url: Option<String>,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
}

/// Prints each file's article.
pub fn run(args: &Args) -> Outcome {
    let progress = Progress::silent();
    let mut listing = import::list(&args.files, &progress);
    listing.refused.iter().for_each(|error| complain(&error.to_string()));
    let mut refused = !listing.refused.is_empty();
    for candidate in &mut listing.candidates {
        candidate.source.address = args.url.clone().or_else(|| candidate.source.address.take());
    }
    let mut outcome = Ok(());
    import::read_with(
        &listing.candidates,
        &progress,
        |candidate| candidate.read().map(|imported| line(args, imported)),
        |_, read| match read {
            Ok(line) => {
                let said = if args.json { say_json_line(&line) } else { say(&line) };
                if said.is_err() {
                    progress.cancel();
                    outcome = said;
                }
            }
            Err(error) => {
                complain(&error.to_string());
                refused = true;
            }
        },
    );
    outcome?;
    if refused { Err(Failure::Said) } else { Ok(()) }
}

/// What is printed for one article.
fn line(args: &Args, mut imported: Imported) -> String {
    if args.url.is_some() {
        imported.article.url.clone_from(&args.url);
    }
    if args.json {
        return import::extraction(&imported, &imported.name).to_string();
    }
    let article = &imported.article;
    let mut lines = vec![article.headline.clone()];
    lines.extend(article.standfirst.clone());
    lines.extend((!article.byline.is_empty()).then(|| format!("By {}", article.byline.in_words())));
    lines.extend(article.date_published.map(|date| date.in_words()));
    lines.extend(article.dateline.clone());
    lines.push(format!("\n{}", article.plain_text().as_str()));
    lines.join("\n")
}
