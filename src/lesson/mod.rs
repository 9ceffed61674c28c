//! Lessons: templates filled from an archive, pupils' answers, marking, a class's results.
//! A lesson's key lies apart from its tasks; a pupil's copy has none.
//! Invariant: any file of answers gives a mark or a reason, and marks do not depend on the order of files.

mod answers;
mod change;
mod check;
mod class;
mod made;
mod mark;
mod pupil;
mod reply;
mod results;
mod shelf;
mod templates;
mod units;
mod version;

pub use answers::{AnswerSheet, EXTENSION, LIMIT, Refusal, SheetError, belongs, file_name, from_bytes, read, shown, to_bytes, write};
pub use change::{
    Piece, add_choice, add_piece, add_target, blank_exercises, blank_task, choices_mut, free_choice, read_article, remove_choice,
    remove_target, set_right, targets_mut,
};
pub use check::{Field, Problem, check, check_with};
pub use class::{Class, Filed, SetAside, collect, collect_watched, files, mark_class, read_marks, write_marks};
pub use made::made_class;
pub use mark::{Hundredths, Mark, MarkState, Marking, mark, mark_task, mark_with, points_in_words};
pub use pupil::{articles_needed, pupil_article, pupil_copy};
pub use reply::reply_in_lines;
pub use results::{Heat, HeatStretch, PupilResult, Results, Tally, TaskResult, answer_word, results};
pub use shelf::Shelf;
pub use templates::{Lacking, Offer, TEMPLATES, Template, make, templates};
pub use units::{body_units, units};
pub use version::{checksum, version};
