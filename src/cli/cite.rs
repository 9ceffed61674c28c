//! `onrecord cite`: citations of what the filters show.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::{
    filters::Filters,
    run::{Failure, Outcome, say, say_problems, say_raw},
};
use crate::{
    bundle::Bundle,
    cite::{self, FAVOURITES, Format, Formatted, Item, Style, is_list, read_list},
};

/// Cites the articles, quotations and photos of an archive, or a list of works
#[derive(clap::Args)]
#[command(
    after_help = "Example:\n  onrecord cite vote.record --style mla\n  onrecord cite vote.record --to ris --only articles\n  onrecord cite vote.record --style chicago-notes --speaker Krebs --only quotations\n  onrecord cite works.json --style apa"
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
    /// Only these: articles, quotations or photos
    #[arg(long, value_parser = ["articles", "quotations", "photos"])]
    only: Vec<String>,
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
    let style = style(&args.style)?;
    if is_list(&args.archive) {
        return print(args, &style, format, &read_list(&args.archive)?);
    }
    let bundle = Bundle::open(&args.archive)?;
    let (articles, shown) = args.filters.apply(&bundle)?;
    let wants = |what: &str, usual: bool| if args.only.is_empty() { usual } else { args.only.iter().any(|only| only == what) };
    let mut items = Vec::new();
    for (slug, article) in &articles {
        if wants("articles", true) {
            items.push(Item::article(bundle.archive(), slug, article));
        }
        if wants("quotations", false) {
            items.extend(
                article
                    .quotations
                    .iter()
                    .filter(|quotation| shown.is_quotation_shown(slug, &quotation.id))
                    .map(|quotation| Item::quotation(bundle.archive(), slug, article, quotation)),
            );
        }
        if wants("photos", false) {
            items.extend(
                article
                    .photos
                    .iter()
                    .filter(|photo| shown.is_photo_shown(slug, &photo.id))
                    .map(|photo| Item::photo(bundle.archive(), slug, article, photo)),
            );
        }
    }
    print(args, &style, format, &items)?;
    say_problems(&bundle)
}

fn print(args: &Args, style: &Style, format: Format, items: &[Item]) -> Outcome {
    let line = |id: &str, reference: &Formatted, cited: &Formatted| {
        say(&json!({ "id": id, "bibliography": reference.to_text(), "citation": cited.to_text() }).to_string())
    };
    if args.json {
        return cite::works(style, items).iter().try_for_each(|work| line(&work.key, &work.reference, &work.cited));
    }
    if !args.each {
        return write(args, style, format, items);
    }
    for item in items {
        let rendered = cite::render(style, item);
        let cited = rendered.note.unwrap_or(rendered.in_text);
        line(item.key(), &rendered.reference, &cited)?;
    }
    Ok(())
}

/// Writes to the file that is named, or to standard output.
fn write(args: &Args, style: &Style, format: Format, items: &[Item]) -> Outcome {
    if let Some(path) = &args.out {
        return Ok(cite::export_with(path, format, style, |writer| items.iter().try_for_each(|item| writer.add(item)))?);
    }
    if !format.is_text() {
        return Err(Failure::Usage(format!("{} is no text. Say with -o which file to write.", format.title())));
    }
    say_raw(&String::from_utf8_lossy(&cite::export(items, format, style)))
}

fn style(key: &str) -> Result<Style, Failure> {
    let path = Path::new(key);
    if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csl")) {
        return Ok(Style::from_file(path)?);
    }
    Style::load(key).map_err(|error| Failure::Usage(format!("{error} Usual ones are: {}.", FAVOURITES.join(", "))))
}
