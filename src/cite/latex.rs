//! BibTeX and BibLaTeX.
//! No crate writes them from CSL-JSON without going through a bibliography file, so it is done here.

use serde_json::Value;

use super::{
    export::{Name, authors, date, field},
    item::{Item, ItemKind},
};

/// An entry for BibTeX.
pub(super) fn bibtex(item: &Item) -> String {
    let value = item.csl_json();
    let kind = if item.kind() == ItemKind::Photo { "misc" } else { "article" };
    let mut entry = Entry::new(&value);
    entry.fields(&value, &[("container-title", "journal"), ("page", "pages"), ("language", "language")]);
    entry.address(&value);
    for (part, name) in date(&value).iter().zip(["year", "month", "day"]) {
        entry.line(name, &part.to_string());
    }
    entry.written(kind, item.key())
}

/// An entry for BibLaTeX, which knows newspapers, pages on the web and whole dates.
pub(super) fn biblatex(item: &Item) -> String {
    let value = item.csl_json();
    let mut entry = Entry::new(&value);
    let kind = if item.kind() == ItemKind::Photo {
        entry.line("howpublished", "Photograph");
        entry.fields(&value, &[("container-title", "organization")]);
        "misc"
    } else if value.get("container-title").is_some() {
        entry.line("entrysubtype", "newspaper");
        entry.fields(&value, &[("container-title", "journaltitle"), ("page", "pages")]);
        "article"
    } else {
        entry.fields(&value, &[("page", "pages")]);
        if value.get("URL").is_some() { "online" } else { "misc" }
    };
    let written: Vec<String> = date(&value).iter().map(|part| format!("{part:02}")).collect();
    if !written.is_empty() {
        entry.line("date", &written.join("-"));
    }
    if let Some(language) = field(&value, "language").as_deref().and_then(language) {
        entry.line("langid", language);
    }
    entry.address(&value);
    entry.written(kind, item.key())
}

struct Entry {
    lines: Vec<String>,
}

impl Entry {
    /// An entry with what all have: authors and a title.
    fn new(value: &Value) -> Self {
        let mut entry = Self { lines: Vec::new() };
        let names: Vec<String> = authors(value).iter().map(name).collect();
        if !names.is_empty() {
            entry.line("author", &names.join(" and "));
        }
        if let Some(title) = field(value, "title") {
            // Twice in braces, or styles take its capitals away.
            entry.line("title", &format!("{{{}}}", safe(&title)));
        }
        entry
    }

    fn line(&mut self, name: &str, text: &str) {
        self.lines.push(format!("  {name} = {{{text}}}"));
    }

    fn fields(&mut self, value: &Value, fields: &[(&str, &str)]) {
        for (key, name) in fields {
            if let Some(text) = field(value, key) {
                self.line(name, &safe(&text));
            }
        }
    }

    fn address(&mut self, value: &Value) {
        if let Some(url) = field(value, "URL") {
            self.line("url", &url.replace(['{', '}'], ""));
        }
    }

    fn written(&self, kind: &str, key: &str) -> String {
        format!("@{kind}{{{key},\n{}\n}}", self.lines.join(",\n"))
    }
}

fn name(name: &Name) -> String {
    let parts: Vec<String> =
        [&name.family, &name.suffix, &name.given].into_iter().filter(|part| !part.is_empty()).map(|part| safe(part)).collect();
    // In braces a name is not taken apart.
    if name.given.is_empty() { format!("{{{}}}", parts.join(" ")) } else { parts.join(", ") }
}

fn safe(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' => safe.push_str("\\textbackslash{}"),
            '~' => safe.push_str("\\textasciitilde{}"),
            '^' => safe.push_str("\\textasciicircum{}"),
            '&' | '%' | '#' | '_' | '$' => safe.extend(['\\', letter]),
            '{' | '}' => {}
            _ => safe.push(letter),
        }
    }
    safe
}

/// What babel calls a language; nothing for those it is not asked about here.
fn language(tag: &str) -> Option<&'static str> {
    Some(match tag.to_ascii_lowercase().as_str() {
        "en-us" => "american",
        "en-gb" => "british",
        tag => match tag.split('-').next()? {
            "en" => "english",
            "de" => "ngerman",
            "fr" => "french",
            "es" => "spanish",
            "it" => "italian",
            "pt" => "portuguese",
            "nl" => "dutch",
            _ => return None,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Archive, Article, Byline, Creator, Photo, PhotoId};

    fn article() -> Article {
        let mut article = Article::new("Bridge & {road}: 5^2 \\ ~");
        article.byline = Byline(vec![Creator::person("Martin Luther King Jr."), Creator::organization("Harbour Desk")]);
        article.date_published = Some("2020-11-08".parse().unwrap());
        article.in_language = Some("en-US".into());
        article
    }

    fn cited(article: &Article) -> Item {
        Item::article(&Archive::new("T", "urn:x"), &"bridge".parse().unwrap(), article)
    }

    #[test]
    fn marks_that_latex_reads_are_escaped_and_suffixes_kept() {
        let written = bibtex(&cited(&article()));
        assert!(written.contains("title = {{Bridge \\& road: 5\\textasciicircum{}2 \\textbackslash{} \\textasciitilde{}}}"), "{written}");
        assert!(written.contains("author = {King, Jr., Martin Luther and {Harbour Desk}}"), "{written}");
    }

    #[test]
    fn biblatex_says_newspaper_page_or_neither() {
        let mut article = article();
        let written = biblatex(&cited(&article));
        assert!(written.starts_with("@misc{bridge,") && written.contains("date = {2020-11-08}"), "{written}");
        article.url = Some("https://example.org/a_b".into());
        assert!(biblatex(&cited(&article)).starts_with("@online{bridge,"));
        article.publisher = Some("Harbour Gazette".into());
        let written = biblatex(&cited(&article));
        for part in ["@article{", "entrysubtype = {newspaper}", "journaltitle = {Harbour Gazette}", "langid = {american}", "/a_b}"] {
            assert!(written.contains(part), "{part}: {written}");
        }
        let photo = Photo { id: PhotoId::new("p1"), caption: "A bridge.".into(), ..Photo::default() };
        let item = Item::photo(&Archive::new("T", "urn:x"), &"bridge".parse().unwrap(), &article, &photo);
        assert!(biblatex(&item).contains("howpublished = {Photograph}"));
        // The engine's own reader takes it.
        hayagriva::io::from_biblatex_str(&written).unwrap();
    }
}
