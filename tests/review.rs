//! Correcting by hand in the window: confirmed by keys, taken back, saved, and not lost in a crash.

#![cfg(feature = "window")]
#![allow(clippy::unwrap_used, clippy::panic)] // a test that fails may panic

mod common;

use std::path::{Path, PathBuf};

use common::Test;
use egui::{Key, Modifiers, accesskit::Role};
use onrecord::{
    bundle::{Bundle, Draft, Form, Progress},
    model::{Article, Block},
    quotes,
};

const NAMES: [&str; 4] = ["Mara Quill", "Tom Bell", "Ines Okoro", "Karl Voss"];

/// An archive of one article whose twenty paragraphs have two quotations each, found by rule.
fn archive(folder: &Path) -> PathBuf {
    let mut article = Article::new("Forty quotations about a bridge");
    let paragraph = |number: usize| {
        let name = NAMES[number % NAMES.len()];
        Block::paragraph(format!("{name} called the bridge “sound in part {number}” and said the ferry was “late on day {number}.”"))
    };
    article.blocks = (1..=20).map(paragraph).collect();
    let mut draft = Draft::new("A bridge");
    let found = quotes::find(&article);
    quotes::apply(draft.archive_mut(), &mut article, found);
    assert_eq!(article.quotations.len(), 40);
    draft.put_article(&"bridge".parse().unwrap(), article);
    let path = folder.join("bridge.record");
    draft.save(&path, Form::Zip, &Progress::silent()).unwrap();
    path
}

fn confirmed(path: &Path) -> usize {
    let article = Bundle::open(path).unwrap().article(&"bridge".parse().unwrap()).unwrap();
    article.quotations.iter().filter(|quotation| quotation.provenance.is_confirmed()).count()
}

#[test]
fn forty_quotations_are_confirmed_in_fewer_than_forty_keys_and_saved() {
    let folder = tempfile::tempdir().unwrap();
    let path = archive(folder.path());
    let mut test = Test::new(std::slice::from_ref(&path), "");
    test.wait_for("files verified");
    let mut keys = 1;
    test.key(Modifiers::COMMAND, Key::ArrowDown);
    while !test.shows("Every quotation that is shown is confirmed") {
        test.key(Modifiers::SHIFT, Key::C);
        keys += 1;
        assert!(keys < 40, "{keys} keys and not done");
    }
    assert!(keys <= 21, "{keys}");
    assert_eq!(confirmed(&path), 0, "nothing is written before it is saved");
    test.must_show("Not saved yet");
    test.key(Modifiers::COMMAND, Key::S);
    test.wait_for("Saved: ");
    assert_eq!(confirmed(&path), 40);
    test.key(Modifiers::COMMAND, Key::Z);
    test.must_show("Taken back: Confirm");
    test.must_show("Not saved yet");
}

#[test]
fn what_rules_are_sure_of_is_confirmed_with_one_key_and_the_rest_one_by_one() {
    let folder = tempfile::tempdir().unwrap();
    let mut article = Article::new("Forty quotations in paragraphs of their own");
    let paragraph = |number: usize| match number % 8 {
        // Nothing near these words says whose they are.
        0 => Block::paragraph(format!("“Day {number} is a day like any other, and the river does not care.”")),
        _ => Block::paragraph(format!("“The bridge is sound in part {number},” said {}.", NAMES[number % NAMES.len()])),
    };
    article.blocks = (1..=40).map(paragraph).collect();
    let mut draft = Draft::new("A bridge");
    let found = quotes::find(&article);
    quotes::apply(draft.archive_mut(), &mut article, found);
    assert_eq!(article.quotations.len(), 40);
    draft.put_article(&"bridge".parse().unwrap(), article);
    let path = folder.path().join("bridge.record");
    draft.save(&path, Form::Zip, &Progress::silent()).unwrap();

    let mut test = Test::new(std::slice::from_ref(&path), "");
    test.wait_for("files verified");
    test.key(Modifiers::NONE, Key::A);
    test.must_show("quotations are confirmed.");
    assert!(test.is_selected("Card: “Day 8 is a day"), "the first that is not sure comes up");
    let mut keys = 1;
    while !test.shows("Every quotation that is shown is confirmed") {
        test.key(Modifiers::NONE, Key::C);
        keys += 1;
        assert!(keys < 40, "{keys} keys and not done");
    }
    assert!(keys <= 6, "{keys}");
    test.key(Modifiers::COMMAND, Key::S);
    test.wait_for("Saved: ");
    assert_eq!(confirmed(&path), 40);
}

#[test]
fn corrections_that_were_not_saved_come_back_after_a_crash() {
    let folder = tempfile::tempdir().unwrap();
    let path = archive(folder.path());
    let mut test = Test::new(std::slice::from_ref(&path), "");
    test.wait_for("files verified");
    test.click("Card: “sound in part 1”");
    test.key(Modifiers::NONE, Key::Delete);
    test.must_show("Quotations, 39");
    let kept = test.home.path().join("unsaved");
    test.wait_until("the change is kept", |_| std::fs::read_dir(&kept).is_ok_and(|files| files.count() == 1));
    let Test { harness, home } = test;
    drop(harness);
    let mut again = Test::at(home, std::slice::from_ref(&path), "");
    again.wait_for("Changes that were not saved");
    again.must_show("Quotations, 39");
    again.key(Modifiers::COMMAND, Key::Z);
    again.must_show("Quotations, 40");
}

#[test]
fn a_quotation_is_given_to_somebody_else_and_leaving_asks() {
    let folder = tempfile::tempdir().unwrap();
    let path = archive(folder.path());
    let mut test = Test::new(std::slice::from_ref(&path), "");
    test.wait_for("files verified");
    test.click("Card: “sound in part 1”");
    test.key(Modifiers::NONE, Key::E);
    test.must_show("Join to the one before");
    test.click_role(Role::ComboBox, "Tom Bell");
    test.click_role(Role::MenuItemCheckBox, "Ines Okoro");
    test.must_show("Card: “sound in part 1” — Ines Okoro");
    test.key(Modifiers::COMMAND, Key::W);
    test.must_show("Save the changes?");
    test.click("Don’t save");
    test.must_show("Open an archive…");
    assert_eq!(confirmed(&path), 0);
}
