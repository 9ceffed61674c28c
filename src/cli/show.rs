//! `onrecord show`: what is in an archive.

use std::path::PathBuf;

use serde_json::json;

use super::run::{Outcome, say, say_json, say_problems};
use crate::bundle::Bundle;

/// What is in an archive
#[derive(clap::Args)]
#[command(after_help = "Example:\n  onrecord show vote.record\n  onrecord show vote.record --json | jq .headline")]
pub struct Args {
    /// The archive: a .record file or a folder
    archive: PathBuf,
    /// One JSON object a line: the archive, then each article
    #[arg(long)]
    json: bool,
}

/// Prints the archive and a line for each of its articles.
pub fn run(args: &Args) -> Outcome {
    let bundle = Bundle::open(&args.archive)?;
    let archive = bundle.archive();
    if args.json {
        let speakers: Vec<_> = archive
            .speakers
            .iter()
            .map(|speaker| json!({ "id": speaker.id(), "name": speaker.name(), "kind": speaker.kind_word() }))
            .collect();
        say_json(
            &json!({ "title": archive.title, "identifier": archive.identifier, "formatVersion": archive.format_version, "description": archive.description, "license": archive.license, "articles": bundle.summaries().len(), "speakers": speakers }),
        )?;
        for summary in bundle.summaries() {
            say_json(summary)?;
        }
    } else {
        say(&archive.title)?;
        if let Some(description) = &archive.description {
            say(description)?;
        }
        say(&format!(
            "format {} · {} · {} articles · {} speakers",
            archive.format_version,
            archive.identifier,
            bundle.summaries().len(),
            archive.speakers.len()
        ))?;
        for summary in bundle.summaries() {
            let date = summary.date_published.map(|date| date.short()).unwrap_or_default();
            say(&format!(
                "\n{}\n  {}\n  {} · {date} · {} words · {} quotations · {} photos",
                summary.slug,
                summary.headline,
                summary.publisher.as_deref().unwrap_or("no outlet"),
                summary.word_count,
                summary.quotation_count,
                summary.photo_count
            ))?;
        }
    }
    say_problems(&bundle)
}
