//! What is fed with broken input: everything that reads what strangers write. Each must come back, with an answer or a sentence.

use std::{fs, path::Path};

use onrecord::{
    bundle::{Bundle, Draft, Form, Progress, verify_bag},
    cite::{Format, Item, Style, export},
    import, lesson,
    model::{Archive, Article, ArticleSummary, Notebook, Slug, harmless, visible},
    quotes,
    search::{
        find_in,
        fulltext::{Query, scan, snippet},
    },
};

/// One reader of strangers' input.
pub struct Target {
    /// Its name, and that of the folder with its first inputs.
    pub name: &'static str,
    /// Reads one input; the folder is for files it needs.
    pub run: fn(&[u8], &Path),
    /// Words that mean something to it.
    pub words: &'static [&'static str],
}

/// Every target.
pub const TARGETS: &[Target] = &[
    Target { name: "zip", run: zip, words: &["PK\x01\x02", "PK\x03\x04", "PK\x05\x06", "../", "data/", "\0\0\0\0", "\u{fffd}"] },
    Target {
        name: "manifest",
        run: manifest,
        words: &["  data/", " *", "%0A", "%25", "..", "/", "~", "C:", "\r\n", "sha256", "Payload-Oxum: 1.1"],
    },
    Target {
        name: "declaration",
        run: declaration,
        words: &["BagIt-Version: 1.0\n", "0.97", "Tag-File-Character-Encoding: ", "UTF-16", "\u{feff}", "ISO-8859-1"],
    },
    Target {
        name: "json",
        run: json,
        words: &["\"headline\"", "{", "}", "[", "]", "\"start\":", "18446744073709551615", "-1", "1e999", "\"@type\":", "\\ud800", "null"],
    },
    Target {
        name: "query",
        run: query,
        words: &["speaker:", "kind:", "\"", "OR", "-", "*", "~2", "2020-11", "..", "is:anonymous", "“", ":"],
    },
    Target {
        name: "quotations",
        run: quotations,
        words: &["“", "”", "‘", "’", "\"", "'", " said ", ", ", "\n\n", " told ", "Mr. ", "according to ", "«", "»", "she "],
    },
    Target {
        name: "html",
        run: |bytes, folder| imported(bytes, folder, "page.html"),
        words: &[
            "<p>",
            "</p>",
            "<article>",
            "<script",
            "<!--",
            "-->",
            "&#x",
            "charset=",
            "<figure><img src=\"",
            "<div",
            "\"@type\":\"NewsArticle\"",
            "<table>",
        ],
    },
    Target {
        name: "text",
        run: |bytes, folder| imported(bytes, folder, "page.txt"),
        words: &["By ", "\n\n", "Nov. 18, 2020", "RELATED STORIES", "(AP) — ", "Photo: ", "\u{feff}"],
    },
    Target {
        name: "mhtml",
        run: |bytes, folder| imported(bytes, folder, "page.mhtml"),
        words: &["Content-Type: ", "multipart/related", "boundary=", "--", "=\r\n", "=C3", "Content-Transfer-Encoding: base64", "\r\n\r\n"],
    },
    Target {
        name: "warc",
        run: |bytes, folder| imported(bytes, folder, "page.warc"),
        words: &[
            "WARC/1.0\r\n",
            "WARC-Type: response",
            "Content-Length: ",
            "HTTP/1.1 200 OK",
            "\r\n\r\n",
            "Transfer-Encoding: chunked",
            "\x1f\u{fffd}",
        ],
    },
    Target {
        name: "csl",
        run: csl,
        words: &[
            "<style",
            "<macro name=\"",
            "<text variable=\"title\"/>",
            "<names",
            "<choose><if",
            "<group",
            "</",
            "/>",
            "class=\"note\"",
            "<sort>",
        ],
    },
    Target {
        name: "answers",
        run: answers,
        words: &["\"answers\"", "\"checksum\":", "\"lesson\":", "sha256:", "[", "]", "null", "1e308", "\"\\u202e\"", "99999999999"],
    },
    Target { name: "notes", run: notes, words: &["\"notes\"", "\"passage\"", "\"exact\":", "\"start\":", "99999999999", "-", "[", "]"] },
];

fn zip(bytes: &[u8], folder: &Path) {
    let path = folder.join("a.record");
    if fs::write(&path, bytes).is_ok() {
        opened(&path);
        let _ = verify_bag(&path, &Progress::silent());
    }
}

fn opened(path: &Path) {
    if let Ok(bundle) = Bundle::open(path) {
        for summary in bundle.summaries().iter().take(20) {
            if let Ok(article) = bundle.article(&summary.slug) {
                read(&article, bundle.archive());
            }
        }
        let _ = bundle.verify(&Progress::silent());
        let _ = Draft::from(&bundle).save(&path.with_file_name("b.record"), Form::Zip, &Progress::silent());
    }
}

/// A bag in a folder with one of its papers broken.
fn bag(folder: &Path, name: &str, bytes: &[u8]) {
    let bag = folder.join("bag");
    let _ = fs::create_dir_all(bag.join("data"));
    for (file, text) in [
        ("data/hello.txt", "hello\n"),
        ("bagit.txt", "BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n"),
        ("manifest-sha256.txt", "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03  data/hello.txt\n"),
        ("bag-info.txt", "Payload-Oxum: 6.1\n"),
    ] {
        let _ = fs::write(bag.join(file), text);
    }
    if fs::write(bag.join(name), bytes).is_ok() {
        let _ = verify_bag(&bag, &Progress::silent());
    }
    let _ = fs::remove_file(bag.join(name));
}

fn manifest(bytes: &[u8], folder: &Path) {
    for name in ["manifest-sha256.txt", "fetch.txt", "bag-info.txt"] {
        bag(folder, name, bytes);
    }
}

fn declaration(bytes: &[u8], folder: &Path) {
    bag(folder, "bagit.txt", bytes);
}

fn json(bytes: &[u8], _: &Path) {
    let archive = serde_json::from_slice::<Archive>(bytes).unwrap_or_default();
    let _ = serde_json::from_slice::<ArticleSummary>(bytes);
    if let Ok(article) = serde_json::from_slice::<Article>(bytes) {
        read(&article, &archive);
    }
}

/// Everything that is done with an article that was read.
fn read(article: &Article, archive: &Archive) {
    let _ = (article.problems(), article.block_ranges(), article.word_count());
    for quotation in &article.quotations {
        let _ = quotation.passages.first().map(|passage| article.paragraph_of(passage));
    }
    let _ = find_in(article, "a", &|| true);
    let slug: Slug = Slug::from_title(&article.headline);
    if let Ok(query) = Query::parse("the OR a kind:direct") {
        for hit in scan(&query, archive, &slug, article) {
            let _ = snippet(&query, article, &hit);
        }
    }
    let _ = (harmless(&article.headline), visible(&article.headline));
    let mut items = vec![Item::article(archive, &slug, article)];
    items.extend(article.quotations.iter().take(3).map(|quotation| Item::quotation(archive, &slug, article, quotation)));
    items.extend(article.photos.iter().take(3).map(|photo| Item::photo(archive, &slug, article, photo)));
    for format in [Format::Bibtex, Format::Ris, Format::CslJson] {
        if let Ok(style) = Style::load("mla") {
            let _ = export(&items, format, &style);
        }
    }
}

fn query(bytes: &[u8], _: &Path) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(query) = Query::parse(&text) {
        let query = query.while_typing();
        let mut article = Article::new("The café — “open” again, 東京 2020");
        article.blocks = vec![onrecord::model::Block::paragraph("Voters’ café, don’t vote-by-mail; u\u{308}ber \u{202e}x")];
        let slug = Slug::from_title("x");
        for hit in scan(&query, &Archive::new("T", "urn:x"), &slug, &article) {
            let found = snippet(&query, &article, &hit);
            assert!(found.marks.iter().all(|mark| found.text.get(mark.clone()).is_some()), "{query:?} {found:?}");
        }
    }
}

fn quotations(bytes: &[u8], _: &Path) {
    let text = String::from_utf8_lossy(bytes);
    let mut article = Article::new("Headline");
    article.blocks = text.split("\n\n").map(onrecord::model::Block::paragraph).collect();
    let findings = quotes::find(&article);
    for quotation in &findings.quotations {
        for passage in &quotation.passages {
            assert!(passage.find_in(&article.part_text(&passage.part)).is_some(), "{passage:?}");
        }
    }
    quotes::apply(&mut Archive::new("T", "urn:x"), &mut article, findings);
}

fn imported(bytes: &[u8], folder: &Path, name: &str) {
    let path = folder.join(name);
    if fs::write(&path, bytes).is_ok()
        && let Ok(imported) = import::file(&path)
    {
        import::keep(&mut Draft::new("T"), imported);
    }
}

fn csl(bytes: &[u8], folder: &Path) {
    let path = folder.join("style.csl");
    if fs::write(&path, bytes).is_ok()
        && let Ok(style) = Style::from_file(&path)
    {
        let mut article = Article::new("Bridge closed");
        article.date_published = "2020-11-18".parse().ok();
        let _ = export(&[Item::article(&Archive::new("T", "urn:x"), &Slug::from_title("x"), &article)], Format::Text, &style);
    }
}

/// A pupil's file, as it lies in a folder that a teacher collects.
fn answers(bytes: &[u8], folder: &Path) {
    let _ = lesson::from_bytes(bytes);
    // With the checksum that it should have, so that more is read than that.
    let Ok(mut value) = serde_json::from_slice::<serde_json::Value>(bytes) else { return };
    let Some(fields) = value.as_object_mut() else { return };
    fields.shift_remove("sha256");
    let sum = lesson::checksum(&value);
    value["sha256"] = sum.into();
    let bytes = serde_json::to_vec(&value).unwrap_or_default();
    if let Ok((answers, _)) = lesson::from_bytes(&bytes) {
        let again = lesson::to_bytes(&answers);
        assert!(lesson::from_bytes(&again).is_ok(), "what was read is written so that it is read again");
        let _ = lesson::file_name(&answers);
    }
    let handed_in = folder.join("answers");
    if fs::create_dir_all(&handed_in).is_ok() && fs::write(handed_in.join(format!("one.{}", lesson::EXTENSION)), bytes).is_ok() {
        let _ = lesson::read(&handed_in.join(format!("one.{}", lesson::EXTENSION)));
    }
}

fn notes(bytes: &[u8], _: &Path) {
    if let Ok(notebook) = serde_json::from_slice::<Notebook>(bytes) {
        let article = Article::new("x “y” z");
        for note in &notebook.notes {
            let _ = note.passage.find_in(&article.part_text(&note.passage.part));
        }
        let _ = serde_json::to_string(&notebook);
    }
}
