//! One task on the projector: its answer hidden until it is asked for, hands counted, the time.

use crate::app::{
    action::Way,
    lesson::{PresentStep, Screen, Shown},
    state::State,
};

/// How far the timer can be set, in seconds.
const LONGEST_TIMER: i64 = 90 * 60;

/// Takes one step.
pub(super) fn step(state: &mut State, step: PresentStep) {
    match step {
        PresentStep::Begin => {
            let Some((_, lesson)) = state.archive().and_then(|archive| state.desk.lesson(archive)) else { return };
            let Some(first) = lesson.tasks.first().map(|task| task.id.clone()) else {
                return state.warn("The lesson has no task to show yet. Add one first.");
            };
            let from_results = state.desk.screen == Some(Screen::Results);
            state.desk.task.get_or_insert(first);
            state.desk.shown = Shown { from_results, ..Shown::default() };
            state.desk.screen = Some(Screen::Present);
        }
        PresentStep::End => {
            state.desk.screen = Some(if state.desk.shown.from_results { Screen::Results } else { Screen::Editor });
            state.desk.shown.ends = None;
        }
        PresentStep::Click(Way::Next) if !state.desk.shown.is_revealed && has_answer(state) => state.desk.shown.is_revealed = true,
        PresentStep::Click(way) | PresentStep::Go(way) => {
            let before = state.desk.task.clone();
            super::turn(state, way);
            if state.desk.task.is_none() {
                state.desk.task = before;
            } else if state.desk.task != before {
                (state.desk.shown.is_revealed, state.desk.shown.has_hint) = (false, false);
            }
        }
        PresentStep::Reveal => state.desk.shown.is_revealed = !state.desk.shown.is_revealed && has_answer(state),
        PresentStep::Hint => state.desk.shown.has_hint = !state.desk.shown.has_hint,
        PresentStep::Hands(choice, count) => {
            if let Some(task) = state.desk.task.clone() {
                state.desk.shown.hands.insert((task, choice), count);
            }
        }
        PresentStep::Timer => {
            let shown = &mut state.desk.shown;
            let left = shown.time_left();
            match shown.ends.take() {
                Some(_) => shown.left = if left.is_zero() { Shown::default().left } else { left },
                None => shown.ends = Some(std::time::Instant::now() + left),
            }
        }
        PresentStep::Time(seconds) => {
            let shown = &mut state.desk.shown;
            let left = shown.time_left().as_secs_f64().round() as i64;
            let left = std::time::Duration::from_secs((left + seconds).clamp(10, LONGEST_TIMER) as u64);
            shown.left = left;
            shown.ends = shown.ends.map(|_| std::time::Instant::now() + left);
        }
    }
}

fn has_answer(state: &State) -> bool {
    let task = state.archive().and_then(|archive| state.desk.task(archive));
    task.and_then(|(_, task)| task.key.as_ref())
        .is_some_and(|key| key.right != crate::model::Right::Person || key.explanation.is_some() || key.expected.is_some())
}
