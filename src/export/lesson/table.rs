//! Results as a table for spreadsheets.

use crate::{
    export::csv::guarded,
    lesson::{MarkState, Results, points_in_words},
};

/// One row a pupil, one column a task, with a head; a task that waits for a person has an empty cell.
pub fn results_csv(results: &Results) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut head = vec!["pupil".to_owned()];
    head.extend(results.tasks.iter().map(|task| format!("{} {} ({})", task.number, task.kind, task.points)));
    head.extend(["points".to_owned(), "of".to_owned(), "to mark by hand".to_owned()]);
    let rows = results.pupils.iter().map(|pupil| {
        let mut row = vec![pupil.pupil.clone()];
        row.extend(
            pupil.marks.iter().map(|mark| if mark.state == MarkState::Waiting { String::new() } else { points_in_words(mark.earned) }),
        );
        row.extend([points_in_words(pupil.earned), results.points.to_string(), pupil.waiting.to_string()]);
        row
    });
    for row in std::iter::once(head).chain(rows) {
        // Writing into memory cannot fail.
        let _ = writer.write_record(row.iter().map(|cell| guarded(cell)));
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}
