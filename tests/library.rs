//! Many archives in one folder: searched together, opened together, and what is nearly the same in them.

#![allow(clippy::unwrap_used)] // a test that fails may panic

#[cfg(feature = "window")]
mod common;

use std::{fs, path::Path, process::Command};

const REPORT: &str = "The council closed the old harbour bridge on Tuesday after divers found cracks below the water line, and it asked drivers to take the tunnel until the spring. An engineer who went down with them said that three of the nine piers had lost more than a hand of stone since the last winter, and that nobody could say how long the others would hold. The ferry will run every ten minutes, and the tram will turn round at the market as it did before the war.";

/// Runs the program with a home of its own; what it says on standard output.
fn onrecord(home: &Path, arguments: &[&str]) -> String {
    let done = Command::new(env!("CARGO_BIN_EXE_onrecord")).env("ONRECORD_HOME", home).args(arguments).output().unwrap();
    assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

/// A folder with two archives: one report as two outlets printed it, and something else.
fn library(folder: &Path) -> std::path::PathBuf {
    let library = folder.join("decade");
    fs::create_dir_all(library.join("2021")).unwrap();
    let short: String = REPORT.split_inclusive(". ").take(2).collect();
    for (name, headline, text, archive) in [
        ("a.txt", "Bridge closed", REPORT, "one.record"),
        ("b.txt", "Cracks close bridge", short.as_str(), "2021/two.record"),
        (
            "c.txt",
            "Market moves",
            "The market will move to the square in May, the traders were told, because the hall needs a roof. They do not like it, and said so at length to everybody who came by with a notebook on the first warm morning of the year. The mayor was not to be seen.",
            "2021/two.record",
        ),
    ] {
        let file = folder.join(name);
        fs::write(&file, format!("{headline}\n\n{text}")).unwrap();
        onrecord(folder, &["import", file.to_str().unwrap(), "-o", library.join(archive).to_str().unwrap()]);
    }
    library
}

#[test]
fn a_report_that_two_outlets_printed_is_named_once_with_its_variants() {
    let folder = tempfile::tempdir().unwrap();
    let library = library(folder.path());
    let said = onrecord(folder.path(), &["duplicates", library.to_str().unwrap()]);
    assert!(said.contains("2 of 3 articles are nearly the same."), "{said}");
    assert!(said.contains("Bridge closed") && said.contains("Cracks close bridge") && !said.contains("Market"), "{said}");
    let json = onrecord(folder.path(), &["duplicates", library.to_str().unwrap(), "--json"]);
    let group: serde_json::Value = serde_json::from_str(json.trim()).unwrap();
    assert!(group["articles"][1]["share"].as_f64().unwrap() > 0.9, "{json}");
}

#[test]
fn a_folder_of_archives_is_searched_as_one() {
    let folder = tempfile::tempdir().unwrap();
    let library = library(folder.path());
    let said = onrecord(folder.path(), &["search", library.to_str().unwrap(), "bridge OR market"]);
    assert!(said.contains("one.record#bridge-closed") && said.contains("two.record#market-moves"), "{said}");
}

#[cfg(feature = "window")]
#[test]
fn the_window_lists_copies_of_one_report_in_one_line_and_each_by_itself_on_wish() {
    use egui::{Key, Modifiers};

    let folder = tempfile::tempdir().unwrap();
    library(folder.path());
    let archive = folder.path().join("all.record");
    for name in ["a.txt", "b.txt", "c.txt"] {
        onrecord(folder.path(), &["import", folder.path().join(name).to_str().unwrap(), "-o", archive.to_str().unwrap()]);
    }
    let mut test = common::Test::new(&[archive], "");
    test.wait_for("The same report: also in 1 more");
    test.must_show("Article: Market moves");
    test.must_show("Article: Bridge closed");
    assert!(!test.shows("Article: Cracks close bridge"), "it stands under the one that is listed for it");

    test.click("The same report: also in 1 more");
    test.click("Cracks close bridge");
    assert!(test.is_selected("Article: Bridge closed"), "its line stands for both");

    test.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    test.harness.event(egui::Event::Text("List copies as one".to_owned()));
    test.harness.run_ok();
    test.key(Modifiers::NONE, Key::Enter);
    test.must_show("Article: Cracks close bridge");
}
