//! Searching from the first page: recent archives by their names, and the words of those that are open.

use egui::{Align, Key, KeyboardShortcut, Label, Layout, Modifiers, Rect, ScrollArea, Ui, UiBuilder};

use super::{
    super::{Cx, contents::counted, search},
    recents,
};
use crate::app::{
    action::Action,
    search::SearchStep,
    settings::{Recent, RecentState},
    theme::{self, icon, text},
    widgets::{SearchField, empty_state, section_label, text_link},
};

/// How many recent archives are named.
const RECENTS: usize = 4;

/// Whether something is looked for.
pub fn is_asked(cx: &Cx<'_>) -> bool {
    !cx.tools.drafts.everywhere.trim().is_empty()
}

/// The field, in the middle of the bar.
pub fn field(ui: &mut Ui, cx: &mut Cx<'_>, place: Rect) {
    let mut words = std::mem::take(&mut cx.tools.drafts.everywhere);
    ui.scope_builder(UiBuilder::new().max_rect(place).layout(Layout::left_to_right(Align::Center)), |ui| {
        let roomy = place.width() > 300.0 * theme::look(ui.ctx()).text_size;
        let hint = if roomy { "Search all your archives" } else { "Search" };
        let field = SearchField::new(&mut words, "Search all your archives").hint(hint).width(place.width());
        let field = if roomy { field.shortcut("Ctrl+K") } else { field };
        let shown = field.id(egui::Id::unique("search from the first page")).show(ui);
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_shortcut(&KeyboardShortcut::new(modifiers, key)));
        if pressed(Modifiers::COMMAND | Modifiers::SHIFT, Key::F) || pressed(Modifiers::COMMAND, Key::K) {
            shown.response.request_focus();
        }
        // Escape leads back to the page.
        let mut is_new = shown.changed;
        if shown.response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
            words.clear();
            is_new = true;
        }
        if is_new {
            cx.actions.push(Action::Search(SearchStep::Words(words.clone())));
        }
        if shown.entered && !words.trim().is_empty() {
            match cx.state.search.found.results.first().filter(|_| cx.state.search.found.words == words) {
                Some(first) => cx.actions.push(Action::Search(SearchStep::Go(first.archive, first.selection.clone()))),
                None => open_all(cx, &words),
            }
        }
    });
    cx.tools.drafts.everywhere = words;
}

/// Shows what was found.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>) {
    let words = cx.tools.drafts.everywhere.clone();
    let space = ui.max_rect();
    let tokens = theme::tokens(ui.ctx());
    ScrollArea::vertical().id_salt("found everywhere").auto_shrink([false, false]).show(ui, |ui| {
        let width = (720.0 * theme::look(ui.ctx()).text_size).min(space.width() - 48.0);
        ui.horizontal_top(|ui| {
            ui.add_space((space.width() - width) / 2.0);
            ui.vertical(|ui| {
                ui.set_width(width);
                ui.add_space(24.0);
                let named = by_name(cx, &words);
                if !named.is_empty() {
                    section_label(ui, "Recent archives of this name");
                    ui.add_space(4.0);
                    ui.scope(|ui| {
                        ui.spacing_mut().item_spacing.y = 0.0;
                        named.into_iter().for_each(|(recent, state)| recents::entry(ui, cx, &recent, state));
                    });
                    ui.add_space(20.0);
                }
                if !cx.state.archives.is_empty() {
                    let found = cx.state.search.found.total;
                    let is_late = cx.state.search.found.words != words;
                    section_label(ui, &format!("In {}", counted(cx.state.archives.len(), "open archive")));
                    ui.add_space(4.0);
                    let said = match (&cx.state.search.trouble, is_late) {
                        (Some(sentence), _) => sentence.clone(),
                        (None, true) => "Searching…".to_owned(),
                        (None, false) if found == 0 => "Nothing found.".to_owned(),
                        (None, false) => counted(found, "result"),
                    };
                    let label = ui.add(Label::new(text::small(ui).rich(&said, tokens.muted)).wrap().selectable(false));
                    label.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &said));
                    ui.add_space(8.0);
                    ui.spacing_mut().item_spacing.y = 8.0;
                    for (at, result) in cx.state.search.found.results.iter().enumerate().filter(|_| !is_late) {
                        search::card(ui, cx, at, result);
                    }
                    if found > cx.state.search.found.results.len() && text_link(ui, "Show more results").clicked() {
                        cx.actions.push(Action::Search(SearchStep::More));
                    }
                    ui.add_space(12.0);
                }
                let closed = closed(cx).len();
                if closed > 0 {
                    let offer = match closed {
                        1 => "Open the recent archive and search its words, too".to_owned(),
                        count => format!("Open the {count} recent archives and search their words, too"),
                    };
                    if text_link(ui, &offer).clicked() {
                        open_all(cx, &words);
                    }
                } else if cx.state.archives.is_empty() {
                    let what = "Open an archive or one of the samples; what is typed here is looked for in all that are open.";
                    empty_state(ui, icon::MAGNIFYING_GLASS, "There is nothing to search yet", what, None);
                }
                ui.add_space(24.0);
            });
        });
    });
}

/// Recent archives whose title or path has all the words.
fn by_name(cx: &Cx<'_>, words: &str) -> Vec<(Recent, RecentState)> {
    let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
    let fits = |recent: &Recent| {
        let name = format!("{} {}", recent.title, recent.path.display()).to_lowercase();
        words.iter().all(|word| name.contains(word))
    };
    let all = cx.state.settings.recents.iter().zip(&cx.state.recents).filter(|(recent, _)| fits(recent));
    all.take(RECENTS).map(|(recent, state)| (recent.clone(), *state)).collect()
}

/// Recent archives that are there and not open.
fn closed(cx: &Cx<'_>) -> Vec<std::path::PathBuf> {
    let is_open = |recent: &Recent| {
        cx.state.archives.iter().any(|archive| std::path::absolute(archive.bundle.path()).is_ok_and(|path| path == recent.path))
    };
    let all = cx.state.settings.recents.iter().zip(&cx.state.recents);
    all.filter(|(recent, state)| **state != RecentState::Moved && !is_open(recent)).map(|(recent, _)| recent.path.clone()).collect()
}

/// Opens every recent archive, with what is looked for in the panel Search.
fn open_all(cx: &mut Cx<'_>, words: &str) {
    for path in closed(cx) {
        cx.actions.push(Action::Open(path));
    }
    if !cx.state.archives.is_empty() || !cx.state.settings.recents.is_empty() {
        cx.actions.push(Action::Search(SearchStep::Words(words.to_owned())));
        cx.actions.push(Action::Search(SearchStep::Open));
    }
}
