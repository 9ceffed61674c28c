//! An archive that is being made or changed.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    path::Path,
    sync::Arc,
};

use super::{
    bag,
    error::{OpenError, Problem, SaveError},
    limits,
    open::{Bundle, Form, article_file, lesson_file},
    progress::Progress,
    store::Store,
    write::{self, Content, Kept},
};
use crate::model::{Archive, Article, ArticleSummary, Lesson, PublicationDate, Slug};

/// An archive in memory, with what changed; files that did not are taken over from disk byte for byte.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    archive: Archive,
    base: Option<Base>,
    articles: BTreeMap<Slug, Article>,
    removed: BTreeSet<Slug>,
    /// Lessons put in, and `None` for those taken out.
    lessons: BTreeMap<Slug, Option<Lesson>>,
    files: BTreeMap<String, Vec<u8>>,
    known: HashSet<Slug>,
}

#[derive(Clone, Debug)]
struct Base {
    path: std::path::PathBuf,
    store: Arc<Store>,
    stamp: Option<write::Stamp>,
    archive: Archive,
    summaries: Vec<ArticleSummary>,
}

impl Draft {
    /// A new archive without articles.
    pub fn new(title: &str) -> Self {
        let identifier = format!("urn:uuid:{}", uuid::Uuid::new_v4());
        let archive = Archive::new(title, identifier);
        Self { archive, ..Self::default() }
    }

    /// An archive that is open, to be changed.
    pub fn from(bundle: &Bundle) -> Self {
        let base = Base {
            path: bundle.path().to_owned(),
            store: bundle.store.clone(),
            stamp: bundle.stamp,
            archive: bundle.archive().clone(),
            summaries: bundle.summaries().to_vec(),
        };
        Self { archive: bundle.archive().clone(), base: Some(base), ..Self::default() }
    }

    /// The archive as a whole.
    pub fn archive(&self) -> &Archive {
        &self.archive
    }

    /// The archive as a whole, to be changed.
    pub fn archive_mut(&mut self) -> &mut Archive {
        &mut self.archive
    }

    /// Adds an article, or puts it in the place of the one of that name.
    pub fn put_article(&mut self, slug: &Slug, article: Article) {
        self.removed.remove(slug);
        // Looked up in a set: an import of many thousands asks for each.
        if self.known.len() != self.archive.articles.len() {
            self.known = self.archive.articles.iter().cloned().collect();
        }
        if self.known.insert(slug.clone()) {
            self.archive.articles.push(slug.clone());
        }
        self.articles.insert(slug.clone(), article);
    }

    /// Takes an article out, with everything in its folder.
    pub fn remove_article(&mut self, slug: &Slug) {
        self.archive.articles.retain(|other| other != slug);
        self.known.remove(slug);
        self.articles.remove(slug);
        self.files.retain(|name, _| !name.starts_with(&format!("data/articles/{slug}/")));
        self.removed.insert(slug.clone());
    }

    /// Adds a lesson, or puts it in the place of the one of that name.
    pub fn put_lesson(&mut self, slug: &Slug, lesson: Lesson) {
        self.lessons.insert(slug.clone(), Some(lesson));
    }

    /// Takes a lesson out.
    pub fn remove_lesson(&mut self, slug: &Slug) {
        self.lessons.insert(slug.clone(), None);
    }

    /// Adds a file to an article's folder, such as `media/photo.jpg`.
    pub fn put_file(&mut self, slug: &Slug, name: &str, bytes: Vec<u8>) {
        self.files.insert(format!("data/articles/{slug}/{name}"), bytes);
    }

    /// An article as it stands now.
    ///
    /// # Errors
    /// A [`Problem`] where it is not there or damaged.
    pub fn article(&self, slug: &Slug) -> Result<Article, Problem> {
        if let Some(article) = self.articles.get(slug) {
            return Ok(article.clone());
        }
        let name = article_file(slug);
        let base = self.base.as_ref().ok_or_else(|| Problem::new(&name, "There is no such article.", "Choose another."))?;
        let bytes = base.store.read(&name, limits::JSON)?;
        serde_json::from_slice(&bytes)
            .map_err(|error| Problem::new(&name, format!("The article is damaged: {error}."), "Copy the archive again."))
    }

    /// Writes it, whole or not at all, and opens what was written.
    ///
    /// # Errors
    /// What was there before is unchanged then; each sentence says so.
    pub fn save(&self, path: &Path, form: Form, progress: &Progress) -> Result<Bundle, SaveError> {
        let mut entries: BTreeMap<String, Content<'_>> = BTreeMap::new();
        let kept = self.base.as_ref().map(|base| Kept { store: &base.store, sums: bag::known_sums(&base.store) });
        if let Some(kept) = &kept {
            for name in kept.store.files.keys().filter(|name| !is_derived(name) && !self.is_removed(name)) {
                entries.insert(name.clone(), Content::Kept(kept));
            }
        }
        let mut archive = self.archive.clone();
        let is_changed = self.base.as_ref().is_none_or(|base| base.archive != archive)
            || !self.articles.is_empty()
            || !self.removed.is_empty()
            || !self.lessons.is_empty();
        if is_changed {
            archive.date_modified = Some(PublicationDate::now());
            archive.date_created = archive.date_created.or(archive.date_modified);
            entries.insert("data/archive.json".to_owned(), Content::Bytes(pretty(&archive).into()));
        }
        for (slug, article) in &self.articles {
            entries.insert(article_file(slug), Content::Bytes(pretty(article).into()));
        }
        for (slug, lesson) in &self.lessons {
            match lesson {
                Some(lesson) => entries.insert(lesson_file(slug), Content::Bytes(pretty(lesson).into())),
                None => entries.remove(&lesson_file(slug)),
            };
        }
        for (name, bytes) in &self.files {
            entries.insert(name.clone(), Content::Bytes(Cow::Borrowed(bytes)));
        }
        entries.insert("data/articles.jsonl".to_owned(), Content::Bytes(self.lines(&archive).into_bytes().into()));
        entries.insert("bagit.txt".to_owned(), Content::Bytes(Cow::Borrowed(DECLARATION)));
        let earlier = self.base.as_ref().and_then(|base| base.store.read("bag-info.txt", limits::JSON).ok()).unwrap_or_default();
        let unchanged = self.base.as_ref().filter(|base| base.path == path).map(|base| base.stamp);
        write::write(path, form, entries, &|payload, bytes| bag_info(&archive, &earlier, payload, bytes), unchanged, progress)?;
        Bundle::open(path).map_err(|error: OpenError| error.into())
    }

    /// `articles.jsonl`: the lines of articles that did not change are taken over, so that a save reads only what did.
    fn lines(&self, archive: &Archive) -> String {
        let kept = self.base.iter().flat_map(|base| &base.summaries).map(|summary| (&summary.slug, summary));
        let kept: HashMap<&Slug, &ArticleSummary> = kept.collect();
        let mut lines = String::new();
        for slug in &archive.articles {
            let line = match (self.articles.get(slug), kept.get(slug)) {
                (Some(article), _) => serde_json::to_string(&ArticleSummary::of(slug.clone(), article)),
                (None, Some(summary)) => serde_json::to_string(summary),
                // A damaged article stays in the archive as it is, without a line.
                (None, None) => continue,
            };
            // The model holds nothing that JSON cannot say.
            lines.push_str(&line.unwrap_or_default());
            lines.push('\n');
        }
        lines
    }

    fn is_removed(&self, name: &str) -> bool {
        name.strip_prefix("data/articles/")
            .and_then(|rest| rest.split('/').next())
            .is_some_and(|slug| self.removed.iter().any(|removed| removed.as_str() == slug))
    }
}

/// bag-info.txt: ours first, then what others wrote (RFC 8493, section 2.2.2).
pub(super) fn bag_info(archive: &Archive, earlier: &[u8], payload: u64, bytes: u64) -> Vec<u8> {
    let today = PublicationDate::now().day();
    let title = archive.title.replace(['\r', '\n'], " ");
    let mut info = format!(
        "Bag-Software-Agent: On Record {}\nBagging-Date: {today}\nPayload-Oxum: {bytes}.{payload}\nExternal-Identifier: {}\nExternal-Description: {title}\n",
        env!("CARGO_PKG_VERSION"),
        archive.identifier
    );
    let own = ["Bag-Software-Agent", "Bagging-Date", "Payload-Oxum", "External-Identifier", "External-Description"];
    let mut keeps = false;
    for line in String::from_utf8_lossy(earlier).lines() {
        // A line that begins with space goes on with the one before.
        if !line.starts_with([' ', '\t']) {
            keeps = !line.trim().is_empty()
                && !own.iter().any(|label| line.split(':').next().is_some_and(|given| given.eq_ignore_ascii_case(label)));
        }
        if keeps {
            info.push_str(line);
            info.push('\n');
        }
    }
    info.into_bytes()
}

pub(super) const DECLARATION: &[u8] = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

/// Files that every save writes anew.
fn is_derived(name: &str) -> bool {
    let is_manifest = (name.starts_with("manifest-") || name.starts_with("tagmanifest-")) && name.ends_with(".txt");
    is_manifest || ["bagit.txt", "bag-info.txt", "data/articles.jsonl"].contains(&name)
}

pub(super) fn pretty<T: serde::Serialize>(value: &T) -> Vec<u8> {
    // The model holds nothing that JSON cannot say.
    let mut bytes = serde_json::to_vec_pretty(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
