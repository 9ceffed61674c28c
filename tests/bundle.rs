//! Archives on disk: what is saved is read again, and what is damaged is said.

#![allow(clippy::unwrap_used)] // a test that fails may panic

use std::{fs, path::Path};

use onrecord::{
    bundle::{Bundle, Draft, Form, OpenError, Progress, SaveError, schemas},
    model::{Article, Block, Photo, PhotoId, Slug},
};
use proptest::prelude::*;
use serde_json::{Value, json};

fn slug(name: &str) -> Slug {
    name.parse().unwrap()
}

fn picture() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(3, 2).write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

fn sample() -> Draft {
    let mut draft = Draft::new("A small archive");
    let mut article = Article::new("Bridge closed for repair");
    article.blocks = vec![Block::paragraph("The bridge is closed, the mayor said.")];
    article.photos = vec![Photo {
        id: PhotoId::new("p1"),
        content_url: Some("media/bridge.jpg".into()),
        caption: "The bridge".into(),
        ..Photo::default()
    }];
    draft.put_article(&slug("bridge"), article);
    draft.put_article(&slug("ferry"), Article::new("Ferry runs again"));
    draft.put_file(&slug("bridge"), "media/bridge.jpg", picture());
    draft.put_file(&slug("bridge"), "capture/page.txt", b"as it came\r\n".to_vec());
    draft
}

fn save(draft: &Draft, path: &Path) -> Bundle {
    let form = if path.extension().is_some() { Form::Zip } else { Form::Folder };
    draft.save(path, form, &Progress::silent()).unwrap()
}

#[test]
fn an_archive_is_saved_opened_and_sound_in_both_forms() {
    let home = tempfile::tempdir().unwrap();
    for name in ["a.record", "a"] {
        let bundle = save(&sample(), &home.path().join(name));
        assert!(bundle.problems().is_empty(), "{:?}", bundle.problems());
        assert_eq!(bundle.summaries().len(), 2);
        assert_eq!(bundle.article(&slug("bridge")).unwrap().headline, "Bridge closed for repair");
        assert_eq!(bundle.media(&slug("bridge"), "capture/page.txt").unwrap(), b"as it came\r\n");
        let verification = bundle.verify(&Progress::silent());
        assert!(verification.problems.is_empty(), "{:?}", verification.problems);
        assert!(verification.checked >= 9, "payload and tag files: {}", verification.checked);
        let left: Vec<_> = fs::read_dir(home.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert!(left.iter().all(|file| !file.to_string_lossy().starts_with('.')), "nothing is left behind: {left:?}");
    }
}

#[test]
fn a_change_keeps_what_it_does_not_touch_byte_for_byte() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("a");
    save(&sample(), &path);
    fs::write(path.join("data/notes-of-others.txt"), "kept").unwrap();
    fs::write(path.join("other-tag.txt"), "kept too").unwrap();
    let mut info = fs::read_to_string(path.join("bag-info.txt")).unwrap();
    info.push_str("Contact-Name: Ada\n  Lovelace\n");
    fs::write(path.join("bag-info.txt"), info).unwrap();
    let bundle = Bundle::open(&path).unwrap();
    let before = fs::read(path.join("data/articles/ferry/article.json")).unwrap();
    let mut draft = Draft::from(&bundle);
    draft.remove_article(&slug("bridge"));
    draft.put_article(&slug("tram"), Article::new("Tram"));
    let bundle = draft.save(&path, Form::Folder, &Progress::silent()).unwrap();
    assert_eq!(bundle.archive().articles, [slug("ferry"), slug("tram")]);
    assert_eq!(fs::read(path.join("data/articles/ferry/article.json")).unwrap(), before);
    assert_eq!(fs::read_to_string(path.join("data/notes-of-others.txt")).unwrap(), "kept");
    assert!(path.join("other-tag.txt").exists() && !path.join("data/articles/bridge").exists());
    let info = fs::read_to_string(path.join("bag-info.txt")).unwrap();
    assert!(info.contains("Contact-Name: Ada\n  Lovelace") && info.matches("Payload-Oxum").count() == 1);
    assert!(bundle.verify(&Progress::silent()).problems.is_empty());
}

#[test]
fn what_changed_is_lost_or_was_added_is_named() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("a");
    save(&sample(), &path);
    fs::write(path.join("data/articles/bridge/media/bridge.jpg"), "other").unwrap();
    fs::remove_file(path.join("data/articles/bridge/capture/page.txt")).unwrap();
    fs::write(path.join("data/extra.txt"), "x").unwrap();
    let bundle = Bundle::open(&path).unwrap();
    let problems: Vec<String> = bundle.verify(&Progress::silent()).problems.iter().map(ToString::to_string).collect();
    assert_eq!(problems.len(), 3, "{problems:?}");
    for (file, what) in [("bridge.jpg", "differs"), ("page.txt", "missing"), ("extra.txt", "no manifest")] {
        assert!(problems.iter().any(|problem| problem.contains(file) && problem.contains(what)), "{problems:?}");
    }
}

#[test]
fn files_that_are_not_what_they_should_be_are_named_though_their_checksums_agree() {
    let home = tempfile::tempdir().unwrap();
    let mut draft = sample();
    draft.put_file(&slug("bridge"), "media/bridge.jpg", b"no picture".to_vec());
    let bundle = save(&draft, &home.path().join("a.record"));
    let problems = bundle.verify(&Progress::silent()).problems;
    assert!(problems.len() == 1 && problems[0].file.ends_with("bridge.jpg") && problems[0].what.contains("no picture"), "{problems:?}");
}

#[test]
fn damaged_archives_open_as_far_as_they_can() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("a");
    save(&sample(), &path);
    fs::write(path.join("data/articles/ferry/article.json"), "{\"headline\": 7}").unwrap();
    fs::remove_file(path.join("manifest-sha256.txt")).unwrap();
    fs::remove_file(path.join("data/articles.jsonl")).unwrap();
    let bundle = Bundle::open(&path).unwrap();
    assert_eq!(bundle.summaries().len(), 1);
    let said = bundle.problems()[0].to_string();
    assert!(said.contains("ferry/article.json") && said.contains("line 1"), "{said}");
    assert!(bundle.verify(&Progress::silent()).problems.iter().any(|problem| problem.file == "manifest-sha256.txt"));

    fs::write(path.join("data/archive.json"), "[]").unwrap();
    let bundle = Bundle::open(&path).unwrap();
    assert_eq!(bundle.archive().title, "a");
    assert!(bundle.read_only_reason().is_some() && bundle.article(&slug("bridge")).is_ok());
}

#[test]
fn a_zip_cut_in_half_gives_what_is_left_of_it() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("a.record");
    save(&sample(), &path);
    let bytes = fs::read(&path).unwrap();
    fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    match Bundle::open(&path) {
        Ok(bundle) => assert!(bundle.problems().iter().any(|problem| problem.what.contains("cut off"))),
        Err(error) => assert!(error.to_string().contains("damaged zip"), "{error}"),
    }
    fs::write(&path, &bytes[..40]).unwrap();
    assert!(matches!(Bundle::open(&path), Err(OpenError::DamagedZip { .. })));
}

#[test]
fn what_is_no_archive_is_said_to_be_what_it_is() {
    let home = tempfile::tempdir().unwrap();
    let put = |name: &str, bytes: &[u8]| {
        let path = home.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    };
    let folder = home.path().join("folder");
    fs::create_dir(&folder).unwrap();
    let bag = home.path().join("bag");
    fs::create_dir_all(bag.join("data")).unwrap();
    fs::write(bag.join("bagit.txt"), "BagIt-Version: 1.0\n").unwrap();
    for (path, words, imports) in [
        (put("empty.record", b""), "is empty", false),
        (put("text.record", "News of the day – all of it".as_bytes()), "text file", true),
        (put("page.html", b"<!DOCTYPE html><p>x"), "web page", true),
        (put("print.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"), "a PDF", true),
        (put("pages.warc.gz", &[0x1f, 0x8b, 8, 0, 0, 0, 0, 0]), "web archive", true),
        (put("picture.record", b"\x89PNG\r\n\x1a\n0000"), "picture", false),
        (put("noise.record", &[0, 1, 2, 3, 0, 9]), "not an archive", false),
        (folder, "folder without an archive", true),
        (bag, "bag (BagIt) with something else", false),
        (home.path().join("gone.record"), "is not there", false),
    ] {
        let error = Bundle::open(&path).unwrap_err();
        assert!(error.to_string().contains(words), "{error}");
        assert_eq!(error.offers_import(), imports, "{error}");
    }
}

#[test]
fn an_archive_of_a_newer_version_opens_to_be_read() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("a");
    save(&sample(), &path);
    let file = path.join("data/archive.json");
    let text = fs::read_to_string(&file).unwrap().replace("\"formatVersion\": \"1.0\"", "\"formatVersion\": \"7.2\"");
    fs::write(&file, text).unwrap();
    let bundle = Bundle::open(&path).unwrap();
    assert!(bundle.read_only_reason().unwrap().contains("newer version"));
    assert!(bundle.article(&slug("bridge")).is_ok());
}

#[test]
fn addresses_do_not_lead_out_of_the_archive() {
    let home = tempfile::tempdir().unwrap();
    let bundle = save(&sample(), &home.path().join("a"));
    for url in ["../../../archive.json", "/etc/passwd", "media/../../x", "file:///etc/passwd", "a\\b"] {
        assert!(bundle.media(&slug("bridge"), url).unwrap_err().what.contains("leads out"), "{url}");
    }
}

#[test]
fn a_save_over_somebody_elses_change_is_refused() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("a.record");
    let bundle = save(&sample(), &path);
    let mut draft = Draft::from(&bundle);
    draft.put_article(&slug("tram"), Article::new("Tram"));
    let other = Draft::new("Another, put there meanwhile");
    fs::remove_file(&path).unwrap();
    save(&other, &path);
    let refused = draft.save(&path, Form::Zip, &Progress::silent()).unwrap_err();
    assert!(matches!(refused, SaveError::ChangedSince(_)), "{refused}");
    assert_eq!(Bundle::open(&path).unwrap().archive().title, "Another, put there meanwhile");
}

#[test]
fn a_crash_between_two_renames_is_mended() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("a");
    save(&sample(), &path);
    fs::rename(&path, home.path().join(".a.onrecord-old")).unwrap();
    assert_eq!(Bundle::open(&path).unwrap().summaries().len(), 2);
}

#[test]
fn a_folder_with_other_files_is_never_replaced() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("a");
    fs::create_dir(&path).unwrap();
    fs::write(path.join("diary.txt"), "mine").unwrap();
    let refused = sample().save(&path, Form::Folder, &Progress::silent()).unwrap_err();
    assert!(refused.to_string().contains("could not be written"), "{refused}");
    assert_eq!(fs::read_to_string(path.join("diary.txt")).unwrap(), "mine");
}

#[test]
fn the_schemas_are_those_of_the_types() {
    for (name, schema) in schemas() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("docs/schema/{name}.json"));
        let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        if std::env::var_os("WRITE_SCHEMAS").is_some() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &text).unwrap();
        }
        assert!(
            fs::read_to_string(&path).unwrap_or_default() == text,
            "docs/schema/{name}.json is not what the types give: run the tests once with WRITE_SCHEMAS=1"
        );
    }
}

#[test]
fn what_is_written_is_valid_by_the_schemas() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("a");
    save(&sample(), &path);
    let schemas: std::collections::BTreeMap<&str, Value> = schemas().into_iter().collect();
    for (schema, file) in [("archive", "data/archive.json"), ("article", "data/articles/bridge/article.json")] {
        let value: Value = serde_json::from_slice(&fs::read(path.join(file)).unwrap()).unwrap();
        let errors: Vec<String> =
            jsonschema::validator_for(&schemas[schema]).unwrap().iter_errors(&value).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{file}: {errors:?}");
    }
}

fn unknown() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "[^\u{0}]{0,12}".prop_map(Value::from)
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("[a-z]{1,6}", inner, 0..4).prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn open_save_open_is_equal(headline in "\\PC{0,40}", text in "\\PC{1,200}", field in unknown(), capture in prop::collection::vec(any::<u8>(), 0..400), zipped in any::<bool>()) {
        let home = tempfile::tempdir().unwrap();
        let (first, second) = if zipped { ("a.record", "b.record") } else { ("a", "b") };
        let form = if zipped { Form::Zip } else { Form::Folder };
        let written = json!({
            "@context": "https://schema.org", "@type": "NewsArticle", "headline": headline, "xMood": field,
            "blocks": [{ "@type": "Paragraph", "text": text, "xDeep": field }, { "@type": "Sculpture", "x": field }],
            "image": [{ "@id": "p1", "caption": "c", "xIn": field }],
            "quotation": [{ "@id": "q1", "kind": "direct", "passage": [{ "start": 0, "end": 1, "exact": "x", "xAt": field }], "xQ": field }],
        });
        let article: Article = serde_json::from_value(written.clone()).unwrap();
        let mut draft = Draft::new("T");
        draft.archive_mut().extra.insert("xWhole".into(), field);
        draft.put_article(&slug("one"), article);
        draft.put_file(&slug("one"), "capture/as-it-came.bin", capture.clone());
        let opened = draft.save(&home.path().join(first), form, &Progress::silent()).unwrap();
        let again = Draft::from(&opened).save(&home.path().join(second), form, &Progress::silent()).unwrap();
        prop_assert_eq!(opened.archive(), again.archive());
        prop_assert_eq!(opened.summaries(), again.summaries());
        prop_assert_eq!(opened.article(&slug("one")).unwrap(), again.article(&slug("one")).unwrap());
        prop_assert_eq!(again.media(&slug("one"), "capture/as-it-came.bin").unwrap(), capture);
        prop_assert_eq!(serde_json::to_value(again.article(&slug("one")).unwrap()).unwrap(), written);
        prop_assert!(again.problems().is_empty() && again.verify(&Progress::silent()).problems.is_empty());
    }
}
