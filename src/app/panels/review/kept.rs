//! The article as it will be kept: its fields with where they came from, its words with what is quoted, its photos.

use std::ops::Range;

use egui::{Color32, Frame, Label, Margin, Rect, ScrollArea, Sense, Stroke, StrokeKind, Ui, text::LayoutJob, vec2};

use super::{
    Cx, ask,
    blocks::{Dragged, drop_on},
    editable::Editable,
    fields,
    picture::picture,
    there_already,
};
use crate::{
    app::{
        action::ReviewStep,
        article::fitted,
        panels::paint_picture,
        pictures::PictureState,
        review::{Fate, Page},
        theme::{self, icon, speaker_colour, text},
        widgets::{Button, empty_state, section_label},
    },
    import::FieldName,
    model::{Block, MarkKind, Part, Photo, RichText},
};

/// How much smaller than in the reader an article is set here.
const SCALE: f32 = 0.9;

/// Words that somebody is quoted as saying: where they stand in the body, and the line under them.
type Quoted = (Range<usize>, Color32);

/// Shows the article.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, page: &Page) {
    ScrollArea::vertical().id_salt(("review article", page.number)).auto_shrink([false, false]).show(ui, |ui| {
        Frame::new().inner_margin(Margin { left: 24, right: 24, top: 16, bottom: 32 }).show(ui, |ui| {
            ui.set_max_width(ui.available_width().min(640.0 * theme::look(ui.ctx()).text_size));
            ui.spacing_mut().item_spacing.y = 6.0;
            section_label(ui, "The article as it will be kept");
            ui.add_space(2.0);
            if page.fate == Fate::LeftOut {
                left_out(ui, cx);
            } else if let Some(twin) = cx.state.review.twin(page) {
                there_already::show(ui, cx, page, twin);
            }
            fields::show(ui, cx, page);
            ui.add_space(12.0);
            head(ui, cx, page);
            body(ui, cx, page);
        });
    });
}

fn left_out(ui: &mut Ui, cx: &mut Cx<'_>) {
    let tokens = theme::tokens(ui.ctx());
    ui.horizontal_wrapped(|ui| {
        ui.add(Label::new(text::body(ui).rich("This page is left out: it does not go into the archive.", tokens.warn)).selectable(false));
        if ui.add(Button::secondary("Take it in again")).clicked() {
            ask(cx, ReviewStep::LeaveOut);
        }
    });
}

fn head(ui: &mut Ui, cx: &mut Cx<'_>, page: &Page) {
    let article = &page.article;
    let headline = Editable {
        name: FieldName::Headline,
        label: "Headline",
        value: &article.headline,
        shown: &article.headline,
        hint: "the headline",
        kind: text::heading(ui),
        is_long: true,
    };
    headline.show(ui, cx);
    more(ui, cx, page, FieldName::Headline);
    let standfirst = article.standfirst.clone().unwrap_or_default();
    let kind = text::standfirst(ui).scaled(SCALE);
    Editable {
        name: FieldName::Standfirst,
        label: "Standfirst",
        value: &standfirst,
        shown: &standfirst,
        hint: "no standfirst",
        kind,
        is_long: true,
    }
    .show(ui, cx);
    more(ui, cx, page, FieldName::Standfirst);
    ui.add_space(6.0);
}

/// What else was found for the headline or the standfirst.
fn more(ui: &mut Ui, cx: &mut Cx<'_>, page: &Page, name: FieldName) {
    let now = fields::value(&page.article, name);
    let others = fields::others(page, name, &now);
    if !others.is_empty() {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
            fields::chips(ui, cx, page, name, &now, &others);
        });
    }
    fields::complaint(ui, cx, name);
}

fn body(ui: &mut Ui, cx: &mut Cx<'_>, page: &Page) {
    let article = &page.article;
    if article.blocks.is_empty() {
        empty_state(ui, icon::ARTICLE, "No body yet", "Click the blocks of the page that are the article; they come up here.", None);
        return;
    }
    let quoted = quoted(ui, page);
    for (block, range) in article.blocks.iter().zip(article.block_ranges()) {
        show_block(ui, cx, page, block, &range, &quoted);
    }
    // Photos without a place in the body are kept as well.
    for photo in &article.photos {
        let is_placed = article.blocks.iter().any(|block| matches!(block, Block::Figure(figure) if figure.photo == photo.id));
        if !is_placed {
            figure(ui, cx, page, photo);
        }
    }
}

fn show_block(ui: &mut Ui, cx: &mut Cx<'_>, page: &Page, block: &Block, range: &Range<usize>, quoted: &[Quoted]) {
    let tokens = theme::tokens(ui.ctx());
    let job = |ui: &mut Ui, words: &RichText, start: usize| {
        let job = set(ui, words, start, quoted, tokens.ink);
        ui.add(Label::new(job).wrap().selectable(true));
    };
    match block {
        Block::Paragraph(paragraph) => job(ui, &paragraph.words, range.start),
        Block::Heading(heading) => {
            ui.add_space(6.0);
            let kind = text::heading(ui).scaled(17.0 / 22.0);
            ui.add(Label::new(kind.rich(&heading.words.text, tokens.ink)).wrap().selectable(true));
        }
        Block::QuoteBlock(quote) => aside(ui, |ui| {
            job(ui, &quote.words, range.start);
            small(ui, quote.attribution.as_deref().unwrap_or_default());
        }),
        Block::Post(post) => aside(ui, |ui| {
            job(ui, &post.words, range.start);
            let who = post.author.as_ref().map(|author| author.name().to_owned()).unwrap_or_default();
            let about: Vec<String> =
                [Some(who), post.network.clone(), post.date_published.map(|date| date.short())].into_iter().flatten().collect();
            small(ui, &about.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" · "));
        }),
        Block::List(list) => {
            let mut start = range.start;
            for (at, item) in list.items.iter().enumerate() {
                ui.horizontal_top(|ui| {
                    let sign = if list.ordered { format!("{}.", at + 1) } else { "•".to_owned() };
                    ui.add(Label::new(text::article(ui).scaled(SCALE).rich(sign, tokens.muted)).selectable(false));
                    job(ui, item, start);
                });
                start += item.text.chars().count() + 1;
            }
        }
        Block::Table(table) => {
            for (at, row) in table.rows.iter().enumerate() {
                let words: Vec<&str> = row.iter().map(|cell| cell.text.as_str()).collect();
                let kind = if at == 0 && table.header { text::strong(ui) } else { text::body(ui) };
                ui.add(Label::new(kind.rich(words.join("   "), tokens.ink)).wrap().selectable(true));
            }
        }
        Block::Figure(own) => {
            if let Some(photo) = page.article.photo(&own.photo) {
                figure(ui, cx, page, photo);
            }
        }
        Block::Unknown(_) => {}
    }
    ui.add_space(4.0);
}

fn small(ui: &mut Ui, words: &str) {
    if !words.is_empty() {
        let tokens = theme::tokens(ui.ctx());
        ui.add(Label::new(text::small(ui).rich(words, tokens.muted)).wrap().selectable(true));
    }
}

/// Words set apart by a line down their left.
fn aside(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    let tokens = theme::tokens(ui.ctx());
    let shown = Frame::new().inner_margin(Margin { left: 14, right: 0, top: 2, bottom: 2 }).show(ui, contents);
    let rect = shown.response.rect;
    ui.painter().vline(rect.left() + 2.0, rect.y_range(), Stroke::new(2.0, tokens.rule));
}

/// A photo with caption and credit; a caption can be dropped on it.
fn figure(ui: &mut Ui, cx: &mut Cx<'_>, page: &Page, photo: &Photo) {
    let tokens = theme::tokens(ui.ctx());
    let width = ui.available_width();
    let shown = picture(ui, cx, page, &photo.id, vec2(width, 300.0));
    let (height, known) = match &shown {
        PictureState::Ready { original_size, .. } => {
            let [wide, high] = *original_size;
            ((width * high as f32 / wide.max(1) as f32).clamp(40.0, 300.0), Some(*original_size))
        }
        PictureState::Loading => (180.0, None),
        PictureState::Failed(_) => (64.0, None),
    };
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let name = format!("Photo in the article: {}", photo.title());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, &name));
    if ui.is_rect_visible(rect) {
        let place = if known.is_some() { left_aligned(rect, fitted(rect, known)) } else { rect };
        paint_picture(ui, &shown, photo, place, false, &tokens);
        if response.dnd_hover_payload::<Dragged>().is_some() {
            ui.painter().rect_stroke(rect.expand(2.0), 6, Stroke::new(2.0, tokens.accent), StrokeKind::Outside);
        }
    }
    drop_on(cx, page, &photo.id, &response);
    let kind = text::caption(ui);
    let mut job = LayoutJob::default();
    job.append(&photo.caption, 0.0, kind.format(tokens.ink));
    if let Some(credit) = &photo.credit_text {
        job.append(credit, if photo.caption.is_empty() { 0.0 } else { 6.0 }, kind.format(tokens.muted));
    }
    if job.is_empty() {
        job.append("No caption: drag one here from the page.", 0.0, kind.format(tokens.muted));
    }
    ui.add(Label::new(job).wrap().selectable(true));
    for words in said_by_file(photo) {
        small(ui, &words);
    }
    ui.add_space(4.0);
}

/// What the picture’s own file says otherwise than the page.
fn said_by_file(photo: &Photo) -> Vec<String> {
    let Some(own) = photo.extra.get("embedded") else { return Vec::new() };
    let plain = |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let credit = photo.credit_text.as_deref().unwrap_or_default();
    [("caption", "Its file says", photo.caption.as_str()), ("creditText", "Its file credits", credit)]
        .into_iter()
        .filter_map(|(name, words, printed)| {
            let said = own.get(name)?.as_str()?;
            (plain(said) != plain(printed)).then(|| format!("{words}: {said}"))
        })
        .collect()
}

fn left_aligned(space: Rect, picture: Rect) -> Rect {
    picture.translate(vec2(space.left() - picture.left(), 0.0))
}

/// Words with their emphasis, and lines under what is quoted; `start` is their place in the body.
fn set(ui: &Ui, words: &RichText, start: usize, quoted: &[Quoted], ink: Color32) -> LayoutJob {
    let letters: Vec<char> = words.text.chars().collect();
    let own: Vec<Quoted> = quoted
        .iter()
        .filter(|(range, _)| range.start < start + letters.len() && range.end > start)
        .map(|(range, colour)| (range.start.saturating_sub(start)..(range.end - start).min(letters.len()), *colour))
        .collect();
    let mut cuts: Vec<usize> = vec![0, letters.len()];
    cuts.extend(own.iter().flat_map(|(range, _)| [range.start, range.end]));
    cuts.extend(words.marks.iter().flat_map(|mark| [mark.start.min(letters.len()), mark.end.min(letters.len())]));
    cuts.sort_unstable();
    cuts.dedup();
    let mut job = LayoutJob::default();
    for cut in cuts.windows(2) {
        let is_in = |kind: &MarkKind| words.marks.iter().any(|mark| mark.kind == *kind && mark.start <= cut[0] && mark.end >= cut[1]);
        let kind = if is_in(&MarkKind::Strong) {
            text::article_semibold(ui)
        } else if is_in(&MarkKind::Emphasis) {
            text::article_italic(ui)
        } else {
            text::article(ui)
        };
        let mut format = kind.scaled(SCALE).format(ink);
        if let Some((_, colour)) = own.iter().find(|(range, _)| range.start <= cut[0] && range.end >= cut[1]) {
            format.underline = Stroke::new(1.5, *colour);
        }
        job.append(&letters[cut[0]..cut[1]].iter().collect::<String>(), 0.0, format);
    }
    job
}

/// What is quoted in the body, in the colours of those who say it.
fn quoted(ui: &Ui, page: &Page) -> Vec<Quoted> {
    let tokens = theme::tokens(ui.ctx());
    let findings = &page.findings;
    let named: Vec<_> = findings.speakers.iter().filter(|speaker| speaker.is_named()).map(crate::model::Speaker::id).collect();
    let mut quoted = Vec::new();
    for quotation in findings.quotations.iter().filter(|quotation| quotation.kind.is_speech()) {
        let index = quotation.spoken_by_character.as_ref().and_then(|id| named.iter().position(|own| *own == id));
        let (line, _) = speaker_colour(&tokens, index.unwrap_or(0), index.is_none());
        quoted.extend(
            quotation.passages.iter().filter(|passage| passage.part == Part::Body).map(|passage| (passage.start..passage.end, line)),
        );
    }
    quoted
}
