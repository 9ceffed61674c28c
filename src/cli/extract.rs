//! `onrecord extract`: what an import would take from files.

use std::path::PathBuf;

use super::run::{Failure, Outcome, complain, say};
use crate::import;

/// Shows what an import would take from each file, without making an archive
#[derive(clap::Args)]
#[command(after_help = "Example:\n  onrecord extract article.txt --json")]
pub struct Args {
    /// Files to read
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
    let mut refused = false;
    for path in &args.files {
        let mut imported = match import::file(path) {
            Ok(imported) => imported,
            Err(error) => {
                complain(&error.to_string());
                refused = true;
                continue;
            }
        };
        if args.url.is_some() {
            imported.article.url.clone_from(&args.url);
        }
        if args.json {
            say(&import::extraction(&imported, &path.to_string_lossy()).to_string())?;
        } else {
            let article = &imported.article;
            say(&article.headline)?;
            for line in [
                article.standfirst.clone(),
                (!article.byline.is_empty()).then(|| format!("By {}", article.byline.in_words())),
                article.date_published.map(|date| date.in_words()),
                article.dateline.clone(),
            ]
            .into_iter()
            .flatten()
            {
                say(&line)?;
            }
            say(&format!("\n{}", article.plain_text().as_str()))?;
        }
    }
    if refused { Err(Failure::Said) } else { Ok(()) }
}
