//! What a person chose in the review of an original, and the article that follows from it.

use std::collections::BTreeMap;

use super::{
    file::Imported,
    head,
    html::{caption_parts, language_tag},
    review::{FieldName, Review, TakenFor},
};
use crate::{
    model::{Article, Block, Byline, Creator, Photo, PhotoId, PublicationDate},
    quotes::{self, Findings},
};

/// What a person says of an original that was read, where that differs from the reading.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choices {
    /// What blocks are taken for, by their place in the review.
    taken: BTreeMap<usize, TakenFor>,
    /// What fields hold, each once.
    values: Vec<(FieldName, String)>,
}

impl Choices {
    /// Whether nothing was chosen.
    pub fn is_empty(&self) -> bool {
        self.taken.is_empty() && self.values.is_empty()
    }

    /// What a block is taken for now.
    pub fn taken_for<'a>(&'a self, review: &'a Review, at: usize) -> &'a TakenFor {
        self.taken.get(&at).or_else(|| review.blocks.get(at).map(|block| &block.taken_for)).unwrap_or(&TakenFor::LeftOut)
    }

    /// Whether a person said what a block is taken for.
    pub fn is_chosen(&self, at: usize) -> bool {
        self.taken.contains_key(&at)
    }

    /// What a person put into a field; empty where it is to stay empty.
    pub fn value(&self, name: FieldName) -> Option<&str> {
        self.values.iter().find(|(own, _)| *own == name).map(|(_, value)| value.as_str())
    }

    /// Takes a block for something.
    ///
    /// An article has one headline and one standfirst: the block that was taken for it before is left out. What was typed gives
    /// way to what the block says.
    pub fn take(&mut self, review: &Review, at: usize, taken_for: TakenFor) {
        if at >= review.blocks.len() {
            return;
        }
        if matches!(taken_for, TakenFor::Headline | TakenFor::Standfirst) {
            for other in (0..review.blocks.len()).filter(|other| *other != at) {
                if *self.taken_for(review, other) == taken_for {
                    self.put(review, other, TakenFor::LeftOut);
                }
            }
        }
        let field = match taken_for {
            TakenFor::Headline => Some(FieldName::Headline),
            TakenFor::Standfirst => Some(FieldName::Standfirst),
            TakenFor::Byline => Some(FieldName::Author),
            _ => None,
        };
        self.values.retain(|(name, _)| Some(*name) != field);
        self.put(review, at, taken_for);
    }

    /// Takes a block in that is left out, as what it was read for; leaves out one that is in.
    pub fn turn(&mut self, review: &Review, at: usize) {
        let Some(block) = review.blocks.get(at) else { return };
        let next = match (self.taken_for(review, at), &block.taken_for) {
            (TakenFor::LeftOut, TakenFor::LeftOut) => TakenFor::Body,
            (TakenFor::LeftOut, found) => found.clone(),
            _ => TakenFor::LeftOut,
        };
        self.take(review, at, next);
    }

    fn put(&mut self, review: &Review, at: usize, taken_for: TakenFor) {
        // What was in doubt is said, too, where it stays what it was.
        if review.blocks.get(at).is_some_and(|block| block.taken_for == taken_for && block.doubt.is_none()) {
            self.taken.remove(&at);
        } else {
            self.taken.insert(at, taken_for);
        }
    }

    /// Puts a value into a field; an empty one empties it.
    ///
    /// # Errors
    /// A sentence where the field cannot hold the value, with an example of one that it can.
    pub fn set(&mut self, name: FieldName, value: &str) -> Result<(), String> {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        check(name, &value)?;
        self.values.retain(|(own, _)| *own != name);
        self.values.push((name, value));
        Ok(())
    }

    /// The article that follows from the choices, and what is found in it.
    pub fn article(&self, imported: &Imported) -> (Article, Findings) {
        if self.is_empty() {
            return (imported.article.clone(), imported.findings.clone());
        }
        let mut article = imported.article.clone();
        if !self.taken.is_empty() {
            self.parts(&imported.review, &imported.article, &mut article);
        }
        for (name, value) in &self.values {
            fill(&mut article, *name, value);
        }
        let findings = quotes::find(&article);
        (article, findings)
    }

    /// The original with the article that follows from the choices, ready to be kept.
    pub fn apply(&self, mut imported: Imported) -> Imported {
        (imported.article, imported.findings) = self.article(&imported);
        imported
    }

    fn parts(&self, review: &Review, read: &Article, article: &mut Article) {
        let taken = |at: usize| self.taken_for(review, at);
        let found = |at: usize| &review.blocks[at].taken_for;
        let all = || 0..review.blocks.len();
        article.blocks = all().filter(|at| *taken(*at) == TakenFor::Body).map(|at| review.blocks[at].block.clone()).collect();
        article.photos.retain(|photo| {
            let mut figures = all().filter(|at| is_figure(&review.blocks[*at].block, &photo.id)).peekable();
            figures.peek().is_none() || figures.any(|at| *taken(at) == TakenFor::Body)
        });
        for (at, chosen) in &self.taken {
            let text = review.blocks.get(*at).map(|block| block.text()).unwrap_or_default();
            match chosen {
                TakenFor::Headline => article.headline = one_line(&text),
                TakenFor::Standfirst => article.standfirst = Some(one_line(&text)),
                TakenFor::Byline => {
                    let (byline, outlet) = head::byline(&text).unwrap_or_else(|| (byline(&text, &article.byline), None));
                    article.byline = byline;
                    article.publisher = article.publisher.take().or(outlet);
                }
                _ => {}
            }
        }
        let lost = |at: usize, part: &TakenFor| found(at) == part && taken(at) != part;
        let is_lost =
            |at: usize| lost(at, &TakenFor::Standfirst) && article.standfirst.as_ref() == Some(&one_line(&review.blocks[at].text()));
        if all().any(is_lost) {
            article.standfirst = None;
        }
        for photo in &mut article.photos {
            let own = Captioned { choices: self, review, read, photo: &photo.id };
            let is_touched = self.taken.iter().any(|(at, chosen)| own.is_of(chosen) || own.is_of(found(*at)));
            if is_touched {
                let (caption, credit) = (own.caption(photo), own.credit(photo));
                photo.caption = caption;
                photo.credit_text = credit;
            }
        }
    }
}

fn is_figure(block: &Block, id: &PhotoId) -> bool {
    matches!(block, Block::Figure(figure) if figure.photo == *id)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words that belong to a photo after the choices.
struct Captioned<'a> {
    choices: &'a Choices,
    review: &'a Review,
    /// The article as it was read.
    read: &'a Article,
    photo: &'a PhotoId,
}

impl Captioned<'_> {
    fn is_of(&self, taken: &TakenFor) -> bool {
        matches!(taken, TakenFor::Caption(id) | TakenFor::Credit(id) if id == self.photo)
    }

    /// The blocks that are read or chosen as a part of the photo: whether each was read so, whether it is so now, and its text.
    fn blocks(&self, is: fn(&TakenFor, &PhotoId) -> bool) -> Vec<(bool, bool, usize)> {
        (0..self.review.blocks.len())
            .map(|at| {
                let (was, now) = (&self.review.blocks[at].taken_for, self.choices.taken_for(self.review, at));
                (is(was, self.photo), is(now, self.photo), at)
            })
            .filter(|(was, now, _)| *was || *now)
            .collect()
    }

    fn captions(&self) -> Vec<(bool, bool, usize)> {
        self.blocks(|taken, id| matches!(taken, TakenFor::Caption(own) if own == id))
    }

    /// Caption and credit of a block that came here from elsewhere; what its reading told apart stays apart.
    fn parted(&self, at: usize) -> (String, Option<String>) {
        let text = self.review.blocks[at].text();
        if let TakenFor::Caption(other) = &self.review.blocks[at].taken_for {
            let is_only = self.review.blocks.iter().filter(|block| block.taken_for == TakenFor::Caption(other.clone())).count() == 1;
            if let Some(photo) = self.read.photo(other).filter(|_| is_only) {
                let credit = photo.credit_text.clone().filter(|credit| text.contains(credit.as_str()));
                return (photo.caption.clone(), credit);
            }
        }
        caption_parts(&text)
    }

    fn caption(&self, photo: &Photo) -> String {
        let blocks = self.captions();
        let was_printed = blocks.iter().any(|(was, ..)| *was);
        let stays = blocks.iter().any(|(was, now, _)| *was && *now);
        let added: Vec<String> = blocks
            .iter()
            .filter(|(was, now, _)| *now && !*was)
            .map(|(.., at)| self.parted(*at).0)
            .filter(|words| !words.is_empty())
            .collect();
        // A caption that no block of the page shows gives way to one that a person chose.
        let own = if stays || (!was_printed && added.is_empty()) { photo.caption.clone() } else { String::new() };
        std::iter::once(own).filter(|own| !own.is_empty()).chain(added).collect::<Vec<_>>().join(" ")
    }

    fn credit(&self, photo: &Photo) -> Option<String> {
        let credits = self.blocks(|taken, id| matches!(taken, TakenFor::Credit(own) if own == id));
        let added: Vec<String> =
            credits.iter().filter(|(was, now, _)| *now && !*was).map(|(.., at)| credit(&self.review.blocks[*at].text())).collect();
        if !added.is_empty() {
            return Some(added.join("; "));
        }
        let captions = self.captions();
        let brought = captions.iter().filter(|(was, now, _)| *now && !*was).find_map(|(.., at)| self.parted(*at).1);
        let own = photo.credit_text.clone().filter(|own| {
            let shown: Vec<bool> = credits.iter().map(|(was, now, _)| *was && *now).collect();
            let is_shown = |at: usize| self.review.blocks[at].text().contains(own.as_str());
            let is_taken_away = captions.iter().any(|(was, now, at)| *was && !*now && is_shown(*at));
            if shown.is_empty() { !is_taken_away } else { shown.contains(&true) }
        });
        own.or(brought)
    }
}

/// A line that is a credit, without what announces it.
fn credit(text: &str) -> String {
    caption_parts(text).1.unwrap_or_else(|| one_line(text))
}

/// Whether a field can hold a value.
fn check(name: FieldName, value: &str) -> Result<(), String> {
    if value.is_empty() {
        return if name == FieldName::Headline { Err("An article needs a headline: write one.".to_owned()) } else { Ok(()) };
    }
    match name {
        FieldName::Published | FieldName::Modified if date(value).is_none() => {
            Err(format!("“{value}” is not a date: write it as 2020-11-18, 18 November 2020, 2020-11 or 2020."))
        }
        FieldName::Language if language_tag(value).is_none() => {
            Err(format!("“{value}” is not a language that is known: write its name, such as German, or its code, such as de or pt-BR."))
        }
        FieldName::Address if url::Url::parse(value).is_err() => {
            Err(format!("“{value}” is not an address: write it whole, such as https://example.org/article."))
        }
        FieldName::Free if is_free(value).is_none() => Err(format!("“{value}” is neither yes nor no.")),
        _ => Ok(()),
    }
}

fn is_free(value: &str) -> Option<bool> {
    match value.to_lowercase().as_str() {
        "yes" | "true" => Some(true),
        "no" | "false" => Some(false),
        _ => None,
    }
}

/// A date as files write it, or as people do.
fn date(value: &str) -> Option<PublicationDate> {
    value.parse().ok().or_else(|| head::date(value))
}

/// Authors parted by semicolons, or as a byline has them; one that was known stays what it was.
fn byline(value: &str, known: &Byline) -> Byline {
    let names: Vec<String> = if value.contains(';') {
        value.split(';').map(|name| name.trim().to_owned()).collect()
    } else {
        let line = format!("By {}", value.trim().trim_start_matches("By ").trim_start_matches("by "));
        head::byline(&line)
            .map_or_else(|| vec![value.trim().to_owned()], |(byline, _)| byline.0.iter().map(|one| one.name().to_owned()).collect())
    };
    let creator = |name: String| {
        let same = known.0.iter().find(|one| one.name() == name).cloned();
        same.or_else(|| head::byline(&format!("By {name}")).and_then(|(byline, _)| byline.0.into_iter().find(|one| one.name() == name)))
            .unwrap_or_else(|| Creator::person(name))
    };
    Byline(names.into_iter().filter(|name| !name.is_empty()).map(creator).collect())
}

fn fill(article: &mut Article, name: FieldName, value: &str) {
    let text = || (!value.is_empty()).then(|| value.to_owned());
    match name {
        FieldName::Headline => value.clone_into(&mut article.headline),
        FieldName::Standfirst => article.standfirst = text(),
        FieldName::Author => article.byline = byline(value, &article.byline),
        FieldName::Publisher => article.publisher = text(),
        FieldName::Published => article.date_published = date(value),
        FieldName::Modified => article.date_modified = date(value),
        FieldName::Language => article.in_language = text().and_then(|typed| language_tag(&typed)),
        FieldName::Address => article.url = text(),
        FieldName::Section => article.article_section = text(),
        FieldName::Keywords => {
            article.keywords = value.split(';').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect();
        }
        FieldName::Licence => article.license = text(),
        FieldName::Free => match is_free(value) {
            Some(is_free) => drop(article.extra.insert("isAccessibleForFree".to_owned(), is_free.into())),
            None => drop(article.extra.shift_remove("isAccessibleForFree")),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::text;

    const PAGE: &str = r#"<!DOCTYPE html><html lang="en"><head><title>Ferry line saved by one vote – Harbour Gazette</title>
<meta property="og:site_name" content="Harbour Gazette"><meta name="author" content="Ngozi Okafor">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry line saved by one vote","datePublished":"2019-11-20","author":{"@type":"Person","name":"Ngozi Okafor"}}</script></head>
<body><nav><a href="/a">News</a> <a href="/b">Sport</a> <a href="/c">Weather</a></nav>
<article><h1>Ferry line saved by one vote</h1><p class="byline">By Ngozi Okafor</p>
<p>The old ferry keeps running. After four hours of debate the council voted nine to eight on Tuesday night to renew the contract with its operator.</p>
<figure><img src="gannet.jpg" alt="A ferry" width="800" height="500"><figcaption>The ferry Gannet leaves the quay on Monday. Photo: Marisol Reyes</figcaption></figure>
<p>“We would have lost the school run,” said Edwin Pryce, the mayor, after the vote. He had called the line a promise to the island that nobody could break.</p>
<figure><img src="hall.jpg" alt="A hall" width="800" height="500"></figure>
<p>Opponents had called the line a floating museum. They will ask the auditors to look at what the operator earns with it, they said on Wednesday morning.</p>
<p class="note">Correction, 20 November: an earlier version gave the vote as ten to seven.</p></article>
<aside class="related"><a href="/x">Five walks along the coast</a></aside></body></html>"#;

    fn page() -> Imported {
        text("ferry.html", PAGE.as_bytes()).unwrap()
    }

    fn at(review: &Review, words: &str) -> usize {
        review.blocks.iter().position(|block| block.text().contains(words)).unwrap()
    }

    #[test]
    fn without_a_choice_the_article_is_the_one_that_was_read() {
        let read = page();
        assert_eq!(Choices::default().article(&read).0, read.article);
        assert_eq!(read.review.body(), read.article.blocks, "the review’s body is the article’s");
        let mut choices = Choices::default();
        let body = at(&read.review, "Opponents had called");
        choices.turn(&read.review, body);
        choices.turn(&read.review, body);
        assert!(choices.is_empty(), "turned twice is as it was");
    }

    #[test]
    fn a_block_is_taken_in_and_left_out() {
        let read = page();
        let mut choices = Choices::default();
        choices.turn(&read.review, at(&read.review, "We would have lost"));
        choices.turn(&read.review, at(&read.review, "Five walks"));
        let (article, findings) = choices.article(&read);
        let body = article.plain_text();
        assert!(!body.as_str().contains("school run") && body.as_str().contains("Five walks"));
        assert!(
            findings.quotations.iter().all(|quotation| !quotation.passages[0].exact.contains("school run")),
            "quotations follow the body"
        );
    }

    #[test]
    fn a_block_that_becomes_the_headline_leaves_the_other_out() {
        let read = page();
        let mut choices = Choices::default();
        choices.set(FieldName::Headline, "Typed").unwrap();
        choices.take(&read.review, at(&read.review, "Five walks"), TakenFor::Headline);
        assert_eq!(choices.article(&read).0.headline, "Five walks along the coast");
        let headlines = (0..read.review.blocks.len()).filter(|at| *choices.taken_for(&read.review, *at) == TakenFor::Headline);
        assert_eq!(headlines.count(), 1);
        choices.set(FieldName::Headline, "Typed  again").unwrap();
        assert_eq!(choices.article(&read).0.headline, "Typed again", "what is typed last holds");
    }

    #[test]
    fn a_caption_goes_over_to_another_photo_with_its_credit() {
        let read = page();
        assert_eq!(read.article.photos.len(), 2, "{:?}", read.article.photos);
        let (one, two) = (read.article.photos[0].id.clone(), read.article.photos[1].id.clone());
        let caption = at(&read.review, "The ferry Gannet leaves");
        assert_eq!(read.review.blocks[caption].taken_for, TakenFor::Caption(one.clone()));
        let mut choices = Choices::default();
        choices.take(&read.review, caption, TakenFor::Caption(two.clone()));
        let (article, _) = choices.article(&read);
        let said = |id: &PhotoId| article.photo(id).map(|photo| (photo.caption.clone(), photo.credit_text.clone())).unwrap();
        assert_eq!(said(&one), (String::new(), None));
        assert_eq!(said(&two), ("The ferry Gannet leaves the quay on Monday.".to_owned(), Some("Marisol Reyes".to_owned())));
        choices.take(&read.review, caption, TakenFor::Caption(one));
        assert!(choices.is_empty());
    }

    #[test]
    fn a_photo_that_is_left_out_is_none_of_the_articles() {
        let read = page();
        let id = read.article.photos[1].id.clone();
        let figure = read.review.blocks.iter().position(|block| is_figure(&block.block, &id)).unwrap();
        let mut choices = Choices::default();
        choices.turn(&read.review, figure);
        let (article, _) = choices.article(&read);
        assert!(article.photo(&id).is_none() && article.photos.len() == 1);
    }

    #[test]
    fn fields_hold_what_they_can_and_say_what_they_cannot() {
        let read = page();
        let mut choices = Choices::default();
        for (name, value, words) in [
            (FieldName::Published, "last Tuesday", "not a date"),
            (FieldName::Language, "English please", "code"),
            (FieldName::Address, "harbour", "address"),
            (FieldName::Headline, "  ", "headline"),
            (FieldName::Free, "perhaps", "yes nor no"),
        ] {
            assert!(choices.set(name, value).unwrap_err().contains(words), "{value}");
        }
        assert!(choices.is_empty());
        for (name, value) in [
            (FieldName::Published, "19 November 2019"),
            (FieldName::Author, "Ada Ferris and Tom Bell"),
            (FieldName::Publisher, "The Harbour Gazette"),
            (FieldName::Standfirst, ""),
            (FieldName::Keywords, "ferries; council"),
            (FieldName::Language, "en-GB"),
        ] {
            choices.set(name, value).unwrap();
        }
        let article = choices.article(&read).0;
        assert_eq!(article.date_published.map(|date| date.to_string()).as_deref(), Some("2019-11-19"));
        assert_eq!(article.byline.in_words(), "Ada Ferris and Tom Bell");
        assert_eq!((article.publisher.as_deref(), article.standfirst.as_deref()), (Some("The Harbour Gazette"), None));
        assert_eq!(article.keywords, ["ferries", "council"]);
        choices.set(FieldName::Author, "Ngozi Okafor; Harbour Desk").unwrap();
        let article = choices.article(&read).0;
        assert!(matches!(&article.byline.0[..], [Creator::Person { .. }, Creator::Organization { .. }]), "{:?}", article.byline);
    }
}
