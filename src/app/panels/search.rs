//! Searching all open archives: what is typed, how what was found is spread, and each result with its words.

use egui::{Align, Layout, ScrollArea, Ui, text::LayoutJob};

use super::Cx;
use crate::{
    app::{
        action::Action,
        search::{IndexState, SearchResult, SearchStep},
        theme::{self, Tokens, icon, text},
        widgets::{Card, MenuChip, SearchField, empty_state, grouped, menu_item, section_label, small_link, tag, text_link},
    },
    search::fulltext::{Facet, Order},
};

/// How many values of a facet its menu lists.
const VALUES: usize = 12;

/// What can be typed, with what it finds; a click puts it into the field.
const EXAMPLES: [(&str, &str); 8] = [
    ("bridge", "the word in any of its forms"),
    ("\"old bridge\"", "just these words"),
    ("elect*", "all that begins so"),
    ("harbor~", "also written a little otherwise"),
    ("speaker:mayor kind:direct", "what somebody said, in their own words"),
    ("said:never -headline:ferry", "in quotations; not in headlines"),
    ("outlet:gazette has:photo", "of an outlet; with a photo"),
    ("2020-11..2021-01", "from one day, month or year to another"),
];

/// Shows the panel.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>) {
    let tokens = theme::tokens(ui.ctx());
    ui.painter().rect_filled(ui.max_rect(), 0.0, tokens.sunken);
    let margin = egui::Margin { left: 10, right: 10, top: 10, bottom: 6 };
    egui::Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        field(ui, cx);
        if cx.state.search.words.trim().is_empty() {
            return;
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(6.0, 6.0);
            order(ui, cx);
            narrow(ui, cx);
        });
        count(ui, cx, &tokens);
    });
    if let Some(sentence) = &cx.state.search.trouble {
        empty_state(ui, icon::MAGNIFYING_GLASS, "This cannot be searched", sentence, None);
    } else if cx.state.search.words.trim().is_empty() {
        help(ui, cx, &tokens);
    } else if cx.state.search.found.results.is_empty() {
        nothing(ui, cx);
    } else {
        results(ui, cx);
    }
}

fn field(ui: &mut Ui, cx: &mut Cx<'_>) {
    let (mut words, mut seen) = std::mem::take(&mut cx.tools.drafts.searched);
    let id = egui::Id::unique("search all archives");
    let has_focus = ui.memory(|memory| memory.has_focus(id));
    if !has_focus && words != cx.state.search.words {
        // A facet or an example was chosen.
        words.clone_from(&cx.state.search.words);
    }
    let shown = SearchField::new(&mut words, "Search all open archives").hint("Search").width(ui.available_width()).id(id).show(ui);
    if seen != cx.state.search.focus {
        seen = cx.state.search.focus;
        shown.response.request_focus();
    }
    if shown.changed {
        cx.actions.push(Action::Search(SearchStep::Words(words.clone())));
    }
    if shown.entered
        && let Some(first) = cx.state.search.found.results.first()
    {
        cx.actions.push(Action::Search(SearchStep::Go(first.archive, first.selection.clone())));
    }
    cx.tools.drafts.searched = (words, seen);
}

fn order(ui: &mut Ui, cx: &mut Cx<'_>) {
    const ORDERS: [(Order, &str); 3] = [(Order::Relevance, "Best first"), (Order::Newest, "Newest first"), (Order::Oldest, "Oldest first")];
    let now = cx.state.search.order;
    let name = ORDERS.iter().find(|(order, _)| *order == now).map_or("Best first", |(_, name)| *name);
    MenuChip::new(name).width(180.0).show(ui, |ui| {
        for (order, name) in ORDERS {
            if menu_item(ui, name, None, order == now).clicked() {
                cx.actions.push(Action::Search(SearchStep::Order(order)));
                ui.close();
            }
        }
    });
}

/// How what was found is spread: a value narrows the query by a word of it.
fn narrow(ui: &mut Ui, cx: &mut Cx<'_>) {
    let facets: Vec<&Facet> = cx.state.search.found.facets.iter().filter(|facet| facet.values.len() > 1).collect();
    if facets.is_empty() {
        return;
    }
    MenuChip::new("Narrow").width(280.0).show(ui, |ui| {
        ScrollArea::vertical().max_height(420.0).show(ui, |ui| {
            for facet in facets {
                let name = match facet.name {
                    "outlet" => "Outlet",
                    "year" => "Year",
                    "tag" => "Tag",
                    "speaker" => "Speaker",
                    "kind" => "Kind",
                    _ => "Said by",
                };
                section_label(ui, name);
                for (value, count) in facet.values.iter().take(VALUES) {
                    if menu_item(ui, value, Some(*count as usize), false).clicked() {
                        let piece = if facet.name == "year" { value.clone() } else { format!("{}:\"{value}\"", facet.name) };
                        let words = format!("{} {piece} ", cx.state.search.words.trim_end());
                        cx.actions.push(Action::Search(SearchStep::Words(words)));
                        ui.close();
                    }
                }
                ui.add_space(8.0);
            }
        });
    });
}

fn count(ui: &mut Ui, cx: &Cx<'_>, tokens: &Tokens) {
    let search = &cx.state.search;
    let is_late = search.job.is_some() && search.found.words != search.words;
    let total = match search.found.total {
        _ if is_late && search.found.results.is_empty() => "Searching…".to_owned(),
        1 => "1 result".to_owned(),
        total => format!("{} results", grouped(total)),
    };
    let more = if search.found.is_partial { ", and still searching" } else { "" };
    let label = ui.add(egui::Label::new(text::small(ui).rich(format!("{total}{more}"), tokens.muted)).selectable(false));
    label.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, format!("{total}{more}")));
    let slow = search.indexes.values().find_map(|state| match state {
        IndexState::Making => Some("The index is being made. Until then every article is read, which takes longer."),
        IndexState::Without(sentence) => Some(sentence.as_str()),
        IndexState::Ready(_) => None,
    });
    if let Some(sentence) = slow {
        ui.add(egui::Label::new(text::small(ui).rich(sentence, tokens.muted)).wrap().selectable(false));
    }
}

fn help(ui: &mut Ui, cx: &mut Cx<'_>, tokens: &Tokens) {
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        egui::Frame::new().inner_margin(egui::Margin { left: 14, right: 12, top: 2, bottom: 14 }).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            let words = "Articles, captions, quotations and your notes are searched. All words must occur.";
            ui.add(egui::Label::new(text::small(ui).rich(words, tokens.muted)).wrap().selectable(false));
            for (example, finds) in EXAMPLES {
                ui.add_space(8.0);
                if small_link(ui, example).clicked() {
                    cx.actions.push(Action::Search(SearchStep::Words(example.to_owned())));
                }
                ui.add(egui::Label::new(text::small(ui).rich(finds, tokens.muted)).wrap().selectable(false));
            }
        });
    });
}

fn nothing(ui: &mut Ui, cx: &mut Cx<'_>) {
    let search = &cx.state.search;
    if search.job.is_some() {
        return;
    }
    let why = "Try fewer words, a beginning such as elect*, or ~ behind a word that may be written otherwise.";
    if empty_state(ui, icon::MAGNIFYING_GLASS, "Nothing found", why, Some("Clear search")).is_some_and(|button| button.clicked()) {
        cx.actions.push(Action::Search(SearchStep::Words(String::new())));
    }
}

fn results(ui: &mut Ui, cx: &mut Cx<'_>) {
    let found = &cx.state.search.found;
    ScrollArea::vertical().id_salt(("results", cx.state.search.words.as_str())).auto_shrink([false, false]).show(ui, |ui| {
        egui::Frame::new().inner_margin(egui::Margin { left: 10, right: 10, top: 2, bottom: 14 }).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            for (at, result) in found.results.iter().enumerate() {
                card(ui, cx, at, result);
            }
            if found.total > found.results.len() && text_link(ui, "Show more results").clicked() {
                cx.actions.push(Action::Search(SearchStep::More));
            }
        });
    });
}

/// Shows one result.
pub fn card(ui: &mut Ui, cx: &mut Cx<'_>, at: usize, result: &SearchResult) {
    let tokens = theme::tokens(ui.ctx());
    let archive = cx.state.archives.iter().find(|archive| archive.key() == result.archive);
    let is_shown = cx.state.archive().is_some_and(|shown| shown.key() == result.archive && shown.selection == result.selection);
    let who = result.speaker.as_ref().map(|name| format!("{name}: ")).unwrap_or_default();
    let label = format!("Result: {}. {who}{}", result.headline, result.snippet.text);
    let shown = Card::new(("result", at), &label).selected(is_shown).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let headline = text::strong(ui).galley_elided(ui, &result.headline, tokens.ink, ui.available_width(), 2);
        ui.add(egui::Label::new(headline).selectable(false));
        ui.add(egui::Label::new(marked(ui, &who, result, &tokens)).wrap().selectable(false));
        ui.horizontal(|ui| {
            if result.is_note {
                tag(ui, "your note");
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let title = archive.filter(|_| cx.state.archives.len() > 1).map(|archive| archive.title());
                let origin =
                    title.into_iter().chain([result.origin.clone()]).filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" · ");
                let origin = text::small(ui).galley_elided(ui, origin, tokens.muted, ui.available_width(), 1);
                ui.add(egui::Label::new(origin).selectable(false));
            });
        });
    });
    if shown.response.clicked() {
        cx.actions.push(Action::Search(SearchStep::Go(result.archive, result.selection.clone())));
    }
}

/// The words around what was found, with what was looked for on a ground of its own.
fn marked(ui: &Ui, who: &str, result: &SearchResult, tokens: &Tokens) -> LayoutJob {
    let (plain, snippet) = (text::small(ui), &result.snippet);
    let mut job = LayoutJob::default();
    job.append(who, 0.0, text::small_strong(ui).format(tokens.muted));
    let mut at = 0;
    for mark in &snippet.marks {
        let (Some(before), Some(words)) = (snippet.text.get(at..mark.start), snippet.text.get(mark.clone())) else { continue };
        job.append(before, 0.0, plain.format(tokens.muted));
        let mut format = text::small_strong(ui).format(tokens.on_selection);
        format.background = tokens.selection;
        job.append(words, 0.0, format);
        at = mark.end;
    }
    job.append(snippet.text.get(at..).unwrap_or_default(), 0.0, plain.format(tokens.muted));
    job
}
