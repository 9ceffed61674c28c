//! Shares: who gets how many words, how many quotations, where, and with which name. To be copied as a table or as a picture.

use std::collections::HashMap;

use egui::{Rect, Ui, pos2, vec2};

use super::{Cx, contents::counted, speakers};
use crate::{
    app::{
        action::Action,
        clipboard,
        open_archive::OpenArchive,
        theme::{self, paint_band, speaker_colour, speaker_pattern, text},
        widgets::{self, Button, section_label, segmented},
    },
    model::{Article, Part, Slug, Speaker, SpeakerId},
};

/// How many speakers have a bar of their own.
const MOST: usize = 10;

/// What the chart counts, and in which articles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    /// Whether it counts all that the filter shows, and not one article alone.
    all: bool,
    /// Whether it counts quotations, and not words.
    quotations: bool,
}

/// Somebody's share.
struct Share<'a> {
    speaker: Option<&'a Speaker>,
    quotations: usize,
    words: usize,
}

impl Share<'_> {
    fn name(&self) -> &str {
        self.speaker.map_or("nobody named", Speaker::name)
    }

    fn count(&self, chosen: Chosen) -> usize {
        if chosen.quotations { self.quotations } else { self.words }
    }
}

/// Shows the dialog.
pub fn show(ui: &Ui, cx: &mut Cx<'_>) {
    let Some(archive) = cx.state.archive() else { return };
    let Some((slug, article)) = archive.article() else { return };
    let mut chosen = cx.tools.drafts.shares;
    let shares = shares(archive, slug, article, chosen);
    let mut chart = Rect::NOTHING;
    let shown = widgets::Dialog::new("shares", "Who speaks, and how much").width(760.0 * theme::look(ui.ctx()).text_size).show(
        ui.ctx(),
        |ui| {
            ui.horizontal(|ui| {
                if let Some(at) = segmented(ui, "Articles", &["This article", "All that is shown"], usize::from(chosen.all)) {
                    chosen.all = at == 1;
                }
                if let Some(at) = segmented(ui, "Counted", &["Words", "Quotations"], usize::from(chosen.quotations)) {
                    chosen.quotations = at == 1;
                }
            });
            ui.add_space(8.0);
            chart = ui.scope(|ui| draw(ui, archive, (slug, article), &shares, chosen)).response.rect;
        },
        |ui| {
            let closes = ui.add(Button::primary("Close")).clicked();
            let table = ui.add(Button::secondary("Copy table")).clicked();
            (closes, table, ui.add(Button::secondary("Copy picture")).clicked())
        },
    );
    cx.tools.drafts.shares = chosen;
    if shown.buttons.1 {
        let (text, html) = table(&shares);
        clipboard::put(ui.ctx(), text, html);
        cx.actions.push(Action::Say("The table is copied. Paste it into a spreadsheet or a text.".to_owned()));
    }
    if shown.buttons.2 {
        // The picture is cut out of the next frame, once the system has it.
        cx.tools.drafts.picture = Some(chart.expand(12.0));
        let ctx = ui.ctx().clone();
        ui.ctx().request_screenshot(move |whole| {
            ctx.data_mut(|data| data.insert_temp(egui::Id::unique("picture of the window"), whole));
            ctx.request_repaint();
        });
    }
    if shown.buttons.0 || shown.dismissed {
        cx.actions.push(Action::CloseDialog);
    }
}

fn shares<'a>(archive: &'a OpenArchive, slug: &Slug, article: &Article, chosen: Chosen) -> Vec<Share<'a>> {
    let mut all: Vec<Share<'a>> = Vec::new();
    let mut places: HashMap<Option<SpeakerId>, usize> = HashMap::new();
    let articles: Vec<(&Slug, &Article)> = if chosen.all {
        archive.corpus.articles().iter().filter(|(slug, _)| archive.shown.is_article_shown(slug)).map(|(slug, a)| (slug, &**a)).collect()
    } else {
        vec![(slug, article)]
    };
    for (slug, article) in articles {
        for voice in speakers::of_article(archive, slug, article) {
            let place = *places.entry(voice.speaker.map(|speaker| speaker.id().clone())).or_insert_with(|| {
                all.push(Share { speaker: voice.speaker, quotations: 0, words: 0 });
                all.len() - 1
            });
            all[place].quotations += voice.quotations;
            all[place].words += voice.words;
        }
    }
    all.sort_by_key(|share| std::cmp::Reverse(share.count(chosen)));
    all
}

fn draw(ui: &mut Ui, archive: &OpenArchive, (slug, article): (&Slug, &Article), shares: &[Share<'_>], chosen: Chosen) {
    let tokens = theme::tokens(ui.ctx());
    let noun = if chosen.quotations { "quotation" } else { "word" };
    let total: usize = shares.iter().map(|share| share.count(chosen)).sum();
    if total == 0 {
        ui.add(egui::Label::new(text::body(ui).rich("No quotation is shown.", tokens.muted)).selectable(false));
        return;
    }
    let title = if chosen.all { archive.title() } else { article.headline.clone() };
    let title = text::strong(ui).galley_elided(ui, title, tokens.ink, ui.available_width(), 1);
    ui.add(egui::Label::new(title).selectable(false));
    ui.add_space(4.0);
    let most = shares.first().map_or(1, |share| share.count(chosen)).max(1);
    for share in shares.iter().take(MOST) {
        bar(ui, archive, share, chosen, (most, total), noun);
    }
    if shares.len() > MOST {
        let rest: usize = shares[MOST..].iter().map(|share| share.count(chosen)).sum();
        let words = format!("and {}: {} together", counted(shares.len() - MOST, "other"), counted(rest, noun));
        ui.add(egui::Label::new(text::small(ui).rich(words, tokens.muted)).selectable(false));
    }
    ui.add_space(10.0);
    named(ui, shares, chosen, total);
    if !chosen.all {
        ui.add_space(10.0);
        along(ui, archive, slug, article);
    }
}

/// One speaker: name, bar, number.
fn bar(ui: &mut Ui, archive: &OpenArchive, share: &Share<'_>, chosen: Chosen, (most, total): (usize, usize), noun: &str) {
    let tokens = theme::tokens(ui.ctx());
    let scale = theme::look(ui.ctx()).text_size;
    let voice = archive.voice(share.speaker.map(Speaker::id));
    let (line, wash) = speaker_colour(&tokens, voice.index, voice.anonymous);
    let count = share.count(chosen);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), text::small(ui).line_height + 8.0), egui::Sense::hover());
    let percent = count * 100 / total.max(1);
    let said = format!("{}: {}, {percent} percent", share.name(), counted(count, noun));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &said));
    let column = (210.0 * scale).min(rect.width() * 0.4);
    let name = text::small_strong(ui).galley_elided(ui, share.name(), tokens.ink, column - 8.0, 1);
    ui.painter().galley(pos2(rect.left(), rect.center().y - name.size().y / 2.0), name, tokens.ink);
    let number = text::small(ui).galley(ui, format!("{} · {percent} %", counted(count, noun)), tokens.muted);
    let room = (rect.width() - column - 130.0 * scale).max(20.0);
    let from = rect.left() + column;
    let to = from + (room * count as f32 / most as f32).max(2.0);
    let bar = Rect::from_x_y_ranges(from..=to, rect.top() + 4.0..=rect.bottom() - 4.0);
    paint_band(ui.painter(), bar, line, wash, speaker_pattern(&tokens, voice.index, voice.anonymous));
    ui.painter().galley(pos2(to + 8.0, rect.center().y - number.size().y / 2.0), number, tokens.muted);
}

/// With which name: one bar of persons, organizations, those not named, and words that are nobody's.
fn named(ui: &mut Ui, shares: &[Share<'_>], chosen: Chosen, total: usize) {
    let tokens = theme::tokens(ui.ctx());
    section_label(ui, "Under which name");
    type Belongs = fn(Option<&Speaker>) -> bool;
    let groups: [(&str, Belongs, usize); 4] = [
        ("persons with a name", |s| matches!(s, Some(Speaker::Person(_))), 0),
        ("organizations", |s| matches!(s, Some(Speaker::Organization(_))), 6),
        ("not named", |s| matches!(s, Some(Speaker::Anonymous(_))), usize::MAX),
        ("nobody is said to have said it", |s| s.is_none(), 2),
    ];
    let count = |belongs: Belongs| -> usize { shares.iter().filter(|share| belongs(share.speaker)).map(|share| share.count(chosen)).sum() };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 18.0), egui::Sense::hover());
    let mut from = rect.left();
    let mut words = Vec::new();
    for (name, belongs, colour) in groups {
        let share = count(belongs);
        if share == 0 {
            continue;
        }
        words.push(format!("{name} {} %", share * 100 / total));
        let to = from + rect.width() * share as f32 / total as f32;
        let anonymous = colour == usize::MAX;
        // Where there is one colour only, the patterns of the first few tell the parts apart.
        let index = if anonymous {
            0
        } else if tokens.is_high_contrast() {
            colour.min(1)
        } else {
            colour
        };
        let (line, wash) = speaker_colour(&tokens, index, anonymous);
        let part = Rect::from_x_y_ranges(from..=(to - 2.0).max(from + 1.0), rect.y_range());
        paint_band(ui.painter(), part, line, wash, speaker_pattern(&tokens, index, anonymous));
        from = to;
    }
    let words = words.join(" · ");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &words));
    ui.add(egui::Label::new(text::small(ui).rich(words, tokens.muted)).wrap().selectable(false));
}

/// Where in the article: its body from the first word at the left to the last at the right.
fn along(ui: &mut Ui, archive: &OpenArchive, slug: &Slug, article: &Article) {
    let tokens = theme::tokens(ui.ctx());
    section_label(ui, "Where, from the first word to the last");
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), egui::Sense::hover());
    ui.painter().rect_filled(rect, 4, tokens.sunken);
    let length = article.plain_text().len().max(1) as f32;
    let mut passages = 0;
    for quotation in article.speech().filter(|quotation| archive.shown.is_quotation_shown(slug, &quotation.id)) {
        let voice = archive.voice(quotation.spoken_by_character.as_ref());
        let (line, wash) = speaker_colour(&tokens, voice.index, voice.anonymous);
        for passage in quotation.passages.iter().filter(|passage| passage.part == Part::Body) {
            let x = |at: usize| rect.left() + rect.width() * at as f32 / length;
            let band = Rect::from_x_y_ranges(x(passage.start)..=x(passage.end).max(x(passage.start) + 3.0), rect.y_range());
            paint_band(ui.painter(), band, line, wash, speaker_pattern(&tokens, voice.index, voice.anonymous));
            passages += 1;
        }
    }
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, format!("{passages} passages along the article")));
}

/// The shares as a table: tabs for a spreadsheet, and HTML for a text.
fn table(shares: &[Share<'_>]) -> (String, String) {
    let escaped = |words: &str| words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let total: usize = shares.iter().map(|share| share.words).sum::<usize>().max(1);
    let mut text = "Speaker\tNamed as\tQuotations\tWords\tShare of words\n".to_owned();
    let mut html = "<table><tr><th>Speaker</th><th>Named as</th><th>Quotations</th><th>Words</th><th>Share of words</th></tr>".to_owned();
    for share in shares {
        let kind = share.speaker.map_or("nobody", Speaker::kind_word);
        let cells = [
            share.name().replace(['\t', '\n'], " "),
            kind.to_owned(),
            share.quotations.to_string(),
            share.words.to_string(),
            format!("{} %", share.words * 100 / total),
        ];
        text.push_str(&cells.join("\t"));
        text.push('\n');
        let cells: Vec<String> = cells.iter().map(|cell| format!("<td>{}</td>", escaped(cell))).collect();
        html.push_str(&format!("<tr>{}</tr>", cells.concat()));
    }
    html.push_str("</table>");
    (text, html)
}
