//! The first page: what can be begun there, what was opened before, what is found from it.

#![cfg(feature = "window")]
#![allow(clippy::unwrap_used)] // a test that fails may panic

mod common;

use common::{Test, sample};
use egui::{Event, Key, Modifiers, accesskit::Role};

/// Settings that remember the sample and an archive that is gone.
fn remembering() -> String {
    let recent = |title: &str, path: &str| {
        format!(r#"{{"path":{path:?},"title":{title:?},"articles":3,"quotations":40,"opened":"2026-01-01T00:00:00Z","fingerprint":null}}"#)
    };
    let sample = sample();
    format!(
        r#"{{"recents":[{},{}]}}"#,
        recent("Front pages", sample.to_str().unwrap()),
        recent("Flood coverage, ten papers", "/nowhere/flood.record")
    )
}

fn type_words(test: &mut Test, words: &str) {
    test.harness.event(Event::Text(words.to_owned()));
    test.harness.run_ok();
    test.harness.run_ok();
}

#[test]
fn the_field_finds_recent_archives_by_name_and_opens_them_for_their_words() {
    let mut test = Test::new(&[], &remembering());
    test.must_show("Search all your archives");
    test.key(Modifiers::COMMAND, Key::K);
    type_words(&mut test, "flood");
    test.must_show("Recent archives of this name");
    test.must_show("Flood coverage, ten papers");
    assert!(!test.shows("Front pages: "), "what has another name is not listed");
    // Escape leads back to the page.
    test.key(Modifiers::NONE, Key::Escape);
    test.must_show("Open an archive…");

    test.key(Modifiers::COMMAND, Key::K);
    type_words(&mut test, "improprieties");
    test.click("Open the recent archive and search its words, too");
    test.wait_for("files verified");
    test.wait_for("Result: ");
}

#[test]
fn words_of_open_archives_are_found_from_the_first_page() {
    let mut test = Test::with_sample();
    test.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    type_words(&mut test, "First page");
    test.key(Modifiers::NONE, Key::Enter);
    test.must_show("Open an archive…");
    test.key(Modifiers::COMMAND, Key::K);
    type_words(&mut test, "improprieties");
    test.wait_for("In 1 open archive");
    test.wait_for("Result: ");
    test.key(Modifiers::NONE, Key::Enter);
    test.wait_for("13 files verified");
}

#[test]
fn lessons_are_handed_out_and_taken_from_the_first_page() {
    let mut test = Test::new(&[], "");
    test.click("Hand out or take a lesson…");
    test.must_show("Take a lesson…");
    test.must_show("Lessons lie in archives");
    test.key(Modifiers::NONE, Key::Escape);
    let mut test = Test::with_sample();
    test.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    type_words(&mut test, "First page");
    test.key(Modifiers::NONE, Key::Enter);
    test.click("Hand out or take a lesson…");
    test.must_show("Mark answers… Who says so?");
    test.click_role(Role::Button, "Hand out… Who says so?");
    // The editor of the lesson, and where its copy goes.
    test.must_show("lesson · ");
}
