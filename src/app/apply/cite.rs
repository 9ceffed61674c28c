//! Citations: the style, the clipboard, export.

use std::{path::PathBuf, sync::Arc};

use crate::{
    app::{
        action::{Action, CopyWhat},
        clipboard,
        open_archive::OpenArchive,
        selection::Selected,
        state::State,
    },
    cite::{self, Item, Style},
    export,
    model::{Article, Slug},
    search::Along,
};

const NOT_YET: &str = "The citation style is still being read. Try again in a moment.";

/// The thing of an archive that is cited now: what is selected, or its article.
pub fn item(archive: &OpenArchive) -> Option<Item> {
    let (slug, article) = archive.article()?;
    let whole = archive.archive.as_ref();
    Some(match &archive.selection.what {
        Selected::Quotation(id) => match article.quotation(id) {
            Some(quotation) => Item::quotation(whole, slug, article, quotation),
            None => Item::article(whole, slug, article),
        },
        Selected::Photo(id) => match article.photo(id) {
            Some(photo) => Item::photo(whole, slug, article, photo),
            None => Item::article(whole, slug, article),
        },
        _ => Item::article(whole, slug, article),
    })
}

/// Reads a style by its key, or by the path of a `.csl` file, on a thread: the engine's styles and terms take a tenth of a second.
pub fn set_style(state: &mut State, key: String) {
    state.dialog = None;
    state.jobs.start("Reading the citation style", move |_| {
        let style = load(&key);
        cite::prepare();
        Action::StyleRead(key, style)
    });
}

/// Puts a style in force that was read.
pub fn style_read(state: &mut State, key: &str, result: Result<Style, String>) {
    match result {
        Ok(style) => {
            state.style = Some(style);
            if state.style_key() != key {
                key.clone_into(&mut state.settings.style);
                state.save_settings();
            }
        }
        Err(error) => {
            state.warn(error);
            if state.style.is_none() {
                // A style file that was remembered and is gone: the first favourite instead.
                state.style = Style::load(cite::FAVOURITES[0]).ok();
                state.settings.style.clear();
            }
        }
    }
}

fn load(key: &str) -> Result<Style, String> {
    let file = PathBuf::from(key);
    if file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csl")) {
        Style::from_file(&file).map_err(|error| error.to_string())
    } else {
        Style::load(key).map_err(|error| error.to_string())
    }
}

/// Puts a part of the citation on the clipboard, as rich text and as plain text.
pub fn copy(state: &mut State, ctx: &egui::Context, what: CopyWhat) {
    if state.style.is_none() && what != CopyWhat::Words {
        return state.warn(NOT_YET);
    }
    let copied = (|| {
        let archive = state.archive()?;
        if what == CopyWhat::Words {
            let Selected::Passage(passage) = &archive.selection.what else { return None };
            return Some((passage.exact.clone(), String::new(), "The words are copied."));
        }
        let (item, style) = (item(archive)?, state.style.as_ref()?);
        let rendered = cite::render(style, &item);
        let (formatted, said) = match what {
            CopyWhat::WithQuotation => (cite::quotation_with_citation(style, &item), "The quotation is copied with its citation."),
            CopyWhat::InText => (rendered.in_text, "The in-text citation is copied."),
            CopyWhat::Note => (rendered.note?, "The footnote is copied."),
            CopyWhat::Reference | CopyWhat::Words => (rendered.reference, "The reference is copied."),
        };
        Some((formatted.to_text(), formatted.to_html(), said))
    })();
    if let Some((text, html, said)) = copied {
        clipboard::put(ctx, text, html);
        state.say(said);
    }
}

/// The articles that the filter shows.
fn shown_articles(archive: &OpenArchive) -> Along {
    archive.corpus.along(archive.corpus.summaries().map(|summary| &summary.slug).filter(|slug| archive.shown.is_article_shown(slug)))
}

/// Writes citations of what the filter shows: the articles, and the quotations and photos where it picks some out.
pub fn export(state: &mut State, format: cite::Format, path: PathBuf) {
    let Some(style) = state.style.clone() else { return state.warn(NOT_YET) };
    let Some(archive) = state.archive() else { return };
    let (whole, articles, shown, filtered) =
        (archive.archive.clone(), shown_articles(archive), archive.shown.clone(), !archive.filter.is_empty());
    state.jobs.start("Exporting citations", move |progress| {
        let mut items = Vec::new();
        progress.set_total(articles.len() as u64);
        for (slug, article) in articles.each() {
            if progress.is_cancelled() {
                return Action::Nothing;
            }
            progress.advance(1);
            let (slug, article) = (&slug, &article);
            items.push(Item::article(&whole, slug, article));
            if filtered {
                for quotation in article.quotations.iter().filter(|quotation| shown.is_quotation_shown(slug, &quotation.id)) {
                    items.push(Item::quotation(&whole, slug, article, quotation));
                }
            }
            for photo in article.photos.iter().filter(|photo| shown.is_photo_shown(slug, &photo.id)) {
                items.push(Item::photo(&whole, slug, article, photo));
            }
        }
        Action::Exported(cite::export_to(&path, &items, format, &style).map(|()| path).map_err(|error| error.to_string()))
    });
}

/// Writes the articles that the filter shows.
pub fn export_articles(state: &mut State, format: export::Format, path: PathBuf) {
    let Some(archive) = state.archive() else { return };
    let (bundle, whole, articles) = (archive.bundle.clone(), archive.archive.clone(), shown_articles(archive));
    state.jobs.start("Exporting articles", move |_| {
        let articles: Vec<(Slug, Article)> = articles.each().map(|(slug, article)| (slug, Arc::unwrap_or_clone(article))).collect();
        let media = |slug: &Slug, url: &str| bundle.media(slug, url).ok();
        let result = export::to_file(&path, format, &whole, &articles, &media);
        Action::Exported(result.map(|()| path).map_err(|error| error.to_string()))
    });
}

/// Says whether a file was written.
pub fn exported(state: &mut State, result: Result<PathBuf, String>) {
    match result {
        Ok(path) => state.say(format!("Written to {}.", path.display())),
        Err(sentence) => state.warn(sentence),
    }
}
