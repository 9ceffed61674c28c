//! The list of works cited: every step can be undone and is kept with the notes.

use std::path::PathBuf;

use serde_json::Value;

use super::notes::changed;
use crate::{
    app::{
        action::Action,
        docks::Pane,
        notes::NoteChange,
        state::State,
        works::{self, Listed, WorksStep},
    },
    cite::{self, Style},
    model::Gathered,
};

/// Takes a step.
pub fn step(state: &mut State, step: WorksStep) {
    match step {
        WorksStep::Add => add(state),
        WorksStep::Remove(places) => {
            let keeps = |(at, gathered): (usize, &Gathered)| (!places.contains(&at)).then(|| gathered.clone());
            let Some(archive) = state.archive() else { return };
            let left = archive.notebook.works.iter().enumerate().filter_map(keeps).collect();
            put(state, left);
        }
        WorksStep::Clear => {
            put(state, Vec::new());
            state.say("The list is empty. Ctrl+Z brings it back.");
        }
        WorksStep::Annotate(on) => {
            state.settings.annotates_works = on;
            state.save_settings();
        }
        WorksStep::Group(on) => {
            state.settings.groups_works = on;
            state.save_settings();
        }
        WorksStep::Import(path) => import(state, path),
        WorksStep::Imported(key, read) => imported(state, key, read),
        WorksStep::Set(number, parts) => {
            if state.works.making == number {
                state.works.parts = parts;
                state.works.made_of = number;
            }
        }
    }
}

fn add(state: &mut State) {
    let Some((item, gathered)) = works::cited(state) else { return };
    let Some(archive) = state.archive() else { return };
    if archive.notebook.works.iter().any(|known| known.is_same(&gathered)) {
        state.docks.show(Pane::Works);
        return state.say("It is in the list already.");
    }
    let mut works = archive.notebook.works.clone();
    works.push(gathered);
    let count = works.len();
    put(state, works);
    let title = crate::app::article::shortened(item.title(), 60);
    state.say(format!("“{title}” is in the list of works cited ({count})."));
}

/// Makes the list another.
fn put(state: &mut State, after: Vec<Gathered>) {
    let Some(archive) = state.archive_mut() else { return };
    let before = archive.notebook.works.clone();
    if before == after {
        return;
    }
    archive.tick += 1;
    archive.note_history.make(archive.tick, &mut archive.notebook, NoteChange::Works { before, after });
    changed(state);
}

fn import(state: &mut State, path: PathBuf) {
    let Some(key) = state.archive().map(|archive| archive.key()) else { return };
    state.jobs.start("Reading the list", move |_| {
        let read = cite::read_list(&path).map_err(|error| error.to_string()).map(|items| {
            let fields = |item: cite::Item| match item.csl_json() {
                Value::Object(fields) => Some(Gathered { item: Some(fields), ..Gathered::default() }),
                _ => None,
            };
            items.into_iter().filter_map(fields).collect()
        });
        Action::Works(WorksStep::Imported(key, read))
    });
}

fn imported(state: &mut State, key: u64, read: Result<Vec<Gathered>, String>) {
    let read = match read {
        Ok(read) => read,
        Err(sentence) => return state.warn(sentence),
    };
    let Some(archive) = state.archive().filter(|archive| archive.key() == key) else { return };
    let mut works = archive.notebook.works.clone();
    let before = works.len();
    for gathered in read {
        if !works.iter().any(|known| known.is_same(&gathered)) {
            works.push(gathered);
        }
    }
    let count = works.len() - before;
    put(state, works);
    state.docks.show(Pane::Works);
    state.say(match count {
        0 => "Everything in it is in your list already.".to_owned(),
        1 => "One work was added to your list.".to_owned(),
        count => format!("{count} works were added to your list."),
    });
}

/// Formats the list anew, on a thread, where anything that it is made of has changed.
pub fn follow(state: &mut State) {
    let number = works::number(state);
    if number == state.works.making {
        return;
    }
    state.works.making = number;
    let (Some(archive), Some(style)) = (state.archive(), state.style.clone()) else { return };
    if number == 0 {
        state.works.parts.clear();
        state.works.made_of = 0;
        return;
    }
    let sections = works::sections(archive, state.settings.annotates_works, state.settings.groups_works);
    let places = |work: &str, heading: Option<&str>| works::places(archive, work, heading);
    let places: Vec<Vec<(String, Vec<usize>)>> = sections
        .iter()
        .map(|section| {
            let keys = section.items.iter().map(|item| item.work().to_owned());
            keys.map(|key| (key.clone(), places(&key, section.heading.as_deref()))).collect()
        })
        .collect();
    state.jobs.start("Formatting the list of works cited", move |_| {
        let listed = sections.iter().zip(places).map(|(section, places)| format(&style, section, &places)).collect();
        Action::Works(WorksStep::Set(number, listed))
    });
}

fn format(style: &Style, section: &cite::Section, places: &[(String, Vec<usize>)]) -> Listed {
    let works = cite::works(style, &section.items).into_iter().map(|work| {
        let of = places.iter().find(|(key, _)| *key == work.key).map(|(_, places)| places.clone()).unwrap_or_default();
        (work, of)
    });
    Listed { heading: section.heading.clone(), works: works.collect() }
}
