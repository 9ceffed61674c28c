//! Citations in a style: the engine is asked, and what it gives is tidied.

use std::{collections::HashMap, sync::OnceLock};

use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, ElemChild, ElemChildren, LocatorPayload, SpecificLocator,
    archive::locales,
    citationberg::{FontStyle, FontWeight, Locale, VerticalAlign, json, taxonomy::Locator},
};

use super::{
    faithful::faithful,
    formatted::{Formatted, Run},
    item::{Item, ItemKind},
    style::Style,
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

fn all_locales() -> &'static [Locale] {
    static LOCALES: OnceLock<Vec<Locale>> = OnceLock::new();
    LOCALES.get_or_init(locales)
}

/// Reads the engine's terms in all languages, so that the first citation does not wait for them.
pub fn prepare() {
    all_locales();
}

/// Cites one thing.
pub fn render(style: &Style, item: &Item) -> Rendered {
    let (mut references, mut citations) = ask(style, std::slice::from_ref(item));
    let cited = citations.pop().unwrap_or_default();
    let is_note = style.csl.settings.class == hayagriva::citationberg::StyleClass::Note;
    let reference = references.pop().map_or_else(|| cited.clone(), |(_, reference)| reference);
    let mut in_text = if is_note { Formatted::plain("¹") } else { cited.clone() };
    if !is_note
        && item.kind() == ItemKind::Quotation
        && let Some((_, Some(speaker))) = &item.words
    {
        in_text = indirect(style, speaker, in_text);
    }
    Rendered { reference, in_text, note: is_note.then_some(cited) }
}

/// Somebody's words as another gives them: “qtd. in” by MLA, “as cited in” by APA and Harvard; numbers stay numbers.
fn indirect(style: &Style, speaker: &str, cited: Formatted) -> Formatted {
    let words = match style.key() {
        "mla" | "modern-language-association" => "qtd. in ".to_owned(),
        "apa" | "american-psychological-association" => format!("{speaker}, as cited in "),
        "harvard" | "harvard-cite-them-right" => format!("{speaker}, cited in "),
        "chicago-author-date" => format!("{speaker}, quoted in "),
        _ => return cited,
    };
    let mut cited = cited;
    if let Some(first) = cited.runs.first_mut()
        && let Some(rest) = first.text.strip_prefix('(')
    {
        first.text = format!("({words}{rest}");
    }
    cited
}

/// The list of works cited, in the style's order; the same work stands in it once.
pub fn bibliography(style: &Style, items: &[Item]) -> Vec<Formatted> {
    let (mut references, mut citations) = ask(style, items);
    // The engine gives out 2015a and 2015b in the order of the citations; a reader meets them in that of the list.
    let place: HashMap<&str, usize> = references.iter().enumerate().map(|(at, (work, _))| (work.as_str(), at)).collect();
    let place_of = |item: &Item| place.get(item.work.as_str()).copied();
    if !items.is_sorted_by_key(place_of) {
        let mut sorted = items.to_vec();
        sorted.sort_by_key(place_of);
        (references, citations) = ask(style, &sorted);
    }
    let mut list: Vec<Formatted> = Vec::new();
    for reference in if references.is_empty() { citations } else { references.into_iter().map(|(_, reference)| reference).collect() } {
        if !list.contains(&reference) {
            list.push(reference);
        }
    }
    list
}

/// The quoted words with what stands behind them in the text.
pub fn quotation_with_citation(style: &Style, item: &Item) -> Formatted {
    let rendered = render(style, item);
    let words = item.words.as_ref().map(|(words, _)| words.trim().to_owned()).unwrap_or_default();
    let bare = words.trim_start_matches(['“', '‘']).trim_end_matches(['”', '’']);
    let by_number = rendered.in_text.to_text() == "¹";
    // In brackets the citation comes before the full stop; a raised number comes after it.
    let end = if by_number { bare } else { bare.trim_end_matches(['.', ',']) };
    let mut runs = vec![Run { text: format!("“{end}”{}", if by_number { "" } else { " " }), ..Run::default() }];
    if by_number {
        runs.extend(rendered.in_text.runs);
        if let Some(note) = rendered.note {
            runs.push(Run { text: " — ".into(), ..Run::default() });
            runs.extend(note.runs);
        }
    } else {
        runs.extend(rendered.in_text.runs);
        runs.push(Run { text: ".".into(), ..Run::default() });
    }
    Formatted { runs, hanging: false }
}

/// References in the style's order, each with its work, and the citation of each item.
fn ask(style: &Style, items: &[Item]) -> (Vec<(String, Formatted)>, Vec<Formatted>) {
    // The engine knows an entry by where it lies in memory: each work is there once.
    let mut works: HashMap<&str, (usize, &Item)> = HashMap::new();
    let mut entries: Vec<json::Item> = Vec::new();
    let mut asked = Vec::new();
    for item in items {
        let mut fields = item.csl_json();
        fields["id"] = item.work.as_str().into();
        let at = match works.get(item.work.as_str()) {
            Some((at, _)) => *at,
            None => {
                let Ok(entry) = serde_json::from_value(fields) else { continue };
                entries.push(entry);
                works.insert(&item.work, (entries.len() - 1, item));
                entries.len() - 1
            }
        };
        asked.push((at, item));
    }
    let mut driver = BibliographyDriver::new();
    let takes_paragraphs =
        style.csl.settings.class != hayagriva::citationberg::StyleClass::Note && !["ieee", "vancouver"].contains(&style.key());
    for (number, (at, item)) in asked.iter().enumerate() {
        let locator = item
            .paragraph
            .as_deref()
            .filter(|_| takes_paragraphs)
            .map(|paragraph| SpecificLocator(Locator::Paragraph, LocatorPayload::Str(paragraph)));
        let cited = vec![CitationItem::with_locator(&entries[*at], locator)];
        driver.citation(CitationRequest::new(cited, &style.csl, None, all_locales(), Some(number + 1)));
    }
    let rendered = driver.finish(BibliographyRequest::new(&style.csl, None, all_locales()));
    let references = rendered.bibliography.map(|list| {
        let hanging = list.hanging_indent;
        list.items
            .into_iter()
            .map(|item| {
                let mut runs = Vec::new();
                if let Some(first) = &item.first_field {
                    collect(std::slice::from_ref(first), &mut runs);
                    runs.push(Run { text: " ".into(), ..Run::default() });
                }
                collect(&item.content.0, &mut runs);
                if let Some((_, cited)) = works.get(item.key.as_str()) {
                    faithful(&mut runs, cited);
                }
                (item.key, tidy(runs, hanging))
            })
            .collect()
    });
    let citations = rendered.citations.iter().zip(&asked).map(|(cited, (_, item))| {
        let mut runs = flat(&cited.citation);
        faithful(&mut runs, item);
        tidy(runs, false)
    });
    let citations = citations.collect();
    (references.unwrap_or_default(), citations)
}

fn flat(children: &ElemChildren) -> Vec<Run> {
    let mut runs = Vec::new();
    collect(&children.0, &mut runs);
    runs
}

fn collect(children: &[ElemChild], runs: &mut Vec<Run>) {
    for child in children {
        match child {
            ElemChild::Text(text) => runs.push(run(text, None)),
            ElemChild::Elem(elem) => collect(&elem.children.0, runs),
            ElemChild::Markup(text) => runs.push(Run { text: text.clone(), ..Run::default() }),
            ElemChild::Link { text, url } => runs.push(run(text, Some(url.clone()))),
            ElemChild::Transparent { .. } => {}
        }
    }
}

fn run(text: &hayagriva::Formatted, link: Option<String>) -> Run {
    Run {
        text: text.text.clone(),
        italic: text.formatting.font_style == FontStyle::Italic,
        bold: text.formatting.font_weight == FontWeight::Bold,
        superscript: text.formatting.vertical_align == VerticalAlign::Sup,
        link,
    }
}

/// Puts right what the engine leaves doubled where pieces meet: marks of punctuation, spaces (CSL 1.0.2, “Punctuation”).
fn tidy(runs: Vec<Run>, hanging: bool) -> Formatted {
    let mut tidied: Vec<Run> = Vec::new();
    let mut last: Option<(char, Option<char>)> = None;
    for mut run in runs {
        let mut text = String::with_capacity(run.text.len());
        for letter in run.text.chars() {
            let (before, earlier) = last.map_or((None, None), |(before, earlier)| (Some(before), earlier));
            let closed = matches!(before, Some('”' | '’'));
            let drops = match letter {
                '.' => before == Some('.') || matches!(before, Some('?' | '!')) || (closed && matches!(earlier, Some('.' | '?' | '!'))),
                ',' => before == Some(','),
                ' ' => before == Some(' ') || before.is_none(),
                _ => false,
            };
            // An address is as it is.
            let is_address = run.link.is_some();
            if drops && !is_address {
                continue;
            }
            // A comma before the end, and a space before the page, are left of parts that there are none of: “(2020,)”, “2020 :3”.
            let left_over = match letter {
                '.' | ')' => before == Some(','),
                ':' => before == Some(' ') && earlier.is_some_and(|earlier| earlier.is_ascii_digit()),
                _ => false,
            };
            if left_over && !is_address && text.pop().is_none() {
                tidied.last_mut().map(|run| run.text.pop());
                tidied.pop_if(|run| run.text.is_empty());
            }
            text.push(letter);
            last = Some((letter, before));
        }
        run.text = text;
        if run.text.is_empty() {
            continue;
        }
        match tidied.last_mut() {
            Some(same) if (same.italic, same.bold, same.superscript, &same.link) == (run.italic, run.bold, run.superscript, &run.link) => {
                same.text.push_str(&run.text);
            }
            _ => tidied.push(run),
        }
    }
    if let Some(end) = tidied.last_mut() {
        end.text.truncate(end.text.trim_end().len());
    }
    Formatted { runs: tidied, hanging }
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
        let mla = quotation_with_citation(&Style::load("mla").unwrap(), &item).to_text();
        assert!(mla.starts_with("“It will open again in spring” (qtd. in Ferris"), "{mla}");
        let apa = render(&Style::load("apa").unwrap(), &item).in_text.to_text();
        assert!(apa.starts_with("(Mara Quill, as cited in Ferris"), "{apa}");
    }

    #[test]
    fn an_article_without_anything_is_cited_without_a_panic() {
        let (archive, slug) = (Archive::new("T", "urn:x"), "x".parse().unwrap());
        let item = Item::article(&archive, &slug, &Article::new("Only a headline"));
        assert_eq!(item.missing().len(), 3);
        for name in Style::bundled() {
            if let Ok(style) = Style::load(&name.key) {
                let _ = render(&style, &item);
            }
        }
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

    #[test]
    fn what_is_left_of_missing_parts_is_tidied() {
        for (given, tidied) in
            [("(2020,) Four,.", "(2020) Four."), ("2020 :3", "2020:3"), ("U.S., so", "U.S., so"), ("Paris : Plon", "Paris : Plon")]
        {
            let whole = tidy(vec![Run { text: given.into(), ..Run::default() }], false);
            assert_eq!(whole.to_text(), tidied);
            let apart = given.chars().map(|letter| Run { text: letter.into(), italic: letter == ',', ..Run::default() }).collect();
            let apart = tidy(apart, false);
            assert!(apart.to_text() == tidied && apart.runs.iter().all(|run| !run.text.is_empty()));
        }
    }
}
