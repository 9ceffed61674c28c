//! The filter: facets with live counts, what is on as chips, the result in words.

use egui::{Align, Layout, Ui};

use super::Cx;
use crate::{
    app::{
        action::{Action, Dialog},
        theme::{self, icon, text},
        widgets::{Chip, MenuChip, icon_button, menu_item, quiet_button, small_link},
    },
    search::{Count, FacetKind, Filter},
};

/// Facets with a menu of values; the others are chips that are on or off.
const MENUS: [(FacetKind, &str); 6] = [
    (FacetKind::Speaker, "Speaker"),
    (FacetKind::Medium, "Said by"),
    (FacetKind::Outlet, "Outlet"),
    (FacetKind::Date, "Date"),
    (FacetKind::Tag, "Tag"),
    (FacetKind::Note, "Note"),
];

/// Facets whose few values are chips of their own.
const SWITCHES: [FacetKind; 3] = [FacetKind::Kind, FacetKind::Naming, FacetKind::Photo];

/// Shows the bar of the filter.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>) {
    let Some(archive) = cx.state.archive() else { return };
    let tokens = theme::tokens(ui.ctx());
    ui.add_space(7.0);
    ui.horizontal_top(|ui| {
        let sentence = archive.shown.sentence();
        let words = text::small(ui).galley(ui, &sentence, tokens.muted);
        let reserved = if archive.filter.is_empty() { words.size().x + 90.0 } else { words.size().x + 200.0 };
        let room = (ui.available_width() - reserved).max(200.0);
        ui.allocate_ui_with_layout(egui::vec2(room, 26.0), Layout::left_to_right(Align::Min).with_main_wrap(true), |ui| {
            ui.set_max_width(room);
            ui.spacing_mut().item_spacing = egui::vec2(8.0, 6.0);
            for kind in SWITCHES {
                for count in archive.shown.facets.of(kind).iter().filter(|count| count.on || count.count > 0).take(4) {
                    if Chip::new(&capitalized(&count.label)).count(count.count).on(count.on).show(ui).response.clicked() {
                        cx.actions.push(Action::Toggle(count.value.clone()));
                    }
                }
            }
            for (kind, name) in MENUS {
                menu(ui, cx, archive.shown.facets.of(kind), name);
            }
            for chip in archive.filter.chips(archive.bundle.archive()) {
                // Switches say themselves that they are on.
                if chip.facet.is_none_or(|facet| !SWITCHES.contains(&facet)) && Chip::new(&chip.label).on(true).removable().show(ui).removed
                {
                    cx.actions.push(Action::SetFilter(archive.filter.without(&chip.value)));
                }
            }
        });
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            saved(ui, cx);
            if !archive.filter.is_empty() {
                if quiet(ui, "Save filter…") {
                    cx.actions.push(Action::Show(Dialog::SaveFilter));
                }
                if quiet(ui, "Clear") {
                    cx.actions.push(Action::SetFilter(Filter::default()));
                }
            }
            let response = ui.add(egui::Label::new(words).selectable(false));
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &sentence));
        });
    });
    ui.add_space(7.0);
}

fn quiet(ui: &mut Ui, words: &str) -> bool {
    small_link(ui, words).clicked()
}

/// A facet whose values lie in a menu.
fn menu(ui: &mut Ui, cx: &mut Cx<'_>, counts: &[Count], name: &str) {
    if counts.is_empty() {
        return;
    }
    let on = counts.iter().filter(|count| count.on).count();
    MenuChip::new(name).chosen(on).show(ui, |ui| {
        for count in counts {
            if menu_item(ui, &count.label, Some(count.count), count.on).clicked() {
                cx.actions.push(Action::Toggle(count.value.clone()));
            }
        }
    });
}

/// Filters kept under a name.
fn saved(ui: &mut Ui, cx: &mut Cx<'_>) {
    if cx.state.settings.filters.is_empty() {
        return;
    }
    MenuChip::new("Saved").show(ui, |ui| {
        for (index, saved) in cx.state.settings.filters.iter().enumerate() {
            ui.horizontal(|ui| {
                if quiet_button(ui, &saved.name).clicked() {
                    cx.actions.push(Action::SetFilter(saved.filter.clone()));
                    ui.close();
                }
                if icon_button(ui, icon::X, &format!("Forget the filter {}", saved.name), None).clicked() {
                    cx.actions.push(Action::DropFilter(index));
                }
            });
        }
    });
}

fn capitalized(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
