//! All photos of an archive: with their captions, filtered, and leading to their articles.

#![cfg(feature = "window")]
#![allow(clippy::unwrap_used)] // a test that fails may panic

mod common;

use std::{path::Path, process::Command};

use common::Test;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};

fn made(folder: &Path, articles: &str, photos: &str) -> std::path::PathBuf {
    let path = folder.join(format!("photos-{articles}.record"));
    let made = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(["make-archive", path.to_str().unwrap(), "--articles", articles, "--words", "30", "--photos", photos])
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    path
}

fn gallery(test: &mut Test) {
    test.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    test.harness.event(egui::Event::Text("Hide Gallery".to_owned()));
    test.harness.run_ok();
    test.key(Modifiers::NONE, Key::Enter);
}

fn photos(test: &Test) -> Vec<String> {
    let all = test.harness.query_all_by_label_contains("Photo of the archive: ");
    all.filter_map(|node| node.accesskit_node().label()).collect()
}

#[test]
fn a_click_on_a_photo_of_the_gallery_leads_to_its_article_and_small_pictures_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let mut test = Test::new(&[made(folder.path(), "40", "3")], "");
    test.wait_for("files verified");
    gallery(&mut test);
    test.wait_for("120 photos");
    test.wait_for("Photo of the archive: ");
    let listed = photos(&test);
    assert!(listed.len() < 60, "only what is in sight is there: {}", listed.len());

    let last = listed.last().unwrap().clone();
    let headline = last.rsplit(". ").next().unwrap().to_owned();
    test.click(&last);
    test.wait_until("its article is read", |test| test.is_selected(&format!("Article: {headline}")));
    assert!(test.is_selected(&last), "the photo stays selected");

    let kept = test.home.path().join("thumbnails");
    test.wait_until("small pictures are kept", |_| walkdir::WalkDir::new(&kept).into_iter().flatten().any(|entry| entry.path().is_file()));
}

#[test]
fn the_gallery_of_a_large_archive_reads_captions_behind() {
    let folder = tempfile::tempdir().unwrap();
    let mut test = Test::new(&[made(folder.path(), "1005", "2")], "");
    test.wait_for("files verified");
    gallery(&mut test);
    test.wait_for("2010 photos");
    test.wait_for("Photo of the archive: ");
    assert!(!photos(&test).is_empty());
}
