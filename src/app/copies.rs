//! Articles with nearly the same words: agency copy that several outlets printed, shown as one with its variants.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use crate::{
    bundle::Progress,
    model::{ArticleSummary, PublicationDate},
    search::{Signature, alike},
};

/// How much of the shorter article both must have.
const SHARE: f64 = 0.8;

/// Which articles of an archive are copies of one report, by their places.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Copies {
    /// In which group an article is.
    of: HashMap<u32, usize>,
    /// Each group, the article that was published first before the others.
    groups: Vec<Vec<u32>>,
}

impl Copies {
    /// Looks through all articles; `text` gives the words of one.
    pub fn find(list: &[ArticleSummary], text: &(dyn Fn(usize) -> Option<String> + Sync), progress: &Progress) -> Self {
        // In the order in which they were published; what has no date comes last.
        let mut order: Vec<usize> = (0..list.len()).collect();
        let day = |at: usize| list[at].date_published.map(PublicationDate::day);
        order.sort_by_key(|at| (day(*at).is_none(), day(*at), *at));
        progress.set_total(list.len() as u64);
        let signature = |at: &usize| {
            progress.advance(1);
            if progress.is_cancelled() {
                return None;
            }
            Some((*at, Signature::of(&text(*at)?)?))
        };
        let signatures: Vec<(usize, Signature)> = order.par_iter().filter_map(signature).collect();
        if progress.is_cancelled() {
            return Self::default();
        }
        let mut copies = Self::default();
        for alike in alike(&signatures, SHARE, text) {
            let others = alike.others.into_iter().map(|(at, _)| at);
            let group: Vec<u32> = std::iter::once(alike.first).chain(others).map(|at| at as u32).collect();
            copies.of.extend(group.iter().map(|at| (*at, copies.groups.len())));
            copies.groups.push(group);
        }
        copies
    }

    /// Whether no article is a copy of another.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// How many reports there are of which several articles are copies.
    pub fn len(&self) -> usize {
        self.groups.len()
    }

    /// The other articles that are copies of the same report, the first published first.
    pub fn others(&self, place: u32) -> impl Iterator<Item = u32> {
        let group = self.of.get(&place).and_then(|group| self.groups.get(*group));
        group.into_iter().flatten().copied().filter(move |other| *other != place)
    }

    /// Of these articles the first of each report.
    pub fn together(&self, rows: &[u32]) -> Vec<u32> {
        let mut seen = HashSet::new();
        rows.iter().copied().filter(|place| self.of.get(place).is_none_or(|group| seen.insert(*group))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Article, Block};

    #[test]
    fn copies_of_one_report_stand_together_under_the_one_that_is_listed_first() {
        let report = |number: u64| {
            let mut random = fastrand::Rng::with_seed(number);
            (0..120).map(|_| format!("w{}", random.u32(..4000))).collect::<Vec<_>>().join(" ")
        };
        let texts = [report(1), report(2), report(1), report(3), report(1)];
        let dates = ["2020-05-03", "2020-05-01", "2020-05-02", "2020-05-01", "2020-05-04"];
        let list: Vec<ArticleSummary> = (1..)
            .zip(texts.iter().zip(dates))
            .map(|(number, (text, date))| {
                let blocks = vec![Block::paragraph(text.as_str())];
                let article = Article { blocks, date_published: date.parse().ok(), ..Article::new(format!("Report {number}")) };
                ArticleSummary::of(format!("report-{number}").parse().unwrap(), &article)
            })
            .collect();
        let copies = Copies::find(&list, &|at| texts.get(at).cloned(), &Progress::silent());
        assert_eq!(copies.len(), 1);
        assert_eq!(copies.others(0).collect::<Vec<_>>(), [2, 4], "the first published first");
        assert_eq!(copies.others(1).count(), 0);
        assert_eq!(copies.together(&[4, 3, 2, 1, 0]), [4, 3, 1]);
        assert_eq!(copies.together(&[1, 2]), [1, 2], "what the filter leaves of a report stands for it");
    }
}
