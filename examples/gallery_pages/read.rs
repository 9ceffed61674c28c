//! The reading screen, made of the real widgets with made-up contents.

use egui::{Align, CentralPanel, Frame, Label, Layout, Margin, Panel, Rect, ScrollArea, Ui, pos2, vec2};
use onrecord::app::theme::{self, Pattern, icon, paint_band, paint_underline, speaker_colour, speaker_pattern, text};
use onrecord::app::widgets::{
    Card, Chip, IconButton, ListRow, MenuChip, SearchField, Tab, icon_button, initials_badge, menu_item, primary_button, secondary_button,
    section_label_with, segmented, small_link, tabs, tag, text_link,
};

pub struct Page {
    search: String,
    layout: usize,
    tab: usize,
    selected: usize,
    on: [bool; 4],
}

impl Default for Page {
    fn default() -> Self {
        Self { search: String::new(), layout: 0, tab: 0, selected: 1, on: [true, true, false, false] }
    }
}

const ARTICLES: [(&str, &str, &str); 3] = [
    ("The harbour bridge closes for a year, and the ferry comes back", "Tide and Time · 4 May 2021", "12 quotations · 3 photos"),
    ("“Nobody asked the islanders”: a night at the town hall", "Tide and Time · 5 May 2021", "19 quotations · 1 photo"),
    ("What a bridge costs, bolt by bolt", "Harbour Weekly · 7 May 2021", "4 quotations · 6 photos"),
];

const QUOTATIONS: [(&str, &str, &str, &str, bool); 6] = [
    ("“a bridge to nowhere”", "Ilse Brandt", "called it · council", "partial", false),
    (
        "“We measured every bolt twice, and what we found would not let me sleep another night.”",
        "Harbour Office",
        "had written · report",
        "direct",
        false,
    ),
    ("“I rowed to school and so will she,”", "Anders Holm", "said · interview", "direct", false),
    ("“They will pay for it somehow…”", "not named", "an official · by phone", "direct", true),
    ("“Twelve boats, no more,”", "Mina Solberg", "wrote · letter", "direct", false),
    ("“a matter of weeks”", "Jo Park", "promised · radio", "partial", false),
];

impl Page {
    pub fn show(&mut self, ui: &mut Ui) {
        let t = theme::tokens(ui.ctx());
        let bar = |left: i8| Frame::new().fill(t.surface).inner_margin(Margin { left, right: 12, top: 0, bottom: 0 });
        Panel::top("bar").exact_size(44.0).frame(bar(12)).show(ui, |ui| self.bar(ui));
        Panel::top("filter").exact_size(40.0).frame(bar(12)).show(ui, |ui| self.filter(ui));
        Panel::bottom("status").exact_size(26.0).frame(bar(12)).show(ui, |ui| {
            ui.horizontal_centered(|ui| {
                ui.spacing_mut().item_spacing.x = 16.0;
                ui.label(text::small(ui).rich(format!("{} 41 files verified", icon::CHECK), t.ok));
                ui.label(text::small(ui).rich("Quotation 2 of 9", t.muted));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    ui.label(text::small(ui).rich("3 articles · 35 quotations · 10 photos", t.muted));
                });
            });
        });
        let sunken = Frame::new().fill(t.sunken);
        Panel::left("contents").exact_size(236.0).frame(sunken).show(ui, |ui| self.contents(ui));
        Panel::right("side").exact_size(348.0).frame(Frame::new().fill(t.surface)).show(ui, |ui| self.side(ui));
        CentralPanel::no_frame().frame(Frame::new().fill(t.paper)).show(ui, article);
    }

    fn bar(&mut self, ui: &mut Ui) {
        let t = theme::tokens(ui.ctx());
        let bar = ui.max_rect();
        ui.horizontal_centered(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            icon_button(ui, icon::LIST, "Contents", Some("F9"));
            icon_button(ui, icon::CARET_LEFT, "Back", Some("Alt ←"));
            ui.add_enabled(false, IconButton::new(icon::CARET_RIGHT, "Forward"));
            ui.add_space(6.0);
            ui.add(Label::new(text::strong(ui).rich("One bridge, three front pages", t.ink)).selectable(false));
            let place = Rect::from_center_size(bar.center(), vec2(380.0, bar.height()));
            ui.scope_builder(egui::UiBuilder::new().max_rect(place).layout(Layout::left_to_right(Align::Center)), |ui| {
                SearchField::new(&mut self.search, "Search").hint("Search words, speakers, captions").shortcut("Ctrl K").show(ui);
            });
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                icon_button(ui, icon::CIRCLE_HALF, "Appearance", None);
                icon_button(ui, icon::TEXT_AA, "Text size", None);
                ui.allocate_ui_with_layout(vec2(230.0, 30.0), Layout::left_to_right(Align::Center), |ui| {
                    if let Some(chosen) = segmented(ui, "Layout", &["Read", "Compare", "Present"], self.layout) {
                        self.layout = chosen;
                    }
                });
            });
        });
    }

    fn filter(&mut self, ui: &mut Ui) {
        let t = theme::tokens(ui.ctx());
        ui.horizontal_centered(|ui| {
            for (index, (name, count)) in [("Direct", 9), ("Named", 12), ("Anonymous", 2)].into_iter().enumerate() {
                if Chip::new(name).count(count).on(self.on[index]).show(ui).response.clicked() {
                    self.on[index] = !self.on[index];
                }
            }
            MenuChip::new("Speaker").show(ui, |ui| {
                for (name, count) in [("Ilse Brandt", 4), ("Anders Holm", 3), ("Harbour Office", 2)] {
                    menu_item(ui, name, Some(count), name.starts_with('A'));
                }
            });
            for name in ["Said by", "Outlet", "Date"] {
                MenuChip::new(name).show(ui, |ui| ui.label(name));
            }
            Chip::new("With photo").count(3).show(ui);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                text_link(ui, "Save filter…");
                text_link(ui, "Clear");
                ui.label(text::body(ui).scaled(13.0 / 14.0).rich("9 of 12 quotations", t.muted));
            });
        });
    }

    fn contents(&mut self, ui: &mut Ui) {
        let t = theme::tokens(ui.ctx());
        ui.spacing_mut().item_spacing.y = 0.0;
        Frame::new().inner_margin(Margin { left: 14, right: 8, top: 16, bottom: 8 }).show(ui, |ui| section_label_with(ui, "Articles", 3));
        for (index, (headline, from, counts)) in ARTICLES.into_iter().enumerate() {
            ListRow::new(index, headline).selected(index == 0).show(ui, |ui| {
                ui.label(text::headline_in_list(ui).rich(headline, t.ink));
                ui.label(text::small(ui).rich(from, t.muted));
                ui.label(text::small(ui).rich(counts, t.muted));
            });
        }
        Frame::new().inner_margin(Margin { left: 14, right: 8, top: 20, bottom: 8 }).show(ui, |ui| section_label_with(ui, "Lessons", 2));
        for (name, size) in [("Three front pages", "6 tasks · 30 minutes"), ("Whose words are these?", "5 tasks · 15 minutes")] {
            Frame::new().inner_margin(Margin { left: 17, right: 12, top: 7, bottom: 7 }).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 3.0;
                ui.label(text::action(ui).scaled(13.5 / 14.0).rich(name, t.ink));
                ui.label(text::small(ui).rich(size, t.muted));
            });
        }
    }

    fn side(&mut self, ui: &mut Ui) {
        let t = theme::tokens(ui.ctx());
        Panel::bottom("citation").frame(Frame::new().fill(t.sunken).inner_margin(12)).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            ui.horizontal(|ui| {
                MenuChip::new("MLA 9").button().show(ui, |ui| menu_item(ui, "APA 7", None, false));
                ui.label(text::small(ui).rich("Report, quoted in an article", t.muted));
            });
            let mut job = text::citation(ui).job("Harbour Office. Report. Qtd. in “The Harbour Bridge Closes for a Year.” ", t.ink);
            job.append("Tide and Time", 0.0, text::citation_italic(ui).format(t.ink));
            job.append(", 4 May 2021.", 0.0, text::citation(ui).format(t.ink));
            ui.label(job);
            ui.horizontal(|ui| {
                primary_button(ui, "Copy with quotation");
                ui.spacing_mut().item_spacing.x = 6.0;
                secondary_button(ui, "In-text");
                secondary_button(ui, "Add to list");
            });
        });
        Frame::new().inner_margin(Margin { left: 8, right: 8, top: 3, bottom: 0 }).show(ui, |ui| {
            let all =
                [("Quotations", 9), ("Speakers", 5), ("Photos", 2), ("Sources", 6)].map(|(name, count)| Tab { name, count: Some(count) });
            if let Some(chosen) = tabs(ui, &all, self.tab) {
                self.tab = chosen;
            }
        });
        Frame::new().inner_margin(Margin { left: 10, right: 0, top: 2, bottom: 0 }).show(ui, |ui| {
            ScrollArea::vertical().auto_shrink(false).content_margin(Margin { right: 12, top: 4, bottom: 10, left: 1 }).show(ui, |ui| {
                for (index, (words, who, how, kind, anonymous)) in QUOTATIONS.into_iter().enumerate() {
                    if quotation(ui, index, self.selected == index, words, who, how, kind, anonymous) {
                        self.selected = index;
                    }
                }
            });
        });
    }
}

#[expect(clippy::too_many_arguments, reason = "an example's row of placeholders")]
fn quotation(ui: &mut Ui, index: usize, selected: bool, words: &str, who: &str, how: &str, kind: &str, anonymous: bool) -> bool {
    let t = theme::tokens(ui.ctx());
    let place = if anonymous { 0 } else { index };
    let (colour, pattern) = (speaker_colour(&t, place, anonymous), speaker_pattern(&t, place, anonymous));
    let card = Card::new(index, words).speaker_edge(colour, pattern).selected(selected);
    card.show(ui, |ui| {
        ui.label(text::card_quotation(ui).rich(words, t.ink));
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 7.0;
            initials_badge(ui, who, place, anonymous);
            ui.label(text::strong(ui).scaled(13.0 / 14.0).rich(who, t.ink));
            ui.label(text::body(ui).scaled(13.0 / 14.0).rich(how, t.muted));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| tag(ui, kind));
        });
        if selected {
            ui.horizontal(|ui| {
                ui.label(text::small(ui).rich("Found by rule: “had written:” before it", t.muted));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| small_link(ui, "Confirm"));
            });
        }
    })
    .response
    .clicked()
}

fn article(ui: &mut Ui) {
    let t = theme::tokens(ui.ctx());
    let measure = text::measure(ui);
    let left = ui.max_rect().center().x - measure / 2.0 + 12.0;
    let strip = Rect::from_min_max(pos2(left - 32.0, ui.max_rect().top() + 28.0), pos2(left - 22.0, ui.max_rect().bottom() - 28.0));
    ui.painter().rect_filled(strip, 5, if t.dark { t.sunken } else { t.rule.gamma_multiply(0.7) });
    for (index, (from, to)) in [(0.06, 0.13), (0.2, 0.32), (0.36, 0.45), (0.52, 0.58), (0.64, 0.75), (0.8, 0.88)].into_iter().enumerate() {
        let (line, wash) = speaker_colour(&t, index, index == 4);
        let band = Rect::from_x_y_ranges(strip.x_range(), egui::lerp(strip.y_range(), from)..=egui::lerp(strip.y_range(), to));
        paint_band(ui.painter(), band, line, wash, speaker_pattern(&t, index, index == 4));
    }
    let column = Rect::from_min_size(pos2(left, ui.max_rect().top() + 26.0), vec2(measure, ui.max_rect().height()));
    ui.scope_builder(egui::UiBuilder::new().max_rect(column), |ui| {
        theme::reading_selection(ui);
        ui.spacing_mut().item_spacing.y = 9.0;
        ui.label(text::headline(ui).rich("The harbour bridge closes for a year, and the ferry comes back", t.ink));
        ui.label(
            text::standfirst(ui).rich(
                "Engineers found cracks where nobody had looked. The islanders will cross by boat, as their grandparents did.",
                t.muted,
            ),
        );
        ui.label(text::body(ui).scaled(13.0 / 14.0).rich("By Runa Vik · 4 May 2021 · Saltmouth", t.muted));
        ui.separator();
        let (picture, _) = ui.allocate_exact_size(vec2(measure, 150.0), egui::Sense::hover());
        ui.painter().rect_filled(picture, 4, if t.dark { t.hover } else { t.speaker[0].gamma_multiply(0.6) });
        ui.label(text::caption(ui).rich("The bridge on its last morning. Photo: Runa Vik", t.muted));
        let kind = text::article(ui);
        let mut job = kind.job("The harbour office shut the bridge on Tuesday before the first bus. A councillor called it ", t.ink);
        let first = job.text.chars().count();
        job.append("“a bridge to nowhere”", 0.0, kind.format(t.ink));
        let second = job.text.chars().count();
        job.append(" and left the room. The report that decided it had been written in March: ", 0.0, kind.format(t.ink));
        let third = job.text.chars().count();
        let marked = egui::TextFormat { background: t.selection, ..kind.format(t.on_selection) };
        job.append("“We measured every bolt twice, and what we found would not let me sleep another night.”", 0.0, marked);
        let fourth = job.text.chars().count();
        job.append(" Read ", 0.0, kind.format(t.ink));
        job.append("Harbour Weekly", 0.0, text::article_italic(ui).format(t.ink));
        job.append(" on what it costs.", 0.0, kind.format(t.ink));
        job.wrap.max_width = measure;
        let galley = ui.painter().layout_job(job);
        let (rect, _) = ui.allocate_exact_size(galley.size(), egui::Sense::hover());
        ui.painter().galley(rect.min, galley.clone(), t.ink);
        for (from, to, index) in [(first, second, 0), (third, fourth, 1)] {
            underline(ui, &galley, rect, from, to, index);
        }
    });
}

fn underline(ui: &Ui, galley: &egui::Galley, rect: Rect, from: usize, to: usize, index: usize) {
    let t = theme::tokens(ui.ctx());
    let (line, _) = speaker_colour(&t, index, false);
    let pattern: Pattern = speaker_pattern(&t, index, false);
    let cursor = |at: usize| egui::text::CCursor::new(at);
    let (from, to) = (galley.layout_from_cursor(cursor(from)), galley.layout_from_cursor(cursor(to)));
    for row in from.row..=to.row {
        let placed = &galley.rows[row];
        let start = if row == from.row { placed.row.x_offset(from.column) } else { 0.0 };
        let end = if row == to.row { placed.row.x_offset(to.column) } else { placed.row.size.x };
        let y = rect.top() + placed.pos.y + placed.row.size.y - 2.0;
        let x = egui::Rangef::new(rect.left() + placed.pos.x + start, rect.left() + placed.pos.x + end);
        paint_underline(ui.painter(), x, y, 2.0, line, pattern);
    }
}
