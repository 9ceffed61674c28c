//! Archives made to do harm: each limit is gone beyond here, and each ends in a sentence.

use std::{
    fs,
    io::{Cursor, Write},
    path::{Path, PathBuf},
};

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::{limits, manifest, store::Store, *};
use crate::model::{Article, Photo, PhotoId, Slug};

/// A zip with these files, as they are named, whatever they are named.
fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn put(home: &tempfile::TempDir, bytes: &[u8]) -> PathBuf {
    let path = home.path().join("a.record");
    fs::write(&path, bytes).unwrap();
    path
}

const ARCHIVE: &[u8] = br#"{"formatVersion":"1.0","identifier":"urn:x","name":"T","hasPart":["one"]}"#;
const ARTICLE: &[u8] = br#"{"headline":"H","blocks":[]}"#;

/// A readable archive with these files beside.
fn with<'a>(more: &[(&'a str, &'a [u8])]) -> Vec<(&'a str, &'a [u8])> {
    let mut files: Vec<(&str, &[u8])> = vec![
        ("a/bagit.txt", b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"),
        ("a/data/archive.json", ARCHIVE),
        ("a/data/articles/one/article.json", ARTICLE),
    ];
    files.retain(|(name, _)| !more.iter().any(|(other, _)| other == name));
    files.extend(more);
    files
}

fn slug() -> Slug {
    "one".parse().unwrap()
}

/// What opening and verifying say of an archive that opens.
fn said(path: &Path) -> String {
    let bundle = Bundle::open(path).unwrap();
    let found = bundle.verify(&Progress::silent());
    bundle.problems().iter().chain(&found.problems).chain(&found.warnings).map(|problem| format!("{problem}\n")).collect()
}

#[test]
fn names_that_lead_out_are_named_and_not_opened() {
    let home = tempfile::tempdir().unwrap();
    for name in ["a/../../evil.txt", "/etc/evil", "C:\\evil", "a/data/..\\..\\evil", "~/evil", "\\\\server\\evil"] {
        let path = put(&home, &zip(&with(&[(name, b"x")])));
        let store = Store::open(&path).unwrap();
        assert!(store.files.keys().all(|file| !file.contains("evil")), "{name}: {:?}", store.files);
        assert!(said(&path).contains("not opened"), "{name}");
        // Saved as a folder, nothing lies outside of it.
        let out = home.path().join("out/deep");
        Draft::from(&Bundle::open(&path).unwrap()).save(&out, Form::Folder, &Progress::silent()).unwrap();
        assert!(!home.path().join("evil.txt").exists() && !home.path().join("out/evil.txt").exists());
        fs::remove_dir_all(home.path().join("out")).unwrap();
    }
}

#[cfg(unix)]
#[test]
fn links_devices_and_pipes_are_not_followed() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("a");
    for (name, bytes) in with(&[]) {
        let file = home.path().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
    fs::create_dir(folder.join("data/articles/one/media")).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", folder.join("data/articles/one/media/p.jpg")).unwrap();
    std::os::unix::fs::symlink("/", folder.join("data/everything")).unwrap();
    let pipe = folder.join("data/pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let told = said(&folder);
    assert!(told.matches("links are not followed").count() >= 2 && told.contains("a device or a pipe"), "{told}");
    assert!(Bundle::open(&folder).unwrap().media(&slug(), "media/p.jpg").is_err());

    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in with(&[]) {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.add_symlink("a/data/articles/one/media", "/etc", SimpleFileOptions::default()).unwrap();
    let path = put(&home, &zip.finish().unwrap().into_inner());
    assert!(said(&path).contains("it is a link, a device or a pipe"));
}

#[test]
fn several_files_of_one_name_are_told() {
    let home = tempfile::tempdir().unwrap();
    let mut bytes = zip(&with(&[("a/data/articles/one/artiXle.json", b"{\"headline\":\"Other\",\"blocks\":[]}")]));
    // The writer refuses equal names, so one is made equal behind its back, in both places where it stands.
    let (from, to) = (b"artiXle.json", b"article.json");
    for at in 0..bytes.len() - from.len() {
        if bytes[at..].starts_with(from) {
            bytes[at..at + to.len()].copy_from_slice(to);
        }
    }
    let path = put(&home, &bytes);
    assert!(said(&path).contains("several files of one name"));
}

#[test]
fn names_that_differ_only_in_case_or_form_are_warned_of() {
    let home = tempfile::tempdir().unwrap();
    let path =
        put(&home, &zip(&with(&[("a/data/\u{fc}.txt", b"1"), ("a/data/u\u{308}.txt", b"2"), ("a/data/X", b"3"), ("a/data/x", b"4")])));
    assert_eq!(said(&path).matches("only in case or Unicode form").count(), 2);
}

#[test]
fn what_would_unpack_to_far_more_is_not_opened() {
    let home = tempfile::tempdir().unwrap();
    let zeros = vec![b' '; limits::EXPANSION_FROM as usize + 1];
    let path = put(&home, &zip(&with(&[("a/data/articles/one/article.json", &zeros)])));
    let bundle = Bundle::open(&path).unwrap();
    assert!(bundle.problems().iter().any(|problem| problem.what.contains("would unpack")), "{:?}", bundle.problems());
    assert!(bundle.article(&slug()).is_err());
    // Many files that each stay below it: together they are too much.
    let some = vec![b' '; limits::EXPANSION_FROM as usize];
    let names: Vec<String> = (0..=limits::UNPACKED / limits::EXPANSION_FROM).map(|number| format!("a/data/{number}")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), some.as_slice())).collect();
    assert!(matches!(Bundle::open(&put(&home, &zip(&with(&many)))), Err(OpenError::TooLarge { .. })));
}

#[test]
fn a_file_that_unpacks_to_more_than_it_says_is_damaged() {
    let home = tempfile::tempdir().unwrap();
    let long = vec![b'x'; 5000];
    let mut bytes = zip(&with(&[("a/data/long.txt", &long)]));
    // The length stands in the directory, and, where it is asked, before the file.
    let (true_length, lie) = (5000u32.to_le_bytes(), 10u32.to_le_bytes());
    for at in 0..bytes.len() - 4 {
        if bytes[at..at + 4] == true_length {
            bytes[at..at + 4].copy_from_slice(&lie);
        }
    }
    let store = Store::open(&put(&home, &bytes)).unwrap();
    assert_eq!(store.files["data/long.txt"], 10);
    let problem = store.read("data/long.txt", limits::JSON).unwrap_err();
    assert!(problem.what.contains("could not be read"), "{problem}");
}

#[test]
fn files_that_lie_over_one_another_are_refused() {
    let home = tempfile::tempdir().unwrap();
    let mut bytes = zip(&with(&[("a/data/1", &[7; 3000]), ("a/data/2", &[7; 3000])]));
    // The second file's place in the directory is made that of the first.
    let places: Vec<usize> = (0..bytes.len() - 4).filter(|at| bytes[*at..].starts_with(b"PK\x01\x02")).collect();
    let [.., one, two] = places.as_slice() else { panic!("no directory") };
    let (one, two) = (*one, *two);
    let place: Vec<u8> = bytes[one + 42..one + 46].to_vec();
    bytes[two + 42..two + 46].copy_from_slice(&place);
    let error = Bundle::open(&put(&home, &bytes)).unwrap_err();
    assert!(error.to_string().contains("lie over one another"), "{error}");
}

#[test]
fn too_many_files_are_refused() {
    let home = tempfile::tempdir().unwrap();
    let names: Vec<String> = (0..=limits::FILES).map(|number| format!("a/data/{number}")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    let error = Bundle::open(&put(&home, &zip(&with(&many)))).unwrap_err();
    assert!(error.to_string().contains("more than"), "{error}");
}

#[test]
fn folders_in_folders_and_long_names_end_somewhere() {
    let home = tempfile::tempdir().unwrap();
    let deep = format!("a/data/{}x", "d/".repeat(limits::DEPTH + 1));
    let long = format!("a/data/{}", "n".repeat(limits::NAME));
    let path = put(&home, &zip(&with(&[(&deep, b""), (&long, b"")])));
    let told = said(&path);
    assert!(told.contains("too many folders") && told.contains("too long"), "{told}");
    let folder = home.path().join("folder");
    fs::create_dir_all(folder.join(&deep[2..]).parent().unwrap()).unwrap();
    fs::write(folder.join("data/archive.json"), ARCHIVE).unwrap();
    assert!(said(&folder).contains("Too many folders"));
}

#[test]
fn files_longer_than_their_limit_are_refused() {
    let home = tempfile::tempdir().unwrap();
    // Not all spaces: those would be refused for what they unpack to.
    let noise: Vec<u8> = (0..limits::LIST + 2).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8 | 1).collect();
    for (name, length) in [
        ("a/data/articles/one/article.json", limits::JSON),
        ("a/data/articles/one/media/p.jpg", limits::MEDIA),
        ("a/manifest-sha256.txt", limits::MANIFEST),
        ("a/data/archive.json", limits::LIST),
    ] {
        let path = put(&home, &zip(&with(&[(name, &noise[..length as usize + 1])])));
        let bundle = Bundle::open(&path).unwrap();
        let mut problems = bundle.problems().to_vec();
        problems.extend(bundle.article(&slug()).err());
        problems.extend(bundle.media(&slug(), "media/p.jpg").err());
        problems.extend(bundle.verify(&Progress::silent()).problems);
        assert!(problems.iter().any(|problem| problem.what.contains("longer than")), "{name}: {problems:?}");
    }
}

#[test]
fn a_list_of_articles_longer_than_its_limit_is_made_anew_from_the_articles() {
    let home = tempfile::tempdir().unwrap();
    // Lines that would be read as the list: only their number is too great.
    let line = br#"{"slug":"one","headline":"Of the list","wordCount":1,"quotationCount":0,"photoCount":0}
"#;
    let lines = |count: usize| line.repeat(count);
    let open = |lines: &[u8]| {
        let bundle = Bundle::open(&put(&home, &zip(&with(&[("a/data/articles.jsonl", lines)])))).unwrap();
        bundle.summaries()[0].headline.clone()
    };
    assert_eq!(open(&lines(1)), "Of the list");
    assert_eq!(open(&lines(limits::LIST as usize / line.len() + 1)), "H", "the article itself is read");
}

#[test]
fn json_in_json_in_json_ends_somewhere() {
    let home = tempfile::tempdir().unwrap();
    let deep = format!("{{\"headline\":\"H\",\"x\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let path = put(&home, &zip(&with(&[("a/data/articles/one/article.json", deep.as_bytes())])));
    let problem = Bundle::open(&path).unwrap().article(&slug()).unwrap_err();
    assert!(problem.what.contains("recursion limit"), "{problem}");
}

#[test]
fn a_picture_that_claims_too_many_pixels_is_told() {
    let home = tempfile::tempdir().unwrap();
    let mut png = Cursor::new(Vec::new());
    image::RgbImage::new(1, 1).write_to(&mut png, image::ImageFormat::Png).unwrap();
    let mut png = png.into_inner();
    // Width and height stand at 16 and 20; the checksum of that part follows at 29.
    png[16..20].copy_from_slice(&60_000u32.to_be_bytes());
    png[20..24].copy_from_slice(&60_000u32.to_be_bytes());
    let mut crc = crc(&png[12..29]).to_be_bytes().to_vec();
    png.splice(29..33, crc.drain(..));
    let mut article = Article::new("H");
    article.photos = vec![Photo { id: PhotoId::new("p1"), content_url: Some("media/p.png".into()), ..Photo::default() }];
    let mut draft = Draft::new("T");
    draft.put_article(&slug(), article);
    draft.put_file(&slug(), "media/p.png", png);
    let path = home.path().join("b.record");
    draft.save(&path, Form::Zip, &Progress::silent()).unwrap();
    assert!(said(&path).contains("60000 × 60000 pixels"), "{}", said(&path));
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 })
    })
}

#[test]
fn a_damaged_zip_is_read_only_so_far() {
    let home = tempfile::tempdir().unwrap();
    let noise: Vec<u8> = (0..limits::SALVAGE * 2).map(|at| (at.wrapping_mul(2_654_435_761) >> 11) as u8).collect();
    let mut whole = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in with(&[("a/data/z", &noise)]) {
        whole.start_file(name, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)).unwrap();
        whole.write_all(bytes).unwrap();
    }
    let bytes = whole.finish().unwrap().into_inner();
    let store = Store::open(&put(&home, &bytes[..bytes.len() - 30])).unwrap();
    assert!(store.is_salvaged() && store.files.values().sum::<u64>() <= limits::SALVAGE);
}

#[test]
fn a_zip_in_the_archive_is_a_file_and_nothing_more() {
    let home = tempfile::tempdir().unwrap();
    let inner = zip(&with(&[]));
    let path = put(&home, &zip(&with(&[("a/data/articles/one/capture/inner.zip", &inner)])));
    let bundle = Bundle::open(&path).unwrap();
    assert_eq!(bundle.summaries().len(), 1);
    assert_eq!(bundle.media(&slug(), "capture/inner.zip").unwrap(), inner);
}

#[test]
fn a_manifest_that_lies_is_told_line_by_line_up_to_a_number() {
    let home = tempfile::tempdir().unwrap();
    let lies: String = (0..limits::PROBLEMS * 3).map(|number| manifest::line(&"0".repeat(64), &format!("data/{number}"))).collect();
    let path = put(&home, &zip(&with(&[("a/manifest-sha256.txt", lies.as_bytes())])));
    let found = Bundle::open(&path).unwrap().verify(&Progress::silent());
    assert_eq!(found.problems.len(), limits::PROBLEMS + 1);
    assert!(found.problems.last().unwrap().what.contains("more of this kind"));
}

#[test]
fn fetch_txt_is_told_and_never_followed() {
    let home = tempfile::tempdir().unwrap();
    let path = put(&home, &zip(&with(&[("a/fetch.txt", b"http://127.0.0.1:9/x 1 data/x\nfile:///etc/passwd 1 data/y\n")])));
    let bundle = Bundle::open(&path).unwrap();
    assert!(
        bundle
            .problems()
            .iter()
            .any(|problem| problem.what.contains("2 files to be fetched") && problem.what.contains("Nothing is ever fetched"))
    );
    assert!(bundle.media(&slug(), "file:///etc/passwd").unwrap_err().what.contains("leads out"));
}

#[test]
fn what_a_name_hides_is_spelled_out() {
    let home = tempfile::tempdir().unwrap();
    let path = put(&home, &zip(&with(&[("a/data/\u{202E}gpj.exe", b""), ("a/data/\u{1b}[2Jx", b"")])));
    let found = verify_bag(&path, &Progress::silent()).unwrap();
    let told: String = found.problems.iter().chain(&found.warnings).map(ToString::to_string).collect();
    assert!(!told.contains(['\u{202E}', '\u{1b}']), "{told}");
}
