//! Opening an archive: as far as it can be, saying what is wrong.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

use serde::de::DeserializeOwned;

use super::{
    bag,
    error::{Foreign, OpenError, Problem},
    fetch, limits, lock, manifest, names,
    store::Store,
    write,
};
use crate::model::{Archive, Article, ArticleSummary, FormatVersion, Lesson, Slug};

/// Whether an archive is a folder or one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A folder.
    Folder,
    /// A zip, usually called `.record`.
    Zip,
}

/// An archive that is open. Articles and pictures are read when they are asked for.
#[derive(Debug)]
pub struct Bundle {
    path: PathBuf,
    pub(super) store: Arc<Store>,
    archive: Archive,
    summaries: Arc<Vec<ArticleSummary>>,
    problems: Vec<Problem>,
    read_only: Option<String>,
    is_newer: bool,
    /// What was found wrong while reading, by file.
    damaged: Mutex<BTreeMap<String, Problem>>,
    pub(super) stamp: Option<write::Stamp>,
}

const AGAIN: &str = "Copy the archive again from where it came from; everything else in it can be used.";

impl Bundle {
    /// Opens the archive at a path.
    ///
    /// # Errors
    /// Where nothing of an archive is found there; damaged files are no errors but [`Bundle::problems`].
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        lock::recover(path);
        // Before anything is read: what somebody puts there meanwhile must not pass for what was opened.
        let stamp = write::Stamp::of(path);
        let store = Store::open(path)?;
        let not = |what| Err(OpenError::NotAnArchive { path: path.to_owned(), what });
        let has_articles = store.files.keys().any(|name| slug_of(name).is_some());
        if !store.files.contains_key("data/archive.json") && !has_articles {
            return match (store.files.contains_key("bagit.txt"), store.is_zip()) {
                _ if store.is_salvaged() => {
                    Err(OpenError::DamagedZip { path: path.to_owned(), reason: "what is left of it has no article".to_owned() })
                }
                (true, _) => not(Foreign::OtherBag),
                (false, true) => not(Foreign::OtherZip),
                (false, false) => not(Foreign::PlainFolder),
            };
        }
        let mut problems = store.problems.clone();
        if !store.files.contains_key("bagit.txt") {
            problems.push(Problem::new("bagit.txt", "The file is missing: this is no complete bag.", "Save the archive once to write it."));
        }
        problems.extend(fetch::waiting(&store));
        let (mut archive, read_only, is_newer) = read_archive(path, &store, &mut problems);
        let known: HashSet<&Slug> = archive.articles.iter().collect();
        let unnamed: Vec<Slug> = store.files.keys().filter_map(|name| slug_of(name)).filter(|slug| !known.contains(slug)).collect();
        archive.articles.extend(unnamed);
        let mut bundle = Self {
            path: path.to_owned(),
            stamp,
            store: Arc::new(store),
            archive,
            summaries: Arc::default(),
            problems,
            read_only,
            is_newer,
            damaged: Mutex::default(),
        };
        bundle.summaries = Arc::new(bundle.sum_up());
        Ok(bundle)
    }

    fn sum_up(&mut self) -> Vec<ArticleSummary> {
        if let Some(known) = self.listed() {
            return known;
        }
        let mut summaries = Vec::new();
        for slug in self.archive.articles.clone() {
            match self.article(&slug) {
                Ok(article) => summaries.push(ArticleSummary::of(slug, &article)),
                Err(problem) => self.problems.push(problem),
            }
        }
        summaries
    }

    /// The lines of `articles.jsonl`, where they list just the articles that are there.
    fn listed(&self) -> Option<Vec<ArticleSummary>> {
        let bytes = self.store.read("data/articles.jsonl", limits::LIST).ok()?;
        let lines = std::str::from_utf8(&bytes).ok()?.lines().filter(|line| !line.trim().is_empty());
        let mut known: Vec<ArticleSummary> = lines.map(|line| serde_json::from_str(line).ok()).collect::<Option<_>>()?;
        if known.len() != self.archive.articles.len()
            || !self.archive.articles.iter().all(|slug| self.store.files.contains_key(&article_file(slug)))
        {
            return None;
        }
        let place: HashMap<&Slug, usize> = self.archive.articles.iter().enumerate().map(|(index, slug)| (slug, index)).collect();
        if !known.iter().all(|summary| place.contains_key(&summary.slug)) {
            return None;
        }
        known.sort_by_key(|summary| place.get(&summary.slug).copied());
        known.dedup_by(|a, b| a.slug == b.slug);
        (known.len() == self.archive.articles.len()).then_some(known)
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it is a folder or one file.
    pub fn form(&self) -> Form {
        if self.store.is_zip() { Form::Zip } else { Form::Folder }
    }

    /// The archive as a whole.
    pub fn archive(&self) -> &Archive {
        &self.archive
    }

    /// A line for each article that can be read, in the archive's order.
    pub fn summaries(&self) -> &[ArticleSummary] {
        &self.summaries
    }

    /// The same lines, shared.
    pub fn list(&self) -> Arc<Vec<ArticleSummary>> {
        self.summaries.clone()
    }

    /// What was found wrong while opening.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Why it cannot be changed, in a sentence; nothing where it can.
    pub fn read_only_reason(&self) -> Option<&str> {
        self.read_only.as_deref()
    }

    /// That a newer version made it, of which not everything is known here, in a sentence.
    pub fn made_by_newer(&self) -> Option<&str> {
        self.read_only_reason().filter(|_| self.is_newer)
    }

    /// Reads an article.
    ///
    /// # Errors
    /// A [`Problem`] that names the file, and the line where its JSON is wrong.
    pub fn article(&self, slug: &Slug) -> Result<Article, Problem> {
        json(&self.store, &article_file(slug), limits::JSON).inspect_err(|problem: &Problem| {
            if let Ok(mut damaged) = self.damaged.lock() {
                damaged.insert(problem.file.clone(), problem.clone());
            }
        })
    }

    /// What was found wrong in articles that were read since, beside [`Bundle::problems`].
    pub fn damaged(&self) -> Vec<Problem> {
        let damaged = self.damaged.lock().map(|damaged| damaged.values().cloned().collect::<Vec<_>>()).unwrap_or_default();
        damaged.into_iter().filter(|problem| !self.problems.contains(problem)).collect()
    }

    /// The names of its lessons, in the order of their files.
    pub fn lessons(&self) -> Vec<Slug> {
        self.store.files.keys().filter_map(|name| lesson_of(name)).collect()
    }

    /// Reads a lesson.
    ///
    /// # Errors
    /// A [`Problem`] that names the file, and the line where its JSON is wrong.
    pub fn lesson(&self, slug: &Slug) -> Result<Lesson, Problem> {
        json(&self.store, &lesson_file(slug), limits::JSON)
    }

    /// The SHA-256 of an article's file, in hexadecimal.
    pub fn article_sha256(&self, slug: &Slug) -> Option<String> {
        self.store.read(&article_file(slug), limits::JSON).ok().map(|bytes| manifest::sha256(&bytes))
    }

    /// The bytes of its payload manifest, which change with every file of the payload; nothing where it has none.
    pub fn manifest(&self) -> Option<Vec<u8>> {
        self.store.read("manifest-sha256.txt", limits::MANIFEST).ok()
    }

    /// Names the state of the archive: it changes with every file that the manifests list.
    pub fn state(&self) -> String {
        let papers =
            ["tagmanifest-sha256.txt", "manifest-sha256.txt"].into_iter().find_map(|name| self.store.read(name, limits::MANIFEST).ok());
        papers.map_or_else(|| format!("{:?}", self.stamp), |bytes| manifest::sha256(&bytes))
    }

    /// Every article with a name for its state: its checksum as the manifest has it, or, where none does, as it is.
    pub fn article_states(&self) -> Vec<(Slug, String)> {
        let sums = bag::known_sums(&self.store);
        let there = self.archive.articles.iter().filter(|slug| self.store.files.contains_key(&article_file(slug)));
        there
            .map(|slug| {
                let known = sums.get(&article_file(slug)).cloned();
                (slug.clone(), known.or_else(|| self.article_sha256(slug)).unwrap_or_default())
            })
            .collect()
    }

    /// Reads a picture or another file of an article, by its address relative to the article's folder.
    ///
    /// # Errors
    /// A [`Problem`] where it is missing, too long, or leads out of the archive.
    pub fn media(&self, slug: &Slug, url: &str) -> Result<Vec<u8>, Problem> {
        let name = format!("data/articles/{slug}/{url}");
        if names::danger(url).is_some() || names::plain(url).1 || url.contains([':', '\\']) {
            return Err(Problem::new(
                name,
                "The address leads out of the archive, and is not followed.",
                "Ask whoever made the archive for a sound copy.",
            ));
        }
        self.store.read(&name, limits::MEDIA)
    }
}

/// The file of an article.
pub(super) fn article_file(slug: &Slug) -> String {
    format!("data/articles/{slug}/article.json")
}

/// The file of a lesson.
pub(super) fn lesson_file(slug: &Slug) -> String {
    format!("data/lessons/{slug}.json")
}

fn lesson_of(name: &str) -> Option<Slug> {
    name.strip_prefix("data/lessons/")?.strip_suffix(".json")?.parse().ok()
}

fn slug_of(name: &str) -> Option<Slug> {
    name.strip_prefix("data/articles/")?.strip_suffix("/article.json")?.parse().ok()
}

fn json<T: DeserializeOwned>(store: &Store, name: &str, limit: u64) -> Result<T, Problem> {
    let bytes = store.read(name, limit)?;
    serde_json::from_slice(&bytes).map_err(|error| {
        let what = if error.is_syntax() || error.is_eof() { "It is not JSON" } else { "The JSON does not have the shape that it should" };
        Problem::new(name, format!("{what} (line {}, column {}): {}.", error.line(), error.column(), plain(&error.to_string())), AGAIN)
    })
}

/// A message without its place, which is said before it.
fn plain(message: &str) -> String {
    message.split(" at line ").next().unwrap_or(message).to_owned()
}

fn read_archive(path: &Path, store: &Store, problems: &mut Vec<Problem>) -> (Archive, Option<String>, bool) {
    let name = "data/archive.json";
    let newer = |version: FormatVersion| {
        (!version.is_writable()).then(|| format!("{} was made by a newer version of On Record (format {version}). It can be read, not changed. Update On Record to change it.", path.display()))
    };
    match json::<Archive>(store, name, limits::LIST) {
        Ok(archive) => {
            let newer = newer(archive.format_version);
            let is_newer = newer.is_some();
            let reason = newer.or_else(|| {
                store.is_salvaged().then(|| "The archive is damaged: it can be read, not changed. Save it under another name.".to_owned())
            });
            (archive, reason, is_newer)
        }
        Err(problem) => {
            problems.push(problem);
            // What can still be said of it: its version, if the JSON is JSON at all.
            let value: Option<serde_json::Value> =
                store.read(name, limits::LIST).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
            let field = |key: &str| value.as_ref().and_then(|value| value.get(key)).and_then(|value| value.as_str()).map(str::to_owned);
            let title = field("name").unwrap_or_else(|| path.file_stem().unwrap_or_default().to_string_lossy().into_owned());
            let version = field("formatVersion").and_then(|text| text.parse().ok());
            let archive = Archive::new(title, field("identifier").unwrap_or_default());
            let damaged = "The archive’s own file data/archive.json is damaged: it can be read, not changed.".to_owned();
            let newer = version.and_then(newer);
            let is_newer = newer.is_some();
            (archive, newer.or(Some(damaged)), is_newer)
        }
    }
}
