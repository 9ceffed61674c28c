//! Heights of many things that stand one below the other, most of them only guessed.

use std::ops::Range;

/// How many heights are added up together: changing one costs as much as this, and not as much as all of them.
const CHUNK: usize = 512;

/// Heights of things one below the other, in points.
///
/// Sums are kept in double precision, because a million paragraphs are forty million points high.
#[derive(Clone, Debug, Default)]
pub struct Heights {
    heights: Vec<f32>,
    /// Where each begins, from the beginning of its chunk.
    within: Vec<f32>,
    /// Where each chunk begins, and where the last one ends.
    chunks: Vec<f64>,
}

impl Heights {
    /// These heights.
    pub fn new(heights: Vec<f32>) -> Self {
        let count = heights.len().div_ceil(CHUNK);
        let mut all = Self { within: vec![0.0; heights.len()], heights, chunks: vec![0.0; count + 1] };
        for chunk in 0..count {
            all.chunks[chunk + 1] = all.chunks[chunk] + f64::from(all.add_up(chunk));
        }
        all
    }

    /// Adds a chunk up; how high it is.
    fn add_up(&mut self, chunk: usize) -> f32 {
        let mut top = 0.0;
        let end = self.heights.len().min((chunk + 1) * CHUNK);
        for at in chunk * CHUNK..end {
            self.within[at] = top;
            top += self.heights[at];
        }
        top
    }

    /// How many things there are.
    pub fn len(&self) -> usize {
        self.heights.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.heights.is_empty()
    }

    /// Takes over a height that was measured; whether it differs from what was thought.
    pub fn set(&mut self, at: usize, height: f32) -> bool {
        let Some(known) = self.heights.get_mut(at).filter(|known| (**known - height).abs() > 0.5) else { return false };
        *known = height;
        let chunk = at / CHUNK;
        let longer = f64::from(self.add_up(chunk)) - (self.chunks[chunk + 1] - self.chunks[chunk]);
        self.chunks[chunk + 1..].iter_mut().for_each(|top| *top += longer);
        true
    }

    /// Where a thing begins, from the top.
    pub fn top(&self, at: usize) -> f64 {
        match self.within.get(at) {
            Some(within) => self.chunks[at / CHUNK] + f64::from(*within),
            None => self.total(),
        }
    }

    /// How high it is.
    pub fn height(&self, at: usize) -> f32 {
        self.heights.get(at).copied().unwrap_or_default()
    }

    /// How high all are together.
    pub fn total(&self) -> f64 {
        self.chunks.last().copied().unwrap_or_default()
    }

    /// The things that lie between two heights.
    pub fn between(&self, from: f64, to: f64) -> Range<usize> {
        let first = self.at(from);
        let mut last = first;
        while last < self.len() && self.top(last) < to {
            last += 1;
        }
        first..last
    }

    /// The thing that lies at a height; the first above, the last below all of them.
    fn at(&self, height: f64) -> usize {
        let count = self.chunks.len().saturating_sub(1);
        let chunk = self.chunks[..count].partition_point(|top| *top <= height).saturating_sub(1);
        let start = chunk * CHUNK;
        let end = self.len().min(start + CHUNK);
        let rest = (height - self.chunks.get(chunk).copied().unwrap_or_default()) as f32;
        start + self.within[start.min(end)..end].partition_point(|top| *top <= rest).saturating_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_million_things_are_found_by_their_height_after_one_has_changed() {
        let mut heights = Heights::new(vec![40.0; 1_000_000]);
        assert_eq!(heights.total(), 40_000_000.0);
        assert_eq!(heights.between(39_999_950.0, 1e12), 999_998..1_000_000);
        assert!(heights.set(10, 100.0) && !heights.set(10, 100.2));
        assert_eq!(heights.top(11), 500.0);
        assert_eq!(heights.top(999_999), 39_999_960.0 + 60.0);
        assert_eq!(heights.between(400.0, 501.0), 10..12);
        assert_eq!(heights.between(-50.0, 41.0), 0..2);
        assert_eq!(Heights::new(Vec::new()).between(0.0, 100.0), 0..0);
    }
}
