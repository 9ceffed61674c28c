//! What is cited, as CSL-JSON (CSL 1.0.2, appendix IV).

use serde_json::{Map, Value, json};

use crate::model::{Archive, Article, Creator, Photo, PublicationDate, Quotation, Slug, Speaker};

/// What kind of thing is cited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemKind {
    /// An article.
    Article,
    /// Words quoted in an article.
    Quotation,
    /// A photo in an article.
    Photo,
    /// A thing that is in no archive, out of somebody's own list.
    Listed,
}

/// One thing that can be cited.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    key: String,
    /// The work that the list of works cited has it under: words stand there as their article.
    pub(super) work: String,
    kind: ItemKind,
    fields: Map<String, Value>,
    /// The paragraph that the words stand in.
    pub(super) paragraph: Option<String>,
    /// The words, and whose they are.
    pub(super) words: Option<(String, Option<String>)>,
    /// How the words were said or written.
    pub(super) medium: Option<String>,
    /// The photo's credit, as printed.
    pub(super) credit: Option<String>,
}

impl Item {
    /// An article.
    pub fn article(_: &Archive, slug: &Slug, article: &Article) -> Self {
        let mut fields = Map::new();
        fields.insert("id".into(), slug.as_str().into());
        fields.insert("type".into(), "article-newspaper".into());
        fields.insert("title".into(), title(&article.headline).into());
        if !article.byline.is_empty() {
            fields.insert("author".into(), article.byline.0.iter().map(name).collect());
        }
        let texts = [
            ("container-title", &article.publisher),
            ("URL", &article.url),
            ("page", &article.pagination),
            ("language", &article.in_language),
        ];
        for (key, value) in texts {
            if let Some(value) = value.as_ref().filter(|value| !value.trim().is_empty()) {
                fields.insert(key.into(), value.trim().into());
            }
        }
        // A section is part of the place on paper; a web page's own sections are none.
        if let (Some(section), Some(_)) = (&article.article_section, &article.pagination) {
            fields.insert("section".into(), section.as_str().into());
        }
        if let Some(date) = article.date_published {
            fields.insert("issued".into(), parts(date));
        }
        Self {
            key: slug.to_string(),
            work: slug.to_string(),
            kind: ItemKind::Article,
            fields,
            paragraph: None,
            words: None,
            medium: None,
            credit: None,
        }
    }

    /// Words quoted in an article: the article, with the paragraph, and whose words they are.
    pub fn quotation(archive: &Archive, slug: &Slug, article: &Article, quotation: &Quotation) -> Self {
        let mut item = Self::article(archive, slug, article);
        item.key = format!("{slug}-{}", quotation.id);
        item.kind = ItemKind::Quotation;
        item.fields.insert("id".into(), item.key.as_str().into());
        item.paragraph = quotation.passages.first().and_then(|passage| article.paragraph_of(passage)).map(|number| number.to_string());
        let speaker = quotation.spoken_by_character.as_ref().and_then(|id| archive.speaker(id)).map(Speaker::name);
        item.medium.clone_from(&quotation.medium);
        item.words = Some((curly(&quotation.text()), speaker.map(str::to_owned)));
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
        item.fields.insert("genre".into(), "Photograph".into());
        item.credit = photo.credit_text.as_ref().map(|credit| credit.trim().to_owned());
        item.fields.remove("author");
        item.fields.remove("page");
        let maker =
            photo.creator.as_ref().map(name).or_else(|| photo.credit_text.as_ref().map(|credit| json!({ "literal": credit.trim() })));
        if let Some(maker) = maker {
            item.fields.insert("author".into(), json!([maker]));
        }
        item.fields.insert("title".into(), title(photo.title()).into());
        if let Some(date) = photo.date_created {
            item.fields.insert("issued".into(), parts(date));
        }
        item
    }

    /// A thing out of a list, as CSL-JSON has it; one without an `id` is named by its place.
    pub fn listed(mut fields: Map<String, Value>, place: usize) -> Self {
        let key = match fields.get("id") {
            Some(Value::String(id)) => id.clone(),
            Some(Value::Number(id)) => id.to_string(),
            _ => format!("item-{place}"),
        };
        fields.insert("id".into(), key.as_str().into());
        Self { work: key.clone(), key, kind: ItemKind::Listed, fields, paragraph: None, words: None, medium: None, credit: None }
    }

    /// The whole of it, without the place in it that is cited.
    pub(super) fn without_place(&self) -> Self {
        Self { paragraph: None, ..self.clone() }
    }

    /// Names it within its archive, and in files for reference managers.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// What kind of thing it is.
    pub fn kind(&self) -> ItemKind {
        self.kind
    }

    /// A field that is words.
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        self.fields.get(key).and_then(Value::as_str)
    }

    /// Its fields, as CSL-JSON has them.
    pub(super) fn fields(&self) -> &Map<String, Value> {
        &self.fields
    }

    /// As CSL-JSON.
    pub fn csl_json(&self) -> Value {
        Value::Object(self.fields.clone())
    }

    /// What the article does not say and a citation would, one sentence each.
    pub fn missing(&self) -> Vec<String> {
        let has = |key: &str| self.fields.contains_key(key);
        let mut missing = Vec::new();
        if !has("author") {
            missing.push(
                if self.kind == ItemKind::Photo {
                    "No creator and no credit: the style begins with the caption."
                } else {
                    "No author: the style begins with the headline."
                }
                .to_owned(),
            );
        }
        if !has("container-title") {
            missing.push("No outlet: it is left out.".to_owned());
        }
        if !has("issued") {
            missing.push("No date: the style writes n.d., or leaves it out.".to_owned());
        }
        missing
    }
}

/// A person's name in its parts, an organization's as it stands.
fn name(creator: &Creator) -> Value {
    match creator {
        Creator::Organization { name, .. } => json!({ "literal": name.trim() }),
        Creator::Person { name, .. } => person(name.trim()),
    }
}

/// A person's name in its parts.
pub(super) fn person(name: &str) -> Value {
    if let Some((family, given)) = name.split_once(", ") {
        return json!({ "family": family.trim(), "given": given.trim() });
    }
    let mut words: Vec<&str> = name.split_whitespace().collect();
    let mut suffix = None;
    if words.len() > 2 && words.last().is_some_and(|last| ["Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"].contains(last)) {
        suffix = words.pop();
    }
    if words.len() < 2 {
        return json!({ "literal": name });
    }
    // A particle in lower case belongs to the family name.
    let particle = words
        .iter()
        .enumerate()
        .skip(1)
        .position(|(at, word)| at + 1 < words.len() && word.chars().next().is_some_and(char::is_lowercase))
        .map(|at| at + 1);
    let cut = particle.unwrap_or(words.len() - 1);
    let mut parts = json!({ "family": words[cut..].join(" "), "given": words[..cut].join(" ") });
    if let Some(suffix) = suffix {
        parts["suffix"] = suffix.into();
    }
    parts
}

fn parts(date: PublicationDate) -> Value {
    let day = date.day();
    match date {
        PublicationDate::Year(year) => json!({ "date-parts": [[year]] }),
        PublicationDate::Month(year, month) => json!({ "date-parts": [[year, month]] }),
        _ => json!({ "date-parts": [[day.year(), day.month(), day.day()]] }),
    }
}

/// A title as styles take it: its marks curly, its ellipsis one sign, which nothing takes for doubled full stops.
fn title(words: &str) -> String {
    curly(unstopped(words)).replace("...", "…")
}

/// A title without its full stop, which styles set themselves; an abbreviation and an ellipsis keep theirs.
fn unstopped(title: &str) -> &str {
    let title = title.trim();
    let last = title.split_whitespace().last().unwrap_or_default();
    match title.strip_suffix('.') {
        Some(rest) if last.matches('.').count() == 1 && last.chars().count() > 2 => rest,
        _ => title,
    }
}

/// Straight marks made curly, as styles set them.
fn curly(text: &str) -> String {
    let mut curly = String::with_capacity(text.len());
    let mut before: Option<char> = None;
    for letter in text.chars() {
        let opens = before.is_none_or(|before| before.is_whitespace() || "([{“‘—–-".contains(before));
        curly.push(match letter {
            '"' if opens => '“',
            '"' => '”',
            '\'' if opens => '‘',
            '\'' => '’',
            other => other,
        });
        before = Some(letter);
    }
    curly
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_apart_as_people_bear_them() {
        for (written, family, given) in [
            ("Ada Lovelace", "Lovelace", "Ada"),
            ("Ursula K. Le Guin", "Guin", "Ursula K. Le"),
            ("Ludwig van Beethoven", "van Beethoven", "Ludwig"),
            ("Curie, Marie", "Curie", "Marie"),
        ] {
            let name = person(written);
            assert_eq!((name["family"].as_str(), name["given"].as_str()), (Some(family), Some(given)), "{written}");
        }
        assert_eq!(person("Martin Luther King Jr.")["suffix"], "Jr.");
        assert_eq!(person("Plato")["literal"], "Plato");
        for (written, cited) in
            [("By night.", "By night"), ("In the U.S.", "In the U.S."), ("And then...", "And then..."), ("Why?", "Why?")]
        {
            assert_eq!(unstopped(written), cited);
        }
        assert_eq!(title("And then..."), "And then…");
        assert_eq!(curly("\"It's\" 'so'"), "“It’s” ‘so’");
    }
}
