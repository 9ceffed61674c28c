//! Putting what was found into an archive.

use std::collections::HashMap;

use super::find::Findings;
use crate::model::{Archive, Article, Slug, Speaker, SpeakerId};

/// Puts findings into an article, and its speakers among the archive's: the same name is the same speaker.
pub fn apply(archive: &mut Archive, article: &mut Article, findings: Findings) {
    let Findings { mut quotations, speakers, mut labels, mut sources } = findings;
    let mut ids: HashMap<SpeakerId, SpeakerId> = HashMap::new();
    for mut speaker in speakers {
        // Two who are not named are never taken for one.
        let known = archive.speakers.iter().find(|known| {
            known.is_named() && speaker.is_named() && known.name() == speaker.name() && known.kind_word() == speaker.kind_word()
        });
        if let Some(known) = known {
            ids.insert(speaker.id().clone(), known.id().clone());
            continue;
        }
        let old = speaker.id().clone();
        let mut number = 2;
        let slug = Slug::from_title(speaker.name());
        while archive.speaker(speaker.id()).is_some() {
            let id = SpeakerId::new(slug.numbered(number).as_str());
            match &mut speaker {
                Speaker::Person(who) => who.id = id,
                Speaker::Organization(who) => who.id = id,
                Speaker::Anonymous(who) => who.id = id,
            }
            number += 1;
        }
        ids.insert(old, speaker.id().clone());
        archive.speakers.push(speaker);
    }
    let renamed = |id: &mut Option<SpeakerId>| {
        if let Some(new) = id.as_ref().and_then(|old| ids.get(old)) {
            *id = Some(new.clone());
        }
    };
    quotations.iter_mut().for_each(|quotation| renamed(&mut quotation.spoken_by_character));
    labels.iter_mut().for_each(|label| renamed(&mut label.spoken_by_character));
    sources.iter_mut().for_each(|source| renamed(&mut source.author));
    article.quotations = quotations;
    article.labels = labels;
    article.sources = sources;
}
