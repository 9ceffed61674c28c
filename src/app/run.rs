//! Starting the window.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use super::{keys::CtrlCommands, settings::Settings, window::Window};

/// The icon of the window.
const ICON: &[u8] = include_bytes!("../../assets/icon.png");

/// Chooses the renderer: `glow` or `wgpu`.
const RENDERER: &str = "ONRECORD_RENDERER";
/// What the first renderer said, for the second try.
const FAILED: &str = "ONRECORD_RENDERER_FAILED";

/// Opens the window with the archives of these paths, or with the lesson of `student`; returns when it is closed.
///
/// # Errors
/// A sentence, where no renderer could open a window.
pub fn run(paths: &[PathBuf], student: Option<&Path>) -> Result<(), String> {
    let (renderer, name, other) = match std::env::var(RENDERER).as_deref() {
        Ok("wgpu") => (eframe::Renderer::Wgpu, "wgpu", "glow"),
        // The quicker start and the smaller memory of the two: `scripts/bench` measures both.
        _ => (eframe::Renderer::Glow, "glow", "wgpu"),
    };
    let Err(error) = open(paths, student, renderer) else { return Ok(()) };
    let error = error.to_string();
    // The window library names the line of its source; that helps nobody here.
    let reason = if error.contains(".rs:") { error.rsplit(": ").next().unwrap_or(&error) } else { &error };
    // Nor does the list of everything that a drawing surface could have had.
    let reason = reason.split(": ConfigTemplate").next().unwrap_or(reason);
    let failed = format!("With {name}: {}.", reason.trim_end_matches('.'));
    if let Ok(before) = std::env::var(FAILED) {
        return Err(format!(
            "No window could be opened. {before} {failed} Check that a display is there (DISPLAY or WAYLAND_DISPLAY) and that its graphics driver is installed."
        ));
    }
    // A process can have one event loop only: the other renderer is tried by a new one.
    eprintln!("{failed} Trying {other}.");
    let again = std::env::current_exe()
        .and_then(|program| Command::new(program).args(std::env::args_os().skip(1)).env(RENDERER, other).env(FAILED, &failed).status());
    match again {
        Ok(status) if status.success() => Ok(()),
        // The second try has said what happened.
        Ok(status) => std::process::exit(status.code().unwrap_or(1)),
        Err(error) => Err(format!("No window could be opened. {failed} The program could not be started again: {error}.")),
    }
}

fn open(paths: &[PathBuf], student: Option<&Path>, renderer: eframe::Renderer) -> Result<(), eframe::Error> {
    let (paths, student) = (paths.to_vec(), student.map(Path::to_owned));
    let home = Settings::home();
    let mut viewport = egui::ViewportBuilder::default()
        .with_title("On Record")
        .with_app_id("onrecord")
        .with_inner_size([1366.0, 768.0])
        .with_min_inner_size([640.0, 400.0])
        .with_drag_and_drop(true);
    if let Ok(icon) = eframe::icon_data::from_png_bytes(ICON) {
        viewport = viewport.with_icon(icon);
    }
    let options = eframe::NativeOptions { viewport, renderer, persist_window: false, ..eframe::NativeOptions::default() };
    eframe::run_native(
        "On Record",
        options,
        Box::new(move |creation| {
            creation.egui_ctx.add_plugin(CtrlCommands);
            let mut window = Window::new(&creation.egui_ctx, home, paths);
            if let Some(lesson) = student {
                window.answer(&creation.egui_ctx, lesson);
            }
            Ok(Box::new(window))
        }),
    )
}
