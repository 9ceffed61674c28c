//! What is cited of an archive, and the list of works cited that a reader gathers.

use std::{
    collections::HashSet,
    hash::{Hash, Hasher},
    path::PathBuf,
};

use super::{
    open_archive::OpenArchive,
    selection::{Selected, Selection},
    state::State,
};
use crate::{
    cite::{Format, Item, Section, Work, kind_of_picture},
    model::{Gathered, GatheredForm, Slug},
};

/// What of the selection is cited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CiteAs {
    /// The selected thing as it stands in the article.
    #[default]
    Selected,
    /// The speaker's own work.
    Own,
    /// The article.
    Article,
    /// The copy of it in the archive.
    Copy,
    /// The same with its checksum.
    CopyWithChecksum,
    /// The archive as a whole.
    Archive,
}

impl CiteAs {
    /// Every way.
    const ALL: [Self; 6] = [Self::Selected, Self::Own, Self::Article, Self::Copy, Self::CopyWithChecksum, Self::Archive];
}

/// A step with the list of works cited.
#[derive(Clone, Debug, PartialEq)]
pub enum WorksStep {
    /// Adds what is cited now.
    Add,
    /// Takes things away, by their places in the list.
    Remove(Vec<usize>),
    /// Takes everything away.
    Clear,
    /// Shows the reader's notes under the works, or not.
    Annotate(bool),
    /// Shows the works under their articles, or not.
    Group(bool),
    /// Reads a list of another program into this one.
    Import(PathBuf),
    /// What was read for the archive of this key.
    Imported(u64, Result<Vec<Gathered>, String>),
    /// The list as it was formatted, with the number of what it was made of.
    Set(u64, Vec<Listed>),
}

/// A part of the formatted list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listed {
    /// The headline of its article, where works stand under their articles.
    pub heading: Option<String>,
    /// The works in it, each with the places of what was gathered of it.
    pub works: Vec<(Work, Vec<usize>)>,
}

/// The list of works cited as the window shows it.
#[derive(Default)]
pub struct Works {
    /// Its parts.
    pub parts: Vec<Listed>,
    /// The number of what it was made of.
    pub made_of: u64,
    /// The number of what a job is making it of.
    pub making: u64,
}

/// What is exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExportChoice {
    /// The list of works cited, and not what the filter shows.
    pub list: bool,
    /// In which form.
    pub format: Format,
    /// Of what the filter shows: the articles.
    pub articles: bool,
    /// The quotations.
    pub quotations: bool,
    /// The photos.
    pub photos: bool,
}

impl Default for ExportChoice {
    fn default() -> Self {
        Self { list: false, format: Format::Docx, articles: true, quotations: false, photos: true }
    }
}

/// What stands for the selection in the list, cited in a way; none where the selection cannot be cited so.
fn gathered(archive: &OpenArchive, way: CiteAs) -> Option<Gathered> {
    let (slug, article) = archive.article()?;
    let of_article = Gathered { article: Some(slug.clone()), ..Gathered::default() };
    Some(match (way, &archive.selection.what) {
        (CiteAs::Archive, _) => Gathered::default(),
        (CiteAs::Article, Selected::Nothing | Selected::Speaker(_)) => return None,
        (CiteAs::Article, _) => of_article,
        (CiteAs::Copy, _) if article.captures.is_empty() => return None,
        (CiteAs::Copy, _) => Gathered { form: Some(GatheredForm::Copy), ..of_article },
        (CiteAs::CopyWithChecksum, _) if article.captures.is_empty() => return None,
        (CiteAs::CopyWithChecksum, _) => Gathered { form: Some(GatheredForm::CopyWithChecksum), ..of_article },
        (CiteAs::Own, Selected::Quotation(id)) => {
            Item::own(&archive.archive, slug, article, article.quotation(id)?)?;
            Gathered { quotation: Some(id.clone()), form: Some(GatheredForm::Own), ..of_article }
        }
        (CiteAs::Own, _) => return None,
        (CiteAs::Selected, Selected::Quotation(id)) => Gathered { quotation: Some(id.clone()), ..of_article },
        (CiteAs::Selected, Selected::Photo(id)) => Gathered { photo: Some(id.clone()), ..of_article },
        (CiteAs::Selected, Selected::Source(id)) => Gathered { source: Some(id.clone()), ..of_article },
        (CiteAs::Selected, Selected::Passage(passage)) => Gathered { passage: Some(passage.clone()), ..of_article },
        (CiteAs::Selected, Selected::Note(id)) => {
            let note = archive.notebook.notes.iter().find(|note| note.id == *id)?;
            Gathered { passage: Some(note.passage.clone()), ..of_article }
        }
        (CiteAs::Selected, Selected::Nothing | Selected::Speaker(_)) => of_article,
    })
}

/// Something of the list as it is cited; what is gone from its article is cited as the article.
pub fn item_of(archive: &OpenArchive, gathered: &Gathered) -> Option<Item> {
    let whole = archive.archive.as_ref();
    if let Some(fields) = &gathered.item {
        return Some(Item::listed(fields.clone(), 1).annotated(&gathered.remark));
    }
    let Some(slug) = &gathered.article else { return Some(Item::archive(whole).annotated(&gathered.remark)) };
    let article = archive.corpus.article(slug)?;
    let quotation = gathered.quotation.as_ref().and_then(|id| article.quotation(id));
    let photo = gathered.photo.as_ref().and_then(|id| article.photo(id));
    let source = gathered.source.as_ref().and_then(|id| article.sources.iter().find(|source| source.id == *id));
    let item = match (quotation, photo, source, &gathered.passage) {
        (Some(quotation), ..) => match gathered.form {
            Some(GatheredForm::Own) => Item::own(whole, slug, article, quotation)?,
            _ => Item::quotation(whole, slug, article, quotation),
        },
        (_, Some(photo), ..) => Item::photo(whole, slug, article, photo),
        (_, _, Some(source), _) => Item::source(whole, slug, article, source),
        (_, _, _, Some(passage)) => Item::passage(whole, slug, article, passage),
        _ => Item::article(whole, slug, article),
    };
    let item = match gathered.form {
        Some(GatheredForm::Copy) => item.as_copy(whole, article, false),
        Some(GatheredForm::CopyWithChecksum) => item.as_copy(whole, article, true),
        _ => item,
    };
    Some(item.annotated(&gathered.remark))
}

/// What is cited now, and what stands for it in the list.
pub fn cited(state: &State) -> Option<(Item, Gathered)> {
    let archive = state.archive()?;
    let gathered = gathered(archive, way(state, archive)).or_else(|| gathered(archive, CiteAs::Selected))?;
    Some((item_of(archive, &gathered)?, gathered))
}

/// In which way the selection is cited.
pub fn way(state: &State, archive: &OpenArchive) -> CiteAs {
    match &state.cite_as {
        Some((selection, way)) if *selection == archive.selection => *way,
        _ => CiteAs::Selected,
    }
}

/// The ways in which the selection can be cited, with their names.
pub fn ways(archive: &OpenArchive) -> Vec<(CiteAs, String)> {
    let name = |way| match (way, &archive.selection.what) {
        (CiteAs::Selected, Selected::Quotation(id)) => {
            let quotation = archive.article().and_then(|(_, article)| article.quotation(id));
            match quotation.and_then(|quotation| quotation.medium.as_deref()) {
                Some(medium) => format!("{}, quoted in the article", work_name(medium)),
                None => "Quotation in an article".to_owned(),
            }
        }
        (CiteAs::Selected, Selected::Photo(id)) => {
            let photo = archive.article().and_then(|(_, article)| article.photo(id));
            photo.map_or_else(|| "Photo in an article".to_owned(), |photo| format!("{} in an article", kind_of_picture(photo)))
        }
        (CiteAs::Selected, Selected::Source(_)) => "The source itself".to_owned(),
        (CiteAs::Selected, Selected::Passage(_) | Selected::Note(_)) => "Marked words".to_owned(),
        (CiteAs::Selected, _) | (CiteAs::Article, _) => "Article".to_owned(),
        (CiteAs::Own, Selected::Quotation(id)) => {
            let quotation = archive.article().and_then(|(_, article)| article.quotation(id));
            let medium = quotation.and_then(|quotation| quotation.medium.clone());
            medium.map_or_else(|| "The speaker’s own work".to_owned(), |medium| format!("{} itself", work_name(&medium)))
        }
        (CiteAs::Own, _) => String::new(),
        (CiteAs::Copy, _) => "Copy in this archive".to_owned(),
        (CiteAs::CopyWithChecksum, _) => "Copy, with its checksum".to_owned(),
        (CiteAs::Archive, _) => "The archive".to_owned(),
    };
    CiteAs::ALL.into_iter().filter(|way| gathered(archive, *way).is_some()).map(|way| (way, name(way))).collect()
}

/// What a work is called by how words were said: a tweet, where they were said on Twitter.
fn work_name(medium: &str) -> String {
    let lower = medium.to_lowercase();
    if lower.contains("twitter") || lower == "x" {
        return "Tweet".to_owned();
    }
    let mut letters = medium.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The list as parts to be formatted or exported.
pub fn sections(archive: &OpenArchive, annotates: bool, groups: bool) -> Vec<Section> {
    let mut sections: Vec<(Option<Slug>, Section)> = Vec::new();
    let mut noted: HashSet<Slug> = HashSet::new();
    for gathered in &archive.notebook.works {
        let Some(item) = item_of(archive, gathered) else { continue };
        let item = if annotates { annotated(archive, gathered, item, &mut noted) } else { item.annotated("") };
        let slug = gathered.article.clone().filter(|_| groups);
        match sections.iter_mut().find(|(known, _)| *known == slug) {
            Some((_, section)) => section.items.push(item),
            None => {
                let headline = slug.as_ref().and_then(|slug| archive.corpus.article(slug)).map(|article| article.headline.clone());
                let heading = headline.or_else(|| groups.then(|| "Other works".to_owned()));
                sections.push((slug, Section { heading, items: vec![item] }));
            }
        }
    }
    sections.into_iter().map(|(_, section)| section).collect()
}

/// An item with what the reader says of it, and of its article once.
fn annotated(archive: &OpenArchive, gathered: &Gathered, item: Item, noted: &mut HashSet<Slug>) -> Item {
    let mut said: Vec<String> = Some(gathered.remark.clone()).filter(|remark| !remark.is_empty()).into_iter().collect();
    if let Some(slug) = &gathered.article
        && item.work() == slug.as_str()
        && noted.insert(slug.clone())
    {
        let notes = archive.notebook.notes.iter().filter(|note| note.article == *slug);
        said.extend(notes.map(|note| note.remark.trim().to_owned()).filter(|remark| !remark.is_empty()));
    }
    item.annotated(&said.join("\n"))
}

/// The places in the list of what is listed as a work, within a part of it.
pub fn places(archive: &OpenArchive, work: &str, heading: Option<&str>) -> Vec<usize> {
    let is_here = |gathered: &Gathered| {
        let headline = gathered.article.as_ref().and_then(|slug| archive.corpus.article(slug)).map(|article| article.headline.as_str());
        heading.is_none_or(|heading| headline.unwrap_or("Other works") == heading)
    };
    let listed = |gathered: &Gathered| item_of(archive, gathered).is_some_and(|item| item.work() == work);
    archive.notebook.works.iter().enumerate().filter(|(_, gathered)| is_here(gathered) && listed(gathered)).map(|(at, _)| at).collect()
}

/// A number for all that the formatted list is made of; 0 for an empty one.
pub fn number(state: &State) -> u64 {
    let (Some(archive), Some(style)) = (state.archive(), &state.style) else { return 0 };
    if archive.notebook.works.is_empty() {
        return 0;
    }
    let mut hasher = rustc_hash::FxHasher::default();
    (archive.key(), archive.unsaved.revision, style.key(), state.settings.annotates_works, state.settings.groups_works).hash(&mut hasher);
    serde_json::to_string(&archive.notebook).unwrap_or_default().hash(&mut hasher);
    hasher.finish().max(1)
}

/// The place in the window that something of the list leads to.
pub fn selection_of(gathered: &Gathered) -> Option<Selection> {
    let slug = gathered.article.clone()?;
    let what = match gathered {
        Gathered { quotation: Some(id), .. } => Selected::Quotation(id.clone()),
        Gathered { photo: Some(id), .. } => Selected::Photo(id.clone()),
        Gathered { source: Some(id), .. } => Selected::Source(id.clone()),
        Gathered { passage: Some(passage), .. } => Selected::Passage(passage.clone()),
        _ => Selected::Nothing,
    };
    Some(Selection::of(slug, what))
}
