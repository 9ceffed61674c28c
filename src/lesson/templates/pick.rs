//! Picking from an archive what a task can be made of.

use std::{borrow::Cow, collections::HashSet, ops::Range};

use crate::{
    lesson::{shelf::Shelf, units::units},
    model::{Article, Label, Part, Passage, PlainText, Quotation, Slug, Speaker, Unit},
    quotes,
};

/// A quotation with everything around it.
#[derive(Clone)]
pub(super) struct Voice<'a> {
    pub slug: &'a Slug,
    pub article: &'a Article,
    pub quotation: &'a Quotation,
    pub speaker: &'a Speaker,
    /// The words.
    pub text: String,
}

impl Voice<'_> {
    /// Where it stands: “paragraph 4”.
    pub fn place(&self) -> String {
        place(self.article, self.quotation.passages.first())
    }

    /// How long it is, in words.
    pub fn words(&self) -> usize {
        self.quotation.word_count()
    }

    /// Whether its words make sense alone.
    pub fn is_telling(&self) -> bool {
        (3..=45).contains(&self.words()) && !self.text.is_empty()
    }

    /// Where it begins in the body.
    pub fn start(&self) -> usize {
        self.quotation.passages.first().map_or(usize::MAX, |passage| passage.start)
    }
}

/// Every quotation of an article's body whose speaker is known, in reading order.
pub(super) fn voices<'a>(shelf: &Shelf<'a>, slug: &'a Slug, article: &'a Article) -> Vec<Voice<'a>> {
    let mut all: Vec<Voice<'a>> = article
        .speech()
        .filter(|quotation| quotation.passages.first().is_some_and(|passage| passage.part == Part::Body))
        .filter_map(|quotation| {
            let speaker = shelf.speaker_of(quotation)?;
            Some(Voice { slug, article, quotation, speaker, text: trimmed(&quotation.text()) })
        })
        .collect();
    all.sort_by_key(Voice::start);
    all
}

/// The speakers of quotations, each once, in the order in which they are first quoted.
pub(super) fn speakers<'a>(voices: &[Voice<'a>]) -> Vec<&'a Speaker> {
    let mut seen = HashSet::new();
    voices.iter().map(|voice| voice.speaker).filter(|speaker| seen.insert(speaker.id().clone())).collect()
}

/// The most telling quotation of each speaker: neither too short nor too long, and without the speaker's own name in it.
pub(super) fn best_of_each<'a>(voices: &[Voice<'a>], most: usize) -> Vec<Voice<'a>> {
    let mut best: Vec<Voice<'a>> = Vec::new();
    let mut words = HashSet::new();
    for speaker in speakers(voices) {
        let own = voices.iter().filter(|voice| voice.speaker.id() == speaker.id() && voice.is_telling());
        let candidates = own.filter(|voice| !names_itself(voice) && !words.contains(&voice.text.to_lowercase()));
        if let Some(voice) = candidates.min_by_key(|voice| (voice.words().abs_diff(14), voice.start())) {
            words.insert(voice.text.to_lowercase());
            best.push(voice.clone());
        }
    }
    best.truncate(most);
    best
}

fn names_itself(voice: &Voice<'_>) -> bool {
    let last = voice.speaker.name().split_whitespace().next_back().unwrap_or_default();
    voice.speaker.is_named() && last.len() > 2 && voice.text.contains(last)
}

/// Words without the marks that a sentence leaves at their ends.
pub(in crate::lesson) fn trimmed(text: &str) -> String {
    text.trim().trim_end_matches([',', ';', ':']).to_owned()
}

/// Words between quotation marks.
pub(in crate::lesson) fn quoted(text: &str) -> String {
    format!("“{}”", text.replace('“', "‘").replace('”', "’"))
}

/// Text cut at a word, with an ellipsis, at `longest` code points.
pub(super) fn shortened(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    let cut: String = text.chars().take(longest).collect();
    let end = cut.rfind(char::is_whitespace).unwrap_or(cut.len());
    format!("{} …", cut[..end].trim_end_matches([',', ';', ':', ' ']))
}

/// Where a passage stands: “paragraph 4”.
pub(super) fn place(article: &Article, passage: Option<&Passage>) -> String {
    passage
        .and_then(|passage| article.paragraph_of(passage))
        .map_or_else(|| "the article".to_owned(), |number| format!("paragraph {number}"))
}

/// What to call an article: its outlet where that tells it from the others, else its headline.
pub(super) fn called(shelf: &Shelf<'_>, article: &Article) -> String {
    let same = |other: &Article| other.publisher == article.publisher;
    match &article.publisher {
        Some(publisher) if shelf.articles.iter().filter(|(_, other)| same(other)).count() == 1 => {
            // “On Record samples: The Page” is known by what stands behind the colon.
            publisher.rsplit(": ").next().unwrap_or(publisher).to_owned()
        }
        _ => quoted(&shortened(&article.headline, 70)),
    }
}

/// The sentences that a passage of the body lies in, as one passage.
pub(super) fn sentence_of(article: &Article, passage: &Passage) -> Option<Passage> {
    if passage.part != Part::Body {
        return None;
    }
    let text = article.plain_text();
    let block = article.block_ranges().into_iter().find(|range| range.contains(&passage.start))?;
    let inside: Vec<Range<usize>> = units(&text, block, Unit::Sentence)
        .into_iter()
        .filter(|sentence| sentence.start < passage.end && passage.start < sentence.end)
        .collect();
    Passage::within(Part::Body, &text, inside.first()?.start, inside.last()?.end)
}

/// The first sentence of the body.
pub(super) fn first_sentence(article: &Article) -> Option<String> {
    let text: PlainText = article.plain_text();
    let block = article.block_ranges().into_iter().find(|range| range.len() > 40)?;
    units(&text, block, Unit::Sentence).into_iter().next().map(|sentence| text.slice(sentence).to_owned())
}

/// The words of an article that judge or hedge: those the archive has, else those that are found now.
pub(super) fn labels(article: &Article) -> Cow<'_, [Label]> {
    if article.labels.is_empty() { Cow::Owned(quotes::find(article).labels) } else { Cow::Borrowed(&article.labels) }
}

/// The article that has the most of something, with what it has.
pub(super) fn richest<'a, T>(shelf: &Shelf<'a>, of: impl Fn(&'a Slug, &'a Article) -> Vec<T>) -> Option<(&'a Slug, &'a Article, Vec<T>)> {
    let mut best: Option<(&'a Slug, &'a Article, Vec<T>)> = None;
    for (slug, article) in &shelf.articles {
        let found = of(slug, article);
        if best.as_ref().is_none_or(|(_, _, known)| known.len() < found.len()) {
            best = Some((slug, article, found));
        }
    }
    best
}

/// Names in a row, such as “Ann Lee, Bo Katz and Cy Dorn”.
pub(super) fn in_a_row(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// “An official” within a sentence.
pub(super) fn lower(description: &str) -> String {
    let mut letters = description.chars();
    match (letters.next(), description.split_whitespace().next()) {
        (Some(first), Some("A" | "An" | "The" | "One" | "Two" | "Three" | "Four" | "Several" | "Some" | "People" | "Officials")) => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => description.to_owned(),
    }
}
