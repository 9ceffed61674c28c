//! The articles of an archive, ready to be filtered.
//!
//! A small archive is held whole. Of a large one the list is held; what its articles say is counted behind (`Facts`), and an article is
//! read when it is asked for.

use std::{
    collections::{HashMap, HashSet},
    fmt,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use super::{
    facts::{Facts, Listed},
    filter::{Filter, Naming},
    fold::{folded, has_all},
    judge::Judge,
    shown::Shown,
};
use crate::model::{Archive, Article, ArticleSummary, Slug, Speaker, SpeakerId};

/// How many articles of a large archive stay in memory after they were read.
const HELD: usize = 48;

/// Reads an article; nothing where it is damaged.
pub type ReadArticle = Arc<dyn Fn(&Slug) -> Option<Article> + Send + Sync>;

type Cell = OnceLock<Option<Arc<Article>>>;

/// The articles of an archive with what filtering needs of them.
pub struct Corpus {
    list: Arc<Vec<ArticleSummary>>,
    /// What the list does not say rightly any more.
    changed: HashMap<usize, ArticleSummary>,
    pub(super) places: Arc<HashMap<Slug, u32>>,
    cells: Vec<Cell>,
    /// Which articles were read, the first first; nothing is noted of a small archive.
    read_order: Mutex<Vec<usize>>,
    /// Articles that differ from what can be read again.
    edited: HashSet<usize>,
    read: Option<ReadArticle>,
    pub(super) listed: Listed,
    pub(super) facts: Arc<Facts>,
    /// The folded words of every article; of a large archive none.
    pub(super) texts: Vec<Texts>,
    pub(super) found: Option<Found>,
    archive: Arc<Archive>,
    speakers: HashMap<SpeakerId, usize>,
    /// How the speaker of each number is named.
    namings: Vec<Naming>,
}

/// The folded words of an article.
pub(super) struct Texts {
    pub whole: String,
    /// Of each quotation, in the article's order.
    pub quotations: Vec<String>,
    pub photos: Vec<String>,
}

/// Where the words of a filter stand in a large archive.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The words.
    pub words: String,
    /// The articles that have them, by their place.
    pub articles: HashSet<u32>,
    /// The quotations that have them, by the place of the article and their own in it.
    pub quotations: HashSet<(u32, u32)>,
}

impl Found {
    /// Nothing found yet of these words.
    pub fn of(words: &str) -> Self {
        Self { words: words.to_owned(), ..Self::default() }
    }

    /// Looks for the words in one article; `name` names speakers.
    pub fn look<'a>(&mut self, place: u32, article: &Article, name: &dyn Fn(&SpeakerId) -> Option<&'a str>) {
        let wanted = super::fold::words(&self.words);
        let texts = Texts::of(name, article);
        if has_all(&texts.whole, &wanted) {
            self.articles.insert(place);
            let quotations = texts.quotations.iter().enumerate().filter(|(_, text)| has_all(text, &wanted));
            self.quotations.extend(quotations.map(|(at, _)| (place, at as u32)));
        }
    }

    /// Takes over what was found elsewhere.
    pub fn add(&mut self, more: Self) {
        self.articles.extend(more.articles);
        self.quotations.extend(more.quotations);
    }
}

impl Corpus {
    /// An archive with all its articles.
    pub fn new(archive: &Archive, articles: Vec<(Slug, Arc<Article>)>) -> Self {
        Self::in_memory(Arc::new(archive.clone()), articles)
    }

    /// The same, of an archive that is shared.
    pub fn in_memory(archive: Arc<Archive>, articles: Vec<(Slug, Arc<Article>)>) -> Self {
        let list = articles.iter().map(|(slug, article)| ArticleSummary::of(slug.clone(), article)).collect();
        let mut corpus = Self::of_list(archive, Arc::new(list), None);
        let mut facts = Facts::default();
        for (place, (_, article)) in articles.into_iter().enumerate() {
            facts.push(Some(&article));
            let texts = Texts::of(&|id| corpus.speaker_name(id), &article);
            corpus.texts.push(texts);
            corpus.cells[place] = Cell::from(Some(article));
        }
        corpus.set_facts(Arc::new(facts));
        corpus
    }

    /// An archive whose articles are read when they are asked for; nothing is counted yet.
    pub fn on_disk(archive: Arc<Archive>, list: Arc<Vec<ArticleSummary>>, read: ReadArticle) -> Self {
        Self::of_list(archive, list, Some(read))
    }

    fn of_list(archive: Arc<Archive>, list: Arc<Vec<ArticleSummary>>, read: Option<ReadArticle>) -> Self {
        let mut corpus = Self {
            places: Arc::new(list.iter().enumerate().map(|(place, summary)| (summary.slug.clone(), place as u32)).collect()),
            cells: list.iter().map(|_| Cell::new()).collect(),
            listed: Listed::of(&list, read.is_some()),
            list,
            changed: HashMap::new(),
            read_order: Mutex::default(),
            edited: HashSet::new(),
            read,
            facts: Arc::default(),
            texts: Vec::new(),
            found: None,
            speakers: HashMap::new(),
            archive,
            namings: Vec::new(),
        };
        corpus.know_speakers();
        corpus
    }

    /// How many articles there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether every article is in memory.
    pub fn is_held(&self) -> bool {
        self.read.is_none()
    }

    /// Whether all articles were counted.
    pub fn is_counted(&self) -> bool {
        self.facts.len() == self.len()
    }

    /// How many photos there are.
    pub fn photo_count(&self) -> usize {
        self.listed.photos
    }

    /// How many quotations are speech.
    pub fn quotation_count(&self) -> usize {
        self.listed.quotations
    }

    /// The line of an article, by its place.
    pub fn summary(&self, place: usize) -> Option<&ArticleSummary> {
        self.changed.get(&place).or_else(|| self.list.get(place))
    }

    /// The line of every article, in the archive's order.
    pub fn summaries(&self) -> impl ExactSizeIterator<Item = &ArticleSummary> + DoubleEndedIterator + Clone {
        self.list.iter().enumerate().map(|(place, listed)| self.changed.get(&place).unwrap_or(listed))
    }

    /// The place of an article in the archive's order.
    pub fn place(&self, slug: &Slug) -> Option<usize> {
        self.places.get(slug).map(|place| *place as usize)
    }

    /// The article of a name; it is read now if it is not in memory.
    pub fn article(&self, slug: &Slug) -> Option<&Arc<Article>> {
        let place = self.place(slug)?;
        let cell = self.cells.get(place)?;
        let article = cell.get_or_init(|| {
            self.read_order.lock().unwrap_or_else(PoisonError::into_inner).push(place);
            self.read.as_ref().and_then(|read| read(slug)).map(Arc::new)
        });
        article.as_ref()
    }

    /// The article of a name, where it is in memory.
    pub fn article_held(&self, slug: &Slug) -> Option<&Arc<Article>> {
        self.cells.get(self.place(slug)?)?.get()?.as_ref()
    }

    /// Puts an article that was read elsewhere into memory.
    pub fn hold(&self, slug: &Slug, article: Option<Arc<Article>>) {
        if let Some(place) = self.place(slug)
            && self.cells[place].set(article).is_ok()
        {
            self.read_order.lock().unwrap_or_else(PoisonError::into_inner).push(place);
        }
    }

    /// The articles in memory, in the archive's order: all of a small archive, the last read of a large one.
    pub fn articles(&self) -> Held<'_> {
        Held(self)
    }

    /// Articles to be read on another thread.
    pub fn along<'a>(&self, slugs: impl Iterator<Item = &'a Slug>) -> Along {
        let one = |slug: &Slug| (slug.clone(), self.article_held(slug).cloned());
        Along { articles: slugs.map(one).collect(), read: self.read.clone() }
    }

    /// Lets articles go that were read long ago, but none of those in use.
    pub fn let_go(&mut self, in_use: &[&Slug]) {
        let in_use: HashSet<usize> = in_use.iter().filter_map(|slug| self.place(slug)).collect();
        let order = self.read_order.get_mut().unwrap_or_else(PoisonError::into_inner);
        let mut too_many = order.len().saturating_sub(HELD);
        order.retain(|place| {
            let goes = too_many > 0 && !in_use.contains(place) && !self.edited.contains(place);
            if goes {
                too_many -= 1;
                self.cells[*place].take();
            }
            !goes
        });
    }

    /// Reads from another place from now on: the archive was saved.
    pub fn read_from(&mut self, read: ReadArticle) {
        if self.read.is_some() {
            self.read = Some(read);
        }
    }

    /// What was counted so far.
    pub fn facts(&self) -> Arc<Facts> {
        self.facts.clone()
    }

    /// Takes over what was counted so far.
    pub fn set_facts(&mut self, facts: Arc<Facts>) {
        self.facts = facts;
        for place in self.edited.clone() {
            if let Some(Some(article)) = self.cells.get(place).and_then(OnceLock::get).cloned() {
                Arc::make_mut(&mut self.facts).replace(place, &article);
            }
        }
        self.know_speakers();
    }

    /// Takes over how articles are, where the archive's list was wrong.
    pub fn correct_list(&mut self, corrected: Vec<(usize, ArticleSummary)>) {
        for (place, summary) in corrected {
            if !self.edited.contains(&place) {
                self.relist(place, summary);
            }
        }
    }

    /// Takes over where the words of a filter stand.
    pub fn set_found(&mut self, found: Found) {
        self.found = Some(found);
    }

    /// Whether it has to be looked up where these words stand.
    pub fn is_to_find(&self, words: &str) -> bool {
        self.read.is_some() && !words.trim().is_empty() && self.found.as_ref().is_none_or(|found| found.words != words)
    }

    /// Puts changed articles in the place of what they were, and takes over the archive's speakers.
    pub fn replace(&mut self, archive: &Archive, articles: Vec<(Slug, Arc<Article>)>) {
        self.archive = Arc::new(archive.clone());
        self.know_speakers();
        for (slug, article) in articles {
            if let Some(place) = self.place(&slug) {
                self.relist(place, ArticleSummary::of(slug, &article));
                Arc::make_mut(&mut self.facts).replace(place, &article);
                if !self.texts.is_empty() {
                    let texts = Texts::of(&|id| self.speaker_name(id), &article);
                    self.texts[place] = texts;
                }
                self.edited.insert(place);
                self.cells[place] = Cell::from(Some(article));
            }
        }
        self.know_speakers();
    }

    fn relist(&mut self, place: usize, summary: ArticleSummary) {
        if let Some(before) = self.summary(place).cloned() {
            self.listed.replace(place, &before, &summary);
            self.changed.insert(place, summary);
        }
    }

    /// Looks up who is who: by identifier, because an archive of a newspaper's decade has many thousands.
    fn know_speakers(&mut self) {
        self.speakers = self.archive.speakers.iter().enumerate().map(|(at, speaker)| (speaker.id().clone(), at)).collect();
        let names = &self.facts.speakers;
        let naming = |number: u32| Naming::of(self.speaker(&SpeakerId::new(names.name(number))));
        self.namings = (0..names.len() as u32).map(naming).collect();
    }

    /// The speaker of an identifier.
    pub fn speaker(&self, id: &SpeakerId) -> Option<&Speaker> {
        self.archive.speakers.get(*self.speakers.get(id)?)
    }

    pub(super) fn speaker_name(&self, id: &SpeakerId) -> Option<&str> {
        self.speaker(id).map(Speaker::name)
    }

    pub(super) fn naming(&self, number: u32) -> Naming {
        self.namings.get(number as usize).copied().unwrap_or(Naming::Nobody)
    }

    /// How many words of speech everybody has, as far as it was counted.
    pub fn spoken_words(&self) -> HashMap<SpeakerId, usize> {
        let words = self.facts.words().into_iter().enumerate();
        words.map(|(number, words)| (SpeakerId::new(self.facts.speakers.name(number as u32)), words)).collect()
    }

    /// The articles in which somebody speaks or is a source; nothing while not all were counted.
    pub fn articles_with(&self, speaker: &SpeakerId) -> Option<Vec<Slug>> {
        let places = self.is_counted().then(|| self.facts.with_speaker(speaker))?;
        Some(places.into_iter().filter_map(|place| Some(self.summary(place)?.slug.clone())).collect())
    }

    /// What a filter lets through; `noted` are the articles with a note.
    ///
    /// Words must all occur somewhere in the article; its quotations are then those whose own words or speaker have them, or all of them
    /// where the words stand elsewhere in the article.
    pub fn apply(&self, filter: &Filter, noted: &HashSet<Slug>) -> Shown {
        Judge::new(self, filter, noted, true).shown()
    }

    /// What a filter lets through, without the counts of facets.
    pub fn apply_uncounted(&self, filter: &Filter, noted: &HashSet<Slug>) -> Shown {
        Judge::new(self, filter, noted, false).shown()
    }
}

impl fmt::Debug for Corpus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Corpus").field("articles", &self.len()).field("counted", &self.facts.len()).finish_non_exhaustive()
    }
}

/// The articles in memory.
#[derive(Clone, Copy)]
pub struct Held<'a>(&'a Corpus);

impl<'a> Held<'a> {
    /// The first of them.
    pub fn first(self) -> Option<(&'a Slug, &'a Arc<Article>)> {
        self.iter().next()
    }

    /// Each with its name, in the archive's order.
    pub fn iter(self) -> impl DoubleEndedIterator<Item = (&'a Slug, &'a Arc<Article>)> + Clone {
        let Self(corpus) = self;
        corpus.list.iter().zip(&corpus.cells).filter_map(|(summary, cell)| Some((&summary.slug, cell.get()?.as_ref()?)))
    }
}

/// Articles on their way to another thread.
pub struct Along {
    articles: Vec<(Slug, Option<Arc<Article>>)>,
    read: Option<ReadArticle>,
}

impl Along {
    /// How many they are.
    pub fn len(&self) -> usize {
        self.articles.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }

    /// Each of them that can be read.
    pub fn each(self) -> impl Iterator<Item = (Slug, Arc<Article>)> {
        let read = self.read;
        self.articles.into_iter().filter_map(move |(slug, held)| {
            let article = held.or_else(|| read.as_ref().and_then(|read| read(&slug)).map(Arc::new))?;
            Some((slug, article))
        })
    }
}

impl Texts {
    fn of<'a>(name: &dyn Fn(&SpeakerId) -> Option<&'a str>, article: &Article) -> Self {
        let quotations: Vec<String> = article
            .quotations
            .iter()
            .map(|quotation| {
                let speaker = quotation.spoken_by_character.as_ref().and_then(name).unwrap_or_default();
                folded(&format!("{} {speaker}", quotation.text()))
            })
            .collect();
        let photos: Vec<String> = article
            .photos
            .iter()
            .map(|photo| {
                folded(
                    &[
                        photo.caption.as_str(),
                        photo.credit_text.as_deref().unwrap_or_default(),
                        photo.alternate_name.as_deref().unwrap_or_default(),
                    ]
                    .join(" "),
                )
            })
            .collect();
        let mut whole = folded(
            &[
                article.headline.as_str(),
                article.standfirst.as_deref().unwrap_or_default(),
                &article.byline.in_words(),
                article.publisher.as_deref().unwrap_or_default(),
                article.plain_text().as_str(),
            ]
            .join(" "),
        );
        for words in photos.iter().chain(&quotations) {
            whole.push(' ');
            whole.push_str(words);
        }
        Self { whole, quotations, photos }
    }
}
