//! The fields of an article with where each came from, and what else was found: chips to choose by.

use egui::{Label, Layout, Ui, vec2};

use super::{Cx, ask, blocks::shortened, editable::Editable};
use crate::{
    app::{
        action::ReviewStep,
        review::Page,
        theme::{self, text},
        widgets::{Chip, small_link},
    },
    import::{FieldName, Found, language_name},
    model::{Article, Creator, PublicationDate},
};

/// How many other values are offered for a field.
const MOST: usize = 3;

/// The rows of the table, with what stands there while a field is empty.
const ROWS: [(FieldName, &str, &str); 9] = [
    (FieldName::Publisher, "Outlet", "who published it"),
    (FieldName::Author, "Author", "names, parted by semicolons"),
    (FieldName::Published, "Published", "a date, such as 2020-11-18"),
    (FieldName::Language, "Language", "such as English"),
    (FieldName::Address, "Address", "https://…"),
    (FieldName::Modified, "Changed", "a date"),
    (FieldName::Section, "Section", "a part of the outlet"),
    (FieldName::Keywords, "Keywords", "words, parted by semicolons"),
    (FieldName::Licence, "Licence", "an address or words"),
];

/// How many of the rows are always there.
const FIRST: usize = 5;
/// How many letters of a long field are shown before it is written in.
const LONG: usize = 150;

/// Shows the table.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, page: &Page) {
    ui.spacing_mut().item_spacing.y = 0.0;
    for line in &ROWS[..FIRST] {
        one(ui, cx, page, *line);
    }
    let read = &page.read;
    let captured = read.source.captured.map(|date| format!(" · saved {}", date.short())).unwrap_or_default();
    row(ui, "From", |ui| {
        let tokens = theme::tokens(ui.ctx());
        let words = format!("{}{captured} · kept byte for byte", shortened(&read.capture_name, 32));
        ui.horizontal_wrapped(|ui| {
            let label = Label::new(text::body(ui).scaled(13.0 / 14.0).rich(words, tokens.muted)).wrap().selectable(false);
            ui.add(label).on_hover_text(&read.name)
        });
    });
    more(ui, cx, page);
}

fn one(ui: &mut Ui, cx: &mut Cx<'_>, page: &Page, (name, label, hint): (FieldName, &'static str, &'static str)) {
    row(ui, label, |ui| field(ui, cx, page, (name, label, hint)));
}

/// The fields that are seldom looked at, behind one line.
fn more(ui: &mut Ui, cx: &mut Cx<'_>, page: &Page) {
    let is_open = cx.tools.drafts.review.shows_all;
    let has = |(name, ..): &(FieldName, &str, &str)| !value(&page.article, *name).is_empty() || !others(page, *name, "").is_empty();
    if is_open {
        for line in &ROWS[FIRST..] {
            one(ui, cx, page, *line);
        }
    }
    row(ui, "", |ui| {
        let known: Vec<String> = ROWS[FIRST..].iter().filter(|line| has(line)).map(|(_, label, _)| label.to_lowercase()).collect();
        let words = match (is_open, known.len()) {
            (true, _) => "Fewer fields".to_owned(),
            (false, 0) => "More fields".to_owned(),
            (false, _) => format!("More: {}", known.join(", ")),
        };
        if small_link(ui, &words).clicked() {
            cx.tools.drafts.review.shows_all = !is_open;
        }
    });
}

fn row(ui: &mut Ui, label: &str, contents: impl FnOnce(&mut Ui)) {
    let tokens = theme::tokens(ui.ctx());
    let look = theme::look(ui.ctx());
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(88.0 * look.text_size, look.chip_height()), egui::Sense::hover());
        let words = text::body(ui).scaled(13.0 / 14.0).galley_elided(ui, label, tokens.muted, rect.width() - 6.0, 1);
        ui.painter().galley(egui::pos2(rect.left(), rect.center().y - words.size().y / 2.0), words, tokens.muted);
        ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
        // One line is as high as a chip, so that words stand beside chips on their middle.
        ui.spacing_mut().interact_size.y = look.chip_height();
        let width = ui.available_width();
        ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(egui::Align::Min), contents);
    });
}

/// A field with its chips under or beside it.
pub fn field(ui: &mut Ui, cx: &mut Cx<'_>, page: &Page, (name, label, hint): (FieldName, &str, &str)) {
    let now = value(&page.article, name);
    let others = others(page, name, &now);
    let is_disputed = !others.is_empty() && name != FieldName::Keywords;
    let kind = if is_disputed { text::strong(ui) } else { text::body(ui) }.scaled(13.0 / 14.0);
    let shown = shortened(&in_words(name, &now), LONG);
    // A language is written as it is read.
    let written = if name == FieldName::Language { &shown } else { &now };
    if cx.tools.drafts.review.is_edited(name) {
        Editable { name, label, value: written, shown: &shown, hint, kind, is_long: false }.show(ui, cx);
    } else {
        ui.horizontal_wrapped(|ui| {
            Editable { name, label, value: written, shown: &shown, hint, kind, is_long: false }.show(ui, cx);
            chips(ui, cx, page, name, &now, &others);
        });
    }
    complaint(ui, cx, name);
}

/// Where a value came from, and a chip for each other one.
pub fn chips(ui: &mut Ui, cx: &mut Cx<'_>, page: &Page, name: FieldName, now: &str, others: &[&Found]) {
    let tokens = theme::tokens(ui.ctx());
    let from = from(page, name, now);
    if let Some(from) = from.filter(|_| !others.is_empty() || page.choices.value(name).is_some()) {
        ui.add(Label::new(text::small(ui).rich(from, tokens.muted)).selectable(false));
    }
    for found in others.iter().take(MOST) {
        let value = in_words(name, &found.value);
        let words = format!("{} says {}", found.from.first().copied().unwrap_or("another place"), shortened(&value, 48));
        let chip = Chip::new(&words).show(ui);
        if chip.response.on_hover_text(format!("{value}  ·  {}", found.from.join(", "))).clicked() {
            ask(cx, ReviewStep::Set(name, found.value.clone()));
        }
    }
}

/// Says why what was typed is not taken.
pub fn complaint(ui: &mut Ui, cx: &Cx<'_>, name: FieldName) {
    if let Some((_, sentence)) = cx.state.review.complaint.as_ref().filter(|(own, _)| *own == name) {
        let tokens = theme::tokens(ui.ctx());
        ui.add(Label::new(text::small(ui).rich(sentence, tokens.warn)).wrap().selectable(true));
    }
}

/// What a field holds now, as it is written.
pub fn value(article: &Article, name: FieldName) -> String {
    let date = |date: Option<PublicationDate>| date.map(|date| date.to_string()).unwrap_or_default();
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    match name {
        FieldName::Headline => article.headline.clone(),
        FieldName::Standfirst => text(&article.standfirst),
        FieldName::Author => article.byline.0.iter().map(Creator::name).collect::<Vec<_>>().join("; "),
        FieldName::Publisher => text(&article.publisher),
        FieldName::Published => date(article.date_published),
        FieldName::Modified => date(article.date_modified),
        FieldName::Language => text(&article.in_language),
        FieldName::Address => text(&article.url),
        FieldName::Section => text(&article.article_section),
        FieldName::Keywords => article.keywords.join("; "),
        FieldName::Licence => text(&article.license),
        FieldName::Free => String::new(),
    }
}

/// What else was found for a field, each value that reads differently once.
pub fn others<'a>(page: &'a Page, name: FieldName, now: &str) -> Vec<&'a Found> {
    let Some(field) = page.read.review.fields.iter().find(|field| field.name == name) else { return Vec::new() };
    let mut seen = vec![in_words(name, now).to_lowercase()];
    if name == FieldName::Modified && now.is_empty() {
        // What was never changed was last changed when it was published.
        seen.push(in_words(name, &value(&page.article, FieldName::Published)).to_lowercase());
    }
    let mut others = Vec::new();
    for found in &field.found {
        let words = in_words(name, &found.value).to_lowercase();
        if !words.trim().is_empty() && !seen.contains(&words) {
            seen.push(words);
            others.push(found);
        }
    }
    others
}

/// Where a value came from, in words.
fn from(page: &Page, name: FieldName, now: &str) -> Option<String> {
    let found = page.read.review.fields.iter().find(|field| field.name == name);
    let found = found.and_then(|field| field.found.iter().find(|found| in_words(name, &found.value) == in_words(name, now)));
    match found {
        Some(found) => found.from.first().map(|from| format!("by {from}")),
        None => page.choices.value(name).map(|_| "by you".to_owned()),
    }
}

/// A value as it is read.
fn in_words(name: FieldName, value: &str) -> String {
    match name {
        FieldName::Published | FieldName::Modified => {
            value.parse::<PublicationDate>().map_or_else(|_| value.to_owned(), PublicationDate::short)
        }
        FieldName::Author => value.split(';').map(str::trim).collect::<Vec<_>>().join(", "),
        FieldName::Language => language_name(value),
        FieldName::Keywords => value.split(';').map(str::trim).collect::<Vec<_>>().join(" · "),
        _ => value.to_owned(),
    }
}
