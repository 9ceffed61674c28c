//! `onrecord bench`: what `scripts/bench-archive` measures inside the program. For those who build On Record.

use std::{
    collections::HashSet,
    fs,
    path::PathBuf,
    sync::Arc,
    time::{Duration, Instant},
};

use rayon::prelude::*;
use serde_json::json;

use super::run::{Failure, Outcome, say_json};
use crate::{
    bundle::Bundle,
    model::{Article, Block, Slug},
    search::{
        Corpus, FacetKind, Facts, Filter, ReadArticle,
        fulltext::{Order, Query, Source, TextIndex, snippet},
    },
};

/// Measures opening, indexing and searching
#[derive(clap::Args)]
pub struct Args {
    /// What: open, texts (prints what is indexed), search, filter
    #[arg(value_parser = ["open", "texts", "search", "filter"])]
    what: String,
    /// The archive
    archive: PathBuf,
    /// A file with a query a line
    #[arg(long)]
    queries: Option<PathBuf>,
    /// How often each query is put
    #[arg(long, default_value_t = 50)]
    runs: usize,
}

/// Prints what was measured as JSON.
pub fn run(args: &Args) -> Outcome {
    let start = Instant::now();
    let bundle = Bundle::open(&args.archive)?;
    let opened = start.elapsed().as_secs_f64();
    match args.what.as_str() {
        "open" => say_json(&json!({ "articles": bundle.summaries().len(), "seconds": opened, "megabytes": peak() })),
        "texts" => texts(&bundle),
        "filter" => filter(bundle, args.runs),
        _ => search(&bundle, args),
    }
}

/// The most memory that the program has had, in MB; nothing where the system does not say.
fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kilobytes| kilobytes / 1024)
}

fn texts(bundle: &Bundle) -> Outcome {
    for summary in bundle.summaries() {
        let Ok(article) = bundle.article(&summary.slug) else { continue };
        let mut text = vec![article.headline.clone(), article.standfirst.clone().unwrap_or_default()];
        text.extend(article.blocks.iter().filter_map(Block::plain_text));
        text.extend(article.photos.iter().flat_map(|photo| [photo.caption.clone(), photo.credit_text.clone().unwrap_or_default()]));
        let said: Vec<String> = article.quotations.iter().map(crate::model::Quotation::text).collect();
        say_json(&json!({ "slug": summary.slug, "text": text.join("\n"), "said": said }))?;
    }
    Ok(())
}

/// Every facet turned on, to the new counts of all facets.
fn filter(bundle: Bundle, runs: usize) -> Outcome {
    let bundle = Arc::new(bundle);
    let reader = bundle.clone();
    let read: ReadArticle = Arc::new(move |slug: &Slug| reader.article(slug).ok());
    let mut corpus = Corpus::on_disk(Arc::new(bundle.archive().clone()), bundle.list(), read.clone());
    let start = Instant::now();
    let mut facts = Facts::default();
    for round in bundle.summaries().chunks(1_024) {
        let articles: Vec<Option<Article>> = round.par_iter().map(|summary| read(&summary.slug)).collect();
        articles.iter().for_each(|article| facts.push(article.as_ref()));
    }
    corpus.set_facts(Arc::new(facts));
    let counted = start.elapsed().as_secs_f64();
    let none = HashSet::new();
    let all = corpus.apply(&Filter::default(), &none);
    say_json(
        &json!({ "what": "count", "articles": corpus.len(), "quotations": all.of_quotations, "seconds": counted, "megabytes": peak() }),
    )?;
    for kind in
        [FacetKind::Kind, FacetKind::Naming, FacetKind::Speaker, FacetKind::Medium, FacetKind::Outlet, FacetKind::Date, FacetKind::Tag]
    {
        let Some(value) = all.facets.of(kind).first().map(|count| count.value.clone()) else { continue };
        let mut filter = Filter::default();
        filter.toggle(value);
        let mut times = Vec::new();
        let mut left = 0;
        for _ in 0..runs {
            let start = Instant::now();
            left = corpus.apply(&filter, &none).article_count();
            times.push(start.elapsed());
        }
        say_json(
            &json!({ "what": "facet", "facet": format!("{kind:?}"), "articles": left, "median_ms": at(&mut times, 50), "p99_ms": at(&mut times, 99) }),
        )?;
    }
    Ok(())
}

fn search(bundle: &Bundle, args: &Args) -> Outcome {
    let folder = tempfile::tempdir()?;
    let states = bundle.article_states();
    let read = |slug: &Slug| bundle.article(slug).ok();
    let source = Source { key: "bench", archive: bundle.archive(), articles: &states, read: &read, go_on: &|_| true };
    let start = Instant::now();
    let index = TextIndex::update(&folder.path().join("index"), &source)?;
    let indexed = start.elapsed().as_secs_f64();
    say_json(&json!({ "what": "index", "articles": states.len(), "documents": index.len(), "seconds": indexed, "megabytes": peak() }))?;
    let queries = match &args.queries {
        Some(path) => fs::read_to_string(path)?,
        None => String::new(),
    };
    for line in queries.lines().filter(|line| !line.trim().is_empty()) {
        let query = Query::parse(line).map_err(|error| Failure::Usage(error.to_string()))?;
        let (mut typed, mut all) = (Vec::new(), Vec::new());
        let mut count = 0;
        for _ in 0..args.runs {
            // From the query to the first ten results with their words, as a person sees them.
            let start = Instant::now();
            let hits = index.find(&query, bundle.archive(), Order::Relevance, 10)?;
            for hit in &hits {
                if let Ok(article) = bundle.article(&hit.slug) {
                    std::hint::black_box(snippet(&query, &article, hit));
                }
            }
            typed.push(start.elapsed());
            let start = Instant::now();
            count = index.count(&query, bundle.archive())?;
            std::hint::black_box(index.facets(&query, bundle.archive())?);
            all.push(start.elapsed());
        }
        say_json(&json!({
            "what": "query", "query": line, "results": count,
            "median_ms": at(&mut typed, 50), "p99_ms": at(&mut typed, 99), "facets_median_ms": at(&mut all, 50),
        }))?;
    }
    Ok(())
}

/// A percentile in milliseconds.
fn at(times: &mut [Duration], percent: usize) -> f64 {
    times.sort();
    let place = (times.len() * percent).div_ceil(100).saturating_sub(1).min(times.len().saturating_sub(1));
    times.get(place).map_or(0.0, |time| time.as_secs_f64() * 1000.0)
}
