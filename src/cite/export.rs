//! Citations for other programs.

use std::{io::Write, path::Path};

use atomic_write_file::AtomicWriteFile;
use serde_json::Value;

use super::{
    formatted::{Formatted, escaped},
    from_ris::ris_kind,
    item::Item,
    latex::{biblatex, bibtex},
    render::bibliography,
    style::Style,
    table::csv,
    yaml::hayagriva,
};

/// A form in which citations are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Formatted, as plain text.
    Text,
    /// Formatted, as a web page.
    Html,
    /// Formatted, for word processors.
    Rtf,
    /// Formatted, as Markdown.
    Markdown,
    /// For LaTeX and reference managers.
    Bibtex,
    /// For LaTeX, with newspapers and whole dates.
    Biblatex,
    /// For reference managers.
    Ris,
    /// For reference managers, without loss.
    CslJson,
    /// For Typst.
    Hayagriva,
    /// For spreadsheets.
    Csv,
}

/// Why citations could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The system does not let the file be written.
    #[error("{path} could not be written: {source}. Check that the folder can be written to.")]
    Unwritable {
        /// The file.
        path: String,
        /// What the system says.
        source: std::io::Error,
    },
}

impl Format {
    /// Every form.
    pub const ALL: [Self; 10] = [
        Self::Text,
        Self::Html,
        Self::Rtf,
        Self::Markdown,
        Self::Bibtex,
        Self::Biblatex,
        Self::Ris,
        Self::CslJson,
        Self::Hayagriva,
        Self::Csv,
    ];

    /// Its name on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Html => "html",
            Self::Rtf => "rtf",
            Self::Markdown => "markdown",
            Self::Bibtex => "bibtex",
            Self::Biblatex => "biblatex",
            Self::Ris => "ris",
            Self::CslJson => "csl-json",
            Self::Hayagriva => "hayagriva",
            Self::Csv => "csv",
        }
    }

    /// The form of a name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.key() == key)
    }

    /// How its files end.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Html => "html",
            Self::Rtf => "rtf",
            Self::Markdown => "md",
            Self::Bibtex | Self::Biblatex => "bib",
            Self::Ris => "ris",
            Self::CslJson => "json",
            Self::Hayagriva => "yml",
            Self::Csv => "csv",
        }
    }
}

/// Citations in a form; the style matters only to those that are formatted.
pub fn export(items: &[Item], format: Format, style: &Style) -> String {
    let each =
        |write: fn(&Formatted) -> String, between: &str| bibliography(style, items).iter().map(write).collect::<Vec<_>>().join(between);
    let mut text = match format {
        Format::Text => each(Formatted::to_text, "\n\n"),
        Format::Html => format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>Citations, {}</title>\n{}\n</html>",
            escaped(style.title()),
            each(Formatted::to_html, "\n")
        ),
        Format::Rtf => format!("{{\\rtf1\\ansi\\deff0{{\\fonttbl{{\\f0 Times New Roman;}}}}\n{}}}", each(Formatted::to_rtf, "\n")),
        Format::Markdown => each(Formatted::to_markdown, "\n\n"),
        Format::Bibtex => items.iter().map(bibtex).collect::<Vec<_>>().join("\n\n"),
        Format::Biblatex => items.iter().map(biblatex).collect::<Vec<_>>().join("\n\n"),
        Format::Ris => items.iter().map(ris).collect::<Vec<_>>().join("\n"),
        Format::CslJson => serde_json::to_string_pretty(&items.iter().map(Item::csl_json).collect::<Vec<_>>()).unwrap_or_default(),
        Format::Hayagriva => hayagriva(items),
        Format::Csv => csv(items),
    };
    text.push('\n');
    text
}

/// Writes citations to a file, whole or not at all.
///
/// # Errors
/// Where the file cannot be written.
pub fn export_to(path: &Path, items: &[Item], format: Format, style: &Style) -> Result<(), ExportError> {
    let text = export(items, format, style);
    let write = || {
        let mut file = AtomicWriteFile::open(path)?;
        file.write_all(text.as_bytes())?;
        file.commit()
    };
    write().map_err(|source| ExportError::Unwritable { path: path.display().to_string(), source })
}

pub(super) fn field(item: &Value, key: &str) -> Option<String> {
    item.get(key).and_then(Value::as_str).map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
}

pub(super) fn date(item: &Value) -> Vec<i64> {
    item.pointer("/issued/date-parts/0")
        .and_then(Value::as_array)
        .map(|parts| parts.iter().filter_map(Value::as_i64).collect())
        .unwrap_or_default()
}

/// A name in its parts; an organization's is a family name alone.
pub(super) struct Name {
    pub(super) family: String,
    pub(super) given: String,
    pub(super) suffix: String,
}

impl Name {
    /// As it is spoken.
    pub(super) fn in_order(&self) -> String {
        self.joined(" ", [&self.given, &self.family, &self.suffix])
    }

    /// The parts that there are.
    fn joined(&self, between: &str, parts: [&String; 3]) -> String {
        parts.into_iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(between)
    }
}

pub(super) fn authors(item: &Value) -> Vec<Name> {
    let text = |name: &Value, key: &str| name.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let all = item.get("author").and_then(Value::as_array).into_iter().flatten();
    all.map(|name| {
        let family = text(name, if name.get("literal").is_some() { "literal" } else { "family" });
        Name { family, given: text(name, "given"), suffix: text(name, "suffix") }
    })
    .collect()
}

/// RIS, for which no living crate was found.
fn ris(item: &Item) -> String {
    let value = item.csl_json();
    let kind = ris_kind(field(&value, "type").as_deref().unwrap_or_default());
    let mut lines = vec![format!("TY  - {kind}")];
    for name in authors(&value) {
        lines.push(format!("AU  - {}", name.joined(", ", [&name.family, &name.given, &name.suffix])));
    }
    for (key, tag) in [("title", "TI"), ("container-title", "T2"), ("page", "SP"), ("URL", "UR"), ("language", "LA")] {
        lines.extend(field(&value, key).map(|text| format!("{tag}  - {text}")));
    }
    let parts = date(&value);
    if let Some(year) = parts.first() {
        let part = |at: usize| parts.get(at).map(|part| format!("{part:02}")).unwrap_or_default();
        lines.push(format!("PY  - {year}"));
        lines.push(format!("DA  - {year}/{}/{}", part(1), part(2)));
    }
    lines.push(format!("ID  - {}", item.key()));
    lines.push("ER  - ".to_owned());
    lines.join("\r\n") + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Archive, Article, Byline, Creator};

    #[test]
    fn files_for_reference_managers_are_as_they_read_them() {
        let mut article = Article::new("Bridge & {road}");
        article.byline = Byline(vec![Creator::person("Ada Ferris"), Creator::organization("Harbour Desk")]);
        article.date_published = Some("2020-11".parse().unwrap());
        let items = [Item::article(&Archive::new("T", "urn:x"), &"bridge".parse().unwrap(), &article)];
        let style = Style::load("mla").unwrap();
        let bib = export(&items, Format::Bibtex, &style);
        assert!(bib.contains("author = {Ferris, Ada and {Harbour Desk}}") && bib.contains("title = {{Bridge \\& road}}"), "{bib}");
        let ris = export(&items, Format::Ris, &style);
        assert!(ris.starts_with("TY  - NEWS\r\nAU  - Ferris, Ada\r\nAU  - Harbour Desk") && ris.contains("DA  - 2020/11/\r\n"), "{ris}");
        let json: Value = serde_json::from_str(&export(&items, Format::CslJson, &style)).unwrap();
        assert_eq!(json[0]["issued"]["date-parts"][0][1], 11);
        for format in Format::ALL {
            assert_eq!(Format::from_key(format.key()), Some(format));
        }
    }
}
