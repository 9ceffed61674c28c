//! Corrections by hand: one change each, which can be taken back, is kept for the case of a crash, and waits to be saved.

use std::{collections::HashSet, sync::Arc};

use super::select;
use crate::{
    app::{
        action::Action,
        edits::{Change, Edit},
        open_archive::OpenArchive,
        selection::{Selected, Selection},
        state::State,
    },
    model::{Archive, Article, QuotationId, Slug, SpeakerId},
    quotes::{self, Correction},
};

/// How sure a rule must be for its finding to be confirmed together with others: a name beside a verb beside the words.
const SURE: f32 = 0.75;

/// How many articles of a large archive one change may touch: all of them are in memory until it is saved.
const MOST_AT_ONCE: usize = 2_000;

/// Makes one change.
pub fn edit(state: &mut State, edit: Edit) {
    let by = state.settings.reader();
    let Some(archive) = state.archive_mut() else { return };
    let Some((slug, article)) = archive.article().map(|(slug, article)| (slug.clone(), article.clone())) else { return };
    if let Some(why) = too_much(archive, &edit) {
        return state.warn(why);
    }
    let Some(archive) = state.archive_mut() else { return };
    let next = match &edit {
        Edit::Confirm(ids) => next_unconfirmed(archive, &slug, ids),
        Edit::ConfirmSure => first_unsure(archive, &slug).or_else(|| next_unconfirmed(archive, &slug, &by_sureness(archive, &slug).0)),
        _ => None,
    };
    let (opens_form, confirms) = (matches!(edit, Edit::Mark(_)), matches!(edit, Edit::Confirm(_) | Edit::ConfirmSure));
    let mut work = Work { archive: (*archive.archive).clone(), slug, article: (*article).clone(), others: Vec::new(), selects: None };
    let Some((name, said)) = work.make(archive, edit, &by) else {
        // It was confirmed before: the key still leads on.
        return match next {
            Some(selection) => select::select(state, selection),
            None if confirms => say_left(state),
            None => {}
        };
    };
    let change = work.change(archive, name);
    let selects = work.selects.map(|what| Selection::of(work.slug, what));
    archive.make(change);
    let is_last = confirms && next.is_none();
    if let Some(selection) = next.or(selects) {
        select::select(state, selection);
    } else {
        state.moves += 1;
    }
    if opens_form {
        toggle_form(state);
    }
    if is_last {
        say_left(state);
    } else if !said.is_empty() {
        state.say(said);
    }
    keep(state);
}

/// Why a change of many articles of a large archive is not made now; nothing where it is.
fn too_much(archive: &OpenArchive, edit: &Edit) -> Option<String> {
    let count = match edit {
        Edit::ConfirmShown => archive.rows.len(),
        Edit::Merge(from, _) | Edit::Rename(from, _) => match archive.corpus.articles_with(from) {
            None => {
                return Some(
                    "The articles are still being counted. Try again when the line at the bottom says that it is done.".to_owned(),
                );
            }
            Some(_) if matches!(edit, Edit::Rename(..)) => 0,
            Some(articles) => articles.len(),
        },
        _ => 0,
    };
    (!archive.corpus.is_held() && count > MOST_AT_ONCE).then(|| {
        format!("This would change {count} articles at once, and at most {MOST_AT_ONCE} are. Narrow the filter, and do it in parts.")
    })
}

/// Says how much is left to confirm, where nothing behind the selected quotation is.
fn say_left(state: &mut State) {
    let Some(left) = state.archive().map(unconfirmed) else { return };
    state.say(match left {
        0 => "Every quotation that is shown is confirmed.".to_owned(),
        count => format!("Confirmed to the end. {count} before it are not."),
    });
}

/// The archive while it is being changed.
struct Work {
    archive: Archive,
    slug: Slug,
    article: Article,
    /// Other articles that change with it.
    others: Vec<(Slug, Article)>,
    selects: Option<Selected>,
}

impl Work {
    /// Makes the change; its name, and what to say of it. Nothing where nothing changes.
    fn make(&mut self, open: &OpenArchive, edit: Edit, by: &str) -> Option<(&'static str, String)> {
        let selected = |id: QuotationId| Some(Selected::Quotation(id));
        match edit {
            Edit::Confirm(ids) => {
                let count = quotes::confirm(&mut self.article, &ids, by);
                (count > 0).then(|| ("Confirm", if count > 1 { format!("{count} quotations are confirmed.") } else { String::new() }))
            }
            Edit::ConfirmSure => {
                let (sure, rest) = by_sureness(open, &self.slug);
                let count = quotes::confirm(&mut self.article, &sure, by);
                let rest = match rest.len() {
                    0 => String::new(),
                    1 => " One is left that no rule is sure of.".to_owned(),
                    rest => format!(" {rest} are left that no rule is sure of."),
                };
                (count > 0).then(|| ("Confirm what is sure", format!("{count} quotations are confirmed.{rest} Ctrl+Z takes it back.")))
            }
            Edit::ConfirmShown => {
                let mut count = 0;
                let open_ones = |slug: &&Slug| open.shown.unconfirmed_of(slug) != Some(0);
                for slug in open.rows.iter().filter_map(|place| Some(&open.corpus.summary(*place as usize)?.slug)).filter(open_ones) {
                    let ids: Vec<QuotationId> = open.shown.quotations_of(slug).collect();
                    if *slug == self.slug {
                        count += quotes::confirm(&mut self.article, &ids, by);
                    } else if let Some(article) = open.corpus.article(slug) {
                        let mut article = (**article).clone();
                        count += quotes::confirm(&mut article, &ids, by);
                        self.others.push((slug.clone(), article));
                    }
                }
                (count > 0).then(|| ("Confirm all", format!("{count} quotations are confirmed. Ctrl+Z takes it back.")))
            }
            Edit::Correct(id, correction) => {
                let name = match correction {
                    Correction::Kind(_) => "Change of kind",
                    Correction::Speaker(_) => "Change of speaker",
                    Correction::Cue(_) => "Change of cue",
                    Correction::Medium(_) => "Change of medium",
                    Correction::Via(_) => "Change of via",
                };
                quotes::correct(&mut self.article, &id, correction, by).then(|| (name, String::new()))
            }
            Edit::NewSpeaker(id, kind, name) => {
                if name.trim().is_empty() {
                    return None;
                }
                let speaker = quotes::speaker_named(&mut self.archive, kind, &name);
                quotes::correct(&mut self.article, &id, Correction::Speaker(Some(speaker)), by)
                    .then(|| ("Change of speaker", String::new()))
            }
            Edit::Fields(values) => {
                let put = values.put(&mut self.article);
                put.then(|| ("Change of fields", "Changed. Ctrl+S writes it into the archive, Ctrl+Z takes it back.".to_owned()))
            }
            Edit::Mark(passage) => {
                let id = quotes::mark(&mut self.article, passage, by);
                self.selects = selected(id);
                Some(("New quotation", "The words are a quotation now. Say who said them.".to_owned()))
            }
            Edit::Remove(id) => quotes::remove(&mut self.article, &id)
                .then(|| ("Removal of a quotation", "The words are no quotation any more. Ctrl+Z brings it back.".to_owned())),
            Edit::Join(id) => {
                let joined = quotes::join(&mut self.article, &id, by)?;
                self.selects = selected(joined);
                Some(("Joining of two quotations", String::new()))
            }
            Edit::Split(id) => {
                quotes::split(&mut self.article, &id, by).then(|| ("Parting of a quotation", "Each piece is a quotation now.".to_owned()))
            }
            Edit::Rename(id, name) => {
                // Everything that is searched by the name is prepared anew; of a large archive nothing is prepared.
                self.others = if open.corpus.is_held() { speaking(open, &id, &self.slug) } else { Vec::new() };
                quotes::rename(&mut self.archive, &id, &name).then(|| ("New name", String::new()))
            }
            Edit::Merge(from, into) => {
                let mut all: Vec<(Slug, Article)> = speaking(open, &from, &self.slug);
                all.push((self.slug.clone(), self.article.clone()));
                let (slugs, mut articles): (Vec<Slug>, Vec<Article>) = all.into_iter().unzip();
                if !quotes::merge(&mut self.archive, &mut articles, &from, &into) {
                    return None;
                }
                self.article = articles.pop()?;
                self.others = slugs.into_iter().zip(articles).collect();
                self.selects = Some(Selected::Speaker(into.clone()));
                let name = self.archive.speaker(&into).map_or("one speaker", |speaker| speaker.name()).to_owned();
                Some(("Merging of speakers", format!("The two are {name} now. Ctrl+Z parts them again.")))
            }
            Edit::Part(id) => {
                let new = quotes::part(&mut self.archive, &mut self.article, &id)?;
                self.selects = Some(Selected::Speaker(new));
                Some(("Parting of a speaker", "In this article it is somebody else now. Give them another name if you like.".to_owned()))
            }
        }
    }

    fn change(&self, open: &OpenArchive, name: &'static str) -> Change {
        let mut articles = Vec::new();
        for (slug, article) in self.others.iter().map(|(slug, article)| (slug, article)).chain([(&self.slug, &self.article)]) {
            if let Some(before) = open.corpus.article(slug) {
                articles.push((slug.clone(), before.clone(), Arc::new(article.clone())));
            }
        }
        let archive = if *open.archive == self.archive { open.archive.clone() } else { Arc::new(self.archive.clone()) };
        Change { name, archive: (open.archive.clone(), archive), articles }
    }
}

/// The other articles in which somebody speaks or is a source.
fn speaking(open: &OpenArchive, id: &SpeakerId, but: &Slug) -> Vec<(Slug, Article)> {
    let others = open.corpus.articles_with(id).unwrap_or_default().into_iter().filter(|slug| slug != but);
    others.filter_map(|slug| Some((slug.clone(), (**open.corpus.article(&slug)?).clone()))).collect()
}

/// The quotations that a key confirms together: the selected one, or all of its paragraph.
pub fn to_confirm(archive: &OpenArchive, whole_paragraph: bool) -> Option<Vec<QuotationId>> {
    let (slug, article) = archive.article()?;
    let selected = archive.selection.what.quotation()?;
    if !whole_paragraph {
        return Some(vec![selected.clone()]);
    }
    let place = |id: &QuotationId| {
        let passage = article.quotation(id)?.passages.first()?;
        Some((passage.part.clone(), article.paragraph_of(passage)))
    };
    let here = place(selected)?;
    Some(select::quotations(archive, slug).into_iter().filter(|id| place(id).as_ref() == Some(&here)).collect())
}

/// The shown quotations of an article that nobody confirmed: those of whose attribution a rule is sure, and the others.
fn by_sureness(archive: &OpenArchive, slug: &Slug) -> (Vec<QuotationId>, Vec<QuotationId>) {
    let Some(article) = archive.corpus.article(slug) else { return (Vec::new(), Vec::new()) };
    let open = select::quotations(archive, slug)
        .into_iter()
        .filter_map(|id| article.quotation(&id))
        .filter(|quotation| !quotation.provenance.is_confirmed());
    let (sure, rest): (Vec<_>, Vec<_>) = open.partition(|quotation| quotation.provenance.confidence.is_some_and(|sure| sure >= SURE));
    let ids = |quotations: Vec<&crate::model::Quotation>| quotations.into_iter().map(|quotation| quotation.id.clone()).collect();
    (ids(sure), ids(rest))
}

/// The first quotation of an article that is to be looked at by itself.
fn first_unsure(archive: &OpenArchive, slug: &Slug) -> Option<Selection> {
    let id = by_sureness(archive, slug).1.into_iter().next()?;
    Some(Selection::of(slug.clone(), Selected::Quotation(id)))
}

/// The next quotation behind the last of some that nobody confirmed yet, in this article and then in those behind it.
fn next_unconfirmed(archive: &OpenArchive, slug: &Slug, ids: &[QuotationId]) -> Option<Selection> {
    let ids: HashSet<&QuotationId> = ids.iter().collect();
    let order = select::quotations(archive, slug);
    let behind = order.iter().rposition(|id| ids.contains(id)).map_or(0, |at| at + 1);
    let open = |slug: &Slug, id: &QuotationId| {
        archive.corpus.article(slug).and_then(|article| article.quotation(id)).is_some_and(|quotation| !quotation.provenance.is_confirmed())
    };
    let here = order.get(behind..)?.iter().find(|id| open(slug, id)).map(|id| (slug.clone(), id.clone()));
    let later = || {
        let rows = archive.row_of(slug).map_or(0, |row| row + 1)..archive.rows.len();
        rows.filter_map(|row| archive.row(row))
            .filter(|slug| archive.shown.unconfirmed_of(slug) != Some(0))
            .find_map(|slug| select::quotations(archive, slug).into_iter().find(|id| open(slug, id)).map(|id| (slug.clone(), id)))
    };
    let (slug, id) = here.or_else(later)?;
    Some(Selection::of(slug, Selected::Quotation(id)))
}

/// How many quotations that the filter shows nobody has confirmed yet.
fn unconfirmed(archive: &OpenArchive) -> usize {
    archive.shown.unconfirmed_count()
}

/// Shows the form by which the selected quotation is corrected, or hides it.
pub fn toggle_form(state: &mut State) {
    let selected = state.archive().and_then(|archive| archive.selection.what.quotation().cloned());
    state.correcting = if state.correcting == selected { None } else { selected };
    if state.correcting.is_some() {
        state.docks.show(crate::app::docks::Pane::Quotations);
        state.moves += 1;
    }
}

/// Looks for quotations again in the article that is read; what a person confirmed stays.
pub fn find_again(state: &mut State) {
    let Some(archive) = state.archive() else { return };
    let Some((slug, article)) = archive.article().map(|(slug, article)| (slug.clone(), article.clone())) else { return };
    let (key, whole) = (archive.key(), archive.archive.clone());
    state.jobs.start("Finding quotations", move |_| {
        let (mut archive, mut found) = ((*whole).clone(), (*article).clone());
        quotes::apply(&mut archive, &mut found, quotes::find(&article));
        let change =
            Change { name: "Finding again", archive: (whole, Arc::new(archive)), articles: vec![(slug, article, Arc::new(found))] };
        Action::FoundAgain(key, Box::new(change))
    });
}

/// Takes over what was found again, unless the archive was changed meanwhile.
pub fn found_again(state: &mut State, key: u64, change: Change) {
    let Some(archive) = state.archives.iter_mut().find(|archive| archive.key() == key) else { return };
    let [(slug, before, after)] = change.articles.as_slice() else { return };
    if !archive.corpus.article(slug).is_some_and(|now| Arc::ptr_eq(now, before)) || !Arc::ptr_eq(&archive.archive, &change.archive.0) {
        return state.warn("The article was changed while quotations were looked for. Look for them again.");
    }
    if before == after {
        return state.say("Nothing else was found.");
    }
    let count = after.speech().count();
    archive.make(change);
    state.say(format!("Found again: {count} quotations. What was confirmed by hand is as it was."));
    keep(state);
}

/// Takes the last change back, of the archive or of notes; or makes the one again that was taken back.
pub fn turn(state: &mut State, back: bool) {
    let Some(archive) = state.archive_mut() else { return };
    let (edits, notes) = if back {
        (archive.edits.last_done().map(|(tick, _)| tick), archive.note_history.last_done())
    } else {
        (archive.edits.last_undone().map(|(tick, _)| tick), archive.note_history.last_undone())
    };
    // Going back the later one comes first, going forward the earlier one.
    let is_edit = match (edits, notes) {
        (Some(edit), Some(note)) => (edit > note) == back,
        (edit, _) => edit.is_some(),
    };
    if !is_edit {
        return if back { super::notes::undo(state) } else { super::notes::redo(state) };
    }
    if let Some(name) = archive.turn(back) {
        state.moves += 1;
        super::lesson::settle(state);
        state.say(if back { format!("Taken back: {name}.") } else { format!("Made again: {name}.") });
        keep(state);
    }
}

/// Keeps what is not saved for the case of a crash, on a thread, one job at a time.
pub fn keep(state: &mut State) {
    let Some(folder) = state.unsaved_folder() else { return };
    let Some(archive) = state.archive_mut() else { return };
    if archive.unsaved.is_keeping || archive.unsaved.kept == archive.unsaved.revision || archive.unsaved.is_saving {
        return;
    }
    archive.unsaved.is_keeping = true;
    let (key, revision, unsaved) = (archive.key(), archive.unsaved.revision, archive.to_keep());
    state.jobs.start("Keeping your changes", move |_| {
        let problem = folder.keep(&unsaved).err();
        Action::Kept(key, revision, problem)
    });
}

/// What came of keeping; changes made meanwhile are kept next.
pub fn kept(state: &mut State, key: u64, revision: u64, problem: Option<crate::bundle::Problem>) {
    let Some(archive) = state.archives.iter_mut().find(|archive| archive.key() == key) else { return };
    archive.unsaved.is_keeping = false;
    archive.unsaved.kept = revision;
    let is_saved = !archive.unsaved.is_any();
    let path = archive.bundle.path().to_owned();
    match problem {
        Some(problem) => state.warn(problem.to_string()),
        // It was saved while it was being kept.
        None if is_saved => {
            if let Some(folder) = state.unsaved_folder() {
                folder.forget(&path);
            }
        }
        None => keep(state),
    }
}
