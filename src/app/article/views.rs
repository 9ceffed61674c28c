//! What lasts from frame to frame while articles are shown: their layout, where each view stands, what the pointer is doing.

use std::{collections::HashMap, sync::Arc};

use egui::Id;

use super::{flow::Flow, follow::Place, marking::Drag, strip::Bands, units::Units};
use crate::{
    app::selection::{Selected, Selection},
    model::{Article, Slug},
};

/// Articles laid out, and what the pointer is doing in them.
#[derive(Default)]
pub struct Flows {
    flows: HashMap<(Id, Slug), Laid>,
    pub(super) places: HashMap<Id, Place>,
    pub(super) bands: HashMap<Id, Bands>,
    pub(super) drag: Option<Drag>,
    pub(super) units: Units,
    /// The words that a press would mark.
    pub(super) unit_under: Option<std::ops::Range<usize>>,
    pub(super) unit_pointed_at: Option<std::ops::Range<usize>>,
    hovered: Option<Selection>,
    hovering: Option<Selection>,
}

/// How many articles stay laid out: those in sight, and the ones read just before.
const KEPT: usize = 8;

/// An article laid out.
struct Laid {
    article: Arc<Article>,
    flow: Flow,
    /// The frame in which it was last shown.
    shown: u64,
}

impl Flows {
    /// Takes out how an article is laid out in a view, where it is still the same article.
    pub(super) fn take(&mut self, key: &(Id, Slug), article: &Arc<Article>) -> Option<Flow> {
        self.flows.remove(key).filter(|laid| Arc::ptr_eq(&laid.article, article)).map(|laid| laid.flow)
    }

    /// Keeps how an article is laid out for the next frame; what was not shown for longest makes room.
    pub(super) fn put(&mut self, key: (Id, Slug), article: Arc<Article>, flow: Flow, frame: u64) {
        self.flows.insert(key, Laid { article, flow, shown: frame });
        if self.flows.len() > KEPT
            && let Some(oldest) = self.flows.iter().min_by_key(|(_, laid)| laid.shown).map(|(key, _)| key.clone())
        {
            self.flows.remove(&oldest);
        }
    }

    /// Says that the pointer is over something of an article, or over what stands for it in another panel.
    pub fn hover(&mut self, slug: &Slug, what: Selected) {
        self.hovering = Some(Selection::of(slug.clone(), what));
    }

    /// What of an article is under the pointer, wherever it is shown.
    pub fn hovered(&self, slug: &Slug) -> Option<&Selected> {
        self.hovered.as_ref().filter(|hovered| hovered.article.as_ref() == Some(slug)).map(|hovered| &hovered.what)
    }

    /// Whether this is under the pointer, here or in another panel.
    pub fn is_hovered(&self, slug: &Slug, what: &Selected) -> bool {
        self.hovered(slug) == Some(what)
    }

    /// Ends a frame: what was hovered glows in the next one.
    pub fn end_frame(&mut self, ctx: &egui::Context) {
        let unit = self.unit_under.take();
        if unit != self.unit_pointed_at {
            self.unit_pointed_at = unit;
            ctx.request_repaint();
        }
        let now = self.hovering.take();
        if now != self.hovered {
            self.hovered = now;
            ctx.request_repaint();
        }
    }
}
