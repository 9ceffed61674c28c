//! Copies of one report: looked for behind, shown as one or each by itself.

use std::sync::Arc;

use crate::app::{
    action::Action,
    copies::Copies,
    jobs::{in_pool, pool},
    state::State,
};

/// Looks for copies in the archive that is shown; in a large one only where it is asked for, because every article is read for it.
pub fn look(state: &mut State, is_asked: bool) {
    let Some(archive) = state.archive() else { return };
    if archive.corpus.len() < 2 || !is_asked && (!archive.corpus.is_held() || archive.copies.is_some()) {
        return;
    }
    let (key, bundle) = (archive.key(), archive.bundle.clone());
    let held: Vec<_> = bundle.summaries().iter().map(|summary| archive.corpus.article_held(&summary.slug).cloned()).collect();
    state.jobs.start("Looking for copies of one report", move |progress| {
        let list = bundle.summaries();
        let text = |at: usize| {
            if let Some(article) = held.get(at)? {
                return Some(article.plain_text().as_str().to_owned());
            }
            Some(bundle.article(&list.get(at)?.slug).ok()?.plain_text().as_str().to_owned())
        };
        let copies = in_pool(pool().as_ref(), || Copies::find(list, &text, progress));
        if progress.is_cancelled() { Action::Nothing } else { Action::Copies(key, Arc::new(copies), is_asked) }
    });
}

/// Takes over which articles are copies.
pub fn found(state: &mut State, key: u64, copies: Arc<Copies>, is_asked: bool) {
    let count = copies.len();
    let Some(archive) = state.archives.iter_mut().find(|archive| archive.key() == key) else { return };
    archive.set_copies(copies);
    if is_asked {
        state.say(match count {
            0 => "No two articles have nearly the same words.".to_owned(),
            1 => "One report is there in several articles. They are listed as one.".to_owned(),
            count => format!("{count} reports are there in several articles each. They are listed as one."),
        });
    }
}

/// Lists copies of one report as one, or each by itself.
pub fn toggle(state: &mut State) {
    if let Some(archive) = state.archive_mut() {
        archive.list_copies(!archive.together);
        state.moves += 1;
    }
}
