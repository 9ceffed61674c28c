//! One article with everything that belongs to it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Block, Byline, Extra, Label, Part, Passage, Photo, PhotoId, PlainText, PublicationDate, Quotation, QuotationId, Source};

/// One article (schema.org NewsArticle), as `data/articles/SLUG/article.json` holds it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Article {
    /// The vocabulary: schema.org, and ours for what it lacks.
    #[serde(rename = "@context", default = "super::archive::context")]
    pub context: serde_json::Value,
    /// Always `NewsArticle`, or a narrower type of schema.org.
    #[serde(rename = "@type", default = "news_article")]
    pub kind: String,
    /// The headline.
    pub headline: String,
    /// The standfirst: the summary under the headline.
    #[serde(default, rename = "alternativeHeadline", skip_serializing_if = "Option::is_none")]
    pub standfirst: Option<String>,
    /// Who wrote it.
    #[serde(default, rename = "author", skip_serializing_if = "Byline::is_empty")]
    pub byline: Byline,
    /// The outlet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Where it was written, as the dateline says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dateline: Option<String>,
    /// When it first appeared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_published: Option<PublicationDate>,
    /// When it was last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_modified: Option<PublicationDate>,
    /// Its language as a BCP 47 tag, such as `en` or `de-AT`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_language: Option<String>,
    /// Its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The part of the outlet it appeared in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article_section: Option<String>,
    /// The page of a printed issue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pagination: Option<String>,
    /// Tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
    /// The licence, as an address or in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub license: Option<String>,
    /// The body, in reading order.
    #[serde(default, rename = "blocks")]
    pub blocks: Vec<Block>,
    /// The photos; a figure among the blocks says where one stands.
    #[serde(default, rename = "image", skip_serializing_if = "Vec::is_empty")]
    pub photos: Vec<Photo>,
    /// What is quoted.
    #[serde(default, rename = "quotation", skip_serializing_if = "Vec::is_empty")]
    pub quotations: Vec<Quotation>,
    /// Words that a rule takes for a quotation and a person does not.
    #[serde(default, rename = "notQuotation", skip_serializing_if = "Vec::is_empty")]
    pub rejected: Vec<Passage>,
    /// What it rests on.
    #[serde(default, rename = "citation", skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
    /// Words that judge or hedge.
    #[serde(default, rename = "label", skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<Label>,
    /// What it was imported from.
    #[serde(default, rename = "capture", skip_serializing_if = "Vec::is_empty")]
    pub captures: Vec<Capture>,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A file that an article was imported from, kept byte for byte.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Capture {
    /// The file, relative to the article's folder, such as `capture/page.html`.
    pub content_url: String,
    /// Its media type.
    pub encoding_format: String,
    /// Its SHA-256 in hexadecimal.
    pub sha256: String,
    /// Its length in bytes.
    pub content_size: u64,
    /// The file's name before it came into the archive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The address it was captured from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// When it was captured from there, as its container says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_captured: Option<PublicationDate>,
    /// When it was imported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_created: Option<PublicationDate>,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

fn news_article() -> String {
    "NewsArticle".to_owned()
}

impl Article {
    /// An article with nothing but its headline.
    pub fn new(headline: impl Into<String>) -> Self {
        Self { context: super::archive::context(), kind: news_article(), headline: headline.into(), ..Self::default() }
    }

    /// The body's plain text: its blocks joined by a blank line. Positions in the body count its code points.
    pub fn plain_text(&self) -> PlainText {
        let length = self.blocks.iter().filter_map(Block::words).map(|words| words.text.len() + 2).sum();
        let mut text = String::with_capacity(length);
        let mut between = "";
        for block in &self.blocks {
            // A block that is one run of text is not copied twice.
            let other = if block.words().is_some() { None } else { block.plain_text() };
            let Some(words) = block.words().map(|words| words.text.as_str()).or(other.as_deref()).filter(|words| !words.is_empty()) else {
                continue;
            };
            text.push_str(between);
            text.push_str(words);
            between = "\n\n";
        }
        PlainText::new(text)
    }

    /// Where each block's words stand in the body's plain text, in code points; empty ranges for blocks without words.
    pub fn block_ranges(&self) -> Vec<std::ops::Range<usize>> {
        let mut at = 0;
        self.blocks
            .iter()
            .map(|block| {
                // A block that is one run of text is not copied to be counted.
                let letters = match block.words() {
                    Some(words) => words.text.chars().count(),
                    None => block.plain_text().map_or(0, |text| text.chars().count()),
                };
                if letters == 0 {
                    return at..at;
                }
                let start = if at == 0 { 0 } else { at + 2 };
                at = start + letters;
                start..at
            })
            .collect()
    }

    /// The text that a part of the article holds; empty where there is no such part.
    pub fn part_text(&self, part: &Part) -> PlainText {
        match part {
            Part::Body => self.plain_text(),
            Part::Headline => PlainText::new(self.headline.as_str()),
            Part::Standfirst => PlainText::new(self.standfirst.as_deref().unwrap_or_default()),
            Part::Caption(photo) => PlainText::new(self.photo(photo).map_or("", |photo| photo.caption.as_str())),
        }
    }

    /// The photo of this name.
    pub fn photo(&self, id: &PhotoId) -> Option<&Photo> {
        self.photos.iter().find(|photo| photo.id == *id)
    }

    /// The quotation of this name.
    pub fn quotation(&self, id: &QuotationId) -> Option<&Quotation> {
        self.quotations.iter().find(|quotation| quotation.id == *id)
    }

    /// The quotations that are speech, and not terms or titles.
    pub fn speech(&self) -> impl Iterator<Item = &Quotation> {
        self.quotations.iter().filter(|quotation| quotation.kind.is_speech())
    }

    /// The number of the paragraph that a passage of the body begins in, from 1; `None` outside the body.
    pub fn paragraph_of(&self, passage: &Passage) -> Option<usize> {
        if passage.part != Part::Body {
            return None;
        }
        let mut number = 0;
        for (block, range) in self.blocks.iter().zip(self.block_ranges()) {
            if range.is_empty() {
                continue;
            }
            if !matches!(block, Block::Heading(_)) {
                number += 1;
            }
            if range.contains(&passage.start) {
                return Some(number.max(1));
            }
        }
        None
    }

    /// How many words the body has.
    pub fn word_count(&self) -> usize {
        self.blocks.iter().filter_map(Block::plain_text).map(|text| text.split_whitespace().count()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Figure;

    #[test]
    fn blocks_are_joined_by_a_blank_line_and_figures_count_for_nothing() {
        let mut article = Article::new("H");
        article.blocks = vec![
            Block::Figure(Figure { photo: PhotoId::new("p1"), ..Figure::default() }),
            Block::paragraph("Één"),
            Block::Figure(Figure::default()),
            Block::paragraph("two"),
        ];
        assert_eq!(article.plain_text().as_str(), "Één\n\ntwo");
        assert_eq!(article.block_ranges(), vec![0..0, 0..3, 3..3, 5..8]);
        let passage = Passage { start: 6, end: 7, ..Passage::default() };
        assert_eq!(article.paragraph_of(&passage), Some(2));
    }

    #[test]
    fn an_article_reads_back_as_it_was_written() {
        let json = r#"{"@context":"https://schema.org","@type":"NewsArticle","headline":"H","author":[{"@type":"Person","name":"A"}],"datePublished":"2020-11","blocks":[],"mood":{"a":[1,null]}}"#;
        let article: Article = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&article).unwrap(), json);
    }
}
