//! The sample archives: sound, valid, true to their sources.

#![allow(clippy::unwrap_used)] // a test that fails may panic

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use onrecord::{
    bundle::{Bundle, Progress, schemas},
    lesson::{self, Shelf},
    model::{Archive, Article, Lesson, Slug},
};
use serde_json::Value;

const SAMPLES: [&str; 2] = ["one-dismissal", "launch-with-a-view"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("archive")
}

fn sample(name: &str) -> Bundle {
    Bundle::open(&folder().join(format!("{name}.record"))).unwrap()
}

fn articles(bundle: &Bundle) -> Vec<Article> {
    bundle.archive().articles.iter().map(|slug| bundle.article(slug).unwrap()).collect()
}

#[test]
fn the_samples_are_sound_and_every_passage_has_its_words() {
    for name in SAMPLES {
        let bundle = sample(name);
        assert!(bundle.problems().is_empty(), "{name}: {:?}", bundle.problems());
        assert!(bundle.verify(&Progress::silent()).problems.is_empty(), "{name}");
        for article in articles(&bundle) {
            assert_eq!(article.problems(), Vec::<String>::new(), "{name}: {}", article.headline);
            for quotation in article.speech() {
                let speaker = quotation.spoken_by_character.as_ref().unwrap();
                assert!(bundle.archive().speaker(speaker).is_some(), "{name}: nobody is called {speaker}");
            }
        }
    }
}

#[test]
fn the_three_front_pages_are_as_long_as_lessons_need_them_and_differ() {
    let all = articles(&sample("one-dismissal"));
    assert_eq!(all.len(), 3);
    for article in &all {
        assert!((400..=700).contains(&article.word_count()), "{}: {}", article.headline, article.word_count());
        assert!(article.publisher.as_ref().unwrap().starts_with("On Record samples"));
    }
    let first: Vec<_> = all.iter().map(|article| article.quotations.iter().find(|q| q.kind.is_speech()).unwrap().text()).collect();
    assert!(first[0] != first[1] && first[1] != first[2], "each leads with other words: {first:?}");
}

#[test]
fn the_samples_are_valid_by_the_schemas() {
    let schemas: BTreeMap<&str, Value> = schemas().into_iter().collect();
    let valid = |schema: &str, file: &Path| {
        let value: Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
        let errors: Vec<_> = jsonschema::validator_for(&schemas[schema]).unwrap().iter_errors(&value).map(|e| e.to_string()).collect();
        assert!(errors.is_empty(), "{}: {errors:?}", file.display());
    };
    for name in SAMPLES {
        let source = folder().join("sources").join(name);
        valid("archive", &source.join("archive.json"));
        for slug in &sample(name).archive().articles {
            valid("article", &source.join("articles").join(slug.as_str()).join("article.json"));
        }
        for slug in sample(name).lessons() {
            valid("lesson", &source.join("lessons").join(format!("{slug}.json")));
        }
    }
}

#[test]
fn the_packed_archives_are_those_of_their_sources() {
    for name in SAMPLES {
        let source = folder().join("sources").join(name);
        let bundle = sample(name);
        let mut archive: Archive = serde_json::from_str(&fs::read_to_string(source.join("archive.json")).unwrap()).unwrap();
        archive.date_modified = bundle.archive().date_modified; // set by packing
        assert_eq!(*bundle.archive(), archive, "pack {name} again");
        for slug in &archive.articles {
            let file = source.join("articles").join(slug.as_str()).join("article.json");
            let article: Article = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
            assert_eq!(bundle.article(slug).unwrap(), article, "pack {name} again: {slug}");
        }
    }
}

#[test]
fn every_picture_decodes_to_the_size_that_is_written() {
    for name in SAMPLES {
        let bundle = sample(name);
        for slug in &bundle.archive().articles {
            for photo in bundle.article(slug).unwrap().photos {
                let bytes = bundle.media(slug, photo.content_url.as_ref().unwrap()).unwrap();
                let picture = image::load_from_memory(&bytes).unwrap();
                assert_eq!((Some(picture.width()), Some(picture.height())), (photo.width, photo.height), "{name}: {}", photo.id);
                assert!(photo.alternate_name.is_some() && photo.credit_text.is_some());
            }
        }
    }
}

/// A lesson without the positions that packing gives its passages.
fn without_positions(lesson: &Lesson) -> Value {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(fields) => {
                if fields.contains_key("exact") {
                    fields.retain(|key, _| key == "exact" || key == "part");
                }
                fields.values_mut().for_each(strip);
            }
            Value::Array(list) => list.iter_mut().for_each(strip),
            _ => {}
        }
    }
    let mut value = serde_json::to_value(lesson).unwrap();
    strip(&mut value);
    value
}

#[test]
fn three_lessons_come_with_the_samples_and_can_be_given_out() {
    let mut count = 0;
    for name in SAMPLES {
        let bundle = sample(name);
        let all: Vec<(Slug, Article)> =
            bundle.archive().articles.iter().map(|slug| (slug.clone(), bundle.article(slug).unwrap())).collect();
        let shelf = Shelf::new(bundle.archive(), all.iter().map(|(slug, article)| (slug, article)));
        for slug in bundle.lessons() {
            count += 1;
            let made = bundle.lesson(&slug).unwrap();
            assert_eq!(lesson::check_with(&made, &shelf), [], "{slug}");
            let source = folder().join("sources").join(name).join("lessons").join(format!("{slug}.json"));
            let source: Lesson = serde_json::from_str(&fs::read_to_string(source).unwrap()).unwrap();
            assert_eq!(without_positions(&made), without_positions(&source), "pack {name} again: {slug}");
            let teacher = made.teacher.as_ref().unwrap();
            assert_eq!(teacher.steps.iter().map(|step| step.minutes).sum::<u16>(), made.time_required.0, "{slug}");
            assert!(!teacher.talk.is_empty() && (6..=8).contains(&made.tasks.len()));
            for task in &made.tasks {
                let key = task.key.as_ref().unwrap();
                assert!(task.hint.is_some() && (key.explanation.is_some() || key.expected.is_some()), "{slug}: {}", task.id);
            }
        }
    }
    assert_eq!(count, 3);
}
