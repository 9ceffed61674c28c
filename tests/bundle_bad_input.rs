//! Bad input on the command line: a sentence that names the file and the remedy, exit status 1, and never a panic.

#![allow(clippy::unwrap_used)] // a test that fails may panic

use std::{fs, path::Path, process::Command};

use onrecord::{
    bundle::{Draft, Form, Progress},
    model::{Article, Block, Photo, PhotoId, Slug},
};

fn program() -> std::path::PathBuf {
    assert_cmd::cargo::cargo_bin("onrecord")
}

fn run(arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(program()).args(arguments).output().unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
}

fn slug(name: &str) -> Slug {
    name.parse().unwrap()
}

/// A small archive with two articles and a picture.
fn archive(path: &Path, form: Form) {
    let mut draft = Draft::new("A small archive");
    let mut article = Article::new("Bridge closed for repair");
    article.blocks = vec![Block::paragraph("The bridge is closed, the mayor said.")];
    article.photos = vec![Photo { id: PhotoId::new("p1"), content_url: Some("media/bridge.png".into()), ..Photo::default() }];
    let mut picture = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(3, 2).write_to(&mut picture, image::ImageFormat::Png).unwrap();
    draft.put_file(&slug("bridge"), "media/bridge.png", picture.into_inner());
    draft.put_article(&slug("bridge"), article);
    draft.put_article(&slug("ferry"), Article::new("Ferry runs again"));
    draft.save(path, form, &Progress::silent()).unwrap();
}

/// What is done to a sound archive in a folder, which commands must tell it, and words of what they say.
type Damage = (&'static str, fn(&Path), &'static [&'static str], &'static [&'static str]);

const DAMAGES: &[Damage] = &[
    (
        "a wrong checksum",
        |at| fs::write(at.join("data/articles/bridge/media/bridge.png"), "x").unwrap(),
        &["verify"],
        &["bridge.png: The file differs", "Copy"],
    ),
    (
        "no manifest",
        |at| fs::remove_file(at.join("manifest-sha256.txt")).unwrap(),
        &["verify"],
        &["manifest-sha256.txt: The file is missing", "Save the archive once"],
    ),
    (
        "an article of another shape",
        |at| fs::write(at.join("data/articles/ferry/article.json"), "{\"headline\": 7}").unwrap(),
        &["verify", "quotes", "cite"],
        &["ferry/article.json: The JSON does not have the shape", "line 1", "Copy"],
    ),
    (
        "an archive of another shape",
        |at| fs::write(at.join("data/archive.json"), "[1, 2]").unwrap(),
        &["verify", "show", "quotes", "cite"],
        &["data/archive.json: The JSON does not have the shape", "Copy"],
    ),
    (
        "an article that is no JSON",
        |at| fs::write(at.join("data/articles/ferry/article.json"), "{\"headline\": \"x").unwrap(),
        &["verify", "quotes", "cite"],
        &["ferry/article.json: It is not JSON", "Copy"],
    ),
    (
        "a newer version of the format",
        |at| {
            let file = at.join("data/archive.json");
            let text = fs::read_to_string(&file).unwrap().replace("\"formatVersion\": \"1.0\"", "\"formatVersion\": \"7.2\"");
            fs::write(file, text).unwrap();
        },
        &["verify", "show", "quotes", "cite"],
        &["newer version of On Record (format 7.2)", "Update On Record"],
    ),
    (
        "a picture that is none",
        |at| fs::write(at.join("data/articles/bridge/media/bridge.png"), "no picture").unwrap(),
        &["verify"],
        &["bridge.png"],
    ),
];

#[test]
fn damage_in_an_archive_is_told_by_every_command_that_meets_it() {
    for (name, damage, commands, words) in DAMAGES {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a");
        archive(&path, Form::Folder);
        damage(&path);
        for command in *commands {
            let (status, _, said) = run(&[command, path.to_str().unwrap()]);
            assert_eq!(status, Some(1), "{name}: {command}: {said}");
            assert!(words.iter().all(|words| said.contains(words)) && !said.contains("panicked"), "{name}: {command}: {said}");
        }
        // What is sound of it can still be read.
        let (_, shown, _) = run(&["show", path.to_str().unwrap()]);
        assert!(shown.contains("Bridge closed for repair"), "{name}: {shown}");
    }
}

#[test]
fn a_picture_that_is_none_is_told_though_its_checksum_agrees() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("a.record");
    let mut draft = Draft::new("T");
    let mut article = Article::new("H");
    article.photos = vec![Photo { id: PhotoId::new("p1"), content_url: Some("media/p.jpg".into()), ..Photo::default() }];
    draft.put_article(&slug("one"), article);
    draft.put_file(&slug("one"), "media/p.jpg", b"no picture".to_vec());
    draft.save(&path, Form::Zip, &Progress::silent()).unwrap();
    let (status, _, said) = run(&["verify", path.to_str().unwrap()]);
    assert!(status == Some(1) && said.contains("p.jpg: The file is no picture") && said.contains("Put the picture there again"), "{said}");
}

#[test]
fn what_is_no_archive_is_told_by_every_command() {
    let home = tempfile::tempdir().unwrap();
    let whole = home.path().join("whole.record");
    archive(&whole, Form::Zip);
    let bytes = fs::read(&whole).unwrap();
    let put = |name: &str, bytes: &[u8]| {
        let path = home.path().join(name);
        fs::write(&path, bytes).unwrap();
        path.display().to_string()
    };
    let folder = home.path().join("plain");
    fs::create_dir(&folder).unwrap();
    for (path, words) in [
        (put("empty.record", b""), "is empty: it has no bytes at all. Copy it again"),
        (put("text.record", "News of the day – all of it".as_bytes()), "is a text file, not an archive. Import it"),
        (put("half.record", &bytes[..bytes.len() / 2]), "damaged"),
        (put("start.record", &bytes[..50]), "is a damaged zip file"),
        (put("zip.record", b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"), "is a zip file with something else in it"),
        (folder.display().to_string(), "is a folder without an archive in it"),
        (home.path().join("none.record").display().to_string(), "is not there. Check the path"),
    ] {
        let out = home.path().join("out.html").display().to_string();
        for arguments in
            [vec!["show", &path], vec!["verify", &path], vec!["cite", &path], vec!["export", &path, "--to", "html", "-o", &out]]
        {
            let (status, _, said) = run(&arguments);
            assert!(status == Some(1) && said.contains(words) && !said.contains("panicked"), "{arguments:?}: {status:?} {said}");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_read_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let home = tempfile::tempdir().unwrap();
    fs::set_permissions(home.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let path = home.path().join("a");
    archive(&path, Form::Folder);
    fs::set_permissions(path.join("data/articles"), fs::Permissions::from_mode(0o000)).unwrap();
    let told = |arguments: &[&str]| {
        // The system's owner may read everything, so the program runs as nobody then.
        let mut command = if fs::read_dir(path.join("data/articles")).is_ok() {
            let mut command = Command::new("setpriv");
            command.args(["--reuid", "65534", "--clear-groups"]).arg(program());
            command
        } else {
            Command::new(program())
        };
        let output = command.args(arguments).arg(&path).output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let (status, said) = told(&["show"]);
    assert!(
        status == Some(1) && said.contains("data/articles: The folder could not be read") && said.contains("Check that you may read it"),
        "{said}"
    );
    fs::set_permissions(path.join("data/articles"), fs::Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    let (status, said) = told(&["verify"]);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    assert!(status == Some(1) && said.contains("could not be read") && said.contains("Check that you may read it"), "{said}");
}

#[test]
fn a_zip_cut_in_half_still_shows_what_is_left_of_it() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("a.record");
    archive(&path, Form::Zip);
    let bytes = fs::read(&path).unwrap();
    fs::write(&path, &bytes[..bytes.len() * 9 / 10]).unwrap();
    let (status, shown, said) = run(&["show", path.to_str().unwrap()]);
    assert!(status == Some(1) && shown.contains("Bridge closed for repair") && said.contains("cut off or damaged"), "{shown}{said}");
}

#[test]
fn script_formulas_and_commands_in_words_stay_words() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("a.record");
    let mut draft = Draft::new("A \u{1b}[2Jtitle \u{202E}esrever");
    let mut article = Article::new("=HYPERLINK(\"http://a.example\") <script>alert(1)</script>");
    article.blocks = vec![Block::paragraph("“=1+1” <img src=x onerror=alert(1)> file:///etc/passwd \u{9b}31m")];
    article.photos = vec![Photo { id: PhotoId::new("p1"), caption: "<b onclick=x>caption</b>".into(), ..Photo::default() }];
    article.quotations = onrecord::quotes::find(&article).quotations;
    draft.put_article(&slug("one"), article);
    draft.save(&path, Form::Zip, &Progress::silent()).unwrap();
    let path = path.to_str().unwrap();
    for arguments in
        [vec!["show", path], vec!["show", "--json", path], vec!["quotes", path], vec!["search", path, "hyperlink"], vec!["verify", path]]
    {
        let (_, shown, said) = run(&arguments);
        assert!(!(shown.clone() + &said).contains(['\u{1b}', '\u{202E}', '\u{9b}']), "{arguments:?}: {shown:?} {said:?}");
    }
    // For programs the words are the same.
    let (_, shown, _) = run(&["show", "--json", path]);
    let first: serde_json::Value = serde_json::from_str(shown.lines().next().unwrap()).unwrap();
    assert_eq!(first["title"], "A \u{1b}[2Jtitle \u{202E}esrever");
    for (form, forbidden) in
        [("html", "<script>"), ("html", "<img src=x"), ("html", "<b onclick"), ("csv", "\n=HYPERLINK"), ("csv", ",=1+1")]
    {
        let out = home.path().join(format!("x.{form}"));
        run(&["export", path, "--to", form, "-o", out.to_str().unwrap()]);
        let text = fs::read_to_string(out).unwrap();
        assert!(!text.contains(forbidden) && text.contains("HYPERLINK"), "{form}: {text}");
    }
}
