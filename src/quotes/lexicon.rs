//! The word lists of `assets/lexicon`, read once.

use std::{borrow::Cow, sync::OnceLock};

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use crate::model::LabelKind;

/// A form of a reporting verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verb {
    /// The verb itself, such as `say`.
    pub lemma: &'static str,
    /// What it takes.
    pub frame: Frame,
    /// Whether it is the form in -ing.
    pub is_ing: bool,
}

/// What a reporting verb takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frame {
    /// Whole sentences: say, claim.
    Speech,
    /// Whole sentences in writing: write, tweet.
    Write,
    /// A piece of somebody's words: call, describe.
    Fragment,
}

/// Whom “he” or “she” can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// He.
    Male,
    /// She.
    Female,
    /// Not told by the name.
    Either,
}

/// The word lists.
pub struct Lexicon {
    /// Verbs that report, by their forms.
    pub verbs: HashMap<&'static str, Verb>,
    /// Words and phrases that judge or hedge.
    pub labels: HashMap<&'static str, LabelKind>,
    /// What people are called when they are not named, singular and plural, with the singular.
    pub roles: HashMap<&'static str, &'static str>,
    /// Words that make a capitalised name an organization's.
    pub organization_names: HashSet<&'static str>,
    /// Words that call an organization back, singular and plural.
    pub organization_words: HashSet<&'static str>,
    /// Documents that speak.
    pub documents: HashSet<&'static str>,
    /// Given names.
    pub given: HashMap<&'static str, Gender>,
    /// Words of an office before a name.
    pub titles: HashMap<&'static str, Gender>,
    /// Countries, states and cities.
    pub places: HashSet<&'static str>,
    /// Words with which no person's name begins.
    pub no_first_names: HashSet<&'static str>,
}

fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).map(|line| line.split('\t').map(str::trim).collect())
}

fn gender(word: Option<&&str>) -> Gender {
    match word {
        Some(&"m") => Gender::Male,
        Some(&"f") => Gender::Female,
        _ => Gender::Either,
    }
}

impl Lexicon {
    /// The lists, read on first use.
    pub fn get() -> &'static Self {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(Self::read)
    }

    fn read() -> Self {
        let mut verbs = HashMap::default();
        for row in rows(include_str!("../../assets/lexicon/reporting-verbs.en.tsv")) {
            let frame = match row.get(5) {
                Some(&"speech") => Frame::Speech,
                Some(&"write") => Frame::Write,
                _ => Frame::Fragment,
            };
            for (form, word) in row.iter().take(4).enumerate() {
                verbs.entry(*word).or_insert(Verb { lemma: row[0], frame, is_ing: form == 3 });
            }
        }
        let labels = rows(include_str!("../../assets/lexicon/labels.en.tsv"))
            .filter(|row| row.len() > 1)
            .map(|row| (row[0], if row[1] == "hedge" { LabelKind::Hedge } else { LabelKind::Judging }))
            .collect();
        let mut roles = HashMap::default();
        for row in rows(include_str!("../../assets/lexicon/roles.en.tsv")) {
            for word in &row {
                roles.insert(*word, row[0]);
            }
        }
        let mut lexicon = Self {
            verbs,
            labels,
            roles,
            organization_names: HashSet::default(),
            organization_words: HashSet::default(),
            documents: HashSet::default(),
            given: rows(include_str!("../../assets/lexicon/given-names.tsv")).map(|row| (row[0], gender(row.get(1)))).collect(),
            titles: rows(include_str!("../../assets/lexicon/titles.en.tsv")).map(|row| (row[0], gender(row.get(1)))).collect(),
            places: rows(include_str!("../../assets/lexicon/places.en.tsv")).map(|row| row[0]).collect(),
            no_first_names: HashSet::default(),
        };
        for row in rows(include_str!("../../assets/lexicon/organizations.en.tsv")) {
            let set = match row.get(1) {
                Some(&"generic") => &mut lexicon.organization_words,
                Some(&"document") => &mut lexicon.documents,
                Some(&"first") => &mut lexicon.no_first_names,
                _ => &mut lexicon.organization_names,
            };
            set.insert(row[0]);
            set.extend(row.get(2).filter(|plural| !plural.is_empty()));
        }
        lexicon
    }
}

/// A word in lower case; most are already.
pub fn lower(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.to_lowercase())
    }
}

/// The reporting verb that a word is a form of.
pub fn verb(word: &str) -> Option<&'static Verb> {
    let lexicon = Lexicon::get();
    let known = lexicon.verbs.get(word);
    // Most words are in lower case already.
    if known.is_some() || !word.starts_with(char::is_uppercase) { known } else { lexicon.verbs.get(&*lower(word)) }
}
