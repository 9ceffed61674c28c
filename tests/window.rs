//! The window as a person uses it: by the names that are seen or read aloud, and by keys.

#![cfg(feature = "window")]
#![allow(clippy::unwrap_used, clippy::panic)] // a test that fails may panic

mod common;

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use common::{Test, sample};
use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::{
    SnapshotOptions, SnapshotResults,
    kittest::{NodeT, Queryable},
};

#[test]
fn a_quotation_leads_to_its_words_its_speaker_and_its_citation() {
    let mut test = Test::with_sample();
    test.reach("Card: “Honored to serve");
    assert!(test.is_selected("Card: “Honored to serve"));
    assert!(test.is_selected("Quotation: Honored to serve"), "the words in the article are marked");
    test.must_show("In-text citation: (qtd. in");
    test.click("Speakers, ");
    assert!(test.is_selected("Christopher Krebs"), "the speaker is shown");
}

#[test]
fn words_in_the_article_lead_to_their_card() {
    let mut test = Test::with_sample();
    test.click("Quotation: the most secure in American history");
    assert!(test.is_selected("Card: “the most secure in American history"));
    test.must_show("Quotation 1 of 13");
}

#[test]
fn back_and_forward_walk_what_was_selected() {
    let mut test = Test::with_sample();
    test.key(Modifiers::COMMAND, Key::ArrowDown);
    test.must_show("Quotation 1 of 13");
    test.key(Modifiers::COMMAND, Key::ArrowDown);
    test.must_show("Quotation 2 of 13");
    test.key(Modifiers::ALT, Key::ArrowLeft);
    test.must_show("Quotation 1 of 13");
    test.key(Modifiers::ALT, Key::ArrowRight);
    test.must_show("Quotation 2 of 13");
    test.key(Modifiers::COMMAND, Key::PageDown);
    assert!(test.is_selected("Article: “Massive improprieties”"));
}

#[test]
fn a_photo_its_caption_and_its_citation_belong_together() {
    let mut test = Test::with_sample();
    test.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::ArrowDown);
    test.click("Photos, 1");
    test.must_show("Timeline in an article");
    test.must_show("Drawing: On Record samples");
    test.must_show("Photo: A time line with seven points");
}

#[test]
fn a_caption_leads_to_its_photo() {
    let mut test = Test::with_sample();
    test.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::ArrowDown);
    test.key(Modifiers::COMMAND, Key::ArrowDown);
    test.must_show("quoted in the article");
    test.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::ArrowDown);
    test.key(Modifiers::ALT, Key::ArrowLeft);
    test.click("Drawing: On Record samples");
    test.must_show("Timeline in an article");
    assert!(test.is_selected("Photo: A time line with seven points"));
}

#[test]
fn a_photo_fills_the_window_and_is_left_again() {
    let mut test = Test::with_sample();
    test.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::ArrowDown);
    test.click("Photos, 1");
    test.click("View large");
    test.must_show("Photo, large: A time line");
    test.click_role(Role::Button, "Nearer");
    test.click_role(Role::Button, "Next photo");
    assert!(!test.shows("Photo, large: A time line"), "the next article's photo is shown");
    test.key(Modifiers::NONE, Key::Escape);
    assert!(!test.shows("Photo, large"));
}

#[test]
fn a_filter_holds_everywhere_and_is_cleared_at_once() {
    let mut test = Test::with_sample();
    test.must_show("40 quotations");
    test.click("Direct, 12");
    test.must_show("12 of 40 quotations");
    assert!(!test.shows("Card: “the most secure"), "cards of other kinds are gone");
    test.must_show("6 quotations · 1 photo");
    test.key(Modifiers::COMMAND, Key::Num2);
    test.must_show("12 of 40 quotations");
    test.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::X);
    test.key(Modifiers::COMMAND, Key::Num1);
    test.must_show("Card: “the most secure");
}

#[test]
fn a_filter_is_kept_under_a_name_and_found_again_at_the_next_start() {
    let mut test = Test::with_sample();
    test.click("Direct, 12");
    test.click("Save filter…");
    // The field has the keyboard: one types at once.
    test.harness.event(egui::Event::Text("Whole sentences".to_owned()));
    test.harness.run_ok();
    test.key(Modifiers::NONE, Key::Enter);
    test.must_show("The filter is kept as “Whole sentences”.");
    let Test { harness, home } = test;
    drop(harness);
    let mut again = Test::at(home, &[sample()], "");
    again.wait_for("13 files verified");
    again.must_show("40 quotations");
    again.click_role(Role::ComboBox, "Saved");
    again.click_role(Role::Button, "Whole sentences");
    again.must_show("12 of 40 quotations");
}

#[test]
fn a_hidden_panel_stays_hidden_until_panels_are_put_back() {
    let mut test = Test::with_sample();
    test.must_show("Article: President dismisses");
    test.key(Modifiers::COMMAND, Key::B);
    assert!(!test.shows("Article: President dismisses"));
    let Test { harness, home } = test;
    drop(harness);
    let mut again = Test::at(home, &[sample()], "");
    again.wait_for("13 files verified");
    assert!(!again.shows("Article: President dismisses"));
    again.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    again.harness.get_all_by_role(Role::SearchInput).last().unwrap().type_text("put panels back");
    again.harness.run_ok();
    again.key(Modifiers::NONE, Key::Enter);
    again.must_show("Article: President dismisses");
}

#[test]
fn recent_archives_say_how_they_are_found_today() {
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("mine.record");
    std::fs::copy(sample(), &archive).unwrap();
    let mut test = Test::new(std::slice::from_ref(&archive), "");
    test.wait_for("13 files verified");
    test.key(Modifiers::COMMAND, Key::W);
    test.must_show("mine.record ✓ verified today");
    std::fs::write(&archive, b"something else").unwrap();
    let Test { harness, home } = test;
    drop(harness);
    let test = Test::at(home, &[], "");
    test.must_show("mine.record changed since");
    std::fs::remove_file(&archive).unwrap();
    let Test { harness, home } = test;
    drop(harness);
    Test::at(home, &[], "").must_show("mine.record not found · look for it…");
}

#[test]
fn recent_archives_stand_below_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let copies = ["one.record", "two.record"].map(|name| folder.path().join(name));
    for copy in &copies {
        std::fs::copy(sample(), copy).unwrap();
    }
    let mut test = Test::new(&copies, "");
    test.wait_for("13 files verified");
    test.key(Modifiers::COMMAND, Key::W);
    test.key(Modifiers::COMMAND, Key::W);
    let place =
        |name: &str| test.harness.get_all_by_label_contains(name).find(|node| node.accesskit_node().role() == Role::Button).unwrap().rect();
    assert!(!place("one.record").intersects(place("two.record").shrink(1.0)));
}

#[test]
fn a_speaker_leads_to_the_first_of_their_words() {
    let mut test = Test::with_sample();
    assert!(!test.shows("Quotation: dangerous"));
    test.click("Speakers, 9");
    test.harness.get_all_by_label_contains("Speaker: Nancy Pelosi").next().unwrap().scroll_to_me();
    test.harness.run_ok();
    test.click("Speaker: Nancy Pelosi");
    test.wait_until("her words are in sight", |test| {
        test.harness.query_all_by_label_contains("— Nancy Pelosi").any(|node| node.accesskit_node().role() == Role::Link)
    });
}

#[test]
fn the_first_and_the_last_day_are_typed() {
    let mut test = Test::with_sample();
    test.click_role(Role::ComboBox, "Date");
    test.harness.get_by_role_and_label(Role::TextInput, "From day").focus();
    test.harness.run_ok();
    test.harness.event(egui::Event::Text("2020-11-18".to_owned()));
    test.harness.run_ok();
    test.harness.run_ok();
    test.must_show("from 18 Nov 2020");
    assert!(!test.shows("Article: President dismisses"));
    test.must_show("Article: “Massive improprieties”");
}

#[test]
fn a_panel_that_is_opened_shows_its_tab_and_what_a_checksum_proves() {
    let mut test = Test::with_sample();
    test.click("13 files verified");
    test.must_show("What it does not prove");
    let tab = test.harness.get_by_role_and_label(Role::Tab, "Check").rect();
    assert!(tab.left() >= 0.0 && tab.right() <= 237.0, "{tab:?}");
    assert!(test.is_selected("Check"));
}

#[test]
fn words_typed_into_the_search_field_filter() {
    let mut test = Test::with_sample();
    test.key(Modifiers::COMMAND, Key::K);
    test.harness.get_by_role(Role::SearchInput).type_text("improprieties");
    test.harness.run_ok();
    test.harness.run_ok();
    test.must_show("of 40 quotations");
    assert!(!test.shows("Card: “Honored to serve"));
}

#[test]
fn layouts_are_switched_by_keys() {
    let mut test = Test::with_sample();
    test.key(Modifiers::COMMAND, Key::Num2);
    test.must_show("Donald Trump: left");
    test.key(Modifiers::COMMAND, Key::Num3);
    test.must_show("Esc ends");
    test.key(Modifiers::NONE, Key::Escape);
    test.must_show("Quotations, 13");
}

#[test]
fn find_goes_from_place_to_place() {
    let mut test = Test::with_sample();
    test.key(Modifiers::COMMAND, Key::F);
    test.harness.get_all_by_role(Role::SearchInput).last().unwrap().type_text("fraud");
    test.harness.run_ok();
    test.harness.run_ok();
    test.must_show("1 of 2");
    test.key(Modifiers::NONE, Key::F3);
    test.must_show("2 of 2");
    test.key(Modifiers::NONE, Key::Escape);
    assert!(!test.shows("2 of 2"));
}

#[test]
fn a_highlight_is_a_note_that_survives_and_can_be_undone() {
    let mut test = Test::with_sample();
    test.reach("Card: “Honored to serve");
    test.key(Modifiers::COMMAND, Key::H);
    test.must_show("Notes, 1");
    test.key(Modifiers::COMMAND, Key::Z);
    assert!(!test.shows("Notes, 1"));
    test.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    test.must_show("Notes, 1");
    let notes = test.home.path().join("notes");
    let end = Instant::now() + Duration::from_secs(10);
    while !std::fs::read_dir(&notes).is_ok_and(|mut files| files.next().is_some()) {
        assert!(Instant::now() < end, "the note is not written");
        std::thread::sleep(Duration::from_millis(10));
        test.harness.run_ok();
    }
}

#[test]
fn what_is_no_archive_gets_a_sentence_and_an_offer() {
    let folder = tempfile::tempdir().unwrap();
    let text = folder.path().join("page.record");
    std::fs::write(&text, "A headline\n\nA paragraph of an article that somebody saved as text.").unwrap();
    let mut test = Test::new(&[text], "");
    test.wait_for("Import it…");
    test.must_show("page.record");
    test.key(Modifiers::NONE, Key::Escape);
    test.must_show("Open an archive…");
}

#[test]
fn an_archive_with_a_changed_file_opens_and_says_which() {
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("bag");
    unpack(&sample(), &copy);
    let photo = copy.join("data/articles/president-dismisses-security-chief/media/timeline.png");
    std::fs::write(&photo, b"no picture").unwrap();
    let mut test = Test::new(&[copy], "");
    test.wait_for("timeline.png");
    test.must_show("President dismisses election security chief");
}

#[test]
fn slow_work_says_how_far_it_is_and_is_stopped_on_demand() {
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("bag");
    unpack(&sample(), &copy);
    // A file without end, as far as this test can wait; it takes no room on the disk.
    std::fs::File::create(copy.join("data/recording.wav")).unwrap().set_len(64 << 30).unwrap();
    let manifest = copy.join("manifest-sha256.txt");
    let lines = std::fs::read_to_string(&manifest).unwrap();
    std::fs::write(&manifest, format!("{lines}{}  data/recording.wav\n", "0".repeat(64))).unwrap();
    let mut test = Test::new(&[copy], "");
    test.wait_for("Checking One dismissal, three front pages… ");
    assert!(
        test.harness
            .query_all_by_label_contains(" %")
            .any(|node| node.accesskit_node().label().is_none_or(|words| words.contains("Checking")))
    );
    test.must_show("President dismisses election security chief");
    test.click_role(Role::Button, "Stop: Checking One dismissal, three front pages");
    test.wait_until("the check has stopped", |test| !test.shows("Stop: Checking"));
}

#[test]
fn bad_input_is_named_with_its_remedy_and_the_window_stays_up() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let whole = std::fs::read(sample()).unwrap();
    let newer = folder.path().join("newer");
    unpack(&sample(), &newer);
    let archive = newer.join("data/archive.json");
    let mut fields: serde_json::Value = serde_json::from_slice(&std::fs::read(&archive).unwrap()).unwrap();
    fields["formatVersion"] = "99.0".into();
    std::fs::write(&archive, fields.to_string()).unwrap();
    std::fs::create_dir(folder.path().join("pages")).unwrap();
    let cases: Vec<(PathBuf, &[&str])> = vec![
        (at("empty.record", b""), &["empty.record", "empty"]),
        (at("page.record", b"A headline\n\nAn article that was saved as text."), &["page.record", "Import it…"]),
        (at("half.record", &whole[..whole.len() / 2]), &["half.record"]),
        (at("photo.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00 and nothing more \x00\xff"), &["photo.jpg"]),
        (folder.path().join("pages"), &["pages", "nothing in it can be imported"]),
        (folder.path().join("gone.record"), &["gone.record is not there", "Check the path"]),
        (newer, &["newer version", "President dismisses election security chief"]),
    ];
    let mut test = Test::new(&[], "");
    test.wait_for("Open an archive…");
    for (path, words) in cases {
        test.drop_files(&[&path]);
        for words in words {
            test.wait_for(words);
        }
        test.key(Modifiers::NONE, Key::Escape);
    }
    test.key(Modifiers::NONE, Key::F1);
    test.must_show("Shortcuts");
}

fn unpack(archive: &Path, folder: &Path) {
    use onrecord::bundle::{Bundle, Draft, Form, Progress};
    let bundle = Bundle::open(archive).unwrap();
    Draft::from(&bundle).save(folder, Form::Folder, &Progress::silent()).unwrap();
}

/// Pictures of the screens that matter; they are looked at before they are kept.
#[test]
fn pictures_of_the_screens_that_matter() {
    let look = |appearance: &str, size: f32| {
        format!(
            r#"{{"look":{{"appearance":"{appearance}","face":"serif","textSize":{size},"readingWidth":66.0,"lineHeight":1.55,"lessMotion":true}}}}"#
        )
    };
    // Software renderers differ a little in how they smooth letters.
    let options = SnapshotOptions::new().threshold(2.0).max_failed_pixels(4000);
    let mut results = SnapshotResults::new();
    for (name, appearance, size) in
        [("read-light", "light", 1.0), ("read-dark", "dark", 1.0), ("read-contrast", "high-contrast", 1.0), ("read-200", "light", 2.0)]
    {
        let mut test = Test::new(&[sample()], &look(appearance, size));
        test.wait_for("13 files verified");
        // At twice the size the citation lies behind another tab.
        if size < 2.0 {
            test.wait_for("In-text citation: ");
        }
        test.key(Modifiers::COMMAND, Key::ArrowDown);
        // The picture comes from a thread.
        std::thread::sleep(Duration::from_millis(700));
        test.harness.run_steps(5);
        test.harness.snapshot_options(name, &options);
        results.extend_harness(&mut test.harness);
    }
    let mut test = Test::new(&[], &look("light", 1.0));
    test.wait_for("Open an archive…");
    test.harness.snapshot_options("welcome-light", &options);
    results.extend_harness(&mut test.harness);
}

#[test]
fn the_keyboard_reaches_everything_and_everything_has_a_name() {
    let mut test = Test::with_sample();
    let mut reached: Vec<String> = Vec::new();
    for _ in 0..60 {
        test.key(Modifiers::NONE, Key::Tab);
        let focused = test.harness.root().children_recursive().find(|node| node.accesskit_node().is_focused());
        let Some(node) = focused else { continue };
        let node = node.accesskit_node();
        let name = node.label().or_else(|| node.value()).unwrap_or_default();
        // The ground behind a row of tabs can be dragged, and is the docking library's.
        assert!(!name.trim().is_empty() || node.role() == Role::Unknown, "{:?} has no name", node.role());
        if reached.first() == Some(&name) {
            break;
        }
        reached.push(name);
    }
    for name in ["Menu", "Search words, speakers, captions", "Direct, 12", "Quotations, 13", "Copy reference"] {
        assert!(reached.iter().any(|other| other.starts_with(name)), "{name} is not reached: {reached:#?}");
    }
}
