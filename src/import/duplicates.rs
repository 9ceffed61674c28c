//! Articles that are there already: of the same address, or of the same words.

use std::collections::HashMap;

use rayon::prelude::*;

use super::file::Imported;
use crate::{
    bundle::{Bundle, sha256},
    model::{Article, Slug},
};

/// How two articles are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sameness {
    /// Their words are, to the letter but for case, marks and spaces.
    Words,
    /// Their address is; the words differ, as they do between two captures of a page that was changed.
    Address,
}

/// An article that is there already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duplicate<Id = Slug> {
    /// What names the one that was first.
    pub first: Id,
    /// How they are the same.
    pub sameness: Sameness,
}

impl Duplicate {
    /// The sentence for the report; `headline` is that of the one that came second.
    pub fn in_words(&self, headline: &str) -> String {
        match self.sameness {
            Sameness::Words => format!("“{headline}” has the same words as {}.", self.first),
            Sameness::Address => format!("“{headline}” has the same address as {}, and other words: a capture of another day.", self.first),
        }
    }
}

/// The articles that are known by now, each by what names it.
#[derive(Clone, Debug)]
pub struct Known<Id = Slug> {
    addresses: HashMap<String, Id>,
    words: HashMap<String, Id>,
}

impl<Id> Default for Known<Id> {
    fn default() -> Self {
        Self { addresses: HashMap::new(), words: HashMap::new() }
    }
}

impl Known {
    /// The articles of an archive.
    pub fn of(bundle: &Bundle) -> Self {
        let articles: Vec<(Slug, Article)> =
            bundle.archive().articles.par_iter().filter_map(|slug| Some((slug.clone(), bundle.article(slug).ok()?))).collect();
        let mut known = Self::default();
        articles.iter().for_each(|(slug, article)| known.add(slug, article));
        known
    }
}

impl<Id: Clone> Known<Id> {
    /// Which of them an article is; the same words count before the same address.
    pub fn find(&self, imported: &Imported) -> Option<Duplicate<Id>> {
        let words = words(&imported.article).and_then(|words| self.words.get(&words)).map(|first| (first, Sameness::Words));
        let address = || {
            let addresses = [imported.article.url.as_deref(), imported.source.address.as_deref()];
            addresses
                .into_iter()
                .flatten()
                .find_map(|address| self.addresses.get(&plain_address(address)))
                .map(|first| (first, Sameness::Address))
        };
        words.or_else(address).map(|(first, sameness)| Duplicate { first: first.clone(), sameness })
    }

    /// Adds an article.
    pub fn add(&mut self, id: &Id, article: &Article) {
        if let Some(words) = words(article) {
            self.words.entry(words).or_insert_with(|| id.clone());
        }
        for address in article.url.iter().chain(article.captures.iter().filter_map(|capture| capture.url.as_ref())) {
            self.addresses.entry(plain_address(address)).or_insert_with(|| id.clone());
        }
    }

    /// Adds an article that was read and is in no archive yet.
    pub fn add_read(&mut self, id: &Id, imported: &Imported) {
        self.add(id, &imported.article);
        if let Some(address) = &imported.source.address {
            self.addresses.entry(plain_address(address)).or_insert_with(|| id.clone());
        }
    }
}

/// What makes two bodies the same; nothing where there are too few words to tell.
fn words(article: &Article) -> Option<String> {
    let text = article.plain_text();
    let plain: String = text.as_str().chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    (plain.len() >= 80).then(|| sha256(plain.as_bytes()))
}

/// An address without what does not tell two pages apart: scheme, `www.`, fragment, slash at the end, marks of campaigns.
fn plain_address(address: &str) -> String {
    let Ok(mut url) = url::Url::parse(address) else { return address.trim().to_lowercase() };
    let is_mark =
        |name: &str| name.starts_with("utm_") || ["fbclid", "gclid", "mc_cid", "mc_eid", "igshid", "cmpid", "ref_src"].contains(&name);
    let kept: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(name, _)| !is_mark(&name.to_lowercase()))
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    url.set_fragment(None);
    url.set_query(None);
    let host = url.host_str().unwrap_or_default().trim_start_matches("www.").to_owned();
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    let query: String = kept.iter().map(|(name, value)| format!("&{name}={value}")).collect();
    format!("{host}{port}{}{query}", url.path().trim_end_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::pasted;

    #[test]
    fn what_is_there_already_is_known_by_address_and_by_words() {
        let text =
            "Bridge closed\n\nThe council closed the old harbour bridge on Tuesday after divers found cracks below the water, it said.";
        let mut first = pasted(text).unwrap();
        first.article.url = Some("https://www.gazette.example/bridge/?utm_source=x#top".to_owned());
        let mut known = Known::default();
        let slug: Slug = "bridge-closed".parse().unwrap();
        assert_eq!(known.find(&first), None);
        known.add(&slug, &first.article);
        let mut second = pasted(&text.replace("Tuesday", "TUESDAY").replace("Bridge closed", "Another headline")).unwrap();
        assert_eq!(known.find(&second).unwrap().sameness, Sameness::Words);
        second = pasted(&text.replace("Tuesday", "Monday")).unwrap();
        assert_eq!(known.find(&second), None);
        second.source.address = Some("http://gazette.example/bridge".to_owned());
        assert_eq!(known.find(&second), Some(Duplicate { first: slug, sameness: Sameness::Address }));
    }
}
