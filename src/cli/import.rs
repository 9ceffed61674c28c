//! `onrecord import`: files into an archive.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::{
    new::form_of,
    run::{Failure, Outcome, complain, say, say_json},
};
use crate::{
    bundle::{Bundle, Draft, Progress},
    import::{self, Candidate, Imported, Known, Listing, Sameness},
    model::Slug,
};

/// How much is gathered before the archive is written in between, in bytes.
const GATHERED: usize = 512 << 20;

/// Reads files into articles of a new archive, or of one that is there
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  onrecord import article.txt -o vote.record\n  onrecord import saved-pages/ -o vote.record --title \"The vote\" --skip-duplicates\n  onrecord import crawl.warc.gz --list\n  onrecord import crawl.warc.gz -o vote.record --pages 1-20,31\n  onrecord import saved-again.html -o vote.record --update"
)]
pub struct Args {
    /// Saved pages, web archives, documents, feeds, text, zips, or folders of them
    #[arg(required = true)]
    inputs: Vec<PathBuf>,
    /// The archive to write; one that is there is added to
    #[arg(short, long, required_unless_present = "list")]
    out: Option<PathBuf>,
    /// The title of a new archive; the first article's headline where none is given
    #[arg(long)]
    title: Option<String>,
    /// Only list what could be imported, with a number for each
    #[arg(long)]
    list: bool,
    /// Which of the list to import, such as 1-20,31
    #[arg(long, value_parser = ranges)]
    pages: Option<Ranges>,
    /// Only what has these words in its name, address or title
    #[arg(long)]
    only: Option<String>,
    /// Leave out what has the same address or the same words as an article that is there
    #[arg(long)]
    skip_duplicates: bool,
    /// Put a newer capture of an article in its place; confirmed quotations and notes stay
    #[arg(long, conflicts_with = "skip_duplicates")]
    update: bool,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
}

/// Numbers of a list, from 1.
type Ranges = std::sync::Arc<Vec<(usize, usize)>>;

fn ranges(text: &str) -> Result<Ranges, String> {
    let range = |part: &str| {
        let (from, to) = part.split_once('-').unwrap_or((part, part));
        let number = |text: &str| text.trim().parse::<usize>().ok().filter(|number| *number > 0);
        Some((number(from)?, number(to)?))
    };
    let ranges: Option<Vec<(usize, usize)>> = text.split(',').map(range).collect();
    ranges.map(std::sync::Arc::new).ok_or_else(|| "write numbers of the list, such as 1-20,31".to_owned())
}

/// Imports what can be imported and names what cannot.
pub fn run(args: &Args) -> Outcome {
    let Listing { mut candidates, refused, notes } = import::list(&args.inputs, &Progress::silent());
    notes.iter().for_each(|note| complain(note));
    refused.iter().for_each(|error| complain(&error.to_string()));
    let numbered = chosen(&mut candidates, args);
    let Some(out) = args.out.as_ref().filter(|_| !args.list) else {
        for (number, candidate) in &numbered {
            list(*number, candidate, args.json)?;
        }
        return if refused.is_empty() { Ok(()) } else { Err(Failure::Said) };
    };
    let candidates: Vec<Candidate> = numbered.into_iter().map(|(_, candidate)| candidate).collect();
    if candidates.is_empty() {
        return Err(if refused.is_empty() {
            Failure::Input("There is nothing to import. `--list` shows what could be.".to_owned())
        } else {
            Failure::Said
        });
    }
    let mut import = Import::new(args, out)?;
    let progress = Progress::silent();
    import::read_all(&candidates, &progress, |_, read| {
        match read {
            Ok(imported) => import.take(imported),
            Err(error) => import.refuse(&error.to_string()),
        }
        if import.failure.is_some() {
            progress.cancel();
        }
    });
    import.finish(!refused.is_empty())
}

/// The candidates that were asked for, each with its number in the whole list.
fn chosen(candidates: &mut Vec<Candidate>, args: &Args) -> Vec<(usize, Candidate)> {
    let only = args.only.as_ref().map(|words| words.to_lowercase());
    let is_chosen = |number: usize, candidate: &Candidate| {
        let in_range = args.pages.as_ref().is_none_or(|ranges| ranges.iter().any(|(from, to)| (*from..=*to).contains(&number)));
        let texts = [Some(candidate.name.as_str()), candidate.title.as_deref(), candidate.source.address.as_deref()];
        in_range && only.as_ref().is_none_or(|only| texts.iter().flatten().any(|text| text.to_lowercase().contains(only)))
    };
    let numbered = candidates.drain(..).enumerate().map(|(at, candidate)| (at + 1, candidate));
    numbered.filter(|(number, candidate)| is_chosen(*number, candidate)).collect()
}

fn list(number: usize, candidate: &Candidate, is_json: bool) -> Outcome {
    let source = &candidate.source;
    if is_json {
        let line = json!({
            "number": number,
            "name": candidate.name,
            "title": candidate.title,
            "url": source.address,
            "dateCaptured": source.captured,
        });
        return say_json(&line);
    }
    let what = source.address.as_deref().unwrap_or(&candidate.name);
    let date = source.captured.map(|date| format!("  {}", date.short())).unwrap_or_default();
    let title = candidate.title.as_ref().map(|title| format!("  {title}")).unwrap_or_default();
    say(&format!("{number:>6}  {what}{date}{title}"))
}

/// An archive that is being filled by one writer, however many read.
struct Import<'a> {
    args: &'a Args,
    out: &'a Path,
    draft: Option<Draft>,
    known: Known,
    gathered: usize,
    kept: usize,
    doubtful: usize,
    left_out: usize,
    refused: usize,
    failure: Option<Failure>,
}

impl<'a> Import<'a> {
    fn new(args: &'a Args, out: &'a Path) -> Result<Self, Failure> {
        let mut import = Self {
            args,
            out,
            draft: None,
            known: Known::default(),
            gathered: 0,
            kept: 0,
            doubtful: 0,
            left_out: 0,
            refused: 0,
            failure: None,
        };
        if out.exists() {
            let bundle = Bundle::open(out)?;
            if let Some(reason) = bundle.read_only_reason() {
                return Err(Failure::Input(reason.to_owned()));
            }
            import.known = Known::of(&bundle);
            import.draft = Some(Draft::from(&bundle));
        }
        Ok(import)
    }

    fn take(&mut self, imported: Imported) {
        if let Err(failure) = self.put(imported) {
            self.failure.get_or_insert(failure);
        }
    }

    fn refuse(&mut self, sentence: &str) {
        complain(sentence);
        self.refused += 1;
    }

    fn put(&mut self, imported: Imported) -> Outcome {
        let duplicate = self.known.find(&imported);
        let headline = imported.article.headline.clone();
        if let Some(duplicate) = &duplicate {
            let is_newer = self.args.update && duplicate.sameness == Sameness::Address;
            let is_out = self.args.skip_duplicates || (self.args.update && duplicate.sameness == Sameness::Words);
            if !is_newer {
                let end = if is_out { " It was left out." } else { "" };
                complain(&format!("{}: {}{end}", imported.name, duplicate.in_words(&headline)));
            }
            if is_out {
                self.left_out += 1;
                return Ok(());
            }
        }
        self.doubtful += usize::from(!imported.doubts.is_empty());
        for doubt in &imported.doubts {
            complain(&format!("{}: {doubt}", imported.name));
        }
        self.gathered += imported.capture.len() + imported.pictures.iter().map(|picture| picture.bytes.len()).sum::<usize>();
        let title = self.args.title.as_deref().unwrap_or(&headline);
        let draft = self.draft.get_or_insert_with(|| Draft::new(title));
        let photos = imported.pictures.len();
        let (name, mut article, quotations) = (imported.name.clone(), imported.article.clone(), imported.findings.quotations.len());
        // What a capture says of its address counts for later ones, too.
        article.url = article.url.or_else(|| imported.source.address.clone());
        let newer = duplicate.filter(|duplicate| self.args.update && duplicate.sameness == Sameness::Address);
        let slug = match newer {
            Some(duplicate) => {
                let update = import::update(draft, &duplicate.first, imported)?;
                update.in_words().iter().for_each(|line| complain(&format!("{}: {line}", duplicate.first)));
                duplicate.first
            }
            None => import::keep(draft, imported),
        };
        self.known.add(&slug, &article);
        self.kept += 1;
        self.report(&slug, &headline, &name, (quotations, photos))?;
        if self.gathered > GATHERED {
            self.save()?;
        }
        Ok(())
    }

    fn report(&self, slug: &Slug, headline: &str, name: &str, (quotations, photos): (usize, usize)) -> Outcome {
        if self.args.json {
            let line = json!({ "slug": slug, "headline": headline, "file": name, "quotations": quotations, "photos": photos });
            return say_json(&line);
        }
        let photos = match photos {
            0 => String::new(),
            1 => ", 1 photo".to_owned(),
            many => format!(", {many} photos"),
        };
        say(&format!("{slug}: {headline} ({quotations} quotations{photos})"))
    }

    fn save(&mut self) -> Outcome {
        if let Some(draft) = self.draft.take() {
            let bundle = draft.save(self.out, form_of(self.out), &Progress::silent())?;
            self.draft = Some(Draft::from(&bundle));
            self.gathered = 0;
        }
        Ok(())
    }

    fn finish(mut self, some_refused: bool) -> Outcome {
        if let Some(failure) = self.failure.take() {
            return Err(failure);
        }
        if self.kept > 0 {
            self.save()?;
        }
        if self.kept + self.left_out + self.refused > 1 {
            complain(&format!(
                "{} imported, {} of them with something to look at; {} left out, {} could not be read.",
                self.kept, self.doubtful, self.left_out, self.refused
            ));
        }
        if some_refused || self.refused > 0 { Err(Failure::Said) } else { Ok(()) }
    }
}
