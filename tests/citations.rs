//! Citations against published guidance, and what bad input comes to.

#![allow(clippy::unwrap_used, clippy::panic)] // a test that fails may panic

use onrecord::cite::{self, FAVOURITES, Format, Item, Style};
use serde_json::{Map, Value, json};

fn item(fields: &Value) -> Item {
    Item::listed(fields.as_object().cloned().unwrap_or_default(), 1)
}

/// References from the guides of MLA, APA and Chicago, as facts; where ours is another, it is the one that is known, for the reason that is said.
#[test]
fn references_are_as_the_guides_give_them_or_the_difference_is_explained() {
    let table: Vec<Map<String, Value>> = serde_json::from_str(include_str!("citations/guidance.json")).unwrap();
    assert!(table.len() >= 30);
    for row in table {
        let text = |key: &str| row.get(key).and_then(Value::as_str);
        let style = Style::load(text("style").unwrap()).unwrap();
        let reference = cite::render(&style, &item(&row["item"])).reference.to_text();
        match text("ours") {
            None => assert_eq!(Some(reference.as_str()), text("guide")),
            Some(ours) => {
                assert_eq!(reference, ours);
                assert_ne!(Some(ours), text("guide"), "no difference any more: take the reason away");
                assert!(text("because").is_some_and(|reason| reason.ends_with('.')), "{ours}");
            }
        }
    }
}

fn every_favourite(items: &[Item], must_have: &str) {
    for key in FAVOURITES {
        let style = Style::load(key).unwrap();
        for (item, work) in items.iter().zip(cite::works(&style, items)) {
            let text = work.reference.to_text();
            assert!(text.contains(must_have), "{key}: {text}");
            assert!(!text.chars().any(char::is_control), "{key}: {text:?}");
            let alone = cite::render(&style, item);
            assert!(!alone.in_text.to_text().is_empty(), "{key}");
        }
    }
    for format in Format::ALL {
        let style = Style::load("apa").unwrap();
        let written = cite::export(items, format, &style);
        assert!(!written.is_empty(), "{}", format.key());
        let is_allowed = |letter: char| !letter.is_control() || matches!(letter, '\n' | '\r' | '\t');
        if format.is_text() {
            assert!(String::from_utf8(written).unwrap().chars().all(is_allowed), "{}", format.key());
        }
    }
}

#[test]
fn an_item_with_nothing_in_it_is_cited_without_a_panic() {
    let nothing = [item(&json!({})), item(&json!({ "type": "no-such-type", "author": "nobody", "issued": { "date-parts": [["x"]] } }))];
    for key in FAVOURITES {
        let style = Style::load(key).unwrap();
        let _ = cite::works(&style, &nothing);
        let _ = cite::quotation_with_citation(&style, &nothing[0]);
    }
    for format in Format::ALL {
        assert!(!cite::export(&nothing, format, &Style::load("mla").unwrap()).is_empty() || format.is_formatted());
    }
}

#[test]
fn ten_thousand_authors_come_to_one_reference() {
    let authors: Vec<Value> = (0..10_000).map(|at| json!({ "family": format!("Ferris{at}"), "given": "Ada" })).collect();
    let many = item(&json!({ "type": "article-newspaper", "title": "All of us", "author": authors, "issued": { "date-parts": [[2020]] } }));
    for key in ["mla", "apa", "chicago-notes"] {
        let reference = cite::render(&Style::load(key).unwrap(), &many).reference.to_text();
        assert!(reference.starts_with("Ferris0, A") && reference.chars().count() < 1000, "{key}: {reference}");
    }
    let bib = String::from_utf8(cite::export(&[many], Format::Biblatex, &Style::load("mla").unwrap())).unwrap();
    assert!(bib.contains("Ferris9999, Ada"), "no author is lost where fields go out");
}

#[test]
fn names_from_right_to_left_and_signs_that_nobody_sees_stay_harmless() {
    every_favourite(
        &[item(&json!({ "type": "article-newspaper", "title": "גשר סגור", "author": [{ "family": "כהן", "given": "דנה" }],
            "container-title": "هاربر غازيت", "issued": { "date-parts": [[2020, 11, 18]] }, "language": "he" }))],
        "כהן",
    );
    every_favourite(
        &[item(
            &json!({ "type": "article-newspaper", "title": "Bridge\u{0}\u{7} \u{1b}[31mclosed\n\tnow", "author": [{ "family": "Fer\u{0}ris", "given": "Ada\u{8}" }],
            "container-title": "Harbour\r\nGazette", "issued": { "date-parts": [[2020, 11, 18]] } }),
        )],
        "Ferris",
    );
}
