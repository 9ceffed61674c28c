//! Lessons that are not as they should be, and what must never be seen.

use egui::{Key, Modifiers, accesskit::Role};
use onrecord::{
    bundle::{Draft, Form, Progress},
    model::{Article, Choose, Exercise, Highlight, Key as LessonKey, Lesson, Marked, Reply, TaskId, Unit},
};
use serde_json::json;

use crate::{
    common::{Test, sample},
    work::{begin, digit, field, kept, next, opened, slug, task, write},
};

#[test]
fn the_key_and_what_gives_it_away_are_not_in_the_window() {
    let mut test = Test::new(&[], "");
    let ctx = test.harness.ctx.clone();
    // A whole archive, opened as its pupils see it.
    test.harness.state_mut().answer(&ctx, sample());
    test.wait_for("The lessons of this file");
    test.must_show("Who says so?");
    test.click("Who says so?");
    test.wait_for("7 tasks");
    let pupil = test.harness.state().state().pupil.as_ref().unwrap();
    assert!(pupil.lesson.tasks.iter().all(|task| task.key.is_none()) && pupil.lesson.teacher.is_none());
    let articles = pupil.archive.corpus.articles();
    assert_eq!(articles.iter().count(), 2, "only the articles of the lesson");
    assert!(articles.iter().all(|(_, article)| article.quotations.is_empty() && article.sources.is_empty()));
    begin(&mut test, "Sam");
    test.must_show("Panel: Notes");
    assert!(!test.shows("Panel: Quotations"), "the lesson does not allow it");
    // Nothing that changes an archive is offered, by menu or by key.
    test.key(Modifiers::COMMAND, Key::O);
    test.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    assert!(test.harness.state().state().dialog.is_none());
    test.click_role(Role::Button, "Menu");
    assert!(test.shows("Lesson") && !test.shows("Quotation") && !test.shows("Archive "));
}

#[test]
fn a_lesson_without_tasks_and_a_file_without_a_lesson_say_what_to_do() {
    let mut test = opened(Lesson::new("Empty", "urn:x"));
    begin(&mut test, "Sam");
    test.must_show("This lesson has no tasks");

    let home = tempfile::tempdir().unwrap();
    let mut draft = Draft::new("No lesson");
    draft.put_article(&slug("pier"), Article::new("The pier"));
    let path = home.path().join("none.record");
    draft.save(&path, Form::Zip, &Progress::silent()).unwrap();
    let mut test = Test::new(&[], "");
    let ctx = test.harness.ctx.clone();
    test.harness.state_mut().answer(&ctx, path);
    test.wait_for("“No lesson” has no lesson in it.");
    let mut test = Test::new(&[], "");
    let ctx = test.harness.ctx.clone();
    test.harness.state_mut().answer(&ctx, home.path().join("gone.record"));
    test.wait_for("The lesson cannot be opened");
}

#[test]
fn kinds_that_are_not_known_and_articles_that_are_missing_leave_the_rest_to_be_answered() {
    let mut lesson = Lesson::new("Odd", "urn:x");
    lesson.articles = vec![slug("pier"), slug("gone")];
    let unknown: Exercise = serde_json::from_value(json!({ "kind": "crossword", "rows": 3 })).unwrap();
    let highlight = Highlight {
        article: slug("gone"),
        what: Marked::Evidence,
        unit: Unit::Sentence,
        claim: None,
        count: None,
        extra: Default::default(),
    };
    lesson.tasks = vec![
        task("a", unknown),
        task("b", Exercise::Evidence(highlight)),
        task("c", Exercise::Choose(Choose::default())),
        task("d", serde_json::from_value(json!({ "kind": "choose", "options": [{ "@id": "x", "text": "Friday" }] })).unwrap()),
    ];
    lesson.tasks[3].material =
        serde_json::from_value(json!([{ "kind": "photo", "article": "pier", "photo": "p9" }, { "kind": "sound" }])).unwrap();
    let mut test = opened(lesson);
    begin(&mut test, "Sam");
    test.must_show("This version of On Record cannot show this task.");
    next(&mut test);
    test.must_show("The article “gone” is not in this copy.");
    next(&mut test);
    test.must_show("There is nothing to choose from.");
    next(&mut test);
    test.must_show("The picture is not in this copy.");
    digit(&mut test, 0);
    test.must_show("1 of 4 answered");
}

#[test]
fn markup_is_words_wherever_it_stands() {
    let evil = "<img src=x onerror=alert(1)><b>bold</b>";
    let mut lesson = Lesson::new(format!("Title {evil}"), "urn:x");
    lesson.introduction = format!("Introduction {evil}");
    let mut short = task("a", serde_json::from_value(json!({ "kind": "short" })).unwrap());
    short.prompt = format!("Prompt {evil}");
    short.hint = Some(format!("Hint {evil}"));
    short.key = Some(LessonKey::default());
    lesson.tasks = vec![short];
    let mut test = opened(lesson);
    test.must_show(&format!("Introduction {evil}"));
    begin(&mut test, &format!("Sam {evil}"));
    test.must_show(&format!("Prompt {evil}"));
    test.click_role(Role::Button, "Hint");
    test.must_show(&format!("Hint {evil}"));
    field(&mut test, "Your answer");
    write(&mut test, evil);
    let answers = kept(&mut test);
    assert_eq!(answers.pupil, format!("Sam {evil}"));
    assert_eq!(answers.replies.get(&TaskId::new("a")), Some(&Reply::Written(evil.to_owned())));
}
