//! How an article says that somebody said something: its reporting verbs on a scale. Shown, never judged.

use std::{collections::HashMap, ops::Range};

use super::{language::Language, lexicon::Lexicon};
use crate::model::{Article, Part, Passage, PlainText, QuotationId, SpeakerId};

/// What a reporting verb adds to the fact that something was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    /// Nothing: said, told, added.
    Neutral,
    /// That it is so: noted, confirmed, explained.
    Supporting,
    /// That it may not be so, or was hard to say: claimed, alleged, admitted.
    Doubting,
    /// A temper: blasted, boasted, pleaded.
    Heated,
}

impl Tone {
    /// Every one, along the scale.
    pub const ALL: [Self; 4] = [Self::Neutral, Self::Supporting, Self::Doubting, Self::Heated];

    /// The word for it, in lower case.
    pub fn word(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Supporting => "supporting",
            Self::Doubting => "doubting",
            Self::Heated => "heated",
        }
    }

    /// What such a verb tells a reader, in a few words.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Neutral => "only that it was said",
            Self::Supporting => "sounds as if it were so",
            Self::Doubting => "keeps a distance, or sounds like a confession",
            Self::Heated => "adds a temper",
        }
    }
}

/// A reporting verb in an article.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportingVerb {
    /// The verb itself, such as `claim`.
    pub lemma: &'static str,
    /// Where it stands on the scale.
    pub tone: Tone,
    /// The word in the article.
    pub passage: Passage,
    /// The quotation that it belongs to.
    pub quotation: QuotationId,
    /// Whose words it reports.
    pub speaker: Option<SpeakerId>,
}

/// The tone of a verb in any of its forms, with the verb itself; `None` for what is no verb of the lists.
pub fn tone(cue: &str) -> Option<(&'static str, Tone)> {
    let cue = cue.trim().to_lowercase();
    if cue == "according to" {
        return Some(("according to", Tone::Neutral));
    }
    Language::ALL.into_iter().find_map(|language| {
        let verb = Lexicon::of(language).word(&cue)?.verb?;
        Some((verb.lemma, verb.tone))
    })
}

/// The reporting verbs of an article, in the order of its quotations.
pub fn reporting_verbs(article: &Article) -> Vec<ReportingVerb> {
    let mut texts: HashMap<Part, PlainText> = HashMap::new();
    let blocks = article.block_ranges();
    let mut verbs: Vec<ReportingVerb> = Vec::new();
    for quotation in article.speech() {
        let Some((lemma, tone)) = quotation.cue.as_deref().and_then(tone) else { continue };
        let (Some(first), Some(cue)) = (quotation.passages.first(), quotation.cue.as_deref()) else { continue };
        let text = texts.entry(first.part.clone()).or_insert_with(|| article.part_text(&first.part));
        let whole =
            if first.part == Part::Body { blocks.iter().find(|range| range.contains(&first.start)).cloned() } else { Some(0..text.len()) };
        let Some(within) = whole.filter(|range| range.end <= text.len()) else { continue };
        let quoted: Vec<Range<usize>> = article
            .quotations
            .iter()
            .filter(|other| !matches!(other.kind, crate::model::QuotationKind::Indirect))
            .flat_map(|other| other.passages.iter().chain(&other.occurrences))
            .filter(|passage| passage.part == first.part && passage.start < within.end && within.start < passage.end)
            .map(|passage| passage.start..passage.end)
            .collect();
        let Some(range) = nearest(text, within, cue, first, &quoted) else { continue };
        let Some(passage) = Passage::within(first.part.clone(), text, range.start, range.end) else { continue };
        // Two quotations of one sentence share their verb.
        if !verbs.iter().any(|known| known.passage == passage) {
            let (quotation, speaker) = (quotation.id.clone(), quotation.spoken_by_character.clone());
            verbs.push(ReportingVerb { lemma, tone, passage, quotation, speaker });
        }
    }
    verbs
}

/// The place of a cue nearest to the words that it attributes, outside all quoted words; in code points.
fn nearest(text: &PlainText, within: Range<usize>, cue: &str, words: &Passage, quoted: &[Range<usize>]) -> Option<Range<usize>> {
    let stretch = text.slice(within.clone());
    let length = cue.chars().count();
    let mut best: Option<(usize, Range<usize>)> = None;
    let mut chars = within.start;
    let mut last = 0;
    for (at, found) in stretch.match_indices(cue) {
        chars += stretch[last..at].chars().count();
        last = at;
        let is_whole = !stretch[..at].ends_with(char::is_alphanumeric) && !stretch[at + found.len()..].starts_with(char::is_alphanumeric);
        let range = chars..chars + length;
        if !is_whole || quoted.iter().any(|quoted| quoted.start < range.end && range.start < quoted.end) {
            continue;
        }
        let distance = if range.end <= words.start { words.start - range.end } else { range.start.saturating_sub(words.end) };
        if best.as_ref().is_none_or(|(known, _)| distance < *known) {
            best = Some((distance, range));
        }
    }
    best.map(|(_, range)| range)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::Block, quotes};

    #[test]
    fn the_verb_of_each_quotation_is_found_where_it_stands() {
        let mut article = Article::new("Bridge");
        article.blocks = vec![
            Block::paragraph("Mara Quill claimed the bridge was “sound.” It was said elsewhere."),
            Block::paragraph("“She claimed too much,” Tom Bell said, and “blasted away.”"),
        ];
        article.quotations = quotes::find(&article).quotations;
        let verbs = reporting_verbs(&article);
        let found: Vec<(&str, Tone, usize)> = verbs.iter().map(|verb| (verb.lemma, verb.tone, verb.passage.start)).collect();
        assert_eq!(found, [("claim", Tone::Doubting, 11), ("say", Tone::Neutral, 100)]);
    }

    #[test]
    fn every_verb_of_the_list_has_its_place_on_the_scale() {
        for line in include_str!("../../assets/lexicon/reporting-verbs.en.tsv").lines().filter(|line| !line.starts_with('#')) {
            let lemma = line.split('\t').next().unwrap_or_default();
            assert!(tone(lemma).is_some(), "{line}");
        }
    }
}
