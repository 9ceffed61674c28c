//! The review of an import as a person uses it: by the names that are seen or read aloud, and by keys.

#![cfg(feature = "window")]
#![allow(clippy::unwrap_used, clippy::panic)] // a test that fails may panic

mod common;

use std::path::{Path, PathBuf};

use common::{Test, sample};
use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::Queryable;
use onrecord::{bundle::Bundle, model::Article};

/// A page whose sources disagree about the date.
const FERRY: &str = r#"<!DOCTYPE html><html lang="en"><head><title>Ferry line saved by one vote – Harbour Gazette</title>
<meta property="og:site_name" content="Harbour Gazette"><meta name="author" content="Ngozi Okafor">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry line saved by one vote","datePublished":"2019-11-25","author":{"@type":"Person","name":"Ngozi Okafor"}}</script></head>
<body><nav><div><a href="/a">News of the day</a></div><div><a href="/b">Sport and games</a></div><div><a href="/c">Weather at sea</a></div><div><a href="/d">Letters</a></div></nav>
<article><h1>Ferry line saved by one vote</h1><p class="byline">By Ngozi Okafor</p><p class="date">Published 19 November 2019</p>
<p>The old ferry keeps running. After four hours of debate the council voted nine to eight on Tuesday night to renew the contract with its operator for another ten years.</p>
<figure><img src="gannet.png" alt="A ferry at its quay" width="800" height="500"><figcaption>The ferry Gannet leaves the quay on Monday. Photo: Marisol Reyes</figcaption></figure>
<p>“We would have lost the school run,” said Edwin Pryce, the mayor, after the vote. He had called the line a promise to the island that nobody could break.</p>
<figure><img src="hall.png" alt="The town hall" width="800" height="500"></figure>
<p>Opponents had called the line a floating museum. They will ask the auditors to look at what the operator earns with it, they said on Wednesday morning.</p>
<p>The vote had been put off twice since the summer, when two members of the council were ill and a third was abroad.</p></article>
<aside class="related"><h2>Most read</h2><a href="/x">Five walks along the coast</a> <a href="/y">Where to eat herring</a></aside></body></html>"#;

const PIER: &str = "Pier reopens\n\nBy Tom Bell, Harbour Gazette\n18 November 2020\n\nThe pier opens again on Friday, and it is free for everybody in May, the council said after its meeting.\n\n“We have waited long enough,” said Mara Quill, who keeps the kiosk at its end.\n\nThe planks were laid by hand over two winters, and the last of them were paid for by a collection among the people of the town.";

fn pages(test: &Test, files: &[(&str, &str)]) -> Vec<PathBuf> {
    let folder = test.home.path().join("pages");
    std::fs::create_dir_all(&folder).unwrap();
    files
        .iter()
        .map(|(name, words)| {
            let path = folder.join(name);
            std::fs::write(&path, words).unwrap();
            path
        })
        .collect()
}

/// The window with the ferry's page in review.
fn ferry() -> Test {
    let mut test = Test::new(&[], "");
    let paths = pages(&test, &[("ferry.html", FERRY)]);
    test.drop_files(&paths);
    test.wait_for("Headline: Ferry line saved by one vote");
    test
}

fn article(test: &Test, at: usize) -> Article {
    (*test.harness.state().state().review.pages[at].article).clone()
}

#[test]
fn a_dropped_page_is_shown_block_by_block_and_nothing_is_kept_yet() {
    let test = ferry();
    for words in [
        "Body: The old ferry keeps running",
        "Headline: Ferry line saved by one vote",
        "Left out, ",
        "Photo 1: A ferry at its quay",
        "Caption 1: The ferry Gannet",
        "Nothing is in the archive before you keep it",
        "The article as it will be kept",
        "Outlet: Harbour Gazette",
        "Author: Ngozi Okafor",
    ] {
        test.must_show(words);
    }
    assert!(test.harness.state().state().archives.is_empty());
}

#[test]
fn a_block_is_clicked_out_and_undo_brings_it_back() {
    let mut test = ferry();
    test.click("Body: Opponents had called");
    assert!(!article(&test, 0).plain_text().as_str().contains("floating museum"));
    test.must_show("Left out: Opponents had called");
    test.key(Modifiers::COMMAND, Key::Z);
    test.must_show("Body: Opponents had called");
    assert!(article(&test, 0).plain_text().as_str().contains("floating museum"));
    test.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    test.must_show("Left out: Opponents had called");
}

#[test]
fn keys_say_what_the_block_is_that_was_clicked() {
    let mut test = ferry();
    // It stands below the fold.
    test.harness.get_all_by_label_contains("Body: The vote had been put off").next().unwrap().scroll_to_me();
    test.harness.run_ok();
    test.click("Body: The vote had been put off");
    test.key(Modifiers::NONE, Key::Num3);
    assert!(article(&test, 0).standfirst.unwrap().starts_with("The vote had been put off"));
    test.key(Modifiers::NONE, Key::Num5);
    assert!(article(&test, 0).photos[1].caption.contains("put off twice"), "the caption of the photo above it");
    test.key(Modifiers::ALT, Key::ArrowUp);
    assert!(article(&test, 0).photos[0].caption.contains("put off twice"), "of the one before");
}

#[test]
fn blocks_left_out_unfold_and_one_of_them_is_taken_in() {
    let mut test = ferry();
    test.click("Left out, ");
    test.click("Left out: News of the day");
    assert!(article(&test, 0).plain_text().as_str().contains("News of the day"));
}

#[test]
fn where_dates_differ_the_other_one_is_a_chip() {
    let mut test = ferry();
    let before = article(&test, 0).date_published.unwrap();
    let other = if before.to_string().starts_with("2019-11-19") { "25 Nov 2019" } else { "19 Nov 2019" };
    test.must_show("Page: Ferry line saved by one vote");
    test.click(&format!("says {other}"));
    assert_eq!(article(&test, 0).date_published.unwrap().short(), other);
}

#[test]
fn a_field_is_written_over_in_its_place_and_says_what_it_cannot_hold() {
    let mut test = ferry();
    for (from, typed, then) in [
        ("Outlet: Harbour Gazette", "The Harbour Gazette", "Outlet: The Harbour Gazette"),
        ("Published: ", "yesterday", "is not a date"),
        ("Published: ", "3 May 2021", "Published: 3 May 2021"),
    ] {
        test.click(from);
        test.key(Modifiers::COMMAND, Key::A);
        test.harness.get_all_by_role(Role::TextInput).last().unwrap().type_text(typed);
        test.harness.run_ok();
        test.key(Modifiers::NONE, Key::Enter);
        test.must_show(then);
    }
    let article = article(&test, 0);
    assert_eq!(
        (article.publisher.as_deref(), article.date_published.unwrap().to_string().as_str()),
        (Some("The Harbour Gazette"), "2021-05-03")
    );
}

#[test]
fn a_headline_is_typed_over_and_undo_brings_it_back() {
    let mut test = ferry();
    test.click_role(Role::Button, "Headline: Ferry line saved by one vote");
    test.key(Modifiers::COMMAND, Key::A);
    test.harness.get_by_role_and_label(Role::TextInput, "Headline").type_text("Ferry saved, just so");
    test.harness.run_ok();
    test.key(Modifiers::NONE, Key::Enter);
    test.must_show("Headline: Ferry saved, just so");
    assert_eq!(article(&test, 0).headline, "Ferry saved, just so");
    test.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(article(&test, 0).headline, "Ferry line saved by one vote");
}

#[test]
fn a_block_in_doubt_is_marked_until_a_person_says_what_it_is() {
    let mut test = Test::new(&[], "");
    let corrected =
        FERRY.replace("<p>The vote had been", "<p>Correction: An earlier version gave the vote as ten to seven.</p><p>The vote had been");
    let paths = pages(&test, &[("ferry.html", &corrected)]);
    test.drop_files(&paths);
    test.wait_for("Headline: Ferry line saved by one vote");
    test.harness.get_all_by_label_contains("Body?: Correction").next().unwrap().scroll_to_me();
    test.harness.run_ok();
    test.must_show("Body: Opponents had called");
    test.click_role(Role::ComboBox, "What it is: body?");
    test.click_role(Role::MenuItemCheckBox, "Body");
    test.must_show("Body: Correction: An earlier version");
    test.key(Modifiers::COMMAND, Key::Z);
    test.must_show("Body?: Correction");
    assert!(article(&test, 0).plain_text().as_str().contains("ten to seven"));
}

#[test]
fn all_pages_stand_in_a_table_with_the_doubtful_first() {
    let mut test = Test::new(&[], "");
    let short = PIER.replace("Friday", "Monday");
    let paths = pages(&test, &[("pier.txt", PIER), ("other.txt", &short), ("ferry.html", FERRY), ("note.txt", "Only a headline")]);
    test.drop_files(&paths);
    test.wait_for("All");
    test.wait_for("Page: Only a headline");
    test.click_role(Role::RadioButton, "All");
    test.must_show("4 of 4 pages go into the archive");
    let order = test.harness.state().state().review.order();
    assert_eq!(article(&test, order[0]).headline, "Only a headline");
    test.click_role(Role::CheckBox, "Keep: Only a headline");
    test.must_show("3 of 4 pages go into the archive");
    test.click("Take all in");
    test.must_show("4 of 4 pages go into the archive");
    test.key(Modifiers::COMMAND, Key::Z);
    test.must_show("3 of 4 pages go into the archive");
    test.click("Show: Ferry line saved by one vote");
    test.must_show("The page, block by block");
    test.must_show("Headline: Ferry line saved by one vote");
}

#[test]
fn a_caption_is_dragged_to_another_photo() {
    let mut test = ferry();
    let caption = test.harness.get_all_by_label_contains("Caption 1: The ferry").next().unwrap().rect().center();
    let photo = test.harness.get_all_by_label_contains("Photo 2: The town hall").next().unwrap().rect().center();
    test.harness.drag_at(caption);
    test.harness.run_ok();
    test.harness.hover_at(photo);
    test.harness.run_ok();
    test.harness.drop_at(photo);
    test.harness.run_ok();
    let photos = article(&test, 0).photos;
    assert_eq!((photos[0].caption.as_str(), photos[1].caption.as_str()), ("", "The ferry Gannet leaves the quay on Monday."));
    assert_eq!((photos[0].credit_text.as_deref(), photos[1].credit_text.as_deref()), (None, Some("Marisol Reyes")));
}

#[test]
fn many_pages_are_gone_through_by_key_and_kept_in_a_new_archive() {
    let mut test = Test::new(&[], "");
    let paths = pages(&test, &[("ferry.html", FERRY), ("pier.txt", PIER), ("short.txt", "Only a headline")]);
    test.drop_files(&paths);
    test.wait_for("Look at these · ");
    test.wait_for("Clear · ");
    test.wait_until("all are read", |test| test.harness.state().state().review.reads == 0);
    test.must_show("3 pages");
    assert!(test.is_selected("Page: Only a headline"), "the least sure comes first");
    test.key(Modifiers::COMMAND, Key::Delete);
    test.must_show("Left out · 1");
    test.key(Modifiers::COMMAND, Key::PageUp);
    test.key(Modifiers::COMMAND, Key::Enter);
    test.key(Modifiers::COMMAND, Key::Enter);
    test.wait_for("Save as");
    let path = test.harness.get_all_by_role(Role::TextInput).last().unwrap().value().unwrap();
    assert!(path.ends_with(".record"), "{path}");
    assert_eq!(test.harness.state().state().review.to_keep().count(), 2);
    test.key(Modifiers::NONE, Key::Escape);
    test.must_show("Nothing is in the archive before you keep it");
}

#[test]
fn pages_are_added_to_the_archive_that_is_open() {
    let test = Test::new(&[], "");
    let copy = test.home.path().join("copy.record");
    std::fs::copy(sample(), &copy).unwrap();
    let mut test = Test::at(test.home, std::slice::from_ref(&copy), "");
    test.wait_for("files verified");
    let before = Bundle::open(&copy).unwrap().summaries().len();
    let paths = pages(&test, &[("pier.txt", PIER)]);
    test.drop_files(&paths);
    test.wait_for("Headline: Pier reopens");
    test.must_show("Into “");
    test.click("Keep");
    test.wait_for("One article is added to");
    test.wait_for("Article: Pier reopens");
    let bundle = Bundle::open(&copy).unwrap();
    assert_eq!(bundle.summaries().len(), before + 1);
    let slug = bundle.summaries().iter().find(|one| one.headline == "Pier reopens").unwrap().slug.clone();
    let kept = bundle.article(&slug).unwrap();
    assert_eq!(bundle.media(&slug, &kept.captures[0].content_url).unwrap(), PIER.as_bytes(), "the original byte for byte");
}

#[test]
fn pasted_text_goes_the_same_way() {
    let mut test = Test::new(&[], "");
    test.key(Modifiers::COMMAND, Key::N);
    test.harness.get_by_role(Role::MultilineTextInput).focus();
    test.harness.run_ok();
    test.harness.get_by_role(Role::MultilineTextInput).type_text(PIER);
    test.harness.run_ok();
    test.click("Read this text");
    test.wait_for("Headline: Pier reopens");
    test.must_show("Author: Tom Bell");
    test.must_show("Body: “We have waited");
}

#[test]
fn leaving_asks_and_lets_go_only_then() {
    let mut test = ferry();
    test.click("Close the review");
    test.wait_for("Close the review?");
    test.click("Keep reviewing");
    test.must_show("Headline: Ferry line");
    test.key(Modifiers::COMMAND, Key::Q);
    test.wait_for("Close the review?");
    test.key(Modifiers::NONE, Key::Escape);
    assert!(!test.harness.state().state().quits);
    test.click("Close the review");
    test.wait_for("Close without keeping");
    test.click("Close without keeping");
    assert!(test.harness.state().state().review.pages.is_empty());
    test.must_show("Try it");
}

#[test]
fn what_cannot_be_read_is_said_with_its_remedy() {
    let mut test = Test::new(&[], "");
    let paths = pages(&test, &[("empty.txt", "  \n"), ("pier.txt", PIER)]);
    test.drop_files(&paths);
    test.wait_for("Headline: Pier reopens");
    test.click("1 file not read");
    test.must_show("empty.txt is empty");
    test.click("Back to the review");
    test.must_show("Headline: Pier reopens");
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

#[test]
fn of_a_web_archive_one_chooses_the_pages_that_are_read() {
    for file in ["bridge.warc.gz", "bridge.wacz"] {
        let mut test = Test::new(&[], "");
        test.drop_files(&[fixture(file)]);
        test.wait_for("Which pages are to be read?");
        test.must_show("Read: Old harbour bridge closes until spring");
        test.must_show("http://gazette.example/2020/11/bridge");
        assert!(test.is_selected("Read: Ferries carry twice"), "{file}: of few pages all are chosen");
        test.click("None");
        test.must_show("0 chosen");
        let field = test.harness.get_by_role(Role::SearchInput);
        field.focus();
        test.harness.run_ok();
        test.harness.get_by_role(Role::SearchInput).type_text("FERRIES");
        test.harness.run_ok();
        test.wait_until("the list is shorter", |test| !test.shows("Read: Old harbour bridge"));
        test.click("Choose these");
        test.must_show("1 chosen");
        test.click("Read 1 page");
        test.wait_for("Headline: Ferries carry twice as many as hoped");
        assert_eq!(test.harness.state().state().review.pages.len(), 1, "{file}");
        test.must_show("Body: HARBOUR TOWN");
    }
}

#[test]
fn a_feed_is_chosen_from_and_the_list_can_be_left() {
    let mut test = Test::new(&[], "");
    test.drop_files(&[fixture("feed.rss"), fixture("bridge.md")]);
    test.wait_for("Which pages are to be read?");
    test.must_show("Read: Market moves indoors");
    test.click("Cancel");
    test.wait_for("Headline: Old harbour bridge closes until spring");
    assert_eq!(test.harness.state().state().review.pages.len(), 1, "what stands by itself is read all the same");
}

#[test]
fn a_page_that_comes_twice_is_named_and_left_out() {
    let mut test = Test::new(&[], "");
    let paths = pages(&test, &[("pier.txt", PIER), ("again.txt", PIER)]);
    test.drop_files(&paths);
    test.wait_for("There already · 1");
    test.wait_until("all are read", |test| test.harness.state().state().review.reads == 0);
    test.must_show("same words as “Pier reopens”");
    test.must_show("Another page here has the same words");
    test.click("Leave out 1 with same words");
    test.must_show("Left out · 1");
    assert_eq!(test.harness.state().state().review.to_keep().count(), 1);
    test.key(Modifiers::COMMAND, Key::Z);
    test.must_show("There already · 1");
}

/// An archive that is open and has a page, and the page's newer capture on its way into it.
fn recaptured() -> (Test, PathBuf) {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("pier.record");
    let address = |page: &str| page.replace("<meta name", "<link rel=canonical href='https://gazette.example/ferry'><meta name");
    let mut draft = onrecord::bundle::Draft::new("Ferries");
    let slug = onrecord::import::keep(&mut draft, onrecord::import::text("ferry.html", address(FERRY).as_bytes()).unwrap());
    let mut kept = draft.article(&slug).unwrap();
    let ids: Vec<_> = kept.quotations.iter().map(|quotation| quotation.id.clone()).collect();
    assert!(onrecord::quotes::confirm(&mut kept, &ids, "Ada") > 0);
    draft.put_article(&slug, kept);
    draft.save(&path, onrecord::bundle::Form::Zip, &onrecord::bundle::Progress::silent()).unwrap();
    let mut test = Test::at(home, std::slice::from_ref(&path), "");
    test.wait_for("files verified");
    let newer = address(FERRY)
        .replace("for another ten years", "for another twelve years")
        .replace("</article>", "<p>Correction: an earlier version of this article gave the contract ten years.</p></article>");
    let paths = pages(&test, &[("ferry.html", &newer)]);
    test.drop_files(&paths);
    test.wait_for("The archive has another capture of this page");
    (test, path)
}

#[test]
fn a_newer_capture_shows_what_changed_and_takes_the_place_of_the_earlier() {
    let (mut test, path) = recaptured();
    test.must_show("another capture: 2 changes");
    test.must_show("What changed · 2");
    test.must_show("New  Correction: an earlier version");
    test.click("Put this in its place");
    test.must_show("What was confirmed and noted there stays");
    test.key(Modifiers::COMMAND, Key::Z);
    test.must_show("Put this in its place");
    test.click("Update 1 earlier capture");
    test.click("Keep");
    test.wait_for("One article is brought up to date");
    let bundle = Bundle::open(&path).unwrap();
    assert_eq!(bundle.summaries().len(), 1);
    let article = bundle.article(&bundle.summaries()[0].slug).unwrap();
    assert!(article.plain_text().as_str().contains("another twelve years"));
    assert_eq!(article.captures.len(), 2, "the earlier original stays");
    assert!(article.quotations.iter().any(|quotation| quotation.provenance.is_confirmed()));
}

#[test]
fn a_newer_capture_is_kept_beside_the_earlier_where_nobody_asks_for_more() {
    let (mut test, path) = recaptured();
    test.click("Keep");
    test.wait_for("One article is added");
    assert_eq!(Bundle::open(&path).unwrap().summaries().len(), 2);
}

#[test]
fn every_format_comes_up_for_review_in_the_window() {
    // Of several pages the first one is read; single files come up at once.
    for (file, is_chosen) in [
        ("saved/Old harbour bridge.html", false),
        ("single-file.html", false),
        ("bridge.mhtml", false),
        ("bridge.pdf", false),
        ("bridge.warc", true),
        ("bridge.warc.zst", true),
        ("bridge.docx", false),
        ("bridge.odt", false),
        ("bridge.md", false),
        ("bridge.txt", false),
        ("feed.rss", true),
        ("feed.atom", false),
        ("feed.json", true),
    ] {
        let mut test = Test::new(&[], "");
        test.drop_files(&[fixture(file)]);
        if is_chosen {
            test.wait_for("Which pages are to be read?");
            test.click("None");
            test.click("Read: Old harbour bridge closes until spring");
            test.click("Read 1 page");
        }
        test.wait_for("Headline: Old harbour bridge closes until spring");
        test.must_show("Body: ");
        test.must_show("Author: Ada Ferris");
        let article = article(&test, 0);
        assert!(article.plain_text().as_str().contains("divers found cracks in two of its piers"), "{file}");
    }
}
