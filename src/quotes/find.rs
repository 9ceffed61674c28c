//! Finding the quotations of an article, and whose they are.

use std::ops::Range;

use super::{
    cues::{is_verb, medium, words},
    labels,
    names::{Back, Mention, Who, mentions, same_person},
    spans::{self, Span, SpanEnd},
};
use crate::model::{
    Anonymous, Article, Label, Organization, Part, Passage, Person, PlainText, Provenance, Quotation, QuotationId, QuotationKind, Slug,
    Source, SourceId, SourceKind, Speaker, SpeakerId,
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

/// Who spoke so far, for words that point back.
#[derive(Default)]
struct Memory {
    speakers: Vec<Speaker>,
    person: Option<SpeakerId>,
    organization: Option<SpeakerId>,
    described: Option<SpeakerId>,
}

/// Finds who is quoted as saying what, by rule.
pub fn find(article: &Article) -> Findings {
    let text = article.plain_text();
    let paragraphs = paragraphs(text.as_str());
    let spans = spans::find(text.as_str(), &paragraphs);
    let mut memory = Memory::default();
    let mut quotations: Vec<Quotation> = Vec::new();
    let mut earlier: Option<Span> = None;
    let mut seen = 0;
    for span in &spans {
        let Some(passage) = passage(&text, &span.inner) else { continue };
        let paragraph = paragraphs[span.paragraph].clone();
        // Everybody named before these words can be meant by a word that points back.
        memory.read(text.as_str(), seen..span.outer.start.max(seen), &spans);
        seen = span.outer.start.max(seen);
        if let Some(before) = &earlier
            && goes_on(text.as_str(), before, span)
            && let Some(quotation) = quotations.last_mut()
        {
            quotation.passages.push(passage);
            earlier = Some(span.clone());
            continue;
        }
        quotations.push(quotation(text.as_str(), span, &paragraph, &spans, passage, &mut memory, quotations.len() + 1));
        earlier = Some(span.clone());
    }
    repeated(article, &mut quotations);
    let mut found = Findings { speakers: memory.speakers, labels: labels::find(&text), ..Findings::default() };
    found.speakers.retain(|speaker| quotations.iter().any(|quotation| quotation.spoken_by_character.as_ref() == Some(speaker.id())));
    for label in &mut found.labels {
        let whose = quotations.iter().find(|quotation| quotation.passages.iter().any(|passage| passage.overlaps(&label.passage)));
        label.spoken_by_character = whose.and_then(|quotation| quotation.spoken_by_character.clone());
    }
    found.sources = sources(&found.speakers, &quotations);
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

fn passage(text: &PlainText, bytes: &Range<usize>) -> Option<Passage> {
    Passage::within(Part::Body, text, text.char_at_byte(bytes.start), text.char_at_byte(bytes.end))
}

/// Whether words go on after an interruption, or in the next paragraph.
fn goes_on(text: &str, before: &Span, now: &Span) -> bool {
    if before.end == SpanEnd::Continues {
        return true;
    }
    if before.paragraph != now.paragraph || before.outer.end > now.outer.start {
        return false;
    }
    let between = &text[before.outer.end..now.outer.start];
    let words = words(text, before.outer.end..now.outer.start);
    let whole = text[before.inner.clone()].trim_end().ends_with([',', '?', '!', '.', '—', '-']) || between.trim_start().starts_with(',');
    // A name and its verb, and nothing else: “…,” she said. “…”
    let ends = between.trim_end().ends_with([',', '.', ':']);
    whole && ends && words.len() <= 7 && words.iter().any(|word| is_verb(word.text)) && between.matches('.').count() <= 1
}

fn quotation(
    text: &str,
    span: &Span,
    paragraph: &Range<usize>,
    spans: &[Span],
    passage: Passage,
    memory: &mut Memory,
    number: usize,
) -> Quotation {
    let inner = text[span.inner.clone()].trim();
    let count = inner.split_whitespace().count();
    let is_sentence = inner.starts_with(|letter: char| letter.is_uppercase() || letter == '[' || letter == '…') && count > 3;
    let sentence = sentence(text, span, paragraph);
    let attribution = attribute(text, span, &sentence, paragraph, spans, memory);
    let kind = match (&attribution, is_sentence) {
        (_, true) => QuotationKind::Direct,
        (Some(_), false) => QuotationKind::Partial,
        (None, false) if count > 3 && inner.ends_with(['.', '?', '!', ',']) => QuotationKind::Direct,
        (None, false) => QuotationKind::Scare,
    };
    let around = &text[paragraph.clone()];
    let mut quotation = Quotation { id: QuotationId::new(format!("q{number}")), kind, passages: vec![passage], ..Quotation::default() };
    match attribution {
        Some((speaker, cue, reason, confidence)) => {
            quotation.spoken_by_character = Some(speaker);
            quotation.cue = Some(cue);
            quotation.medium = medium(&outside(text, paragraph, spans)).map(str::to_owned);
            quotation.provenance = Provenance::rule("nearest-verb-and-name", reason, confidence);
        }
        None => {
            let _ = around;
            quotation.provenance = Provenance::rule("marks", "words between quotation marks; nothing near them says who said them", 0.5);
        }
    }
    quotation
}

/// A paragraph without the words that are quoted in it.
fn outside(text: &str, paragraph: &Range<usize>, spans: &[Span]) -> String {
    let mut at = paragraph.start;
    let mut outside = String::new();
    for span in spans.iter().filter(|span| span.outer.start >= paragraph.start && span.outer.end <= paragraph.end) {
        if span.outer.start >= at {
            outside.push_str(&text[at..span.outer.start]);
            at = span.outer.end;
        }
    }
    outside.push_str(&text[at.min(paragraph.end)..paragraph.end]);
    outside
}

/// The sentence around a span, in bytes: from the full stop before it to the one after it.
fn sentence(text: &str, span: &Span, paragraph: &Range<usize>) -> Range<usize> {
    let before = &text[paragraph.start..span.outer.start];
    let ends = [". ", "? ", "! ", ".” ", ".\" "]
        .into_iter()
        .flat_map(|mark| before.match_indices(mark).map(move |(at, _)| paragraph.start + at + mark.len()));
    let start = ends.filter(|at| !is_abbreviation(&text[paragraph.start..*at])).max().unwrap_or(paragraph.start);
    let after = &text[span.outer.end..paragraph.end];
    let ended = text[span.inner.clone()].trim_end().ends_with(['.']) && after.trim_start().starts_with(char::is_uppercase);
    let end = if ended {
        span.outer.end
    } else {
        after
            .match_indices(['.', '?', '!'])
            .map(|(at, _)| span.outer.end + at + 1)
            .find(|at| !is_abbreviation(&text[paragraph.start..*at]))
            .unwrap_or(paragraph.end)
    };
    start..end
}

/// Whether a text ends with an abbreviation's full stop and not a sentence's.
fn is_abbreviation(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    let word = last.trim_end_matches('.');
    last.ends_with('.')
        && (word.chars().count() <= 1
            || [
                "Mr", "Mrs", "Ms", "Dr", "Sen", "Rep", "Gov", "Gen", "St", "Jan", "Feb", "Mar", "Apr", "Aug", "Sept", "Oct", "Nov", "Dec",
                "Inc", "Co", "U.S", "Lt", "Col",
            ]
            .contains(&word))
}

type Attribution = (SpeakerId, String, String, f32);

fn attribute(
    text: &str,
    span: &Span,
    sentence: &Range<usize>,
    paragraph: &Range<usize>,
    spans: &[Span],
    memory: &mut Memory,
) -> Option<Attribution> {
    let is_quoted = |range: &Range<usize>| spans.iter().any(|span| span.outer.start < range.end && range.start < span.outer.end);
    let verbs: Vec<_> = words(text, sentence.clone())
        .into_iter()
        .filter(|word| !is_quoted(&word.range))
        .filter(|word| {
            is_verb(word.text) && (!word.text.ends_with("ing") || word.range.end <= span.outer.start) || (word.text == "according")
        })
        .collect();
    let distance = |range: &Range<usize>| {
        if range.end <= span.outer.start { span.outer.start - range.end } else { range.start.saturating_sub(span.outer.end) }
    };
    let near: Vec<Mention> = mentions(text, sentence.clone()).into_iter().filter(|mention| !is_quoted(&mention.range)).collect();
    let verb = verbs.iter().min_by_key(|word| distance(&word.range))?;
    let after = verb.range.start >= span.outer.end;
    let subject = if verb.text == "according" {
        near.iter().find(|mention| mention.range.start > verb.range.end)
    } else {
        // Behind the words, “said Quill” is as good as “Quill said”; before them, the subject stands before its verb.
        let before =
            near.iter().rev().find(|mention| mention.range.end <= verb.range.start && (!after || mention.range.start >= span.outer.end));
        let inverted =
            near.iter().find(|mention| mention.range.start >= verb.range.end && mention.range.start <= verb.range.end + 12 && after);
        match (before, inverted) {
            (Some(before), _) => Some(before),
            (None, inverted) => inverted,
        }
    }?;
    let speaker = memory.resolve(&subject.who)?;
    let side = if after { "after" } else { "before" };
    let name = &text[subject.range.clone()];
    let _ = paragraph;
    Some((speaker, verb.text.to_owned(), format!("{name} next to ‘{}’ {side} the quotation", verb.text), if after { 0.9 } else { 0.75 }))
}

impl Memory {
    /// Remembers who is named in a stretch that is nobody's words.
    fn read(&mut self, text: &str, range: Range<usize>, spans: &[Span]) {
        for mention in mentions(text, range) {
            if spans.iter().any(|span| span.outer.start < mention.range.end && mention.range.start < span.outer.end) {
                continue;
            }
            if !matches!(mention.who, Who::Back(_)) {
                self.resolve(&mention.who);
            }
        }
    }

    fn resolve(&mut self, who: &Who) -> Option<SpeakerId> {
        match who {
            Who::Back(Back::Person) => self.person.clone(),
            Who::Back(Back::Organization) => self.organization.clone(),
            Who::Back(Back::Described) => self.described.clone(),
            Who::Person(name) => {
                let known =
                    self.speakers.iter().find(|speaker| matches!(speaker, Speaker::Person(known) if same_person(&known.name, name)));
                let id = match known {
                    Some(speaker) => speaker.id().clone(),
                    None => self.add(|id| Speaker::Person(Person { id, name: name.clone(), ..Person::default() }), name),
                };
                self.person = Some(id.clone());
                Some(id)
            }
            Who::Organization(name) => {
                let initials: String = name
                    .split_whitespace()
                    .filter(|word| word.starts_with(char::is_uppercase))
                    .filter_map(|word| word.chars().next())
                    .collect();
                let same = |known: &str| {
                    known == name
                        || known == initials
                        || known
                            .split_whitespace()
                            .filter(|word| word.starts_with(char::is_uppercase))
                            .filter_map(|word| word.chars().next())
                            .collect::<String>()
                            == *name
                };
                let known = self.speakers.iter().find(|speaker| matches!(speaker, Speaker::Organization(known) if same(&known.name)));
                let id = match known {
                    Some(speaker) => speaker.id().clone(),
                    None => self.add(|id| Speaker::Organization(Organization { id, name: name.clone(), ..Organization::default() }), name),
                };
                self.organization = Some(id.clone());
                Some(id)
            }
            Who::Described(description) => {
                let id = self
                    .add(|id| Speaker::Anonymous(Anonymous { id, description: description.clone(), ..Anonymous::default() }), description);
                self.described = Some(id.clone());
                Some(id)
            }
        }
    }

    fn add(&mut self, make: impl FnOnce(SpeakerId) -> Speaker, name: &str) -> SpeakerId {
        let slug = Slug::from_title(name);
        let mut id = SpeakerId::new(slug.as_str());
        let mut number = 2;
        while self.speakers.iter().any(|speaker| *speaker.id() == id) {
            id = SpeakerId::new(slug.numbered(number).as_str());
            number += 1;
        }
        self.speakers.push(make(id.clone()));
        id
    }
}

/// Quotations of headline and standfirst: occurrences of the body's, where they have the same words.
fn repeated(article: &Article, quotations: &mut Vec<Quotation>) {
    let plain = |words: &str| {
        words.to_lowercase().chars().filter(|letter| letter.is_alphanumeric() || *letter == ' ').collect::<String>().trim().to_owned()
    };
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

fn sources(speakers: &[Speaker], quotations: &[Quotation]) -> Vec<Source> {
    speakers
        .iter()
        .enumerate()
        .map(|(number, speaker)| {
            let own = || quotations.iter().filter(|quotation| quotation.spoken_by_character.as_ref() == Some(speaker.id()));
            let posts = own().any(|quotation| quotation.medium.as_deref() == Some("Twitter"));
            let kind = match speaker {
                _ if posts => SourceKind::Post,
                Speaker::Organization(_) => SourceKind::Organization,
                _ => SourceKind::Person,
            };
            Source {
                id: SourceId::new(format!("s{}", number + 1)),
                kind,
                name: speaker.name().to_owned(),
                author: Some(speaker.id().clone()),
                passages: own().flat_map(|quotation| quotation.passages.clone()).collect(),
                provenance: Provenance::rule("quoted", "words of theirs are quoted", 0.7),
                ..Source::default()
            }
        })
        .collect()
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
