//! `onrecord check-styles`: every style of a folder opens and formats, for scripts.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use rayon::prelude::*;
use serde_json::json;
use walkdir::WalkDir;

use super::run::{Failure, Outcome, say_json};
use crate::{
    bundle::Bundle,
    cite::{self, Item, Style, is_list, read_list},
};

/// Opens every .csl file of a folder and formats an archive or a list of works in it
#[derive(clap::Args)]
pub struct Args {
    /// The folder, with those below it
    folder: PathBuf,
    /// The archive, or a list of works
    archive: PathBuf,
    /// A folder of locales (locales-*.xml): each formats in MLA, APA and Chicago
    #[arg(long)]
    locales: Option<PathBuf>,
}

/// One JSON object a line for each style that failed or was slow, and one with the totals.
pub fn run(args: &Args) -> Outcome {
    let items = items(&args.archive)?;
    cite::prepare();
    let mut failed = check(&files(&args.folder, "csl"), |path| Style::from_file(path).map_err(|error| error.to_string()), &items)?;
    if let Some(locales) = &args.locales {
        let files: Vec<PathBuf> = files(locales, "xml");
        for key in ["mla", "apa", "chicago-notes"] {
            let style = |path: &Path| Style::load(key).and_then(|style| style.with_locale(path)).map_err(|error| error.to_string());
            failed += check(&files, style, &items)?;
        }
    }
    if failed == 0 { Ok(()) } else { Err(Failure::Said) }
}

fn items(path: &Path) -> Result<Vec<Item>, Failure> {
    if is_list(path) {
        return Ok(read_list(path)?);
    }
    let bundle = Bundle::open(path)?;
    let mut items = vec![Item::archive(bundle.archive())];
    for summary in bundle.summaries() {
        if let Ok(article) = bundle.article(&summary.slug) {
            items.push(Item::article(bundle.archive(), &summary.slug, &article));
            items.extend(article.quotations.iter().map(|quotation| Item::quotation(bundle.archive(), &summary.slug, &article, quotation)));
            items.extend(article.photos.iter().map(|photo| Item::photo(bundle.archive(), &summary.slug, &article, photo)));
            items.extend(article.sources.iter().map(|source| Item::source(bundle.archive(), &summary.slug, &article, source)));
        }
    }
    Ok(items)
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let is_one = |path: &Path| path.extension().is_some_and(|extension| extension == ending);
    let mut files: Vec<PathBuf> =
        WalkDir::new(folder).into_iter().filter_map(Result::ok).map(walkdir::DirEntry::into_path).filter(|path| is_one(path)).collect();
    files.sort();
    files
}

/// What became of one style.
enum Fate {
    Formatted(Duration),
    Refused(String),
    Panicked,
}

/// How many panicked; refusals are said with their reasons.
fn check(files: &[PathBuf], open: impl Fn(&Path) -> Result<Style, String> + Sync, items: &[Item]) -> Result<usize, Failure> {
    let fate = |path: &PathBuf| {
        let begun = Instant::now();
        let work = || -> Result<(), String> {
            let style = open(path)?;
            let works = cite::works(&style, items);
            let rendered = items.first().map(|item| cite::render(&style, item));
            if works.is_empty() && rendered.is_none_or(|rendered| rendered.in_text.is_empty()) && !items.is_empty() {
                return Err("it formats nothing".to_owned());
            }
            Ok(())
        };
        match catch_unwind(AssertUnwindSafe(work)) {
            Ok(Ok(())) => Fate::Formatted(begun.elapsed()),
            Ok(Err(reason)) => Fate::Refused(reason),
            Err(_) => Fate::Panicked,
        }
    };
    let begun = Instant::now();
    let fates: Vec<Fate> = files.par_iter().map(fate).collect();
    let (mut formatted, mut refused, mut panicked, mut slowest) = (0, 0, 0, (Duration::ZERO, Path::new("")));
    for (path, fate) in files.iter().zip(fates) {
        match fate {
            Fate::Formatted(took) => {
                formatted += 1;
                if took > slowest.0 {
                    slowest = (took, path);
                }
            }
            Fate::Refused(reason) => {
                refused += 1;
                say_json(&json!({ "style": path, "refused": reason }))?;
            }
            Fate::Panicked => {
                panicked += 1;
                say_json(&json!({ "style": path, "panicked": true }))?;
            }
        }
    }
    say_json(&json!({
        "files": files.len(), "formatted": formatted, "refused": refused, "panicked": panicked,
        "seconds": begun.elapsed().as_secs_f64(), "slowest": { "style": slowest.1, "seconds": slowest.0.as_secs_f64() },
    }))?;
    Ok(panicked)
}
