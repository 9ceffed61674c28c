//! The filter: facets with live counts, what is on as chips, the result in words.

use egui::{Align, Layout, Role, ScrollArea, TextEdit, Ui, WidgetInfo};

use super::Cx;
use crate::{
    app::{
        action::{Action, Dialog},
        theme::{self, icon, text},
        widgets::{Chip, MenuChip, focus_ring, icon_button, menu_item, quiet_button, small_link},
    },
    model::{PublicationDate, QuotationKind},
    search::{self, Count, FacetKind, FacetValue, Filter, Naming},
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
    // Rows are as high as chips, not as high as buttons.
    let height = theme::look(ui.ctx()).chip_height();
    ui.spacing_mut().interact_size.y = height;
    ui.add_space(7.0);
    ui.horizontal_top(|ui| {
        let sentence = archive.shown.sentence();
        let words = text::small(ui).galley(ui, &sentence, tokens.muted);
        let reserved = if archive.filter.is_empty() { words.size().x + 90.0 } else { words.size().x + 200.0 };
        let room = (ui.available_width() - reserved).max(200.0);
        ui.allocate_ui_with_layout(egui::vec2(room, height), Layout::left_to_right(Align::Min).with_main_wrap(true), |ui| {
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
                menu(ui, cx, &counts, name, archive.shown.number);
            }
            for chip in archive.filter.chips(&archive.archive) {
                // Switches say themselves that they are on.
                if !is_switch(&chip.value) && Chip::new(chip_words(&chip)).on(true).removable().show(ui).removed {
                    cx.actions.push(Action::SetFilter(archive.filter.without(&chip.value)));
                }
            }
        });
        ui.allocate_ui_with_layout(egui::vec2(ui.available_width(), height), Layout::right_to_left(Align::Center), |ui| {
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
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &sentence));
        });
    });
    ui.add_space(7.0);
}

fn quiet(ui: &mut Ui, words: &str) -> bool {
    small_link(ui, words).clicked()
}

/// A facet whose values lie in a menu.
fn menu(ui: &mut Ui, cx: &mut Cx<'_>, counts: &[&Count], name: &str, shown: u64) {
    if counts.is_empty() {
        return;
    }
    let on = counts.iter().filter(|count| count.on).count();
    // As wide as its longest line needs: what two outlets have in common may be the beginning. Hundreds of speakers are measured once.
    let (key, now) = (ui.scope_id().with(("widest", name)), (shown, theme::look(ui.ctx()).text_size.to_bits()));
    let known: Option<((u64, u32), f32)> = ui.data(|data| data.get_temp(key));
    let longest = known.filter(|(then, _)| *then == now).map_or_else(
        || {
            let wide = |count: &&Count| text::body(ui).galley(ui, in_words(count), egui::Color32::PLACEHOLDER).size().x;
            let longest = counts.iter().map(wide).fold(0.0, f32::max);
            ui.data_mut(|data| data.insert_temp(key, (now, longest)));
            longest
        },
        |(_, longest)| longest,
    );
    let least = if name == "Date" { 280.0 } else { 200.0 };
    let width = (longest + 30.0 + 60.0).clamp(least, 460.0);
    MenuChip::new(name).chosen(on).width(width).show(ui, |ui| {
        ScrollArea::vertical().max_height(ui.ctx().content_rect().height() * 0.6).show(ui, |ui| {
            for count in counts {
                if menu_item(ui, &in_words(count), Some(count.count), count.on).clicked() {
                    cx.actions.push(Action::Toggle(count.value.clone()));
                }
            }
        });
        if name == "Date" {
            days(ui, cx);
        }
    });
}

/// What a chip calls a value.
fn chip_words(chip: &search::Chip) -> &str {
    match &chip.value {
        FacetValue::Kind(QuotationKind::Scare) => "scare quotes",
        FacetValue::Kind(QuotationKind::Title) => "titles of works",
        FacetValue::Naming(Naming::Organization) => "organizations",
        FacetValue::Unconfirmed => "not confirmed yet",
        _ => &chip.label,
    }
}

/// What a menu calls a value.
fn in_words(count: &Count) -> String {
    match &count.value {
        FacetValue::Kind(QuotationKind::Scare) => "Scare quotes".to_owned(),
        FacetValue::Kind(QuotationKind::Title) => "Titles of works".to_owned(),
        FacetValue::Naming(Naming::Organization) => "Organizations".to_owned(),
        FacetValue::Naming(Naming::Nobody) => "Nobody is said to have said it".to_owned(),
        FacetValue::Photo => "With photo".to_owned(),
        FacetValue::Note => "With note".to_owned(),
        FacetValue::Unconfirmed => "Not confirmed yet".to_owned(),
        _ => count.label.clone(),
    }
}

/// The first and the last day, to be typed.
fn days(ui: &mut Ui, cx: &mut Cx<'_>) {
    let Some(archive) = cx.state.archive() else { return };
    let tokens = theme::tokens(ui.ctx());
    // Fields in a menu look like fields.
    ui.reset_style();
    ui.spacing_mut().item_spacing.y = 6.0;
    ui.separator();
    let mut filter = archive.filter.clone();
    let before = (filter.from, filter.to);
    for (name, day, is_last) in [("From", &mut filter.from, false), ("To", &mut filter.to, true)] {
        let written = &mut cx.tools.drafts.days[usize::from(is_last)];
        ui.horizontal(|ui| {
            ui.add_sized([44.0, 20.0], egui::Label::new(text::body(ui).rich(name, tokens.muted)).halign(Align::LEFT).selectable(false));
            let id = egui::Id::unique(("day of the filter", name));
            // What is in force stands there, until something else is typed.
            if !ui.memory(|memory| memory.has_focus(id)) {
                *written = day.map(|day| day.to_string()).unwrap_or_default();
            }
            let field = TextEdit::singleline(written).id(id).hint_text("2020-11-17, 2020-11 or 2020").desired_width(210.0);
            let response = ui.add(field);
            response.widget_info(|| WidgetInfo { label: Some(format!("{name} day")), ..WidgetInfo::new(Role::TextInput) });
            focus_ring(ui, &response, response.rect, 6);
            let typed = written.trim();
            // Half a year is not a year yet.
            if response.changed() && (typed.is_empty() || typed.len() >= 4) {
                match typed.parse::<PublicationDate>() {
                    Ok(date) => *day = Some(if is_last { date.last_day() } else { date.day() }),
                    Err(_) if typed.is_empty() => *day = None,
                    Err(_) => {}
                }
            }
        });
    }
    if (filter.from, filter.to) != before {
        cx.actions.push(Action::SetFilter(filter));
    }
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
