//! The command line, as people and scripts use it.

#![allow(clippy::unwrap_used)] // a test that fails may panic

use std::{fs, path::Path};

use assert_cmd::Command;
use serde_json::Value;

const PAGE: &str = "Bridge closed for repair\n\nBy Ada Ferris\nNov. 18, 2020\n\nThe council closed the old harbour bridge on Tuesday after cracks were found below the water.\n\n“It will open again in spring,” Mara Quill, the mayor, said in a statement.\n\nA resident called the closure “a disaster for the market”.\n";

fn onrecord(arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::cargo_bin("onrecord").unwrap().args(arguments).output().unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
}

fn archive(home: &Path) -> String {
    let page = home.join("page.txt");
    fs::write(&page, PAGE).unwrap();
    let out = home.join("a.record").display().to_string();
    let (status, _, said) = onrecord(&["import", page.to_str().unwrap(), "-o", &out]);
    assert_eq!(status, Some(0), "{said}");
    out
}

#[test]
fn a_text_becomes_an_archive_that_is_sound_and_can_be_cited() {
    let home = tempfile::tempdir().unwrap();
    let out = archive(home.path());
    let (status, said, _) = onrecord(&["verify", &out]);
    assert!(status == Some(0) && said.contains("sound"), "{said}");
    let (_, shown, _) = onrecord(&["show", &out, "--json"]);
    let lines: Vec<Value> = shown.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines[1]["headline"], "Bridge closed for repair");
    let (_, cited, _) = onrecord(&["cite", &out, "--style", "mla"]);
    assert_eq!(cited.trim(), "Ferris, Ada. Bridge Closed for Repair. 18 Nov. 2020.");
    let (_, quoted, _) = onrecord(&["quotes", &out, "--speaker", "quill", "--json"]);
    let quoted: Value = serde_json::from_str(quoted.trim()).unwrap();
    assert_eq!(quoted["quotes"][0]["text"], "It will open again in spring,");
    assert_eq!(quoted["quotes"].as_array().unwrap().len(), 1);
}

#[test]
fn articles_are_exported_in_every_form() {
    let home = tempfile::tempdir().unwrap();
    let out = archive(home.path());
    for (form, words) in [("html", "default-src 'none'"), ("csv", "Mara Quill"), ("txt", "By Ada")] {
        let file = home.path().join(format!("x.{form}"));
        let (status, _, said) = onrecord(&["export", &out, "--to", form, "-o", file.to_str().unwrap()]);
        assert_eq!(status, Some(0), "{said}");
        let text = fs::read_to_string(file).unwrap();
        assert!(form == "txt" || text.contains(words), "{text}");
    }
}

#[test]
fn bad_input_is_a_sentence_and_status_one_and_bad_usage_is_two() {
    let home = tempfile::tempdir().unwrap();
    let put = |name: &str, bytes: &[u8]| {
        let path = home.path().join(name);
        fs::write(&path, bytes).unwrap();
        path.display().to_string()
    };
    let out = archive(home.path());
    let whole = fs::read(&out).unwrap();
    for (path, words) in [
        (put("empty.record", b""), "is empty"),
        (put("text.record", b"Some news of the day"), "text file"),
        (put("half.record", &whole[..whole.len() / 2]), "damaged"),
        (home.path().join("none.record").display().to_string(), "is not there"),
    ] {
        for command in ["show", "verify"] {
            let (status, _, said) = onrecord(&[command, &path]);
            assert!(status == Some(1) && said.contains(words), "{command} {path}: {status:?} {said}");
            assert!(!said.contains("panicked"), "{said}");
        }
    }
    assert_eq!(onrecord(&["cite", &out, "--style", "no-such-style"]).0, Some(2));
    assert_eq!(onrecord(&["cite", &out, "--to", "stone"]).0, Some(2));
    assert_eq!(onrecord(&["cite", &out, "--speaker", "Nobody Atall"]).0, Some(1));
    assert_eq!(onrecord(&["cite"]).0, Some(2));
}

#[test]
fn completions_and_manual_pages_are_made() {
    let home = tempfile::tempdir().unwrap();
    assert!(onrecord(&["completions", "bash"]).1.contains("_onrecord"));
    let (status, ..) = onrecord(&["man", home.path().to_str().unwrap()]);
    assert!(status == Some(0) && home.path().join("onrecord-cite.1").exists());
}
