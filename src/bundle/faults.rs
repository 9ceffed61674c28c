//! Saves that stop at any step: afterwards the archive is the old or the new one, whole.

use std::{fs, path::Path};

use super::{Bundle, Draft, Form, Problem, Progress, SaveError, disk::with_fault, lock};
use crate::model::{Article, Slug};

fn slug(name: &str) -> Slug {
    name.parse().unwrap()
}

fn titled(title: &str) -> Draft {
    let mut draft = Draft::new(title);
    draft.put_article(&slug("one"), Article::new("One"));
    draft.put_file(&slug("one"), "capture/page.txt", b"as it came".to_vec());
    draft
}

/// Which of the two lies there, whole and sound.
fn title_at(path: &Path) -> String {
    let bundle = Bundle::open(path).unwrap();
    let problems: Vec<Problem> = bundle.problems().iter().cloned().chain(bundle.verify(&Progress::silent()).problems).collect();
    assert!(problems.is_empty(), "{problems:?}");
    assert!(bundle.article(&slug("one")).is_ok());
    bundle.archive().title.clone()
}

fn left_behind(home: &Path) -> Vec<String> {
    let names = fs::read_dir(home).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    names.filter(|name| name.starts_with('.')).collect()
}

#[test]
fn a_save_that_stops_at_any_step_leaves_the_old_or_the_new_archive() {
    for (form, name) in [(Form::Zip, "a.record"), (Form::Folder, "a")] {
        for gone in [false, true] {
            let home = tempfile::tempdir().unwrap();
            let path = home.path().join(name);
            titled("old").save(&path, form, &Progress::silent()).unwrap();
            let change = |path: &Path| {
                let mut draft = Draft::from(&Bundle::open(path).unwrap());
                draft.archive_mut().title = "new".to_owned();
                draft.put_article(&slug("two"), Article::new("Two"));
                draft
            };
            let (saved, steps) = with_fault(None, false, || change(&path).save(&path, form, &Progress::silent()).map(drop));
            saved.unwrap();
            assert!(steps > 5, "{steps}");
            let mut old = 0;
            for at in 0..steps {
                let home = tempfile::tempdir().unwrap();
                let path = home.path().join(name);
                titled("old").save(&path, form, &Progress::silent()).unwrap();
                let draft = change(&path);
                let (saved, _) = with_fault(Some(at), gone, || draft.save(&path, form, &Progress::silent()).map(drop));
                let title = title_at(&path);
                old += u64::from(title == "old");
                // What was said to be saved is there.
                assert!(saved.is_err() || title == "new", "step {at} of {steps} (gone: {gone}): said to be saved, and {title}");
                if let Err(error) = &saved {
                    assert!(error.to_string().contains("unchanged"), "{error}");
                    assert_eq!(title, "old", "step {at}: said to be unchanged");
                }
                // The next save is not hindered, and takes away what was left.
                titled("next").save(&path, form, &Progress::silent()).unwrap();
                assert_eq!((title_at(&path).as_str(), left_behind(home.path())), ("next", Vec::new()), "step {at}");
            }
            assert!(old > 0 && old < steps + 1);
        }
    }
}

#[test]
fn a_crash_between_two_renames_is_mended_and_what_was_left_goes() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("a");
    titled("old").save(&path, Form::Folder, &Progress::silent()).unwrap();
    fs::rename(&path, lock::old_name(&path)).unwrap();
    assert_eq!(title_at(&path), "old");
    // The crash came after the second: both lie there.
    titled("old").save(&lock::old_name(&path), Form::Folder, &Progress::silent()).unwrap();
    titled("new").save(&path, Form::Folder, &Progress::silent()).unwrap();
    assert_eq!((title_at(&path).as_str(), left_behind(home.path())), ("new", Vec::new()));
}

#[test]
fn damage_is_not_made_sound_by_a_save() {
    for (form, name) in [(Form::Zip, "a.record"), (Form::Folder, "a")] {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("b");
        titled("old").save(&folder, Form::Folder, &Progress::silent()).unwrap();
        fs::write(folder.join("data/articles/one/capture/page.txt"), "as it cbme").unwrap();
        let mut draft = Draft::from(&Bundle::open(&folder).unwrap());
        draft.archive_mut().title = "new".to_owned();
        let again = draft.save(&home.path().join(name), form, &Progress::silent()).unwrap();
        // And once more, from what was saved.
        let again = Draft::from(&again).save(&home.path().join(name), form, &Progress::silent()).unwrap();
        let problems = again.verify(&Progress::silent()).problems;
        assert!(problems.len() == 1 && problems[0].file.ends_with("page.txt") && problems[0].what.contains("differs"), "{problems:?}");
    }
}

#[test]
fn a_file_that_shrinks_underneath_stops_the_save() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("a.record");
    let bundle = titled("old").save(&path, Form::Zip, &Progress::silent()).unwrap();
    let length = fs::metadata(&path).unwrap().len();
    fs::File::options().write(true).open(&path).unwrap().set_len(length / 2).unwrap();
    let other = home.path().join("b.record");
    let refused = Draft::from(&bundle).save(&other, Form::Zip, &Progress::silent()).unwrap_err();
    assert!(matches!(refused, SaveError::ChangedSince(_) | SaveError::Unreadable(_) | SaveError::Unwritable { .. }), "{refused}");
    assert!(!other.exists() && left_behind(home.path()).is_empty());
}

#[test]
#[cfg(unix)] // elsewhere a file that is open cannot be taken away
fn a_file_that_is_taken_away_is_said_to_be_gone_and_can_be_saved_elsewhere() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("a.record");
    let bundle = titled("old").save(&path, Form::Zip, &Progress::silent()).unwrap();
    fs::remove_file(&path).unwrap();
    let mut draft = Draft::from(&bundle);
    draft.put_article(&slug("new"), Article::new("New"));
    let refused = draft.save(&path, Form::Zip, &Progress::silent()).unwrap_err();
    assert!(refused.to_string().ends_with("is there no longer: it was moved or removed since it was opened. Save under another name."));
    let other = home.path().join("b.record");
    let saved = draft.save(&other, Form::Zip, &Progress::silent()).unwrap();
    assert_eq!((title_at(&other), saved.archive().articles.len()), ("old".to_owned(), 2));
    assert!(!path.exists() && left_behind(home.path()).is_empty());
}

#[test]
fn two_that_save_at_once_lose_nothing_unsaid() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("a.record");
    titled("0").save(&path, Form::Zip, &Progress::silent()).unwrap();
    let saved = std::sync::atomic::AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let (path, saved) = (&path, &saved);
            scope.spawn(move || {
                for turn in 0..12 {
                    let mut draft = Draft::from(&Bundle::open(path).unwrap());
                    draft.put_article(&slug(&format!("w{writer}-{turn}")), Article::new("X"));
                    match draft.save(path, Form::Zip, &Progress::silent()) {
                        Ok(_) => drop(saved.fetch_add(1, std::sync::atomic::Ordering::SeqCst)),
                        Err(SaveError::Busy(_) | SaveError::ChangedSince(_)) => {}
                        Err(error) => panic!("{error}"),
                    }
                }
            });
        }
    });
    // Every article that was said to be saved is there, and no other.
    assert_eq!(Bundle::open(&path).unwrap().archive().articles.len(), 1 + saved.into_inner());
    assert_eq!(title_at(&path), "0");
}
