//! The review of an original whose reader says nothing of what it left: the article's own parts, in the order they are read.

use super::review::{Field, FieldName, Found, PageBlock, Review, TakenFor};
use crate::model::{Article, Block, Creator, PublicationDate};

/// What is said of a part that stands in the article as it was read.
const REASON: &str = "the text has it there";

impl Review {
    /// The parts of an article as a review, all of them taken; `confidence` is from 0 to 1.
    pub fn outline(article: &Article, confidence: f32) -> Self {
        let mut blocks = Vec::new();
        let mut line = |words: &str, taken_for: TakenFor| {
            if !words.trim().is_empty() {
                blocks.push(PageBlock { block: Block::paragraph(words), taken_for, reason: REASON, doubt: None });
            }
        };
        line(&article.headline, TakenFor::Headline);
        line(article.standfirst.as_deref().unwrap_or_default(), TakenFor::Standfirst);
        line(&article.byline.in_words(), TakenFor::Byline);
        for block in &article.blocks {
            blocks.push(PageBlock { block: block.clone(), taken_for: TakenFor::Body, reason: REASON, doubt: doubt(block) });
            let Block::Figure(figure) = block else { continue };
            let Some(photo) = article.photo(&figure.photo) else { continue };
            let words = [
                (photo.caption.as_str(), TakenFor::Caption(photo.id.clone())),
                (photo.credit_text.as_deref().unwrap_or_default(), TakenFor::Credit(photo.id.clone())),
            ];
            for (words, taken_for) in words.into_iter().filter(|(words, _)| !words.trim().is_empty()) {
                blocks.push(PageBlock { block: Block::paragraph(words), taken_for, reason: REASON, doubt: None });
            }
        }
        Self { blocks, fields: fields(article), confidence }
    }

    /// Calls blocks that are left out, and say the headline, the standfirst or the authors, what they are: leaving them out of the
    /// body is one thing, not knowing them another.
    pub fn name_parts(&mut self, article: &Article) {
        let same = |text: &str, other: &str| !other.is_empty() && text.split_whitespace().eq(other.split_whitespace());
        let authors = &article.byline.0;
        let is_byline = |text: &str| {
            text.split_whitespace().count() <= 12 && !authors.is_empty() && authors.iter().all(|author| text.contains(author.name()))
        };
        let is_headline = |text: &str| same(text, &article.headline);
        let is_standfirst = |text: &str| same(text, article.standfirst.as_deref().unwrap_or_default());
        type Is<'a> = &'a dyn Fn(&str) -> bool;
        let parts: [(TakenFor, Is<'_>, &'static str); 3] = [
            (TakenFor::Headline, &is_headline, "it says the headline"),
            (TakenFor::Standfirst, &is_standfirst, "it says the summary"),
            (TakenFor::Byline, &is_byline, "it names the authors"),
        ];
        for (part, is_it, reason) in parts {
            // A line that says when is a byline, too, and does not stand for the one that says by whom.
            let is_there = |block: &PageBlock| block.taken_for == part && (part != TakenFor::Byline || is_it(&block.text()));
            let is_missing = !self.blocks.iter().any(is_there);
            let block = self.blocks.iter_mut().find(|block| block.taken_for == TakenFor::LeftOut && is_it(&block.text()));
            if let Some(block) = block.filter(|_| is_missing) {
                (block.taken_for, block.reason) = (part, reason);
            }
        }
    }
}

/// What speaks against a block of the body: a correction or an update is said of the article, not in it.
pub(super) fn doubt(block: &Block) -> Option<&'static str> {
    match block {
        Block::Paragraph(paragraph) if paragraph.extra.contains_key("role") => Some("it speaks of the article, not of the matter"),
        _ => None,
    }
}

fn fields(article: &Article) -> Vec<Field> {
    let authors: Vec<&str> = article.byline.0.iter().map(Creator::name).collect();
    let date = |date: Option<PublicationDate>| date.map(|date| date.to_string()).unwrap_or_default();
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    [
        (FieldName::Headline, article.headline.clone()),
        (FieldName::Standfirst, text(&article.standfirst)),
        (FieldName::Author, authors.join("; ")),
        (FieldName::Publisher, text(&article.publisher)),
        (FieldName::Published, date(article.date_published)),
        (FieldName::Modified, date(article.date_modified)),
        (FieldName::Language, text(&article.in_language)),
        (FieldName::Address, text(&article.url)),
        (FieldName::Section, text(&article.article_section)),
        (FieldName::Keywords, article.keywords.join("; ")),
        (FieldName::Licence, text(&article.license)),
    ]
    .into_iter()
    .filter(|(_, value)| !value.trim().is_empty())
    .map(|(name, value)| Field { name, found: vec![Found { value, from: vec!["the text"] }] })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::pasted;

    #[test]
    fn what_is_left_out_and_says_the_headline_is_called_the_headline() {
        let mut article = Article::new("Pier reopens");
        article.byline.0.push(Creator::person("Tom Bell"));
        let left = |words: &str| PageBlock { block: Block::paragraph(words), taken_for: TakenFor::LeftOut, reason: "", doubt: None };
        let mut review =
            Review { blocks: vec![left("Sport"), left("Pier  reopens"), left("By Tom Bell"), left("Pier reopens")], ..Review::default() };
        review.name_parts(&article);
        let taken: Vec<TakenFor> = review.blocks.into_iter().map(|block| block.taken_for).collect();
        assert_eq!(taken, [TakenFor::LeftOut, TakenFor::Headline, TakenFor::Byline, TakenFor::LeftOut]);
    }

    #[test]
    fn the_parts_of_a_text_are_what_its_article_has() {
        let read = pasted("Pier reopens\n\nThe pier at dusk\nPhoto: Ada Ferris\n\nBy Tom Bell\n\nThe pier opens again on Friday, and it is free for everybody in May.").unwrap();
        let review = Review::outline(&read.article, 1.0);
        assert_eq!(review.body(), read.article.blocks);
        let taken: Vec<&TakenFor> = review.blocks.iter().map(|block| &block.taken_for).collect();
        assert!(taken.contains(&&TakenFor::Headline) && taken.contains(&&TakenFor::Byline));
        assert!(taken.iter().any(|taken| matches!(taken, TakenFor::Caption(_))));
        assert!(review.disputed().next().is_none());
    }
}
