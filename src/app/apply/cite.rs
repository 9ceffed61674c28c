//! Citations: the style, the clipboard, export.

use std::{path::PathBuf, sync::Arc};

use crate::{
    app::{
        action::{Action, CopyWhat},
        clipboard,
        open_archive::OpenArchive,
        selection::Selected,
        settings::OwnStyle,
        state::State,
        widgets::Toast,
        works::{self, CiteAs, ExportChoice},
    },
    cite::{self, Formatted, Item, Section, Style},
    export,
    model::{Article, Slug},
    search::Along,
};

const NOT_YET: &str = "The citation style is still being read. Try again in a moment.";

/// Reads a style by its key, or by the path of a `.csl` file, on a thread: the engine's styles and terms take a tenth of a second.
pub fn set_style(state: &mut State, key: String) {
    state.dialog = None;
    state.jobs.start("Reading the citation style", move |_| {
        let style = load(&key);
        cite::prepare();
        Action::StyleRead(key, style)
    });
}

/// Puts a style in force that was read; a file is remembered.
pub fn style_read(state: &mut State, key: &str, result: Result<Style, String>) {
    match result {
        Ok(style) => {
            if is_file(key) {
                let own = OwnStyle { path: PathBuf::from(key), title: style.title().to_owned() };
                if !state.settings.own_styles.contains(&own) {
                    state.settings.own_styles.retain(|known| known.path != own.path);
                    state.settings.own_styles.insert(0, own);
                    state.save_settings();
                }
            }
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

/// Makes a style one of the favourites, or not one any more; a file of one's own is forgotten.
pub fn favour(state: &mut State, key: &str) {
    if is_file(key) {
        state.settings.own_styles.retain(|own| own.path.to_string_lossy() != key);
    } else {
        let mut favourites = state.settings.favourite_styles();
        match favourites.iter().position(|known| known == key) {
            Some(at) => drop(favourites.remove(at)),
            None => favourites.push(key.to_owned()),
        }
        state.settings.favourites = Some(favourites);
    }
    state.save_settings();
}

fn is_file(key: &str) -> bool {
    PathBuf::from(key).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csl"))
}

fn load(key: &str) -> Result<Style, String> {
    if is_file(key) {
        Style::from_file(&PathBuf::from(key)).map_err(|error| error.to_string())
    } else {
        Style::load(key).map_err(|error| error.to_string())
    }
}

/// Cites the selection in another way.
pub fn cite_as(state: &mut State, way: CiteAs) {
    state.cite_as = state.selection().cloned().map(|selection| (selection, way));
}

/// Puts a part of the citation on the clipboard, as rich text and as plain text.
pub fn copy(state: &mut State, ctx: &egui::Context, what: CopyWhat) {
    if what == CopyWhat::Words {
        let Some(Selected::Passage(passage)) = state.selection().map(|selection| selection.what.clone()) else { return };
        clipboard::put(ctx, passage.exact, String::new());
        let toast = Toast::done("The words are copied.").action("With citation", Action::Copy(CopyWhat::WithQuotation));
        return state.said.push(toast);
    }
    if state.style.is_none() {
        return state.warn(NOT_YET);
    }
    if matches!(what, CopyWhat::List | CopyWhat::Together) {
        return copy_list(state, ctx, what);
    }
    let copied = (|| {
        let ((item, _), style) = (works::cited(state)?, state.style.as_ref()?);
        let rendered = cite::render(style, &item);
        let (formatted, said) = match what {
            CopyWhat::WithQuotation => (cite::quotation_with_citation(style, &item), "The words are copied with their citation."),
            CopyWhat::InText => (rendered.in_text, "The in-text citation is copied."),
            CopyWhat::Note => (rendered.note?, "The footnote is copied."),
            _ => (rendered.reference, "The reference is copied."),
        };
        Some((formatted, said))
    })();
    if let Some((formatted, said)) = copied {
        clipboard::put(ctx, formatted.to_text(), formatted.to_html());
        state.say(said);
    }
}

/// Puts the list of works cited on the clipboard, or one citation of all of them for the text.
fn copy_list(state: &mut State, ctx: &egui::Context, what: CopyWhat) {
    let (Some(archive), Some(style)) = (state.archive(), &state.style) else { return };
    let sections = works::sections(archive, state.settings.annotates_works, state.settings.groups_works);
    if sections.is_empty() {
        return state.say("Nothing is in the list yet. “Add to list” stands under each citation.");
    }
    if what == CopyWhat::Together {
        let items: Vec<Item> = sections.into_iter().flat_map(|section| section.items).collect();
        let together: Formatted = cite::cite_together(style, &items);
        clipboard::put(ctx, together.to_text(), together.to_html());
        return state.say("One citation of all works in the list is copied.");
    }
    let text = String::from_utf8_lossy(&cite::export_sections(&sections, cite::Format::Text, style)).trim_end().to_owned();
    let html = String::from_utf8_lossy(&cite::export_sections(&sections, cite::Format::Html, style)).into_owned();
    clipboard::put(ctx, text, html);
    state.say("The list of works cited is copied.");
}

/// The articles that the filter shows.
fn shown_articles(archive: &OpenArchive) -> Along {
    archive.corpus.along(archive.corpus.summaries().map(|summary| &summary.slug).filter(|slug| archive.shown.is_article_shown(slug)))
}

/// Writes the citations that were chosen: the list of works cited, or what the filter shows.
pub fn export(state: &mut State, choice: ExportChoice, path: PathBuf) {
    let Some(style) = state.style.clone() else { return state.warn(NOT_YET) };
    let Some(archive) = state.archive() else { return };
    let format = choice.format;
    let written =
        |path: PathBuf, result: Result<(), cite::ExportError>| Action::Exported(result.map(|()| path).map_err(|error| error.to_string()));
    if choice.list {
        let sections = works::sections(archive, state.settings.annotates_works, state.settings.groups_works);
        state.jobs.start("Exporting the list of works cited", move |_| {
            let result = cite::export_to(&path, &sections, format, &style);
            written(path, result)
        });
        return;
    }
    let (whole, articles, shown) = (archive.archive.clone(), shown_articles(archive), archive.shown.clone());
    state.jobs.start("Exporting citations", move |progress| {
        progress.set_total(articles.len() as u64);
        let result = cite::export_with(&path, format, &style, |writer| {
            for (slug, article) in articles.each() {
                let (slug, article) = (&slug, &article);
                if progress.is_cancelled() {
                    return Err(std::io::Error::other("it was cancelled"));
                }
                if choice.articles {
                    writer.add(&Item::article(&whole, slug, article))?;
                }
                for quotation in
                    article.quotations.iter().filter(|quotation| choice.quotations && shown.is_quotation_shown(slug, &quotation.id))
                {
                    writer.add(&Item::quotation(&whole, slug, article, quotation))?;
                }
                for photo in article.photos.iter().filter(|photo| choice.photos && shown.is_photo_shown(slug, &photo.id)) {
                    writer.add(&Item::photo(&whole, slug, article, photo))?;
                }
                progress.advance(1);
            }
            Ok(())
        });
        written(path, result)
    });
}

/// What would be exported: for the sheet's preview, the first things alone.
pub fn export_preview(state: &State, choice: ExportChoice) -> Option<(usize, String)> {
    let (archive, style) = (state.archive()?, state.style.as_ref()?);
    let (count, first) = if choice.list {
        let sections = works::sections(archive, state.settings.annotates_works, false);
        let items: Vec<Item> = sections.into_iter().flat_map(|section| section.items).collect();
        (items.len(), items.into_iter().next())
    } else {
        let shown = &archive.shown;
        let listed = archive.corpus.summaries().filter(|article| shown.is_article_shown(&article.slug));
        let (mut count, mut first) = (0, None);
        // Of an archive that is too large to be held only the first article is read, and the rest is counted by its list.
        let is_held = archive.corpus.is_held();
        if !is_held {
            for article in listed.clone() {
                let quotations = shown.quotation_count(&article.slug).unwrap_or(article.quotation_count);
                count += usize::from(choice.articles)
                    + usize::from(choice.quotations) * quotations
                    + usize::from(choice.photos) * article.photo_count;
            }
        }
        let slugs = listed.map(|article| &article.slug).take(if is_held { usize::MAX } else { 1 });
        for (slug, article) in archive.corpus.along(slugs).each() {
            let quotations =
                article.quotations.iter().filter(|quotation| choice.quotations && shown.is_quotation_shown(&slug, &quotation.id));
            let photos: Vec<_> = article.photos.iter().filter(|photo| choice.photos && shown.is_photo_shown(&slug, &photo.id)).collect();
            if is_held {
                count += usize::from(choice.articles) + quotations.clone().count() + photos.len();
            }
            if first.is_none() {
                first = if choice.articles {
                    Some(Item::article(&archive.archive, &slug, &article))
                } else {
                    let quotation =
                        quotations.clone().next().map(|quotation| Item::quotation(&archive.archive, &slug, &article, quotation));
                    quotation.or_else(|| Some(Item::photo(&archive.archive, &slug, &article, photos.first()?)))
                };
            }
        }
        (count, first)
    };
    let text = first.map(|item| {
        let format = if choice.format.is_text() && choice.format != cite::Format::Rtf { choice.format } else { cite::Format::Text };
        let format = if format == cite::Format::Html { cite::Format::Text } else { format };
        let section = Section { heading: None, items: vec![item] };
        String::from_utf8_lossy(&cite::export_sections(&[section], format, style)).trim_end().to_owned()
    });
    Some((count, text.unwrap_or_default()))
}

/// What was chosen as text for the clipboard, with a rich form where there is one.
pub fn export_text(state: &State, choice: ExportChoice) -> (String, String) {
    let (Some(archive), Some(style)) = (state.archive(), state.style.as_ref()) else { return (String::new(), String::new()) };
    let sections = if choice.list {
        works::sections(archive, state.settings.annotates_works, state.settings.groups_works)
    } else {
        let mut items = Vec::new();
        for (slug, article) in shown_articles(archive).each() {
            let (whole, shown) = (&archive.archive, &archive.shown);
            items.extend(choice.articles.then(|| Item::article(whole, &slug, &article)));
            let quotations =
                article.quotations.iter().filter(|quotation| choice.quotations && shown.is_quotation_shown(&slug, &quotation.id));
            items.extend(quotations.map(|quotation| Item::quotation(whole, &slug, &article, quotation)));
            let photos = article.photos.iter().filter(|photo| choice.photos && shown.is_photo_shown(&slug, &photo.id));
            items.extend(photos.map(|photo| Item::photo(whole, &slug, &article, photo)));
        }
        vec![Section { heading: None, items }]
    };
    let text = |format| String::from_utf8_lossy(&cite::export_sections(&sections, format, style)).trim_end().to_owned();
    match choice.format {
        // Word processors take the rich form, everything else the words.
        cite::Format::Text | cite::Format::Docx | cite::Format::Rtf | cite::Format::Html => {
            (text(cite::Format::Text), text(cite::Format::Html))
        }
        format => (text(format), String::new()),
    }
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
