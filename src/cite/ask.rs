//! The engine is asked, many entries at once and on all cores: it compares the entries of a list with each other, so that long ones
//! take long; what works have to do with each other is settled here.

use hayagriva::{
    BibliographyDriver, BibliographyItem, BibliographyRequest, CitationItem, CitationRequest, ElemChild, ElemMeta, LocatorPayload,
    SpecificLocator,
    citationberg::{StyleClass, json, taxonomy::Locator},
};
use rayon::prelude::*;

use super::{
    apart::Apart,
    dates::make_ranges,
    fed::{Fed, feed},
    item::Item,
    order::Sorting,
    pruned::Pruned,
    render::all_locales,
    style::Style,
    tree::{Node, read},
};

/// How many entries the engine is given at once.
const AT_ONCE: usize = 24;

/// A citation as a tree, with the links in it.
pub(super) type Tree = (Vec<Node>, Vec<String>);

/// What the engine gave for one thing.
pub(super) struct Asked {
    /// The entry for the list; none where the style has no list, or leaves the thing out of it.
    pub(super) reference: Option<Tree>,
    /// What stands in the text.
    pub(super) citation: Tree,
    /// How it was fed.
    pub(super) fed: Fed,
}

/// Asks for the citations and references of things, each with what tells it apart.
pub(super) fn ask(style: &Style, items: &[(&Item, &Apart)]) -> Vec<Asked> {
    let pruned = Pruned::new(&style.csl);
    if items.len() <= AT_ONCE {
        return ask_some(style, &pruned, items);
    }
    items.par_chunks(AT_ONCE).flat_map_iter(|some| ask_some(style, &pruned, some)).collect()
}

fn ask_some(style: &Style, pruned: &Pruned, items: &[(&Item, &Apart)]) -> Vec<Asked> {
    let family = style.family();
    let fed = |in_text: bool| -> Vec<Fed> {
        let feed = |(at, (item, apart)): (usize, &(&Item, &Apart))| {
            feed(&item.fields_for(family), &at.to_string(), &style.feeding, apart, in_text)
        };
        items.iter().enumerate().map(feed).collect()
    };
    let takes_paragraphs = style.csl.settings.class != StyleClass::Note && !["ieee", "vancouver"].contains(&style.key());
    let places: Vec<Option<&str>> = items.iter().map(|(item, _)| item.paragraph.as_deref().filter(|_| takes_paragraphs)).collect();
    let in_text = fed(true);
    let mut given = engine(pruned, &in_text.iter().map(|fed| &fed.entry).collect::<Vec<_>>(), &places);
    // Names that the text says further are said otherwise in the list.
    if items.iter().any(|(_, apart)| !apart.given.is_empty()) {
        given.references = engine(pruned, &fed(false).iter().map(|fed| &fed.entry).collect::<Vec<_>>(), &places).references;
    }
    if in_text.iter().any(|fed| fed.ended.is_some()) {
        let ends: Vec<&json::Item> = in_text.iter().map(|fed| fed.ended.as_ref().unwrap_or(&fed.entry)).collect();
        let mut ended = engine(pruned, &ends, &places);
        for (at, fed) in in_text.iter().enumerate() {
            make_ranges(&mut given.citations[at].0, &mut ended.citations[at].0, &fed.ranged);
            if let (Some(reference), Some(end)) = (&mut given.references[at], &mut ended.references[at]) {
                make_ranges(&mut reference.0, &mut end.0, &fed.ranged);
            }
        }
    }
    let asked = |((reference, citation), fed)| Asked { reference, citation, fed };
    given.references.into_iter().zip(given.citations).zip(in_text).map(asked).collect()
}

struct Given {
    references: Vec<Option<Tree>>,
    citations: Vec<Tree>,
}

fn engine(pruned: &Pruned, entries: &[&json::Item], places: &[Option<&str>]) -> Given {
    let mut given =
        Given { references: entries.iter().map(|_| None).collect(), citations: entries.iter().map(|_| (Vec::new(), Vec::new())).collect() };
    for alike in Pruned::alike(entries) {
        let csl = pruned.of(entries[alike[0]]);
        let mut driver = BibliographyDriver::new();
        for (number, at) in alike.iter().enumerate() {
            let locator = places[*at].map(|paragraph| SpecificLocator(Locator::Paragraph, LocatorPayload::Str(paragraph)));
            let cited = vec![CitationItem::with_locator(entries[*at], locator)];
            driver.citation(CitationRequest::new(cited, &csl, None, all_locales(), Some(number + 1)));
        }
        let rendered = driver.finish(BibliographyRequest::new(&csl, None, all_locales()));
        for item in rendered.bibliography.into_iter().flat_map(|list| list.items) {
            let (key, tree) = reference(item);
            if let Some(place) = key.parse::<usize>().ok().and_then(|at| given.references.get_mut(at)) {
                *place = Some(tree);
            }
        }
        for (at, cited) in alike.into_iter().zip(rendered.citations) {
            given.citations[at] = read(&cited.citation.0);
        }
    }
    given
}

/// An entry of the list by its key.
fn reference(item: BibliographyItem) -> (String, Tree) {
    let mut children: Vec<ElemChild> = Vec::new();
    if let Some(first) = item.first_field {
        children.push(first);
        children.push(ElemChild::Markup(" ".to_owned()));
    }
    children.extend(item.content.0);
    (item.key, read(&children))
}

/// What each thing is sorted by.
pub(super) fn keys(style: &Style, sorting: &Sorting, items: &[(&Item, &Apart)]) -> Vec<Vec<String>> {
    let family = style.family();
    let pruned = Pruned::new(&sorting.csl);
    let some = |some: &[(&Item, &Apart)]| -> Vec<Vec<String>> {
        let feed = |(at, (item, _)): (usize, &(&Item, &Apart))| {
            feed(&item.fields_for(family), &at.to_string(), &style.feeding, &Apart::default(), false)
        };
        let fed: Vec<Fed> = some.iter().enumerate().map(feed).collect();
        let mut keys: Vec<Vec<String>> = vec![Vec::new(); some.len()];
        for alike in Pruned::alike(&fed.iter().map(|fed| &fed.entry).collect::<Vec<_>>()) {
            let csl = pruned.of(&fed[alike[0]].entry);
            let mut driver = BibliographyDriver::new();
            for (number, at) in alike.iter().enumerate() {
                let cited = vec![CitationItem::with_locator(&fed[*at].entry, None)];
                driver.citation(CitationRequest::new(cited, &csl, None, all_locales(), Some(number + 1)));
            }
            let rendered = driver.finish(BibliographyRequest::new(&csl, None, all_locales()));
            for (at, cited) in alike.into_iter().zip(&rendered.citations) {
                keys[at] = sorting.keys_in(&letters(&cited.citation.0, false), &fed[at].described);
            }
        }
        keys
    };
    items.par_chunks(AT_ONCE).flat_map_iter(some).collect()
}

/// Whether there is a name in it.
fn has_name(children: &[ElemChild]) -> bool {
    children.iter().any(|child| match child {
        ElemChild::Elem(elem) => matches!(elem.meta, Some(ElemMeta::Name(..))) || has_name(&elem.children.0),
        _ => false,
    })
}

/// The letters of a key; of names nothing but the names.
fn letters(children: &[ElemChild], in_names: bool) -> String {
    let mut text = String::new();
    for child in children {
        match child {
            ElemChild::Elem(elem) => match &elem.meta {
                Some(ElemMeta::Name(..)) => {
                    text.push_str(&letters(&elem.children.0, false));
                    text.push(' ');
                }
                // What stands in for names is no name, and all of it counts.
                Some(ElemMeta::Names(_)) => text.push_str(&letters(&elem.children.0, has_name(&elem.children.0))),
                _ => text.push_str(&letters(&elem.children.0, in_names)),
            },
            _ if in_names => {}
            ElemChild::Text(words) => text.push_str(&words.text),
            ElemChild::Markup(words) => text.push_str(words),
            ElemChild::Link { text: words, .. } => text.push_str(&words.text),
            ElemChild::Transparent { .. } => {}
        }
    }
    text
}
