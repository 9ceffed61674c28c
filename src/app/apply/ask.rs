//! Asking for files and folders: the system's dialog, or a path where there is none.

use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

use crate::app::{
    action::{Action, Ask},
    lesson::LessonStep,
    print::PrintStep,
    pupil::PupilStep,
    results::ResultsStep,
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
        Ask::Lesson => Action::Pupil(PupilStep::Open(first, None)),
        Ask::HandIn => Action::Pupil(PupilStep::HandIn(first)),
        Ask::Style => Action::SetStyle(first.to_string_lossy().into_owned()),
        Ask::LessonAs(form) => Action::Lesson(LessonStep::Export(*form, first)),
        Ask::Answers => Action::Lesson(LessonStep::Results(ResultsStep::Mark(paths))),
        Ask::Results(form) => Action::Lesson(LessonStep::Results(ResultsStep::Export(*form, first))),
        Ask::Sheet(sheet) => Action::Lesson(LessonStep::Print(PrintStep::Save(*sheet, first))),
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
        Ask::LessonAs(form) => format!("{}{}.{}", in_hand(state), form.suffix(), form.extension()),
        Ask::Results(form) => format!("{}-results.{}", in_hand(state), form.extension()),
        Ask::Sheet(sheet) => format!("{}{}.pdf", in_hand(state), sheet.suffix()),
        Ask::HandIn => {
            let sheet = state.pupil.as_ref().and_then(|pupil| pupil.work.as_ref()).map(|work| &work.sheet);
            sheet.map(|sheet| crate::lesson::file_name(sheet.answers())).unwrap_or_default()
        }
        Ask::OpenFile
        | Ask::OpenFolder
        | Ask::Moved(_)
        | Ask::Import
        | Ask::ImportFolder
        | Ask::Style
        | Ask::Works
        | Ask::Lesson
        | Ask::Answers => String::new(),
    }
}

/// The name of the lesson in hand, for files.
fn in_hand(state: &State) -> String {
    state.desk.lesson.as_ref().map_or_else(|| "lesson".to_owned(), ToString::to_string)
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
        Ask::Answers => one(dialog.set_title("The folder that the class handed in to").pick_folder()),
        Ask::Lesson => one(dialog
            .set_title("Open a lesson to answer it")
            .add_filter("Lessons", &["record", "zip"])
            .add_filter("All files", &["*"])
            .pick_file()),
        Ask::HandIn => one(dialog
            .set_title("Where do your answers go?")
            .add_filter("Answers", &[crate::lesson::EXTENSION])
            .set_file_name(suggested)
            .save_file()),
        Ask::SaveArchive | Ask::SaveCopy | Ask::Citations(_) | Ask::Articles(_) | Ask::LessonAs(_) | Ask::Results(_) | Ask::Sheet(_) => {
            one(dialog.set_title("Save as").set_file_name(suggested).save_file())
        }
    }
}
