//! An article's fields by agreement of what its page says and prints.

use super::{
    byline::{byline, printed},
    dates::{Dates, dates, is_dated},
    headline::{Headline, headline, titles},
    language::language,
    page::Page,
    photos::Found,
    publisher::{address, publisher},
    renditions::stem,
    said::{Said, words},
    site::plain,
    witness::Witness,
};
use crate::model::{Article, Creator, Photo};

/// What stands at the head of a page, before its body is known.
pub(super) struct Head {
    pub(super) said: Said,
    pub(super) headline: Headline,
    pub(super) address: Option<String>,
    /// The address that the page was saved from, where something outside it says so.
    pub(super) known: Option<String>,
    /// The authors that the page prints.
    pub(super) printed: Vec<String>,
    /// Every title of the page, to compare with.
    pub(super) titles: Vec<String>,
}

impl Head {
    /// Reads what a page says of itself.
    pub(super) fn of(page: &Page, known: Option<&str>) -> Self {
        let said = Said::of(page);
        let headline = headline(page, &said);
        let address = address(&said).or_else(|| known.map(str::to_owned));
        let mut plain_titles: Vec<String> = titles(&said).iter().map(|title| plain(title)).filter(|title| title.contains(' ')).collect();
        plain_titles.push(plain(&headline.words));
        let printed = printed(page, headline.node);
        Self { said, headline, printed, address, known: known.map(str::to_owned), titles: plain_titles }
    }

    /// The names of the authors, as the page prints or states them, without case and marks.
    pub(super) fn authors(&self) -> Vec<String> {
        let stated = self.said.article().and_then(|article| article.get("author")).map(|author| super::byline::stated(&self.said, author));
        let metas = self.said.meta(&["author", "article:author", "parsely-author"]).map(super::byline::names);
        let names = self.printed.iter().cloned().chain(stated.into_iter().flatten()).chain(metas.into_iter().flatten());
        names.map(|name| plain(&name)).filter(|name| name.contains(' ') || !name.is_ascii()).collect()
    }

    /// What the page says elsewhere of the article's words.
    pub(super) fn witness(&self) -> Witness {
        let summary = self.said.text("description");
        let summaries: Vec<&str> = summary
            .as_deref()
            .into_iter()
            .chain(["og:description", "description", "twitter:description"].iter().filter_map(|name| self.said.meta(&[name])))
            .collect();
        Witness::new(self.said.body().as_deref(), &summaries)
    }

    /// Whether the page says that it is an article.
    pub(super) fn is_article(&self, page: &Page) -> bool {
        let said = &self.said;
        said.article().is_some()
            || said.meta(&["og:type"]).is_some_and(|kind| kind.contains("article") || kind.contains("blog"))
            || said.meta(&["article:published_time", "article:author", "parsely-title", "news_keywords"]).is_some()
            || said.marked.iter().any(|marked| matches!(marked.name, "headline" | "datePublished"))
            || self
                .headline
                .node
                .is_some_and(|node| (node.saturating_sub(60)..(node + 250).min(page.len())).any(|near| page.tag(near) == "time"))
            || is_dated(page, self.headline.node)
    }

    /// The pictures that the page names as the article's own, not those of the whole site.
    pub(super) fn pictures(&self) -> Vec<String> {
        let shared = ["og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src"];
        let structured = self.said.article().and_then(|article| article.get("image")).map(addresses).unwrap_or_default();
        let mut pictures: Vec<String> = Vec::new();
        for url in shared.iter().flat_map(|name| self.said.all(name)).map(str::to_owned).chain(structured) {
            let name = url.split(['?', '#']).next().unwrap_or(&url).rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
            let is_own = url.contains('/')
                && !["logo", "default", "placeholder", "share", "sharing", "favicon", "icon", "social", "fallback", "og"]
                    .iter()
                    .any(|word| name.split(|letter: char| !letter.is_ascii_alphanumeric()).any(|own| own == *word));
            if is_own && !pictures.contains(&url) {
                pictures.push(url);
            }
        }
        pictures
    }

    /// The picture that the page gives to be shown with its headline.
    pub(super) fn lead(&self, pictures: &[String]) -> Option<Found> {
        let alternate = self.said.meta(&["og:image:alt", "twitter:image:alt"]).map(str::to_owned);
        let url = pictures.first()?;
        Some(Found { node: 0, urls: vec![url.clone()], said: Default::default(), alternate, line: None })
    }

    /// Fills in what structured data says of a picture and the page does not print: who made it, its rights.
    pub(super) fn describe(&self, found: &Found, photo: &mut Photo) {
        let Some(image) = self.said.article().and_then(|article| article.get("image")) else { return };
        let images: Vec<&serde_json::Value> = image.as_array().map_or_else(|| vec![image], |images| images.iter().collect());
        let is_its = |object: &&serde_json::Map<String, serde_json::Value>| {
            let url = object.get("url").or_else(|| object.get("contentUrl")).and_then(serde_json::Value::as_str);
            url.is_some_and(|url| found.urls.iter().any(|own| stem(own) == stem(url)))
        };
        let Some(object) = images.into_iter().filter_map(|image| self.said.resolve(image)).find(is_its) else { return };
        let of = |name: &str| object.get(name).and_then(words);
        photo.credit_text = photo.credit_text.take().or_else(|| of("creditText"));
        photo.copyright_notice = of("copyrightNotice");
        photo.license = of("license");
        photo.creator = of("creator").or_else(|| of("author")).map(Creator::person);
    }

    /// Fills in an article's fields; `body` is what was found of its text. Gives the dates that were seen.
    pub(super) fn fill(&self, page: &Page, body: &str, article: &mut Article) -> Dates {
        let said = &self.said;
        article.headline.clone_from(&self.headline.words);
        article.url.clone_from(&self.address);
        article.publisher = publisher(page, said, self.address.as_deref());
        article.in_language = language(said, body).or_else(|| language(said, &page.words(0)));
        let is_american = article.in_language.as_deref().is_none_or(|tag| tag == "en" || tag == "en-US");
        let found = dates(page, said, self.address.as_deref(), self.headline.node, is_american);
        article.date_published = found.published;
        article.date_modified = found.modified.filter(|date| Some(*date) != found.published);
        article.byline = byline(page, said, &self.printed, self.headline.node, article.publisher.as_deref());
        article.article_section = said
            .meta(&["article:section", "parsely-section", "section"])
            .map(str::to_owned)
            .or_else(|| said.text("articleSection"))
            .or_else(|| said.property(page, "articleSection").filter(|section| section.chars().count() < 60));
        article.license = said.text("license").or_else(|| license(page));
        article.keywords = self.keywords();
        article.standfirst = self.standfirst(body);
        let is_free = said.article().and_then(|own| own.get("isAccessibleForFree")).and_then(free);
        if let Some(is_free) = is_free.or_else(|| free(&said.property(page, "isAccessibleForFree")?.into())) {
            article.extra.insert("isAccessibleForFree".to_owned(), is_free.into());
        }
        found
    }

    /// The summary, where it is not the body's own beginning.
    fn standfirst(&self, body: &str) -> Option<String> {
        let summary = self
            .said
            .text("description")
            .or_else(|| self.said.meta(&["og:description", "description", "twitter:description"]).map(str::to_owned))?;
        let own = plain(&summary);
        let start: String = plain(&body.chars().take(1_500).collect::<String>());
        let begin: String = own.split(' ').take(8).collect::<Vec<_>>().join(" ");
        (own.split(' ').count() >= 4 && !start.contains(&begin) && !self.titles.contains(&own)).then_some(summary)
    }

    fn keywords(&self) -> Vec<String> {
        let mut keywords: Vec<String> = match self.said.article().and_then(|article| article.get("keywords")) {
            Some(serde_json::Value::Array(values)) => values.iter().filter_map(words).collect(),
            Some(value) => words(value).map(|text| text.split(',').map(|word| word.trim().to_owned()).collect()).unwrap_or_default(),
            None => Vec::new(),
        };
        if keywords.is_empty() {
            keywords = self.said.all("article:tag").map(str::to_owned).collect();
        }
        if keywords.is_empty() {
            keywords = self
                .said
                .meta(&["news_keywords", "keywords", "parsely-tags"])
                .map(|text| text.split(',').map(|word| word.trim().to_owned()).collect())
                .unwrap_or_default();
        }
        // Some publishers keep their identifiers among the words.
        keywords.retain(|word| !word.is_empty() && !word.contains([':', '=']) && word.chars().count() <= 60);
        keywords.truncate(40);
        let mut seen = std::collections::HashSet::new();
        keywords.retain(|word| seen.insert(plain(word)));
        keywords
    }
}

/// The addresses of pictures in structured data: a text, an object, or several.
fn addresses(value: &serde_json::Value) -> Vec<String> {
    match value {
        serde_json::Value::String(url) => vec![url.clone()],
        serde_json::Value::Array(values) => values.iter().take(20).flat_map(addresses).collect(),
        serde_json::Value::Object(object) => object.get("url").or_else(|| object.get("contentUrl")).map(addresses).unwrap_or_default(),
        _ => Vec::new(),
    }
}

pub(super) fn license(page: &Page) -> Option<String> {
    (0..page.len())
        .find(|node| {
            matches!(page.tag(*node), "a" | "link") && page.attr(*node, "rel").is_some_and(|rel| rel.split(' ').any(|rel| rel == "license"))
        })
        .and_then(|node| page.attr(node, "href"))
        .map(str::to_owned)
}

pub(super) fn free(value: &serde_json::Value) -> Option<bool> {
    value.as_bool().or_else(|| match value.as_str()?.to_ascii_lowercase().rsplit('/').next()? {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    })
}
