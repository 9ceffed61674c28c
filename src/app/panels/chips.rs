//! The filter: facets with live counts, what is on as chips, the result in words.

use egui::{Align, Layout, Ui};

use super::Cx;
use crate::{
    app::{
        action::{Action, Dialog},
        theme::{self, icon, text},
        widgets::{Chip, MenuChip, icon_button, menu_item, quiet_button, small_link},
    },
    model::QuotationKind,
    search::{Count, FacetKind, FacetValue, Filter, Naming},
};

/// The values asked for most, each a chip of its own that is on or off.
const SWITCHES: [(FacetValue, &str); 5] = [
    (FacetValue::Kind(QuotationKind::Direct), "Direct"),
    (FacetValue::Kind(QuotationKind::Partial), "Partial"),
    (FacetValue::Kind(QuotationKind::Indirect), "Indirect"),
    (FacetValue::Naming(Naming::Named), "Named"),
    (FacetValue::Naming(Naming::Anonymous), "Anonymous"),
];

/// Facets with a menu of values.
const MENUS: [(&[FacetKind], &str); 6] = [
    (&[FacetKind::Speaker], "Speaker"),
    (&[FacetKind::Medium], "Said by"),
    (&[FacetKind::Outlet], "Outlet"),
    (&[FacetKind::Date], "Date"),
    (&[FacetKind::Tag], "Tag"),
    (&[FacetKind::Kind, FacetKind::Naming, FacetKind::Photo, FacetKind::Note, FacetKind::Unconfirmed], "More"),
];

/// Shows the bar of the filter.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>) {
    let Some(archive) = cx.state.archive() else { return };
    let tokens = theme::tokens(ui.ctx());
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.add_space(7.0);
    ui.horizontal_top(|ui| {
        let sentence = archive.shown.sentence();
        let words = text::small(ui).galley(ui, &sentence, tokens.muted);
        let reserved = if archive.filter.is_empty() { words.size().x + 90.0 } else { words.size().x + 200.0 };
        let room = (ui.available_width() - reserved).max(200.0);
        ui.allocate_ui_with_layout(egui::vec2(room, 26.0), Layout::left_to_right(Align::Min).with_main_wrap(true), |ui| {
            ui.set_max_width(room);
            ui.spacing_mut().item_spacing = egui::vec2(8.0, 6.0);
            let counts = |kinds: &[FacetKind]| kinds.iter().flat_map(|kind| archive.shown.facets.of(*kind)).collect::<Vec<_>>();
            let quick = counts(&[FacetKind::Kind, FacetKind::Naming]);
            for (value, name) in &SWITCHES {
                // They keep their places, also while the rest of the filter leaves none of them.
                let (count, on) = quick.iter().find(|count| count.value == *value).map_or((0, false), |count| (count.count, count.on));
                if Chip::new(name).count(count).on(on).show(ui).response.clicked() {
                    cx.actions.push(Action::Toggle(value.clone()));
                }
            }
            for (kinds, name) in MENUS {
                let counts: Vec<&Count> = counts(kinds).into_iter().filter(|count| !is_switch(&count.value)).collect();
                menu(ui, cx, &counts, name);
            }
            for chip in archive.filter.chips(&archive.archive) {
                // Switches say themselves that they are on.
                if !is_switch(&chip.value) && Chip::new(&chip.label).on(true).removable().show(ui).removed {
                    cx.actions.push(Action::SetFilter(archive.filter.without(&chip.value)));
                }
            }
        });
        ui.allocate_ui_with_layout(egui::vec2(ui.available_width(), 26.0), Layout::right_to_left(Align::Center), |ui| {
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
fn menu(ui: &mut Ui, cx: &mut Cx<'_>, counts: &[&Count], name: &str) {
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

fn is_switch(value: &FacetValue) -> bool {
    SWITCHES.iter().any(|(switch, _)| switch == value)
}
