//! Lessons: kept in archives, made from templates, given out without their key.

#![allow(clippy::unwrap_used)] // a test that fails may panic

use std::{collections::BTreeMap, path::Path};

use onrecord::{
    bundle::{Bundle, Draft, Form, Progress, schemas},
    export::{self, PageMode},
    lesson::{self, MarkState, Shelf, TEMPLATES},
    model::{Article, Block, Exercise, Lesson, Reply, Right, Slug, Task},
    quotes,
};
use serde_json::{Value, json};

fn sample(name: &str) -> Bundle {
    Bundle::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("archive/{name}.record"))).unwrap()
}

fn articles(bundle: &Bundle) -> Vec<(Slug, Article)> {
    bundle.archive().articles.iter().map(|slug| (slug.clone(), bundle.article(slug).unwrap())).collect()
}

/// An archive of articles as an import makes it.
fn archive(articles: &[(&str, &str)]) -> (onrecord::model::Archive, Vec<(Slug, Article)>) {
    let mut archive = onrecord::model::Archive::new("A", "urn:uuid:a");
    let mut all = Vec::new();
    for (headline, text) in articles {
        let mut article = Article::new(*headline);
        article.publisher = Some(format!("The {headline} Gazette"));
        article.date_published = Some("2024-05-03".parse().unwrap());
        article.blocks = text.split("\n\n").map(Block::paragraph).collect();
        let found = quotes::find(&article);
        quotes::apply(&mut archive, &mut article, found);
        let slug = Slug::from_title(headline);
        archive.articles.push(slug.clone());
        all.push((slug, article));
    }
    (archive, all)
}

/// The reply that the key of a task asks for.
fn right_reply(task: &Task) -> Option<Reply> {
    Some(match &task.key.as_ref()?.right {
        Right::Options { options } => Reply::Chosen(options.clone()),
        Right::Pairs { pairs } => Reply::Paired(pairs.iter().map(|(item, targets)| (item.clone(), targets[0].clone())).collect()),
        Right::Order { order } => Reply::Ordered(order.clone()),
        Right::Passages { passages, .. } => Reply::Marked(passages.clone()),
        Right::Grid { grid } => Reply::Grid(grid.iter().map(|(question, answers)| (*question, answers[0])).collect()),
        Right::Words { words } => Reply::Written(words[0].clone()),
        Right::Person | Right::Unknown(_) => return None,
    })
}

#[test]
fn a_lesson_is_saved_in_its_archive_with_the_fields_that_nobody_knows() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("a.record");
    let lesson: Lesson = serde_json::from_value(json!({
        "@context": "https://schema.org", "@type": "LearningResource", "formatVersion": "1.0", "identifier": "urn:x", "name": "L",
        "timeRequired": "PT1H30M", "mood": [1, { "a": null }],
        "hasPart": [
            { "@id": "t1", "prompt": "P", "points": 2, "colour": "red",
              "exercise": { "kind": "choose", "options": [{ "@id": "a", "text": "A", "size": 3 }], "shape": "round" },
              "material": [{ "kind": "hologram", "depth": 3 }],
              "key": { "right": { "by": "options", "options": ["a"] }, "mood": 1 } },
            { "@id": "t2", "prompt": "Q", "points": 1, "exercise": { "kind": "crossword", "cells": [[1, 2]] }, "key": { "right": { "by": "dice", "sides": 6 } } }
        ]
    }))
    .unwrap();
    assert_eq!(lesson.time_required.0, 90);
    let mut draft = Draft::new("A");
    draft.put_article(&"a".parse().unwrap(), Article::new("A"));
    draft.put_lesson(&"l".parse().unwrap(), lesson.clone());
    let bundle = draft.save(&path, Form::Zip, &Progress::silent()).unwrap();
    assert_eq!(bundle.lessons(), ["l".parse().unwrap()]);
    let read = bundle.lesson(&bundle.lessons()[0]).unwrap();
    assert_eq!(read, lesson);
    let value = serde_json::to_value(&read).unwrap();
    assert_eq!(value["hasPart"][1]["exercise"]["cells"], json!([[1, 2]]));
    assert_eq!(value["hasPart"][0]["material"][0]["depth"], 3);
    assert_eq!(value["hasPart"][0]["exercise"]["options"][0]["size"], 3);
    assert_eq!(value["hasPart"][1]["key"]["right"]["sides"], 6);
    // A change elsewhere leaves it, and it can be taken out.
    let mut draft = Draft::from(&bundle);
    draft.archive_mut().title = "B".into();
    let bundle = draft.save(&path, Form::Zip, &Progress::silent()).unwrap();
    assert_eq!(bundle.lesson(&"l".parse().unwrap()).unwrap(), lesson);
    let mut draft = Draft::from(&bundle);
    draft.remove_lesson(&"l".parse().unwrap());
    assert!(draft.save(&path, Form::Zip, &Progress::silent()).unwrap().lessons().is_empty());
}

#[test]
fn a_damaged_lesson_is_named_and_the_rest_opens() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("a");
    let mut draft = Draft::new("A");
    draft.put_article(&"a".parse().unwrap(), Article::new("A"));
    draft.put_lesson(&"l".parse().unwrap(), Lesson::new("L", "urn:x"));
    draft.save(&path, Form::Folder, &Progress::silent()).unwrap();
    std::fs::write(path.join("data/lessons/l.json"), "{\"name\": 3}").unwrap();
    let bundle = Bundle::open(&path).unwrap();
    let problem = bundle.lesson(&"l".parse().unwrap()).unwrap_err();
    assert!(problem.file == "data/lessons/l.json" && problem.what.contains("line 1"), "{problem}");
    let said = bundle.verify(&Progress::silent()).problems;
    assert!(said.iter().any(|problem| problem.file == "data/lessons/l.json"), "{said:?}");
    assert!(bundle.article(&"a".parse().unwrap()).is_ok());
}

#[test]
fn every_template_makes_of_the_samples_a_lesson_that_can_be_given_out_or_says_what_is_lacking() {
    let mut filled = BTreeMap::new();
    let schemas: BTreeMap<&str, Value> = schemas().into_iter().collect();
    let schema = jsonschema::validator_for(&schemas["lesson"]).unwrap();
    for name in ["one-dismissal", "launch-with-a-view"] {
        let bundle = sample(name);
        let articles = articles(&bundle);
        let shelf = Shelf::new(bundle.archive(), articles.iter().map(|(slug, article)| (slug, article)));
        for offer in lesson::templates(&shelf) {
            match offer.lesson {
                Ok(made) => {
                    *filled.entry(offer.template.key).or_insert(0) += 1;
                    assert_eq!(lesson::check_with(&made, &shelf), [], "{name}: {}", offer.template.key);
                    assert!((4..=8).contains(&made.tasks.len()), "{name}: {}: {}", offer.template.key, made.tasks.len());
                    assert!([15, 30, 45].contains(&made.time_required.0) && made.teaches.len() >= 3 && made.teacher.is_some());
                    let value = serde_json::to_value(&made).unwrap();
                    let errors: Vec<String> = schema.iter_errors(&value).map(|error| error.to_string()).collect();
                    assert!(errors.is_empty(), "{errors:?}");
                    assert!(made.tasks.iter().filter(|task| task.key.as_ref().unwrap().right.is_automatic()).count() >= 2);
                }
                Err(lacking) => assert!(lacking.0.starts_with("It needs") && lacking.0.ends_with('.'), "{lacking}"),
            }
        }
    }
    for template in &TEMPLATES {
        assert!(template.key == "read-a-correction" || filled.contains_key(template.key), "no sample fills {}", template.key);
    }
}

#[test]
fn a_correction_is_found_in_an_article_that_has_one() {
    let text = "The harbour bridge closed on Monday, the council said. Cracks were found below the water.\n\nIt will open again in spring.\n\nCorrection: An earlier version of this article misstated the day on which the bridge closed. It was Monday, May 3, not Tuesday. We regret the error.";
    let (archive, articles) = archive(&[("Bridge", text)]);
    let shelf = Shelf::new(&archive, articles.iter().map(|(slug, article)| (slug, article)));
    let made = lesson::make("read-a-correction", &shelf).unwrap();
    let Right::Passages { passages, .. } = &made.tasks[0].key.as_ref().unwrap().right else { unreachable!() };
    assert!(passages[0].exact.starts_with("Correction: An earlier version"));
    assert!(made.tasks[1].key.as_ref().unwrap().explanation.as_ref().unwrap().contains("that the newsroom is sorry"));
    assert_eq!(lesson::check_with(&made, &shelf), []);
}

#[test]
fn an_archive_that_lacks_something_says_what_for_each_template() {
    let (archive, mut articles) = archive(&[("Weather", "It rained all day.")]);
    articles[0].1.publisher = None;
    let shelf = Shelf::new(&archive, articles.iter().map(|(slug, article)| (slug, article)));
    for offer in lesson::templates(&shelf) {
        let lacking = offer.lesson.map(|made| made.tasks.len()).unwrap_err();
        assert!(lacking.0.starts_with("It needs"), "{}: {lacking}", offer.template.key);
    }
    let none = Shelf::new(&archive, []);
    assert!(lesson::make("cite-it-right", &none).unwrap_err().0.contains("no article"));
    assert!(lesson::make("cook-it-right", &shelf).unwrap_err().0.contains("There are: who-gets-to-speak"));
}

#[test]
fn the_right_answers_earn_everything_that_a_program_marks_and_nothing_earns_nothing() {
    for name in ["one-dismissal", "launch-with-a-view"] {
        let bundle = sample(name);
        let articles = articles(&bundle);
        let shelf = Shelf::new(bundle.archive(), articles.iter().map(|(slug, article)| (slug, article)));
        for made in lesson::templates(&shelf).into_iter().filter_map(|offer| offer.lesson.ok()) {
            for task in &made.tasks {
                let reply = right_reply(task);
                let mark = lesson::mark_task(task, reply.as_ref());
                match reply {
                    Some(_) => assert_eq!(
                        (mark.state, mark.got, mark.earned),
                        (MarkState::Marked, mark.of, u64::from(task.points) * 100),
                        "{task:?}"
                    ),
                    None => assert_eq!((mark.state, mark.earned), (MarkState::Empty, 0)),
                }
            }
        }
    }
}

#[test]
fn a_pupils_copy_has_neither_key_nor_what_gives_it_away() {
    let home = tempfile::tempdir().unwrap();
    let bundle = sample("one-dismissal");
    let articles = articles(&bundle);
    let shelf = Shelf::new(bundle.archive(), articles.iter().map(|(slug, article)| (slug, article)));
    let made = lesson::make("who-gets-to-speak", &shelf).unwrap();
    let slug: Slug = "who".parse().unwrap();
    let copy =
        export::pupil_archive(&bundle, &slug, &made).unwrap().save(&home.path().join("p.record"), Form::Zip, &Progress::silent()).unwrap();
    assert!(copy.problems().is_empty() && copy.verify(&Progress::silent()).problems.is_empty());
    assert_eq!(copy.archive().extra["pupilCopy"], "who");
    let pupils = copy.lesson(&slug).unwrap();
    assert!(pupils.pupil_copy && pupils.teacher.is_none() && pupils.tasks.iter().all(|task| task.key.is_none()));
    assert_eq!(lesson::version(&pupils), lesson::version(&made), "answers to the copy belong to the lesson");
    assert_eq!(lesson::check(&pupils), []);
    for slug in &copy.archive().articles {
        let article = copy.article(slug).unwrap();
        assert!(article.quotations.is_empty() && article.sources.is_empty() && article.captures.is_empty());
        assert_eq!(article.plain_text(), bundle.article(slug).unwrap().plain_text());
        for photo in &article.photos {
            assert_eq!(
                copy.media(slug, photo.content_url.as_ref().unwrap()).ok(),
                bundle.media(slug, photo.content_url.as_ref().unwrap()).ok()
            );
        }
    }
    assert!(copy.archive().speakers.is_empty());
}

#[test]
fn mending_a_key_keeps_the_version_and_changing_a_question_does_not() {
    let bundle = sample("one-dismissal");
    let articles = articles(&bundle);
    let shelf = Shelf::new(bundle.archive(), articles.iter().map(|(slug, article)| (slug, article)));
    let made = lesson::make("cite-it-right", &shelf).unwrap();
    let version = lesson::version(&made);
    let mut mended = made;
    mended.tasks.reverse();
    mended.tasks[0].points = 9;
    mended.tasks[0].hint = None;
    mended.tasks[0].key = None;
    assert_eq!(lesson::version(&mended), version);
    mended.tasks[0].prompt.push('?');
    assert_ne!(lesson::version(&mended), version);
}

#[test]
fn what_is_wrong_with_a_lesson_is_said_with_its_place() {
    let lesson: Lesson = serde_json::from_value(json!({
        "identifier": "urn:x", "name": " ",
        "hasPart": [
            { "@id": "t1", "prompt": "", "points": 0, "exercise": { "kind": "choose", "options": [{ "@id": "a", "text": "A" }, { "@id": "a", "text": "" }] } },
            { "@id": "t1", "prompt": "P", "points": 1, "exercise": { "kind": "sort", "items": [{ "@id": "a", "text": "A" }], "targets": [] }, "key": { "right": { "by": "pairs", "pairs": { "z": ["y"] } } } },
            { "@id": "t3", "prompt": "P", "points": 1, "exercise": { "kind": "short" }, "key": { "right": { "by": "person" }, "rubric": ["0"] } },
            { "@id": "t4", "prompt": "P", "points": 1, "exercise": { "kind": "highlight", "article": "gone" }, "key": { "right": { "by": "passages", "passages": [] } } }
        ]
    }))
    .unwrap();
    let found: Vec<String> = lesson::check(&lesson)
        .into_iter()
        .map(|problem| {
            format!("{} {} {}", problem.task.map(|task| task.to_string()).unwrap_or_default(), problem.field.word(), problem.sentence)
        })
        .collect();
    for wanted in [
        " title The lesson has no title. Give it one.",
        "t1 tasks Two tasks are called t1. Rename one of them.",
        "t1 prompt Nothing is asked yet. Write the question.",
        "t1 points The task is worth no points. Give it at least one.",
        "t1 choices Two options are called a. Take one out and add it again.",
        "t1 key There is no right answer yet. Say what counts as right.",
        "t1 choices There is nothing to sort it into yet. Add at least two groups.",
        "t1 key “A” belongs nowhere yet. Say where it belongs.",
        "t3 key The rubric has 1 lines. It needs five, for 0, 1, 2, 3 and 4.",
        "t4 key There is no right answer yet. Mark the passages that count.",
    ] {
        assert!(found.iter().any(|sentence| sentence == wanted), "{wanted}\n{found:#?}");
    }
}

#[test]
fn the_page_of_a_lesson_is_small_beside_its_pictures() {
    let bundle = sample("one-dismissal");
    let articles = articles(&bundle);
    let shelf = Shelf::new(bundle.archive(), articles.iter().map(|(slug, article)| (slug, article)));
    for made in lesson::templates(&shelf).into_iter().filter_map(|offer| offer.lesson.ok()) {
        let page = export::lesson_html(&made, &articles, &|_, _| None, PageMode::Practise);
        assert!(page.len() < 300 << 10, "{}: {} bytes", made.title, page.len());
        assert!(!page.contains("http-equiv=\"refresh\"") && !page.contains("src=\"http"));
    }
}

#[test]
fn exercises_are_written_as_files_have_them() {
    for kind in ["choose", "whoSaid", "sort", "compare", "order", "cite", "caption", "headline", "missing", "lateral", "short", "long"] {
        let all =
            json!({ "kind": kind, "options": [], "items": [], "targets": [], "parts": [], "style": "mla", "columns": [], "lines": 1 });
        let exercise: Exercise = serde_json::from_value(all).unwrap();
        assert_eq!(exercise.kind(), kind);
        assert!(!matches!(exercise, Exercise::Unknown(_)), "{kind}");
    }
}
