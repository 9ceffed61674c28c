//! Titles as the article writes them, where the engine's capitals and marks spoil them.

use super::{
    formatted::Run,
    item::{Item, ItemKind},
};

/// Words that a title's capitals leave small (Chicago 18, 8.160; MLA 9, 2.90).
const SMALL: [&str; 20] =
    ["a", "an", "and", "as", "at", "but", "by", "for", "from", "if", "in", "nor", "of", "on", "or", "so", "the", "to", "with", "yet"];

/// Puts right the title and the outlet in what the engine gave for an item:
/// capitals within words, small words behind a comma, marks within marks, a caption as plain words,
/// and a headline in marks where the outlet stands for the author.
pub(super) fn faithful(runs: &mut Vec<Run>, item: &Item) {
    for key in ["container-title", "title"] {
        let Some(source) = item.text(key) else { continue };
        let Some((at, start, end)) = find(runs, source) else { continue };
        let letters: Vec<char> = runs[at].text.chars().collect();
        let (before, found, after) = (&letters[..start], &letters[start..end], &letters[end..]);
        let source: Vec<char> = source.chars().take(end - start).collect();
        let is_title = key == "title";
        let is_caption = is_title && item.kind() == ItemKind::Photo;
        let mut words = if is_caption { source } else { cased(&source, found) };
        let mut run = runs[at].clone();
        let (before, mut after): (String, String) = (before.iter().collect(), after.iter().collect());
        let earlier = before.chars().last().or_else(|| runs[..at].iter().rev().find_map(|run| run.text.chars().last()));
        let is_bare = is_title && run.italic && !is_caption && item.text("container-title").is_some();
        if is_title && (earlier == Some('“') || is_bare) {
            words.iter_mut().for_each(|letter| match letter {
                '“' => *letter = '‘',
                '”' => *letter = '’',
                _ => {}
            });
        }
        run.text = words.iter().collect();
        if is_bare {
            run.italic = false;
            let mut rest = if after.is_empty() { runs.get_mut(at + 1).map(|run| &mut run.text) } else { Some(&mut after) };
            let stop = rest.as_ref().and_then(|rest| rest.chars().next()).filter(|mark| ['.', ','].contains(mark));
            if let (Some(_), Some(rest)) = (stop, rest.as_mut()) {
                rest.remove(0);
            }
            // A full stop behind a question is none.
            let stop = stop.filter(|mark| *mark == ',' || !run.text.ends_with(['?', '!', '.']));
            run.text = format!("“{}{}”", run.text, stop.map(String::from).unwrap_or_default());
        }
        run.italic &= !is_caption;
        let outer = runs[at].clone();
        let parts = [Run { text: before, ..outer.clone() }, run, Run { text: after, ..outer }];
        runs.splice(at..=at, parts.into_iter().filter(|run| !run.text.is_empty()));
    }
}

/// Where the words stand in whatever capitals: the run, and from which letter to which.
fn find(runs: &[Run], source: &str) -> Option<(usize, usize, usize)> {
    let folded = |text: &str| text.chars().map(|letter| letter.to_lowercase().next().unwrap_or(letter)).collect::<Vec<char>>();
    let source = folded(source);
    if source.is_empty() {
        return None;
    }
    let texts: Vec<Vec<char>> = runs.iter().map(|run| folded(&run.text)).collect();
    let whole = texts.iter().position(|text| *text == source).map(|at| (at, 0));
    let (at, start) = whole.or_else(|| {
        let places = texts.iter().enumerate();
        places.filter_map(|(at, text)| Some((at, text.windows(source.len()).position(|words| *words == source)?))).next()
    })?;
    Some((at, start, start + source.len()))
}

/// The engine's capitals, but for words that have capitals of their own within (NASA’s, McCain, iPhone),
/// and for small words that it takes for the beginning of a sentence behind a comma or an abbreviation.
fn cased(source: &[char], found: &[char]) -> Vec<char> {
    let shouted = !source.iter().any(|letter| letter.is_lowercase());
    let parts = |letter: &char| letter.is_whitespace() || ['-', '–', '—', '/'].contains(letter);
    let mut cased = found.to_vec();
    let mut start = 0;
    while start < source.len() {
        let end = source[start..].iter().position(parts).map_or(source.len(), |length| start + length);
        let word = &source[start..end];
        let own = word.iter().skip_while(|letter| !letter.is_alphanumeric()).skip(1).any(|letter| letter.is_uppercase());
        let behind = source[..start].iter().rev().find(|letter| !letter.is_whitespace());
        let core: String = word.iter().filter(|letter| letter.is_alphanumeric()).collect();
        let small = behind.is_some_and(|mark| [',', ';', '.'].contains(mark)) && SMALL.contains(&core.as_str());
        if (own && !shouted) || small {
            cased[start..end].copy_from_slice(word);
        }
        start = end + 1;
    }
    cased
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Archive, Article, Byline, Creator, Photo, PhotoId};

    fn article(headline: &str) -> Article {
        let mut article = Article::new(headline);
        article.publisher = Some("ProPublica".into());
        article.date_published = Some("2020-11-18".parse().unwrap());
        article
    }

    fn reference(style: &str, item: &Item) -> String {
        crate::cite::render(&crate::cite::Style::load(style).unwrap(), item).reference.to_markdown()
    }

    #[test]
    fn words_keep_capitals_of_their_own() {
        let mut article = article("McCain says \"no\" to NASA's iPhone, and U.S. and O'Neil agree");
        article.byline = Byline(vec![Creator::organization("Harbour Desk of Records")]);
        let item = Item::article(&Archive::new("T", "urn:x"), &"a".parse().unwrap(), &article);
        assert_eq!(
            reference("mla", &item),
            "Harbour Desk of Records. “McCain Says ‘No’ to NASA’s iPhone, and U.S. and O’Neil Agree.” *ProPublica*, 18 Nov. 2020."
        );
        let shouted = cased(&"BRIDGE SHUT".chars().collect::<Vec<_>>(), &"Bridge Shut".chars().collect::<Vec<_>>());
        assert_eq!(shouted.iter().collect::<String>(), "Bridge Shut");
    }

    #[test]
    fn a_headline_without_an_author_is_in_marks() {
        let item = Item::article(&Archive::new("T", "urn:x"), &"a".parse().unwrap(), &article("Bridge shut"));
        assert_eq!(reference("chicago-notes", &item), "*ProPublica*. “Bridge Shut.” November 18, 2020.");
    }

    #[test]
    fn a_caption_is_no_title() {
        let photo = Photo {
            id: PhotoId::new("p1"),
            caption: "The eXtreme field, in 2012. Every spot is a galaxy.".into(),
            credit_text: Some("NASA, ESA".into()),
            ..Photo::default()
        };
        let item = Item::photo(&Archive::new("T", "urn:x"), &"a".parse().unwrap(), &article("Sky"), &photo);
        for style in crate::cite::FAVOURITES {
            let text = reference(style, &item);
            assert!(text.contains("The eXtreme field, in 2012. Every spot is a galaxy"), "{style}: {text}");
            assert!(text.contains("NASA, ESA") && !text.contains("*The eX") && !text.contains(".."), "{style}: {text}");
        }
    }
}
