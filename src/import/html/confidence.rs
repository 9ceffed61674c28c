//! How sure a page's reading is, and what lowers it.

use super::{
    dates::Dates,
    lines::{Line, Weights},
    metadata::Head,
    page::Page,
};
use crate::{
    import::review::{Field, FieldName},
    model::{Article, PublicationDate},
};

/// What is known of a reading once it is done.
pub(super) struct Reading<'a> {
    pub(super) page: &'a Page,
    pub(super) head: &'a Head,
    pub(super) lines: &'a [Line],
    /// The lines of the body.
    pub(super) kept: &'a [&'a Line],
    pub(super) place: usize,
    /// Which part of the body the text of the page's own data has, and which part of that text the body lacks; from 0 to 1.
    pub(super) compared: Option<(f64, f64)>,
    pub(super) article: &'a Article,
    pub(super) fields: &'a [Field],
    pub(super) dates: &'a Dates,
}

/// From 0 to 1, with a sentence for each doubt, the weightiest first.
pub(super) fn confidence(reading: &Reading<'_>) -> (f32, Vec<String>) {
    let mut doubts = Vec::new();
    reading.body(&mut doubts);
    reading.headline(&mut doubts);
    reading.dates(&mut doubts);
    reading.authors(&mut doubts);
    doubts.sort_by(|a, b| a.0.total_cmp(&b.0));
    let confidence = doubts.iter().map(|(factor, _)| factor).product();
    (confidence, doubts.into_iter().map(|(_, sentence)| sentence).collect())
}

type Doubts = Vec<(f32, String)>;

impl Reading<'_> {
    fn body(&self, doubts: &mut Doubts) {
        let letters: usize = self.kept.iter().map(|line| line.letters).sum();
        let linked: usize = self.kept.iter().map(|line| line.linked).sum();
        let words: usize = self.kept.iter().map(|line| line.words.split_whitespace().count()).sum();
        match letters {
            0 => doubts.push((0.05, "No body was found: choose its blocks by hand.".to_owned())),
            1..=400 => doubts.push((0.6, format!("The body has only {words} words. Check that it is whole."))),
            _ => {}
        }
        if letters > 0 && linked * 2 > letters {
            doubts.push((0.5, "Most of the body leads to other pages: this may be a list of articles.".to_owned()));
        }
        if self.article.extra.get("isAccessibleForFree").and_then(serde_json::Value::as_bool) == Some(false) {
            doubts.push((0.85, "The page says that it is for subscribers. Check that the body is whole.".to_owned()));
        }
        if let Some((shared, missing)) = self.compared {
            if missing > 0.25 {
                doubts.push((0.6, format!("The page’s own data has a text of which {:.0} % was not found on the page.", missing * 100.0)));
            } else if shared < 0.75 {
                doubts
                    .push((0.7, format!("Of the body, {:.0} % is not in the text that the page’s own data has.", (1.0 - shared) * 100.0)));
            }
        }
        let weights = Weights::new(self.page, self.lines, |line| if line.noise.is_some() { 0.0 } else { line.weight() });
        let (whole, own) = (weights.of(self.page, 0), weights.of(self.page, self.place));
        if letters > 0 && whole > own * 1.6 && self.compared.is_none() {
            doubts.push((0.75, "Much other running text stands on the page. Check that nothing of the article was left out.".to_owned()));
        }
    }

    fn headline(&self, doubts: &mut Doubts) {
        if self.head.headline.words.is_empty() {
            doubts.push((0.6, "No headline was found: the article is called by its first words.".to_owned()));
        } else if self.head.headline.node.is_none() {
            doubts.push((0.85, "The headline is not printed on the page; it was taken from the page’s title.".to_owned()));
        }
    }

    fn dates(&self, doubts: &mut Doubts) {
        if self.article.date_published.is_none() {
            let day = |(month, day)| jiff::civil::Date::new(2000, month, day).ok().map(|date| date.strftime("%-d %b").to_string());
            doubts.push(match self.dates.without_year.and_then(day) {
                Some(day) => (0.9, format!("The page prints “{day}” and nothing says of which year: type the date.")),
                None => (0.9, "No date of publication was found.".to_owned()),
            });
            return;
        }
        let Some(field) = self.fields.iter().find(|field| field.name == FieldName::Published) else { return };
        let day = |value: &str| value.parse::<PublicationDate>().ok().map(PublicationDate::day);
        let days: Vec<_> = field.found.iter().filter_map(|found| Some((day(&found.value)?, found))).collect();
        // A day's difference is that of time zones.
        if let Some((first, taken)) = days.first()
            && let Some((_, other)) = days.iter().find(|(day, _)| first.until(*day).is_ok_and(|span| span.get_days().abs() > 1))
        {
            let from = |found: &crate::import::review::Found| found.from.join(", ");
            let shown = |value: &str| value.parse::<PublicationDate>().map_or_else(|_| value.to_owned(), PublicationDate::short);
            let (own, others) = (shown(&taken.value), shown(&other.value));
            doubts.push((0.85, format!("The date is {own} by {}, but {others} by {}.", from(taken), from(other))));
        }
    }

    fn authors(&self, doubts: &mut Doubts) {
        if self.article.byline.is_empty() {
            doubts.push((0.95, "Nobody is named as the author.".to_owned()));
        } else if let Some(field) = self.fields.iter().find(|field| field.name == FieldName::Author && field.found.len() > 1) {
            doubts.push((0.95, format!("The author is {}, or {}.", field.found[0].value, field.found[1].value)));
        }
    }
}
