//! Citations in a style: the engine is asked, what works have to do with each other is settled, and all is tidied.

use std::{
    borrow::Cow,
    cell::{Cell, RefCell},
    collections::HashMap,
    sync::OnceLock,
};

use hayagriva::{
    archive::locales,
    citationberg::{Locale, StyleClass},
};
use rayon::prelude::*;

use super::{
    apart::{Apart, alike, by_given, by_names, letter},
    ask::{Asked, Tree, ask, keys},
    dates::{describe, keep_years},
    formatted::{Formatted, Indent, Run},
    framed::frame_locale,
    glyph::runs,
    item::{Item, ItemKind},
    order::Sorting,
    quoted::indirect,
    same::stand_in,
    style::Style,
    tidy::tidy,
    tree::Setting,
};

/// A thing's citation in all its forms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
    let apart = Apart::default();
    let Some(asked) = ask(style, &[(item, &apart)]).pop() else { return Rendered::default() };
    let setter = Setter::new(style);
    let cited = setter.set(item, &apart, &asked, &asked.citation, 1, false);
    let is_note = style.csl.settings.class == StyleClass::Note;
    let reference = match &asked.reference {
        Some(reference) => setter.set(item, &apart, &asked, reference, 1, true),
        None if style.csl.bibliography.is_some() => Formatted::default(),
        None => cited.clone(),
    };
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
    let list = List::of(style, items);
    let cited = list.citations(items);
    let mut annotations: HashMap<&str, Vec<&str>> = HashMap::new();
    for item in items {
        annotations.entry(&item.work).or_default().extend(item.annotation());
    }
    let mut works: Vec<Work> = Vec::with_capacity(list.works.len());
    for (at, reference) in list.order.iter().zip(list.references()) {
        let item = &list.works[*at];
        let reference = match reference {
            Some(reference) => reference,
            None if style.csl.bibliography.is_some() => continue,
            None => cited.get(item.work.as_str()).cloned().unwrap_or_default(),
        };
        // The same words twice say nothing: two photos of one agency without captions. What has no words is not listed.
        if !reference.runs.is_empty() && works.last().is_none_or(|last| last.reference != reference) {
            let annotation = annotations.remove(item.work.as_str()).filter(|said| !said.is_empty()).map(|said| said.join("\n"));
            let cited = cited.get(item.work.as_str()).cloned().unwrap_or_default();
            works.push(Work { key: item.work.clone(), reference, cited, annotation });
        }
    }
    works
}

/// Several works cited in one place: (Ferris; Osei).
pub fn cite_together(style: &Style, items: &[Item]) -> Formatted {
    let list = List::of(style, items);
    let cited = list.citations(items);
    let mut order: Vec<usize> = (0..list.works.len()).collect();
    if let Some(sorting) = &style.citation_sorting {
        order = list.sorted_by(sorting);
    }
    let mut citations: Vec<Formatted> = order.into_iter().filter_map(|at| cited.get(list.works[at].work.as_str()).cloned()).collect();
    let count = citations.len();
    let between = style.feeding.between.as_deref().unwrap_or("; ");
    let (opening, closing) = (style.feeding.around.0.as_str(), style.feeding.around.1.as_str());
    let mut runs: Vec<Run> = Vec::new();
    for (at, citation) in citations.iter_mut().enumerate() {
        // Each stands in the style's brackets; together they stand in one pair.
        if at > 0
            && let Some(run) = citation.runs.first_mut()
        {
            run.text = run.text.strip_prefix(opening).unwrap_or(&run.text).to_owned();
        }
        if at + 1 < count
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

/// Works as they have to do with each other: each once, told apart, in order.
struct List<'a> {
    style: &'a Style,
    setter: Setter<'a>,
    /// Each work once, without the places in it that are cited, in the order in which they were cited.
    works: Vec<Item>,
    apart: Vec<Apart>,
    asked: Vec<Asked>,
    order: Vec<usize>,
}

impl<'a> List<'a> {
    fn of(style: &'a Style, items: &[Item]) -> Self {
        let mut known: HashMap<&str, usize> = HashMap::new();
        let mut works: Vec<Item> = Vec::new();
        for item in items {
            known.entry(&item.work).or_insert_with(|| {
                works.push(item.without_place());
                works.len() - 1
            });
        }
        let apart = vec![Apart::default(); works.len()];
        let asked = ask(style, &works.iter().zip(&apart).collect::<Vec<_>>());
        let order = (0..works.len()).collect();
        let mut list = Self { style, setter: Setter::new(style), works, apart, asked, order };
        list.tell_apart_by_words();
        if let Some(sorting) = &style.sorting {
            list.order = list.sorted_by(sorting);
        }
        if style.feeding.means.letters {
            list.give_letters();
        }
        list
    }

    fn sorted_by(&self, sorting: &Sorting) -> Vec<usize> {
        if self.works.len() < 2 {
            return self.order.clone();
        }
        let keys = keys(self.style, sorting, &self.works.iter().zip(&self.apart).collect::<Vec<_>>());
        sorting.order(&keys, &self.style.language().0)
    }

    /// What stands in the text for each work.
    fn texts(&self) -> Vec<String> {
        let text =
            |at: usize| self.setter.set(&self.works[at], &self.apart[at], &self.asked[at], &self.asked[at].citation, 0, false).to_text();
        (0..self.works.len()).into_par_iter().map(text).collect()
    }

    /// The works that are cited with the same words.
    fn groups(&self, texts: &[String]) -> Vec<Vec<usize>> {
        alike(texts.iter().cloned().enumerate())
    }

    /// Asks again for works that are told apart otherwise than before.
    fn ask_again(&mut self, changed: &[usize]) {
        let again: Vec<(&Item, &Apart)> = changed.iter().map(|at| (&self.works[*at], &self.apart[*at])).collect();
        let asked = ask(self.style, &again);
        for (at, asked) in changed.iter().zip(asked) {
            self.asked[*at] = asked;
        }
    }

    /// Works that would be cited with the same words say more of their authors, or of themselves.
    fn tell_apart_by_words(&mut self) {
        let means = self.style.feeding.means;
        if self.works.len() < 2 || (means.given.is_none() && !means.more) {
            return;
        }
        let texts = self.texts();
        let mut given: HashMap<usize, Apart> = HashMap::new();
        by_names(&self.works, &texts, means, &mut given);
        by_given(&self.groups(&texts), &self.works, means, &mut given);
        let changed: Vec<usize> = given.keys().copied().collect();
        for (at, apart) in given {
            self.apart[at] = apart;
        }
        self.ask_again(&changed);
        if means.more {
            let alike: Vec<usize> = self.groups(&self.texts()).into_iter().flatten().collect();
            alike.iter().for_each(|at| self.apart[*at].more = true);
            self.ask_again(&alike);
        }
    }

    /// Those that are still alike get letters behind the year, in the order of the list.
    fn give_letters(&mut self) {
        let mut place = vec![0; self.works.len()];
        self.order.iter().enumerate().for_each(|(at, work)| place[*work] = at);
        for mut group in self.groups(&self.texts()) {
            group.sort_by_key(|work| place[*work]);
            for (at, work) in group.into_iter().enumerate() {
                self.apart[work].letter = Some(letter(at));
            }
        }
    }

    /// The entries in the order of the list; none for what the style leaves out of it.
    fn references(&self) -> Vec<Option<Formatted>> {
        let mut number = 0;
        let mut before: Option<Vec<String>> = None;
        let with = self.style.feeding.same_authors.as_ref();
        let numbered: Vec<(usize, Option<Cow<Tree>>, usize)> = self
            .order
            .iter()
            .map(|at| {
                let reference = self.asked[*at].reference.as_ref();
                number += usize::from(reference.is_some());
                let reference = reference.map(|reference| match (&self.style.csl.bibliography, with) {
                    (Some(list), Some(with)) => {
                        let mut reference = reference.clone();
                        let people = self.works[*at].people();
                        before = stand_in(&mut reference.0, &people, with, list.subsequent_author_substitute_rule, before.as_ref());
                        Cow::Owned(reference)
                    }
                    _ => Cow::Borrowed(reference),
                });
                (*at, reference, number)
            })
            .collect();
        let set = |(at, reference, number): (usize, Option<Cow<Tree>>, usize)| {
            Some(self.setter.set(&self.works[at], &self.apart[at], &self.asked[at], reference?.as_ref(), number, true))
        };
        numbered.into_par_iter().map(set).collect()
    }

    /// What stands in the text for each work, where it is cited first: with the place in it that is cited.
    fn citations(&self, items: &[Item]) -> HashMap<String, Formatted> {
        let mut first: HashMap<&str, &Item> = HashMap::new();
        for item in items {
            first.entry(&item.work).or_insert(item);
        }
        let mut number = vec![0; self.works.len()];
        let listed = self.order.iter().filter(|at| self.asked[**at].reference.is_some() || self.style.csl.bibliography.is_none());
        listed.enumerate().for_each(|(place, at)| number[*at] = place + 1);
        let placed: Vec<(usize, &Item)> = self
            .works
            .iter()
            .enumerate()
            .filter_map(|(at, work)| Some((at, *first.get(work.work.as_str())?)))
            .filter(|(_, item)| item.paragraph.is_some())
            .collect();
        let asked = ask(self.style, &placed.iter().map(|(at, item)| (*item, &self.apart[*at])).collect::<Vec<_>>());
        let with_place: HashMap<usize, Asked> = placed.iter().map(|(at, _)| *at).zip(asked).collect();
        let cite = |(at, work): (usize, &Item)| {
            let asked = with_place.get(&at).unwrap_or(&self.asked[at]);
            (work.work.clone(), self.setter.set(work, &self.apart[at], asked, &asked.citation, number[at], false))
        };
        self.works.par_iter().enumerate().map(cite).collect()
    }
}

/// Sets trees as formatted words.
struct Setter<'a> {
    style: &'a Style,
    marks: super::wording::Marks,
    hanging: bool,
}

impl<'a> Setter<'a> {
    fn new(style: &'a Style) -> Self {
        let hanging = style.csl.bibliography.as_ref().is_some_and(|list| list.hanging_indent);
        Self { style, marks: style.marks(), hanging }
    }

    fn set(&self, item: &Item, apart: &Apart, asked: &Asked, tree: &Tree, number: usize, in_list: bool) -> Formatted {
        let (mut nodes, links) = tree.clone();
        keep_years(&mut nodes);
        describe(&mut nodes, &asked.fed.described);
        let is_english = asked.fed.language.as_deref().map_or(self.style.is_english(), |language| language.starts_with("en"));
        let is_note = self.style.csl.settings.class == StyleClass::Note;
        let setting = Setting {
            marks: &self.marks,
            is_english,
            is_described: item.kind() == ItemKind::Photo,
            numbers: &asked.fed.numbers,
            is_note: is_note && !in_list,
            letter: apart.letter.as_deref(),
            behind_year: Cell::new(self.style.feeding.means.behind_year),
            number,
            used: RefCell::default(),
        };
        let glyphs = tidy(&setting.set(&nodes), self.marks.punctuation_within);
        Formatted { runs: runs(&glyphs, &links), indent: if in_list && self.hanging { Indent::Hanging } else { Indent::None } }
    }
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
