//! What lies over the window.

use std::path::PathBuf;

use egui::{Key, TextEdit, Ui};

use super::{Cx, citation_fields, export_sheet, large_photo, lesson, looks, palette, shares, welcome};
use crate::app::{
    action::{Action, Ask, Dialog, Leave, ReviewStep, Trouble},
    apply,
    edits::Edit,
    theme::{self, text},
    widgets::{self, Button},
};

/// Shows the dialog that is open.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>) {
    match &cx.state.dialog {
        None => {
            cx.tools.drafts.line.clear();
            cx.tools.drafts.line_frames = 0;
            cx.tools.drafts.fields = None;
        }
        Some(Dialog::Palette) => palette::show(ui, cx),
        Some(Dialog::Lessons) => welcome::show_lessons(ui, cx),
        Some(Dialog::Shortcuts) => palette::show_shortcuts(ui, cx),
        Some(Dialog::About) => about(ui, cx),
        Some(Dialog::SaveFilter) => save_filter(ui, cx),
        Some(Dialog::Path(ask)) => path(ui, cx, ask),
        Some(Dialog::Problem(trouble)) => problem(ui, cx, trouble),
        Some(Dialog::Photo) => large_photo::show(ui, cx),
        Some(Dialog::Address(address)) => leave(ui, cx, address),
        Some(Dialog::Look) => looks::show(ui, cx),
        Some(Dialog::Shares) => shares::show(ui, cx),
        Some(Dialog::AddTask) => lesson::show_add(ui, cx),
        Some(Dialog::Rename(id)) => {
            let name = cx.state.archive().and_then(|archive| archive.speaker(Some(id))).map_or("", |speaker| speaker.name());
            let sentence = format!("“{name}” is called by another name from now on; the old one is kept as one that is also used.");
            if let Some(name) = line(ui, cx, "Another name", &sentence, "Name of the speaker", "Rename") {
                cx.actions.push(Action::CloseDialog);
                cx.actions.push(Action::Edit(Edit::Rename(id.clone(), name)));
            }
        }
        Some(Dialog::Citations) => export_sheet::show(ui, cx),
        Some(Dialog::Fields(field)) => citation_fields::show(ui, cx, *field),
        Some(Dialog::Unsaved(leave)) => unsaved(ui, cx, *leave),
        Some(Dialog::LeaveReview(leave)) => leave_review(ui, cx, *leave),
    }
}

fn words(ui: &mut Ui, sentence: &str) {
    let tokens = theme::tokens(ui.ctx());
    ui.add(egui::Label::new(text::body(ui).rich(sentence, tokens.ink)).wrap().selectable(true));
}

fn problem(ui: &Ui, cx: &mut Cx<'_>, trouble: &Trouble) {
    let shown = widgets::Dialog::new("problem", &trouble.title).show(
        ui.ctx(),
        |ui| words(ui, &trouble.sentence),
        |ui| {
            let imports = trouble.import.is_some() && ui.add(Button::primary("Import it…")).clicked();
            (imports, ui.add(Button::secondary("Close")).clicked())
        },
    );
    if shown.buttons.1 || shown.dismissed {
        cx.actions.push(Action::CloseDialog);
    }
    if shown.buttons.0
        && let Some(path) = &trouble.import
    {
        cx.actions.push(Action::ImportFiles(vec![path.clone()]));
    }
}

fn unsaved(ui: &Ui, cx: &mut Cx<'_>, leave: Leave) {
    let title = cx.state.archive().map(|archive| archive.title()).unwrap_or_default();
    let shown = widgets::Dialog::new("unsaved", "Save the changes?").show(
        ui.ctx(),
        |ui| words(ui, &format!("“{title}” has changes that are not saved. Without saving they are lost.")),
        |ui| {
            let saves = ui.add(Button::primary("Save")).clicked();
            let leaves = ui.add(Button::secondary("Don’t save")).clicked();
            (saves, leaves, ui.add(Button::secondary("Cancel")).clicked())
        },
    );
    if shown.buttons.0 {
        cx.actions.push(Action::SaveAndLeave(leave));
    } else if shown.buttons.1 {
        cx.actions.push(Action::LeaveAnyway(leave));
    } else if shown.buttons.2 || shown.dismissed {
        cx.actions.push(Action::CloseDialog);
    }
}

/// Asks before pages are let go that were read.
fn leave_review(ui: &Ui, cx: &mut Cx<'_>, leave: Option<Leave>) {
    let count = cx.state.review.pages.len();
    let pages = if count == 1 { "The page that was read is".to_owned() } else { format!("The {count} pages that were read are") };
    let shown = widgets::Dialog::new("leave review", "Close the review?").show(
        ui.ctx(),
        |ui| words(ui, &format!("{pages} in no archive yet, and what you chose is lost. The files themselves stay where they are.")),
        |ui| {
            let keeps = ui.add(Button::primary("Keep reviewing")).clicked();
            (keeps, ui.add(Button::secondary("Close without keeping")).clicked())
        },
    );
    if shown.buttons.1 {
        cx.actions.push(Action::Review(ReviewStep::CloseAnyway));
        if let Some(leave) = leave {
            cx.actions.push(Action::Leave(leave));
        }
    } else if shown.buttons.0 || shown.dismissed {
        cx.actions.push(Action::CloseDialog);
    }
}

/// A line of text and two buttons; the text once it was given.
fn line(ui: &Ui, cx: &mut Cx<'_>, title: &str, sentence: &str, name: &str, button: &str) -> Option<String> {
    let mut line = std::mem::take(&mut cx.tools.drafts.line);
    let is_new = cx.tools.drafts.line_frames < 2;
    if is_new {
        cx.tools.drafts.line_frames += 1;
        ui.ctx().request_repaint();
    }
    let shown = widgets::Dialog::new("ask for a line", title).show(
        ui.ctx(),
        |ui| {
            words(ui, sentence);
            ui.add_space(8.0);
            let response = ui
                .add(TextEdit::singleline(&mut line).hint_text(name).desired_width(f32::INFINITY).id(egui::Id::unique("words of a line")));
            response.widget_info(|| egui::WidgetInfo { label: Some(name.to_owned()), ..egui::WidgetInfo::new(egui::Role::TextInput) });
            widgets::focus_ring(ui, &response, response.rect, 6);
            let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            // One types at once: the field has the keyboard, and not the first control that can be pressed.
            if is_new || (!response.has_focus() && !entered && ui.memory(|memory| memory.focused().is_none())) {
                response.request_focus();
            }
            entered
        },
        |ui| (ui.add(Button::primary(button)).clicked(), ui.add(Button::secondary("Cancel")).clicked()),
    );
    let given = (shown.contents || shown.buttons.0) && !line.trim().is_empty();
    let answer = given.then(|| line.trim().to_owned());
    cx.tools.drafts.line = line;
    if shown.buttons.1 || shown.dismissed {
        cx.actions.push(Action::CloseDialog);
    }
    answer
}

fn save_filter(ui: &Ui, cx: &mut Cx<'_>) {
    if let Some(name) =
        line(ui, cx, "Save filter", "The filter can be put in force again by its name, in any archive.", "Name of the filter", "Save")
    {
        cx.actions.push(Action::SaveFilter(name));
    }
}

fn path(ui: &Ui, cx: &mut Cx<'_>, ask: &Ask) {
    let (title, sentence, button) = match ask {
        Ask::OpenFile => ("Open an archive", "This system offers no file dialog. Type or paste the path of the .record file.", "Open"),
        Ask::OpenFolder => ("Open a folder", "This system offers no file dialog. Type or paste the path of the archive’s folder.", "Open"),
        Ask::Moved(_) => {
            ("Where is it now?", "This system offers no file dialog. Type or paste the path where the archive lies now.", "Open")
        }
        Ask::ImportFolder => ("Import a folder", "This system offers no file dialog. Type or paste the path of the folder.", "Import"),
        Ask::Import => ("Import", "This system offers no file dialog. Type or paste the path of the file.", "Import"),
        Ask::Answers => {
            ("Mark answers", "This system offers no file dialog. Type or paste the path of the folder that the class handed in to.", "Mark")
        }
        Ask::Works => {
            ("Import a list", "This system offers no file dialog. Type or paste the path of the .json, .bib or .ris file.", "Import")
        }
        Ask::Style => ("Open a style", "This system offers no file dialog. Type or paste the path of the .csl file.", "Open"),
        Ask::Lesson => ("Open a lesson", "This system offers no file dialog. Type or paste the path of the .record file.", "Open"),
        Ask::HandIn => ("Hand in", "This system offers no file dialog. Type or paste the path where your answers go.", "Hand in"),
        Ask::SaveArchive | Ask::SaveCopy | Ask::Citations(_) | Ask::Articles(_) | Ask::LessonAs(_) | Ask::Results(_) | Ask::Sheet(_) => {
            ("Save as", "This system offers no file dialog. Type or paste the path of the file to write.", "Save")
        }
    };
    if cx.tools.drafts.line.is_empty() {
        let name = apply::suggestion(cx.state, ask);
        if !name.is_empty() {
            let home =
                directories::UserDirs::new().map(|dirs| dirs.document_dir().unwrap_or(dirs.home_dir()).to_owned()).unwrap_or_default();
            cx.tools.drafts.line = home.join(name).to_string_lossy().into_owned();
        }
    }
    if let Some(path) = line(ui, cx, title, sentence, "Path", button) {
        cx.actions.push(Action::CloseDialog);
        cx.actions.push(apply::answer(ask, vec![PathBuf::from(path)]));
    }
}

fn leave(ui: &Ui, cx: &mut Cx<'_>, address: &str) {
    let usable = address.starts_with("https://") || address.starts_with("http://");
    let shown = widgets::Dialog::new("address", "This link leads out of the archive").show(
        ui.ctx(),
        |ui| {
            let tokens = theme::tokens(ui.ctx());
            ui.add(egui::Label::new(text::strong(ui).rich(address, tokens.ink)).wrap().selectable(true));
            words(
                ui,
                if usable {
                    "On Record itself opens no connection. Your browser will."
                } else {
                    "Only addresses of web pages can be opened from here."
                },
            );
        },
        |ui| {
            let opens = usable && ui.add(Button::primary("Open in the browser")).clicked();
            let copies = ui.add(Button::secondary("Copy address")).clicked();
            (opens, copies, ui.add(Button::secondary("Close")).clicked())
        },
    );
    if shown.buttons.0 {
        cx.actions.push(Action::OpenAddress(address.to_owned()));
    }
    if shown.buttons.1 {
        ui.ctx().copy_text(address.to_owned());
    }
    if shown.dismissed || shown.buttons.0 || shown.buttons.1 || shown.buttons.2 {
        cx.actions.push(Action::CloseDialog);
    }
}

fn about(ui: &Ui, cx: &mut Cx<'_>) {
    let shown = widgets::Dialog::new("about", "On Record").show(
        ui.ctx(),
        |ui| {
            words(ui, &format!("Version {}. Opens archives of news articles and shows who said what, in which words, and how we know.", env!("CARGO_PKG_VERSION")));
            words(ui, "It works offline: it opens no connection, keeps no account and sends nothing anywhere.");
            words(ui, "Licence: MIT or Apache 2.0, as you like. The letters are Inter, Source Serif, Andika and OpenDyslexic, under the SIL Open Font License; the icons are Phosphor’s, under MIT. THIRD-PARTY.md names everything that it is built with.");
        },
        |ui| ui.add(Button::primary("Close")).clicked(),
    );
    if shown.buttons || shown.dismissed {
        cx.actions.push(Action::CloseDialog);
    }
}
