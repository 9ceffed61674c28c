//! A pupil at work: a lesson opened, begun, answered by keyboard, as every test of this folder needs it.

use std::path::{Path, PathBuf};

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{NodeT, Queryable};
use onrecord::{
    bundle::{Bundle, Draft, Form, Progress},
    export::pupil_archive,
    lesson::{self, body_units},
    model::{Answer, Answers, Article, Block, Exercise, Lesson, Reply, Right, Slug, Task, TaskId, Unit},
};

use crate::common::Test;

pub const DIGITS: [Key; 9] = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];

pub fn slug(name: &str) -> Slug {
    name.parse().unwrap()
}

/// A pupil's copy of a lesson of an archive, as a file.
pub fn copy(folder: &Path, archive: &Path, name: &str) -> (PathBuf, Lesson) {
    let bundle = Bundle::open(archive).unwrap();
    let lesson = bundle.lesson(&slug(name)).unwrap();
    let path = folder.join("pupils.record");
    pupil_archive(&bundle, &slug(name), &lesson).unwrap().save(&path, Form::Zip, &Progress::silent()).unwrap();
    (path, lesson)
}

/// The window with a pupil's copy of a sample's lesson, begun under a name.
pub fn at_work(archive: &Path, name: &str, settings: &str) -> (Test, Lesson) {
    let home = tempfile::tempdir().unwrap();
    let (path, lesson) = copy(home.path(), archive, name);
    let mut test = Test::at(home, &[path], settings);
    test.wait_for("Your name");
    begin(&mut test, "Sam, 9b");
    (test, lesson)
}

pub fn begin(test: &mut Test, name: &str) {
    write(test, name);
    test.key(Modifiers::NONE, Key::Enter);
    test.wait_for("Saved ");
}

pub fn write(test: &mut Test, words: &str) {
    test.harness.event(egui::Event::Text(words.to_owned()));
    test.harness.run_ok();
}

/// The answers as they lie on disk.
pub fn kept(test: &mut Test) -> Answers {
    test.wait_until("everything is saved", |test| {
        let pupil = test.harness.state().state().pupil.as_ref().unwrap();
        pupil.work.as_ref().is_some_and(|work| !work.is_unsaved())
    });
    let path = test.harness.state().state().pupil.as_ref().unwrap().work.as_ref().unwrap().sheet.path().to_owned();
    lesson::read(&path).unwrap().0
}

pub fn reply(test: &mut Test, task: &str) -> Option<Reply> {
    kept(test).replies.get(&TaskId::new(task)).cloned()
}

pub fn digit(test: &mut Test, number: usize) {
    test.key(Modifiers::NONE, DIGITS[number]);
}

pub fn next(test: &mut Test) {
    test.key(Modifiers::ALT, Key::PageDown);
}

/// Gives the keyboard to what has this name, as Tab would.
pub fn focus(test: &mut Test, words: &str) {
    test.harness.get_all_by_label_contains(words).next().unwrap_or_else(|| panic!("nothing says “{words}”")).focus();
    test.harness.run_ok();
    test.harness.run_ok();
}

/// Gives the keyboard to the field of this name.
pub fn field(test: &mut Test, name: &str) {
    let fields = test.harness.get_all_by_label_contains(name);
    let mut fields = fields.filter(|node| matches!(node.accesskit_node().role(), Role::MultilineTextInput | Role::TextInput));
    fields.next().unwrap_or_else(|| panic!("no field is called “{name}”")).focus();
    drop(fields);
    test.harness.run_ok();
    test.harness.run_ok();
}

/// Marks the units of an article that touch these passages, by keyboard.
pub fn mark_by_keyboard(test: &mut Test, article: &Article, unit: Unit, passages: &[(usize, usize)]) {
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
pub fn answer_right(test: &mut Test, task: &Task, article: impl Fn(&Slug) -> Article) {
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

pub fn hand_in(test: &mut Test, file: &Path) {
    test.click_role(Role::Button, "Hand in…");
    test.wait_until("a dialog or a path is asked for", |test| test.harness.state().state().dialog.is_some());
    test.harness.run_ok();
    test.key(Modifiers::COMMAND, Key::A);
    write(test, &file.to_string_lossy());
    test.key(Modifiers::NONE, Key::Enter);
    test.wait_for("Handed in at ");
}

/// An archive with one short article and this lesson, as a file.
pub fn archive_with(folder: &Path, lesson: Lesson) -> PathBuf {
    let mut draft = Draft::new("Made for a test");
    let mut article = Article::new("The pier");
    article.blocks = vec![Block::paragraph("The pier opens on Friday. It was closed for two years.")];
    draft.put_article(&slug("pier"), article);
    draft.put_lesson(&slug("l"), lesson);
    let path = folder.join("made.record");
    draft.save(&path, Form::Zip, &Progress::silent()).unwrap();
    path
}

pub fn opened(lesson: Lesson) -> Test {
    let home = tempfile::tempdir().unwrap();
    let path = archive_with(home.path(), lesson);
    let mut test = Test::at(home, &[], "");
    let ctx = test.harness.ctx.clone();
    test.harness.state_mut().answer(&ctx, path);
    test.wait_for("Your name");
    test
}

pub fn task(id: &str, exercise: Exercise) -> Task {
    Task { id: TaskId::new(id), prompt: format!("Question {id}"), exercise, points: 1, ..Task::default() }
}
