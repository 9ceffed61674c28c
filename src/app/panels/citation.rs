//! The citation of what is selected: live, in the chosen style, ready to copy.

use egui::{CornerRadius, ScrollArea, Ui};

use super::Cx;
use crate::{
    app::{
        action::{Action, Ask, CopyWhat},
        apply::cited_item,
        open_archive::OpenArchive,
        selection::Selected,
        theme::{self, text},
        widgets::{Button, MenuChip, SearchField, menu_item, section_label, text_link},
    },
    cite::{self, FAVOURITES, Formatted, Item, Rendered, Style},
};

/// A citation as it was set, kept until what is cited or the style changes.
pub struct Cited {
    key: (String, String, u64),
    item: Item,
    rendered: Rendered,
}

/// Shows the panel.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive) {
    let tokens = theme::tokens(ui.ctx());
    ui.painter().rect_filled(ui.max_rect(), CornerRadius::ZERO, tokens.sunken);
    let frame = egui::Frame::new().inner_margin(egui::Margin { left: 12, right: 12, top: 10, bottom: 8 });
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        frame.show(ui, |ui| match &cx.state.style {
            Some(style) => {
                chooser(ui, cx, archive, style);
                cite(ui, cx, archive, style);
            }
            None => {
                ui.label("The citation style is on its way.");
            }
        });
    });
}

fn chooser(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, style: &Style) {
    let tokens = theme::tokens(ui.ctx());
    ui.horizontal(|ui| {
        let name = short_name(style.key(), style.title());
        MenuChip::new(&name).width(340.0).show(ui, |ui| styles(ui, cx, style));
        let what = match &archive.selection.what {
            Selected::Quotation(_) => "Quotation in an article",
            Selected::Photo(_) => "Photo in an article",
            _ => "Article",
        };
        let words = text::small(ui).galley_elided(ui, what, tokens.muted, ui.available_width(), 1);
        ui.add(egui::Label::new(words).selectable(false));
    });
    ui.add_space(2.0);
}

fn styles(ui: &mut Ui, cx: &mut Cx<'_>, style: &Style) {
    let mut words = std::mem::take(&mut cx.tools.drafts.style);
    SearchField::new(&mut words, "Search styles").width(316.0).show(ui);
    let wanted = words.to_lowercase();
    for key in FAVOURITES {
        let name = short_name(key, "");
        if (wanted.is_empty() || name.to_lowercase().contains(&wanted)) && menu_item(ui, &name, None, style.key() == *key).clicked() {
            cx.actions.push(Action::SetStyle((*key).to_owned()));
            ui.close();
        }
    }
    if !wanted.is_empty() {
        let found = Style::bundled()
            .into_iter()
            .filter(|name| !FAVOURITES.contains(&name.key.as_str()) && name.title.to_lowercase().contains(&wanted));
        for name in found.take(30) {
            if menu_item(ui, &name.title, None, style.key() == name.key).clicked() {
                cx.actions.push(Action::SetStyle(name.key.clone()));
                ui.close();
            }
        }
    }
    if menu_item(ui, "Open a style file (.csl)…", None, false).clicked() {
        cx.actions.push(Action::Ask(Ask::Style));
        ui.close();
    }
    cx.tools.drafts.style = words;
}

/// What the chooser calls a style.
fn short_name(key: &str, title: &str) -> String {
    match key {
        "mla" => "MLA 9",
        "apa" => "APA 7",
        "chicago-notes" => "Chicago, notes",
        "chicago-author-date" => "Chicago, author-date",
        "harvard" => "Harvard",
        "ieee" => "IEEE",
        "vancouver" => "Vancouver",
        _ if title.is_empty() => key,
        _ => title,
    }
    .to_owned()
}

fn cite(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, style: &Style) {
    let Some(item) = cited_item(archive) else { return };
    let key = (style.key().to_owned(), item.key().to_owned(), archive.key());
    if cx.tools.drafts.cited.as_ref().is_none_or(|cited| cited.key != key) {
        let rendered = cite::render(style, &item);
        cx.tools.drafts.cited = Some(Cited { key, item, rendered });
    }
    let Some(Cited { item, rendered, .. }) = &cx.tools.drafts.cited else { return };
    formatted(ui, "Reference", &rendered.reference);
    let is_quotation = matches!(archive.selection.what, Selected::Quotation(_));
    ui.add_space(6.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(6.0, 6.0);
        let mut button = |ui: &mut Ui, button: Button<'_>, what| {
            if ui.add(button).clicked() {
                cx.actions.push(Action::Copy(what));
            }
        };
        if is_quotation {
            button(ui, Button::primary("Copy with quotation").shortcut("Ctrl+Shift+C"), CopyWhat::WithQuotation);
            button(ui, Button::secondary("Reference").shortcut("Ctrl+Shift+R"), CopyWhat::Reference);
        } else {
            button(ui, Button::primary("Copy reference").shortcut("Ctrl+Shift+R"), CopyWhat::Reference);
        }
        button(ui, Button::secondary("In-text").shortcut("Ctrl+Shift+I"), CopyWhat::InText);
        if rendered.note.is_some() {
            button(ui, Button::secondary("Footnote"), CopyWhat::Note);
        }
    });
    ui.add_space(6.0);
    section_label(ui, "In the text");
    formatted(ui, "In-text citation", &rendered.in_text);
    if let Some(note) = &rendered.note {
        ui.add_space(6.0);
        section_label(ui, "Footnote");
        formatted(ui, "Footnote", note);
    }
    let tokens = theme::tokens(ui.ctx());
    for missing in item.missing() {
        ui.add(egui::Label::new(text::small(ui).rich(missing, tokens.warn)).wrap().selectable(false));
    }
    ui.add_space(6.0);
    if text_link(ui, "Export citations…").clicked() {
        cx.actions.push(Action::Ask(Ask::Citations(cite::Format::Text)));
    }
}

/// Sets a citation with its italics, and a hanging indent where the style has one.
pub fn formatted(ui: &mut Ui, name: &str, formatted: &Formatted) {
    let tokens = theme::tokens(ui.ctx());
    let mut job = egui::text::LayoutJob::default();
    for run in &formatted.runs {
        let kind = if run.italic { text::citation_italic(ui) } else { text::citation(ui) };
        let mut format = kind.format(tokens.ink);
        if run.bold {
            format.font_id.family = egui::FontFamily::Name(theme::ARTICLE_SEMIBOLD.into());
        }
        job.append(&run.text, 0.0, format);
    }
    let indent = if formatted.hanging { 18.0 } else { 0.0 };
    let width = ui.available_width();
    // The first line begins further left than the rest: set at the narrower width with room before it.
    job.wrap.max_width = width - indent;
    if indent > 0.0
        && let Some(first) = job.sections.first_mut()
    {
        first.leading_space = -indent;
    }
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let (rect, response) = ui.allocate_exact_size(egui::vec2(width, galley.size().y), egui::Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, format!("{name}: {}", formatted.to_text())));
    ui.painter().galley(rect.min + egui::vec2(indent, 0.0), galley, tokens.ink);
}
