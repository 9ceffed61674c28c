//! Every format that is imported, on the command line, from fixtures of our own (scripts/make-fixtures).

#![allow(clippy::unwrap_used)] // a test that fails may panic

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use assert_cmd::Command;
use serde_json::Value;

const HEADLINE: &str = "Old harbour bridge closes until spring";
const FIRST: &str = "The town council closed the old harbour bridge on Tuesday evening";
const LAST: &str = "which the council put on its website.";
const CAPTION: &str = "The old harbour bridge at low tide on Tuesday, an hour before it was closed.";

fn onrecord(arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::cargo_bin("onrecord").unwrap().args(arguments).output().unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
}

fn fixture(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name).display().to_string()
}

/// An archive in a folder, and its articles by their names.
struct Made {
    _home: tempfile::TempDir,
    path: PathBuf,
    said: String,
}

impl Made {
    fn of(arguments: &[&str]) -> Self {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("made");
        let mut all = vec!["import", "-o", path.to_str().unwrap()];
        all.extend(arguments);
        let (status, printed, said) = onrecord(&all);
        assert_eq!(status, Some(0), "{printed}{said}");
        Self { path, _home: home, said }
    }

    fn articles(&self) -> Vec<(PathBuf, Value)> {
        let mut folders: Vec<PathBuf> = fs::read_dir(self.path.join("data/articles")).unwrap().map(|entry| entry.unwrap().path()).collect();
        folders.sort();
        folders
            .into_iter()
            .map(|folder| {
                let article = serde_json::from_slice(&fs::read(folder.join("article.json")).unwrap()).unwrap();
                (folder, article)
            })
            .collect()
    }

    fn article(&self, headline: &str) -> (PathBuf, Value) {
        self.articles().into_iter().find(|(_, article)| article["headline"] == headline).unwrap()
    }
}

fn body(article: &Value) -> String {
    let blocks = article["blocks"].as_array().unwrap();
    blocks.iter().filter_map(|block| block["text"].as_str()).collect::<Vec<_>>().join("\n\n")
}

#[test]
fn every_format_gives_the_article_with_its_original() {
    for (file, media_type, photos) in [
        ("saved/Old harbour bridge.html", "text/html", 2),
        ("single-file.html", "text/html", 2),
        ("bridge.mhtml", "multipart/related", 2),
        ("bridge.pdf", "application/pdf", 2),
        ("bridge.warc.gz", "application/warc", 2),
        ("bridge.warc", "application/warc", 2),
        ("bridge.warc.zst", "application/warc", 2),
        ("bridge.wacz", "application/warc", 2),
        ("bridge.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", 1),
        ("bridge.odt", "application/vnd.oasis.opendocument.text", 1),
        ("bridge.md", "text/markdown", 1),
        ("bridge.txt", "text/plain", 0),
        ("feed.rss", "application/rss+xml", 0),
        ("feed.atom", "application/atom+xml", 0),
        ("feed.json", "application/feed+json", 0),
    ] {
        let made = Made::of(&[&fixture(file)]);
        let (folder, article) = made.article(HEADLINE);
        let text = body(&article);
        assert!(text.contains(FIRST) && text.contains(LAST), "{file}: {text}");
        for noise in ["Ferry fares", "Privacy", "Home", "By Ada"] {
            assert!(!text.contains(noise), "{file}: {noise} in {text}");
        }
        assert_eq!(article["author"][0]["name"], "Ada Ferris", "{file}");
        assert!(article["datePublished"].as_str().unwrap().starts_with("2020-11-18"), "{file}");
        let with_files: Vec<&Value> = article["image"]
            .as_array()
            .map_or(Vec::new(), |photos| photos.iter().filter(|photo| photo["contentUrl"].is_string()).collect());
        assert_eq!(with_files.len(), photos, "{file}: {}", made.said);
        for photo in &with_files {
            let bytes = fs::read(folder.join(photo["contentUrl"].as_str().unwrap())).unwrap();
            assert_eq!(photo["sha256"], onrecord::bundle::sha256(&bytes), "{file}");
            assert_eq!((&photo["width"], &photo["height"]), (&480.into(), &300.into()), "{file}");
        }
        if photos > 0 && file != "bridge.md" {
            assert_eq!(with_files[0]["caption"], CAPTION, "{file}");
            assert_eq!(with_files[0]["embedded"]["caption"], "The old harbour bridge at low tide (XMP)", "{file}");
        }
        let capture = &article["capture"][0];
        assert_eq!(capture["encodingFormat"], media_type, "{file}");
        let kept = fs::read(folder.join(capture["contentUrl"].as_str().unwrap())).unwrap();
        assert_eq!(capture["sha256"], onrecord::bundle::sha256(&kept), "{file}");
        if !file.contains(".wa") {
            assert_eq!(kept, fs::read(fixture(file)).unwrap(), "{file}");
        }
        let (status, said, complained) = onrecord(&["verify", made.path.to_str().unwrap()]);
        assert_eq!(status, Some(0), "{file}: {said}{complained}");
    }
}

#[test]
fn where_and_when_a_page_was_captured_is_kept() {
    for (file, address, date) in [
        ("bridge.mhtml", "http://gazette.example/2020/11/bridge/", "20"),
        ("bridge.warc.gz", "http://gazette.example/2020/11/bridge", "2020-11-"),
        ("bridge.wacz", "http://gazette.example/2020/11/bridge", "2020-11-18T10:00:00Z"),
        ("saved/Old harbour bridge.html", "http://gazette.example/2020/11/bridge", ""),
        ("bridge.pdf", "http://gazette.example/2020/11/bridge/", "20"),
    ] {
        let (_, article) = Made::of(&[&fixture(file)]).article(HEADLINE);
        let capture = &article["capture"][0];
        assert_eq!(capture["url"], address, "{file}");
        assert!(capture["dateCaptured"].as_str().unwrap_or_default().starts_with(date), "{file}: {capture}");
    }
}

#[test]
fn a_web_archive_lists_its_pages_and_gives_those_that_are_chosen() {
    for file in ["bridge.warc.gz", "bridge.warc", "bridge.warc.zst", "bridge.wacz"] {
        let (status, listed, said) = onrecord(&["import", "--list", "--json", &fixture(file)]);
        assert_eq!(status, Some(0), "{said}");
        let pages: Vec<Value> = listed.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(pages[0]["url"], "http://gazette.example/2020/11/bridge", "{file}");
        assert!(pages[0]["title"].as_str().unwrap().starts_with(HEADLINE), "{file}: a title inside a packed and chunked answer");
        assert_eq!(pages[1]["dateCaptured"], "2020-12-01T10:00:00Z", "{file}");
        let made = Made::of(&[&fixture(file), "--pages", "2"]);
        assert_eq!(made.articles().len(), 1, "{file}");
        assert!(body(&made.articles()[0].1).contains("carried 9,000 people"), "{file}");
        let made = Made::of(&[&fixture(file), "--only", "ferries"]);
        assert_eq!(made.articles()[0].1["headline"], "Ferries carry twice as many as hoped", "{file}");
    }
}

#[test]
fn a_revisit_is_the_page_that_it_refers_to() {
    let made = Made::of(&[&fixture("bridge.warc.gz"), "--pages", "3"]);
    let (folder, article) = made.article(HEADLINE);
    assert_eq!(article["capture"][0]["dateCaptured"], "2020-11-20T10:00:00Z");
    assert!(body(&article).contains(FIRST));
    assert_eq!(article["image"][0]["contentUrl"].as_str().map(|url| folder.join(url).exists()), Some(true));
    // The capture is two records: the visit that found nothing new, and the one before. It is a WARC of its own.
    let (_, listed, _) = onrecord(&["import", "--list", folder.join("capture/page.warc.gz").to_str().unwrap()]);
    assert_eq!(listed.lines().count(), 2, "{listed}");
}

#[test]
fn text_pasted_text_and_a_page_of_the_same_words_are_one_article() {
    let read = |file: &str| {
        let (status, line, said) = onrecord(&["extract", "--json", &fixture(file)]);
        assert_eq!(status, Some(0), "{said}");
        let mut line: Value = serde_json::from_str(line.trim()).unwrap();
        line.as_object_mut().unwrap().remove("file");
        line
    };
    let text = read("bridge.txt");
    assert!(text["articleBody"].as_str().unwrap().contains("4,000\u{a0}cars"), "a space that does not break stays one");
    assert_eq!(text["alternativeHeadline"], "Divers found cracks below the water line; ferries take over on Monday.");
    let pasted = onrecord::import::pasted(&fs::read_to_string(fixture("bridge.txt")).unwrap()).unwrap();
    let mut pasted = onrecord::import::extraction(&pasted, "");
    pasted.as_object_mut().unwrap().remove("file");
    assert_eq!(pasted, text);
    assert_eq!(read("bridge-plain.html"), text);
}

#[test]
fn a_picture_that_cannot_be_shown_is_kept_beside_the_original() {
    let made = Made::of(&[&fixture("avif/Quay.html")]);
    assert!(made.said.contains("1 picture is in a form that is not shown here (AVIF); it is kept beside the original."), "{}", made.said);
    assert!(made.said.contains("1 picture is not with what was saved"), "{}", made.said);
    let (folder, article) = made.article("The quay in the evening");
    let kept = fs::read(folder.join(article["capture"][1]["contentUrl"].as_str().unwrap())).unwrap();
    assert_eq!(kept, fs::read(fixture("avif/Quay_files/quay.avif")).unwrap());
    assert_eq!(article["capture"][1]["encodingFormat"], "image/avif");
    assert_eq!(article["image"][0]["caption"], "The east quay at dusk.");
    assert_eq!(onrecord(&["verify", made.path.to_str().unwrap()]).0, Some(0));
}

#[test]
fn a_drawing_keeps_its_place_and_caption_and_its_file_beside_the_original() {
    let home = tempfile::tempdir().unwrap();
    let files = home.path().join("tides_files");
    fs::create_dir(&files).unwrap();
    let drawing =
        "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" width=\"600\" height=\"300\"><path d=\"M0 0h9v9\"/></svg>";
    fs::write(files.join("tides.svg"), drawing).unwrap();
    let sentence = "The tide gauge at the east quay has been read every morning since the summer in which the bridge was built.";
    let page = home.path().join("tides.html");
    let figure = "<figure><img src='tides_files/tides.svg' width=600 height=300 alt='A curve'><figcaption>High water since 1911.</figcaption></figure>";
    fs::write(
        &page,
        format!("<html lang=en><article><h1>How high the water stood</h1><p>{sentence}</p>{figure}<p>{sentence}</p></article>"),
    )
    .unwrap();
    let made = Made::of(&[page.to_str().unwrap()]);
    assert!(
        made.said.contains("1 picture is drawn by a program (SVG), which is not shown here; it is kept beside the original."),
        "{}",
        made.said
    );
    let (folder, article) = made.article("How high the water stood");
    assert_eq!(article["capture"][1]["encodingFormat"], "image/svg+xml");
    assert_eq!(fs::read_to_string(folder.join(article["capture"][1]["contentUrl"].as_str().unwrap())).unwrap(), drawing);
    assert_eq!(article["image"][0]["caption"], "High water since 1911.");
    assert!(article["blocks"].as_array().unwrap().iter().any(|block| block["@type"] == "Figure"));
    assert_eq!(onrecord(&["verify", made.path.to_str().unwrap()]).0, Some(0));
}

#[test]
fn a_zip_in_a_zip_is_opened_and_one_too_deep_is_named() {
    let home = tempfile::tempdir().unwrap();
    let zipped = |name: &str, content: &[u8], to: &str| {
        let mut zip = zip::ZipWriter::new(fs::File::create(home.path().join(to)).unwrap());
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
        zip.finish().unwrap();
        fs::read(home.path().join(to)).unwrap()
    };
    let mut content = zipped("bridge.txt", &fs::read(fixture("bridge.txt")).unwrap(), "1.zip");
    for number in 2..=4 {
        content = zipped(&format!("{}.zip", number - 1), &content, &format!("{number}.zip"));
    }
    let made = Made::of(&[home.path().join("3.zip").to_str().unwrap()]);
    assert_eq!(made.articles().len(), 1, "{}", made.said);
    let (status, _, said) = onrecord(&["import", "--list", home.path().join("4.zip").to_str().unwrap()]);
    assert!(status == Some(0) && said.contains("zips deep"), "{said}");
}

#[test]
fn a_web_archive_that_names_the_wrong_letters_is_read_with_the_right_ones() {
    let cyrillic = encoding_rs::WINDOWS_1251.encode("<title>Мост закрыт</title><h1>Мост закрыт до весны</h1><p>Мост закрыт до весны, сообщил в среду городской совет, и грузовики едут в объезд.").0.into_owned();
    let german = "<title>Brücke</title><h1>Brücke gesperrt</h1><p>Die Brücke bleibt gesperrt, sagte die Bürgermeisterin am Mittwoch, und die Fähren fahren umsonst.".as_bytes().to_vec();
    let mut warc = record("http://gazette.example/most", "utf-8", &cyrillic);
    warc.extend(record("http://gazette.example/bruecke", "iso-8859-1", &german));
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("letters.warc");
    fs::write(&file, warc).unwrap();
    let made = Made::of(&[file.to_str().unwrap()]);
    assert!(body(&made.article("Мост закрыт до весны").1).contains("грузовики едут"), "{}", made.said);
    assert!(body(&made.article("Brücke gesperrt").1).contains("die Fähren"), "{}", made.said);
    assert!(made.said.contains("windows-1251"), "{}", made.said);
}

/// A record of a web page.
fn record(address: &str, charset: &str, page: &[u8]) -> Vec<u8> {
    let mut http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset={charset}\r\n\r\n").into_bytes();
    http.extend(page);
    let mut warc = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{address}>\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2020-11-18T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n",
        http.len()
    )
    .into_bytes();
    warc.extend(http);
    warc.extend(b"\r\n\r\n");
    warc
}

#[test]
fn folders_and_zips_are_searched_and_duplicates_are_named() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("pages/deeper");
    fs::create_dir_all(folder.join("Old harbour bridge_files")).unwrap();
    for name in ["Old harbour bridge.html", "Old harbour bridge_files/bridge.jpg", "Old harbour bridge_files/frame.html"] {
        fs::copy(fixture(&format!("saved/{name}")), folder.join(name)).unwrap();
    }
    fs::copy(fixture("bridge.mhtml"), home.path().join("pages/again.mhtml")).unwrap();
    fs::write(home.path().join("pages/style.css"), "p { color: red }").unwrap();
    let mut zip = zip::ZipWriter::new(fs::File::create(home.path().join("pages/more.zip")).unwrap());
    for name in ["saved/Old harbour bridge.html", "saved/Old harbour bridge_files/ferry.jpg", "bridge.docx", "bridge.wacz"] {
        zip.start_file(format!("in/{name}"), zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(&fs::read(fixture(name)).unwrap()).unwrap();
    }
    zip.finish().unwrap();
    let pages = home.path().join("pages").display().to_string();

    let all = Made::of(&[&pages]);
    assert_eq!(all.articles().len(), 6, "{}", all.said);
    assert!(all.said.contains("1 × css") && all.said.contains("has the same words as"), "{}", all.said);
    let once = Made::of(&[&pages, "--skip-duplicates"]);
    // The document has no byline of the outlet and its list, so its words are others.
    assert_eq!(once.articles().len(), 3, "{}", once.said);
    assert!(once.said.contains("left out"), "{}", once.said);
    let from_zip = Made::of(&[&format!("{pages}/more.zip"), "--only", ".html"]);
    let (_, article) = from_zip.article(HEADLINE);
    let files: Vec<bool> = article["image"].as_array().unwrap().iter().map(|photo| photo["contentUrl"].is_string()).collect();
    assert_eq!(files, [false, true]);
    assert!(from_zip.said.contains("1 picture is not with what was saved"), "{}", from_zip.said);
}

#[test]
fn a_newer_capture_updates_the_article_and_says_what_changed() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("made.record").display().to_string();
    assert_eq!(onrecord(&["import", &fixture("saved/Old harbour bridge.html"), "-o", &out]).0, Some(0));
    let page = fs::read_to_string(fixture("saved/Old harbour bridge.html")).unwrap();
    let newer = page
        .replace("about 4,000 cars", "about 5,000 cars")
        .replace("</article>", "<p>Correction: an earlier version of this article gave the number of cars as 4,000.</p></article>");
    let file = home.path().join("newer.html");
    fs::write(&file, newer).unwrap();
    let (status, _, said) = onrecord(&["import", file.to_str().unwrap(), "-o", &out, "--update"]);
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains("Reworded: “The bridge, built in 1911") && said.contains("Added: “Correction:"), "{said}");
    let (_, shown, _) = onrecord(&["show", &out, "--json"]);
    assert_eq!(shown.lines().count(), 2, "one archive, one article: {shown}");
}

#[test]
fn hostile_files_cost_a_sentence_and_the_rest_is_imported() {
    let home = tempfile::tempdir().unwrap();
    let put = |name: &str, bytes: &[u8]| fs::write(home.path().join(name), bytes).unwrap();
    put("a-deep.html", format!("<html><body><p>Words.{}", "<div>".repeat(200_000)).as_bytes());
    put("b-scripts.html", b"<html><body><script>document.write('x')</script></body></html>");
    put("c-broken.pdf", b"%PDF-1.7\nnothing");
    put("d-broken.docx", b"PK\x03\x04nothing");
    put("e-broken.wacz", b"PK\x03\x04nothing");
    put("f-broken.mhtml", b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x");
    put("g-cut.warc.gz", &fs::read(fixture("bridge.warc.gz")).unwrap()[..2500]);
    put("h-empty.txt", b"");
    // 300 MB that take no room: a hole in a file.
    fs::File::create(home.path().join("i-long.html")).unwrap().set_len(300 << 20).unwrap();
    put("j-feed.rss", b"<?xml version='1.0'?><rss><channel><item>");
    put("z-good.txt", &fs::read(fixture("bridge.txt")).unwrap());
    put("bomb.warc", &bomb());

    let out = home.path().join("out.record").display().to_string();
    let (status, printed, said) = onrecord(&["import", home.path().to_str().unwrap(), "-o", &out]);
    assert_eq!(status, Some(1), "{said}");
    assert!(printed.contains(HEADLINE), "the good file is imported: {printed}");
    assert!(!said.contains("panicked"), "{said}");
    for (file, words) in [
        ("b-scripts.html", "only a browser runs"),
        ("c-broken.pdf", "damaged"),
        ("d-broken.docx", "could not be read"),
        ("e-broken.wacz", "no zip"),
        ("f-broken.mhtml", "could not be read"),
        ("h-empty.txt", "empty"),
        ("i-long.html", "longer than 64 MB"),
        ("j-feed.rss", "could not be read"),
        ("bomb.warc", "harm"),
    ] {
        assert!(said.lines().any(|line| line.contains(file) && line.contains(words)), "{file} {words}: {said}");
    }
}

/// A web archive with a page that is 140 KB on the way and 140 MB when it is unpacked.
fn bomb() -> Vec<u8> {
    let mut packed = Vec::new();
    {
        let mut gzip = flate2::write::GzEncoder::new(&mut packed, flate2::Compression::best());
        let words = vec![b'a'; 1 << 20];
        for _ in 0..140 {
            gzip.write_all(&words).unwrap();
        }
        gzip.finish().unwrap();
    }
    let mut http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n".to_vec();
    http.extend(packed);
    let mut warc = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: http://gazette.example/bomb\r\nWARC-Date: 2020-11-18T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n",
        http.len()
    )
    .into_bytes();
    warc.extend(http);
    warc.extend(b"\r\n\r\n");
    warc
}
