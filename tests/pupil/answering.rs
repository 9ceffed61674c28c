//! Every kind of task, answered by keys, by pointer, by dragging.

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::Queryable;
use onrecord::{
    bundle::Bundle,
    lesson::{self, MarkState},
    model::{Reply, TaskId},
};
use serde_json::json;

use crate::{
    common::{Test, sample},
    work::{answer_right, at_work, digit, focus, hand_in, kept, next, reply},
};

#[test]
fn whole_lessons_answered_by_keyboard_earn_every_point_that_a_program_gives() {
    let launch = sample().with_file_name("launch-with-a-view.record");
    for (archive, name) in [(sample(), "one-event-three-front-pages"), (sample(), "who-says-so"), (launch, "look-first-then-read")] {
        let bundle = Bundle::open(&archive).unwrap();
        let (mut test, lesson) = at_work(&archive, name, "");
        for (at, task) in lesson.tasks.iter().enumerate() {
            test.must_show(&format!("Task {} of {}", at + 1, lesson.tasks.len()));
            answer_right(&mut test, task, |slug| bundle.article(slug).unwrap());
            next(&mut test);
        }
        test.must_show("Every task is answered.");
        let answers = kept(&mut test);
        let marking = lesson::mark(&lesson, &answers);
        for (task, mark) in lesson.tasks.iter().zip(&marking.marks) {
            let by_person = task.key.as_ref().is_some_and(|key| !key.right.is_automatic());
            let wanted = if by_person { (MarkState::Waiting, 0) } else { (MarkState::Marked, u64::from(task.points) * 100) };
            assert_eq!((mark.state, mark.earned), wanted, "{name}, {}: {:?}", task.id, answers.replies.get(&task.id));
        }
        // What is handed in is marked like what is kept.
        let file = test.home.path().join("sam.answers");
        hand_in(&mut test, &file);
        let (handed_in, _) = lesson::read(&file).unwrap();
        assert!(handed_in.handed_in.is_some() && lesson::belongs(&handed_in, &lesson).is_ok());
        assert_eq!(lesson::mark(&lesson, &handed_in), marking);
    }
}

#[test]
fn who_said_it_is_chosen_dragged_and_taken_back() {
    let (mut test, _) = at_work(&sample(), "who-says-so", "");
    digit(&mut test, 1);
    test.must_show("belongs to 59 election security experts");
    // The next one is open; a press chooses as well.
    test.click_role(Role::RadioButton, "Donald Trump");
    test.must_show("“highly inaccurate”: belongs to Donald Trump");
    // Dragged from the open item onto another one.
    let from = test.harness.get_by_role_and_label(Role::RadioButton, "Nancy Pelosi").rect().center();
    let to = test.harness.get_by_label_contains("“highly inaccurate”: ").rect().center();
    test.harness.drag_at(from);
    test.harness.run_ok();
    test.harness.hover_at(from + (to - from) * 0.5);
    test.harness.run_ok();
    test.harness.hover_at(to);
    test.harness.run_ok();
    test.harness.drop_at(to);
    test.harness.run_ok();
    test.harness.run_ok();
    test.must_show("“highly inaccurate”: belongs to Nancy Pelosi");
    test.key(Modifiers::COMMAND, Key::Z);
    test.must_show("“highly inaccurate”: belongs to Donald Trump");
    test.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    test.must_show("“highly inaccurate”: belongs to Nancy Pelosi");
    focus(&mut test, "“highly inaccurate”: ");
    test.key(Modifiers::NONE, Key::Delete);
    test.must_show("“highly inaccurate”: belongs nowhere yet");
    assert_eq!(reply(&mut test, "t1"), serde_json::from_value(json!({ "paired": { "a": "B" } })).unwrap());
}

#[test]
fn an_order_is_moved_by_keys_and_by_dragging() {
    let (mut test, _) = at_work(&sample(), "who-says-so", "");
    for _ in 0..4 {
        next(&mut test);
    }
    test.must_show("Your order, from first to last");
    for _ in 0..3 {
        digit(&mut test, 0);
    }
    let order = |test: &mut Test| match reply(test, "t5") {
        Some(Reply::Ordered(order)) => order.iter().map(ToString::to_string).collect::<String>(),
        other => panic!("{other:?}"),
    };
    assert_eq!(order(&mut test), "abc");
    focus(&mut test, "3. You read it.");
    test.key(Modifiers::ALT, Key::ArrowUp);
    assert_eq!(order(&mut test), "acb");
    test.key(Modifiers::ALT, Key::ArrowUp);
    assert_eq!(order(&mut test), "cab", "the keyboard went along");
    test.click("Move down: You read it.");
    assert_eq!(order(&mut test), "acb");
    let from = test.harness.get_by_label_contains("Next: NPR reports").rect().center();
    let to = test.harness.get_by_label_contains("1. A reporter").rect().center();
    for (at, step) in [0.0, 0.4, 1.0].into_iter().enumerate() {
        let place = from + (to - from) * step;
        if at == 0 {
            test.harness.drag_at(place);
        } else {
            test.harness.hover_at(place);
        }
        test.harness.run_ok();
    }
    test.harness.drop_at(to);
    test.harness.run_ok();
    assert_eq!(order(&mut test), "dacb");
    focus(&mut test, "1. NPR reports");
    test.key(Modifiers::NONE, Key::Delete);
    assert_eq!(order(&mut test), "acb");
}

#[test]
fn sentences_are_marked_in_the_article_and_marks_are_taken_back() {
    let (mut test, _) = at_work(&sample(), "who-says-so", "");
    next(&mut test);
    focus(&mut test, "Mark with the keyboard");
    test.key(Modifiers::NONE, Key::Enter);
    test.must_show("Sentence 1 of ");
    test.key(Modifiers::NONE, Key::ArrowDown);
    test.must_show("Sentence 2 of ");
    test.key(Modifiers::NONE, Key::Space);
    test.must_show("Marked: 1 of 1");
    test.must_show("marked: It did not come.");
    test.key(Modifiers::NONE, Key::ArrowDown);
    test.key(Modifiers::NONE, Key::Space);
    test.must_show("Marked: 2 of 1");
    test.key(Modifiers::COMMAND, Key::Z);
    test.must_show("Marked: 1 of 1");
    test.click("Take the mark away: “It did not come.”");
    test.must_show("Marked: 0 of 1");
    assert_eq!(reply(&mut test, "t2"), None);
    // With the pointer: a press on a paragraph marks the sentence under it.
    let paragraph = test.harness.get_by_label_contains("On Tuesday that sentence cost its director").rect();
    let first = paragraph.left_top() + egui::vec2(60.0, 12.0);
    test.harness.hover_at(first);
    test.harness.run_ok();
    test.harness.drag_at(first);
    test.harness.run_ok();
    test.harness.drop_at(first);
    test.harness.run_ok();
    test.harness.run_ok();
    test.must_show("Marked: “On Tuesday that sentence cost its director, Christopher Krebs, his post.”");
}

#[test]
fn a_hint_is_shown_when_it_is_asked_for_and_noted() {
    let (mut test, _) = at_work(&sample(), "who-says-so", "");
    assert!(!test.shows("Ask of each: who wrote it first?"));
    test.click_role(Role::Button, "Hint");
    test.must_show("Ask of each: who wrote it first?");
    assert_eq!(kept(&mut test).hints, [TaskId::new("t1")]);
}
