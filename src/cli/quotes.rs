//! `onrecord quotes`: who is quoted as saying what.

use std::{collections::BTreeSet, path::PathBuf};

use serde_json::Value;

use super::run::{Failure, Outcome, complain, say, say_json, say_problems};
use crate::{
    bundle::Bundle,
    import,
    model::{Article, Speaker},
    quotes,
};

/// Lists quotations with their speakers
#[derive(clap::Args)]
#[command(after_help = "Example:\n  onrecord quotes article.txt --json\n  onrecord quotes vote.record --speaker Krebs --kind direct")]
pub struct Args {
    /// Text files or archives
    #[arg(required = true)]
    inputs: Vec<PathBuf>,
    /// Only words of speakers whose name has these letters
    #[arg(long)]
    speaker: Option<String>,
    /// Only this kind: direct, partial, indirect, scare, title
    #[arg(long)]
    kind: Vec<String>,
    /// One JSON object a line, one line an article
    #[arg(long)]
    json: bool,
}

/// Prints each article's quotations.
pub fn run(args: &Args) -> Outcome {
    let kinds: BTreeSet<&str> = crate::model::QuotationKind::ALL.iter().map(|kind| kind.word()).collect();
    if let Some(wrong) = args.kind.iter().find(|kind| !kinds.contains(kind.as_str())) {
        return Err(Failure::Usage(format!(
            "“{wrong}” is no kind of quotation. There are: {}.",
            kinds.into_iter().collect::<Vec<_>>().join(", ")
        )));
    }
    let mut refused = false;
    for path in &args.inputs {
        let name = path.to_string_lossy();
        // An archive is one by its form, whatever it is called; anything else is read as text.
        match Bundle::open(path) {
            Ok(bundle) => {
                for summary in bundle.summaries() {
                    // A damaged article is left out; `say_problems` tells it.
                    if let Ok(article) = bundle.article(&summary.slug) {
                        print(args, &article, &bundle.archive().speakers, &format!("{name}#{}", summary.slug))?;
                    }
                }
                refused |= say_problems(&bundle).is_err();
            }
            Err(error) if !error.offers_import() => {
                complain(&error.to_string());
                refused = true;
            }
            Err(_) => match import::file(path) {
                Ok(mut imported) => {
                    let findings = std::mem::take(&mut imported.findings);
                    imported.article.quotations = findings.quotations;
                    print(args, &imported.article, &findings.speakers, &name)?;
                }
                Err(error) => {
                    complain(&error.to_string());
                    refused = true;
                }
            },
        }
    }
    if refused { Err(Failure::Said) } else { Ok(()) }
}

fn print(args: &Args, article: &Article, speakers: &[Speaker], name: &str) -> Outcome {
    let mut report = quotes::report(article, speakers, name);
    if let Some(Value::Array(list)) = report.get_mut("quotes") {
        list.retain(|quote| {
            let field = |name: &str| quote.get(name).and_then(Value::as_str).unwrap_or_default();
            let by = args.speaker.as_ref().is_none_or(|wanted| field("speaker").to_lowercase().contains(&wanted.to_lowercase()));
            by && (args.kind.is_empty() || args.kind.iter().any(|kind| kind == field("kind")))
        });
    }
    if args.json {
        return say_json(&report);
    }
    for quote in report.get("quotes").and_then(Value::as_array).into_iter().flatten() {
        let field = |name: &str| quote.get(name).and_then(Value::as_str).unwrap_or_default();
        let who = if field("speaker").is_empty() { "nobody named" } else { field("speaker") };
        say(&format!("{who} ({}): {}", field("kind"), field("text")))?;
    }
    Ok(())
}
