//! Two articles side by side, scrolled apart, and under them who speaks.

use std::sync::Arc;

use egui::{Align, Layout, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

use super::{Cx, contents::counted, speakers};
use crate::{
    app::{
        action::Action,
        article::{Reader, shortened},
        open_archive::OpenArchive,
        selection::Selection,
        theme::{self, icon, paint_band, speaker_colour, speaker_pattern, text},
        widgets::{Card, MenuChip, empty_state, menu_item, section_label},
    },
    model::{Article, LabelKind, Quotation, Slug, Speaker, SpeakerId},
};

/// Shows the layout.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive) {
    let tokens = theme::tokens(ui.ctx());
    let sides = archive.article().and_then(|left| {
        let slug = archive.compared.as_ref()?;
        Some((left, (slug, archive.corpus.article(slug)?)))
    });
    let Some((left, right)) = sides else {
        empty_state(ui, icon::COLUMNS, "Two articles are needed", "This archive has only one article; comparing needs two.", None);
        return;
    };
    let space = ui.max_rect();
    let below = (space.height() * 0.4).clamp(150.0, 320.0);
    let middle = space.center().x;
    let foot = space.bottom() - below;
    for (side, (slug, article), x) in [("left", left, space.left()..=middle - 0.5), ("right", right, middle + 0.5..=space.right())] {
        let rect = Rect::from_x_y_ranges(x, space.top()..=foot);
        ui.scope_builder(UiBuilder::new().id_salt(side).max_rect(rect), |ui| {
            ui.set_clip_rect(rect.intersect(ui.clip_rect()));
            half(ui, cx, archive, side, slug, article);
        });
    }
    ui.painter().vline(middle, space.top()..=foot, tokens.rule_stroke());
    ui.painter().hline(space.x_range(), foot, tokens.rule_stroke());
    let rect = Rect::from_min_max(pos2(space.left(), foot + 1.0), space.max);
    ui.painter().rect_filled(rect, 0.0, tokens.surface);
    ui.scope_builder(UiBuilder::new().id_salt("below").max_rect(rect.shrink2(vec2(20.0, 12.0))), |ui| {
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            ui.columns(2, |columns| {
                who_speaks(&mut columns[0], archive, left, right);
                words(&mut columns[1], archive, left, right);
            });
        });
    });
}

fn half(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, side: &str, slug: &Slug, article: &Arc<Article>) {
    let tokens = theme::tokens(ui.ctx());
    egui::Frame::new().fill(tokens.paper).inner_margin(egui::Margin { left: 20, right: 20, top: 8, bottom: 4 }).show(ui, |ui| {
        ui.horizontal(|ui| {
            let letters = ui.available_width() * 0.66 / (7.6 * theme::look(ui.ctx()).text_size);
            let title = shortened(&article.headline, letters as usize);
            MenuChip::new(&title).width(380.0).show(ui, |ui| {
                for (other, article) in archive.corpus.articles() {
                    if menu_item(ui, &article.headline, None, other == slug).clicked() {
                        let action =
                            if side == "left" { Action::Select(Selection::article(other.clone())) } else { Action::Compare(other.clone()) };
                        cx.actions.push(action);
                        ui.close();
                    }
                }
            });
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let words = counted(article.word_count(), "word");
                ui.add(egui::Label::new(text::small(ui).rich(words, tokens.muted)).selectable(false));
            });
        });
    });
    Reader { id: egui::Id::unique(("compare", side)), archive, slug, article, scale: 0.9, follows: false }.show(ui, cx);
}

type Side<'a> = (&'a Slug, &'a Arc<Article>);

/// Mirrored bars: whose words, as a share of all words quoted.
fn who_speaks(ui: &mut Ui, archive: &OpenArchive, left: Side<'_>, right: Side<'_>) {
    let tokens = theme::tokens(ui.ctx());
    let scale = theme::look(ui.ctx()).text_size;
    section_label(ui, "Who speaks, in words quoted");
    let (a, b) = (shares(archive, left), shares(archive, right));
    let mut all: Vec<Option<SpeakerId>> = a.iter().map(|(id, _)| id.clone()).collect();
    all.extend(b.iter().map(|(id, _)| id.clone()).filter(|id| !a.iter().any(|(other, _)| other == id)));
    let share = |side: &[(Option<SpeakerId>, f32)], id: &Option<SpeakerId>| {
        side.iter().find(|(other, _)| other == id).map_or(0.0, |(_, share)| *share)
    };
    let most = all.iter().map(|id| share(&a, id).max(share(&b, id))).fold(0.01, f32::max);
    for id in &all {
        let name =
            archive.speaker(id.as_ref()).map_or("nobody named", |speaker| if speaker.is_named() { speaker.name() } else { "not named" });
        let voice = archive.voice(id.as_ref());
        let (line, wash) = speaker_colour(&tokens, voice.index, voice.anonymous);
        let pattern = speaker_pattern(&tokens, voice.index, voice.anonymous);
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), text::small(ui).line_height + 8.0), egui::Sense::hover());
        let (x, y) = (share(&a, id), share(&b, id));
        response.widget_info(|| {
            egui::WidgetInfo::labeled(
                egui::Role::Label,
                true,
                format!("{name}: left {:.0} percent, right {:.0} percent", x * 100.0, y * 100.0),
            )
        });
        let number_width = 42.0 * scale;
        let column = (170.0 * scale).min(rect.width() * 0.4);
        let room = ((rect.width() - column) / 2.0 - number_width - 4.0).max(0.0);
        let label = text::small_strong(ui).galley_elided(ui, name, tokens.ink, column, 1);
        ui.painter().galley(rect.center() - label.size() / 2.0, label, tokens.ink);
        for (share, sign) in [(x, -1.0_f32), (y, 1.0)] {
            let from = rect.center().x + sign * (column / 2.0 + number_width);
            let to = from + sign * room * share / most;
            let bar = Rect::from_x_y_ranges(from.min(to)..=from.max(to), rect.top() + 4.0..=rect.bottom() - 4.0);
            paint_band(ui.painter(), bar, line, wash, pattern);
            let number = text::small(ui).galley(ui, format!("{:.0}%", share * 100.0), tokens.muted);
            let middle = rect.center().x + sign * (column / 2.0 + number_width / 2.0);
            ui.painter().galley(pos2(middle - number.size().x / 2.0, rect.center().y - number.size().y / 2.0), number, tokens.muted);
        }
    }
    let only = |one: &[(Option<SpeakerId>, f32)], other: &[(Option<SpeakerId>, f32)]| {
        one.iter().filter(|(id, _)| !other.iter().any(|(known, _)| known == id)).count()
    };
    let sentence = format!("{} only in the left article, {} only in the right.", counted(only(&a, &b), "speaker"), only(&b, &a));
    ui.add(egui::Label::new(text::small(ui).rich(sentence, tokens.muted)).wrap().selectable(false));
}

fn shares(archive: &OpenArchive, (slug, article): Side<'_>) -> Vec<(Option<SpeakerId>, f32)> {
    let voices = speakers::of_article(archive, slug, article);
    let total = voices.iter().map(|voice| voice.words).sum::<usize>().max(1);
    voices.into_iter().map(|voice| (voice.speaker.map(Speaker::id).cloned(), voice.words as f32 / total as f32)).collect()
}

/// The same words cut differently, and words that judge.
fn words(ui: &mut Ui, archive: &OpenArchive, left: Side<'_>, right: Side<'_>) {
    let tokens = theme::tokens(ui.ctx());
    let cuts = cut_differently(left.1, right.1);
    section_label(ui, "The same words, cut differently");
    if cuts.is_empty() {
        ui.add(
            egui::Label::new(text::small(ui).rich("No words are quoted in both, shorter in one.", tokens.muted)).wrap().selectable(false),
        );
    }
    for (index, (a, b)) in cuts.iter().enumerate() {
        let voice = archive.voice(a.spoken_by_character.as_ref());
        let label = format!("Left: {} Right: {}", a.text(), b.text());
        Card::new(("cut", index), &label)
            .speaker_edge(speaker_colour(&tokens, voice.index, voice.anonymous), speaker_pattern(&tokens, voice.index, voice.anonymous))
            .show(ui, |ui| {
                for (side, quotation) in [("left", a), ("right", b)] {
                    let mut job = text::small_strong(ui).job(format!("{side}  "), tokens.muted);
                    job.append(&super::quotations::quoted(quotation), 0.0, text::citation(ui).format(tokens.ink));
                    wrapped(ui, job);
                }
            });
    }
    ui.add_space(8.0);
    section_label(ui, "Words that judge or hedge");
    for (side, (_, article)) in [("left", left), ("right", right)] {
        let own: Vec<String> = article
            .labels
            .iter()
            .map(|label| match (label.kind, &label.spoken_by_character) {
                (LabelKind::Judging, None) => label.passage.exact.clone(),
                (LabelKind::Judging, Some(_)) => format!("{} (inside a quotation)", label.passage.exact),
                (LabelKind::Hedge, _) => format!("{} (hedge)", label.passage.exact),
            })
            .collect();
        let mut job = text::small_strong(ui).job(format!("{side}  "), tokens.muted);
        job.append(&if own.is_empty() { "none marked".to_owned() } else { own.join(" · ") }, 0.0, text::body(ui).format(tokens.ink));
        wrapped(ui, job);
    }
}

/// Words over the whole width, ragged: a column would justify a label.
fn wrapped(ui: &mut Ui, mut job: egui::text::LayoutJob) {
    job.wrap.max_width = ui.available_width();
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    ui.add(egui::Label::new(galley).selectable(false));
}

/// Quotations of two articles where one's words are part of the other's.
fn cut_differently<'a>(left: &'a Article, right: &'a Article) -> Vec<(&'a Quotation, &'a Quotation)> {
    let words = |quotation: &Quotation| -> String {
        let folded: String =
            quotation.text().to_lowercase().chars().map(|letter| if letter.is_alphanumeric() { letter } else { ' ' }).collect();
        format!(" {} ", folded.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    let mut pairs = Vec::new();
    for a in left.speech() {
        for b in right.speech() {
            let (x, y) = (words(a), words(b));
            if x != y && x.trim().len() > 8 && y.trim().len() > 8 && (x.contains(&y) || y.contains(&x)) {
                pairs.push((a, b));
            }
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, Part, Passage};

    fn quoting(words: &str) -> Article {
        let mut article = Article::new("H");
        article.blocks = vec![Block::paragraph(format!("He said {words} today."))];
        let text = article.plain_text();
        let passage = Passage::within(Part::Body, &text, 8, 8 + words.chars().count()).unwrap();
        article.quotations = vec![Quotation { passages: vec![passage], ..Quotation::default() }];
        article
    }

    #[test]
    fn words_that_are_part_of_others_are_cut_differently() {
        let (long, short, other) =
            (quoting("the count was sound, and we stand by it"), quoting("The count was sound"), quoting("something else entirely"));
        assert_eq!(cut_differently(&long, &short).len(), 1);
        assert!(cut_differently(&long, &long).is_empty());
        assert!(cut_differently(&long, &other).is_empty());
    }
}
