//! Shares: who gets how many words, how many quotations, where, and under which name; in one article, in several, in two beside
//! each other. `count` counts, `chart` and `mirror` draw, `table` writes; all can be copied as a table or as a picture.

mod chart;
mod count;
mod mirror;
mod table;

use egui::{Rect, Ui};

use count::Unit;
pub use count::{Counted, Named, pairs};
pub use mirror::draw as draw_mirror;
pub use table::Table;

use super::Cx;
use crate::{
    app::{
        action::Action,
        clipboard,
        open_archive::OpenArchive,
        theme,
        voices::Voices,
        widgets::{self, Button, MenuChip, checkbox, menu_item, segmented},
    },
    model::Slug,
};

/// What the chart counts, and in which articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    scope: Scope,
    counted: Counted,
    /// The articles of [`Scope::Several`]; none yet means all that are shown.
    several: Vec<Slug>,
    /// The right one of [`Scope::Two`].
    other: Option<Slug>,
}

/// In which articles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Scope {
    /// The one that is read.
    #[default]
    This,
    /// Those that were chosen, together.
    Several,
    /// All that the filter shows, together.
    All,
    /// The one that is read, and another beside it.
    Two,
}

impl Scope {
    const ALL: [(Self, &'static str); 4] =
        [(Self::This, "This article"), (Self::Several, "Several"), (Self::All, "All shown"), (Self::Two, "Two beside each other")];
}

/// Shows the dialog.
pub fn show(ui: &Ui, cx: &mut Cx<'_>) {
    let Some(archive) = cx.state.archive() else { return };
    let Some(read) = archive.article() else { return };
    let mut chosen = std::mem::take(&mut cx.tools.drafts.shares);
    let mut chart = Rect::NOTHING;
    let mut fits = true;
    let mut copied = None;
    let voices = &mut cx.tools.voices;
    let shown = widgets::Dialog::new("shares", "Who speaks, and how much").width(760.0 * theme::look(ui.ctx()).text_size).show(
        ui.ctx(),
        |ui| {
            let room = ui.available_width();
            ui.set_min_width(room);
            choose(ui, archive, read, &mut chosen);
            ui.add_space(8.0);
            let whole = ui.scope(|ui| {
                // Bars end before the scroll bar.
                ui.set_max_width(room - 14.0);
                copied = Some(draw(ui, voices, archive, read, &chosen));
            });
            chart = whole.response.rect;
            fits = ui.clip_rect().top() <= chart.top() && chart.bottom() <= ui.clip_rect().bottom();
        },
        |ui| {
            let closes = ui.add(Button::primary("Close")).clicked();
            let table = ui.add(Button::secondary("Copy table")).clicked();
            (closes, table, ui.add(Button::secondary("Copy picture")).clicked())
        },
    );
    if shown.buttons.2 && fits {
        copy_picture(ui, cx, chart);
    } else if shown.buttons.2 || (!fits && cx.tools.drafts.picture.is_some()) {
        let whole = draw_whole(ui, &mut cx.tools.voices, archive, read, &chosen, chart.width());
        match cx.tools.drafts.picture {
            None => copy_picture(ui, cx, whole),
            // It stays until the system hands the picture over, or for a second where it never does.
            Some(_) if ui.input(|input| input.time) > cx.tools.drafts.picture_until => cx.tools.drafts.picture = None,
            Some(_) => ui.ctx().request_repaint(),
        }
    }
    cx.tools.drafts.shares = chosen;
    if let Some(table) = copied.filter(|_| shown.buttons.1) {
        copy_table(ui, cx, table);
    }
    if shown.buttons.0 || shown.dismissed {
        cx.actions.push(Action::CloseDialog);
    }
}

/// Puts a table on the clipboard.
pub fn copy_table(ui: &Ui, cx: &mut Cx<'_>, table: Table) {
    clipboard::put(ui.ctx(), table.text, table.html);
    cx.actions.push(Action::Say("The table is copied. Paste it into a spreadsheet or a text.".to_owned()));
}

/// Puts a part of the window on the clipboard: it is cut out of the next frame, once the system has it.
pub fn copy_picture(ui: &Ui, cx: &mut Cx<'_>, part: Rect) {
    cx.tools.drafts.picture = Some(part.expand(12.0));
    cx.tools.drafts.picture_until = ui.input(|input| input.time) + 1.0;
    let ctx = ui.ctx().clone();
    ui.ctx().request_screenshot(move |whole| {
        ctx.data_mut(|data| data.insert_temp(egui::Id::unique("picture of the window"), whole));
        ctx.request_repaint();
    });
}

/// Draws a chart that is higher than its dialog over the whole window for the moment of its picture, as small as it must be to fit.
fn draw_whole(ui: &Ui, voices: &mut Voices, archive: &OpenArchive, read: Named<'_>, chosen: &Chosen, width: f32) -> Rect {
    const EDGE: f32 = 14.0;
    let window = ui.ctx().content_rect();
    let tokens = theme::tokens(ui.ctx());
    let id = egui::Id::unique("the whole chart");
    let shown =
        egui::Area::new(id).order(egui::Order::Tooltip).fixed_pos(window.min).constrain(false).interactable(false).show(ui.ctx(), |ui| {
            ui.set_clip_rect(Rect::EVERYTHING);
            ui.painter().rect_filled(window.scale_from_center(20.0), 0, tokens.surface);
            let place = Rect::from_min_size(window.min + egui::vec2(EDGE, EDGE), egui::vec2(width, f32::INFINITY));
            ui.scope_builder(egui::UiBuilder::new().max_rect(place), |ui| draw(ui, voices, archive, read, chosen)).response.rect
        });
    let whole = shown.inner;
    let room = window.size() - egui::vec2(2.0 * EDGE, 2.0 * EDGE);
    let scale = (room.y / whole.height()).min(room.x / whole.width()).min(1.0);
    let transform = egui::emath::TSTransform::new((window.min.to_vec2()) * (1.0 - scale), scale);
    ui.ctx().set_transform_layer(shown.response.layer_id, transform);
    transform * whole
}

/// In which articles, and what is counted.
fn choose(ui: &mut Ui, archive: &OpenArchive, (read, _): Named<'_>, chosen: &mut Chosen) {
    let articles = archive.corpus.articles();
    ui.horizontal_wrapped(|ui| {
        // Of a large archive the filter has the numbers.
        let offered = if archive.corpus.len() > 1 && archive.corpus.is_held() { &Scope::ALL[..] } else { &Scope::ALL[..1] };
        if offered.len() > 1 {
            let at = offered.iter().position(|(scope, _)| *scope == chosen.scope).unwrap_or(0);
            let names: Vec<&str> = offered.iter().map(|(_, name)| *name).collect();
            if let Some(at) = segmented(ui, "Articles", &names, at) {
                chosen.scope = offered[at].0;
            }
        }
        let at = usize::from(chosen.counted.unit == Unit::Quotations);
        if let Some(at) = segmented(ui, "Counted", &["Words", "Quotations"], at) {
            chosen.counted.unit = [Unit::Words, Unit::Quotations][at];
        }
        checkbox(ui, "Retold, too", &mut chosen.counted.with_retold)
            .on_hover_text("What the article retells in its own words, without marks");
    });
    match chosen.scope {
        Scope::Several => {
            if chosen.several.is_empty() {
                chosen.several =
                    articles.iter().map(|(slug, _)| slug.clone()).filter(|slug| archive.shown.is_article_shown(slug)).collect();
            }
            let title = format!("{} of {} articles", chosen.several.len(), archive.corpus.len());
            MenuChip::new(&title).button().width(420.0).show(ui, |ui| {
                egui::ScrollArea::vertical().max_height(300.0).show(ui, |ui| {
                    for (slug, article) in articles.iter() {
                        let at = chosen.several.iter().position(|other| other == slug);
                        if menu_item(ui, &article.headline, None, at.is_some()).clicked() {
                            match at {
                                // The last one stays: a chart of nothing says nothing.
                                Some(at) if chosen.several.len() > 1 => drop(chosen.several.remove(at)),
                                Some(_) => {}
                                None => chosen.several.push(slug.clone()),
                            }
                        }
                    }
                });
            });
        }
        Scope::Two => {
            let usable = |slug: &Slug| slug != read && archive.corpus.article(slug).is_some();
            if !chosen.other.as_ref().is_some_and(usable) {
                chosen.other = articles.iter().map(|(slug, _)| slug).find(|slug| usable(slug)).cloned();
            }
            let headline = chosen.other.as_ref().and_then(|slug| archive.corpus.article(slug)).map_or("", |article| &article.headline);
            MenuChip::new(&format!("Right: {}", crate::app::article::shortened(headline, 60))).button().width(420.0).show(ui, |ui| {
                for (slug, article) in articles.iter().filter(|(slug, _)| *slug != read) {
                    if menu_item(ui, &article.headline, None, chosen.other.as_ref() == Some(slug)).clicked() {
                        chosen.other = Some(slug.clone());
                        ui.close();
                    }
                }
            });
        }
        Scope::This | Scope::All => {}
    }
}

/// Draws what was chosen; the same as a table.
fn draw(ui: &mut Ui, voices: &mut Voices, archive: &OpenArchive, read: Named<'_>, chosen: &Chosen) -> Table {
    let articles = archive.corpus.articles().iter();
    let (title, articles): (String, Vec<Named<'_>>) = match chosen.scope {
        Scope::Two => {
            let other = chosen.other.as_ref().and_then(|slug| Some((slug, archive.corpus.article(slug)?)));
            if let Some(other) = other {
                return two(ui, voices, archive, read, other, chosen.counted);
            }
            (read.1.headline.clone(), vec![read])
        }
        Scope::This => (read.1.headline.clone(), vec![read]),
        Scope::Several => {
            let articles: Vec<Named<'_>> = articles.filter(|(slug, _)| chosen.several.contains(slug)).collect();
            (format!("{}: {}", archive.title(), super::contents::counted(articles.len(), "article")), articles)
        }
        Scope::All => (archive.title(), articles.filter(|(slug, _)| archive.shown.is_article_shown(slug)).collect()),
    };
    let shares = count::of(voices, archive, &articles, chosen.counted);
    chart::draw(ui, voices, archive, (&title, &articles), &shares, chosen.counted);
    Table::of(&shares, chosen.counted)
}

/// Two articles beside each other.
fn two(ui: &mut Ui, voices: &mut Voices, archive: &OpenArchive, left: Named<'_>, right: Named<'_>, counted: Counted) -> Table {
    let tokens = theme::tokens(ui.ctx());
    let pairs = pairs(voices, archive, left, right, counted);
    ui.columns(2, |columns| {
        for (at, (_, article), align) in [(0, left, egui::Align::Min), (1, right, egui::Align::Max)] {
            let ui = &mut columns[at];
            ui.with_layout(egui::Layout::top_down(align), |ui| {
                let headline = theme::text::strong(ui).galley_elided(ui, &article.headline, tokens.ink, ui.available_width(), 1);
                ui.add(egui::Label::new(headline).selectable(false));
            });
        }
    });
    draw_mirror(ui, archive, &pairs, counted);
    ui.add_space(10.0);
    ui.spacing_mut().item_spacing.y = 6.0;
    chart::along(ui, voices, archive, &[left, right], counted);
    chart::says(ui, counted);
    Table::of_two(&pairs, [&left.1.headline, &right.1.headline], counted)
}
