//! A reply in lines that a person reads who marks it.

use super::{answers::shown, results::answer_word};
use crate::model::{Choice, ChoiceId, Question, Reply, Task};

/// How long one line may be, in code points: a stranger's file may hold a book.
const LONGEST: usize = 4000;

/// What was replied to a task, a line each, without characters that hide something.
pub fn reply_in_lines(task: &Task, reply: &Reply) -> Vec<String> {
    let words = |list: &[Choice], id: &ChoiceId| {
        list.iter().find(|choice| choice.id == *id).map_or_else(|| shown(id.as_str(), 40), |choice| choice.text.clone())
    };
    let (choices, targets) = (task.exercise.choices(), task.exercise.targets());
    match reply {
        Reply::Chosen(chosen) => chosen.iter().take(200).map(|id| words(choices, id)).collect(),
        Reply::Paired(pairs) => {
            pairs.iter().take(200).map(|(item, target)| format!("{} → {}", words(choices, item), words(targets, target))).collect()
        }
        Reply::Ordered(order) => order.iter().take(200).enumerate().map(|(at, id)| format!("{}. {}", at + 1, words(choices, id))).collect(),
        Reply::Marked(passages) => passages.iter().take(200).map(|passage| format!("“{}”", shown(&passage.exact, LONGEST))).collect(),
        Reply::Grid(grid) => Question::ALL
            .into_iter()
            .filter_map(|question| Some(format!("{}: {}", question.in_words(), answer_word(*grid.get(&question)?))))
            .collect(),
        Reply::Written(text) => text.lines().take(200).map(|line| shown(line, LONGEST)).filter(|line| !line.is_empty()).collect(),
        Reply::Rows(rows) => rows
            .iter()
            .take(50)
            .map(|row| row.iter().take(8).map(|cell| shown(cell, LONGEST)).filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" · "))
            .filter(|line| !line.is_empty())
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_pupil_wrote_is_read_without_what_hides_in_it() {
        let task = Task::default();
        let written = Reply::Written("First\u{202e} line\n\n<b>bold</b>".into());
        assert_eq!(reply_in_lines(&task, &written), ["First line", "<b>bold</b>"]);
        let rows = Reply::Rows(vec![vec!["the ferry".into(), "why so late?".into()], vec![String::new()]]);
        assert_eq!(reply_in_lines(&task, &rows), ["the ferry · why so late?"]);
    }
}
