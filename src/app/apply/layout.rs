//! Layouts, panels and looks.

use crate::{
    app::{
        action::View,
        docks::Pane,
        selection::Selection,
        state::State,
        theme::{self, Look},
    },
    model::Slug,
};

/// Shows another layout.
pub fn view(state: &mut State, view: View) {
    state.view = view;
    state.moves += 1;
    let Some(archive) = state.archive_mut() else { return };
    if view == View::Compare {
        let read = archive.selection.article.clone();
        let usable = |slug: &Slug| archive.corpus.place(slug).is_some() && Some(slug) != read.as_ref();
        if !archive.beside.as_ref().and_then(|beside| beside.article.as_ref()).is_some_and(usable) {
            let other = archive.corpus.summaries().map(|summary| &summary.slug).find(|slug| usable(slug)).cloned();
            archive.beside = other.map(Selection::article);
            archive.is_right = false;
        }
    }
}

/// Changes how things look, at once and for the next time.
pub fn look(state: &mut State, ctx: &egui::Context, look: Look) {
    theme::apply(ctx, &look);
    state.settings.look = look;
    state.save_settings();
}

/// Makes everything larger or smaller.
pub fn zoom(state: &mut State, ctx: &egui::Context, zoom: Option<f32>) {
    ctx.set_zoom_factor(zoom.unwrap_or(1.0));
    state.settings.zoom = zoom;
    state.save_settings();
}

/// Shows a panel, or hides the one that is in sight.
pub fn toggle(state: &mut State, pane: Pane) {
    if state.docks.is_active(pane) {
        state.docks.hide(pane);
    } else {
        state.docks.show(pane);
    }
    state.save_settings();
}

/// Puts all panels back.
pub fn reset(state: &mut State) {
    state.reset_docks();
    state.save_settings();
}

/// Marks words that judge or hedge, or not.
pub fn labels(state: &mut State) {
    state.settings.hides_labels = !state.settings.hides_labels;
    state.save_settings();
}

/// Marks reporting verbs, or not.
pub fn verbs(state: &mut State) {
    state.settings.marks_verbs = !state.settings.marks_verbs;
    state.save_settings();
}

/// Gives decoded pictures so many MB of memory.
pub fn picture_memory(state: &mut State, megabytes: u32) {
    state.settings.picture_memory = Some(megabytes);
    state.save_settings();
}
