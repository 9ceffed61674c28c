//! What is cited, as CSL-JSON (CSL 1.0.2, appendix IV).

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::{family::Family, formatted::Part, render::Rendered, style::Style};

/// What kind of thing is cited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemKind {
    /// An article.
    Article,
    /// Words quoted in an article.
    Quotation,
    /// A photo in an article.
    Photo,
    /// A work that an article rests on: a post, a statement, an interview, a document.
    Source,
    /// An archive as a whole.
    Archive,
    /// A thing that is in no archive, out of somebody's own list.
    Listed,
}

/// The words that are cited of a work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Words {
    /// The words, their marks curly.
    pub(super) text: String,
    /// Whose they are, where they are not the author's.
    pub(super) speaker: Option<String>,
}

/// One thing that can be cited.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    pub(super) key: String,
    /// The work that the list of works cited has it under: words stand there as their article.
    pub(super) work: String,
    pub(super) kind: ItemKind,
    pub(super) fields: Map<String, Value>,
    /// The paragraph that the words stand in.
    pub(super) paragraph: Option<String>,
    /// The words that are cited.
    pub(super) words: Option<Words>,
    /// How the words were said or written.
    pub(super) medium: Option<String>,
    /// The photo's credit, as printed.
    pub(super) credit: Option<String>,
    /// What the reader says of it, for an annotated list.
    pub(super) annotation: Option<String>,
}

/// A field that a citation would have and an item lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Who made it.
    Author,
    /// What it stands in.
    Outlet,
    /// When it appeared.
    Date,
    /// Its address.
    Address,
}

/// Something that is missing, and what the style makes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The field.
    pub field: Field,
    /// One sentence.
    pub sentence: String,
}

impl Item {
    /// A thing out of a list, as CSL-JSON has it; one without an `id` is named by its place.
    pub fn listed(mut fields: Map<String, Value>, place: usize) -> Self {
        let key = match fields.get("id") {
            Some(Value::String(id)) => id.clone(),
            Some(Value::Number(id)) => id.to_string(),
            _ => format!("item-{place}"),
        };
        fields.insert("id".into(), key.as_str().into());
        Self {
            work: key.clone(),
            key,
            kind: ItemKind::Listed,
            fields,
            paragraph: None,
            words: None,
            medium: None,
            credit: None,
            annotation: None,
        }
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

    /// The same with what a reader says of it.
    pub fn annotated(mut self, annotation: &str) -> Self {
        let annotation = annotation.trim();
        self.annotation = Some(annotation.to_owned()).filter(|text| !text.is_empty());
        match &self.annotation {
            Some(text) => self.fields.insert("annote".into(), text.as_str().into()),
            None => self.fields.shift_remove("annote"),
        };
        self
    }

    /// What a reader says of it.
    pub fn annotation(&self) -> Option<&str> {
        self.annotation.as_deref()
    }

    /// The work that the list of works cited has it under.
    pub fn work(&self) -> &str {
        &self.work
    }

    /// Who made it, each with all parts of the name.
    pub(super) fn people(&self) -> Vec<String> {
        let names = ["author", "editor", "translator", "director"].iter().find_map(|role| self.fields.get(*role)?.as_array());
        // An organization is its words: an outlet that stands in for the authors of the next entry is the same as it.
        let said = |name: &Value| name["literal"].as_str().map_or_else(|| name.to_string(), str::to_owned);
        names.into_iter().flatten().map(said).collect()
    }

    /// Its title; empty where it has none.
    pub fn title(&self) -> &str {
        self.text("title").unwrap_or_default()
    }

    /// Its fields as a style of a family wants them: a post's words are its title, up to a length.
    pub(super) fn fields_for(&self, family: Family) -> Cow<'_, Map<String, Value>> {
        let most = match family {
            Family::Apa => 20,
            _ => 30,
        };
        let long = |title: &&str| self.kind == ItemKind::Source && title.split_whitespace().count() > most;
        match self.text("title").filter(|_| self.text("type") == Some("post")).filter(long) {
            Some(title) => {
                let start: Vec<&str> = title.split_whitespace().take(most).collect();
                let mut fields = self.fields.clone();
                fields.insert("title".into(), format!("{}…", start.join(" ").trim_end_matches([',', '.', ';', ':'])).into());
                Cow::Owned(fields)
            }
            None => Cow::Borrowed(&self.fields),
        }
    }

    /// What the item does not say and a citation would, and what the style makes of it.
    pub fn missing(&self, style: &Style, rendered: &Rendered) -> Vec<Missing> {
        let has = |key: &str| self.fields.contains_key(key);
        let reference = &rendered.reference;
        let mut missing = Vec::new();
        let mut say = |field, sentence: String| missing.push(Missing { field, sentence });
        if !has("author") {
            let what = match (self.kind, reference.runs.iter().find_map(|run| run.part)) {
                (ItemKind::Photo, _) => "No creator and no credit: the style begins with the caption.",
                (_, Some(Part::Container)) => "No author: the style begins with the outlet.",
                (ItemKind::Article | ItemKind::Quotation, _) => "No author: the style begins with the headline.",
                _ => "No author: the style begins with the title.",
            };
            say(Field::Author, what.to_owned());
        }
        if !has("container-title") && matches!(self.kind, ItemKind::Article | ItemKind::Quotation | ItemKind::Photo) {
            say(Field::Outlet, "No outlet: it is left out.".to_owned());
        }
        if !has("issued") {
            let sign = style.no_date().filter(|sign| !sign.is_empty() && reference.to_text().contains(sign.as_str()));
            say(
                Field::Date,
                sign.map_or_else(|| "No date: it is left out.".to_owned(), |sign| format!("No date: the style writes {sign}")),
            );
        }
        if !has("URL") && !has("page") && matches!(self.kind, ItemKind::Article | ItemKind::Quotation) {
            say(Field::Address, "No address and no page: a reader of yours will have to search.".to_owned());
        }
        missing
    }
}
