//! An archive that is too large to be held: its list is there at once, everything else comes when it is asked for.

#![cfg(feature = "window")]
#![allow(clippy::unwrap_used)] // a test that fails may panic

mod common;

use std::{path::Path, process::Command};

use common::Test;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};

/// An archive of more articles than are held.
fn large(folder: &Path) -> std::path::PathBuf {
    let path = folder.join("large.record");
    let made = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(["make-archive", path.to_str().unwrap(), "--articles", "1010", "--words", "40", "--bare"])
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    path
}

/// The names of the articles that are listed, from the top.
fn listed(test: &Test) -> Vec<String> {
    let rows = test.harness.query_all_by_label_contains("Article: ");
    rows.filter_map(|row| row.accesskit_node().label()).collect()
}

#[test]
fn a_large_archive_is_listed_at_once_counted_behind_and_filtered_sorted_and_stepped_through() {
    let folder = tempfile::tempdir().unwrap();
    let mut test = Test::new(&[large(folder.path())], "");
    test.wait_for("1010 articles");
    assert!(listed(&test).len() < 30, "only rows in sight are drawn");
    test.must_show("Card: ");
    test.wait_for("files verified");
    let counted =
        |test: &Test| test.harness.query_all_by_label_contains(" quotations").filter_map(|node| node.accesskit_node().label()).next();
    let all = counted(&test).unwrap();
    assert!(!all.contains("still counting"), "{all}");

    let before = listed(&test);
    test.click("As in the archive");
    test.click("Oldest first");
    test.wait_until("it is sorted", |test| listed(test) != before);

    // The next article of the list is read when it is reached.
    // The first row may be cut at the top.
    let at = test.harness.query_all_by_label_contains("Article: ").nth(1).unwrap().accesskit_node().label().unwrap();
    test.click(&at);
    test.key(Modifiers::COMMAND, Key::PageDown);
    assert!(!test.is_selected(&at));

    test.click("Direct, ");
    test.must_show(" quotations in ");

    // Words are looked for behind: first in headlines, then everywhere. The words of this quotation stand in few articles.
    test.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::X);
    test.key(Modifiers::COMMAND, Key::ArrowDown);
    let card = test.harness.query_all_by_label_contains("Card: “").next().unwrap().accesskit_node().label().unwrap();
    let words: String = card.trim_start_matches("Card: “").split_whitespace().take(3).collect::<Vec<_>>().join(" ");
    test.key(Modifiers::COMMAND, Key::K);
    test.harness.event(egui::Event::Text(format!("\"{words}\"")));
    test.wait_for("Shown · 1 of 1,010");
    assert_eq!(listed(&test).len(), 1, "the list is where it ends now");
}
