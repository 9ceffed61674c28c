//! Marking: any file gives a mark or a reason, whatever order files come in, and nothing of them is run.

#![allow(clippy::unwrap_used)] // a test that fails may panic

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use onrecord::{
    export,
    lesson::{self, AnswerSheet, Class, MarkState},
    model::{Answers, Judgement, Lesson, Passage, Reply, TaskId, TeacherMarks},
};
use proptest::prelude::*;
use serde_json::{Value, json};

fn quiz() -> Lesson {
    serde_json::from_value(json!({
        "identifier": "urn:uuid:1", "name": "A quiz", "articles": ["a"],
        "hasPart": [
            { "@id": "t1", "prompt": "One?", "points": 2, "exercise": { "kind": "choose", "options": [{ "@id": "a", "text": "A" }, { "@id": "b", "text": "B" }] }, "key": { "right": { "by": "options", "options": ["a"] } } },
            { "@id": "t2", "prompt": "Several?", "points": 3, "exercise": { "kind": "choose", "several": true, "options": [{ "@id": "a", "text": "A" }, { "@id": "b", "text": "B" }, { "@id": "c", "text": "C" }] }, "key": { "right": { "by": "options", "options": ["a", "b"] } } },
            { "@id": "t3", "prompt": "Who?", "points": 2, "exercise": { "kind": "whoSaid", "items": [{ "@id": "a", "text": "x" }, { "@id": "b", "text": "y" }], "targets": [{ "@id": "A", "text": "Ann" }, { "@id": "B", "text": "Bo" }] }, "key": { "right": { "by": "pairs", "pairs": { "a": ["A"], "b": ["B", "A"] } } } },
            { "@id": "t4", "prompt": "Order?", "points": 4, "exercise": { "kind": "order", "items": [{ "@id": "a", "text": "1" }, { "@id": "b", "text": "2" }, { "@id": "c", "text": "3" }] }, "key": { "right": { "by": "order", "order": ["a", "b", "c"] } } },
            { "@id": "t5", "prompt": "Mark", "points": 2, "exercise": { "kind": "highlight", "article": "a", "unit": "word" }, "key": { "right": { "by": "passages", "passages": [{ "start": 10, "end": 18, "exact": "reckless" }, { "start": 40, "end": 46, "exact": "absurd" }] } } },
            { "@id": "t6", "prompt": "Weigh", "points": 2, "exercise": { "kind": "sourceCheck", "article": "a", "name": "S" }, "key": { "right": { "by": "grid", "grid": { "named": ["no"], "verifies": ["no", "unclear"] } } } },
            { "@id": "t7", "prompt": "Word?", "points": 1, "exercise": { "kind": "short" }, "key": { "right": { "by": "words", "words": ["The Ministry"] } } },
            { "@id": "t8", "prompt": "Why?", "points": 4, "exercise": { "kind": "long" }, "key": { "right": { "by": "person" }, "expected": "reasons" } }
        ]
    }))
    .unwrap()
}

fn reply(task: &str, reply: Value) -> (TaskId, Reply) {
    (TaskId::new(task), serde_json::from_value(reply).unwrap())
}

fn answers(pupil: &str, replies: impl IntoIterator<Item = (TaskId, Reply)>) -> Answers {
    let lesson = quiz();
    let mut answers = Answers::new(&lesson, lesson::version(&lesson), pupil);
    answers.replies = replies.into_iter().collect();
    answers.handed_in = Some("2026-03-01T10:00:00Z".parse().unwrap());
    answers
}

#[test]
fn each_kind_of_answer_earns_what_is_right_in_it() {
    for (task, given, state, earned) in [
        ("t1", json!({ "chosen": ["a"] }), MarkState::Marked, 200),
        ("t1", json!({ "chosen": ["b"] }), MarkState::Marked, 0),
        ("t1", json!({ "chosen": ["a", "b"] }), MarkState::Marked, 0),
        ("t2", json!({ "chosen": ["b", "a"] }), MarkState::Marked, 300),
        ("t2", json!({ "chosen": ["a", "a"] }), MarkState::Marked, 150),
        ("t2", json!({ "chosen": ["a", "b", "c"] }), MarkState::Marked, 150),
        ("t2", json!({ "chosen": [] }), MarkState::Empty, 0),
        ("t3", json!({ "paired": { "a": "A", "b": "A" } }), MarkState::Marked, 200),
        ("t3", json!({ "paired": { "a": "B", "z": "A" } }), MarkState::Marked, 0),
        ("t4", json!({ "ordered": ["a", "b", "c"] }), MarkState::Marked, 400),
        ("t4", json!({ "ordered": ["c", "b", "a"] }), MarkState::Marked, 0),
        ("t4", json!({ "ordered": ["b", "c"] }), MarkState::Marked, 200),
        (
            "t5",
            json!({ "marked": [{ "start": 10, "end": 18, "exact": "" }, { "start": 40, "end": 46, "exact": "" }] }),
            MarkState::Marked,
            200,
        ),
        ("t5", json!({ "marked": [{ "start": 10, "end": 14, "exact": "" }] }), MarkState::Marked, 100),
        ("t5", json!({ "marked": [{ "start": 10, "end": 13, "exact": "" }] }), MarkState::Marked, 0),
        (
            "t5",
            json!({ "marked": [{ "start": 10, "end": 18, "exact": "" }, { "start": 20, "end": 25, "exact": "" }] }),
            MarkState::Marked,
            0,
        ),
        ("t5", json!({ "marked": [{ "start": 0, "end": 4000, "exact": "" }] }), MarkState::Marked, 0),
        ("t5", json!({ "marked": [{ "part": "headline", "start": 10, "end": 18, "exact": "" }] }), MarkState::Marked, 0),
        ("t6", json!({ "grid": { "named": "no", "verifies": "unclear", "multiple": "yes" } }), MarkState::Marked, 200),
        ("t7", json!({ "written": " the  MINISTRY. " }), MarkState::Marked, 100),
        ("t7", json!({ "written": "the mayor" }), MarkState::Waiting, 0),
        ("t7", json!({ "written": "?!" }), MarkState::Waiting, 0),
        ("t8", json!({ "written": "because" }), MarkState::Waiting, 0),
        ("t8", json!({ "written": "  \n" }), MarkState::Empty, 0),
        ("t1", json!({ "written": "a" }), MarkState::Empty, 0),
    ] {
        let marking = lesson::mark(&quiz(), &answers("Ada", [reply(task, given.clone())]));
        let mark = marking.marks.iter().find(|mark| mark.task.as_str() == task).unwrap();
        assert_eq!((mark.state, mark.earned), (state, earned), "{task}: {given}");
        assert_eq!(marking.earned, earned);
    }
}

#[test]
fn a_teachers_judgement_counts_for_what_waits_and_over_what_was_marked() {
    let answers = answers("Ada", [reply("t8", json!({ "written": "because" })), reply("t1", json!({ "chosen": ["b"] }))]);
    let judged = [("t8", 3), ("t1", 4)].map(|(task, level)| (TaskId::new(task), Judgement { level, comment: "Good.".into() }));
    let marking = lesson::mark_with(&quiz(), &answers, Some(&BTreeMap::from(judged)));
    assert_eq!((marking.earned, marking.waiting), (300 + 200, 0));
    assert_eq!(marking.marks[7].comment, "Good.");
}

/// A folder with everything that a class hands in.
fn messy_folder(home: &Path) -> PathBuf {
    let folder = home.join("answers");
    fs::create_dir_all(folder.join("Ben_1234_file")).unwrap();
    let put = |name: &str, bytes: &[u8]| fs::write(folder.join(name), bytes).unwrap();
    let of = |pupil: &str, choice: &str| answers(pupil, [reply("t1", json!({ "chosen": [choice] }))]);
    let ada = lesson::to_bytes(&of("Ada", "a"));
    put("ada.answers", &ada);
    put("ada (1).answers", &ada);
    put("Ben_1234_file/ben.answers", &lesson::to_bytes(&of("Ben", "b")));
    let mut later = of("ben ", "a");
    later.handed_in = Some("2026-03-01T11:00:00Z".parse().unwrap());
    put("ben again.answers", &lesson::to_bytes(&later));
    put("cut.answers", &ada[..ada.len() / 2]);
    put("filled.answers", &[&ada[..ada.len() / 2], &[0; 400][..]].concat());
    put("edited.answers", String::from_utf8(ada).unwrap().replace("\"a\"", "\"b\"").as_bytes());
    put("empty.answers", b"");
    put("photo.jpg", b"\xff\xd8\xff\xe0 a picture");
    put("letter.answers", b"Dear teacher, the dog ate my file.");
    put("list.answers", b"[1, 2]");
    let mut other = of("Cy", "a");
    other.lesson.identifier = "urn:uuid:2".into();
    other.lesson.title = "Another\u{202e} <b>lesson</b>".into();
    put("other.answers", &lesson::to_bytes(&other));
    let mut old = of("Di", "a");
    old.lesson.sha256 = "0".repeat(64);
    put("old.answers", &lesson::to_bytes(&old));
    let mut nobody = of("", "a");
    nobody.pupil = " ".into();
    put("nobody.answers", &lesson::to_bytes(&nobody));
    let mut newer = serde_json::to_value(of("Ed", "a")).unwrap();
    newer["formatVersion"] = json!("2.0");
    put("newer.answers", newer.to_string().as_bytes());
    let evil = "<img src=x onerror=alert(1)>=HYPERLINK(\"http://x\")";
    let mut html =
        answers(&format!("=cmd|' /C calc'!A0{evil}"), [reply("t8", json!({ "written": evil })), reply("t1", json!({ "chosen": [evil] }))]);
    html.lesson.title = evil.into();
    put("html.answers", &lesson::to_bytes(&html));
    let big = fs::File::create(folder.join("big.answers")).unwrap();
    big.set_len(100 << 20).unwrap();
    put("class.marks", b"{}");
    put(".hidden", b"x");
    folder
}

#[test]
fn a_folder_with_every_kind_of_bad_file_gives_marks_and_reasons_and_loses_none() {
    let home = tempfile::tempdir().unwrap();
    let folder = messy_folder(home.path());
    let files = lesson::files(&[folder]).unwrap();
    let class = lesson::collect(&quiz(), &files);
    let pupils: Vec<&str> = class.answers.iter().map(|filed| filed.answers.pupil.trim()).collect();
    assert_eq!(pupils.len(), 3, "{pupils:?}");
    assert!(pupils.contains(&"Ada") && pupils.contains(&"ben"));
    assert_eq!(class.answers.len() + class.set_aside.len(), files.len(), "none is lost");
    for (name, words) in [
        ("ada", "It is the same as ada"),
        ("Ben_1234_file/ben.answers", "handed in more than once; ben again.answers is later"),
        ("cut.answers", "It is cut off"),
        ("filled.answers", "It is cut off"),
        ("edited.answers", "It was changed after it was saved"),
        ("empty.answers", "It is empty"),
        ("photo.jpg", "It is not an answers file"),
        ("letter.answers", "It is not an answers file"),
        ("list.answers", "It is not an answers file"),
        ("other.answers", "It answers another lesson, “Another <b>lesson</b>”"),
        ("old.answers", "It answers another version of this lesson"),
        ("nobody.answers", "neither a name nor a number"),
        ("newer.answers", "newer version of On Record"),
        ("big.answers", "longer than 4 MB"),
    ] {
        let found = class.set_aside.iter().find(|aside| aside.file.to_string_lossy().contains(name));
        assert!(found.is_some_and(|aside| aside.sentence.contains(words)), "{name}: {found:?}");
    }
}

#[test]
fn nothing_that_a_pupil_writes_is_a_formula_or_markup_in_results() {
    let home = tempfile::tempdir().unwrap();
    let files = lesson::files(&[messy_folder(home.path())]).unwrap();
    let (lesson, class) = (quiz(), lesson::collect(&quiz(), &files));
    let markings = lesson::mark_class(&lesson, &class, &TeacherMarks::default());
    let results = lesson::results(&lesson, &class, &markings, false);
    let table = export::results_csv(&results);
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    for row in reader.records() {
        assert!(row.unwrap().iter().all(|cell| !cell.starts_with(['=', '+', '-', '@'])), "{table}");
    }
    let bytes = export::results_xlsx(&results).unwrap();
    let mut book = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut sheets = String::new();
    for index in 0..book.len() {
        use std::io::Read;
        let mut entry = book.by_index(index).unwrap();
        if entry.name().is_ok_and(|name| name.contains("sheet")) {
            entry.read_to_string(&mut sheets).unwrap();
        }
    }
    assert!(!sheets.contains("<f>") && !sheets.contains("<img") && !sheets.contains("hyperlink"));
}

#[test]
fn results_count_answers_mistakes_and_where_the_class_marked() {
    let lesson = quiz();
    let passage = |start, end| Passage { start, end, exact: "x".into(), ..Passage::default() };
    let mark = |spans: &[(usize, usize)]| (TaskId::new("t5"), Reply::Marked(spans.iter().map(|span| passage(span.0, span.1)).collect()));
    let class = Class {
        answers: [("Ada", "a", vec![(10, 18), (10, 18)]), ("Ben", "b", vec![(10, 18), (40, 46)]), ("Cy", "b", vec![(12, 30)])]
            .into_iter()
            .map(|(pupil, choice, spans)| {
                let answers = answers(pupil, [reply("t1", json!({ "chosen": [choice] })), mark(&spans)]);
                lesson::Filed { file: pupil.into(), sha256: pupil.into(), answers }
            })
            .collect(),
        set_aside: Vec::new(),
    };
    let markings = lesson::mark_class(&lesson, &class, &TeacherMarks::default());
    let results = lesson::results(&lesson, &class, &markings, false);
    let first = &results.tasks[0];
    assert_eq!(
        (first.answered, first.average, first.mistake.as_ref().map(|tally| (tally.answer.as_str(), tally.count))),
        (3, Some(33), Some(("B", 2)))
    );
    let heat = results.tasks[4].heat.as_ref().unwrap();
    let stretches: Vec<_> = heat.stretches.iter().map(|stretch| (stretch.start, stretch.end, stretch.count)).collect();
    assert_eq!(stretches, [(10, 12, 2), (12, 18, 3), (18, 30, 1), (40, 46, 1)]);
    let hidden = lesson::results(&lesson, &class, &markings, true);
    assert!(hidden.pupils.iter().all(|pupil| pupil.pupil.starts_with("Pupil ")));
}

#[test]
fn every_step_of_a_pupil_is_on_disk_and_goes_on_after_a_crash() {
    let home = tempfile::tempdir().unwrap();
    let (path, lesson) = (home.path().join("work.answers"), quiz());
    let mut sheet = AnswerSheet::open(&path, &lesson, "Ada").unwrap();
    sheet.reply(&TaskId::new("t1"), Reply::Chosen(vec![onrecord::model::ChoiceId::new("a")])).unwrap();
    sheet.hint(&TaskId::new("t2")).unwrap();
    drop(sheet);
    let mut again = AnswerSheet::open(&path, &lesson, "Ada").unwrap();
    assert_eq!((again.answers().replies.len(), again.answers().hints.len()), (1, 1));
    let handed = again.hand_in(home.path()).unwrap();
    assert_eq!(handed.file_name().unwrap(), "a-quiz-ada.answers");
    assert_eq!(lesson::mark(&lesson, &lesson::read(&handed).unwrap().0).earned, 200);
    // Another pupil on the same computer loses nothing of hers.
    let other = AnswerSheet::open(&path, &lesson, "Ben").unwrap();
    assert!(other.answers().replies.is_empty());
    assert!(lesson::read(&home.path().join("work.1.aside")).is_ok());
}

fn any_reply() -> impl Strategy<Value = Reply> {
    let id = || prop_oneof![Just("a"), Just("b"), Just("c"), Just("A"), Just("B"), Just("zz")].prop_map(onrecord::model::ChoiceId::new);
    let place = || prop_oneof![0..60_usize, Just(usize::MAX), Just(1 << 53)];
    prop_oneof![
        prop::collection::vec(id(), 0..5).prop_map(Reply::Chosen),
        prop::collection::btree_map(id(), id(), 0..4).prop_map(Reply::Paired),
        prop::collection::vec(id(), 0..6).prop_map(Reply::Ordered),
        prop::collection::vec((place(), place()), 0..6)
            .prop_map(|spans| Reply::Marked(spans.into_iter().map(|(start, end)| Passage { start, end, ..Passage::default() }).collect())),
        ".{0,40}".prop_map(Reply::Written),
        prop::collection::vec(prop::collection::vec(".{0,10}", 0..3), 0..3).prop_map(Reply::Rows),
    ]
}

proptest! {
    #[test]
    fn any_bytes_give_answers_or_a_reason(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        if let Err(refusal) = lesson::from_bytes(&bytes) {
            prop_assert!(refusal.to_string().ends_with('.'));
        }
    }

    #[test]
    fn answers_changed_anywhere_are_refused_or_are_the_same(place in 0..100_000_usize, byte in any::<u8>(), cut in any::<bool>()) {
        let whole = lesson::to_bytes(&answers("Ada", [reply("t8", json!({ "written": "because “of” it" })), reply("t1", json!({ "chosen": ["a"] }))]));
        let mut changed = whole.clone();
        let place = place % whole.len();
        if cut { changed.truncate(place) } else { changed[place] = byte }
        if let Ok((read, sum)) = lesson::from_bytes(&changed) {
            let (known, known_sum) = lesson::from_bytes(&whole).unwrap();
            prop_assert_eq!((read, sum), (known, known_sum));
        }
    }

    #[test]
    fn any_replies_give_marks_within_the_points_and_survive_the_file(replies in prop::collection::btree_map(prop_oneof![Just("t1"), Just("t2"), Just("t3"), Just("t4"), Just("t5"), Just("t6"), Just("t7"), Just("t8"), Just("t99")].prop_map(TaskId::new), any_reply(), 0..9)) {
        let (lesson, given) = (quiz(), answers("Ada", replies));
        let marking = lesson::mark(&lesson, &given);
        for (task, mark) in lesson.tasks.iter().zip(&marking.marks) {
            prop_assert!(mark.earned <= u64::from(task.points) * 100 && mark.got <= mark.of);
        }
        let (read, _) = lesson::from_bytes(&lesson::to_bytes(&given)).unwrap();
        prop_assert_eq!(lesson::mark(&lesson, &read), marking);
    }

}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))] // each writes a folder of files

    #[test]
    fn marks_do_not_depend_on_the_order_of_files(seed in any::<u64>()) {
        let home = tempfile::tempdir().unwrap();
        let mut files = lesson::files(&[messy_folder(home.path())]).unwrap();
        let known = lesson::collect(&quiz(), &files);
        let mut state = seed | 1;
        files.sort_by_cached_key(|_| { state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1); state >> 16 });
        let other = lesson::collect(&quiz(), &files);
        let judged = TeacherMarks::default();
        prop_assert_eq!(lesson::mark_class(&quiz(), &known, &judged), lesson::mark_class(&quiz(), &other, &judged));
        prop_assert_eq!(known, other);
    }
}
