//! The citation of what is selected: live, in the chosen style, ready to copy, its parts explained.

use egui::{CornerRadius, Frame, Margin, Panel, Rect, ScrollArea, Ui, vec2};

use super::{Cx, citation_styles};
use crate::{
    app::{
        action::{Action, CopyWhat, Dialog},
        open_archive::OpenArchive,
        selection::Selected,
        theme::{self, icon, text},
        widgets::{Button, MenuChip, menu_item, section_label, small_link},
        works::{self, WorksStep},
    },
    cite::{self, Element, Family, Formatted, Indent, Item, ItemKind, Part, Rendered, Style},
};

/// A citation as it was set, kept until what is cited or the style changes.
pub struct Cited {
    style: String,
    item: Item,
    rendered: Rendered,
}

/// Shows the panel: the citation, and below it, always in sight, what can be done with it.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive) {
    let tokens = theme::tokens(ui.ctx());
    ui.painter().rect_filled(ui.max_rect(), CornerRadius::ZERO, tokens.sunken);
    let Some(style) = &cx.state.style else {
        let frame = Frame::new().inner_margin(Margin::symmetric(12, 10));
        frame.show(ui, |ui| ui.label("The citation style is on its way."));
        return;
    };
    let (cited, is_new) = set(cx, style);
    // Where hardly anything else would have room, it goes along with the rest.
    let has_room = ui.available_height() > 170.0 * theme::look(ui.ctx()).text_size;
    // Another citation begins at its beginning, and its parts at theirs.
    let mut is_asked = is_new;
    let salt = cited.as_ref().map(|cited| cited.rendered.reference.to_text());
    if let Some(cited) = cited.as_ref().filter(|_| has_room) {
        let frame = Frame::new().fill(tokens.sunken).inner_margin(Margin { left: 12, right: 12, top: 8, bottom: 8 });
        let bottom = Panel::bottom(ui.scope_id().with("what can be done with a citation")).resizable(false).show_separator_line(false);
        let shown = bottom.frame(frame).show(ui, |ui| is_asked |= ways_out(ui, cx, archive, &cited.rendered));
        let rect = shown.response.rect;
        ui.painter().hline(rect.x_range(), rect.top(), tokens.rule_stroke());
    }
    let frame = Frame::new().inner_margin(Margin { left: 12, right: 12, top: 10, bottom: 8 });
    ScrollArea::vertical().id_salt(salt).auto_shrink([false, false]).show(ui, |ui| {
        frame.show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
                citation_styles::chooser(ui, cx, style);
                ways(ui, cx, archive);
            });
            ui.add_space(2.0);
            let Some(cited) = &cited else { return };
            citation(ui, cx, style, cited);
            if !has_room {
                ui.add_space(6.0);
                is_asked |= ways_out(ui, cx, archive, &cited.rendered);
            }
            if cx.tools.drafts.explains {
                ui.add_space(6.0);
                if is_asked {
                    ui.scroll_to_cursor(Some(egui::Align::Min));
                }
                parts(ui, &cited.rendered.reference, style.family());
            }
        });
    });
    if cited.is_some() {
        cx.tools.drafts.cited = cited;
    }
}

/// What is selected, set in the style, and whether it is another than before; it is kept as long as both stay.
fn set(cx: &mut Cx<'_>, style: &Style) -> (Option<Cited>, bool) {
    let Some((item, _)) = works::cited(cx.state) else { return (None, false) };
    match cx.tools.drafts.cited.take().filter(|cited| cited.style == style.key() && cited.item == item) {
        Some(kept) => (Some(kept), false),
        None => {
            let rendered = cite::render(style, &item);
            (Some(Cited { style: style.key().to_owned(), item, rendered }), true)
        }
    }
}

/// What of the selection is cited: the words in the article, the tweet itself, the article, the archive.
fn ways(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive) {
    let ways = works::ways(archive);
    let now = works::way(cx.state, archive);
    let name = ways.iter().find(|(way, _)| *way == now).or(ways.first()).map_or("Article", |(_, name)| name.as_str());
    MenuChip::new(name).width(280.0).show(ui, |ui| {
        for (way, name) in &ways {
            if menu_item(ui, name, None, *way == now).clicked() {
                cx.actions.push(Action::CiteAs(*way));
                ui.close();
            }
        }
    });
}

/// The reference, what stands in the text, and what is missing.
fn citation(ui: &mut Ui, cx: &mut Cx<'_>, style: &Style, Cited { item, rendered, .. }: &Cited) {
    let family = style.family();
    explained(ui, "Reference", &rendered.reference, family);
    ui.add_space(2.0);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let name = text::small(ui).rich("In the text", theme::tokens(ui.ctx()).muted);
        ui.add(egui::Label::new(name).selectable(false));
        explained(ui, "In-text citation", &rendered.in_text, family);
    });
    if let Some(note) = &rendered.note {
        ui.add_space(4.0);
        section_label(ui, "Footnote");
        explained(ui, "Footnote", note, family);
    }
    missing(ui, cx, style, item, rendered);
}

/// What can be done with a citation; whether its parts are to be explained from now on.
fn ways_out(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, rendered: &Rendered) -> bool {
    let has_words = matches!(archive.selection.what, Selected::Quotation(_) | Selected::Passage(_) | Selected::Note(_));
    ui.spacing_mut().item_spacing.y = 6.0;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        let mut button = |ui: &mut Ui, button: Button<'_>, action| {
            if ui.add(button).clicked() {
                cx.actions.push(action);
            }
        };
        if has_words {
            button(ui, Button::primary("Copy with quotation").shortcut("Ctrl+Shift+C"), Action::Copy(CopyWhat::WithQuotation));
        } else {
            button(ui, Button::primary("Copy reference").shortcut("Ctrl+Shift+R"), Action::Copy(CopyWhat::Reference));
        }
        button(ui, Button::secondary("In-text").shortcut("Ctrl+Shift+I"), Action::Copy(CopyWhat::InText));
        button(ui, Button::secondary("Add to list").shortcut("Ctrl+Shift+A"), Action::Works(WorksStep::Add));
    });
    let was_explained = cx.tools.drafts.explains;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(14.0, 4.0);
        if small_link(ui, if was_explained { "Hide the parts" } else { "Explain the parts" }).clicked() {
            cx.tools.drafts.explains = !was_explained;
        }
        if has_words && small_link(ui, "Copy reference").on_hover_text("Ctrl+Shift+R").clicked() {
            cx.actions.push(Action::Copy(CopyWhat::Reference));
        }
        if rendered.note.is_some() && small_link(ui, "Copy footnote").clicked() {
            cx.actions.push(Action::Copy(CopyWhat::Note));
        }
        if small_link(ui, "Export…").on_hover_text("Exports citations (Ctrl+E)").clicked() {
            cx.actions.push(Action::Show(Dialog::Citations));
        }
    });
    cx.tools.drafts.explains && !was_explained
}

/// What is missing, each with the way to its field.
fn missing(ui: &mut Ui, cx: &mut Cx<'_>, style: &Style, item: &Item, rendered: &Rendered) {
    let tokens = theme::tokens(ui.ctx());
    let all = item.missing(style, rendered);
    if all.is_empty() {
        return;
    }
    ui.add_space(4.0);
    let has_fields = matches!(item.kind(), ItemKind::Article | ItemKind::Quotation | ItemKind::Photo);
    for missing in all {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let sign = ui.add(egui::Label::new(text::icon(ui).scaled(0.75).rich(icon::WARNING, tokens.warn)).selectable(false));
            sign.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, "Missing"));
            ui.add(egui::Label::new(text::small(ui).rich(&missing.sentence, tokens.warn)).wrap().selectable(false));
            if has_fields && small_link(ui, "Fill in").clicked() {
                cx.actions.push(Action::Show(Dialog::Fields(missing.field)));
            }
        });
    }
}

/// The parts of a reference in their order, each with its name, its words and what it is.
fn parts(ui: &mut Ui, reference: &Formatted, family: Family) {
    let tokens = theme::tokens(ui.ctx());
    let mut seen: Vec<(Part, String)> = Vec::new();
    for run in &reference.runs {
        match (run.part, seen.last_mut()) {
            (Some(part), Some((last, words))) if *last == part => words.push_str(&run.text),
            (Some(part), _) => seen.push((part, run.text.clone())),
            (None, _) => {}
        }
    }
    ui.add_space(4.0);
    ui.spacing_mut().item_spacing.y = 2.0;
    for (part, words) in seen {
        let element = Element::of(family, part);
        ui.add(egui::Label::new(text::small_strong(ui).rich(element.in_words(), tokens.ink)).wrap().selectable(false));
        ui.add(egui::Label::new(text::citation(ui).rich(words.trim(), tokens.ink)).wrap().selectable(false));
        ui.add(egui::Label::new(text::small(ui).rich(element.help, tokens.muted)).wrap().selectable(false));
        ui.add_space(4.0);
    }
}

/// Sets a citation whose parts say what they are under the pointer.
fn explained(ui: &mut Ui, name: &str, formatted: &Formatted, family: Family) {
    let tokens = theme::tokens(ui.ctx());
    let Set { rect, origin, galley, response } = lay_out(ui, name, formatted);
    let part_at = |pointer: egui::Pos2| {
        let index = galley.cursor_from_pos(pointer - origin).index;
        let mut before = 0;
        formatted.runs.iter().find_map(|run| {
            before += run.text.chars().count();
            (usize::from(index) < before).then_some(run.part)
        })?
    };
    let pointed = response.hover_pos().filter(|pointer| rect.contains(*pointer)).and_then(part_at);
    if let Some(part) = pointed {
        // The letters of the part, row by row, on a wash.
        let mut owners = formatted.runs.iter().flat_map(|run| run.text.chars().map(move |_| run.part));
        for row in &galley.rows {
            let place = row.pos.to_vec2() + origin.to_vec2();
            let own = row.glyphs.iter().filter(|_| owners.next().flatten() == Some(part));
            let bounds = own.fold(Rect::NOTHING, |bounds, glyph| bounds.union(glyph.logical_rect()));
            if bounds.is_positive() {
                ui.painter().rect_filled(bounds.translate(place).expand2(vec2(1.0, 0.0)), 3, tokens.accent_wash);
            }
            if row.ends_with_newline {
                owners.next();
            }
        }
        let element = Element::of(family, part);
        response.on_hover_ui_at_pointer(|ui| {
            ui.set_max_width(300.0);
            ui.add(egui::Label::new(text::small_strong(ui).rich(element.in_words(), tokens.ink)).wrap());
            ui.add(egui::Label::new(text::small(ui).rich(element.help, tokens.muted)).wrap());
        });
    }
    ui.painter().galley(origin, galley, tokens.ink);
}

/// Sets a citation with its italics, and a hanging indent where the style has one.
pub fn formatted(ui: &mut Ui, name: &str, formatted: &Formatted) {
    let tokens = theme::tokens(ui.ctx());
    let set = lay_out(ui, name, formatted);
    ui.painter().galley(set.origin, set.galley, tokens.ink);
}

/// A citation with its place.
struct Set {
    rect: Rect,
    origin: egui::Pos2,
    galley: std::sync::Arc<egui::Galley>,
    response: egui::Response,
}

fn lay_out(ui: &mut Ui, name: &str, formatted: &Formatted) -> Set {
    let tokens = theme::tokens(ui.ctx());
    let mut job = egui::text::LayoutJob::default();
    for run in &formatted.runs {
        let kind = if run.italic { text::citation_italic(ui) } else { text::citation(ui) };
        let mut format = kind.format(tokens.ink);
        if run.bold {
            format.font_id.family = egui::FontFamily::Name(theme::ARTICLE_SEMIBOLD.into());
        }
        if run.superscript || run.subscript {
            format.font_id.size *= 0.75;
            format.valign = if run.superscript { egui::Align::TOP } else { egui::Align::BOTTOM };
        }
        if run.underline {
            format.underline = egui::Stroke::new(1.0, tokens.ink);
        }
        job.append(&run.text, 0.0, format);
    }
    let indent = if formatted.indent == Indent::Hanging { 18.0 } else { 0.0 };
    let width = ui.available_width();
    // The first line begins further left than the rest: set at the narrower width with room before it.
    job.wrap.max_width = width - indent;
    if indent > 0.0
        && let Some(first) = job.sections.first_mut()
    {
        first.leading_space = -indent;
    }
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let (rect, response) = ui.allocate_exact_size(vec2(width, galley.size().y), egui::Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, format!("{name}: {}", formatted.to_text())));
    Set { rect, origin: rect.min + vec2(indent, 0.0), galley, response }
}
