//! The article's panel, with its find bar.

use egui::{Key, Ui};

use super::Cx;
use crate::app::{
    action::{Action, FindStep, Way},
    article::Reader,
    open_archive::OpenArchive,
    theme::{self, icon, text},
    widgets::{SearchField, empty_state, grouped, icon_button},
};
use crate::search::MOST_HITS;

/// Shows the panel.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive) {
    if cx.state.find.is_open {
        find(ui, cx);
    }
    match archive.article() {
        Some((slug, article)) => {
            Reader { id: ui.scope_id().with("reader"), archive, slug, article, scale: 1.0, measure: 1.0 }.show(ui, cx);
        }
        None if archive.corpus.is_empty() => {
            let why = "This archive has no article that can be read. The panel Check says why, and what to do.";
            empty_state(ui, icon::NEWSPAPER, "No article to read", why, None);
        }
        None => {
            empty_state(ui, icon::NEWSPAPER, "No article is chosen", "Choose one in the list at the left, or press Ctrl+Page Down.", None);
        }
    }
}

fn find(ui: &mut Ui, cx: &mut Cx<'_>) {
    let tokens = theme::tokens(ui.ctx());
    let frame = egui::Frame::new().fill(tokens.surface).inner_margin(egui::Margin::symmetric(12, 5));
    frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            let find = &cx.state.find;
            let mut words = std::mem::take(&mut cx.tools.drafts.find);
            let id = egui::Id::unique("find words");
            let shown =
                SearchField::new(&mut words, "Find in the article").width(260.0_f32.min(ui.available_width() - 160.0)).id(id).show(ui);
            if shown.response.gained_focus() || !ui.memory(|memory| memory.data.get_temp(id).unwrap_or(false)) {
                ui.memory_mut(|memory| memory.data.insert_temp(id, true));
                shown.response.request_focus();
            }
            if shown.changed {
                cx.actions.push(Action::Find(FindStep::Words(words.clone())));
            }
            if shown.response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
                let way = if ui.input(|input| input.modifiers.shift) { Way::Previous } else { Way::Next };
                cx.actions.push(Action::Find(FindStep::Go(way)));
                shown.response.request_focus();
            }
            let said = match (find.words.is_empty(), find.hits.len()) {
                (true, _) => String::new(),
                _ if find.job.is_some() => "Looking…".to_owned(),
                (false, 0) => "Not in this article".to_owned(),
                (false, MOST_HITS) => format!("{} of {} and more", grouped(find.at + 1), grouped(MOST_HITS)),
                (false, count) => format!("{} of {}", grouped(find.at + 1), grouped(count)),
            };
            cx.tools.drafts.find = words;
            if icon_button(ui, icon::CARET_UP, "Find previous", Some("Shift+F3")).clicked() {
                cx.actions.push(Action::Find(FindStep::Go(Way::Previous)));
            }
            if icon_button(ui, icon::CARET_DOWN, "Find next", Some("F3")).clicked() {
                cx.actions.push(Action::Find(FindStep::Go(Way::Next)));
            }
            ui.add(egui::Label::new(text::small(ui).rich(said, tokens.muted)).selectable(false));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if icon_button(ui, icon::X, "Close find", Some("Esc")).clicked() {
                    cx.actions.push(Action::Find(FindStep::Close));
                }
            });
        });
    });
    let line = ui.min_rect();
    ui.painter().hline(line.x_range(), line.bottom(), tokens.rule_stroke());
}
