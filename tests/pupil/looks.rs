//! What is seen, and how the keyboard goes through it.

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::{SnapshotOptions, SnapshotResults, kittest::NodeT};
use onrecord::model::Question;

use crate::{
    common::sample,
    work::{at_work, digit, kept, next},
};

#[test]
fn the_keyboard_reaches_everything_of_a_task_in_the_order_in_which_it_reads() {
    let (mut test, _) = at_work(&sample(), "who-says-so", "");
    for _ in 0..3 {
        next(&mut test);
    }
    test.must_show("Task 4 of 7");
    let mut reached: Vec<String> = Vec::new();
    for _ in 0..60 {
        let focused = test.harness.root().children_recursive().find(|node| node.accesskit_node().is_focused());
        if let Some(node) = focused {
            let node = node.accesskit_node();
            let name = node.label().or_else(|| node.value()).unwrap_or_default();
            assert!(!name.trim().is_empty(), "{:?} has no name", node.role());
            reached.push(name);
        }
        test.key(Modifiers::NONE, Key::Tab);
    }
    let wanted = [
        "Task 4 of 7: Weigh the official",
        "Independent: Yes",
        "Independent: No",
        "Multiple: Yes",
        "Named: The article does not tell",
        "‹ Back",
        "Hint",
        "Next ›",
    ];
    let mut from = 0;
    for name in wanted {
        let found = reached[from..].iter().position(|other| other.starts_with(name));
        from += found.unwrap_or_else(|| panic!("{name} is not reached after {from}: {reached:#?}")) + 1;
    }
    assert!(Question::ALL.iter().all(|question| reached.iter().any(|name| name.starts_with(question.word()))));
}

#[test]
fn the_screen_looks_as_it_was_accepted() {
    let settings =
        |appearance: &str, size: f32| format!(r#"{{"look":{{"appearance":"{appearance}","textSize":{size},"lessMotion":true}}}}"#);
    // When it was saved is another time each time, and software renderers smooth letters a little differently.
    let options = SnapshotOptions::new().threshold(2.0).max_failed_pixels(4000);
    let mut results = SnapshotResults::new();
    for (name, appearance, size) in
        [("pupil-light", "light", 1.0), ("pupil-dark", "dark", 1.0), ("pupil-contrast", "high-contrast", 1.0), ("pupil-200", "light", 2.0)]
    {
        let (mut test, _) = at_work(&sample(), "who-says-so", &settings(appearance, size));
        digit(&mut test, 1);
        digit(&mut test, 4);
        kept(&mut test);
        test.harness.run_ok();
        test.harness.snapshot_options(name, &options);
        results.extend_harness(&mut test.harness);
    }
}

#[test]
fn a_picture_without_its_caption_is_looked_at_before_the_article() {
    let launch = sample().with_file_name("launch-with-a-view.record");
    let (mut test, _) = at_work(&launch, "look-first-then-read", "");
    test.must_show("Look at the picture before you read about it.");
    assert!(!test.shows("By On Record samples"), "the article waits");
    test.click_role(Role::Button, "Show the article");
    test.must_show("By On Record samples");
    next(&mut test);
    assert!(!test.shows("Look at the picture before"), "the next task shows the caption itself");
}
