//! Who says how much in an article, and where, as far as the filter shows it: worked out once for each state of both.

use std::{
    collections::{HashMap, HashSet},
    rc::Rc,
    sync::{Arc, Weak},
};

use super::open_archive::OpenArchive;
use crate::model::{Article, Part, QuotationId, QuotationKind, Slug, SpeakerId};

/// What is said in an article, as far as the filter shows it.
#[derive(Default)]
pub struct Heard {
    /// Who speaks, the most words first.
    pub voices: Vec<Said>,
    /// Where, in reading order.
    pub places: Vec<Place>,
    /// How many code points the body has.
    pub length: usize,
}

/// How much somebody says.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// Who; nobody where nothing says so.
    pub speaker: Option<SpeakerId>,
    /// How many of their quotations between marks are shown.
    pub quotations: usize,
    /// How many words those have.
    pub words: usize,
    /// How often the article retells without marks what they said.
    pub retold: usize,
    /// In how many words, which are the article's and not theirs.
    pub words_retold: usize,
}

/// Where somebody's words stand in the body, in code points.
pub struct Place {
    /// Whose.
    pub speaker: Option<SpeakerId>,
    /// The first of them.
    pub start: usize,
    /// Behind the last.
    pub end: usize,
    /// Whether they are retold without marks.
    pub retold: bool,
}

/// What is said in the articles that were asked for, until the filter or the archive in front is another.
#[derive(Default)]
pub struct Voices {
    /// The archive and the edition of what its filter shows.
    of: (u64, u64),
    known: HashMap<Slug, (Weak<Article>, Rc<Heard>)>,
}

impl Voices {
    /// What is said in an article.
    pub fn of(&mut self, archive: &OpenArchive, slug: &Slug, article: &Arc<Article>) -> Rc<Heard> {
        let of = (archive.key(), archive.edition);
        if self.of != of {
            (self.of, self.known) = (of, HashMap::new());
        }
        let is_same = |known: &Weak<Article>| std::ptr::eq(known.as_ptr(), Arc::as_ptr(article));
        if let Some((_, heard)) = self.known.get(slug).filter(|(known, _)| is_same(known)) {
            return heard.clone();
        }
        let heard = Rc::new(heard(archive, slug, article));
        self.known.insert(slug.clone(), (Arc::downgrade(article), heard.clone()));
        heard
    }
}

fn heard(archive: &OpenArchive, slug: &Slug, article: &Article) -> Heard {
    // Of an article that was not counted yet everything is shown.
    let shown: Option<HashSet<QuotationId>> = archive.shown.quotation_count(slug).map(|_| archive.shown.quotations_of(slug).collect());
    let mut heard = Heard { length: article.plain_text().len(), ..Heard::default() };
    let mut numbers: HashMap<Option<&SpeakerId>, usize> = HashMap::new();
    for quotation in article.speech().filter(|quotation| shown.as_ref().is_none_or(|shown| shown.contains(&quotation.id))) {
        let speaker = &quotation.spoken_by_character;
        let number = *numbers.entry(speaker.as_ref()).or_insert_with(|| {
            heard.voices.push(Said { speaker: speaker.clone(), ..Said::default() });
            heard.voices.len() - 1
        });
        let (said, words) = (&mut heard.voices[number], quotation.word_count());
        let retold = quotation.kind == QuotationKind::Indirect;
        if retold {
            said.retold += 1;
            said.words_retold += words;
        } else {
            said.quotations += 1;
            said.words += words;
        }
        let passages = quotation.passages.iter().filter(|passage| passage.part == Part::Body);
        heard.places.extend(passages.map(|passage| Place { speaker: speaker.clone(), start: passage.start, end: passage.end, retold }));
    }
    heard.voices.sort_by_key(|said| std::cmp::Reverse((said.words, said.words_retold)));
    heard
}
