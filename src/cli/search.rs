//! `onrecord search`: words, phrases and fields over the articles of archives.

use std::{
    collections::HashMap,
    io::IsTerminal,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering as Atomic},
    },
};

use serde_json::{Value, json};

use super::{
    filters::Filters,
    run::{Failure, Outcome, complain, say, say_json, say_problems},
};
use crate::{
    bundle::{Bundle, each_archive},
    model::{Article, Part, Slug},
    search::fulltext::{self, Answer, Facet, Hit, INDEXED_FROM, Order, Query, Snippet, Source, TextIndex, snippet},
};

/// Searches the articles of archives, or what is quoted in them
#[derive(clap::Args)]
#[command(
    after_help = "The query:\n  votes \"ballot count\" elect* harbor~ -tweet ferry OR tram\n  headline:bridge caption:harbor said:\"never again\" by:ferris\n  speaker:pelosi kind:direct is:anonymous medium:twitter outlet:npr tag:vote has:photo\n  2020-11 2020-11-18 2020-11..2021-01 from:2020 to:2021\n\nExample:\n  onrecord search vote.record 'speaker:pelosi kind:direct outlet:npr 2020-11 votes'\n  onrecord search decade/*.record '\"old bridge\" -ferry' --sort newest --json"
)]
pub struct Args {
    /// Archives or folders of archives, then the query: words in any form, all of which must occur; phrases, beginnings, fields, dates
    #[arg(required = true, value_name = "ARCHIVE… QUERY")]
    inputs: Vec<String>,
    /// In which order: those that fit best, the newest, or the oldest first
    #[arg(long, default_value = "relevance", value_parser = ["relevance", "newest", "oldest"])]
    sort: String,
    /// How many results
    #[arg(long, default_value_t = 20)]
    limit: usize,
    /// Reads every article, without an index
    #[arg(long)]
    no_index: bool,
    /// One JSON object a line: a line a result, then the number of all and the facets
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    filters: Filters,
}

/// A result of one of the archives.
struct Found {
    archive: usize,
    hit: Hit,
    date: Option<jiff::civil::Date>,
}

/// Prints the first results, how many there are, and how they are spread.
pub fn run(args: &Args) -> Outcome {
    let Some((asked, archives)) = args.inputs.split_last().filter(|(_, archives)| !archives.is_empty()) else {
        return Err(Failure::Usage("Say which archives, and then what is searched: onrecord search vote.record 'old bridge'.".to_owned()));
    };
    let query = Query::parse(asked).map_err(|error| Failure::Usage(error.to_string()))?;
    let order = match args.sort.as_str() {
        "newest" => Order::Newest,
        "oldest" => Order::Oldest,
        _ => Order::Relevance,
    };
    let mut bundles = Vec::new();
    let mut refused = false;
    for path in each_archive(archives) {
        match Bundle::open(&path) {
            Ok(bundle) => bundles.push(bundle),
            Err(error) => {
                complain(&error.to_string());
                refused = true;
            }
        }
    }
    let (mut found, mut total, mut facets) = (Vec::new(), 0, Vec::new());
    for (archive, bundle) in bundles.iter().enumerate() {
        let query = query.clone().narrowed(&args.filters.filter(bundle)?).map_err(|error| Failure::Usage(error.to_string()))?;
        let answer = search(bundle, &query, order, args);
        total += answer.total;
        fulltext::merge(&mut facets, answer.facets);
        let dates: HashMap<&Slug, _> = bundle.summaries().iter().map(|summary| (&summary.slug, summary.date_published)).collect();
        found.extend(answer.hits.into_iter().map(|hit| Found {
            archive,
            date: dates.get(&hit.slug).copied().flatten().map(|date| date.day()),
            hit,
        }));
    }
    match order {
        Order::Relevance => found.sort_by(|a, b| b.hit.score.total_cmp(&a.hit.score)),
        Order::Newest => found.sort_by_key(|found| std::cmp::Reverse(found.date)),
        Order::Oldest => found.sort_by_key(|found| (found.date.is_none(), found.date)),
    }
    found.truncate(args.limit);
    let mut articles: HashMap<(usize, Slug), Option<Article>> = HashMap::new();
    for found in &found {
        let bundle = &bundles[found.archive];
        let article = articles.entry((found.archive, found.hit.slug.clone())).or_insert_with(|| bundle.article(&found.hit.slug).ok());
        if let Some(article) = article {
            let snippet = snippet(&query, article, &found.hit);
            if args.json { print_json(bundle, article, &found.hit, &snippet)? } else { print(bundle, article, &found.hit, &snippet)? }
        }
    }
    if args.json {
        let facets: serde_json::Map<String, Value> = facets
            .into_iter()
            .map(|facet| {
                (
                    facet.name.to_owned(),
                    facet.values.into_iter().map(|(value, count)| (value, count.into())).collect::<serde_json::Map<_, Value>>().into(),
                )
            })
            .collect();
        say_json(&json!({ "total": total, "shown": found.len(), "facets": facets }))?;
    } else {
        summary(total, found.len(), &facets)?;
    }
    for bundle in &bundles {
        refused |= say_problems(bundle).is_err();
    }
    if refused { Err(Failure::Said) } else { Ok(()) }
}

/// The first hits in one archive, how many there are, and their facets.
fn search(bundle: &Bundle, query: &Query, order: Order, args: &Args) -> Answer {
    if !args.no_index
        && bundle.summaries().len() >= INDEXED_FROM
        && let Some(folder) = index_folder(bundle)
    {
        let states = bundle.article_states();
        let key = bundle.state();
        let (last, of) = (AtomicUsize::new(0), states.len());
        let shows = std::io::stderr().is_terminal();
        let go_on = |done: usize| {
            // A line each twentieth part, so that a long wait is explained.
            if shows && done * 20 / of.max(1) > last.load(Atomic::Relaxed) {
                last.store(done * 20 / of.max(1), Atomic::Relaxed);
                complain(&format!("indexing {}: {done} of {of} articles", bundle.path().display()));
            }
            true
        };
        let read = |slug: &Slug| bundle.article(slug).ok();
        let source = Source { key: &key, archive: bundle.archive(), articles: &states, read: &read, go_on: &go_on };
        let answer = TextIndex::update(&folder, &source).and_then(|index| index.answer(query, bundle.archive(), order, args.limit));
        match answer {
            Ok(answer) => return answer,
            Err(error) => complain(&error.to_string()),
        }
    }
    let read = |slug: &Slug| bundle.article(slug).ok().map(Arc::new);
    fulltext::scan_all(query, bundle.archive(), &read, (order, args.limit), &|_| true)
}

/// Where the index of an archive lies; nothing where the system names no place.
fn index_folder(bundle: &Bundle) -> Option<PathBuf> {
    Some(fulltext::folder(&fulltext::caches()?, &bundle.archive().identifier, bundle.path()))
}

fn speaker<'a>(bundle: &'a Bundle, article: &Article, hit: &Hit) -> Option<&'a str> {
    let quotation = article.quotations.get(hit.quotation?)?;
    bundle.archive().speaker(quotation.spoken_by_character.as_ref()?).map(crate::model::Speaker::name)
}

fn print(bundle: &Bundle, article: &Article, hit: &Hit, snippet: &Snippet) -> Outcome {
    let date = article.date_published.map(|date| format!(", {}", date.short())).unwrap_or_default();
    let outlet = article.publisher.as_deref().unwrap_or("no outlet");
    say(&format!("{} — {outlet}{date}", article.headline))?;
    let mut words = snippet.text.clone();
    for mark in snippet.marks.iter().rev() {
        words.insert(mark.end, '*');
        words.insert(mark.start, '*');
    }
    let who = speaker(bundle, article, hit).map(|name| format!("{name}: ")).unwrap_or_default();
    say(&format!("  {who}{words}"))?;
    say(&format!("  {}#{}\n", bundle.path().display(), hit.slug))
}

fn print_json(bundle: &Bundle, article: &Article, hit: &Hit, snippet: &Snippet) -> Outcome {
    let quotation = hit.quotation.and_then(|number| article.quotations.get(number));
    let part = snippet.passage.as_ref().map(|passage| match &passage.part {
        Part::Headline => "headline".to_owned(),
        Part::Standfirst => "standfirst".to_owned(),
        Part::Body => "body".to_owned(),
        Part::Caption(id) => format!("caption:{id}"),
    });
    // Marks are counted as positions are: in code points.
    let letters = |at: usize| snippet.text.get(..at).map_or(0, |before| before.chars().count());
    let marks: Vec<[usize; 2]> = snippet.marks.iter().map(|mark| [letters(mark.start), letters(mark.end)]).collect();
    say_json(&json!({
        "archive": path_of(bundle.path()),
        "slug": hit.slug,
        "headline": article.headline,
        "publisher": article.publisher,
        "datePublished": article.date_published,
        "quotation": quotation.map(|quotation| &quotation.id),
        "kind": quotation.map(|quotation| quotation.kind),
        "speaker": speaker(bundle, article, hit),
        "part": part,
        "start": snippet.passage.as_ref().map(|passage| passage.start),
        "end": snippet.passage.as_ref().map(|passage| passage.end),
        "snippet": snippet.text,
        "marks": marks,
        "score": hit.score,
    }))
}

fn path_of(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn summary(total: usize, shown: usize, facets: &[Facet]) -> Outcome {
    let results = if total == 1 { "1 result".to_owned() } else { format!("{total} results") };
    let rest = if shown < total { format!(", {shown} shown (--limit)") } else { String::new() };
    say(&format!("{results}{rest}"))?;
    for facet in facets.iter().filter(|facet| !facet.values.is_empty()) {
        let values: Vec<String> = facet.values.iter().take(6).map(|(value, count)| format!("{value} {count}")).collect();
        let more = if facet.values.len() > 6 { format!(" and {} more", facet.values.len() - 6) } else { String::new() };
        say(&format!("{}: {}{more}", facet.name, values.join(" · ")))?;
    }
    Ok(())
}
