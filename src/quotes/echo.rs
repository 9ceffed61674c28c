//! Words that an article has twice: as a heading, pulled out in large, in the headline.

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use super::{find::paragraphs, spans};
use crate::model::{Article, Part, Passage, Provenance, Quotation, QuotationKind};

/// The words in lower case, without marks.
fn plain(words: &str, into: &mut String) {
    into.clear();
    for word in words.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !into.is_empty() {
            into.push(' ');
        }
        if word.is_ascii() {
            into.extend(word.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
        } else {
            into.push_str(&word.to_lowercase());
        }
    }
}

fn text_of(quotation: &Quotation) -> String {
    let mut text = String::new();
    match quotation.passages.as_slice() {
        [only] => plain(&only.exact, &mut text),
        _ => plain(&quotation.text(), &mut text),
    }
    text
}

/// Words that stand in the article twice: the same speaker, the same kind of title.
pub fn echoes(quotations: &mut [Quotation]) {
    let is_weak = |quotation: &Quotation| {
        quotation.spoken_by_character.is_none()
            || quotation
                .provenance
                .found_by
                .as_ref()
                .is_some_and(|rule| matches!(rule.0.as_str(), "rule:same-speaker" | "rule:sentence-before"))
    };
    if quotations.len() < 2 || !quotations.iter().any(is_weak) {
        return;
    }
    let words: Vec<String> = quotations.iter().map(text_of).collect();
    let titles: HashSet<&str> = quotations
        .iter()
        .zip(&words)
        .filter(|(quotation, words)| quotation.kind == QuotationKind::Title && words.split(' ').count() > 2)
        .map(|(_, words)| words.as_str())
        .collect();
    for (quotation, words) in quotations.iter_mut().zip(&words) {
        if titles.contains(words.as_str()) {
            quotation.kind = QuotationKind::Title;
            quotation.spoken_by_character = None;
            quotation.cue = None;
        }
    }
    // Where each run of three words stands, so that a repetition is found without comparing all with all.
    let mut runs: HashMap<&str, Vec<usize>> = HashMap::default();
    let weak: Vec<usize> = (0..quotations.len()).filter(|at| is_weak(&quotations[*at])).collect();
    let wanted: HashSet<&str> = weak.iter().filter_map(|at| first_run(&words[*at])).collect();
    for (at, words) in words.iter().enumerate() {
        if quotations[at].spoken_by_character.is_some() && quotations[at].kind != QuotationKind::Title && !titles.contains(words.as_str()) {
            each_run(words, |run| {
                if wanted.contains(run) {
                    runs.entry(run).or_default().push(at);
                }
            });
        }
    }
    for at in weak {
        let is_named_title = quotations[at].kind == QuotationKind::Title && quotations[at].cue.is_some();
        let Some(run) = first_run(&words[at]).filter(|_| !is_named_title) else { continue };
        let holds =
            |other: &&usize| **other != at && quotations[**other].spoken_by_character.is_some() && within(&words[**other], &words[at]);
        // A pulled-out line stands near the words it repeats.
        let longer = runs.get(run).and_then(|list| list.iter().filter(|other| other.abs_diff(at) <= 200).take(50).find(holds).copied());
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

/// The first three words.
fn first_run(words: &str) -> Option<&str> {
    let mut gaps = words.match_indices(' ').map(|(at, _)| at);
    gaps.nth(1)?;
    Some(&words[..gaps.next().unwrap_or(words.len())])
}

/// Every run of three words.
fn each_run<'a>(words: &'a str, mut see: impl FnMut(&'a str)) {
    let ends = words.match_indices(' ').map(|(at, _)| at).chain(std::iter::once(words.len()));
    let mut starts = [0usize; 3];
    for (number, end) in ends.enumerate() {
        if number > 1 {
            see(&words[starts[(number - 2) % 3]..end]);
        }
        starts[(number + 1) % 3] = end + 1;
    }
}

/// Quotations of headline and standfirst: occurrences of the body's, where they have the same words.
pub fn repeated(article: &Article, quotations: &mut Vec<Quotation>) {
    for part in [Part::Headline, Part::Standfirst] {
        let text = article.part_text(&part);
        let ranges = paragraphs(text.as_str());
        let mut own = String::new();
        let mut words = String::new();
        for span in spans::find(text.as_str(), &ranges, &[]) {
            let Some(passage) =
                Passage::within(part.clone(), &text, text.char_at_byte(span.inner.start), text.char_at_byte(span.inner.end))
            else {
                continue;
            };
            plain(&passage.exact, &mut words);
            let same = quotations.iter_mut().filter(|_| !words.is_empty()).find(|quotation| {
                quotation.passages.iter().any(|passage| {
                    plain(&passage.exact, &mut own);
                    within(&own, &words) || (words.contains(' ') && own.contains(' ') && within(&words, &own))
                })
            });
            match same {
                Some(quotation) => quotation.occurrences.push(passage),
                None => {
                    let provenance = Provenance::rule("marks", "words between quotation marks; nothing near them says who said them", 0.5);
                    quotations.push(Quotation {
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

/// Whether whole words stand within others.
fn within(long: &str, short: &str) -> bool {
    long.match_indices(short).any(|(from, _)| {
        let to = from + short.len();
        (from == 0 || long.as_bytes()[from - 1] == b' ') && (to == long.len() || long.as_bytes()[to] == b' ')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_three_words() {
        let mut runs = Vec::new();
        each_run("a bb ccc d", |run| runs.push(run));
        assert_eq!(runs, ["a bb ccc", "bb ccc d"]);
        assert_eq!(first_run("a bb ccc d"), Some("a bb ccc"));
        assert_eq!((first_run("a bb ccc"), first_run("a bb")), (Some("a bb ccc"), None));
    }
}
