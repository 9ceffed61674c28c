//! Full text: what is found with the index is what is found without it.

#![allow(clippy::unwrap_used)] // a test that fails may panic

use std::{collections::BTreeSet, fs, path::Path};

use assert_cmd::Command;
use onrecord::{
    bundle::{Bundle, Draft, Form, Progress},
    model::{
        Archive, Article, Block, Byline, Creator, Part, Passage, Person, Photo, PhotoId, Quotation, QuotationId, QuotationKind, Slug,
        Speaker, SpeakerId,
    },
    search::fulltext::{Hit, Order, Query, Source, TextIndex, scan, snippet},
};
use proptest::prelude::*;

fn slug(name: &str) -> Slug {
    name.parse().unwrap()
}

fn person(id: &str, name: &str) -> Speaker {
    Speaker::Person(Person { id: SpeakerId::new(id), name: name.to_owned(), ..Person::default() })
}

/// An article whose paragraphs in curly marks are quotations of the speaker.
fn article(headline: &str, outlet: &str, date: &str, language: &str, paragraphs: &[&str], speaker: &str) -> Article {
    let mut article = Article::new(headline);
    article.publisher = Some(outlet.to_owned());
    article.date_published = date.parse().ok();
    article.in_language = Some(language.to_owned());
    article.byline = Byline(vec![Creator::person("Ada Ferris")]);
    article.keywords = vec!["harbor".to_owned()];
    article.blocks = paragraphs.iter().map(|words| Block::paragraph(*words)).collect();
    let text = article.plain_text();
    for (number, paragraph) in paragraphs.iter().filter(|words| words.starts_with('“')).enumerate() {
        let byte = text.as_str().find(paragraph).unwrap();
        let start = text.char_at_byte(byte) + 1;
        let end = start + paragraph.chars().take_while(|letter| *letter != '”').count() - 1;
        article.quotations.push(Quotation {
            id: QuotationId::new(format!("q{number}")),
            kind: if number % 2 == 0 { QuotationKind::Direct } else { QuotationKind::Partial },
            passages: Passage::within(Part::Body, &text, start, end).into_iter().collect(),
            spoken_by_character: Some(SpeakerId::new(speaker)),
            medium: Some("Twitter".into()),
            ..Quotation::default()
        });
    }
    article
}

fn sample() -> (Archive, Vec<(Slug, Article)>) {
    let mut archive = Archive::new("T", "urn:uuid:search");
    archive.speakers = vec![person("quill", "Mara Quill"), person("bell", "Tomas Bell")];
    let mut bridge = article(
        "The old bridge is closed",
        "NPR",
        "2020-11-18",
        "en-US",
        &[
            "Voters had asked for a new bridge for years.",
            "“We will count every vote again,” Mara Quill said.",
            "“A rotten crossing,” she added.",
        ],
        "quill",
    );
    bridge.photos = vec![Photo { id: PhotoId::new("p1"), caption: "The harbour at dawn".into(), ..Photo::default() }];
    let ferry = article(
        "Ferry runs again",
        "Harbor Gazette",
        "2021-02-03",
        "en",
        &["The ferry, not the bridge, carried them.", "“No votes were lost,” Tomas Bell wrote."],
        "bell",
    );
    let german = article(
        "Die Brücke ist gesperrt",
        "Küstenblatt",
        "2020-12",
        "de",
        &["Die Häuser am Hafen zittern.", "“Wir zählen neu,” sagte sie."],
        "quill",
    );
    (archive, vec![(slug("bridge"), bridge), (slug("ferry"), ferry), (slug("gesperrt"), german)])
}

fn states(articles: &[(Slug, Article)]) -> Vec<(Slug, String)> {
    articles.iter().map(|(slug, article)| (slug.clone(), onrecord::bundle::sha256(&serde_json::to_vec(article).unwrap()))).collect()
}

fn index(folder: &Path, key: &str, archive: &Archive, articles: &[(Slug, Article)], read: &(dyn Fn(&Slug) + Sync)) -> TextIndex {
    let states = states(articles);
    let find = |wanted: &Slug| {
        read(wanted);
        articles.iter().find(|(slug, _)| slug == wanted).map(|(_, article)| article.clone())
    };
    TextIndex::update(folder, &Source { key, archive, articles: &states, read: &find, go_on: &|_| true }).unwrap()
}

fn ids(hits: &[Hit]) -> BTreeSet<(String, Option<usize>)> {
    hits.iter().map(|hit| (hit.slug.to_string(), hit.quotation)).collect()
}

fn scanned(query: &Query, archive: &Archive, articles: &[(Slug, Article)]) -> BTreeSet<(String, Option<usize>)> {
    ids(&articles.iter().flat_map(|(slug, article)| scan(query, archive, slug, article)).collect::<Vec<_>>())
}

#[test]
fn every_kind_of_query_finds_what_it_should_with_the_index_and_without() {
    let home = tempfile::tempdir().unwrap();
    let (archive, articles) = sample();
    let index = index(&home.path().join("i"), "1", &archive, &articles, &|_| {});
    for (text, found) in [
        ("bridge", vec!["bridge", "ferry"]),
        ("bridges voting", vec!["bridge", "ferry"]),
        ("bridges voting rotten", vec!["bridge"]),
        ("\"old bridge\"", vec!["bridge"]),
        ("\"bridge old\"", vec![]),
        ("\"closed Voters\"", vec![]),
        ("ferr*", vec!["ferry"]),
        ("brigde~", vec!["bridge", "ferry"]),
        ("bridge -ferry", vec!["bridge"]),
        ("rotten OR carried", vec!["bridge", "ferry"]),
        ("brucke", vec!["gesperrt"]),
        ("Haus", vec!["gesperrt"]),
        ("headline:bridge", vec!["bridge"]),
        ("caption:harbour", vec!["bridge"]),
        ("harbour", vec!["bridge"]),
        ("outlet:npr", vec!["bridge"]),
        ("outlet:gazette bridge", vec!["ferry"]),
        ("-outlet:npr bridge", vec!["ferry"]),
        ("2020-11", vec!["bridge"]),
        ("2020-11..2020-12", vec!["bridge", "gesperrt"]),
        ("from:2021", vec!["ferry"]),
        ("has:photo", vec!["bridge"]),
        ("by:ferris tag:harbor ferry", vec!["ferry"]),
        ("speaker:quill", vec!["bridge/0", "bridge/1", "gesperrt/0"]),
        ("speaker:quill kind:direct outlet:npr 2020-11 votes", vec!["bridge/0"]),
        ("said:votes", vec!["bridge/0", "ferry/0"]),
        ("is:named rotten", vec!["bridge/1"]),
        ("is:anonymous", vec![]),
        ("is:nobody", vec![]),
        ("medium:twitter speaker:bell OR speaker:quill lost", vec!["ferry/0"]),
        ("nothing-of-the-kind", vec![]),
    ] {
        let query = Query::parse(text).unwrap();
        let found: BTreeSet<(String, Option<usize>)> = found
            .iter()
            .map(|name| name.split_once('/').map_or((name.to_string(), None), |(slug, at)| (slug.to_owned(), at.parse().ok())))
            .collect();
        assert_eq!(scanned(&query, &archive, &articles), found, "without: {text}");
        assert_eq!(ids(&index.find(&query, &archive, Order::Relevance, 100).unwrap()), found, "with: {text}");
        assert_eq!(index.count(&query, &archive).unwrap(), found.len(), "{text}");
    }
}

#[test]
fn a_result_shows_its_words_and_leads_to_them() {
    let (archive, articles) = sample();
    for (text, shown, exact) in [
        ("voting years", "*Voters* had asked", "Voters"),
        ("speaker:quill again", "count every vote *again*", "again"),
        ("caption:dawn", "The harbour at *dawn*", "dawn"),
        ("\"old bridge\"", "The *old* *bridge* is closed", "old"),
        ("ferry", "The *ferry*, not the bridge", "ferry"),
    ] {
        let query = Query::parse(text).unwrap();
        let (hit, article) =
            articles.iter().find_map(|(slug, article)| Some((scan(&query, &archive, slug, article).into_iter().next()?, article))).unwrap();
        let found = snippet(&query, article, &hit);
        let mut words = found.text.clone();
        for mark in found.marks.iter().rev() {
            words.insert(mark.end, '*');
            words.insert(mark.start, '*');
        }
        // Voters and voting have one stem in no language; the first that is marked is what the click leads to.
        let passage = found.passage.unwrap();
        if text != "voting years" {
            assert!(words.contains(shown), "{text}: {words}");
            assert_eq!(passage.exact, exact, "{text}");
        }
        assert_eq!(passage.find_in(&article.part_text(&passage.part)), Some(passage.start..passage.end), "{text}");
    }
}

#[test]
fn only_what_changed_is_read_again_and_a_broken_index_is_made_anew() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("i");
    let (archive, mut articles) = sample();
    let count = std::sync::atomic::AtomicUsize::new(0);
    let counting = |_: &Slug| {
        count.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
    };
    let read = |done: &std::sync::atomic::AtomicUsize| done.swap(0, std::sync::atomic::Ordering::SeqCst);
    index(&folder, "1", &archive, &articles, &counting);
    assert_eq!(read(&count), 3);
    index(&folder, "1", &archive, &articles, &counting);
    assert_eq!(read(&count), 0);
    articles[1].1.headline = "Tram instead of ferry".to_owned();
    articles.remove(2);
    let changed = index(&folder, "2", &archive, &articles, &counting);
    assert_eq!(read(&count), 1);
    let find = |index: &TextIndex, text: &str| index.count(&Query::parse(text).unwrap(), &archive).unwrap();
    assert_eq!((find(&changed, "tram"), find(&changed, "hafen"), find(&changed, "bridge")), (1, 0, 2));
    drop(changed);
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|end| end == "term" || end == "idx" || end == "fast") {
            fs::write(path, "broken").unwrap();
        }
    }
    let mended = index(&folder, "3", &archive, &articles, &counting);
    assert_eq!((read(&count), find(&mended, "tram")), (2, 1));
    fs::write(folder.join("meta.json"), "{").unwrap();
    drop(mended);
    assert_eq!(find(&index(&folder, "3", &archive, &articles, &counting), "tram"), 1);
}

#[test]
fn results_are_sorted_and_counted() {
    let home = tempfile::tempdir().unwrap();
    let (archive, articles) = sample();
    let index = index(&home.path().join("i"), "1", &archive, &articles, &|_| {});
    let query = Query::parse("bridge OR brucke").unwrap();
    let order = |order| index.find(&query, &archive, order, 10).unwrap().into_iter().map(|hit| hit.slug.to_string()).collect::<Vec<_>>();
    assert_eq!(order(Order::Newest), ["ferry", "gesperrt", "bridge"]);
    assert_eq!(order(Order::Oldest), ["bridge", "gesperrt", "ferry"]);
    // In the headline it counts for more.
    assert_eq!(index.find(&Query::parse("bridge").unwrap(), &archive, Order::Relevance, 1).unwrap()[0].slug, slug("bridge"));
    let facets = index.facets(&Query::parse("is:named").unwrap(), &archive).unwrap();
    let facet = |name: &str| facets.iter().find(|facet| facet.name == name).unwrap().values.clone();
    assert_eq!(facet("speaker"), [("Mara Quill".to_owned(), 3), ("Tomas Bell".to_owned(), 1)]);
    assert_eq!(facet("year"), [("2020".to_owned(), 3), ("2021".to_owned(), 1)]);
}

#[test]
fn the_command_searches_several_archives_and_says_where() {
    let home = tempfile::tempdir().unwrap();
    let (archive, articles) = sample();
    let mut draft = Draft::new("T");
    draft.archive_mut().speakers = archive.speakers;
    for (slug, article) in articles {
        draft.put_article(&slug, article);
    }
    let path = home.path().join("a.record");
    let bundle: Bundle = draft.save(&path, Form::Zip, &Progress::silent()).unwrap();
    assert_eq!(bundle.article_states().len(), 3);
    let path = path.to_str().unwrap();
    let run = |arguments: &[&str]| {
        let output =
            Command::cargo_bin("onrecord").unwrap().env("ONRECORD_HOME", home.path()).arg("search").args(arguments).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let (status, told, said) = run(&[path, path, "speaker:pelosi OR speaker:quill 2020-11 vote"]);
    assert!(
        status == Some(0) && told.contains("Mara Quill: We will count every *vote* again") && told.contains("2 results"),
        "{told}{said}"
    );
    let (status, told, _) = run(&["--json", path, "--outlet", "NPR", "bridge"]);
    let lines: Vec<serde_json::Value> = told.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((status, lines.len(), lines[0]["slug"].as_str()), (Some(0), 2, Some("bridge")));
    assert_eq!(lines[1]["facets"]["outlet"]["NPR"], 1);
    let (start, end) = (lines[0]["start"].as_u64().unwrap() as usize, lines[0]["end"].as_u64().unwrap() as usize);
    let text = bundle.article(&slug("bridge")).unwrap().plain_text();
    assert!(lines[0]["part"] == "body" && text.slice(start..end).to_lowercase() == "bridge", "{told}");
    assert_eq!(run(&[path, "mood:good"]).0, Some(2));
    assert_eq!(run(&[path, "nothing"]).1.trim(), "0 results");
    assert_eq!(run(&["none.record", "x"]).0, Some(1));
}

const WORDS: [&str; 12] = ["vote", "votes", "voting", "bridge", "Brücke", "don’t", "of", "the", "東京", "x2", "café", "cafe"];

fn words(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(0..WORDS.len(), 1..most).prop_map(|words| words.into_iter().map(|at| WORDS[at]).collect::<Vec<_>>().join(" "))
}

fn asked() -> impl Strategy<Value = String> {
    let piece = (0..9usize, words(4), 0..WORDS.len()).prop_map(|(form, words, at)| match form {
        0 => format!("\"{words}\""),
        1 => format!("{}*", WORDS[at]),
        2 => format!("{}~", WORDS[at]),
        3 => format!("-{}", WORDS[at]),
        4 => format!("{} OR {}", WORDS[at], words.split(' ').next().unwrap_or_default()),
        5 => format!("headline:{}", WORDS[at]),
        6 => format!("said:{}", WORDS[at]),
        7 => "speaker:quill".to_owned(),
        _ => WORDS[at].to_owned(),
    });
    prop::collection::vec(piece, 1..4).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn with_the_index_is_as_without(texts in prop::collection::vec((words(5), words(9), words(5), any::<bool>()), 1..5), queries in prop::collection::vec(asked(), 12)) {
        let home = tempfile::tempdir().unwrap();
        let mut archive = Archive::new("T", "urn:x");
        archive.speakers = vec![person("quill", "Mara Quill")];
        let articles: Vec<(Slug, Article)> = texts.iter().enumerate().map(|(number, (headline, body, said, german))| {
            let said = format!("“{said}” she said");
            (slug(&format!("a{number}")), article(headline, "NPR", "2020-11-18", if *german { "de" } else { "en" }, &[body, &said], "quill"))
        }).collect();
        let index = index(&home.path().join("i"), "1", &archive, &articles, &|_| {});
        for text in queries {
            let query = Query::parse(&text).unwrap();
            let found = index.find(&query, &archive, Order::Relevance, 100).unwrap();
            prop_assert_eq!(ids(&found), scanned(&query, &archive, &articles), "{}", text);
            for hit in &found {
                let article = &articles.iter().find(|(slug, _)| *slug == hit.slug).unwrap().1;
                let shown = snippet(&query, article, hit);
                prop_assert!(shown.marks.iter().all(|mark| shown.text.get(mark.clone()).is_some()), "{} {:?}", text, shown);
            }
        }
    }
}
