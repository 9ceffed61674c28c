//! Marking: what an answer earns. The page that a class opens in a browser marks by the same rules (`assets/lesson/mark.js`).

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

use crate::model::{Answers, ChoiceId, Exercise, Judgement, Lesson, Passage, Reply, Right, Task, TaskId, Unit};

/// How a task stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MarkState {
    /// Nothing was answered: no points.
    Empty,
    /// The program marked it.
    Marked,
    /// It waits for a person.
    Waiting,
    /// A person marked it.
    Judged,
}

/// Points in hundredths, so that sums are exact.
pub type Hundredths = u64;

/// What the answer to one task earns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// The task.
    pub task: TaskId,
    /// How it stands.
    pub state: MarkState,
    /// How much of it is right.
    pub got: u64,
    /// Out of how much.
    pub of: u64,
    /// What it earns, in hundredths of a point.
    pub earned: Hundredths,
    /// What a person said to it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub comment: String,
}

/// What the answers of one pupil earn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Marking {
    /// The pupil's name or number.
    pub pupil: String,
    /// A mark for each task, in the lesson's order.
    pub marks: Vec<Mark>,
    /// The sum, in hundredths of a point.
    pub earned: Hundredths,
    /// How many tasks wait for a person.
    pub waiting: usize,
}

/// Marks the answers of a pupil as far as a program can.
pub fn mark(lesson: &Lesson, answers: &Answers) -> Marking {
    mark_with(lesson, answers, None)
}

/// Marks the answers of a pupil, with what a person judged.
pub fn mark_with(lesson: &Lesson, answers: &Answers, judgements: Option<&BTreeMap<TaskId, Judgement>>) -> Marking {
    let marks: Vec<Mark> = lesson
        .tasks
        .iter()
        .map(|task| {
            let mut mark = mark_task(task, answers.replies.get(&task.id));
            if let Some(judgement) = judgements.and_then(|judgements| judgements.get(&task.id)) {
                mark.comment.clone_from(&judgement.comment);
                // What a program marked a person can still overrule.
                (mark.state, mark.got, mark.of) = (MarkState::Judged, u64::from(judgement.level.min(4)), 4);
                mark.earned = share(task.points, mark.got, mark.of);
            }
            mark
        })
        .collect();
    Marking {
        pupil: answers.pupil.clone(),
        earned: marks.iter().map(|mark| mark.earned).sum(),
        waiting: marks.iter().filter(|mark| mark.state == MarkState::Waiting).count(),
        marks,
    }
}

/// Marks the reply to one task.
pub fn mark_task(task: &Task, reply: Option<&Reply>) -> Mark {
    let (state, got, of) = judge(task, reply);
    Mark { task: task.id.clone(), state, got, of, earned: share(task.points, got, of), comment: String::new() }
}

/// `points × got / of` in hundredths, rounded half up.
fn share(points: u32, got: u64, of: u64) -> Hundredths {
    if of == 0 { 0 } else { (200 * u64::from(points) * got.min(of) + of) / (2 * of) }
}

fn judge(task: &Task, reply: Option<&Reply>) -> (MarkState, u64, u64) {
    let Some(reply) = reply.filter(|reply| !reply.is_empty()) else { return (MarkState::Empty, 0, full(task)) };
    let Some(key) = &task.key else { return (MarkState::Waiting, 0, 4) };
    let marked = |got, of| (MarkState::Marked, got, of);
    match (&key.right, reply) {
        (Right::Options { options }, Reply::Chosen(chosen)) => {
            let chosen: BTreeSet<&ChoiceId> = chosen.iter().collect();
            let hits = chosen.iter().filter(|choice| options.contains(choice)).count();
            let wrong = chosen.len() - hits;
            if several(task) {
                marked(hits.saturating_sub(wrong) as u64, full(task))
            } else {
                marked(u64::from(hits == 1 && wrong == 0), 1)
            }
        }
        (Right::Pairs { pairs }, Reply::Paired(paired)) => {
            let hits = pairs.iter().filter(|(item, targets)| paired.get(item).is_some_and(|target| targets.contains(target))).count();
            marked(hits as u64, full(task))
        }
        (Right::Order { order }, Reply::Ordered(given)) => marked(neighbours(order, given), full(task)),
        (Right::Passages { passages, enough }, Reply::Marked(given)) => {
            let unit = match &task.exercise {
                Exercise::Highlight(highlight) | Exercise::Evidence(highlight) => highlight.unit,
                _ => Unit::Sentence,
            };
            let (found, extra) = found(passages, given, unit);
            let of = enough.unwrap_or(passages.len()).min(passages.len()) as u64;
            marked(found.min(of).saturating_sub(extra), of)
        }
        (Right::Grid { grid }, Reply::Grid(given)) => {
            let hits = grid.iter().filter(|(question, right)| given.get(question).is_some_and(|answer| right.contains(answer))).count();
            marked(hits as u64, full(task))
        }
        (Right::Words { words }, Reply::Written(text)) => {
            let text = plain(text);
            if !text.is_empty() && words.iter().any(|word| plain(word) == text) { marked(1, 1) } else { (MarkState::Waiting, 0, 4) }
        }
        (Right::Person | Right::Unknown(_), _) => (MarkState::Waiting, 0, 4),
        // A reply of another shape than the task asks for answers nothing.
        _ => (MarkState::Empty, 0, full(task)),
    }
}

fn several(task: &Task) -> bool {
    matches!(&task.exercise, Exercise::Choose(choose) | Exercise::Caption(choose) if choose.several)
}

/// Out of how much a task is marked.
fn full(task: &Task) -> u64 {
    let count = match task.key.as_ref().map(|key| &key.right) {
        Some(Right::Options { options }) if several(task) => options.len(),
        Some(Right::Options { .. } | Right::Words { .. }) => 1,
        Some(Right::Pairs { pairs }) => pairs.len(),
        Some(Right::Order { order }) => order.len() + 1,
        Some(Right::Passages { passages, enough }) => enough.unwrap_or(passages.len()).min(passages.len()),
        Some(Right::Grid { grid }) => grid.len(),
        Some(Right::Person | Right::Unknown(_)) | None => 4,
    };
    count as u64
}

/// How many neighbours of an order stand beside each other in the order given; its beginning and end count as neighbours too.
fn neighbours(order: &[ChoiceId], given: &[ChoiceId]) -> u64 {
    let pairs = |items: &[ChoiceId]| -> BTreeSet<(Option<ChoiceId>, Option<ChoiceId>)> {
        let mut all: Vec<Option<ChoiceId>> = vec![None];
        all.extend(items.iter().cloned().map(Some));
        all.push(None);
        all.windows(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect()
    };
    pairs(order).intersection(&pairs(given)).count() as u64
}

/// How many passages were found, and how much was marked that is none.
///
/// A passage is found when at least half of it is marked. What is marked beside counts against them: a mark that touches none of
/// them is one too many, and so is every further stretch of 30 code points where words are marked, 400 where sentences are.
fn found(passages: &[Passage], given: &[Passage], unit: Unit) -> (u64, u64) {
    let limit: u64 = if unit == Unit::Word { 30 } else { 400 };
    let place = |passage: &Passage| (passage.start as u64, passage.end.max(passage.start) as u64);
    let given: BTreeSet<(String, u64, u64)> = given
        .iter()
        .filter(|passage| passage.start < passage.end)
        .map(|passage| (serde_json::to_string(&passage.part).unwrap_or_default(), passage.start as u64, passage.end as u64))
        .collect();
    let found = passages.iter().filter(|passage| {
        let (start, end) = place(passage);
        let part = serde_json::to_string(&passage.part).unwrap_or_default();
        let covered = union(given.iter().filter(|mark| mark.0 == part).map(|mark| (mark.1.max(start), mark.2.min(end))));
        covered > 0 && 2 * covered >= end - start
    });
    let found = found.count() as u64;
    let keys: Vec<(String, u64, u64)> = passages
        .iter()
        .map(|passage| {
            let (start, end) = place(passage);
            (serde_json::to_string(&passage.part).unwrap_or_default(), start, end)
        })
        .collect();
    let extra = given.iter().map(|(part, start, end)| {
        let inside = union(keys.iter().filter(|key| key.0 == *part).map(|key| (key.1.max(*start), key.2.min(*end))));
        let outside = (end - start) - inside;
        if inside == 0 { 1 + (outside - 1) / limit } else { outside / limit }
    });
    (found, extra.fold(0, u64::saturating_add))
}

/// The length of stretches together, none counted twice.
fn union(stretches: impl Iterator<Item = (u64, u64)>) -> u64 {
    let mut stretches: Vec<(u64, u64)> = stretches.filter(|(start, end)| start < end).collect();
    stretches.sort_unstable();
    let (mut length, mut at) = (0, 0);
    for (start, end) in stretches {
        length += end.saturating_sub(start.max(at));
        at = at.max(end);
    }
    length
}

/// Words as they are compared: one case, one space between them, no marks.
fn plain(text: &str) -> String {
    let folded: String = text.nfkc().collect::<String>().to_lowercase();
    folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Points as people write them: `2`, `1.5`, `0.33`.
pub fn points_in_words(hundredths: Hundredths) -> String {
    match (hundredths / 100, hundredths % 100) {
        (whole, 0) => whole.to_string(),
        (whole, rest) if rest % 10 == 0 => format!("{whole}.{}", rest / 10),
        (whole, rest) => format!("{whole}.{rest:02}"),
    }
}
