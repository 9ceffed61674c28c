//! Beginning, going on, handing in: nothing of an answer is lost.

use std::fs;

use egui::{Key, Modifiers};
use onrecord::lesson;
use serde_json::json;

use crate::{
    common::{Test, sample},
    work::{at_work, begin, copy, digit, hand_in, kept, next, reply, write},
};

#[test]
fn a_pupils_copy_opens_as_a_lesson_and_is_gone_on_with_after_a_restart() {
    let (mut test, _) = at_work(&sample(), "who-says-so", "");
    next(&mut test);
    next(&mut test);
    test.must_show("Task 3 of 7");
    test.click("The department");
    digit(&mut test, 2);
    test.must_show("1 of 7 answered");
    assert_eq!(reply(&mut test, "t3"), serde_json::from_value(json!({ "chosen": ["b", "c"] })).unwrap());
    let Test { harness, home } = test;
    drop(harness);
    let path = home.path().join("pupils.record");
    let mut again = Test::at(home, &[path], "");
    again.wait_for("Go on as Sam, 9b");
    again.must_show("1 of 7 answered · saved ");
    again.click("Go on as Sam, 9b");
    again.wait_for("Task 1 of 7");
    again.click("List of tasks");
    again.must_show("Task 3, Choose several, answered");
    again.click("Task 3, Choose several, answered");
    assert!(again.is_selected("The department") && !again.is_selected("How long the official"));
}

#[test]
fn answers_of_two_pupils_at_one_computer_stay_apart() {
    let (mut test, _) = at_work(&sample(), "who-says-so", "");
    for _ in 0..2 {
        next(&mut test);
    }
    digit(&mut test, 0);
    kept(&mut test);
    let Test { harness, home } = test;
    drop(harness);
    let path = home.path().join("pupils.record");
    let mut other = Test::at(home, &[path], "");
    other.wait_for("Go on as Sam, 9b");
    begin(&mut other, "Noor");
    other.must_show("0 of 7 answered");
    other.must_show("pupil’s copy · Noor");
    assert_eq!(fs::read_dir(other.home.path().join("answers")).unwrap().count(), 2);
}

#[test]
fn what_is_not_answered_is_said_before_handing_in_and_an_answer_can_follow() {
    let (mut test, lesson) = at_work(&sample(), "who-says-so", "");
    test.click("Hand in when you are done");
    test.must_show("7 tasks are not answered yet:");
    test.click("Not answered: 3. What does the page tell");
    digit(&mut test, 1);
    test.click("Hand in when you are done");
    test.must_show("6 tasks are not answered yet:");
    let file = test.home.path().join("first.answers");
    hand_in(&mut test, &file);
    test.must_show("Hand in again…");
    let (answers, _) = lesson::read(&file).unwrap();
    assert_eq!((answers.pupil.as_str(), answers.replies.len()), ("Sam, 9b", 1));
    assert!(lesson::belongs(&answers, &lesson).is_ok());
}

#[test]
fn a_folder_that_cannot_be_written_is_said_and_handing_in_still_works() {
    let home = tempfile::tempdir().unwrap();
    let (path, _) = copy(home.path(), &sample(), "who-says-so");
    // A file lies where the folder of answers would be.
    fs::write(home.path().join("answers"), "x").unwrap();
    let mut test = Test::at(home, &[path], "");
    test.wait_for("Your name");
    write(&mut test, "Sam");
    test.key(Modifiers::NONE, Key::Enter);
    test.wait_for("Not saved. ");
    next(&mut test);
    next(&mut test);
    digit(&mut test, 1);
    test.click("Hand in when you are done");
    let file = test.home.path().join("sam.answers");
    hand_in(&mut test, &file);
    assert_eq!(lesson::read(&file).unwrap().0.replies.len(), 1);
}
