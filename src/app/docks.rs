//! The panels and how they lie: docked, dragged, closed and remembered.

use egui_tiles::{Container, Linear, LinearDir, Tabs, Tile, TileId, Tiles, Tree};
use serde::{Deserialize, Serialize};

/// A panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Pane {
    /// The articles of the archive.
    Contents,
    /// The article that is read.
    Article,
    /// The article's quotations.
    Quotations,
    /// Who speaks.
    Speakers,
    /// Photos and captions.
    Photos,
    /// All photos of the archive.
    Gallery,
    /// What the article rests on.
    Sources,
    /// The reader's notes.
    Notes,
    /// Verbs and words that colour what is told.
    Wording,
    /// What verification found.
    Check,
    /// The citation of what is selected.
    Citation,
    /// What was found in all open archives.
    Search,
    /// The list of works cited.
    Works,
}

impl Pane {
    /// Every panel, in the order menus list them.
    pub const ALL: [Self; 13] = [
        Self::Contents,
        Self::Article,
        Self::Quotations,
        Self::Speakers,
        Self::Photos,
        Self::Gallery,
        Self::Sources,
        Self::Notes,
        Self::Wording,
        Self::Check,
        Self::Citation,
        Self::Search,
        Self::Works,
    ];

    /// Its name.
    pub fn title(self) -> &'static str {
        match self {
            Self::Contents => "Articles",
            Self::Article => "Article",
            Self::Quotations => "Quotations",
            Self::Speakers => "Speakers",
            Self::Photos => "Photos",
            Self::Gallery => "Gallery",
            Self::Sources => "Sources",
            Self::Notes => "Notes",
            Self::Wording => "Wording",
            Self::Check => "Check",
            Self::Citation => "Citation",
            Self::Search => "Search",
            Self::Works => "Works cited",
        }
    }
}

/// How the panels lie.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Docks(pub Tree<Pane>);

impl Default for Docks {
    fn default() -> Self {
        let mut tiles = Tiles::default();
        let contents = tabs(&mut tiles, &[Pane::Contents, Pane::Search, Pane::Notes, Pane::Wording, Pane::Check]);
        let lists = tabs(&mut tiles, &[Pane::Quotations, Pane::Speakers, Pane::Photos, Pane::Sources, Pane::Gallery]);
        let article = tiles.insert_pane(Pane::Article);
        let citation = tabs(&mut tiles, &[Pane::Citation, Pane::Works]);
        let mut side = Linear::new(LinearDir::Vertical, vec![lists, citation]);
        side.shares.set_share(lists, 0.605);
        side.shares.set_share(citation, 0.395);
        let side = tiles.insert_container(side);
        let mut row = Linear::new(LinearDir::Horizontal, vec![contents, article, side]);
        // Of 1366 points: 236, the rest, 348.
        row.shares.set_share(contents, 236.0);
        row.shares.set_share(article, 782.0);
        row.shares.set_share(side, 348.0);
        let root = tiles.insert_container(row);
        let mut docks = Self(Tree::new(egui::Id::unique("panels"), root, tiles));
        // The status line says what the check found; its panel comes when it is asked for, or when something is wrong.
        docks.hide(Pane::Check);
        docks.hide(Pane::Search);
        // One looks for a photo now and then; the photos of the article that is read are always at hand.
        docks.hide(Pane::Gallery);
        docks
    }
}

fn tabs(tiles: &mut Tiles<Pane>, panes: &[Pane]) -> TileId {
    let ids: Vec<TileId> = panes.iter().map(|pane| tiles.insert_pane(*pane)).collect();
    let mut tabs = Tabs::new(ids.clone());
    tabs.set_active(ids[0]);
    tiles.insert_container(tabs)
}

impl Docks {
    /// How they lie where three columns have no room: the article, and everything else in tabs beside it.
    pub fn narrow() -> Self {
        let mut tiles = Tiles::default();
        let article = tiles.insert_pane(Pane::Article);
        let lists = tabs(
            &mut tiles,
            &[
                Pane::Quotations,
                Pane::Contents,
                Pane::Citation,
                Pane::Works,
                Pane::Speakers,
                Pane::Photos,
                Pane::Sources,
                Pane::Wording,
                Pane::Notes,
                Pane::Check,
                Pane::Search,
            ],
        );
        let mut row = Linear::new(LinearDir::Horizontal, vec![article, lists]);
        row.shares.set_share(article, 0.62);
        row.shares.set_share(lists, 0.38);
        let root = tiles.insert_container(row);
        Self(Tree::new(egui::Id::unique("narrow panels"), root, tiles))
    }

    /// Whether the article has its place, and no panel is there twice: what a file says is not believed unseen.
    pub fn is_whole(&self) -> bool {
        self.find(Pane::Article).is_some()
            && !self.is_one_heap()
            && Pane::ALL
                .iter()
                .all(|pane| self.0.tiles.tiles().filter(|tile| matches!(tile, Tile::Pane(other) if other == pane)).count() <= 1)
    }

    /// Whether all panels lie in one heap of tabs, so that only one of them can be seen.
    pub fn is_one_heap(&self) -> bool {
        self.0.root().and_then(|root| self.0.tiles.get(root)).is_some_and(|tile| matches!(tile, Tile::Container(Container::Tabs(_))))
    }

    /// The tile that holds a panel, where it is anywhere.
    pub fn find(&self, pane: Pane) -> Option<TileId> {
        self.0.tiles.find_pane(&pane)
    }

    /// Whether a panel is open, in sight or behind another tab.
    pub fn is_open(&self, pane: Pane) -> bool {
        self.find(pane).is_some_and(|tile| self.0.is_visible(tile))
    }

    /// Whether a panel is in sight.
    pub fn is_active(&self, pane: Pane) -> bool {
        self.find(pane).is_some_and(|tile| self.0.active_tiles().contains(&tile))
    }

    /// Opens a panel and brings it to the front of its tabs.
    pub fn show(&mut self, pane: Pane) {
        if let Some(tile) = self.find(pane) {
            self.0.set_visible(tile, true);
        } else {
            self.insert(pane);
        }
        self.0.make_active(|_, tile| matches!(tile, Tile::Pane(other) if *other == pane));
    }

    /// Hides a panel; the article stays.
    pub fn hide(&mut self, pane: Pane) {
        if pane != Pane::Article
            && let Some(tile) = self.find(pane)
        {
            self.0.set_visible(tile, false);
        }
    }

    /// Puts a panel that is nowhere into the first tabs there are, or beside the rest.
    fn insert(&mut self, pane: Pane) {
        let tabs = self.0.tiles.iter().find(|(_, tile)| matches!(tile, Tile::Container(Container::Tabs(_)))).map(|(id, _)| *id);
        let tile = self.0.tiles.insert_pane(pane);
        if let Some(home) = tabs.or(self.0.root())
            && let Some(Tile::Container(container)) = self.0.tiles.get_mut(home)
        {
            container.add_child(tile);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panels_are_hidden_and_come_back() {
        let mut docks = Docks::default();
        assert!(docks.is_whole());
        docks.hide(Pane::Notes);
        assert!(!docks.is_open(Pane::Notes));
        docks.show(Pane::Notes);
        assert!(docks.is_open(Pane::Notes) && docks.is_active(Pane::Notes));
        docks.hide(Pane::Article);
        assert!(docks.is_open(Pane::Article), "the article cannot be closed");
    }

    #[test]
    fn how_panels_lie_is_remembered() {
        let docks = Docks::default();
        let text = serde_json::to_string(&docks).unwrap();
        assert_eq!(serde_json::from_str::<Docks>(&text).unwrap(), docks);
    }
}
