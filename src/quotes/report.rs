//! Quotations as one line of JSON.

use serde_json::{Value, json};

use crate::model::{Article, Part, Speaker};

/// The line that `onrecord quotes --json` prints for an article: each passage of the body with whose it is.
pub fn report(article: &Article, speakers: &[Speaker], name: &str) -> Value {
    let mut quotes = Vec::new();
    for quotation in &article.quotations {
        let speaker = quotation.spoken_by_character.as_ref().and_then(|id| speakers.iter().find(|speaker| speaker.id() == id));
        for passage in quotation.passages.iter().filter(|passage| passage.part == Part::Body) {
            quotes.push(json!({
                "text": passage.exact,
                "kind": quotation.kind.word(),
                "speaker": speaker.map(Speaker::name),
                "speakerKind": speaker.map_or("none", Speaker::kind_word),
                "cue": quotation.cue,
                "medium": quotation.medium,
                "via": quotation.via,
                "start": passage.start,
                "end": passage.end,
                "foundBy": quotation.provenance.found_by,
                "confidence": quotation.provenance.confidence,
                "confirmedBy": quotation.provenance.confirmed_by,
            }));
        }
    }
    json!({ "file": name, "quotes": quotes })
}
