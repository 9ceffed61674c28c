//! Citations in a style: the engine is asked, and what it gives is tidied.

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    sync::OnceLock,
};

use hayagriva::{
    BibliographyDriver, BibliographyItem, BibliographyRequest, CitationItem, CitationRequest, ElemChild, LocatorPayload, SpecificLocator,
    archive::locales,
    citationberg::{Locale, StyleClass, json, taxonomy::Locator},
};

use super::{
    apart::{Apart, alike, by_given, by_names, letter},
    dates::{describe, keep_years, make_ranges},
    fed::{Fed, feed},
    formatted::{Formatted, Indent, Run},
    framed::frame_locale,
    glyph::runs,
    item::{Item, ItemKind},
    quoted::indirect,
    style::Style,
    tidy::tidy,
    tree::{Node, Setting, read},
};

/// A thing's citation in all its forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// The entry for the list of works cited.
    pub reference: Formatted,
    /// What stands in the text.
    pub in_text: Formatted,
    /// The footnote, in styles that have them.
    pub note: Option<Formatted>,
}

pub(super) fn all_locales() -> &'static [Locale] {
    static LOCALES: OnceLock<Vec<Locale>> = OnceLock::new();
    LOCALES.get_or_init(|| {
        let mut locales = locales();
        locales.iter_mut().for_each(frame_locale);
        locales
    })
}

/// Reads the engine's terms in all languages and the names of its styles, so that nothing waits for them later.
pub fn prepare() {
    all_locales();
    Style::bundled();
}

/// Cites one thing.
pub fn render(style: &Style, item: &Item) -> Rendered {
    let (references, mut citations) = ask(style, std::slice::from_ref(item), &HashMap::new());
    let cited = citations.pop().unwrap_or_default();
    let is_note = style.csl.settings.class == StyleClass::Note;
    let reference = references.and_then(|mut list| list.pop()).map_or_else(|| cited.clone(), |(_, reference)| reference);
    let mut in_text = if is_note { Formatted::plain("¹") } else { cited.clone() };
    if !is_note
        && item.kind() == ItemKind::Quotation
        && let Some(speaker) = item.words.as_ref().and_then(|words| words.speaker.as_deref())
    {
        in_text = indirect(style, speaker, in_text);
    }
    Rendered { reference, in_text, note: is_note.then_some(cited) }
}

/// A work in the list of works cited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Which of the items it is.
    pub key: String,
    /// Its entry in the list.
    pub reference: Formatted,
    /// What stands in the text, or the footnote, where it is cited first.
    pub cited: Formatted,
    /// What the reader says of it.
    pub annotation: Option<String>,
}

/// The list of works cited, in the style's order; the same work stands in it once.
pub fn bibliography(style: &Style, items: &[Item]) -> Vec<Formatted> {
    works(style, items).into_iter().map(|work| work.reference).collect()
}

/// The list of works cited, each with what stands in the text.
pub fn works(style: &Style, items: &[Item]) -> Vec<Work> {
    let apart = tell_apart(style, items);
    let (references, citations) = ask(style, items, &apart);
    let mut cited: HashMap<&str, Formatted> = HashMap::new();
    let mut unlisted: Vec<(String, Formatted)> = Vec::new();
    for (item, citation) in items.iter().zip(citations) {
        cited.entry(&item.work).or_insert_with(|| {
            unlisted.push((item.work.clone(), citation.clone()));
            citation
        });
    }
    let list = references.unwrap_or(unlisted);
    let mut annotations: HashMap<&str, Vec<&str>> = HashMap::new();
    for item in items {
        annotations.entry(&item.work).or_default().extend(item.annotation());
    }
    let mut works: Vec<Work> = Vec::with_capacity(list.len());
    for (key, reference) in list {
        // The same words twice say nothing: two photos of one agency without captions. What has no words is not listed.
        if !reference.runs.is_empty() && works.last().is_none_or(|last| last.reference != reference) {
            let annotation = annotations.remove(key.as_str()).filter(|said| !said.is_empty()).map(|said| said.join("\n"));
            works.push(Work { cited: cited.remove(key.as_str()).unwrap_or_default(), annotation, key, reference });
        }
    }
    works
}

/// Several works cited in one place: (Ferris; Osei).
pub fn cite_together(style: &Style, items: &[Item]) -> Formatted {
    let apart = tell_apart(style, items);
    let (_, mut citations) = ask(style, items, &apart);
    let count = citations.len();
    let between = style.feeding.between.as_deref().unwrap_or("; ");
    let (first, last) = (style.csl.citation.layout.prefix.is_some(), style.csl.citation.layout.suffix.is_some());
    let (opening, closing) = (style.feeding.around.0.as_str(), style.feeding.around.1.as_str());
    let mut runs: Vec<Run> = Vec::new();
    for (at, citation) in citations.iter_mut().enumerate() {
        // Each stands in the style's brackets; together they stand in one pair.
        if at > 0
            && first
            && let Some(run) = citation.runs.first_mut()
        {
            run.text = run.text.strip_prefix(opening).unwrap_or(&run.text).to_owned();
        }
        if at + 1 < count
            && last
            && let Some(run) = citation.runs.last_mut()
        {
            run.text = run.text.strip_suffix(closing).unwrap_or(&run.text).to_owned();
        }
        if at > 0 {
            runs.push(Run { text: between.to_owned(), ..Run::default() });
        }
        runs.append(&mut citation.runs);
    }
    Formatted { runs, indent: Indent::None }
}

/// What tells works apart that would be cited with the same words.
fn tell_apart(style: &Style, items: &[Item]) -> HashMap<String, Apart> {
    let means = style.feeding.means;
    let mut apart: HashMap<String, Apart> = HashMap::new();
    let mut works: Vec<&Item> = Vec::new();
    let mut known: HashMap<&str, &Item> = HashMap::new();
    for item in items {
        known.entry(&item.work).or_insert_with(|| {
            works.push(item);
            item
        });
    }
    if works.len() < 2 || (means.given.is_none() && !means.more && !means.letters) {
        return apart;
    }
    // Works are told apart without the places in them that are cited.
    let bare: Vec<Item> = works.iter().map(|item| item.without_place()).collect();
    let asked = |apart: &HashMap<String, Apart>| {
        let (references, citations) = ask(style, &bare, apart);
        let cited: HashMap<&str, String> =
            works.iter().map(|item| item.work.as_str()).zip(citations.iter().map(Formatted::to_text)).collect();
        (references, cited)
    };
    let groups = |cited: &HashMap<&str, String>| -> Vec<Vec<String>> {
        let all = works.iter().map(|item| (item.work.as_str(), cited.get(item.work.as_str()).cloned().unwrap_or_default()));
        alike(all).into_iter().map(|group| group.into_iter().map(str::to_owned).collect()).collect()
    };
    let (mut references, mut cited) = asked(&apart);
    by_names(&works, &cited, means, &mut apart);
    let borrowed = groups(&cited);
    by_given(&borrowed.iter().map(|group| group.iter().map(String::as_str).collect()).collect::<Vec<_>>(), &known, means, &mut apart);
    if !apart.is_empty() {
        (references, cited) = asked(&apart);
    }
    let alike = groups(&cited);
    if means.more && !alike.is_empty() {
        alike.iter().flatten().for_each(|work| apart.entry(work.clone()).or_default().more = true);
        (references, cited) = asked(&apart);
    }
    if means.letters {
        let place: HashMap<&str, usize> = references.iter().flatten().enumerate().map(|(at, (work, _))| (work.as_str(), at)).collect();
        for mut group in groups(&cited) {
            group.sort_by_key(|work| place.get(work.as_str()).copied());
            for (at, work) in group.into_iter().enumerate() {
                apart.entry(work).or_default().letter = Some(letter(at));
            }
        }
    }
    apart
}

/// References in the style's order, each with its work, and the citation of each item.
fn ask(style: &Style, items: &[Item], apart: &HashMap<String, Apart>) -> (Option<Vec<(String, Formatted)>>, Vec<Formatted>) {
    let family = style.family();
    let usual = Apart::default();
    let told = |item: &Item| apart.get(&item.work).unwrap_or(&usual);
    // Each work is there once.
    let mut works: HashMap<&str, usize> = HashMap::new();
    let mut fed: Vec<(Fed, &Item)> = Vec::new();
    let asked: Vec<(usize, &Item)> = items
        .iter()
        .map(|item| {
            let at = *works.entry(&item.work).or_insert_with(|| {
                fed.push((feed(&item.fields_for(family), &item.work, &style.feeding, told(item), true), item));
                fed.len() - 1
            });
            (at, item)
        })
        .collect();
    let entries: Vec<&json::Item> = fed.iter().map(|(fed, _)| &fed.entry).collect();
    let mut given = engine(style, &entries, &asked);
    // Names that the text says further are said otherwise in the list.
    if apart.values().any(|apart| !apart.given.is_empty()) {
        let listed: Vec<Fed> =
            fed.iter().map(|(_, item)| feed(&item.fields_for(family), &item.work, &style.feeding, told(item), false)).collect();
        given.references = engine(style, &listed.iter().map(|fed| &fed.entry).collect::<Vec<_>>(), &asked).references;
    }
    if fed.iter().any(|(fed, _)| fed.ended.is_some()) {
        let ends: Vec<&json::Item> = fed.iter().map(|(fed, _)| fed.ended.as_ref().unwrap_or(&fed.entry)).collect();
        let mut ended = engine(style, &ends, &asked);
        for (nodes, (at, _)) in given.citations.iter_mut().zip(&asked) {
            let at_end = ended.citations.iter_mut().find(|(number, _)| *number == nodes.0);
            if let Some((_, at_end)) = at_end {
                make_ranges(&mut nodes.1.0, &mut at_end.0, &fed[*at].0.ranged);
            }
        }
        for (key, nodes) in given.references.iter_mut().flatten() {
            let at_end = ended.references.iter_mut().flatten().find(|(other, _)| other == key);
            if let (Some((_, at_end)), Some(at)) = (at_end, works.get(key.as_str())) {
                make_ranges(&mut nodes.0, &mut at_end.0, &fed[*at].0.ranged);
            }
        }
    }
    let marks = style.marks();
    let is_note = style.csl.settings.class == StyleClass::Note;
    let set = |(mut nodes, links): (Vec<Node>, Vec<String>), at: usize, reference: Option<bool>| {
        let (fed, item) = &fed[at];
        keep_years(&mut nodes);
        describe(&mut nodes, &fed.described);
        let is_english = fed.language.as_deref().map_or(style.is_english(), |language| language.starts_with("en"));
        let setting = Setting {
            marks: &marks,
            is_english,
            is_described: item.kind() == ItemKind::Photo,
            numbers: &fed.numbers,
            is_note: is_note && reference.is_none(),
            letter: told(item).letter.as_deref(),
            behind_year: Cell::new(style.feeding.means.behind_year),
            same_authors: style
                .csl
                .bibliography
                .as_ref()
                .and_then(|list| list.subsequent_author_substitute.as_deref())
                .filter(|_| reference.is_some()),
            used: RefCell::default(),
        };
        let glyphs = tidy(&setting.set(&nodes), marks.punctuation_within);
        Formatted { runs: runs(&glyphs, &links), indent: if reference == Some(true) { Indent::Hanging } else { Indent::None } }
    };
    let hanging = given.hanging;
    let references = given.references.map(|list| {
        let set = |(key, nodes): (String, Tree)| {
            let at = *works.get(key.as_str())?;
            Some((key, set(nodes, at, Some(hanging))))
        };
        list.into_iter().filter_map(set).collect()
    });
    let citations = given.citations.into_iter().zip(&asked).map(|((_, nodes), (at, _))| set(nodes, *at, None)).collect();
    (references, citations)
}

/// A citation as a tree, with the links in it.
type Tree = (Vec<Node>, Vec<String>);

/// What the engine gives.
struct Given {
    /// None where the style has no list of works cited.
    references: Option<Vec<(String, Tree)>>,
    citations: Vec<(usize, Tree)>,
    hanging: bool,
}

fn engine(style: &Style, entries: &[&json::Item], asked: &[(usize, &Item)]) -> Given {
    let mut driver = BibliographyDriver::new();
    let takes_paragraphs = style.csl.settings.class != StyleClass::Note && !["ieee", "vancouver"].contains(&style.key());
    for (number, (at, item)) in asked.iter().enumerate() {
        let locator = item
            .paragraph
            .as_deref()
            .filter(|_| takes_paragraphs)
            .map(|paragraph| SpecificLocator(Locator::Paragraph, LocatorPayload::Str(paragraph)));
        let cited = vec![CitationItem::with_locator(entries[*at], locator)];
        driver.citation(CitationRequest::new(cited, &style.csl, None, all_locales(), Some(number + 1)));
    }
    let rendered = driver.finish(BibliographyRequest::new(&style.csl, None, all_locales()));
    let hanging = rendered.bibliography.as_ref().is_some_and(|list| list.hanging_indent);
    let references = rendered.bibliography.map(|list| {
        let reference = |item: BibliographyItem| {
            let mut children: Vec<ElemChild> = Vec::new();
            if let Some(first) = item.first_field {
                children.push(first);
                children.push(ElemChild::Markup(" ".to_owned()));
            }
            children.extend(item.content.0);
            (item.key, read(&children))
        };
        list.items.into_iter().map(reference).collect()
    });
    let citations = rendered.citations.iter().enumerate().map(|(number, cited)| (number, read(&cited.citation.0))).collect();
    Given { references, citations, hanging }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        cite::FAVOURITES,
        model::{Archive, Article, Block, Byline, Creator, Part, Passage, Person, Quotation, QuotationId, Slug, Speaker, SpeakerId},
    };

    fn bridge() -> (Archive, Slug, Article) {
        let mut archive = Archive::new("T", "urn:x");
        archive.speakers = vec![Speaker::Person(Person { id: SpeakerId::new("mayor"), name: "Mara Quill".into(), ..Person::default() })];
        let mut article = Article::new("Bridge closed for repair");
        article.byline = Byline(vec![Creator::person("Ada Ferris")]);
        article.publisher = Some("Harbour Gazette".into());
        article.date_published = Some("2020-11-18".parse().unwrap());
        article.blocks = vec![Block::paragraph("“It will open again in spring,” Mara Quill said.")];
        let passage = Passage::within(Part::Body, &article.plain_text(), 1, 30).unwrap();
        article.quotations = vec![Quotation {
            id: QuotationId::new("q1"),
            passages: vec![passage],
            spoken_by_character: Some(SpeakerId::new("mayor")),
            ..Quotation::default()
        }];
        (archive, "bridge".parse().unwrap(), article)
    }

    #[test]
    fn an_article_is_cited_in_every_favourite_style() {
        let (archive, slug, article) = bridge();
        let item = Item::article(&archive, &slug, &article);
        for key in FAVOURITES {
            let style = Style::load(key).unwrap();
            let rendered = render(&style, &item);
            let text = rendered.reference.to_text();
            assert!(text.contains("Ferris"), "{key}: {text}");
            assert!(text.contains("2020") && text.contains("Harbour Gazette"), "{key}: {text}");
            assert!(!text.contains("..") && !text.contains("  "), "{key}: {text}");
            assert!(!rendered.in_text.to_text().is_empty(), "{key}");
        }
        let mla = render(&Style::load("mla").unwrap(), &item).reference.to_text();
        assert_eq!(mla, "Ferris, Ada. “Bridge Closed for Repair.” Harbour Gazette, 18 Nov. 2020.");
        let apa = render(&Style::load("apa").unwrap(), &item).reference.to_text();
        assert_eq!(apa, "Ferris, A. (2020, November 18). Bridge closed for repair. Harbour Gazette.");
    }

    #[test]
    fn somebodys_words_are_cited_as_quoted_in_the_article() {
        let (archive, slug, article) = bridge();
        let item = Item::quotation(&archive, &slug, &article, &article.quotations[0]);
        let mla = crate::cite::quotation_with_citation(&Style::load("mla").unwrap(), &item).to_text();
        assert!(mla.starts_with("“It will open again in spring” (qtd. in Ferris"), "{mla}");
        let apa = render(&Style::load("apa").unwrap(), &item).in_text.to_text();
        assert!(apa.starts_with("(Mara Quill, as cited in Ferris"), "{apa}");
    }

    #[test]
    fn an_article_without_anything_is_cited_without_a_panic() {
        let (archive, slug) = (Archive::new("T", "urn:x"), "x".parse().unwrap());
        let item = Item::article(&archive, &slug, &Article::new("Only a headline"));
        for name in Style::bundled() {
            if let Ok(style) = Style::load(&name.key) {
                let rendered = render(&style, &item);
                assert_eq!(item.missing(&style, &rendered).len(), 4);
            }
        }
        let missing = |key: &str| {
            let style = Style::load(key).unwrap();
            item.missing(&style, &render(&style, &item)).into_iter().map(|missing| missing.sentence).collect::<Vec<_>>()
        };
        assert!(missing("apa").contains(&"No date: the style writes n.d.".to_owned()), "{:?}", missing("apa"));
        assert!(missing("mla").contains(&"No date: it is left out.".to_owned()), "{:?}", missing("mla"));
    }

    #[test]
    fn a_work_is_listed_once_and_letters_follow_the_list() {
        let (archive, slug, article) = bridge();
        let mut other = article.clone();
        other.headline = "A bridge to mend".into();
        let item = Item::quotation(&archive, &slug, &article, &article.quotations[0]);
        let items = [Item::article(&archive, &slug, &article), item, Item::article(&archive, &"other".parse().unwrap(), &other)];
        let list = |style: &str| bibliography(&Style::load(style).unwrap(), &items).iter().map(Formatted::to_text).collect::<Vec<_>>();
        let chicago = list("chicago-author-date");
        assert!(chicago.len() == 2 && chicago[0].contains("2020a. “A Bridge") && chicago[1].contains("2020b"), "{chicago:?}");
        let vancouver = list("vancouver");
        assert!(vancouver.len() == 2 && vancouver[1].starts_with("2. Ferris A. A bridge to mend."), "{vancouver:?}");
    }
}
