//! The chooser of styles: all that are bundled, by name and field, favourites first; files of one's own.

use egui::{Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::Cx;
use crate::{
    app::{
        action::{Action, Ask},
        theme::{self, icon, text},
        widgets::{IconButton, MenuChip, SearchField, focus_ring, menu_item, section_label, section_label_with},
    },
    cite::{Style, StyleName},
};

/// What stands in one row.
struct Row<'a> {
    key: &'a str,
    title: &'a str,
    fields: &'a str,
    /// What the button at its end does: nothing, making it a favourite or not, forgetting it.
    end: End,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Favourite(bool),
    Forget,
}

/// The chip that opens the list.
pub fn chooser(ui: &mut Ui, cx: &mut Cx<'_>, style: &Style) {
    MenuChip::new(style.title()).width(380.0 * theme::look(ui.ctx()).text_size.min(1.4)).show(ui, |ui| list(ui, cx, style));
}

fn list(ui: &mut Ui, cx: &mut Cx<'_>, style: &Style) {
    let mut words = std::mem::take(&mut cx.tools.drafts.style);
    let width = ui.available_width();
    let field = SearchField::new(&mut words, "Search styles").hint("Name or field: psychology, footnotes…").width(width).show(ui);
    // Who opens the list can type at once.
    let (last, now) = (egui::Id::unique("styles: last shown"), ui.ctx().cumulative_frame_nr());
    if ui.data_mut(|data| data.get_temp_mut_or(last, 0_u64).wrapping_add(1) < now) {
        field.response.request_focus();
    }
    ui.data_mut(|data| data.insert_temp(last, now));
    let favourites = cx.state.settings.favourite_styles();
    let (first, rest): (Vec<&StyleName>, Vec<&StyleName>) =
        Style::bundled().iter().filter(|name| name.is_found_by(&words)).partition(|name| favourites.contains(&name.key));
    let own: Vec<_> =
        cx.state.settings.own_styles.iter().filter(|own| own.title.to_lowercase().contains(&words.trim().to_lowercase())).collect();
    let room = (ui.ctx().content_rect().height() - 220.0).clamp(160.0, 420.0);
    // Always as high: a list that shrank while one types would jump to another place under the hand.
    ScrollArea::vertical().max_height(room).auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        let mut chosen = None;
        let bundled =
            |name: &'static StyleName, on: bool| Row { key: &name.key, title: &name.title, fields: &name.fields, end: End::Favourite(on) };
        let parts: [(&str, Vec<Row<'_>>); 3] = [
            ("Favourites", first.iter().map(|name| bundled(name, true)).collect()),
            (
                "Your style files",
                own.iter()
                    .map(|own| Row { key: own.path.to_str().unwrap_or_default(), title: &own.title, fields: "", end: End::Forget })
                    .collect(),
            ),
            ("All styles", rest.iter().map(|name| bundled(name, false)).collect()),
        ];
        let is_empty = parts.iter().all(|(_, rows)| rows.is_empty());
        // Enter takes the first that was found.
        if let Some(row) = parts.iter().flat_map(|(_, rows)| rows).next().filter(|_| field.entered && !words.trim().is_empty()) {
            chosen = Some(row.key.to_owned());
        }
        for (title, rows) in parts {
            if rows.is_empty() {
                continue;
            }
            ui.add_space(4.0);
            if title == "All styles" {
                section_label_with(ui, title, rows.len());
            } else {
                section_label(ui, title);
            }
            for row in rows {
                if self::row(ui, cx, &row, style.key() == row.key) {
                    chosen = Some(row.key.to_owned());
                }
            }
        }
        if is_empty {
            let tokens = theme::tokens(ui.ctx());
            let sentence = "No bundled style has these words. Style files of all journals are given out by the CSL project; open one here.";
            ui.add(egui::Label::new(text::small(ui).rich(sentence, tokens.muted)).wrap().selectable(false));
        }
        if let Some(key) = chosen {
            cx.actions.push(Action::SetStyle(key));
            ui.close();
        }
    });
    ui.separator();
    if menu_item(ui, "Open a style file (.csl)…", None, false).clicked() {
        cx.actions.push(Action::Ask(Ask::Style));
        ui.close();
    }
    cx.tools.drafts.style = words;
}

/// One style: its name, the fields that use it, and a star.
fn row(ui: &mut Ui, cx: &mut Cx<'_>, row: &Row<'_>, is_chosen: bool) -> bool {
    let tokens = theme::tokens(ui.ctx());
    let width = ui.available_width();
    let (name, fields) = (text::body(ui), text::small(ui));
    let room = width - 30.0 - 34.0;
    let name = name.galley_elided(ui, row.title, tokens.ink, room, 1);
    let fields = (!row.fields.is_empty()).then(|| fields.galley_elided(ui, row.fields, tokens.muted, room, 1));
    let height = name.size().y + fields.as_ref().map_or(8.0, |fields| fields.size().y + 6.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, height.max(32.0)), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::MenuItemRadio, true, is_chosen, row.title));
    if ui.is_rect_visible(rect) {
        if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(rect, 5, tokens.hover);
        }
        if is_chosen {
            let tick = text::icon(ui).scaled(0.85).galley(ui, icon::CHECK, tokens.accent);
            ui.painter().galley(pos2(rect.left() + 7.0, rect.center().y - tick.size().y / 2.0), tick, tokens.accent);
        }
        let text_height = name.size().y + fields.as_ref().map_or(0.0, |fields| fields.size().y);
        let top = rect.center().y - text_height / 2.0;
        let below = top + name.size().y;
        ui.painter().galley(pos2(rect.left() + 30.0, top), name, tokens.ink);
        if let Some(fields) = fields {
            ui.painter().galley(pos2(rect.left() + 30.0, below), fields, tokens.muted);
        }
        focus_ring(ui, &response, rect.shrink(2.0), 4);
    }
    let place = egui::Rect::from_center_size(pos2(rect.right() - 17.0, rect.center().y), vec2(26.0, 26.0));
    let (sign, name) = match row.end {
        End::Favourite(true) => (icon::STAR, format!("{} is no favourite any more", row.title)),
        End::Favourite(false) => (icon::STAR, format!("Make {} a favourite", row.title)),
        End::Forget => (icon::X, format!("Forget {}", row.title)),
    };
    let button = IconButton::new(sign, &name).small();
    let button = if row.end == End::Favourite(true) { button.on(true) } else { button };
    if ui.place(place, button).clicked() {
        cx.actions.push(Action::FavourStyle(row.key.to_owned()));
        return false;
    }
    response.clicked()
}
