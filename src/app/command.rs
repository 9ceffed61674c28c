//! The one table of actions: menus, the command palette and the shortcut sheet read it.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::{
    action::{Action, Ask, CopyWhat, Dialog, FindStep, Kind, Leave, ReviewStep, TakeFor, View, Way},
    apply::to_confirm,
    docks::Pane,
    edits::Edit,
    lesson::{LessonForm, LessonStep, PresentStep, Screen},
    print::{PrintSheet, PrintStep},
    pupil::PupilStep,
    results::ResultsStep,
    search::SearchStep,
    selection::Selected,
    state::State,
    theme::Appearance,
    works::WorksStep,
};
use crate::{
    export,
    lesson::Piece,
    model::{LessonPanel, NoteColour, QuotationId, TaskId},
    search::Filter,
};

/// One action with its name.
pub struct Command {
    /// Its name, as menus say it.
    pub name: &'static str,
    /// What it does, in a line.
    pub help: &'static str,
    /// The menu it stands in.
    pub menu: Menu,
    /// Its shortcut.
    pub shortcut: Option<KeyboardShortcut>,
    /// The action, or nothing where it makes no sense now.
    pub action: fn(&State) -> Option<Action>,
}

/// A menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Menu {
    /// Opening, importing, writing.
    Archive,
    /// Notes, copying, finding.
    Edit,
    /// What a person says of quotations.
    Quotation,
    /// What is read from elsewhere, before it is kept.
    Import,
    /// Lessons and what a class hands in.
    Lesson,
    /// Moving about.
    Go,
    /// How it is shown.
    View,
    /// Help.
    Help,
}

impl Menu {
    /// Every menu in order.
    pub const ALL: [Self; 8] = [Self::Archive, Self::Edit, Self::Quotation, Self::Import, Self::Lesson, Self::Go, Self::View, Self::Help];

    /// Its name.
    pub fn title(self) -> &'static str {
        match self {
            Self::Archive => "Archive",
            Self::Edit => "Edit",
            Self::Quotation => "Quotation",
            Self::Import => "Import",
            Self::Lesson => "Lesson",
            Self::Go => "Go",
            Self::View => "View",
            Self::Help => "Help",
        }
    }
}

const CTRL: Modifiers = Modifiers::COMMAND;
const ALT_SHIFT: Modifiers = Modifiers::ALT.plus(Modifiers::SHIFT);
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

const fn keys(modifiers: Modifiers, key: Key) -> Option<KeyboardShortcut> {
    Some(KeyboardShortcut::new(modifiers, key))
}

macro_rules! commands {
    ($($menu:ident $name:literal, $help:literal, $shortcut:expr, $action:expr;)*) => {
        /// Every action there is.
        pub const COMMANDS: &[Command] = &[$(Command { name: $name, help: $help, menu: Menu::$menu, shortcut: $shortcut, action: $action }),*];
    };
}

commands! {
    Archive "Open archive…", "Opens an archive that is one file", keys(CTRL, Key::O), |_| Some(Action::Ask(Ask::OpenFile));
    Archive "Open folder…", "Opens an archive that is a folder, or every archive in a folder", keys(CTRL_SHIFT, Key::O), |_| Some(Action::Ask(Ask::OpenFolder));
    Archive "Save", "Writes your corrections into the archive", keys(CTRL, Key::S), |s| s.at_hand().filter(|a| a.unsaved.is_any()).map(|_| Action::Save);
    Archive "Save as…", "Writes the archive to another file", keys(CTRL_SHIFT, Key::S), |s| has_archive_behind(s, Action::Ask(Ask::SaveCopy));
    Archive "Export citations…", "Of what the filter shows or of your list, for word processors and reference managers", keys(CTRL, Key::E), |s| has_archive(s, Action::Show(Dialog::Citations));
    Archive "Export articles as a web page…", "One page with pictures, for any browser, without a network", None, |s| has_archive(s, Action::Ask(Ask::Articles(export::Format::Html)));
    Archive "Export articles as text…", "The words alone", None, |s| has_archive(s, Action::Ask(Ask::Articles(export::Format::Text)));
    Archive "Export quotations as a table…", "One row a quotation, for a spreadsheet", None, |s| has_archive(s, Action::Ask(Ask::Articles(export::Format::Csv)));
    Archive "Count quotations", "Goes on counting what a large archive has, for the filter", None, |s| s.in_front().filter(|a| !a.corpus.is_counted() && a.counted_by.is_none()).map(|_| Action::Count);
    Archive "Check files", "Compares every file of the archive with its checksum", None, |s| has_archive(s, Action::Verify);
    Archive "Close archive", "Closes the archive that is shown", keys(CTRL, Key::W), |s| has_archive_behind(s, Action::Leave(Leave::Archive));
    Archive "First page", "Recent archives, samples, new archives", None, |s| has_archive_behind(s, Action::ShowWelcome);
    Archive "Quit", "Ends the program", keys(CTRL, Key::Q), |_| Some(Action::Leave(Leave::Program));

    Edit "Undo", "Takes back the last change of your notes or of the archive", keys(CTRL, Key::Z), |s| {
        let is_any = turns_marks(s, true).unwrap_or_else(|| s.at_hand().map_or(s.review.is_shown && s.review.last_done().is_some(), |a| a.note_history.last_done().is_some() || a.edits.last_done().is_some()));
        let is_any = is_any || can_turn(s).0;
        is_any.then_some(Action::Undo)
    };
    Edit "Redo", "Makes it again", keys(CTRL_SHIFT, Key::Z), |s| {
        let is_any = turns_marks(s, false).unwrap_or_else(|| s.at_hand().map_or(s.review.is_shown && s.review.last_undone().is_some(), |a| a.note_history.last_undone().is_some() || a.edits.last_undone().is_some()));
        let is_any = is_any || can_turn(s).1;
        is_any.then_some(Action::Redo)
    };
    Edit "Copy quotation with its citation", "The words, and who said them where", keys(CTRL_SHIFT, Key::C), |s| {
        s.in_front().filter(|a| matches!(a.selection.what, Selected::Quotation(_) | Selected::Passage(_) | Selected::Note(_))).map(|_| Action::Copy(CopyWhat::WithQuotation))
    };
    Edit "Copy reference", "The entry for the list of works cited", keys(CTRL_SHIFT, Key::R), |s| has_article(s, Action::Copy(CopyWhat::Reference));
    Edit "Copy in-text citation", "What stands in brackets behind the words", keys(CTRL_SHIFT, Key::I), |s| has_article(s, Action::Copy(CopyWhat::InText));
    Edit "Add to the list of works cited", "Puts what is cited now into your list", keys(CTRL_SHIFT, Key::A), |s| has_article(s, Action::Works(WorksStep::Add));
    Edit "Copy the list of works cited", "Sorted and formatted, as rich and plain text", keys(CTRL_SHIFT, Key::W), |s| has_archive(s, Action::Copy(CopyWhat::List));
    Edit "Copy one citation of the whole list", "All works of the list in one pair of brackets", None, |s| has_archive(s, Action::Copy(CopyWhat::Together));
    Edit "Import a list of works…", "CSL-JSON, BibLaTeX or RIS of another program, into your list", None, |s| has_archive(s, Action::Ask(Ask::Works));
    Edit "Highlight", "Makes a note of the marked words, or of the selected quotation", keys(CTRL, Key::H), highlight;
    Edit "Find in the article", "Looks for words in the article that is read", keys(CTRL, Key::F), |s| has_article(s, Action::Find(FindStep::Open));
    Edit "Find next", "The next place", keys(Modifiers::NONE, Key::F3), |s| s.find.is_open.then_some(Action::Find(FindStep::Go(Way::Next)));
    Edit "Find previous", "The place before", keys(Modifiers::SHIFT, Key::F3), |s| s.find.is_open.then_some(Action::Find(FindStep::Go(Way::Previous)));
    Edit "Search all open archives", "Words, phrases, fields and dates, in articles, captions, quotations and notes", keys(CTRL_SHIFT, Key::F), |s| has_archive(s, Action::Search(SearchStep::Open));
    Edit "Clear filter", "Shows everything again", keys(CTRL_SHIFT, Key::X), |s| s.in_front().filter(|a| !a.filter.is_empty()).map(|_| Action::SetFilter(Filter::default()));
    Edit "Save filter…", "Keeps the filter under a name", None, |s| s.in_front().filter(|a| !a.filter.is_empty()).map(|_| Action::Show(Dialog::SaveFilter));

    Quotation "Confirm, and next", "The selected quotation is right; the next that nobody confirmed comes up", keys(Modifiers::NONE, Key::C), |s| confirm(s, false);
    Quotation "Confirm the paragraph, and next", "All quotations of the paragraph are right", keys(Modifiers::SHIFT, Key::C), |s| confirm(s, true);
    Quotation "Confirm what is sure, and next", "Every quotation of the article whose rule is sure is right; the first of the others comes up", keys(Modifiers::NONE, Key::A), |s| has_article(s, Action::Edit(Edit::ConfirmSure));
    Quotation "Confirm all that are shown", "Every quotation that the filter shows is right", None, |s| has_archive(s, Action::Edit(Edit::ConfirmShown));
    Quotation "Correct…", "Who said it, how, and what kind of quotation it is", keys(Modifiers::NONE, Key::E), |s| with_quotation(s, Action::CorrectSelected);
    Quotation "Make a quotation of the marked words", "Then say who said them", keys(CTRL, Key::M), |s| match &s.in_front()?.selection.what {
        Selected::Passage(passage) => Some(Action::Edit(Edit::Mark(passage.clone()))),
        _ => None,
    };
    Quotation "Not a quotation", "Takes the selected quotation away", keys(Modifiers::NONE, Key::Delete), |s| quotation(s).map(|id| Action::Edit(Edit::Remove(id)));
    Quotation "Join to the one before", "Both are one utterance that was interrupted", None, |s| quotation(s).map(|id| Action::Edit(Edit::Join(id)));
    Quotation "Part into its pieces", "Each piece is a quotation of its own", None, |s| {
        let id = quotation(s)?;
        let (_, article) = s.in_front()?.article()?;
        article.quotation(&id).filter(|quotation| quotation.passages.len() > 1).map(|_| Action::Edit(Edit::Split(id)))
    };
    Quotation "Find quotations again", "Looks for quotations anew; what was confirmed stays", None, |s| has_article(s, Action::FindAgain);

    Import "Import pages or text…", "Reads saved pages, documents and pasted text, to be looked at before they are kept", keys(CTRL, Key::N), |_| review_step(ReviewStep::Gather);
    Import "Import files…", "Chooses the files to be read", keys(CTRL_SHIFT, Key::N), |_| Some(Action::Ask(Ask::Import));
    Import "Import a folder…", "Reads every page and text in a folder", None, |_| Some(Action::Ask(Ask::ImportFolder));
    Import "Keep and next", "The page is right; the next one comes up", keys(CTRL, Key::Enter), |s| s.review.in_sight().and_then(|_| review_step(ReviewStep::KeepNext));
    Import "Keep all pages", "Puts every page that is not left out into the archive", keys(CTRL_SHIFT, Key::Enter), |s| {
        if s.review.is_shown && !s.review.is_keeping && s.review.to_keep().next().is_some() { review_step(ReviewStep::Keep) } else { None }
    };
    Import "Leave the page out", "The page does not go into the archive; again takes it in", keys(CTRL, Key::Delete), |s| s.review.in_sight().and_then(|_| review_step(ReviewStep::LeaveOut));
    Import "All pages, or one by one", "Shows every page that was read in a table, the doubtful ones first, or goes back to one", None, |s| {
        let is_any = s.review.is_shown && s.review.pages.len() > 1 && s.review.choosing.is_none();
        if is_any { review_step(ReviewStep::ShowAll(!s.review.shows_all)) } else { None }
    };
    Import "Next page", "The next page of the list", None, |s| s.review.in_sight().and_then(|_| review_step(ReviewStep::Page(Way::Next)));
    Import "Previous page", "The page before", None, |s| s.review.in_sight().and_then(|_| review_step(ReviewStep::Page(Way::Previous)));
    Import "The block is body", "Takes the block that was chosen last into the body", keys(Modifiers::NONE, Key::Num1), |s| take(s, TakeFor::Body);
    Import "The block is the headline", "The one before is left out", keys(Modifiers::NONE, Key::Num2), |s| take(s, TakeFor::Headline);
    Import "The block is the standfirst", "The one before is left out", keys(Modifiers::NONE, Key::Num3), |s| take(s, TakeFor::Standfirst);
    Import "The block is the byline", "Its names are the authors", keys(Modifiers::NONE, Key::Num4), |s| take(s, TakeFor::Byline);
    Import "The block is a caption", "Of the photo above it", keys(Modifiers::NONE, Key::Num5), |s| take(s, TakeFor::Caption);
    Import "The block is a credit", "Of the photo above it", keys(Modifiers::NONE, Key::Num6), |s| take(s, TakeFor::Credit);
    Import "The block is left out", "It is not a part of the article", keys(Modifiers::NONE, Key::Num0), |s| take(s, TakeFor::LeftOut);
    Import "To the photo before", "The caption or credit belongs to the photo before", keys(Modifiers::ALT, Key::ArrowUp), |s| take(s, TakeFor::PhotoBefore);
    Import "To the photo after", "The caption or credit belongs to the photo after", keys(Modifiers::ALT, Key::ArrowDown), |s| take(s, TakeFor::PhotoAfter);
    Import "Close the review", "Asks first where pages would be lost", None, |s| if s.review.is_shown { review_step(ReviewStep::Close) } else { None };

    Lesson "New lesson…", "What the archive can make a lesson of", keys(CTRL_SHIFT, Key::L), |s| s.at_hand().map(|_| Action::Lesson(LessonStep::Templates));
    Lesson "Add a task…", "A task filled from the archive, or an empty one", keys(CTRL_SHIFT, Key::K), |s| edited(s).map(|_| Action::Show(Dialog::AddTask));
    Lesson "Add what is selected to the task", "A quotation, photo, source, article or marked words, into the task in hand", keys(CTRL_SHIFT, Key::T), piece;
    Lesson "Duplicate the task", "The same task once more, behind it", keys(CTRL_SHIFT, Key::D), |s| edited(s)?.map(|task| Action::Lesson(LessonStep::Duplicate(task)));
    Lesson "Take the task out", "It can be undone", keys(CTRL_SHIFT, Key::Delete), |s| edited(s)?.map(|task| Action::Lesson(LessonStep::RemoveTask(task)));
    Lesson "Task up", "One place towards the first", keys(ALT_SHIFT, Key::ArrowUp), |s| edited(s)?.map(|_| Action::Lesson(LessonStep::Shift(Way::Previous)));
    Lesson "Task down", "One place towards the last", keys(ALT_SHIFT, Key::ArrowDown), |s| edited(s)?.map(|_| Action::Lesson(LessonStep::Shift(Way::Next)));
    Lesson "Save a pupil’s copy…", "The lesson for the class, without its key", keys(CTRL_SHIFT, Key::E), |s| with_lesson(s, Action::Ask(Ask::LessonAs(LessonForm::PupilCopy)));
    Lesson "Export the lesson as a web page…", "One file for any browser, to hand in from", None, |s| with_lesson(s, Action::Ask(Ask::LessonAs(LessonForm::Page)));
    Lesson "Export the lesson to practise…", "One file that marks by itself; the key is in it", None, |s| with_lesson(s, Action::Ask(Ask::LessonAs(LessonForm::Practice)));
    Lesson "Print the worksheet…", "For the class, as PDF: its pages are shown first", keys(Modifiers::COMMAND, Key::P), |s| with_lesson(s, sheet(PrintSheet::Worksheet));
    Lesson "Print the key…", "For the teacher, as PDF: its pages are shown first", None, |s| with_lesson(s, sheet(PrintSheet::Key));
    Lesson "Print the results…", "What the class handed in, as PDF: its pages are shown first", None, |s| s.desk.marked.as_ref().and_then(|_| with_lesson(s, sheet(PrintSheet::Results)));
    Lesson "Export the lesson for Moodle…", "Moodle XML", None, |s| with_lesson(s, Action::Ask(Ask::LessonAs(LessonForm::Moodle)));
    Lesson "Export the lesson as GIFT…", "Plain text that many systems read", None, |s| with_lesson(s, Action::Ask(Ask::LessonAs(LessonForm::Gift)));
    Lesson "Export the lesson as QTI…", "A package of IMS QTI 2.1", None, |s| with_lesson(s, Action::Ask(Ask::LessonAs(LessonForm::Qti)));
    Lesson "Export the lesson as H5P…", "A question set of the tasks that H5P can hold", None, |s| with_lesson(s, Action::Ask(Ask::LessonAs(LessonForm::H5p)));
    Lesson "Mark answers…", "Reads and marks a folder of answers", keys(CTRL_SHIFT, Key::M), |s| s.at_hand().filter(|a| !a.lessons.is_empty()).map(|_| Action::Ask(Ask::Answers));
    Lesson "Results", "What the class handed in", None, |s| with_lesson(s, Action::Lesson(LessonStep::Results(ResultsStep::Show)));
    Lesson "Present the lesson", "One task on the projector, its answer hidden", keys(Modifiers::NONE, Key::F5), |s| with_lesson(s, Action::Lesson(LessonStep::Present(PresentStep::Begin)));
    Lesson "Answer a lesson…", "Opens the lesson of a file as its pupils see it", None, |_| Some(Action::Ask(Ask::Lesson));
    Lesson "Answer this archive’s lesson", "As its pupils see it: without the key", None, |s| {
        let archive = s.in_front().filter(|_| s.pupil.is_none())?;
        let path = archive.bundle.path().to_owned();
        (!archive.bundle.lessons().is_empty()).then_some(Action::Pupil(PupilStep::Open(path, None)))
    };
    Lesson "Next task", "The task after this one; after the last one handing in", keys(Modifiers::ALT, Key::PageDown), |s| {
        edited(s).map(|_| Action::Lesson(LessonStep::Turn(Way::Next))).or_else(|| at_work(s, PupilStep::Step(Way::Next)))
    };
    Lesson "Previous task", "The task before this one", keys(Modifiers::ALT, Key::PageUp), |s| {
        edited(s).map(|_| Action::Lesson(LessonStep::Turn(Way::Previous))).or_else(|| at_work(s, PupilStep::Step(Way::Previous)))
    };
    Lesson "Hint", "Help for the task that is shown", keys(CTRL_SHIFT, Key::H), |s| {
        s.pupil.as_ref()?.task().filter(|task| task.hint.is_some())?;
        at_work(s, PupilStep::Hint)
    };
    Lesson "List of tasks", "Shows or hides what is answered and what is not", None, |s| at_work(s, PupilStep::Tasks);
    Lesson "Hand in…", "Writes your answers to a file for the teacher", None, |s| {
        s.pupil.as_ref()?.work.as_ref().map(|_| Action::Ask(Ask::HandIn))
    };
    Lesson "Leave the lesson", "Back to the articles; a pupil’s answers are kept, and found again when the lesson is opened", None, |s| match &s.pupil {
        Some(_) => Some(Action::Pupil(PupilStep::Close)),
        None => s.desk.screen.map(|_| Action::Lesson(LessonStep::Close)),
    };

    Go "Back", "Where you were before", keys(Modifiers::ALT, Key::ArrowLeft), |s| s.in_front().filter(|a| a.history.has_back()).map(|_| Action::Back);
    Go "Forward", "Where you came back from", keys(Modifiers::ALT, Key::ArrowRight), |s| s.in_front().filter(|a| a.history.has_forward()).map(|_| Action::Forward);
    Go "Next quotation", "The next quotation that is shown", keys(CTRL, Key::ArrowDown), |s| has_article(s, Action::Step(Kind::Quotation, Way::Next));
    Go "Previous quotation", "The quotation before", keys(CTRL, Key::ArrowUp), |s| has_article(s, Action::Step(Kind::Quotation, Way::Previous));
    Go "Next photo", "The next photo that is shown", keys(CTRL_SHIFT, Key::ArrowDown), |s| has_article(s, Action::Step(Kind::Photo, Way::Next));
    Go "Previous photo", "The photo before", keys(CTRL_SHIFT, Key::ArrowUp), |s| has_article(s, Action::Step(Kind::Photo, Way::Previous));
    Go "Next article", "The next article that is shown; in a review the next page", keys(CTRL, Key::PageDown), |s| {
        if s.review.in_sight().is_some() { review_step(ReviewStep::Page(Way::Next)) } else { has_article(s, Action::Step(Kind::Article, Way::Next)) }
    };
    Go "Previous article", "The article before; in a review the page before", keys(CTRL, Key::PageUp), |s| {
        if s.review.in_sight().is_some() { review_step(ReviewStep::Page(Way::Previous)) } else { has_article(s, Action::Step(Kind::Article, Way::Previous)) }
    };

    View "Read", "The article with its panels", keys(CTRL, Key::Num1), |s| has_archive(s, Action::SetView(View::Read));
    View "Compare", "Two articles side by side", keys(CTRL, Key::Num2), |s| s.in_front().filter(|a| a.corpus.len() > 1).map(|_| Action::SetView(View::Compare));
    View "Present", "One thing, large, for a projector", keys(CTRL, Key::Num3), |s| has_article(s, Action::SetView(View::Present));
    View "Shares…", "Who gets how many words, how many quotations, and where", keys(CTRL, Key::D), |s| has_article(s, Action::Show(Dialog::Shares));
    View "Text and page…", "Letters, size, width, line height", keys(CTRL, Key::T), |_| Some(Action::Show(Dialog::Look));
    View "Light", "Dark words on paper", None, |s| Some(appearance(s, Appearance::Light));
    View "Dark", "Light words on dark", None, |s| Some(appearance(s, Appearance::Dark));
    View "High contrast", "Black, white and one yellow", None, |s| Some(appearance(s, Appearance::HighContrast));
    View "As the system has it", "Light or dark, as the system says", None, |s| Some(appearance(s, Appearance::System));
    View "Larger text", "The article's words grow", keys(CTRL_SHIFT, Key::Plus), |s| Some(text_size(s, 1.1));
    View "Smaller text", "The article's words shrink", keys(CTRL_SHIFT, Key::Minus), |s| Some(text_size(s, 1.0 / 1.1));
    View "Zoom in", "Everything grows", keys(CTRL, Key::Plus), |s| Some(Action::Zoom(Some((s.settings.zoom.unwrap_or(1.0) + 0.1).min(2.5))));
    View "Zoom out", "Everything shrinks", keys(CTRL, Key::Minus), |s| Some(Action::Zoom(Some((s.settings.zoom.unwrap_or(1.0) - 0.1).max(0.6))));
    View "Actual size", "Everything as it was", keys(CTRL, Key::Num0), |_| Some(Action::Zoom(None));
    View "Mark words that judge", "Dotted lines under words that judge or hedge", None, |_| Some(Action::ToggleLabels);
    View "Mark reporting verbs", "Dashed lines under the verbs that say that somebody said something", None, |_| Some(Action::ToggleVerbs);
    View "Show or hide the articles", "The articles of the archive", keys(CTRL, Key::B), |s| {
        if s.pupil.is_some() { at_work(s, PupilStep::Tasks) } else { has_archive(s, Action::TogglePanel(Pane::Contents)) }
    };
    View "Show or hide Quotations", "Cards of who said what", None, |s| has_archive(s, Action::TogglePanel(Pane::Quotations));
    View "Show or hide Speakers", "Who speaks, and how much", None, |s| has_archive(s, Action::TogglePanel(Pane::Speakers));
    View "Show or hide Gallery", "All photos of the archive with their captions", None, |s| has_archive(s, Action::TogglePanel(Pane::Gallery));
    View "Show or hide Photos", "Photos with their captions and credits", None, |s| has_archive(s, Action::TogglePanel(Pane::Photos));
    View "Show or hide Sources", "What the article rests on", None, |s| has_archive(s, Action::TogglePanel(Pane::Sources));
    View "Show or hide Wording", "Reporting verbs on a scale, words that judge", None, |s| has_archive(s, Action::TogglePanel(Pane::Wording));
    View "Show or hide Notes", "Your highlights and remarks", None, |s| has_archive(s, Action::TogglePanel(Pane::Notes));
    View "Show or hide Check", "What verification found", None, |s| has_archive(s, Action::TogglePanel(Pane::Check));
    View "Show or hide Citation", "The citation of what is selected", None, |s| has_archive(s, Action::TogglePanel(Pane::Citation));
    View "Show or hide Works cited", "The list that you gather", None, |s| has_archive(s, Action::TogglePanel(Pane::Works));
    View "Look for copies of one report", "Articles with nearly the same words, such as agency copy: they are listed as one", None, |s| {
        s.in_front().filter(|a| a.corpus.len() > 1).map(|_| Action::LookForCopies)
    };
    View "List copies as one", "Copies of one report stand in one line, or each in its own", None, |s| {
        s.in_front().filter(|a| a.copies.as_ref().is_some_and(|copies| !copies.is_empty())).map(|_| Action::ToggleCopies)
    };
    View "Put panels back", "All panels where they were at first", None, |_| Some(Action::ResetPanels);

    Help "All commands…", "Every action by its name", keys(CTRL_SHIFT, Key::P), |_| Some(Action::Show(Dialog::Palette));
    Help "Shortcuts", "Every key", keys(Modifiers::NONE, Key::F1), |_| Some(Action::Show(Dialog::Shortcuts));
    Help "About On Record", "Version and licences", None, |_| Some(Action::Show(Dialog::About));
}

/// What can be done while a lesson is answered; everything else waits until it is left.
const FOR_PUPILS: &[&str] = &[
    "Quit",
    "Undo",
    "Redo",
    "Highlight",
    "Find in the article",
    "Find next",
    "Find previous",
    "Next task",
    "Previous task",
    "Hint",
    "List of tasks",
    "Hand in…",
    "Leave the lesson",
    "Back",
    "Forward",
    "Next article",
    "Previous article",
    "Text and page…",
    "Light",
    "Dark",
    "High contrast",
    "As the system has it",
    "Larger text",
    "Smaller text",
    "Zoom in",
    "Zoom out",
    "Actual size",
    "Show or hide the articles",
    "All commands…",
    "Shortcuts",
    "About On Record",
];

impl Command {
    /// Whether it has a place in what is shown: while a lesson is answered, few have.
    pub fn is_offered(&self, state: &State) -> bool {
        let Some(pupil) = &state.pupil else { return true };
        FOR_PUPILS.contains(&self.name) && (self.name != "Highlight" || pupil.allows(LessonPanel::Notes))
    }

    /// The action, or nothing where it makes no sense now.
    pub fn action_in(&self, state: &State) -> Option<Action> {
        (self.action)(state).filter(|_| self.is_offered(state))
    }
}

/// Whether a step of a pupil can be taken back, and whether one can be made again.
fn can_turn(state: &State) -> (bool, bool) {
    state.pupil.as_ref().and_then(|pupil| pupil.work.as_ref()).map_or((false, false), super::pupil::Work::can_turn)
}

fn at_work(state: &State, step: PupilStep) -> Option<Action> {
    state.pupil.as_ref()?.work.as_ref().map(|_| Action::Pupil(step))
}

/// The command of a name, as the table spells it.
pub fn named(name: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.name == name)
}

/// A shortcut in words, such as `Ctrl+O`.
pub fn shortcut_in_words(shortcut: &KeyboardShortcut) -> String {
    let mut words = String::new();
    for (held, name) in [(shortcut.modifiers.command, "Ctrl+"), (shortcut.modifiers.alt, "Alt+"), (shortcut.modifiers.shift, "Shift+")] {
        if held {
            words.push_str(name);
        }
    }
    words.push_str(match shortcut.logical_key {
        Key::ArrowLeft => "Left",
        Key::ArrowRight => "Right",
        Key::ArrowUp => "Up",
        Key::ArrowDown => "Down",
        key => key.name(),
    });
    words
}

/// The actions whose shortcuts were pressed; plain keys are left to text fields while one has the keyboard.
pub fn pressed(ctx: &egui::Context, state: &State) -> Vec<Action> {
    let mut shortcuts: Vec<_> = COMMANDS.iter().filter_map(|command| command.shortcut.map(|shortcut| (shortcut, command))).collect();
    // The one with more modifiers first: Ctrl+Shift+O is not Ctrl+O.
    shortcuts.sort_by_key(|(shortcut, _)| !shortcut.modifiers.shift);
    let types = ctx.text_edit_focused();
    let mut actions = Vec::new();
    for (shortcut, command) in shortcuts {
        let is_plain = shortcut.modifiers.is_none() || shortcut.modifiers == Modifiers::SHIFT;
        // A letter or Delete belongs to the field that is being typed in.
        let is_typed = types && is_plain && !matches!(shortcut.logical_key, Key::F1 | Key::F3 | Key::F5);
        // Ctrl+X cuts; Ctrl+Shift+X is nothing that a field knows.
        let cuts = shortcut.logical_key == Key::X && !shortcut.modifiers.shift;
        let edits_text = is_typed
            || types && shortcut.modifiers.command && (cuts || matches!(shortcut.logical_key, Key::Z | Key::ArrowUp | Key::ArrowDown));
        if edits_text || (state.dialog.is_some() && command.menu != Menu::View && command.name != "Quit") {
            continue;
        }
        let action = command.action_in(state);
        // With Shift it is a key of its own, also where nothing comes of it now: Ctrl+Shift+E never stands for Ctrl+E.
        let is_own = shortcut.modifiers.shift && shortcut.modifiers.command;
        if (action.is_some() || is_own) && ctx.input_mut(|input| input.consume_shortcut(&shortcut)) {
            actions.extend(action);
        }
    }
    actions
}

fn review_step(step: ReviewStep) -> Option<Action> {
    Some(Action::Review(step))
}

fn take(state: &State, kind: TakeFor) -> Option<Action> {
    state.review.in_sight()?;
    state.review.block.map(|_| Action::Review(ReviewStep::TakeThis(kind)))
}

/// What is selected, as a part that a task can take in.
fn piece(state: &State) -> Option<Action> {
    let archive = state.in_front()?;
    state.desk.lesson(archive)?;
    let slug = archive.selection.article.clone()?;
    let piece = match &archive.selection.what {
        Selected::Nothing => Piece::Article(slug),
        Selected::Quotation(id) => Piece::Quotation(slug, id.clone()),
        Selected::Photo(id) => Piece::Photo(slug, id.clone()),
        Selected::Source(id) => Piece::Source(slug, id.clone()),
        Selected::Passage(passage) => Piece::Passage(slug, passage.clone()),
        Selected::Speaker(_) | Selected::Note(_) => return None,
    };
    Some(Action::Lesson(LessonStep::Piece(None, piece)))
}

/// Whether a judgement by hand can be taken back or made again; nothing where no results are shown.
fn turns_marks(state: &State, back: bool) -> Option<bool> {
    (state.desk.screen == Some(Screen::Results)).then(|| state.desk.marked.as_ref().is_some_and(|marked| marked.can_turn(back)))
}

/// The task in hand where a lesson is in the editor; nothing elsewhere.
fn edited(state: &State) -> Option<Option<TaskId>> {
    state.at_hand().filter(|_| state.desk.screen == Some(Screen::Editor)).map(|_| state.desk.task.clone())
}

/// Shows a sheet of the lesson in hand before it is printed.
fn sheet(sheet: PrintSheet) -> Action {
    Action::Lesson(LessonStep::Print(PrintStep::Show(sheet)))
}

fn with_lesson(state: &State, action: Action) -> Option<Action> {
    state.at_hand().and_then(|archive| state.desk.lesson(archive)).map(|_| action)
}

/// Where an archive is shown, or lies behind one of its lessons.
fn has_archive_behind(state: &State, action: Action) -> Option<Action> {
    state.in_front().or_else(|| state.at_hand()).map(|_| action)
}

fn has_archive(state: &State, action: Action) -> Option<Action> {
    state.in_front().map(|_| action)
}

fn has_article(state: &State, action: Action) -> Option<Action> {
    state.in_front()?.article().map(|_| action)
}

fn quotation(state: &State) -> Option<QuotationId> {
    state.in_front()?.selection.what.quotation().cloned()
}

fn with_quotation(state: &State, action: Action) -> Option<Action> {
    quotation(state).map(|_| action)
}

fn confirm(state: &State, whole_paragraph: bool) -> Option<Action> {
    to_confirm(state.in_front()?, whole_paragraph).map(|ids| Action::Edit(Edit::Confirm(ids)))
}

fn highlight(state: &State) -> Option<Action> {
    let archive = state.in_front()?;
    let passage = match &archive.selection.what {
        Selected::Passage(passage) => passage.clone(),
        what @ Selected::Quotation(_) => what.passages(archive.article()?.1).into_iter().next()?,
        _ => return None,
    };
    Some(Action::AddNote(passage, NoteColour::Yellow))
}

fn appearance(state: &State, appearance: Appearance) -> Action {
    Action::SetLook(super::theme::Look { appearance, ..state.settings.look })
}

fn text_size(state: &State, factor: f32) -> Action {
    let size = (state.settings.look.text_size * factor).clamp(0.8, 2.0);
    Action::SetLook(super::theme::Look { text_size: size, ..state.settings.look })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_pupils_can_do_is_in_the_table() {
        for name in FOR_PUPILS {
            assert!(named(name).is_some(), "{name}");
        }
    }

    #[test]
    fn no_name_and_no_shortcut_is_given_twice() {
        for (at, command) in COMMANDS.iter().enumerate() {
            for other in &COMMANDS[at + 1..] {
                assert_ne!(command.name, other.name);
                if let (Some(a), Some(b)) = (command.shortcut, other.shortcut) {
                    assert_ne!(a, b, "{} and {}", command.name, other.name);
                }
            }
            assert!(!command.help.is_empty());
        }
    }
}
