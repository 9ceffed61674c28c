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
    model::{Article, Lesson, Slug},
};

/// Writes the articles that the filters show, or a lesson, to a file
#[derive(clap::Args)]
#[command(
    after_help = "Example:\n  onrecord export vote.record --to html -o vote.html\n  onrecord export vote.record --to csv --named -o quotations.csv\n  onrecord export vote.record --lesson words-that-judge --to html -o words.html"
)]
pub struct Args {
    /// The archive
    archive: PathBuf,
    /// The form: html (one page with pictures), csv (a row a quotation) or txt; of a lesson html, pdf, moodle, gift, qti or h5p
    #[arg(long, value_parser = ["html", "csv", "txt", "pdf", "moodle", "gift", "qti", "h5p"])]
    to: String,
    /// A lesson in the place of articles: its name in the archive, or a .json file
    #[arg(long)]
    lesson: Option<String>,
    /// With --lesson and html: the page marks by itself, and so has the key in it
    #[arg(long)]
    practise: bool,
    /// With --lesson and pdf: the teacher's page and key in the place of the worksheet
    #[arg(long)]
    key: bool,
    /// With --lesson and pdf: US Letter in the place of A4
    #[arg(long)]
    letter: bool,
    /// With --lesson and pdf: large print
    #[arg(long)]
    large: bool,
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
        "txt" => export::Format::Text,
        form => return Err(Failure::Usage(format!("Articles are not written as {form}: that is for a lesson. Say which with --lesson."))),
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
        "pdf" => pdf(args, bundle, &made, &articles, &media)?,
        "moodle" => export::lesson_moodle(&made, &articles, &media)?,
        "gift" => export::lesson_gift(&made, &articles).into_bytes(),
        "qti" => export::lesson_qti(&made, &articles, &media)?,
        "h5p" => export::lesson_h5p(&made, &articles, &media)?,
        form => return Err(Failure::Usage(format!("A lesson cannot be written as {form}. There are: html, pdf, moodle, gift, qti, h5p."))),
    };
    export::write_whole(&args.out, &bytes)?;
    say(&format!("{}: “{}”, {} tasks", args.out.display(), made.title, made.tasks.len()))?;
    say_problems(bundle)
}

type Media<'a> = &'a dyn Fn(&Slug, &str) -> Option<Vec<u8>>;

#[cfg(feature = "print")]
fn pdf(args: &Args, bundle: &Bundle, made: &Lesson, articles: &[(Slug, Article)], media: Media<'_>) -> Result<Vec<u8>, Failure> {
    use export::{Paper, PrintOptions, Sheet};
    let sheet = if args.key { Sheet::Key } else { Sheet::Worksheet };
    let options = PrintOptions { paper: if args.letter { Paper::Letter } else { Paper::A4 }, large: args.large };
    Ok(export::lesson_pdf(bundle.archive(), made, articles, media, sheet, options)?)
}

#[cfg(not(feature = "print"))]
fn pdf(args: &Args, _: &Bundle, _: &Lesson, _: &[(Slug, Article)], _: Media<'_>) -> Result<Vec<u8>, Failure> {
    let _ = (args.key, args.letter, args.large);
    Err(Failure::Usage("This build has no typesetter. Use --to html, or build with the feature `print`.".to_owned()))
}
