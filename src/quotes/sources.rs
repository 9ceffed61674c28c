//! What an article rests on: who is quoted, who relayed it, how near they are, and under which name.

use std::collections::HashMap;

use super::{flags::Flags, language::Language, lexicon::Lexicon, same::same_body};
use crate::model::{
    Answer, Article, Block, MarkKind, Passage, Provenance, Question, Quotation, RichText, Source, SourceId, SourceKind, SourceRank,
    Speaker, SpeakerId, Standing,
};

/// How many links are looked at: an article has few, a list of links is none.
const LINKS: usize = 500;

/// Finds the sources of an article by its quotations: the speakers, and the outlets that relayed their words.
pub fn find(article: &Article, speakers: &[Speaker], quotations: &[Quotation]) -> Vec<Source> {
    let links = links(article);
    let mut own: HashMap<&SpeakerId, Vec<&Quotation>> = HashMap::new();
    for quotation in quotations {
        if let Some(speaker) = &quotation.spoken_by_character {
            own.entry(speaker).or_default().push(quotation);
        }
    }
    let mut sources: Vec<Source> =
        speakers.iter().map(|speaker| of_speaker(speaker, own.get(speaker.id()).map_or(&[], Vec::as_slice))).collect();
    let mut relayed: HashMap<&str, usize> = HashMap::new();
    for quotation in quotations {
        let Some(via) = &quotation.via else { continue };
        let passages = quotation.passages.iter().cloned();
        if let Some(known) = relayed.get(via.as_str()) {
            sources[*known].passages.extend(passages);
            continue;
        }
        // Who relays words and is told of as well is one source: another outlet.
        let same = |source: &Source| source.kind == SourceKind::Organization && same_body(&source.name, via);
        if let Some(known) = sources.iter().position(same) {
            let source = &mut sources[known];
            (source.kind, source.rank) = (SourceKind::Outlet, Some(SourceRank::Secondary));
            source.passages.extend(passages);
            relayed.insert(via, known);
            continue;
        }
        relayed.insert(via, sources.len());
        sources.push(Source {
            kind: SourceKind::Outlet,
            name: via.clone(),
            passages: passages.collect(),
            rank: Some(SourceRank::Secondary),
            standing: Some(Standing::OnRecord),
            provenance: Provenance::rule("relayed", "it relayed words that are quoted", 0.7),
            ..Source::default()
        });
    }
    for (number, source) in sources.iter_mut().enumerate() {
        source.id = SourceId::new(format!("s{}", number + 1));
        source.url = links.iter().take(LINKS).find(|(words, _)| words.contains(&source.name)).map(|(_, address)| address.clone());
    }
    sources
}

fn of_speaker(speaker: &Speaker, own: &[&Quotation]) -> Source {
    let posts = own.iter().any(|quotation| quotation.medium.as_deref() == Some("Twitter"));
    let last = speaker.name().split_whitespace().next_back().unwrap_or_default().to_lowercase();
    let kind = match speaker {
        _ if posts => SourceKind::Post,
        Speaker::Organization(_) if is_document(&last) => SourceKind::Document,
        Speaker::Organization(_) => SourceKind::Organization,
        _ => SourceKind::Person,
    };
    // Heard only through somebody else's report, it is told at second hand.
    let is_relayed = !own.is_empty() && own.iter().all(|quotation| quotation.via.is_some());
    Source {
        kind,
        name: speaker.name().to_owned(),
        author: Some(speaker.id().clone()),
        rank: Some(if is_relayed { SourceRank::Secondary } else { SourceRank::Primary }),
        standing: Some(standing(speaker)),
        passages: own.iter().flat_map(|quotation| quotation.passages.clone()).collect::<Vec<Passage>>(),
        provenance: Provenance::rule("quoted", "words of theirs are quoted", 0.7),
        ..Source::default()
    }
}

/// Whether a word is that of a document that speaks, in any language of the lists.
fn is_document(word: &str) -> bool {
    Language::ALL.into_iter().any(|language| Lexicon::of(language).word(word).is_some_and(|word| word.flags.any(Flags::DOCUMENT)))
}

/// Under which name a speaker stands by the words.
pub fn standing(speaker: &Speaker) -> Standing {
    match speaker {
        Speaker::Anonymous(who) => {
            let reason = who.anonymity_reason.as_deref().unwrap_or_default().to_lowercase();
            if reason.contains("background") { Standing::OnBackground } else { Standing::Anonymous }
        }
        _ => Standing::OnRecord,
    }
}

/// The words of each link of the body, with its address.
fn links(article: &Article) -> Vec<(String, String)> {
    let of = |text: &RichText| -> Vec<(String, String)> {
        let marks = text.marks.iter().filter_map(|mark| match &mark.kind {
            MarkKind::Link(address) => {
                let words: String = text.text.chars().skip(mark.start).take(mark.end.saturating_sub(mark.start)).collect();
                Some((words, address.clone()))
            }
            _ => None,
        });
        marks.collect()
    };
    let paragraphs = article.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(&paragraph.words),
        _ => None,
    });
    paragraphs.flat_map(of).collect()
}

/// What the article itself says to one of the five questions, and in which words; nothing where it leaves the answer to the reader.
pub fn hint(question: Question, source: &Source, article: &Article, speaker: Option<&Speaker>) -> (Option<Answer>, String) {
    match question {
        Question::Named => match source.standing.or_else(|| speaker.map(standing)) {
            Some(Standing::OnRecord) => (Some(Answer::Yes), "The article gives the name.".to_owned()),
            Some(_) => (Some(Answer::No), reason(speaker)),
            None => (None, String::new()),
        },
        Question::Authoritative => match speaker {
            Some(Speaker::Person(who)) => {
                let office = [who.job_title.as_deref(), who.affiliation.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(", ");
                (None, if office.is_empty() { String::new() } else { format!("The article says: {office}.") })
            }
            Some(Speaker::Anonymous(who)) => (None, format!("The article says: {}.", who.description)),
            _ => (None, String::new()),
        },
        Question::Multiple => {
            let others = article.sources.iter().filter(|other| other.id != source.id).count();
            (
                None,
                if others == 0 {
                    "It is the article’s only source.".to_owned()
                } else {
                    format!("The article has {others} other sources.")
                },
            )
        }
        Question::Verifies => match (source.kind, &source.url) {
            (_, Some(_)) => (None, "The article links to it.".to_owned()),
            (SourceKind::Document | SourceKind::Post, None) => (None, "It is in writing and could be looked up.".to_owned()),
            _ => (None, String::new()),
        },
        Question::Independent => (None, String::new()),
    }
}

fn reason(speaker: Option<&Speaker>) -> String {
    match speaker {
        Some(Speaker::Anonymous(who)) => match &who.anonymity_reason {
            Some(reason) => format!("Not named because: {reason}."),
            None => "No name, and no reason for it.".to_owned(),
        },
        _ => "No name is given.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quotes;

    #[test]
    fn speakers_and_those_who_relayed_them_are_sources() {
        let mut article = Article::new("Bridge");
        article.blocks = vec![
            Block::paragraph("“The bridge is sound,” Mara Quill, the mayor, said."),
            Block::paragraph("“It may fall,” an engineer told the Harbour Gazette on condition of anonymity."),
        ];
        let found = quotes::find(&article);
        let about = |name: &str| found.sources.iter().find(|source| source.name.contains(name)).unwrap();
        assert_eq!((about("Quill").rank, about("Quill").standing), (Some(SourceRank::Primary), Some(Standing::OnRecord)));
        assert_eq!((about("engineer").rank, about("engineer").standing), (Some(SourceRank::Secondary), Some(Standing::Anonymous)));
        assert_eq!((about("Gazette").kind, about("Gazette").rank), (SourceKind::Outlet, Some(SourceRank::Secondary)));
        let relayed = |text: &str| {
            let mut article = Article::new("Bridge");
            article.blocks = text.split('¶').map(Block::paragraph).collect();
            quotes::find(&article).sources
        };
        let sources = relayed("The bridge will be closed again, NPR reported on Monday.¶“It may fall,” an engineer told NPR.");
        let npr: Vec<(SourceKind, usize)> =
            sources.iter().filter(|source| source.name == "NPR").map(|source| (source.kind, source.passages.len())).collect();
        assert_eq!(npr, [(SourceKind::Outlet, 2)]);
        let quill = found.speakers.iter().find(|speaker| speaker.name().contains("Quill"));
        assert_eq!(hint(Question::Named, about("Quill"), &article, quill).0, Some(Answer::Yes));
        assert_eq!(hint(Question::Independent, about("Quill"), &article, quill).0, None, "that is the reader’s to say");
    }
}
