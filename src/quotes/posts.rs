//! Whose tweets an article speaks of.

use rustc_hash::FxHashSet as HashSet;

use super::{
    names::Names,
    paragraphs::Paragraphs,
    spans::Span,
    text::{self, Kind},
};

/// Those of a section by their place among the names: “the tweets pushed out by Bell”, “Bell’s tweet”, “according to his Twitter”.
pub fn find(text: &str, paragraphs: &Paragraphs<'_>, names: &Names, spans: &[Span], found: &mut HashSet<usize>) {
    for (paragraph, at) in &paragraphs.media {
        let (paragraph, at) = (*paragraph as usize, *at as usize);
        let tokens = &paragraphs.tokens[paragraph];
        if tokens[at].is_any(&["tweet", "tweets", "Twitter"]) {
            let sentence = text::sentence(text, tokens, at, spans);
            let by = (at + 1..sentence.end.min(at + 5)).find(|index| tokens[*index].is("by"));
            let own = at.checked_sub(1).map(|index| &tokens[index]);
            let whose = if let Some(by) = by {
                names.within(paragraph, by + 1..by + 3).next()
            } else if own.is_some_and(|own| own.kind == Kind::Possessive) {
                names.within(paragraph, sentence.start..at).find(|mention| mention.end == at)
            } else if own.is_some_and(|own| own.is_any(&["his", "her"])) {
                names.within(paragraph, sentence.start..at).find(|mention| mention.opens)
            } else {
                None
            };
            found.extend(whose.map(|mention| mention.who));
        }
    }
}
