//! What an article says of its own changes: corrections, updates, notes of its editors.

use crate::import::pattern::Pattern;

/// The role of a paragraph that speaks of the article: `correction`, `update` or `editorsNote`.
pub(in crate::import) fn notice(words: &str) -> Option<&'static str> {
    static CORRECTION: Pattern = Pattern::new(
        r"(?i)^\W*(?:(?:correction|corrections|clarification|erratum|retraction|korrektur|richtigstellung|correctif|rectificatif|corrección|correção|rettifica)\b\s*(?:\([^)]{1,40}\)|,[^:.]{1,40})?\s*[:.–—-]|(?:this|an earlier|a previous|the original|earlier) (?:article|story|version|post|report|versions)\b.{0,120}\b(?:corrected|misstated|misspelled|misidentified|incorrectly|amended|in error))",
    );
    static UPDATE: Pattern = Pattern::new(
        r"(?i)^\W*(?:(?:update|updated|aktualisierung|mise à jour|actualización|atualização|aggiornamento)\b\s*(?:\([^)]{1,40}\)|[^:.]{0,40})\s*[:–—]|(?:this|the) (?:article|story|post|report)\b.{0,40}\b(?:has been|was|is being|will be) updated\b)",
    );
    static NOTE: Pattern =
        Pattern::new(r"(?i)^\W*(?:editor['’]?s['’]? note|anmerkung der redaktion|note de la rédaction|nota del editor|nota da redação)\b");
    if words.len() > 900 || !may_be_one(words) {
        return None;
    }
    if CORRECTION.is_in(words) {
        Some("correction")
    } else if UPDATE.is_in(words) {
        Some("update")
    } else if NOTE.is_in(words) {
        Some("editorsNote")
    } else {
        None
    }
}

/// Whether a paragraph begins as a notice does; asked of every one, it has to be quick.
fn may_be_one(words: &str) -> bool {
    // Longer ones before those that they begin with.
    const BEGINNINGS: [&str; 21] = [
        "corre", "clarif", "erratum", "retract", "korrekt", "richtig", "rectif", "rettif", "updat", "aktual", "mise", "actual", "atual",
        "aggior", "editor", "anmerk", "not", "this", "earlier", "the", "a",
    ];
    let start = words.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    let begins = |beginning: &&str| start.get(..beginning.len()).is_some_and(|own| own.eq_ignore_ascii_case(beginning));
    match BEGINNINGS.iter().find(|beginning| begins(beginning)) {
        Some(&("this" | "the" | "a" | "earlier")) => {
            let end = start.char_indices().nth(60).map_or(start.len(), |(at, _)| at);
            ["article", "story", "version", "post", "report"].iter().any(|word| start[..end].contains(word))
        }
        found => found.is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corrections_and_updates_are_known_for_what_they_are() {
        for (words, role) in [
            ("Correction: The bridge is 90 metres long, not 900.", Some("correction")),
            ("CORRECTION (Nov. 18): The mayor’s name is Ferris.", Some("correction")),
            ("An earlier version of this article misstated the length of the bridge.", Some("correction")),
            ("UPDATE 9:40 a.m.: The bridge is open again.", Some("update")),
            ("This story has been updated with a statement of the council.", Some("update")),
            ("Editor’s note: The council answered after we went to press.", Some("editorsNote")),
            ("Corrections officers met on Tuesday.", None),
            ("Updated rules came into force on Tuesday.", None),
            ("The correction of the plan took a year.", None),
        ] {
            assert_eq!(notice(words), role, "{words}");
        }
    }
}
