//! Mark words or sentences in the article: what is marked so far, and how to mark more.

use egui::{Label, Role, Ui, WidgetInfo};

use super::{material::place_in_words, said};
use crate::{
    app::{
        action::Action,
        open_archive::OpenArchive,
        panels::Cx,
        selection::{Selected, Selection},
        theme::{self, icon, text},
        widgets::{Button, Card, IconButton, section_label},
    },
    model::{Highlight, Reply, Unit},
};

/// How to mark, in a sentence.
pub fn how(unit: Unit) -> &'static str {
    match unit {
        Unit::Word => "Press words in the article to mark them, or drag over several. Press again to take the mark away.",
        Unit::Sentence => "Press a sentence in the article to mark it, or drag over several. Press again to take the mark away.",
    }
}

/// Shows the claim, the marks so far, and the way into the article.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, highlight: &Highlight, reply: &mut Option<Reply>) -> bool {
    let tokens = theme::tokens(ui.ctx());
    let Some(article) = archive.corpus.article(&highlight.article) else {
        said(ui, &format!("The article “{}” is not in this copy. Tell your teacher; the other tasks can be answered.", highlight.article));
        return false;
    };
    if let Some(claim) = highlight.claim.as_ref().filter(|claim| !claim.is_empty()) {
        section_label(ui, "The claim");
        Card::new("claim", claim).edge(tokens.accent).show(ui, |ui| {
            ui.add(Label::new(text::card_quotation(ui).rich(claim, tokens.ink)).wrap().selectable(false));
        });
    }
    said(ui, how(highlight.unit));
    said(ui, "With the keyboard: arrow keys go through the article, Space marks, Esc comes back here.");
    let is_read = archive.selection.article.as_ref() == Some(&highlight.article);
    ui.horizontal_wrapped(|ui| {
        if !is_read && ui.add(Button::secondary("Open the article").large()).clicked() {
            cx.actions.push(Action::Select(Selection::article(highlight.article.clone())));
        }
        if ui.add(Button::secondary("Mark with the keyboard").icon(icon::KEYBOARD).large()).clicked() {
            if !is_read {
                cx.actions.push(Action::Select(Selection::article(highlight.article.clone())));
            }
            crate::app::article::begin_marking(ui.ctx());
        }
    });
    let mut marked = if let Some(Reply::Marked(marked)) = reply { marked.clone() } else { Vec::new() };
    ui.add_space(4.0);
    let wanted = highlight.count.map(|count| format!(" of {count}")).unwrap_or_default();
    let count = format!("Marked: {}{wanted}", marked.len());
    section_label(ui, &count).widget_info(|| WidgetInfo::labeled(Role::Status, true, &count));
    if marked.is_empty() {
        said(ui, "Nothing yet.");
    }
    let mut taken = None;
    for (at, passage) in marked.iter().enumerate() {
        let words = format!("“{}”", passage.exact);
        let shown = Card::new(("mark", at), &format!("Marked: {words}")).edge(tokens.accent).show(ui, |ui| {
            ui.horizontal_top(|ui| {
                let side = theme::look(ui.ctx()).control_height();
                let room = (ui.available_width() - side - 10.0).max(60.0);
                ui.vertical(|ui| {
                    ui.set_width(room);
                    ui.add(Label::new(text::card_quotation(ui).rich(&words, tokens.ink)).wrap().selectable(false));
                    let place = place_in_words(article, passage);
                    ui.add(Label::new(text::small(ui).rich(place, tokens.muted)).selectable(false));
                });
                if ui.add(IconButton::new(icon::X, &format!("Take the mark away: {words}"))).clicked() {
                    taken = Some(at);
                }
            });
        });
        if shown.response.clicked() {
            cx.actions.push(Action::Select(Selection::of(highlight.article.clone(), Selected::Passage(passage.clone()))));
        }
    }
    if let Some(at) = taken {
        marked.remove(at);
        *reply = Some(Reply::Marked(marked));
        return true;
    }
    false
}
