//! The one place where the state changes: actions are applied after the frame, in order.
//! Each family of actions has the file of its own subject.
//! Invariant: nothing here draws, and nothing slow runs here: it is given to a job.

mod ask;
mod cite;
mod copies;
mod correct;
mod count;
mod import;
mod layout;
mod lesson;
mod notes;
mod open;
mod pupil;
mod results;
mod review;
mod save;
mod search;
mod select;
mod works;

pub use ask::{answer, suggestion};
pub use cite::{export_preview, export_text};
pub use correct::to_confirm;
pub use lesson::ARTICLES as ARTICLES_OF_A_LESSON;

use super::{
    action::{Action, Dialog},
    lesson::Screen,
    state::State,
};

/// Applies one action.
pub fn apply(state: &mut State, ctx: &egui::Context, action: Action) {
    match action {
        Action::Open(path) => open::open(state, path),
        Action::OpenSample(number) => open::sample(state, number),
        Action::Opened(path, result) => open::opened(state, path, *result),
        Action::SwitchTo(index) => open::switch(state, index),
        Action::ShowWelcome => open::welcome(state),
        Action::Forget(path) => open::forget(state, &path),
        Action::Found(before, now) => {
            open::forget(state, &before);
            open::open(state, now);
        }
        Action::Count => count::count(state),
        Action::Counted(key, facts, corrected, is_end) => count::counted(state, key, facts, corrected, is_end),
        Action::FoundWords(key, found, is_end) => count::found(state, key, *found, is_end),
        Action::LookForCopies => copies::look(state, true),
        Action::Copies(key, copies, is_asked) => copies::found(state, key, copies, is_asked),
        Action::ToggleCopies => copies::toggle(state),
        Action::SetOrder(order) => count::set_order(state, order),
        Action::Ordered(key, order, arranged) => count::ordered(state, key, order, arranged),
        Action::Verify => open::verify(state),
        Action::Verified(key, verification) => open::verified(state, key, &verification),

        Action::ImportFiles(_) | Action::ImportPasted(_) if state.pupil.is_some() => {
            state.warn("A lesson is open. Leave it first (Menu, Lesson), and import then: your answers are kept.");
        }
        Action::ImportFiles(paths) => import::files(state, paths),
        Action::ImportPasted(text) => import::pasted(state, text),
        Action::ImportListed(entries) => import::listed(state, entries),
        Action::ImportKnown(key, known) => import::known(state, key, known),
        Action::ImportRead(read) => import::read(state, *read),
        Action::ImportRefused(sentence) => import::refused(state, sentence),
        Action::ImportEnded => import::ended(state),
        Action::Review(step) => review::step(state, step),
        Action::ImportSave(path) => import::save(state, path),
        Action::ImportSaved(result) => import::saved(state, result),
        Action::ImportAdded(key, revision, result) => import::added(state, key, revision, *result),

        Action::Pupil(step) => pupil::step(state, step),

        Action::Select(selection) => select::select(state, selection),
        Action::SelectBoth(both) => select::select_both(state, *both),
        Action::Back => select::back(state),
        Action::Forward => select::forward(state),
        Action::Step(kind, way) => select::step(state, kind, way),
        Action::Compare(slug) => select::compare(state, slug),
        Action::SwapCompared => select::swap(state),
        Action::SetFilter(filter) => select::filter(state, filter),
        Action::Toggle(value) => select::toggle(state, value),
        Action::SaveFilter(name) => select::save_filter(state, name),
        Action::DropFilter(index) => select::drop_filter(state, index),
        Action::Find(step) => select::find(state, step),

        Action::Search(step) => search::step(state, step),
        Action::Searched(number, results) => search::searched(state, number, *results),
        Action::Indexed(key, made) => search::indexed(state, key, *made),

        Action::SetStyle(key) => cite::set_style(state, key),
        Action::StyleRead(key, result) => cite::style_read(state, &key, result),
        Action::Copy(what) => cite::copy(state, ctx, what),
        Action::FavourStyle(key) => cite::favour(state, &key),
        Action::CiteAs(way) => cite::cite_as(state, way),
        Action::Works(step) => works::step(state, step),
        Action::ExportCitations(choice, path) => cite::export(state, choice, path),
        Action::ExportArticles(format, path) => cite::export_articles(state, format, path),
        Action::Exported(result) => cite::exported(state, result),

        Action::AddNote(passage, colour) => notes::add(state, passage, colour),
        Action::EditNote(id, remark) => notes::edit(state, id, |note| note.remark = remark),
        Action::ColourNote(id, colour) => notes::edit(state, id, |note| note.colour = colour),
        Action::RemoveNote(id) => notes::remove(state, id),
        Action::Answer(source, question, answer) => notes::answer(state, &source, question, answer),
        Action::Lesson(step) => lesson::step(state, ctx, step),

        Action::Undo if state.review.is_shown => state.review.turn(true),
        Action::Redo if state.review.is_shown => state.review.turn(false),
        Action::Undo if state.desk.screen == Some(Screen::Results) => results::turn(state, true),
        Action::Redo if state.desk.screen == Some(Screen::Results) => results::turn(state, false),
        Action::Undo if pupil::turn(state, true) => {}
        Action::Redo if pupil::turn(state, false) => {}
        Action::Undo => correct::turn(state, true),
        Action::Redo => correct::turn(state, false),

        // A pupil reads an archive and corrects none.
        Action::Edit(_) if state.pupil.is_some() => {}
        Action::Edit(edit) => correct::edit(state, edit),
        Action::CorrectSelected => correct::toggle_form(state),
        Action::FindAgain => correct::find_again(state),
        Action::FoundAgain(key, change) => correct::found_again(state, key, *change),
        Action::Kept(key, revision, problem) => correct::kept(state, key, revision, problem),
        Action::Save => save::save(state),
        Action::SaveAs(path) => save::save_as(state, path),
        Action::Saved(key, revision, result) => save::saved(state, key, revision, *result),
        Action::Leave(leave) => save::leave(state, leave),
        Action::SaveAndLeave(leave) => save::save_and_leave(state, leave),
        Action::LeaveAnyway(leave) => save::leave_anyway(state, leave),

        Action::SetView(view) => layout::view(state, view),
        Action::SetLook(look) => layout::look(state, ctx, look),
        Action::SetPictureMemory(megabytes) => layout::picture_memory(state, megabytes),
        Action::TogglePanel(pane) => layout::toggle(state, pane),
        Action::ResetPanels => layout::reset(state),
        Action::ToggleLabels => layout::labels(state),
        Action::ToggleVerbs => layout::verbs(state),
        Action::Zoom(zoom) => layout::zoom(state, ctx, zoom),

        Action::Show(dialog) => state.dialog = Some(dialog),
        Action::CloseDialog => state.dialog = None,
        Action::Ask(what) => ask::ask(state, what),
        Action::AskByPath(what) => state.dialog = Some(Dialog::Path(what)),
        Action::Nothing => {}
        Action::Cancel(job) => state.jobs.cancel(job),
        Action::Say(sentence) => state.say(sentence),
        Action::OpenAddress(address) => ctx.open_url(egui::OpenUrl::new_tab(address)),
    }
    works::follow(state);
}
