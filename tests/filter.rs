//! The filter against a naive one: loop over everything, and ask each condition.

#![allow(clippy::unwrap_used)] // a test that fails may panic

use std::{collections::HashSet, sync::Arc};

use onrecord::{
    model::{
        Archive, Article, Block, Organization, Part, Passage, Person, Photo, PhotoId, Quotation, QuotationId, QuotationKind, Slug, Speaker,
        SpeakerId,
    },
    search::{Corpus, FacetKind, FacetValue, Filter, Naming},
};
use proptest::prelude::*;

const OUTLETS: [&str; 3] = ["Gazette", "Herald", "Wire"];
const MEDIA: [&str; 2] = ["Twitter", "statement"];
const TAGS: [&str; 3] = ["bridge", "ferry", "pier"];
const DATES: [&str; 3] = ["2019-12-31", "2020-01-01", "2021-06-15"];
const WORDS: [&str; 4] = ["open", "closed", "rotten", "ready"];

/// One quotation as numbers: kind, speaker, medium, words.
type Quoted = (usize, Option<usize>, Option<usize>, usize);
/// One article as numbers: outlet, date, tags, photo, note, quotations.
type Made = (Option<usize>, Option<usize>, Vec<usize>, bool, bool, Vec<Quoted>);

fn speakers() -> Vec<Speaker> {
    let person = |id: &str| Speaker::Person(Person { id: SpeakerId::new(id), name: id.to_owned(), ..Person::default() });
    let body = Organization { id: SpeakerId::new("council"), name: "Council".into(), ..Organization::default() };
    vec![person("quill"), person("bell"), Speaker::Organization(body)]
}

fn article(number: usize, made: &Made) -> (Slug, Arc<Article>) {
    let mut article = Article::new(format!("Article {number}"));
    article.publisher = made.0.map(|at| OUTLETS[at].to_owned());
    article.date_published = made.1.map(|at| serde_json::from_value(DATES[at].into()).unwrap());
    article.keywords = made.2.iter().map(|at| TAGS[*at].to_owned()).collect();
    if made.3 {
        article.photos = vec![Photo { id: PhotoId::new("p1"), caption: "A pier".into(), ..Photo::default() }];
    }
    article.blocks = made.5.iter().map(|quoted| Block::paragraph(format!("It is {} now.", WORDS[quoted.3]))).collect();
    let text = article.plain_text();
    let mut at = 0;
    for (number, (kind, speaker, medium, word)) in made.5.iter().enumerate() {
        let length = format!("It is {} now.", WORDS[*word]).chars().count();
        let passage = Passage::within(Part::Body, &text, at + 6, at + 6 + WORDS[*word].len()).unwrap();
        at += length + 2;
        article.quotations.push(Quotation {
            id: QuotationId::new(format!("q{number}")),
            kind: QuotationKind::ALL[*kind],
            passages: vec![passage],
            spoken_by_character: speaker.map(|at| speakers()[at].id().clone()),
            medium: medium.map(|at| MEDIA[at].to_owned()),
            ..Quotation::default()
        });
    }
    (format!("article-{number}").parse().unwrap(), Arc::new(article))
}

/// Whether a quotation is picked by a filter without words.
fn picks(filter: &Filter, quotation: &Quotation) -> bool {
    let speaker = quotation.spoken_by_character.as_ref();
    let naming = Naming::of(speakers().iter().find(|known| Some(known.id()) == speaker));
    (filter.kinds.is_empty() || filter.kinds.contains(&quotation.kind))
        && (filter.speakers.is_empty() || speaker.is_some_and(|id| filter.speakers.contains(id)))
        && (filter.naming.is_empty() || quotation.kind.is_speech() && filter.naming.contains(&naming))
        && (filter.media.is_empty() || quotation.medium.as_ref().is_some_and(|medium| filter.media.contains(medium)))
}

/// What passes, the slow way: article and quotation in pairs, and articles alone.
fn naive(articles: &[(Slug, Arc<Article>)], filter: &Filter, noted: &HashSet<Slug>) -> (HashSet<Slug>, HashSet<(Slug, QuotationId)>) {
    let mut shown = HashSet::new();
    let mut quotations = HashSet::new();
    let asks_quotations = !(filter.kinds.is_empty() && filter.speakers.is_empty() && filter.naming.is_empty() && filter.media.is_empty());
    for (slug, article) in articles {
        let day = article.date_published.map(|date| date.day());
        let fits = [
            filter.outlets.is_empty() || article.publisher.as_ref().is_some_and(|outlet| filter.outlets.contains(outlet)),
            filter.years.is_empty() || day.is_some_and(|day| filter.years.contains(&day.year())),
            filter.from.is_none_or(|from| day.is_some_and(|day| from <= day)),
            filter.to.is_none_or(|to| day.is_some_and(|day| day <= to)),
            filter.tags.is_empty() || article.keywords.iter().any(|tag| filter.tags.contains(tag)),
            !filter.with_photo || !article.photos.is_empty(),
            !filter.with_note || noted.contains(slug),
        ];
        let picked: Vec<_> = article.quotations.iter().filter(|quotation| picks(filter, quotation)).collect();
        if fits.contains(&false) || (asks_quotations && picked.is_empty()) {
            continue;
        }
        shown.insert(slug.clone());
        quotations.extend(picked.into_iter().map(|quotation| (slug.clone(), quotation.id.clone())));
    }
    (shown, quotations)
}

fn made() -> impl Strategy<Value = Vec<Made>> {
    let quoted = (0..5usize, prop::option::of(0..3usize), prop::option::of(0..2usize), 0..4usize);
    let one = (
        prop::option::of(0..3usize),
        prop::option::of(0..3usize),
        prop::collection::vec(0..3usize, 0..3),
        any::<bool>(),
        any::<bool>(),
        prop::collection::vec(quoted, 0..5),
    );
    prop::collection::vec(one, 0..6)
}

fn filter() -> impl Strategy<Value = Filter> {
    let some = |most: usize| prop::collection::btree_set(0..most, 0..2);
    (some(5), some(3), some(4), some(2), some(3), some(3), any::<[bool; 2]>(), prop::option::of(0..3usize)).prop_map(
        |(kinds, who, naming, media, outlets, tags, [photo, note], from)| Filter {
            kinds: kinds.into_iter().map(|at| QuotationKind::ALL[at]).collect(),
            speakers: who.into_iter().map(|at| speakers()[at].id().clone()).collect(),
            naming: naming.into_iter().map(|at| Naming::ALL[at]).collect(),
            media: media.into_iter().map(|at| MEDIA[at].to_owned()).collect(),
            outlets: outlets.into_iter().map(|at| OUTLETS[at].to_owned()).collect(),
            tags: tags.into_iter().map(|at| TAGS[at].to_owned()).collect(),
            with_photo: photo,
            with_note: note,
            from: from.map(|at| DATES[at].parse().unwrap()),
            ..Filter::default()
        },
    )
}

/// A filter in which a facet has one value alone.
fn with_only(filter: &Filter, facet: FacetKind, value: &FacetValue) -> Filter {
    let mut filter = filter.clone();
    match facet {
        FacetKind::Kind => filter.kinds.clear(),
        FacetKind::Speaker => filter.speakers.clear(),
        FacetKind::Naming => filter.naming.clear(),
        FacetKind::Medium => filter.media.clear(),
        FacetKind::Outlet => filter.outlets.clear(),
        FacetKind::Tag => filter.tags.clear(),
        _ => {}
    }
    match value.clone() {
        FacetValue::Kind(kind) => drop(filter.kinds.insert(kind)),
        FacetValue::Speaker(id) => drop(filter.speakers.insert(id)),
        FacetValue::Naming(naming) => drop(filter.naming.insert(naming)),
        FacetValue::Medium(medium) => drop(filter.media.insert(medium)),
        FacetValue::Outlet(outlet) => drop(filter.outlets.insert(outlet)),
        FacetValue::Tag(tag) => drop(filter.tags.insert(tag)),
        _ => {}
    }
    filter
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn the_filter_lets_through_what_the_naive_one_does(made in made(), filter in filter()) {
        let articles: Vec<_> = made.iter().enumerate().map(|(number, made)| article(number, made)).collect();
        let noted: HashSet<Slug> =
            made.iter().zip(&articles).filter(|(made, _)| made.4).map(|(_, (slug, _))| slug.clone()).collect();
        let mut archive = Archive::new("T", "urn:uuid:0");
        archive.speakers = speakers();
        let shown = Corpus::new(&archive, articles.clone()).apply(&filter, &noted);
        let (passing, quotations) = naive(&articles, &filter, &noted);
        for (slug, article) in &articles {
            prop_assert_eq!(shown.is_article_shown(slug), passing.contains(slug), "{} by {:?}", slug, filter);
            for quotation in &article.quotations {
                prop_assert_eq!(
                    shown.is_quotation_shown(slug, &quotation.id),
                    quotations.contains(&(slug.clone(), quotation.id.clone())),
                    "{} {} by {:?}", slug, quotation.id, filter
                );
            }
        }
        // A count is what turning its value on alone would leave.
        for facet in [FacetKind::Kind, FacetKind::Speaker, FacetKind::Naming, FacetKind::Medium] {
            for count in shown.facets.of(facet) {
                let (_, left) = naive(&articles, &with_only(&filter, facet, &count.value), &noted);
                prop_assert_eq!(count.count, left.len(), "{:?} of {:?}", count.value, filter);
            }
        }
        for facet in [FacetKind::Outlet, FacetKind::Tag] {
            for count in shown.facets.of(facet) {
                let (left, _) = naive(&articles, &with_only(&filter, facet, &count.value), &noted);
                prop_assert_eq!(count.count, left.len(), "{:?} of {:?}", count.value, filter);
            }
        }
    }
}
