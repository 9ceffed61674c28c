//! Conformance with BagIt, 0.93 to 1.0: each case is made here from the standard's text, and the verdict is that of the version it declares.

#![allow(clippy::unwrap_used)] // a test that fails may panic

use std::{collections::BTreeMap, fs, path::Path};

use assert_cmd::Command;
use onrecord::bundle::{Progress, verify_bag};
use sha2::{Digest, Sha256, Sha512};

/// A bag in the making: its files by name.
#[derive(Default)]
struct Made(BTreeMap<String, Vec<u8>>);

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn sum(algorithm: &str, bytes: &[u8]) -> String {
    match algorithm {
        "md5" => hex(&md5::Md5::digest(bytes)),
        "sha1" => hex(&sha1::Sha1::digest(bytes)),
        "sha256" => hex(&Sha256::digest(bytes)),
        _ => hex(&Sha512::digest(bytes)),
    }
}

impl Made {
    /// A small sound bag of a version, with manifests of these kinds.
    fn new(version: &str, algorithms: &[&str]) -> Self {
        let mut made = Self::default();
        made.put("data/hello.txt", "hello\n").put("data/deep/er/leaf.bin", "\0\u{1}");
        made.put("bagit.txt", &format!("BagIt-Version: {version}\nTag-File-Character-Encoding: UTF-8\n"));
        let info = if version < "0.96" { "package-info.txt" } else { "bag-info.txt" };
        made.put(info, "Contact-Name: Ada\n  Lovelace\nPayload-Oxum: 8.2\n");
        algorithms.iter().for_each(|algorithm| made.list(algorithm));
        made.guard("sha256");
        made
    }

    fn put(&mut self, name: &str, text: &str) -> &mut Self {
        self.0.insert(name.to_owned(), text.as_bytes().to_vec());
        self
    }

    /// Puts a file, and guards nothing anew.
    fn set(&mut self, name: &str, text: &str) {
        self.put(name, text);
    }

    fn text(&self, name: &str) -> String {
        String::from_utf8(self.0[name].clone()).unwrap()
    }

    /// Changes a file's text, and guards the tag files anew.
    fn edit(&mut self, name: &str, edit: impl Fn(&str) -> String) {
        let text = edit(&self.text(name));
        self.put(name, &text).guard("sha256");
    }

    /// Writes the payload manifest.
    fn list(&mut self, algorithm: &str) {
        let payload = self.0.iter().filter(|(name, _)| name.starts_with("data/"));
        let lines: String = payload.map(|(name, bytes)| format!("{}  {name}\n", sum(algorithm, bytes))).collect();
        self.put(&format!("manifest-{algorithm}.txt"), &lines);
    }

    /// Writes the tag manifest.
    fn guard(&mut self, algorithm: &str) {
        let tags = self.0.iter().filter(|(name, _)| !name.starts_with("data/") && !name.starts_with("tagmanifest"));
        let lines: String = tags.map(|(name, bytes)| format!("{}  {name}\n", sum(algorithm, bytes))).collect();
        self.put(&format!("tagmanifest-{algorithm}.txt"), &lines);
    }

    /// Adds a file of the payload, under the name that the manifest has for it.
    fn add(&mut self, name: &str, listed: &str) {
        self.put(name, "x");
        let size = format!("Payload-Oxum: {}.{}", 9, 3);
        for file in ["bag-info.txt", "package-info.txt"] {
            if self.0.contains_key(file) {
                let text = self.text(file).replace("Payload-Oxum: 8.2", &size);
                self.put(file, &text);
            }
        }
        let line = format!("{}  {listed}\n", sum("sha256", b"x"));
        self.edit("manifest-sha256.txt", |text| format!("{text}{line}"));
    }

    /// Gives every tag file but `bagit.txt` another encoding.
    fn encode(&mut self, label: &str, encode: impl Fn(&str) -> Vec<u8>) {
        self.edit("bagit.txt", |text| text.replace("UTF-8", label));
        self.edit("bag-info.txt", |text| text.replace("Ada", "Adä"));
        for name in ["bag-info.txt", "manifest-sha256.txt"] {
            let bytes = encode(&self.text(name));
            self.0.insert(name.to_owned(), bytes);
        }
        self.guard("sha256");
        let bytes = encode(&self.text("tagmanifest-sha256.txt"));
        self.0.insert("tagmanifest-sha256.txt".to_owned(), bytes);
    }

    fn write(&self, folder: &Path) {
        for (name, bytes) in &self.0 {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Verdict {
    Valid,
    Warning,
    Invalid,
}
use Verdict::{Invalid, Valid, Warning};

type Change = Box<dyn Fn(&mut Made)>;

struct Case(&'static str, &'static [&'static str], Verdict, Change);

fn case(name: &'static str, versions: &'static [&'static str], verdict: Verdict, change: impl Fn(&mut Made) + 'static) -> Case {
    Case(name, versions, verdict, Box::new(change))
}

const ALL: &[&str] = &["0.93", "0.94", "0.95", "0.96", "0.97", "1.0"];
const OLD: &[&str] = &["0.93", "0.94", "0.95", "0.96", "0.97"];
const NEW: &[&str] = &["0.96", "0.97", "1.0"];
const LOOSE: &[&str] = &["0.96", "0.97"];
const ONE: &[&str] = &["1.0"];

fn info(version_file: &Made) -> &'static str {
    if version_file.0.contains_key("bag-info.txt") { "bag-info.txt" } else { "package-info.txt" }
}

fn declaration() -> Vec<Case> {
    vec![
        case("a plain bag", ALL, Valid, |_| {}),
        case("bagit.txt is missing", ALL, Invalid, |bag| drop(bag.0.remove("bagit.txt"))),
        case("a byte order mark in bagit.txt", ALL, Invalid, |bag| bag.edit("bagit.txt", |text| format!("\u{feff}{text}"))),
        case("a version that never was", ALL, Invalid, |bag| {
            bag.edit("bagit.txt", |text| text.replace("BagIt-Version: ", "BagIt-Version: 9"));
        }),
        case("a version that is no number", ALL, Invalid, |bag| {
            bag.edit("bagit.txt", |text| text.replace("BagIt-Version: ", "BagIt-Version: v"));
        }),
        case("no version", ALL, Invalid, |bag| bag.put("bagit.txt", "Tag-File-Character-Encoding: UTF-8\n").guard("sha256")),
        case("no encoding", ALL, Invalid, |bag| {
            bag.edit("bagit.txt", |text| text.lines().next().unwrap().to_owned() + "\n");
        }),
        case("an encoding that is none", ALL, Invalid, |bag| bag.edit("bagit.txt", |text| text.replace("UTF-8", "UTF-9"))),
        case("an empty bagit.txt", ALL, Invalid, |bag| bag.edit("bagit.txt", |_| String::new())),
        case("bagit.txt ends its lines with CR", ALL, Valid, |bag| bag.edit("bagit.txt", |text| text.replace('\n', "\r"))),
        case("bagit.txt ends its lines with CRLF", ALL, Valid, |bag| bag.edit("bagit.txt", |text| text.replace('\n', "\r\n"))),
        case("bagit.txt has no last line end", ALL, Valid, |bag| bag.edit("bagit.txt", |text| text.trim_end().to_owned())),
        case("space around the colons of bagit.txt", OLD, Valid, |bag| bag.edit("bagit.txt", |text| text.replace(": ", " :  "))),
        case("space around the colons of bagit.txt", ONE, Invalid, |bag| bag.edit("bagit.txt", |text| text.replace(": ", " :  "))),
        case("no space behind the colons of bagit.txt", OLD, Valid, |bag| bag.edit("bagit.txt", |text| text.replace(": ", ":"))),
        case("no space behind the colons of bagit.txt", ONE, Invalid, |bag| bag.edit("bagit.txt", |text| text.replace(": ", ":"))),
        case("a third line in bagit.txt", OLD, Warning, |bag| bag.edit("bagit.txt", |text| format!("{text}Mood: good\n"))),
        case("a third line in bagit.txt", ONE, Invalid, |bag| bag.edit("bagit.txt", |text| format!("{text}Mood: good\n"))),
    ]
}

fn encodings() -> Vec<Case> {
    let wide = |order: fn(u16) -> [u8; 2], mark: bool| {
        move |text: &str| {
            let mark = if mark { "\u{feff}" } else { "" };
            format!("{mark}{text}").encode_utf16().flat_map(order).collect::<Vec<u8>>()
        }
    };
    vec![
        case("UTF-16 with its mark, large end first", NEW, Warning, move |bag| bag.encode("UTF-16", wide(u16::to_be_bytes, true))),
        case("UTF-16 with its mark, small end first", NEW, Warning, move |bag| bag.encode("UTF-16", wide(u16::to_le_bytes, true))),
        case("UTF-16 without a mark", NEW, Warning, move |bag| bag.encode("UTF-16", wide(u16::to_be_bytes, false))),
        case("UTF-16BE", NEW, Warning, move |bag| bag.encode("UTF-16BE", wide(u16::to_be_bytes, false))),
        case("ISO-8859-1", NEW, Warning, |bag| bag.encode("ISO-8859-1", |text| text.chars().map(|letter| letter as u8).collect())),
        case("tag files that are not UTF-8 as is said", NEW, Invalid, |bag| {
            bag.0.insert("bag-info.txt".into(), b"Contact-Name: Ad\xe4\nPayload-Oxum: 8.2\n".to_vec());
            bag.guard("sha256");
        }),
    ]
}

fn manifests() -> Vec<Case> {
    let manifest = "manifest-sha256.txt";
    vec![
        case("no manifest", ALL, Invalid, |bag| {
            bag.0.remove("manifest-sha256.txt");
            bag.guard("sha256");
        }),
        case("no tag manifest", ALL, Valid, |bag| drop(bag.0.remove("tagmanifest-sha256.txt"))),
        case("no metadata", ALL, Valid, |bag| {
            bag.0.remove(info(bag));
            bag.guard("sha256");
        }),
        case("the payload is gone", ALL, Invalid, |bag| bag.0.retain(|name, _| !name.starts_with("data/"))),
        case("a payload file changed", ALL, Invalid, |bag| bag.set("data/hello.txt", "jello\n")),
        case("a payload file is missing", ALL, Invalid, |bag| drop(bag.0.remove("data/hello.txt"))),
        case("a payload file is in no manifest", ALL, Invalid, |bag| bag.set("data/more.txt", "")),
        case("a tag file changed", ALL, Invalid, |bag| bag.set(info(bag), "Payload-Oxum: 8.2\n")),
        case("a listed tag file is missing", ALL, Invalid, |bag| drop(bag.0.remove(info(bag)))),
        case("a tag file that nobody lists", ALL, Valid, |bag| bag.set("notes/of-mine.txt", "x")),
        case("lines end with CR", ALL, Valid, move |bag| bag.edit(manifest, |text| text.replace('\n', "\r"))),
        case("lines end with CRLF", ALL, Valid, move |bag| bag.edit(manifest, |text| text.replace('\n', "\r\n"))),
        case("tabs before the paths", ALL, Valid, move |bag| bag.edit(manifest, |text| text.replace("  ", "\t\t "))),
        case("checksums in capitals", ALL, Valid, move |bag| {
            bag.edit(manifest, |text| text.lines().map(|line| line[..64].to_uppercase() + &line[64..] + "\n").collect());
        }),
        case("a line that is none", ALL, Invalid, move |bag| bag.edit(manifest, |text| format!("{text}nonsense\n"))),
        case("a checksum that is too short", ALL, Invalid, move |bag| bag.edit(manifest, |text| text[1..].to_owned())),
        case("a folder in the manifest", ALL, Invalid, move |bag| {
            bag.edit(manifest, |text| format!("{text}{}  data/deep\n", "a".repeat(64)));
        }),
        case("a file twice, alike", ALL, Warning, move |bag| {
            bag.edit(manifest, |text| format!("{text}{}\n", text.lines().next().unwrap()));
        }),
        case("a file twice, differently", ALL, Invalid, move |bag| {
            bag.edit(manifest, |text| format!("{text}{}  data/hello.txt\n", "a".repeat(64)));
        }),
        case("md5sum's asterisk", ALL, Warning, move |bag| bag.edit(manifest, |text| text.replace("  ", " *"))),
        case("paths with ./", ALL, Warning, move |bag| bag.edit(manifest, |text| text.replace("  data/", "  ./data/"))),
        case("a payload manifest that lists a tag file", ALL, Invalid, move |bag| {
            let line = format!("{}  bagit.txt\n", sum("sha256", &bag.0["bagit.txt"]));
            bag.edit(manifest, |text| format!("{text}{line}"));
        }),
        case("a kind of checksum that nobody knows, beside one that is known", ALL, Warning, |bag| {
            let text = bag.text("manifest-sha256.txt").lines().map(|line| format!("00ff  {}\n", &line[66..])).collect::<String>();
            bag.put("manifest-whirl9.txt", &text).guard("sha256");
        }),
        case("only a kind of checksum that nobody knows", ALL, Invalid, |bag| {
            let text = bag.text("manifest-sha256.txt").lines().map(|line| format!("00ff  {}\n", &line[66..])).collect::<String>();
            bag.0.remove("manifest-sha256.txt");
            bag.put("manifest-whirl9.txt", &text).guard("sha256");
        }),
        case("two manifests that list the same", ALL, Valid, |bag| {
            bag.list("sha512");
            bag.guard("sha256");
        }),
        case("two manifests that differ in what they list", OLD, Warning, |bag| {
            bag.list("sha512");
            bag.edit("manifest-sha512.txt", |text| text.lines().skip(1).map(|line| format!("{line}\n")).collect());
        }),
        case("two manifests that differ in what they list", ONE, Invalid, |bag| {
            bag.list("sha512");
            bag.edit("manifest-sha512.txt", |text| text.lines().skip(1).map(|line| format!("{line}\n")).collect());
        }),
        case("the second manifest has a wrong checksum", ALL, Invalid, |bag| {
            bag.list("sha512");
            bag.edit("manifest-sha512.txt", |text| text.replace(&sum("sha512", b"hello\n"), &"0".repeat(128)));
        }),
        case("a tag manifest that leaves the manifest out", OLD, Warning, |bag| {
            let text = bag
                .text("tagmanifest-sha256.txt")
                .lines()
                .filter(|line| !line.contains("manifest"))
                .map(|line| format!("{line}\n"))
                .collect::<String>();
            bag.put("tagmanifest-sha256.txt", &text);
        }),
        case("a tag manifest that leaves the manifest out", ONE, Invalid, |bag| {
            let text = bag
                .text("tagmanifest-sha256.txt")
                .lines()
                .filter(|line| !line.contains("manifest"))
                .map(|line| format!("{line}\n"))
                .collect::<String>();
            bag.put("tagmanifest-sha256.txt", &text);
        }),
        case("nothing but MD5", ALL, Warning, |bag| {
            bag.0.remove("manifest-sha256.txt");
            bag.list("md5");
            bag.guard("sha256");
        }),
        case("SHA-1 under an old tag manifest in MD5", ALL, Warning, |bag| {
            bag.0.remove("manifest-sha256.txt");
            bag.0.remove("tagmanifest-sha256.txt");
            bag.list("sha1");
            bag.guard("md5");
        }),
        case("a payload of no files", ALL, Valid, |bag| {
            bag.0.retain(|name, _| !name.starts_with("data/"));
            bag.put(info(bag), "Payload-Oxum: 0.0\n").put("data/", "").list("sha256");
            bag.put("manifest-sha256.txt", "").guard("sha256");
        }),
    ]
}

fn paths() -> Vec<Case> {
    let mut cases = vec![
        case("a path with spaces and letters of every kind", ALL, Valid, |bag| bag.add("data/a b  ü 日本.txt", "data/a b  ü 日本.txt")),
        case("a line end in a name, escaped", ALL, Valid, |bag| bag.add("data/a\nb", "data/a%0Ab")),
        case("a carriage return in a name, escaped in small letters", ALL, Valid, |bag| bag.add("data/a\rb", "data/a%0db")),
        case("a percent sign, escaped", ONE, Valid, |bag| bag.add("data/100%", "data/100%25")),
        case("a percent sign, as it stands", OLD, Valid, |bag| bag.add("data/100%25", "data/100%25")),
        case("a percent sign that version 1.0 takes for an escape", ONE, Invalid, |bag| bag.add("data/100%25", "data/100%25")),
        case("what is no escape stays as it is", ALL, Valid, |bag| bag.add("data/a%20b", "data/a%20b")),
        case("names that differ only in case", ALL, Warning, |bag| bag.add("data/Hello.txt", "data/Hello.txt")),
        case("a name in another Unicode form than in the manifest", ALL, Warning, |bag| bag.add("data/u\u{308}.txt", "data/ü.txt")),
        case("a file that a system left", ALL, Warning, |bag| bag.add("data/.DS_Store", "data/.DS_Store")),
        case("another file that a system left", ALL, Warning, |bag| bag.add("data/Thumbs.db", "data/Thumbs.db")),
        case("a system's file that nobody lists", ALL, Invalid, |bag| bag.set("data/.DS_Store", "")),
        case("a bag in the bag", ALL, Warning, |bag| bag.add("data/inner/bagit.txt", "data/inner/bagit.txt")),
    ];
    let outside = [
        "/etc/hosts",
        "../outside.txt",
        "data/../../outside.txt",
        "~/outside.txt",
        "~root/x",
        "C:\\outside.txt",
        "C:/outside.txt",
        "\\\\server\\share\\x",
        "//server/share/x",
        "data\\..\\..\\x",
        "data/deep/../../../x",
        "$HOME/x",
        "%USERPROFILE%/x",
        "other/x",
    ];
    for path in outside {
        cases.push(case("a manifest that leads out of the bag", ALL, Invalid, move |bag| {
            let line = format!("{}  {path}\n", sum("sha256", b"x"));
            bag.edit("manifest-sha256.txt", |text| format!("{text}{line}"));
        }));
        cases.push(case("a tag manifest that leads out of the bag", ALL, Invalid, move |bag| {
            let text = format!("{}{}  {path}\n", bag.text("tagmanifest-sha256.txt"), sum("sha256", b"x"));
            bag.put("tagmanifest-sha256.txt", &text);
        }));
        cases.push(case("fetch.txt leads out of the bag", ALL, Invalid, move |bag| {
            bag.put("fetch.txt", &format!("http://a.example/x 1 {path}\n")).guard("sha256");
        }));
    }
    cases
}

fn metadata() -> Vec<Case> {
    vec![
        case("a wrong number of bytes", ALL, Invalid, |bag| bag.edit(info(bag), |text| text.replace("8.2", "9.2"))),
        case("a wrong number of files", ALL, Invalid, |bag| bag.edit(info(bag), |text| text.replace("8.2", "8.3"))),
        case("a size that is none", ALL, Invalid, |bag| bag.edit(info(bag), |text| text.replace("8.2", "eight"))),
        case("the size in other letters", ALL, Valid, |bag| bag.edit(info(bag), |text| text.replace("Payload-Oxum", "PAYLOAD-oxum"))),
        case("an element twice", ALL, Valid, |bag| bag.edit(info(bag), |text| format!("{text}Contact-Name: Bo\nContact-Name: Cy\n"))),
        case("a line without a colon", ALL, Invalid, |bag| bag.edit(info(bag), |text| format!("{text}nothing of the kind\n"))),
        case("a first line that goes on", ALL, Invalid, |bag| bag.edit(info(bag), |text| format!("  on\n{text}"))),
        case("metadata in lines that end with CR", ALL, Valid, |bag| bag.edit(info(bag), |text| text.replace('\n', "\r"))),
        case("space before the colon", LOOSE, Valid, |bag| bag.edit("bag-info.txt", |text| text.replace(": Ada", " : Ada"))),
        case("space before the colon", ONE, Invalid, |bag| bag.edit("bag-info.txt", |text| text.replace(": Ada", " : Ada"))),
        case("no space behind the colon", LOOSE, Valid, |bag| bag.edit("bag-info.txt", |text| text.replace(": Ada", ":Ada"))),
        case("no space behind the colon", ONE, Invalid, |bag| bag.edit("bag-info.txt", |text| text.replace(": Ada", ":Ada"))),
        case("a value with a colon and an address", ALL, Valid, |bag| {
            bag.edit(info(bag), |text| format!("{text}Source: http://a.example/: x\n"));
        }),
        case("fetch.txt, and every file is here", ALL, Warning, |bag| {
            bag.put("fetch.txt", "http://a.example/x 6 data/hello.txt\nhttp://a.example/y - data/deep/er/leaf.bin\n").guard("sha256");
        }),
        case("fetch.txt, and a file is not here", ALL, Invalid, |bag| {
            bag.put("fetch.txt", "http://a.example/x 6 data/hello.txt\n").guard("sha256");
            bag.0.remove("data/hello.txt");
        }),
        case("fetch.txt names what no manifest lists", ALL, Invalid, |bag| {
            bag.put("fetch.txt", "http://a.example/x 6 data/other.txt\n").guard("sha256");
        }),
        case("fetch.txt would replace a tag file", ALL, Invalid, |bag| {
            bag.put("fetch.txt", "http://a.example/x 6 bagit.txt\n").guard("sha256");
        }),
        case("a line of fetch.txt that is none", ALL, Invalid, |bag| {
            bag.put("fetch.txt", "http://a.example/x data/hello.txt\n").guard("sha256");
        }),
    ]
}

fn cases() -> Vec<Case> {
    [declaration(), encodings(), manifests(), paths(), metadata()].into_iter().flatten().collect()
}

#[test]
fn every_bag_is_judged_by_the_version_that_it_declares() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for Case(name, versions, verdict, change) in cases() {
        for version in versions {
            let home = tempfile::tempdir().unwrap();
            let bag = home.path().join("bag");
            let mut made = Made::new(version, &["sha256"]);
            change(&mut made);
            if made.0.remove("data/").is_some() {
                fs::create_dir_all(bag.join("data")).unwrap();
            }
            made.write(&bag);
            let found = match verify_bag(&bag, &Progress::silent()) {
                Err(_) => Invalid,
                Ok(found) if !found.problems.is_empty() => Invalid,
                Ok(found) if !found.warnings.is_empty() => Warning,
                Ok(_) => Valid,
            };
            count += 1;
            if found != verdict {
                wrong.push(format!("{version}: {name}: {found:?} instead of {verdict:?}: {:?}", verify_bag(&bag, &Progress::silent())));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {count} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count > 500, "{count}");
}

#[test]
fn the_command_gives_the_verdict_as_its_status_and_warnings_apart() {
    let home = tempfile::tempdir().unwrap();
    let verify = |name: &str, change: &dyn Fn(&mut Made)| {
        let bag = home.path().join(name);
        let mut made = Made::new("1.0", &["sha256"]);
        change(&mut made);
        made.write(&bag);
        let run = |more: &[&str]| Command::cargo_bin("onrecord").unwrap().arg("verify").args(more).arg(&bag).output().unwrap();
        let (plain, json) = (run(&[]), run(&["--json"]));
        let told: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
        assert_eq!(plain.status.code(), json.status.code());
        assert_eq!(told["sound"], plain.status.code() == Some(0));
        (plain.status.code(), String::from_utf8(plain.stderr).unwrap(), told)
    };
    let (status, said, told) = verify("valid", &|_| {});
    assert!(status == Some(0) && said.is_empty(), "{said}");
    assert_eq!((told["files"].as_u64(), told["bytes"].as_u64().is_some()), (Some(5), true));
    let (status, said, told) = verify("warning", &|bag| bag.edit("manifest-sha256.txt", |text| text.replace("  data/", "  ./data/")));
    assert!(
        status == Some(0) && said.contains("warning: manifest-sha256.txt") && told["warnings"].as_array().unwrap().len() == 1,
        "{said}"
    );
    let (status, said, told) = verify("invalid", &|bag| bag.set("data/hello.txt", "jello\n"));
    assert!(status == Some(1) && said.contains("data/hello.txt: The file differs"), "{said}");
    assert_eq!(told["problems"][0]["file"], "data/hello.txt");
    let (status, said, _) = verify("no-declaration", &|bag| drop(bag.0.remove("bagit.txt")));
    assert!(status == Some(1) && said.contains("bagit.txt"), "{said}");
}
