//! An empty eframe window, built like On Record: what `scripts/bench` compares it with.

use std::time::{Duration, UNIX_EPOCH};

struct Empty {
    frames: u64,
}

impl eframe::App for Empty {
    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        let since = std::env::var("ONRECORD_MEASURE").ok().and_then(|text| text.trim().parse().ok()).unwrap_or_default();
        let now = (UNIX_EPOCH + Duration::from_nanos(since)).elapsed().unwrap_or_default().as_secs_f64() * 1000.0;
        if self.frames == 0 {
            ui.ctx().request_repaint();
        } else {
            println!("painted {now:.1} ready");
        }
        self.frames += 1;
        egui::CentralPanel::default().show(ui, |_| ());
    }
}

fn main() -> eframe::Result {
    let renderer = match std::env::var("ONRECORD_RENDERER").as_deref() {
        Ok("wgpu") => eframe::Renderer::Wgpu,
        _ => eframe::Renderer::Glow,
    };
    let viewport = egui::ViewportBuilder::default().with_inner_size([1366.0, 768.0]);
    let options = eframe::NativeOptions { viewport, renderer, persist_window: false, ..eframe::NativeOptions::default() };
    eframe::run_native("Empty", options, Box::new(|_| Ok(Box::new(Empty { frames: 0 }))))
}
