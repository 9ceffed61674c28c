//! Finding the quotations of an article, and whose they are.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

use super::{
    attribute::Attribution,
    kind, labels,
    memory::Memory,
    names::Names,
    phrase::{Meant, Reading, is_reporting},
    sources,
    spans::{self, Span, SpanEnd},
    text::{self, Kind, Token},
};
use crate::model::{
    Article, Label, Part, Passage, PlainText, Provenance, Quotation, QuotationId, QuotationKind, Source, Speaker, SpeakerId,
};

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
    let text = article.plain_text();
    let ranges = paragraphs(text.as_str());
    let spans = spans::find(text.as_str(), &ranges);
    let mut finder = Finder::new(text.as_str(), &ranges, &spans);
    for number in 0..spans.len() {
        finder.span(number, &text);
    }
    let Finder { memory, mut quotations, .. } = finder;
    echoes(&mut quotations);
    repeated(article, &mut quotations);
    let mut found = Findings { speakers: memory.speakers, labels: labels::find(&text), ..Findings::default() };
    let speaks: HashSet<&SpeakerId> = quotations.iter().filter_map(|quotation| quotation.spoken_by_character.as_ref()).collect();
    found.speakers.retain(|speaker| speaks.contains(speaker.id()));
    // Passages of the body do not overlap, so the last one that begins before a label's end is the only one it can lie in.
    let mut passages: Vec<(&Passage, &Quotation)> =
        quotations.iter().flat_map(|quotation| quotation.passages.iter().map(move |passage| (passage, quotation))).collect();
    passages.retain(|(passage, _)| passage.part == Part::Body);
    passages.sort_by_key(|(passage, _)| passage.start);
    for label in &mut found.labels {
        let behind = passages.partition_point(|(passage, _)| passage.start < label.passage.end);
        let whose = passages[..behind].last().filter(|(passage, _)| passage.overlaps(&label.passage));
        label.spoken_by_character = whose.and_then(|(_, quotation)| quotation.spoken_by_character.clone());
    }
    found.sources = sources::find(article, &found.speakers, &quotations);
    found.quotations = quotations;
    found
}

pub(super) fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut at = 0;
    for part in text.split("\n\n") {
        ranges.push(at..at + part.len());
        at += part.len() + 2;
    }
    ranges
}

/// An article while it is read from its first quotation to its last.
struct Finder<'a> {
    text: &'a str,
    spans: &'a [Span],
    tokens: Vec<Vec<Token<'a>>>,
    names: Names,
    memory: Memory,
    quotations: Vec<Quotation>,
    /// Whose tweets the article speaks of, by their place among the names.
    posts: HashSet<usize>,
    /// The first place at which somebody is described in these words, by its number.
    described: HashMap<String, usize>,
    /// Of each span that was read: its piece, and whether it has an attribution of its own.
    read: Vec<(usize, bool)>,
}

impl<'a> Finder<'a> {
    fn new(text: &'a str, ranges: &[Range<usize>], spans: &'a [Span]) -> Self {
        // Each paragraph's spans are found by their place, so that a long article is read once.
        let mut tokens = Vec::with_capacity(ranges.len());
        let mut next = 0;
        for range in ranges {
            let from = next;
            while next < spans.len() && spans[next].outer.start < range.end {
                next += 1;
            }
            let mut pieces = text::tokens(text, range, &spans[from..next]);
            for piece in &mut pieces {
                if let Kind::Quote(number) = &mut piece.kind {
                    *number += from;
                }
            }
            tokens.push(pieces);
        }
        let names = Names::read(&tokens);
        let posts = posts(text, &tokens, &names, spans);
        let mut described = HashMap::new();
        for (number, known) in names.described.iter().enumerate() {
            let reading = Reading { tokens: &tokens[known.paragraph], paragraph: known.paragraph, names: &names, text };
            described.entry(reading.words(known.start..known.end)).or_insert(number);
        }
        Self { text, spans, tokens, names, memory: Memory::default(), quotations: Vec::new(), posts, described, read: Vec::new() }
    }

    fn span(&mut self, number: usize, plain: &PlainText) {
        let span = &self.spans[number];
        let paragraph = span.paragraph;
        let at = self.tokens[paragraph].iter().position(|token| token.kind == Kind::Quote(number)).unwrap_or(0);
        let start = plain.char_at_byte(span.inner.start);
        let end = plain.char_at_byte(span.inner.end);
        let Some(passage) = Passage::within(Part::Body, plain, start, end) else {
            self.read.push((at, false));
            return;
        };
        let continues = number > 0 && self.spans[number - 1].end == SpanEnd::Continues;
        let reading = Reading { tokens: &self.tokens[paragraph], paragraph, names: &self.names, text: self.text };
        let last = self.last_in_sentence(number, at);
        let own = if continues { None } else { reading.attribution(at, span, self.spans, last) };
        let own = own.or_else(|| {
            let last = last.filter(|_| !continues)?;
            let mut carried = self.same_speaker("the same sentence", 0.75, at)?;
            if let Some(verb) = (last + 1..at).rev().find(|index| is_reporting(&self.tokens[paragraph], *index)) {
                self.tokens[paragraph][verb].text.clone_into(&mut carried.cue);
            }
            Some(carried)
        });
        if own.is_none()
            && (continues || self.goes_on(number, at))
            && let Some(quotation) = self.quotations.last_mut()
        {
            quotation.passages.push(passage);
            if let Some(speaker) = quotation.spoken_by_character.clone() {
                self.memory.spoke(&speaker, paragraph);
            }
            self.read.push((at, false));
            return;
        }
        let attribution = own.or_else(|| self.carried(number, at));
        let quotation = self.quotation(number, at, passage, attribution.as_ref());
        self.read.push((at, attribution.is_some()));
        self.quotations.push(quotation);
    }

    /// Whether a span goes on with the words of the one before it: “…,” she said. “…”
    fn goes_on(&self, number: usize, at: usize) -> bool {
        let Some(before) = number.checked_sub(1).map(|before| &self.spans[before]) else { return false };
        let Some((first, attributed)) = self.read.last() else { return false };
        let tokens = &self.tokens[self.spans[number].paragraph];
        before.paragraph == self.spans[number].paragraph
            && *attributed
            && *first < at
            && at > 0
            && tokens[at - 1].is_mark(".,:")
            && at - first <= 30
            && (first + 1..at - 1).all(|index| !tokens[index].is_mark(".?!"))
            && (first + 1..at).any(|index| is_reporting(tokens, index) || tokens[index].is("according"))
    }

    /// The piece of the quotation before, where it stands in the same sentence and is somebody's.
    fn last_in_sentence(&self, number: usize, at: usize) -> Option<usize> {
        let before = number.checked_sub(1)?;
        let (last, _) = self.read.last()?;
        let span = &self.spans[number];
        let own = text::sentence(self.text, &self.tokens[span.paragraph], at, self.spans);
        let is_somebodys = self.quotations.last().is_some_and(|quotation| quotation.spoken_by_character.is_some());
        (self.spans[before].paragraph == span.paragraph && *last >= own.start && *last < at && is_somebodys).then_some(*last)
    }

    /// The speaker of the quotation before.
    fn same_speaker(&self, place: &'static str, confidence: f32, verb: usize) -> Option<Attribution> {
        let last = self.quotations.last()?;
        let speaker = last.spoken_by_character.clone()?;
        let cue = last.cue.clone().unwrap_or_default();
        Some(Attribution { meant: Meant::Speaker(speaker), cue, rule: "same-speaker", place, confidence, verb })
    }

    /// Whose words they are by what was said before: nothing beside them says it.
    fn carried(&self, number: usize, at: usize) -> Option<Attribution> {
        let span = &self.spans[number];
        let inner = self.text[span.inner.clone()].trim();
        let tokens = &self.tokens[span.paragraph];
        let words = inner.split_whitespace().count();
        let own = text::sentence(self.text, tokens, at, self.spans);
        let stands_alone = (own.start..at).all(|index| !tokens[index].is_word());
        if !stands_alone || words < 3 {
            return None;
        }
        let reading = |paragraph: usize| Reading { tokens: &self.tokens[paragraph], paragraph, names: &self.names, text: self.text };
        let from_last = |place: &'static str, confidence: f32| self.same_speaker(place, confidence, at);
        if own.start > 0 {
            // Later in a paragraph: the sentence before says who speaks, or the words before are the same one's.
            let before = text::sentence(self.text, tokens, own.start - 1, self.spans);
            let had_words = (before.start..before.end).any(|index| matches!(tokens[index].kind, Kind::Quote(_)));
            let reported = reading(span.paragraph).reported(before.start, before.end);
            return match (had_words, reported) {
                (true, _) => from_last("the sentence before", 0.7),
                (false, Some(reported)) => Some(reported),
                (false, None) if number > 0 && self.spans[number - 1].paragraph == span.paragraph => {
                    from_last("earlier in the paragraph", 0.6)
                }
                (false, None) => None,
            };
        }
        // A line without an end is a heading, not somebody going on.
        let is_heading = tokens.len() == 1 && !inner.ends_with(['.', '!', '?', '…', ',', '—', '’', '\'']);
        if span.paragraph == 0 || is_heading {
            return None;
        }
        // The paragraph is nothing but the words: whoever spoke in the one before goes on.
        let before = span.paragraph - 1;
        if number > 0 && self.spans[number - 1].paragraph == before {
            return from_last("the paragraph before", 0.65);
        }
        let tokens = &self.tokens[before];
        let last = tokens.len().checked_sub(1)?;
        let sentence = text::sentence(self.text, tokens, last, self.spans);
        reading(before).reported(sentence.start, sentence.end)
    }

    fn quotation(&mut self, number: usize, at: usize, passage: Passage, attribution: Option<&Attribution>) -> Quotation {
        let span = &self.spans[number];
        let paragraph = span.paragraph;
        let inner = self.text[span.inner.clone()].trim();
        let tokens = &self.tokens[paragraph];
        let stands_out = at == 0 || !tokens[at - 1].is_word();
        let is_beside =
            attribution.is_some_and(|found| found.verb.abs_diff(at) <= 5 || !matches!(found.meant, Meant::Named(_) | Meant::Pronoun(_)));
        let leads =
            stands_out && is_beside && (inner.ends_with([',', '.', '!', '?']) || tokens.get(at + 1).is_some_and(|next| next.is_mark(",")));
        // “Their slogan?” in the paragraph before belongs to words that open this one.
        let question = paragraph.checked_sub(1).filter(|_| at == 0).map(|before| self.tokens[before].as_slice());
        let before = question.filter(|tokens| tokens.last().is_some_and(|last| last.is_mark("?:"))).unwrap_or(&tokens[..at]);
        let kind = kind::kind(inner, before, attribution.is_some(), leads);
        let id = QuotationId::new(format!("q{}", self.quotations.len() + 1));
        let mut quotation = Quotation { id, kind, passages: vec![passage], ..Quotation::default() };
        let place = if attribution.is_some_and(|found| found.rule == "sentence-before" && at == 0) {
            paragraph.saturating_sub(1)
        } else {
            paragraph
        };
        let speaker = attribution.filter(|_| kind.is_speech()).and_then(|found| {
            let speaker = match &found.meant {
                Meant::Speaker(id) => Some(id.clone()),
                meant => {
                    let words_of = |paragraph: usize, start: usize, end: usize| {
                        Reading { tokens: &self.tokens[paragraph], paragraph, names: &self.names, text: self.text }.words(start..end)
                    };
                    self.memory.resolve(meant, &self.names, place, found.verb.min(self.tokens[place].len()), &words_of)
                }
            };
            Some((speaker?, found))
        });
        let Some((speaker, found)) = speaker else {
            if quotation.kind == QuotationKind::Partial {
                quotation.kind = QuotationKind::Scare;
            }
            quotation.provenance = Provenance::rule("marks", "words between quotation marks; nothing near them says who said them", 0.5);
            return quotation;
        };
        self.memory.spoke(&speaker, paragraph);
        let name = self.memory.speaker(&speaker).map_or_else(String::new, |known| known.name().to_owned());
        let reason = match (&found.meant, found.rule) {
            (Meant::Speaker(_), _) => format!("{name} spoke in {}", found.place),
            (Meant::Pronoun(_), _) => format!("pronoun next to ‘{}’ {}; {name} is meant", found.cue, found.place),
            (_, "colon") => format!("{name} before a colon {}", found.place),
            _ => format!("{name} next to ‘{}’ {}", found.cue, found.place),
        };
        quotation.cue = (!found.cue.is_empty() && found.cue != ":").then(|| found.cue.clone());
        if let Meant::Speaker(_) = found.meant {
            if let Some(last) = self.quotations.last() {
                quotation.medium.clone_from(&last.medium);
                quotation.via.clone_from(&last.via);
            }
        } else {
            let reading = Reading { tokens: &self.tokens[place], paragraph: place, names: &self.names, text: self.text };
            let sentence =
                text::sentence(self.text, &self.tokens[place], found.verb.min(self.tokens[place].len().saturating_sub(1)), self.spans);
            quotation.medium = reading.medium(sentence.clone()).map(str::to_owned);
            quotation.via = reading.via(sentence, &self.names);
        }
        if quotation.medium.is_none() && self.memory.name_of(&speaker).is_some_and(|who| self.posts.contains(&who)) {
            // The article says elsewhere that it speaks of this person's tweets.
            quotation.medium = Some("Twitter".to_owned());
        }
        self.introduce(&speaker, &mut quotation);
        quotation.spoken_by_character = Some(speaker);
        quotation.provenance = Provenance::rule(found.rule, reason, found.confidence);
        quotation
    }

    /// What the sentence says that brings in somebody who is not named: who relayed the words, and why there is no name.
    fn introduce(&mut self, speaker: &SpeakerId, quotation: &mut Quotation) {
        const REASONS: [&str; 7] = [
            "on condition of anonymity",
            "on the condition of anonymity",
            "asked not to be named",
            "asked not to be identified",
            "not authorized to speak",
            "not authorised to speak",
            "declined to be named",
        ];
        let Some(Speaker::Anonymous(who)) = self.memory.speaker_mut(speaker) else { return };
        let reading = |paragraph: usize| Reading { tokens: &self.tokens[paragraph], paragraph, names: &self.names, text: self.text };
        let Some(found) = self.described.get(&who.description).map(|number| &self.names.described[*number]) else { return };
        let sentence = text::sentence(self.text, &self.tokens[found.paragraph], found.start, self.spans);
        let reading = reading(found.paragraph);
        let words = reading.words(sentence.clone());
        if who.anonymity_reason.is_none() {
            who.anonymity_reason = REASONS.iter().find(|reason| words.to_lowercase().contains(**reason)).map(|reason| (*reason).to_owned());
        }
        if quotation.via.is_none() {
            quotation.via = reading.via(sentence, &self.names);
        }
    }
}

/// Whose tweets an article speaks of: “the tweets pushed out by Bell”, “Bell’s tweet”, “according to his Twitter”.
fn posts(text: &str, paragraphs: &[Vec<Token<'_>>], names: &Names, spans: &[Span]) -> HashSet<usize> {
    let mut found = HashSet::new();
    for (paragraph, tokens) in paragraphs.iter().enumerate() {
        for at in 0..tokens.len() {
            if !tokens[at].is_any(&["tweet", "tweets", "Twitter"]) {
                continue;
            }
            let sentence = text::sentence(text, tokens, at, spans);
            let by = (at + 1..sentence.end.min(at + 5)).find(|index| tokens[*index].is("by"));
            let own = at.checked_sub(1).map(|index| &tokens[index]);
            let whose = if let Some(by) = by {
                names.within(paragraph, by + 1..by + 3).next()
            } else if own.is_some_and(|own| own.kind == Kind::Possessive) {
                names.within(paragraph, sentence.start..at).find(|mention| mention.end == at)
            } else if own.is_some_and(|own| own.is_any(&["his", "her"])) {
                names.within(paragraph, sentence.start..at).find(|mention| mention.opens)
            } else {
                None
            };
            found.extend(whose.map(|mention| mention.who));
        }
    }
    found
}

/// The words in lower case, without marks.
fn plain(words: &str) -> String {
    let letters: String = words.to_lowercase().chars().map(|letter| if letter.is_alphanumeric() { letter } else { ' ' }).collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words that stand in the article twice, as a heading or pulled out in large: the same speaker, the same kind of title.
fn echoes(quotations: &mut [Quotation]) {
    let words: Vec<String> = quotations.iter().map(|quotation| plain(&quotation.text())).collect();
    let padded: Vec<String> = words.iter().map(|words| format!(" {words} ")).collect();
    let titles: HashSet<String> = quotations
        .iter()
        .zip(&words)
        .filter(|(quotation, words)| quotation.kind == QuotationKind::Title && words.split(' ').count() > 2)
        .map(|(_, words)| words.clone())
        .collect();
    for (quotation, words) in quotations.iter_mut().zip(&words) {
        if titles.contains(words) {
            quotation.kind = QuotationKind::Title;
            quotation.spoken_by_character = None;
            quotation.cue = None;
        }
    }
    for at in 0..quotations.len() {
        let is_weak = quotations[at].spoken_by_character.is_none()
            || quotations[at]
                .provenance
                .found_by
                .as_ref()
                .is_some_and(|rule| rule.0 == "rule:same-speaker" || rule.0 == "rule:sentence-before");
        if !is_weak || words[at].split(' ').count() < 3 || quotations[at].kind == QuotationKind::Title && quotations[at].cue.is_some() {
            continue;
        }
        // Not in the whole of a very long article: a pulled-out line stands near the words it repeats.
        let near = at.saturating_sub(200)..quotations.len().min(at + 200);
        let longer = near.into_iter().find(|other| {
            *other != at
                && quotations[*other].spoken_by_character.is_some()
                && quotations[*other].kind != QuotationKind::Title
                && words[*other].len() >= words[at].len()
                && padded[*other].contains(&padded[at])
                && !titles.contains(&words[*other])
        });
        if let Some(other) = longer {
            let speaker = quotations[other].spoken_by_character.clone();
            let quotation = &mut quotations[at];
            quotation.spoken_by_character = speaker;
            if !quotation.kind.is_speech() {
                quotation.kind = QuotationKind::Partial;
            }
            quotation.provenance = Provenance::rule("echo", "the same words stand elsewhere in the article, with who said them", 0.8);
        }
    }
}

/// Quotations of headline and standfirst: occurrences of the body's, where they have the same words.
fn repeated(article: &Article, quotations: &mut Vec<Quotation>) {
    for part in [Part::Headline, Part::Standfirst] {
        let text = article.part_text(&part);
        for span in spans::find(text.as_str(), &paragraphs(text.as_str())) {
            let Some(passage) =
                Passage::within(part.clone(), &text, text.char_at_byte(span.inner.start), text.char_at_byte(span.inner.end))
            else {
                continue;
            };
            let words = plain(&passage.exact);
            let same = quotations.iter_mut().find(|quotation| {
                quotation
                    .passages
                    .iter()
                    .any(|own| !words.is_empty() && (plain(&own.exact).contains(&words) || words.contains(&plain(&own.exact))))
            });
            match same {
                Some(quotation) => quotation.occurrences.push(passage),
                None => {
                    let id = QuotationId::new(format!("q{}", quotations.len() + 1));
                    let provenance = Provenance::rule("marks", "words between quotation marks; nothing near them says who said them", 0.5);
                    quotations.push(Quotation {
                        id,
                        kind: QuotationKind::Partial,
                        passages: vec![passage],
                        provenance,
                        ..Quotation::default()
                    });
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Block;

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
