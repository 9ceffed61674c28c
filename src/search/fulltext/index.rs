//! The index on disk: its fields, how it is opened, and when it is thrown away.

use std::{
    cell::Cell,
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    sync::Once,
};

use tantivy::{
    Index, IndexReader, ReloadPolicy, TantivyError,
    schema::{FAST, Field, INDEXED, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions},
};

use super::words::{Language, Words};
use crate::model::{Archive, Article, Slug};

/// Grows whenever an older index must not be used any more.
const LAYOUT: u32 = 1;

/// What the index needs of an archive.
pub struct Source<'a> {
    /// Names the state of the archive.
    pub key: &'a str,
    /// The archive as a whole.
    pub archive: &'a Archive,
    /// Its articles, each with a name for its state, such as its checksum.
    pub articles: &'a [(Slug, String)],
    /// Reads an article; nothing where it is damaged.
    pub read: &'a (dyn Fn(&Slug) -> Option<Article> + Sync),
    /// Told how many articles are done; whether to go on.
    pub go_on: &'a (dyn Fn(usize) -> bool + Sync),
}

/// Why there is no index; searching works without.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// The folder cannot be used.
    #[error("The search index in {} cannot be used: {source}. Searching works without it, slower.", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// What is in it cannot.
    #[error("The search index could not be made or read: {0}. Searching works without it, slower.")]
    Broken(#[from] TantivyError),
    /// What is in it makes no sense at all.
    #[error("The search index is damaged, and is made anew the next time. Searching works without it, slower.")]
    Damaged,
    /// It was asked to stop; what is done so far is kept.
    #[error("Indexing was stopped; it goes on from there the next time.")]
    Stopped,
    /// Another program is at it.
    #[error("Another program is making the search index just now. Searching works without it, slower.")]
    Busy,
}

/// A full-text index of one archive.
pub struct TextIndex {
    pub(super) index: Index,
    pub(super) reader: IndexReader,
    pub(super) fields: Fields,
}

/// The fields of the index.
#[derive(Clone)]
pub(super) struct Fields {
    /// Headline, standfirst, body and captions, for each language.
    pub text: BTreeMap<Language, Field>,
    /// The headline.
    pub headline: BTreeMap<Language, Field>,
    /// Captions, credits, alternative texts.
    pub caption: BTreeMap<Language, Field>,
    /// What is quoted.
    pub said: BTreeMap<Language, Field>,
    /// The article, by its name.
    pub slug: Field,
    /// The state of the article, on the article alone.
    pub state: Field,
    /// 0 on an article, the number of the quotation from 1 on a quotation.
    pub place: Field,
    /// Who speaks, by identifier.
    pub speaker: Field,
    pub kind: Field,
    /// Names of facets with their values, as they stand.
    pub exact: Field,
    pub medium: Field,
    pub outlet: Field,
    pub tag: Field,
    pub by: Field,
    /// The day of publication as `yyyymmdd`.
    pub day: Field,
    pub year: Field,
    /// How many photos.
    pub photos: Field,
}

impl Fields {
    fn build() -> (Schema, Self) {
        let mut schema = Schema::builder();
        let texts = |schema: &mut tantivy::schema::SchemaBuilder, name: &str, option: IndexRecordOption| -> BTreeMap<Language, Field> {
            Language::all()
                .map(|language| {
                    let words = TextFieldIndexing::default().set_tokenizer(&tokenizer(language)).set_index_option(option);
                    let field =
                        schema.add_text_field(&format!("{name}_{}", language.code()), TextOptions::default().set_indexing_options(words));
                    (language, field)
                })
                .collect()
        };
        let all = IndexRecordOption::WithFreqsAndPositions;
        let text = texts(&mut schema, "text", all);
        let headline = texts(&mut schema, "headline", all);
        let caption = texts(&mut schema, "caption", all);
        let said = texts(&mut schema, "said", all);
        let basic = |tokenizer: &str| {
            TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(IndexRecordOption::Basic).set_fieldnorms(false)
        };
        let raw = TextOptions::default().set_indexing_options(basic("raw")).set_fast("raw");
        // Searched by its words, counted as it stands.
        let named = TextOptions::default().set_indexing_options(basic(&tokenizer(Language::PLAIN))).set_fast("raw");
        let number = NumericOptions::default() | FAST;
        let fields = Self {
            text,
            headline,
            caption,
            said,
            slug: schema.add_text_field("slug", raw.clone()),
            state: schema.add_text_field("state", TextOptions::default().set_fast("raw")),
            place: schema.add_u64_field("place", number.clone() | INDEXED),
            speaker: schema.add_text_field("speaker", raw.clone()),
            kind: schema.add_text_field("kind", raw),
            exact: schema.add_text_field("exact", TextOptions::default().set_indexing_options(basic("raw"))),
            medium: schema.add_text_field("medium", named.clone()),
            outlet: schema.add_text_field("outlet", named.clone()),
            tag: schema.add_text_field("tag", named.clone()),
            by: schema.add_text_field("by", named),
            day: schema.add_i64_field("day", number.clone()),
            year: schema.add_i64_field("year", number.clone()),
            photos: schema.add_u64_field("photos", number | INDEXED),
        };
        (schema.build(), fields)
    }
}

/// Does something with an index that may be damaged: its library takes a file that was cut for a bug of its own, and panics.
///
/// What the panic would say on standard error is not for a person, and is left unsaid.
pub(super) fn guarded<T>(work: impl FnOnce() -> Result<T, IndexError>) -> Result<T, IndexError> {
    thread_local! { static IS_GUARDED: Cell<bool> = const { Cell::new(false) } }
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            // The library's own threads have names of their own.
            let is_its_own = std::thread::current()
                .name()
                .is_some_and(|name| ["thrd-tantivy", "merge_thread", "segment_updater"].iter().any(|start| name.starts_with(start)));
            if !is_its_own && !IS_GUARDED.get() {
                before(info);
            }
        }));
    });
    let was = IS_GUARDED.replace(true);
    let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(work));
    IS_GUARDED.set(was);
    done.unwrap_or(Err(IndexError::Damaged))
}

fn tokenizer(language: Language) -> String {
    format!("words_{}", language.code())
}

impl TextIndex {
    /// Opens the index in a folder; nothing where there is none that can be used.
    pub fn open(folder: &Path) -> Option<Self> {
        let open = || -> Result<Option<Self>, IndexError> {
            let index = Index::open_in_dir(folder)?;
            let (schema, fields) = Fields::build();
            Ok((index.schema() == schema).then(|| Self::ready(index, fields)).transpose()?)
        };
        guarded(open).ok().flatten()
    }

    /// Makes an empty index in a folder; what was in it is thrown away.
    pub(super) fn create(folder: &Path) -> Result<Self, IndexError> {
        let failed = |source| IndexError::Folder { path: folder.to_owned(), source };
        if folder.exists() {
            fs::remove_dir_all(folder).map_err(failed)?;
        }
        fs::create_dir_all(folder).map_err(failed)?;
        let (schema, fields) = Fields::build();
        Ok(Self::ready(Index::create_in_dir(folder, schema)?, fields)?)
    }

    fn ready(index: Index, fields: Fields) -> tantivy::Result<Self> {
        for language in Language::all() {
            index.tokenizers().register(&tokenizer(language), Words::of(language));
        }
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { index, reader, fields })
    }

    /// The state of the archive that it was made of.
    pub fn key(&self) -> Option<String> {
        let payload = self.index.load_metas().ok()?.payload?;
        payload.strip_prefix(&format!("{LAYOUT} ")).map(str::to_owned)
    }

    /// What a commit remembers.
    pub(super) fn payload(key: &str) -> String {
        format!("{LAYOUT} {key}")
    }

    /// How many articles and quotations it holds.
    pub fn len(&self) -> u64 {
        self.reader.searcher().num_docs()
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
