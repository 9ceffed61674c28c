//! A task with its key, in lines to print.

use serde_json::{Value, json};

use crate::{
    export::lesson::right::right,
    model::{Right, Task},
};

/// A task with its key as the template has it.
pub(super) fn task(task: &Task, number: usize) -> Value {
    let key = task.key.clone().unwrap_or_default();
    json!({
        "number": number, "prompt": task.prompt, "kind": task.exercise.in_words(), "points": task.points, "right": right(task),
        "ordered": matches!(key.right, Right::Order { .. }),
        "explanation": key.explanation.unwrap_or_default(), "expected": key.expected.unwrap_or_default(), "rubric": key.rubric,
    })
}
