//! Every widget in every state.

use egui::{Frame, Margin, Ui, vec2};
use onrecord::app::theme::{self, Pattern, icon, paint_band, speaker_colour, text};
use onrecord::app::widgets::{
    Button, Card, Chip, Dialog, IconButton, MenuChip, SearchField, Tab, Toast, Toasts, badge, empty_state, initials_badge, key_hint,
    menu_item, primary_button, progress_row, quiet_button, secondary_button, section_label, segmented, tabs, tag, text_link, warning_tag,
};

#[derive(Default)]
pub struct Page {
    empty: String,
    full: Option<String>,
    part: usize,
    tab: usize,
    pub dialog: bool,
    pub toasts: bool,
}

impl Page {
    pub fn show(&mut self, ui: &mut Ui, toasts: &mut Toasts<&'static str>) {
        if std::mem::take(&mut self.toasts) {
            toasts.push(Toast::done("Citation copied.").action("Undo", "Undo"));
            toasts.push(Toast::warning("“bridge.record” has changed since it was checked; two files differ.").action("Show", "Show"));
        }
        Frame::new().inner_margin(Margin::same(24)).show(ui, |ui| {
            ui.columns(3, |columns| {
                self.controls(&mut columns[0], toasts);
                self.cards(&mut columns[1]);
                self.rest(&mut columns[2]);
            });
        });
        if self.dialog {
            self.dialog(ui);
        }
    }

    fn controls(&mut self, ui: &mut Ui, toasts: &mut Toasts<&'static str>) {
        section_label(ui, "Buttons");
        ui.horizontal(|ui| {
            if primary_button(ui, "Keep and next").clicked() {
                self.dialog = true;
            }
            if secondary_button(ui, "In-text").clicked() {
                toasts.push(Toast::done("Citation copied.").action("Undo", "Undo"));
            }
            quiet_button(ui, "Hint");
        });
        ui.horizontal(|ui| {
            ui.add_enabled(false, Button::primary("Keep"));
            ui.add_enabled(false, Button::secondary("In-text"));
            ui.add(Button::secondary("Open…").icon(icon::FOLDER_OPEN).shortcut("Ctrl O"));
        });
        ui.horizontal(|ui| {
            ui.add(Button::primary("Next").large());
            ui.add(Button::secondary("Back").large());
            text_link(ui, "Save filter…");
        });
        section_label(ui, "Icons");
        ui.horizontal(|ui| {
            ui.add(IconButton::new(icon::LIST, "Contents").shortcut("F9"));
            ui.add(IconButton::new(icon::TEXT_AA, "Text size").on(true));
            ui.add(IconButton::new(icon::BOOKMARK_SIMPLE, "Marked").on(false));
            ui.add_enabled(false, IconButton::new(icon::CARET_RIGHT, "Forward"));
            ui.add(IconButton::new(icon::X, "Close").small());
        });
        section_label(ui, "Chips");
        ui.horizontal_wrapped(|ui| {
            Chip::new("Direct").count(9).on(true).show(ui);
            Chip::new("Anonymous").count(2).show(ui);
            Chip::new("Ilse Brandt").on(true).removable().show(ui);
            Chip::new("page data says 20 May").warning().show(ui);
            MenuChip::new("Speaker").show(ui, |ui| menu_item(ui, "Ilse Brandt", Some(4), true));
            MenuChip::new("Outlet").chosen(2).show(ui, |ui| menu_item(ui, "Tide and Time", Some(12_000), true));
        });
        section_label(ui, "One of several");
        if let Some(part) = segmented(ui, "Layout", &["Read", "Compare", "Present"], self.part) {
            self.part = part;
        }
        let all = ["Quotations", "Speakers", "Photos"].map(|name| Tab { name, count: Some(9) });
        if let Some(tab) = tabs(ui, &all, self.tab) {
            self.tab = tab;
        }
        section_label(ui, "Search");
        SearchField::new(&mut self.empty, "Search").hint("Search words, speakers").shortcut("Ctrl K").width(320.0).show(ui);
        let full = self.full.get_or_insert_with(|| "harbour".to_owned());
        SearchField::new(full, "Search here").width(320.0).show(ui);
        section_label(ui, "Menu");
        Frame::popup(ui.style()).show(ui, |ui| {
            ui.set_width(220.0);
            ui.spacing_mut().item_spacing.y = 2.0;
            menu_item(ui, "Ilse Brandt", Some(4), true);
            menu_item(ui, "A very long name of a harbour committee", Some(1204), false);
            menu_item(ui, "not named", Some(2), false);
        });
    }

    fn cards(&mut self, ui: &mut Ui) {
        let t = theme::tokens(ui.ctx());
        section_label(ui, "Cards");
        let card = |ui: &mut Ui, card: Card<'_>, words: &str| {
            card.show(ui, |ui| {
                ui.label(text::card_quotation(ui).rich(words, t.ink));
                ui.horizontal(|ui| {
                    ui.label(text::small(ui).rich("said · interview", t.muted));
                    tag(ui, "direct");
                });
            });
        };
        card(ui, Card::new("rest", "at rest").edge(t.speaker[1]), "“At rest.”");
        card(ui, Card::new("selected", "selected").edge(t.speaker[0]).selected(true), "“Selected.”");
        card(ui, Card::new("glow", "glowing").edge(t.speaker[0]).glowing(true), "“The same speaker’s.”");
        card(ui, Card::new("pattern", "sixth").speaker_edge(speaker_colour(&t, 5, false), Pattern::Stripes), "“The sixth speaker’s.”");
        card(ui, Card::new("right", "right").right_answer(true), "The right answer");
        section_label(ui, "Speakers");
        for row in 0..2 {
            ui.horizontal(|ui| {
                for index in row * 8..row * 8 + 8 {
                    initials_badge(ui, ["Ilse Brandt", "CISA", "Anders Holm", "Jo Park"][index % 4], index, index == 15);
                }
            });
        }
        ui.horizontal(|ui| {
            for pattern in [Pattern::Solid, Pattern::Stripes, Pattern::Dots, Pattern::Bars] {
                let (rect, _) = ui.allocate_exact_size(vec2(10.0, 70.0), egui::Sense::hover());
                paint_band(ui.painter(), rect, t.speaker[3], t.speaker_wash[3], pattern);
                let (rect, _) = ui.allocate_exact_size(vec2(56.0, 16.0), egui::Sense::hover());
                paint_band(ui.painter(), rect, t.speaker[0], t.speaker_wash[0], pattern);
            }
        });
        section_label(ui, "Small words");
        ui.horizontal(|ui| {
            tag(ui, "partial");
            warning_tag(ui, "changed since");
            badge(ui, 3, "messages");
            badge(ui, 1204, "files");
            key_hint(ui, "Ctrl O");
            key_hint(ui, "?");
        });
    }

    fn rest(&mut self, ui: &mut Ui) {
        section_label(ui, "Jobs");
        progress_row(ui, "Checking vote.record", Some(0.62), "1,204 of 1,940 files");
        progress_row(ui, "Reading 14 saved pages", None, "ferry.html");
        section_label(ui, "Nothing here");
        empty_state(
            ui,
            icon::QUOTES,
            "No quotations left",
            "The filter hides all twelve of this article. Clear it, or choose another speaker.",
            Some("Clear the filter"),
        );
        section_label(ui, "Type");
        let t = theme::tokens(ui.ctx());
        ui.label(text::heading(ui).rich("A heading, and its letters", t.ink));
        ui.label(text::article(ui).rich("An article’s words: fjord, office, Wörter, слова, λόγια.", t.ink));
        ui.label(text::article_italic(ui).rich("Its italic, for titles of ships.", t.ink));
        ui.label(text::body(ui).rich("The interface says 41,208 files in plain words.", t.ink));
        ui.label(text::small(ui).rich("And quieter still: saved 12:04.", t.muted));
    }

    fn dialog(&mut self, ui: &mut Ui) {
        let t = theme::tokens(ui.ctx());
        let shown = Dialog::new("leave out", "Leave this page out?").show(
            ui.ctx(),
            |ui| ui.label(text::body(ui).rich("Its words are kept beside the archive, so that you can take it in later.", t.muted)),
            |ui| {
                let done = primary_button(ui, "Leave it out").clicked();
                done | secondary_button(ui, "Keep it").clicked()
            },
        );
        if shown.dismissed || shown.buttons {
            self.dialog = false;
        }
    }
}
