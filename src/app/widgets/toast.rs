//! Short messages at the lower left that go by themselves: "Citation copied.", with an undo where there is one.

use std::time::Duration;

use egui::{Align, Align2, Area, Context, Frame, Id, Layout, Margin, Order, Role, Ui, WidgetInfo, vec2};

use super::icon_button::IconButton;
use super::text_link::text_link;
use crate::app::theme::{self, icon, text};

/// How long a message stays, in seconds.
const STAY: f64 = 6.0;
/// How many are shown at once; the oldest goes first.
const MOST: usize = 4;
/// All are as wide as the others, so that they stand in one column.
const WIDTH: f32 = 390.0;

/// How a message is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Something was done.
    #[default]
    Done,
    /// Something needs attention.
    Warning,
}

/// One message.
#[derive(Clone, Debug)]
pub struct Toast<A> {
    text: String,
    tone: Tone,
    action: Option<(String, A)>,
}

impl<A> Toast<A> {
    /// A message that something was done.
    pub fn done(text: impl Into<String>) -> Self {
        Self { text: text.into(), tone: Tone::Done, action: None }
    }

    /// A message that something needs attention.
    pub fn warning(text: impl Into<String>) -> Self {
        Self { text: text.into(), tone: Tone::Warning, action: None }
    }

    /// Something to do about it: "Undo", "Show".
    pub fn action(mut self, words: impl Into<String>, action: A) -> Self {
        self.action = Some((words.into(), action));
        self
    }
}

struct Shown<A> {
    toast: Toast<A>,
    /// When it goes; none before it was first drawn.
    until: Option<f64>,
    number: u64,
}

/// The messages that are on the screen.
pub struct Toasts<A> {
    shown: Vec<Shown<A>>,
    next: u64,
}

impl<A> Default for Toasts<A> {
    fn default() -> Self {
        Self { shown: Vec::new(), next: 0 }
    }
}

impl<A> Toasts<A> {
    /// Puts a message on the screen.
    pub fn push(&mut self, toast: Toast<A>) {
        // That something is done is no news any more once the next thing is done.
        if matches!(toast.tone, Tone::Done) {
            self.shown.retain(|shown| !matches!(shown.toast.tone, Tone::Done) || shown.toast.action.is_some());
        }
        if self.shown.len() == MOST {
            self.shown.remove(0);
        }
        self.shown.push(Shown { toast, until: None, number: self.next });
        self.next += 1;
    }

    /// Whether nothing is on the screen.
    pub fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }

    /// Draws them above the status bar and hands out what was asked for; wakes the window only when the next one goes.
    pub fn show(&mut self, ctx: &Context) -> Vec<A> {
        let now = ctx.input(|input| input.time);
        self.shown.retain(|shown| shown.until.is_none_or(|until| now < until));
        if self.shown.is_empty() {
            return Vec::new();
        }
        let mut gone = Vec::new();
        let mut asked = Vec::new();
        let area = Area::new(Id::unique("onrecord: toasts"))
            // At the left: at the right they would lie over the buttons by which one copies.
            .anchor(Align2::LEFT_BOTTOM, vec2(16.0, -42.0))
            .order(Order::Tooltip)
            .interactable(true)
            .accessible_name("Messages");
        let response = area.show(ctx, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            for shown in &mut self.shown {
                match ui.push_id(shown.number, |ui| draw(ui, &shown.toast)).inner {
                    Pressed::Nothing => {}
                    Pressed::Close => gone.push(shown.number),
                    Pressed::Action => {
                        gone.push(shown.number);
                        asked.extend(shown.toast.action.take().map(|(_, action)| action));
                    }
                }
            }
        });
        // Reading takes as long as it takes: no message goes while the pointer is on one of them.
        let held = response.response.contains_pointer();
        for shown in &mut self.shown {
            let until = shown.until.get_or_insert(now + STAY);
            if held {
                *until = until.max(now + STAY / 2.0);
            }
        }
        self.shown.retain(|shown| !gone.contains(&shown.number));
        let next = self.shown.iter().filter_map(|shown| shown.until).fold(f64::INFINITY, f64::min);
        if next.is_finite() {
            ctx.request_repaint_after(Duration::from_secs_f64((next - now).max(0.05)));
        }
        asked
    }
}

#[derive(Clone, Copy)]
enum Pressed {
    Nothing,
    Close,
    Action,
}

fn draw<A>(ui: &mut Ui, toast: &Toast<A>) -> Pressed {
    let tokens = theme::tokens(ui.ctx());
    let mut pressed = Pressed::Nothing;
    Frame::new()
        .fill(tokens.surface)
        .stroke(tokens.edge_stroke())
        .corner_radius(8)
        .shadow(ui.visuals().popup_shadow)
        .inner_margin(Margin { left: 14, right: 6, top: 6, bottom: 6 })
        .show(ui, |ui| {
            ui.set_width(WIDTH);
            ui.horizontal(|ui| {
                let (sign, colour) = match toast.tone {
                    Tone::Done => (icon::CHECK, tokens.ok),
                    Tone::Warning => (icon::WARNING, tokens.warn),
                };
                ui.label(text::icon(ui).scaled(0.9).rich(sign, colour));
                let action =
                    toast.action.as_ref().map_or(0.0, |(words, _)| text::body(ui).galley(ui, words.as_str(), tokens.ink).size().x + 12.0);
                let room = (ui.available_width() - action - 36.0).max(120.0);
                let words = text::body(ui).galley_wrapped(ui, toast.text.as_str(), tokens.ink, room);
                let label = ui.label(words);
                label.widget_info(|| WidgetInfo::labeled(Role::Status, true, &toast.text));
                ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(egui::accesskit::Live::Polite));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if ui.add(IconButton::new(icon::X, "Close the message").small()).clicked() {
                        pressed = Pressed::Close;
                    }
                    if let Some((words, _)) = &toast.action
                        && text_link(ui, words).clicked()
                    {
                        pressed = Pressed::Action;
                    }
                });
            });
        });
    pressed
}
