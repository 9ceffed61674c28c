//! Everything that can be asked of the window.

use std::{path::PathBuf, sync::Arc};

use super::{
    choosing::{ChooseStep, Entry},
    copies::Copies,
    docks::Pane,
    edits::{Change, Edit},
    lesson::{LessonForm, LessonStep},
    open_archive::OpenArchive,
    order::ArticleOrder,
    print::PrintSheet,
    pupil::PupilStep,
    results::ResultsForm,
    search::{Results, SearchStep},
    selection::Selection,
    theme::Look,
    works::{CiteAs, ExportChoice, WorksStep},
};
use crate::{
    bundle::{Bundle, OpenError, Problem, SaveError, Verification},
    cite::{self, Style},
    import::{FieldName, Imported, Known, TakenFor},
    model::{Answer, ArticleSummary, NoteColour, Passage, Question, Slug, SourceId, SpeakerId},
    search::{FacetValue, Facts, Filter, Found, fulltext::TextIndex},
};

/// One thing to do. Panels push them; after the frame they are applied in order, in one place.
pub enum Action {
    // Archives
    /// Opens an archive, or offers to import what is none.
    Open(PathBuf),
    /// Opens one of the samples by its number.
    OpenSample(usize),
    /// An archive that a job has opened.
    Opened(PathBuf, Box<Result<OpenArchive, OpenError>>),
    /// Shows another of the open archives.
    SwitchTo(usize),
    /// Leaves the archive for the first page.
    ShowWelcome,
    /// Forgets an archive that was opened before.
    Forget(PathBuf),
    /// An archive that lay at the first path lies at the second now.
    Found(PathBuf, PathBuf),
    /// Goes on counting what the articles of the archive that is shown have.
    Count,
    /// What was counted so far in the archive of this key; whether the job has ended.
    Counted(u64, Arc<Facts>, Vec<(usize, ArticleSummary)>, bool),
    /// Where the words of a filter stand in the archive of this key, as far as it was looked through; whether the job has ended.
    FoundWords(u64, Box<Found>, bool),
    /// Looks for articles that are copies of one report.
    LookForCopies,
    /// Which articles of the archive of this key are; whether somebody asked for it.
    Copies(u64, Arc<Copies>, bool),
    /// Lists copies of one report as one, or each by itself.
    ToggleCopies,
    /// Lists articles in another order.
    SetOrder(ArticleOrder),
    /// The articles of the archive of this key stand in this order.
    Ordered(u64, ArticleOrder, Option<Vec<u32>>),
    /// Checks every file of the archive that is shown against its checksum.
    Verify,
    /// What a job found by checking the archive of this key.
    Verified(u64, Arc<Verification>),

    // Import
    /// Reads files into articles for review.
    ImportFiles(Vec<PathBuf>),
    /// Reads pasted text into an article for review.
    ImportPasted(String),
    /// Pages that could be read, to choose from.
    ImportListed(Vec<Entry>),
    /// What an archive has already, by its key.
    ImportKnown(u64, Arc<Known>),
    /// A page that an import has read.
    ImportRead(Box<Imported>),
    /// A sentence on a file that it could not read.
    ImportRefused(String),
    /// A job has read everything that it was given.
    ImportEnded,
    /// A step in the review of what was read.
    Review(ReviewStep),
    /// Makes an archive of what was read.
    ImportSave(PathBuf),
    /// Whether an archive was written.
    ImportSaved(Result<PathBuf, String>),
    /// Whether pages were added to the open archive of this key, whose revision was saved with them.
    ImportAdded(u64, u64, Box<Result<Added, String>>),

    // Lessons
    /// A step of a pupil in a lesson.
    Pupil(PupilStep),

    // Selection
    /// Selects something, and scrolls to it.
    Select(Selection),
    /// Selects something in each of the two articles of Compare.
    SelectBoth(Box<[Selection; 2]>),
    /// The last place.
    Back,
    /// The place that was left by going back.
    Forward,
    /// The next or the one before of a kind.
    Step(Kind, Way),
    /// The other article of Compare.
    Compare(Slug),
    /// The two articles of Compare change places.
    SwapCompared,

    // Filter
    /// Puts a filter in force.
    SetFilter(Filter),
    /// Turns one value of a facet on or off.
    Toggle(FacetValue),
    /// Keeps the filter under a name.
    SaveFilter(String),
    /// Forgets a kept filter.
    DropFilter(usize),

    // Search
    /// A step in searching.
    Search(SearchStep),
    /// What a job has found for the question of this number.
    Searched(u64, Box<Results>),
    /// The search index of the archive of this key, or why there is none.
    Indexed(u64, Box<Result<TextIndex, String>>),

    // Citations
    /// Chooses a style by its key, or by the path of a `.csl` file.
    SetStyle(String),
    /// A citation style was read, or why not; the key it was asked for by.
    StyleRead(String, Result<Style, String>),
    /// Puts a part of the citation on the clipboard.
    Copy(CopyWhat),
    /// Makes a style a favourite, or not one any more; forgets a file of one's own.
    FavourStyle(String),
    /// Cites the selection in another way.
    CiteAs(CiteAs),
    /// A step with the list of works cited.
    Works(WorksStep),
    /// Writes citations to a file.
    ExportCitations(ExportChoice, PathBuf),
    /// Writes the articles that are shown to a file.
    ExportArticles(crate::export::Format, PathBuf),
    /// Whether a file was written, in a sentence.
    Exported(Result<PathBuf, String>),

    // Notes
    /// Highlights a passage.
    AddNote(Passage, NoteColour),
    /// Changes what a note says.
    EditNote(u64, String),
    /// Changes a note's colour.
    ColourNote(u64, NoteColour),
    /// Takes a note away.
    RemoveNote(u64),
    /// Answers one of the five questions about a source.
    Answer(SourceId, Question, Answer),
    /// Takes back the last change of notes or of the archive.
    Undo,
    /// Makes it again.
    Redo,

    // Corrections
    /// Says something of quotations or speakers.
    Edit(Edit),
    /// Shows the form by which the selected quotation is corrected, or hides it.
    CorrectSelected,
    /// Looks for quotations again in the article that is read.
    FindAgain,
    /// What was found again in the archive of this key.
    FoundAgain(u64, Box<Change>),
    /// Whether a revision of the archive of this key is kept for the case of a crash.
    Kept(u64, u64, Option<Problem>),
    /// Saves the archive that is shown.
    Save,
    /// Saves it under another name.
    SaveAs(PathBuf),
    /// A revision of the archive of this key was written, or why not.
    Saved(u64, u64, Box<Result<Bundle, SaveError>>),
    /// Closes the archive or the program, and asks first where something is not saved.
    Leave(Leave),
    /// Saves, and leaves then.
    SaveAndLeave(Leave),
    /// Leaves without saving.
    LeaveAnyway(Leave),

    // Lessons
    /// A step at the teacher's desk.
    Lesson(LessonStep),

    // The window
    /// Shows another layout.
    SetView(View),
    /// Changes how things look.
    SetLook(Look),
    /// Gives decoded pictures so many MB of memory.
    SetPictureMemory(u32),
    /// Shows or hides a panel.
    TogglePanel(Pane),
    /// Puts all panels back where they were at first.
    ResetPanels,
    /// Marks words that judge or hedge, or not.
    ToggleLabels,
    /// Marks reporting verbs, or not.
    ToggleVerbs,
    /// Makes everything larger or smaller; nothing puts it back.
    Zoom(Option<f32>),
    /// Shows a dialog.
    Show(Dialog),
    /// Closes the dialog.
    CloseDialog,
    /// Asks for a file or folder, with the system's dialog where there is one.
    Ask(Ask),
    /// The system's dialog was not to be had: asks for a path instead.
    AskByPath(Ask),
    /// The dialog was closed without an answer.
    Nothing,
    /// Find in page: shows its bar, and the words looked for.
    Find(FindStep),
    /// Asks a job to stop.
    Cancel(u64),
    /// Says something for a moment.
    Say(String),
    /// Opens an address after the reader saw it.
    OpenAddress(String),
}

/// Pages that were added to an archive.
pub struct Added {
    /// The archive as it was written.
    pub bundle: Bundle,
    /// The first of the articles.
    pub first: Option<Slug>,
    /// How many are new.
    pub count: usize,
    /// How many took the place of an earlier capture.
    pub updated: usize,
}

/// One step in the review of an import.
#[derive(Clone, Debug, PartialEq)]
pub enum ReviewStep {
    /// Shows where pages come from.
    Gather,
    /// Chooses which pages are read.
    Choose(ChooseStep),
    /// Shows a page, by its place among those that were read.
    Go(usize),
    /// Shows all pages in a table, or one by one.
    ShowAll(bool),
    /// Leaves a page out, or takes it in again, by its place among those that were read.
    TurnPage(usize),
    /// Leaves every page out that nobody has looked at and that needs a look.
    LeaveOutDoubtful,
    /// Takes every page in again that was left out.
    TakeAllIn,
    /// Shows the next page of the list or the one before.
    Page(Way),
    /// Keys speak of this block from now on.
    At(usize),
    /// Shows a run of blocks left out one by one, or as one again.
    Unfold(usize),
    /// Takes a block in or leaves it out.
    Turn(usize),
    /// Takes a block for something.
    Take(usize, TakenFor),
    /// Takes the block that keys speak of for something.
    TakeThis(TakeFor),
    /// Puts a value into a field.
    Set(FieldName, String),
    /// The page is right: on to the next one; after the last, all are kept.
    KeepNext,
    /// Leaves the page out, or takes it in again.
    LeaveOut,
    /// The page takes the place of the earlier capture in the archive, or is kept beside it.
    Update,
    /// Leaves every page out whose words are in the archive already, or are another page's.
    LeaveOutTwins,
    /// Puts every newer capture in the place of the earlier one.
    UpdateTwins,
    /// The open archive that the pages go into, by its key; none for a new one.
    Into(Option<u64>),
    /// The title that the new archive is to have.
    Title(String),
    /// Keeps all pages that are not left out.
    Keep,
    /// Leaves the review, and asks first.
    Close,
    /// Leaves the review without keeping anything.
    CloseAnyway,
}

/// What keys take a block for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakeFor {
    /// A part of the body.
    Body,
    /// The headline.
    Headline,
    /// The standfirst.
    Standfirst,
    /// Who wrote it.
    Byline,
    /// The caption of the photo beside it.
    Caption,
    /// The credit of the photo beside it.
    Credit,
    /// What it is, of the photo before.
    PhotoBefore,
    /// What it is, of the photo after.
    PhotoAfter,
    /// Nothing of the article.
    LeftOut,
}

/// What is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leave {
    /// The archive that is shown.
    Archive,
    /// The program.
    Program,
}

/// What can be stepped through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Quotations that are shown, in reading order.
    Quotation,
    /// Photos that are shown.
    Photo,
    /// Articles that are shown.
    Article,
}

/// Which way to step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Towards the end.
    Next,
    /// Towards the beginning.
    Previous,
}

/// What goes to the clipboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyWhat {
    /// The quoted words with their in-text citation.
    WithQuotation,
    /// The reference.
    Reference,
    /// The in-text citation.
    InText,
    /// The footnote.
    Note,
    /// Words that the reader marked.
    Words,
    /// The list of works cited.
    List,
    /// One citation of all works in the list.
    Together,
}

/// The three layouts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// The article with its panels.
    #[default]
    Read,
    /// Two articles side by side.
    Compare,
    /// One thing, large.
    Present,
}

/// What lies over the window.
#[derive(Clone, Debug, PartialEq)]
pub enum Dialog {
    /// Every action by its name.
    Palette,
    /// A lesson to hand out, to take, to mark.
    Lessons,
    /// Every shortcut.
    Shortcuts,
    /// What the program is.
    About,
    /// A name for the filter.
    SaveFilter,
    /// A path, where the system has no file dialog.
    Path(Ask),
    /// Something went wrong that the reader must decide about.
    Problem(Trouble),
    /// A photo over the whole window.
    Photo,
    /// An address that a link leads to.
    Address(String),
    /// How things look.
    Look,
    /// Who speaks, and how much.
    Shares,
    /// A task to add to the lesson in hand.
    AddTask,
    /// Another name for a speaker.
    Rename(SpeakerId),
    /// Which citations go out, and in which form.
    Citations,
    /// The fields that citations are made of, with the one to be filled.
    Fields(cite::Field),
    /// Something is not saved.
    Unsaved(Leave),
    /// Pages were read that nobody has kept; what is left after them.
    LeaveReview(Option<Leave>),
}

/// A failure with what can be done about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Trouble {
    /// What happened, in a few words.
    pub title: String,
    /// What happened, where, and what to do now.
    pub sentence: String,
    /// The file that can be imported instead.
    pub import: Option<PathBuf>,
}

/// What a path is asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// An archive as one file.
    OpenFile,
    /// An archive as a folder.
    OpenFolder,
    /// An archive that lay here and does not any more.
    Moved(PathBuf),
    /// Files to import.
    Import,
    /// A folder of files to import.
    ImportFolder,
    /// Where a new archive goes.
    SaveArchive,
    /// Where the archive that is shown goes under another name.
    SaveCopy,
    /// Where citations go.
    Citations(ExportChoice),
    /// A list of works of another program.
    Works,
    /// Where articles go.
    Articles(crate::export::Format),
    /// A style of one's own.
    Style,
    /// Where the lesson in hand goes.
    LessonAs(LessonForm),
    /// The folder of a class's answers.
    Answers,
    /// Where a class's results go.
    Results(ResultsForm),
    /// Where a printed sheet goes.
    Sheet(PrintSheet),
    /// A lesson to be answered.
    Lesson,
    /// Where a pupil's answers go.
    HandIn,
}

/// Find in page.
#[derive(Clone, Debug, PartialEq)]
pub enum FindStep {
    /// Shows the bar.
    Open,
    /// Hides it.
    Close,
    /// Looks for words.
    Words(String),
    /// Where the words of this question stand in a long article.
    Looked(u64, Vec<Passage>),
    /// The next or the one before.
    Go(Way),
}

/// The queue that panels push to.
#[derive(Default)]
pub struct Actions(Vec<Action>);

impl Actions {
    /// Asks for something.
    pub fn push(&mut self, action: Action) {
        self.0.push(action);
    }

    /// Takes all that was asked for.
    pub fn take(&mut self) -> Vec<Action> {
        std::mem::take(&mut self.0)
    }
}
