//! Letters into lines.

use kurbo::{Point, Rect};

use super::glyphs::{Letter, Shown};

/// A line of words on a page; its places count from the upper left corner, in points.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) left: f64,
    pub(super) right: f64,
    /// Where it stands.
    pub(super) y: f64,
    pub(super) size: f64,
    /// Its words, with the link that each run stands under.
    pub(super) runs: Vec<(String, Option<usize>)>,
    /// How many letters were drawn before it.
    pub(super) after: usize,
}

impl Line {
    /// Its words alone.
    pub(super) fn text(&self) -> String {
        self.runs.iter().map(|(text, _)| text.as_str()).collect()
    }

    fn of(letter: &Letter, after: usize) -> Self {
        Self { left: letter.x, right: letter.x, y: letter.y, size: letter.size, runs: Vec::new(), after }
    }

    /// Whether a letter goes on in this line.
    fn takes(&self, letter: &Letter) -> bool {
        let gap = letter.x - self.right;
        let is_level = (letter.y - self.y).abs() < 0.35 * self.size.max(letter.size);
        // Raised and lowered letters are smaller; a step back is a new line, a wide gap another column.
        is_level && gap > -0.6 * self.size && gap < 2.5 * self.size
    }

    fn push(&mut self, letter: &Letter, link: Option<usize>) {
        let gap = letter.x - self.right;
        let is_space = letter.text.chars().all(char::is_whitespace);
        let ends_in_space = self.runs.last().is_none_or(|(text, _)| text.ends_with(' '));
        let mut text = String::new();
        if (is_space || gap > 0.18 * letter.size) && !ends_in_space {
            text.push(' ');
        }
        if !is_space {
            text.push_str(&letter.text);
        }
        match self.runs.last_mut() {
            Some((run, own)) if *own == link || is_space => run.push_str(&text),
            _ => {
                // The space between two runs stands in the first.
                let plain = text.trim_start();
                if plain.len() < text.len()
                    && let Some((run, _)) = self.runs.last_mut()
                {
                    run.push(' ');
                }
                self.runs.push((plain.to_owned(), link));
            }
        }
        self.right = self.right.max(letter.x + letter.width);
        if !is_space {
            self.size = self.size.max(letter.size);
        }
    }
}

/// The lines of a page in the order in which they are drawn, which is that of the page that was printed.
pub(super) fn lines(shown: &Shown) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let links = Links::of(&shown.links);
    for (after, letter) in shown.letters.iter().enumerate() {
        let link = links.at(Point::new(letter.x + letter.width / 2.0, letter.y - letter.size * 0.3));
        match lines.last_mut() {
            Some(line) if line.takes(letter) => line.push(letter, link),
            _ => {
                let mut line = Line::of(letter, after);
                line.push(letter, link);
                lines.push(line);
            }
        }
    }
    for line in &mut lines {
        if let Some((last, _)) = line.runs.last_mut() {
            last.truncate(last.trim_end().len());
        }
        if let Some((first, _)) = line.runs.first_mut() {
            *first = first.trim_start().to_owned();
        }
    }
    lines.retain(|line| !line.text().trim().is_empty());
    lines
}

/// The link under a place.
struct Links<'a>(Vec<(&'a Rect, usize)>);

impl<'a> Links<'a> {
    fn of(links: &'a [(Rect, String)]) -> Self {
        Self(links.iter().enumerate().map(|(at, (place, _))| (place, at)).collect())
    }

    fn at(&self, point: Point) -> Option<usize> {
        self.0.iter().find(|(place, _)| place.contains(point)).map(|(_, at)| *at)
    }
}
