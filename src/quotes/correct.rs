//! What a person says of quotations and speakers: it holds, and it says who said so.

use crate::model::{
    Anonymous, Archive, Article, Organization, Passage, Person, Provenance, Quotation, QuotationId, QuotationKind, Slug, Speaker, SpeakerId,
};

/// What a person says of a quotation.
#[derive(Clone, Debug, PartialEq)]
pub enum Correction {
    /// How the words are given.
    Kind(QuotationKind),
    /// Who said them; nobody where the article does not say.
    Speaker(Option<SpeakerId>),
    /// The verb or phrase that attributes.
    Cue(Option<String>),
    /// How it was said or written.
    Medium(Option<String>),
    /// Who relayed the words.
    Via(Option<String>),
}

/// What a new speaker is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SpeakerKind {
    /// A person with a name.
    #[default]
    Person,
    /// A body that speaks as one.
    Organization,
    /// Somebody whom the article describes and does not name.
    Anonymous,
}

/// Puts a person's name behind quotations as they are; how many were not confirmed before.
pub fn confirm(article: &mut Article, ids: &[QuotationId], by: &str) -> usize {
    let mut count = 0;
    for quotation in article.quotations.iter_mut().filter(|quotation| ids.contains(&quotation.id) && !quotation.provenance.is_confirmed()) {
        quotation.provenance.confirmed_by = Some(by.to_owned());
        count += 1;
    }
    count
}

/// Changes what is said of a quotation; whether anything is another than it was.
pub fn correct(article: &mut Article, id: &QuotationId, correction: Correction, by: &str) -> bool {
    let Some(quotation) = article.quotations.iter_mut().find(|quotation| quotation.id == *id) else { return false };
    let before = quotation.clone();
    match correction {
        Correction::Kind(kind) => quotation.kind = kind,
        Correction::Speaker(speaker) => {
            if quotation.kind == QuotationKind::Scare && speaker.is_some() {
                quotation.kind = QuotationKind::Partial;
            }
            quotation.spoken_by_character = speaker;
        }
        Correction::Cue(cue) => quotation.cue = cue,
        Correction::Medium(medium) => quotation.medium = medium,
        Correction::Via(via) => quotation.via = via,
    }
    if *quotation == before {
        return false;
    }
    // What the rule gave as its reason was another thing.
    quotation.provenance = Provenance::person(by);
    let (passages, speaker) = (quotation.passages.clone(), quotation.spoken_by_character.clone());
    for label in article.labels.iter_mut().filter(|label| passages.iter().any(|passage| passage.overlaps(&label.passage))) {
        label.spoken_by_character.clone_from(&speaker);
    }
    true
}

/// Makes a quotation of words that a person marked: direct, and nobody's until somebody says whose.
pub fn mark(article: &mut Article, passage: Passage, by: &str) -> QuotationId {
    let mut number = article.quotations.len() + 1;
    let mut id = QuotationId::new(format!("q{number}"));
    while article.quotation(&id).is_some() {
        number += 1;
        id = QuotationId::new(format!("q{number}"));
    }
    article.rejected.retain(|other| !other.overlaps(&passage));
    let quotation = Quotation { id: id.clone(), passages: vec![passage], provenance: Provenance::person(by), ..Quotation::default() };
    article.quotations.push(quotation);
    id
}

/// Takes a quotation away; its words are not found again, whoever made a quotation of them.
pub fn remove(article: &mut Article, id: &QuotationId) -> bool {
    let Some(at) = article.quotations.iter().position(|quotation| quotation.id == *id) else { return false };
    let quotation = article.quotations.remove(at);
    article.rejected.extend(quotation.passages);
    true
}

/// Joins a quotation to the one before it, as one utterance that was interrupted.
pub fn join(article: &mut Article, id: &QuotationId, by: &str) -> Option<QuotationId> {
    let start = |quotation: &Quotation| quotation.passages.first().map(|passage| (passage.part.clone(), passage.start));
    let this = article.quotation(id)?.clone();
    let place = start(&this)?;
    let before = article.quotations.iter_mut().filter(|other| start(other).is_some_and(|other| other.0 == place.0 && other.1 < place.1));
    let into = before.max_by_key(|other| start(other).map(|place| place.1))?;
    into.passages.extend(this.passages);
    into.occurrences.extend(this.occurrences);
    into.provenance = Provenance::person(by);
    let joined = into.id.clone();
    article.quotations.retain(|quotation| quotation.id != *id);
    Some(joined)
}

/// Makes each passage of a quotation one of its own.
pub fn split(article: &mut Article, id: &QuotationId, by: &str) -> bool {
    let Some(whole) = article.quotations.iter_mut().find(|quotation| quotation.id == *id && quotation.passages.len() > 1) else {
        return false;
    };
    let rest = whole.passages.split_off(1);
    whole.provenance = Provenance::person(by);
    let pattern = whole.clone();
    for passage in rest {
        let id = mark(article, passage, by);
        if let Some(part) = article.quotations.iter_mut().find(|quotation| quotation.id == id) {
            let passages = std::mem::take(&mut part.passages);
            *part = Quotation { id, passages, occurrences: Vec::new(), ..pattern.clone() };
        }
    }
    true
}

/// The speaker of this name and kind, made where there is none.
pub fn speaker_named(archive: &mut Archive, kind: SpeakerKind, name: &str) -> SpeakerId {
    let name = name.trim();
    let is_kind = |speaker: &Speaker| match kind {
        SpeakerKind::Person => matches!(speaker, Speaker::Person(_)),
        SpeakerKind::Organization => matches!(speaker, Speaker::Organization(_)),
        SpeakerKind::Anonymous => false,
    };
    if let Some(known) = archive.speakers.iter().find(|speaker| is_kind(speaker) && speaker.name() == name) {
        return known.id().clone();
    }
    new_speaker(archive, kind, name)
}

fn new_speaker(archive: &mut Archive, kind: SpeakerKind, name: &str) -> SpeakerId {
    let slug = Slug::from_title(name);
    let mut id = SpeakerId::new(slug.as_str());
    let mut number = 2;
    while archive.speaker(&id).is_some() {
        id = SpeakerId::new(slug.numbered(number).as_str());
        number += 1;
    }
    let (id_of, name) = (id.clone(), name.to_owned());
    archive.speakers.push(match kind {
        SpeakerKind::Person => Speaker::Person(Person { id: id_of, name, ..Person::default() }),
        SpeakerKind::Organization => Speaker::Organization(Organization { id: id_of, name, ..Organization::default() }),
        SpeakerKind::Anonymous => Speaker::Anonymous(Anonymous { id: id_of, description: name, ..Anonymous::default() }),
    });
    id
}

/// Gives a speaker another name; the old one stays as one that is also used.
pub fn rename(archive: &mut Archive, id: &SpeakerId, name: &str) -> bool {
    let name = name.trim();
    let Some(speaker) = archive.speakers.iter_mut().find(|speaker| speaker.id() == id) else { return false };
    if name.is_empty() || speaker.name() == name {
        return false;
    }
    match speaker {
        Speaker::Person(Person { name: old, alternate_name: others, .. })
        | Speaker::Organization(Organization { name: old, alternate_name: others, .. }) => {
            let old = std::mem::replace(old, name.to_owned());
            others.retain(|other| other != name);
            others.push(old);
        }
        Speaker::Anonymous(who) => name.clone_into(&mut who.description),
    }
    true
}

/// Makes one speaker of two: the names of `from` become names of `into`, which says its words too.
pub fn merge(archive: &mut Archive, articles: &mut [Article], from: &SpeakerId, into: &SpeakerId) -> bool {
    if from == into || archive.speaker(into).is_none() {
        return false;
    }
    let Some(at) = archive.speakers.iter().position(|speaker| speaker.id() == from) else { return false };
    let gone = archive.speakers.remove(at);
    let mut names = vec![gone.name().to_owned()];
    match &gone {
        Speaker::Person(who) => names.extend(who.alternate_name.iter().cloned()),
        Speaker::Organization(who) => names.extend(who.alternate_name.iter().cloned()),
        Speaker::Anonymous(_) => names.clear(),
    }
    for speaker in archive.speakers.iter_mut().filter(|speaker| speaker.id() == into) {
        if let Speaker::Person(Person { name, alternate_name, .. }) | Speaker::Organization(Organization { name, alternate_name, .. }) =
            speaker
        {
            for other in &names {
                if other != name && !alternate_name.contains(other) {
                    alternate_name.push(other.clone());
                }
            }
        }
    }
    articles.iter_mut().for_each(|article| speaks(article, from, into));
    true
}

/// Makes a speaker of its own of somebody who, in one article, only has the same name.
pub fn part(archive: &mut Archive, article: &mut Article, id: &SpeakerId) -> Option<SpeakerId> {
    let (kind, name) = match archive.speaker(id)? {
        Speaker::Person(who) => (SpeakerKind::Person, who.name.clone()),
        Speaker::Organization(who) => (SpeakerKind::Organization, who.name.clone()),
        Speaker::Anonymous(who) => (SpeakerKind::Anonymous, who.description.clone()),
    };
    let new = new_speaker(archive, kind, &name);
    speaks(article, id, &new);
    Some(new)
}

/// Everything that one speaker says in an article is another's.
fn speaks(article: &mut Article, from: &SpeakerId, into: &SpeakerId) {
    let said = article.quotations.iter_mut().map(|quotation| &mut quotation.spoken_by_character);
    let labelled = article.labels.iter_mut().map(|label| &mut label.spoken_by_character);
    let rested = article.sources.iter_mut().map(|source| &mut source.author);
    for speaker in said.chain(labelled).chain(rested).flatten().filter(|speaker| *speaker == from) {
        speaker.clone_from(into);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{Block, Part},
        quotes,
    };

    fn read(text: &str) -> (Archive, Article) {
        let mut article = Article::new("Bridge");
        article.blocks = text.split('¶').map(Block::paragraph).collect();
        let mut archive = Archive::new("A", "urn:x");
        let found = quotes::find(&article);
        quotes::apply(&mut archive, &mut article, found);
        (archive, article)
    }

    fn name_of<'a>(archive: &'a Archive, article: &'a Article, at: usize) -> &'a str {
        article.quotations[at].spoken_by_character.as_ref().and_then(|id| archive.speaker(id)).map_or("-", Speaker::name)
    }

    #[test]
    fn a_person_stands_behind_what_was_confirmed_or_changed() {
        let (mut archive, mut article) = read("“The bridge opens in May,” Mara Quill said.");
        let id = article.quotations[0].id.clone();
        assert_eq!(confirm(&mut article, std::slice::from_ref(&id), "Ada"), 1);
        assert_eq!(confirm(&mut article, std::slice::from_ref(&id), "Ada"), 0);
        let provenance = &article.quotations[0].provenance;
        assert!(provenance.found_by.is_some() && provenance.confirmed_by.as_deref() == Some("Ada"), "both are kept");
        let other = speaker_named(&mut archive, SpeakerKind::Person, "Tom Bell");
        assert!(correct(&mut article, &id, Correction::Speaker(Some(other.clone())), "Ada"));
        assert!(!correct(&mut article, &id, Correction::Speaker(Some(other)), "Ada"));
        assert_eq!(name_of(&archive, &article, 0), "Tom Bell");
        assert!(article.quotations[0].provenance.found_by.is_none());
    }

    #[test]
    fn words_are_marked_joined_split_and_taken_away() {
        let (_, mut article) = read("“We waited,” Mara Quill said. Then she left. The bridge is closed.");
        let text = article.plain_text();
        let passage = Passage::within(Part::Body, &text, 45, 66).unwrap();
        let id = mark(&mut article, passage, "Ada");
        assert_eq!(article.quotations.len(), 2);
        let whole = join(&mut article, &id, "Ada").unwrap();
        assert_eq!(article.quotation(&whole).unwrap().passages.len(), 2);
        assert!(split(&mut article, &whole, "Ada") && !split(&mut article, &whole, "Ada"));
        assert_eq!(article.quotations[1].spoken_by_character, article.quotations[0].spoken_by_character);
        let (_, mut article) = read("“We waited,” Mara Quill said.");
        assert!(remove(&mut article, &QuotationId::new("q1")));
        assert_eq!(article.rejected[0].exact, "We waited,");
    }

    #[test]
    fn speakers_are_merged_parted_and_renamed() {
        let (mut archive, article) = read("“We waited,” Mara Quill said.¶“So did we,” Tom Bell said.");
        let (quill, bell) = (archive.speakers[0].id().clone(), archive.speakers[1].id().clone());
        assert!(rename(&mut archive, &quill, "Mara J. Quill"));
        let mut articles = vec![article];
        assert!(merge(&mut archive, &mut articles, &bell, &quill) && !merge(&mut archive, &mut articles, &bell, &quill));
        assert_eq!(name_of(&archive, &articles[0], 1), "Mara J. Quill");
        let Speaker::Person(who) = &archive.speakers[0] else { panic!("a person") };
        assert_eq!(who.alternate_name, ["Mara Quill", "Tom Bell"]);
        let new = part(&mut archive, &mut articles[0], &quill).unwrap();
        assert!(new != quill && articles[0].quotations.iter().all(|quotation| quotation.spoken_by_character.as_ref() == Some(&new)));
    }
}
