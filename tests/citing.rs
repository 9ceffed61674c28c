//! Citing in the window: the style, the forms of a citation, the list of works cited, the sheet of exports.

#![cfg(feature = "window")]
#![allow(clippy::unwrap_used, clippy::panic)] // a test that fails may panic

mod common;

use common::{Test, sample};
use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::Queryable;

/// Presses what may have to be scrolled to.
fn press(test: &mut Test, role: Role, name: &str) {
    test.harness.get_by_role_and_label(role, name).click_accesskit();
    test.harness.run_ok();
    test.harness.run_ok();
}

const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

#[test]
fn a_style_is_found_by_the_field_that_uses_it() {
    let mut test = Test::with_sample();
    test.click_role(Role::ComboBox, "MLA 9");
    test.must_show("Favourites");
    test.harness.get_by_role_and_label(Role::SearchInput, "Search styles").focus();
    test.harness.run_ok();
    test.harness.get_by_role_and_label(Role::SearchInput, "Search styles").type_text("anthropolog assoc");
    test.harness.run_ok();
    test.click_role(Role::MenuItemRadio, "American Anthropological Association");
    test.wait_until("the style is in force", |test| {
        test.harness.query_by_role_and_label(Role::ComboBox, "American Anthropological Association").is_some()
    });
}

#[test]
fn a_favourite_stays_one_until_it_is_none_any_more() {
    let mut test = Test::with_sample();
    test.click_role(Role::ComboBox, "MLA 9");
    test.click_role(Role::Button, "Vancouver is no favourite any more");
    test.must_show("Make Vancouver a favourite");
    let settings = std::fs::read_to_string(test.home.path().join("settings.json")).unwrap();
    assert!(settings.contains("favourites") && !settings.contains("\"vancouver\""), "{settings}");
}

#[test]
fn what_is_gathered_is_listed_undone_and_found_again() {
    let mut test = Test::with_sample();
    test.key(CTRL_SHIFT, Key::A);
    test.must_show("is in the list of works cited (1)");
    test.key(Modifiers::COMMAND, Key::ArrowDown);
    test.key(CTRL_SHIFT, Key::A);
    test.click("Works cited, 2");
    // Words stand in the list as their article, once.
    test.wait_for("Work 1: On Record samples. “President Dismisses");
    assert!(!test.shows("Work 2: "));
    test.key(CTRL_SHIFT, Key::A);
    test.must_show("It is in the list already");
    test.key(Modifiers::COMMAND, Key::Z);
    test.must_show("Works cited, 1");
    test.key(CTRL_SHIFT, Key::Z);
    test.must_show("Works cited, 2");
    let mut again = Test::at(test.home, &[sample()], "");
    again.wait_for("13 files verified");
    again.must_show("Works cited, 2");
}

#[test]
fn the_list_is_grouped_by_article_and_has_the_readers_notes() {
    let mut test = Test::with_sample();
    test.key(CTRL_SHIFT, Key::A);
    test.key(Modifiers::COMMAND, Key::PageDown);
    test.key(CTRL_SHIFT, Key::A);
    test.click("Works cited, 2");
    test.click_role(Role::CheckBox, "By article");
    test.wait_until("each work stands under its headline", |test| test.harness.query_all_by_label_contains("Work 1: ").count() == 2);
    test.click_role(Role::CheckBox, "By article");
    test.wait_for("Work 2: ");
    test.harness.get_all_by_role_and_label(Role::Button, "Take it off the list").next().unwrap().click();
    test.harness.run_ok();
    test.wait_until("one work is left", |test| !test.shows("Work 2: "));
}

#[test]
fn what_is_missing_is_named_and_filled_in() {
    let mut test = Test::with_sample();
    test.must_show("No address and no page");
    press(&mut test, Role::Link, "Fill in");
    test.must_show("Published on");
    test.harness.get_by_role_and_label(Role::TextInput, "Page in print").focus();
    test.harness.run_ok();
    test.harness.get_by_role_and_label(Role::TextInput, "Page in print").type_text("A1");
    test.harness.run_ok();
    test.click_role(Role::Button, "Put in");
    test.wait_for("17 Nov. 2020, p. A1");
    assert!(!test.shows("No address and no page"));
    test.key(Modifiers::COMMAND, Key::Z);
    test.wait_for("No address and no page");
}

#[test]
fn the_words_are_cited_as_quoted_or_the_speakers_own_work_is() {
    let mut test = Test::with_sample();
    test.click("Card: “The recent statement by Chris Krebs");
    test.must_show("In-text citation: (qtd. in On Record samples");
    test.click_role(Role::ComboBox, "Tweet, quoted in the article");
    test.click_role(Role::MenuItemCheckBox, "Tweet itself");
    test.wait_for("Reference: Trump, Donald");
    test.click("Card: “the most secure in American history”");
    test.must_show("Statement, quoted in the article");
}

#[test]
fn the_parts_of_a_reference_are_explained_by_the_styles_guide() {
    let mut test = Test::with_sample();
    press(&mut test, Role::Link, "Explain the parts");
    test.must_show("Title of container, 3 of 9 elements");
    test.must_show("Publication date, 8 of 9 elements");
}

#[test]
fn the_sheet_of_exports_says_how_many_and_shows_the_first() {
    let mut test = Test::with_sample();
    test.key(Modifiers::COMMAND, Key::E);
    test.must_show("Export 6…");
    test.click_role(Role::CheckBox, "Photos");
    test.must_show("Export 3…");
    test.click("RIS");
    test.must_show("TY  - NEWS");
    test.click("BibLaTeX");
    test.must_show("entrysubtype = {newspaper}");
}
