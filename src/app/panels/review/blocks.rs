//! The page as it was found, block by block, with what each is taken for.

use std::ops::Range;

use egui::{
    Align2, Color32, CornerRadius, DragAndDrop, Frame, Label, Margin, Popup, Rect, Response, Role, ScrollArea, Sense, Stroke, StrokeKind,
    Ui, WidgetInfo, pos2, vec2,
};

use super::{Cx, ask, photo_of, picture::picture};
use crate::{
    app::{
        action::ReviewStep,
        article::{fitted, shortened as cut},
        panels::contents::counted,
        pictures::PictureState,
        review::Page,
        theme::{self, Tokens, icon, text},
        widgets::{focus_ring, menu_item, section_label},
    },
    import::TakenFor,
    model::{Block, PhotoId},
};

/// From this many on, blocks left out one after the other are shown as one.
const RUN: usize = 3;
/// How many photos the menu of a block offers.
const PHOTOS: usize = 12;
/// How near the edge something dragged scrolls the page, in points.
const EDGE: f32 = 44.0;

/// A block on its way to a photo.
pub struct Dragged(pub usize);

/// One row of the page.
enum Entry {
    Block(usize),
    Run(Range<usize>),
}

/// Shows the page.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, page: &Page) {
    let tokens = theme::tokens(ui.ctx());
    ScrollArea::vertical().id_salt(("review blocks", page.number)).auto_shrink([false, false]).show(ui, |ui| {
        Frame::new().inner_margin(Margin { left: 20, right: 20, top: 16, bottom: 24 }).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            section_label(ui, "The page, block by block");
            ui.add_space(4.0);
            doubts(ui, page);
            for entry in entries(page) {
                match entry {
                    Entry::Block(at) => block(ui, cx, page, at),
                    Entry::Run(run) => folded(ui, cx, page, run),
                }
            }
            ui.add_space(8.0);
            let words = "Click a block to take it in or leave it out; 1–6 say what it is; drag a caption to its photo.";
            ui.add(Label::new(text::small(ui).rich(words, tokens.muted)).wrap().selectable(false));
        });
        if DragAndDrop::has_payload_of_type::<Dragged>(ui.ctx()) {
            scroll_at_edges(ui);
        }
    });
    carried(ui, page);
}

/// What makes the reading doubtful.
fn doubts(ui: &mut Ui, page: &Page) {
    let tokens = theme::tokens(ui.ctx());
    for doubt in &page.read.doubts {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            ui.add(Label::new(text::icon(ui).scaled(0.85).rich(icon::WARNING, tokens.warn)).selectable(false));
            ui.add(Label::new(text::small(ui).scaled(13.0 / 12.5).rich(doubt, tokens.warn)).wrap().selectable(true));
        });
    }
    if !page.read.doubts.is_empty() {
        ui.add_space(6.0);
    }
}

fn entries(page: &Page) -> Vec<Entry> {
    let blocks = &page.read.review.blocks;
    let mut entries = Vec::new();
    let mut at = 0;
    while at < blocks.len() {
        // What is in doubt is never folded away.
        let run = blocks[at..].iter().take_while(|block| block.taken_for == TakenFor::LeftOut && block.doubt.is_none()).count();
        if run < RUN {
            entries.push(Entry::Block(at));
            at += 1;
            continue;
        }
        let is_open = page.unfolded.contains(&at);
        entries.push(Entry::Run(at..at + run));
        // What a person took out of it is shown in its place.
        entries.extend((at..at + run).filter(|own| is_open || page.choices.is_chosen(*own)).map(Entry::Block));
        at += run;
    }
    entries
}

fn tag_width(ui: &Ui) -> f32 {
    (86.0 * theme::look(ui.ctx()).text_size).min(ui.available_width() * 0.28)
}

/// Many blocks left out, as one row.
fn folded(ui: &mut Ui, cx: &mut Cx<'_>, page: &Page, run: Range<usize>) {
    let tokens = theme::tokens(ui.ctx());
    let is_open = page.unfolded.contains(&run.start);
    let left: Vec<usize> = run.clone().filter(|at| *page.taken_for(*at) == TakenFor::LeftOut).collect();
    let count = counted(left.len(), "block");
    let words: Vec<String> = left.iter().take(12).map(|at| cut(&page.read.review.blocks[*at].text().replace('\n', " "), 40)).collect();
    let words = if is_open { format!("{count}, one by one") } else { format!("{count}: {}", words.join(" · ")) };
    let width = ui.available_width();
    let tag = tag_width(ui);
    let kind = text::body(ui).scaled(13.5 / 14.0);
    let galley = kind.galley_elided(ui, &words, tokens.muted, width - tag - 40.0, if is_open { 1 } else { 2 });
    let (rect, response) = ui.allocate_exact_size(vec2(width, galley.size().y + 12.0), Sense::click());
    let what = if is_open { "show as one" } else { "show one by one" };
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Left out, {count}: {what}")));
    response.ctx.accesskit_node_builder(response.id, |node| node.set_expanded(is_open));
    if ui.is_rect_visible(rect) {
        if response.hovered() {
            ui.painter().rect_filled(rect, 8, tokens.hover);
        }
        paint_tag(ui, rect, tag, "left out", tokens.muted);
        ui.painter().galley(pos2(rect.left() + tag, rect.top() + 6.0), galley, tokens.muted);
        let sign = text::icon(ui).scaled(0.72).galley(ui, if is_open { icon::CARET_UP } else { icon::CARET_DOWN }, tokens.muted);
        ui.painter().galley(pos2(rect.right() - 24.0, rect.center().y - sign.size().y / 2.0), sign, tokens.muted);
        focus_ring(ui, &response, rect.shrink(2.0), 7);
    }
    if response.on_hover_text(reasons(page, &left)).clicked() {
        ask(cx, ReviewStep::Unfold(run.start));
    }
}

/// Why blocks are left out, each reason once.
fn reasons(page: &Page, blocks: &[usize]) -> String {
    let mut reasons: Vec<&str> = blocks.iter().map(|at| page.read.review.blocks[*at].reason).collect();
    reasons.sort_unstable();
    reasons.dedup();
    format!("Left out because {}", reasons.join("; or because "))
}

fn block(ui: &mut Ui, cx: &mut Cx<'_>, page: &Page, at: usize) {
    let found = &page.read.review.blocks[at];
    if let Block::Figure(figure) = &found.block {
        return figure_row(ui, cx, page, at, &figure.photo);
    }
    let tokens = theme::tokens(ui.ctx());
    let mut look = Looks::of(page.taken_for(at), &tokens);
    if page.doubt(at).is_some() && !look.is_out {
        (look.fill, look.ink, look.tag) = (Color32::TRANSPARENT, tokens.ink, tokens.muted);
    }
    let width = ui.available_width();
    let tag = tag_width(ui);
    let words = found.text();
    let kind = match (page.taken_for(at), &found.block) {
        (TakenFor::Headline, _) | (TakenFor::Body, Block::Heading(_)) => text::strong(ui),
        _ => text::body(ui).scaled(13.5 / 14.0),
    };
    let mut job = kind.job(&words, look.ink);
    job.wrap.max_width = width - tag - 12.0;
    if look.is_out {
        for section in &mut job.sections {
            section.format.strikethrough = Stroke::new(1.0, look.ink);
        }
    }
    let galley = ui.painter().layout_job(job);
    let (rect, response) = ui.allocate_exact_size(vec2(width, galley.size().y + 14.0), Sense::click_and_drag());
    let name = format!("{}: {}", sentence_case(&word(page, at)), cut(&words.replace('\n', " "), 90));
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, !look.is_out, &name));
    if ui.is_rect_visible(rect) {
        let is_dashed = page.doubt(at).is_some() && cx.state.review.block != Some(at);
        if is_dashed && response.hovered() {
            ui.painter().rect_filled(rect, 8, tokens.hover);
        } else if !is_dashed {
            paint_ground(ui, cx, rect, &look, at, &response, &tokens);
        }
        if is_dashed {
            ui.painter().extend(dashed(rect, 8.0, Stroke::new(tokens.line, tokens.warn)));
        }
        ui.painter().galley(pos2(rect.left() + tag, rect.top() + 7.0), galley, look.ink);
    }
    response.dnd_set_drag_payload(Dragged(at));
    row(ui, cx, page, at, rect, tag, &look, response);
}

/// What a row of either kind does.
#[expect(clippy::too_many_arguments, reason = "a row is known by its place and its looks")]
fn row(ui: &mut Ui, cx: &mut Cx<'_>, page: &Page, at: usize, rect: Rect, tag: f32, look: &Looks, response: Response) {
    let place = Rect::from_min_size(rect.min, vec2(tag - 4.0, rect.height().min(34.0 * theme::look(ui.ctx()).text_size)));
    let button = ui.interact(place, response.id.with("kind"), Sense::click());
    let word = word(page, at);
    button.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, format!("What it is: {word}")));
    let ink = if button.hovered() || page.choices.is_chosen(at) { look.chosen } else { look.tag };
    let words = if button.hovered() { format!("{word} {}", icon::CARET_DOWN) } else { word };
    paint_tag(ui, rect, tag, &words, ink);
    focus_ring(ui, &button, place.shrink(3.0), 4);
    Popup::menu(&button).width(280.0).show(|ui| kinds(ui, cx, page, at));
    response.context_menu(|ui| {
        ui.set_min_width(280.0);
        kinds(ui, cx, page, at);
    });
    focus_ring(ui, &response, rect.shrink(2.0), 7);
    if response.gained_focus() || (response.has_focus() && cx.state.review.block != Some(at)) {
        ask(cx, ReviewStep::At(at));
    }
    let clicked = response.clicked();
    if clicked {
        response.request_focus();
        ask(cx, ReviewStep::Turn(at));
    }
    if !DragAndDrop::has_any_payload(ui.ctx()) {
        let found = &page.read.review.blocks[at];
        let said = match (page.choices.is_chosen(at), &found.taken_for) {
            (true, taken) => format!("You chose this. It was taken for: {}, because {}.", plain(taken), found.reason),
            (false, taken) if let Some(doubt) = found.doubt => {
                let click = if *taken == TakenFor::LeftOut { "take it in" } else { "leave it out" };
                let word = plain(taken);
                format!(
                    "Taken for: {word}, because {}; but {doubt}. Click to {click}, or click the word beside it to say that it is: {word}.",
                    found.reason
                )
            }
            (false, TakenFor::LeftOut) => format!("Left out because {}. Click to take it in.", found.reason),
            (false, taken) => format!("Taken for: {}, because {}. Click to leave it out.", plain(taken), found.reason),
        };
        response.on_hover_text(said);
    }
}

/// A picture of the page.
fn figure_row(ui: &mut Ui, cx: &mut Cx<'_>, page: &Page, at: usize, id: &PhotoId) {
    let tokens = theme::tokens(ui.ctx());
    let look = Looks::of(page.taken_for(at), &tokens);
    let tag = tag_width(ui);
    let width = ui.available_width();
    let scale = theme::look(ui.ctx()).text_size;
    let thumbnail = vec2(108.0, 72.0);
    let alternate = photo_of(page, id).map(|photo| photo.alternate_name.clone().unwrap_or_default()).unwrap_or_default();
    let number = page.photos().position(|(_, own)| own == id).map_or(0, |at| at + 1);
    let (rect, response) = ui.allocate_exact_size(vec2(width, thumbnail.y + 16.0), Sense::click());
    let name = format!("Photo {number}: {}", if alternate.is_empty() { "without a description" } else { &alternate });
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, !look.is_out, &name));
    let is_target = response.dnd_hover_payload::<Dragged>().is_some();
    if ui.is_rect_visible(rect) {
        paint_ground(ui, cx, rect, &look, at, &response, &tokens);
        let place = Rect::from_min_size(pos2(rect.left() + tag, rect.top() + 8.0), thumbnail);
        let shown = picture(ui, cx, page, id, thumbnail);
        paint_thumbnail(ui, &shown, place, look.is_out, &tokens);
        let left = place.right() + 12.0;
        let words = if alternate.is_empty() { format!("Photo {number}") } else { alternate };
        let galley = text::small(ui).galley_elided(ui, words, look.ink, rect.right() - left - 12.0, (3.0 / scale).ceil() as usize);
        ui.painter().galley(pos2(left, place.top()), galley, look.ink);
        if is_target {
            ui.painter().rect_stroke(rect, 8, Stroke::new(2.0, tokens.accent), StrokeKind::Inside);
        }
    }
    drop_on(cx, page, id, &response);
    row(ui, cx, page, at, rect, tag, &look, response);
}

/// Takes a block that is let go over a photo for its caption, or for its credit where it was one.
pub fn drop_on(cx: &mut Cx<'_>, page: &Page, id: &PhotoId, response: &Response) {
    if let Some(dragged) = response.dnd_release_payload::<Dragged>() {
        let taken = match page.taken_for(dragged.0) {
            TakenFor::Credit(_) => TakenFor::Credit(id.clone()),
            _ => TakenFor::Caption(id.clone()),
        };
        ask(cx, ReviewStep::Take(dragged.0, taken));
    }
}

fn paint_thumbnail(ui: &Ui, picture: &PictureState, place: Rect, is_out: bool, tokens: &Tokens) {
    match picture {
        PictureState::Ready { texture, original_size } => {
            let tint = if is_out { Color32::from_white_alpha(80) } else { Color32::WHITE };
            egui::Image::new(texture).corner_radius(4).tint(tint).paint_at(ui, fitted(place, Some(*original_size)));
        }
        _ => {
            ui.painter().rect(place, CornerRadius::same(4), tokens.sunken, tokens.rule_stroke(), StrokeKind::Inside);
            let sign = text::icon(ui).galley(ui, icon::IMAGE, tokens.muted);
            ui.painter().galley(place.center() - sign.size() / 2.0, sign, tokens.muted);
        }
    }
}

/// Everything that a block can be taken for.
fn kinds(ui: &mut Ui, cx: &mut Cx<'_>, page: &Page, at: usize) {
    ui.spacing_mut().item_spacing.y = 2.0;
    let now = page.taken_for(at).clone();
    let mut offer = |ui: &mut Ui, words: &str, taken: TakenFor| {
        if menu_item(ui, words, None, now == taken).clicked() {
            ask(cx, ReviewStep::Take(at, taken));
            ui.close();
        }
    };
    if matches!(page.read.review.blocks[at].block, Block::Figure(_)) {
        offer(ui, "A photo of the article", TakenFor::Body);
        offer(ui, "Left out", TakenFor::LeftOut);
        return;
    }
    offer(ui, "Body", TakenFor::Body);
    offer(ui, "Headline", TakenFor::Headline);
    offer(ui, "Standfirst", TakenFor::Standfirst);
    offer(ui, "Byline", TakenFor::Byline);
    for (number, (_, id)) in page.photos().enumerate().take(PHOTOS) {
        offer(ui, &format!("Caption of photo {}", number + 1), TakenFor::Caption(id.clone()));
    }
    for (number, (_, id)) in page.photos().enumerate().take(PHOTOS) {
        offer(ui, &format!("Credit of photo {}", number + 1), TakenFor::Credit(id.clone()));
    }
    offer(ui, "Left out", TakenFor::LeftOut);
}

/// How a block is drawn.
struct Looks {
    fill: Color32,
    ink: Color32,
    tag: Color32,
    chosen: Color32,
    is_out: bool,
}

impl Looks {
    fn of(taken: &TakenFor, t: &Tokens) -> Self {
        let contrast = t.is_high_contrast();
        match taken {
            TakenFor::LeftOut => Self { fill: Color32::TRANSPARENT, ink: t.muted, tag: t.muted, chosen: t.accent, is_out: true },
            TakenFor::Caption(_) | TakenFor::Credit(_) => {
                Self { fill: t.speaker_wash[2], ink: t.ink, tag: t.muted, chosen: t.accent, is_out: false }
            }
            _ if contrast => Self { fill: t.accent_wash, ink: t.on_wash, tag: t.on_wash, chosen: t.on_wash, is_out: false },
            _ => Self { fill: t.accent_wash, ink: t.ink, tag: t.muted, chosen: t.accent, is_out: false },
        }
    }
}

fn paint_ground(ui: &Ui, cx: &Cx<'_>, rect: Rect, look: &Looks, at: usize, response: &Response, t: &Tokens) {
    let is_it = cx.state.review.block == Some(at);
    let edge = match (is_it, response.hovered(), t.is_high_contrast()) {
        (true, ..) => Stroke::new(1.5, t.accent),
        (_, true, _) => Stroke::new(1.0, t.faint),
        (_, _, true) if !look.is_out => Stroke::new(1.0, t.edge),
        _ => Stroke::NONE,
    };
    ui.painter().rect(rect, 8, look.fill, edge, StrokeKind::Inside);
}

/// A dashed line around a row.
fn dashed(rect: Rect, radius: f32, stroke: Stroke) -> Vec<egui::Shape> {
    let middles = rect.shrink(radius);
    let reach = radius - stroke.width / 2.0;
    let corners = [middles.right_bottom(), middles.left_bottom(), middles.left_top(), middles.right_top()];
    let mut line: Vec<egui::Pos2> = Vec::new();
    for (quarter, corner) in corners.into_iter().enumerate() {
        line.extend(
            (0..=6).map(|step| corner + reach * egui::Vec2::angled((quarter as f32 + step as f32 / 6.0) * std::f32::consts::FRAC_PI_2)),
        );
    }
    line.extend(line.first().copied());
    egui::Shape::dashed_line(&line, stroke, 4.0, 3.0)
}

fn paint_tag(ui: &Ui, rect: Rect, width: f32, words: &str, ink: Color32) {
    let galley = text::small(ui).scaled(12.0 / 12.5).galley_elided(ui, words, ink, width - 14.0, 1);
    ui.painter().galley(pos2(rect.left() + width - 10.0 - galley.size().x, rect.top() + 9.0), galley, ink);
}

/// What a block is taken for, in the word beside it; captions of several photos with the photo's number.
fn word(page: &Page, at: usize) -> String {
    let taken = page.taken_for(at);
    if matches!(page.read.review.blocks[at].block, Block::Figure(_)) && *taken == TakenFor::Body {
        return "photo".to_owned();
    }
    let mut word = plain(taken).to_owned();
    if let TakenFor::Caption(id) | TakenFor::Credit(id) = taken
        && page.photos().count() > 1
    {
        let number = page.photos().position(|(_, own)| own == id).map_or(0, |at| at + 1);
        word = format!("{word} {number}");
    }
    if page.doubt(at).is_some() {
        word.push('?');
    }
    word
}

fn plain(taken: &TakenFor) -> &'static str {
    match taken {
        TakenFor::Body => "body",
        TakenFor::Headline => "headline",
        TakenFor::Standfirst => "standfirst",
        TakenFor::Byline => "byline",
        TakenFor::Caption(_) => "caption",
        TakenFor::Credit(_) => "credit",
        TakenFor::LeftOut => "left out",
    }
}

fn sentence_case(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Words cut to a number of letters.
pub fn shortened(words: &str, letters: usize) -> String {
    cut(words, letters)
}

/// Scrolls while something is dragged near the upper or lower edge.
fn scroll_at_edges(ui: &Ui) {
    let Some(at) = ui.ctx().pointer_hover_pos() else { return };
    let seen = ui.clip_rect();
    if !seen.x_range().contains(at.x) {
        return;
    }
    let delta = if at.y < seen.top() + EDGE {
        10.0
    } else if at.y > seen.bottom() - EDGE {
        -10.0
    } else {
        return;
    };
    ui.scroll_with_delta(vec2(0.0, delta));
    ui.ctx().request_repaint();
}

/// The words that are being dragged, beside the pointer.
fn carried(ui: &Ui, page: &Page) {
    let (Some(dragged), Some(at)) = (DragAndDrop::payload::<Dragged>(ui.ctx()), ui.ctx().pointer_hover_pos()) else { return };
    let Some(block) = page.read.review.blocks.get(dragged.0) else { return };
    let tokens = theme::tokens(ui.ctx());
    let painter = ui.ctx().layer_painter(egui::LayerId::new(egui::Order::Tooltip, egui::Id::unique("carried block")));
    let words = cut(&block.text().replace('\n', " "), 60);
    let galley = text::small(ui).galley(ui, words, tokens.ink);
    let place = Align2::LEFT_TOP.anchor_size(at + vec2(14.0, 10.0), galley.size() + vec2(16.0, 10.0));
    painter.rect(place, 6, tokens.surface, tokens.accent_stroke(), StrokeKind::Inside);
    painter.galley(place.min + vec2(8.0, 5.0), galley, tokens.ink);
}
