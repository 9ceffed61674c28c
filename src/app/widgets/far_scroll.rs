//! Scrolling through what may be higher than single precision can tell apart.
//!
//! A million rows are a hundred million points high, of which the scroll area can only tell every eighth apart. Of what is so high it is
//! told a smaller height: the bar moves over that, while the wheel, keys and drags move by points as they are. Near both ends a point is a
//! point in either, so that the wheel reaches them.

use egui::{Rect, ScrollArea, Ui};

/// What is higher is told to be lower, in points.
const FAR: f64 = 1_000_000.0;
/// As high as this, where the scroll area still tells hundredths of a point apart.
const TOLD: f64 = 200_000.0;
/// How far from both ends a point is a point, in points: further than a wheel turns in one frame.
const EDGE: f64 = 8_000.0;

/// How far something is scrolled, in points.
#[derive(Clone, Copy, Debug, Default)]
pub struct FarScroll {
    /// How far.
    pub offset: f64,
}

/// What of it is in sight.
#[derive(Clone, Copy, Debug)]
pub struct InSight {
    /// Where its beginning stands on the screen; far above it as a rule.
    origin: f64,
    /// How far it is scrolled.
    pub top: f64,
    /// How far what is in sight reaches.
    pub bottom: f64,
}

impl InSight {
    /// Where something stands on the screen that begins so far below the beginning.
    pub fn on_screen(&self, y: f64) -> f32 {
        (self.origin + y) as f32
    }
}

impl FarScroll {
    /// Shows what is `total` points high; `jump` scrolls to a place at once. The rectangle is where it is seen.
    pub fn show<R>(
        &mut self,
        ui: &mut Ui,
        area: ScrollArea,
        total: f64,
        jump: Option<f64>,
        add: impl FnOnce(&mut Ui, InSight) -> R,
    ) -> (R, Rect) {
        if total <= FAR {
            let area = match jump {
                Some(offset) => area.vertical_scroll_offset(offset as f32),
                None => area,
            };
            let output = area.show_viewport(ui, |ui, seen| {
                ui.set_height(total as f32);
                let origin = f64::from(ui.max_rect().top());
                add(ui, InSight { origin, top: f64::from(seen.top()), bottom: f64::from(seen.bottom()) })
            });
            self.offset = f64::from(output.state.unclamped_offset().y);
            return (output.inner, output.inner_rect);
        }
        let height = f64::from(ui.available_height());
        let ends = Ends { truly: (total - height).max(0.0), told: (TOLD - height).max(2.0 * EDGE) };
        self.offset = jump.unwrap_or(self.offset).clamp(0.0, ends.truly);
        let (before, offset) = (ends.told(self.offset) as f32, self.offset);
        let output = area.vertical_scroll_offset(before).show_viewport(ui, |ui, seen| {
            ui.set_height((ends.told + f64::from(seen.height())) as f32);
            let origin = f64::from(ui.max_rect().top() + seen.top()) - offset;
            add(ui, InSight { origin, top: offset, bottom: offset + f64::from(seen.height()) })
        });
        let after = output.state.unclamped_offset().y;
        if after != before {
            let bar = output.inner_rect.right()..=output.inner_rect.right() + 24.0;
            let is_on_bar =
                |pos: egui::Pos2| bar.contains(&pos.x) || (output.inner_rect.right() - 14.0..=output.inner_rect.right()).contains(&pos.x);
            let by_bar = ui.input(|input| {
                let is_held = input.pointer.any_down() || input.pointer.any_released();
                is_held && input.pointer.press_origin().is_some_and(is_on_bar)
            });
            let moved = if by_bar { ends.truly(f64::from(after)) } else { self.offset + f64::from(after - before) };
            self.offset = moved.clamp(0.0, ends.truly);
            ui.ctx().request_repaint();
        }
        (output.inner, output.inner_rect)
    }
}

/// How far it can be scrolled, and how far the scroll area thinks.
#[derive(Clone, Copy)]
struct Ends {
    truly: f64,
    told: f64,
}

impl Ends {
    /// What the scroll area is told of an offset.
    fn told(&self, offset: f64) -> f64 {
        if offset <= EDGE {
            offset
        } else if offset >= self.truly - EDGE {
            self.told - (self.truly - offset)
        } else {
            EDGE + (offset - EDGE) / (self.truly - 2.0 * EDGE) * (self.told - 2.0 * EDGE)
        }
    }

    /// The offset that it was told of.
    fn truly(&self, told: f64) -> f64 {
        if told <= EDGE {
            told
        } else if told >= self.told - EDGE {
            self.truly - (self.told - told)
        } else {
            EDGE + (told - EDGE) / (self.told - 2.0 * EDGE).max(1.0) * (self.truly - 2.0 * EDGE)
        }
    }
}

#[cfg(test)]
mod tests {
    use egui::{Event, MouseWheelUnit, Pos2, RawInput, TouchPhase, pos2, vec2};

    use super::*;

    const TOTAL: f64 = 130_000_000.0;

    /// One frame with these events; where row `at` of 130 points stands on the screen.
    fn frame(ctx: &egui::Context, scroll: &mut FarScroll, time: f64, events: Vec<Event>, jump: Option<f64>, at: usize) -> f32 {
        let screen = Rect::from_min_size(Pos2::ZERO, vec2(300.0, 600.0));
        let input = RawInput { screen_rect: Some(screen), time: Some(time), events, ..RawInput::default() };
        let mut y = f32::NAN;
        let mut output = ctx.run_ui(input, |ui| {
            let area = ScrollArea::vertical().auto_shrink([false, false]);
            scroll.show(ui, area, TOTAL, jump, |_, seen| y = seen.on_screen(at as f64 * 130.0));
        });
        output.textures_delta.clear();
        y
    }

    fn wheel(points: f32) -> Vec<Event> {
        let delta = vec2(0.0, points);
        let (unit, phase, source) = (MouseWheelUnit::Point, TouchPhase::Move, egui::MouseWheelSource::Unknown);
        vec![Event::PointerMoved(pos2(100.0, 300.0)), Event::MouseWheel { unit, delta, phase, source, modifiers: egui::Modifiers::NONE }]
    }

    #[test]
    fn a_million_rows_scroll_by_single_points_at_both_ends_and_between() {
        let (ctx, mut scroll) = (egui::Context::default(), FarScroll::default());
        let mut time = 0.0;
        for start in [0.0, 1_000.0, 65_000_000.0, TOTAL - 3_000.0] {
            let row = (start / 130.0) as usize + 2;
            for _ in 0..3 {
                time += 0.1;
                let jump = (scroll.offset != start).then_some(start);
                frame(&ctx, &mut scroll, time, Vec::new(), jump, row);
            }
            let before = frame(&ctx, &mut scroll, time + 0.1, Vec::new(), None, row);
            frame(&ctx, &mut scroll, time + 0.2, wheel(-3.0), None, row);
            for _ in 0..20 {
                time += 0.1;
                frame(&ctx, &mut scroll, time + 0.2, Vec::new(), None, row);
            }
            time += 0.4;
            let after = frame(&ctx, &mut scroll, time, Vec::new(), None, row);
            assert!((before - after - 3.0).abs() < 0.2, "{start}: {before} {after}");
        }
    }

    #[test]
    fn the_ends_are_reached() {
        let ends = Ends { truly: TOTAL - 600.0, told: TOLD - 600.0 };
        assert_eq!((ends.told(0.0), ends.told(ends.truly)), (0.0, ends.told));
        for told in [0.0, 5.0, EDGE, EDGE + 1.0, 100_000.0, ends.told - EDGE, ends.told - 1.0, ends.told] {
            assert!((ends.told(ends.truly(told)) - told).abs() < 1e-6, "{told}");
        }
    }
}
