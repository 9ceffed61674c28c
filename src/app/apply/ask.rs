//! Asking for files and folders: the system's dialog, or a path where there is none.

use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

use crate::app::{
    action::{Action, Ask},
    state::State,
    works::WorksStep,
};

/// Nobody closes a dialog this fast: it never came up.
const TOO_FAST: Duration = Duration::from_millis(250);

/// Opens the system's dialog on a thread.
pub fn ask(state: &mut State, what: Ask) {
    if !may_have_dialogs() {
        state.dialog = Some(crate::app::action::Dialog::Path(what));
        return;
    }
    let suggested = suggestion(state, &what);
    state.jobs.start("Waiting for your choice", move |_| {
        let asked = Instant::now();
        match show(&what, &suggested) {
            paths if paths.is_empty() && asked.elapsed() < TOO_FAST => Action::AskByPath(what),
            paths if paths.is_empty() => Action::Nothing,
            paths => answer(&what, paths),
        }
    });
}

/// Whether a portal or a helper can show a dialog at all.
fn may_have_dialogs() -> bool {
    if cfg!(not(target_os = "linux")) {
        return true;
    }
    let on_path =
        |name: &str| std::env::var_os("PATH").is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(name).is_file()));
    std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some() || on_path("zenity")
}

/// The action that an answer leads to.
pub fn answer(what: &Ask, paths: Vec<PathBuf>) -> Action {
    let Some(first) = paths.first().cloned() else { return Action::Nothing };
    match what {
        Ask::OpenFile | Ask::OpenFolder => Action::Open(first),
        Ask::Moved(before) => Action::Found(before.clone(), first),
        Ask::Import | Ask::ImportFolder => Action::ImportFiles(paths),
        Ask::SaveArchive => Action::ImportSave(first),
        Ask::SaveCopy => Action::SaveAs(first),
        Ask::Citations(choice) => Action::ExportCitations(*choice, first),
        Ask::Works => Action::Works(WorksStep::Import(first)),
        Ask::Articles(format) => Action::ExportArticles(*format, first),
        Ask::Style => Action::SetStyle(first.to_string_lossy().into_owned()),
    }
}

/// A name for the file that is to be written.
pub fn suggestion(state: &State, what: &Ask) -> String {
    let title = state.archive().map(|archive| archive.title()).unwrap_or_default();
    let stem = |title: &str| crate::model::Slug::from_title(title).to_string();
    match what {
        Ask::SaveArchive => format!("{}.record", stem(&state.review.title)),
        Ask::SaveCopy => format!("{}.record", stem(&title)),
        Ask::Citations(choice) => {
            format!("{}-{}.{}", stem(&title), if choice.list { "works-cited" } else { "citations" }, choice.format.extension())
        }
        Ask::Articles(format) => format!("{}.{}", stem(&title), format.extension()),
        Ask::OpenFile | Ask::OpenFolder | Ask::Moved(_) | Ask::Import | Ask::ImportFolder | Ask::Style | Ask::Works => String::new(),
    }
}

fn show(what: &Ask, suggested: &str) -> Vec<PathBuf> {
    let dialog = rfd::FileDialog::new();
    let one = |path: Option<PathBuf>| path.into_iter().collect::<Vec<_>>();
    match what {
        Ask::OpenFile => {
            one(dialog.set_title("Open an archive").add_filter("Archives", &["record", "zip"]).add_filter("All files", &["*"]).pick_file())
        }
        Ask::OpenFolder => one(dialog.set_title("Open an archive that is a folder").pick_folder()),
        // A path without an ending was a folder's.
        Ask::Moved(before) if before.extension().is_none() => one(dialog.set_title("Where does the archive lie now?").pick_folder()),
        Ask::Moved(_) => one(dialog.set_title("Where does the archive lie now?").add_filter("Archives", &["record", "zip"]).pick_file()),
        Ask::ImportFolder => one(dialog.set_title("Folder to import").pick_folder()),
        Ask::Import => dialog
            .set_title("Files to import")
            .add_filter(
                "Pages, documents and web archives",
                &[
                    "html", "htm", "xhtml", "mhtml", "mht", "pdf", "docx", "odt", "txt", "md", "text", "rss", "atom", "xml", "warc", "gz",
                    "wacz", "zip",
                ],
            )
            .add_filter("All files", &["*"])
            .pick_files()
            .unwrap_or_default(),
        Ask::Works => one(dialog
            .set_title("List of another program")
            .add_filter("CSL-JSON, BibLaTeX, RIS", &["json", "bib", "ris"])
            .add_filter("All files", &["*"])
            .pick_file()),
        Ask::Style => one(dialog.set_title("Open a citation style").add_filter("Citation styles", &["csl"]).pick_file()),
        Ask::SaveArchive | Ask::SaveCopy | Ask::Citations(_) | Ask::Articles(_) => {
            one(dialog.set_title("Save as").set_file_name(suggested).save_file())
        }
    }
}
