//! What a page says of itself: its meta elements, its links, its structured data.

use serde_json::{Map, Value};

use super::{
    marked::{Marked, marked, value},
    page::{Page, tidy},
};

/// How much structured data one element may hold, in bytes.
const LONGEST: usize = 4 << 20;

/// A page's words about itself.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// Names in small letters with their contents, in the page's order.
    meta: Vec<(String, String)>,
    /// Objects of structured data, outer ones before inner ones.
    objects: Vec<Map<String, Value>>,
    /// The title element.
    pub(super) title: Option<String>,
    /// The address of the page as it gives it.
    pub(super) canonical: Option<String>,
    /// The language of its outermost element.
    pub(super) language: Option<String>,
    /// The address that its links start from.
    pub(super) base: Option<String>,
    /// What it marks in its text.
    pub(super) marked: Vec<Marked>,
}

impl Said {
    /// Collects what a page says, in one pass.
    pub(super) fn of(page: &Page) -> Self {
        let mut said = Self { language: page.attr(0, "lang").or_else(|| page.attr(0, "xml:lang")).map(str::to_owned), ..Self::default() };
        let mut is_in_picture = 0;
        for node in 0..page.len() {
            if said.marked.len() < 500 {
                said.marked.extend(marked(page, node));
            }
            match page.tag(node) {
                "base" if said.base.is_none() => said.base = page.attr(node, "href").map(str::to_owned),
                "meta" => {
                    let name = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|key| page.attr(node, key));
                    if let (Some(name), Some(content)) = (name, page.attr(node, "content")) {
                        let content = tidy(content);
                        if !content.is_empty() {
                            said.meta.push((name.trim().to_ascii_lowercase(), content));
                        }
                    }
                }
                "svg" => is_in_picture = page.end(node),
                "title" if said.title.is_none() && node >= is_in_picture => said.title = Some(page.words(node)),
                "link" if page.attr(node, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) && said.canonical.is_none() => {
                    said.canonical = page.attr(node, "href").map(str::to_owned);
                }
                "script" if page.attr(node, "type").is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json")) => {
                    let text: String = (node + 1..page.end(node)).filter_map(|node| page.text(node)).collect();
                    if text.len() <= LONGEST
                        && let Some(value) = parse(&text)
                    {
                        gather(value, &mut said.objects);
                    }
                }
                _ => {}
            }
        }
        said
    }

    /// The first content of any of these names, in the order of the names.
    pub(super) fn meta(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.all(name).next())
    }

    /// All contents of a name.
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.meta.iter().filter(move |(own, _)| own == name).map(|(_, content)| content.as_str())
    }

    /// The structured data of the article.
    pub(super) fn article(&self) -> Option<&Map<String, Value>> {
        let is = |object: &&Map<String, Value>, test: &dyn Fn(&str) -> bool| kinds(object).any(test);
        let articles = || {
            self.objects
                .iter()
                .filter(|object| is(object, &|kind| kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report"))
        };
        articles()
            .find(|object| object.contains_key("headline") || object.contains_key("articleBody"))
            .or_else(|| articles().next())
            .or_else(|| {
                self.objects.iter().find(|object| {
                    is(object, &|kind| matches!(kind, "WebPage" | "Review" | "Recipe" | "CreativeWork")) && object.contains_key("headline")
                })
            })
    }

    /// The first object of a kind.
    pub(super) fn object(&self, kind: &str) -> Option<&Map<String, Value>> {
        self.objects.iter().find(|object| kinds(object).any(|own| own == kind))
    }

    /// The object that an `@id` names, where `value` only refers to it.
    pub(super) fn resolve<'a>(&'a self, value: &'a Value) -> Option<&'a Map<String, Value>> {
        let object = value.as_object()?;
        let Some(id) = object.get("@id").filter(|_| object.len() <= 2 && !object.contains_key("name")) else { return Some(object) };
        self.objects.iter().find(|other| other.len() > 2 && other.get("@id") == Some(id)).or(Some(object))
    }

    /// A text of the article's structured data.
    pub(super) fn text(&self, field: &str) -> Option<String> {
        words(self.article()?.get(field)?)
    }

    /// What the page marks as a property: the first that says something.
    pub(super) fn property(&self, page: &Page, name: &str) -> Option<String> {
        self.marked.iter().filter(|marked| marked.name == name).map(|marked| value(page, marked.node)).find(|value| !value.is_empty())
    }

    /// The article's body as its structured data has it.
    pub(super) fn body(&self) -> Option<String> {
        let body = self.article()?.get("articleBody")?.as_str()?;
        // Some put the markup in.
        if body.contains("</") || body.contains("&lt;/") || body.contains("<p>") {
            let inner = Page::parse(&body.replace("&lt;", "<").replace("&gt;", ">"));
            let lines: Vec<String> = super::lines::lines(&inner).into_iter().map(|line| line.words).collect();
            return Some(lines.join("\n"));
        }
        Some(unescaped(body))
    }
}

fn kinds(object: &Map<String, Value>) -> impl Iterator<Item = &str> {
    let kinds: Vec<&str> = match object.get("@type") {
        Some(Value::String(kind)) => vec![kind.as_str()],
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    kinds.into_iter().map(|kind| kind.rsplit(['/', ':']).next().unwrap_or(kind))
}

/// A value that is words, with its entities read.
pub(super) fn words(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Array(values) => return values.iter().find_map(words),
        Value::Object(object) => return object.get("@value").or_else(|| object.get("name")).and_then(words),
        _ => return None,
    };
    let text = tidy(&unescaped(&text));
    (!text.is_empty()).then_some(text)
}

/// Text in which HTML's entities were written a second time.
pub(super) fn unescaped(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let page = Page::parse(&text.replace('<', "&lt;"));
    (0..page.len()).filter_map(|node| page.text(node)).collect()
}

/// Reads structured data as it is found: between comment marks, with line ends in its texts, with a comma or semicolon too many.
fn parse(text: &str) -> Option<Value> {
    let text = text.trim().trim_start_matches("<!--").trim_end_matches("-->").trim();
    let text = text.trim_start_matches("//").trim_start_matches("<![CDATA[").trim_end_matches("]]>").trim_end_matches("//").trim();
    let text = text.trim_start_matches("/*").trim_start_matches("*/").trim().trim_end_matches(';');
    if let Ok(value) = serde_json::from_str(text) {
        return Some(value);
    }
    let mut mended = String::with_capacity(text.len());
    let (mut is_in_text, mut is_escaped) = (false, false);
    for letter in text.chars() {
        match letter {
            '"' if !is_escaped => is_in_text = !is_in_text,
            '}' | ']' if !is_in_text => mended.truncate(mended.trim_end().trim_end_matches(',').len()),
            _ => {}
        }
        is_escaped = letter == '\\' && !is_escaped;
        match letter {
            '\n' if is_in_text => mended.push_str("\\n"),
            letter if is_in_text && letter.is_control() => mended.push(' '),
            letter => mended.push(letter),
        }
    }
    // The first of several values in one element.
    serde_json::Deserializer::from_str(&mended).into_iter::<Value>().next()?.ok()
}

/// Takes objects out of lists, graphs and one another.
fn gather(value: Value, objects: &mut Vec<Map<String, Value>>) {
    let mut waiting = std::collections::VecDeque::from([(value, 0)]);
    while let Some((value, depth)) = waiting.pop_front() {
        match value {
            Value::Array(values) => waiting.extend(values.into_iter().map(|value| (value, depth))),
            Value::Object(object) if objects.len() < 2_000 && depth < 6 => {
                for (name, inner) in &object {
                    let is_inner = matches!(
                        name.as_str(),
                        "@graph" | "mainEntity" | "mainEntityOfPage" | "itemListElement" | "liveBlogUpdate" | "hasPart" | "item"
                    );
                    if is_inner && (inner.is_object() || inner.is_array()) {
                        waiting.push_back((inner.clone(), depth + 1));
                    }
                }
                objects.push(object);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(json: &str) -> Said {
        Said::of(&Page::parse(&format!("<script type='application/ld+json'>{json}</script>")))
    }

    #[test]
    fn structured_data_is_found_where_pages_put_it() {
        for json in [
            r#"{"@type":"NewsArticle","headline":"Bridge &amp; boat"}"#,
            r#"[{"@type":"Organization"},{"@type":["Thing","NewsArticle"],"headline":"Bridge & boat"}]"#,
            r#"{"@graph":[{"@type":"WebPage"},{"@type":"schema:BlogPosting","headline":"Bridge & boat",},]}"#,
            "//<![CDATA[\n{\"@type\":\"http://schema.org/Article\",\"headline\":\"Bridge\n& boat\"};\n//]]>",
        ] {
            assert_eq!(said(json).text("headline").as_deref(), Some("Bridge & boat"), "{json}");
        }
        assert!(said("{ never closed").article().is_none());
        let body = said(r#"{"@type":"NewsArticle","articleBody":"<p>One.</p><p>Two.</p>"}"#).body();
        assert_eq!(body.as_deref(), Some("One.\nTwo."));
        assert!(said(&format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000))).article().is_none());
    }
}
