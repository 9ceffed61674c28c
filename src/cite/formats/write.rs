//! Citations for other programs, written as they come.

use std::{
    fs::File,
    io::{self, BufWriter, Write},
    path::Path,
};

use atomic_write_file::AtomicWriteFile;

use super::{
    docx::{Piece, docx},
    format::Format,
    html, json_ld,
    latex::{biblatex, bibtex},
    marked::in_typst,
    ris::ris,
    rtf, table, xml,
    yaml::{self, csl_yaml, hayagriva},
};
use crate::cite::{
    item::Item,
    render::{Work, works},
    style::Style,
};

/// Why citations could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The system does not let the file be written.
    #[error("{path} could not be written: {source}. Check that the folder can be written to.")]
    Unwritable {
        /// The file.
        path: String,
        /// What the system says.
        source: io::Error,
    },
}

/// A part of a list under a heading of its own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    /// Its heading; none where the list has no parts.
    pub heading: Option<String>,
    /// What stands in it.
    pub items: Vec<Item>,
}

/// Writes citations as they come; those that are formatted are held until all are there, because a list is sorted and told apart as a whole.
pub struct Writer<'a, W: Write> {
    out: W,
    format: Format,
    style: &'a Style,
    held: Vec<Section>,
    count: usize,
}

impl<'a, W: Write> Writer<'a, W> {
    /// A writer that has written the head of its form.
    ///
    /// # Errors
    /// What the system says.
    pub fn new(mut out: W, format: Format, style: &'a Style) -> io::Result<Self> {
        match format {
            Format::CslJson => out.write_all(b"[")?,
            Format::CslYaml => out.write_all(yaml::CSL_HEAD.as_bytes())?,
            Format::EndnoteXml => out.write_all(xml::ENDNOTE_HEAD.as_bytes())?,
            Format::Mods => out.write_all(xml::MODS_HEAD.as_bytes())?,
            Format::JsonLd => out.write_all(json_ld::HEAD.as_bytes())?,
            Format::Csv => table::head(&mut out)?,
            _ => {}
        }
        Ok(Self { out, format, style, held: Vec::new(), count: 0 })
    }

    /// Begins a part with a heading; only what is formatted has parts.
    pub fn begin(&mut self, heading: Option<&str>) {
        self.held.push(Section { heading: heading.map(str::to_owned), items: Vec::new() });
    }

    /// Writes one thing.
    ///
    /// # Errors
    /// What the system says.
    pub fn add(&mut self, item: &Item) -> io::Result<()> {
        let out = &mut self.out;
        match self.format {
            Format::Bibtex => out.write_all(bibtex(item).as_bytes())?,
            Format::Biblatex => out.write_all(biblatex(item).as_bytes())?,
            Format::Ris => out.write_all(ris(item).as_bytes())?,
            Format::Hayagriva => out.write_all(hayagriva(item).as_bytes())?,
            Format::CslYaml => out.write_all(csl_yaml(item).as_bytes())?,
            Format::EndnoteXml => out.write_all(&xml::endnote(item))?,
            Format::Mods => out.write_all(&xml::mods(item))?,
            Format::Csv => table::row(out, item)?,
            Format::CslJson => {
                out.write_all(if self.count > 0 { b",\n" } else { b"\n" })?;
                serde_json::to_writer(out, &item.csl_json())?;
            }
            Format::JsonLd => {
                out.write_all(if self.count > 0 { b",\n" } else { b"" })?;
                serde_json::to_writer(out, &json_ld::thing(item))?;
            }
            _ => {
                if self.held.is_empty() {
                    self.held.push(Section::default());
                }
                if let Some(section) = self.held.last_mut() {
                    section.items.push(item.clone());
                }
            }
        }
        self.count += 1;
        Ok(())
    }

    /// Writes what was held, and the end.
    ///
    /// # Errors
    /// What the system says.
    pub fn finish(mut self) -> io::Result<W> {
        match self.format {
            Format::CslJson => self.out.write_all(b"\n]\n")?,
            Format::CslYaml => self.out.write_all(yaml::CSL_END.as_bytes())?,
            Format::EndnoteXml => self.out.write_all(xml::ENDNOTE_END.as_bytes())?,
            Format::Mods => self.out.write_all(xml::MODS_END.as_bytes())?,
            Format::JsonLd => self.out.write_all(json_ld::END.as_bytes())?,
            format if format.is_formatted() => {
                let sections = std::mem::take(&mut self.held);
                formatted(&mut self.out, format, self.style, &sections)?;
            }
            _ => {}
        }
        self.out.flush()?;
        Ok(self.out)
    }
}

fn formatted(out: &mut impl Write, format: Format, style: &Style, sections: &[Section]) -> io::Result<()> {
    let set: Vec<(Option<&str>, Vec<Work>)> =
        sections.iter().map(|section| (section.heading.as_deref(), works(style, &section.items))).collect();
    let item_of = |key: &str| sections.iter().flat_map(|section| &section.items).find(|item| item.work() == key);
    match format {
        Format::Docx => {
            let pieces = set.iter().flat_map(|(heading, works)| {
                let works = works.iter().flat_map(|work| {
                    let annotation = work.annotation.as_deref().map(Piece::Annotation);
                    [Some(Piece::Citation(&work.reference)), annotation].into_iter().flatten()
                });
                heading.map(Piece::Heading).into_iter().chain(works)
            });
            return out.write_all(&docx(pieces).map_err(io::Error::other)?);
        }
        Format::Html => {
            let language = style.csl.default_locale.as_ref().map_or("en", |locale| &locale.0);
            write!(out, "{}", html::head(&format!("Citations, {}", style.title()), language))?;
        }
        Format::Rtf => write!(out, "{}", rtf::HEAD)?,
        Format::Typst => writeln!(out, "#set par(hanging-indent: 2em, justify: false)\n")?,
        _ => {}
    }
    for (heading, works) in &set {
        if let Some(heading) = heading {
            match format {
                Format::Html => writeln!(out, "<h2>{}</h2>", html::escaped(heading))?,
                Format::Rtf => {
                    let mut words = String::new();
                    heading.chars().for_each(|letter| rtf::push(&mut words, letter));
                    writeln!(out, "{{\\pard\\sb240\\b {words}\\par}}")?;
                }
                Format::Markdown => writeln!(out, "## {}\n", heading.replace(['*', '_', '#'], ""))?,
                Format::Typst => writeln!(out, "== {}\n", in_typst(heading))?,
                _ => writeln!(out, "{heading}\n")?,
            }
        }
        for work in works {
            match format {
                Format::Html => {
                    write!(out, "{}", work.reference.to_html())?;
                    writeln!(out, "{}", item_of(&work.key).map(html::span).unwrap_or_default())?;
                }
                Format::Rtf => writeln!(out, "{}", work.reference.to_rtf())?,
                Format::Markdown => writeln!(out, "{}\n", work.reference.to_markdown())?,
                Format::Typst => writeln!(out, "{}\n", work.reference.to_typst())?,
                _ => writeln!(out, "{}\n", work.reference.to_text())?,
            }
            for line in work.annotation.iter().flat_map(|said| said.lines()) {
                match format {
                    Format::Html => writeln!(out, "<p style=\"padding-left:2em\">{}</p>", html::escaped(line))?,
                    Format::Rtf => {
                        let mut words = String::new();
                        line.chars().for_each(|letter| rtf::push(&mut words, letter));
                        writeln!(out, "{{\\pard\\li720 {words}\\par}}")?;
                    }
                    Format::Markdown => writeln!(out, "> {}\n", line.replace(['*', '_', '<'], ""))?,
                    Format::Typst => writeln!(out, "#pad(left: 2em)[{}]\n", in_typst(line))?,
                    _ => writeln!(out, "    {line}\n")?,
                }
            }
        }
    }
    match format {
        Format::Html => writeln!(out, "</body>\n</html>"),
        Format::Rtf => writeln!(out, "}}"),
        _ => Ok(()),
    }
}

/// Citations in a form; the style matters only to those that are formatted.
pub fn export(items: &[Item], format: Format, style: &Style) -> Vec<u8> {
    export_sections(&[Section { heading: None, items: items.to_vec() }], format, style)
}

/// The same in parts.
pub fn export_sections(sections: &[Section], format: Format, style: &Style) -> Vec<u8> {
    // Into memory it cannot fail.
    write_to(Vec::new(), sections, format, style).unwrap_or_default()
}

fn write_to<W: Write>(out: W, sections: &[Section], format: Format, style: &Style) -> io::Result<W> {
    let mut writer = Writer::new(out, format, style)?;
    for section in sections {
        writer.begin(section.heading.as_deref());
        section.items.iter().try_for_each(|item| writer.add(item))?;
    }
    writer.finish()
}

/// Writes citations to a file, whole or not at all.
///
/// # Errors
/// Where the file cannot be written.
pub fn export_to(path: &Path, sections: &[Section], format: Format, style: &Style) -> Result<(), ExportError> {
    export_with(path, format, style, |writer| {
        for section in sections {
            writer.begin(section.heading.as_deref());
            section.items.iter().try_for_each(|item| writer.add(item))?;
        }
        Ok(())
    })
}

/// A writer into a file.
pub type FileWriter<'a, 'b> = Writer<'a, BufWriter<&'b mut File>>;

/// Writes citations that come one by one to a file, whole or not at all.
///
/// # Errors
/// Where the file cannot be written.
pub fn export_with(
    path: &Path,
    format: Format,
    style: &Style,
    fill: impl FnOnce(&mut FileWriter<'_, '_>) -> io::Result<()>,
) -> Result<(), ExportError> {
    let write = || {
        let mut file = AtomicWriteFile::open(path)?;
        let mut writer = Writer::new(BufWriter::new(file.as_file_mut()), format, style)?;
        fill(&mut writer)?;
        drop(writer.finish()?);
        file.commit()
    };
    write().map_err(|source| ExportError::Unwritable { path: path.display().to_string(), source })
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::model::{Archive, Article, Byline, Creator};

    fn text(items: &[Item], format: Format, style: &Style) -> String {
        String::from_utf8(export(items, format, style)).unwrap()
    }

    #[test]
    fn files_for_reference_managers_are_as_they_read_them() {
        let mut article = Article::new("Bridge & {road}");
        article.byline = Byline(vec![Creator::person("Ada Ferris"), Creator::organization("Harbour Desk")]);
        article.date_published = Some("2020-11".parse().unwrap());
        let items = [Item::article(&Archive::new("T", "urn:x"), &"bridge".parse().unwrap(), &article).annotated("Worth reading.")];
        let style = Style::load("mla").unwrap();
        let bib = text(&items, Format::Bibtex, &style);
        assert!(bib.contains("author = {Ferris, Ada and {Harbour Desk}}") && bib.contains("title = {{Bridge \\& \\{road\\}}}"), "{bib}");
        let ris = text(&items, Format::Ris, &style);
        assert!(ris.starts_with("TY  - NEWS\r\nID  - bridge\r\nAU  - Ferris, Ada\r\nAU  - Harbour Desk"), "{ris}");
        assert!(ris.contains("DA  - 2020/11//\r\n") && ris.contains("N1  - Worth reading."), "{ris}");
        let json: Value = serde_json::from_str(&text(&items, Format::CslJson, &style)).unwrap();
        assert_eq!(json[0]["issued"]["date-parts"][0][1], 11);
        let graph: Value = serde_json::from_str(&text(&items, Format::JsonLd, &style)).unwrap();
        assert_eq!(
            (&graph["@graph"][0]["@type"], &graph["@graph"][0]["author"][1]["@type"]),
            (&"NewsArticle".into(), &"Organization".into())
        );
        let yaml: Value = serde_yaml::from_str(&text(&items, Format::CslYaml, &style)).unwrap();
        assert_eq!(yaml["references"][0]["title"], "Bridge & {road}");
        for (format, part) in [
            (Format::EndnoteXml, "<ref-type name=\"Newspaper Article\">23</ref-type>"),
            (Format::Mods, "<title>Bridge &amp; {road}</title>"),
            (Format::Typst, "Harbour Desk"),
            (Format::Html, "class=\"Z3988\""),
            (Format::Text, "    Worth reading."),
        ] {
            let written = text(&items, format, &style);
            assert!(written.contains(part), "{}: {written}", format.key());
        }
        assert!(export(&items, Format::Docx, &style).starts_with(b"PK"));
        for format in Format::ALL {
            assert_eq!(Format::from_key(format.key()), Some(format));
        }
    }

    #[test]
    fn each_form_escapes_what_it_must() {
        use crate::cite::formatted::{Formatted, Indent, Run};
        let formatted = Formatted {
            runs: vec![Run { text: "a<b".into(), italic: true, ..Run::default() }, Run { text: " {é*".into(), ..Run::default() }],
            indent: Indent::None,
        };
        assert_eq!(formatted.to_text(), "a<b {é*");
        assert_eq!(formatted.to_html(), "<p><i>a&lt;b</i> {é*</p>");
        assert_eq!(formatted.to_rtf(), "{\\pard {\\i a<b} \\{\\u233\\'3f*\\par}");
        assert_eq!(formatted.to_markdown(), "*a\\<b* {é\\*");
        assert_eq!(formatted.to_typst(), "#emph[a\\<b]; {é\\*");
        let block = Formatted { runs: vec![Run { text: "a\n1. b".into(), ..Run::default() }], indent: Indent::Block };
        assert_eq!(block.to_html(), "<blockquote><p>a</p></blockquote><p>1. b</p>");
    }
}
