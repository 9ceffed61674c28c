//! The wording: how it is said that somebody said something, and which words judge or keep a distance.

use egui::{ScrollArea, Ui};

use super::{Cx, contents::counted};
use crate::{
    app::{
        action::Action,
        open_archive::OpenArchive,
        selection::{Selected, Selection},
        theme::{self, icon, text},
        widgets::{ListRow, checkbox, empty_state, section_label_with},
    },
    model::{Article, LabelKind, Slug, SpeakerId},
    quotes::Tone,
};

/// One word with all its places.
struct Word {
    words: String,
    /// By whom, with how often: the outlet, or somebody inside a quotation.
    users: Vec<(Option<SpeakerId>, usize)>,
    places: Vec<Selected>,
}

impl Word {
    fn add(list: &mut Vec<Self>, words: &str, user: Option<&SpeakerId>, place: Selected) {
        let at = list.iter().position(|known| known.words == words).unwrap_or_else(|| {
            list.push(Self { words: words.to_owned(), users: Vec::new(), places: Vec::new() });
            list.len() - 1
        });
        let word = &mut list[at];
        match word.users.iter_mut().find(|(known, _)| known.as_ref() == user) {
            Some((_, count)) => *count += 1,
            None => word.users.push((user.cloned(), 1)),
        }
        word.places.push(place);
    }
}

/// How many words there are to show.
pub fn count(cx: &mut Cx<'_>, article: &std::sync::Arc<Article>) -> usize {
    cx.tools.wording.of(article).telling + article.labels.len()
}

/// Shows the panel.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive) {
    let Some((slug, article)) = archive.article() else { return };
    let verbs = cx.tools.wording.of(article);
    if verbs.is_empty() && article.labels.is_empty() {
        empty_state(ui, icon::TEXT_AA, "Nothing to weigh", "No reporting verb and no word that judges was found in this article.", None);
        return;
    }
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        egui::Frame::new().inner_margin(egui::Margin { left: 17, right: 12, top: 10, bottom: 6 }).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            if checkbox(ui, "Mark reporting verbs", &mut cx.state.settings.marks_verbs.to_owned()).clicked() {
                cx.actions.push(Action::ToggleVerbs);
            }
            if checkbox(ui, "Mark words that judge", &mut !cx.state.settings.hides_labels).clicked() {
                cx.actions.push(Action::ToggleLabels);
            }
        });
        for tone in Tone::ALL {
            let mut words = Vec::new();
            for verb in verbs.iter().filter(|verb| verb.tone == tone) {
                Word::add(&mut words, verb.lemma, verb.speaker.as_ref(), Selected::Passage(verb.passage.clone()));
            }
            group(ui, cx, archive, slug, &format!("{} verbs", capital(tone.word())), tone.meaning(), words, "reports");
        }
        for (kind, title, meaning) in [
            (LabelKind::Judging, "Words that judge", "what they stand with is called good, bad, true or false"),
            (LabelKind::Hedge, "Words that keep a distance", "the outlet does not vouch for it"),
        ] {
            let mut words = Vec::new();
            for label in article.labels.iter().filter(|label| label.kind == kind) {
                let name = label.passage.exact.to_lowercase();
                Word::add(&mut words, &name, label.spoken_by_character.as_ref(), Selected::Passage(label.passage.clone()));
            }
            group(ui, cx, archive, slug, title, meaning, words, "");
        }
        egui::Frame::new().inner_margin(egui::Margin::symmetric(17, 10)).show(ui, |ui| {
            let tokens = theme::tokens(ui.ctx());
            let words = "The lists are short and do not know irony. The program shows; you judge.";
            ui.add(egui::Label::new(text::small(ui).rich(words, tokens.muted)).wrap().selectable(false));
        });
    });
}

#[allow(clippy::too_many_arguments)]
fn group(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    archive: &OpenArchive,
    slug: &Slug,
    title: &str,
    meaning: &str,
    mut words: Vec<Word>,
    reports: &str,
) {
    if words.is_empty() {
        return;
    }
    words.sort_by_key(|word| std::cmp::Reverse(word.places.len()));
    let tokens = theme::tokens(ui.ctx());
    egui::Frame::new().inner_margin(egui::Margin { left: 17, right: 12, top: 10, bottom: 4 }).show(ui, |ui| {
        section_label_with(ui, title, words.iter().map(|word| word.places.len()).sum::<usize>());
        ui.add(egui::Label::new(text::small(ui).rich(meaning, tokens.muted)).wrap().selectable(false));
    });
    for word in &words {
        let users: Vec<String> = word
            .users
            .iter()
            .map(|(user, count)| {
                let name = archive.speaker(user.as_ref()).map_or("the outlet", |speaker| speaker.name());
                let name = if user.is_none() && !reports.is_empty() { "nobody named" } else { name };
                if *count > 1 { format!("{name} {count}") } else { name.to_owned() }
            })
            .collect();
        let users = users.join(", ");
        let at = word.places.iter().position(|place| *place == archive.selection.what);
        let said = format!("Wording: {}, {}, {reports} {users}", word.words, counted(word.places.len(), "time"));
        let shown = ListRow::new((title, &word.words), said.trim()).selected(at.is_some()).show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.add(egui::Label::new(text::strong(ui).rich(&word.words, tokens.ink)).selectable(false));
                let number = match at {
                    Some(at) if word.places.len() > 1 => format!("{} of {}", at + 1, word.places.len()),
                    _ => word.places.len().to_string(),
                };
                ui.add(egui::Label::new(text::small(ui).rich(number, tokens.muted)).selectable(false));
            });
            let users = text::small(ui).galley_elided(ui, users.as_str(), tokens.muted, ui.available_width(), 2);
            ui.add(egui::Label::new(users).selectable(false));
        });
        if shown.response.clicked() {
            // Again and again leads through all of its places.
            let next = at.map_or(0, |at| (at + 1) % word.places.len());
            cx.actions.push(Action::Select(Selection::of(slug.clone(), word.places[next].clone())));
        }
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
