//! An archive as the window holds it: the bundle, its articles, and where the reader is in it.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    hash::{Hash, Hasher},
    path::Path,
    sync::Arc,
};

use super::{
    copies::Copies,
    edits::{Change, EditHistory, LessonChange, Step, Unsaved},
    history::History,
    notes::NoteHistory,
    order::ArticleOrder,
    selection::{Selected, Selection},
};
use crate::{
    bundle::{self, Bundle, Notebooks, OpenError, Problem, Progress, UnsavedFolder, Verification, sha256},
    lesson::pupil_article,
    model::{Archive, Article, ArticleSummary, Lesson, Notebook, Slug, Speaker, SpeakerId},
    search::{Corpus, Facts, Filter, ReadArticle, Shown},
};

/// An archive of no more articles is held in memory as a whole.
const HELD_ARTICLES: usize = 1_000;
/// And of no more words.
const HELD_WORDS: usize = 2_000_000;

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
    /// The archive as a whole, as it was changed since.
    pub archive: Arc<Archive>,
    /// Its articles, as they were changed since, ready to be filtered.
    pub corpus: Corpus,
    /// Its lessons, as they were changed since.
    pub lessons: BTreeMap<Slug, Arc<Lesson>>,
    /// What is damaged: found while opening.
    pub problems: Vec<Problem>,
    /// What the checksums say.
    pub checked: Checked,
    /// The reader's notes.
    pub notebook: Notebook,
    /// Undo and redo of notes.
    pub note_history: NoteHistory,
    /// Undo and redo of changes of the archive.
    pub edits: EditHistory,
    /// What of it is not on disk yet.
    pub unsaved: Unsaved,
    /// Counts changes of notes and of the archive, so that the last of both is undone first.
    pub tick: u64,
    /// The articles that were changed since the archive was opened.
    pub touched: HashSet<Slug>,
    /// The lessons that were changed, made or taken out since.
    pub touched_lessons: BTreeSet<Slug>,
    /// The filter in force.
    pub filter: Filter,
    /// What the filter lets through.
    pub shown: Shown,
    /// Counts how often that was worked out, so that whatever rests on it knows when to be worked out anew.
    pub edition: u64,
    /// What is selected.
    pub selection: Selection,
    /// Where the reader has been.
    pub history: History,
    /// The other article of the layout Compare, with what is selected in it.
    pub beside: Option<Selection>,
    /// Whether the article that is read stands at the right there.
    pub is_right: bool,
    /// The articles that are shown, by their place, in the order in which they are listed.
    pub rows: Arc<Vec<u32>>,
    /// That order.
    pub order: ArticleOrder,
    arranged: Option<Vec<u32>>,
    /// Which articles are copies of one report; nothing while nobody has looked.
    pub copies: Option<Arc<Copies>>,
    /// Whether those are listed as one.
    pub together: bool,
    /// The job that looks for the filter’s words.
    pub found_by: Option<u64>,
    /// The job that counts quotations.
    pub counted_by: Option<u64>,
    colours: HashMap<SpeakerId, usize>,
}

impl OpenArchive {
    /// Opens an archive and reads its articles and the reader's notes on it.
    ///
    /// # Errors
    /// What [`Bundle::open`] says; a damaged article is no error but one of the `problems`.
    pub fn load(
        path: &Path,
        notebooks: Option<&Notebooks>,
        unsaved: Option<&UnsavedFolder>,
        progress: &Progress,
    ) -> Result<Self, OpenError> {
        let bundle = Arc::new(Bundle::open(path)?);
        let mut problems = bundle.problems().to_vec();
        let archive = Arc::new(bundle.archive().clone());
        let words: usize = bundle.summaries().iter().map(|summary| summary.word_count).sum();
        let corpus = if bundle.summaries().len() <= HELD_ARTICLES && words <= HELD_WORDS {
            Corpus::in_memory(archive.clone(), read_all(&bundle, &mut problems, progress))
        } else {
            Corpus::on_disk(archive.clone(), bundle.list(), reader(&bundle))
        };
        let mut lessons = BTreeMap::new();
        for slug in bundle.lessons() {
            match bundle.lesson(&slug) {
                Ok(lesson) => _ = lessons.insert(slug, Arc::new(lesson)),
                Err(problem) => problems.push(problem),
            }
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
            if let Some(article) = corpus.article(&note.article) {
                let text = article.part_text(&note.passage.part);
                if let Some(range) = note.passage.find_in(&text) {
                    (note.passage.start, note.passage.end) = (range.start, range.end);
                }
            }
        }
        let (kept, problem) = unsaved.map_or((None, None), |folder| folder.take(path, &base(&bundle)));
        problems.extend(problem);
        let mut archive = Self::new(bundle, archive, corpus, notebook, problems);
        archive.lessons = lessons;
        if let Some(kept) = kept {
            archive.bring_back(kept);
        }
        Ok(archive)
    }

    /// Makes the changes again that were not saved, as one that can be taken back.
    fn bring_back(&mut self, kept: bundle::Unsaved) {
        let articles = kept.articles.into_iter().filter_map(|(slug, article)| {
            let before = self.corpus.article(&slug)?.clone();
            Some((slug, before, Arc::new(article)))
        });
        let change =
            Change { name: "Changes brought back", archive: (self.archive.clone(), Arc::new(kept.archive)), articles: articles.collect() };
        if *change.archive.0 != *change.archive.1 || !change.articles.is_empty() {
            self.make(change);
        }
        for (slug, after) in kept.lessons {
            let before = self.lessons.get(&slug).cloned();
            self.make_lesson(LessonChange { name: "Changes brought back", slug, field: None, before, after: after.map(Arc::new) });
        }
        self.unsaved.kept = self.unsaved.revision;
    }

    /// Makes a change and remembers it.
    pub fn make(&mut self, change: Change) {
        self.tick += 1;
        self.put(change.archive.1.clone(), change.articles.iter().map(|(slug, _, after)| (slug.clone(), after.clone())).collect());
        self.edits.made(self.tick, Step::Articles(change));
    }

    /// Makes a change of a lesson and remembers it.
    pub fn make_lesson(&mut self, change: LessonChange) {
        self.tick += 1;
        self.put_lesson(change.slug.clone(), change.after.clone());
        self.edits.made(self.tick, Step::Lesson(change));
    }

    fn put_lesson(&mut self, slug: Slug, lesson: Option<Arc<Lesson>>) {
        self.unsaved.revision += 1;
        self.touched_lessons.insert(slug.clone());
        match lesson {
            Some(lesson) => _ = self.lessons.insert(slug, lesson),
            None => _ = self.lessons.remove(&slug),
        }
    }

    /// Takes the last change of the archive back, or makes it again; what it was.
    pub fn turn(&mut self, back: bool) -> Option<&'static str> {
        let change = match if back { self.edits.undo() } else { self.edits.redo() }?.clone() {
            Step::Articles(change) => change,
            Step::Lesson(change) => {
                self.put_lesson(change.slug, if back { change.before } else { change.after });
                return Some(change.name);
            }
        };
        let archive = if back { change.archive.0 } else { change.archive.1 };
        self.put(archive, change.articles.into_iter().map(|(slug, before, after)| (slug, if back { before } else { after })).collect());
        Some(change.name)
    }

    fn put(&mut self, archive: Arc<Archive>, articles: Vec<(Slug, Arc<Article>)>) {
        self.unsaved.revision += 1;
        self.touched.extend(articles.iter().map(|(slug, _)| slug.clone()));
        self.archive = archive;
        self.corpus.replace(&self.archive, articles);
        self.colours = colours(&self.archive.speakers, &self.corpus);
        self.refilter();
        let is_gone = self.selected_is_gone();
        if is_gone {
            self.selection.what = Selected::Nothing;
        }
    }

    fn selected_is_gone(&self) -> bool {
        let Some((_, article)) = self.article() else { return false };
        match &self.selection.what {
            Selected::Quotation(id) => article.quotation(id).is_none(),
            Selected::Speaker(id) => self.archive.speaker(id).is_none(),
            _ => false,
        }
    }

    /// What is to be kept for the case of a crash.
    pub fn to_keep(&self) -> bundle::Unsaved {
        let articles = self.touched.iter().filter_map(|slug| Some((slug.clone(), (**self.corpus.article(slug)?).clone())));
        bundle::Unsaved {
            path: self.bundle.path().to_owned(),
            base: base(&self.bundle),
            archive: (*self.archive).clone(),
            articles: articles.collect(),
            lessons: self
                .touched_lessons
                .iter()
                .map(|slug| (slug.clone(), self.lessons.get(slug).map(|lesson| (**lesson).clone())))
                .collect(),
        }
    }

    fn new(bundle: Arc<Bundle>, archive: Arc<Archive>, corpus: Corpus, notebook: Notebook, problems: Vec<Problem>) -> Self {
        let selection = corpus.summaries().next().map(|first| Selection::article(first.slug.clone())).unwrap_or_default();
        // Read now, away from the frame.
        selection.article.as_ref().and_then(|slug| corpus.article(slug));
        let filter = Filter::default();
        let shown = corpus.apply(&filter, &noted(&notebook));
        Self {
            colours: colours(&archive.speakers, &corpus),
            rows: shown.rows(),
            order: ArticleOrder::default(),
            arranged: None,
            copies: None,
            together: true,
            found_by: None,
            counted_by: None,
            bundle,
            archive,
            corpus,
            lessons: BTreeMap::new(),
            problems,
            checked: Checked::No,
            notebook,
            note_history: NoteHistory::default(),
            edits: EditHistory::default(),
            unsaved: Unsaved::default(),
            tick: 0,
            touched: HashSet::new(),
            touched_lessons: BTreeSet::new(),
            filter,
            shown,
            edition: 0,
            selection,
            history: History::default(),
            beside: None,
            is_right: false,
        }
    }

    /// The archive as the pupils of a lesson see it: only its articles, without what gives the answers away.
    #[must_use]
    pub fn for_pupils(mut self, lesson: &Lesson) -> Self {
        let is_used = |slug: &Slug| {
            let mut of_tasks = lesson
                .tasks
                .iter()
                .flat_map(|task| task.material.iter().filter_map(|material| material.article()).chain(task.exercise.article()));
            lesson.articles.contains(slug) || of_tasks.any(|used| used == slug)
        };
        let mut articles: Vec<(Slug, Arc<Article>)> = self
            .corpus
            .summaries()
            .map(|summary| &summary.slug)
            .filter(|slug| is_used(slug))
            .filter_map(|slug| Some((slug.clone(), Arc::new(pupil_article(self.corpus.article(slug)?, lesson)))))
            .collect();
        // In the order to read them; those that only a task needs come last.
        articles.sort_by_key(|(slug, _)| lesson.articles.iter().position(|named| named == slug).unwrap_or(usize::MAX));
        self.selection = articles.first().map(|(slug, _)| Selection::article(slug.clone())).unwrap_or_default();
        self.corpus = Corpus::new(&self.archive, articles);
        self.colours = colours(&self.archive.speakers, &self.corpus);
        self.filter = Filter::default();
        self.history = History::default();
        self.beside = None;
        self.refilter();
        self
    }

    /// The title, or the file's name where it has none.
    pub fn title(&self) -> String {
        let title = self.archive.title.trim();
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
        self.edition += 1;
        self.list_rows();
    }

    /// Lists the articles in another order; all of them stand in it in `arranged`, unless it is the archive's own.
    pub fn set_order(&mut self, order: ArticleOrder, arranged: Option<Vec<u32>>) {
        self.order = order;
        self.arranged = arranged;
        self.list_rows();
    }

    /// Takes over which articles are copies of one report.
    pub fn set_copies(&mut self, copies: Arc<Copies>) {
        self.copies = Some(copies);
        self.list_rows();
    }

    /// Lists copies of one report as one, or each by itself.
    pub fn list_copies(&mut self, together: bool) {
        self.together = together;
        self.list_rows();
    }

    /// The other articles that are copies of the same report, where they are listed as one.
    pub fn copies_of(&self, place: u32) -> impl Iterator<Item = &ArticleSummary> {
        let copies = self.copies.as_ref().filter(|_| self.together);
        copies.into_iter().flat_map(move |copies| copies.others(place)).filter_map(|other| self.corpus.summary(other as usize))
    }

    fn list_rows(&mut self) {
        let rows = match &self.arranged {
            None => self.shown.rows(),
            Some(all) => Arc::new(all.iter().copied().filter(|place| self.shown.is_place_shown(*place)).collect()),
        };
        self.rows = match self.copies.as_ref().filter(|copies| self.together && !copies.is_empty()) {
            Some(copies) => Arc::new(copies.together(&rows)),
            None => rows,
        };
    }

    /// The name of the article in a row of the list.
    pub fn row(&self, row: usize) -> Option<&Slug> {
        Some(&self.corpus.summary(*self.rows.get(row)? as usize)?.slug)
    }

    /// In which row of the list an article stands; nothing where the filter leaves it out.
    pub fn row_of(&self, slug: &Slug) -> Option<usize> {
        let place = u32::try_from(self.corpus.place(slug)?).ok()?;
        let row = self.rows.iter().position(|row| *row == place);
        // A copy stands in the row of the one that is listed for it.
        let copies = self.copies.as_ref().filter(|copies| row.is_none() && self.together && copies.others(place).next().is_some());
        row.or_else(|| copies.and_then(|copies| self.rows.iter().position(|row| copies.others(place).any(|other| other == *row))))
    }

    /// Takes over what was counted so far, and where the archive's list was wrong.
    pub fn count(&mut self, facts: Arc<Facts>, corrected: Vec<(usize, ArticleSummary)>) {
        self.corpus.correct_list(corrected);
        self.corpus.set_facts(facts);
        self.colours = colours(&self.archive.speakers, &self.corpus);
        self.refilter();
    }

    /// After another article was chosen: lets go those read long ago, and takes over what was found damaged.
    pub fn tidy(&mut self) {
        if self.corpus.is_held() {
            return;
        }
        let in_use = [Some(&self.selection), self.beside.as_ref()].into_iter().flatten().filter_map(|selection| selection.article.as_ref());
        self.corpus.let_go(&in_use.collect::<Vec<_>>());
        for problem in self.bundle.damaged() {
            if !self.problems.iter().any(|known| known.file == problem.file) {
                self.problems.push(problem);
            }
        }
    }

    /// Goes on with the archive as it was saved.
    pub fn set_bundle(&mut self, bundle: Bundle) {
        self.bundle = Arc::new(bundle);
        self.corpus.read_from(reader(&self.bundle));
    }

    /// Takes over where the reader was, when the same archive is opened again.
    pub fn keep_place_of(&mut self, earlier: &Self) {
        self.filter = earlier.filter.clone();
        self.together = earlier.together;
        self.set_order(earlier.order, earlier.order.arrange(self.bundle.summaries()));
        self.refilter();
        if earlier.selection.article.as_ref().is_some_and(|slug| self.corpus.place(slug).is_some()) {
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

    /// What is selected in an article that is read, also beside another; nothing where it is not read.
    pub fn selected_in(&self, slug: &Slug) -> Option<&Selected> {
        let mut both = [Some(&self.selection), self.beside.as_ref()].into_iter().flatten();
        both.find(|selection| selection.article.as_ref() == Some(slug)).map(|selection| &selection.what)
    }

    /// The two articles of Compare, the left one first.
    pub fn compared(&self) -> Option<[(&Slug, &Arc<Article>); 2]> {
        let beside = self.beside.as_ref()?.article.as_ref()?;
        let both = [self.article()?, (beside, self.corpus.article(beside)?)];
        Some(if self.is_right { [both[1], both[0]] } else { both })
    }

    /// The other article of Compare becomes the one that is read; both stay where they stand.
    pub fn change_sides(&mut self) {
        if let Some(beside) = &mut self.beside {
            std::mem::swap(&mut self.selection, beside);
            self.is_right = !self.is_right;
        }
    }

    /// Whether this of an article is selected.
    pub fn selects(&self, slug: &Slug, what: &Selected) -> bool {
        self.selected_in(slug) == Some(what)
    }

    /// The speaker of a name.
    pub fn speaker(&self, id: Option<&SpeakerId>) -> Option<&Speaker> {
        self.corpus.speaker(id?)
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

/// Names the state of the archive on disk, without reading all of it.
fn base(bundle: &Bundle) -> String {
    bundle.manifest().map(|bytes| sha256(&bytes)).unwrap_or_default()
}

/// The articles that have a note.
fn noted(notebook: &Notebook) -> HashSet<Slug> {
    notebook.notes.iter().map(|note| note.article.clone()).collect()
}

fn colours(speakers: &[Speaker], corpus: &Corpus) -> HashMap<SpeakerId, usize> {
    let words = corpus.spoken_words();
    let mut named: Vec<&SpeakerId> = speakers.iter().filter(|speaker| speaker.is_named()).map(Speaker::id).collect();
    named.sort_by_key(|id| std::cmp::Reverse(words.get(id).copied().unwrap_or(0)));
    named.into_iter().enumerate().map(|(index, id)| (id.clone(), index)).collect()
}

/// A way to read an archive's articles one by one.
fn reader(bundle: &Arc<Bundle>) -> ReadArticle {
    let bundle = bundle.clone();
    Arc::new(move |slug| bundle.article(slug).ok())
}

fn read_all(bundle: &Bundle, problems: &mut Vec<Problem>, progress: &Progress) -> Vec<(Slug, Arc<Article>)> {
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
    articles
}
