//! Two windows on one archive: nothing is lost unsaid.

#![cfg(feature = "window")]
#![allow(clippy::unwrap_used)] // a test that fails may panic

mod common;

use common::{Test, sample};
use egui::{Key, Modifiers};
use onrecord::bundle::Bundle;

/// Takes the first quotation away.
fn change(test: &mut Test) {
    test.key(Modifiers::COMMAND, Key::ArrowDown);
    test.key(Modifiers::NONE, Key::Delete);
    test.wait_for("Not saved yet:");
}

#[test]
fn the_window_that_saves_second_is_told_and_keeps_its_changes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("one.record");
    std::fs::copy(sample(), &path).unwrap();
    let open = || {
        let mut test = Test::new(std::slice::from_ref(&path), "");
        test.wait_for("files verified");
        test
    };
    let (mut one, mut other) = (open(), open());
    change(&mut one);
    change(&mut other);
    one.key(Modifiers::COMMAND, Key::S);
    one.wait_for("Saved: ");
    let saved = std::fs::read(&path).unwrap();

    other.key(Modifiers::COMMAND, Key::S);
    other.wait_for("was changed by another program since it was opened");
    other.must_show("Your changes are kept");
    assert_eq!(std::fs::read(&path).unwrap(), saved, "what was saved first is there");
    Bundle::open(&path).unwrap();
    other.key(Modifiers::NONE, Key::Escape);
    other.must_show("Not saved yet:");
}
