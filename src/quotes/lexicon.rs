//! The word lists of `assets/lexicon`, read once.

use std::{
    collections::{HashMap, HashSet},
    sync::OnceLock,
};

use crate::model::LabelKind;

/// The word lists.
pub struct Lexicon {
    /// Verbs that report, in the forms that stand before or after somebody's words.
    pub verbs: HashSet<&'static str>,
    /// Words and phrases that judge or hedge.
    pub labels: HashMap<&'static str, LabelKind>,
}

impl Lexicon {
    /// The lists, read on first use.
    pub fn get() -> &'static Self {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(|| {
            let rows = |text: &'static str| text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
            let verbs = rows(include_str!("../../assets/lexicon/reporting-verbs.en.tsv")).flat_map(|row| row.split('\t').take(4)).collect();
            let labels = rows(include_str!("../../assets/lexicon/labels.en.tsv"))
                .filter_map(|row| row.split_once('\t'))
                .map(|(words, kind)| (words, if kind.trim() == "hedge" { LabelKind::Hedge } else { LabelKind::Judging }))
                .collect();
            Self { verbs, labels }
        })
    }
}
