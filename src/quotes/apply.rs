//! Putting what was found into an archive: what a person confirmed stays, and the same speaker is one.

use std::collections::{HashMap, HashSet};

use super::{
    find::Findings,
    same::{same_body, same_person},
};
use crate::model::{Archive, Article, Organization, Passage, Person, Quotation, QuotationId, Slug, Source, SourceId, Speaker, SpeakerId};

/// Puts findings into an article, and its speakers among the archive's.
///
/// What a person confirmed, changed or rejected is left as it is; everything else that was found before is replaced.
pub fn apply(archive: &mut Archive, article: &mut Article, findings: Findings) {
    let Findings { mut quotations, speakers, mut labels, mut sources } = findings;
    quotations.retain(|quotation| !quotation.passages.iter().any(|passage| is_settled(article, passage)));
    let speaks: HashSet<SpeakerId> = quotations.iter().filter_map(|quotation| quotation.spoken_by_character.clone()).collect();
    let mut ids: HashMap<SpeakerId, SpeakerId> = HashMap::new();
    for speaker in speakers.into_iter().filter(|speaker| speaks.contains(speaker.id())) {
        let old = speaker.id().clone();
        ids.insert(old, place(archive, speaker));
    }
    let renamed = |id: &mut Option<SpeakerId>| *id = id.as_ref().and_then(|old| ids.get(old)).cloned();
    quotations.iter_mut().for_each(|quotation| renamed(&mut quotation.spoken_by_character));
    labels.iter_mut().for_each(|label| renamed(&mut label.spoken_by_character));
    sources.retain(|source| source.author.as_ref().is_none_or(|author| ids.contains_key(author)));
    sources.iter_mut().for_each(|source| renamed(&mut source.author));

    article.quotations.retain(|quotation| quotation.provenance.is_confirmed());
    for quotation in quotations {
        let id = free(&quotation.id, "q", |id| article.quotations.iter().any(|known| known.id.as_str() == id));
        article.quotations.push(Quotation { id: QuotationId::new(id), ..quotation });
    }
    // Headline and standfirst come first; the body's follow in reading order.
    article.quotations.sort_by_key(|quotation| quotation.passages.first().map(|passage| (passage.part.clone(), passage.start)));

    article.labels.retain(|label| label.provenance.is_confirmed());
    labels.retain(|label| !article.labels.iter().any(|known| known.passage.overlaps(&label.passage)));
    article.labels.append(&mut labels);

    article.sources.retain(|source| source.provenance.is_confirmed());
    for source in sources {
        let is_known =
            article.sources.iter().any(|known| known.name == source.name || (source.author.is_some() && known.author == source.author));
        if !is_known {
            let id = free(&source.id, "s", |id| article.sources.iter().any(|known| known.id.as_str() == id));
            article.sources.push(Source { id: SourceId::new(id), ..source });
        }
    }
}

/// Whether a person has said what a passage is.
fn is_settled(article: &Article, passage: &Passage) -> bool {
    let confirmed = article.quotations.iter().filter(|quotation| quotation.provenance.is_confirmed());
    confirmed
        .flat_map(|quotation| quotation.passages.iter().chain(&quotation.occurrences))
        .chain(&article.rejected)
        .any(|known| known.overlaps(passage))
}

/// An identifier that is not taken: the one that was given, or the next number.
fn free(wanted: &impl ToString, letter: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let mut id = wanted.to_string();
    let mut number = 1;
    while id.is_empty() || is_taken(&id) {
        id = format!("{letter}{number}");
        number += 1;
    }
    id
}

/// Puts a speaker among the archive's, as the one it is already or as a new one; who it is there.
fn place(archive: &mut Archive, mut speaker: Speaker) -> SpeakerId {
    if let Some(at) = known(&archive.speakers, &speaker) {
        let known = &mut archive.speakers[at];
        learn(known, &speaker);
        return known.id().clone();
    }
    let slug = Slug::from_title(speaker.name());
    let mut number = 2;
    while archive.speaker(speaker.id()).is_some() {
        let id = SpeakerId::new(slug.numbered(number).as_str());
        match &mut speaker {
            Speaker::Person(who) => who.id = id,
            Speaker::Organization(who) => who.id = id,
            Speaker::Anonymous(who) => who.id = id,
        }
        number += 1;
    }
    let id = speaker.id().clone();
    archive.speakers.push(speaker);
    id
}

/// Which of the speakers it is; nobody where two could be meant. Two who are not named are never taken for one.
fn known(speakers: &[Speaker], speaker: &Speaker) -> Option<usize> {
    let alike = |is_same: &dyn Fn(&Speaker) -> bool| -> Vec<usize> {
        speakers.iter().enumerate().filter(|(_, known)| is_same(known)).map(|(at, _)| at).collect()
    };
    let is_kind = |known: &Speaker| known.is_named() && known.kind_word() == speaker.kind_word();
    let exact =
        alike(&|known| is_kind(known) && (known.name() == speaker.name() || others(known).iter().any(|other| other == speaker.name())));
    if let [only] = exact.as_slice() {
        return Some(*only);
    }
    let near = alike(&|known| {
        is_kind(known)
            && match speaker {
                Speaker::Person(_) => is_person(known.name(), speaker.name()),
                Speaker::Organization(_) => same_body(known.name(), speaker.name()),
                Speaker::Anonymous(_) => false,
            }
    });
    if let ([], [only]) = (exact.as_slice(), near.as_slice()) { Some(*only) } else { None }
}

/// Whether two names in different articles are one person's: a first name alone is not enough.
fn is_person(known: &str, found: &str) -> bool {
    let last = |name: &str| name.split_whitespace().next_back().unwrap_or_default().to_owned();
    let words = |name: &str| name.split_whitespace().count();
    if words(known) == 1 || words(found) == 1 { last(known) == last(found) } else { same_person(known, found) }
}

fn others(speaker: &Speaker) -> &[String] {
    match speaker {
        Speaker::Person(who) => &who.alternate_name,
        Speaker::Organization(who) => &who.alternate_name,
        Speaker::Anonymous(_) => &[],
    }
}

/// Takes over what is new about a speaker: the fuller name, the other one beside it, the office.
fn learn(known: &mut Speaker, found: &Speaker) {
    let (Speaker::Person(Person { name, alternate_name, .. }) | Speaker::Organization(Organization { name, alternate_name, .. })) = known
    else {
        return;
    };
    if found.name() != name {
        let is_fuller = found.name().split_whitespace().count() > name.split_whitespace().count();
        let other = if is_fuller { std::mem::replace(name, found.name().to_owned()) } else { found.name().to_owned() };
        alternate_name.retain(|known| known != name);
        if !alternate_name.contains(&other) && other != *name {
            alternate_name.push(other);
        }
    }
    if let (Speaker::Person(known), Speaker::Person(found)) = (known, found) {
        known.job_title = known.job_title.take().or_else(|| found.job_title.clone());
        known.affiliation = known.affiliation.take().or_else(|| found.affiliation.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::Block,
        quotes::{confirm, find, remove},
    };

    fn add(archive: &mut Archive, text: &str) -> Article {
        let mut article = Article::new("Bridge");
        article.blocks = text.split('¶').map(Block::paragraph).collect();
        let found = find(&article);
        apply(archive, &mut article, found);
        article
    }

    fn names(archive: &Archive) -> Vec<&str> {
        archive.speakers.iter().map(Speaker::name).collect()
    }

    #[test]
    fn one_person_under_several_names_is_one_speaker() {
        let mut archive = Archive::new("A", "urn:x");
        add(&mut archive, "“It is sound,” Chris Amberg said.");
        add(&mut archive, "“It is sound,” Christopher Amberg said.¶“It stands,” Amberg said.");
        add(&mut archive, "“It is sound,” the Harbour Inspection Agency said in a statement.¶“It stands,” the HIA said in a statement.");
        assert_eq!(names(&archive), ["Chris Amberg", "Harbour Inspection Agency"]);
        assert_eq!(others(&archive.speakers[0]), ["Christopher Amberg"]);
    }

    #[test]
    fn two_persons_of_one_family_name_stay_two() {
        let mut archive = Archive::new("A", "urn:x");
        add(&mut archive, "“It is sound,” Anna Bell said.");
        add(&mut archive, "“It is not,” Tom Bell said.");
        assert_eq!(names(&archive), ["Anna Bell", "Tom Bell"]);
        add(&mut archive, "“Perhaps,” Bell said.");
        assert_eq!(archive.speakers.len(), 3, "either could be meant");
    }

    #[test]
    fn what_a_person_said_of_quotations_stays_when_they_are_found_again() {
        let mut archive = Archive::new("A", "urn:x");
        let mut article = add(&mut archive, "“It is sound,” Anna Bell said.¶“It is not,” Tom Voss said.¶“Who knows,” Ines Okoro said.");
        let ids: Vec<QuotationId> = article.quotations.iter().map(|quotation| quotation.id.clone()).collect();
        confirm(&mut article, &ids[..1], "Ada");
        article.quotations[0].cue = Some("claimed".into());
        remove(&mut article, &ids[1]);
        let found = find(&article);
        apply(&mut archive, &mut article, found);
        let found: Vec<(&str, Option<&str>)> =
            article.quotations.iter().map(|q| (q.passages[0].exact.as_str(), q.cue.as_deref())).collect();
        assert_eq!(found, [("It is sound,", Some("claimed")), ("Who knows,", Some("said"))]);
        assert_eq!(archive.speakers.len(), 3);
    }
}
