//! Confirming and correcting a quotation, on its card.

use std::collections::HashSet;

use egui::{Align, Key, Layout, TextEdit, Ui};

use super::Cx;
use crate::{
    app::{
        action::Action,
        edits::Edit,
        open_archive::OpenArchive,
        theme::{self, icon, text},
        widgets::{Button, MenuChip, menu_item, segmented, small_link},
    },
    model::{Article, Quotation, QuotationId, QuotationKind, Speaker, SpeakerId},
    quotes::{Correction, SpeakerKind},
};

/// What is being typed about a quotation.
pub struct Typed {
    id: QuotationId,
    /// What the quotation said when the fields were filled.
    from: [Option<String>; 3],
    fields: [String; 3],
    name: String,
    kind: SpeakerKind,
}

impl Typed {
    fn of(quotation: &Quotation) -> Self {
        let from = [quotation.cue.clone(), quotation.medium.clone(), quotation.via.clone()];
        let fields = from.clone().map(Option::unwrap_or_default);
        Self { id: quotation.id.clone(), from, fields, name: String::new(), kind: SpeakerKind::Person }
    }
}

/// Shows what can be said of the quotation: that it is right, or what is right.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, article: &Article, quotation: &Quotation) {
    ui.add_space(2.0);
    if cx.state.correcting.as_ref() == Some(&quotation.id) {
        form(ui, cx, archive, article, quotation);
    }
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        if !quotation.provenance.is_confirmed() {
            let button = ui.add(Button::secondary("Confirm").icon(icon::CHECK).shortcut("C"));
            if button.clicked() {
                cx.actions.push(Action::Edit(Edit::Confirm(vec![quotation.id.clone()])));
            }
        }
        let is_open = cx.state.correcting.as_ref() == Some(&quotation.id);
        if small_link(ui, if is_open { "Done" } else { "Correct…" }).on_hover_text("E").clicked() {
            cx.actions.push(Action::CorrectSelected);
        }
    });
}

fn form(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, article: &Article, quotation: &Quotation) {
    let now = [quotation.cue.clone(), quotation.medium.clone(), quotation.via.clone()];
    let mut typed = match cx.tools.drafts.correction.take() {
        Some(typed) if typed.id == quotation.id && typed.from == now => typed,
        _ => Typed::of(quotation),
    };
    let change = |cx: &mut Cx<'_>, correction| cx.actions.push(Action::Edit(Edit::Correct(quotation.id.clone(), correction)));
    ui.spacing_mut().item_spacing.y = 6.0;
    row(ui, "Kind", |ui| {
        MenuChip::new(quotation.kind.word()).button().width(150.0).show(ui, |ui| {
            for kind in QuotationKind::ALL {
                if menu_item(ui, kind.word(), None, kind == quotation.kind).clicked() {
                    change(cx, Correction::Kind(kind));
                    ui.close();
                }
            }
        });
    });
    row(ui, "Speaker", |ui| speaker(ui, cx, archive, article, quotation, &mut typed));
    for (at, (name, hint)) in
        [("Said with", "said, according to"), ("Medium", "statement, interview"), ("Via", "who relayed it")].into_iter().enumerate()
    {
        row(ui, name, |ui| {
            if field(ui, &mut typed.fields[at], name, hint) {
                let words = typed.fields[at].trim();
                let words = (!words.is_empty()).then(|| words.to_owned());
                if words != typed.from[at] {
                    change(cx, [Correction::Cue, Correction::Medium, Correction::Via][at](words));
                }
            }
        });
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        let mut edit = |edit| cx.actions.push(Action::Edit(edit));
        if small_link(ui, "Not a quotation").clicked() {
            edit(Edit::Remove(quotation.id.clone()));
        }
        if small_link(ui, "Join to the one before").clicked() {
            edit(Edit::Join(quotation.id.clone()));
        }
        if quotation.passages.len() > 1 && small_link(ui, "Part into its pieces").clicked() {
            edit(Edit::Split(quotation.id.clone()));
        }
    });
    cx.tools.drafts.correction = Some(typed);
}

/// Who said it: one of the speakers, nobody, or somebody new.
fn speaker(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, article: &Article, quotation: &Quotation, typed: &mut Typed) {
    let current = quotation.spoken_by_character.as_ref();
    let name = archive.speaker(current).map_or("nobody", Speaker::name);
    // What fits on the card.
    let letters = ((ui.available_width() - 48.0) / (7.6 * theme::look(ui.ctx()).text_size)).max(6.0) as usize;
    let shown: String =
        if name.chars().count() > letters { name.chars().take(letters - 1).chain(['…']).collect() } else { name.to_owned() };
    MenuChip::new(&shown).button().width(280.0).show(ui, |ui| {
        let set = |cx: &mut Cx<'_>, id: Option<&Speaker>| {
            let correction = Correction::Speaker(id.map(|speaker| speaker.id().clone()));
            cx.actions.push(Action::Edit(Edit::Correct(quotation.id.clone(), correction)));
        };
        egui::ScrollArea::vertical().max_height(220.0).show(ui, |ui| {
            // Who speaks in this article comes first.
            let speaking: HashSet<&SpeakerId> = article.quotations.iter().filter_map(|other| other.spoken_by_character.as_ref()).collect();
            let speaks = |speaker: &&Speaker| speaking.contains(speaker.id());
            let (here, elsewhere): (Vec<&Speaker>, Vec<&Speaker>) = archive.archive.speakers.iter().partition(speaks);
            for speaker in here.into_iter().chain(elsewhere) {
                if menu_item(ui, speaker.name(), None, current == Some(speaker.id())).clicked() {
                    set(cx, Some(speaker));
                    ui.close();
                }
            }
            if menu_item(ui, "nobody", None, current.is_none()).clicked() {
                set(cx, None);
                ui.close();
            }
        });
        ui.separator();
        let tokens = theme::tokens(ui.ctx());
        ui.add(egui::Label::new(text::small(ui).rich("Somebody else", tokens.muted)).selectable(false));
        let kinds = [SpeakerKind::Person, SpeakerKind::Organization, SpeakerKind::Anonymous];
        let at = kinds.iter().position(|kind| *kind == typed.kind).unwrap_or(0);
        let entered = field(ui, &mut typed.name, "Name of the speaker", "Name, or description");
        if let Some(chosen) = segmented(ui, "What the speaker is", &["Person", "Organization", "Not named"], at) {
            typed.kind = kinds[chosen];
        }
        let adds = ui.add(Button::secondary("Add speaker")).clicked() || (entered && ui.input(|input| input.key_pressed(Key::Enter)));
        if adds && !typed.name.trim().is_empty() {
            cx.actions.push(Action::Edit(Edit::NewSpeaker(quotation.id.clone(), typed.kind, std::mem::take(&mut typed.name))));
            ui.close();
        }
    });
}

/// A name and what stands for it, in two columns.
fn row(ui: &mut Ui, name: &str, value: impl FnOnce(&mut Ui)) {
    let tokens = theme::tokens(ui.ctx());
    let look = theme::look(ui.ctx());
    ui.allocate_ui_with_layout(egui::vec2(ui.available_width(), look.control_height()), Layout::left_to_right(Align::Center), |ui| {
        let width = 64.0 * look.text_size;
        ui.allocate_ui_with_layout(egui::vec2(width, look.control_height()), Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_width(width);
            ui.add(egui::Label::new(text::small(ui).rich(name, tokens.muted)).selectable(false));
        });
        value(ui);
    });
}

/// A line of text; whether what was typed is to be taken.
fn field(ui: &mut Ui, words: &mut String, name: &str, hint: &str) -> bool {
    let tokens = theme::tokens(ui.ctx());
    let body = text::body(ui);
    let edit = TextEdit::singleline(words)
        .font(body.font.clone())
        .text_color(tokens.ink)
        .hint_text(body.rich(hint, tokens.muted))
        .desired_width(ui.available_width() - 12.0);
    let response = ui.add(edit);
    let value = words.clone();
    response.widget_info(|| egui::WidgetInfo {
        label: Some(name.to_owned()),
        current_text_value: Some(value.clone()),
        ..egui::WidgetInfo::new(egui::Role::TextInput)
    });
    response.lost_focus()
}
