//! The filters that all subcommands share.

use std::{collections::HashSet, sync::Arc};

use jiff::civil::Date;
use rayon::prelude::*;

use super::run::Failure;
use crate::{
    bundle::Bundle,
    model::{Article, QuotationKind, Slug},
    search::{Corpus, Filter, Naming, Shown},
};

/// Articles with their names.
pub type Articles = Vec<(Slug, Arc<Article>)>;

/// How many articles are read at once.
const ROUND: usize = 1024;

/// What of an archive is meant
#[derive(clap::Args, Default)]
#[command(next_help_heading = "Filters")]
pub struct Filters {
    /// Only words of speakers whose name has these letters; may be given several times
    #[arg(long)]
    speaker: Vec<String>,
    /// Only words of speakers with a name: persons and organizations
    #[arg(long)]
    named: bool,
    /// Only words of speakers who are not named
    #[arg(long)]
    anonymous: bool,
    /// Only this kind: direct, partial, indirect, scare or title
    #[arg(long)]
    kind: Vec<String>,
    /// Only words said in this way, such as Twitter or statement
    #[arg(long)]
    medium: Vec<String>,
    /// Only articles of this outlet
    #[arg(long)]
    outlet: Vec<String>,
    /// Only articles of this day and later: 2020-11-18, 2020-11 or 2020
    #[arg(long)]
    from: Option<String>,
    /// Only articles of this day and earlier (`--to` is the form of what is written)
    #[arg(long)]
    until: Option<String>,
    /// Only articles with this tag
    #[arg(long)]
    tag: Vec<String>,
    /// Only what has these words; in quotation marks, just as they stand
    #[arg(long)]
    text: Option<String>,
}

impl Filters {
    /// The articles that pass, and what of them passes.
    ///
    /// # Errors
    /// A sentence where a filter names what the archive does not have; damaged articles are said and left out.
    pub fn apply(&self, bundle: &Bundle) -> Result<(Articles, Shown), Failure> {
        let filter = self.filter(bundle)?;
        let (mut articles, mut shown) = (Articles::new(), Shown::default());
        let archive = Arc::new(bundle.archive().clone());
        // A part at a time, so that only what passes is held.
        for round in bundle.summaries().chunks(ROUND) {
            // A damaged article is left out; `say_problems` tells it.
            let read = round.par_iter().filter_map(|summary| Some((summary.slug.clone(), Arc::new(bundle.article(&summary.slug).ok()?))));
            let corpus = Corpus::in_memory(archive.clone(), read.collect());
            let passed = corpus.apply_uncounted(&filter, &HashSet::new());
            let passing = corpus.articles().iter().filter(|(slug, _)| passed.is_article_shown(slug));
            articles.extend(passing.map(|(slug, article)| (slug.clone(), article.clone())));
            shown.add(passed);
        }
        Ok((articles, shown))
    }

    /// Hands over the articles that pass, with what of them passes, so that an archive of any size takes the same memory.
    ///
    /// # Errors
    /// A sentence where a filter names what the archive does not have; what `work` says ends it.
    pub fn each(&self, bundle: &Bundle, mut work: impl FnMut(&Slug, &Article, &Shown) -> Result<(), Failure>) -> Result<(), Failure> {
        let filter = self.filter(bundle)?;
        for round in bundle.summaries().chunks(ROUND) {
            let read = round.par_iter().filter_map(|summary| Some((summary.slug.clone(), Arc::new(bundle.article(&summary.slug).ok()?))));
            let corpus = Corpus::new(bundle.archive(), read.collect());
            let shown = corpus.apply_uncounted(&filter, &HashSet::new());
            for (slug, article) in corpus.articles().iter().filter(|(slug, _)| shown.is_article_shown(slug)) {
                work(slug, article, &shown)?;
            }
        }
        Ok(())
    }

    /// The filter as one value.
    ///
    /// # Errors
    /// A sentence where a filter names what the archive does not have.
    pub fn filter(&self, bundle: &Bundle) -> Result<Filter, Failure> {
        let mut filter = Filter { text: self.text.clone().unwrap_or_default(), ..Filter::default() };
        for wanted in &self.speaker {
            let found: Vec<_> =
                bundle.archive().speakers.iter().filter(|speaker| speaker.name().to_lowercase().contains(&wanted.to_lowercase())).collect();
            if found.is_empty() {
                let all: Vec<&str> = bundle.archive().speakers.iter().map(crate::model::Speaker::name).collect();
                return Err(Failure::Input(format!("Nobody called “{wanted}” speaks in this archive. There are: {}.", all.join(", "))));
            }
            filter.speakers.extend(found.into_iter().map(|speaker| speaker.id().clone()));
        }
        if self.named {
            filter.naming.extend([Naming::Named, Naming::Organization]);
        }
        if self.anonymous {
            filter.naming.insert(Naming::Anonymous);
        }
        for wanted in &self.kind {
            let kind = QuotationKind::ALL.into_iter().find(|kind| kind.word() == wanted);
            filter.kinds.insert(kind.ok_or_else(|| {
                Failure::Usage(format!("“{wanted}” is no kind of quotation. There are: direct, partial, indirect, scare, title."))
            })?);
        }
        filter.media.extend(self.medium.iter().cloned());
        filter.outlets.extend(self.outlet.iter().cloned());
        filter.tags.extend(self.tag.iter().cloned());
        filter.from = self.from.as_deref().map(|text| day(text, false)).transpose()?;
        filter.to = self.until.as_deref().map(|text| day(text, true)).transpose()?;
        Ok(filter)
    }
}

/// The first or last day that a date can mean.
fn day(text: &str, last: bool) -> Result<Date, Failure> {
    let date: crate::model::PublicationDate = text.parse().map_err(|error: crate::model::DateError| Failure::Usage(error.to_string()))?;
    Ok(if last { date.last_day() } else { date.day() })
}
