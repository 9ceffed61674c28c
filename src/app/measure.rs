//! What `scripts/bench` asks of a run: when frames were painted.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use egui::Context;

/// Says on standard output when each frame was painted, in milliseconds since the moment that `ONRECORD_MEASURE` holds
/// (nanoseconds since 1970).
pub struct Measure {
    since: SystemTime,
    frames: u64,
    was_ready: bool,
}

impl Measure {
    /// Measures where `ONRECORD_MEASURE` is set.
    pub fn from_env() -> Option<Self> {
        let since = std::env::var("ONRECORD_MEASURE").ok()?.trim().parse().ok()?;
        Some(Self { since: UNIX_EPOCH + Duration::from_nanos(since), frames: 0, was_ready: false })
    }

    /// Begins a frame: the one before is on the screen now. `ready` says whether this one shows what was to be opened.
    pub fn frame(&mut self, ctx: &Context, ready: bool) {
        let now = self.since.elapsed().unwrap_or_default().as_secs_f64() * 1000.0;
        if self.frames > 0 {
            println!("painted {now:.1}{}", if self.was_ready { " ready" } else { "" });
        }
        // One frame more, so that the first and the first ready one are reported; then nothing is asked for.
        if self.frames == 0 || (ready && !self.was_ready) {
            ctx.request_repaint();
        }
        self.frames += 1;
        self.was_ready |= ready;
    }
}
