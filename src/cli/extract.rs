//! `onrecord extract`: what an import would take from files.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::run::{Failure, Outcome, complain, say, say_json_line};
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

/// How many files are read before what was found is printed.
const ROUND: usize = 256;

/// Prints each file's article, in the order of the files; they are read on every core.
pub fn run(args: &Args) -> Outcome {
    let mut refused = false;
    for round in args.files.chunks(ROUND) {
        let read: Vec<Result<String, String>> = round.par_iter().map(|path| line(args, path)).collect();
        for line in read {
            match line {
                Ok(line) if args.json => say_json_line(&line)?,
                Ok(line) => say(&line)?,
                Err(sentence) => {
                    complain(&sentence);
                    refused = true;
                }
            }
        }
    }
    if refused { Err(Failure::Said) } else { Ok(()) }
}

/// What is printed for one file, or why nothing is.
fn line(args: &Args, path: &Path) -> Result<String, String> {
    let mut imported = import::file(path).map_err(|error| error.to_string())?;
    if args.url.is_some() {
        imported.article.url.clone_from(&args.url);
    }
    if args.json {
        return Ok(import::extraction(&imported, &path.to_string_lossy()).to_string());
    }
    let article = &imported.article;
    let mut lines = vec![article.headline.clone()];
    lines.extend(article.standfirst.clone());
    lines.extend((!article.byline.is_empty()).then(|| format!("By {}", article.byline.in_words())));
    lines.extend(article.date_published.map(|date| date.in_words()));
    lines.extend(article.dateline.clone());
    lines.push(format!("\n{}", article.plain_text().as_str()));
    Ok(lines.join("\n"))
}
