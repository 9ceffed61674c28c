//! Starting the window.

use std::path::PathBuf;

use super::{settings::Settings, window::Window};

/// The icon of the window.
const ICON: &[u8] = &[];

/// Opens the window with the archives of these paths; returns when it is closed.
///
/// # Errors
/// A sentence, where no renderer could open a window.
pub fn run(paths: &[PathBuf]) -> Result<(), String> {
    let wanted = match std::env::var("ONRECORD_RENDERER").as_deref() {
        Ok("wgpu") => [eframe::Renderer::Wgpu, eframe::Renderer::Glow],
        // Start-up and memory of the two are still to be measured side by side.
        _ => [eframe::Renderer::Glow, eframe::Renderer::Wgpu],
    };
    let first = match open(paths, wanted[0]) {
        Ok(()) => return Ok(()),
        Err(error) => error,
    };
    eprintln!("The {} renderer failed ({first}); trying {}.", wanted[0], wanted[1]);
    open(paths, wanted[1]).map_err(|second| {
        format!(
            "No window could be opened. With {}: {first}. With {}: {second}. Check that a display is there (DISPLAY or WAYLAND_DISPLAY) and that its graphics driver is installed.",
            wanted[0], wanted[1]
        )
    })
}

fn open(paths: &[PathBuf], renderer: eframe::Renderer) -> Result<(), eframe::Error> {
    let paths = paths.to_vec();
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
    eframe::run_native("On Record", options, Box::new(move |creation| Ok(Box::new(Window::new(&creation.egui_ctx, home, paths)))))
}
