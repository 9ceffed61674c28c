//! What is searched, as a value.

use jiff::civil::Date;

use super::{parse::QueryError, words::folded_words};
use crate::{
    model::QuotationKind,
    search::{Filter, Naming},
};

/// What is searched: clauses that must all hold, facts, and days.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// Each must hold.
    pub clauses: Vec<Clause>,
    /// What must be so; positive facts of one kind widen each other, as the values of a facet do.
    pub facts: Vec<(Fact, bool)>,
    /// The first day of publication.
    pub from: Option<Date>,
    /// The last day of publication.
    pub to: Option<Date>,
}

/// Terms of which one is enough.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// The terms, each with the text that it is searched in.
    pub any: Vec<(Place, Term)>,
    /// Whether none of them may occur.
    pub negated: bool,
}

/// The texts that a term is searched in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// Headline, standfirst, body and captions; with facts about quotations, the words that are quoted.
    #[default]
    Text,
    /// The headline alone.
    Headline,
    /// Captions, credits and alternative texts.
    Caption,
    /// What is quoted.
    Said,
}

/// What is looked for in a text, folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// A word in any of its forms.
    Word(String),
    /// Words just as they stand, one behind the other.
    Phrase(Vec<String>),
    /// Every word that begins so.
    Prefix(String),
    /// Every word that differs in so many letters.
    Fuzzy(String, u8),
}

/// Something about an article or a quotation, beside its words.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    /// Somebody whose name has these words said it.
    Speaker(Vec<String>),
    /// A kind of quotation.
    Kind(QuotationKind),
    /// Whether the speaker is named.
    Naming(Naming),
    /// How it was said, by words of it.
    Medium(Vec<String>),
    /// The outlet, by words of its name.
    Outlet(Vec<String>),
    /// A tag, by words of it.
    Tag(Vec<String>),
    /// Who wrote the article, by words of the name.
    By(Vec<String>),
    /// The article has a photo.
    Photo,
    /// Something is just this, and not only has its words.
    Is(Exact, String),
}

/// What can be asked for just as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exact {
    /// The speaker's identifier.
    Speaker,
    /// How it was said.
    Medium,
    /// The outlet.
    Outlet,
    /// A tag.
    Tag,
    /// The year of publication.
    Year,
}

impl Fact {
    /// Whether it is about a quotation and not about an article.
    pub fn is_of_quotation(&self) -> bool {
        matches!(self, Self::Speaker(_) | Self::Kind(_) | Self::Naming(_) | Self::Medium(_) | Self::Is(Exact::Speaker | Exact::Medium, _))
    }
}

impl Query {
    /// Whether quotations are searched, and not articles.
    pub fn seeks_quotations(&self) -> bool {
        self.facts.iter().any(|(fact, _)| fact.is_of_quotation())
            || self.clauses.iter().any(|clause| !clause.negated && clause.any.iter().any(|(place, _)| *place == Place::Said))
    }

    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Where a term is searched, once it is known what is.
    pub fn place(&self, place: Place) -> Place {
        if place == Place::Text && self.seeks_quotations() { Place::Said } else { place }
    }

    /// The query within what a filter lets through.
    ///
    /// # Errors
    /// [`QueryError`] where the filter's words are no query.
    pub fn narrowed(mut self, filter: &Filter) -> Result<Self, QueryError> {
        let words = Self::parse(&filter.text)?;
        self.clauses.extend(words.clauses);
        let mut add = |fact| self.facts.push((fact, true));
        filter.kinds.iter().for_each(|kind| add(Fact::Kind(*kind)));
        filter.naming.iter().for_each(|naming| add(Fact::Naming(*naming)));
        filter.speakers.iter().for_each(|id| add(Fact::Is(Exact::Speaker, id.as_str().to_owned())));
        filter.media.iter().for_each(|medium| add(Fact::Is(Exact::Medium, medium.clone())));
        filter.outlets.iter().for_each(|outlet| add(Fact::Is(Exact::Outlet, outlet.clone())));
        filter.tags.iter().for_each(|tag| add(Fact::Is(Exact::Tag, tag.clone())));
        filter.years.iter().for_each(|year| add(Fact::Is(Exact::Year, year.to_string())));
        if filter.with_photo {
            add(Fact::Photo);
        }
        // The narrower of the two.
        self.from = self.from.max(filter.from);
        self.to = [self.to, filter.to].into_iter().flatten().min();
        Ok(self)
    }

    /// Words that must all occur, each in any of its forms or as a beginning; in quotation marks, just as they stand. No fields.
    pub fn words(text: &str) -> Self {
        let mut query = Self::default();
        for (number, part) in text.replace(['“', '”'], "\"").split('"').enumerate() {
            let words = folded_words(part);
            let terms: Vec<Vec<Term>> = match number % 2 {
                1 if words.is_empty() => Vec::new(),
                1 => vec![vec![Term::Phrase(words)]],
                _ => words.into_iter().map(|word| vec![Term::Word(word.clone()), Term::Prefix(word)]).collect(),
            };
            let any = |any: Vec<Term>| any.into_iter().map(|term| (Place::Text, term)).collect();
            query.clauses.extend(terms.into_iter().map(|terms| Clause { any: any(terms), negated: false }));
        }
        query
    }

    /// The words of a query that has nothing but words, folded; none where it has fields, days, or something that may not occur.
    pub fn plain_words(&self) -> Vec<String> {
        if !self.facts.is_empty() || self.from.is_some() || self.to.is_some() {
            return Vec::new();
        }
        let word = |clause: &Clause| match clause.any.first() {
            Some((Place::Text, Term::Word(word) | Term::Prefix(word) | Term::Fuzzy(word, _))) if !clause.negated => Some(word.clone()),
            Some((Place::Text, Term::Phrase(words))) if !clause.negated => Some(words.join(" ")),
            _ => None,
        };
        self.clauses.iter().map(word).collect::<Option<_>>().unwrap_or_default()
    }

    /// The same words in what is quoted.
    #[must_use]
    pub fn in_quotations(mut self) -> Self {
        self.clauses.iter_mut().flat_map(|clause| &mut clause.any).for_each(|(place, _)| *place = Place::Said);
        self
    }

    /// The last word as one that is still being typed: a beginning is enough.
    #[must_use]
    pub fn while_typing(mut self) -> Self {
        if let Some(clause) = self.clauses.last_mut()
            && let Some((place, Term::Word(word))) = clause.any.last().cloned()
            && !clause.negated
        {
            clause.any.push((place, Term::Prefix(word)));
        }
        self
    }
}
