//! An archive as the window holds it: the bundle, its articles, and where the reader is in it.

use std::{
    collections::{HashMap, HashSet},
    hash::{Hash, Hasher},
    path::Path,
    sync::Arc,
};

use super::{
    history::History,
    notes::NoteHistory,
    selection::{Selected, Selection},
};
use crate::{
    bundle::{Bundle, Notebooks, OpenError, Problem, Progress, Verification},
    model::{Article, Notebook, Slug, Speaker, SpeakerId},
    search::{Corpus, Filter, Shown},
};

/// What is known of the files' checksums.
#[derive(Clone, Debug, Default)]
pub enum Checked {
    /// Nobody has looked yet.
    #[default]
    No,
    /// A job is looking.
    Running,
    /// What it found.
    Done(Arc<Verification>),
}

/// Which of the speakers' colours and patterns somebody has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Voice {
    /// The place among those with a name, from 0.
    pub index: usize,
    /// Whether it is nobody with a name.
    pub anonymous: bool,
}

/// One open archive.
pub struct OpenArchive {
    /// The archive on disk.
    pub bundle: Arc<Bundle>,
    /// Its articles, ready to be filtered.
    pub corpus: Corpus,
    /// What is damaged: found while opening.
    pub problems: Vec<Problem>,
    /// What the checksums say.
    pub checked: Checked,
    /// The reader's notes.
    pub notebook: Notebook,
    /// Undo and redo of notes.
    pub note_history: NoteHistory,
    /// The filter in force.
    pub filter: Filter,
    /// What the filter lets through.
    pub shown: Shown,
    /// What is selected.
    pub selection: Selection,
    /// Where the reader has been.
    pub history: History,
    /// The second article of the layout Compare.
    pub compared: Option<Slug>,
    colours: HashMap<SpeakerId, usize>,
}

impl OpenArchive {
    /// Opens an archive and reads its articles and the reader's notes on it.
    ///
    /// # Errors
    /// What [`Bundle::open`] says; a damaged article is no error but one of the `problems`.
    pub fn load(path: &Path, notebooks: Option<&Notebooks>, progress: &Progress) -> Result<Self, OpenError> {
        let bundle = Bundle::open(path)?;
        let mut problems = bundle.problems().to_vec();
        let mut articles = Vec::new();
        progress.set_total(bundle.summaries().len() as u64);
        for summary in bundle.summaries() {
            if progress.is_cancelled() {
                break;
            }
            match bundle.article(&summary.slug) {
                Ok(article) => articles.push((summary.slug.clone(), Arc::new(article))),
                Err(problem) => {
                    if !problems.iter().any(|known| known.file == problem.file) {
                        problems.push(problem);
                    }
                }
            }
            progress.advance(1);
        }
        let identifier = bundle.archive().identifier.clone();
        let mut notebook = Notebook::default();
        if let Some(notebooks) = notebooks {
            let (found, problem) = notebooks.load(&identifier);
            notebook = found;
            problems.extend(problem);
        }
        notebook.archive = identifier;
        notebook.title = bundle.archive().title.clone();
        for note in &mut notebook.notes {
            // A corrected article may have moved the words that a note is about.
            if let Some((_, article)) = articles.iter().find(|(slug, _)| *slug == note.article) {
                let text = article.part_text(&note.passage.part);
                if let Some(range) = note.passage.find_in(&text) {
                    (note.passage.start, note.passage.end) = (range.start, range.end);
                }
            }
        }
        Ok(Self::new(bundle, articles, notebook, problems))
    }

    fn new(bundle: Bundle, articles: Vec<(Slug, Arc<Article>)>, notebook: Notebook, problems: Vec<Problem>) -> Self {
        let colours = colours(bundle.archive().speakers.as_slice(), &articles);
        let selection = articles.first().map(|(slug, _)| Selection::article(slug.clone())).unwrap_or_default();
        let corpus = Corpus::new(bundle.archive(), articles);
        let filter = Filter::default();
        let shown = corpus.apply(&filter, &noted(&notebook));
        Self {
            bundle: Arc::new(bundle),
            corpus,
            problems,
            checked: Checked::No,
            notebook,
            note_history: NoteHistory::default(),
            filter,
            shown,
            selection,
            history: History::default(),
            compared: None,
            colours,
        }
    }

    /// The title, or the file's name where it has none.
    pub fn title(&self) -> String {
        let title = self.bundle.archive().title.trim();
        if title.is_empty() { self.bundle.path().file_name().unwrap_or_default().to_string_lossy().into_owned() } else { title.to_owned() }
    }

    /// A number that stands for the archive among those that are open.
    pub fn key(&self) -> u64 {
        let mut hasher = std::hash::DefaultHasher::new();
        (self.bundle.path(), &self.bundle.archive().identifier).hash(&mut hasher);
        hasher.finish()
    }

    /// The article that is read, with its name.
    pub fn article(&self) -> Option<(&Slug, &Arc<Article>)> {
        let slug = self.selection.article.as_ref()?;
        Some((slug, self.corpus.article(slug)?))
    }

    /// Works out anew what the filter lets through.
    pub fn refilter(&mut self) {
        self.shown = self.corpus.apply(&self.filter, &noted(&self.notebook));
    }

    /// Takes over where the reader was, when the same archive is opened again.
    pub fn keep_place_of(&mut self, earlier: &Self) {
        self.filter = earlier.filter.clone();
        self.refilter();
        if earlier.selection.article.as_ref().is_some_and(|slug| self.corpus.article(slug).is_some()) {
            self.selection.clone_from(&earlier.selection);
        }
    }

    /// The colour and pattern of somebody: by how much they say in the archive, the most first.
    pub fn voice(&self, speaker: Option<&SpeakerId>) -> Voice {
        match speaker.and_then(|id| self.colours.get(id)) {
            Some(index) => Voice { index: *index, anonymous: false },
            None => Voice { index: 0, anonymous: true },
        }
    }

    /// The speaker of a name.
    pub fn speaker(&self, id: Option<&SpeakerId>) -> Option<&Speaker> {
        self.bundle.archive().speaker(id?)
    }

    /// The speaker whose words glow: the selected one, or that of the selected quotation.
    pub fn selected_speaker(&self) -> Option<SpeakerId> {
        match &self.selection.what {
            Selected::Speaker(id) => Some(id.clone()),
            Selected::Quotation(id) => self.article()?.1.quotation(id)?.spoken_by_character.clone(),
            _ => None,
        }
    }
}

/// The articles that have a note.
fn noted(notebook: &Notebook) -> HashSet<Slug> {
    notebook.notes.iter().map(|note| note.article.clone()).collect()
}

fn colours(speakers: &[Speaker], articles: &[(Slug, Arc<Article>)]) -> HashMap<SpeakerId, usize> {
    let mut words: HashMap<&SpeakerId, usize> = HashMap::new();
    for (_, article) in articles {
        for quotation in article.speech() {
            if let Some(speaker) = &quotation.spoken_by_character {
                *words.entry(speaker).or_default() += quotation.word_count();
            }
        }
    }
    let mut named: Vec<&SpeakerId> = speakers.iter().filter(|speaker| speaker.is_named()).map(Speaker::id).collect();
    named.sort_by_key(|id| std::cmp::Reverse(words.get(id).copied().unwrap_or(0)));
    named.into_iter().enumerate().map(|(index, id)| (id.clone(), index)).collect()
}
