//! A teacher's way in the window: from an archive to a lesson, from a folder of answers to what the class understood.

#![cfg(feature = "window")]
#![allow(clippy::unwrap_used, clippy::panic)] // a test that fails may panic

mod common;

use std::path::{Path, PathBuf};

use common::{Test, sample};
use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{NodeT, Queryable};
use onrecord::{
    bundle::Bundle,
    lesson::{self, made_class, to_bytes},
    model::{Lesson, Reply, Slug},
};

const LESSON: &str = "three-front-pages";

/// The sample archive, free to be changed, in a window of its own.
fn window(folder: &Path) -> (Test, PathBuf) {
    let path = folder.join("sample.record");
    std::fs::copy(sample(), &path).unwrap();
    let mut test = Test::new(std::slice::from_ref(&path), "");
    test.wait_for("13 files verified");
    (test, path)
}

/// The same with a lesson made from a template, in the editor.
fn editor(folder: &Path) -> (Test, PathBuf) {
    let (mut test, path) = window(folder);
    test.click("+ New lesson…");
    test.wait_for("Template: Three front pages");
    test.click("Template: Three front pages");
    test.wait_for("Task 1: Who said it");
    (test, path)
}

/// The lesson as it is in the window.
fn lesson_of(test: &Test) -> Lesson {
    let archive = test.harness.state().state().archive().unwrap();
    (*archive.lessons[&LESSON.parse::<Slug>().unwrap()]).clone()
}

/// A folder with the answers of thirty pupils, and four files that cannot be marked.
fn class(folder: &Path, lesson: &Lesson) -> PathBuf {
    let answers = folder.join("answers");
    std::fs::create_dir(&answers).unwrap();
    for (number, one) in made_class(lesson, 30, 7).iter().enumerate() {
        std::fs::write(answers.join(format!("{number:02}.answers")), to_bytes(one)).unwrap();
    }
    let whole = std::fs::read(answers.join("00.answers")).unwrap();
    std::fs::write(answers.join("cut.answers"), &whole[..whole.len() / 2]).unwrap();
    std::fs::write(answers.join("edited.answers"), String::from_utf8(whole).unwrap().replace("Ada", "Eve")).unwrap();
    std::fs::write(answers.join("notes.txt"), "bring chalk").unwrap();
    let other = Lesson { identifier: "urn:uuid:other".into(), title: "Another".into(), ..lesson.clone() };
    std::fs::write(answers.join("other.answers"), to_bytes(&made_class(&other, 1, 1)[0])).unwrap();
    answers
}

/// The window with the results of that class.
fn results(folder: &Path) -> (Test, PathBuf) {
    let (mut test, _) = editor(folder);
    let answers = class(folder, &lesson_of(&test));
    test.drop_files(&[&answers]);
    test.wait_for("30 handed in");
    (test, answers)
}

#[test]
fn two_clicks_make_a_lesson_that_is_saved_with_the_archive() {
    let folder = tempfile::tempdir().unwrap();
    let (mut test, path) = editor(folder.path());
    test.must_show("Ready to be given out");
    test.must_show("Not saved yet");
    assert!(Bundle::open(&path).unwrap().lessons().iter().all(|slug| slug.as_str() != LESSON), "nothing is written before it is saved");
    test.key(Modifiers::COMMAND, Key::S);
    test.wait_for("Saved: ");
    let bundle = Bundle::open(&path).unwrap();
    assert_eq!(bundle.lesson(&LESSON.parse().unwrap()).unwrap(), lesson_of(&test));
    test.key(Modifiers::COMMAND, Key::Z);
    test.must_show("Taken back: New lesson");
    test.must_show("Lesson: One event, three front pages");
    assert!(!test.shows("Lesson: Three front pages"), "it is gone from the list");
}

/// Gives a path where the system has no dialog for it.
fn give_path(test: &mut Test, path: &Path) {
    test.wait_until("a path is asked for", |test| test.harness.state().state().dialog.is_some());
    test.harness.run_ok();
    test.key(Modifiers::COMMAND, Key::A);
    test.harness.event(egui::Event::Text(path.to_string_lossy().into_owned()));
    test.harness.run_ok();
    test.key(Modifiers::NONE, Key::Enter);
}

/// Steps until something is so that takes long where the typesetter was built without optimization.
fn wait_long(test: &mut Test, what: &str, is_so: impl Fn(&Test) -> bool) {
    let end = std::time::Instant::now() + std::time::Duration::from_secs(600);
    while !is_so(test) {
        assert!(std::time::Instant::now() < end, "not so: {what}");
        std::thread::sleep(std::time::Duration::from_millis(50));
        test.harness.run_ok();
    }
}

#[test]
fn the_whole_way_from_an_archive_to_a_class_on_the_projector_and_on_paper() {
    let folder = tempfile::tempdir().unwrap();
    let (mut test, _) = editor(folder.path());
    test.click("Task 3: ");
    test.key(Modifiers::ALT | Modifiers::SHIFT, Key::ArrowUp);
    test.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::D);
    let made = lesson_of(&test);
    assert_eq!(made.tasks.len(), 8);
    let copy = folder.path().join("pupils.record");
    test.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    give_path(&mut test, &copy);
    test.wait_for("Written to ");

    // One pupil answers by keyboard and hands in, twenty-nine others did already.
    let mut pupil = Test::new(std::slice::from_ref(&copy), "");
    pupil.wait_for("Your name");
    pupil.harness.event(egui::Event::Text("Sam, 9b".into()));
    pupil.harness.run_ok();
    pupil.key(Modifiers::NONE, Key::Enter);
    pupil.wait_for("Saved ");
    for _ in &made.tasks {
        pupil.key(Modifiers::NONE, Key::Num1);
        pupil.key(Modifiers::ALT, Key::PageDown);
    }
    let answers = folder.path().join("answers");
    std::fs::create_dir(&answers).unwrap();
    pupil.click_role(Role::Button, "Hand in…");
    give_path(&mut pupil, &answers.join("sam.answers"));
    pupil.wait_for("Handed in at ");
    for (number, one) in made_class(&made, 29, 5).iter().enumerate() {
        std::fs::write(answers.join(format!("{number:02}.answers")), to_bytes(one)).unwrap();
    }
    test.drop_files(&[&answers]);
    test.wait_for("30 handed in");
    let marked = test.harness.state().state().desk.marked.as_ref().unwrap();
    assert!(marked.class.answers.iter().any(|filed| filed.answers.pupil == "Sam, 9b"));
    test.click("On the projector");
    test.must_show(" of 8 · ");
    assert!(!test.shows("Sam, 9b"));

    // On paper: every page is seen before it is saved.
    test.key(Modifiers::COMMAND, Key::P);
    test.must_show("For pupils: the tasks with lines to write on");
    wait_long(&mut test, "the first page is shown", |test| test.shows("Page 1 of "));
    let sheet = folder.path().join("sheet.pdf");
    test.click_role(Role::Button, "Save PDF…");
    give_path(&mut test, &sheet);
    wait_long(&mut test, "the worksheet is written", |_| sheet.is_file());
    assert!(std::fs::read(&sheet).unwrap().starts_with(b"%PDF-1."));
    test.key(Modifiers::NONE, Key::Escape);
    test.must_show("30 handed in");
    test.key(Modifiers::NONE, Key::Escape);
    let page = folder.path().join("page.html");
    test.click_role(Role::ComboBox, "Export");
    test.click("Web page to hand in from…");
    give_path(&mut test, &page);
    test.wait_until("the page is written", |_| page.is_file());
    assert!(std::fs::read_to_string(&page).unwrap().contains("Content-Security-Policy"));
}

#[test]
fn a_template_says_what_the_archive_lacks() {
    let folder = tempfile::tempdir().unwrap();
    let (mut test, _) = window(folder.path());
    test.click("+ New lesson…");
    test.wait_for("These need something that the archive does not have");
    test.must_show("Read a correction");
}

#[test]
fn what_is_typed_is_in_the_lesson_and_the_check_leads_to_what_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    let (mut test, _) = editor(folder.path());
    let before = lesson_of(&test);
    let prompt = test.harness.get_by_role_and_label(Role::MultilineTextInput, "Prompt");
    prompt.focus();
    test.harness.run_ok();
    test.key(Modifiers::COMMAND, Key::A);
    test.harness.get_by_role_and_label(Role::MultilineTextInput, "Prompt").type_text("Which is which?");
    test.harness.run_ok();
    assert_eq!(lesson_of(&test).tasks[0].prompt, "Which is which?");
    test.key(Modifiers::COMMAND, Key::A);
    test.key(Modifiers::NONE, Key::Delete);
    test.must_show("Task 1: Nothing is asked yet");
    // From another task the link leads back to the field.
    test.click("Task 3: Choose several");
    test.click("Task 1: Nothing is asked yet");
    test.harness.run_ok();
    assert!(test.harness.get_by_role_and_label(Role::MultilineTextInput, "Prompt").accesskit_node().is_focused());
    // The letters of one field are taken back together.
    test.click("The lesson: ");
    test.click("Undo");
    assert_eq!(lesson_of(&test), before);
    test.must_show("Ready to be given out");
}

#[test]
fn tasks_are_moved_by_keys_doubled_and_taken_out() {
    let folder = tempfile::tempdir().unwrap();
    let (mut test, _) = editor(folder.path());
    let names = |test: &Test| lesson_of(test).tasks.iter().map(|task| task.id.to_string()).collect::<Vec<_>>();
    assert_eq!(names(&test)[..3], ["t1", "t2", "t3"]);
    test.key(Modifiers::ALT | Modifiers::SHIFT, Key::ArrowDown);
    assert_eq!(names(&test)[..3], ["t2", "t1", "t3"]);
    test.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::D);
    assert_eq!(names(&test).len(), 8);
    test.click("Take the task out");
    test.must_show("The task is taken out");
    assert_eq!(names(&test)[..3], ["t2", "t1", "t3"]);
    test.key(Modifiers::ALT, Key::PageDown);
    test.key(Modifiers::ALT | Modifiers::SHIFT, Key::ArrowUp);
    test.click("Undo");
    assert_eq!(names(&test)[..3], ["t2", "t1", "t3"]);
}

#[test]
fn a_quotation_of_the_archive_becomes_an_item_with_its_speaker() {
    let folder = tempfile::tempdir().unwrap();
    let (mut test, _) = editor(folder.path());
    test.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::K);
    test.wait_for("Filled from the archive");
    assert!(test.harness.get_by_label("Look for a task").accesskit_node().is_focused(), "one types at once");
    test.harness.get_by_label("Look for a task").type_text("give each quotation its speaker");
    test.harness.run_ok();
    test.click("Add: Who said it, empty");
    test.must_show("Task 2: Nothing is asked yet");
    test.click("+ From the archive");
    test.harness.get_all_by_label("Add to task").next().unwrap().click();
    test.harness.run_ok();
    test.harness.run_ok();
    test.must_show("It is an item of the task now, and belongs to");
    let lesson = lesson_of(&test);
    let task = &lesson.tasks[1];
    assert_eq!(task.exercise.choices().len(), 1);
    assert!(!task.exercise.targets()[0].text.is_empty());
}

#[test]
fn a_folder_that_is_dropped_is_marked_and_every_other_file_named_with_the_reason() {
    let folder = tempfile::tempdir().unwrap();
    let (mut test, _) = results(folder.path());
    test.must_show("Ada: ");
    test.must_show("Column: 1 Who said it");
    test.must_show("4 files set aside");
    test.click("4 files set aside");
    for reason in ["It is cut off", "It was changed after it was saved", "It answers another lesson", "It is not an answers file"] {
        test.must_show(reason);
    }
    test.must_show("Most common slip");
}

#[test]
fn names_are_hidden_everywhere() {
    let folder = tempfile::tempdir().unwrap();
    let (mut test, _) = results(folder.path());
    test.click("4 files set aside");
    test.click("Hide names");
    test.must_show("Pupil 1: ");
    for name in ["Ada", "Zoë", "Lucía", "edited.answers"] {
        assert!(!test.shows(name), "{name} is shown");
    }
    test.click("On the projector");
    assert!(!test.shows("Ada") && !test.shows("Pupil 1: "));
    test.must_show("Task 1 of 7");
    test.key(Modifiers::NONE, Key::PageDown);
    test.must_show("Task 2 of 7");
}

#[test]
fn replies_are_judged_with_the_keys_0_to_4_and_the_marks_are_kept_beside_the_answers() {
    let folder = tempfile::tempdir().unwrap();
    let (mut test, answers) = results(folder.path());
    let made = lesson_of(&test);
    let at = made.tasks.iter().position(|task| !task.key.as_ref().unwrap().right.is_automatic()).unwrap();
    let id = made.tasks[at].id.clone();
    let waiting = |test: &Test| {
        let marked = test.harness.state().state().desk.marked.as_ref().unwrap();
        marked.markings.iter().filter(|marking| marking.marks[at].state == lesson::MarkState::Waiting).count()
    };
    let all = waiting(&test);
    assert!(all > 20, "{all}");
    test.click("By hand");
    test.wait_for("Marked with the keys 0 to 4");
    test.key(Modifiers::NONE, Key::Num3);
    test.key(Modifiers::NONE, Key::Num4);
    assert_eq!(waiting(&test), all - 2);
    test.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(waiting(&test), all - 1);
    test.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    test.wait_until("the marks are written", |_| {
        let file = answers.join("three-front-pages.marks");
        lesson::read_marks(&file, &made).is_ok_and(|marks| marks.judgements.len() == 2)
    });
    let marks = lesson::read_marks(&answers.join("three-front-pages.marks"), &made).unwrap();
    let mut levels: Vec<u8> = marks.judgements.values().map(|own| own[&id].level).collect();
    levels.sort_unstable();
    assert_eq!(levels, [3, 4]);
}

#[test]
fn a_task_is_presented_with_its_answer_hidden_until_the_clicker_shows_it() {
    let folder = tempfile::tempdir().unwrap();
    let (mut test, _) = editor(folder.path());
    test.click("Task 3: Choose several");
    test.key(Modifiers::NONE, Key::F5);
    test.must_show("Task 3 of 7 · Choose several");
    assert!(!test.shows(", right"), "nothing tells the answer");
    test.key(Modifiers::NONE, Key::A);
    test.harness.get_by_label("Hands for A").type_text("14");
    test.harness.run_ok();
    let task = lesson_of(&test).tasks[2].clone();
    let hands = test.harness.state().state().desk.shown.hands.clone();
    assert_eq!(hands[&(task.id.clone(), task.exercise.choices()[0].id.clone())], 14);
    test.key(Modifiers::NONE, Key::PageDown);
    test.must_show(", right");
    test.key(Modifiers::NONE, Key::PageDown);
    test.must_show("Task 4 of 7");
    test.key(Modifiers::NONE, Key::T);
    test.must_show("T stops the time");
    test.key(Modifiers::NONE, Key::T);
    test.key(Modifiers::NONE, Key::Escape);
    test.must_show("Ready to be given out");
}

#[test]
fn two_thousand_pupils_are_a_table_of_which_the_rows_in_sight_are_drawn() {
    let folder = tempfile::tempdir().unwrap();
    let (mut test, _) = editor(folder.path());
    let made = lesson_of(&test);
    let answers = folder.path().join("many");
    std::fs::create_dir(&answers).unwrap();
    for (number, one) in made_class(&made, 2000, 3).iter().enumerate() {
        std::fs::write(answers.join(format!("{number}.answers")), to_bytes(one)).unwrap();
    }
    test.drop_files(&[&answers]);
    test.wait_for("2000 handed in");
    let rows = test.harness.query_all_by_label_contains(" points; task 1: ").count();
    assert!((10..40).contains(&rows), "{rows} rows are drawn");
}

#[test]
fn what_pupils_wrote_is_shown_as_words_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let (mut test, _) = editor(folder.path());
    let made = lesson_of(&test);
    let open = made.tasks.iter().find(|task| task.exercise.kind() == "headline").unwrap();
    let mut one = made_class(&made, 1, 1).remove(0);
    one.pupil = "=cmd|' /C calc'!A0".to_owned();
    one.replies.insert(open.id.clone(), Reply::Written("<img src=x onerror=alert(1)>\u{202e}".into()));
    let file = folder.path().join("one.answers");
    std::fs::write(&file, to_bytes(&one)).unwrap();
    test.drop_files(&[&file]);
    test.wait_for("1 handed in");
    test.must_show("=cmd|' /C calc'!A0: ");
    test.click("By hand");
    test.must_show("<img src=x onerror=alert(1)>");
    // No table of it begins a formula.
    let csv = {
        let marked = test.harness.state().state().desk.marked.as_ref().unwrap();
        onrecord::export::results_csv(&marked.results)
    };
    assert!(csv.lines().nth(1).unwrap().starts_with("'=cmd"), "{csv}");
}
