//! Where the reader has been.

use super::selection::Selection;

/// How many places are remembered.
const LONGEST: usize = 200;

/// Back and forward through selections.
#[derive(Clone, Debug, Default)]
pub struct History {
    behind: Vec<Selection>,
    ahead: Vec<Selection>,
}

impl History {
    /// Remembers the place that is being left.
    pub fn leave(&mut self, place: Selection) {
        if self.behind.last() != Some(&place) {
            self.behind.push(place);
        }
        if self.behind.len() > LONGEST {
            self.behind.remove(0);
        }
        self.ahead.clear();
    }

    /// The place before `here`.
    pub fn back(&mut self, here: Selection) -> Option<Selection> {
        let place = self.behind.pop()?;
        self.ahead.push(here);
        Some(place)
    }

    /// The place that was left by going back.
    pub fn forward(&mut self, here: Selection) -> Option<Selection> {
        let place = self.ahead.pop()?;
        self.behind.push(here);
        Some(place)
    }

    /// Whether there is a place to go back to.
    pub fn has_back(&self) -> bool {
        !self.behind.is_empty()
    }

    /// Whether there is a place to go forward to.
    pub fn has_forward(&self) -> bool {
        !self.ahead.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn back_and_forward_walk_the_same_places() {
        let place = |name: &str| Selection::article(name.parse().unwrap());
        let mut history = History::default();
        history.leave(place("a"));
        history.leave(place("b"));
        assert_eq!(history.back(place("c")), Some(place("b")));
        assert_eq!(history.back(place("b")), Some(place("a")));
        assert_eq!(history.back(place("a")), None);
        assert_eq!(history.forward(place("a")), Some(place("b")));
        history.leave(place("b"));
        assert!(!history.has_forward());
    }
}
