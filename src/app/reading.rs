//! What panels show of an article that is read, worked out once for each state of it and of the filter.
//!
//! Lists of a long article have many thousands of lines: putting them in order takes longer than a frame may. It is done when the article
//! or what the filter lets through has changed, and kept until then.

use std::{cell::OnceCell, collections::HashMap, ops::Range, rc::Rc, sync::Arc};

use super::{open_archive::OpenArchive, selection::Selected};
use crate::model::{Article, Block, Part, Passage, PlainText, Quotation, QuotationId, Slug, SpeakerId};

/// How many readings are kept: of those of Compare, and the ones read just before.
const KEPT: usize = 6;

/// What is worked out of the articles in sight.
#[derive(Default)]
pub struct Readings {
    articles: Vec<Rc<Indexed>>,
    all: Vec<Rc<Reading>>,
}

/// An article with what the filter lets through of it.
pub struct Reading {
    /// The article's own order of things.
    pub article: Rc<Indexed>,
    shown: u64,
    /// Its quotations that are shown, in reading order, by their place among all.
    pub quotations: Vec<u32>,
}

/// An article's quotations by name and by place; the same whatever the filter.
pub struct Indexed {
    article: Arc<Article>,
    by_id: HashMap<QuotationId, u32>,
    /// The passages of its quotations in the body.
    pub quoted: Stretches,
    /// Quotations with passages elsewhere.
    pub quoted_elsewhere: Vec<u32>,
    /// The passages of its labels in the body.
    pub labelled: Stretches,
    /// Labels elsewhere.
    pub labelled_elsewhere: Vec<u32>,
    paragraphs: OnceCell<Vec<usize>>,
    text: OnceCell<PlainText>,
}

impl Readings {
    /// An article of an archive as the filter shows it.
    pub fn of(&mut self, archive: &OpenArchive, slug: &Slug, article: &Arc<Article>) -> Rc<Reading> {
        let number = archive.shown.number;
        if let Some(known) = self.all.iter().find(|known| known.shown == number && Arc::ptr_eq(&known.article.article, article)) {
            return known.clone();
        }
        let indexed = self.indexed(article);
        let reading = Rc::new(Reading::new(archive, slug, indexed));
        self.all.truncate(KEPT - 1);
        self.all.insert(0, reading.clone());
        reading
    }

    /// An article, whatever the filter.
    pub fn indexed(&mut self, article: &Arc<Article>) -> Rc<Indexed> {
        if let Some(known) = self.articles.iter().find(|known| Arc::ptr_eq(&known.article, article)) {
            return known.clone();
        }
        let indexed = Rc::new(Indexed::new(article.clone()));
        self.articles.truncate(KEPT - 1);
        self.articles.insert(0, indexed.clone());
        indexed
    }
}

impl Reading {
    fn new(archive: &OpenArchive, slug: &Slug, article: Rc<Indexed>) -> Self {
        let all = &article.article.quotations;
        let shown = archive.shown.quotations_shown(slug).filter(|shown| shown.len() == all.len());
        let is_out = !archive.shown.is_article_shown(slug);
        let is_shown = |at: &u32| !is_out && shown.is_none_or(|shown| shown[*at as usize]);
        let mut quotations: Vec<u32> = (0..all.len() as u32).filter(is_shown).collect();
        quotations.sort_by(|one, other| {
            let (one, other) = (&all[*one as usize], &all[*other as usize]);
            reading_order(one).cmp(&reading_order(other)).then_with(|| one.id.cmp(&other.id))
        });
        Self { article, shown: archive.shown.number, quotations }
    }

    /// In which row of the list a quotation stands.
    pub fn row_of(&self, id: &QuotationId) -> Option<usize> {
        let all = &self.article.article.quotations;
        let (_, wanted) = self.article.quotation(id)?;
        let place = reading_order(wanted);
        let at = self.quotations.partition_point(|at| {
            let other = &all[*at as usize];
            (reading_order(other), &other.id) < (place, id)
        });
        self.quotations.get(at).filter(|at| all[**at as usize].id == *id).map(|_| at)
    }
}

/// Headline, standfirst, body, captions; in each from its beginning.
fn reading_order(quotation: &Quotation) -> (u8, usize) {
    let order = |part: &Part| match part {
        Part::Headline => 0,
        Part::Standfirst => 1,
        Part::Body => 2,
        Part::Caption(_) => 3,
    };
    quotation.passages.first().map(|passage| (order(&passage.part), passage.start)).unwrap_or_default()
}

impl Indexed {
    fn new(article: Arc<Article>) -> Self {
        let (mut quoted, mut quoted_elsewhere) = (Vec::new(), Vec::new());
        let (mut labelled, mut labelled_elsewhere) = (Vec::new(), Vec::new());
        for (at, quotation) in (0..).zip(&article.quotations) {
            let passages = || quotation.passages.iter().chain(&quotation.occurrences);
            quoted.extend(passages().filter(|passage| passage.part == Part::Body).map(|passage| (passage.start..passage.end, at)));
            if passages().any(|passage| passage.part != Part::Body) {
                quoted_elsewhere.push(at);
            }
        }
        for (at, label) in (0..).zip(&article.labels) {
            match label.passage.part {
                Part::Body => labelled.push((label.passage.start..label.passage.end, at)),
                _ => labelled_elsewhere.push(at),
            }
        }
        Self {
            by_id: (0..).zip(&article.quotations).map(|(at, quotation)| (quotation.id.clone(), at)).collect(),
            quoted: Stretches::new(quoted),
            quoted_elsewhere,
            labelled: Stretches::new(labelled),
            labelled_elsewhere,
            paragraphs: OnceCell::new(),
            text: OnceCell::new(),
            article,
        }
    }

    /// A quotation by its name, with its place among all.
    pub fn quotation(&self, id: &QuotationId) -> Option<(usize, &Quotation)> {
        let at = *self.by_id.get(id)? as usize;
        Some((at, self.article.quotations.get(at)?))
    }

    /// The speaker whose words glow: the selected one, or that of the selected quotation, where the article is the one that is read.
    pub fn selected_speaker(&self, archive: &OpenArchive) -> Option<SpeakerId> {
        match &archive.selection.what {
            Selected::Speaker(id) => Some(id.clone()),
            Selected::Quotation(id) => self.quotation(id)?.1.spoken_by_character.clone(),
            _ => None,
        }
    }

    /// The body's text.
    pub fn text(&self) -> &PlainText {
        self.text.get_or_init(|| self.article.plain_text())
    }

    /// The number of the paragraph that a passage of the body begins in, from 1; nothing outside the body.
    pub fn paragraph_of(&self, passage: &Passage) -> Option<usize> {
        if passage.part != Part::Body {
            return None;
        }
        let starts = self.paragraphs.get_or_init(|| {
            let ranges = self.article.block_ranges();
            let words = self.article.blocks.iter().zip(ranges).filter(|(_, range)| !range.is_empty());
            words.filter(|(block, _)| !matches!(block, Block::Heading(_))).map(|(_, range)| range.start).collect()
        });
        Some(starts.partition_point(|start| *start <= passage.start).max(1))
    }
}

/// Stretches of a text in the order in which they begin, so that those in sight are found among many thousands.
#[derive(Default)]
pub struct Stretches {
    all: Vec<(Range<usize>, u32)>,
    longest: usize,
}

impl Stretches {
    /// Stretches, each with the number of what lies there.
    pub fn new(mut all: Vec<(Range<usize>, u32)>) -> Self {
        all.sort_by_key(|(range, at)| (range.start, *at));
        let longest = all.iter().map(|(range, _)| range.len()).max().unwrap_or_default();
        Self { all, longest }
    }

    /// The numbers of what touches a stretch, each once, the smallest first.
    pub fn touching(&self, range: &Range<usize>) -> Vec<usize> {
        let from = self.all.partition_point(|(other, _)| other.start + self.longest <= range.start);
        let begun = self.all[from..].iter().take_while(|(other, _)| other.start < range.end);
        let mut found: Vec<usize> = begun.filter(|(other, _)| range.start < other.end).map(|(_, at)| *at as usize).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_in_sight_are_found_also_where_a_long_one_begins_far_before() {
        let all = vec![(5..9, 1), (0..100, 0), (20..22, 2), (20..30, 3), (90..95, 4), (50..50, 5)];
        let stretches = Stretches::new(all.clone());
        for range in [0..1, 5..6, 8..21, 9..20, 22..25, 94..99, 100..200, 0..0] {
            let mut wanted: Vec<usize> =
                all.iter().filter(|(other, _)| other.start < range.end && range.start < other.end).map(|(_, at)| *at as usize).collect();
            wanted.sort_unstable();
            assert_eq!(stretches.touching(&range), wanted, "{range:?}");
        }
    }

    #[test]
    fn paragraphs_are_numbered_as_the_article_numbers_them() {
        let mut article = Article::new("H");
        article.blocks = vec![
            Block::paragraph("One."),
            Block::Heading(crate::model::Heading { words: crate::model::RichText::plain("Two"), ..Default::default() }),
            Block::paragraph(""),
            Block::paragraph("Three."),
            Block::paragraph("Four."),
        ];
        let article = Arc::new(article);
        let indexed = Indexed::new(article.clone());
        for start in 0..article.plain_text().len() {
            let passage = Passage { start, end: start + 1, ..Passage::default() };
            if let Some(number) = article.paragraph_of(&passage) {
                assert_eq!(indexed.paragraph_of(&passage), Some(number), "{start}");
            }
        }
    }
}
