//! The one state of the window.

use std::path::PathBuf;

use super::{
    action::{Action, Dialog, Leave, View},
    docks::Docks,
    jobs::Jobs,
    lesson::Desk,
    open_archive::OpenArchive,
    pupil::Pupil,
    review::Review,
    search::Search,
    selection::Selection,
    settings::{RecentState, Settings},
    widgets::Toast,
    works::{CiteAs, Works},
};
use crate::{
    bundle::{Notebooks, UnsavedFolder},
    cite::{FAVOURITES, Style},
    model::{Part, Passage, QuotationId},
};

/// Everything the window shows. Panels read it; only `apply` changes it.
pub struct State {
    /// What is remembered between two starts.
    pub settings: Settings,
    /// How each of the recent archives is found today.
    pub recents: Vec<RecentState>,
    /// Where settings are kept; nothing where the system names no place.
    pub home: Option<PathBuf>,
    /// Where notes are kept.
    pub notebooks: Option<Notebooks>,
    /// The open archives.
    pub archives: Vec<OpenArchive>,
    /// Which of them is shown; none on the first page.
    pub current: Option<usize>,
    /// The layout.
    pub view: View,
    /// How the panels lie.
    pub docks: Docks,
    /// How they lie while the window is narrow, or, while it is, how they lie otherwise.
    other_docks: Docks,
    /// Whether the window is too narrow, for the size of its text, for three columns.
    is_narrow: bool,
    /// What lies over the window.
    pub dialog: Option<Dialog>,
    /// Slow work.
    pub jobs: Jobs,
    /// The citation style.
    pub style: Option<Style>,
    /// In which way what is selected is cited, and what was selected when that was chosen.
    pub cite_as: Option<(Selection, CiteAs)>,
    /// The list of works cited, formatted.
    pub works: Works,
    /// Find in page.
    pub find: Find,
    /// Searching all open archives.
    pub search: Search,
    /// What an import has read, for review.
    pub review: Review,
    /// The teacher's desk: lessons, a class's answers.
    pub desk: Desk,
    /// A lesson that is answered, before everything else.
    pub pupil: Option<Box<Pupil>>,
    /// What was said for a moment and is to be shown.
    pub said: Vec<Toast<Action>>,
    /// Counts the moves that a panel must follow by scrolling.
    pub moves: u64,
    /// The quotation whose card shows the form by which it is corrected.
    pub correcting: Option<QuotationId>,
    /// What is to be left as soon as the archive is saved.
    pub leaves: Option<Leave>,
    /// Whether the program is to end.
    pub quits: bool,
}

/// Find in page.
#[derive(Clone, Debug, Default)]
pub struct Find {
    /// Whether its bar is shown.
    pub is_open: bool,
    /// The words looked for.
    pub words: String,
    /// Where they stand in the article that is read.
    pub hits: Vec<Passage>,
    /// Which of them is the one.
    pub at: usize,
    /// How often was asked: an answer to an earlier question is dropped.
    pub asked: u64,
    /// The job that looks through a long article.
    pub job: Option<u64>,
}

impl Find {
    /// The places that are in sight where these of the body are, by their number: those of the body that touch it, and all elsewhere.
    pub fn near(&self, body: &std::ops::Range<usize>) -> impl Iterator<Item = usize> + use<> {
        // In reading order: headline and standfirst, the body, the captions.
        let first = self.hits.partition_point(|hit| matches!(hit.part, Part::Headline | Part::Standfirst));
        let last = first + self.hits[first..].partition_point(|hit| hit.part == Part::Body);
        let from = first + self.hits[first..last].partition_point(|hit| hit.end <= body.start);
        let to = from + self.hits[from..last].partition_point(|hit| hit.start < body.end);
        (0..first).chain(from..to).chain(last..self.hits.len())
    }
}

impl State {
    /// The state at the start: nothing open.
    pub fn new(settings: Settings, home: Option<PathBuf>, jobs: Jobs) -> Self {
        let docks = settings.docks.clone().filter(Docks::is_whole).unwrap_or_default();
        let notebooks = home.as_ref().map(|home| Notebooks::at(home.join("notes")));
        let mut state = Self {
            settings,
            recents: Vec::new(),
            home,
            notebooks,
            archives: Vec::new(),
            current: None,
            view: View::Read,
            docks,
            other_docks: Docks::narrow(),
            is_narrow: false,
            dialog: None,
            jobs,
            style: None,
            cite_as: None,
            works: Works::default(),
            find: Find::default(),
            search: Search::default(),
            review: Review::default(),
            desk: Desk::default(),
            pupil: None,
            said: Vec::new(),
            moves: 0,
            correcting: None,
            leaves: None,
            quits: false,
        };
        state.look_at_recents();
        state
    }

    /// The archive that is shown: while a lesson is answered, what its pupils may see.
    pub fn archive(&self) -> Option<&OpenArchive> {
        if let Some(pupil) = &self.pupil {
            return Some(&pupil.archive);
        }
        self.archives.get(self.current?)
    }

    /// The archive that is shown, to be changed; for `apply` alone.
    pub(super) fn archive_mut(&mut self) -> Option<&mut OpenArchive> {
        if let Some(pupil) = &mut self.pupil {
            return Some(&mut pupil.archive);
        }
        self.archives.get_mut(self.current?)
    }

    /// Where changes that are not saved are kept for the case of a crash; nothing where the system names no place.
    pub(super) fn unsaved_folder(&self) -> Option<UnsavedFolder> {
        self.home.as_ref().map(|home| UnsavedFolder::at(home.join("unsaved")))
    }

    /// Where search indexes are kept: among the system's caches, or in the window's own home where that is another one.
    pub(super) fn index_caches(&self) -> Option<PathBuf> {
        let own = self.home.clone().filter(|home| Some(home) != Settings::home().as_ref());
        own.or_else(crate::search::fulltext::caches)
    }

    /// Goes over to the other way in which the panels lie, where the width of the window asks for it.
    pub(super) fn fit_docks(&mut self, is_narrow: bool) {
        if self.is_narrow != is_narrow {
            self.is_narrow = is_narrow;
            std::mem::swap(&mut self.docks, &mut self.other_docks);
        }
    }

    /// Puts all panels back.
    pub(super) fn reset_docks(&mut self) {
        self.docks = if self.is_narrow { Docks::narrow() } else { Docks::default() };
    }

    /// The archive that is shown, where neither a review nor a lesson lies before it.
    pub fn in_front(&self) -> Option<&OpenArchive> {
        self.archive().filter(|_| !self.review.is_shown && self.desk.screen.is_none())
    }

    /// The archive that is worked on, also where one of its lessons lies before it; none while a lesson is answered.
    pub fn at_hand(&self) -> Option<&OpenArchive> {
        self.archive().filter(|_| !self.review.is_shown && self.pupil.is_none())
    }

    /// What is selected in the archive that is shown.
    pub fn selection(&self) -> Option<&Selection> {
        self.archive().map(|archive| &archive.selection)
    }

    /// The key of the style in force.
    pub fn style_key(&self) -> &str {
        if self.settings.style.is_empty() { FAVOURITES[0] } else { &self.settings.style }
    }

    /// Looks at how the recent archives are found today.
    pub(super) fn look_at_recents(&mut self) {
        self.recents = self.settings.recents.iter().map(super::settings::Recent::state).collect();
    }

    /// Says for a moment that something is done.
    pub(super) fn say(&mut self, sentence: impl Into<String>) {
        self.said.push(Toast::done(sentence));
    }

    /// Says for a moment that something is not as it should be.
    pub(super) fn warn(&mut self, sentence: impl Into<String>) {
        self.said.push(Toast::warning(sentence));
    }

    /// Writes the settings; where that fails, says so once.
    pub(super) fn save_settings(&mut self) {
        let Some(home) = self.home.clone() else { return };
        // Only how they lie in a window of full width is remembered.
        self.settings.docks = Some(if self.is_narrow { &self.other_docks } else { &self.docks }.clone());
        if let Err(error) = self.settings.save(&home) {
            self.warn(format!(
                "Your settings could not be written to {} ({error}); they hold until you close the program.",
                home.display()
            ));
        }
    }
}
