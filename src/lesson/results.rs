//! What a class understood: a table of pupils and tasks, and for each task what was answered.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    answers::shown,
    class::{Class, SetAside},
    mark::{Hundredths, Mark, MarkState, Marking},
};
use crate::model::{Answer, Choice, ChoiceId, Exercise, Lesson, Question, Reply, Right, Slug, Task, TaskId};

/// What a class answered to a lesson.
#[derive(Clone, Debug, PartialEq)]
pub struct Results {
    /// The lesson's title.
    pub title: String,
    /// What the whole lesson is worth, in points.
    pub points: u32,
    /// The tasks, in the lesson's order.
    pub tasks: Vec<TaskResult>,
    /// The pupils.
    pub pupils: Vec<PupilResult>,
    /// The files that gave no mark.
    pub set_aside: Vec<SetAside>,
}

/// One row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PupilResult {
    /// The name or number; `Pupil 7` where names are hidden.
    pub pupil: String,
    /// A mark for each task.
    pub marks: Vec<Mark>,
    /// The sum, in hundredths of a point.
    pub earned: Hundredths,
    /// How many tasks wait for a person.
    pub waiting: usize,
}

/// What was answered to one task.
#[derive(Clone, Debug, PartialEq)]
pub struct TaskResult {
    /// The task.
    pub id: TaskId,
    /// Its number, from 1.
    pub number: usize,
    /// What is asked.
    pub prompt: String,
    /// The kind of exercise, in words.
    pub kind: &'static str,
    /// What it is worth, in points.
    pub points: u32,
    /// How many answered it.
    pub answered: usize,
    /// How many wait for a person.
    pub waiting: usize,
    /// The average of those marked, in hundredths of what it is worth; nothing where none is marked.
    pub average: Option<u32>,
    /// How often each answer was given, as the task has them; none for written answers.
    pub answers: Vec<Tally>,
    /// What most of those who were wrong answered.
    pub mistake: Option<Tally>,
    /// How often each stretch of the article was marked, for tasks that mark.
    pub heat: Option<Heat>,
}

/// How often something was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// What was answered, in words.
    pub answer: String,
    /// How often.
    pub count: usize,
    /// Whether it is right.
    pub is_right: bool,
}

/// How often each stretch of an article's body was marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heat {
    /// The article.
    pub article: Slug,
    /// Stretches in code points, in order, each with how many marked all of it; unmarked ones are left out.
    pub stretches: Vec<HeatStretch>,
    /// How many marked anything.
    pub pupils: usize,
}

/// One stretch of a heat map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeatStretch {
    /// Where it begins, in code points of the body.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// How many marked it.
    pub count: usize,
}

/// Sums a class up; with `anonymous`, pupils are numbered in an order that has nothing to do with their names.
pub fn results(lesson: &Lesson, class: &Class, markings: &[Marking], anonymous: bool) -> Results {
    let mut pupils: Vec<(&str, PupilResult)> = class
        .answers
        .iter()
        .zip(markings)
        .map(|(filed, marking)| {
            let pupil = shown(&marking.pupil, 80);
            (filed.sha256.as_str(), PupilResult { pupil, marks: marking.marks.clone(), earned: marking.earned, waiting: marking.waiting })
        })
        .collect();
    if anonymous {
        pupils.sort_by(|a, b| a.0.cmp(b.0));
        for (number, (_, pupil)) in pupils.iter_mut().enumerate() {
            pupil.pupil = format!("Pupil {}", number + 1);
        }
    }
    let tasks = lesson.tasks.iter().enumerate().map(|(index, task)| sum_up(task, index, class, markings)).collect();
    Results {
        title: lesson.title.clone(),
        points: lesson.points(),
        tasks,
        pupils: pupils.into_iter().map(|(_, pupil)| pupil).collect(),
        set_aside: class.set_aside.clone(),
    }
}

fn sum_up(task: &Task, index: usize, class: &Class, markings: &[Marking]) -> TaskResult {
    let marks: Vec<&Mark> = markings.iter().filter_map(|marking| marking.marks.get(index)).collect();
    let settled: Vec<&&Mark> = marks.iter().filter(|mark| mark.state != MarkState::Waiting).collect();
    let sum: u64 = settled.iter().map(|mark| mark.earned).sum();
    let most = u64::from(task.points) * settled.len() as u64;
    let replies: Vec<&Reply> = class.answers.iter().filter_map(|filed| filed.answers.replies.get(&task.id)).collect();
    let answers = tally(task, &replies);
    let mistake = answers.iter().filter(|tally| !tally.is_right && tally.count > 0).max_by_key(|tally| tally.count).cloned();
    TaskResult {
        id: task.id.clone(),
        number: index + 1,
        prompt: task.prompt.clone(),
        kind: task.exercise.in_words(),
        points: task.points,
        answered: marks.iter().filter(|mark| mark.state != MarkState::Empty).count(),
        waiting: marks.len() - settled.len(),
        average: sum.checked_div(most).and_then(|share| u32::try_from(share).ok()),
        // Where there is no key, nothing is a mistake.
        mistake: mistake.filter(|_| task.key.as_ref().is_some_and(|key| key.right.is_automatic())),
        answers,
        heat: heat(task, &replies),
    }
}

/// How often each answer was given.
fn tally(task: &Task, replies: &[&Reply]) -> Vec<Tally> {
    let right = task.key.as_ref().map(|key| &key.right);
    let choices = task.exercise.choices();
    let words = |list: &[Choice], id: &ChoiceId| {
        list.iter().find(|choice| choice.id == *id).map_or_else(|| id.to_string(), |choice| choice.text.clone())
    };
    match &task.exercise {
        Exercise::Choose(_) | Exercise::Caption(_) | Exercise::Headline(_) if !choices.is_empty() => choices
            .iter()
            .map(|choice| Tally {
                answer: choice.text.clone(),
                count: replies.iter().filter(|reply| matches!(reply, Reply::Chosen(chosen) if chosen.contains(&choice.id))).count(),
                is_right: matches!(right, Some(Right::Options { options }) if options.contains(&choice.id)),
            })
            .collect(),
        Exercise::WhoSaid(pairs) | Exercise::Sort(pairs) | Exercise::Compare(pairs) => {
            let mut counts: BTreeMap<(usize, usize), usize> = BTreeMap::new();
            for reply in replies {
                let Reply::Paired(given) = reply else { continue };
                for (number, item) in pairs.items.iter().enumerate() {
                    let target = given.get(&item.id).and_then(|target| pairs.targets.iter().position(|other| other.id == *target));
                    if let Some(target) = target {
                        *counts.entry((number, target)).or_default() += 1;
                    }
                }
            }
            let mut all = Vec::new();
            for (number, item) in pairs.items.iter().enumerate() {
                for (index, target) in pairs.targets.iter().enumerate() {
                    let is_right = matches!(right, Some(Right::Pairs { pairs }) if pairs.get(&item.id).is_some_and(|right| right.contains(&target.id)));
                    let count = counts.get(&(number, index)).copied().unwrap_or(0);
                    if is_right || count > 0 {
                        all.push(Tally { answer: format!("{} → {}", shown(&item.text, 70), shown(&target.text, 50)), count, is_right });
                    }
                }
            }
            all
        }
        Exercise::Order(_) | Exercise::Cite(_) => {
            let mut counts: BTreeMap<&[ChoiceId], usize> = BTreeMap::new();
            for reply in replies {
                if let Reply::Ordered(order) = reply {
                    *counts.entry(order).or_default() += 1;
                }
            }
            let is_right = |order: &[ChoiceId]| matches!(right, Some(Right::Order { order: right }) if right == order);
            let mut all: Vec<Tally> = counts
                .into_iter()
                .map(|(order, count)| Tally {
                    answer: order.iter().map(|id| shown(&words(choices, id), 30)).collect::<Vec<_>>().join(" · "),
                    count,
                    is_right: is_right(order),
                })
                .collect();
            all.sort_by_key(|tally| (std::cmp::Reverse(tally.count), tally.answer.clone()));
            all
        }
        Exercise::SourceCheck(_) => {
            let mut all = Vec::new();
            for question in Question::ALL {
                let accepted = match right {
                    Some(Right::Grid { grid }) => grid.get(&question),
                    _ => None,
                };
                for answer in Answer::ALL {
                    let count =
                        replies.iter().filter(|reply| matches!(reply, Reply::Grid(grid) if grid.get(&question) == Some(&answer))).count();
                    if count > 0 {
                        let is_right = accepted.is_none_or(|accepted| accepted.contains(&answer));
                        all.push(Tally { answer: format!("{}: {}", question.word(), answer_word(answer)), count, is_right });
                    }
                }
            }
            all
        }
        Exercise::Highlight(_) | Exercise::Evidence(_) => marked(right, replies),
        _ => Vec::new(),
    }
}

fn marked(right: Option<&Right>, replies: &[&Reply]) -> Vec<Tally> {
    let keys = match right {
        Some(Right::Passages { passages, .. }) => passages.as_slice(),
        _ => &[],
    };
    let all: Vec<_> = replies.iter().filter_map(|reply| if let Reply::Marked(passages) = reply { Some(passages) } else { None }).collect();
    let mut tallies: Vec<Tally> = keys
        .iter()
        .map(|key| Tally {
            answer: shown(&key.exact, 80),
            count: all.iter().filter(|passages| passages.iter().any(|passage| passage.overlaps(key))).count(),
            is_right: true,
        })
        .collect();
    let mut wrong: BTreeMap<(usize, String), usize> = BTreeMap::new();
    for passage in all.iter().flat_map(|passages| passages.iter()) {
        if !keys.iter().any(|key| key.overlaps(passage)) {
            *wrong.entry((passage.start, shown(&passage.exact, 80))).or_default() += 1;
        }
    }
    let mut wrong: Vec<Tally> = wrong.into_iter().map(|((_, answer), count)| Tally { answer, count, is_right: false }).collect();
    wrong.sort_by_key(|tally| (std::cmp::Reverse(tally.count), tally.answer.clone()));
    tallies.extend(wrong);
    tallies
}

/// The word for an answer, in lower case.
pub fn answer_word(answer: Answer) -> &'static str {
    match answer {
        Answer::Yes => "yes",
        Answer::No => "no",
        Answer::Unclear => "the article does not tell",
    }
}

/// Counts, for each stretch of the body, how many marked it: every mark's beginning and end is an edge.
fn heat(task: &Task, replies: &[&Reply]) -> Option<Heat> {
    let article = match &task.exercise {
        Exercise::Highlight(highlight) | Exercise::Evidence(highlight) => highlight.article.clone(),
        _ => return None,
    };
    let mut edges: BTreeMap<usize, isize> = BTreeMap::new();
    let mut pupils = 0;
    for reply in replies {
        let Reply::Marked(passages) = reply else { continue };
        pupils += usize::from(!passages.is_empty());
        // One pupil counts once at each place, however often it was marked.
        let mut own: Vec<(usize, usize)> = passages
            .iter()
            .filter(|passage| passage.part == crate::model::Part::Body && passage.start < passage.end)
            .map(|passage| (passage.start, passage.end))
            .collect();
        own.sort_unstable();
        let mut at = 0;
        for (start, end) in own {
            let start = start.max(at);
            if start < end {
                *edges.entry(start).or_default() += 1;
                *edges.entry(end).or_default() -= 1;
                at = end;
            }
        }
    }
    let (mut stretches, mut count, mut last) = (Vec::new(), 0_isize, 0);
    for (place, change) in edges {
        if let Ok(count) = usize::try_from(count)
            && count > 0
            && last < place
        {
            stretches.push(HeatStretch { start: last, end: place, count });
        }
        count += change;
        last = place;
    }
    Some(Heat { article, stretches, pupils })
}
