//! Searching all open archives in the window, and what becomes of a broken index.

#![cfg(feature = "window")]
#![allow(clippy::unwrap_used)] // a test that fails may panic

mod common;

use std::{fs, path::Path, process::Command};

use common::Test;
use egui::{Key, Modifiers};

fn type_text(test: &mut Test, words: &str) {
    test.harness.event(egui::Event::Text(words.to_owned()));
    test.harness.run_ok();
}

#[test]
fn a_query_finds_while_it_is_typed_and_a_result_leads_to_the_words() {
    let mut test = Test::with_sample();
    test.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    test.must_show("All words must occur");
    type_text(&mut test, "kind:direct hono");
    test.wait_for("Result: ");
    test.must_show("Christopher Krebs: ");
    test.click("Result: ");
    assert!(test.is_selected("Quotation: Honored to serve"), "the words are marked");
    // What is no query says why.
    test.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    type_text(&mut test, " colour:red");
    test.wait_for("There is no field “colour”");
}

#[test]
fn two_archives_are_searched_together_with_an_index_for_the_large_one() {
    let folder = tempfile::tempdir().unwrap();
    let large = folder.path().join("large.record");
    onrecord(folder.path(), &["make-archive", large.to_str().unwrap(), "--articles", "400", "--words", "60", "--bare"]);
    let mut test = Test::new(&[common::sample(), large], "");
    test.wait_for("files verified");
    test.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    type_text(&mut test, "the");
    test.wait_for("results");
    test.wait_until("the index is made", |test| test.home.path().join("index").is_dir() && !test.shows("The index is being made"));
    test.wait_until("both archives have results", |test| test.shows("400 made articles · "));
    test.click("Show more results");
    test.wait_for("results");
}

/// Runs the program with a home of its own; what it says on standard output and on standard error.
fn onrecord(home: &Path, arguments: &[&str]) -> (String, String) {
    let done = Command::new(env!("CARGO_BIN_EXE_onrecord")).env("ONRECORD_HOME", home).args(arguments).output().unwrap();
    let words = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(done.status.success(), "{}", words(&done.stderr));
    (words(&done.stdout), words(&done.stderr))
}

#[test]
fn a_broken_index_is_thrown_away_without_a_word_of_panic() {
    let home = tempfile::tempdir().unwrap();
    let archive = home.path().join("a.record");
    let archive = archive.to_str().unwrap();
    onrecord(home.path(), &["make-archive", archive, "--articles", "400", "--words", "60", "--bare"]);
    let (found, _) = onrecord(home.path(), &["search", archive, "the"]);
    let index = fs::read_dir(home.path().join("index")).unwrap().next().unwrap().unwrap().path();
    // Each time another file is cut or garbled; what is made anew has other names.
    for number in 0..8 {
        let mut files: Vec<_> = fs::read_dir(&index).unwrap().map(|file| file.unwrap().path()).filter(|path| path.is_file()).collect();
        files.sort_by_key(|file| file.extension().map(ToOwned::to_owned));
        assert!(files.len() > 3, "an index has files: {files:?}");
        let file = &files[number % files.len()];
        let bytes = fs::read(file).unwrap();
        let broken = if number % 2 == 0 { bytes[..bytes.len() / 2].to_vec() } else { bytes.iter().map(|byte| byte ^ 0x55).collect() };
        fs::write(file, broken).unwrap();
        let (again, said) = onrecord(home.path(), &["search", archive, "the"]);
        assert!(!said.contains("panicked"), "{}: {said}", file.display());
        assert_eq!(again.lines().last(), found.lines().last(), "{}", file.display());
    }
}
