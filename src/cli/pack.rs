//! `onrecord pack`: the sources of a sample archive into an archive. For those who build On Record.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    new::form_of,
    run::{Failure, Outcome, complain, say},
};
use crate::{
    bundle::{Draft, Progress},
    lesson::{self, Shelf},
    model::{Archive, Article, Lesson, Material, Part, Passage, PlainText, Right, Slug},
};

/// Packs the sources of an archive (archive.json, articles/SLUG/…, lessons/SLUG.json); finds each passage by its words
#[derive(clap::Args)]
pub struct Args {
    /// The folder of the sources
    source: PathBuf,
    /// The archive to write
    #[arg(short, long)]
    out: PathBuf,
}

/// Packs the sources; words that an article does not have are an error.
pub fn run(args: &Args) -> Outcome {
    let archive: Archive = read(&args.source.join("archive.json"))?;
    let mut draft = Draft::new(&archive.title);
    let slugs = archive.articles.clone();
    *draft.archive_mut() = archive;
    let mut sound = true;
    let mut articles = Vec::new();
    for slug in &slugs {
        let folder = args.source.join("articles").join(slug.as_str());
        let mut article: Article = read(&folder.join("article.json"))?;
        for sentence in anchor(&mut article) {
            complain(&format!("{slug}: {sentence}"));
            sound = false;
        }
        put_files(&mut draft, slug, &folder, &folder)?;
        draft.put_article(slug, article.clone());
        articles.push((slug.clone(), article));
    }
    let shelf = Shelf::new(draft.archive(), articles.iter().map(|(slug, article)| (slug, article)));
    let mut packed = Vec::new();
    for (slug, mut lesson) in lessons(&args.source.join("lessons"))? {
        anchor_lesson(&mut lesson, &shelf);
        for problem in lesson::check_with(&lesson, &shelf) {
            complain(&format!("{slug}: {}: {}", problem.task.map(|task| task.to_string()).unwrap_or_default(), problem.sentence));
            sound = false;
        }
        packed.push((slug, lesson));
    }
    let count = packed.len();
    packed.into_iter().for_each(|(slug, lesson)| draft.put_lesson(&slug, lesson));
    if !sound {
        return Err(Failure::Said);
    }
    draft.save(&args.out, form_of(&args.out), &Progress::silent())?;
    say(&format!("{}: {} articles, {count} lessons", args.out.display(), slugs.len()))
}

/// The lessons of a folder, by name; none where there is no folder.
fn lessons(folder: &Path) -> Result<Vec<(Slug, Lesson)>, Failure> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    paths.sort();
    let name = |path: &Path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    paths.iter().map(|path| Ok((name(path).parse::<Slug>()?, read(path)?))).collect()
}

/// Gives every passage of a lesson its position and context by its words; what is not found `check` names.
fn anchor_lesson(lesson: &mut Lesson, shelf: &Shelf<'_>) {
    let place = |slug: &Slug, passage: &mut Passage| {
        let Some(article) = shelf.article(slug) else { return };
        let text = article.part_text(&passage.part);
        if let Some(range) = passage.find_in(&text)
            && let Some(found) = Passage::within(passage.part.clone(), &text, range.start, range.end)
        {
            *passage = found;
        }
    };
    for task in &mut lesson.tasks {
        for material in &mut task.material {
            if let Material::Passage(material) = material {
                place(&material.article, &mut material.passage);
            }
        }
        if let (Some(slug), Some(Right::Passages { passages, .. })) =
            (task.exercise.article().cloned(), task.key.as_mut().map(|key| &mut key.right))
        {
            passages.iter_mut().for_each(|passage| place(&slug, passage));
        }
    }
}

fn read<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, Failure> {
    let text = fs::read_to_string(path).map_err(|error| Failure::Input(format!("{}: {error}.", path.display())))?;
    serde_json::from_str(&text).map_err(|error| Failure::Input(format!("{}: {error}.", path.display())))
}

/// Puts everything beside `article.json` into the archive.
fn put_files(draft: &mut Draft, slug: &Slug, root: &Path, folder: &Path) -> Outcome {
    let mut entries: Vec<_> = fs::read_dir(folder)?.collect::<Result<_, _>>()?;
    entries.sort_by_key(fs::DirEntry::path);
    for entry in entries {
        let path = entry.path();
        if path.is_dir() {
            put_files(draft, slug, root, &path)?;
        } else if path != root.join("article.json")
            && let Ok(name) = path.strip_prefix(root)
        {
            draft.put_file(slug, &name.to_string_lossy().replace('\\', "/"), fs::read(&path)?);
        }
    }
    Ok(())
}

/// Gives every passage its position and context by its words; a sentence for each that the article does not have.
fn anchor(article: &mut Article) -> Vec<String> {
    let mut problems = Vec::new();
    let texts = article.clone();
    let body = texts.plain_text();
    let mut place = |passage: &mut Passage| {
        let text: PlainText = if passage.part == Part::Body { body.clone() } else { texts.part_text(&passage.part) };
        match passage.find_in(&text) {
            Some(range) => {
                let extra = std::mem::take(&mut passage.extra);
                if let Some(found) = Passage::within(passage.part.clone(), &text, range.start, range.end) {
                    *passage = Passage { extra, ..found };
                }
            }
            None => problems.push(format!("the article does not have the words “{}”.", passage.exact)),
        }
    };
    for quotation in &mut article.quotations {
        quotation.passages.iter_mut().chain(&mut quotation.occurrences).for_each(&mut place);
    }
    article.labels.iter_mut().for_each(|label| place(&mut label.passage));
    article.sources.iter_mut().flat_map(|source| &mut source.passages).for_each(&mut place);
    problems.extend(article.problems());
    problems
}
