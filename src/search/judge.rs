//! A filter made ready, put to every article in one pass: what it lets through, and what each value of each facet would leave.
//!
//! Of each article and each quotation it is worked out which facets it fails. What fails none is let through; what fails one alone
//! counts for the values of that facet, because a facet's counts say what is left with all others in force.

use std::{
    collections::{BTreeMap, HashSet},
    sync::Arc,
};

use rayon::prelude::*;

use super::{
    corpus::{Corpus, Found, Texts},
    facets::{Count, Facets, MOST},
    facts::Quoted,
    filter::{FacetKind, FacetValue, Filter, Naming},
    fold::{has_all, words},
    shown::{Part, Shown},
};
use crate::model::{QuotationKind, Slug};

/// From so many articles on every core counts.
const MANY: usize = 4_096;

const OUTLET: u16 = 1;
const DATE: u16 = 2;
const TAG: u16 = 4;
const PHOTO: u16 = 8;
const NOTE: u16 = 16;
const KIND: u16 = 32;
const SPEAKER: u16 = 64;
const NAMING: u16 = 128;
const MEDIUM: u16 = 256;
const UNCONFIRMED: u16 = 512;
/// A quotation whose own words are not those looked for.
const NO_WORDS: u16 = 1 << 14;

/// The first year that a date can have; years are counted by their distance from it.
const FIRST_YEAR: i16 = -9999;
const YEARS: usize = 19_999;

/// A filter put to a corpus.
pub(super) struct Judge<'a> {
    corpus: &'a Corpus,
    filter: &'a Filter,
    noted: HashSet<usize>,
    outlets: Vec<bool>,
    tags: Vec<bool>,
    /// What each kind of quotation fails, each speaker and each medium: looked up for every quotation, worked out once.
    kinds: [u16; QuotationKind::ALL.len()],
    speakers: Vec<Speaking>,
    media: Vec<u16>,
    words: Vec<String>,
    found: Option<&'a Found>,
    counts: bool,
}

/// What a speaker's quotations fail, and how the speaker is named.
#[derive(Clone, Copy)]
struct Speaking {
    /// Quotations that are speech.
    speech: u16,
    /// Terms and titles.
    other: u16,
    naming: Naming,
}

/// What of an article has the words looked for.
enum Words<'a> {
    /// None are looked for, or it is not known where they stand.
    All,
    Texts(&'a Texts, &'a [String]),
    Found(&'a Found, u32),
}

impl Words<'_> {
    fn quotation(&self, at: usize) -> bool {
        match self {
            Self::All => true,
            Self::Texts(texts, words) => texts.quotations.get(at).is_some_and(|text| has_all(text, words)),
            Self::Found(found, place) => found.quotations.contains(&(*place, at as u32)),
        }
    }

    fn photo(&self, at: usize) -> bool {
        match self {
            Self::All => true,
            Self::Texts(texts, words) => texts.photos.get(at).is_some_and(|text| has_all(text, words)),
            Self::Found(..) => false,
        }
    }
}

/// What one part of the articles comes to.
#[derive(Default)]
struct Tally {
    rows: Vec<u32>,
    articles: Vec<bool>,
    quotations: Vec<bool>,
    photos: Vec<bool>,
    speech: usize,
    /// Scare quotes and titles that are let through.
    terms: usize,
    titles: usize,
    kinds: [usize; QuotationKind::ALL.len()],
    namings: [usize; Naming::ALL.len()],
    speakers: Vec<u32>,
    media: Vec<u32>,
    outlets: Vec<u32>,
    tags: Vec<u32>,
    years: Vec<u32>,
    with_photo: usize,
    with_note: usize,
    unconfirmed: usize,
    /// What the quotations of one article fail; kept, so that it is allocated once.
    fails: Vec<u16>,
}

impl<'a> Judge<'a> {
    pub fn new(corpus: &'a Corpus, filter: &'a Filter, noted: &HashSet<Slug>, counts: bool) -> Self {
        let (listed, facts) = (&corpus.listed, &corpus.facts);
        Self {
            corpus,
            filter,
            noted: noted.iter().filter_map(|slug| corpus.place(slug)).collect(),
            outlets: listed.outlets.picked(filter.outlets.iter().map(String::as_str)),
            tags: listed.tags.picked(filter.tags.iter().map(String::as_str)),
            kinds: QuotationKind::ALL.map(|kind| failing(KIND, !filter.kinds.is_empty() && !filter.kinds.contains(&kind))),
            speakers: speakers(corpus, filter),
            // Behind those with a name, the one of quotations without.
            media: facts
                .media
                .picked(filter.media.iter().map(String::as_str))
                .into_iter()
                .chain([false])
                .map(|is_picked| failing(MEDIUM, !filter.media.is_empty() && !is_picked))
                .collect(),
            words: words(&filter.text),
            found: corpus.found.as_ref().filter(|found| found.words == filter.text),
            counts,
        }
    }

    /// What it comes to.
    pub fn shown(&self) -> Shown {
        let (corpus, count) = (self.corpus, self.corpus.len());
        let part = count.div_ceil(rayon::current_num_threads() * 4).max(MANY);
        let tallies: Vec<Tally> = match count {
            0..MANY => vec![self.tally(0..count)],
            _ => (0..count.div_ceil(part)).into_par_iter().map(|at| self.tally(at * part..count.min((at + 1) * part))).collect(),
        };
        let mut all = Tally::default();
        tallies.into_iter().for_each(|tally| all.add(tally));
        Shown {
            articles: all.rows.len(),
            quotations: all.speech,
            terms: if self.filter.is_empty() { 0 } else { all.terms },
            titles: if self.filter.is_empty() { 0 } else { all.titles },
            facets: if self.counts { self.facets(&all) } else { Facets::default() },
            of_articles: count,
            of_quotations: corpus.listed.quotations,
            is_counted: corpus.is_counted(),
            number: super::shown::next_number(),
            parts: vec![Part {
                places: corpus.places.clone(),
                facts: corpus.facts.clone(),
                rows: Arc::new(all.rows),
                articles: all.articles,
                quotations: all.quotations,
                photos: all.photos,
                asked: Arc::default(),
            }],
        }
    }

    fn tally(&self, places: std::ops::Range<usize>) -> Tally {
        let (listed, facts) = (&self.corpus.listed, &self.corpus.facts);
        // Where the quotations and photos of these articles lie among all.
        let (first, last) = (places.start, places.end.min(facts.len()).saturating_sub(1));
        let span = |from: std::ops::Range<usize>, to: std::ops::Range<usize>| if first <= last { to.end - from.start } else { 0 };
        let mut tally = Tally {
            quotations: Vec::with_capacity(span(facts.quotations.range(first), facts.quotations.range(last))),
            photos: Vec::with_capacity(span(facts.photos.range(first), facts.photos.range(last))),
            articles: Vec::with_capacity(places.len()),
            ..Tally::default()
        };
        if self.counts {
            tally.years = vec![0; YEARS];
            tally.speakers = vec![0; facts.speakers.len()];
            tally.media = vec![0; facts.media.len()];
            tally.outlets = vec![0; listed.outlets.len()];
            tally.tags = vec![0; listed.tags.len()];
        }
        for place in places {
            let is_shown = self.article(place, &mut tally);
            tally.articles.push(is_shown);
            if is_shown {
                tally.rows.push(place as u32);
            }
        }
        tally
    }

    /// The facets of articles that one fails.
    fn article_fails(&self, place: usize) -> u16 {
        let (filter, listed) = (self.filter, &self.corpus.listed);
        let mut fails = 0;
        let mut fail = |facet: u16, fails_it: bool| fails |= if fails_it { facet } else { 0 };
        fail(OUTLET, !filter.outlets.is_empty() && !has(&self.outlets, listed.outlet[place]));
        fail(TAG, !filter.tags.is_empty() && !listed.tag.of(place).iter().any(|tag| has(&self.tags, *tag)));
        fail(DATE, !filter.years.is_empty() && listed.day[place].is_none_or(|day| !filter.years.contains(&day.year())));
        fail(PHOTO, filter.with_photo && !listed.has_photo[place]);
        fail(NOTE, filter.with_note && !self.noted.contains(&place));
        fails
    }

    /// The facets of quotations that one fails.
    fn quotation_fails(&self, quoted: &Quoted) -> u16 {
        let speaking = self.speaking(quoted);
        let of_speaker = if quoted.kind.is_speech() { speaking.speech } else { speaking.other };
        let of_medium = self.media[(quoted.medium as usize).min(self.media.len() - 1)];
        let of_state = if self.filter.unconfirmed && quoted.is_confirmed { UNCONFIRMED } else { 0 };
        self.kinds[quoted.kind as usize] | of_speaker | of_medium | of_state
    }

    fn speaking(&self, quoted: &Quoted) -> Speaking {
        self.speakers[(quoted.speaker as usize).min(self.speakers.len() - 1)]
    }

    /// Whether an article has the words, and where; nothing where it has not.
    fn words(&self, place: usize) -> Option<Words<'_>> {
        if self.words.is_empty() {
            return Some(Words::All);
        }
        if let Some(texts) = self.corpus.texts.get(place) {
            return has_all(&texts.whole, &self.words).then_some(Words::Texts(texts, &self.words));
        }
        match self.found {
            Some(found) => found.articles.contains(&(place as u32)).then_some(Words::Found(found, place as u32)),
            // Until the articles were looked through, what their headlines say.
            None => self.corpus.listed.title.get(place).is_some_and(|title| has_all(title, &self.words)).then_some(Words::All),
        }
    }

    /// Judges one article; whether it is let through.
    fn article(&self, place: usize, tally: &mut Tally) -> bool {
        let (corpus, filter) = (self.corpus, self.filter);
        let (facts, listed) = (&corpus.facts, &corpus.listed);
        let quotations = facts.quotations.of(place);
        let photos = facts.photos.of(place);
        let (first, first_photo) = (tally.quotations.len(), tally.photos.len());
        tally.quotations.resize(first + quotations.len(), false);
        tally.photos.resize(first_photo + photos.len(), false);

        let in_days = filter.from.is_none_or(|from| listed.day[place].is_some_and(|day| day >= from))
            && filter.to.is_none_or(|to| listed.day[place].is_some_and(|day| day <= to));
        let fails = self.article_fails(place);
        // What fails two facets is left out whichever of them is looked at.
        if !in_days || fails.count_ones() > if self.counts { 1 } else { 0 } {
            return false;
        }
        let Some(words) = self.words(place) else { return false };
        let picks = filter.picks_quotations();
        let is_known = place < facts.len();
        if !is_known && picks {
            return false;
        }
        if let Words::All = words {
            // Most filters look for no words: then each quotation is looked at once.
            tally.photos[first_photo..].fill(true);
            let any = self.wordless(fails == 0, picks, quotations, first, tally);
            if self.counts && any {
                self.count_article(place, tally, |facet| fails & !facet == 0);
            }
            let is_shown = fails == 0 && any;
            if is_shown && !is_known {
                tally.speech += corpus.summary(place).map_or(0, |summary| summary.quotation_count);
            }
            return is_shown;
        }

        let mut all = std::mem::take(&mut tally.fails);
        all.clear();
        // Whether some quotation with the words fails nothing; the facets that some other fails alone.
        let (mut some, mut some_but) = (false, 0);
        for (at, quoted) in quotations.iter().enumerate() {
            let fails = self.quotation_fails(quoted);
            let has_words = words.quotation(at);
            if has_words {
                some |= fails == 0;
                some_but |= if fails.is_power_of_two() { fails } else { 0 };
            }
            all.push(if has_words { fails } else { fails | NO_WORDS });
        }
        let mut has_photo = false;
        for at in 0..photos.len() {
            let has_words = words.photo(at);
            has_photo |= has_words;
            tally.photos[first_photo + at] = has_words;
        }
        // The words stand in the article's own text: then nothing of it is left out.
        let is_whole = |facet: u16| !some && some_but & facet == 0 && !has_photo;
        let passes = |fails: u16, facet: u16| fails & !facet & !NO_WORDS == 0 && (fails & NO_WORDS == 0 || is_whole(facet));
        if is_whole(0) {
            tally.photos[first_photo..].fill(true);
        }
        let any = !is_known || !picks || all.iter().any(|fails| passes(*fails, 0));
        let is_shown = fails == 0 && any;
        if is_shown {
            for (at, quoted) in quotations.iter().enumerate() {
                if passes(all[at], 0) {
                    tally.quotations[first + at] = true;
                    match quoted.kind {
                        QuotationKind::Scare => tally.terms += 1,
                        QuotationKind::Title => tally.titles += 1,
                        QuotationKind::Direct | QuotationKind::Partial | QuotationKind::Indirect => tally.speech += 1,
                    }
                }
            }
            if !is_known {
                tally.speech += corpus.summary(place).map_or(0, |summary| summary.quotation_count);
            }
        }
        if self.counts && fails == 0 {
            for (quoted, fails) in quotations.iter().zip(&all) {
                self.count_quotation(quoted, tally, |facet| passes(*fails, facet));
            }
        }
        if self.counts && any {
            self.count_article(place, tally, |facet| fails & !facet == 0);
        }
        tally.fails = all;
        is_shown
    }

    /// Judges the quotations of an article where no words are looked for; whether the article has some that pass, or needs none.
    ///
    /// Photos are dimmed only where the whole article is: what it fails is `false` there.
    fn wordless(&self, passes: bool, picks: bool, quotations: &[Quoted], first: usize, tally: &mut Tally) -> bool {
        if !passes {
            return !picks || quotations.iter().any(|quoted| self.quotation_fails(quoted) == 0);
        }
        let mut any = !picks;
        for (at, quoted) in quotations.iter().enumerate() {
            let fails = self.quotation_fails(quoted);
            if fails == 0 {
                any = true;
                tally.quotations[first + at] = true;
                tally.speech += usize::from(quoted.kind.is_speech());
            }
            if self.counts && (fails == 0 || fails.is_power_of_two()) {
                self.count_quotation(quoted, tally, |facet| fails & !facet == 0);
            }
        }
        any
    }

    /// Counts a quotation for each facet that it passes without.
    fn count_quotation(&self, quoted: &Quoted, tally: &mut Tally, passes: impl Fn(u16) -> bool) {
        if passes(KIND) {
            tally.kinds[quoted.kind as usize] += 1;
        }
        if passes(SPEAKER)
            && let Some(count) = tally.speakers.get_mut(quoted.speaker as usize)
        {
            *count += 1;
        }
        if passes(NAMING) && quoted.kind.is_speech() {
            tally.namings[self.speaking(quoted).naming as usize] += 1;
        }
        if passes(MEDIUM)
            && let Some(count) = tally.media.get_mut(quoted.medium as usize)
        {
            *count += 1;
        }
        tally.unconfirmed += usize::from(!quoted.is_confirmed && passes(UNCONFIRMED));
    }

    fn count_article(&self, place: usize, tally: &mut Tally, passes: impl Fn(u16) -> bool) {
        let listed = &self.corpus.listed;
        if passes(OUTLET)
            && let Some(count) = tally.outlets.get_mut(listed.outlet[place] as usize)
        {
            *count += 1;
        }
        if passes(DATE)
            && let Some(day) = listed.day[place]
        {
            tally.years[(day.year() - FIRST_YEAR) as usize] += 1;
        }
        if passes(TAG) {
            for tag in listed.tag.of(place) {
                tally.tags[*tag as usize] += 1;
            }
        }
        tally.with_photo += usize::from(listed.has_photo[place] && passes(PHOTO));
        tally.with_note += usize::from(self.noted.contains(&place) && passes(NOTE));
    }

    fn facets(&self, all: &Tally) -> Facets {
        let (corpus, filter) = (self.corpus, self.filter);
        let (facts, listed) = (&corpus.facts, &corpus.listed);
        let mut facets = Facets::default();
        let mut put = |kind: FacetKind, counts: Vec<(FacetValue, usize)>| {
            let mut counts: BTreeMap<FacetValue, usize> = counts.into_iter().filter(|(_, count)| *count > 0).collect();
            // What is on is listed even where it leaves nothing, so that it can be turned off.
            for chip in filter.chips(&crate::model::Archive::default()).into_iter().filter(|chip| chip.facet == Some(kind)) {
                counts.entry(chip.value).or_default();
            }
            let list = counts.into_iter().map(|(value, count)| Count { label: self.label(&value), on: filter.has(&value), value, count });
            facets.put(kind, list.collect());
        };
        let numbered = |counts: &[u32], value: &dyn Fn(u32) -> FacetValue| -> Vec<(FacetValue, usize)> {
            let mut all: Vec<(u32, usize)> = counts
                .iter()
                .enumerate()
                .filter(|(_, count)| **count > 0)
                .map(|(number, count)| (number as u32, *count as usize))
                .collect();
            if all.len() > MOST {
                all.select_nth_unstable_by_key(MOST, |(_, count)| std::cmp::Reverse(*count));
                all.truncate(MOST);
            }
            all.into_iter().map(|(number, count)| (value(number), count)).collect()
        };
        put(FacetKind::Kind, QuotationKind::ALL.into_iter().map(|kind| (FacetValue::Kind(kind), all.kinds[kind as usize])).collect());
        put(FacetKind::Naming, Naming::ALL.into_iter().map(|naming| (FacetValue::Naming(naming), all.namings[naming as usize])).collect());
        put(
            FacetKind::Speaker,
            numbered(&all.speakers, &|number| FacetValue::Speaker(crate::model::SpeakerId::new(facts.speakers.name(number)))),
        );
        put(FacetKind::Medium, numbered(&all.media, &|number| FacetValue::Medium(facts.media.name(number).to_owned())));
        put(FacetKind::Outlet, numbered(&all.outlets, &|number| FacetValue::Outlet(listed.outlets.name(number).to_owned())));
        put(FacetKind::Tag, numbered(&all.tags, &|number| FacetValue::Tag(listed.tags.name(number).to_owned())));
        let years = all.years.iter().zip(FIRST_YEAR..).filter(|(count, _)| **count > 0);
        put(FacetKind::Date, years.map(|(count, year)| (FacetValue::Year(year), *count as usize)).collect());
        put(FacetKind::Photo, vec![(FacetValue::Photo, all.with_photo)]);
        put(FacetKind::Note, vec![(FacetValue::Note, all.with_note)]);
        put(FacetKind::Unconfirmed, vec![(FacetValue::Unconfirmed, all.unconfirmed)]);
        facets
    }

    fn label(&self, value: &FacetValue) -> String {
        match value {
            FacetValue::Kind(kind) => kind.word().to_owned(),
            FacetValue::Speaker(id) => self.corpus.speaker_name(id).unwrap_or(id.as_str()).to_owned(),
            FacetValue::Naming(naming) => naming.word().to_owned(),
            FacetValue::Medium(words) | FacetValue::Outlet(words) | FacetValue::Tag(words) => words.clone(),
            FacetValue::Year(year) => year.to_string(),
            FacetValue::Photo => "with photo".to_owned(),
            FacetValue::Note => "with note".to_owned(),
            FacetValue::Unconfirmed => "not confirmed".to_owned(),
            FacetValue::From | FacetValue::To | FacetValue::Text => String::new(),
        }
    }
}

impl Tally {
    fn add(&mut self, more: Self) {
        self.rows.extend(more.rows);
        self.articles.extend(more.articles);
        self.quotations.extend(more.quotations);
        self.photos.extend(more.photos);
        self.speech += more.speech;
        self.terms += more.terms;
        self.titles += more.titles;
        add_each(&mut self.kinds, &more.kinds);
        add_each(&mut self.namings, &more.namings);
        for (mine, other) in [
            (&mut self.speakers, more.speakers),
            (&mut self.media, more.media),
            (&mut self.outlets, more.outlets),
            (&mut self.tags, more.tags),
            (&mut self.years, more.years),
        ] {
            mine.resize(other.len(), 0);
            mine.iter_mut().zip(other).for_each(|(mine, other)| *mine += other);
        }
        self.with_photo += more.with_photo;
        self.with_note += more.with_note;
        self.unconfirmed += more.unconfirmed;
    }
}

fn add_each(mine: &mut [usize], other: &[usize]) {
    mine.iter_mut().zip(other).for_each(|(mine, other)| *mine += other);
}

/// The facet, where it is failed.
fn failing(facet: u16, fails: bool) -> u16 {
    if fails { facet } else { 0 }
}

/// What the quotations of each speaker fail; behind those with a name, the one of quotations without.
fn speakers(corpus: &Corpus, filter: &Filter) -> Vec<Speaking> {
    let picked = corpus.facts.speakers.picked(filter.speakers.iter().map(|id| id.as_str()));
    let numbers = (0..picked.len() as u32).chain([super::names::NONE]);
    numbers
        .map(|number| {
            let naming = corpus.naming(number);
            let own = failing(SPEAKER, !filter.speakers.is_empty() && !has(&picked, number));
            let speech = own | failing(NAMING, !filter.naming.is_empty() && !filter.naming.contains(&naming));
            Speaking { speech, other: own | failing(NAMING, !filter.naming.is_empty()), naming }
        })
        .collect()
}

fn has(picked: &[bool], number: u32) -> bool {
    picked.get(number as usize).copied().unwrap_or(false)
}
