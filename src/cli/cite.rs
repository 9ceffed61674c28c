//! `onrecord cite`: citations of what the filters show, or of a list that is in no archive.

use std::{
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use serde_json::json;

use super::{
    filters::Filters,
    run::{Failure, Outcome, say, say_problems},
};
use crate::{
    bundle::Bundle,
    cite::{self, FAVOURITES, Format, Formatted, Item, Style, is_list, read_list_each},
    model::{Article, Slug},
    search::Shown,
};

/// Cites the articles, quotations and photos of an archive, or a list of works
#[derive(clap::Args)]
#[command(
    after_help = "Example:\n  onrecord cite vote.record --style mla\n  onrecord cite vote.record --to docx -o works.docx\n  onrecord cite vote.record --style chicago-notes --speaker Krebs --only quotations --quote\n  onrecord cite works.json --style apa --each"
)]
pub struct Args {
    /// The archive, or a list of works: CSL-JSON (.json), BibLaTeX (.bib) or RIS (.ris)
    archive: PathBuf,
    /// The style: mla, apa, chicago-notes, chicago-author-date, harvard, ieee, vancouver, any bundled name, or a .csl file
    #[arg(long, default_value = "mla")]
    style: String,
    /// The form: text, docx, rtf, html, markdown or typst in the style; ris, csl-json, biblatex, bibtex, csl-yaml, hayagriva, endnote, mods, csv or json-ld
    #[arg(long, default_value = "text")]
    to: String,
    /// The file to write, in the place of standard output
    #[arg(short, long)]
    out: Option<PathBuf>,
    /// The language of the style's own words, such as de-DE
    #[arg(long)]
    language: Option<String>,
    /// Only these: articles, quotations, photos, sources or archive
    #[arg(long, value_parser = ["articles", "quotations", "photos", "sources", "archive"])]
    only: Vec<String>,
    /// Articles as their copies in the archive: its name, and when they were captured
    #[arg(long)]
    copies: bool,
    /// With the checksum of what was captured
    #[arg(long, requires = "copies")]
    checksums: bool,
    /// Each quotation's words with their citation behind them, as they stand in an essay
    #[arg(long, conflicts_with_all = ["to", "each", "json", "together"])]
    quote: bool,
    /// One citation of all of them, as it stands in a text
    #[arg(long, conflicts_with_all = ["to", "each", "json"])]
    together: bool,
    /// Each thing by itself, as one JSON object a line: id, bibliography, citation
    #[arg(long, conflicts_with = "to")]
    each: bool,
    /// The list of works cited, as one JSON object a line: id, bibliography, citation
    #[arg(long, conflicts_with_all = ["to", "each"])]
    json: bool,
    #[command(flatten)]
    filters: Filters,
}

/// Prints the citations.
pub fn run(args: &Args) -> Outcome {
    let Some(format) = Format::from_key(&args.to) else {
        let all: Vec<&str> = Format::ALL.iter().map(|format| format.key()).collect();
        return Err(Failure::Usage(format!("“{}” is no form of citations. There are: {}.", args.to, all.join(", "))));
    };
    let mut style = style(&args.style)?;
    if let Some(language) = &args.language {
        style = style.in_language(language);
    }
    let bundle = if is_list(&args.archive) { None } else { Some(Bundle::open(&args.archive)?) };
    let items = Items { args, bundle: bundle.as_ref() };
    if args.json || args.together {
        let mut all = Vec::new();
        items.each(&mut |item| {
            all.push(item);
            Ok(())
        })?;
        if args.together {
            say(&cite::cite_together(&style, &all).to_text())?;
        } else {
            cite::works(&style, &all).iter().try_for_each(|work| line(&work.key, &work.reference, &work.cited))?;
        }
    } else if args.each || args.quote {
        items.each(&mut |item| one(args, &style, &item))?;
    } else if let Some(path) = &args.out {
        let mut failed = None;
        let written = cite::export_with(path, format, &style, |writer| {
            items.each(&mut |item| Ok(writer.add(&item)?)).map_err(|failure| {
                failed = Some(failure);
                io::Error::other("the items could not be read")
            })
        });
        // What was wrong with the items says more than that the file was not written.
        failed.map_or(Ok(()), Err)?;
        written?;
    } else if format.is_text() {
        let out = BufWriter::with_capacity(1 << 16, Harmless(io::stdout().lock()));
        let mut writer = cite::Writer::new(out, format, &style).map_err(|error| unwritten(&error))?;
        items.each(&mut |item| writer.add(&item).map_err(|error| unwritten(&error)))?;
        drop(writer.finish().map_err(|error| unwritten(&error))?);
    } else {
        return Err(Failure::Usage(format!("{} is no text. Say with -o which file to write.", format.title())));
    }
    bundle.as_ref().map_or(Ok(()), say_problems)
}

fn one(args: &Args, style: &Style, item: &Item) -> Outcome {
    if args.quote {
        return say(&cite::quotation_with_citation(style, item).to_text());
    }
    let rendered = cite::render(style, item);
    let cited = rendered.note.unwrap_or(rendered.in_text);
    line(item.key(), &rendered.reference, &cited)
}

fn line(id: &str, reference: &Formatted, cited: &Formatted) -> Outcome {
    say(&json!({ "id": id, "bibliography": reference.to_text(), "citation": cited.to_text() }).to_string())
}

/// What is cited, one after the other.
struct Items<'a> {
    args: &'a Args,
    bundle: Option<&'a Bundle>,
}

impl Items<'_> {
    fn each(&self, work: &mut dyn FnMut(Item) -> Outcome) -> Outcome {
        let Some(bundle) = self.bundle else { return read_list_each(&self.args.archive, work)? };
        if self.wants("archive", false) {
            work(Item::archive(bundle.archive()))?;
        }
        self.args.filters.each(bundle, |slug, article, shown| self.of_article(bundle, slug, article, shown, work))
    }

    fn wants(&self, what: &str, usual: bool) -> bool {
        let only = &self.args.only;
        if only.is_empty() {
            usual && !self.args.quote || (self.args.quote && what == "quotations")
        } else {
            only.iter().any(|only| only == what)
        }
    }

    fn of_article(&self, bundle: &Bundle, slug: &Slug, article: &Article, shown: &Shown, work: &mut dyn FnMut(Item) -> Outcome) -> Outcome {
        let archive = bundle.archive();
        if self.wants("articles", true) {
            let item = Item::article(archive, slug, article);
            work(if self.args.copies { item.as_copy(archive, article, self.args.checksums) } else { item })?;
        }
        if self.wants("quotations", false) {
            for quotation in article.quotations.iter().filter(|quotation| shown.is_quotation_shown(slug, &quotation.id)) {
                work(Item::quotation(archive, slug, article, quotation))?;
            }
        }
        if self.wants("photos", false) {
            for photo in article.photos.iter().filter(|photo| shown.is_photo_shown(slug, &photo.id)) {
                work(Item::photo(archive, slug, article, photo))?;
            }
        }
        if self.wants("sources", false) {
            article.sources.iter().try_for_each(|source| work(Item::source(archive, slug, article, source)))?;
        }
        Ok(())
    }
}

/// Lets through what commands no terminal.
struct Harmless<W: Write>(W);

impl<W: Write> Write for Harmless<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // Line ends and tabs stay; no other control character is a part of any form.
        let is_unseen = |byte: &u8| *byte < 0x20 && !matches!(*byte, b'\n' | b'\r' | b'\t') || *byte == 0x7f;
        if bytes.iter().any(is_unseen) {
            let seen: Vec<u8> = bytes.iter().map(|byte| if is_unseen(byte) { b' ' } else { *byte }).collect();
            self.0.write_all(&seen)?;
        } else {
            self.0.write_all(bytes)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// A closed pipe, as under `head`, ends the program quietly.
fn unwritten(error: &io::Error) -> Failure {
    if error.kind() == io::ErrorKind::BrokenPipe {
        std::process::exit(0);
    }
    Failure::Input(format!("The results could not be written: {error}."))
}

fn style(key: &str) -> Result<Style, Failure> {
    let path = Path::new(key);
    if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csl")) {
        return Ok(Style::from_file(path)?);
    }
    Style::load(key).map_err(|error| Failure::Usage(format!("{error} Usual ones are: {}.", FAVOURITES.join(", "))))
}
