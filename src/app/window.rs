//! One frame of the window: read the keyboard, show the panels, apply what they asked for.

use std::path::{Path, PathBuf};

use egui::{Context, Ui};

use super::{
    action::{Action, Actions, Leave, ReviewStep, View},
    apply::apply,
    article::Flows,
    command,
    jobs::Jobs,
    lesson::{LessonStep, PresentStep, Screen},
    measure::Measure,
    panels::{self, Cx},
    photo_lists::PhotoLists,
    pictures::Pictures,
    pupil::PupilStep,
    reading::Readings,
    results::ResultsStep,
    settings::Settings,
    state::State,
    theme,
    voices::Voices,
    widgets::{Toast, Toasts},
    wording::Wording,
};

/// The window.
pub struct Window {
    state: State,
    actions: Actions,
    tools: Tools,
    measure: Option<Measure>,
    #[cfg(feature = "inspection")]
    frames: Option<super::measure::Frames>,
    #[cfg(feature = "inspection")]
    soak: Option<super::soak::Soak>,
    style_is_asked: bool,
}

/// What panels need to draw and may change: nothing of it is worth saving.
pub struct Tools {
    /// Decoded pictures.
    pub pictures: Pictures,
    /// Articles laid out.
    pub flows: Flows,
    /// Photos of articles that are not in memory.
    pub photo_lists: PhotoLists,
    /// Lists of the articles in sight.
    pub readings: Readings,
    /// Reporting verbs of the articles in sight.
    pub wording: Wording,
    /// Who says how much in them.
    pub voices: Voices,
    /// Words being typed.
    pub drafts: panels::Drafts,
    /// What was said for a moment.
    pub toasts: Toasts<Action>,
}

impl Window {
    /// The window with the archives of these paths on their way.
    pub fn new(ctx: &Context, home: Option<PathBuf>, paths: Vec<PathBuf>) -> Self {
        let (settings, said) = home.as_deref().map(Settings::load).unwrap_or_default();
        theme::apply(ctx, &settings.look);
        ctx.set_zoom_factor(settings.zoom.unwrap_or(1.0).clamp(0.6, 2.5));
        // Zoom is an action of ours, so that it is remembered.
        ctx.options_mut(|options| options.zoom_with_keyboard = false);
        let mut state = State::new(settings, home, Jobs::new(ctx.clone()));
        state.said.extend(said.map(Toast::warning));
        let pictures = Pictures::new(state.settings.picture_bytes(), state.index_caches().as_deref());
        let mut window = Self {
            state,
            actions: Actions::default(),
            tools: Tools {
                pictures,
                flows: Flows::default(),
                photo_lists: PhotoLists::default(),
                readings: Readings::default(),
                wording: Wording::new(ctx.clone()),
                voices: Voices::default(),
                drafts: panels::Drafts::default(),
                toasts: Toasts::default(),
            },
            measure: Measure::from_env(),
            #[cfg(feature = "inspection")]
            frames: super::measure::Frames::from_env(),
            #[cfg(feature = "inspection")]
            soak: super::soak::Soak::from_env(&paths),
            style_is_asked: false,
        };
        come(&mut window.actions, paths);
        window.settle(ctx);
        window
    }

    /// Opens a lesson as its pupils see it.
    pub fn answer(&mut self, ctx: &Context, path: PathBuf) {
        self.actions.push(Action::Pupil(PupilStep::Open(path, None)));
        self.settle(ctx);
    }

    /// The state, to be looked at.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Shows one frame.
    pub fn show(&mut self, ui: &mut Ui) {
        #[cfg(feature = "inspection")]
        let begun = std::time::Instant::now();
        self.frame(ui);
        #[cfg(feature = "inspection")]
        if let Some(soak) = &mut self.soak {
            self.state.quits |= soak.act(&self.state, &mut self.actions);
        }
        #[cfg(feature = "inspection")]
        if let Some(frames) = self.frames.as_mut().filter(|frames| frames.opens_gallery && self.state.archive().is_some()) {
            frames.opens_gallery = false;
            self.state.docks.show(super::docks::Pane::Gallery);
        }
        // While nothing is read behind, so that only the frame is measured.
        #[cfg(feature = "inspection")]
        if let Some(frames) = self.frames.as_mut().filter(|_| self.state.archive().is_some() && self.state.jobs.running().is_empty())
            && frames.took(begun.elapsed())
        {
            self.state.quits = true;
        }
    }

    fn frame(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        if let Some(measure) = &mut self.measure {
            measure.frame(&ctx, self.state.archive().is_some());
        }
        // Once the archive is on the screen: reading a style takes longer than painting a frame.
        if self.state.archive().is_some() && !self.style_is_asked {
            self.style_is_asked = true;
            self.actions.push(Action::SetStyle(self.state.style_key().to_owned()));
        }
        for action in self.state.jobs.finished() {
            self.actions.push(action);
        }
        self.tools.pictures.set_budget(self.state.settings.picture_bytes());
        self.read_input(&ctx);
        self.settle(&ctx);
        self.draw(ui);
        self.settle(&ctx);
    }

    fn read_input(&mut self, ctx: &Context) {
        let dropped: Vec<PathBuf> = ctx.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect());
        let (answers, dropped): (Vec<_>, Vec<_>) = dropped.into_iter().partition(|path| are_answers(&self.state, path));
        if !answers.is_empty() {
            self.actions.push(Action::Lesson(LessonStep::Results(ResultsStep::Mark(answers))));
        }
        come(&mut self.actions, dropped);
        // The window’s own close button asks like the command does.
        if ctx.input(|input| input.viewport().close_requested()) && !self.state.quits {
            if self.state.review.is_any() || self.state.archives.iter().any(|archive| archive.unsaved.is_any()) {
                ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            }
            self.actions.push(Action::Leave(Leave::Program));
        }
        self.copy_picture(ctx);
        if let Some(action) = super::clipboard::asked(ctx, &self.state) {
            self.actions.push(action);
        }
        for action in command::pressed(ctx, &self.state) {
            self.actions.push(action);
        }
        // Escape closes what lies on top, and nothing more; a list that is open closes itself.
        if !egui::Popup::is_any_open(ctx) && ctx.input(|input| input.key_pressed(egui::Key::Escape)) {
            if self.state.dialog.is_some() {
                self.actions.push(Action::CloseDialog);
            } else if self.state.review.is_shown {
                // With pages in it, a stray Escape closes nothing.
                if !self.state.review.is_any() {
                    self.actions.push(Action::Review(ReviewStep::Close));
                }
            } else if let (Some(screen), Some(_)) = (self.state.desk.screen, self.state.at_hand()) {
                self.actions.push(Action::Lesson(match screen {
                    Screen::Present => LessonStep::Present(PresentStep::End),
                    _ => LessonStep::Close,
                }));
            } else if self.state.find.is_open {
                self.actions.push(Action::Find(super::action::FindStep::Close));
            } else if self.state.view == View::Present {
                self.actions.push(Action::SetView(View::Read));
            }
        }
    }

    /// Puts the part of the window that was asked for on the clipboard, once the system has handed over the whole.
    fn copy_picture(&mut self, ctx: &Context) {
        if self.tools.drafts.picture.is_none() {
            return;
        }
        let whole = ctx.data_mut(|data| data.remove_temp::<std::sync::Arc<egui::ColorImage>>(egui::Id::unique("picture of the window")));
        if let Some(whole) = whole
            && let Some(part) = self.tools.drafts.picture.take()
        {
            let picture = whole.region(&part.intersect(ctx.content_rect()), Some(ctx.pixels_per_point()));
            match super::clipboard::put_picture(&picture) {
                Ok(()) => self.state.say("The picture is copied."),
                Err(error) => self.state.warn(format!("The picture could not be copied ({error}). Copy the table instead.")),
            }
        }
    }

    fn draw(&mut self, ui: &mut Ui) {
        // Three columns need about 980 points at normal text.
        self.state.fit_docks(ui.available_width() < 980.0 * theme::look(ui.ctx()).text_size);
        let mut docks = std::mem::take(&mut self.state.docks);
        let mut cx = Cx { state: &self.state, actions: &mut self.actions, tools: &mut self.tools };
        panels::show(ui, &mut cx, &mut docks);
        self.state.docks = docks;
        // An edge that is being dragged is written once it is let go.
        if self.tools.drafts.docks_moved && !ui.input(|input| input.pointer.any_down()) {
            self.tools.drafts.docks_moved = false;
            self.state.save_settings();
        }
        for toast in self.state.said.drain(..) {
            self.tools.toasts.push(toast);
        }
        for action in self.tools.toasts.show(ui.ctx()) {
            self.actions.push(action);
        }
        if self.state.jobs.running().iter().any(|job| !job.is_shown()) {
            ui.ctx().request_repaint_after(std::time::Duration::from_millis(420));
        } else if !self.state.jobs.running().is_empty() {
            ui.ctx().request_repaint_after(std::time::Duration::from_millis(100));
        }
    }

    /// Applies everything that was asked for.
    fn settle(&mut self, ctx: &Context) {
        for action in self.actions.take() {
            apply(&mut self.state, ctx, action);
        }
        if self.state.quits {
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        }
        let title = match self.state.archive() {
            Some(archive) if archive.unsaved.is_any() => format!("• {} – On Record", archive.title()),
            Some(archive) => format!("{} – On Record", archive.title()),
            None => "On Record".to_owned(),
        };
        if self.tools.drafts.window_title != title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.tools.drafts.window_title = title;
        }
    }
}

/// Whether what was dropped are answers of a class: files that say so, and folders where a lesson is in front.
fn are_answers(state: &State, path: &Path) -> bool {
    let Some(archive) = state.at_hand().filter(|archive| !archive.lessons.is_empty()) else { return false };
    let takes_folders = matches!(state.desk.screen, Some(Screen::Editor | Screen::Results)) && state.desk.lesson(archive).is_some();
    path.extension().is_some_and(|end| end == crate::lesson::EXTENSION)
        || (takes_folders && path.is_dir() && !path.join("bagit.txt").is_file())
}

/// Opens what is an archive, or was one; everything else is imported.
fn come(actions: &mut Actions, paths: Vec<PathBuf>) {
    let ends_like_one =
        |path: &Path| path.extension().is_some_and(|end| end.eq_ignore_ascii_case("record") || end.eq_ignore_ascii_case("zip"));
    let (archives, files): (Vec<_>, Vec<_>) = paths.into_iter().partition(|path| {
        // What cannot be looked into is named as that, not as a folder with nothing in it.
        let is_closed = path.is_dir() && std::fs::read_dir(path).is_err();
        !path.exists()
            || is_closed
            || ends_like_one(path)
            || crate::bundle::is_archive(path)
            || path.is_dir() && !crate::bundle::archives_in(path).is_empty()
    });
    for path in archives {
        actions.push(Action::Open(path));
    }
    if !files.is_empty() {
        actions.push(Action::ImportFiles(files));
    }
}

impl eframe::App for Window {
    #[cfg(feature = "inspection")]
    fn raw_input_hook(&mut self, ctx: &Context, input: &mut egui::RawInput) {
        if let Some(frames) = self.frames.as_mut().filter(|_| self.state.archive().is_some()) {
            frames.scroll(ctx, input);
        }
        if let Some(soak) = &mut self.soak {
            soak.wheel(ctx, input);
        }
    }

    fn ui(&mut self, ui: &mut Ui, _: &mut eframe::Frame) {
        self.show(ui);
    }
}
