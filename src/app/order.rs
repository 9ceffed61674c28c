//! In which order articles are listed.

use std::cmp::Reverse;

use crate::model::{ArticleSummary, PublicationDate};

/// In which order articles are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ArticleOrder {
    /// As the archive has them.
    #[default]
    Archive,
    /// The last published first.
    Newest,
    /// The first published first.
    Oldest,
    /// By headline.
    Headline,
    /// By outlet, and the last published first.
    Outlet,
}

impl ArticleOrder {
    /// Every order, as the menu lists them.
    pub const ALL: [Self; 5] = [Self::Archive, Self::Newest, Self::Oldest, Self::Headline, Self::Outlet];

    /// Its name.
    pub fn title(self) -> &'static str {
        match self {
            Self::Archive => "As in the archive",
            Self::Newest => "Newest first",
            Self::Oldest => "Oldest first",
            Self::Headline => "By headline",
            Self::Outlet => "By outlet",
        }
    }

    /// All articles of a list in this order, by their place in it; nothing for the list's own.
    pub fn arrange(self, list: &[ArticleSummary]) -> Option<Vec<u32>> {
        let day = |place: &u32| list.get(*place as usize).and_then(|summary| summary.date_published).map(PublicationDate::day);
        let folded = |words: Option<&String>| words.map(|words| words.to_lowercase());
        let mut all: Vec<u32> = (0..list.len() as u32).collect();
        match self {
            Self::Archive => return None,
            Self::Newest => all.sort_by_cached_key(|place| Reverse(day(place))),
            // What has no date comes last here too.
            Self::Oldest => all.sort_by_cached_key(|place| (day(place).is_none(), day(place))),
            Self::Headline => all.sort_by_cached_key(|place| folded(list.get(*place as usize).map(|summary| &summary.headline))),
            Self::Outlet => all.sort_by_cached_key(|place| {
                (folded(list.get(*place as usize).and_then(|summary| summary.publisher.as_ref())), Reverse(day(place)))
            }),
        }
        Some(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Article;

    #[test]
    fn what_has_no_date_comes_last_in_both_directions() {
        let dated = |slug: &str, date: Option<&str>| {
            let mut article = Article::new(slug.to_uppercase());
            article.date_published = date.map(|date| date.parse().unwrap());
            ArticleSummary::of(slug.parse().unwrap(), &article)
        };
        let list = [dated("b", Some("2020-01-02")), dated("a", None), dated("c", Some("2021"))];
        assert_eq!(ArticleOrder::Newest.arrange(&list), Some(vec![2, 0, 1]));
        assert_eq!(ArticleOrder::Oldest.arrange(&list), Some(vec![0, 2, 1]));
        assert_eq!(ArticleOrder::Headline.arrange(&list), Some(vec![1, 0, 2]));
        assert_eq!(ArticleOrder::Archive.arrange(&list), None);
    }
}
