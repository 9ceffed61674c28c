//! The archive's articles to choose from: every one of them, whether it was read already or not, found by words.

use egui::{ScrollArea, Ui};

use super::Cx;
use crate::{
    app::{
        open_archive::OpenArchive,
        theme::{self, text},
        widgets::{SearchField, menu_item},
    },
    model::{ArticleSummary, Slug},
};

/// From how many articles on there is a field to look for one.
const MANY: usize = 10;
/// How many articles are in sight at once.
const ROWS: f32 = 9.0;

/// The words by which an article is looked for, and the places of those that have them.
#[derive(Default)]
pub struct Looked {
    words: String,
    found: Option<Found>,
}

/// Which articles have some words: of which archive in which revision.
struct Found {
    of: (u64, u64, usize),
    words: String,
    places: Vec<u32>,
}

impl Looked {
    /// The places of the articles that have the words; looked for once.
    fn places(&mut self, archive: &OpenArchive) -> &[u32] {
        let of = (archive.key(), archive.unsaved.revision, archive.corpus.len());
        let is_known = self.found.as_ref().is_some_and(|found| found.of == of && found.words == self.words);
        if !is_known {
            let words: Vec<String> = self.words.to_lowercase().split_whitespace().map(str::to_owned).collect();
            let passes = |article: &ArticleSummary| {
                let own = format!("{} {}", article.headline, article.publisher.as_deref().unwrap_or_default()).to_lowercase();
                words.iter().all(|word| own.contains(word))
            };
            let all = (0_u32..).zip(archive.corpus.summaries());
            let places = all.filter(|(_, article)| words.is_empty() || passes(article)).map(|(place, _)| place).collect();
            self.found = Some(Found { of, words: self.words.clone(), places });
        }
        self.found.as_ref().map(|found| found.places.as_slice()).unwrap_or_default()
    }
}

/// Shows the articles, those with a tick for which `is_on` holds; the one that was chosen. To stand in a list that opens.
pub fn articles(ui: &mut Ui, cx: &mut Cx<'_>, archive: &OpenArchive, is_on: impl Fn(&Slug) -> bool) -> Option<Slug> {
    let tokens = theme::tokens(ui.ctx());
    let looked = &mut cx.tools.drafts.lesson.looked;
    if archive.corpus.len() > MANY {
        let width = ui.available_width();
        let field = SearchField::new(&mut looked.words, "Look for an article").hint("headline or outlet").width(width).show(ui);
        // It opens: one types at once.
        if ui.memory(|memory| memory.focused().is_none()) {
            field.response.request_focus();
        }
    } else {
        looked.words.clear();
    }
    let places = looked.places(archive);
    if places.is_empty() {
        ui.add(egui::Label::new(text::small(ui).rich("No headline and no outlet has these words.", tokens.muted)).wrap().selectable(false));
        return None;
    }
    let height = theme::look(ui.ctx()).control_height();
    let mut chosen = None;
    ScrollArea::vertical().id_salt("articles to choose").max_height((height + 2.0) * ROWS).auto_shrink([false, true]).show_rows(
        ui,
        height,
        places.len(),
        |ui, rows| {
            for article in places[rows].iter().filter_map(|place| archive.corpus.summary(*place as usize)) {
                if menu_item(ui, &named(article), None, is_on(&article.slug)).clicked() {
                    chosen = Some(article.slug.clone());
                }
            }
        },
    );
    chosen
}

/// The headline; before it the outlet, which tells articles on one event apart.
fn named(article: &ArticleSummary) -> String {
    match &article.publisher {
        Some(outlet) => format!("{outlet}: {}", article.headline),
        None => article.headline.clone(),
    }
}
