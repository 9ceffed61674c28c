//! The layout Read: panels in tabs and columns, dragged, closed, remembered.

use std::sync::Arc;

use egui::{Color32, CornerRadius, Galley, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use egui_tiles::{Behavior, EditAction, SimplificationOptions, TabState, Tabs, Tile, TileId, Tiles, UiResponse};

use super::{Cx, check, citation, contents, gallery, notes, photos, quotations, read, search, sources, speakers, wording, works};
use crate::app::{
    action::Action,
    docks::{Docks, Pane},
    open_archive::OpenArchive,
    theme::{self, text},
    widgets::focus_ring,
};

/// Shows all panels.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, docks: &mut Docks) {
    let Some(archive) = cx.state.archive() else { return };
    let before = docks.0.dragged_id(ui.ctx()).map(|_| docks.clone());
    docks.0.ui(&mut Panels { cx, archive, is_tight: false }, ui);
    // A panel let go over the middle of everything would make one tab of all the others: it stays where it was.
    if let Some(before) = before
        && docks.is_one_heap()
    {
        *docks = before;
    }
}

struct Panels<'a, 'b> {
    cx: &'a mut Cx<'b>,
    archive: &'a OpenArchive,
    /// Whether the row of tabs that is being shown has no room for numbers.
    is_tight: bool,
}

impl Panels<'_, '_> {
    /// The words of a tab; where tabs have little room, without the number.
    fn tab_words(&self, ui: &Ui, pane: Option<Pane>, count: Option<usize>, ink: Color32, is_tight: bool) -> TabWords {
        let tokens = theme::tokens(ui.ctx());
        let number = count.filter(|_| !is_tight).map(|count| text::small(ui).galley(ui, count.to_string(), tokens.muted));
        let words = text::control(ui).galley(ui, pane.map_or("Panels", Pane::title), ink);
        TabWords { words, number, padding: if is_tight { 5.0 } else { 7.0 } }
    }

    /// How much a panel has to show of the article that is read.
    fn count(&mut self, pane: Pane) -> Option<usize> {
        match pane {
            Pane::Contents => return Some(self.archive.corpus.len()),
            Pane::Works => return Some(self.archive.notebook.works.len()),
            Pane::Gallery => return Some(self.archive.corpus.photo_count()),
            _ => {}
        }
        let (slug, article) = self.archive.article()?;
        Some(match pane {
            Pane::Quotations => self.archive.shown.quotation_count(slug).unwrap_or(article.quotations.len()),
            Pane::Speakers => self.cx.tools.voices.of(self.archive, slug, article).voices.len(),
            Pane::Photos => article.photos.len(),
            Pane::Sources => article.sources.len(),
            Pane::Notes => self.archive.notebook.notes.iter().filter(|note| note.article == *slug).count(),
            Pane::Wording => wording::count(self.cx, article),
            Pane::Check => check::count(self.archive),
            Pane::Contents | Pane::Gallery | Pane::Article | Pane::Citation | Pane::Search | Pane::Works => return None,
        })
    }
}

/// How a tab is set.
struct TabWords {
    words: Arc<Galley>,
    number: Option<Arc<Galley>>,
    padding: f32,
}

impl TabWords {
    fn width(&self) -> f32 {
        self.padding * 2.0 + self.words.size().x + self.number.as_ref().map_or(0.0, |number| number.size().x + 4.0)
    }
}

impl Behavior<Pane> for Panels<'_, '_> {
    fn pane_ui(&mut self, ui: &mut Ui, _: TileId, pane: &mut Pane) -> UiResponse {
        ui.set_clip_rect(ui.max_rect().intersect(ui.clip_rect()));
        let (cx, archive) = (&mut *self.cx, self.archive);
        ui.push_id(*pane, |ui| match pane {
            Pane::Contents => contents::show(ui, cx, archive),
            Pane::Article => read::show(ui, cx, archive),
            Pane::Quotations => quotations::show(ui, cx, archive),
            Pane::Speakers => speakers::show(ui, cx, archive),
            Pane::Photos => photos::show(ui, cx, archive),
            Pane::Gallery => gallery::show(ui, cx, archive),
            Pane::Sources => sources::show(ui, cx, archive),
            Pane::Notes => notes::show(ui, cx, archive),
            Pane::Wording => wording::show(ui, cx, archive),
            Pane::Check => check::show(ui, cx, archive),
            Pane::Citation => citation::show(ui, cx, archive),
            Pane::Search => search::show(ui, cx),
            Pane::Works => works::show(ui, cx, archive),
        });
        UiResponse::None
    }

    fn tab_title_for_pane(&mut self, pane: &Pane) -> egui::WidgetText {
        pane.title().into()
    }

    fn tab_bar_height(&self, style: &egui::Style) -> f32 {
        let _ = style;
        40.0 * self.cx.state.settings.look.text_size.max(1.0)
    }

    fn tab_bar_color(&self, visuals: &egui::Visuals) -> Color32 {
        visuals.window_fill
    }

    fn gap_width(&self, _: &egui::Style) -> f32 {
        1.0
    }

    fn resize_stroke(&self, style: &egui::Style, state: egui_tiles::ResizeState) -> egui::Stroke {
        match state {
            egui_tiles::ResizeState::Idle => style.visuals.widgets.noninteractive.bg_stroke,
            egui_tiles::ResizeState::Hovering | egui_tiles::ResizeState::Dragging => {
                egui::Stroke::new(3.0, style.visuals.selection.stroke.color)
            }
        }
    }

    fn min_size(&self) -> f32 {
        120.0
    }

    fn simplification_options(&self) -> SimplificationOptions {
        // A panel keeps its place as a tab only beside other tabs.
        SimplificationOptions { all_panes_must_have_tabs: false, ..SimplificationOptions::default() }
    }

    /// Nothing stands there; but all the room that the tabs have is known here.
    fn top_bar_right_ui(&mut self, tiles: &Tiles<Pane>, ui: &mut Ui, tile: TileId, tabs: &Tabs, offset: &mut f32) {
        // The arrows beside tabs that have no room are the docking library's buttons: as quiet as the tabs.
        let widgets = &mut ui.visuals_mut().widgets;
        for state in [&mut widgets.inactive, &mut widgets.hovered, &mut widgets.active] {
            state.bg_stroke = egui::Stroke::NONE;
        }
        widgets.inactive.weak_bg_fill = Color32::TRANSPARENT;
        let (mut full, mut tight) = (0.0, 0.0);
        let mut active = 0.0..0.0;
        for child in tabs.children.iter().filter(|child| tiles.is_visible(**child)) {
            if let Some(Tile::Pane(pane)) = tiles.get(*child) {
                let count = self.count(*pane).filter(|count| *count > 0);
                let from = full;
                full += self.tab_words(ui, Some(*pane), count, Color32::PLACEHOLDER, false).width();
                tight += self.tab_words(ui, Some(*pane), None, Color32::PLACEHOLDER, true).width();
                if tabs.active == Some(*child) {
                    active = from..full;
                }
            }
        }
        // Where they do not fit without numbers either, one moves along them.
        let room = ui.available_width();
        let is_tight = full > room && tight <= room;
        // Another one is open, or there is more or less room: it is brought into sight.
        let now = (tabs.active, full.to_bits(), room.to_bits(), is_tight);
        let key = egui::Id::unique(("tabs as they were", tile));
        let (before, mut frames) = ui.data(|data| data.get_temp(key)).unwrap_or(((None, 0, 0, false), 0_u8));
        if before != now {
            // The docking library knows a frame later how wide they are, and another one later which arrows there are.
            frames = 3;
        }
        if frames > 0 {
            let between_arrows = room - 2.0 * (ui.max_rect().height() + ui.spacing().item_spacing.x);
            let least = (active.end - between_arrows).max(0.0);
            *offset = if is_tight || full <= room { 0.0 } else { offset.clamp(least, active.start.max(least)) };
            ui.request_repaint();
        }
        ui.data_mut(|data| data.insert_temp(key, (now, frames.saturating_sub(1))));
        self.is_tight = is_tight;
    }

    fn tab_ui(&mut self, tiles: &mut Tiles<Pane>, ui: &mut Ui, id: egui::Id, tile: TileId, state: &TabState) -> egui::Response {
        let tokens = theme::tokens(ui.ctx());
        let pane = match tiles.get(tile) {
            Some(Tile::Pane(pane)) => Some(*pane),
            _ => None,
        };
        let name = pane.map_or("Panels", Pane::title);
        let count = pane.and_then(|pane| self.count(pane)).filter(|count| *count > 0);
        let ink = if state.active { tokens.ink } else { tokens.muted };
        let tab = self.tab_words(ui, pane, count, ink, self.is_tight);
        let width = tab.width();
        let TabWords { words, number, padding } = tab;
        let (_, rect) = ui.allocate_space(vec2(width, ui.available_height()));
        let response = ui.interact(rect, id, Sense::click_and_drag());
        let label = count.map_or_else(|| name.to_owned(), |count| format!("{name}, {count}"));
        response.widget_info(|| WidgetInfo::selected(Role::Tab, true, state.active, &label));
        if ui.is_rect_visible(rect) && !state.is_being_dragged {
            if response.hovered() && !state.active {
                ui.painter().rect_filled(rect.shrink2(vec2(1.0, 6.0)), CornerRadius::same(5), tokens.hover);
            }
            let left = pos2(rect.left() + padding, rect.center().y - words.size().y / 2.0);
            let end = left.x + words.size().x + 4.0;
            ui.painter().galley(left, words, ink);
            if let Some(number) = number {
                ui.painter().galley(pos2(end, rect.center().y - number.size().y / 2.0), number, tokens.muted);
            }
            if state.active {
                let line = Rect::from_min_max(pos2(rect.left(), rect.bottom() - 2.0), rect.right_bottom());
                ui.painter().rect_filled(line, CornerRadius::ZERO, tokens.accent);
            }
            focus_ring(ui, &response, rect.shrink2(vec2(2.0, 6.0)), 5);
        }
        response.context_menu(|ui| {
            if let Some(pane) = pane
                && ui.button(format!("Hide {name}")).clicked()
            {
                self.cx.actions.push(Action::TogglePanel(pane));
                ui.close();
            }
        });
        if let Some(pane) = pane
            && response.middle_clicked()
        {
            self.cx.actions.push(Action::TogglePanel(pane));
        }
        response
    }

    fn on_edit(&mut self, _: EditAction) {
        self.cx.tools.drafts.docks_moved = true;
    }
}
