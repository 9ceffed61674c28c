//! Lists of things that are in no archive, out of other programs' files.

use std::{fmt, fs, io::BufReader, path::Path};

use serde::{
    Deserializer,
    de::{Error, MapAccess, SeqAccess, Visitor},
};
use serde_json::Value;

use super::{from_biblatex::biblatex, from_ris::ris, item::Item};

/// The most that a list may weigh: what is larger is no list of works.
const LARGEST: u64 = 512 << 20;

/// Why a list could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ListError {
    /// The system does not let the file be read.
    #[error("{path} could not be read: {source}. Check that the file is there.")]
    Unreadable {
        /// The file.
        path: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// It is not what its name says.
    #[error("{path} could not be read as {form}: {reason}. Export the list anew from the program that keeps it.")]
    Malformed {
        /// The file.
        path: String,
        /// What it ought to be.
        form: &'static str,
        /// What is wrong, and where.
        reason: String,
    },
}

/// Whether a file is a list of things to cite, by how its name ends.
pub fn is_list(path: &Path) -> bool {
    extension(path).is_some_and(|extension| ["json", "bib", "ris"].contains(&extension.as_str()))
}

fn extension(path: &Path) -> Option<String> {
    path.extension().map(|extension| extension.to_string_lossy().to_lowercase())
}

/// Reads a list: CSL-JSON, BibLaTeX or RIS, by how the file's name ends.
///
/// # Errors
/// Where the file cannot be read, or is not what its name says.
pub fn read_list(path: &Path) -> Result<Vec<Item>, ListError> {
    let name = path.display().to_string();
    let unreadable = |source| ListError::Unreadable { path: path.display().to_string(), source };
    if fs::metadata(path).map_err(unreadable)?.len() > LARGEST {
        let reason = "it is larger than 512 MB".to_owned();
        return Err(ListError::Malformed { path: name, form: "a list", reason });
    }
    let bytes = fs::read(path).map_err(unreadable)?;
    let text = String::from_utf8_lossy(&bytes);
    let text = text.trim_start_matches('\u{feff}');
    let malformed = |form| move |reason| ListError::Malformed { path: name, form, reason };
    match extension(path).as_deref() {
        Some("bib") => biblatex(text).map_err(malformed("BibLaTeX")),
        Some("ris") => ris(text).map_err(malformed("RIS")),
        _ => csl_json(text).map_err(malformed("CSL-JSON")),
    }
}

/// Hands over the items of a list one by one; a list in CSL-JSON is never held as a whole.
///
/// # Errors
/// Where the file cannot be read, or is not what its name says; what `each` says ends it.
pub fn read_list_each<E>(path: &Path, mut each: impl FnMut(Item) -> Result<(), E>) -> Result<Result<(), E>, ListError> {
    if extension(path).as_deref() != Some("json") {
        return Ok(read_list(path)?.into_iter().try_for_each(each));
    }
    let name = path.display().to_string();
    let file = fs::File::open(path).map_err(|source| ListError::Unreadable { path: name.clone(), source })?;
    let mut failed = None;
    let mut place = 0;
    let visitor = Each(&mut |value: Value| {
        place += 1;
        let Value::Object(fields) = value else { return Err(format!("entry {place} is no item")) };
        each(Item::listed(fields, place)).map_err(|error| {
            failed = Some(error);
            String::new()
        })
    });
    let read = serde_json::Deserializer::from_reader(BufReader::with_capacity(1 << 16, file)).deserialize_any(visitor);
    match (read, failed) {
        (_, Some(error)) => Ok(Err(error)),
        (Ok(()), None) => Ok(Ok(())),
        (Err(error), None) => Err(ListError::Malformed { path: name, form: "CSL-JSON", reason: error.to_string() }),
    }
}

/// Visits the entries of a list, of one under `items`, or the one that there is.
struct Each<'a>(&'a mut dyn FnMut(Value) -> Result<(), String>);

impl<'de> Visitor<'de> for Each<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of items")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(value) = list.next_element()? {
            (self.0)(value).map_err(A::Error::custom)?;
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut fields = serde_json::Map::new();
        while let Some((key, value)) = map.next_entry::<String, Value>()? {
            fields.insert(key, value);
        }
        match fields.shift_remove("items") {
            Some(Value::Array(values)) => values.into_iter().try_for_each(|value| (self.0)(value).map_err(A::Error::custom)),
            Some(other) => {
                fields.insert("items".into(), other);
                (self.0)(Value::Object(fields)).map_err(A::Error::custom)
            }
            None => (self.0)(Value::Object(fields)).map_err(A::Error::custom),
        }
    }
}

/// A list of items, one item alone, or an object that holds them under `items`.
fn csl_json(text: &str) -> Result<Vec<Item>, String> {
    let value: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let values = match value {
        Value::Array(values) => values,
        Value::Object(mut fields) => match fields.remove("items") {
            Some(Value::Array(values)) => values,
            _ => vec![Value::Object(fields)],
        },
        _ => return Err("there is no list in it".to_owned()),
    };
    let item = |(place, value): (usize, Value)| match value {
        Value::Object(fields) => Ok(Item::listed(fields, place + 1)),
        _ => Err(format!("entry {} is no item", place + 1)),
    };
    values.into_iter().enumerate().map(item).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, text: &str) -> Result<Vec<Value>, ListError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        read_list(&path).map(|items| items.iter().map(Item::csl_json).collect())
    }

    #[test]
    fn one_article_is_the_same_out_of_every_form() {
        let json = r#"[{"id":"a","type":"article-newspaper","title":"Bridge & road","author":[{"family":"Ferris","given":"Ada"},{"literal":"Harbour Desk"}],
            "container-title":"Gazette","issued":{"date-parts":[[2020,11,18]]},"URL":"https://example.org/a_b"}]"#;
        let bib = r"@article{a, entrysubtype = {newspaper}, title = {Bridge \& road}, author = {Ferris, Ada and {Harbour Desk}},
            journaltitle = {Gazette}, date = {2020-11-18}, url = {https://example.org/a_b}}";
        let ris = "TY  - NEWS\r\nID  - a\r\nTI  - Bridge & road\r\nAU  - Ferris, Ada\r\nAU  - Harbour Desk\r\nT2  - Gazette\r\nDA  - 2020/11/18/\r\n\
            UR  - https://example.org/a_b\r\nER  - \r\n";
        let wanted = read("a.json", json).unwrap();
        for (name, text) in [("a.bib", bib), ("a.ris", ris)] {
            let given = read(name, text).unwrap();
            for key in ["id", "type", "title", "author", "container-title", "issued", "URL"] {
                assert_eq!(given[0][key], wanted[0][key], "{name}: {key}");
            }
        }
    }

    #[test]
    fn items_come_one_by_one_out_of_every_form() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        for (text, count) in [(r#"[{"id":1},{"id":2}]"#, 2), (r#"{"items":[{"id":1}]}"#, 1), (r#"{"id":"a","title":"T"}"#, 1), ("[]", 0)] {
            fs::write(&path, text).unwrap();
            let mut keys = Vec::new();
            read_list_each(&path, |item| -> Result<(), ()> {
                keys.push(item.key().to_owned());
                Ok(())
            })
            .unwrap()
            .unwrap();
            assert_eq!(keys.len(), count, "{text}");
        }
        fs::write(&path, "[{\"id\":1},3]").unwrap();
        let error = read_list_each(&path, |_| -> Result<(), ()> { Ok(()) }).unwrap_err().to_string();
        assert!(error.contains("entry 2 is no item"), "{error}");
    }

    #[test]
    fn a_list_that_is_none_says_where() {
        for (name, text) in
            [("a.json", "[{]"), ("a.json", "3"), ("a.json", "[3]"), ("a.bib", "@article{a, title = {"), ("a.ris", "nothing")]
        {
            let error = read(name, text).unwrap_err().to_string();
            assert!(error.contains(name) && error.ends_with("keeps it."), "{error}");
        }
    }
}
