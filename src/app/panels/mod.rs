//! The panels: functions from the state to widgets.
//! A panel reads the state, draws, and pushes actions; it changes nothing.
//! Invariant: no file is opened and nothing slow is done here.

mod bar;
mod check;
mod chips;
mod citation;
mod citation_fields;
mod citation_styles;
mod compare;
mod contents;
mod correct;
mod dialogs;
mod docking;
mod export_sheet;
mod gallery;
mod large_photo;
mod lesson;
mod looks;
mod notes;
mod palette;
mod photos;
mod picture;
mod present;
mod present_lesson;
mod pupil;
mod quotations;
mod read;
mod results;
mod review;
mod search;
mod shares;
mod sources;
mod speakers;
mod status;
mod welcome;
mod wording;
mod works;

use egui::{CentralPanel, Color32, CornerRadius, Panel, Response, Role, Sense, StrokeKind, Ui, WidgetInfo, vec2};

pub use picture::{paint_picture, picture, picture_at};
pub use pupil::begin_with_prompt;

use super::{
    action::{Actions, View},
    docks::Docks,
    fields::FieldValues,
    lesson::Screen,
    state::State,
    theme::{self, Tokens},
    widgets::focus_ring,
    window::Tools,
};
use crate::model::NoteColour;

/// What a panel is given.
pub struct Cx<'a> {
    /// The state, to be read.
    pub state: &'a State,
    /// Where it asks for things.
    pub actions: &'a mut Actions,
    /// What it draws with.
    pub tools: &'a mut Tools,
}

/// Words being typed, and other things that last from one frame to the next and are not worth saving.
#[derive(Default)]
pub struct Drafts {
    /// The window's title as it was last set.
    pub window_title: String,
    /// What is being typed in a lesson.
    pub pupil: pupil::Drafts,
    /// What is being typed in the review of an import.
    pub review: review::Drafts,
    /// What is being typed in a lesson that is made.
    pub lesson: lesson::Drafts,
    /// What is being typed about a class's answers.
    pub results: results::Drafts,
    /// What is being typed on the projector.
    pub present: present_lesson::Drafts,
    /// The words in the search field, and those that the filter had when they were last the same.
    pub search: (String, String),
    /// In how many frames the dialog with that line was shown, so that it takes the keyboard at first and not later.
    pub line_frames: u8,
    /// The first and the last day of the filter, as they are being typed.
    pub days: [String; 2],
    /// The words in the palette.
    pub palette: String,
    /// Which command of the palette is the one.
    pub palette_at: usize,
    /// The words by which a style is looked for.
    pub style: String,
    /// The name for a filter, or a path.
    pub line: String,
    /// What is looked for from the first page.
    pub everywhere: String,
    /// What is being typed in the panel Search, and for which of its requests the field took the keyboard.
    pub searched: (String, u64),
    /// The words of the find bar.
    pub find: String,
    /// What is being typed about a quotation that is corrected.
    pub correction: Option<correct::Typed>,
    /// How the photo that fills the window is looked at.
    pub large: large_photo::Zoom,
    /// The words that the two articles of Compare share.
    pub cuts: compare::Cuts,
    /// What the chart of shares counts.
    pub shares: shares::Chosen,
    /// The part of the window that is to be copied as a picture, as soon as the system hands it over.
    pub picture: Option<egui::Rect>,
    /// Until when that is waited for, in seconds of the window's clock.
    pub picture_until: f64,
    /// The remark being written, with its note.
    pub remark: Option<(u64, String)>,
    /// The moves that lists have followed by scrolling.
    pub followed: u64,
    /// Whether panels were moved since they were last saved.
    pub docks_moved: bool,
    /// The citation as it was last set.
    pub cited: Option<citation::Cited>,
    /// Whether the parts of the reference are explained below it.
    pub explains: bool,
    /// What is being typed into the fields that citations are made of, with what they were of.
    pub fields: Option<FieldValues>,
    /// What was chosen in the sheet of exports, and its preview.
    pub export: export_sheet::Chosen,
}

/// Shows the whole window.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, docks: &mut Docks) {
    if let Some(pupil) = &cx.state.pupil {
        pupil::show(ui, cx, pupil);
        dialogs::show(ui, cx);
        welcome::show_drop(ui, cx);
        return cx.tools.flows.end_frame(ui.ctx());
    }
    let tokens = theme::tokens(ui.ctx());
    let line = |ui: &Ui, rect: egui::Rect, below: bool| {
        let y = if below { rect.bottom() - 0.5 } else { rect.top() + 0.5 };
        ui.painter().hline(rect.x_range(), y, tokens.rule_stroke());
    };
    let look = theme::look(ui.ctx());
    let frame = |fill| egui::Frame::new().fill(fill).inner_margin(egui::Margin::symmetric(12, 0));
    let is_presenting = cx.state.view == View::Present && cx.state.in_front().is_some() || cx.state.desk.screen == Some(Screen::Present);
    if !is_presenting {
        let bar = Panel::top("bar")
            .exact_size(look.control_height() + 14.0)
            .show_separator_line(false)
            .frame(frame(tokens.surface))
            .show(ui, |ui| bar::show(ui, cx));
        line(ui, bar.response.rect, true);
        // Elsewhere the bar comes only with a filter, so that nothing is dimmed without a reason in sight.
        if cx.state.in_front().is_some_and(|archive| cx.state.view == View::Read || !archive.filter.is_empty()) {
            let chips = Panel::top("filter").show_separator_line(false).frame(frame(tokens.surface)).show(ui, |ui| chips::show(ui, cx));
            line(ui, chips.response.rect, true);
        }
    }
    let status = Panel::bottom("status")
        .exact_size((17.0 * look.text_size + 9.0).max(26.0))
        .show_separator_line(false)
        .frame(frame(tokens.surface))
        .show(ui, |ui| status::show(ui, cx));
    line(ui, status.response.rect, false);
    CentralPanel::default().frame(egui::Frame::new().fill(tokens.paper)).show(ui, |ui| match (cx.state.in_front(), cx.state.view) {
        (None, _) if cx.state.review.is_shown => review::show(ui, cx),
        (None, _) if cx.state.at_hand().is_some() => {
            if let (Some(archive), Some(screen)) = (cx.state.at_hand(), cx.state.desk.screen) {
                lesson::show(ui, cx, archive, screen);
            }
        }
        (None, _) => welcome::show(ui, cx),
        (Some(_), View::Read) => docking::show(ui, cx, docks),
        (Some(archive), View::Compare) => compare::show(ui, cx, archive),
        (Some(archive), View::Present) => present::show(ui, cx, archive),
    });
    lesson::carried(ui);
    dialogs::show(ui, cx);
    welcome::show_drop(ui, cx);
    cx.tools.flows.end_frame(ui.ctx());
}

/// Whether the selection has moved since this list last followed it by scrolling.
fn is_to_follow(ui: &Ui, cx: &Cx<'_>, list: &str) -> bool {
    let id = egui::Id::unique(("followed", list));
    let last = ui.data_mut(|data| std::mem::replace(data.get_temp_mut_or(id, u64::MAX), cx.state.moves));
    last != cx.state.moves
}

/// The wash of a note.
pub fn note_wash(colour: NoteColour, tokens: &Tokens) -> Color32 {
    let (light, dark) = match colour {
        NoteColour::Yellow => (Color32::from_rgb(0xFF, 0xF3, 0xB8), Color32::from_rgb(0x4A, 0x42, 0x18)),
        NoteColour::Green => (Color32::from_rgb(0xD9, 0xF0, 0xD6), Color32::from_rgb(0x1E, 0x42, 0x2A)),
        NoteColour::Blue => (Color32::from_rgb(0xD8, 0xEA, 0xF8), Color32::from_rgb(0x1C, 0x38, 0x50)),
        NoteColour::Pink => (Color32::from_rgb(0xFA, 0xDF, 0xEA), Color32::from_rgb(0x50, 0x26, 0x3A)),
    };
    if tokens.dark { dark } else { light }
}

/// A button that is a colour.
pub fn swatch(ui: &mut Ui, colour: Color32, name: &str) -> Response {
    let tokens = theme::tokens(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(vec2(28.0, 28.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    ui.painter().rect(rect.shrink(4.0), CornerRadius::same(5), colour, tokens.edge_stroke(), StrokeKind::Inside);
    focus_ring(ui, &response, rect.shrink(2.0), 5);
    response.on_hover_text(name)
}
