//! `onrecord export`: articles as a page, as text, as a table.

use std::path::PathBuf;

use super::{
    filters::Filters,
    run::{Outcome, say, say_problems},
};
use crate::{bundle::Bundle, export, model::Slug};

/// Writes the articles that the filters show to a file
#[derive(clap::Args)]
#[command(
    after_help = "Example:\n  onrecord export vote.record --to html -o vote.html\n  onrecord export vote.record --to csv --named -o quotations.csv"
)]
pub struct Args {
    /// The archive
    archive: PathBuf,
    /// The form: html (one page with pictures), csv (a row a quotation) or txt
    #[arg(long, value_parser = ["html", "csv", "txt"])]
    to: String,
    /// The file to write
    #[arg(short, long)]
    out: PathBuf,
    #[command(flatten)]
    filters: Filters,
}

/// Writes the file, whole or not at all.
pub fn run(args: &Args) -> Outcome {
    let bundle = Bundle::open(&args.archive)?;
    let (articles, _) = args.filters.apply(&bundle)?;
    let articles: Vec<_> = articles.into_iter().map(|(slug, article)| (slug, (*article).clone())).collect();
    let format = match args.to.as_str() {
        "html" => export::Format::Html,
        "csv" => export::Format::Csv,
        _ => export::Format::Text,
    };
    let media = |slug: &Slug, url: &str| bundle.media(slug, url).ok();
    export::to_file(&args.out, format, bundle.archive(), &articles, &media)?;
    say(&format!("{}: {} articles", args.out.display(), articles.len()))?;
    say_problems(&bundle)
}
