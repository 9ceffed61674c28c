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

/// Scrolls by itself and measures how long our own code takes for each frame, where `ONRECORD_FRAMES` says what is scrolled:
/// `contents`, `article`, `side` or `gallery` (which is opened for it), with the number of frames behind a colon.
#[cfg(feature = "inspection")]
pub struct Frames {
    place: egui::Pos2,
    /// Whether the gallery is to be opened.
    pub opens_gallery: bool,
    left: usize,
    /// Frames in which nothing is measured yet: the first ones decode and lay out what comes into sight.
    warming: usize,
    times: Vec<Duration>,
}

#[cfg(feature = "inspection")]
impl Frames {
    /// Measures where `ONRECORD_FRAMES` is set.
    pub fn from_env() -> Option<Self> {
        let asked = std::env::var("ONRECORD_FRAMES").ok()?;
        let (what, count) = asked.split_once(':').unwrap_or((&asked, "600"));
        let place = match what {
            "contents" => egui::pos2(110.0, 450.0),
            "side" | "gallery" => egui::pos2(1190.0, 300.0),
            _ => egui::pos2(640.0, 450.0),
        };
        Some(Self { place, opens_gallery: what == "gallery", left: count.parse().ok()?, warming: 30, times: Vec::new() })
    }

    /// Turns the wheel over what is to be scrolled, a page every few frames and then on line by line.
    pub fn scroll(&mut self, ctx: &Context, input: &mut egui::RawInput) {
        let far = if self.left.is_multiple_of(20) { -2_000.0 } else { -60.0 };
        input.events.push(egui::Event::PointerMoved(self.place));
        input.events.push(egui::Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: egui::vec2(0.0, far),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
            modifiers: egui::Modifiers::NONE,
        });
        ctx.request_repaint();
    }

    /// Keeps how long a frame took; whether it was the last.
    pub fn took(&mut self, time: Duration) -> bool {
        if self.left == 0 {
            // It was said; the window is about to close.
            return true;
        }
        if self.warming > 0 {
            self.warming -= 1;
            return false;
        }
        self.times.push(time);
        self.left = self.left.saturating_sub(1);
        if self.left == 0 {
            self.times.sort();
            let at = |percent: usize| {
                let place = (self.times.len() * percent).div_ceil(100).saturating_sub(1);
                self.times.get(place).map_or(0.0, |time| time.as_secs_f64() * 1000.0)
            };
            println!("{{\"frames\":{},\"p50_ms\":{:.2},\"p99_ms\":{:.2},\"max_ms\":{:.2}}}", self.times.len(), at(50), at(99), at(100));
        }
        self.left == 0
    }
}
