//! The panels beside the article: wording, sources, shares, speakers.

#![cfg(feature = "window")]
#![allow(clippy::unwrap_used, clippy::panic)] // a test that fails may panic

mod common;

use common::Test;
use egui::{
    Key, Modifiers,
    accesskit::{Role, Toggled},
};
use egui_kittest::kittest::{NodeT, Queryable};

#[test]
fn wording_leads_to_each_of_its_places() {
    let mut test = Test::with_sample();
    test.click("Wording, ");
    test.must_show("Neutral verbs");
    test.click("Wording: say, 3 times");
    assert!(test.is_selected("Wording: say"));
    test.must_show("1 of 3");
    test.click("Wording: say, 3 times");
    test.must_show("2 of 3");
}

#[test]
fn a_source_is_weighed_by_five_questions_and_the_answers_can_be_taken_back() {
    let mut test = Test::with_sample();
    test.click("Sources, ");
    test.click("Source: Joint statement");
    test.must_show("Independent");
    test.harness.get_all_by_role_and_label(Role::RadioButton, "No").next().unwrap().click();
    test.harness.run_ok();
    let says_no = |test: &Test| {
        let nodes = test.harness.get_all_by_role_and_label(Role::RadioButton, "No");
        nodes.map(|node| node.accesskit_node()).any(|node| node.is_selected() == Some(true) || node.toggled() == Some(Toggled::True))
    };
    assert!(says_no(&test));
    test.key(Modifiers::COMMAND, Key::Z);
    assert!(!says_no(&test));
}

#[test]
fn shares_are_said_in_words_and_follow_the_filter() {
    let mut test = Test::with_sample();
    test.key(Modifiers::COMMAND, Key::D);
    let share = |test: &Test| -> String {
        let bars = test.harness.get_all_by_label_contains("Donald Trump: 32 words, ").map(|node| node.accesskit_node());
        bars.filter_map(|node| node.label().or_else(|| node.value())).next().unwrap()
    };
    let quoted = share(&test);
    test.must_show("persons with a name ");
    test.must_show("Nancy Pelosi: ");
    test.must_show("What the article retells in its own words is not.");
    // What others are said to have said makes his part smaller.
    test.click("Retold, too");
    test.must_show("and what the article retells in its own words.");
    assert_ne!(share(&test), quoted);
    test.click("Retold, too");
    assert_eq!(share(&test), quoted);
    test.key(Modifiers::NONE, Key::Escape);
    test.click("Direct, 12");
    test.key(Modifiers::COMMAND, Key::D);
    assert!(!test.shows("Nancy Pelosi: "), "only a part of her words is quoted");
}

#[test]
fn two_speakers_are_made_one_and_parted_again() {
    let mut test = Test::with_sample();
    test.click("Speakers, 9");
    test.click("Speaker: Mark Warner");
    test.click_role(Role::ComboBox, "Same as");
    test.click_role(Role::MenuItemCheckBox, "Ben Sasse");
    test.must_show("The two are Ben Sasse now");
    test.must_show("Speakers, 8");
    test.must_show(", Mark Warner");
    test.key(Modifiers::COMMAND, Key::Z);
    test.must_show("Speakers, 9");
}

#[test]
fn shares_of_several_articles_and_of_two_beside_each_other() {
    let mut test = Test::with_sample();
    test.key(Modifiers::COMMAND, Key::D);
    test.click_role(Role::RadioButton, "Several");
    test.must_show("3 of 3 articles");
    test.click("3 of 3 articles");
    test.click_role(Role::MenuItemCheckBox, "He asked voters to trust the count. Then he was fired");
    test.must_show("2 of 3 articles");
    test.must_show("passages along the article President dismisses");
    test.key(Modifiers::NONE, Key::Escape);
    test.click_role(Role::RadioButton, "Two beside each other");
    test.must_show("In both: ");
    test.must_show("Only in the left: ");
    test.must_show("Donald Trump: left ");
}

#[test]
fn the_same_words_in_two_articles_are_shown_in_both() {
    let mut test = Test::with_sample();
    test.key(Modifiers::COMMAND, Key::Num2);
    test.click("Left: ");
    let marked = test.harness.get_all_by_role(Role::Link).map(|node| node.accesskit_node()).filter(|node| {
        node.label().is_some_and(|name| name.starts_with("Quotation: "))
            && (node.is_selected() == Some(true) || node.toggled() == Some(Toggled::True))
    });
    assert!(marked.count() >= 2, "the words are marked in one article only");
}

#[test]
fn a_click_in_the_right_article_of_compare_leaves_both_where_they_stand() {
    let mut test = Test::with_sample();
    test.key(Modifiers::COMMAND, Key::Num2);
    let choosers = |test: &Test| -> Vec<String> {
        test.harness.get_all_by_role(Role::ComboBox).filter_map(|node| node.accesskit_node().label()).collect()
    };
    let before = choosers(&test);
    test.harness.get_all_by_label_contains("Quotation: highly inaccurate").last().unwrap().click();
    test.harness.run_ok();
    test.harness.run_ok();
    assert_eq!(choosers(&test), before);
    assert!(test.is_selected("Quotation: highly inaccurate"));
}

#[test]
fn a_source_leads_to_what_is_quoted_of_it() {
    let mut test = Test::with_sample();
    test.click("Sources, ");
    test.click("Source: Joint statement");
    let source =
        test.harness.get_all_by_role(Role::Link).find_map(|node| node.accesskit_node().label().filter(|name| name.starts_with('“')));
    let words = source.unwrap();
    test.click_role(Role::Link, &words);
    let start: String = words.trim_matches(['“', '”', '…']).chars().take(20).collect();
    assert!(test.is_selected(&format!("Quotation: {start}")), "{words}");
}
