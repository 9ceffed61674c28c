//! `onrecord export`: articles as a page, as text, as a table.

use std::path::PathBuf;

use super::{
    filters::Filters,
    lesson::{articles_of, find_lesson},
    run::{Failure, Outcome, say, say_problems},
};
use crate::{
    bundle::Bundle,
    export::{self, PageMode},
    model::Slug,
};

/// Writes the articles that the filters show, or a lesson, to a file
#[derive(clap::Args)]
#[command(
    after_help = "Example:\n  onrecord export vote.record --to html -o vote.html\n  onrecord export vote.record --to csv --named -o quotations.csv\n  onrecord export vote.record --lesson words-that-judge --to html -o words.html"
)]
pub struct Args {
    /// The archive
    archive: PathBuf,
    /// The form: html (one page with pictures), csv (a row a quotation) or txt
    #[arg(long, value_parser = ["html", "csv", "txt"])]
    to: String,
    /// A lesson in the place of articles: its name in the archive, or a .json file
    #[arg(long)]
    lesson: Option<String>,
    /// With --lesson and html: the page marks by itself, and so has the key in it
    #[arg(long)]
    practise: bool,
    /// The file to write
    #[arg(short, long)]
    out: PathBuf,
    #[command(flatten)]
    filters: Filters,
}

/// Writes the file, whole or not at all.
pub fn run(args: &Args) -> Outcome {
    let bundle = Bundle::open(&args.archive)?;
    if let Some(wanted) = &args.lesson {
        return lesson(args, &bundle, wanted);
    }
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

/// Writes a lesson.
fn lesson(args: &Args, bundle: &Bundle, wanted: &str) -> Outcome {
    let (_, made) = find_lesson(bundle, wanted)?;
    let articles = articles_of(bundle, &made);
    let media = |slug: &Slug, url: &str| bundle.media(slug, url).ok();
    let bytes = match args.to.as_str() {
        "html" => {
            let mode = if args.practise { PageMode::Practise } else { PageMode::HandIn };
            export::lesson_html(&made, &articles, &media, mode).into_bytes()
        }
        form => return Err(Failure::Usage(format!("A lesson cannot be written as {form}. There is: html."))),
    };
    export::write_whole(&args.out, &bytes)?;
    say(&format!("{}: “{}”, {} tasks", args.out.display(), made.title, made.tasks.len()))?;
    say_problems(bundle)
}
