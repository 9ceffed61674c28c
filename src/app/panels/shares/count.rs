//! How much each speaker says, in one article or in several.

use std::{collections::HashMap, sync::Arc};

use crate::{
    app::{open_archive::OpenArchive, voices::Voices},
    model::{Article, Slug, Speaker, SpeakerId},
};

/// An article with its name.
pub type Named<'a> = (&'a Slug, &'a Arc<Article>);

/// What is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// Of what.
    pub unit: Unit,
    /// Whether what the article retells without marks counts too; its words are the article's, so that it does not by itself.
    pub with_retold: bool,
}

/// Of what shares are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// Words.
    #[default]
    Words,
    /// Quotations.
    Quotations,
}

impl Counted {
    /// One of them, as a noun.
    pub fn noun(self) -> &'static str {
        match (self.unit, self.with_retold) {
            (Unit::Words, _) => "word",
            (Unit::Quotations, false) => "quotation",
            (Unit::Quotations, true) => "statement",
        }
    }

    /// What the numbers are of, in a sentence.
    pub fn in_words(self) -> &'static str {
        if self.with_retold {
            "Counted: what stands between marks, and what the article retells in its own words."
        } else {
            "Counted: what stands between marks. What the article retells in its own words is not."
        }
    }
}

/// Somebody's share.
#[derive(Clone, Debug)]
pub struct Share<'a> {
    /// Who; nobody where nothing says so.
    pub speaker: Option<&'a Speaker>,
    /// How many quotations between marks are theirs.
    pub quotations: usize,
    /// How many words those have.
    pub words: usize,
    /// How often they are retold without marks.
    pub retold: usize,
    /// In how many words.
    pub words_retold: usize,
}

impl Share<'_> {
    /// The name, as charts write it.
    pub fn name(&self) -> &str {
        self.speaker.map_or("nobody named", Speaker::name)
    }

    /// The number that is asked for.
    pub fn count(&self, counted: Counted) -> usize {
        let (quoted, retold) = match counted.unit {
            Unit::Words => (self.words, self.words_retold),
            Unit::Quotations => (self.quotations, self.retold),
        };
        if counted.with_retold { quoted + retold } else { quoted }
    }
}

/// The shares of everybody who speaks in some articles, as far as the filter shows it; the largest first.
pub fn of<'a>(voices: &mut Voices, archive: &'a OpenArchive, articles: &[Named<'_>], counted: Counted) -> Vec<Share<'a>> {
    let mut all: Vec<Share<'a>> = Vec::new();
    let mut places: HashMap<Option<&SpeakerId>, usize> = HashMap::new();
    for (slug, article) in articles {
        for said in &voices.of(archive, slug, article).voices {
            let speaker = archive.speaker(said.speaker.as_ref());
            let place = *places.entry(speaker.map(Speaker::id)).or_insert_with(|| {
                all.push(Share { speaker, quotations: 0, words: 0, retold: 0, words_retold: 0 });
                all.len() - 1
            });
            all[place].quotations += said.quotations;
            all[place].words += said.words;
            all[place].retold += said.retold;
            all[place].words_retold += said.words_retold;
        }
    }
    all.retain(|share| share.count(counted) > 0);
    all.sort_by_key(|share| std::cmp::Reverse(share.count(counted)));
    all
}

/// A part of a whole in percent, to the nearest; what is there is never nothing.
pub fn percent(part: usize, whole: usize) -> String {
    match (part, (part * 100 + whole / 2).checked_div(whole).unwrap_or(0)) {
        (1.., 0) => "under 1".to_owned(),
        (_, percent) => percent.to_string(),
    }
}

/// All of it.
pub fn total(shares: &[Share<'_>], counted: Counted) -> usize {
    shares.iter().map(|share| share.count(counted)).sum()
}

/// Somebody's shares in two articles.
pub struct Pair<'a> {
    /// In the left one, where they speak there.
    pub left: Option<Share<'a>>,
    /// In the right one.
    pub right: Option<Share<'a>>,
}

impl<'a> Pair<'a> {
    /// Whoever it is.
    pub fn either(&self) -> Option<&Share<'a>> {
        self.left.as_ref().or(self.right.as_ref())
    }

    /// Where they speak.
    pub fn place(&self) -> Place {
        match (&self.left, &self.right) {
            (Some(_), Some(_)) => Place::Both,
            (Some(_), None) => Place::Left,
            _ => Place::Right,
        }
    }
}

/// In which of two articles somebody speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// In both.
    Both,
    /// In the left one alone.
    Left,
    /// In the right one alone.
    Right,
}

impl Place {
    /// Every place, in the order of the chart.
    pub const ALL: [Self; 3] = [Self::Both, Self::Left, Self::Right];

    /// As the chart says it.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Both => "In both",
            Self::Left => "Only in the left",
            Self::Right => "Only in the right",
        }
    }
}

/// Who speaks in two articles: in both first, then in one alone.
pub fn pairs<'a>(voices: &mut Voices, archive: &'a OpenArchive, left: Named<'_>, right: Named<'_>, counted: Counted) -> Vec<Pair<'a>> {
    let mut others = of(voices, archive, &[right], counted);
    let mut pairs: Vec<Pair<'a>> = of(voices, archive, &[left], counted)
        .into_iter()
        .map(|share| {
            let id = share.speaker.map(Speaker::id);
            let other = others.iter().position(|other| other.speaker.map(Speaker::id) == id).map(|at| others.remove(at));
            Pair { left: Some(share), right: other }
        })
        .collect();
    pairs.extend(others.into_iter().map(|share| Pair { left: None, right: Some(share) }));
    pairs.sort_by_key(Pair::place);
    pairs
}
