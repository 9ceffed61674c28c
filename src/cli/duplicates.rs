//! `onrecord duplicates`: articles that are nearly the same, and what each has otherwise.

use std::path::PathBuf;

use rayon::prelude::*;
use serde_json::json;

use super::run::{Failure, Outcome, complain, say, say_json, say_problems};
use crate::{
    bundle::{Bundle, each_archive},
    model::{Article, ArticleSummary, PublicationDate},
    search::{Alike, Signature, alike},
};

/// Names articles with nearly the same words: agency copy that several outlets printed, pages captured twice
#[derive(clap::Args)]
#[command(
    after_help = "Each group begins with the article that was published first. The share is how much of the shorter article both have, in runs of four words.\n\nExample:\n  onrecord duplicates decade/\n  onrecord duplicates one.record two.record --share 60 --json | jq .articles[].headline"
)]
pub struct Args {
    /// Archives, or folders of archives
    #[arg(required = true)]
    archives: Vec<PathBuf>,
    /// How much of the shorter article both must have, in percent
    #[arg(long, default_value_t = 80, value_parser = clap::value_parser!(u8).range(30..=100))]
    share: u8,
    /// One JSON object a line: a line a group
    #[arg(long)]
    json: bool,
}

/// Prints the groups.
pub fn run(args: &Args) -> Outcome {
    let mut bundles = Vec::new();
    let mut refused = false;
    for path in each_archive(&args.archives) {
        match Bundle::open(&path) {
            Ok(bundle) => bundles.push(bundle),
            Err(error) => {
                complain(&error.to_string());
                refused = true;
            }
        }
    }
    // In the order in which they were published; what has no date comes last.
    let mut all: Vec<(usize, &ArticleSummary)> =
        bundles.iter().enumerate().flat_map(|(archive, bundle)| bundle.summaries().iter().map(move |summary| (archive, summary))).collect();
    let day = |summary: &ArticleSummary| summary.date_published.map(PublicationDate::day);
    all.sort_by_key(|(archive, summary)| (day(summary).is_none(), day(summary), *archive));
    let text = |number: usize| -> Option<String> {
        let (archive, summary) = all.get(number)?;
        let article: Article = bundles.get(*archive)?.article(&summary.slug).ok()?;
        Some(article.plain_text().as_str().to_owned())
    };
    let signatures: Vec<(usize, Signature)> =
        (0..all.len()).into_par_iter().filter_map(|number| Some((number, Signature::of(&text(number)?)?))).collect();
    let groups = alike(&signatures, f64::from(args.share) / 100.0, &text);
    for group in &groups {
        let articles = std::iter::once((group.first, 1.0)).chain(group.others.iter().copied());
        let named: Vec<(&Bundle, &ArticleSummary, f64)> = articles
            .filter_map(|(number, share)| {
                let (archive, summary) = all.get(number)?;
                Some((bundles.get(*archive)?, *summary, share))
            })
            .collect();
        if args.json { print_json(&named)? } else { print(&named)? }
    }
    if !args.json {
        summary(&groups, all.len())?;
    }
    for bundle in &bundles {
        refused |= say_problems(bundle).is_err();
    }
    if refused { Err(Failure::Said) } else { Ok(()) }
}

fn print(group: &[(&Bundle, &ArticleSummary, f64)]) -> Outcome {
    for (at, (bundle, article, share)) in group.iter().enumerate() {
        let date = article.date_published.map(|date| date.short()).unwrap_or_else(|| "no date".to_owned());
        let outlet = article.publisher.as_deref().unwrap_or("no outlet");
        let how = if at == 0 { String::new() } else { format!("  {:.0} % · ", share * 100.0) };
        say(&format!("{how}{} — {outlet}, {date}", article.headline))?;
        say(&format!("{}{}#{}", if at == 0 { "" } else { "  " }, bundle.path().display(), article.slug))?;
    }
    say("")
}

fn print_json(group: &[(&Bundle, &ArticleSummary, f64)]) -> Outcome {
    let articles = group.iter().map(|(bundle, article, share)| {
        json!({
            "archive": bundle.path(),
            "slug": article.slug,
            "headline": article.headline,
            "publisher": article.publisher,
            "datePublished": article.date_published,
            "wordCount": article.word_count,
            "share": (share * 1000.0).round() / 1000.0,
        })
    });
    say_json(&json!({ "articles": articles.collect::<Vec<_>>() }))
}

fn summary(groups: &[Alike], of: usize) -> Outcome {
    let others: usize = groups.iter().map(|group| group.others.len()).sum();
    say(&match groups.len() {
        0 => format!("No two of {of} articles have nearly the same words."),
        1 => format!("{} of {of} articles are nearly the same.", others + 1),
        count => format!("{} of {of} articles are nearly the same as another, in {count} groups.", others + count),
    })
}
