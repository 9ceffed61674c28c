//! `onrecord pack`: the sources of a sample archive into an archive. For those who build On Record.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{
    new::form_of,
    run::{Failure, Outcome, complain, say},
};
use crate::{
    bundle::{Draft, Progress},
    model::{Archive, Article, Part, Passage, PlainText, Slug},
};

/// Packs the sources of an archive (archive.json, articles/SLUG/…); finds each passage by its words
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
    for slug in &slugs {
        let folder = args.source.join("articles").join(slug.as_str());
        let mut article: Article = read(&folder.join("article.json"))?;
        for sentence in anchor(&mut article) {
            complain(&format!("{slug}: {sentence}"));
            sound = false;
        }
        put_files(&mut draft, slug, &folder, &folder)?;
        draft.put_article(slug, article);
    }
    if !sound {
        return Err(Failure::Said);
    }
    draft.save(&args.out, form_of(&args.out), &Progress::silent())?;
    say(&format!("{}: {} articles", args.out.display(), slugs.len()))
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
