//! Short and long answers, and a headline of one's own.

use egui::{Label, Response, TextEdit, Ui, vec2};

use super::{ring, said};
use crate::{
    app::{
        theme::{self, text},
        widgets::section_label,
    },
    model::{Choice, Reply, Write},
};

/// How long an answer may be, in letters, as on the page for browsers.
const LONGEST: usize = 20_000;
/// How long a headline may be.
const LONGEST_HEADLINE: usize = 200;

/// Shows the field for an answer of at least `rows` lines.
pub fn show(ui: &mut Ui, write: &Write, rows: usize, reply: &mut Option<Reply>) -> bool {
    let tokens = theme::tokens(ui.ctx());
    let mut words = written(reply);
    let label = match write.words {
        Some(words) => format!("Your answer, about {words} words"),
        None => "Your answer".to_owned(),
    };
    title(ui, &label);
    let edit = TextEdit::multiline(&mut words).desired_rows(write.lines.clamp(rows, 14)).char_limit(LONGEST);
    let changed = field(ui, edit, &label).changed();
    let count = words.split_whitespace().count();
    let counted = match (count, write.words) {
        (0, None) => String::new(),
        (1, None) => "1 word".to_owned(),
        (count, None) => format!("{count} words"),
        (count, Some(enough)) => format!("{count} of about {enough} words"),
    };
    if !counted.is_empty() {
        ui.add(Label::new(text::small(ui).rich(counted, tokens.muted)).selectable(false));
    }
    if changed {
        *reply = Some(Reply::Written(words));
    }
    changed
}

/// Shows the field for a headline, with those that were printed under it.
pub fn headline(ui: &mut Ui, printed: &[Choice], reply: &mut Option<Reply>) -> bool {
    let tokens = theme::tokens(ui.ctx());
    let mut words = written(reply);
    let font = text::headline_in_list(ui).scaled(18.0 / 15.5).font;
    title(ui, "Your headline");
    let edit = TextEdit::multiline(&mut words).desired_rows(2).char_limit(LONGEST_HEADLINE).font(font);
    // A headline is one line, however it wraps.
    let edit = edit.return_key(egui::KeyboardShortcut::new(egui::Modifiers::ALT | egui::Modifiers::SHIFT, egui::Key::Enter));
    let changed = field(ui, edit, "Your headline").changed();
    if !printed.is_empty() {
        ui.add_space(8.0);
        section_label(ui, "As they were printed");
        for headline in printed {
            let printed = text::headline_in_list(ui).rich(&headline.text, tokens.ink);
            ui.add(Label::new(printed).wrap().selectable(false));
            if let Some(from) = &headline.from {
                ui.add_space(-4.0);
                ui.add(Label::new(text::small(ui).rich(from, tokens.muted)).wrap().selectable(false));
            }
        }
    } else if words.is_empty() {
        said(ui, "One line, as it would stand above the article.");
    }
    if changed {
        *reply = Some(Reply::Written(words));
    }
    changed
}

fn written(reply: &Option<Reply>) -> String {
    if let Some(Reply::Written(words)) = reply { words.clone() } else { String::new() }
}

/// What a field asks for, above it.
pub fn title(ui: &mut Ui, words: &str) {
    let tokens = theme::tokens(ui.ctx());
    ui.add(Label::new(text::small_strong(ui).rich(words, tokens.muted)).wrap().selectable(false));
    ui.add_space(-4.0);
}

/// A field to write in, large enough for fingers, named for screen readers.
pub fn field(ui: &mut Ui, edit: TextEdit<'_>, name: &str) -> Response {
    let tokens = theme::tokens(ui.ctx());
    let kind = text::body(ui).scaled(15.0 / 14.0);
    let edit = edit.text_color(tokens.ink).desired_width(f32::INFINITY).margin(vec2(12.0, 10.0));
    let before = ui.style().text_styles.get(&egui::TextStyle::Body).cloned();
    ui.style_mut().text_styles.insert(egui::TextStyle::Body, kind.font);
    let response = ui.add(edit);
    if let Some(before) = before {
        ui.style_mut().text_styles.insert(egui::TextStyle::Body, before);
    }
    // Only the name is ours: what is written, and where the cursor is, the field says itself.
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
    ring(ui, &response, response.rect, 6);
    response
}
