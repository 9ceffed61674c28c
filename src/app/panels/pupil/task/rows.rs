//! Lines of cells: what is missing, what to look up next and where.

use egui::{TextEdit, Ui};

use super::{
    said,
    write::{field, title},
};
use crate::model::{Reply, Rows};

/// How long a cell may be, in letters, as on the page for browsers.
const LONGEST: usize = 500;
/// How many lines are shown at most: more than that is no task.
const MOST: usize = 40;

/// Shows a field for each cell of each line.
pub fn show(ui: &mut Ui, rows: &Rows, reply: &mut Option<Reply>) -> bool {
    if rows.columns.is_empty() || rows.lines == 0 {
        said(ui, "There is no line to write on. Go on with the next task, and tell your teacher.");
        return false;
    }
    let given = if let Some(Reply::Rows(given)) = reply { given.clone() } else { Vec::new() };
    let mut changed = false;
    let mut cells = Vec::new();
    for line in 0..rows.lines.min(MOST) {
        let mut own = Vec::new();
        for (at, column) in rows.columns.iter().enumerate() {
            let name = format!("{}. {column}", line + 1);
            let mut words = given.get(line).and_then(|line| line.get(at)).cloned().unwrap_or_default();
            title(ui, &name);
            let edit = TextEdit::multiline(&mut words).desired_rows(1).char_limit(LONGEST).id_salt(("cell", line, at));
            // A cell has no lines of its own: Enter goes on, as on the page for browsers.
            let edit = edit.return_key(egui::KeyboardShortcut::new(egui::Modifiers::ALT | egui::Modifiers::SHIFT, egui::Key::Enter));
            changed |= field(ui, edit, &name).changed();
            own.push(words);
        }
        cells.push(own);
        ui.add_space(6.0);
    }
    if changed {
        *reply = Some(Reply::Rows(cells));
    }
    changed
}
