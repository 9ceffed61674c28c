//! Things of an archive as items: articles, words in them, photos, what they rest on, copies, the archive itself.

use serde_json::{Map, Value, json};

use super::{
    item::{Item, ItemKind, Words},
    names::{name, of_speaker, person},
    picture::kind_of_picture,
    titles::{curly, title},
};
use crate::model::{
    Archive, Article, Block, Passage, Photo, Post, PublicationDate, Quotation, QuotationKind, Slug, Source, SourceKind, Speaker,
};

impl Item {
    fn new(kind: ItemKind, key: &str, csl_type: &str) -> Self {
        let mut fields = Map::new();
        fields.insert("id".into(), key.into());
        fields.insert("type".into(), csl_type.into());
        Self {
            key: key.to_owned(),
            work: key.to_owned(),
            kind,
            fields,
            paragraph: None,
            words: None,
            medium: None,
            credit: None,
            annotation: None,
        }
    }

    fn set(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value.map(str::trim).filter(|value| !value.is_empty()) {
            self.fields.insert(key.into(), value.into());
        }
    }

    fn set_date(&mut self, key: &str, date: Option<PublicationDate>) {
        if let Some(date) = date {
            self.fields.insert(key.into(), parts(date));
        }
    }

    /// An article.
    pub fn article(_: &Archive, slug: &Slug, article: &Article) -> Self {
        let mut item = Self::new(ItemKind::Article, slug.as_str(), "article-newspaper");
        item.fields.insert("title".into(), title(&article.headline).into());
        if !article.byline.is_empty() {
            item.fields.insert("author".into(), article.byline.0.iter().map(name).collect());
        }
        item.set("container-title", article.publisher.as_deref());
        item.set("URL", article.url.as_deref());
        item.set("page", article.pagination.as_deref());
        item.set("language", article.in_language.as_deref());
        // A section is part of the place on paper; a web page's own sections are none.
        if article.pagination.is_some() {
            item.set("section", article.article_section.as_deref());
        }
        item.set_date("issued", article.date_published);
        item
    }

    /// Words quoted in an article: the article, with the paragraph, and whose words they are.
    ///
    /// What is retold without marks is in the words of the article's author.
    pub fn quotation(archive: &Archive, slug: &Slug, article: &Article, quotation: &Quotation) -> Self {
        let mut item = Self::article(archive, slug, article);
        item.key = format!("{slug}-{}", quotation.id);
        item.kind = ItemKind::Quotation;
        item.fields.insert("id".into(), item.key.as_str().into());
        item.paragraph = quotation.passages.first().and_then(|passage| article.paragraph_of(passage)).map(|number| number.to_string());
        let speaker = quotation.spoken_by_character.as_ref().and_then(|id| archive.speaker(id)).map(Speaker::name);
        item.medium.clone_from(&quotation.medium);
        let speaker = speaker.filter(|_| quotation.kind != QuotationKind::Indirect).map(str::to_owned);
        item.words = Some(Words { text: curly(&quotation.text()), speaker });
        item
    }

    /// Words that a reader marked in an article; where they are within a quotation, they are its speaker's.
    pub fn passage(archive: &Archive, slug: &Slug, article: &Article, passage: &Passage) -> Self {
        let holds = |whole: &Passage| whole.part == passage.part && whole.start <= passage.start && passage.end <= whole.end;
        let quotation = article.speech().find(|quotation| quotation.passages.iter().chain(&quotation.occurrences).any(holds));
        let mut item = match quotation {
            Some(quotation) => Self::quotation(archive, slug, article, quotation),
            None => Self { kind: ItemKind::Quotation, ..Self::article(archive, slug, article) },
        };
        item.key = format!("{slug}-{}-{}", passage.start, passage.end);
        item.fields.insert("id".into(), item.key.as_str().into());
        item.paragraph = article.paragraph_of(passage).map(|number| number.to_string());
        let speaker = item.words.take().and_then(|words| words.speaker);
        item.words = Some(Words { text: curly(&passage.exact), speaker });
        item
    }

    /// A photo in an article: its maker, its caption, and the article that shows it.
    pub fn photo(archive: &Archive, slug: &Slug, article: &Article, photo: &Photo) -> Self {
        let mut item = Self::article(archive, slug, article);
        item.key = format!("{slug}-{}", photo.id);
        item.work.clone_from(&item.key);
        item.kind = ItemKind::Photo;
        item.fields.insert("id".into(), item.key.as_str().into());
        item.fields.insert("type".into(), "graphic".into());
        item.fields.insert("genre".into(), kind_of_picture(photo).into());
        item.credit = photo.credit_text.as_ref().map(|credit| credit.trim().to_owned());
        item.fields.shift_remove("author");
        item.fields.shift_remove("page");
        let maker =
            photo.creator.as_ref().map(name).or_else(|| photo.credit_text.as_ref().map(|credit| json!({ "literal": credit.trim() })));
        if let Some(maker) = maker {
            item.fields.insert("author".into(), json!([maker]));
        }
        // The agency that supplied it, where the credit does not say it already.
        let says = |who: &&str| !photo.credit_text.as_deref().is_some_and(|credit| credit.contains(*who));
        item.set("publisher", photo.provider.as_deref().filter(|provider| photo.creator.is_some() && says(provider)));
        item.fields.insert("title".into(), title(photo.title()).into());
        item.set_date("issued", photo.date_created);
        item
    }

    /// What an article rests on, as a work of its own: a document, a post, an interview, another outlet's report.
    pub fn source(archive: &Archive, slug: &Slug, article: &Article, source: &Source) -> Self {
        let (kind, genre) = match source.kind {
            SourceKind::Person => ("interview", None),
            SourceKind::Organization | SourceKind::Document => ("document", None),
            SourceKind::Post => ("post", Some("Post")),
            SourceKind::Outlet => ("article-newspaper", None),
        };
        let mut item = Self::new(ItemKind::Source, &format!("{slug}-{}", source.id), kind);
        let author = source.author.as_ref().and_then(|id| archive.speaker(id)).and_then(of_speaker);
        let is_author = matches!(source.kind, SourceKind::Person | SourceKind::Organization);
        if let Some(author) = author.or_else(|| is_author.then(|| person(&source.name))) {
            item.fields.insert("author".into(), json!([author]));
        }
        if !is_author {
            item.fields.insert("title".into(), title(&source.name).into());
        }
        item.set("genre", genre);
        item.set("URL", source.url.as_deref());
        item.set("language", article.in_language.as_deref());
        item.set_date("issued", source.date_published);
        item
    }

    /// The speaker's own work that quoted words are from, as far as the article tells of it: the post, the statement, the interview.
    ///
    /// None where the article does not say how the words were said, or who said them.
    pub fn own(archive: &Archive, slug: &Slug, article: &Article, quotation: &Quotation) -> Option<Self> {
        let speaker = quotation.spoken_by_character.as_ref().and_then(|id| archive.speaker(id));
        let post = post_of(article, quotation);
        let medium = quotation.medium.as_deref().or(post.and_then(|post| post.network.as_deref()))?;
        let (kind, genre, container) = kind_of_work(medium);
        let mut item = Self::new(ItemKind::Source, &format!("{slug}-{}-own", quotation.id), kind);
        let author = speaker.and_then(of_speaker).or_else(|| post?.author.as_ref().map(name))?;
        item.fields.insert("author".into(), json!([author]));
        let source = source_of(article, quotation, kind);
        match kind {
            "post" => item.set("title", Some(&title(post.map_or(&quotation.text(), |post| &post.words.text)))),
            _ => item.set("title", source.map(|source| title(&source.name)).as_deref()),
        }
        item.set("genre", Some(genre));
        item.set("container-title", container.or(post.and_then(|post| post.network.as_deref())));
        item.set("URL", post.and_then(|post| post.url.as_deref()).or_else(|| source?.url.as_deref()));
        item.set("language", article.in_language.as_deref());
        item.set_date("issued", post.and_then(|post| post.date_published).or_else(|| source?.date_published));
        item.words = Some(Words { text: curly(&quotation.text()), speaker: None });
        Some(item)
    }

    /// An archive as a whole.
    pub fn archive(archive: &Archive) -> Self {
        let mut item = Self::new(ItemKind::Archive, "archive", "collection");
        item.fields.insert("title".into(), title(&archive.title).into());
        if !archive.makers.is_empty() {
            item.fields.insert("author".into(), archive.makers.iter().map(name).collect());
        }
        item.fields.insert("genre".into(), "News archive".into());
        item.set_date("issued", archive.date_modified.or(archive.date_created));
        let address = Some(archive.identifier.as_str()).filter(|identifier| identifier.starts_with("http"));
        item.set("URL", address);
        item.set("archive_location", Some(archive.identifier.as_str()).filter(|_| address.is_none()));
        item
    }

    /// The same as a copy in an archive: its name, when it was captured, and on wish the checksum of what was captured.
    pub fn as_copy(mut self, archive: &Archive, article: &Article, with_checksum: bool) -> Self {
        self.set("archive", Some(&archive.title));
        let capture = article.captures.first();
        self.set_date("accessed", capture.and_then(|capture| capture.date_captured.or(capture.date_created)));
        if let Some(capture) = capture.filter(|_| with_checksum) {
            self.set("archive_location", Some(&format!("SHA-256 {}", capture.sha256)));
        }
        self
    }
}

/// CSL's kind, what it is called, and what it stands in, by how words were said.
fn kind_of_work(medium: &str) -> (&'static str, &'static str, Option<&str>) {
    let lower = medium.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if says(&["twitter", "tweet"]) || lower == "x" {
        ("post", "Tweet", Some("Twitter"))
    } else if says(&["facebook", "instagram", "mastodon", "bluesky", "threads", "tiktok", "truth social", "linkedin", "telegram", "weibo"])
    {
        ("post", "Post", Some(medium))
    } else if says(&["post"]) {
        ("post", "Post", None)
    } else if says(&["press release", "news release"]) {
        ("document", "Press release", None)
    } else if says(&["statement"]) {
        ("document", "Statement", None)
    } else if says(&["interview"]) {
        ("interview", "Interview", None)
    } else if says(&["speech", "address", "remarks", "news conference", "press conference", "briefing", "rally"]) {
        ("speech", "Speech", None)
    } else if says(&["letter"]) {
        ("personal_communication", "Letter", None)
    } else if says(&["email", "e-mail"]) {
        ("personal_communication", "Email", None)
    } else if says(&["report"]) {
        ("report", "Report", None)
    } else {
        ("document", "Statement", None)
    }
}

/// The post shown in the article that holds the quoted words.
fn post_of<'a>(article: &'a Article, quotation: &Quotation) -> Option<&'a Post> {
    let start = quotation.passages.first()?.start;
    let at = article.block_ranges().iter().position(|range| range.contains(&start))?;
    match article.blocks.get(at)? {
        Block::Post(post) => Some(post),
        _ => None,
    }
}

/// What the article says it rests on that the quoted words are from: of the same speaker and the same kind.
fn source_of<'a>(article: &'a Article, quotation: &Quotation, kind: &str) -> Option<&'a Source> {
    let fits = |source: &&Source| match source.kind {
        SourceKind::Post => kind == "post",
        SourceKind::Document => kind != "post" && kind != "interview",
        _ => false,
    };
    let same = |source: &&Source| source.author.is_some() && source.author == quotation.spoken_by_character;
    article.sources.iter().filter(fits).find(same)
}

/// A date in its parts.
fn parts(date: PublicationDate) -> Value {
    let day = date.day();
    match date {
        PublicationDate::Year(year) => json!({ "date-parts": [[year]] }),
        PublicationDate::Month(year, month) => json!({ "date-parts": [[year, month]] }),
        _ => json!({ "date-parts": [[day.year(), day.month(), day.day()]] }),
    }
}
