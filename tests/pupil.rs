//! A pupil's screen as a pupil uses it: by the names that are seen or read aloud, and by keys.

#![cfg(feature = "window")]
#![allow(clippy::unwrap_used, clippy::panic)] // a test that fails may panic

mod common;

use std::{
    fs,
    path::{Path, PathBuf},
};

use common::{Test, sample};
use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::{
    SnapshotOptions, SnapshotResults,
    kittest::{NodeT, Queryable},
};
use onrecord::{
    bundle::{Bundle, Draft, Form, Progress},
    export::pupil_archive,
    lesson::{self, MarkState, body_units},
    model::{
        Answer, Answers, Article, Block, Choose, Exercise, Highlight, Key as LessonKey, Lesson, Marked, Question, Reply, Right, Slug, Task,
        TaskId, Unit,
    },
};
use serde_json::json;

const DIGITS: [Key; 9] = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];

fn slug(name: &str) -> Slug {
    name.parse().unwrap()
}

/// A pupil's copy of a lesson of an archive, as a file.
fn copy(folder: &Path, archive: &Path, name: &str) -> (PathBuf, Lesson) {
    let bundle = Bundle::open(archive).unwrap();
    let lesson = bundle.lesson(&slug(name)).unwrap();
    let path = folder.join("pupils.record");
    pupil_archive(&bundle, &slug(name), &lesson).unwrap().save(&path, Form::Zip, &Progress::silent()).unwrap();
    (path, lesson)
}

/// The window with a pupil's copy of a sample's lesson, begun under a name.
fn at_work(archive: &Path, name: &str, settings: &str) -> (Test, Lesson) {
    let home = tempfile::tempdir().unwrap();
    let (path, lesson) = copy(home.path(), archive, name);
    let mut test = Test::at(home, &[path], settings);
    test.wait_for("Your name");
    begin(&mut test, "Sam, 9b");
    (test, lesson)
}

fn begin(test: &mut Test, name: &str) {
    write(test, name);
    test.key(Modifiers::NONE, Key::Enter);
    test.wait_for("Saved ");
}

fn write(test: &mut Test, words: &str) {
    test.harness.event(egui::Event::Text(words.to_owned()));
    test.harness.run_ok();
}

/// The answers as they lie on disk.
fn kept(test: &mut Test) -> Answers {
    test.wait_until("everything is saved", |test| {
        let pupil = test.harness.state().state().pupil.as_ref().unwrap();
        pupil.work.as_ref().is_some_and(|work| !work.is_unsaved())
    });
    let path = test.harness.state().state().pupil.as_ref().unwrap().work.as_ref().unwrap().sheet.path().to_owned();
    lesson::read(&path).unwrap().0
}

fn reply(test: &mut Test, task: &str) -> Option<Reply> {
    kept(test).replies.get(&TaskId::new(task)).cloned()
}

fn digit(test: &mut Test, number: usize) {
    test.key(Modifiers::NONE, DIGITS[number]);
}

fn next(test: &mut Test) {
    test.key(Modifiers::ALT, Key::PageDown);
}

/// Gives the keyboard to what has this name, as Tab would.
fn focus(test: &mut Test, words: &str) {
    test.harness.get_all_by_label_contains(words).next().unwrap_or_else(|| panic!("nothing says “{words}”")).focus();
    test.harness.run_ok();
    test.harness.run_ok();
}

/// Gives the keyboard to the field of this name.
fn field(test: &mut Test, name: &str) {
    let fields = test.harness.get_all_by_label_contains(name);
    let mut fields = fields.filter(|node| matches!(node.accesskit_node().role(), Role::MultilineTextInput | Role::TextInput));
    fields.next().unwrap_or_else(|| panic!("no field is called “{name}”")).focus();
    drop(fields);
    test.harness.run_ok();
    test.harness.run_ok();
}

/// Marks the units of an article that touch these passages, by keyboard.
fn mark_by_keyboard(test: &mut Test, article: &Article, unit: Unit, passages: &[(usize, usize)]) {
    focus(test, "Mark with the keyboard");
    test.key(Modifiers::NONE, Key::Enter);
    test.key(Modifiers::NONE, Key::Home);
    let units: Vec<_> = body_units(article, unit).into_iter().flatten().collect();
    for (at, range) in units.iter().enumerate() {
        if passages.iter().any(|(start, end)| range.start < *end && *start < range.end) {
            test.key(Modifiers::NONE, Key::Space);
        }
        if !passages.iter().any(|(start, _)| *start >= range.end) {
            break;
        }
        if at + 1 < units.len() {
            test.harness.key_press(Key::ArrowRight);
            test.harness.run_ok();
        }
    }
    test.key(Modifiers::NONE, Key::Escape);
}

/// Answers the task that is shown as its key has it, by keyboard alone.
fn answer_right(test: &mut Test, task: &Task, article: impl Fn(&Slug) -> Article) {
    let place =
        |choices: &[onrecord::model::Choice], id: &onrecord::model::ChoiceId| choices.iter().position(|choice| choice.id == *id).unwrap();
    match (&task.exercise, &task.key.as_ref().unwrap().right) {
        (Exercise::Choose(_) | Exercise::Caption(_) | Exercise::Headline(_), Right::Options { options }) => {
            for option in options {
                digit(test, place(task.exercise.choices(), option));
            }
        }
        (Exercise::WhoSaid(pairs) | Exercise::Sort(pairs) | Exercise::Compare(pairs), Right::Pairs { pairs: right }) => {
            for item in &pairs.items {
                digit(test, place(&pairs.targets, &right[&item.id][0]));
            }
        }
        (Exercise::Order(_) | Exercise::Cite(_), Right::Order { order }) => {
            let mut left: Vec<_> = task.exercise.choices().to_vec();
            for id in order {
                let at = place(&left, id);
                digit(test, at);
                left.remove(at);
            }
        }
        (Exercise::Highlight(highlight) | Exercise::Evidence(highlight), Right::Passages { passages, enough }) => {
            let wanted: Vec<_> =
                passages.iter().take(enough.unwrap_or(passages.len())).map(|passage| (passage.start, passage.end)).collect();
            mark_by_keyboard(test, &article(&highlight.article), highlight.unit, &wanted);
        }
        (Exercise::SourceCheck(_), Right::Grid { grid }) => {
            for (question, answers) in grid {
                let words = match answers[0] {
                    Answer::Yes => "Yes",
                    Answer::No => "No",
                    Answer::Unclear => "The article does not tell",
                };
                focus(test, &format!("{}: {words}", question.word()));
                test.key(Modifiers::NONE, Key::Space);
            }
        }
        (Exercise::Missing(rows) | Exercise::Lateral(rows), _) => {
            for line in 0..rows.lines {
                for column in &rows.columns {
                    field(test, &format!("{}. {column}", line + 1));
                    write(test, "NPR’s own report");
                }
            }
        }
        (Exercise::Headline(_), _) => {
            field(test, "Your headline");
            write(test, "Trump dismisses election security chief");
        }
        (Exercise::Short(_) | Exercise::Long(_), _) => {
            field(test, "Your answer");
            write(test, "A white rocket and four towers.");
        }
        other => panic!("no answer to {other:?}"),
    }
}

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

fn hand_in(test: &mut Test, file: &Path) {
    test.click_role(Role::Button, "Hand in…");
    test.wait_until("a dialog or a path is asked for", |test| test.harness.state().state().dialog.is_some());
    test.harness.run_ok();
    test.key(Modifiers::COMMAND, Key::A);
    write(test, &file.to_string_lossy());
    test.key(Modifiers::NONE, Key::Enter);
    test.wait_for("Handed in at ");
}

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

/// An archive with one short article and this lesson, as a file.
fn archive_with(folder: &Path, lesson: Lesson) -> PathBuf {
    let mut draft = Draft::new("Made for a test");
    let mut article = Article::new("The pier");
    article.blocks = vec![Block::paragraph("The pier opens on Friday. It was closed for two years.")];
    draft.put_article(&slug("pier"), article);
    draft.put_lesson(&slug("l"), lesson);
    let path = folder.join("made.record");
    draft.save(&path, Form::Zip, &Progress::silent()).unwrap();
    path
}

fn opened(lesson: Lesson) -> Test {
    let home = tempfile::tempdir().unwrap();
    let path = archive_with(home.path(), lesson);
    let mut test = Test::at(home, &[], "");
    let ctx = test.harness.ctx.clone();
    test.harness.state_mut().answer(&ctx, path);
    test.wait_for("Your name");
    test
}

fn task(id: &str, exercise: Exercise) -> Task {
    Task { id: TaskId::new(id), prompt: format!("Question {id}"), exercise, points: 1, ..Task::default() }
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
