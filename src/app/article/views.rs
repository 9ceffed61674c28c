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
    pub(super) flows: HashMap<(Id, Slug), (Arc<Article>, Flow)>,
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

impl Flows {
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
