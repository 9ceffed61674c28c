//! Finding the quotations of an article, and whose they are.

use std::ops::Range;

use rustc_hash::FxHashSet as HashSet;

use super::{
    blocks, dashes, echo,
    finder::{Finder, Told},
    labels,
    language::Language,
    lexicon::Lexicon,
    names::NameReader,
    paragraphs::Paragraphs,
    sources, spans,
};
use crate::model::{Article, Label, Part, Passage, Quotation, QuotationId, Source, Speaker, SpeakerId};

/// What was found in an article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Findings {
    /// The quotations, in reading order.
    pub quotations: Vec<Quotation>,
    /// Their speakers.
    pub speakers: Vec<Speaker>,
    /// Words that judge or hedge.
    pub labels: Vec<Label>,
    /// What the article rests on, as far as quotations say.
    pub sources: Vec<Source>,
}

/// Finds who is quoted as saying what, by rule.
pub fn find(article: &Article) -> Findings {
    let plain = article.plain_text();
    let text = plain.as_str();
    let lexicon = Lexicon::of(Language::of(article.in_language.as_deref(), text));
    let ranges = paragraphs(text);
    let set_apart = blocks::set_apart(article, text, &ranges, lexicon.language);
    let mut spans = spans::find(text, &ranges, &set_apart);
    spans::mend(text, &mut spans, lexicon);
    let is_free = |number: usize| {
        set_apart.get(number).is_none_or(Option::is_none) && spans.binary_search_by_key(&number, |span| span.paragraph).is_err()
    };
    let turns = dashes::find(text, &ranges, lexicon, is_free);
    if !turns.is_empty() {
        spans.extend(turns);
        spans.sort_by_key(|span| span.outer.start);
    }
    let mut section = Paragraphs::new(text, lexicon);
    let mut reader = NameReader::new(lexicon);
    let mut told = Told::nothing(lexicon, spans.len());
    while section.next_section(&ranges, &spans) {
        reader.read(&section);
        let is_last = section.tokens.end() == ranges.len();
        told = Finder::new(&plain, &spans, &section, &reader.names, &set_apart, told).read(article, is_last);
    }
    let (mut quotations, memory) = told.done();
    echo::repeated(article, &mut quotations);
    for (number, quotation) in quotations.iter_mut().enumerate() {
        quotation.id = QuotationId::new(format!("q{}", number + 1));
    }
    let mut found = Findings { speakers: memory.speakers, labels: labels::find(&plain, lexicon.language), ..Findings::default() };
    let speaks: HashSet<&SpeakerId> = quotations.iter().filter_map(|quotation| quotation.spoken_by_character.as_ref()).collect();
    found.speakers.retain(|speaker| speaks.contains(speaker.id()));
    whose_words(&quotations, &mut found.labels);
    found.sources = sources::find(article, &found.speakers, &quotations);
    found.quotations = quotations;
    found
}

/// Says of each label who uses it: the speaker of the quotation that it stands in, or nobody but the outlet.
fn whose_words(quotations: &[Quotation], labels: &mut [Label]) {
    if labels.is_empty() {
        return;
    }
    // Passages of the body do not overlap, so the last one that begins before a label's end is the only one it can lie in.
    // What is retold without marks is in the outlet's own words.
    let marked = quotations.iter().filter(|quotation| quotation.kind != crate::model::QuotationKind::Indirect);
    let mut passages: Vec<(&Passage, &Quotation)> =
        marked.flat_map(|quotation| quotation.passages.iter().map(move |passage| (passage, quotation))).collect();
    passages.retain(|(passage, _)| passage.part == Part::Body);
    passages.sort_by_key(|(passage, _)| passage.start);
    for label in labels {
        let behind = passages.partition_point(|(passage, _)| passage.start < label.passage.end);
        let whose = passages[..behind].last().filter(|(passage, _)| passage.overlaps(&label.passage));
        label.spoken_by_character = whose.and_then(|(_, quotation)| quotation.spoken_by_character.clone());
    }
}

/// The paragraphs of a text, in bytes.
pub(super) fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut at = 0;
    for part in text.split("\n\n") {
        ranges.push(at..at + part.len());
        at += part.len() + 2;
    }
    ranges
}
#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, QuotationKind};

    fn found(paragraphs: &[&str]) -> (Article, Findings) {
        let mut article = Article::new("H");
        article.blocks = paragraphs.iter().map(|text| Block::paragraph(*text)).collect();
        let findings = find(&article);
        (article, findings)
    }

    fn whose(findings: &Findings, at: usize) -> Option<&str> {
        let id = findings.quotations[at].spoken_by_character.as_ref()?;
        findings.speakers.iter().find(|speaker| speaker.id() == id).map(Speaker::name)
    }

    #[test]
    fn words_belong_to_the_name_beside_the_verb() {
        let (_, findings) = found(&[
            "Mara Quill, the mayor, said: “The bridge will open again in spring.”",
            "“We do not know that yet,” engineer Tom Bell said.",
            "It was called “premature” by nobody in particular.",
        ]);
        assert_eq!(whose(&findings, 0), Some("Mara Quill"));
        assert_eq!(whose(&findings, 1), Some("Tom Bell"));
        assert_eq!(findings.quotations[0].kind, QuotationKind::Direct);
    }

    #[test]
    fn an_interrupted_quotation_is_one() {
        let (_, findings) = found(&["“We looked twice,” Quill said. “Nothing was missing from the store.”"]);
        assert_eq!(findings.quotations.len(), 1);
        assert_eq!(findings.quotations[0].passages.len(), 2);
    }

    #[test]
    fn when_nothing_says_who_it_says_nobody() {
        let (_, findings) = found(&["The so-called “ghost ferry” runs at night."]);
        assert_eq!((whose(&findings, 0), findings.quotations[0].kind), (None, QuotationKind::Scare));
        assert_eq!(findings.labels.len(), 1, "so-called is in the list");
    }

    #[test]
    fn every_passage_stands_where_it_says() {
        let (article, findings) = found(&["“Ünïted we stand,” Quill said, and “so on”.", "\"One more,\" she added."]);
        for quotation in &findings.quotations {
            for passage in &quotation.passages {
                assert_eq!(article.plain_text().slice(passage.start..passage.end), passage.exact);
            }
        }
    }
}
