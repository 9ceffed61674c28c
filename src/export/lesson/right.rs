//! What counts as right in a task, in lines that people read.

use crate::{
    lesson::answer_word,
    model::{Choice, ChoiceId, Right, Task},
};

/// What counts as right, a line each, in the right order where that is what is asked; none where a person decides.
pub(super) fn right(task: &Task) -> Vec<String> {
    let words = |list: &[Choice], id: &ChoiceId| {
        list.iter().find(|choice| choice.id == *id).map_or_else(|| id.to_string(), |choice| choice.text.clone())
    };
    let (choices, targets) = (task.exercise.choices(), task.exercise.targets());
    match task.key.as_ref().map(|key| &key.right) {
        Some(Right::Options { options }) => options.iter().map(|id| words(choices, id)).collect(),
        Some(Right::Pairs { pairs }) => choices
            .iter()
            .filter_map(|item| {
                let right: Vec<String> = pairs.get(&item.id)?.iter().map(|id| words(targets, id)).collect();
                Some(format!("{} → {}", item.text, right.join(" or ")))
            })
            .collect(),
        Some(Right::Order { order }) => order.iter().map(|id| words(choices, id)).collect(),
        Some(Right::Passages { passages, enough }) => {
            let mut lines: Vec<String> = passages.iter().map(|passage| passage.exact.clone()).collect();
            if let Some(enough) = enough.filter(|enough| *enough < passages.len()) {
                lines.push(format!("({enough} of these are enough.)"));
            }
            lines
        }
        Some(Right::Grid { grid }) => grid
            .iter()
            .map(|(question, answers)| {
                format!("{}: {}", question.word(), answers.iter().map(|answer| answer_word(*answer)).collect::<Vec<_>>().join(" or "))
            })
            .collect(),
        Some(Right::Words { words }) => words.clone(),
        Some(Right::Person | Right::Unknown(_)) | None => Vec::new(),
    }
}
