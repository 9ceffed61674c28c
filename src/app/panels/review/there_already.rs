//! What the archive, or the review itself, has already of a page: which it is, what changed since, and what to do with it.

use egui::{Frame, Label, Margin, Ui, text::LayoutJob};

use super::{Cx, ask};
use crate::{
    app::{
        action::ReviewStep,
        review::{Fate, Page, Twin},
        theme::{self, Tokens, icon, text},
        widgets::{Button, section_label_with},
    },
    import::{Change, Sameness, Update},
    model::Article,
};

/// How many changes are shown one by one.
const MOST: usize = 40;

/// Shows it.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, page: &Page, twin: &Twin) {
    let tokens = theme::tokens(ui.ctx());
    Frame::new()
        .fill(tokens.sunken)
        .stroke(if tokens.is_high_contrast() { tokens.edge_stroke() } else { egui::Stroke::NONE })
        .corner_radius(8)
        .inner_margin(Margin::symmetric(14, 12))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 8.0;
            match twin {
                Twin::InArchive { article, sameness: Sameness::Words, .. } => {
                    say(ui, &format!("The archive has the same words already: {}.", named(article)));
                    ui.horizontal_wrapped(|ui| leave_out(ui, cx));
                }
                Twin::InArchive { article, update, sameness: Sameness::Address, .. } => newer(ui, cx, page, article, update),
                Twin::InReview(number, sameness) => {
                    let Some(at) = cx.state.review.numbered(*number) else { return };
                    let other = &cx.state.review.pages[at].article.headline;
                    say(
                        ui,
                        &match sameness {
                            Sameness::Words => format!("Another page here has the same words: “{other}”."),
                            Sameness::Address => format!("Another page here is a capture of the same address: “{other}”."),
                        },
                    );
                    ui.horizontal_wrapped(|ui| {
                        leave_out(ui, cx);
                        if ui.add(Button::secondary("Show that page")).clicked() {
                            ask(cx, ReviewStep::Go(at));
                        }
                    });
                }
            }
        });
    ui.add_space(8.0);
}

fn say(ui: &mut Ui, words: &str) {
    let tokens = theme::tokens(ui.ctx());
    ui.add(Label::new(text::body(ui).rich(words, tokens.ink)).wrap().selectable(true));
}

fn leave_out(ui: &mut Ui, cx: &mut Cx<'_>) {
    if ui.add(Button::secondary("Leave this one out")).clicked() {
        ask(cx, ReviewStep::LeaveOut);
    }
}

/// An article by its headline and when it was saved.
fn named(article: &Article) -> String {
    let saved = article.captures.iter().filter_map(|capture| capture.date_captured.or(capture.date_created)).max();
    let saved = saved.map(|date| format!(", saved {}", date.short())).unwrap_or_default();
    format!("“{}”{saved}", article.headline)
}

/// Another capture of an article: what it has otherwise, and whether it takes its place.
fn newer(ui: &mut Ui, cx: &mut Cx<'_>, page: &Page, article: &Article, update: &Update) {
    let takes = page.fate == Fate::Update;
    if takes {
        say(
            ui,
            &format!("Takes the place of {}. What was confirmed and noted there stays, and so does the earlier original.", named(article)),
        );
    } else {
        say(ui, &format!("The archive has another capture of this page: {}.", named(article)));
    }
    ui.horizontal_wrapped(|ui| {
        let words = if takes { "Keep both instead" } else { "Put this in its place" };
        let button = if takes { Button::secondary(words) } else { Button::secondary(words).icon(icon::CHECK) };
        if ui.add(button).clicked() {
            ask(cx, ReviewStep::Update);
        }
        if !takes {
            leave_out(ui, cx);
        }
    });
    let count = update.changes.len();
    if count == 0 {
        say(ui, "Nothing changed in the article.");
    } else {
        section_label_with(ui, "What changed", count);
    }
    ui.spacing_mut().item_spacing.y = 5.0;
    let tokens = theme::tokens(ui.ctx());
    for change in update.changes.iter().take(MOST) {
        changed(ui, change, &tokens);
    }
    if count > MOST {
        say(ui, &format!("… and {} more.", count - MOST));
    }
    for quotation in &update.gone {
        let words = format!("A confirmed quotation is not in it any more: “{}” It is kept apart in the article.", quotation.text());
        ui.add(Label::new(text::small(ui).rich(words, tokens.warn)).wrap().selectable(true));
    }
}

/// One change: what was, struck out, and what is.
fn changed(ui: &mut Ui, change: &Change, tokens: &Tokens) {
    let kind = text::small(ui).scaled(13.0 / 12.5);
    let label = |job: &mut LayoutJob, words: &str| job.append(&format!("{words}  "), 0.0, text::small_strong(ui).format(tokens.muted));
    let was = |job: &mut LayoutJob, words: &str| {
        let mut format = kind.format(tokens.muted);
        format.strikethrough = egui::Stroke::new(1.0, tokens.muted);
        job.append(words, 0.0, format);
    };
    let is = |job: &mut LayoutJob, words: &str| job.append(words, 0.0, kind.format(tokens.ink));
    let mut job = LayoutJob::default();
    match change {
        Change::Field { name, before, after } => {
            label(&mut job, name);
            if let Some(before) = before {
                was(&mut job, before);
                is(&mut job, " ");
            }
            is(&mut job, after.as_deref().unwrap_or("nothing"));
        }
        Change::Added(words) => {
            label(&mut job, "New");
            is(&mut job, words);
        }
        Change::Removed(words) => {
            label(&mut job, "Gone");
            was(&mut job, words);
        }
        Change::Reworded { before, after } => {
            label(&mut job, "Reworded");
            for (part, words) in Change::words(before, after) {
                match part {
                    Some(true) => {
                        let mut format = kind.format(tokens.on_selection);
                        format.background = tokens.selection;
                        job.append(&words, 0.0, format);
                    }
                    Some(false) => was(&mut job, &words),
                    None => is(&mut job, &words),
                }
            }
        }
    }
    ui.add(Label::new(job).wrap().selectable(true));
}
