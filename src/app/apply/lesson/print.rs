//! Sheets for paper: set on a thread, shown page by page, written to a file.

use std::path::PathBuf;

use egui::{ColorImage, TextureOptions};

use crate::{
    app::{
        action::Action,
        lesson::{LessonStep, Screen},
        print::{PrintSheet, PrintStep},
        state::State,
    },
    export::{self, Sheet},
    lesson,
    model::{Article, Slug},
    search,
};

/// How wide the picture of a page is, in pixels: more than is shown on a laptop's screen.
const WIDTH: u16 = 900;
/// How many pages are shown; a picture of one takes 5 MB.
const PAGES: usize = 40;

/// Sets a sheet; to be run on a thread.
type Setter = Box<dyn FnOnce() -> Result<Vec<u8>, String> + Send>;

/// Takes one step.
pub(super) fn step(state: &mut State, ctx: &egui::Context, step: PrintStep) {
    match step {
        PrintStep::Show(sheet) => show(state, sheet),
        PrintStep::Options(options) => {
            (state.settings.prints_letter, state.settings.prints_large) = (options.paper == export::Paper::Letter, options.large);
            state.save_settings();
            set(state);
        }
        PrintStep::Page(number, picture, count) => {
            let printing = &mut state.desk.printing;
            if printing.number == number {
                let size = [picture.width() as usize, picture.height() as usize];
                let image = ColorImage::from_rgba_premultiplied(size, picture.as_raw());
                let options = TextureOptions { mipmap_mode: Some(egui::TextureFilter::Linear), ..TextureOptions::LINEAR };
                printing.pages.push(ctx.load_texture(format!("page {}", printing.pages.len() + 1), image, options));
                printing.count = count;
            }
        }
        PrintStep::Ended(number, result) => {
            let printing = &mut state.desk.printing;
            if printing.number == number {
                printing.job = None;
                match result {
                    Ok(count) => printing.count = count,
                    Err(sentence) => printing.failed = Some(sentence),
                }
            }
        }
        PrintStep::Save(sheet, path) => save(state, sheet, path),
    }
}

fn show(state: &mut State, sheet: PrintSheet) {
    if setter(state, sheet).is_none() {
        return;
    }
    if state.desk.screen != Some(Screen::Print) {
        state.desk.printing.from = state.desk.screen;
    }
    state.desk.printing.sheet = sheet;
    state.desk.screen = Some(Screen::Print);
    set(state);
}

/// The screen to which the way back leads; pages that were shown are let go.
pub(super) fn leave(state: &mut State) -> Screen {
    let from = state.desk.printing.from.filter(|from| *from != Screen::Templates && *from != Screen::Print);
    forget(state);
    from.unwrap_or(Screen::Editor)
}

/// After a change of the lesson its sheet is set anew.
pub(super) fn follow(state: &mut State) {
    if state.desk.screen == Some(Screen::Print) {
        set(state);
    }
}

/// Lets go of the sheet that is being set or shown.
fn forget(state: &mut State) {
    let printing = &mut state.desk.printing;
    printing.number += 1;
    (printing.count, printing.failed) = (0, None);
    printing.pages.clear();
    if let Some(job) = printing.job.take() {
        state.jobs.cancel(job);
    }
}

/// Sets the sheet on a thread, and has its pages shown as they come.
fn set(state: &mut State) {
    forget(state);
    let Some(setter) = setter(state, state.desk.printing.sheet) else { return };
    let number = state.desk.printing.number;
    let job = state.jobs.start_telling("Setting the pages", move |progress, tell| {
        let step = |step| Action::Lesson(LessonStep::Print(step));
        let ended = setter().and_then(|pdf| {
            let each = &mut |picture, count| {
                tell(step(PrintStep::Page(number, picture, count)));
                !progress.is_cancelled()
            };
            export::pdf_pages(pdf, WIDTH, PAGES, each).map_err(|error| error.to_string())
        });
        step(PrintStep::Ended(number, ended))
    });
    state.desk.printing.job = Some(job);
}

fn save(state: &mut State, sheet: PrintSheet, path: PathBuf) {
    let Some(setter) = setter(state, sheet) else { return };
    let path = if path.extension().is_some() { path } else { path.with_extension("pdf") };
    state.jobs.start("Writing the PDF", move |_| {
        let written = setter().and_then(|bytes| export::write_whole(&path, &bytes).map_err(|error| error.to_string()));
        Action::Exported(written.map(|()| path))
    });
}

/// What sets a sheet of the lesson in hand as it is now; nothing where there is no lesson, or nothing was handed in.
fn setter(state: &State, sheet: PrintSheet) -> Option<Setter> {
    let archive = state.archive()?;
    let options = state.settings.print_options();
    let own = |articles: search::Along| articles.each().map(|(slug, article)| (slug, (*article).clone())).collect::<Vec<(Slug, Article)>>();
    if sheet == PrintSheet::Results {
        let results = state.desk.marked.as_ref()?.to_export();
        let lesson = &state.desk.marked.as_ref()?.lesson;
        let articles = archive.corpus.along(lesson::articles_needed(lesson).iter());
        return Some(Box::new(move || export::results_pdf(&results, &own(articles), options).map_err(|error| error.to_string())));
    }
    let (_, lesson) = state.desk.lesson(archive)?;
    let articles = archive.corpus.along(lesson::articles_needed(lesson).iter());
    let (lesson, bundle, whole) = (lesson.clone(), archive.bundle.clone(), archive.archive.clone());
    let sheet = if sheet == PrintSheet::Key { Sheet::Key } else { Sheet::Worksheet };
    Some(Box::new(move || {
        let media = |slug: &Slug, url: &str| bundle.media(slug, url).ok();
        export::lesson_pdf(&whole, &lesson, &own(articles), &media, sheet, options).map_err(|error| error.to_string())
    }))
}
