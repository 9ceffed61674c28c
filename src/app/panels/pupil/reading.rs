//! What is read beside the task: the lesson's articles, and the panels that it allows.

use egui::{CentralPanel, Frame, Margin, Panel, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::{Cx, ask};
use crate::app::{
    action::Action,
    article::{fitted, shortened},
    panels::{self, citation, notes, photos, quotations, read, sources, speakers, wording},
    pictures::PictureState,
    pupil::{Pupil, PupilStep},
    selection::Selection,
    theme::{self, icon, text},
    widgets::{Button, empty_state, focus_ring},
};
use crate::model::{LessonPanel, PhotoId, Slug};

/// Shows articles and panels.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, pupil: &Pupil) {
    let tokens = theme::tokens(ui.ctx());
    let archive = &pupil.archive;
    if archive.corpus.is_empty() {
        empty_state(
            ui,
            icon::NEWSPAPER,
            "The articles are missing",
            "This copy of the lesson has no article that can be read. Ask your teacher for the file again; what you answered stays.",
            None,
        );
        return;
    }
    if archive.corpus.len() > 1 || !pupil.lesson.panels.is_empty() {
        let tabs = Panel::top("articles of the lesson")
            .show_separator_line(false)
            .frame(Frame::new().fill(tokens.surface).inner_margin(Margin::symmetric(10, 4)))
            .show(ui, |ui| choices(ui, cx, pupil));
        let edge = tabs.response.rect;
        ui.painter().hline(edge.x_range(), edge.bottom() - 0.5, tokens.rule_stroke());
    }
    let open = pupil.panel.filter(|panel| pupil.lesson.panels.contains(panel));
    let Some(open) = open else { return article(ui, cx, pupil) };
    let look = theme::look(ui.ctx());
    // Beside the article where both have room, else under it: the article stays in sight.
    if ui.available_width() >= 680.0 * look.text_size {
        let beside = Panel::right("panel of the lesson")
            .exact_size((300.0 * look.text_size).min(ui.available_width() * 0.42))
            .resizable(false)
            .show_separator_line(false)
            .frame(Frame::new().fill(tokens.surface))
            .show(ui, |ui| panel(ui, cx, pupil, open));
        let edge = beside.response.rect;
        CentralPanel::default().frame(Frame::new().fill(tokens.paper)).show(ui, |ui| article(ui, cx, pupil));
        ui.painter().vline(edge.left() + 0.5, edge.y_range(), tokens.rule_stroke());
    } else {
        let below = Panel::bottom("panel of the lesson")
            .exact_size((ui.available_height() * 0.45).round())
            .resizable(false)
            .show_separator_line(false)
            .frame(Frame::new().fill(tokens.surface))
            .show(ui, |ui| panel(ui, cx, pupil, open));
        let edge = below.response.rect;
        CentralPanel::default().frame(Frame::new().fill(tokens.paper)).show(ui, |ui| article(ui, cx, pupil));
        ui.painter().hline(edge.x_range(), edge.top() + 0.5, tokens.rule_stroke());
    }
}

fn article(ui: &mut Ui, cx: &mut Cx<'_>, pupil: &Pupil) {
    if let Some((slug, photo)) = pupil.looks_first() {
        return picture_first(ui, cx, pupil, slug, photo);
    }
    read::show(ui, cx, &pupil.archive);
}

fn panel(ui: &mut Ui, cx: &mut Cx<'_>, pupil: &Pupil, open: LessonPanel) {
    let archive = &pupil.archive;
    ui.push_id(("panel", open.word()), |ui| match open {
        LessonPanel::Quotations => quotations::show(ui, cx, archive),
        LessonPanel::Speakers => speakers::show(ui, cx, archive),
        LessonPanel::Photos => photos::show(ui, cx, archive),
        LessonPanel::Sources => sources::show(ui, cx, archive),
        LessonPanel::Wording => wording::show(ui, cx, archive),
        LessonPanel::Citation => citation::show(ui, cx, archive),
        LessonPanel::Notes => notes::show(ui, cx, archive),
    });
}

/// The picture of a task that wants it looked at before anything is read; the article waits behind it.
fn picture_first(ui: &mut Ui, cx: &mut Cx<'_>, pupil: &Pupil, slug: &Slug, photo: &PhotoId) {
    let tokens = theme::tokens(ui.ctx());
    let archive = &pupil.archive;
    let Some(photo) = archive.corpus.article(slug).and_then(|article| article.photo(photo)) else { return };
    let space = ui.available_rect_before_wrap().shrink2(vec2(32.0, 28.0));
    let foot = theme::look(ui.ctx()).control_height().max(40.0) + text::body(ui).line_height + 30.0;
    let room = Rect::from_min_max(space.min, pos2(space.right(), (space.bottom() - foot).max(space.top() + 40.0)));
    let picture = panels::picture(ui, cx, archive, slug, photo, room.size());
    let known = if let PictureState::Ready { original_size, .. } = &picture { Some(*original_size) } else { None };
    let place = fitted(room, known);
    panels::paint_picture(ui, &picture, photo, place, false, &tokens);
    let below = Rect::from_min_max(pos2(space.left(), place.bottom() + 16.0), space.max);
    ui.scope_builder(egui::UiBuilder::new().max_rect(below).layout(egui::Layout::top_down(egui::Align::Center)), |ui| {
        let words = text::body(ui).rich("Look at the picture before you read about it.", tokens.muted);
        ui.add(egui::Label::new(words).wrap().selectable(false));
        if ui.add(Button::secondary("Show the article").large()).clicked() {
            ask(cx, PupilStep::Uncover);
        }
    });
}

/// The articles to read, and the panels to open, in one row that can be moved along.
fn choices(ui: &mut Ui, cx: &mut Cx<'_>, pupil: &Pupil) {
    let archive = &pupil.archive;
    let all = archive.corpus.articles();
    let common = common_beginning(all.iter().filter_map(|(_, article)| article.publisher.as_deref()));
    ScrollArea::horizontal().auto_shrink([false, true]).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            if archive.corpus.len() > 1 {
                for (slug, article) in all.iter() {
                    let is_read = archive.selection.article.as_ref() == Some(slug);
                    let outlet = article.publisher.as_deref().filter(|name| is_telling(pupil, name));
                    let name = outlet.map_or(article.headline.as_str(), |outlet| &outlet[common..]);
                    let said = format!("Article: {}", article.headline);
                    if tab(ui, None, &shortened(name, 28), &said, is_read).on_hover_text(&article.headline).clicked() {
                        cx.actions.push(Action::Select(Selection::article(slug.clone())));
                        ask(cx, PupilStep::Uncover);
                    }
                }
                if !pupil.lesson.panels.is_empty() {
                    let tokens = theme::tokens(ui.ctx());
                    let (rect, _) = ui.allocate_exact_size(vec2(9.0, 24.0), Sense::hover());
                    ui.painter().vline(rect.center().x, rect.y_range(), tokens.rule_stroke());
                }
            }
            for open in &pupil.lesson.panels {
                let is_open = pupil.panel == Some(*open);
                if tab(ui, Some(sign(*open)), open.word(), &format!("Panel: {}", open.word()), is_open).clicked() {
                    ask(cx, PupilStep::Panel(*open));
                }
            }
        });
    });
}

/// How many bytes of the outlets' names are the same for all of them, up to a colon: “Gazette: Sport”, “Gazette: City”.
fn common_beginning<'a>(mut names: impl Iterator<Item = &'a str> + Clone) -> usize {
    let Some((end, _)) = names.clone().next().and_then(|first| first.match_indices(": ").last()) else { return 0 };
    let first = names.clone().next().unwrap_or_default();
    let beginning = &first[..end + 2];
    if names.all(|name| name.strip_prefix(beginning).is_some_and(|rest| !rest.is_empty())) { beginning.len() } else { 0 }
}

/// Whether an outlet's name tells its article from the others.
fn is_telling(pupil: &Pupil, name: &str) -> bool {
    let articles = pupil.archive.corpus.articles().iter();
    articles.filter(|(_, article)| article.publisher.as_deref() == Some(name)).count() == 1
}

fn sign(panel: LessonPanel) -> &'static str {
    match panel {
        LessonPanel::Quotations => icon::QUOTES,
        LessonPanel::Speakers => icon::USERS,
        LessonPanel::Photos => icon::IMAGE,
        LessonPanel::Sources => icon::TREE_STRUCTURE,
        LessonPanel::Wording => icon::TEXT_T,
        LessonPanel::Citation => icon::BOOK_BOOKMARK,
        LessonPanel::Notes => icon::NOTE_PENCIL,
    }
}

/// An article or a panel that can be chosen, 40 high.
fn tab(ui: &mut Ui, sign: Option<&str>, words: &str, said: &str, on: bool) -> egui::Response {
    let tokens = theme::tokens(ui.ctx());
    let kind = text::control(ui);
    let ink = if on { tokens.on_wash } else { tokens.ink };
    let words = kind.galley(ui, words, ink);
    let sign = sign.map(|sign| text::icon(ui).scaled(0.9).galley(ui, sign, ink));
    let room = sign.as_ref().map_or(0.0, |sign| sign.size().x + 6.0);
    let (rect, response) = ui.allocate_exact_size(vec2(words.size().x + room + 24.0, (kind.line_height + 20.0).max(40.0)), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, on, said));
    let glow = ui.ctx().animate_bool_responsive(response.id.with("glow"), response.hovered());
    let ground = rect.shrink2(vec2(0.0, 4.0));
    ui.painter().rect_filled(ground, 7, if on { tokens.accent_wash } else { tokens.hover.gamma_multiply(glow) });
    let mut left = rect.left() + 12.0;
    if let Some(sign) = sign {
        let top = rect.center().y - sign.size().y / 2.0;
        ui.painter().galley(pos2(left, top), sign, ink);
        left += room;
    }
    ui.painter().galley(pos2(left, rect.center().y - words.size().y / 2.0), words, ink);
    focus_ring(ui, &response, ground.shrink(2.0), 5);
    response
}
