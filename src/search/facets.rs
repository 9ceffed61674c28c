//! Counts beside every value of every facet.

use std::collections::{BTreeMap, HashSet};

use super::{
    corpus::Corpus,
    filter::{FacetKind, FacetValue, Filter},
};
use crate::model::{Slug, Speaker};

/// One value with what turning it on leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The value.
    pub value: FacetValue,
    /// What it is called.
    pub label: String,
    /// How many quotations, or articles, it leaves beside the other facets.
    pub count: usize,
    /// Whether it is on.
    pub on: bool,
}

/// The counts of all facets.
#[derive(Clone, Debug, Default)]
pub struct Facets(BTreeMap<FacetKind, Vec<Count>>);

impl Facets {
    /// The values of a facet, the most frequent first.
    pub fn of(&self, kind: FacetKind) -> &[Count] {
        self.0.get(&kind).map(Vec::as_slice).unwrap_or_default()
    }
}

const ALL: [FacetKind; 10] = [
    FacetKind::Kind,
    FacetKind::Speaker,
    FacetKind::Naming,
    FacetKind::Medium,
    FacetKind::Outlet,
    FacetKind::Date,
    FacetKind::Tag,
    FacetKind::Photo,
    FacetKind::Unconfirmed,
    FacetKind::Note,
];

/// Counts every facet with all others in force.
pub(super) fn count(corpus: &Corpus, filter: &Filter, noted: &HashSet<Slug>) -> Facets {
    let mut facets = Facets::default();
    for facet in ALL {
        let mut counts: BTreeMap<FacetValue, usize> = BTreeMap::new();
        let others = filter.without_facet(facet);
        for (place, passed) in corpus.passing(&others, noted) {
            let (slug, article) = &corpus.articles()[place];
            let mut add = |value: FacetValue| *counts.entry(value).or_default() += 1;
            let quotations = passed.quotations.iter().map(|at| (&article.quotations[*at], &corpus.entries[place].quotations[*at]));
            match facet {
                FacetKind::Kind => quotations.for_each(|(quotation, _)| add(FacetValue::Kind(quotation.kind))),
                FacetKind::Speaker => quotations
                    .for_each(|(quotation, _)| quotation.spoken_by_character.iter().for_each(|id| add(FacetValue::Speaker(id.clone())))),
                FacetKind::Naming => quotations
                    .filter(|(quotation, _)| quotation.kind.is_speech())
                    .for_each(|(_, quoted)| add(FacetValue::Naming(quoted.naming))),
                FacetKind::Medium => {
                    quotations
                        .for_each(|(quotation, _)| quotation.medium.iter().for_each(|medium| add(FacetValue::Medium(medium.clone()))));
                }
                FacetKind::Unconfirmed => {
                    let open = quotations.filter(|(quotation, _)| !quotation.provenance.is_confirmed());
                    open.for_each(|_| add(FacetValue::Unconfirmed));
                }
                FacetKind::Outlet => article.publisher.iter().for_each(|outlet| add(FacetValue::Outlet(outlet.clone()))),
                FacetKind::Date => article.date_published.iter().for_each(|date| add(FacetValue::Year(date.day().year()))),
                FacetKind::Tag => {
                    article.keywords.iter().collect::<HashSet<_>>().into_iter().for_each(|tag| add(FacetValue::Tag(tag.clone())));
                }
                FacetKind::Photo if !article.photos.is_empty() => add(FacetValue::Photo),
                FacetKind::Note if noted.contains(slug) => add(FacetValue::Note),
                FacetKind::Photo | FacetKind::Note => {}
            }
        }
        // What is on is listed even where it leaves nothing, so that it can be turned off.
        for chip in filter.chips(&crate::model::Archive::default()).into_iter().filter(|chip| chip.facet == Some(facet)) {
            counts.entry(chip.value).or_default();
        }
        let mut list: Vec<Count> =
            counts.into_iter().map(|(value, count)| Count { label: label(corpus, &value), on: filter.has(&value), value, count }).collect();
        list.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.label.cmp(&b.label)));
        facets.0.insert(facet, list);
    }
    facets
}

fn label(corpus: &Corpus, value: &FacetValue) -> String {
    match value {
        FacetValue::Kind(kind) => kind.word().to_owned(),
        FacetValue::Speaker(id) => corpus
            .speakers
            .iter()
            .find(|speaker| speaker.id() == id)
            .map_or_else(|| id.to_string(), |speaker: &Speaker| speaker.name().to_owned()),
        FacetValue::Naming(naming) => naming.word().to_owned(),
        FacetValue::Medium(words) | FacetValue::Outlet(words) | FacetValue::Tag(words) => words.clone(),
        FacetValue::Year(year) => year.to_string(),
        FacetValue::Photo => "with photo".to_owned(),
        FacetValue::Note => "with note".to_owned(),
        FacetValue::Unconfirmed => "not confirmed".to_owned(),
        FacetValue::From | FacetValue::To | FacetValue::Text => String::new(),
    }
}
