//! A class made from a seed: answers near the right ones, to test and measure with.

use fastrand::Rng;
use jiff::Timestamp;

use super::version::version;
use crate::model::{Answer, Answers, ChoiceId, Exercise, Lesson, Passage, Reply, Right, Task};

const NAMES: [&str; 30] = [
    "Ada", "Amira", "Ben", "Chidi", "Dilan", "Ela", "Farid", "Grace", "Hana", "Ines", "Jonas", "Jun", "Kofi", "Lena", "Lucía", "Mateo",
    "Mila", "Noor", "Omar", "Priya", "Quinn", "Ravi", "Sam", "Tom", "Uma", "Vera", "Wen", "Ximena", "Yusuf", "Zoë",
];
const WRITTEN: [&str; 6] = [
    "Because the article says so in the second paragraph, where the statement is quoted.",
    "I think the headline is unfair. It leaves out who said it.",
    "The agency, because it signed the statement.",
    "I don’t know",
    "It is an opinion, not a fact: nobody could photograph it. The words “wrongly” and “reckless” judge what happened.",
    "The people who counted the votes are not asked. I would ask them what they saw.",
];

/// The answers of a class to a lesson that has its key: most of it right, some of it wrong or left out; the same for the same seed.
pub fn made_class(lesson: &Lesson, pupils: usize, seed: u64) -> Vec<Answers> {
    let mut rng = Rng::with_seed(seed);
    let sha256 = version(lesson);
    let begun = Timestamp::UNIX_EPOCH + jiff::SignedDuration::from_hours(24 * 365 * 55);
    (0..pupils)
        .map(|number| {
            let round = number / NAMES.len();
            let name = NAMES[number % NAMES.len()];
            let pupil = if round == 0 { name.to_owned() } else { format!("{name} {}", round + 1) };
            let mut answers = Answers::new(lesson, sha256.clone(), pupil);
            let skill = 0.35 + 0.6 * rng.f64();
            answers.started = Some(begun);
            answers.saved = Some(begun + jiff::SignedDuration::from_mins(25 + rng.i64(0..15)));
            answers.handed_in = answers.saved;
            for task in &lesson.tasks {
                if rng.f64() < 0.95
                    && let Some(reply) = reply(task, skill, &mut rng)
                {
                    answers.replies.insert(task.id.clone(), reply);
                }
            }
            answers
        })
        .collect()
}

fn reply(task: &Task, skill: f64, rng: &mut Rng) -> Option<Reply> {
    let knows = |rng: &mut Rng| rng.f64() < skill;
    let ids: Vec<ChoiceId> = task.exercise.choices().iter().map(|choice| choice.id.clone()).collect();
    let targets: Vec<ChoiceId> = task.exercise.targets().iter().map(|target| target.id.clone()).collect();
    let any = |list: &[ChoiceId], rng: &mut Rng| if list.is_empty() { None } else { Some(list[rng.usize(..list.len())].clone()) };
    Some(match &task.key.as_ref()?.right {
        Right::Options { options } if options.len() < 2 => {
            let wrong = any(&ids, rng);
            Reply::Chosen(if knows(rng) { options.clone() } else { wrong.into_iter().collect() })
        }
        Right::Options { options } => Reply::Chosen(ids.into_iter().filter(|id| options.contains(id) == knows(rng)).collect()),
        Right::Pairs { pairs } => Reply::Paired(
            pairs
                .iter()
                .filter_map(|(item, right)| {
                    let target = if knows(rng) { right.first().cloned() } else { any(&targets, rng) };
                    Some((item.clone(), target?))
                })
                .collect(),
        ),
        Right::Order { order } => {
            let mut order = order.clone();
            while order.len() > 1 && !knows(rng) {
                let (one, other) = (rng.usize(..order.len()), rng.usize(..order.len()));
                order.swap(one, other);
            }
            Reply::Ordered(order)
        }
        Right::Passages { passages, .. } => {
            let mut marked: Vec<Passage> = passages.iter().filter(|_| knows(rng)).cloned().collect();
            if !knows(rng) {
                let start = rng.usize(..1200);
                marked.push(Passage { start, end: start + rng.usize(4..60), exact: "other words".to_owned(), ..Passage::default() });
            }
            Reply::Marked(marked)
        }
        Right::Grid { grid } => Reply::Grid(
            grid.iter()
                .filter_map(|(question, right)| {
                    Some((*question, if knows(rng) { *right.first()? } else { Answer::ALL[rng.usize(..Answer::ALL.len())] }))
                })
                .collect(),
        ),
        Right::Words { words } if knows(rng) => Reply::Written(words.first()?.clone()),
        Right::Words { .. } | Right::Person | Right::Unknown(_) => match &task.exercise {
            Exercise::Missing(rows) | Exercise::Lateral(rows) => {
                let row = |rng: &mut Rng| rows.columns.iter().map(|_| WRITTEN[rng.usize(..WRITTEN.len())].to_owned()).collect();
                Reply::Rows((0..rows.lines.min(1 + rng.usize(..3))).map(|_| row(rng)).collect())
            }
            _ => Reply::Written(WRITTEN[rng.usize(..WRITTEN.len())].to_owned()),
        },
    })
}
