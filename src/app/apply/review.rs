//! The steps of a review: what a person chooses of the pages that were read, and the way through them.

use super::import;
use crate::{
    app::{
        action::{Dialog, ReviewStep, TakeFor, Way},
        choosing::ChooseStep,
        review::{Fate, Twin},
        state::State,
    },
    import::TakenFor,
};

/// One step in the review.
pub fn step(state: &mut State, step: ReviewStep) {
    let review = &mut state.review;
    match step {
        ReviewStep::Gather => import::gather(state),
        ReviewStep::Choose(step) => choose(state, step),
        ReviewStep::Go(at) => review.go(at),
        ReviewStep::ShowAll(shows_all) => {
            review.gathers = false;
            review.shows_all = shows_all && !review.pages.is_empty();
        }
        ReviewStep::TurnPage(at) => {
            let is_out = review.pages.get(at).is_some_and(|page| page.fate == Fate::LeftOut);
            let (name, after) = if is_out { ("Page taken back in", Fate::Open) } else { ("Page left out", Fate::LeftOut) };
            review.change_all(&[at], name, |_, fate, _| *fate = after);
        }
        ReviewStep::LeaveOutDoubtful => {
            let doubtful = review.open_and_doubtful();
            review.change_all(&doubtful, "Pages left out", |_, fate, _| *fate = Fate::LeftOut);
        }
        ReviewStep::TakeAllIn => {
            let out: Vec<usize> = (0..review.pages.len()).filter(|at| review.pages[*at].fate == Fate::LeftOut).collect();
            review.change_all(&out, "Pages taken back in", |_, fate, _| *fate = Fate::Open);
        }
        ReviewStep::Page(way) => {
            let order = review.order();
            let here = order.iter().position(|at| *at == review.at).unwrap_or(0);
            let next = if way == Way::Next { here + 1 } else { here.wrapping_sub(1) };
            if let Some(at) = order.get(next) {
                review.go(*at);
            }
        }
        ReviewStep::At(block) => review.block = Some(block),
        ReviewStep::Unfold(first) => {
            if let Some(page) = review.pages.get_mut(review.at)
                && !page.unfolded.remove(&first)
            {
                page.unfolded.insert(first);
            }
        }
        ReviewStep::Turn(block) => {
            review.block = Some(block);
            review.change("Block taken in or left out", |choices, _, read| choices.turn(read, block));
        }
        ReviewStep::Take(block, taken) => {
            review.block = Some(block);
            review.change("What a block is", |choices, _, read| choices.take(read, block, taken.clone()));
        }
        ReviewStep::TakeThis(kind) => take_this(state, kind),
        ReviewStep::Set(name, value) => {
            let mut complaint = None;
            review.change("A field", |choices, _, _| complaint = choices.set(name, &value).err());
            review.complaint = complaint.map(|sentence| (name, sentence));
        }
        ReviewStep::KeepNext => {
            let next = review.next_open();
            review.change("Page kept", |_, fate, _| {
                if *fate != Fate::Update {
                    *fate = Fate::Kept;
                }
            });
            match next {
                Some(next) => review.go(next),
                None => import::keep(state),
            }
        }
        ReviewStep::Update => {
            let is_newer = review.page().is_some_and(|page| page.earlier().is_some());
            review.change("Earlier capture replaced, or kept beside", |_, fate, _| {
                *fate = if *fate != Fate::Update && is_newer { Fate::Update } else { Fate::Kept };
            });
        }
        ReviewStep::LeaveOutTwins => {
            let twins = review.open_twins(Twin::is_same);
            review.change_all(&twins, "Pages left out", |_, fate, _| *fate = Fate::LeftOut);
        }
        ReviewStep::UpdateTwins => {
            let newer = review.open_twins(|twin| !twin.is_same() && matches!(twin, Twin::InArchive { .. }));
            review.change_all(&newer, "Earlier captures replaced", |_, fate, _| *fate = Fate::Update);
        }
        ReviewStep::LeaveOut => {
            let is_out = review.page().is_some_and(|page| page.fate == Fate::LeftOut);
            let next = review.next_open().filter(|_| !is_out);
            let (name, after) = if is_out { ("Page taken back in", Fate::Open) } else { ("Page left out", Fate::LeftOut) };
            review.change(name, |_, fate, _| *fate = after);
            if let Some(next) = next {
                review.go(next);
            }
        }
        ReviewStep::Into(key) => {
            review.into = key;
            import::twins(state, 0);
        }
        ReviewStep::Title(title) => review.title = title,
        ReviewStep::Keep => import::keep(state),
        ReviewStep::Close => close(state),
        ReviewStep::CloseAnyway => {
            for job in state.jobs.running().iter().filter(|job| job.name.starts_with("Reading")) {
                job.progress.cancel();
            }
            state.review.clear();
            state.dialog = None;
        }
    }
}

/// One step in choosing which pages are read.
fn choose(state: &mut State, step: ChooseStep) {
    let Some(choosing) = &mut state.review.choosing else { return };
    match step {
        ChooseStep::Query(query) => choosing.search(query),
        ChooseStep::Turn(at) => choosing.turn(at),
        ChooseStep::TurnTo(at) => choosing.turn_to(at),
        ChooseStep::All(is_in) => choosing.all(is_in),
        ChooseStep::Order(column) => choosing.order_by(column),
        ChooseStep::Read if choosing.count() == 0 => state.warn("No page is chosen yet. Click those that are to be read."),
        ChooseStep::Read => import::chosen_ones(state),
        ChooseStep::Leave => {
            state.review.choosing = None;
            state.review.gathers = state.review.pages.is_empty();
        }
    }
}

/// Takes the block that keys speak of for something.
fn take_this(state: &mut State, kind: TakeFor) {
    let review = &mut state.review;
    let (Some(block), Some(page)) = (review.block, review.page()) else { return };
    let photo = page.photo_at(block).cloned();
    let taken = match (kind, photo) {
        (TakeFor::Body, _) => TakenFor::Body,
        (TakeFor::Headline, _) => TakenFor::Headline,
        (TakeFor::Standfirst, _) => TakenFor::Standfirst,
        (TakeFor::Byline, _) => TakenFor::Byline,
        (TakeFor::LeftOut, _) => TakenFor::LeftOut,
        (TakeFor::Caption, Some(photo)) => TakenFor::Caption(photo),
        (TakeFor::Credit, Some(photo)) => TakenFor::Credit(photo),
        (TakeFor::PhotoBefore | TakeFor::PhotoAfter, Some(photo)) => {
            let Some(other) = page.photo_beside(&photo, kind == TakeFor::PhotoAfter).cloned() else { return };
            if matches!(page.taken_for(block), TakenFor::Credit(_)) { TakenFor::Credit(other) } else { TakenFor::Caption(other) }
        }
        (TakeFor::Caption | TakeFor::Credit | TakeFor::PhotoBefore | TakeFor::PhotoAfter, None) => {
            return state.warn("This page has no photo that the words could belong to.");
        }
    };
    review.change("What a block is", |choices, _, read| choices.take(read, block, taken.clone()));
}

/// Closes the review, and asks first where pages would be lost.
fn close(state: &mut State) {
    if state.review.is_any() {
        state.dialog = Some(Dialog::LeaveReview(None));
    } else {
        state.review.clear();
    }
}
