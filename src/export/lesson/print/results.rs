//! A class's results on paper.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{
    heat,
    typeset::{PrintError, typeset},
    worksheet::PrintOptions,
};
use crate::{
    lesson::{MarkState, Results, TaskResult, points_in_words, shown},
    model::{Article, Slug},
};

/// How many answers of a task are printed; the rest is counted together.
const ANSWERS: usize = 12;

/// Results as tables, with the heat map over those articles that are given.
///
/// # Errors
/// What the typesetter says.
pub fn results_pdf(results: &Results, articles: &[(Slug, Article)], options: PrintOptions) -> Result<Vec<u8>, PrintError> {
    let rows = results.pupils.iter().map(|pupil| {
        let cells = pupil.marks.iter().zip(&results.tasks).map(|(mark, task)| {
            let share = (mark.state != MarkState::Waiting && task.points > 0).then(|| mark.earned / u64::from(task.points));
            json!({ "text": if mark.state == MarkState::Waiting { "?".to_owned() } else { points_in_words(mark.earned) }, "share": share })
        });
        json!({ "pupil": pupil.pupil, "cells": cells.collect::<Vec<_>>(), "points": points_in_words(pupil.earned) })
    });
    let aside = results.set_aside.iter().map(|aside| {
        let file = aside.file.file_name().unwrap_or_default().to_string_lossy();
        json!({ "file": shown(&file, 40), "why": aside.sentence })
    });
    let waiting: usize = results.pupils.iter().map(|pupil| pupil.waiting).sum();
    let mut facts = vec![format!("{} pupils", results.pupils.len()), format!("{} points", results.points)];
    if waiting > 0 {
        facts.push(format!("{waiting} answers to mark by hand (?)"));
    }
    let mut data = json!({
        "kind": "results", "title": format!("{} – results", results.title), "author": [], "lang": "en", "footer": results.title, "facts": facts.join(" · "),
        "heads": results.tasks.iter().map(|task| task.number.to_string()).collect::<Vec<_>>(),
        "rows": rows.collect::<Vec<_>>(),
        "results": results.tasks.iter().map(|task| task_json(task, articles)).collect::<Vec<_>>(),
        "aside": aside.collect::<Vec<_>>(),
    });
    options.put_into(&mut data);
    typeset(&data, BTreeMap::new())
}

fn task_json(task: &TaskResult, articles: &[(Slug, Article)]) -> Value {
    let mut facts = vec![task.kind.to_owned(), format!("{} points", task.points), format!("answered by {}", task.answered)];
    // Where nobody has marked anything yet, only those who left it out are settled: they say nothing of the others.
    if let Some(average) = task.average.filter(|_| task.waiting == 0 || task.waiting < task.answered) {
        facts.push(format!("{average} % of the points on average"));
    }
    if task.waiting > 0 {
        facts.push(format!("{} to mark by hand", task.waiting));
    }
    let most = task.answers.iter().map(|tally| tally.count).max().unwrap_or(0).max(1);
    let mut answers: Vec<Value> = task
        .answers
        .iter()
        .take(ANSWERS)
        .map(|tally| json!({ "answer": tally.answer, "count": tally.count.to_string(), "share": tally.count * 100 / most, "right": tally.is_right }))
        .collect();
    let rest: usize = task.answers.iter().skip(ANSWERS).map(|tally| tally.count).sum();
    if rest > 0 {
        answers.push(json!({ "answer": "Other answers", "count": rest.to_string(), "share": rest.min(most) * 100 / most, "right": false }));
    }
    let heat = task.heat.as_ref().and_then(|heat| Some((heat, &articles.iter().find(|(slug, _)| *slug == heat.article)?.1)));
    json!({
        "number": task.number, "prompt": task.prompt, "facts": facts.join(" · "), "answers": answers,
        "mistake": task.mistake.as_ref().filter(|tally| tally.count > 1).map(|tally| format!("{} ({}×)", tally.answer, tally.count)).unwrap_or_default(),
        "heat": heat.map(|(heat, article)| heat::runs(heat, article)).unwrap_or_default(),
    })
}
