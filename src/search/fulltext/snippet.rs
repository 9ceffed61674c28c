//! The place of a hit, with the words around it and marks on those that were looked for.

use std::ops::Range;

use super::{
    find::Hit,
    query::{Clause, Place, Query, Term},
    scan::is_wanted,
    words::{Language, Words},
};
use crate::model::{Article, Part, Passage};

/// How many words a snippet has.
const WORDS: usize = 32;

/// A place in an article, as a result shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Snippet {
    /// Where the words stand that were found first; what a click leads to.
    pub passage: Option<Passage>,
    /// Words around them.
    pub text: String,
    /// Which of them were looked for, in bytes of `text`.
    pub marks: Vec<Range<usize>>,
}

/// One word of a text that was looked for, by the clause that looked for it.
struct Found {
    clause: usize,
    word: usize,
}

/// The best place of a hit in its article.
pub fn snippet(query: &Query, article: &Article, hit: &Hit) -> Snippet {
    let language = Language::of(article.in_language.as_deref());
    let mut words = Words::of(language);
    let quotation = hit.quotation.and_then(|number| article.quotations.get(number));
    let mut best: Option<(usize, Part, Snippet)> = None;
    let parts: Vec<Part> = match quotation {
        Some(quotation) => quotation.passages.iter().map(|passage| passage.part.clone()).collect(),
        None => {
            let captions = article.photos.iter().map(|photo| Part::Caption(photo.id.clone()));
            [Part::Body, Part::Standfirst].into_iter().chain(captions).chain([Part::Headline]).collect()
        }
    };
    let positive: Vec<&Clause> = query.clauses.iter().filter(|clause| !clause.negated).collect();
    for (number, part) in parts.into_iter().enumerate() {
        let text = article.part_text(&part);
        let within = quotation.and_then(|quotation| quotation.passages.get(number));
        let range = within.map_or(0..text.len(), |passage| passage.start..passage.end.min(text.len()));
        let start = text.byte_at(range.start);
        let clauses: Vec<&Clause> = positive.iter().copied().filter(|clause| is_searched(query, clause, &part)).collect();
        let Some((score, found)) = place(&mut words, language, text.slice(range.clone()), &clauses) else { continue };
        if best.as_ref().is_some_and(|(other, ..)| *other >= score) {
            continue;
        }
        let passage = found.marks.first().map_or(Some(range.clone()), |(at, _)| {
            let from = text.char_at_byte(start + at.start);
            Some(from..text.char_at_byte(start + at.end))
        });
        let passage = passage.and_then(|range| Passage::within(part.clone(), &text, range.start, range.end));
        best = Some((score, part, found.shown(passage)));
    }
    best.map_or_else(|| Snippet { passage: None, text: String::new(), marks: Vec::new() }, |(_, _, snippet)| snippet)
}

/// Whether a clause looks into a part of the article.
fn is_searched(query: &Query, clause: &Clause, part: &Part) -> bool {
    clause.any.iter().any(|(place, _)| match query.place(*place) {
        Place::Headline => *part == Part::Headline,
        Place::Caption => matches!(part, Part::Caption(_)),
        Place::Text | Place::Said => true,
    })
}

/// The stretch of a text that a result shows.
struct Stretch<'a> {
    text: &'a str,
    shown: Range<usize>,
    /// What was looked for, in bytes of the text, with whether it lies in what is shown.
    marks: Vec<(Range<usize>, bool)>,
}

impl Stretch<'_> {
    fn shown(&self, passage: Option<Passage>) -> Snippet {
        let mut text = String::new();
        if self.shown.start > 0 {
            text.push('…');
        }
        let shift = text.len();
        text.push_str(&self.text[self.shown.clone()]);
        if self.shown.end < self.text.trim_end().len() {
            text.push('…');
        }
        let marks = self.marks.iter().filter(|(_, shown)| *shown);
        let marks = marks.map(|(at, _)| at.start - self.shown.start + shift..at.end - self.shown.start + shift).collect();
        // Line ends are one byte, as the space that takes their place is.
        Snippet { passage, text: text.replace('\n', " "), marks }
    }
}

/// The stretch with the most of what is looked for, and how much that is; nothing where there is nothing.
fn place<'a>(words: &mut Words, language: Language, text: &'a str, clauses: &[&Clause]) -> Option<(usize, Stretch<'a>)> {
    let mut spans: Vec<Range<usize>> = Vec::new();
    let mut folded: Vec<String> = Vec::new();
    let mut found: Vec<Found> = Vec::new();
    words.each(text, |start, end, word, stem| {
        for (clause, wanted) in clauses.iter().enumerate() {
            if is_wanted(wanted, language, word, stem) {
                found.push(Found { clause, word: spans.len() });
            }
        }
        spans.push(start..end);
        folded.push(word.to_owned());
    });
    if spans.is_empty() {
        return None;
    }
    // Words of a phrase count only where the whole of it stands.
    found.retain(|found| clauses[found.clause].any.iter().any(|(_, term)| stands(term, language, &folded, found.word)));
    if found.is_empty() && !clauses.is_empty() {
        return None;
    }
    let mut best = (0, 0);
    for (at, first) in found.iter().enumerate() {
        let near: Vec<&Found> = found[at..].iter().take_while(|other| other.word < first.word + WORDS).collect();
        let mut kinds: Vec<usize> = near.iter().map(|found| found.clause).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let score = kinds.len() * 1000 + near.len().min(999);
        if score > best.0 {
            best = (score, first.word);
        }
    }
    let start = best.1.saturating_sub(WORDS / 4);
    let end = (start + WORDS).min(spans.len());
    let shown =
        (if start == 0 { 0 } else { spans[start].start })..(if end == spans.len() { text.trim_end().len() } else { spans[end - 1].end });
    let mut marks: Vec<(Range<usize>, bool)> = found
        .iter()
        .filter(|found| found.word >= best.1)
        .map(|found| (spans[found.word].clone(), (start..end).contains(&found.word)))
        .collect();
    marks.dedup();
    Some((best.0, Stretch { text, shown, marks }))
}

/// Whether a term stands at a word, or, for a phrase, around it.
fn stands(term: &Term, language: Language, folded: &[String], at: usize) -> bool {
    match term {
        Term::Phrase(words) if words.len() > 1 => {
            (0..words.len()).any(|before| at >= before && folded.get(at - before..at - before + words.len()) == Some(words.as_slice()))
        }
        other => {
            let clause = Clause { any: vec![(Place::Text, other.clone())], negated: false };
            is_wanted(&clause, language, &folded[at], language.stem(&folded[at]).as_deref())
        }
    }
}
