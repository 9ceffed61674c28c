//! Answering a query from the index.

use std::{
    collections::{BTreeMap, HashMap},
    ops::Bound,
};

use tantivy::{
    DocAddress, Order as Direction, Searcher, Term as IndexTerm,
    collector::{Collector, Count, SegmentCollector, TopDocs},
    columnar::{Column, StrColumn},
    index::SegmentReader,
    query::{
        AllQuery, BooleanQuery, EmptyQuery, FuzzyTermQuery, Occur, PhraseQuery, Query as IndexQuery, RangeQuery, TermQuery, TermSetQuery,
    },
    schema::{Field, IndexRecordOption},
};

use super::{
    build::{exact, number},
    index::{IndexError, TextIndex, guarded},
    query::{Clause, Exact, Fact, Place, Query, Term},
    scan::speakers,
    words::folded_words,
};
use crate::{
    model::{Archive, Article, Slug, Speaker, SpeakerId},
    search::Naming,
};

/// How many words a beginning stands for at most: the most frequent.
const PREFIXES: usize = 64;

/// In which order hits come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Those that fit best first.
    #[default]
    Relevance,
    /// The newest first.
    Newest,
    /// The oldest first.
    Oldest,
}

/// Something that was found: an article, or a quotation in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The article.
    pub slug: Slug,
    /// The quotation, by its place in the article; nothing where the article itself was found.
    pub quotation: Option<usize>,
    /// How well it fits; comparable only among the hits of one search.
    pub score: f32,
}

/// How many hits have each value of a facet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// What it is of: `outlet`, `year`, `tag`, `kind`, `speaker`, `medium`.
    pub name: &'static str,
    /// The values, the most frequent first.
    pub values: Vec<(String, u64)>,
}

impl Facet {
    /// The facets of what was found in one article without an index.
    pub fn of(query: &Query, archive: &Archive, article: &Article, hits: &[Hit]) -> Vec<Self> {
        let count = hits.len() as u64;
        let quotations: Vec<_> = hits.iter().filter_map(|hit| article.quotations.get(hit.quotation?)).collect();
        let each = |values: Vec<String>| {
            let mut counts: BTreeMap<String, u64> = BTreeMap::new();
            values.into_iter().for_each(|value| *counts.entry(value).or_default() += 1);
            counts.into_iter().collect::<Vec<_>>()
        };
        let tags: std::collections::BTreeSet<&String> = article.keywords.iter().collect();
        let mut facets = vec![
            Self { name: "outlet", values: article.publisher.iter().map(|outlet| (outlet.clone(), count)).collect() },
            Self { name: "year", values: article.date_published.iter().map(|date| (date.day().year().to_string(), count)).collect() },
            Self { name: "tag", values: tags.into_iter().map(|tag| (tag.clone(), count)).collect() },
        ];
        if query.seeks_quotations() {
            let speakers = quotations.iter().filter_map(|quotation| Some(quotation.spoken_by_character.as_ref()?.to_string()));
            let mut spoken = Self { name: "speaker", values: each(speakers.collect()) };
            spoken.name_speakers(archive);
            facets.push(spoken);
            facets.push(Self { name: "kind", values: each(quotations.iter().map(|quotation| quotation.kind.word().to_owned()).collect()) });
            facets
                .push(Self { name: "medium", values: each(quotations.iter().filter_map(|quotation| quotation.medium.clone()).collect()) });
        }
        facets
    }

    /// Names in the place of identifiers.
    fn name_speakers(&mut self, archive: &Archive) {
        let names: HashMap<&str, &str> = archive.speakers.iter().map(|speaker| (speaker.id().as_str(), speaker.name())).collect();
        let mut counts: BTreeMap<String, u64> = BTreeMap::new();
        for (id, count) in std::mem::take(&mut self.values) {
            let name = names.get(id.as_str()).map_or(id.clone(), |name| (*name).to_owned());
            *counts.entry(name).or_default() += count;
        }
        self.values = counts.into_iter().collect();
        self.values.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    }
}

impl TextIndex {
    /// The first hits of a query.
    ///
    /// # Errors
    /// [`IndexError`] where the index is broken.
    pub fn find(&self, query: &Query, archive: &Archive, order: Order, limit: usize) -> Result<Vec<Hit>, IndexError> {
        guarded(|| self.first(query, archive, order, limit))
    }

    fn first(&self, query: &Query, archive: &Archive, order: Order, limit: usize) -> Result<Vec<Hit>, IndexError> {
        let searcher = self.reader.searcher();
        let asked = Asked { index: self, searcher: &searcher, archive, query }.build()?;
        let top = TopDocs::with_limit(limit.max(1));
        let found: Vec<(f32, DocAddress)> = match order {
            Order::Relevance => searcher.search(&asked, &top.order_by_score())?,
            Order::Newest | Order::Oldest => {
                let direction = if order == Order::Newest { Direction::Desc } else { Direction::Asc };
                let found: Vec<(Option<i64>, DocAddress)> = searcher.search(&asked, &top.order_by_fast_field::<i64>("day", direction))?;
                found.into_iter().map(|(_, address)| (0.0, address)).collect()
            }
        };
        let mut hits = Vec::with_capacity(found.len());
        for (score, address) in found.into_iter().take(limit) {
            let segment = searcher.segment_reader(address.segment_ord);
            let place = segment.fast_fields().u64("place")?.first(address.doc_id).unwrap_or(0);
            let mut slug = String::new();
            if let Some(slugs) = segment.fast_fields().str("slug")?
                && let Some(ord) = slugs.term_ords(address.doc_id).next()
            {
                slugs.ord_to_str(ord, &mut slug).map_err(tantivy::TantivyError::from)?;
            }
            if let Ok(slug) = slug.parse() {
                hits.push(Hit { slug, quotation: (place as usize).checked_sub(1), score });
            }
        }
        Ok(hits)
    }

    /// Every hit of a query, in no order.
    ///
    /// # Errors
    /// [`IndexError`] where the index is broken.
    pub fn all(&self, query: &Query, archive: &Archive) -> Result<Vec<Hit>, IndexError> {
        guarded(|| {
            let searcher = self.reader.searcher();
            let asked = Asked { index: self, searcher: &searcher, archive, query }.build()?;
            let found = searcher.search(&asked, &tantivy::collector::DocSetCollector)?;
            let mut hits = Vec::with_capacity(found.len());
            for (number, segment) in searcher.segment_readers().iter().enumerate() {
                let (places, slugs) = (segment.fast_fields().u64("place")?, segment.fast_fields().str("slug")?);
                let Some(slugs) = slugs else { continue };
                let mut slug = String::new();
                for address in found.iter().filter(|address| address.segment_ord as usize == number) {
                    slug.clear();
                    let Some(ord) = slugs.term_ords(address.doc_id).next() else { continue };
                    slugs.ord_to_str(ord, &mut slug).map_err(tantivy::TantivyError::from)?;
                    if let Ok(slug) = slug.parse() {
                        let place = places.first(address.doc_id).unwrap_or(0);
                        hits.push(Hit { slug, quotation: (place as usize).checked_sub(1), score: 0.0 });
                    }
                }
            }
            Ok(hits)
        })
    }

    /// How many hits a query has.
    ///
    /// # Errors
    /// [`IndexError`] where the index is broken.
    pub fn count(&self, query: &Query, archive: &Archive) -> Result<usize, IndexError> {
        let searcher = self.reader.searcher();
        let asked = Asked { index: self, searcher: &searcher, archive, query }.build()?;
        guarded(|| Ok(searcher.search(&asked, &Count)?))
    }

    /// How many hits of a query have each outlet, year, tag, kind, speaker and medium.
    ///
    /// # Errors
    /// [`IndexError`] where the index is broken.
    pub fn facets(&self, query: &Query, archive: &Archive) -> Result<Vec<Facet>, IndexError> {
        let searcher = self.reader.searcher();
        let asked = Asked { index: self, searcher: &searcher, archive, query }.build()?;
        let quotations: &[&'static str] = if query.seeks_quotations() { &["speaker", "kind", "medium"] } else { &[] };
        let names = ["outlet", "year", "tag"].into_iter().chain(quotations.iter().copied()).collect();
        let mut facets = guarded(|| Ok(searcher.search(&asked, &Facets(names))?))?;
        facets.iter_mut().filter(|facet| facet.name == "speaker").for_each(|facet| facet.name_speakers(archive));
        Ok(facets)
    }
}

/// A query together with the index that it is put to.
struct Asked<'a> {
    index: &'a TextIndex,
    searcher: &'a Searcher,
    archive: &'a Archive,
    query: &'a Query,
}

type Boxed = Box<dyn IndexQuery>;

impl Asked<'_> {
    fn build(&self) -> Result<BooleanQuery, IndexError> {
        let fields = &self.index.fields;
        let mut parts: Vec<(Occur, Boxed)> = Vec::new();
        for clause in &self.query.clauses {
            let occur = if clause.negated { Occur::MustNot } else { Occur::Must };
            parts.push((occur, self.clause(clause)?));
        }
        let mut widened: BTreeMap<u8, Vec<Boxed>> = BTreeMap::new();
        for (fact, holds) in &self.query.facts {
            let asked = self.fact(fact);
            match holds {
                true => widened.entry(family(fact)).or_default().push(asked),
                false => parts.push((Occur::MustNot, asked)),
            }
        }
        parts.extend(widened.into_values().map(|any| (Occur::Must, union(any))));
        if self.query.from.is_some() || self.query.to.is_some() {
            let term = |day: Option<jiff::civil::Date>| {
                day.map_or(Bound::Unbounded, |day| Bound::Included(IndexTerm::from_field_i64(fields.day, number(day))))
            };
            parts.push((Occur::Must, Box::new(RangeQuery::new(term(self.query.from), term(self.query.to)))));
        }
        let finds = parts.iter().any(|(occur, _)| *occur == Occur::Must);
        let in_texts = self.query.clauses.iter().any(|clause| !clause.negated);
        if !finds {
            parts.push((Occur::Must, Box::new(AllQuery)));
        }
        if !in_texts {
            // Without words nothing tells articles and quotations apart.
            let article = term(IndexTerm::from_field_u64(fields.place, 0));
            parts.push((if self.query.seeks_quotations() { Occur::MustNot } else { Occur::Must }, article));
        }
        // A single union of words stands by itself: then only the best are looked at.
        Ok(BooleanQuery::new(parts))
    }

    fn clause(&self, clause: &Clause) -> Result<Boxed, IndexError> {
        let mut any = Vec::new();
        for (place, wanted) in &clause.any {
            self.terms(self.query.place(*place), wanted, &mut any)?;
            if clause.negated && matches!(wanted, Term::Phrase(_)) {
                // Twice, because tantivy 0.27 seeks backwards in a single phrase that it excludes, and not in a union.
                self.terms(self.query.place(*place), wanted, &mut any)?;
            }
        }
        Ok(union(any))
    }

    /// A term in every language that the index has words of.
    fn terms(&self, place: Place, wanted: &Term, any: &mut Vec<Boxed>) -> Result<(), IndexError> {
        let fields = &self.index.fields;
        let texts = match place {
            Place::Text => &fields.text,
            Place::Headline => &fields.headline,
            Place::Caption => &fields.caption,
            Place::Said => &fields.said,
        };
        for (language, field) in texts {
            if !self.has_words(*field)? {
                continue;
            }
            match wanted {
                Term::Word(word) => {
                    let forms = language.forms(word);
                    any.extend(forms.iter().map(|form| scored(IndexTerm::from_field_text(*field, form))));
                }
                Term::Phrase(words) => match words.as_slice() {
                    [] => {}
                    [word] => any.push(scored(IndexTerm::from_field_text(*field, word))),
                    words => {
                        let words = words.iter().map(|word| IndexTerm::from_field_text(*field, word)).collect();
                        any.push(Box::new(PhraseQuery::new(words)));
                    }
                },
                Term::Prefix(start) => {
                    let found = self.beginning_with(*field, start)?;
                    any.extend(found.into_iter().map(|word| scored(IndexTerm::from_field_text(*field, &word))));
                }
                Term::Fuzzy(word, distance) => {
                    any.push(Box::new(FuzzyTermQuery::new(IndexTerm::from_field_text(*field, word), *distance, true)));
                }
            }
        }
        Ok(())
    }

    fn has_words(&self, field: Field) -> Result<bool, IndexError> {
        for segment in self.searcher.segment_readers() {
            if segment.inverted_index(field)?.terms().num_terms() > 0 {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The most frequent words with a beginning.
    fn beginning_with(&self, field: Field, start: &str) -> Result<Vec<String>, IndexError> {
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        let failed = |error: std::io::Error| IndexError::Broken(error.into());
        for segment in self.searcher.segment_readers() {
            let words = segment.inverted_index(field)?;
            let end = format!("{start}\u{10FFFF}");
            let mut stream = words.terms().range().ge(start.as_bytes()).le(end.as_bytes()).into_stream().map_err(failed)?;
            while let Some((word, info)) = stream.next() {
                if let Ok(word) = std::str::from_utf8(word) {
                    *counts.entry(word.to_owned()).or_default() += info.doc_freq;
                }
            }
        }
        let mut counts: Vec<(String, u32)> = counts.into_iter().collect();
        counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Ok(counts.into_iter().take(PREFIXES).map(|(word, _)| word).collect())
    }

    fn said_by<'i>(&self, ids: impl Iterator<Item = &'i SpeakerId>) -> Boxed {
        let field = self.index.fields.speaker;
        Box::new(TermSetQuery::new(ids.map(|id| IndexTerm::from_field_text(field, id.as_str()))))
    }

    fn fact(&self, fact: &Fact) -> Boxed {
        let fields = &self.index.fields;
        let words = |field: Field, words: &[String]| {
            let each = words.iter().map(|word| term(IndexTerm::from_field_text(field, word)));
            all(each.collect())
        };
        match fact {
            Fact::Speaker(wanted) => self.said_by(speakers(self.archive, wanted)),
            Fact::Kind(kind) => term(IndexTerm::from_field_text(fields.kind, kind.word())),
            Fact::Naming(Naming::Nobody) => {
                let quotation = (Occur::MustNot, term(IndexTerm::from_field_u64(fields.place, 0)));
                let known = (Occur::MustNot, self.said_by(self.archive.speakers.iter().map(Speaker::id)));
                Box::new(BooleanQuery::new(vec![(Occur::Must, Box::new(AllQuery) as Boxed), quotation, known]))
            }
            Fact::Naming(naming) => {
                let named = self.archive.speakers.iter().filter(|speaker| Naming::of(Some(speaker)) == *naming);
                self.said_by(named.map(Speaker::id))
            }
            Fact::Is(of, value) => term(IndexTerm::from_field_text(fields.exact, &exact(*of, value))),
            Fact::Medium(wanted) => words(fields.medium, wanted),
            Fact::Outlet(wanted) => words(fields.outlet, wanted),
            Fact::Tag(wanted) => words(fields.tag, wanted),
            Fact::By(wanted) => words(fields.by, wanted),
            Fact::Photo => Box::new(RangeQuery::new(Bound::Included(IndexTerm::from_field_u64(fields.photos, 1)), Bound::Unbounded)),
        }
    }
}

/// Which facts widen each other.
pub(super) fn family(fact: &Fact) -> u8 {
    match fact {
        Fact::Speaker(_) | Fact::Is(Exact::Speaker, _) => 0,
        Fact::Kind(_) => 1,
        Fact::Naming(_) => 2,
        Fact::Medium(_) | Fact::Is(Exact::Medium, _) => 3,
        Fact::Outlet(_) | Fact::Is(Exact::Outlet, _) => 4,
        Fact::Tag(_) | Fact::Is(Exact::Tag, _) => 5,
        Fact::By(_) => 6,
        Fact::Photo => 7,
        Fact::Is(Exact::Year, _) => 8,
    }
}

fn term(term: IndexTerm) -> Boxed {
    Box::new(TermQuery::new(term, IndexRecordOption::Basic))
}

fn scored(term: IndexTerm) -> Boxed {
    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
}

fn union(mut any: Vec<Boxed>) -> Boxed {
    match any.len() {
        0 => Box::new(EmptyQuery),
        1 => any.remove(0),
        _ => Box::new(BooleanQuery::union(any)),
    }
}

fn all(mut each: Vec<Boxed>) -> Boxed {
    match each.len() {
        0 => Box::new(EmptyQuery),
        1 => each.remove(0),
        _ => Box::new(BooleanQuery::intersection(each)),
    }
}

/// Counts the values of facets over all hits.
struct Facets(Vec<&'static str>);

enum Counting {
    Words(Option<StrColumn>, Vec<u64>),
    Numbers(Column<i64>, BTreeMap<i64, u64>),
}

struct SegmentFacets(Vec<Counting>);

type Counted = Vec<BTreeMap<String, u64>>;

impl Collector for Facets {
    type Fruit = Vec<Facet>;
    type Child = SegmentFacets;

    fn for_segment(&self, _: u32, segment: &SegmentReader) -> tantivy::Result<SegmentFacets> {
        let counting = self.0.iter().map(|name| {
            Ok(match *name {
                "year" => Counting::Numbers(segment.fast_fields().i64(name)?, BTreeMap::new()),
                _ => {
                    let column = segment.fast_fields().str(name)?;
                    let values = column.as_ref().map_or(0, |column| column.num_terms());
                    Counting::Words(column, vec![0; values])
                }
            })
        });
        Ok(SegmentFacets(counting.collect::<tantivy::Result<_>>()?))
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<Counted>) -> tantivy::Result<Vec<Facet>> {
        let mut facets = Vec::new();
        for (at, name) in self.0.iter().enumerate() {
            let mut all: BTreeMap<String, u64> = BTreeMap::new();
            for (value, count) in segments.iter().filter_map(|counted| counted.get(at)).flatten() {
                *all.entry(value.clone()).or_default() += count;
            }
            let mut values: Vec<(String, u64)> = all.into_iter().collect();
            values.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            facets.push(Facet { name, values });
        }
        Ok(facets)
    }
}

impl SegmentCollector for SegmentFacets {
    type Fruit = Counted;

    fn collect(&mut self, doc: u32, _: f32) {
        for counting in &mut self.0 {
            match counting {
                Counting::Words(Some(column), counts) => {
                    for ord in column.term_ords(doc) {
                        if let Some(count) = counts.get_mut(ord as usize) {
                            *count += 1;
                        }
                    }
                }
                Counting::Words(None, _) => {}
                Counting::Numbers(column, counts) => {
                    for value in column.values_for_doc(doc) {
                        *counts.entry(value).or_default() += 1;
                    }
                }
            }
        }
    }

    fn harvest(self) -> Counted {
        let named = |counting: Counting| -> BTreeMap<String, u64> {
            match counting {
                Counting::Numbers(_, counts) => counts.into_iter().map(|(value, count)| (value.to_string(), count)).collect(),
                Counting::Words(None, _) => BTreeMap::new(),
                Counting::Words(Some(column), counts) => {
                    let mut all = BTreeMap::new();
                    for (ord, count) in counts.into_iter().enumerate().filter(|(_, count)| *count > 0) {
                        let mut value = String::new();
                        if column.ord_to_str(ord as u64, &mut value).unwrap_or(false) {
                            all.insert(value, count);
                        }
                    }
                    all
                }
            }
        };
        self.0.into_iter().map(named).collect()
    }
}

/// Whether a name has all the words, as the index finds them.
pub(super) fn has_words(name: &str, wanted: &[String]) -> bool {
    let words = folded_words(name);
    !wanted.is_empty() && wanted.iter().all(|word| words.contains(word))
}
